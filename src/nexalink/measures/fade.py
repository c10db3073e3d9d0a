"""The fade forecast: how likely each tie is to fall silent within the next 90 days, and why."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.closeness import closeness, until
from nexalink.measures.columns import FloatArray, InteractionColumns
from nexalink.measures.fade_check import Reliability, SelfCheck, check_windows
from nexalink.measures.fade_features import (
    FEATURES,
    HALF_LIFE_HORIZONS,
    Contacts,
    contact_days,
    features_on,
    why_not_asked,
)
from nexalink.measures.fade_history import PastWindow, Refit, past_windows, refit
from nexalink.measures.fade_model import FadeModel, shipped_model, sigmoid
from nexalink.measures.readings import ReasonArray
from nexalink.measures.reasons import Reason

__all__ = [
    "FEATURES", "Fade", "FadeEvidence", "FadeModel", "PastWindow", "Refit", "Reliability", "SelfCheck", "Term",
    "fade", "fade_with_check", "past_windows", "reach_out_order", "refit", "self_check", "shipped_model",
]  # fmt: skip

HORIZON_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class FadeEvidence:
    """The plain numbers behind a forecast, one entry per tie; NaN without contact.

    Attributes:
        days_since: days since the last contact.
        closeness: decayed touch days, half-life 2H.
        recent_days: contact days in the last 2H.
        earlier_days: contact days in the 2H before.
        span_days: days from the first to the last contact.
        burstiness: −1 … 1; 0 below 3 contact days.
    """

    days_since: FloatArray
    closeness: FloatArray
    recent_days: FloatArray
    earlier_days: FloatArray
    span_days: FloatArray
    burstiness: FloatArray


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a forecast: a term of the model, and how far it moves the log-odds of silence."""

    feature: str
    contribution: float


@dataclass(frozen=True, slots=True)
class Fade:
    """The forecast of every tie of one owner.

    Attributes:
        p_silent: chance that no touch either way happens within the horizon; NaN where not asked.
        why: ``Reason`` codes, ``Reason.KNOWN`` exactly where ``p_silent`` is a number.
        base: log-odds of silence of the owner's median tie (each term at its median); NaN where none is asked.
        contributions: what each term adds to ``base``, shape (ties, 5), in the order of ``FEATURES``;
            ``p_silent = σ(base + row sum)``. NaN where not asked.
        evidence: the plain numbers.
        horizon_days: H.
        refit: how the owner's own past changed the chances, and whether it did.
    """

    p_silent: FloatArray
    why: ReasonArray
    base: float
    contributions: FloatArray
    evidence: FadeEvidence
    horizon_days: int
    refit: Refit

    @property
    def calibrated(self) -> bool:
        """Tell whether the chances are proven on the owner's own past; else only their order is to be shown."""
        return self.refit.adopted

    def terms(self, tie: int) -> tuple[Term, ...]:
        """Return why a tie differs from the owner's median tie, the largest part first; empty where not asked."""
        row = self.contributions[tie]
        if np.isnan(row).any():
            return ()
        order = sorted(range(len(FEATURES)), key=lambda place: -abs(row[place]))
        return tuple(Term(FEATURES[place], float(row[place])) for place in order)


def fade(
    columns: InteractionColumns,
    *,
    on_day: int,
    horizon_days: int = HORIZON_DAYS,
    model: FadeModel | None = None,
) -> Fade:
    """Forecast for every tie whether it will fall silent in the next 90 days without the owner's act.

    Asked of ties with at least 3 interactions, at least one each way, and the last within 2H; NaN with a
    reason elsewhere. Validated on real logs: docs/measures/fade.md. Where the owner's own past windows show
    that it forecasts better, the chances are refitted to them.

    Args:
        columns: the owner's interactions, sorted by tie, then time.
        on_day: T, in the owner's time zone; later interactions are not looked at.
        horizon_days: H.
        model: the model, the shipped one where left out.
    """
    return fade_with_check(columns, on_day=on_day, horizon_days=horizon_days, model=model)[0]


