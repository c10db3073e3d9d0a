"""Where a network stands between pure quantity and too small and too deep."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from nexalink.measures.columns import FloatArray
from nexalink.measures.reasons import Reason


class SpectrumLabel(StrEnum):
    """The place on the spectrum in one word for programs; doors write the sentence."""

    QUANTITY = "quantity"
    LEANS_QUANTITY = "leans to quantity"
    OPTIMAL = "optimal"
    BETWEEN = "small and mixed"
    LEANS_DEEP = "leans to small and deep"
    DEEP = "small and deep"
    UNKNOWN = "not enough data"


@dataclass(frozen=True, slots=True)
class SpectrumMap:
    """The knots of the map; the defaults are the article's figures.

    Attributes:
        genuine_low, genuine_high: the optimum, 150 to 500 genuine relationships.
        few: so many genuine ties or fewer can stand at either end ("50 deep").
        many: so many genuine ties stand at the quantity end ("5,000 contacts").
        deep_until: up to this shallowness a small network counts as all deep.
        even_at: at this shallowness a small network leans to neither end.
        shallow_from: from this shallowness on it counts as all shallow.
        draws: bootstrap draws for the range.
        low_percent, high_percent: the ends of the range.
    """

    genuine_low: int = 150
    genuine_high: int = 500
    few: int = 50
    many: int = 5000
    deep_until: float = 0.2
    even_at: float = 0.6
    shallow_from: float = 0.95
    draws: int = 1000
    low_percent: float = 5.0
    high_percent: float = 95.0


@dataclass(frozen=True, slots=True)
class SpectrumMoves:
    """What would move the place, in people.

    Attributes:
        genuine_missing: genuine ties missing to the optimum; 0 inside it or above.
        genuine_above: genuine ties above the optimum; 0 inside it or below.
        ten_deeper: the position when ten shallow ties became genuine.
        hundred_fewer: the position with a hundred shallow people fewer.
    """

    genuine_missing: int
    genuine_above: int
    ten_deeper: float
    hundred_fewer: float


@dataclass(frozen=True, slots=True)
class Spectrum:
    """The place of a network, with its range of doubt.

    Attributes:
        position: −1 thousands and hardly any genuine … 0 optimum … +1 fifty or fewer, all deep; NaN if empty.
        low, high: 5th and 95th percentile over bootstrap draws of the ties.
        label: the place as a word.
        breadth: ``log10(max(g, 1)/150)``.
        shallowness: ``1 − g/N``, 0 all genuine … 1 none.
        people, genuine: N and g.
        moves: what would move it.
        why: the reason for a missing position.
    """

    position: float
    low: float
    high: float
    label: SpectrumLabel
    breadth: float
    shallowness: float
    people: int
    genuine: int
    moves: SpectrumMoves
    why: Reason


def place(genuine: FloatArray, *, people: FloatArray, knots: SpectrumMap | None = None) -> FloatArray:
    """Map numbers of genuine ties and of people to positions between −1 and +1, element by element.

    With ``b = log10(max(g, 1)/150)`` and ``s = 1 − g/N`` the map is piecewise linear:

    * ``t(b)``, the distance from the optimum: 0 for g in 150 … 500; rises to 1 at g = 50; above 500 it rises
      to 1 at g = 5,000.
    * ``a(s)``, which way a small network leans: +1 up to s = 0.2, 0 at s = 0.6, −1 from s = 0.95.
    * below 150 genuine the position is ``a`` cut to ``[−t, t]``; above 500 it is ``−t``; inside it is 0.

    >>> place(np.array([2.0, 200.0, 50.0]), people=np.array([5000.0, 900.0, 50.0]))
    array([-1.,  0.,  1.])
    """
    knots = knots or SpectrumMap()
    breadth = np.log10(np.maximum(genuine, 1) / knots.genuine_low)
    shallow = 1 - genuine / np.maximum(people, 1)
    few = np.log10(knots.few / knots.genuine_low)
    high = np.log10(knots.genuine_high / knots.genuine_low)
    many = np.log10(knots.many / knots.genuine_low)
    below = np.interp(breadth, [few, 0.0], [1.0, 0.0])
    above = np.interp(breadth, [high, many], [0.0, 1.0])
    lean = np.interp(shallow, [knots.deep_until, knots.even_at, knots.shallow_from], [1.0, 0.0, -1.0])
    placed = np.where(breadth < 0, np.clip(lean, -below, below), -above)
    return np.asarray(placed, dtype=np.float64) + 0.0


def spectrum(
    people: int, genuine: int, *, generator: np.random.Generator, knots: SpectrumMap | None = None
) -> Spectrum:
    """Place a network on the article's spectrum, with a range from resampling its ties.

    Resampling N ties with replacement of which g are genuine gives a binomial number of genuine ones, so
    the bootstrap is drawn as that. The same generator state gives the same range.

    Args:
        people: N, everybody in the network.
        genuine: g, how many of them are genuine.
        generator: source of randomness, handed in.
        knots: the map.
    """
    knots = knots or SpectrumMap()
    breadth = float(np.log10(max(genuine, 1) / knots.genuine_low))
    if people == 0:
        nowhere = SpectrumMoves(knots.genuine_low, 0, np.nan, np.nan)
        return Spectrum(
            np.nan, np.nan, np.nan, SpectrumLabel.UNKNOWN, breadth, np.nan, 0, 0, nowhere, Reason.NO_PEOPLE
        )
    position = _at(genuine, people, knots)
    drawn = generator.binomial(people, genuine / people, size=knots.draws).astype(np.float64)
    placed = place(drawn, people=np.full(knots.draws, float(people)), knots=knots)
    low, high = np.percentile(placed, [knots.low_percent, knots.high_percent])
    shallow = people - genuine
    return Spectrum(
        position=position,
        low=min(float(low), position),
        high=max(float(high), position),
        label=_label(position, genuine, knots),
        breadth=breadth,
        shallowness=1 - genuine / people,
        people=people,
        genuine=genuine,
        moves=SpectrumMoves(
            genuine_missing=max(knots.genuine_low - genuine, 0),
            genuine_above=max(genuine - knots.genuine_high, 0),
            ten_deeper=_at(genuine + min(10, shallow), people, knots),
            hundred_fewer=_at(genuine, people - min(100, shallow), knots),
        ),
        why=Reason.KNOWN,
    )


def _at(genuine: int, people: int, knots: SpectrumMap) -> float:
    """Return the position of one network."""
    return float(place(np.array([float(genuine)]), people=np.array([float(people)]), knots=knots)[0])


def _label(position: float, genuine: int, knots: SpectrumMap) -> SpectrumLabel:
    """Name a position; a small network in the middle is not called optimal."""
    end, near = 0.75, 0.1
    if abs(position) < near:
        inside = genuine > knots.genuine_low * 0.8
        return SpectrumLabel.OPTIMAL if inside else SpectrumLabel.BETWEEN
    if position < 0:
        return SpectrumLabel.QUANTITY if position <= -end else SpectrumLabel.LEANS_QUANTITY
    return SpectrumLabel.DEEP if position >= end else SpectrumLabel.LEANS_DEEP
