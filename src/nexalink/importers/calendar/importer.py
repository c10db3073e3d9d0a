"""The importer of calendars: every event is meetings with people, or is left out for a named reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from nexalink.formats.calendar_text import Fault
from nexalink.formats.containers import BadContainer
from nexalink.importers.calendar.evidence import evidence
from nexalink.importers.calendar.people import Presence, is_owner, presence
from nexalink.importers.calendar.series import Limits
from nexalink.importers.calendar.sheets import Event, Sheet, read_sheets
from nexalink.importers.calendar.versions import Versions
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.sightings import InteractionSeen, Item, OwnerSeen, Skipped, Trouble

LONGEST_SUBJECT = 500
_ENDINGS = frozenset({".ics", ".vcs", ".ical", ".icalendar", ".ifb"})
_CALENDAR = re.compile(
    rb"BEGIN:[ \t]*(?:VCALENDAR|VEVENT|VTODO|VJOURNAL|VFREEBUSY|VTIMEZONE)\b", re.IGNORECASE
)
_COMPONENT = re.compile(rb"^BEGIN:(?![ \t]*(?:VCARD|PGP|RSA))", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(rb"<(?:!doctype|html|\?xml)", re.IGNORECASE)
_EARLIEST = -2_208_988_800
"""1900 in seconds UTC: what claims to be older than mail is an empty date of some program."""


@dataclass(frozen=True, slots=True)
class CalendarImporter:
    """Reads iCalendar and vCalendar: one row an event, one meeting an occurrence."""

    name: str = "calendar"
    source: str = "calendar"
    title: str = "Calendar"
    version: int = 2

    def accepts(self, head: bytes, filename: str) -> bool:
        """Tell whether a file is a calendar: by its first line, or by its name and any component in it."""
        text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ")
        if _CALENDAR.match(text):
            return True
        named = PurePosixPath(filename.lower()).suffix in _ENDINGS
        return named and not _PAGE.match(text) and _COMPONENT.search(text.replace(b"\r", b"\n")) is not None

    def taken_on(self, archive: Archive) -> date | None:
        """Return None: a calendar does not tell when it was exported."""
        return None

    def owner_evidence(self, archive: Archive) -> Iterator[OwnerSeen]:
        """Yield the calendars' own addresses and zone, and who takes part in nearly every event."""
        sheets: list[Sheet] = []
        for member in archive.members:
            try:
                sheets.extend(read_sheets(member, zone="UTC")[0])
            except BadContainer:
                continue  # told by ``read``
        yield from evidence(archive.name, sheets)

    def read(self, archive: Archive, *, owner: OwnerIdentity) -> Iterator[Item]:
        """Yield one counted item an event, and one more for every further occurrence.

        All calendars are opened before the first item: an occurrence may be changed, or an event replaced, in another
        file than its series.
        """
        sheets: list[Sheet] = []
        faults: dict[str, list[Fault]] = {}
        for member in archive.members:
            try:
                found, faults[member.path] = read_sheets(member, zone=owner.zone)
            except BadContainer as fault:
                yield Trouble(member.path, 0, str(fault))
                continue
            sheets.extend(found)
        with_events = {sheet.file for sheet in sheets if sheet.events}
        for file, wrong in faults.items():
            yield from _noted(file, wrong, counts_row=file not in with_events)
        reading = _Reading(archive.until, owner, sheets)
        for sheet in sheets:
            yield from reading.sheet(sheet)


def _noted(file: str, faults: list[Fault], *, counts_row: bool) -> Iterator[Trouble]:
    """Yield what makes no sense outside the events as one trouble; it is a row only where the file has no other."""
    if faults:
        yield Trouble(file, faults[0].number, _told(faults), counts_row=counts_row)


def _told(faults: list[Fault]) -> str:
    """Return the first fault and how many more there are, as sentences."""
    more = f" There are {len(faults) - 1:,} more places like it." if len(faults) > 2 else ""
    more = " There is one more place like it." if len(faults) == 2 else more
    return f"{faults[0].message}{' It was left out.' if faults[0].lost else ''}{more}"


