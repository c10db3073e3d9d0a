"""Read a day as people write it, in English or German, counted from a day that is handed in.

Own and small on purpose: the libraries for this read fifty languages, take a third of a second to import and guess where
they should refuse; a touch logged on a guessed day would be worse than a question.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

_MONTH_NAMES = (
    ("january", "januar", "jänner"), ("february", "februar", "feber"), ("march", "märz", "maerz", "mär"),
    ("april",), ("may", "mai"), ("june", "juni"), ("july", "juli"), ("august",), ("september", "sept"),
    ("october", "oktober"), ("november",), ("december", "dezember"),
)  # fmt: skip
_DAY_NAMES = (
    ("monday", "mon", "montag"), ("tuesday", "tue", "tues", "dienstag"), ("wednesday", "wed", "mittwoch"),
    ("thursday", "thu", "thur", "thurs", "donnerstag"), ("friday", "fri", "freitag"),
    ("saturday", "sat", "samstag", "sonnabend"), ("sunday", "sun", "sonntag"),
)  # fmt: skip
"""No German abbreviations: Mo, Sam and Don are people."""
_SHORT = 3
_MONTHS = {
    word: number
    for number, names in enumerate(_MONTH_NAMES, 1)
    for name in names
    for word in (name, name[:_SHORT])
}
_DAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names}
_FIXED = {
    "today": 0, "now": 0, "yesterday": -1, "day before yesterday": -2, "the day before yesterday": -2, "tomorrow": 1,
    "day after tomorrow": 2, "the day after tomorrow": 2,
    "heute": 0, "jetzt": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2,
}  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "a couple of": 2,
    "ein": 1, "eine": 1, "einem": 1, "einer": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
}  # fmt: skip
_UNITS = {
    "day": "day", "days": "day", "tag": "day", "tage": "day", "tagen": "day",
    "week": "week", "weeks": "week", "woche": "week", "wochen": "week",
    "month": "month", "months": "month", "monat": "month", "monate": "month", "monaten": "month",
    "year": "year", "years": "year", "jahr": "year", "jahre": "year", "jahren": "year",
}  # fmt: skip
_MONTHS_OF = {"month": 1, "year": 12}
_LAST = ("last", "letzte", "letzten", "letzter", "letztes", "vorige", "vorigen", "voriger", "voriges")
_NEXT = ("next", "nächste", "nächsten", "nächster", "nächstes", "kommenden", "kommende")
_THIS = ("on", "this", "am", "diesen")


def _one_of(words: "Mapping[str, object] | tuple[str, ...]") -> str:
    return "(" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


_AMOUNT = r"(?:(\d{1,4})|" + _one_of(_NUMBERS) + ") " + _one_of(_UNITS)
_SPANS = (
    (re.compile(f"{_AMOUNT} ago"), -1),
    (re.compile(f"vor {_AMOUNT}"), -1),
    (re.compile(f"in {_AMOUNT}"), 1),
)
_STEP = re.compile(_one_of(_LAST + _NEXT) + " " + _one_of(_UNITS))
_WEEKDAY = re.compile(f"(?:{_one_of(_LAST + _NEXT + _THIS)} )?" + _one_of(_DAYS) + r"\.?")
_ON = r"(?:(?:on|am|the|vom) )?"
_DAY_MONTH = re.compile(
    _ON + r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?" + _one_of(_MONTHS) + r"\.?,?(?: (\d{4}))?"
)
_MONTH_DAY = re.compile(_ON + _one_of(_MONTHS) + r"\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
_ISO = re.compile(_ON + r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(_ON + r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?")
_SLASHED = re.compile(_ON + r"\d{1,2}/\d{1,2}(?:/\d{2,4})?")
_FORMS = (_ISO, _DOTTED, _DAY_MONTH, _MONTH_DAY)
_LEAP_YEAR = 2000
_LONGEST = 60


def read_day(text: str, *, on: date) -> date | None:
    """Return the day that ``text`` names, seen from day ``on``; None where it names none.

    A weekday without a word before it and a day without a year are the latest ones that are not in the future. A month
    ago is the same day of the month before, or its last day. Days written with slashes are read differently by country,
    so they name none.

    >>> [str(read_day(words, on=date(2026, 11, 23))) for words in ("yesterday", "vor 3 Tagen", "last friday", "12 Nov")]
    ['2026-11-22', '2026-11-20', '2026-11-20', '2026-11-12']
    >>> read_day("soon", on=date(2026, 11, 23)) is None
    True
    """
    words = " ".join(text[: _LONGEST + 1].casefold().split())
    if (
        not words.isprintable()
        or len(words) > _LONGEST
        or any(c.isdigit() and not c.isascii() for c in words)
    ):
        return None
    try:
        return _relative(words, on) or _calendar(words, on)
    except (ValueError, OverflowError):  # 31 February, or ten thousand years ago
        return None


def is_no_day(text: str) -> bool:
    """Tell whether ``text`` is written like a day and is none: 31 February, or slashes, which countries read differently.

    >>> is_no_day("31 Feb"), is_no_day("on 3/4/2026"), is_no_day("28 Feb"), is_no_day("Ada")
    (True, True, False, False)
    """
    words = " ".join(text[: _LONGEST + 1].casefold().split())
    if _SLASHED.fullmatch(words):
        return True
    return any(form.fullmatch(words) for form in _FORMS) and read_day(words, on=date.max) is None


def partial_day(text: str) -> str:
    """Return a day with a named month as ``YYYY-MM-DD``, ``--MM-DD`` without a year, empty where it is none.

    >>> partial_day("22 March 1980"), partial_day("March 22"), partial_day("29. Februar"), partial_day("31 Feb")
    ('1980-03-22', '--03-22', '--02-29', '')
    """
    words = " ".join(text[: _LONGEST + 1].casefold().split())
    found, month_first = _DAY_MONTH.fullmatch(words), False
    if found is None:
        found, month_first = _MONTH_DAY.fullmatch(words), True
    if found is None:
        return ""
    day, month = (found[2], found[1]) if month_first else (found[1], found[2])
    try:
        real = date(int(found[3] or _LEAP_YEAR), _MONTHS[month], int(day))
    except ValueError:
        return ""
    return real.isoformat() if found[3] else f"--{real:%m-%d}"


def _relative(words: str, on: date) -> date | None:
    if words in _FIXED:
        return on + timedelta(days=_FIXED[words])
    for pattern, sign in _SPANS:
        if found := pattern.fullmatch(words):
            number = int(found[1]) if found[1] else _NUMBERS[found[2]]
            return _moved(on, sign * number, _UNITS[found[3]])
    if found := _STEP.fullmatch(words):
        return _moved(on, -1 if found[1] in _LAST else 1, _UNITS[found[2]])
    if found := _WEEKDAY.fullmatch(words):
        return _weekday(on, found[1] or "", _DAYS[found[2]])
    return None


def _moved(on: date, number: int, unit: str) -> date:
    """Return ``on`` so many units later; the last day of a month that is too short."""
    if unit not in _MONTHS_OF:
        return on + timedelta(days=number * (7 if unit == "week" else 1))
    year, month = divmod(on.year * 12 + on.month - 1 + number * _MONTHS_OF[unit], 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _weekday(on: date, word: str, wanted: int) -> date:
    if word in _NEXT:
        return on + timedelta(days=(wanted - on.weekday() - 1) % 7 + 1)
    back = (on.weekday() - wanted) % 7
    return on - timedelta(days=7 if back == 0 and word in _LAST else back)


def _calendar(words: str, on: date) -> date | None:
    if found := _ISO.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(words):
        return _latest(int(found[2]), int(found[1]), found[3], on)
    if found := _DAY_MONTH.fullmatch(words):
        return _latest(_MONTHS[found[2]], int(found[1]), found[3], on)
    if found := _MONTH_DAY.fullmatch(words):
        return _latest(_MONTHS[found[1]], int(found[2]), found[3], on)
    return None


def _latest(month: int, day: int, year: str | None, on: date) -> date:
    """Return the day of that year, or without a year the latest one that is not in the future (29 February too)."""
    if year:
        return date(int(year), month, day)
    for back in range(9):  # a 29 February lies at most eight years back
        if 1 <= day <= monthrange(on.year - back, month)[1]:
            found = date(on.year - back, month, day)
            if found <= on:
                return found
    raise ValueError(day)
