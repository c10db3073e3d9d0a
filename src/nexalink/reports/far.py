"""The people beyond the closest that an audit names: where each stands in the orbit."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nexalink.accounts.models import Owner
from nexalink.audits.models import Audit, Reading
from nexalink.interactions.models import Exchange
from nexalink.ties.models import UNRANKED, Tie

MOST_GRAINS = 6_000
"""Dots drawn in the field. A larger one is drawn thinner, evenly; each of its people is still found there."""
_GOLDEN = 0.618_034


class FarPerson(NamedTuple):
    """Somebody beyond the closest. ``rank`` is 0 without any contact."""

    person: int
    rank: int
    industry: str
    company: str
    fade: float | None
    valued: bool


class Place(NamedTuple):
    """Where dots stand, in units of the picture: two arrays of equal length."""

    x: NDArray[np.int64]
    y: NDArray[np.int64]


class Band(NamedTuple):
    """Inner and outer radius."""

    inner: float
    outer: float


def far_people(owner: Owner, audit: Audit, *, named: Sequence[int]) -> list[FarPerson]:
    """Return everybody that ``audit`` measured and does not name, closest first: three queries.

    Their places go on where those of the named people end.
    """
    measured = set(Reading.objects.of(owner).filter(audit=audit).values_list("person", flat=True)) - set(
        named
    )
    valued = set(Exchange.objects.of(owner).filter(person__isnull=False).values_list("person", flat=True))
    rows = (
        Tie.objects.of(owner)
        .filter(in_network=True)
        .order_by("rank", "id")
        .values_list("person", "rank", "person__industry", "person__company", "fade")
    )
    place = itertools.count(len(named) + 1)
    return [
        FarPerson(person, 0 if rank == UNRANKED else next(place), industry, company, fade, person in valued)
        for person, rank, industry, company, fade in rows
        if person in measured
    ]


def place_far(
    people: Sequence[FarPerson],
    names: Sequence[str],
    slices: dict[str, tuple[float, float]],
    *,
    shares: Sequence[float],
    ranked: Band,
    field: Band,
) -> Place:
    """Place everybody in the sector of their name: by rank in the one band, by an even grain in the other.

    ``names`` are the sectors of ``people``; ``slices`` sector → start and width in radians; ``shares`` tell of those
    with contact how far out in the band ``ranked`` they stand, 0 … 1. The same people give the same places.
    """
    codes = {name: code for code, name in enumerate(slices)}
    sector = np.array([codes[name] for name in names], dtype=np.int64)
    touched = np.array([one.rank > 0 for one in people], dtype=bool)
    here, size = _places_in_group(2 * sector + touched)
    even = np.sqrt(field.inner**2 + (here + 0.5) / size * (field.outer**2 - field.inner**2))
    radii = np.where(touched, ranked.inner + (ranked.outer - ranked.inner) * np.asarray(shares), even)
    starts, widths = np.array(list(slices.values())).reshape(-1, 2)[sector].T
    margin = np.minimum(0.08 * widths, 5.0 / radii)
    angles = starts + margin + ((here + 0.5) * _GOLDEN % 1.0) * (widths - 2 * margin)
    return Place(
        np.rint(radii * np.cos(angles)).astype(np.int64), np.rint(radii * np.sin(angles)).astype(np.int64)
    )


def _places_in_group(groups: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each its place among the equal ones before it, from 0, and how many there are of them."""
    order = np.argsort(groups, kind="stable")
    _, starts, inverse, sizes = np.unique(
        groups[order], return_index=True, return_inverse=True, return_counts=True
    )
    here = np.empty(len(groups), dtype=np.int64)
    size = np.empty(len(groups), dtype=np.int64)
    here[order] = np.arange(len(groups)) - starts[inverse]
    size[order] = sizes[inverse]
    return here, size


def grains(place: Place, chosen: Sequence[int]) -> str:
    """Return one SVG path that puts a point at each of the chosen places."""
    return "".join(
        f"M{x} {y}h0"
        for x, y in zip(place.x[list(chosen)].tolist(), place.y[list(chosen)].tolist(), strict=True)
    )


def thinned(indices: Sequence[int], most: int = MOST_GRAINS) -> Sequence[int]:
    """Return at most so many of them, evenly chosen.

    >>> list(thinned(range(10), 4))
    [0, 2, 5, 7]
    """
    if len(indices) <= most:
        return indices
    return [indices[int(step)] for step in np.arange(most) * len(indices) / most]
