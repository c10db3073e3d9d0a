"""What became of an owner's ties in windows that are over: for the refit and the back-test."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.fade_features import (
    Contacts,
    features_on,
    owner_seen,
    touched_between,
    why_not_asked,
)
from nexalink.measures.fade_model import FadeModel, fit_logistic, sigmoid
from nexalink.measures.reasons import Reason

MOST_WINDOWS: Final = 8
LEAST_OUTCOMES: Final = 60


@dataclass(frozen=True, slots=True)
class PastWindow:
    """One closed window: the ties that could be asked about at its beginning, and what became of them.

    Attributes:
        on_day: the day the question is asked at, T.
        until_day: its last day, T + H.
        tie: index of each tie asked about.
        features: the model's terms at T, shape (n, 5).
        days_since: days since the last contact at T.
        kept: True where a touch came in (T, T + H].
    """

    on_day: int
    until_day: int
    tie: NDArray[np.int64]
    features: FloatArray
    days_since: FloatArray
    kept: BoolArray


@dataclass(frozen=True, slots=True)
class Refit:
    """The forecast brought to an owner's own level: ``keep' = σ(a + b·logit keep)``.

    Attributes:
        shift, slope: a and b; 0 and 1 leave the forecast as shipped.
        adopted: whether it lowered the Brier score on the last past window.
        outcomes: closed outcomes it was fitted on.
        brier_shipped, brier_refit: both scores on the last past window; NaN where too few outcomes.
    """

    shift: float = 0.0
    slope: float = 1.0
    adopted: bool = False
    outcomes: int = 0
    brier_shipped: float = float("nan")
    brier_refit: float = float("nan")

    def apply(self, log_odds: FloatArray) -> FloatArray:
        """Return the log-odds of being kept, refitted where adopted."""
        return self.shift + self.slope * log_odds if self.adopted else log_odds


def past_windows(
    contacts: Contacts, *, on_day: int, horizon_days: int, most: int = MOST_WINDOWS
) -> tuple[PastWindow, ...]:
    """Return the owner's closed windows, oldest first, H/2 apart, the last one ending on ``on_day``.

    Windows with less than 2H of history before them are left out (the terms look back that far), and those
    in which the owner was not seen in the last third.

    Args:
        contacts: the owner's contact.
        on_day: the day of the audit.
        horizon_days: H.
        most: the number of windows looked at.
    """
    if contacts.seen_day.size == 0:
        return ()
    earliest = int(contacts.seen_day[0]) + 2 * horizon_days
    step = max(horizon_days // 2, 1)
    days = [on_day - horizon_days - step * k for k in range(most)]
    return tuple(
        _window(contacts, on_day=day, horizon_days=horizon_days)
        for day in reversed(days)
        if day >= earliest and owner_seen(contacts, on_day=day, horizon_days=horizon_days)
    )


def _window(contacts: Contacts, *, on_day: int, horizon_days: int) -> PastWindow:
    why = why_not_asked(contacts, on_day=on_day, horizon_days=horizon_days)
    tie = np.flatnonzero(why == Reason.KNOWN)
    features = features_on(contacts, on_day=on_day, horizon_days=horizon_days)[tie]
    kept = touched_between(contacts, after_day=on_day, until_day=on_day + horizon_days)[tie]
    days_since = np.exp(features[:, 0]) * horizon_days - 0.5
    return PastWindow(on_day, on_day + horizon_days, tie, features, days_since, kept)


def refit(windows: Sequence[PastWindow], *, model: FadeModel, least: int = LEAST_OUTCOMES) -> Refit:
    """Bring a model to the owner's own level, if that forecasts the owner's last closed window better.

    Fitted on the windows that had ended when the last one began, on at least 60 outcomes; judged on the last;
    adopted only if the Brier score there falls; then fitted once more with the last one included.

    Args:
        windows: closed windows, oldest first.
        model: the model as shipped.
        least: outcomes below which nothing is tried.
    """
    if not windows:
        return Refit()
    last = windows[-1]
    earlier = [window for window in windows if window.until_day <= last.on_day]
    odds = [model.log_odds(window.features) for window in earlier]
    kept = [window.kept for window in earlier]
    outcomes = sum(one.size for one in kept)
    if outcomes < least or last.kept.size == 0:
        return Refit(outcomes=outcomes)
    shift, slope = level(np.concatenate(odds), np.concatenate(kept))
    final = model.log_odds(last.features)
    shipped, refitted = _brier(final, last.kept), _brier(shift + slope * final, last.kept)
    if refitted >= shipped:
        return Refit(outcomes=outcomes, brier_shipped=shipped, brier_refit=refitted)
    shift, slope = level(np.concatenate([*odds, final]), np.concatenate([*kept, last.kept]))
    return Refit(
        shift,
        slope,
        adopted=True,
        outcomes=outcomes + last.kept.size,
        brier_shipped=shipped,
        brier_refit=refitted,
    )


def level(log_odds: FloatArray, kept: BoolArray) -> tuple[float, float]:
    """Return a and b of ``σ(a + b·x)``, drawn towards 0 and 1 as if by a few outcomes more.

    The pull keeps a and b finite where all outcomes are alike, and b above 0 in practice: ranks stay.
    """
    terms = np.column_stack([np.ones(log_odds.size), log_odds])
    found = fit_logistic(
        terms, kept.astype(np.float64), ridge=np.array([1.0, 4.0]), towards=np.array([0.0, 1.0])
    )
    return float(found[0]), float(max(found[1], 0.05))


def _brier(log_odds: FloatArray, kept: BoolArray) -> float:
    return float(np.mean((sigmoid(log_odds) - kept) ** 2))
