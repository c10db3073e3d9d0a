"""When series take place: rules, dates and exceptions, in local time first."""

import pytest

from nexalink.importers.calendar.series import MOST_OCCURRENCES
from tests.importers.calendar.calendars import calendar, meeting, meetings, read, reasons, times, troubles

BERLIN = "DTSTART;TZID=Europe/Berlin:20200302T090000"


def occurrences(*lines: str, start: str = BERLIN, zone: str = "") -> list[str]:
    return times(read(calendar(*([f"X-WR-TIMEZONE:{zone}"] if zone else []), meeting(*lines, start=start))))


def test_one_row_counts_and_each_further_occurrence_does_not() -> None:
    items = meetings(read(calendar(meeting("RRULE:FREQ=WEEKLY;COUNT=3", start=BERLIN))))
    assert [item.counts_row for item in items] == [True, False, False]
    assert [item.source_key for item in items] == ["one/1583136000", "one/1583740800", "one/1584345600"]
    assert {item.thread for item in items} == {"one"}


def test_the_clock_on_the_wall_stays_when_summer_begins() -> None:
    assert occurrences("RRULE:FREQ=WEEKLY;COUNT=5") == [
        "2020-03-02 08:00", "2020-03-09 08:00", "2020-03-16 08:00", "2020-03-23 08:00", "2020-03-30 07:00",
    ]  # fmt: skip


def test_only_the_past_is_followed() -> None:
    found = occurrences("RRULE:FREQ=YEARLY")
    assert found[-1] == "2026-03-02 08:00"
    assert len(found) == 7


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20200316T080000Z", "2020-03-16 08:00"),
        ("20200316T075959Z", "2020-03-09 08:00"),
        ("20200316", "2020-03-16 08:00"),
        ("20200316T090000", "2020-03-16 08:00"),
        ("20200315T235959", "2020-03-09 08:00"),
        ("2020-03-16T08:00:00Z", "2020-03-16 08:00"),
    ],
)
def test_an_end_is_read_in_whatever_form(until: str, last: str) -> None:
    assert occurrences(f"RRULE:FREQ=WEEKLY;UNTIL={until}")[-1] == last


def test_an_end_before_the_start_leaves_nothing() -> None:
    items = read(calendar(meeting("RRULE:FREQ=DAILY;UNTIL=19701119T203000Z", start=BERLIN)))
    assert reasons(items) == ["cancelled"]


def test_the_start_counts_even_where_its_rule_does_not_name_it() -> None:
    assert occurrences("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2") == [
        "2020-03-02 08:00", "2020-03-03 08:00", "2020-03-10 08:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "exception",
    [
        "EXDATE;TZID=Europe/Berlin:20200309T090000",
        "EXDATE:20200309T080000Z",
        "EXDATE:20200309T090000",
        "EXDATE;VALUE=DATE:20200309",
        "EXDATE:20200309",
        "EXDATE;TZID=America/New_York:20200309T040000",
        "EXDATE;TZID=Europe/Berlin:20200101T090000,20200309T090000",
        "EXDATE:20200309T080000Z;20200310T080000Z",
        "EXDATE:\nEXDATE;TZID=Europe/Berlin:20200309T090000",
        "EXRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=1\nEXDATE:20200309",
    ],
)
def test_exceptions_in_every_form(exception: str) -> None:
    found = occurrences("RRULE:FREQ=WEEKLY;COUNT=3", exception)
    assert found in (["2020-03-02 08:00", "2020-03-16 08:00"], ["2020-03-16 08:00"])
    assert (found[0] == "2020-03-16 08:00") == exception.startswith("EXRULE")


def test_an_exception_may_take_the_start_away_and_the_count_stays() -> None:
    assert occurrences("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Berlin:20200302T090000") == [
        "2020-03-09 08:00", "2020-03-16 08:00",
    ]  # fmt: skip
    items = read(calendar(meeting("EXDATE;TZID=Europe/Berlin:20200302T090000", start=BERLIN)))
    assert reasons(items) == ["cancelled"]


