from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.calendar_values import BadValue, parse_duration, parse_moment, parse_offset

HALF_PAST_NINE = datetime(2014, 4, 9, 9, 30)  # noqa: DTZ001 - local times have no zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("20140409T093000", None),
        ("20140409T093000Z", UTC),
        ("20140409t093000z", UTC),
        (" 20140409T0930 ", None),
        ("2014-04-09T09:30:00Z", UTC),
        ("2014-04-09 09:30", None),
        ("20140409T093000.000Z", UTC),
        ("20140409T093000+0200", timezone(timedelta(hours=2))),
        ("2014-04-09T09:30:00-05:30", timezone(timedelta(hours=-5, minutes=-30))),
    ],
)
def test_times_of_day(text: str, zone: timezone | None) -> None:
    assert parse_moment(text) == (HALF_PAST_NINE, zone, False)


@pytest.mark.parametrize("text", ["20140409", "2014-04-09"])
def test_a_date_is_a_whole_day_whether_it_says_so_or_not(text: str) -> None:
    assert parse_moment(text) == (datetime(2014, 4, 9), None, True)  # noqa: DTZ001


def test_midnight_may_be_the_end_of_a_day_and_a_second_a_leap_second() -> None:
    assert parse_moment("20141231T240000").local == datetime(2015, 1, 1)  # noqa: DTZ001
    assert parse_moment("20150630T235960Z").local.second == 59


@pytest.mark.parametrize(
    "text", ["", "INVALID-DATE", "20141301", "20140230T000000", "20140409T25", "2014040", "T093000", "00000000",
             "20140409T093000X", "99991231T240000", "٢٠١٤٠٤٠٩", "20140409T093000+9900", "20140409T099900"]
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(BadValue):
        parse_moment(text)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("PT1H0M0S", timedelta(hours=1)),
        ("P1D", timedelta(days=1)),
        ("P2W", timedelta(weeks=2)),
        ("-PT15M", timedelta(minutes=-15)),
        ("+P1DT2H", timedelta(days=1, hours=2)),
        ("PT-2H", timedelta(hours=-2)),
        ("pt90m", timedelta(minutes=90)),
    ],
)
def test_durations(text: str, length: timedelta) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize("text", ["", "P", "PT", "1H", "P999999999999999999W", "P1Y", "P90000D"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(BadValue):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("-0500", timedelta(hours=-5)),
        ("+055001", timedelta(hours=5, minutes=50, seconds=1)),
        ("0100", timedelta(hours=1)),
        ("+01:30", timedelta(hours=1, minutes=30)),
    ],
)
def test_offsets(text: str, away: timedelta) -> None:
    assert parse_offset(text) == away


@pytest.mark.parametrize("text", ["", "+5744", "1", "five"])
def test_what_is_no_offset(text: str) -> None:
    with pytest.raises(BadValue):
        parse_offset(text)


@given(st.datetimes(datetime(1000, 1, 1), datetime(9998, 12, 31)))  # noqa: DTZ001
def test_every_moment_reads_as_it_was_written(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert parse_moment(f"{moment:%Y%m%dT%H%M%S}").local == moment


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_a_bad_one(text: str) -> None:
    for parse in (parse_moment, parse_duration, parse_offset):
        try:
            parse(text)
        except BadValue as fault:
            assert len(str(fault)) <= 60  # noqa: PT017 - every text may be read or not
