"""The calendar: an ICS file as Google Calendar exports it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from nexalink.samples.calendar_plan import CalendarPlan, Change, Event, Guest
from nexalink.samples.network import Network
from nexalink.samples.truth import FileTruth

_ZONES = {
    "Europe/Berlin": (
        "+0100",
        "CET",
        "+0200",
        "CEST",
        "19700329T020000",
        "3;BYDAY=-1SU",
        "19701025T030000",
        "10;BYDAY=-1SU",
    ),
    "America/New_York": (
        "-0500",
        "EST",
        "-0400",
        "EDT",
        "19700308T020000",
        "3;BYDAY=2SU",
        "19701101T020000",
        "11;BYDAY=1SU",
    ),
}
"""IANA zone: offset and name of winter and summer time, the first day of each and the month and day it recurs on."""
_LINE = 75


def write_calendar(path: Path, network: Network, plan: CalendarPlan) -> FileTruth:
    """Write the calendar and return its accounts, in which a changed occurrence is a row of its own."""
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{network.cast.owner.emails[0]}", f"X-WR-TIMEZONE:{network.cast.owner.zone}",
    ]  # fmt: skip
    for zone in _ZONES:
        lines += _zone_lines(zone)
    rows, skipped = 0, dict[str, int]()
    for index, event in enumerate(plan.events):
        parts = [list(_event_lines(network, event, index))]
        parts += [list(_event_lines(network, event, index, change)) for change in event.changes]
        if index % 2:
            parts.reverse()  # a changed occurrence may stand before its series
        rows += len(parts)
        for reason in _reasons(event):
            skipped[reason] = skipped.get(reason, 0) + 1
        lines += [line for part in parts for line in part]
    lines.append("END:VCALENDAR")
    path.write_bytes(b"".join(_folded(line) for line in lines))
    return FileTruth(path.name, rows, dict(sorted(skipped.items())))


def _reasons(event: Event) -> Iterator[str]:
    """Yield why entries of this event, its changed occurrences included, are no meeting."""
    if event.left_out:
        yield event.left_out
    for change in event.changes:
        if change.cancelled:
            yield "cancelled"
        elif change.refused_by >= 0 and len(event.guests) == 1:
            yield "no_person"


def _event_lines(network: Network, event: Event, index: int, change: Change | None = None) -> Iterator[str]:
    """Yield the lines of an event, or of one changed occurrence of it."""
    original = event.starts[change.index] if change else event.start
    start = original
    if change:  # by the clock on the wall
        start = (original.astimezone(UTC) + timedelta(minutes=change.moved_minutes)).astimezone(
            ZoneInfo(event.zone)
        )
    yield "BEGIN:VEVENT"
    yield from _span(event, start)
    if event.rule and not change:
        yield f"RRULE:{event.rule}"
        for skipped in event.skipped:
            yield _moment("EXDATE", event.starts[skipped], event.zone)
    if change:
        yield _moment("RECURRENCE-ID", original, event.zone)
    yield f"DTSTAMP:{datetime(network.on.year, network.on.month, network.on.day, tzinfo=UTC):%Y%m%dT%H%M%SZ}"
    yield f"UID:{event.uid}@calendar.example"
    yield from _people(network, event, index, change)
    yield f"SEQUENCE:{2 if change else 0}"
    yield f"STATUS:{'CANCELLED' if change and change.cancelled else event.status}"
    yield f"SUMMARY:{_escaped(event.subject)}"
    yield f"TRANSP:{'TRANSPARENT' if event.whole_days else 'OPAQUE'}"
    yield "END:VEVENT"


def _span(event: Event, start: datetime) -> Iterator[str]:
    if event.whole_days:
        yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{start + timedelta(days=event.whole_days):%Y%m%d}"
        return
    end = (start.astimezone(UTC) + timedelta(minutes=event.minutes)).astimezone(ZoneInfo(event.zone))
    yield _moment("DTSTART", start, event.zone)
    yield _moment("DTEND", end, event.zone)


def _moment(name: str, at: datetime, zone: str) -> str:
    return f"{name}:{at:%Y%m%dT%H%M%SZ}" if zone == "UTC" else f"{name};TZID={zone}:{at:%Y%m%dT%H%M%S}"


def _people(network: Network, event: Event, index: int, change: Change | None) -> Iterator[str]:
    if not event.guests:
        return
    owner = network.cast.owner
    own = owner.emails[1] if index % 5 == 0 else owner.emails[0]
    guests = [
        Guest(guest.person, "DECLINED") if change and change.refused_by == guest.person else guest
        for guest in event.guests
    ]
    leader = network.person(event.organiser) if event.organiser >= 0 else None
    name, address = (leader.name, leader.email) if leader else (owner.name, own)
    yield f"ORGANIZER;CN={_quoted(name)}:mailto:{address}"
    if event.listed:
        yield _attendee(owner.name, own, event.owner_answer, index)
    for guest in guests:
        person = network.person(guest.person)
        yield _attendee(person.name, person.email, guest.answer, index + guest.person)
    if event.room:
        address = f"{event.room.lower().replace(' ', '-')}@rooms.example"
        answer = "ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED"
        yield f"ATTENDEE;CUTYPE=RESOURCE;{answer};CN={event.room};X-NUM-GUESTS=0:mailto:{address}"


def _attendee(name: str, address: str, answer: str, style: int) -> str:
    scheme = "MAILTO" if style % 11 == 0 else "mailto"
    who = f"CN={_quoted(name)};X-NUM-GUESTS=0:{scheme}:{address}"
    return f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};{who}"


def _quoted(text: str) -> str:
    return f'"{text}"' if any(mark in text for mark in ",;:") else text


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _zone_lines(zone: str) -> Iterator[str]:
    winter, winter_name, summer, summer_name, to_summer, summer_rule, to_winter, winter_rule = _ZONES[zone]
    yield from ("BEGIN:VTIMEZONE", f"TZID:{zone}", f"X-LIC-LOCATION:{zone}")
    for part, before, after, name, begin, rule in (
        ("DAYLIGHT", winter, summer, summer_name, to_summer, summer_rule),
        ("STANDARD", summer, winter, winter_name, to_winter, winter_rule),
    ):
        yield from (
            f"BEGIN:{part}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"TZNAME:{name}", f"DTSTART:{begin}",
            f"RRULE:FREQ=YEARLY;BYMONTH={rule}", f"END:{part}",
        )  # fmt: skip
    yield "END:VTIMEZONE"


def _folded(line: str) -> bytes:
    """Return a line broken after 75 bytes, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > (_LINE if not pieces else _LINE - 1):
            pieces.append(piece)
            piece = b""
        piece += encoded
    return b"\r\n ".join((*pieces, piece)) + b"\r\n"
