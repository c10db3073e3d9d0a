"""The rules that the forecast is held against: from a fixed cadence to BG/NBD, and the model itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from nexalink.measures.columns import FloatArray
from nexalink.measures.fade_model import FadeModel, fit_logistic, sigmoid
from nexalink.measures.proof.bg_nbd import BgNbd
from nexalink.measures.proof.questions import Questions

CADENCE_SHARES: Final = (1 / 3, 2 / 3, 1.0)
"""Cadences of the three tiers as shares of H: 30, 60 and 90 days at the product's horizon."""
TIER_EDGES: Final = (15, 50)
"""Ranks by closeness at which the first and the second tier end."""
PROBABILITIES: Final = ("bg_nbd", "model", "model_refit")
"""Rules that state chances themselves; of the others, chances are learned on the training windows."""
_LEAST_GAP_DAYS: Final = 1.0 / 24.0

Score = Callable[[Questions], FloatArray]


def days_since(asked: Questions) -> FloatArray:
    """Score by days since the last message."""
    return asked.days_since


def fixed_cadence(horizon_days: float) -> Score:
    """Return the rule of tiers: days since the last message over the cadence of the tie's tier.

    Tier 1 are ranks 1–15 by closeness, tier 2 up to 50, tier 3 the rest, to be touched every H/3, 2H/3 and H.
    """
    cadence = np.array(CADENCE_SHARES) * horizon_days

    def score(asked: Questions) -> FloatArray:
        return asked.days_since / cadence[np.searchsorted(np.array(TIER_EDGES), asked.rank)]

    return score


def own_gap(asked: Questions) -> FloatArray:
    """Score by days since the last message over the tie's own mean gap between messages, an hour at least."""
    return asked.days_since / np.maximum(asked.mean_gap, _LEAST_GAP_DAYS)


def frequency(asked: Questions) -> FloatArray:
    """Score by few messages so far."""
    return -asked.messages


def decayed_days(asked: Questions) -> FloatArray:
    """Score by few touch days, with half-life H/2."""
    return -asked.decayed


def bg_nbd(known: Questions, *, horizon_days: float) -> Score:
    """Return the chance of no contact within H by BG/NBD, its parameters learned from the ties ``known``."""
    fitted = BgNbd().fit(known.repeats, known.last_age, known.age)

    def score(asked: Questions) -> FloatArray:
        contact = fitted.chance_of_contact(asked.repeats, asked.last_age, asked.age, within=horizon_days)
        return 1.0 - contact

    return score


def shipped(model: FadeModel) -> Score:
    """Return the model's chance of silence as shipped."""

    def score(asked: Questions) -> FloatArray:
        return 1.0 - model.keep(asked.features)

    return score


def scores_of(known: Questions, *, horizon_days: float, model: FadeModel) -> Mapping[str, Score]:
    """Return every rule that scores one tie at a time, by name.

    Args:
        known: ties of an earlier cut, for BG/NBD; their outcomes are not looked at.
        horizon_days: H.
        model: the model as shipped.
    """
    return {
        "days_since": days_since,
        "fixed_cadence": fixed_cadence(horizon_days),
        "own_gap": own_gap,
        "frequency": frequency,
        "decayed_days": decayed_days,
        "bg_nbd": bg_nbd(known, horizon_days=horizon_days),
        "model": shipped(model),
    }


@dataclass(frozen=True, slots=True)
class Chances:
    """Turns scores of any scale into chances, as learned on training windows: a logistic curve over the rank.

    Attributes:
        sorted_scores: scores of the training windows, ascending.
        shift, slope: the curve over the share of training scores below.
    """

    sorted_scores: FloatArray
    shift: float
    slope: float

    @classmethod
    def learned(cls, score: FloatArray, silent: FloatArray) -> "Chances":
        """Learn the curve from scores and outcomes (1 silent, 0 kept)."""
        ordered = np.sort(score)
        place = _share_below(ordered, score)
        found = fit_logistic(np.column_stack([np.ones(score.size), place]), silent, ridge=1e-6)
        return cls(ordered, float(found[0]), float(found[1]))

    def of(self, score: FloatArray) -> FloatArray:
        """Return the chance of silence for each score."""
        return sigmoid(self.shift + self.slope * _share_below(self.sorted_scores, score))


def _share_below(ordered: FloatArray, score: FloatArray) -> FloatArray:
    """Return the share of ``ordered`` below each score, equal ones counting half."""
    low = np.searchsorted(ordered, score, side="left")
    high = np.searchsorted(ordered, score, side="right")
    return (low + high) / (2.0 * max(ordered.size, 1))
