"""Changed occurrences and newer versions, in any order, in one file or in several."""

import itertools

import pytest

from tests.importers.calendar.calendars import (
    BEN,
    HOST,
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

SERIES = meeting("RRULE:FREQ=WEEKLY;COUNT=4", start="DTSTART;TZID=Europe/Berlin:20200302T090000")
CY = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Cy:mailto:cy@example.org"
FIRST, SECOND, THIRD, FOURTH = "2020-03-02 08:00", "2020-03-09 08:00", "2020-03-16 08:00", "2020-03-23 08:00"


def change(
    *lines: str, of: str = ";TZID=Europe/Berlin:20200309T090000", start: str = "", people: str = BEN
) -> str:
    return event(
        HOST,
        people,
        f"RECURRENCE-ID{of}",
        *lines,
        start=start or "DTSTART;TZID=Europe/Berlin:20200310T140000",
    )


@pytest.mark.parametrize("before", [True, False])
def test_a_moved_occurrence_takes_the_place_of_its_own(before: bool) -> None:
    parts = [change(), SERIES] if before else [SERIES, change()]
    items = read(calendar(*parts))
    assert sorted(times(items)) == [FIRST, "2020-03-10 13:00", THIRD, FOURTH]
    assert sum(item.counts_row for item in meetings(items)) == 2


def test_a_moved_occurrence_keeps_its_key() -> None:
    plain = {item.source_key for item in meetings(read(calendar(SERIES)))}
    moved = {item.source_key for item in meetings(read(calendar(SERIES, change())))}
    assert plain == moved


@pytest.mark.parametrize(
    "original",
    [
        ";TZID=Europe/Berlin:20200309T090000",
        ":20200309T080000Z",
        ":20200309T090000",
        ";VALUE=DATE:20200309",
        ":20200309",
        ";TZID=America/New_York:20200309T040000",
    ],
)
def test_the_original_start_may_be_told_in_any_form(original: str) -> None:
    items = read(calendar(change(of=original), SERIES))
    assert sorted(times(items)) == [FIRST, "2020-03-10 13:00", THIRD, FOURTH]
    assert {item.source_key for item in meetings(items)} == {
        item.source_key for item in meetings(read(calendar(SERIES)))
    }


def test_a_cancelled_occurrence_is_gone() -> None:
    items = read(calendar(SERIES, change("STATUS:CANCELLED")))
    assert times(items) == [FIRST, THIRD, FOURTH]
    assert reasons(items) == ["cancelled"]


def test_attendees_of_one_occurrence_are_its_own() -> None:
    items = read(calendar(SERIES, change(start="DTSTART:20200309T080000Z", people=CY)))
    assert dict(zip(times(items), people(items), strict=True)) == {
        FIRST: ["ben@example.org"], SECOND: ["cy@example.org"], THIRD: ["ben@example.org"], FOURTH: ["ben@example.org"],
    }  # fmt: skip
    declined = change(
        "ATTENDEE;PARTSTAT=DECLINED:mailto:olivia@example.com", start="DTSTART:20200309T080000Z"
    )
    items = read(calendar(SERIES, declined))
    assert times(items) == [FIRST, THIRD, FOURTH]
    assert reasons(items) == ["declined"]


def test_a_change_without_its_series_is_a_meeting() -> None:
    items = read(
        calendar(
            change("RRULE:FREQ=WEEKLY"), change(of=":20200316T080000Z", start="DTSTART:20200317T080000Z")
        )
    )
    assert times(items) == ["2020-03-10 13:00", "2020-03-17 08:00"]


def test_a_change_may_leave_out_its_start_and_then_keeps_the_original() -> None:
    items = read(calendar(event(HOST, CY, "RECURRENCE-ID:20200309T080000Z", start=""), SERIES))
    assert people(items)[0] == ["cy@example.org"]
    assert sorted(times(items)) == [FIRST, SECOND, THIRD, FOURTH]


def test_a_change_may_stand_in_another_file() -> None:
    for files in itertools.permutations([calendar(SERIES), calendar(change())]):
        assert sorted(times(read(*files))) == [FIRST, "2020-03-10 13:00", THIRD, FOURTH]


def test_a_change_moved_beyond_the_past_is_a_plan() -> None:
    items = read(calendar(SERIES, change(start="DTSTART:20300101T090000Z")))
    assert times(items) == [FIRST, THIRD, FOURTH]
    assert reasons(items) == ["future"]


def test_a_change_whose_original_cannot_be_read_stands_for_itself() -> None:
    items = read(calendar(SERIES, change(of=":sometime")))
    assert times(items) == [FIRST, SECOND, THIRD, FOURTH, "2020-03-10 13:00"]
    assert [trouble.message for trouble in troubles(items)] == [
        "The event's original start is no date: sometime. It was left out."
    ]


def test_a_change_from_one_on_moves_all_later_ones() -> None:
    later = change(
        of=";RANGE=THISANDFUTURE;TZID=Europe/Berlin:20200316T090000",
        start="DTSTART;TZID=Europe/Berlin:20200317T100000",
    )
    items = read(calendar(later, change(), SERIES))
    assert sorted(times(items)) == [FIRST, "2020-03-10 13:00", "2020-03-17 09:00", "2020-03-24 09:00"]
    assert sum(item.counts_row for item in meetings(items)) == 3
    assert {item.source_key for item in meetings(items)} == {
        item.source_key for item in meetings(read(calendar(SERIES)))
    }


def test_two_changes_from_one_on_follow_each_other() -> None:
    first = change(of=";RANGE=THISANDFUTURE:20200309T080000Z", start="DTSTART:20200309T100000Z", people=CY)
    second = change(of=";RANGE=THISANDFUTURE:20200323T080000Z", start="DTSTART:20200323T110000Z")
    items = read(calendar(SERIES, second, first))
    assert dict(zip(times(items), people(items), strict=True)) == {
        FIRST: ["ben@example.org"], "2020-03-09 10:00": ["cy@example.org"], "2020-03-16 10:00": ["cy@example.org"],
        "2020-03-23 11:00": ["ben@example.org"],
    }  # fmt: skip


def test_a_series_whose_every_occurrence_was_changed_has_none_of_its_own() -> None:
    series = meeting("RRULE:FREQ=WEEKLY;COUNT=1", start="DTSTART;TZID=Europe/Berlin:20200309T090000")
    items = read(calendar(series, change()))
    assert times(items) == ["2020-03-10 13:00"]
    assert reasons(items) == ["cancelled"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_highest_sequence_wins(order: tuple[int, ...]) -> None:
    versions = [
        meeting(f"SEQUENCE:{number}", start=f"DTSTART:2020030{5 + number}T090000Z") for number in range(3)
    ]
    items = read(calendar(*(versions[number] for number in order)))
    assert times(items) == ["2020-03-07 09:00"]
    assert reasons(items) == ["duplicate"] * 2


def test_the_highest_sequence_of_a_change_wins() -> None:
    older = change("SEQUENCE:1", start="DTSTART:20200311T080000Z")
    items = read(calendar(change("SEQUENCE:2"), SERIES, older))
    assert sorted(times(items)) == [FIRST, "2020-03-10 13:00", THIRD, FOURTH]
    assert reasons(items) == ["duplicate"]


def test_the_same_event_in_several_calendars_counts_once() -> None:
    items = read(
        calendar(SERIES, meeting(uid="2")), calendar(SERIES, meeting(uid="3")), calendar(meeting(uid="2"))
    )
    assert len(meetings(items)) == 6
    assert reasons(items) == ["duplicate", "duplicate"]


def test_of_two_alike_the_later_changed_or_the_fuller_one_counts() -> None:
    bare = event(uid="one")
    assert people(read(calendar(bare), calendar(meeting()))) == [["ben@example.org"]]
    old = event(HOST, BEN, "LAST-MODIFIED:20200101T000000Z")
    new = event(HOST, CY, "LAST-MODIFIED:20200201T000000Z")
    for pair in ((old, new), (new, old)):
        assert people(read(calendar(*pair))) == [["cy@example.org"]]


def test_one_uid_for_different_meetings_loses_none() -> None:
    items = read(calendar(*(meeting(start=f"DTSTART:2020030{day}T090000Z") for day in range(1, 6))))
    assert len(meetings(items)) == 5


def test_a_called_off_meeting_in_a_message_of_its_own_is_gone() -> None:
    off = calendar("METHOD:CANCEL", meeting("SEQUENCE:0"))
    assert reasons(read(calendar(meeting()), off)) == ["duplicate", "cancelled"]
    undated = calendar("METHOD:CANCEL", event(HOST, BEN, "SEQUENCE:3", start=""))
    assert reasons(read(calendar(meeting()), undated)) == ["duplicate", "cancelled"]
    of_one = calendar("METHOD:CANCEL", event(HOST, BEN, "RECURRENCE-ID:20200309T080000Z", start=""))
    assert times(read(of_one, calendar(SERIES))) == [FIRST, THIRD, FOURTH]


def test_an_answer_does_not_replace_the_meeting() -> None:
    answer = calendar("METHOD:REPLY", event(BEN, "SEQUENCE:9", "DTSTAMP:20300101T000000Z"))
    items = read(answer, calendar(meeting(CY)))
    assert people(items) == [["ben@example.org", "cy@example.org"]]
    assert reasons(items) == ["duplicate"]