def forecast(
    contacts: Contacts, *, on_day: int, horizon_days: int, model: FadeModel, refitted: Refit | None = None
) -> Fade:
    """Forecast from days with contact, without looking at the past windows: see ``fade``."""
    refitted = refitted or Refit()
    why = why_not_asked(contacts, on_day=on_day, horizon_days=horizon_days)
    asked = why == Reason.KNOWN
    features = features_on(contacts, on_day=on_day, horizon_days=horizon_days)
    evidence = _evidence(contacts, features, on_day=on_day, horizon_days=horizon_days)
    contributions = np.full(features.shape, np.nan)
    base, chance = float("nan"), np.full(asked.size, np.nan)
    if asked.any():
        known = features[asked]
        median = np.median(known, axis=0)
        scale = refitted.slope if refitted.adopted else 1.0
        terms = -scale * (known - median) * model.slopes_
        base = -float(refitted.apply(model.log_odds(median[None, :]))[0])
        contributions[asked] = terms
        chance[asked] = sigmoid(base + terms.sum(axis=1))
    return Fade(chance, why, base, contributions, evidence, horizon_days, refitted)


def self_check(
    columns: InteractionColumns,
    *,
    on_day: int,
    horizon_days: int = HORIZON_DAYS,
    model: FadeModel | None = None,
) -> SelfCheck:
    """Back-test the forecast on the owner's last closed window against days since the last contact.

    Below 200 past outcomes (ties times windows) the result says that it cannot know yet.

    Args:
        columns: the owner's interactions, sorted by tie, then time.
        on_day: the day of the audit; the last closed window ends there.
        horizon_days: H.
        model: the model, the shipped one where left out.
    """
    contacts = contact_days(columns, until_day=on_day)
    windows = past_windows(contacts, on_day=on_day, horizon_days=horizon_days)
    return check_windows(windows, model=model or shipped_model())


def fade_with_check(
    columns: InteractionColumns,
    *,
    on_day: int,
    horizon_days: int = HORIZON_DAYS,
    model: FadeModel | None = None,
) -> tuple[Fade, SelfCheck]:
    """Return what ``fade`` and ``self_check`` return, looking at the past windows only once."""
    model = model or shipped_model()
    contacts = contact_days(columns, until_day=on_day)
    windows = past_windows(contacts, on_day=on_day, horizon_days=horizon_days)
    faded = forecast(
        contacts, on_day=on_day, horizon_days=horizon_days, model=model, refitted=refit(windows, model=model)
    )
    return faded, check_windows(windows, model=model)


def reach_out_order(
    p_silent: FloatArray,
    closeness: FloatArray,
    rank: NDArray[np.int64],
    *,
    threshold: float = 0.5,
    within: int = 50,
) -> NDArray[np.int64]:
    """Return the ties to reach out to now: likely to fall silent among the closest 50, most at risk first.

    Ordered by closeness times chance, the touch days at risk.

    Args:
        p_silent: chance of silence; NaN is never named.
        closeness: decayed touch days.
        rank: rank by closeness, 1 the closest, 0 without contact.
        threshold: chance from which a tie is named; the owner's to set.
        within: the rank up to which ties are named.
    """
    named = np.flatnonzero((p_silent >= threshold) & (rank > 0) & (rank <= within))
    risk = p_silent[named] * closeness[named]
    return named[np.lexsort((named, -risk))].astype(np.int64)


def _evidence(contacts: Contacts, features: FloatArray, *, on_day: int, horizon_days: int) -> FadeEvidence:
    """Return the plain numbers behind the terms."""
    touch = until(contacts.days.touch, on_day=on_day)
    window = int(2 * horizon_days)
    age = on_day - touch.day
    none = np.isnan(features[:, 0])
    recent = np.bincount(touch.tie[age < window], minlength=touch.ties).astype(np.float64)
    earlier = np.bincount(touch.tie[(age >= window) & (age < 2 * window)], minlength=touch.ties).astype(
        np.float64
    )
    recent[none], earlier[none] = np.nan, np.nan
    return FadeEvidence(
        days_since=np.exp(features[:, 0]) * horizon_days - 0.5,
        closeness=closeness(touch, on_day=on_day, half_life_days=HALF_LIFE_HORIZONS * horizon_days),
        recent_days=recent,
        earlier_days=earlier,
        span_days=np.exp(features[:, 2]) * horizon_days - 1.0,
        burstiness=features[:, 3],
    )
