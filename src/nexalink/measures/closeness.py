"""How close a tie is: the days with contact, each counting less the longer ago it was."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import FloatArray, InteractionColumns, Kind
from nexalink.measures.counts import contact_rows
from nexalink.measures.readings import TieReadings, ratio, reasons
from nexalink.measures.reasons import Reason

HALF_LIFE_DAYS = 180.0
"""Half-life of closeness: twice the product's horizon of 90 days."""
_GAPS_FOR_BURSTINESS = 2


@dataclass(frozen=True, slots=True)
class TouchDays:
    """The distinct days on which each tie had contact, sorted by tie, then day.

    Attributes:
        ties: number of ties; a tie may have no day.
        tie: index of the tie of each touch day, ascending, int32.
        day: day number since 1970-01-01 in the owner's time zone, ascending within a tie, int32.
        weight: what the day counts, above 0 and at most 1: that of its weightiest interaction.
    """

    ties: int
    tie: NDArray[np.int32]
    day: NDArray[np.int32]
    weight: FloatArray

    @property
    def starts(self) -> NDArray[np.int64]:
        """Give the position of each tie's first touch day, and the total behind the last: ties + 1 numbers."""
        return edges(self.tie, self.ties)


def edges(tie: NDArray[np.int32], ties: int) -> NDArray[np.int64]:
    """Return where each tie's rows begin in a sorted column of ties, and the number of rows as last entry.

    >>> edges(np.array([0, 0, 2], dtype=np.int32), 3)
    array([0, 2, 2, 3])
    """
    begins = np.zeros(ties + 1, dtype=np.int64)
    np.cumsum(np.bincount(tie, minlength=ties), out=begins[1:])
    return begins


def touch_days(columns: InteractionColumns, *, until_day: int) -> TouchDays:
    """Return the distinct days with an interaction that counts, up to and including ``until_day``.

    List mail, group threads and meetings of more than 12 others weigh nothing and make no touch day. A
    meeting with n others weighs 1/n, everything else 1. A day weighs as much as its weightiest interaction:
    ten messages in one day are one touch, and a talk between two is not thinned by a meeting on the same day.

    Args:
        columns: the interactions, sorted by tie, then time.
        until_day: last day that is looked at.
    """
    rows = contact_rows(columns)
    rows &= columns.day <= until_day
    if rows.all():
        tie, day, weight = columns.tie, columns.day, weigh(columns.kind, columns.size)
    else:
        tie, day = columns.tie[rows], columns.day[rows]
        weight = weigh(columns.kind[rows], columns.size[rows])
    return distinct_days(tie, day, weight, ties=columns.ties)


def distinct_days(
    tie: NDArray[np.int32], day: NDArray[np.int32], weight: FloatArray | None = None, *, ties: int
) -> TouchDays:
    """Join the rows of one tie and day into one touch day with the largest of their weights.

    Args:
        tie: index of the tie per row, ascending.
        day: day per row; rows of a tie are put in order where they are not.
        weight: weight per row; left out, each weighs 1.
        ties: number of ties.
    """
    order = order_by_day(tie, day)
    if order is not None:
        tie, day = tie[order], day[order]
        weight = weight if weight is None else weight[order]
    first = day_starts(tie, day)
    best = np.ones(first.size)
    if weight is not None and first.size:
        best = np.maximum.reduceat(weight, first)
    return TouchDays(ties, tie[first].astype(np.int32), day[first].astype(np.int32), best)


def order_by_day(tie: NDArray[np.int32], day: NDArray[np.int32]) -> NDArray[np.int64] | None:
    """Return the order that sorts rows by tie, then day; None where they stand in it already.

    Rows in order of time can be out of order by day: a zone that sets its clocks back at midnight shows a
    later moment on an earlier day.
    """
    back = day[1:] < day[:-1]
    back &= tie[1:] == tie[:-1]
    return np.lexsort((day, tie)) if back.any() else None


