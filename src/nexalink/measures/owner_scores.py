"""One owner's interactions in, one row of scores per tie out: the kernel that is mapped over many owners."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.closeness import HALF_LIFE_DAYS, burstiness, closeness, frequency, touch_days
from nexalink.measures.columns import FloatArray, InteractionColumns
from nexalink.measures.fade import HORIZON_DAYS, fade
from nexalink.measures.fade_model import FadeModel
from nexalink.measures.layers import rank_layers
from nexalink.measures.readings import ReasonArray


@dataclass(frozen=True, slots=True)
class OwnerScores:
    """Scores of every tie of one owner; arrays of the same length, plain numbers only.

    Attributes:
        closeness: decayed touch days, half-life 180 d; NaN without contact.
        rank: 1 for the closest, 0 without contact.
        touch_days: touch days in the last 365 d; NaN without contact.
        burstiness: −1 … 1; NaN below 3 touch days.
        p_silent: chance of silence within the horizon; NaN where not asked.
        why: ``Reason`` codes of ``p_silent``.
        calibrated: whether ``p_silent`` is proven on the owner's own past, one flag per row.
    """

    closeness: FloatArray
    rank: NDArray[np.int64]
    touch_days: FloatArray
    burstiness: FloatArray
    p_silent: FloatArray
    why: ReasonArray
    calibrated: NDArray[np.bool_]


def score_owner(
    columns: InteractionColumns,
    *,
    on_day: int,
    horizon_days: int = HORIZON_DAYS,
    model: FadeModel | None = None,
) -> OwnerScores:
    """Score all ties of one owner at ``on_day``; depends on nothing but its arguments.

    Args:
        columns: the owner's interactions, sorted by tie, then time.
        on_day: T; later interactions are not looked at.
        horizon_days: H of the fade forecast.
        model: the fade model, the shipped one where left out.
    """
    touched = touch_days(columns, until_day=on_day)
    strength = closeness(touched, on_day=on_day, half_life_days=HALF_LIFE_DAYS)
    last = np.full(columns.ties, np.nan)
    last[touched.tie] = touched.day
    faded = fade(columns, on_day=on_day, horizon_days=horizon_days, model=model)
    return OwnerScores(
        closeness=strength,
        rank=rank_layers(strength, last_day=last).rank,
        touch_days=frequency(touched, on_day=on_day).value,
        burstiness=burstiness(touched, on_day=on_day).value,
        p_silent=faded.p_silent,
        why=faded.why,
        calibrated=np.full(columns.ties, faded.calibrated),
    )
