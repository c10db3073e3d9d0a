"""The shape that every measure of ties returns: values, named parts, counts and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.reasons import Reason

ReasonArray = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class TieReadings:
    """One measure of every tie, as arrays of the same length.

    Attributes:
        value: the reading; NaN where the data is too short, never a made-up 0.
        why: ``Reason`` codes, int8; ``Reason.KNOWN`` exactly where ``value`` is a number.
        parts: the named parts that the value was made of; NaN where a part is unknown.
        counts: the counts the value rests on (openings, entries, days …).
    """

    value: FloatArray
    why: ReasonArray
    parts: Mapping[str, FloatArray] = field(default_factory=dict)
    counts: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)

    @property
    def known(self) -> BoolArray:
        """Tell for which ties the value is a number."""
        known: BoolArray = self.why == Reason.KNOWN
        return known

    def phrase(self, tie: int) -> str:
        """Say in English why the reading of ``tie`` is missing, empty where it is not."""
        return Reason(int(self.why[tie])).phrase


def reasons(value: FloatArray, missing: Reason) -> ReasonArray:
    """Return ``missing`` where ``value`` is NaN and ``Reason.KNOWN`` elsewhere."""
    return np.where(np.isnan(value), np.int8(missing), np.int8(Reason.KNOWN)).astype(np.int8)


def ratio(numerator: NDArray[np.generic], denominator: NDArray[np.generic]) -> FloatArray:
    """Divide element by element; NaN, without a warning, where the denominator is 0."""
    above = np.asarray(numerator, dtype=np.float64)
    below = np.asarray(denominator, dtype=np.float64)
    quotient: FloatArray = np.divide(above, below, out=np.full(below.shape, np.nan), where=below != 0)
    return quotient


def mean_of_known(parts: list[FloatArray]) -> FloatArray:
    """Average the parts that are known for each tie; NaN where none is.

    >>> mean_of_known([np.array([1.0, np.nan]), np.array([0.0, np.nan])])
    array([0.5, nan])
    """
    stacked = np.vstack(parts)
    known = ~np.isnan(stacked)
    return ratio(np.where(known, stacked, 0.0).sum(axis=0), known.sum(axis=0))
