"""The question of fading, asked of every tie of every owner at one cut of a log."""

from dataclasses import dataclass, fields, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.closeness import closeness, distinct_days, spans
from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.fade_features import LEAST_MESSAGES, SILENT_HORIZONS, TouchTable, tie_features
from nexalink.measures.proof.pairs import DAY_SECONDS, Pairs

MOST_TRAINING_CUTS: Final = 8
TEST_WINDOWS: Final = 2


@dataclass(frozen=True, slots=True)
class Cuts:
    """The moments at which the question is asked, in seconds since the first event, ascending."""

    training: tuple[float, ...]
    test: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """The ties asked about, with what each rule looks at and what became of them; equal-length arrays.

    Attributes:
        owner, other: the two ends.
        features: the model's five terms, shape (n, 5).
        kept: True where a message came within H.
        days_since: days since the last message, with fractions.
        messages: messages so far.
        mean_gap: mean days between messages so far.
        decayed: touch days with half-life H/2.
        closeness: touch days with half-life 2H.
        rank: rank of the tie by closeness among all ties of the owner, from 1.
        repeats, last_age, age: touch days after the first, days from the first to the last and to the cut.
    """

    owner: NDArray[np.int32]
    other: NDArray[np.int32]
    features: FloatArray
    kept: BoolArray
    days_since: FloatArray
    messages: FloatArray
    mean_gap: FloatArray
    decayed: FloatArray
    closeness: FloatArray
    rank: NDArray[np.int64]
    repeats: FloatArray
    last_age: FloatArray
    age: FloatArray

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """Return the questions of several cuts as one table."""
        return cls(
            **{
                field.name: np.concatenate([getattr(part, field.name) for part in parts])
                for field in fields(cls)
            }
        )

    def where(self, chosen: BoolArray) -> Self:
        """Return the questions that a mask chooses."""
        return replace(self, **{field.name: getattr(self, field.name)[chosen] for field in fields(self)})


def cut_times(end: float, *, horizon_days: float) -> Cuts:
    """Return the cuts of a log that ends at ``end`` seconds.

    The last two windows of H are the test. Training cuts lie H/2 apart, their windows end before the first
    test window begins, and each has at least 2H of history where the log is long enough for one such, else H.
    """
    horizon = horizon_days * DAY_SECONDS
    test = tuple(end - k * horizon for k in range(TEST_WINDOWS, 0, -1) if end - k * horizon >= horizon)
    latest = end - (TEST_WINDOWS + 1) * horizon
    every = [latest - k * horizon / 2 for k in range(MOST_TRAINING_CUTS)]
    training = [cut for cut in every if cut >= 2 * horizon] or [cut for cut in every if cut >= horizon]
    return Cuts(tuple(reversed(training)), test)


def ask(pairs: Pairs, cut: float, *, horizon_days: float) -> Questions:
    """Ask of every tie at time ``cut`` whether a message will come within H.

    Asked are ties with at least 3 messages, at least one each way and the last within 2H, of owners who
    write or receive anything in the last third of the window. Days are counted back from the cut, so that
    nothing depends on where a log's clock begins.

    Args:
        pairs: the ties of all owners.
        cut: T, in seconds since the first event.
        horizon_days: H.
    """
    horizon = horizon_days * DAY_SECONDS
    past = pairs.at <= cut
    tie, at = pairs.tie[past], pairs.at[past]
    count = np.bincount(tie, minlength=pairs.ties)
    first, last = _first_and_last(at, count)
    later = ~past & (pairs.at <= cut + horizon)
    touch = distinct_days(tie, -np.floor((cut - at) / DAY_SECONDS).astype(np.int32), ties=pairs.ties)
    recent, before = _own_messages(pairs, cut, horizon=horizon)
    features = tie_features(
        TouchTable.of(touch), on_day=0, horizon_days=horizon_days, own_recent=recent, own_before=before
    )
    strength = np.nan_to_num(closeness(touch, on_day=0, half_life_days=2 * horizon_days))
    chosen = np.flatnonzero(
        _asked(pairs, past, count, cut - last <= SILENT_HORIZONS * horizon, later, cut + horizon * 2 / 3)
    )
    return Questions(
        owner=pairs.owner[chosen],
        other=pairs.other[chosen],
        features=features[chosen],
        kept=(np.bincount(pairs.tie[later], minlength=pairs.ties) > 0)[chosen],
        days_since=(cut - last[chosen]) / DAY_SECONDS,
        messages=count[chosen].astype(np.float64),
        mean_gap=(last[chosen] - first[chosen]) / DAY_SECONDS / (count[chosen] - 1),
        decayed=closeness(touch, on_day=0, half_life_days=horizon_days / 2)[chosen],
        closeness=strength[chosen],
        rank=ranks_within(pairs.owner, strength)[chosen],
        repeats=(np.diff(touch.starts)[chosen] - 1).astype(np.float64),
        last_age=spans(touch)[chosen],
        age=(cut - first[chosen]) / DAY_SECONDS,
    )


def ranks_within(owner: NDArray[np.int32], strength: FloatArray) -> NDArray[np.int64]:
    """Return each tie's rank by strength among the ties of its owner, 1 for the strongest."""
    order = np.lexsort((-strength, owner))
    sorted_owner = owner[order]
    begins = np.searchsorted(sorted_owner, sorted_owner, side="left")
    rank = np.zeros(owner.size, dtype=np.int64)
    rank[order] = np.arange(owner.size) - begins + 1
    return rank


def _first_and_last(at: FloatArray, count: NDArray[np.int64]) -> tuple[FloatArray, FloatArray]:
    """Return the times of each tie's first and last message; NaN and −inf where there is none."""
    ends = np.cumsum(count)
    some = count > 0
    first, last = np.full(count.size, np.nan), np.full(count.size, -np.inf)
    first[some] = at[(ends - count)[some]]
    last[some] = at[ends[some] - 1]
    return first, last


def _asked(
    pairs: Pairs,
    past: BoolArray,
    count: NDArray[np.int64],
    warm: BoolArray,
    later: BoolArray,
    late: float,
) -> BoolArray:
    """Mark the ties that the question is asked of: enough messages, both ways, warm, of owners still there."""
    written = np.bincount(pairs.tie[past & pairs.out], minlength=pairs.ties)
    seen = np.zeros(pairs.nodes, dtype=np.bool_)
    seen[pairs.owner[pairs.tie[later & (pairs.at > late)]]] = True
    both = (count >= LEAST_MESSAGES) & (written > 0) & (written < count)
    asked: BoolArray = both & warm & seen[pairs.owner]
    return asked


def _own_messages(pairs: Pairs, cut: float, *, horizon: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return per tie how many messages its owner wrote, to anybody, in the last H and in the H before."""
    age = cut - pairs.at
    written = pairs.out & (age >= 0)
    counts = [
        np.bincount(pairs.owner[pairs.tie[written & span]], minlength=pairs.nodes)[pairs.owner]
        for span in (age < horizon, (age >= horizon) & (age < 2 * horizon))
    ]
    return counts[0], counts[1]
