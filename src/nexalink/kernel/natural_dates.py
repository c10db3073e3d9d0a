"""Read a day as people write it, counted from a day that is handed in.

Own and small on purpose: the libraries for this read fifty languages, take a third of a second to import and guess where
they should refuse; a touch logged on a guessed day would be worse than a question.
"""

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIXED = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_AMOUNT = r"(\d{1,4}|" + "|".join(_NUMBERS) + r") (day|week|month|year)s?"
_AGO = re.compile(_AMOUNT + " ago")
_IN = re.compile("in " + _AMOUNT)
_WEEKDAY = re.compile(r"(?:(last|next|on|this) )?(" + "|".join(_DAYS) + r")[a-z]*")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? (" + "|".join(_MONTHS) + r")[a-z]*\.?,?(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"(" + "|".join(_MONTHS) + r")[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")


def read_day(text: str, *, on: date) -> date | None:
    """Return the day that ``text`` names, seen from day ``on``; None where it names none.

    A weekday without a word before it and a day without a year are the latest ones that are not in the future.

    >>> [str(read_day(words, on=date(2026, 11, 23))) for words in ("yesterday", "3 days ago", "last friday", "12 Nov")]
    ['2026-11-22', '2026-11-20', '2026-11-20', '2026-11-12']
    >>> read_day("soon", on=date(2026, 11, 23)) is None
    True
    """
    words = " ".join(text.casefold().split())
    try:
        return _relative(words, on) or _calendar(words, on)
    except (ValueError, OverflowError):  # 31 February, or ten thousand years ago
        return None


def _relative(words: str, on: date) -> date | None:
    if words in _FIXED:
        return on + timedelta(days=_FIXED[words])
    if words in {"last week", "next week"}:
        return on + timedelta(days=-7 if words.startswith("last") else 7)
    for pattern, sign in ((_AGO, -1), (_IN, 1)):
        if found := pattern.fullmatch(words):
            number = _NUMBERS.get(found[1]) or int(found[1])
            return on + timedelta(days=sign * number * _UNITS[found[2]])
    if found := _WEEKDAY.fullmatch(words):
        wanted = _DAYS.index(found[2])
        if found[1] == "next":
            return on + timedelta(days=(wanted - on.weekday() - 1) % 7 + 1)
        back = (on.weekday() - wanted) % 7
        return on - timedelta(days=7 if back == 0 and found[1] == "last" else back)
    return None


def _calendar(words: str, on: date) -> date | None:
    if found := _ISO.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(words):
        return _latest(int(found[2]), int(found[1]), found[3], on)
    if found := _DAY_MONTH.fullmatch(words):
        return _latest(_MONTHS.index(found[2]) + 1, int(found[1]), found[3], on)
    if found := _MONTH_DAY.fullmatch(words):
        return _latest(_MONTHS.index(found[1]) + 1, int(found[2]), found[3], on)
    return None


def _latest(month: int, day: int, year: str | None, on: date) -> date:
    if year:
        return date(int(year), month, day)
    this = date(on.year, month, day)
    return this if this <= on else date(on.year - 1, month, day)
