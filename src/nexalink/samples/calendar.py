"""The sample's calendar, as Google exports one."""

from datetime import timedelta
from pathlib import Path

from nexalink.samples.plan import OWNER_MAIL, OWNER_NAME, Meeting, Plan

_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""


def write_calendar(plan: Plan, folder: Path) -> Path:
    """Write the calendar and return its path."""
    target = folder / "calendar.ics"
    head = [
        "BEGIN:VCALENDAR", "PRODID:-//NexaLink//Sample//EN", "VERSION:2.0", f"X-WR-CALNAME:{OWNER_MAIL}",
        "X-WR-TIMEZONE:Europe/Berlin", *_ZONE.split("\n"),
    ]  # fmt: skip
    lines = head + [
        line for number, meeting in enumerate(plan.meetings) for line in _event(plan, number, meeting)
    ]
    text = "\r\n".join(folded for line in [*lines, "END:VCALENDAR", ""] for folded in _fold(line))
    target.write_bytes(text.encode())
    return target


def _event(plan: Plan, number: int, meeting: Meeting) -> list[str]:
    local = meeting.start + timedelta(hours=1)
    stop = local + timedelta(minutes=45)
    if meeting.all_day:
        when = [f"DTSTART;VALUE=DATE:{local:%Y%m%d}", f"DTEND;VALUE=DATE:{local + timedelta(days=1):%Y%m%d}"]
    else:
        when = [
            f"DTSTART;TZID=Europe/Berlin:{local:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Europe/Berlin:{stop:%Y%m%dT%H%M%S}",
        ]
    if meeting.weeks:
        when.append(f"RRULE:FREQ=WEEKLY;COUNT={meeting.weeks}")
        when.append(f"EXDATE;TZID=Europe/Berlin:{local + timedelta(days=14):%Y%m%dT%H%M%S}")
    mine = "DECLINED" if meeting.declined else "ACCEPTED"
    guests = [f'ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT={mine};CN="{OWNER_NAME}":mailto:{OWNER_MAIL}']
    for place, index in enumerate(meeting.people):
        person = plan.people[index]
        answer = (
            ("ACCEPTED", "ACCEPTED", "TENTATIVE", "NEEDS-ACTION")[(number + place) % 4]
            if place
            else "ACCEPTED"
        )
        guests.append(f'ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT={answer};CN="{person.name}":MAILTO:{person.mail}')
    guests.append(
        "ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=ACCEPTED;CN=Room Ash:mailto:ash@resource.calendar.google.com"
    )
    return [
        "BEGIN:VEVENT", f"UID:sample-{plan.seed}-{number}@calendar.example", *when,
        f"DTSTAMP:{meeting.start:%Y%m%dT%H%M%SZ}", f"ORGANIZER;CN={OWNER_NAME}:mailto:{OWNER_MAIL}", *guests,
        f"SUMMARY:{meeting.title}", f"STATUS:{'CANCELLED' if meeting.cancelled else 'CONFIRMED'}", "END:VEVENT",
    ]  # fmt: skip


def _fold(line: str) -> list[str]:
    """Fold at 75 octets, never inside a character."""
    parts, current, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > 75:
            parts.append(current)
            current, size = " ", 1
        current += character
        size += width
    return [*parts, current]
