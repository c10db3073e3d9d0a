"""What a line of today's list is, and the order of its groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST = 10
"""At most so many nudges are shown; the owner may set ``nudges_a_day``."""


MOST_REQUESTS = 3
"""Strangers at the gate never fill the day: the rest of them is a number and a link."""


class Group(StrEnum):
    """Where a nudge comes from, in the order of the page: promises first, news last."""

    COMMITMENT = "commitment"
    UNANSWERED = "unanswered"
    OVERDUE = "overdue"
    REMINDER = "reminder"
    BIRTHDAY = "birthday"
    STEP = "step"
    FADING = "fading"
    REQUEST = "request"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Nudge:
    """One line: whom, why now, when last and about what.

    ``key`` names it: the group and the id of what it is about. ``urgency`` orders lines inside a group, highest first:
    days overdue ÷ cadence for ties, days late for promises, closeness × fade for fading ties. ``last_contact`` is in
    seconds UTC, None without any. ``evidence`` is what the
    latest audit measured of the tie, "" without. ``skips`` counts how often in a row it was skipped.
    """

    key: str
    group: Group
    person: int | None
    name: str
    why: str
    urgency: float
    last_contact: int | None = None
    about: str = ""
    evidence: str = ""
    skips: int = 0
    tier: int | None = None
    closeness: float = 0.0

    @property
    def about_id(self) -> int:
        """Return the id of what the nudge is about."""
        return int(self.key.partition(":")[2])


@dataclass(frozen=True, slots=True)
class TodaysList:
    """The nudges shown, and how many there are in all."""

    nudges: tuple[Nudge, ...]
    total: int
    more: Mapping[Group, int]
    """How many lines of a group are due and not shown; only groups that have any."""
    upcoming: tuple[tuple[date, Nudge], ...]
    """What comes in the next seven days, each with its day."""


ASKED_FOR = frozenset({Group.COMMITMENT, Group.REMINDER})
"""Lines that the owner wrote down for a day."""


def choose(found: list[Nudge], *, most: int) -> tuple[Nudge, ...]:
    """Return at most ``most`` nudges, one person once, groups in their order, the most urgent first in each.

    What the owner wrote down for a day is never left out for another line about the same person. Every group that has
    any is heard before a group gives a second third of the list, so that thirty overdue ties do not hide one promise or
    one request; never more than ``MOST_REQUESTS`` requests.
    """
    order = list(Group)
    ranked = sorted(found, key=lambda nudge: (order.index(nudge.group), -nudge.urgency, nudge.key))
    chosen: list[Nudge] = []
    people: set[int] = set()
    share = max(1, -(-most // 3))
    for limit in (share, most):
        taken = {group: sum(nudge.group is group for nudge in chosen) for group in order}
        for nudge in ranked:
            if len(chosen) >= most:
                break
            if (
                nudge in chosen
                or taken[nudge.group]
                >= (min(limit, MOST_REQUESTS) if nudge.group is Group.REQUEST else limit)
                or (nudge.person in people and nudge.group not in ASKED_FOR)
            ):
                continue
            chosen.append(nudge)
            taken[nudge.group] += 1
            if nudge.person is not None:
                people.add(nudge.person)
    return tuple(sorted(chosen, key=ranked.index))
