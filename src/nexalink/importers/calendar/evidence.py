"""What calendars tell of their owner: whose address names them, who takes part in nearly everything, which zone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from nexalink.formats.handles import fold_name
from nexalink.formats.time_zones import named_zone
from nexalink.importers.calendar.sheets import Event, Sheet
from nexalink.importers.sightings import OwnerSeen

SURE_SHARE = 0.8
SURE_EVENTS = 5
_MOST_CANDIDATES = 6


def evidence(archive: str, sheets: Sequence[Sheet]) -> Iterator[OwnerSeen]:
    """Yield the addresses that may be the owner's, the surest first, and the zone of the fullest calendar."""
    named = _named(sheets)
    met, events = _met(sheets)
    names = _full_names(sheets)
    sure = _sure_names(archive, named, met, names) | _decisive(met, events)
    sure |= _aliases(sheets, sure, names)
    others = [handle for handle, _ in met.most_common(_MOST_CANDIDATES)]
    file = next((sheet.file for sheet in sheets if sheet.events), archive)
    for handle in dict.fromkeys([*named, *sorted(sure), *others]):
        share = met[handle] / events if events else 1.0
        told = named.get(handle, file)
        yield OwnerSeen(told, 0, "email", handle, sure=handle in sure, share=share, counts_row=False)
    yield from _zone(sheets)


def _decisive(met: Counter[str], events: int) -> set[str]:
    """Return the address that takes part in nearly all of enough events, no other coming near it."""
    ranked = met.most_common(2)
    if events < SURE_EVENTS or not ranked:
        return set()
    rival = ranked[1][1] if len(ranked) > 1 else 0
    return {ranked[0][0]} if ranked[0][1] >= SURE_SHARE * events and rival * 2 < ranked[0][1] else set()


def _aliases(sheets: Sequence[Sheet], sure: set[str], names: dict[str, str]) -> set[str]:
    """Return the addresses that take part under the owner's full name, and never beside the owner."""
    own_names = {names[handle] for handle in sure if handle in names}
    found = {handle for handle, name in names.items() if name in own_names} - sure
    for event in _distinct(sheets) if found else ():
        present = _addresses(event)
        if present & sure:
            found -= present
    return found


def _named(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return the addresses that calendars are named by, each with its file."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if sheet.address and not sheet.public:
            found.setdefault(sheet.address, sheet.file)
    return found


def _met(sheets: Sequence[Sheet]) -> tuple[Counter[str], int]:
    """Return in how many events each address takes part, and how many events have two people or more."""
    met: Counter[str] = Counter()
    events = 0
    for event in _distinct(sheets):
        present = _addresses(event)
        if len(present) > 1 or (present and len([guest for guest in event.guests if guest.human]) > 1):
            events += 1
            met.update(present)
    return met, events


def _distinct(sheets: Sequence[Sheet]) -> Iterator[Event]:
    """Yield every event of the calendars, one in several of them once."""
    seen: set[tuple[str, object]] = set()
    for sheet in sheets:
        for event in sheet.events:
            key = (event.uid, event.original or event.start)
            if not sheet.public and key not in seen:
                seen.add(key)
                yield event


def _addresses(event: Event) -> set[str]:
    return {guest.handle for guest in event.guests if guest.handle and guest.human}


def _sure_names(archive: str, named: dict[str, str], met: Counter[str], names: dict[str, str]) -> set[str]:
    """Return which of the naming addresses are surely the owner's.

    One alone is. Of several, the one that the archive itself is named by, else one that takes part more than twice as
    often as any other; and with it those that take part under the same full name. The rest may be colleagues whose
    calendars the owner can see.
    """
    if len(named) < 2:
        return set(named)
    sure = {handle for handle in named if handle.removeprefix("mailto:") in archive.lower()}
    if not sure:
        ranked = sorted(named, key=lambda handle: -met[handle])
        alike = len({names.get(handle, handle) for handle in named}) == 1
        sure = set(ranked[:1]) if alike or met[ranked[0]] > 2 * met[ranked[1]] else set()
    own_names = {names[handle] for handle in sure if handle in names}
    return sure | {handle for handle in named if names.get(handle) in own_names}


def _full_names(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return the first full name that each address takes part under, for comparing."""
    found: dict[str, str] = {}
    for event in _distinct(sheets):
        for guest in event.guests:
            words = sorted(fold_name(guest.name).split())
            if guest.handle and len(words) > 1:
                found.setdefault(guest.handle, " ".join(words))
    return found


def _zone(sheets: Sequence[Sheet]) -> Iterator[OwnerSeen]:
    for sheet in sorted(sheets, key=lambda sheet: -len(sheet.events)):
        zone = named_zone(sheet.part.text("X-WR-TIMEZONE"))
        if isinstance(zone, ZoneInfo) and not sheet.public:
            yield OwnerSeen(sheet.file, 0, "zone", zone.key, counts_row=False)
            return
