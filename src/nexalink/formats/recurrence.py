"""Recurrence rules: an RRULE to the local times it names, in bounded time whatever the rule says.

The meaning is that of RFC 5545, section 3.3.10. Every period that is tried costs one step of a budget, so that a rule
that never comes true (30 February, every second) ends like any other.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import product

from nexalink.formats.calendar_values import BadValue, Moment, parse_moment

_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")
_UNITS = {"HOURLY": 3_600, "MINUTELY": 60, "SECONDLY": 1}
_FREQUENCIES = frozenset({"YEARLY", "MONTHLY", "WEEKLY", "DAILY", *_UNITS})
_RANGES = {
    "BYMONTH": (1, 12, False), "BYMONTHDAY": (1, 31, True), "BYYEARDAY": (1, 366, True), "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True), "BYHOUR": (0, 23, False), "BYMINUTE": (0, 59, False), "BYSECOND": (0, 60, False),
}  # fmt: skip
_DAY = timedelta(days=1)


class BadRule(ValueError):
    """A rule that cannot be read; its text says what is wrong."""


class OverBudget(Exception):
    """The budget was used up before the rule came to its end."""


@dataclass(slots=True)
class Budget:
    """How many more periods may be tried, over all rules that share it."""

    steps: int

    def spend(self, steps: int = 1) -> None:
        """Take steps away.

        Raises:
            OverBudget: none are left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise OverBudget


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


def expand(rule: Rule, start: datetime, *, last: datetime, budget: Budget) -> Iterator[datetime]:
    """Yield the local times that a rule names from ``start`` to ``last``, both included, rising, each once.

    ``start`` stands for every part that the rule leaves open, and is yielded only where it fits the rule. COUNT counts
    what is yielded. The rule's own UNTIL is not looked at: it may be in another zone, and belongs into ``last``.

    Raises:
        OverBudget: ``budget`` ran out.
    """
    if last < start:
        return
    left = rule.count if rule.count is not None else -1
    periods = (
        _within_days(rule, start, last, budget)
        if rule.frequency in _UNITS
        else _by_days(rule, start, last, budget)
    )
    before = None
    for found in periods:
        for moment in _set_positions(rule, found):
            if moment < start or moment == before:
                continue
            if moment > last or left == 0:
                return
            before = moment
            left -= 1
            yield moment


def _set_positions(rule: Rule, found: list[datetime]) -> list[datetime]:
    positions = rule.by.get("BYSETPOS")
    if not positions:
        return found
    size = len(found)
    places = {place - 1 if place > 0 else size + place for place in positions}
    return [found[place] for place in sorted(places) if 0 <= place < size]


# ------------------------------------------------------------------------------------- periods of a day and longer


