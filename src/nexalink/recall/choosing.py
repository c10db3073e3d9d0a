"""Which ten people a week asks about: the same ten on every reload, others the week after."""

from collections.abc import Collection
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

ASKED_A_WEEK = 10
REST_DAYS = 365
"""Nobody is asked about again for a year, as long as there are others."""
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_STEP = np.uint64(0x9E3779B97F4A7C15)


def week_of(day: date) -> date:
    """Return the Monday of a day's week.

    >>> week_of(date(2026, 11, 22))
    datetime.date(2026, 11, 16)
    """
    return day - timedelta(days=day.weekday())


def choose_people(
    people: Collection[int], *, week: date, seed: int, rested: Collection[int] = (), most: int = ASKED_A_WEEK
) -> list[int]:
    """Return ``most`` of ``people`` by a draw that only week, seed and their own ids decide.

    Each person draws a number of their own, so that somebody new changes the ten by one person at most. ``rested`` are
    taken only where there are not enough others. The numbers are those of SplitMix64 (Steele, Lea & Flood 2014).
    """
    ids = np.array(sorted(people), dtype=np.int64)
    if not ids.size:
        return []
    drawn = _draw(ids, np.uint64(week.toordinal() * 1_000_003 + seed))
    late = np.isin(ids, np.array(sorted(rested), dtype=np.int64))
    return [int(person) for person in ids[np.lexsort((drawn, late))][:most]]


def _draw(ids: NDArray[np.int64], seed: np.uint64) -> NDArray[np.uint64]:
    mixed = (ids.astype(np.uint64) + seed) * _STEP
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX[0]
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX[1]
    drawn: NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return drawn
