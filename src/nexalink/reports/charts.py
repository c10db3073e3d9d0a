"""Small pictures as numbers for the templates: the Lorenz curve, bars, the spectrum's strip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CURVE_SIZE = 200.0
STRIP_WIDTH = 600.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, count, and width as a share of the longest, in per cent."""

    label: str
    count: int
    width: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars of one attribute with the sentence that answers what they show."""

    title: str
    sentence: str
    bars: tuple[Bar, ...]
    warning: bool


TITLES = {
    "industry": "Industry",
    "function": "Function",
    "stage": "Career stage",
    "place": "Place",
    "circle": "Circles",
}
_MOST_BARS = 8


def curve_path(points: Sequence[Sequence[float]]) -> str:
    """Return a Lorenz curve as an SVG path in a square of 200 units, origin at the bottom left."""
    if not points:
        return ""
    places = [f"{x * CURVE_SIZE:.1f} {CURVE_SIZE - y * CURVE_SIZE:.1f}" for x, y in points]
    return "M" + "L".join(places)


def diversity_charts(network: Mapping[str, Any]) -> tuple[BarChart, ...]:
    """Return one chart an attribute with how many groups of equal size it is worth."""
    return tuple(_chart(name, network["diversity"][name]) for name in TITLES)


def _chart(name: str, spread: Mapping[str, Any]) -> BarChart:
    groups = list(spread.get("groups", {}).items())
    if others := sum(count for _, count in groups[_MOST_BARS:]):
        groups = [*groups[:_MOST_BARS], ("others", others)]
    longest = max((count for _, count in groups[:_MOST_BARS]), default=1)
    bars = tuple(Bar(label, count, min(round(100 * count / longest, 1), 100.0)) for label, count in groups)
    known = f"known for {spread['known']:,} of {spread['of']:,} genuine ties"
    if spread["effective"] is None:
        sentence = f"Not enough data yet: {spread.get('why', 'too few are known')} ({known})."
    elif (
        spread["effective"] >= spread["known"]
    ):  # the correction for those unseen goes beyond whom it was told of
        sentence = f"Hardly two of them are in the same group; {known}."
    else:
        sentence = f"As varied as {spread['effective']:.1f} groups of equal size; {known}."
        if spread["homogeneous"] and spread.get("largest"):
            sentence = f"{spread['largest_share']:.0%} are in {spread['largest']}. " + sentence
    return BarChart(TITLES[name], sentence, bars, bool(spread["homogeneous"]))


@dataclass(frozen=True, slots=True)
class Strip:
    """The spectrum as a strip of 600 units: where the network stands, its range, what the ends mean."""

    at: float
    low: float
    width: float
    sentence: str
    moves: tuple[str, ...]
    known: bool


def spectrum_strip(spectrum: Mapping[str, Any]) -> Strip:
    """Return the place on the spectrum in the units of the strip."""
    if spectrum["position"] is None:
        return Strip(0, 0, 0, spectrum["sentence"], (), known=False)
    at, low, high = (_place(spectrum[name]) for name in ("position", "low", "high"))
    return Strip(at, low, max(high - low, 6.0), spectrum["sentence"], tuple(spectrum["moves"]), known=True)


def _place(position: float) -> float:
    return round((position + 1) / 2 * STRIP_WIDTH, 1)