def _by_days(rule: Rule, start: datetime, last: datetime, budget: Budget) -> Iterator[list[datetime]]:
    """Yield the candidates of each period: its days that fit, each at every time of the day."""
    by = rule.by
    times = [
        time(hour, minute, min(second, 59))
        for hour, minute, second in product(
            by.get("BYHOUR", (start.hour,)),
            by.get("BYMINUTE", (start.minute,)),
            by.get("BYSECOND", (start.second,)),
        )
    ]
    fits = _DayTest(rule, start)
    final = last.date()
    for first, days in _periods(rule, start.date(), fits):
        if first > final:
            return
        budget.spend(1 + len(days) // 8)
        yield [datetime.combine(day, at) for day in days if fits(day) for at in times]


def _periods(rule: Rule, start: date, fits: "_DayTest") -> Iterator[tuple[date, list[date]]]:
    """Yield (first day, days) of each period of the rule, for ever; days that no rule can want may be left out."""
    try:
        if rule.frequency == "YEARLY":
            yield from _years(rule, start, fits)
        elif rule.frequency == "MONTHLY":
            yield from _months(rule, start, fits)
        else:
            first, offsets, step = start, [timedelta()], _DAY * rule.interval
            if rule.frequency == "WEEKLY":
                first -= _DAY * ((start.weekday() - rule.week_start) % 7)
                week = [_DAY * number for number in range(7)]
                offsets = [day for day in week if (first + day).weekday() in fits.weekdays] or week
                step *= 7
            while True:
                yield first, [first + offset for offset in offsets]
                first += step
    except OverflowError:  # the year 10000
        return


def _years(rule: Rule, start: date, fits: "_DayTest") -> Iterator[tuple[date, list[date]]]:
    for year in range(start.year, 10_000, rule.interval):
        if fits.months:
            days = [day for month in sorted(fits.months) for day in _month(year, month)]
        else:
            first = date(year, 1, 1)
            days = [first + _DAY * offset for offset in range(366 if isleap(year) else 365)]
        yield date(year, 1, 1), days


def _months(rule: Rule, start: date, fits: "_DayTest") -> Iterator[tuple[date, list[date]]]:
    for number in range(start.year * 12 + start.month - 1, 120_000, rule.interval):
        year, month = divmod(number, 12)
        wanted = not fits.months or month + 1 in fits.months
        yield date(year, month + 1, 1), _month(year, month + 1) if wanted else []


def _month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


class _DayTest:
    """Tells whether a day fits the rule's BY parts, what the rule leaves open being taken from its start."""

    def __init__(self, rule: Rule, start: datetime) -> None:
        by = rule.by
        self.months = frozenset(by.get("BYMONTH", ()))
        self._month_days = frozenset(by.get("BYMONTHDAY", ()))
        self._year_days = frozenset(by.get("BYYEARDAY", ()))
        self._weeks = frozenset(by.get("BYWEEKNO", ()))
        self._week_start = rule.week_start
        numbered = rule.frequency in {"YEARLY", "MONTHLY"}
        self.weekdays = frozenset(day for place, day in rule.by_day if not place or not numbered)
        self._places = tuple((place, day) for place, day in rule.by_day if place and numbered)
        self._in_month = rule.frequency == "MONTHLY" or bool(self.months)
        if not (self._month_days or self._year_days or rule.by_day):
            self._from_start(rule.frequency, start)

    def _from_start(self, frequency: str, start: datetime) -> None:
        if frequency == "WEEKLY" or (frequency == "YEARLY" and self._weeks):
            self.weekdays = frozenset({start.weekday()})
        elif frequency in {"YEARLY", "MONTHLY"}:
            self._month_days = frozenset({start.day})
            if frequency == "YEARLY" and not self.months:
                self.months = frozenset({start.month})

    def __call__(self, day: date) -> bool:
        """Return whether the day fits."""
        if self.months and day.month not in self.months:
            return False
        if (self.weekdays or self._places) and day.weekday() not in self.weekdays and not self._placed(day):
            return False
        if self._month_days and not self._counted(
            self._month_days, day.day, monthrange(day.year, day.month)[1]
        ):
            return False
        if self._year_days and not self._counted(
            self._year_days, day.timetuple().tm_yday, _year_length(day.year)
        ):
            return False
        return not self._weeks or self._in_week(day)

    @staticmethod
    def _counted(wanted: frozenset[int], number: int, length: int) -> bool:
        return number in wanted or number - length - 1 in wanted

    def _placed(self, day: date) -> bool:
        """Tell whether the day is the n-th such weekday of its month, or of its year."""
        if not self._places:
            return False
        if self._in_month:
            number, length = day.day, monthrange(day.year, day.month)[1]
        else:
            number, length = day.timetuple().tm_yday, _year_length(day.year)
        places = ((number - 1) // 7 + 1, -((length - number) // 7 + 1))
        weekday = day.weekday()
        return any(weekday == wanted and place in places for place, wanted in self._places)

    def _in_week(self, day: date) -> bool:
        """Tell whether the day's week has a wanted number; week 1 is the first with four days in its year."""
        week = day - _DAY * ((day.weekday() - self._week_start) % 7)
        year = (week + _DAY * 3).year
        first = self._first_week(year)
        number = (week - first).days // 7 + 1
        weeks = (self._first_week(year + 1) - first).days // 7 if year < 9_999 else 52
        return self._counted(self._weeks, number, weeks)

    def _first_week(self, year: int) -> date:
        fourth = date(year, 1, 4)
        return fourth - _DAY * ((fourth.weekday() - self._week_start) % 7)


def _year_length(year: int) -> int:
    return 366 if isleap(year) else 365


# --------------------------------------------------------------------------------------- hours, minutes, seconds


def _within_days(rule: Rule, start: datetime, last: datetime, budget: Budget) -> Iterator[list[datetime]]:
    """Yield the candidates of each hour, minute or second; days, hours and minutes that do not fit are leapt over."""
    unit = _UNITS[rule.frequency]
    step = timedelta(seconds=unit * rule.interval)
    fits = _DayTest(rule, start)
    hours, minutes, seconds = (rule.by.get(key) for key in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    at = start.replace(
        minute=start.minute if unit < 3_600 else 0, second=start.second if unit == 1 else 0, microsecond=0
    )
    limits = [(hours, "hour", 3_600), (minutes if unit < 3_600 else None, "minute", 60)]
    try:
        while at <= last:
            budget.spend()
            leap = 86_400 if not fits(at.date()) else _misses(at, limits)
            if leap:
                midnight = datetime.combine(at.date(), time())
                passed = int((at - midnight).total_seconds())
                goal = midnight + timedelta(seconds=(passed // leap + 1) * leap)
                at += step * -((at - goal) // step)
                continue
            if unit > 1 or not seconds or at.second in seconds:
                yield _inside(at, unit, start, minutes, seconds)
            at += step
    except OverflowError:
        return


def _misses(at: datetime, limits: list[tuple[tuple[int, ...] | None, str, int]]) -> int:
    """Return how long the span is that does not fit: an hour's or a minute's seconds, 0 where all fits."""
    for wanted, name, length in limits:
        if wanted and getattr(at, name) not in wanted:
            return length
    return 0


def _inside(
    at: datetime, unit: int, start: datetime, minutes: tuple[int, ...] | None, seconds: tuple[int, ...] | None
) -> list[datetime]:
    """Return the candidates of one period: the minutes of an hour, the seconds of a minute."""
    if unit == 1:
        return [at]
    some_seconds = seconds or (start.second,)
    some_minutes = (minutes or (start.minute,)) if unit == 3_600 else (at.minute,)
    return [at.replace(minute=m, second=min(s, 59)) for m, s in product(some_minutes, some_seconds)]


# ------------------------------------------------------------------------------------------------- vCalendar 1.0

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
