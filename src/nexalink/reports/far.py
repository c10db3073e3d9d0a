"""The people beyond the closest that an audit names: where each stands in the orbit, and what it says of itself."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Exists, OuterRef
from numpy.typing import NDArray

from nexalink.accounts.models import Owner
from nexalink.audits.models import Audit, Reading
from nexalink.interactions.models import Exchange
from nexalink.kernel.dates import day_number
from nexalink.reports.evidence import facts_of
from nexalink.ties.models import UNRANKED, Tie

MOST_GRAINS = 6_000
"""Dots drawn in the field. A larger one is drawn thinner, evenly; each of its people is still found there."""
_GOLDEN = 0.618_034


@dataclass(frozen=True, slots=True)
class FarPerson:
    """Somebody beyond the closest. ``rank`` is 0 without any contact; ``facts`` are the reasons in words."""

    person: int
    name: str
    rank: int
    industry: str
    company: str
    fade: float | None
    valued: bool
    facts: str


class Place(NamedTuple):
    """Where dots stand, in units of the picture: two arrays of equal length."""

    x: NDArray[np.int64]
    y: NDArray[np.int64]


class Band(NamedTuple):
    """Inner and outer radius."""

    inner: float
    outer: float


def far_people(owner: Owner, audit: Audit, *, named: Sequence[int]) -> list[FarPerson]:
    """Return everybody that ``audit`` measured and does not name, closest first: two queries."""
    measured = Reading.objects.of(owner).filter(audit=audit, person=OuterRef("person"))
    rows = (
        Tie.objects.of(owner)
        .filter(Exists(measured), in_network=True)
        .values_list(
            "person_id", "person__name", "rank", "person__industry", "person__company", "person__title",
            "fade", "incoming", "outgoing", "mutual", "last_contact", "connected_on",
        )
    )  # fmt: skip
    valued = set(Exchange.objects.of(owner).filter(person__isnull=False).values_list("person", flat=True))
    known, zone, today = set(named), ZoneInfo(owner.zone), day_number(audit.on)
    found = []
    for person, name, place, industry, company, title, fade, into, out, met, last, connected in rows:
        if person in known:
            continue
        rank = place if place != UNRANKED else 0
        day = day_number(datetime.fromtimestamp(last, UTC).astimezone(zone).date()) if last else None
        words = facts_of(
            rank=rank, into=into, out=out, met=met, ago=None if day is None else today - day, fade=fade,
            works=" · ".join(part for part in (title, company) if part), connected=connected,
        )  # fmt: skip
        found.append(
            FarPerson(person, name or "(no name)", rank, industry, company, fade, person in valued, words)
        )
    found.sort(key=lambda one: (one.rank or UNRANKED, one.person))
    return found


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
    sizes = Counter(name for one, name in zip(people, names, strict=True) if not one.rank)
    seen: Counter[tuple[str, bool]] = Counter()
    radii, angles = np.empty(len(people)), np.empty(len(people))
    for index, (one, name) in enumerate(zip(people, names, strict=True)):
        start, width = slices[name]
        here = seen[name, bool(one.rank)]
        seen[name, bool(one.rank)] += 1
        if one.rank:
            radii[index] = ranked.inner + (ranked.outer - ranked.inner) * shares[index]
        else:
            share = (here + 0.5) / sizes[name]
            radii[index] = math.sqrt(field.inner**2 + share * (field.outer**2 - field.inner**2))
        margin = min(0.08 * width, 5.0 / radii[index])
        angles[index] = start + margin + ((here + 0.5) * _GOLDEN % 1.0) * (width - 2 * margin)
    return Place(
        np.rint(radii * np.cos(angles)).astype(np.int64), np.rint(radii * np.sin(angles)).astype(np.int64)
    )


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
