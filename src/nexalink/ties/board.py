"""The board of tiers: who is in which, how full each is, what they ask for a month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from nexalink.accounts.models import Owner
from nexalink.kernel.texts import works_of
from nexalink.ties.due import cadences
from nexalink.ties.models import UNRANKED, Tie

SIZES = {1: (20, 30), 2: (50, 70), 3: (100, None)}
"""Tier → how many people it is meant for, least and most (the article: 20–30, 50–70, 100 and more)."""
MONTH_DAYS = 30.4
_MOST_SHOWN = 40
_MOST_UNTRACKED = 20


@dataclass(frozen=True, slots=True)
class Card:
    """A tie on the board. ``rank`` is its place by closeness, None without contact; ``due`` the day of the next touch."""

    person: int
    name: str
    works: str
    rank: int | None
    last_contact: int | None
    due: date | None
    cadence_days: int


@dataclass(frozen=True, slots=True)
class Column:
    """One tier. ``size`` counts everybody in it, ``cards`` shows the closest 40; ``asks`` is touches a month."""

    tier: int
    cards: tuple[Card, ...]
    size: int
    least: int
    most: int | None
    cadence_days: int
    asks: float


@dataclass(frozen=True, slots=True)
class Board:
    """The three tiers, and the closest ties in none."""

    columns: tuple[Column, ...]
    untracked: tuple[Card, ...]


def tier_board(owner: Owner) -> Board:
    """Return the board: five queries."""
    usual = cadences(owner)
    sizes = dict(
        Tie.objects.of(owner).filter(tier__isnull=False).order_by().values_list("tier").annotate(Count("id"))
    )
    asked = dict.fromkeys(usual, 0.0)
    for tier, days in Tie.objects.of(owner).filter(tier__isnull=False).values_list("tier", "cadence_days"):
        asked[tier or 3] += MONTH_DAYS / (days or usual[tier or 3])
    columns = tuple(
        Column(
            tier=tier,
            cards=_cards(owner, usual, tier=tier, most=_MOST_SHOWN),
            size=sizes.get(tier, 0),
            least=SIZES[tier][0],
            most=SIZES[tier][1],
            cadence_days=usual[tier],
            asks=asked[tier],
        )
        for tier in sorted(SIZES)
    )
    return Board(columns, _cards(owner, usual, tier=None, most=_MOST_UNTRACKED))


def _cards(owner: Owner, usual: dict[int, int], *, tier: int | None, most: int) -> tuple[Card, ...]:
    ties = Tie.objects.of(owner).filter(tier=tier).order_by("rank", "id")
    if tier is None:
        ties = ties.filter(in_network__in=[True], faded_on=None, rank__lt=UNRANKED)
    rows = ties.values_list(
        "person_id", "person__name", "person__title", "person__company", "rank", "last_contact", "next_touch_due",
        "cadence_days",
    )  # fmt: skip
    return tuple(
        Card(
            person=person,
            name=name,
            works=works_of(title, company),
            rank=None if rank == UNRANKED else rank,
            last_contact=last_contact,
            due=due,
            cadence_days=days or usual[tier or 3],
        )
        for person, name, title, company, rank, last_contact, due, days in rows[:most]
    )
