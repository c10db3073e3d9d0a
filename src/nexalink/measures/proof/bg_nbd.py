"""The BG/NBD model of repeated contact (Fader, Hardie & Lee 2005), as a rule to compare with.

Contact comes at random with a rate of its own per tie (gamma), and after each contact the tie may end with a
chance of its own (beta). A tie is told by three numbers: x contact days after the first, the age t of the last
of them, and the age T of the tie now, both in days from the first.
"""

import math
from collections.abc import Callable

import numpy as np

from nexalink.measures.columns import FloatArray

_STEPS = 400
_SPREAD = 0.5
_MOST_TIES = 5_000


class BgNbd:
    """Fits the four parameters by likelihood and forecasts the chance of a contact.

    Attributes:
        r_, alpha_, a_, b_: shape and scale of the contact rate, and of the chance to end; learned.
    """

    def __init__(self) -> None:
        self.r_, self.alpha_, self.a_, self.b_ = 1.0, 1.0, 1.0, 1.0

    def fit(self, repeats: FloatArray, last_age: FloatArray, age: FloatArray) -> "BgNbd":
        """Learn the parameters; of more than 5,000 ties, evenly spread ones are used."""
        chosen = np.linspace(0, repeats.size - 1, min(repeats.size, _MOST_TIES)).astype(np.int64)
        x, t, now = repeats[chosen], last_age[chosen], np.maximum(age[chosen], last_age[chosen])
        start = np.log(np.array([1.0, max(float(np.mean(now)) / 10, 1e-3), 1.0, 2.0]))

        def unlikely(logs: FloatArray) -> float:
            return -float(_log_likelihood(np.exp(np.clip(logs, -12, 12)), x, t, now).mean())

        self.r_, self.alpha_, self.a_, self.b_ = np.exp(
            np.clip(nelder_mead(unlikely, start), -12, 12)
        ).tolist()
        return self

    def chance_of_contact(
        self, repeats: FloatArray, last_age: FloatArray, age: FloatArray, *, within: float
    ) -> FloatArray:
        """Return the chance of at least one contact in the next ``within`` days, per tie, 0 … 1.

        The tie must still be alive; while it is, the next contact comes before it can end.
        """
        now = np.maximum(age, last_age)
        some = repeats > 0
        log_ended = (
            math.log(self.a_)
            - np.log(self.b_ + np.maximum(repeats, 1.0) - 1.0)
            + (self.r_ + repeats) * (np.log(self.alpha_ + now) - np.log(self.alpha_ + last_age))
        )
        alive = np.where(some, 1.0 / (1.0 + np.exp(np.minimum(log_ended, 700.0))), 1.0)
        quiet = np.exp((self.r_ + repeats) * (np.log(self.alpha_ + now) - np.log(self.alpha_ + now + within)))
        chance: FloatArray = alive * (1.0 - quiet)
        return chance


def _log_likelihood(parameters: FloatArray, x: FloatArray, t: FloatArray, now: FloatArray) -> FloatArray:
    """Return the log-likelihood of each tie (equation 6 of the paper)."""
    r, alpha, a, b = parameters
    rate = _log_gamma(r + x) - math.lgamma(r) + r * math.log(alpha)
    ending = math.lgamma(a + b) + _log_gamma(b + x) - math.lgamma(b) - _log_gamma(a + b + x)
    alive = -(r + x) * np.log(alpha + now)
    ended = math.log(a) - np.log(b + np.maximum(x, 1.0) - 1.0) - (r + x) * np.log(alpha + t)
    whole: FloatArray = rate + ending + np.where(x > 0, np.logaddexp(alive, ended), alive)
    return whole


def _log_gamma(values: FloatArray) -> FloatArray:
    """Return ln Γ of each value; the few distinct ones are computed once."""
    distinct, place = np.unique(values, return_inverse=True)
    return np.array([math.lgamma(value) for value in distinct.tolist()])[place]


def nelder_mead(height: Callable[[FloatArray], float], start: FloatArray) -> FloatArray:
    """Return the lowest point that the simplex method of Nelder & Mead (1965) finds from ``start``.

    >>> nelder_mead(lambda point: float(((point - 3.0) ** 2).sum()), np.zeros(2)).round(3)
    array([3., 3.])
    """
    points = np.vstack([start, start + _SPREAD * np.eye(start.size)])
    heights = np.array([height(point) for point in points])
    for _ in range(_STEPS):
        order = np.argsort(heights, kind="stable")
        points, heights = points[order], heights[order]
        if heights[-1] - heights[0] < 1e-9:
            break
        middle, worst = points[:-1].mean(axis=0), points[-1]
        point, found = _best_move(height, middle, worst, best=float(heights[0]), second=float(heights[-2]))
        if found < heights[-1]:
            points[-1], heights[-1] = point, found
        else:
            points[1:] = (points[1:] + points[0]) / 2
            heights[1:] = [height(point) for point in points[1:]]
    lowest: FloatArray = points[np.argmin(heights)]
    return lowest


def _best_move(
    height: Callable[[FloatArray], float],
    middle: FloatArray,
    worst: FloatArray,
    *,
    best: float,
    second: float,
) -> tuple[FloatArray, float]:
    """Return the point to replace the worst corner with, and its height: reflected, stretched or drawn in."""
    away = middle - worst
    point = middle + away
    found = height(point)
    if found < best:
        further = middle + 2 * away
        beyond = height(further)
        return (further, beyond) if beyond < found else (point, found)
    if found < second:
        return point, found
    nearer = middle - away / 2
    return nearer, height(nearer)
