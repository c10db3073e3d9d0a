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
        ("3.11.", "2026-11-03"), ("3. 11. 2026", "2026-11-03"), ("gestern", "2026-11-22"), ("Vorgestern", "2026-11-21"),
        ("vor drei Tagen", "2026-11-20"), ("vor einer Woche", "2026-11-16"), ("in zwei Wochen", "2026-12-07"),
        ("letzten Montag", "2026-11-16"), ("am Freitag", "2026-11-20"), ("nächsten Dienstag", "2026-11-24"),
        ("letzte Woche", "2026-11-16"), ("12. März", "2026-03-12"), ("1. Dezember 2025", "2025-12-01"),
        ("a month ago", "2026-10-23"), ("in 3 months", "2027-02-23"), ("vor einem Jahr", "2025-11-23"),
        ("last year", "2025-11-23"), ("the day before yesterday", "2026-11-21"),
        ("the 3rd of November", "2026-11-03"), ("on 12 nov 2026", "2026-11-12"), ("29 Feb", "2024-02-29"),
        ("on Wed.", "2026-11-18"), ("übermorgen", "2026-11-25"),
    ],
)  # fmt: skip
def test_a_day_is_read(text: str, day: str) -> None:
    assert read_day(text, on=ON) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31 Feb",
        "2026-13-01",
        "9999 years ago",
        "the day",
        "12",
        "0000-01-01",
        "month",
        "monument",
        "sunny",
        "marble 5",
        "11/12/2026",
        "vor",
        "in 3",
        "x" * 10_000,
        "99999 days ago",
        "٣ days ago",
        "yester\x00day",
        "0.0.",
        "mayor 3",
        "Mo",
        "Sam",
        "Don",
    ],
)
def test_what_names_no_day_is_none(text: str) -> None:
    assert read_day(text, on=ON) is None


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert read_day(text, on=ON) is None or isinstance(read_day(text, on=ON), date)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_written_date_is_itself(day: date) -> None:
    assert read_day(day.isoformat(), on=ON) == day


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_a_span_back_and_forth_ends_where_it_began(on: date, days: int) -> None:
    there = read_day(f"in {days} days", on=on)
    assert there is not None
    assert read_day(f"vor {days} Tagen", on=there) == on


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["last", "next", "on"]), st.integers(0, 6)
)
def test_a_weekday_lies_within_a_week_on_its_side(on: date, word: str, number: int) -> None:
    name = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[number]
    found = read_day(f"{word} {name}", on=on)
    assert found is not None
    assert found.weekday() == number
    ahead = (found - on).days
    assert {"last": -7 <= ahead <= -1, "next": 1 <= ahead <= 7, "on": -6 <= ahead <= 0}[word]


@given(
    st.dates(date(2000, 3, 1), date(2090, 1, 1)),
    st.integers(1, 31),
    st.sampled_from(["Jan", "Feb", "Mai", "Dez"]),
)
def test_a_day_without_a_year_is_never_in_the_future(on: date, day: int, month: str) -> None:
    found = read_day(f"{day} {month}", on=on)
    assert found is None or (found <= on and found.day == day)
