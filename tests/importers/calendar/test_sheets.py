"""Calendars as sheets: old formats, zones of their own, and what each event tells of itself."""

from nexalink.importers.calendar.sheets import read_sheets, to_local, to_seconds
from nexalink.importers.contract import OwnerIdentity
from tests.importers.calendar.calendars import (
    OWNER,
    Memory,
    calendar,
    event,
    meeting,
    meetings,
    people,
    read,
    times,
)

OLD = """BEGIN:VCALENDAR
VERSION:1.0
PRODID:-//Old//Phone//EN
TZ:+01
DAYLIGHT:TRUE;+02;20200329T020000;20201025T030000;CET;CEST
BEGIN:VEVENT
UID:old-1
SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gespr=C3=A4ch =
mit Ben
DTSTART:20200702T090000
DTEND:20200702T100000
RRULE:W1 TH #3
EXDATE:20200709T090000;20200101T090000
ATTENDEE;ROLE=ORGANIZER;STATUS=CONFIRMED:Olivia Owner <olivia@example.com>
ATTENDEE;ROLE=ATTENDEE;STATUS=ACCEPTED;EXPECT=REQUEST:Ben Okafor <ben@example.org>
ATTENDEE;STATUS=NEEDS ACTION:Cy <cy@example.org>
AALARM:20200702T084500
END:VEVENT
BEGIN:VEVENT
UID:old-2
DTSTART:20200105T080000Z
ATTENDEE;STATUS=DECLINED:Olivia Owner <olivia@example.com>
ATTENDEE;STATUS=ACCEPTED:Ben Okafor <ben@example.org>
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_of_version_1_is_read() -> None:
    items = read(OLD, names=["phone.vcs"])
    assert times(items) == ["2020-07-02 07:00", "2020-07-16 07:00"]
    assert people(items) == [["ben@example.org"]] * 2
    assert {item.subject for item in meetings(items)} == {"Gespräch mit Ben"}
    assert meetings(items)[0].people == (("mailto:ben@example.org", "Ben Okafor"),)


def test_a_zone_of_the_files_own_serves_all_its_calendars() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:-0330\n"
        "TZOFFSETTO:-0330\nEND:STANDARD\nEND:VTIMEZONE"
    )
    start = "DTSTART;TZID=Customized Time Zone:20200702T090000"
    other = meeting(start=start, uid="2")
    assert times(read(calendar(meeting(start=start), zone) + calendar(other))) == ["2020-07-02 12:30"] * 2


def test_an_owner_zone_that_nobody_knows_is_utc() -> None:
    owner = OwnerIdentity(OWNER.handles, zone="No/Where")
    assert times(read(calendar(meeting(start="DTSTART:20200702T090000")), owner=owner)) == [
        "2020-07-02 09:00"
    ]


def test_local_times_and_seconds_are_each_others_inverse() -> None:
    sheets, faults = read_sheets(Memory("x.ics", calendar(event()).encode()), zone="Asia/Kolkata")
    zone = sheets[0].floating
    assert not faults
    assert str(zone) == "Asia/Kolkata"
    for seconds in (0, 1_583_398_800, -10_000):
        assert to_seconds(to_local(seconds, zone), zone) == seconds


def test_the_faults_of_events_are_told_apart_from_the_files() -> None:
    text = calendar(event("inside"), "outside")
    sheets, faults = read_sheets(Memory("x.ics", text.encode()), zone="UTC")
    assert [fault.number for fault in faults] == [8]
    assert [fault.number for fault in sheets[0].events[0].part.all_faults()] == [6]


def test_numbers_that_are_none_are_no_obstacle() -> None:
    items = read(calendar(meeting("SEQUENCE:many"), meeting("SEQUENCE:99999999999999999999", uid="2")))
    assert len(meetings(items)) == 2
