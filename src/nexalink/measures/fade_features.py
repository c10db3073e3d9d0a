"""What the fade forecast looks at: eleven numbers per tie, from the days with contact."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.closeness import TouchDays, burstiness_of, closeness, day_starts, order_by_day, weigh
from nexalink.measures.columns import BoolArray, Direction, FloatArray, IntArray, InteractionColumns, Kind
from nexalink.measures.counts import CountingRules, contact_rows
from nexalink.measures.readings import ReasonArray
from nexalink.measures.reasons import Reason

FEATURES: Final = ("days_since", "closeness", "span", "burstiness", "own_activity")
"""The five terms of the model, in the order of its columns."""
HALF_LIFE_HORIZONS: Final = 2.0
"""Half-life of the forecast's closeness, in horizons."""
SILENT_HORIZONS: Final = 2.0
"""A tie silent for longer than so many horizons is not asked about: it has faded already."""
LEAST_MESSAGES: Final = 3
_DAY_SHIFT: Final = 1 << 31


@dataclass(frozen=True, slots=True)
class TouchTable:
    """Days with contact, made ready for asking about many different days.

    Attributes:
        touch: the days.
        starts: position of each tie's first day, and the total: ties + 1 numbers.
        key: tie and day as one ascending number, one per touch day.
        squares: sums of the squared gaps up to each touch day, over all ties.
    """

    touch: TouchDays
    starts: NDArray[np.int64]
    key: NDArray[np.int64]
    squares: FloatArray

    @classmethod
    def of(cls, touch: TouchDays) -> Self:
        """Return the table of days with contact."""
        key = (touch.tie.astype(np.int64) << 32) + (touch.day.astype(np.int64) + _DAY_SHIFT)
        squares = np.zeros(touch.day.size)
        gap = np.diff(touch.day).astype(np.float64)
        gap[touch.tie[1:] != touch.tie[:-1]] = 0.0
        np.cumsum(gap * gap, out=squares[1:])
        return cls(touch, touch.starts, key, squares)

    def ends(self, *, on_day: int) -> NDArray[np.int64]:
        """Return per tie the position behind its last day at or before ``on_day``."""
        wanted = (np.arange(self.touch.ties, dtype=np.int64) << 32) + (on_day + _DAY_SHIFT)
        ends: NDArray[np.int64] = np.searchsorted(self.key, wanted, side="right")
        return ends


@dataclass(frozen=True, slots=True)
class Contacts:
    """One owner's contact, day by day: all that the forecast needs of any number of interactions.

    Attributes:
        days: the distinct days with contact per tie.
        messages, incoming, outgoing: interactions that count up to each touch day (so one number more than
            days), over all ties; in all, from them, and from the owner. A meeting of up to five others, and a
            call or touch of both sides, count in both directions.
        own_day: day of each of the owner's own messages, ascending.
        seen_day: days on which the owner wrote or received anything, ascending.
    """

    days: TouchTable
    messages: NDArray[np.int64]
    incoming: NDArray[np.int64]
    outgoing: NDArray[np.int64]
    own_day: NDArray[np.int32]
    seen_day: NDArray[np.int32]


def contact_days(columns: InteractionColumns, *, until_day: int) -> Contacts:
    """Gather the interactions up to and including ``until_day`` into touch days with their counts.

    Args:
        columns: the interactions, sorted by tie, then time.
        until_day: last day that is looked at.
    """
    rows = contact_rows(columns)
    rows &= columns.day <= until_day
    chosen = np.flatnonzero(rows)
    order = order_by_day(columns.tie[chosen], columns.day[chosen])
    chosen = chosen if order is None else chosen[order]
    tie, day, kind = columns.tie[chosen], columns.day[chosen], columns.kind[chosen]
    direction, size = columns.direction[chosen], columns.size[chosen]
    first = day_starts(tie, day)
    weight = weigh(kind, size)
    best = np.maximum.reduceat(weight, first) if first.size else weight
    both = ((direction == Direction.MUTUAL) | (kind == Kind.MEETING)) & (
        size <= CountingRules().two_way_meeting_size
    )
    out = direction == Direction.OUT
    return Contacts(
        days=TouchTable.of(TouchDays(columns.ties, tie[first], day[first], best)),
        messages=np.append(first, tie.size),
        incoming=_sums(both | (direction == Direction.IN), first),
        outgoing=_sums(both | out, first),
        own_day=np.sort(day[out]),
        seen_day=_distinct(day),
    )


