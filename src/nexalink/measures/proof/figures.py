"""How good a forecast was: AUC with a range over owners, average precision, Brier score, calibration."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray

_BINS: Final = 10
_LEAST_CASES: Final = 10
_LEAST_OF_EACH: Final = 2
_RANGE: Final = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the range that most resamples of owners fell into."""

    value: float
    low: float
    high: float


def auc(score: FloatArray, happened: BoolArray) -> float:
    """Return the chance that a case that happened has the higher score, ties counting half; NaN for one class.

    >>> auc(np.array([0.1, 0.4, 0.35, 0.8]), np.array([False, False, True, True]))
    0.75
    """
    return float(_weighted_auc(_Sorted.of(score, happened), np.ones((1, score.size)))[0])


def auc_over_owners(
    score: FloatArray,
    happened: BoolArray,
    owner: NDArray[np.int32],
    *,
    generator: np.random.Generator,
    resamples: int = 200,
) -> Interval:
    """Return the pooled AUC with its 95 % range when the owners are drawn anew, with replacement.

    Args:
        score: higher means more likely.
        happened: what was to be forecast.
        owner: whose case it is; all cases of an owner are drawn together.
        generator: source of the draws.
        resamples: how many draws.
    """
    value = auc(score, happened)
    number = np.unique(owner, return_inverse=True)[1]
    owners = int(number.max(initial=-1)) + 1
    if np.isnan(value) or owners < 2:
        return Interval(value, np.nan, np.nan)
    ordered = _Sorted.of(score, happened)
    draws = np.empty(resamples)
    for k in range(resamples):
        times = np.bincount(generator.integers(0, owners, owners), minlength=owners).astype(np.float64)
        draws[k] = _weighted_auc(ordered, times[number][None, :])[0]
    if np.isnan(draws).all():
        return Interval(value, np.nan, np.nan)
    low, high = np.nanpercentile(draws, _RANGE)
    return Interval(value, float(low), float(high))


def auc_per_owner(score: FloatArray, happened: BoolArray, owner: NDArray[np.int32]) -> float:
    """Return the mean AUC of the owners with at least 10 cases and 2 of each outcome; NaN without any.

    Owners with fewer would add little but chance: one single case above or below moves their AUC by most of it.
    """
    number = np.unique(owner, return_inverse=True)[1]
    rank = _ranks_within(score, number)
    size = np.bincount(number)
    yes = np.bincount(number, weights=happened)
    total = np.bincount(number, weights=np.where(happened, rank, 0.0))
    some = (np.minimum(yes, size - yes) >= _LEAST_OF_EACH) & (size >= _LEAST_CASES)
    if not some.any():
        return float("nan")
    yes, size, total = yes[some], size[some], total[some]
    return float(np.mean((total - yes * (yes + 1) / 2) / (yes * (size - yes))))


def average_precision(score: FloatArray, happened: BoolArray) -> float:
    """Return the mean share of true alarms down to each true alarm; NaN where nothing happened.

    Cases of equal score are taken together: none of them is above the others.
    """
    if not happened.any():
        return float("nan")
    order = np.argsort(-score, kind="stable")
    ordered, hits = score[order], np.cumsum(happened[order])
    last = np.append(np.flatnonzero(np.diff(ordered) != 0), ordered.size - 1)
    found = np.diff(np.append(0, hits[last]))
    return float(np.sum(found * hits[last] / (last + 1)) / hits[-1])


def brier(chance: FloatArray, happened: BoolArray) -> float:
    """Return the mean squared distance of a forecast chance from what happened, 0 … 1; NaN without cases."""
    return float(np.mean((chance - happened) ** 2)) if chance.size else float("nan")


def calibration_error(chance: FloatArray, happened: BoolArray) -> float:
    """Return the mean distance of forecast chance and observed share over ten equal bins (ECE), 0 … 1."""
    if chance.size == 0:
        return float("nan")
    place = np.clip((chance * _BINS).astype(np.int64), 0, _BINS - 1)
    gap = np.bincount(place, weights=chance - happened, minlength=_BINS)
    return float(np.abs(gap).sum() / chance.size)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Cases in ascending order of score, with the groups of equal scores."""

    order: NDArray[np.int64]
    happened: FloatArray
    begins: NDArray[np.int64]

    @classmethod
    def of(cls, score: FloatArray, happened: BoolArray) -> "_Sorted":
        order = np.argsort(score, kind="stable")
        ordered = score[order]
        new = (
            np.concatenate([[True], ordered[1:] != ordered[:-1]])
            if order.size
            else np.zeros(0, dtype=np.bool_)
        )
        return cls(order, happened[order].astype(np.float64), np.flatnonzero(new))


def _weighted_auc(cases: _Sorted, weight: FloatArray) -> FloatArray:
    """Return the AUC for each row of weights, shape (draws, n); NaN where a class is missing."""
    if cases.order.size == 0:
        return np.full(weight.shape[0], np.nan)
    ordered = weight[:, cases.order]
    yes = np.add.reduceat(ordered * cases.happened, cases.begins, axis=1)
    no = np.add.reduceat(ordered * (1.0 - cases.happened), cases.begins, axis=1)
    below = np.cumsum(no, axis=1) - no / 2
    pairs = yes.sum(axis=1) * no.sum(axis=1)
    area: FloatArray = np.divide(
        (yes * below).sum(axis=1), pairs, out=np.full(pairs.size, np.nan), where=pairs > 0
    )
    return area


def _ranks_within(score: FloatArray, group: NDArray[np.int64]) -> FloatArray:
    """Return mid-ranks from 1 of each case among its group."""
    order = np.lexsort((score, group))
    groups, ordered = group[order], score[order]
    new = np.concatenate([[True], (groups[1:] != groups[:-1]) | (ordered[1:] != ordered[:-1])])
    begins = np.flatnonzero(new)
    ends = np.append(begins[1:], order.size)
    middle = ((begins + ends + 1) / 2)[np.cumsum(new) - 1]
    start = np.searchsorted(groups, groups, side="left")
    rank = np.zeros(order.size)
    rank[order] = middle - start
    return rank
