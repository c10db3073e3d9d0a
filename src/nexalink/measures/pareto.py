"""How unevenly value and attention are spread over ties: the 80/20 view."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.reasons import Reason


@dataclass(frozen=True, slots=True)
class Lorenz:
    """How one amount is spread over ties.

    Attributes:
        people: shares of the people, the least first, 0 … 1.
        amount: cumulative shares of the amount at ``people``; empty where the value is missing.
        gini: 0 all equal … (n − 1)/n one has all; NaN where missing.
        top_share: share of the amount that the top fifth of the people holds; NaN where missing.
        top: indices of the ties in the top fifth (rounded up), the largest first; ties with nothing are not in it.
        why: the reason for a missing value.
    """

    people: FloatArray
    amount: FloatArray
    gini: float
    top_share: float
    top: NDArray[np.int64]
    why: Reason


@dataclass(frozen=True, slots=True)
class Pareto:
    """Received value and attention side by side.

    Attributes:
        value: spread of what was received; missing below 10 entries.
        attention: spread of touch days in the last 365 days.
        agreement: Jaccard of the two top fifths, 0 none shared … 1 the same people; NaN where one is missing.
        value_only, attention_only: ties in one top fifth and not in the other.
    """

    value: Lorenz
    attention: Lorenz
    agreement: float
    value_only: NDArray[np.int64]
    attention_only: NDArray[np.int64]


def lorenz(amount: FloatArray, *, among: BoolArray, least_ties: int = 10, top: float = 0.2) -> Lorenz:
    """Return the Lorenz curve, the Gini coefficient and the top fifth of an amount over some ties.

    Args:
        amount: at least 0 per tie.
        among: which ties count (the genuine ones).
        least_ties: below so many ties there is no value.
        top: the share of people called the top; cut exactly on the curve, between two people if need be.
    """
    chosen = np.flatnonzero(among)
    values = amount[chosen]
    total = float(values.sum())
    if chosen.size < least_ties or total <= 0:
        reason = Reason.FEW_TIES if chosen.size < least_ties else Reason.NOTHING_LOGGED
        return _nothing(reason)
    order = np.argsort(values, kind="stable")
    people = np.linspace(0, 1, chosen.size + 1)
    share = np.append(0.0, np.cumsum(values[order]) / total)
    area = float((share[1:] + share[:-1]).sum() / chosen.size / 2)
    best = np.argsort(-values, kind="stable")[: ceil(round(top * chosen.size, 9))]
    return Lorenz(
        people=people,
        amount=share,
        gini=max(1 - 2 * area, 0.0),
        top_share=float(1 - np.interp(1 - top, people, share)),
        top=chosen[best[values[best] > 0]],
        why=Reason.KNOWN,
    )


def pareto(
    received: FloatArray,
    attention: FloatArray,
    *,
    among: BoolArray,
    entries: int,
    least_entries: int = 10,
) -> Pareto:
    """Compare who gives the owner value with whom the owner spends contact days on.

    Args:
        received: weight of what was received per tie.
        attention: touch days in the last 365 days per tie.
        among: the genuine ties.
        entries: number of received entries on record.
        least_entries: below so many of them, value is not judged.
    """
    value = lorenz(received, among=among) if entries >= least_entries else _nothing(Reason.FEW_ENTRIES)
    spent = lorenz(attention, among=among)
    both = np.intersect1d(value.top, spent.top)
    either = np.union1d(value.top, spent.top)
    judged = value.why == Reason.KNOWN and spent.why == Reason.KNOWN
    return Pareto(
        value=value,
        attention=spent,
        agreement=both.size / either.size if judged and either.size else np.nan,
        value_only=np.setdiff1d(value.top, spent.top) if judged else np.empty(0, dtype=np.int64),
        attention_only=np.setdiff1d(spent.top, value.top) if judged else np.empty(0, dtype=np.int64),
    )


def _nothing(why: Reason) -> Lorenz:
    """Return a spread without a value."""
    empty = np.empty(0)
    return Lorenz(empty, empty, np.nan, np.nan, np.empty(0, dtype=np.int64), why)
