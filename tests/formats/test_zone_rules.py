import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nexalink.formats.calendar_text import Component, read_components
from nexalink.formats.zone_rules import DefinedZone, defined_zone, old_zone

HOUR = timedelta(hours=1)


def part(text: str) -> Component:
    (found,) = read_components(io.BytesIO(text.encode())).parts
    return found


def zone(*parts: str) -> DefinedZone:
    found = defined_zone(part("BEGIN:VTIMEZONE\nTZID:mine\n" + "\n".join(parts) + "\nEND:VTIMEZONE"))
    assert found is not None
    return found


def rule(kind: str, before: str, after: str, start: str, *lines: str) -> str:
    told = [
        f"BEGIN:{kind}",
        f"TZOFFSETFROM:{before}",
        f"TZOFFSETTO:{after}",
        f"DTSTART:{start}",
        *lines,
        f"END:{kind}",
    ]
    return "\n".join(told)


SUMMER = rule(
    "DAYLIGHT", "+0100", "+0200", "16010101T020000", "RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=3;BYDAY=-1SU"
)
WINTER = rule(
    "STANDARD", "+0200", "+0100", "16010101T030000", "RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=10;BYDAY=-1SU"
)


@example(datetime(1998, 10, 25, 2, 0, fold=1))  # noqa: DTZ001
@example(datetime(1998, 3, 29, 2, 30, fold=1))  # noqa: DTZ001
@given(st.datetimes(datetime(1997, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001
def test_outlooks_rules_give_the_times_of_the_known_zone(local: datetime) -> None:
    mine, known = zone(SUMMER, WINTER), ZoneInfo("Europe/Berlin")
    assert local.replace(tzinfo=mine).astimezone(UTC) == local.replace(tzinfo=known).astimezone(UTC)
    moment = local.replace(tzinfo=UTC)
    assert moment.astimezone(mine).replace(tzinfo=None) == moment.astimezone(known).replace(tzinfo=None)


def test_times_that_the_clock_skips_or_repeats_are_read_with_the_offset_before() -> None:
    mine = zone(SUMMER, WINTER)
    assert datetime(2024, 3, 31, 2, 30, tzinfo=mine).utcoffset() == HOUR
    assert datetime(2024, 3, 31, 3, 0, tzinfo=mine).utcoffset() == 2 * HOUR
    assert datetime(2024, 10, 27, 2, 30, tzinfo=mine).utcoffset() == 2 * HOUR
    assert datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=mine).utcoffset() == HOUR
    assert datetime(2024, 10, 27, 1, 59, fold=1, tzinfo=mine).utcoffset() == 2 * HOUR


def test_one_rule_is_a_fixed_offset_and_holds_before_its_start_by_what_it_leaves() -> None:
    mine = zone(rule("STANDARD", "-0400", "-0500", "19930206T230000"))
    assert datetime(1990, 1, 1, tzinfo=mine).utcoffset() == -4 * HOUR
    assert datetime(2020, 7, 1, tzinfo=mine).utcoffset() == -5 * HOUR


def test_listed_changes_and_rules_that_end() -> None:
    mine = zone(
        rule("STANDARD", "+0200", "+0100", "20141026T030000", "RDATE:20151025T030000,", "RDATE:bad"),
        rule("DAYLIGHT", "+0100", "+0200", "20140330T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20150329T010000Z"),
    )  # fmt: skip
    summers = [datetime(year, 7, 1, tzinfo=mine).utcoffset() for year in (2013, 2014, 2015, 2016)]
    assert summers == [HOUR, 2 * HOUR, 2 * HOUR, HOUR]


def test_seconds_in_an_offset_are_kept() -> None:
    mine = zone(rule("STANDARD", "+034152", "+0400", "19110601T000000"))
    assert datetime(1900, 1, 1, tzinfo=mine).utcoffset() == timedelta(hours=3, minutes=41, seconds=52)


@pytest.mark.parametrize(
    "text",
    [
        "",
        rule("STANDARD", "+5744", "+5744", "18500101T000000"),
        rule("STANDARD", "+0100", "+0100", "never"),
        "BEGIN:STANDARD\nTZID:x\nEND:STANDARD",
    ],
)
def test_a_definition_without_a_rule_that_can_be_read_is_none(text: str) -> None:
    assert defined_zone(part(f"BEGIN:VTIMEZONE\nTZID:mine\n{text}\nEND:VTIMEZONE")) is None


def test_a_rule_that_cannot_be_read_leaves_its_first_change() -> None:
    mine = zone(
        rule("DAYLIGHT", "+0100", "+0200", "20200329T020000", "RRULE:FREQ=WHENEVER", "RRULE:FREQ=SECONDLY")
    )
    assert datetime(2020, 7, 1, tzinfo=mine).utcoffset() == 2 * HOUR


def test_a_zone_tells_its_name() -> None:
    mine = zone(SUMMER, WINTER)
    moment = datetime(2024, 7, 1, tzinfo=mine)
    assert (moment.tzname(), moment.dst(), mine.utcoffset(None)) == ("mine", None, None)


def test_the_zone_of_a_vcalendar_1() -> None:
    text = "BEGIN:VCALENDAR\nVERSION:1.0\nTZ:{}\n{}END:VCALENDAR"
    fixed = old_zone(part(text.format("-5", "")))
    assert datetime(2020, 7, 1, tzinfo=fixed).utcoffset() == -5 * HOUR
    summer = "DAYLIGHT:TRUE;-04;20200308T020000;20201101T020000;EST;EDT\nDAYLIGHT:FALSE\n"
    changing = old_zone(part(text.format("-05:00", summer)))
    offsets = [datetime(2020, month, 1, tzinfo=changing).utcoffset() for month in (1, 7, 12)]
    assert offsets == [-5 * HOUR, -4 * HOUR, -5 * HOUR]
    assert old_zone(part(text.format("somewhere", ""))) is None
