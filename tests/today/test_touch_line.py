"""A touch in one line."""

from datetime import date

import pytest

from nexalink.today.errors import DayImpossible
from nexalink.today.touch_line import read_touch_line

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "kind", "name", "day", "about"),
    [
        ("call with Farah Friend yesterday", "call", "Farah Friend", "2026-11-22", ""),
        ("lunch with Wim Weak last Friday about the roof", "meeting", "Wim Weak", "2026-11-20", "the roof"),
        ("called Wim", "call", "Wim", "2026-11-23", ""),
        (
            "Yesterday mail to farah@example.com: the grant",
            "mail",
            "farah@example.com",
            "2026-11-22",
            "the grant",
        ),
        ("Farah Friend 12 Nov", "touch", "Farah Friend", "2026-11-12", ""),
        ("", "touch", "", "2026-11-23", ""),
        (
            "gestern mit Farah Friend telefoniert wegen der Förderung",
            "call",
            "Farah Friend",
            "2026-11-22",
            "der Förderung",
        ),
        ("Kaffee mit Wim vor drei Tagen", "meeting", "Wim", "2026-11-20", ""),
        ("video call with Rose Lunch", "call", "Rose Lunch", "2026-11-23", ""),
        ("Wim video call yesterday", "call", "Wim", "2026-11-22", ""),
        ("call with Sun", "call", "Sun", "2026-11-23", ""),
        ("call with Sun yesterday", "call", "Sun", "2026-11-22", ""),
        ("call with Rose Lunch", "call", "Rose Lunch", "2026-11-23", ""),
        ("met Wim 12.11.", "meeting", "Wim", "2026-11-12", ""),
        ("met Wim the day before yesterday", "meeting", "Wim", "2026-11-21", ""),
    ],
)
def test_a_line_is_read(line: str, kind: str, name: str, day: str, about: str) -> None:
    found = read_touch_line(line, on=ON)
    assert (found.kind, found.name, found.day.isoformat(), found.about) == (kind, name, day, about)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("call with Wim on 31 Feb", "31 Feb"), ("Feb 30 lunch with Wim about the roof", "Feb 30"), ("met Wim 3/4", "3/4"),
        ("call with Wim 2026-02-30", "2026-02-30"), ("met Wim 31.2.", "31.2."),
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_named_and_not_taken_for_a_name(line: str, said: str) -> None:
    with pytest.raises(DayImpossible, match=f"“{said}” is no day") as fault:
        read_touch_line(line, on=ON).check_day()
    assert fault.value.advice


@pytest.mark.parametrize(
    "line", ["call with Wim on 12 Nov", "call with May about 31 Feb", "call with Mars 12", "Wim"]
)
def test_what_names_a_day_or_none_passes(line: str) -> None:
    read_touch_line(line, on=ON).check_day()
