"""Which tier each tie suggests itself for, and why."""

from dataclasses import dataclass
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray


class TierReason(IntFlag):
    """Why a tier is suggested (or none); several may hold at once."""

    NONE = 0
    CLOSEST = 1
    """Among the closest 15."""
    CLOSE = 2
    """Among the closest 50."""
    VALUABLE = 4
    """In the top fifth of value exchanged."""
    FADING = 8
    """Close and likely to fall silent: the tier would hold it."""
    WEAK_BUT_GENUINE = 16
    """Genuine and outside the closest 50."""
    NOT_GENUINE = 32
    """Not two-way in 24 months: no tier."""
    ROOM = 64
    """There is no room left in the three tiers."""
    EXCHANGED = 128
    """Value was exchanged, which raises the place; not in its top fifth."""


@dataclass(frozen=True, slots=True)
class TierSizes:
    """How many ties each tier is suggested for, and what counts how much.

    Attributes:
        first, second, third: the article's "20-30", "50-70" and "100+", as the middle of each range.
        cadence_days: monthly, quarterly and periodic (half-yearly) attention.
        value_weight: share of value in the order, the rest is closeness; both as percentiles.
        fade: from this probability on a close tie is fading.
        fade_lift: percentile points, 0 … 1, that a close fading tie is lifted by.
    """

    first: int = 25
    second: int = 60
    third: int = 150
    cadence_days: tuple[float, float, float] = (30.0, 91.0, 182.0)
    value_weight: float = 0.25
    fade: float = 0.5
    fade_lift: float = 0.1


@dataclass(frozen=True, slots=True)
class TierSuggestions:
    """The suggestion per tie.

    Attributes:
        tier: 1, 2, 3, or 0 for none, int8.
        because: ``TierReason`` flags.
        order: the number the ties were ordered by, 0 … 1 plus the lift; NaN for ties that are not genuine.
    """

    tier: NDArray[np.int8]
    because: NDArray[np.int16]
    order: FloatArray

    def reasons(self, tie: int) -> tuple[str, ...]:
        """Name the reasons of one tie in lower case words."""
        flags = TierReason(int(self.because[tie]))
        return tuple((flag.name or "").lower() for flag in TierReason if flag and flag in flags)


def suggest_tiers(
    closeness: FloatArray,
    *,
    rank: NDArray[np.int64],
    genuine: BoolArray,
    value: FloatArray,
    fade: FloatArray,
    sizes: TierSizes | None = None,
) -> TierSuggestions:
    """Suggest tier 1, 2, 3 or none for every tie, from closeness, value exchanged and the fade forecast.

    Genuine ties only, ordered by percentile of closeness (three quarters) and of value (one quarter); a
    close tie that is likely to fall silent is lifted by a tenth. The first 25 are tier 1, the next 60 tier 2,
    the next 150 tier 3.

    Args:
        closeness: decayed touch days.
        rank: rank by closeness, 0 without contact.
        genuine: which ties are genuine.
        value: weight of value exchanged either way; 0 or NaN none.
        fade: probability of silence; NaN unknown.
        sizes: sizes and weights.
    """
    sizes = sizes or TierSizes()
    worth = np.nan_to_num(value)
    close = (rank > 0) & (rank <= 50)
    fading = genuine & close & (fade >= sizes.fade)
    order = (1 - sizes.value_weight) * _percentile(closeness, genuine)
    order += sizes.value_weight * np.where(worth > 0, _percentile(worth, genuine & (worth > 0)), 0.0)
    order = np.where(genuine, order + sizes.fade_lift * fading, np.nan)
    ranked = np.argsort(np.where(genuine, -order, np.inf), kind="stable")[: int(genuine.sum())]
    bounds = np.cumsum([sizes.first, sizes.second, sizes.third])
    tier = np.zeros(closeness.size, dtype=np.int8)
    place = np.searchsorted(bounds, np.arange(ranked.size), side="right") + 1
    tier[ranked] = np.where(place <= bounds.size, place, 0)
    because = np.where(genuine, TierReason.NONE, TierReason.NOT_GENUINE).astype(np.int16)
    _add(because, genuine & (rank > 0) & (rank <= 15), TierReason.CLOSEST)
    _add(because, genuine & close & (rank > 15), TierReason.CLOSE)
    valuable = _top_fifth(worth, genuine)
    _add(because, genuine & valuable, TierReason.VALUABLE)
    _add(because, genuine & (worth > 0) & ~valuable, TierReason.EXCHANGED)
    _add(because, fading, TierReason.FADING)
    _add(because, genuine & ~close, TierReason.WEAK_BUT_GENUINE)
    _add(because, genuine & (tier == 0), TierReason.ROOM)
    return TierSuggestions(tier=tier, because=because, order=order)


def _add(because: NDArray[np.int16], rows: BoolArray, reason: TierReason) -> None:
    """Add a reason to the marked ties, in place."""
    because[rows] |= np.int16(reason)


def _percentile(values: FloatArray, among: BoolArray) -> FloatArray:
    """Return the share of the marked ties that each value is at least as large as; 0 where none is marked."""
    ordered = np.sort(values[among])
    if ordered.size == 0:
        return np.zeros(values.size)
    return np.searchsorted(ordered, values, side="right") / ordered.size


def _top_fifth(values: FloatArray, among: BoolArray) -> BoolArray:
    """Mark the values in the top fifth of the positive ones among the marked ties."""
    positive = among & (values > 0)
    return positive & (_percentile(values, positive) > 0.8)
