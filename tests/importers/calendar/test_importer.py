"""What becomes of an event: a meeting, or left out for a reason, or in trouble; never lost."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexalink.formats.containers import members_of
from nexalink.importers.calendar import IMPORTER
from nexalink.importers.contract import Archive
from nexalink.importers.sightings import InteractionSeen, Trouble
from tests.importers.calendar.calendars import (
    BEN,
    HOST,
    OWNER,
    UNTIL,
    archive,
    calendar,
    event,
    meeting,
    meetings,
    people,
    read,
    reasons,
    times,
    troubles,
)


def test_a_meeting_tells_who_when_and_about_what() -> None:
    (item,) = read(calendar(meeting(r"SUMMARY:Lunch\, long", "DESCRIPTION:secret")))
    assert item == InteractionSeen(
        file="0.ics", line=3, source_key="one/1583398800", at=1583398800, kind="meeting", direction="mutual",
        people=(("mailto:ben@example.org", "Ben Okafor"),), size=1, thread="one", subject="Lunch, long",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((HOST, BEN, "STATUS:CANCELLED"), "cancelled"),
        ((HOST, BEN, "STATUS:canceled"), "cancelled"),
        ((BEN, "ATTENDEE;PARTSTAT=DECLINED:mailto:olivia@example.com"), "declined"),
        ((BEN, "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:olivia@example.com"), "not_attended"),
        ((BEN, "ATTENDEE;PARTSTAT=DELEGATED:mailto:olivia@example.com"), "not_attended"),
        ((BEN, "ATTENDEE:mailto:olivia@example.com"), "not_attended"),
        ((HOST,), "no_person"),
        ((), "no_person"),
        ((HOST, "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@example.org"), "no_person"),
        ((HOST, "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ben@example.org"), "no_person"),
        ((HOST, "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:ash@example.com"), "no_person"),
    ],
)
def test_what_is_no_meeting(lines: tuple[str, ...], reason: str) -> None:
    assert reasons(read(calendar(event(*lines)))) == [reason]


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("DTSTART:20270101T090000Z", "future"),
        ("DTSTART;VALUE=DATE:20200305", "all_day"),
        ("DTSTART:20200305", "all_day"),
        ("DTSTART;VALUE=DATE:20200305T090000Z", "all_day"),
        ("DTSTART:20200305T090000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "all_day"),
        ("DTSTART;TZID=Europe/Berlin:20200305T000000\nDTEND;TZID=Europe/Berlin:20200306T000000", "all_day"),
        ("DTSTART:20200305T000000\nDURATION:P2D", "all_day"),
        ("DTSTART:20200305T000000\nDTEND:20200305T235900", "all_day"),
        ("SUMMARY:some day", "undated"),
    ],
)
def test_what_has_no_hour_in_the_past(start: str, reason: str) -> None:
    assert reasons(read(calendar(meeting(start=start)))) == [reason]


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART:20200305T000000Z\nDTEND:20200305T010000Z",
        "DTSTART:20200305T000000Z\nDTEND:20200304T230000Z",
        "DTSTART:20200305T000000Z\nDURATION:-PT1H",
        "DTSTART:20200305T000000Z\nDURATION:P999999999999W",
        "DTSTART:20200305T000000Z\nDTEND:never",
        "DTSTART:20200305T000000Z",
    ],
)
def test_a_meeting_is_when_it_begins_whatever_its_end_says(lines: str) -> None:
    assert times(read(calendar(meeting(start=lines)))) == ["2020-03-05 00:00"]


def test_an_occurrence_at_the_very_end_of_the_past_counts() -> None:
    assert len(meetings(read(calendar(meeting(start="DTSTART:20261123T000000Z"))))) == 1
    assert reasons(read(calendar(meeting(start="DTSTART:20261123T000001Z")))) == ["future"]


def test_tasks_journals_and_alarms_are_no_rows() -> None:
    others = [
        "BEGIN:VTODO\nDUE:20200101\nEND:VTODO",
        "BEGIN:VJOURNAL\nEND:VJOURNAL",
        "BEGIN:VFREEBUSY\nEND:VFREEBUSY",
    ]
    alarm = "BEGIN:VALARM\nATTENDEE:mailto:cy@example.org\nDTSTART:20990101\nEND:VALARM"
    assert people(read(calendar(*others, meeting(alarm)))) == [["ben@example.org"]]
    assert read(calendar(*others)) == []


def test_a_calendar_without_attendees_is_accounted_for() -> None:
    text = calendar(
        event(uid="1"), event(uid="2", start="DTSTART:20200305"), event(uid="3", start="SUMMARY:x")
    )
    assert reasons(read(text)) == ["no_person"] * 3


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("DTSTART:INVALID-DATE", "The event's start is no date: INVALID-DATE."),
        ("DTSTART:20201301T090000", "The event's start is no date: 20201301T090000."),
        ("DTSTART;TZID=Europe/Berlin", "The line has no colon. The event has no start that can be read."),
        ("DTSTART:16010101T000000Z", "The event is dated before 1900, which no meeting is."),
    ],
)
def test_a_start_that_cannot_be_read_is_a_counted_trouble(start: str, message: str) -> None:
    (item,) = read(calendar(meeting(start=start)))
    assert isinstance(item, Trouble)
    assert (item.message, item.counts_row) == (message, True)


def test_what_is_wrong_in_an_event_is_told_beside_it() -> None:
    items = read(calendar(meeting("what is this", "RRULE:FREQ=WEEKLY;COUNT=2", "nor;this")))
    assert len(meetings(items)) == 2
    (trouble,) = troubles(items)
    assert (trouble.line, trouble.counts_row) == (8, False)
    assert trouble.message == "The line has no colon. It was left out. There is one more place like it."


def test_what_is_wrong_outside_events_is_told_once_a_file() -> None:
    items = read(calendar(meeting(), "junk", "more junk", "END:VTODO"))
    assert [item.counts_row for item in troubles(items)] == [False]
    assert "2 more places" in troubles(items)[0].message


def test_a_file_without_an_event_that_is_wrong_is_a_trouble_of_its_own() -> None:
    items = list(IMPORTER.read(archive("BEGIN:VCALENDAR\nNAME;;:x\nEND:VCALENDAR"), owner=OWNER))
    assert [(type(item), item.line, getattr(item, "counts_row", None)) for item in items] == [
        (Trouble, 2, True)
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\n\n"])
def test_syntax_that_programs_get_wrong(end: str, mark: str) -> None:
    text = mark + calendar(meeting("SUMMARY:Gr\n üße"), meeting(uid="2")).replace("\n", end)
    items = list(IMPORTER.read(archive(text), owner=OWNER))
    assert [item.subject for item in meetings(items)] == ["Grüße", ""]


def test_lower_case_missing_ends_nuls_and_two_calendars_in_one_file() -> None:
    lower = calendar(meeting(uid="1")).lower()
    unended = calendar(meeting(uid="2").removesuffix("\nEND:VEVENT"), meeting(uid="3"))
    items = read(lower + unended.removesuffix("END:VCALENDAR\n") + calendar(meeting("SUMMARY:a\0b", uid="4")))
    assert [item.thread for item in meetings(items)] == ["1", "2", "3", "4"]
    assert meetings(items)[-1].subject == "ab"
    assert any("VEVENT has no END" in item.message for item in troubles(items))


def test_events_outside_any_calendar_are_read() -> None:
    assert len(meetings(read(meeting()))) == 1


def test_a_truncated_file_gives_what_it_holds() -> None:
    whole = calendar(*(meeting(uid=str(number)) for number in range(20)))
    items = read(whole[: len(whole) * 3 // 5])
    assert len(meetings(items)) >= 11
    assert any("The file ends inside it." in item.message for item in troubles(items))


def test_a_line_of_megabytes_is_no_obstacle() -> None:
    assert len(meetings(read(calendar(meeting("DESCRIPTION:" + "x" * 10_000_000), meeting(uid="2"))))) == 2


def test_utf16_and_latin_files() -> None:
    text = calendar(meeting("SUMMARY:Größe"))
    for codec in ("utf-16", "cp1252"):
        items = list(IMPORTER.read(archive(text.encode(codec)), owner=OWNER))
        assert [item.subject for item in meetings(items)] == ["Größe"]


def test_events_without_a_uid_have_a_stable_key_of_their_own() -> None:
    text = calendar(meeting("SUMMARY:a", uid=""), meeting("SUMMARY:b", uid=""), meeting("SUMMARY:a", uid=""))
    items = read(text)
    assert len(meetings(items)) == 2
    assert reasons(items) == ["duplicate"]
    assert [item.source_key for item in meetings(read(text))] == [item.source_key for item in meetings(items)]


def test_a_calendar_whose_only_organisers_publish_is_nobodys_meeting() -> None:
    published = event("ORGANIZER;CN=Town Hall:mailto:events@example.org")
    assert reasons(read(calendar(published))) == ["no_person"]
    named = calendar("X-WR-CALNAME:olivia@example.com", event("ORGANIZER;CN=Ben:mailto:ben@example.org"))
    assert people(read(named)) == [["ben@example.org"]]


def test_events_that_do_not_list_the_owner_count_in_the_owners_calendar() -> None:
    assert people(read(calendar(event(BEN)))) == [["ben@example.org"]]


def test_somebody_elses_calendar_counts_only_where_the_owner_is_listed() -> None:
    listed = event(BEN, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:olivia@example.com", uid="2")
    items = read(calendar("X-WR-CALNAME:ben@example.org", event(BEN), listed))
    assert reasons(items) == ["not_attended"]
    assert people(items) == [["ben@example.org"]]
    by_file = read(calendar(event(BEN)), names=["ben@example.org.ics"])
    assert reasons(by_file) == ["not_attended"]


@pytest.mark.parametrize(
    "lines",
    [
        "X-WR-CALNAME:Holidays in Germany",
        "X-WR-CALNAME:Birthdays",
        "X-WR-CALNAME:Deutsche Feiertage",
        "X-WR-CALNAME:Jours fériés en France",
        "X-WR-RELCALID:en.german#holiday@group.v.calendar.google.com",
        "NAME:Geburtstage",
    ],
)
def test_calendars_of_holidays_and_birthdays_are_left_out(lines: str) -> None:
    assert reasons(read(calendar(lines, meeting()))) == ["no_person"]


def test_calendars_of_other_names_are_not() -> None:
    assert len(meetings(read(calendar("X-WR-CALNAME:Planning holidays with the team", meeting())))) == 1


def test_unknown_zones_are_told_once_and_read_as_the_calendars_own() -> None:
    text = calendar(
        "X-WR-TIMEZONE:America/New_York",
        meeting(start="DTSTART;TZID=LOLOLOL:20200305T090000"),
        meeting(uid="2", start="DTSTART;TZID=LOLOLOL:20200306T090000"),
    )
    items = read(text)
    assert times(items) == ["2020-03-05 14:00", "2020-03-06 14:00"]
    (trouble,) = troubles(items)
    assert trouble.message == "Nobody knows the time zone 'LOLOLOL'; its times were read in America/New_York."


def test_a_zip_of_calendars_is_one_archive(tmp_path: Path) -> None:
    path = tmp_path / "olivia@example.com.ical.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("olivia@example.com.ics", calendar(meeting()))
        packed.writestr("Team_x1@group.calendar.google.com.ics", calendar(meeting(), meeting(uid="2")))
    items = list(IMPORTER.read(Archive(path.name, members_of(path), UNTIL), owner=OWNER))
    assert [item.thread for item in meetings(items)] == ["one", "2"]
    assert reasons(items) == ["duplicate"]


def test_a_file_that_cannot_be_unpacked_is_a_trouble_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "calendars.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.ics", calendar(*(meeting(uid=str(number)) for number in range(300))))
        packed.writestr("b.ics", calendar(meeting()))
    data = bytearray(path.read_bytes())
    data[60:160] = b"\xff" * 100
    path.write_bytes(data)
    items = list(IMPORTER.read(Archive(path.name, members_of(path), UNTIL), owner=OWNER))
    assert [(item.file, item.line) for item in troubles(items)] == [("a.ics", 0)]
    assert [item.file for item in meetings(items)] == ["b.ics"]
    assert list(IMPORTER.owner_evidence(Archive(path.name, members_of(path), UNTIL)))


@pytest.mark.parametrize(
    ("head", "name", "ours"),
    [
        (b"BEGIN:VCALENDAR\r\n", "anything", True),
        (b"\xef\xbb\xbf\r\n begin:vcalendar\n", "x.txt", True),
        ("BEGIN:VCALENDAR\r\n".encode("utf-16"), "x", True),
        (b"BEGIN: VCALENDAR\n", "x", True),
        (b"BEGIN:VEVENT\nUID:1\n", "khal", True),
        (b"Saved by hand\nBEGIN:VEVENT\n", "x.ics", True),
        (b"BEGIN:MYCOMP\n", "x.ICS", True),
        (b"BEGIN:VCALENDAR\n", "old.vcs", True),
        (b"BEGIN:VCARD\n", "x.ics", False),
        (b"From: a\n\nBEGIN:VCALENDAR\n", "x.eml", False),
        (b"<html>\nBEGIN:VCALENDAR\n", "x.ics", False),
        (b"<!DOCTYPE html>\nBEGIN:VEVENT\n", "x.ics", False),
        (b"", "x.ics", False),
        (b"invalid\n", "x.ics", False),
        (b"BEGINNING:x\n", "x.ics", False),
    ],
)
def test_what_is_ours(head: bytes, name: str, ours: bool) -> None:
    assert IMPORTER.accepts(head, name) == ours


def test_it_cannot_tell_when_it_was_exported() -> None:
    assert IMPORTER.taken_on(archive(calendar())) is None


def test_without_a_known_owner_everybody_counts() -> None:
    assert people(
        read(calendar(meeting()), owner=replace(OWNER, handles=frozenset(), names=frozenset()))
    ) == [["olivia@example.com", "ben@example.org"]]


_SOME_LINES = st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "UID:1", "UID:2",
     "DTSTART:20200305T090000Z", "DTSTART;TZID=x:20200305T090000", "DTSTART:20200305", "RRULE:FREQ=WEEKLY", "TZID:x",
     "RECURRENCE-ID:20200312T090000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20200319", "EXDATE:20200312", "SEQUENCE:3",
     "RDATE;VALUE=PERIOD:20200101T000000Z/PT1H", "STATUS:CANCELLED", "METHOD:REPLY", "METHOD:CANCEL", "junk", ":", ";:",
     "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@example.org", "ATTENDEE;CN=X:", "ORGANIZER:mailto:olivia@example.com",
     "BEGIN:VALARM", "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "DTSTART:99991231T235959Z",
     "DTSTART:00010101T000000Z", "EXRULE:FREQ=DAILY", "X-WR-CALNAME:olivia@example.com", " folded", "DURATION:P1D"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(_SOME_LINES, max_size=40))
def test_any_order_of_lines_ends_in_one_counted_item_an_event(lines: list[str]) -> None:
    read_or_trouble("\n".join(lines))


def read_or_trouble(text: str) -> None:
    """Fail where an event is not counted exactly once; a file without events may have a trouble of its own."""
    items = list(IMPORTER.read(archive(text), owner=OWNER))
    list(IMPORTER.owner_evidence(archive(text)))
    counted = [item for item in items if getattr(item, "counts_row", True)]
    unfolded = text.replace("\n ", "")
    events = sum(line == "BEGIN:VEVENT" for line in unfolded.split("\n"))
    assert len(counted) == (events or len(counted[:1]))


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_octets_end_in_items(data: bytes) -> None:
    for text in (data, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + data):
        list(IMPORTER.read(archive(text), owner=OWNER))