@pytest.mark.parametrize(
    ("added", "when"),
    [
        ("RDATE;TZID=Europe/Berlin:20200310T140000", "2020-03-10 13:00"),
        ("RDATE:20200310T130000Z", "2020-03-10 13:00"),
        ("RDATE:20200310T140000", "2020-03-10 13:00"),
        ("RDATE;VALUE=DATE:20200310", "2020-03-10 08:00"),
        ("RDATE;VALUE=PERIOD:20200310T130000Z/PT1H", "2020-03-10 13:00"),
        ("RDATE;VALUE=PERIOD:20200310T130000Z/20200310T140000Z,20200302T080000Z/PT1H", "2020-03-10 13:00"),
    ],
)
def test_added_dates_in_every_form(added: str, when: str) -> None:
    assert occurrences(added) == ["2020-03-02 08:00", when]


def test_added_dates_may_lie_before_the_start() -> None:
    assert occurrences("RDATE:20200201T080000Z") == ["2020-02-01 08:00", "2020-03-02 08:00"]


def test_several_rules_are_one_series() -> None:
    assert occurrences("RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=DAILY;COUNT=2") == [
        "2020-03-02 08:00", "2020-03-03 08:00", "2020-03-09 08:00",
    ]  # fmt: skip


def test_floating_times_are_the_calendars_else_the_owners() -> None:
    floating = "DTSTART:20200302T090000"
    assert occurrences(start=floating) == ["2020-03-02 08:00"]
    assert occurrences(start=floating, zone="America/New_York") == ["2020-03-02 14:00"]
    assert occurrences(start="DTSTART;TZID=:20200302T090000") == ["2020-03-02 08:00"]


@pytest.mark.parametrize(
    ("start", "when"),
    [
        ('DTSTART;TZID="W. Europe Standard Time":20200702T090000', "2020-07-02 07:00"),
        ('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20200702T090000', "2020-07-02 13:00"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20200702T090000", "2020-07-02 07:00"),
        ("DTSTART;TZID=Europe/Berlin:20200702T090000Z", "2020-07-02 09:00"),
        ("DTSTART;TZID=Europe/Berlin:20200329T023000", "2020-03-29 01:30"),
        ("DTSTART;TZID=Europe/Berlin:20201025T023000", "2020-10-25 00:30"),
    ],
)
def test_zones_of_all_programs(start: str, when: str) -> None:
    assert occurrences(start=start) == [when]


def test_a_rule_that_cannot_be_read_leaves_the_first_meeting_and_says_so() -> None:
    items = read(calendar(meeting("RRULE:FREQ=FORTNIGHTLY", "EXDATE:never", start=BERLIN)))
    assert times(items) == ["2020-03-02 08:00"]
    assert [trouble.message for trouble in troubles(items)] == [
        "The rule of the series cannot be read: it has no frequency that is known: FORTNIGHTLY. It was left out.",
        "A date of EXDATE cannot be read: never. It was left out.",
    ]
    assert [(trouble.line, trouble.counts_row) for trouble in troubles(items)] == [(8, False), (9, False)]


@pytest.mark.parametrize(
    ("rule", "least"),
    [
        ("FREQ=SECONDLY", MOST_OCCURRENCES),
        ("FREQ=SECONDLY;COUNT=1000000000", MOST_OCCURRENCES),
        ("FREQ=MINUTELY;INTERVAL=2", MOST_OCCURRENCES - 60),  # the hour that spring leaves out
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("FREQ=DAILY;INTERVAL=0", 1),
        ("FREQ=YEARLY;INTERVAL=999999999999999999", 1),
        ("FREQ=SECONDLY;INTERVAL=7;BYSECOND=30;BYHOUR=3", 1),
    ],
)
def test_hostile_rules_end(rule: str, least: int) -> None:
    items = read(calendar(meeting(f"RRULE:{rule}", start=BERLIN), meeting(uid="2")))
    assert least <= len(meetings(items)) - 1 <= MOST_OCCURRENCES
    if least > 1:
        told = "The series has more than 20,000 meetings; the first 20,000 were counted."
        assert troubles(items)[0].message == told
        assert not troubles(items)[0].counts_row


def test_hostile_rules_do_not_add_up() -> None:
    rule = "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    text = calendar(*(meeting(rule, uid=str(number)) for number in range(1_500)))
    items = read(text)  # without a common bound it would take days
    assert len(meetings(items)) == 1_500
    assert any("takes too long" in trouble.message for trouble in troubles(items))
