"""Birthdays and anniversaries as address books write them, with or without a year."""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?\Z")
_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?\Z")
_NO_YEAR = re.compile(r"--(\d{1,2})-?(\d{2})(?:[T ].*)?\Z")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})?\Z")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?:[ ,].*)?\Z")
_UNKNOWN_YEARS = frozenset({"0000", "1604"})
"""Apple writes 1604, a leap year, for a birthday without one."""
_LATEST_YEAR = 2199
"""Outlook writes a missing date as a day in 4501."""
_LEAP_YEAR = 2000
_CENTURY_TURN = 30


def partial_date(text: str, *, omitted_year: str = "", day_first: bool | None = None) -> str:
    """Return a date as ``YYYY-MM-DD``, ``--MM-DD`` where the year is not told, or empty where it is no day.

    Read: ISO 8601 basic and extended, with a time behind or not, vCard's ``--0715``, German ``22.03.1980``, and
    ``3/22/1980`` where ``day_first`` is told or only one order is possible. ``omitted_year`` is a year that stands
    for none. Two-digit years up to 30 are in this century.

    >>> partial_date("19800322"), partial_date("--0715"), partial_date("1604-07-15"), partial_date("0/0/00")
    ('1980-03-22', '--07-15', '--07-15', '')
    """
    text = text.strip()
    if found := _ISO.match(text) or _LOOSE.match(text):
        return _day(found[1], found[2], found[3], omitted_year)
    if found := _NO_YEAR.match(text):
        return _day("", found[1], found[2], "")
    if found := _DOTTED.match(text):
        return _day(found[3] or "", found[2], found[1], omitted_year)
    if found := _SLASHED.match(text):
        first, second, year = found[1], found[2], found[3] or ""
        if day_first is None:
            if int(first) <= 12 and int(second) <= 12 and first != second:
                return ""
            day_first = int(first) > 12
        return _day(year, *((second, first) if day_first else (first, second)), omitted_year)
    return ""


def _day(year: str, month: str, day: str, omitted_year: str) -> str:
    if len(year) == 2:
        year = f"{'20' if int(year) <= _CENTURY_TURN else '19'}{year}"
    if len(year) == 4 and int(year) > _LATEST_YEAR:
        return ""
    known = bool(year) and year not in _UNKNOWN_YEARS and year != omitted_year
    try:
        real = date(int(year) if known else _LEAP_YEAR, int(month), int(day))
    except ValueError:
        return ""
    return real.isoformat() if known else f"--{real:%m-%d}"
