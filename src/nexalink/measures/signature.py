"""The social signature: how an owner spreads attention over ties, held against the owner's own past."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.closeness import HALF_LIFE_DAYS, TouchDays, closeness
from nexalink.measures.columns import FloatArray

RANKS: Final = 20
"""Shares are compared over the first 20 ranks, as in Saramäki et al. 2014."""
_TOP: Final = (5, 15)


@dataclass(frozen=True, slots=True)
class Signature:
    """How attention was spread at one or more days, the latest first.

    Attributes:
        day: the days looked at.
        top5, top15: share of closeness in the closest 5 and 15 ties, 0 … 1; NaN without contact.
        turnover15: share of the closest 15 that were not among them half a year before, 0 … 1; NaN for the
            earliest day and where either is empty.
        distance: Jensen–Shannon distance of the shares by rank from those of the day before, 0 … 1; NaN likewise.
    """

    day: NDArray[np.int64]
    top5: FloatArray
    top15: FloatArray
    turnover15: FloatArray
    distance: FloatArray


def signature(
    touch_days: TouchDays,
    *,
    on_day: int,
    half_years: int = 6,
    step_days: int = 182,
    half_life_days: float = HALF_LIFE_DAYS,
) -> Signature:
    """Return the signature at ``on_day`` and at each half-year before, as far as there was contact.

    People keep the shape of their signature while the people in it change (Saramäki et al. 2014): the owner
    is held against the own past, never against others.

    Args:
        touch_days: the days with contact.
        on_day: T.
        half_years: how many earlier half-years are looked at.
        step_days: length of a half-year.
        half_life_days: half-life of closeness.
    """
    days = on_day - step_days * np.arange(half_years + 1)
    strengths = [
        np.nan_to_num(closeness(touch_days, on_day=int(day), half_life_days=half_life_days)) for day in days
    ]
    shares = [shares_by_rank(strength) for strength in strengths]
    tops = [_top(strength, _TOP[1]) for strength in strengths]
    turnover, distance = np.full(days.size, np.nan), np.full(days.size, np.nan)
    for place in range(half_years):
        if tops[place].size and tops[place + 1].size:
            turnover[place] = 1.0 - float(np.mean(np.isin(tops[place], tops[place + 1])))
            distance[place] = signature_distance(shares[place], shares[place + 1])
    return Signature(
        day=days,
        top5=np.array([_share_of(strength, _TOP[0]) for strength in strengths]),
        top15=np.array([_share_of(strength, _TOP[1]) for strength in strengths]),
        turnover15=turnover,
        distance=distance,
    )


def shares_by_rank(strength: FloatArray, *, ranks: int = RANKS) -> FloatArray:
    """Return the share of all strength at each of the first ranks, falling; zeros where there is none.

    >>> shares_by_rank(np.array([1.0, 3.0]), ranks=3)
    array([0.75, 0.25, 0.  ])
    """
    ordered = np.sort(strength)[::-1][:ranks]
    shares = np.zeros(ranks)
    total = strength.sum()
    if total > 0:
        shares[: ordered.size] = ordered / total
    return shares


def signature_distance(first: FloatArray, second: FloatArray) -> float:
    """Return the Jensen–Shannon distance of two signatures, 0 the same … 1 nothing in common.

    What lies beyond the ranks compared counts as one rank more, so that both sum to 1.

    >>> signature_distance(np.array([0.5, 0.5]), np.array([0.5, 0.5]))
    0.0
    """
    one, two = _whole(first), _whole(second)
    middle = (one + two) / 2
    divergence = (_entropy_against(one, middle) + _entropy_against(two, middle)) / 2
    return float(np.sqrt(max(divergence, 0.0)))


def _whole(shares: FloatArray) -> FloatArray:
    return np.append(shares, max(1.0 - float(shares.sum()), 0.0))


def _entropy_against(shares: FloatArray, middle: FloatArray) -> float:
    some = shares > 0
    return float(np.sum(shares[some] * np.log2(shares[some] / middle[some])))


def _top(strength: FloatArray, size: int) -> NDArray[np.int64]:
    order = np.lexsort((np.arange(strength.size), -strength))[:size]
    return order[strength[order] > 0]


def _share_of(strength: FloatArray, size: int) -> float:
    total = float(strength.sum())
    return float(np.sort(strength)[::-1][:size].sum() / total) if total > 0 else float("nan")
