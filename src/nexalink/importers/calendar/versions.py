"""Which rows are out of date, and which occurrences each of the others stands for."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from nexalink.importers.calendar.series import Limits, expansion
from nexalink.importers.calendar.sheets import Event, Start, to_local, to_seconds


@dataclass(slots=True)
class Occurrences:
    """The past occurrences that a row stands for, as (original start, start) in seconds UTC, rising; and faults."""

    moments: list[tuple[int, int]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Changes:
    """The changed occurrences of one series: their original instants and days, and those that stand for all later ones."""

    instants: set[int] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    since: list[int] = field(default_factory=list)
    onward: list[Event] = field(default_factory=list)


class Versions:
    """All events of an archive by UID."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._series: defaultdict[str, list[Event]] = defaultdict(list)
        self._changed: defaultdict[str, list[Event]] = defaultdict(list)
        self._shared: dict[str, dict[int, Occurrences]] = {}
        for event in events:
            if event.astray:
                continue
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
        best = max(map(_version, rows))
        current = [event for event in rows if _version(event) == best]
        self._outdated.update(id(event) for event in rows if _version(event) != best)
        ended = next((event for event in current if event.cancelled and event.start is None), None)
        starts: defaultdict[object, list[Event]] = defaultdict(list)
        for event in current:
            if ended is not None and event is not ended:
                self._outdated.add(id(event))
            elif event.start is not None:
                starts[event.start.seconds()].append(event)
        for same in starts.values():
            self._keep_best(same)

    def _keep_best(self, same: list[Event]) -> None:
        best = max(same, key=_rank)
        self._outdated.update(id(event) for event in same if event is not best)

    def occurrences(self, event: Event, *, until: int, limits: Limits) -> Occurrences:
        """Return the past occurrences that a row stands for.

        A series leaves out the occurrences that rows of their own change. Such a row stands for its own, and for all
        later ones where it says so.
        """
        if event.start is None:
            return Occurrences()
        if event.original is None:
            if event.uid in self._changed and not event.astray:
                return self._shares(event.uid, until, limits).get(id(event), Occurrences())
            found = expansion(event, event.start, until=until, limits=limits)
            return Occurrences([(at, at) for at in found.moments], found.faults)
        own = [(self._original_seconds(event, event.original), event.start.seconds())]
        if event.onward:
            own += self._shares(event.uid, until, limits).get(id(event), Occurrences()).moments
        return Occurrences(sorted(pair for pair in own if pair[1] <= until))

    def _shares(self, uid: str, until: int, limits: Limits) -> dict[int, Occurrences]:
        """Return what each row of a series with changed occurrences stands for, without the changed ones themselves."""
        if uid not in self._shared:
            shares: defaultdict[int, Occurrences] = defaultdict(Occurrences)
            changes = self._changes(uid)
            for event in self._series.get(uid, ()):
                if event.start is None or self.outdated(event):
                    continue
                found = expansion(event, event.start, until=until, limits=limits)
                shares[id(event)].faults.extend(found.faults)
                for original in found.moments:
                    _share(shares, event, event.start, original, changes)
            self._shared[uid] = dict(shares)
        return self._shared[uid]

    def _changes(self, uid: str) -> _Changes:
        changes = _Changes()
        onward: list[tuple[int, int, Event]] = []
        for place, event in enumerate(self._changed.get(uid, ())):
            if event.original is None or self.outdated(event):
                continue
            if event.original.whole_day:
                changes.days.add(event.original.local.date())
            else:
                changes.instants.add(event.original.seconds())
            if event.onward:
                onward.append((self._original_seconds(event, event.original), place, event))
        changes.since = [since for since, _, _ in sorted(onward, key=lambda entry: entry[:2])]
        changes.onward = [event for _, _, event in sorted(onward, key=lambda entry: entry[:2])]
        return changes

    def _original_seconds(self, event: Event, original: Start) -> int:
        """Return the original start of a changed occurrence; where only its day is told, at its series' time."""
        if not original.whole_day:
            return original.seconds()
        starts = (row.start for row in self._series.get(event.uid, ()) if row.start)
        series = next(starts, event.start or original)
        return to_seconds(datetime.combine(original.local.date(), series.local.time()), series.zone)


def _share(
    shares: defaultdict[int, Occurrences], series: Event, start: Start, original: int, changes: _Changes
) -> None:
    """Give one occurrence of a series to the row that stands for it, if any."""
    if original in changes.instants:
        return
    if changes.days and to_local(original, start.zone).date() in changes.days:
        return
    place = bisect_left(changes.since, original)
    if place:
        row = changes.onward[place - 1]
        shares[id(row)].moments.append((original, _moved(original, row)))
    else:
        shares[id(series)].moments.append((original, original))


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
