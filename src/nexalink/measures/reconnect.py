"""Which once-close ties lie dormant and are worth waking."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray

_CELLS = 20_000_000


@dataclass(frozen=True, slots=True)
class ReconnectRules:
    """When a tie was close and when it is dormant.

    Attributes:
        close_rank: once within so many ranks.
        keep: dormant when the chance of staying alive is below this …
        silent_days: … or when silent for longer than this (twice the horizon).
        half_life_days: half-life of closeness.
        step_days: the past is looked at every so many days.
        novel: from this novelty on a tie is listed among the novel ones.
    """

    close_rank: int = 50
    keep: float = 0.2
    silent_days: int = 180
    half_life_days: float = 180.0
    step_days: int = 90
    novel: float = 0.5


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Dormant ties, the ones to wake first in front.

    Attributes:
        ties: indices of the ties, novel ones first, then by former closeness.
        former_closeness: the largest closeness each of them had when it was within rank 50.
        best_rank: its best rank then.
        silent_days: days since the last touch.
    """

    ties: NDArray[np.int64]
    former_closeness: FloatArray
    best_rank: NDArray[np.int64]
    silent_days: NDArray[np.int64]


def dormant_ties(
    tie: NDArray[np.int32],
    day: NDArray[np.int32],
    weight: FloatArray,
    *,
    ties: int,
    on: int,
    fade: FloatArray,
    novelty: FloatArray | None = None,
    rules: ReconnectRules | None = None,
) -> Reconnect:
    """List ties that were once within the closest 50 and are now silent or about to be.

    Former closeness is looked up every 90 days back from ``on``. Dormant ties are as useful as current ones
    and more novel (Levin, Walter & Murnighan 2011), so novel ones come first.

    Args:
        tie: the tie of every touch day, one row per tie and day, in any order.
        day: the day of every touch day.
        weight: what every touch day weighs.
        ties: number of ties.
        on: the day of the audit.
        fade: probability of silence per tie; NaN unknown.
        novelty: 0 … 1 per tie, such as the share of its circles reached through it alone; none if left out.
        rules: the limits.
    """
    rules = rules or ReconnectRules()
    past = day <= on
    tie, day, weight = tie[past], day[past], weight[past]
    last = np.full(ties, -np.inf)
    np.maximum.at(last, tie, day.astype(np.float64))
    former, best = _former(tie, day, weight, ties=ties, on=on, rules=rules)
    silent = on - last
    dormant = (best > 0) & ((silent > rules.silent_days) | (1 - fade < rules.keep))
    chosen = np.flatnonzero(dormant)
    fresh = np.zeros(chosen.size, dtype=np.bool_) if novelty is None else novelty[chosen] >= rules.novel
    ordered = chosen[np.lexsort((chosen, -former[chosen], ~fresh))]
    return Reconnect(
        ties=ordered.astype(np.int64),
        former_closeness=former[ordered],
        best_rank=best[ordered],
        silent_days=silent[ordered].astype(np.int64),
    )


def _former(
    tie: NDArray[np.int32],
    day: NDArray[np.int32],
    weight: FloatArray,
    *,
    ties: int,
    on: int,
    rules: ReconnectRules,
) -> tuple[FloatArray, NDArray[np.int64]]:
    """Return the largest closeness of each tie within the closest ranks at any earlier step, and its best rank."""
    former = np.zeros(ties)
    best = np.zeros(ties, dtype=np.int64)
    if tie.size == 0:
        return former, best
    ago = (on - day) // rules.step_days
    steps = min(int(ago.max()) + 1, max(_CELLS // max(ties, 1), 1))
    ago = np.minimum(ago, steps - 1)
    inside = np.exp2(-((on - day) - ago * rules.step_days) / rules.half_life_days)
    cell = (steps - 1 - ago).astype(np.int64) * ties + tie
    added = np.bincount(cell, weights=weight * inside, minlength=steps * ties).reshape(steps, ties)
    fall = 2.0 ** (-rules.step_days / rules.half_life_days)
    closeness = np.zeros(ties)
    for step in added[:-1]:
        closeness = closeness * fall + step
        ranked = _closest(closeness, rules.close_rank)
        rank = np.arange(1, ranked.size + 1)
        former[ranked] = np.maximum(former[ranked], closeness[ranked])
        best[ranked] = np.where(best[ranked] == 0, rank, np.minimum(best[ranked], rank))
    return former, best


def _closest(closeness: FloatArray, most: int) -> NDArray[np.intp]:
    """Return the indices of the largest positive values, the largest first."""
    count = min(most, closeness.size)
    head = np.argpartition(-closeness, count - 1)[:count] if count else np.empty(0, dtype=np.intp)
    head = head[closeness[head] > 0]
    return head[np.lexsort((head, -closeness[head]))]


def was_close(reconnect: Reconnect, ties: int) -> BoolArray:
    """Mark the listed ties in a mask over all ties; pruning protects them."""
    mask = np.zeros(ties, dtype=np.bool_)
    mask[reconnect.ties] = True
    return mask
