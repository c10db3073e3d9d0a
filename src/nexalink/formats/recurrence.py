"""When a recurrence rule comes true: the local times it names, in bounded time whatever it says.

The meaning is that of RFC 5545, section 3.3.10. Every period that is tried costs one step of a budget, so that a rule
that never comes true (30 February, every second) ends like any other.
"""

from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product

from nexalink.formats.recurrence_rules import UNITS, Rule

_DAY = timedelta(days=1)


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
        if rule.frequency in UNITS
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
    unit = UNITS[rule.frequency]
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
