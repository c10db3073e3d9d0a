"""A small picture of value by year: given above the line, received below it."""

from collections.abc import Sequence
from dataclasses import dataclass

Year = tuple[int, float, float]
"""Year, weighted value given, weighted value received."""
WIDTH, GAP, HALF = 12, 3, 16
"""Units of the picture: a bar, the space between two, the height of either side."""
_MOST = 10


@dataclass(frozen=True, slots=True)
class YearBar:
    """The two bars of one year: where they stand, and how high each is."""

    at: int
    given: str
    given_top: str
    received: str


@dataclass(frozen=True, slots=True)
class YearsPicture:
    """The picture and the same in words; ``first`` and ``last`` are the years at its ends."""

    width: int
    height: int
    middle: int
    bar: int
    bars: tuple[YearBar, ...]
    words: str
    first: int
    last: int


def years_picture(years: Sequence[Year], *, until: int) -> YearsPicture | None:
    """Draw the ten years up to ``until``, or fewer where the ledger begins later; None where there is nothing.

    Years without an entry have their place, so that the picture tells how long nothing happened.
    """
    known = {year: (given, received) for year, given, received in years if until - _MOST < year <= until}
    if not known:
        return None
    first = min(known)
    largest = max(max(pair) for pair in known.values()) or 1.0
    bars = tuple(
        _bar(place, *known.get(first + place, (0.0, 0.0)), largest=largest)
        for place in range(until - first + 1)
    )
    told = [
        f"{year}: {given:g} given, {received:g} received" for year, (given, received) in sorted(known.items())
    ]
    return YearsPicture(
        width=len(bars) * (WIDTH + GAP) - GAP, height=2 * HALF, middle=HALF, bar=WIDTH, bars=bars, words="; ".join(told),
        first=first, last=until,
    )  # fmt: skip


def _bar(place: int, given: float, received: float, *, largest: float) -> YearBar:
    up, down = (HALF * value / largest for value in (given, received))
    return YearBar(place * (WIDTH + GAP), f"{up:.1f}", f"{HALF - up:.1f}", f"{down:.1f}")
