"""One owner's interactions in, one row of scores per tie out: the kernel that is mapped over many owners."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.closeness import HALF_LIFE_DAYS, TouchDays, burstiness_of, closeness, spans
from nexalink.measures.columns import FloatArray, InteractionColumns
from nexalink.measures.counts import count_contacts
from nexalink.measures.fade import HORIZON_DAYS, forecast
from nexalink.measures.fade_features import TouchTable, contact_days
from nexalink.measures.fade_history import past_windows, refit
from nexalink.measures.fade_model import FadeModel, shipped_model
from nexalink.measures.layers import LayerSizes, rank_layers
from nexalink.measures.readings import ReasonArray
from nexalink.measures.reciprocity import contact_reciprocity

_YEAR = 365


@dataclass(frozen=True, slots=True)
class OwnerScores:
    """Scores of every tie of one owner; arrays of the same length, plain numbers only.

    Attributes:
        closeness: decayed touch days, half-life 180 d; NaN without contact.
        rank: 1 for the closest, 0 without contact.
        layer: cumulative size of the tie's layer (5, 15, 50, 150 unless the owner chose others); 0 beyond.
        touch_days: touch days in the last 365 d; NaN without contact.
        burstiness: −1 … 1; NaN below 3 touch days.
        reciprocity: 0 one way … 1 even, over direct messages and mails; NaN below 3 of them.
        p_silent: chance of silence within the horizon; NaN where not asked.
        why: ``Reason`` codes of ``p_silent``.
        calibrated: whether ``p_silent`` is proven on the owner's own past, one flag per row.
    """

    closeness: FloatArray
    rank: NDArray[np.int64]
    layer: NDArray[np.int64]
    touch_days: FloatArray
    burstiness: FloatArray
    reciprocity: FloatArray
    p_silent: FloatArray
    why: ReasonArray
    calibrated: NDArray[np.bool_]


def score_owner(
    columns: InteractionColumns,
    *,
    on_day: int,
    horizon_days: int = HORIZON_DAYS,
    model: FadeModel | None = None,
    layers: LayerSizes | None = None,
) -> OwnerScores:
    """Score all ties of one owner at ``on_day``; depends on nothing but its arguments.

    Args:
        columns: the owner's interactions, sorted by tie, then time.
        on_day: T; later interactions are not looked at.
        horizon_days: H of the fade forecast.
        model: the fade model, the shipped one where left out.
        layers: the owner's own layer sizes, 5, 15, 50 and 150 where left out.
    """
    model = model or shipped_model()
    contacts = contact_days(columns, until_day=on_day)
    days = contacts.days
    touched = days.touch
    strength = closeness(touched, on_day=on_day, half_life_days=HALF_LIFE_DAYS)
    last = np.full(columns.ties, np.nan)
    last[touched.tie] = touched.day
    placed = rank_layers(strength, last_day=last, sizes=layers)
    windows = past_windows(contacts, on_day=on_day, horizon_days=horizon_days)
    faded = forecast(
        contacts,
        on_day=on_day,
        horizon_days=horizon_days,
        model=model,
        refitted=refit(windows, model=model),
    )
    return OwnerScores(
        closeness=strength,
        rank=placed.rank,
        layer=placed.layer,
        touch_days=_recent_days(touched, on_day=on_day),
        burstiness=_burstiness(days),
        reciprocity=contact_reciprocity(count_contacts(columns, on=on_day)).value,
        p_silent=faded.p_silent,
        why=faded.why,
        calibrated=np.full(columns.ties, faded.calibrated),
    )


def _recent_days(touched: TouchDays, *, on_day: int) -> FloatArray:
    """Return the touch days of the last year, as ``frequency`` does without its gaps; NaN without contact."""
    recent = np.bincount(touched.tie[touched.day > on_day - _YEAR], minlength=touched.ties)
    return np.where(np.diff(touched.starts) > 0, recent, np.nan)


def _burstiness(days: TouchTable) -> FloatArray:
    """Return ``burstiness`` from sums that are there already; NaN below 3 touch days."""
    number = np.diff(days.starts)
    squares = np.zeros(number.size)
    some = number > 0
    squares[some] = days.squares[days.starts[1:][some] - 1] - days.squares[days.starts[:-1][some]]
    return burstiness_of(number - 1, span=spans(days.touch), squares=squares)