def day_starts(tie: NDArray[np.int32], day: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return where each distinct pair of tie and day begins in rows sorted by both."""
    if tie.size == 0:
        return np.zeros(0, dtype=np.int64)
    new = np.ones(tie.size, dtype=np.bool_)
    np.not_equal(tie[1:], tie[:-1], out=new[1:])
    new[1:] |= day[1:] != day[:-1]
    return np.flatnonzero(new)


def closeness(touch_days: TouchDays, *, on_day: int, half_life_days: float = HALF_LIFE_DAYS) -> FloatArray:
    """Return closeness ``S = Σ w · 2^(-(T - t)/half-life)`` per tie, in decayed touch days.

    Above 0, at most the number of touch days; NaN where no touch day lies at or before ``on_day``. Validated:
    the strongest single predictor of a tie staying alive (docs/measures/closeness.md).

    Args:
        touch_days: the days with contact.
        on_day: T, the day closeness is asked for; later touch days are not looked at.
        half_life_days: age at which a touch day counts half.

    >>> days = TouchDays(2, np.int32([0, 0]), np.int32([0, 180]), np.array([1.0, 1.0]))
    >>> closeness(days, on_day=180)
    array([1.5, nan])
    """
    touch_days = until(touch_days, on_day=on_day)
    fresh: FloatArray = np.exp2((touch_days.day - np.int32(on_day)) / half_life_days)
    fresh *= touch_days.weight
    strength = np.bincount(touch_days.tie, weights=fresh, minlength=touch_days.ties).astype(np.float64)
    none = np.bincount(touch_days.tie, minlength=touch_days.ties) == 0
    strength[none] = np.nan
    return strength


def frequency(
    touch_days: TouchDays, *, on_day: int, window_days: int = 365, pseudo_gap_days: float = 90.0
) -> TieReadings:
    """Return the number of touch days in the last 365 days per tie, with the mean and the median gap.

    Parts, in days: ``mean_gap = (span + 90)/n`` over all n touch days, where the pseudo-gap of 90 days keeps a
    tie of one burst from looking frequent; ``median_gap`` between consecutive touch days, NaN below two.
    NaN where there is no touch day at all; 0 where there was none within the window.

    Args:
        touch_days: the days with contact.
        on_day: T; the window is its last ``window_days`` days, T included.
        window_days: length of the window.
        pseudo_gap_days: the gap added once to the span.
    """
    touch_days = until(touch_days, on_day=on_day)
    starts = touch_days.starts
    count = np.diff(starts)
    recent = touch_days.tie[touch_days.day > on_day - window_days]
    value = np.bincount(recent, minlength=touch_days.ties).astype(np.float64)
    value[count == 0] = np.nan
    span = spans(touch_days)
    return TieReadings(
        value=value,
        why=reasons(value, Reason.NO_CONTACT),
        parts={
            "mean_gap": ratio(span + pseudo_gap_days, count),
            "median_gap": _median_gap(touch_days, starts),
        },
        counts={"touch_days": count},
    )


def burstiness(touch_days: TouchDays, *, on_day: int) -> TieReadings:
    """Return how bursty contact is: −1 like a clock, 0 like chance, near 1 all in bursts.

    ``B = (√(n+1)·r − √(n−1)) / ((√(n+1) − 2)·r + √(n−1))`` with n gaps between touch days and r their standard
    deviation over their mean (Goh & Barabási 2008, with the correction for few events of Kim & Jo 2016). NaN
    below 3 touch days.
    """
    touch_days = until(touch_days, on_day=on_day)
    value = burstiness_of_days(touch_days)
    return TieReadings(
        value=value,
        why=reasons(value, Reason.FEW_TOUCH_DAYS),
        counts={"touch_days": np.diff(touch_days.starts)},
    )


def until(touch_days: TouchDays, *, on_day: int) -> TouchDays:
    """Return the touch days at or before ``on_day``; the same object where none lies later."""
    past = touch_days.day <= on_day
    if past.all():
        return touch_days
    return TouchDays(touch_days.ties, touch_days.tie[past], touch_days.day[past], touch_days.weight[past])


def spans(touch_days: TouchDays) -> FloatArray:
    """Return the days from each tie's first to its last touch day; NaN without any."""
    starts = touch_days.starts
    some = starts[1:] > starts[:-1]
    span = np.full(touch_days.ties, np.nan)
    span[some] = touch_days.day[starts[1:][some] - 1] - touch_days.day[starts[:-1][some]]
    return span


def burstiness_of_days(touch_days: TouchDays) -> FloatArray:
    """Return burstiness per tie from its gaps; NaN below 3 touch days."""
    gap, tie = _gaps(touch_days)
    squares = np.bincount(tie, weights=gap * gap, minlength=touch_days.ties).astype(np.float64)
    return burstiness_of(np.diff(touch_days.starts) - 1, span=spans(touch_days), squares=squares)


def burstiness_of(gaps: NDArray[np.int64], *, span: FloatArray, squares: FloatArray) -> FloatArray:
    """Return burstiness from the number of gaps, their sum and the sum of their squares; NaN below 2 gaps.

    The gaps of a tie sum to its span, so that only their squares have to be added up.
    """
    value = np.full(gaps.size, np.nan)
    some = np.flatnonzero(gaps >= _GAPS_FOR_BURSTINESS)
    number = gaps[some].astype(np.float64)
    mean = span[some] / number
    spread = np.sqrt(np.maximum(squares[some] / (number * mean * mean) - 1.0, 0.0))
    more, less = np.sqrt(number + 1.0), np.sqrt(number - 1.0)
    value[some] = np.clip((more * spread - less) / ((more - 2.0) * spread + less), -1.0, 1.0)
    return value


def weigh(kind: NDArray[np.int8], size: NDArray[np.int32]) -> FloatArray:
    """Return 1/n for a meeting with n others and 1 for everything else."""
    weight = np.ones(kind.size)
    meeting = np.flatnonzero(kind == Kind.MEETING)
    weight[meeting] = 1.0 / np.maximum(size[meeting], 1)
    return weight


def _gaps(touch_days: TouchDays) -> tuple[FloatArray, NDArray[np.int32]]:
    """Return the gaps between consecutive touch days in days, and the tie of each."""
    same = touch_days.tie[1:] == touch_days.tie[:-1]
    return np.diff(touch_days.day)[same].astype(np.float64), touch_days.tie[1:][same]


def _median_gap(touch_days: TouchDays, starts: NDArray[np.int64]) -> FloatArray:
    """Return the median gap per tie; NaN below two touch days."""
    gap, tie = _gaps(touch_days)
    ordered = gap[np.lexsort((gap, tie))]
    count = np.diff(starts) - 1
    median = np.full(touch_days.ties, np.nan)
    some = np.flatnonzero(count > 0)
    begin = np.concatenate(([0], np.cumsum(count[some])[:-1])).astype(np.int64) if some.size else some
    low, high = begin + (count[some] - 1) // 2, begin + count[some] // 2
    median[some] = (ordered[low] + ordered[high]) / 2.0
    return median
