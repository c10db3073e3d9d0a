"""The importer of calendars: every event is meetings with people, or is left out for a named reason."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nexalink.formats.calendar_components import Calendar, Component, calendars, decoded
from nexalink.formats.calendar_zones import named_zone
from nexalink.formats.containers import BadContainer, Member
from nexalink.formats.handles import email_handle
from nexalink.importers.calendar.people import Guest, guests
from nexalink.importers.calendar.times import BadDate, Start, lasts_days, occurrences, read_start
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.sightings import InteractionSeen, Item, OwnerSeen, Skipped, Trouble

_SURE_SHARE, _SURE_EVENTS = 0.8, 5
_ENDINGS = (".ics", ".vcs", ".ical", ".icalendar", ".ifb")


@dataclass(frozen=True, slots=True)
class CalendarImporter:
    """Reads iCalendar: one row an event, one meeting an occurrence."""

    name: str = "calendar"
    source: str = "calendar"
    title: str = "Calendar"
    version: int = 1

    def accepts(self, head: bytes, filename: str) -> bool:
        """Tell whether a file is a calendar, by its first lines."""
        text = head.lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ").replace(b"\0", b"")[:2_000].upper()
        if text.startswith(b"BEGIN:VCALENDAR"):
            return True
        named = PurePosixPath(filename.lower()).suffix in _ENDINGS
        return named and (b"BEGIN:VCALENDAR" in text or b"BEGIN:VEVENT" in text)

    def taken_on(self, archive: Archive) -> date | None:
        """Return None: a calendar does not tell when it was exported."""
        return None

    def owner_evidence(self, archive: Archive) -> Iterator[OwnerSeen]:
        """Yield the calendar's own address and zone, and who takes part in nearly every event."""
        met: Counter[str] = Counter()
        events = 0
        named: set[str] = set()
        for member in archive.members:
            for calendar in _calendars(member):
                name = calendar.value("X-WR-CALNAME")
                if (uri := email_handle(name)) and uri not in named:
                    named.add(uri)
                    yield OwnerSeen(member.path, 0, "email", uri, counts_row=False)
                zone = calendar.value("X-WR-TIMEZONE")
                if zone and (known := named_zone(zone)) and hasattr(known, "key"):
                    yield OwnerSeen(member.path, 0, "zone", str(known), counts_row=False)
                for event in calendar.events:
                    present = {guest.handle for guest in guests(event) if guest.handle and guest.human}
                    events += bool(present)
                    met.update(present)
        yield from _stands_out(archive.name, met, events, named)

    def read(self, archive: Archive, *, owner: OwnerIdentity) -> Iterator[Item]:
        """Yield one counted item an event, and one more for every further occurrence."""
        reading = _Reading(archive.until, owner)
        for member in archive.members:
            try:
                for calendar in _calendars(member, strict=True):
                    yield from reading.calendar(member.path, calendar)
            except BadContainer as fault:
                yield Trouble(member.path, 0, str(fault))


def _calendars(member: Member, *, strict: bool = False) -> Iterator[Calendar]:
    try:
        with member.open() as stream:
            text = decoded(stream)
    except BadContainer:
        if strict:
            raise
        return
    yield from calendars(text)


def _stands_out(file: str, met: Counter[str], events: int, named: set[str]) -> Iterator[OwnerSeen]:
    ranked = met.most_common(6)
    for place, (uri, count) in enumerate(ranked):
        next_best = ranked[1][1] if len(ranked) > 1 else 0
        decisive = (
            place == 0 and events >= _SURE_EVENTS and count >= _SURE_SHARE * events and next_best * 2 < count
        )
        if uri not in named:
            yield OwnerSeen(
                file, 0, "email", uri, sure=decisive, share=count / max(events, 1), counts_row=False
            )


