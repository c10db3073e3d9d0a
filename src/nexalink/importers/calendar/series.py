"""Which occurrences a row stands for: series expanded, exceptions left out, changed occurrences in their place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from itertools import islice

from nexalink.formats.calendar_lines import Line
from nexalink.formats.calendar_values import BadValue
from nexalink.formats.recurrence import BadRule, Budget, OverBudget, Rule, expand, modern_rule, parse_rule
from nexalink.importers.calendar.sheets import Event, Start, to_local, to_seconds

MOST_OCCURRENCES = 20_000
"""Occurrences of one series that are counted."""
MOST_IN_ALL = 1_000_000
MOST_STEPS = 4_000_000
"""Occurrences of, and periods tried in, one archive: hostile rules in every event may not add up."""
_STEPS_OF_ONE = 400_000


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
    if len(found.moments) > most:
        found.faults.append(
            (event.line, f"The series has more than {most:,} meetings; the first {most:,} were counted.")
        )
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


class Versions:
    """All events of an archive by UID: which of them are out of date, and which occurrences each stands for."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._series: defaultdict[str, list[Event]] = defaultdict(list)
        self._changed: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            (self._changed if event.original else self._series)[event.uid].append(event)
        self._outdated: set[int] = set()
        for rows in self._series.values():
            if len(rows) > 1:
                self._outdate_series(rows)
        for rows in self._changed.values():
            slots: defaultdict[object, list[Event]] = defaultdict(list)
            for event in rows:
                slots[_slot(event)].append(event)
            for same in slots.values():
                self._keep_best(same)

    def outdated(self, event: Event) -> bool:
        """Tell whether another row is the newer version of this one, or the same."""
        return id(event) in self._outdated

    def _outdate_series(self, rows: list[Event]) -> None:
        """Keep the rows of the highest SEQUENCE; of those with one start the best. Other starts are other meetings."""
        best = max(_version(event) for event in rows)
        current = [event for event in rows if _version(event) == best]
        self._outdated.update(id(event) for event in rows if _version(event) != best)
        starts: defaultdict[object, list[Event]] = defaultdict(list)
        undated_end = next((event for event in current if event.cancelled and event.start is None), None)
        for event in current:
            if undated_end is not None and event is not undated_end:
                self._outdated.add(id(event))
            elif event.start is not None:
                starts[event.start.seconds()].append(event)
        for same in starts.values():
            self._keep_best(same)

    def _keep_best(self, same: list[Event]) -> None:
        best = max(same, key=_rank)
        self._outdated.update(id(event) for event in same if event is not best)

    def occurrences(
        self, event: Event, *, until: int, limits: Limits
    ) -> tuple[list[tuple[int, int]], Expansion]:
        """Return (original start, start) of the past occurrences that a row stands for, in seconds UTC, rising.

        A series leaves out the occurrences that rows of their own change; such a row stands for its own, and for all
        later ones where it says so.
        """
        if event.start is None:
            return [], Expansion()
        if event.original is None:
            found = expansion(event, event.start, until=until, limits=limits)
            changed = self._current_changes(event.uid)
            if not changed:
                return [(at, at) for at in found.moments], found
            return list(_unchanged(event, event.start, found.moments, changed, of=event)), found
        own = self._original_seconds(event, event.original)
        moments = [(own, event.start.seconds())]
        found = Expansion()
        if event.onward:
            changed = self._current_changes(event.uid)
            for series in self._series[event.uid]:
                if series.start and not self.outdated(series):
                    later = expansion(series, series.start, until=until, limits=limits)
                    moments.extend(_unchanged(series, series.start, later.moments, changed, of=event))
        return sorted(pair for pair in moments if pair[1] <= until), found

    def _current_changes(self, uid: str) -> list[Event]:
        return [event for event in self._changed.get(uid, ()) if not self.outdated(event)]

    def _original_seconds(self, event: Event, original: Start) -> int:
        """Return the original start of a changed occurrence; where only its day is told, at its series' time."""
        if not original.whole_day:
            return original.seconds()
        series = next(
            (row.start for row in self._series.get(event.uid, ()) if row.start), event.start or original
        )
        return to_seconds(datetime.combine(original.local.date(), series.local.time()), series.zone)


def _unchanged(
    series: Event, start: Start, moments: list[int], changed: list[Event], *, of: Event
) -> Iterator[tuple[int, int]]:
    """Yield the occurrences of a series that belong to row ``of``: the series itself, or a change from one on."""
    instants = {row.original.seconds() for row in changed if row.original and not row.original.whole_day}
    days = {row.original.local.date() for row in changed if row.original and row.original.whole_day}
    onward = sorted(
        (
            (row.original.seconds(), place, row)
            for place, row in enumerate(changed)
            if row.original and row.onward
        ),
        key=lambda entry: entry[:2],
    )
    for original in moments:
        if original in instants or (days and to_local(original, start.zone).date() in days):
            continue
        responsible = series
        for since, _, row in onward:
            if original > since:
                responsible = row
        if responsible is of:
            yield original, original if of is series else _moved(original, of)


def _moved(original: int, row: Event) -> int:
    """Return when a later occurrence starts after a change from one on: as far away as that one was moved."""
    if row.start is None or row.original is None:
        return original
    zone = row.start.zone
    away = row.start.local - to_local(row.original.seconds(), zone)
    return to_seconds(to_local(original, zone) + away, zone)


def _slot(event: Event) -> object:
    if event.original is None or event.original.whole_day:
        return event.original and event.original.local.date()
    return event.original.seconds()


def _version(event: Event) -> tuple[bool, int]:
    return not event.sheet.answers, event.sequence


def _rank(event: Event) -> tuple[object, ...]:
    """Return what decides between two rows of one occurrence, larger being newer; among equals the first stays."""
    stamps = (event.part.text("LAST-MODIFIED"), event.part.text("DTSTAMP"))
    return (*_version(event), event.cancelled, len(event.guests) > 0, *stamps)