def _sums(marked: BoolArray, first: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many rows are marked before each position of ``first`` and before the end."""
    sums = np.zeros(marked.size + 1, dtype=np.int64)
    np.cumsum(marked, out=sums[1:])
    before: NDArray[np.int64] = sums[np.append(first, marked.size)]
    return before


def _distinct(day: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the distinct days, ascending, without sorting all rows."""
    if day.size == 0:
        return day
    begin = int(day.min())
    return (np.flatnonzero(np.bincount(day - begin)) + begin).astype(np.int32)


def tie_features(
    days: TouchTable,
    *,
    on_day: int,
    horizon_days: float,
    own_recent: FloatArray | IntArray | float,
    own_before: FloatArray | IntArray | float,
    day_length: float = 1.0,
) -> FloatArray:
    """Return the five terms of every tie at the end of ``on_day``, shape (ties, 5); NaN without contact.

    ``ln((d + ½)/H)``, ``ln(1 + S)``, ``ln((span + 1)/H)``, ``B`` (0 below 3 touch days) and
    ``ln((m0 + 1)/(m1 + 1))``: see docs/measures/fade.md.

    Args:
        days: the days with contact; later ones than ``on_day`` are not looked at.
        on_day: T.
        horizon_days: H; closeness has a half-life of 2H.
        own_recent: m0, the owner's own messages in the last H, one number or one per tie.
        own_before: m1, the same in the H before.
        day_length: length of a day in the unit that days and H are given in.
    """
    starts, ends = days.starts[:-1], days.ends(on_day=on_day)
    some = ends > starts
    first, last = starts[some], ends[some] - 1
    day = days.touch.day
    span = (day[last] - day[first]).astype(np.float64)
    table = np.full((some.size, len(FEATURES)), np.nan)
    table[some, 0] = np.log((on_day - day[last] + 0.5 * day_length) / horizon_days)
    strength = closeness(days.touch, on_day=on_day, half_life_days=HALF_LIFE_HORIZONS * horizon_days)
    table[:, 1] = np.log1p(strength)
    table[some, 2] = np.log((span + day_length) / horizon_days)
    bursts = burstiness_of(last - first, span=span, squares=days.squares[last] - days.squares[first])
    table[some, 3] = np.nan_to_num(bursts, nan=0.0)
    activity = np.log((np.asarray(own_recent) + 1.0) / (np.asarray(own_before) + 1.0))
    table[:, 4] = np.where(some, activity, np.nan)
    return table


def features_on(contacts: Contacts, *, on_day: int, horizon_days: float) -> FloatArray:
    """Return the five terms of every tie of one owner at the end of ``on_day``, shape (ties, 5).

    Args:
        contacts: the owner's contact.
        on_day: T.
        horizon_days: H.
    """
    edges = on_day - np.array([0.0, horizon_days, 2 * horizon_days])
    now, recent, before = np.searchsorted(contacts.own_day, edges, side="right")
    return tie_features(
        contacts.days,
        on_day=on_day,
        horizon_days=horizon_days,
        own_recent=float(now - recent),
        own_before=float(recent - before),
    )


def why_not_asked(contacts: Contacts, *, on_day: int, horizon_days: float) -> ReasonArray:
    """Return per tie why the question of fading cannot be asked at ``on_day``; ``Reason.KNOWN`` where it can.

    It needs at least 3 interactions, at least one each way, and the last contact within 2H.

    Args:
        contacts: the owner's contact.
        on_day: T.
        horizon_days: H.
    """
    days = contacts.days
    starts, ends = days.starts[:-1], days.ends(on_day=on_day)
    messages, incoming, outgoing = (
        counted[ends] - counted[starts]
        for counted in (contacts.messages, contacts.incoming, contacts.outgoing)
    )
    last = np.full(ends.size, -np.inf)
    some = ends > starts
    last[some] = days.touch.day[ends[some] - 1]
    why = np.where(last >= on_day - SILENT_HORIZONS * horizon_days, Reason.KNOWN, Reason.LONG_SILENT)
    why = np.where((incoming > 0) & (outgoing > 0), why, Reason.ONE_WAY)
    why = np.where(messages >= LEAST_MESSAGES, why, Reason.FEW_MESSAGES)
    return np.where(some, why, Reason.NO_CONTACT).astype(np.int8)


def touched_between(contacts: Contacts, *, after_day: int, until_day: int) -> BoolArray:
    """Tell which ties had contact on a day above ``after_day`` and at most ``until_day``."""
    touched: BoolArray = contacts.days.ends(on_day=until_day) > contacts.days.ends(on_day=after_day)
    return touched


def owner_seen(contacts: Contacts, *, on_day: int, horizon_days: float) -> bool:
    """Tell whether the owner wrote or received anything in the last third of the horizon after ``on_day``.

    Owners who have left make every tie look faded; their windows say nothing about ties.
    """
    edges = on_day + np.array([2.0 / 3.0, 1.0]) * horizon_days
    begin, end = np.searchsorted(contacts.seen_day, edges, side="right")
    return bool(end > begin)
