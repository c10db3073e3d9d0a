"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.kernel.natural_dates import read_day

ON = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-23"), ("Yesterday", "2026-11-22"), ("tomorrow", "2026-11-24"), ("3 days ago", "2026-11-20"),
        ("a week ago", "2026-11-16"), ("in two weeks", "2026-12-07"), ("last week", "2026-11-16"),
        ("monday", "2026-11-23"), ("last monday", "2026-11-16"), ("Fri", "2026-11-20"), ("next friday", "2026-11-27"),
        ("on Tuesday", "2026-11-17"), ("12 Nov", "2026-11-12"), ("24 Nov", "2025-11-24"), ("Nov 3rd", "2026-11-03"),
        ("3 November 2024", "2024-11-03"), ("2026-11-03", "2026-11-03"), ("3.11.2026", "2026-11-03"),
        ("3.11.", "2026-11-03"),
    ],
)  # fmt: skip
def test_a_day_is_read(text: str, day: str) -> None:
    assert read_day(text, on=ON) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["", "soon", "31 Feb", "2026-13-01", "9999 years ago", "the day", "12", "0000-01-01"]
)
def test_what_names_no_day_is_none(text: str) -> None:
    assert read_day(text, on=ON) is None


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert read_day(text, on=ON) is None or isinstance(read_day(text, on=ON), date)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_written_date_is_itself(day: date) -> None:
    assert read_day(day.isoformat(), on=ON) == day
