"""The readers of dates that the files' own tests do not reach."""

import contextlib
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.importers.linkedin.dates import (
    STAMP_SECONDS,
    StampDays,
    StampMinutes,
    connected_on,
    message_date,
    slashes_day_first,
    utc_clock,
    utc_stamp,
)
from tests.importers.linkedin.exports import at


@given(st.datetimes(min_value=datetime(2003, 1, 1), max_value=datetime(2099, 1, 1)))  # noqa: DTZ001
def test_looking_a_stamp_up_by_its_parts_equals_reading_it(moment: datetime) -> None:
    text = f"{moment:%Y-%m-%d %H:%M:%S} UTC"
    looked_up = StampDays()[text[:11]] + StampMinutes()[text[11:17]] + STAMP_SECONDS[text[17:]]
    assert looked_up == utc_stamp(text) == at(text.removesuffix(" UTC"))


@pytest.mark.parametrize("text", ["2024-02-30 ", "2024-13-01 ", "0024-01-01 "])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"cannot|is|must|be in"):
        StampDays()[text]


@pytest.mark.parametrize("text", ["2024/02/03 ", "2024-02-03T", "2024-2-3", "", "٢٠٢٤-٠٢-٠٣x"])
def test_a_day_written_otherwise_is_left_to_the_slow_reader(text: str) -> None:
    with pytest.raises(KeyError):
        StampDays()[text]


@pytest.mark.parametrize("text", ["24:00:", "12:60:"])
def test_a_minute_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"cannot|is|must|be in"):
        StampMinutes()[text]
    with pytest.raises(KeyError):
        StampMinutes()["12.00:"]


def test_slashes_tell_their_order_only_without_contradiction() -> None:
    assert slashes_day_first({"25/4/2021", "3/4/2021"}) is True
    assert slashes_day_first({"4/25/2021", "3/4/2021"}) is False
    assert slashes_day_first({"3/4/2021"}) is None
    assert slashes_day_first({"25/4/2021", "4/25/2021"}) is None
    assert slashes_day_first({"12 Mar 2024"}) is None


def test_clocks_without_am_or_pm_have_24_hours() -> None:
    assert utc_clock("03/12/24, 21:14") == utc_clock("03/12/24, 09:14 PM") == at("2024-03-12 21:14:00")


def test_messages_of_2018_may_write_a_clock() -> None:
    assert message_date("10/18/18, 1:21 AM") == message_date("2018-10-18 01:21:00 UTC")


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_named_fault(text: str) -> None:
    for reader in (connected_on, utc_stamp, utc_clock, message_date):
        with contextlib.suppress(ValueError):
            assert reader(text)
