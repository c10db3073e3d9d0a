"""Seeded choice: one stream of random numbers for each topic, so that a change of one leaves the others alone."""

from random import Random

DAY = 86_400
_FIRST_HOUR, _LAST_HOUR = 6, 20


def stream(seed: int, topic: str) -> Random:
    """Return a generator that is the same for the same seed and topic."""
    return Random(f"nexalink sample {seed}/{topic}")  # text is hashed the same way on every machine


def by_day(rng: Random, at: float) -> int:
    """Return a second UTC on the day of ``at``, within the hours in which people write.

    Nobody writes near midnight, so the calendar day is the same in UTC and in the owner's zone.
    """
    day = int(at) // DAY * DAY
    return day + rng.randrange(_FIRST_HOUR * 3600, _LAST_HOUR * 3600)


def soon_after(rng: Random, at: int, *, most_days: float) -> int:
    """Return a later second within the hours in which people write, mostly the same or the next day."""
    wait = min(rng.lognormvariate(9.2, 1.6), most_days * DAY)
    later = at + 60 + int(wait)
    second = later % DAY
    if _FIRST_HOUR * 3600 <= second < _LAST_HOUR * 3600:
        return later
    following = later // DAY * DAY + (DAY if second >= _LAST_HOUR * 3600 else 0)
    return following + rng.randrange(_FIRST_HOUR * 3600, _LAST_HOUR * 3600 - 3600)


class Seconds:
    """Moments that are taken: no two messages of one source share a second."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def free(self, at: int) -> int:
        """Return ``at`` or the first free second after it, and take it."""
        while at in self._taken:
            at += 1
        self._taken.add(at)
        return at
