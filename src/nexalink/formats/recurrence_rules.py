"""Recurrence rules as written: RRULE of iCalendar, and those of vCalendar 1.0 in its words."""

import re
from dataclasses import dataclass, field

from nexalink.formats.calendar_values import BadValue, Moment, parse_moment

_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")
UNITS = {"HOURLY": 3_600, "MINUTELY": 60, "SECONDLY": 1}
"""Frequencies below a day, with the seconds of one period."""
_FREQUENCIES = frozenset({"YEARLY", "MONTHLY", "WEEKLY", "DAILY", *UNITS})
_RANGES = {
    "BYMONTH": (1, 12, False), "BYMONTHDAY": (1, 31, True), "BYYEARDAY": (1, 366, True), "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True), "BYHOUR": (0, 23, False), "BYMINUTE": (0, 59, False), "BYSECOND": (0, 60, False),
}  # fmt: skip


class BadRule(ValueError):
    """A rule that cannot be read; its text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule. ``by_day`` holds (n, weekday from Monday 0), n 0 for every one; empty sets restrict nothing."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: Moment | None = None
    week_start: int = 0
    by_day: tuple[tuple[int, int], ...] = ()
    by: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The other BY parts by name: ``BYMONTH``, ``BYMONTHDAY`` …, in ascending order."""


def parse_rule(text: str) -> Rule:
    """Return the rule of an RRULE's value. Case, blanks, empty parts and unknown parts are passed over.

    Raises:
        BadRule: no frequency, or a part that has no meaning.

    >>> parse_rule("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4").by_day
    ((0, 0), (0, 2))
    """
    parts: dict[str, str] = {}
    for piece in "".join(text.upper().split()).removeprefix("RRULE:").split(";"):
        key, _, value = piece.partition("=")
        if value:
            parts.setdefault(key, value)
    if (frequency := parts.get("FREQ", "")) not in _FREQUENCIES:
        raise BadRule(f"it has no frequency that is known: {frequency[:40] or 'FREQ is missing'}")
    if (scale := parts.get("RSCALE", "GREGORIAN")) != "GREGORIAN":
        raise BadRule(f"it counts by another calendar: {scale[:40]}")
    if (week_start := parts.get("WKST", "MO")) not in _DAYS:
        raise BadRule(f"no day of the week: {week_start[:40]}")
    try:
        until = parse_moment(parts["UNTIL"]) if "UNTIL" in parts else None
    except BadValue as fault:
        raise BadRule(f"its end is no date: {fault}") from fault
    return Rule(
        frequency=frequency,
        interval=_positive(parts, "INTERVAL") or 1,
        count=_positive(parts, "COUNT"),
        until=until,
        week_start=_DAYS[week_start],
        by_day=tuple(map(_weekday, filter(None, parts.get("BYDAY", "").split(",")))),
        by={key: numbers for key in _RANGES if (numbers := _numbers(key, parts.get(key, "")))},
    )


def _positive(parts: dict[str, str], key: str) -> int | None:
    if key not in parts:
        return None
    if not _NUMBER.fullmatch(parts[key]) or int(parts[key]) < 1:
        raise BadRule(f"{key} must be a number from 1, not {parts[key][:40]}")
    return int(parts[key])


def _weekday(text: str) -> tuple[int, int]:
    found = _WEEKDAY.fullmatch(text)
    if found is None:
        raise BadRule(f"no day of the week: {text[:40]}")
    return int(found[1] or 0), _DAYS[found[2]]


def _numbers(key: str, text: str) -> tuple[int, ...]:
    lowest, highest, signed = _RANGES[key]
    numbers = set()
    for piece in filter(None, text.split(",")):
        number = int(piece) if _NUMBER.fullmatch(piece) else 1_000
        if not (lowest <= number <= highest or (signed and -highest <= number <= -lowest)):
            raise BadRule(f"{key} cannot be {piece[:40]}")
        numbers.add(number)
    return tuple(sorted(numbers))


_OLD = re.compile(r"(D|W|MP|MD|YM|YD)([0-9]{1,4})((?: +[^ ]+)*)")
_OLD_FREQUENCIES = {"D": "DAILY", "W": "WEEKLY", "MP": "MONTHLY", "MD": "MONTHLY", "YM": "YEARLY", "YD": "YEARLY"}  # fmt: skip
_OLD_LISTS = {"W": "BYDAY", "MP": "BYDAY", "MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY"}


def modern_rule(text: str) -> str:
    """Return a rule of vCalendar 1.0 (``W1 MO #4``) in the words of iCalendar; any other text as it is.

    Without an end such a rule names two occurrences; ``#0`` is for ever; a date is the last day.

    >>> modern_rule("MP1 1+ TU #3")
    'FREQ=MONTHLY;INTERVAL=1;BYDAY=1TU;COUNT=3'
    """
    found = _OLD.fullmatch(text.strip().upper())
    if found is None:
        return text
    kind, interval, rest = found.groups()
    end, wanted, place = "COUNT=2", [], ""
    for word in rest.split():
        if word.startswith("#"):
            end = f"COUNT={word[1:]}" if word.strip("#0") else ""
        elif len(word) >= 8 and word[:8].isdigit():
            end = f"UNTIL={word}"
        elif kind == "MP" and word[:-1].isdigit() and word[-1] in "+-":
            place = word[:-1] if word[-1] == "+" else f"-{word[:-1]}"
        elif word == "LD":
            wanted.append("-1")
        else:
            sign = "-" if word.endswith("-") else ""
            wanted.append(f"{place}{sign}{word.rstrip('+-')}")
    parts = [f"FREQ={_OLD_FREQUENCIES[kind]}", f"INTERVAL={interval}"]
    if wanted and kind in _OLD_LISTS:
        parts.append(f"{_OLD_LISTS[kind]}={','.join(wanted)}")
    return ";".join([*parts, *([end] if end else [])])
