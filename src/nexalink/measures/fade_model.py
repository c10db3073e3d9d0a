"""The fade forecast's model: a logistic curve over five terms, fitted elsewhere and shipped as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, Self

import numpy as np

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.fade_features import FEATURES

SCHEMA: Final = 1
_STEPS: Final = 100
_CLOSE_ENOUGH: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of a number of ties: their terms at T, and whether they were kept in (T, T + H].

    Attributes:
        features: shape (n, 5), in the order of ``FEATURES``.
        kept: True where a message came, either way.
    """

    features: FloatArray
    kept: BoolArray


class FadeModel:
    """Forecasts whether a tie is kept: ``keep = σ(b0 + b1·x1 + … + b5·x5)``.

    Args:
        ridge: penalty on the squared coefficients, as a share of one outcome in a thousand.

    Attributes:
        intercept_: b0, learned.
        slopes_: b1 … b5 in the order of ``FEATURES``, learned.
        provenance_: where the numbers come from, as the JSON file tells it.
    """

    def __init__(self, *, ridge: float = 1e-3) -> None:
        self.ridge = ridge
        self.intercept_ = 0.0
        self.slopes_: FloatArray = np.zeros(len(FEATURES))
        self.provenance_: Mapping[str, Any] = {}

    def fit(self, sets: Sequence[Outcomes]) -> Self:
        """Learn the slopes inside the sets, then one intercept for all; each set weighs the same.

        Sets differ in how many ties fade at all. With one intercept, the slopes would learn that difference
        between sets instead of the one between ties, and travel worse to a set not seen. So each set has an
        intercept of its own while the slopes are fitted.

        Args:
            sets: the outcomes of each data set.
        """
        features = np.concatenate([one.features for one in sets])
        kept = np.concatenate([one.kept for one in sets]).astype(np.float64)
        weight = np.concatenate([np.full(one.kept.size, 1000.0 / max(one.kept.size, 1)) for one in sets])
        member = np.repeat(np.arange(len(sets)), [one.kept.size for one in sets])
        own = (member[:, None] == np.arange(len(sets))).astype(np.float64)
        width = features.shape[1]
        fitted = fit_logistic(np.hstack([features, own]), kept, weight=weight, ridge=self.ridge)
        self.slopes_ = fitted[:width]
        level = fit_logistic(np.ones((kept.size, 1)), kept, weight=weight, offset=features @ self.slopes_)
        self.intercept_ = float(level[0])
        return self

    def log_odds(self, features: FloatArray) -> FloatArray:
        """Return the log-odds of being kept, one per row; NaN where a term is."""
        return self.intercept_ + features @ self.slopes_

    def keep(self, features: FloatArray) -> FloatArray:
        """Return the probability of being kept, one per row."""
        return sigmoid(self.log_odds(features))

    def to_json(self) -> str:
        """Return the learned values and their provenance as JSON text that ends in a line break."""
        slopes = dict(zip(FEATURES, self.slopes_.tolist(), strict=True))
        content = {
            "schema": SCHEMA,
            "model": "keep = sigmoid(intercept + sum of slope * term)",
            "intercept": self.intercept_,
            "slopes": slopes,
            "provenance": self.provenance_,
        }
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the model that ``to_json`` wrote.

        Raises:
            ValueError: the text is of another schema or lacks a term.
        """
        content = json.loads(text)
        if content.get("schema") != SCHEMA or set(content.get("slopes", {})) != set(FEATURES):
            raise ValueError("This file holds no fade model of a kind this version can read.")
        model = cls()
        model.intercept_ = float(content["intercept"])
        model.slopes_ = np.array([content["slopes"][name] for name in FEATURES], dtype=np.float64)
        model.provenance_ = content.get("provenance", {})
        return model


@cache
def shipped_model() -> FadeModel:
    """Return the model that ships with NexaLink, fitted by ``benchmarks/fit_fade.py``."""
    return FadeModel.from_json(
        resources.files("nexalink.measures").joinpath("fade_model.json").read_text("utf-8")
    )


def sigmoid(log_odds: FloatArray) -> FloatArray:
    """Return ``1/(1 + e^-x)`` without overflow.

    >>> sigmoid(np.array([0.0, -800.0]))
    array([0.5, 0. ])
    """
    small = np.exp(-np.abs(log_odds))
    return np.where(log_odds >= 0, 1.0, small) / (1.0 + small)


def fit_logistic(
    terms: FloatArray,
    happened: FloatArray,
    *,
    weight: FloatArray | None = None,
    offset: FloatArray | None = None,
    ridge: FloatArray | float = 1e-9,
    towards: FloatArray | None = None,
) -> FloatArray:
    """Return the coefficients of a weighted logistic regression by Newton's method, no intercept added.

    Args:
        terms: shape (n, k).
        happened: 0 or 1 per row.
        weight: weight per row, 1 where left out.
        offset: log-odds added to each row, 0 where left out.
        ridge: penalty on the squared distance of each coefficient from ``towards``.
        towards: where the coefficients are drawn to, 0 where left out.
    """
    rows, width = terms.shape
    weight = np.ones(rows) if weight is None else weight
    base = np.zeros(rows) if offset is None else offset
    centre = np.zeros(width) if towards is None else towards
    penalty = np.broadcast_to(np.asarray(ridge, dtype=np.float64), (width,))
    found = centre.copy()
    for _ in range(_STEPS):
        chance = sigmoid(base + terms @ found)
        slope = terms.T @ (weight * (happened - chance)) - penalty * (found - centre)
        curve = (terms * (weight * chance * (1.0 - chance))[:, None]).T @ terms + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curve, slope)
        found = found + np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < _CLOSE_ENOUGH:
            break
    return found