class _Reading:
    """One pass over the events of an archive."""

    def __init__(self, until: int, owner: OwnerIdentity, sheets: list[Sheet]) -> None:
        self._until = until
        self._owner = owner
        self._versions = Versions(event for sheet in sheets for event in sheet.events)
        self._limits = Limits()
        self._seen: set[str] = set()
        self._answered = {sheet.product for sheet in sheets if _keeps_answers(sheet)}

    def sheet(self, sheet: Sheet) -> Iterator[Item]:
        """Yield the items of one calendar, and which of its zones nobody knows."""
        named_for_owner = sheet.address in self._owner.handles
        foreign = bool(sheet.address) and not named_for_owner and _has_address(self._owner)
        own = named_for_owner or any(self._takes_part(event) for event in sheet.events)
        unrecorded = not sheet.invites and sheet.product not in self._answered
        for event in sheet.events:
            yield from self._event(event, unrecorded=unrecorded, foreign=foreign, own=own)
        for name, line in sheet.unknown_zones.items():
            told = f"Nobody knows the time zone {name[:60]!r}; its times were read in {sheet.floating}."
            yield Trouble(sheet.file, line, told, counts_row=False)

    def _takes_part(self, event: Event) -> bool:
        return any(guest.handle in self._owner.handles for guest in event.guests)

    def _event(self, event: Event, *, unrecorded: bool, foreign: bool, own: bool) -> Iterator[Item]:
        """Yield the event's one counted item, and what belongs to it."""
        file, faults = event.sheet.file, event.part.all_faults()
        if event.wrong is not None and event.start is None:
            yield Trouble(file, event.wrong.number, event.wrong.message)
            return
        if event.start is None and any(fault.lost for fault in faults):
            yield Trouble(
                file, faults[0].number, f"{faults[0].message} The event has no start that can be read."
            )
            return
        if reason := self._left_out(event):
            yield Skipped(file, event.line, reason)
        else:
            present = presence(event.guests, self._owner, unrecorded=unrecorded, foreign=foreign)
            if not present.reason and not own and event.part.first("ATTENDEE") is None:
                present = Presence(reason="no_person")  # published by its organiser, for anybody
            yield from self._meetings(event, present)
        faults = [*([event.wrong] if event.wrong else []), *faults]
        yield from _noted(file, faults, counts_row=False)

    def _left_out(self, event: Event) -> str:
        """Return why an event is no meeting whoever was there, else nothing."""
        if self._versions.outdated(event):
            return "duplicate"
        if event.cancelled:
            return "cancelled"
        if event.sheet.public or not any(
            guest.human and not is_owner(guest, self._owner) for guest in event.guests
        ):
            return "no_person"
        if event.start is None:
            return "undated"
        return "all_day" if event.all_day else ""

    def _meetings(self, event: Event, present: Presence) -> Iterator[Item]:
        file = event.sheet.file
        if present.reason:
            yield Skipped(file, event.line, present.reason)
            return
        found = self._versions.occurrences(event, until=self._until, limits=self._limits)
        fresh = [(original, at) for original, at in found.moments if self._is_fresh(event, original)]
        if fresh and fresh[0][1] < _EARLIEST:
            yield Trouble(file, event.line, "The event is dated before 1900, which no meeting is.")
            return
        subject = " ".join(event.part.text("SUMMARY").split())[:LONGEST_SUBJECT]
        for place, (original, at) in enumerate(fresh):
            yield InteractionSeen(
                file=file, line=event.line, source_key=f"{event.uid}/{original}", at=at, kind="meeting",
                direction="mutual", people=present.people, size=present.size, thread=event.uid, subject=subject,
                counts_row=place == 0,
            )  # fmt: skip
        if not fresh:
            yield Skipped(file, event.line, self._why_none(event, found.moments))
        for line, message in found.faults:
            yield Trouble(file, line, message, counts_row=False)

    def _is_fresh(self, event: Event, original: int) -> bool:
        """Tell whether an occurrence was not met before, and remember it."""
        key = f"{event.uid}/{original}"
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _why_none(self, event: Event, moments: list[tuple[int, int]]) -> str:
        """Return why an event has no occurrence of its own in the past."""
        if moments:
            return "duplicate"
        future = event.start is not None and event.start.seconds() > self._until
        return "future" if future else "cancelled"


def _keeps_answers(sheet: Sheet) -> bool:
    return any(
        line.parameter("PARTSTAT") or line.parameter("STATUS")
        for event in sheet.events
        for line in event.part.lines
        if line.name == "ATTENDEE"
    )


def _has_address(owner: OwnerIdentity) -> bool:
    return any(handle.startswith("mailto:") for handle in owner.handles)