@dataclass(slots=True)
class _Reading:
    """One pass over an archive's calendars: which occurrences were seen, which belong to overrides."""

    until: int
    owner: OwnerIdentity
    seen: set[str] = field(default_factory=set)

    def calendar(self, file: str, calendar: Calendar) -> Iterator[Item]:
        """Yield the items of one calendar; overrides are known before their series is expanded."""
        floating = _floating(calendar, self.owner)
        newest = _newest(calendar.events)
        overridden: dict[str, set[int]] = {}
        for event in calendar.events:
            if (place := _recurrence(event, calendar, floating)) is not None:
                overridden.setdefault(_uid(event), set()).add(place)
        for event in calendar.events:
            yield from self._event(file, event, calendar, floating, newest, overridden)

    def _event(
        self,
        file: str,
        event: Component,
        calendar: Calendar,
        floating: tzinfo,
        newest: dict[tuple[str, str], Component],
        overridden: dict[str, set[int]],
    ) -> Iterator[Item]:
        number = event.number
        line = event.first("DTSTART")
        if line is None:
            yield Trouble(file, number, "The event has no start.")
            return
        try:
            start = read_start(line, calendar, floating)
        except BadDate as fault:
            yield Trouble(file, line.number, f"The event's start is no date: {fault}.")
            return
        if newest.get(_identity(event)) is not event:
            yield Skipped(file, number, "duplicate")
            return
        reason = self._left_out(event, start)
        if reason:
            yield Skipped(file, number, reason)
            return
        people, size, reason = _present(event, self.owner)
        if reason:
            yield Skipped(file, number, reason)
            return
        yield from self._meetings(file, event, start, calendar, floating, people, size, overridden)

    def _left_out(self, event: Component, start: Start) -> str:
        if event.text("STATUS").strip().upper() == "CANCELLED":
            return "cancelled"
        if lasts_days(event, start):
            return "no_person" if not guests(event) else "all_day"
        return ""

    def _meetings(
        self,
        file: str,
        event: Component,
        start: Start,
        calendar: Calendar,
        floating: tzinfo,
        people: tuple[tuple[str, str], ...],
        size: int,
        overridden: dict[str, set[int]],
    ) -> Iterator[Item]:
        uid, subject = _uid(event), " ".join(event.text("SUMMARY").split())[:500]
        original = _recurrence(event, calendar, floating)
        counted = known = False
        if original is not None:
            moments = [(original, start.seconds())] if start.seconds() <= self.until else []
        else:
            others = overridden.get(uid, set())
            moments = [
                (at, at)
                for _, at in occurrences(event, start, calendar, floating, until=self.until)
                if at not in others
            ]
        for place, at in moments:
            key = f"{uid}/{place}"
            if key in self.seen:
                known = True
                continue
            self.seen.add(key)
            yield InteractionSeen(
                file=file, line=event.number, source_key=key, at=at, kind="meeting", direction="mutual", people=people,
                size=size, thread=uid, subject=subject, counts_row=not counted,
            )  # fmt: skip
            counted = True
        if not counted:
            yield Skipped(file, event.number, "duplicate" if known else "future")


def _floating(calendar: Calendar, owner: OwnerIdentity) -> tzinfo:
    """Return the zone of times that name none: the calendar's, else the owner's."""
    if (name := calendar.value("X-WR-TIMEZONE")) and (zone := named_zone(name)):
        return zone
    try:
        return ZoneInfo(owner.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _uid(event: Component) -> str:
    uid = event.text("UID").strip()
    if uid:
        return uid
    parts = "\x1f".join(event.text(name) for name in ("DTSTART", "SUMMARY", "ORGANIZER"))
    return "sum:" + hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _identity(event: Component) -> tuple[str, str]:
    line = event.first("RECURRENCE-ID")
    return _uid(event), line.value.strip() if line else ""


def _newest(events: list[Component]) -> dict[tuple[str, str], Component]:
    """Return the version of each event that counts: the highest SEQUENCE, the later one among equals."""
    newest: dict[tuple[str, str], Component] = {}
    for event in events:
        before = newest.get(_identity(event))
        if before is None or _sequence(event) >= _sequence(before):
            newest[_identity(event)] = event
    return newest


def _sequence(event: Component) -> int:
    text = event.text("SEQUENCE").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _recurrence(event: Component, calendar: Calendar, floating: tzinfo) -> int | None:
    line = event.first("RECURRENCE-ID")
    if line is None:
        return None
    try:
        found = read_start(line, calendar, floating)
    except BadDate:
        return None
    if found.all_day and (start := event.first("DTSTART")):
        try:
            own = read_start(start, calendar, floating)
        except BadDate:
            return None
        moved = datetime.combine(found.local.date(), own.local.time())
        return Start(moved, own.zone, all_day=False).seconds()
    return found.seconds()


def _present(event: Component, owner: OwnerIdentity) -> tuple[tuple[tuple[str, str], ...], int, str]:
    """Return who was there besides the owner, how many they were, and the reason where the event does not count."""
    everybody = guests(event)
    mine = [guest for guest in everybody if guest.handle in owner.handles]
    if any(guest.status == "DECLINED" for guest in mine):
        return (), 0, "declined"
    if mine and not any(guest.came for guest in mine):
        return (), 0, "not_attended"
    others = [guest for guest in everybody if guest.handle not in owner.handles and guest.human]
    came = [guest for guest in others if guest.came]
    people = tuple((guest.handle, guest.name) for guest in came if guest.handle)
    if not people:
        return (), 0, "declined" if others and _all_declined(others) else "no_person"
    return people, max(len(came), _uncounted(event, came)), ""


def _all_declined(others: list[Guest]) -> bool:
    return all(guest.status == "DECLINED" for guest in others)


def _uncounted(event: Component, came: list[Guest]) -> int:
    """Return Google's number of guests where it is larger than those listed: an unexpanded list."""
    text = event.text("X-NUM-GUESTS").strip()
    return max(int(text), len(came)) if text.isascii() and text.isdigit() and len(text) < 7 else len(came)
