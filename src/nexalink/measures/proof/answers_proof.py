"""Proof of the answer forecast on one log: who answers an opening within a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.answers import PRIOR, shrunk_rate
from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.proof.bench_folder import TimedLog
from nexalink.measures.proof.figures import (
    Interval,
    auc,
    auc_over_owners,
    auc_per_owner,
    brier,
    calibration_error,
)
from nexalink.measures.proof.pairs import DAY_SECONDS, Pairs

WITHIN_DAYS: Final = 7.0
QUIET_DAYS: Final = 1.0
_SEED: Final = 7
_LEAST_OPENINGS: Final = 3


@dataclass(frozen=True, slots=True)
class LogOpenings:
    """Messages that owners wrote after a quiet day, sorted by tie, then time; whether each was answered.

    Only those whose week was over when the log ends.
    """

    tie: NDArray[np.int32]
    owner: NDArray[np.int32]
    at: FloatArray
    answered: BoolArray


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """How one rule did: AUC with its range, per owner and for ties with 3 openings or more; Brier; ECE."""

    auc: Interval
    per_owner: float
    known: float
    brier: float
    ece: float


@dataclass(frozen=True, slots=True)
class AnswersProof:
    """What the proof found on one log: openings judged, share answered, and figures by rule."""

    n: int
    owners: int
    answer_rate: float
    rules: Mapping[str, AnswerFigures]
    notes: tuple[str, ...]


def openings_of(pairs: Pairs) -> LogOpenings:
    """Return the openings of all owners of a log."""
    tie, at, count = pairs.tie, pairs.at, pairs.at.size
    before = np.full(count, -np.inf)
    if count:
        before[1:] = np.where(tie[1:] == tie[:-1], at[:-1], -np.inf)
    inbound = np.where(pairs.out, count, np.arange(count))
    following = np.minimum.accumulate(inbound[::-1])[::-1]
    closed = at <= pairs.end - WITHIN_DAYS * DAY_SECONDS
    chosen = np.flatnonzero(pairs.out & (at - before > QUIET_DAYS * DAY_SECONDS) & closed)
    answer = np.minimum(following[chosen], count - 1)
    in_time = (following[chosen] < count) & (tie[answer] == tie[chosen])
    in_time &= at[answer] - at[chosen] <= WITHIN_DAYS * DAY_SECONDS
    return LogOpenings(tie[chosen], pairs.owner[tie[chosen]], at[chosen], in_time)


def prove_answers(log: TimedLog) -> AnswersProof:
    """Forecast, for each opening in the second half of a log, whether it is answered within a week.

    Each forecast rests on earlier openings whose week was over by then, the same tie's and the same owner's.

    Args:
        log: the log.
    """
    openings = openings_of(log.pairs)
    scores = _scores(openings)
    test = openings.at > log.pairs.end / 2
    answered, owner = openings.answered[test], openings.owner[test]
    known = (scores.pop("openings") >= _LEAST_OPENINGS)[test]
    notes = list(log.notes) if test.any() else [*log.notes, "no opening in the second half"]
    return AnswersProof(
        n=int(test.sum()),
        owners=np.unique(owner).size,
        answer_rate=float(np.mean(answered)) if test.any() else float("nan"),
        rules={name: _figures(score[test], answered, owner, known) for name, score in scores.items()},
        notes=tuple(notes),
    )


def _scores(openings: LogOpenings) -> dict[str, FloatArray]:
    """Return the chance of an answer by each rule for every opening, and how many openings it rests on."""
    tie_hits, tie_count = _so_far(openings.tie, openings)
    own_hits, own_count = _so_far(openings.owner, openings)
    # The owner's own rate starts from one half, with the same weight, so that the first opening has one.
    own = shrunk_rate(own_hits, own_count, own_rate=0.5)
    plain = np.where(tie_count > 0, tie_hits / np.maximum(tie_count, 1), own)
    return {
        "own_rate": own,
        "plain_rate": plain,
        "shrunk_rate": shrunk_rate(tie_hits, tie_count, own_rate=own, prior=PRIOR),
        "openings": tie_count.astype(np.float64),
    }


def _so_far(group: NDArray[np.int32], openings: LogOpenings) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many openings of the same group were answered, and how many there were, a week before each."""
    order = np.lexsort((openings.at, group))
    groups, at = group[order].astype(np.int64), openings.at[order]
    width = int(at.max(initial=0.0)) + 2
    key = groups * width + at.astype(np.int64)
    begins = np.searchsorted(groups, groups, side="left")
    earlier = np.maximum(at.astype(np.int64) - int(WITHIN_DAYS * DAY_SECONDS), -1)
    position = np.maximum(np.searchsorted(key, groups * width + earlier, side="right"), begins)
    sums = np.concatenate([[0], np.cumsum(openings.answered[order])])
    hits, count = np.zeros(order.size, dtype=np.int64), np.zeros(order.size, dtype=np.int64)
    hits[order], count[order] = sums[position] - sums[begins], position - begins
    return hits, count


def _figures(
    chance: FloatArray, answered: BoolArray, owner: NDArray[np.int32], known: BoolArray
) -> AnswerFigures:
    return AnswerFigures(
        auc=auc_over_owners(chance, answered, owner, generator=np.random.default_rng(_SEED)),
        per_owner=auc_per_owner(chance, answered, owner),
        known=auc(chance[known], answered[known]),
        brier=brier(chance, answered),
        ece=calibration_error(chance, answered),
    )
