"""The answer forecast: how likely somebody is to answer if the owner writes today."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import FloatArray, InteractionColumns
from nexalink.measures.readings import TieReadings, ratio, reasons
from nexalink.measures.reasons import Reason
from nexalink.measures.responsiveness import AnswerRules, find_openings

PRIOR: Final = 3.0
"""Weight of the owner's own rate, in openings."""
FORECAST_RULES: Final = AnswerRules(within_days=7, quiet_days=1, openings=0, prior=PRIOR)
"""An opening follows a quiet day; an answer counts within a week: as it was proved on real logs."""


def shrunk_rate(
    answered: NDArray[np.int64],
    openings: NDArray[np.int64],
    *,
    own_rate: FloatArray | float,
    prior: float = PRIOR,
) -> FloatArray:
    """Return the shrunk answer rate ``(k + 3·ā)/(n + 3)``, 0 … 1.

    With few openings it stays near the owner's own rate ā, with many it becomes the tie's own.

    Args:
        answered: k, openings that were answered in time.
        openings: n.
        own_rate: ā, over all the owner's ties.
        prior: weight of ā, in openings.

    >>> shrunk_rate(np.array([0, 9]), np.array([0, 9]), own_rate=0.5)
    array([0.5  , 0.875])
    """
    rate: FloatArray = (answered + prior * own_rate) / (openings + prior)
    return rate


def answer_forecast(
    columns: InteractionColumns, *, on_day: int, rules: AnswerRules = FORECAST_RULES
) -> TieReadings:
    """Return the chance that a tie answers within a week when the owner writes after a quiet day.

    Known for every tie as soon as the owner has opened anything with anybody a week ago or earlier; ties
    without openings of their own have the owner's rate. Validated: docs/measures/answers.md.

    Args:
        columns: the owner's interactions, sorted by tie, then time.
        on_day: T; openings whose week is not over are not counted.
        rules: what an opening and an answer are.
    """
    found = find_openings(columns, on=on_day, rules=rules)
    closed = found.by_owner & ~found.note & (found.day <= on_day - rules.within_days)
    hits = closed & (found.wait_days <= rules.within_days)
    openings = np.bincount(found.tie[closed], minlength=columns.ties).astype(np.int64)
    answered = np.bincount(found.tie[hits], minlength=columns.ties).astype(np.int64)
    own = float(answered.sum() / openings.sum()) if openings.sum() else float("nan")
    value = shrunk_rate(answered, openings, own_rate=own, prior=rules.prior)
    return TieReadings(
        value=value,
        why=reasons(value, Reason.FEW_OPENINGS),
        parts={"plain": ratio(answered, openings), "own_rate": np.full(columns.ties, own)},
        counts={"answered": answered, "openings": openings},
    )
