"""When the occurrences of a series take place: rules and dates added, exceptions taken away, all of it bounded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from itertools import islice

from nexalink.formats.calendar_lines import Line
from nexalink.formats.calendar_values import BadValue
from nexalink.formats.recurrence import Budget, OverBudget, expand
from nexalink.formats.recurrence_rules import BadRule, Rule, modern_rule, parse_rule
from nexalink.importers.calendar.sheets import Event, Start, to_local, to_seconds

MOST_OCCURRENCES = 20_000
"""Occurrences of one series that are counted."""
MOST_IN_ALL = 500_000
MOST_STEPS = 1_000_000
"""Occurrences of, and periods tried in, one archive: hostile rules in every event may not add up."""
_STEPS_OF_ONE = 150_000


@dataclass(slots=True)
class Limits:
    """What one archive may still spend on its series."""

    steps: int = MOST_STEPS
    occurrences: int = MOST_IN_ALL


@dataclass(slots=True)
class Expansion:
    """The past occurrences of a series as seconds UTC, rising, and what could not be read of its rules."""

    moments: list[int] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    more: bool = False
    """Whether a rule names more occurrences than are counted."""


def expansion(event: Event, start: Start, *, until: int, limits: Limits) -> Expansion:
    """Return when a series, or a single meeting, took place up to ``until``: rules and dates added, minus exceptions.

    All is done in the local time of the series. The first start belongs to it even where its rules do not name it,
    unless they end before it.
    """
    found = Expansion()
    if not any(event.part.first(name) for name in ("RRULE", "RDATE")):
        found.moments = (
            [at]
            if (at := start.seconds()) <= until and not _excluded(event, start, found)(start.local)
            else []
        )
        return found
    horizon = to_local(until, start.zone)
    rules = list(_rules(event, "RRULE", found))
    locals_: set[datetime] = set()
    if not rules or any(_last(rule, start, start.local) >= start.local for _, rule in rules):
        locals_.add(start.local)
    for line, rule in rules:
        locals_.update(_expanded(line, rule, start, horizon, limits, found))
    locals_.update(_dates(event, "RDATE", start, found))
    for line, rule in _rules(event, "EXRULE", found):
        locals_.difference_update(_expanded(line, rule, start, horizon, limits, found))
    excluded = _excluded(event, start, found)
    moments = {to_seconds(local, start.zone) for local in locals_ if not excluded(local)}
    found.moments = sorted(at for at in moments if at <= until)
    _cap(event, found, limits)
    return found


def _cap(event: Event, found: Expansion, limits: Limits) -> None:
    most = min(MOST_OCCURRENCES, max(limits.occurrences, 1))
    if found.more or len(found.moments) > most:
        told = f"The series has more than {most:,} meetings; the first {most:,} were counted."
        found.faults.append((event.line, told))
        del found.moments[most:]
    limits.occurrences -= len(found.moments)


def _rules(event: Event, name: str, found: Expansion) -> Iterator[tuple[Line, Rule]]:
    for line in event.part.all(name):
        if not line.value.strip():
            continue
        try:
            yield line, parse_rule(modern_rule(line.value))
        except BadRule as fault:
            found.faults.append(
                (line.number, f"The rule of the series cannot be read: {fault}. It was left out.")
            )


def _last(rule: Rule, start: Start, horizon: datetime) -> datetime:
    """Return the last local time that a rule may name: the end of its UNTIL where that, or the series, is of days."""
    if rule.until is None:
        return horizon
    until = rule.until.local
    if rule.until.whole_day or start.whole_day:
        until = datetime.combine(until.date(), datetime.max.time())
    elif rule.until.zone is not None:
        until = to_local(to_seconds(until, rule.until.zone), start.zone)
    return min(until, horizon)


def _expanded(
    line: Line, rule: Rule, start: Start, horizon: datetime, limits: Limits, found: Expansion
) -> list[datetime]:
    allowed = max(min(limits.steps, _STEPS_OF_ONE), 0)
    budget = Budget(allowed)
    times: list[datetime] = []
    try:
        times.extend(
            islice(
                expand(rule, start.local, last=_last(rule, start, horizon), budget=budget),
                MOST_OCCURRENCES + 1,
            )
        )
    except OverBudget:
        found.faults.append(
            (line.number, "The rule of the series takes too long to follow; its end was left out.")
        )
    found.more = found.more or len(times) > MOST_OCCURRENCES
    limits.steps -= allowed - max(budget.steps, 0)
    return times


def _dates(event: Event, name: str, start: Start, found: Expansion) -> Iterator[datetime]:
    """Yield the dates of a list in the local time of the series; a mere day is at the time of the series."""
    for moment in _listed(event, name, start, found):
        if moment.whole_day:
            yield datetime.combine(moment.local.date(), start.local.time())
        else:
            yield to_local(moment.seconds(), start.zone)


def _listed(event: Event, name: str, start: Start, found: Expansion) -> Iterator[Start]:
    for line in event.part.all(name):
        for value in line.value.replace(";", ",").split(","):
            text = value.partition("/")[0].strip()
            if not text:
                continue
            try:
                yield event.sheet.start(line, value=text, default=start.zone)
            except BadValue as fault:
                found.faults.append(
                    (line.number, f"A date of {name} cannot be read: {fault}. It was left out.")
                )


class _Excluded:
    """Tells whether a local time of a series is an exception: by its instant, or by its day."""

    def __init__(self, days: set[date], instants: set[int], zone: tzinfo) -> None:
        self._days, self._instants, self._zone = days, instants, zone

    def __call__(self, local: datetime) -> bool:
        if local.date() in self._days:
            return True
        return bool(self._instants) and to_seconds(local, self._zone) in self._instants


def _excluded(event: Event, start: Start, found: Expansion) -> _Excluded:
    moments = list(_listed(event, "EXDATE", start, found))
    days = {moment.local.date() for moment in moments if moment.whole_day}
    return _Excluded(days, {moment.seconds() for moment in moments if not moment.whole_day}, start.zone)
