"""When a mail says that it was sent: RFC 5322 dates, and all that programs have written instead."""

import re
from datetime import date
from functools import lru_cache

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_PLAIN = re.compile(
    rb"[ \t]*(?:[A-Z][a-z]{2},[ \t]+)?(\d{1,2} [A-Z][a-z]{2} \d{4}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60) ([+-]\d{4})"
    rb"(?:[ \t]+\([A-Za-z ]{1,40}\))?[ \t\r]*\Z"
)
_HOUR = 3_600
_NAMED = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AST": -4, "ADT": -3,
    "AKST": -9, "AKDT": -8, "HST": -10, "NST": -3.5, "NDT": -2.5, "EST5EDT": -5, "CST6CDT": -6, "MST7MDT": -7,
    "PST8PDT": -8, "BST": 1, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "MSD": 4, "SAST": 2, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "AWST": 8,
    "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
"""Hours east of Greenwich. RFC 5322 has military letters and every unknown name read as UTC."""
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(am|pm)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?[ ]?(Z|[+-]\d{2}:?\d{2})?")
_DASHED = re.compile(r"(\d{1,2})-([A-Za-z]{3,9})-(\d{2,4})")
_COMMENT_MARK = re.compile(r"\\.|[()]", re.DOTALL)
_LONGEST = 400


def seconds_of(raw: bytes) -> int | None:
    """Return a date as seconds since 1970-01-01 UTC, None where it is no date.

    Without a zone, with ``-0000``, a military letter or an unknown name it is read as UTC; two-digit years are 1950 to
    2049; comments, missing seconds, fractions, ``asctime`` order and ISO 8601 are understood.

    >>> seconds_of(b"Thu, 1 Jan 1970 01:00:00 +0100"), seconds_of(b"1 Jan 70 (new year) 00:01")
    (0, 60)
    """
    plain = _PLAIN.match(raw)
    if plain is not None:
        day, hours, minutes, seconds, zone = plain.groups()
        start = _day_start(day)
        if start is not None:
            return start + int(hours) * _HOUR + int(minutes) * 60 + int(seconds) - _zone_seconds(zone)
    return _odd(raw[:_LONGEST].decode("utf-8", "replace"))


@lru_cache(maxsize=8_192)
def _day_start(text: bytes) -> int | None:
    """Return the second at which a day such as ``16 Sep 2016`` begins in UTC."""
    day, month, year = text.decode().split(" ")
    return _midnight(int(year), _MONTHS.get(month.lower(), 0), int(day))


@lru_cache(maxsize=512)
def _zone_seconds(text: bytes) -> int:
    seconds = int(text[1:3]) * _HOUR + int(text[3:5]) * 60
    return -seconds if text.startswith(b"-") else seconds


def _midnight(year: int, month: int, day: int) -> int | None:
    try:
        return (date(year, month, day).toordinal() - _EPOCH_DAY) * 86_400
    except ValueError:
        return None


def _odd(text: str) -> int | None:
    text = _without_comments(text).strip()
    if iso := _ISO.match(text):
        return _moment((int(iso[1]), int(iso[2]), int(iso[3])), iso[4], [iso[5] or ""])
    words = _DASHED.sub(r"\1 \2 \3", text.replace(",", " ")).split()
    place = next((index for index, word in enumerate(words) if _TIME.fullmatch(word)), None)
    if place is None:
        return None
    before, after = words[:place], words[place + 1 :]
    day = _day_of(before) or _day_of([*before, *_years(after)])
    return None if day is None else _moment(day, words[place], after)


def _years(words: list[str]) -> list[str]:
    """Return the year of ``asctime`` order, which stands after the time."""
    return [word for word in words if len(word) == 4 and word.isascii() and word.isdigit()][:1]


def _day_of(words: list[str]) -> tuple[int, int, int] | None:
    """Return year, month and day of the words before the time, in either order (``16 Sep 2016``, ``Sep 16 2016``)."""
    month = 0
    numbers: list[str] = []
    for word in words:
        plain = word.rstrip(".")
        if plain.isascii() and plain.isdigit():
            numbers.append(plain)
        elif plain.isalpha() and (found := _MONTHS.get(plain[:3].lower())):
            month = month or found
        elif numbers or not plain.rstrip(",").isalpha():
            return None  # not a day's name at the beginning: a word where the month should be
    if not month and len(numbers) == 3 and len(numbers[1]) <= 2:
        month = int(numbers.pop(1))
    if len(numbers) != 2 or not month:
        return None
    if len(numbers[0]) == 4:
        numbers.reverse()
    return _full_year(numbers[1]), month, int(numbers[0])


def _full_year(digits: str) -> int:
    """Return the year that two, three or four digits mean (RFC 5322 §4.3)."""
    year = int(digits[:5])
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(digits) == 3 else year


def _moment(day: tuple[int, int, int], time: str, after: list[str]) -> int | None:
    start = _midnight(*day)
    parts = _TIME.fullmatch(time)
    if start is None or parts is None:
        return None
    hours, minutes, seconds = int(parts[1]), int(parts[2]), int(parts[3] or 0)
    half = (parts[4] or next((word for word in after if word.lower() in {"am", "pm"}), "")).lower()
    if half and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if hours > 24 or minutes > 59 or seconds > 60:
        return None
    return start + hours * _HOUR + minutes * 60 + seconds - _offset(after)


def _offset(words: list[str]) -> int:
    """Return the seconds east of Greenwich that the words after the time tell; 0 where they tell nothing."""
    for word in words:
        if found := _OFFSET.fullmatch(word):
            seconds = int(found[2]) * _HOUR + int(found[3]) * 60
            return -seconds if found[1] == "-" else seconds
        if (hours := _NAMED.get(word.upper().strip('"'))) is not None:
            return int(hours * _HOUR)
    return 0


def _without_comments(text: str) -> str:
    """Return ``text`` without parenthesised comments, which may be nested; an open one runs to the end."""
    if "(" not in text:
        return text
    kept: list[str] = []
    depth, position = 0, 0
    for mark in _COMMENT_MARK.finditer(text):
        if mark[0] == "(":
            if depth == 0:
                kept.append(text[position : mark.start()])
            depth += 1
        elif mark[0] == ")" and depth:
            depth -= 1
            position = mark.end()
    if depth == 0:
        kept.append(text[position:])
    return " ".join(kept)
