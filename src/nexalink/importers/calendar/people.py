"""Who takes part in an event, whether they came, and who of them is no human."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nexalink.formats.calendar_lines import Line, unescape
from nexalink.formats.calendar_text import Component
from nexalink.formats.handles import email_handle, fold_name
from nexalink.importers.contract import OwnerIdentity
from nexalink.measures.addresses import is_machine_address

_PLACES = (
    "@resource.calendar.google.com", "@group.calendar.google.com", "@group.v.calendar.google.com",
    "@import.calendar.google.com",
)  # fmt: skip
_NOBODY = frozenset({"mailto:unknownorganizer@calendar.google.com"})
_NOT_HUMAN = frozenset({"ROOM", "RESOURCE", "GROUP"})
_CAME = frozenset({"ACCEPTED", "TENTATIVE", "CONFIRMED", "COMPLETED", "IN-PROCESS"})
_REFUSED = frozenset({"DECLINED", "DELEGATED"})
_BRACKETED = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>")
_LAST_MAILTO = re.compile(r".*mailto:", re.IGNORECASE | re.DOTALL)
_EXCHANGE = "mailto:imceaex-"
"""How Exchange wraps its own directory's names: an address that exists nowhere else."""
_MOST_EXTRA = 1_000


def is_place(handle: str) -> bool:
    """Tell whether an address is a room's, a resource's or a whole calendar's."""
    return handle.endswith(_PLACES) or handle in _NOBODY


@dataclass(frozen=True, slots=True)
class Guest:
    """A participant.

    ``handle`` is empty where no address is told; ``answer`` is in upper case, empty where none is recorded; ``extra``
    is how many unnamed people they bring.
    """

    handle: str
    name: str
    answer: str = ""
    organiser: bool = False
    human: bool = True
    extra: int = 0

    def came(self, *, unrecorded: bool) -> bool:
        """Tell whether they take part: who organises does unless they say no; else only a yes or a perhaps counts.

        ``unrecorded`` says that the calendar keeps no answers, so that nobody has one.
        """
        if self.organiser:
            return self.answer not in _REFUSED
        return self.answer in _CAME or (unrecorded and not self.answer)


def guests(part: Component) -> tuple[Guest, ...]:
    """Return the organiser and every attendee of an event once; what is told twice of one is put together."""
    found: dict[str, Guest] = {}
    for line, organiser in _lines(part):
        guest = _guest(line, organiser=organiser)
        key = guest.handle or f"name:{fold_name(guest.name)}"
        if not guest.handle and not guest.name:
            continue
        before = found.get(key)
        found[key] = guest if before is None else _together(before, guest)
    return tuple(found.values())


def _together(before: Guest, guest: Guest) -> Guest:
    answers = (before.answer, guest.answer)
    return replace(
        before,
        name=before.name or guest.name,
        answer=next((answer for answer in answers if answer in _CAME), guest.answer or before.answer),
        organiser=before.organiser or guest.organiser,
        human=before.human and guest.human,
        extra=max(before.extra, guest.extra),
    )


def _lines(part: Component) -> Iterator[tuple[Line, bool]]:
    organiser = part.first("ORGANIZER")
    if organiser is not None:
        yield organiser, True
    for line in part.all("ATTENDEE"):
        role = line.parameter("ROLE").upper()
        yield line, organiser is None and role in {"CHAIR", "ORGANIZER", "OWNER"}


def _guest(line: Line, *, organiser: bool) -> Guest:
    handle = _handle(line)
    extra = line.parameter("X-NUM-GUESTS")
    told = line.parameter("PARTSTAT") or line.parameter("STATUS")
    kind = line.parameter("CUTYPE").upper()
    return Guest(
        handle=handle,
        name=_name(line),
        answer=told.strip("'\"").upper().replace(" ", "-"),
        organiser=organiser,
        human=kind not in _NOT_HUMAN and not is_place(handle) and not (handle and is_machine_address(handle)),
        extra=min(int(extra), _MOST_EXTRA) if extra.isascii() and extra.isdigit() and len(extra) < 7 else 0,
    )


def _handle(line: Line) -> str:
    """Return the participant's handle: the value, what stands in its brackets, or the EMAIL parameter."""
    value = line.value.strip()
    handle = email_handle(value)
    if handle is None and (bracketed := _BRACKETED.search(value)):
        handle = email_handle(bracketed[1])
    if handle is None and "mailto:" in value.lower():
        handle = email_handle(_LAST_MAILTO.sub("mailto:", value))
    handle = handle or email_handle(line.parameter("EMAIL"))
    return handle if handle and not handle.startswith(_EXCHANGE) else ""


def _name(line: Line) -> str:
    name = line.parameter("CN")
    if not name.replace(" ", "").isalnum():
        name = " ".join(unescape(name).replace('"', " ").split()).strip("'").strip()
    if not name and "<" in line.value:
        name = " ".join(line.value.partition("<")[0].replace('"', " ").split())
    return "" if "@" in name else name


@dataclass(frozen=True, slots=True)
class Presence:
    """Who was there besides the owner: (handle, name) of those with an address, and how many in all.

    ``reason`` is empty, or why the event is no meeting of the owner's: declined, not_attended, no_person.
    """

    people: tuple[tuple[str, str], ...] = ()
    size: int = 0
    reason: str = ""


def presence(
    everybody: tuple[Guest, ...], owner: OwnerIdentity, *, unrecorded: bool, foreign: bool
) -> Presence:
    """Return who met the owner. ``foreign`` says that the calendar is somebody else's: there the owner must be listed."""
    mine = [guest for guest in everybody if is_owner(guest, owner)]
    if mine and not any(guest.came(unrecorded=unrecorded) for guest in mine):
        return Presence(
            reason="declined" if any(guest.answer == "DECLINED" for guest in mine) else "not_attended"
        )
    if foreign and not mine:
        return Presence(reason="not_attended")
    others = [guest for guest in everybody if guest.human and guest not in mine]
    came = [guest for guest in others if guest.came(unrecorded=unrecorded)]
    people = tuple((guest.handle, guest.name) for guest in came if guest.handle)
    if not people:
        return Presence(reason="no_person")
    return Presence(people, len(came) + sum(guest.extra for guest in came))


def is_owner(guest: Guest, owner: OwnerIdentity) -> bool:
    """Tell whether a guest is the owner: by an address, or, under an alias, by the full name."""
    if guest.handle in owner.handles:
        return True
    words = sorted(fold_name(guest.name).split())
    return len(words) > 1 and any(words == sorted(fold_name(name).split()) for name in owner.names)
