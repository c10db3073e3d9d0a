"""Tiers: whom to keep up with how often, what that asks for, and whom the audit proposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.audits.capacity import Capacity, Lower, capacity
from nexalink.audits.queries import TierSuggestion, tier_suggestions
from nexalink.people.errors import PersonMissing
from nexalink.ties.actions import assign_tier, assign_tiers, set_tier_cadence
from nexalink.ties.board import Card, Column, tier_board
from nexalink.ties.errors import TierUnknown
from nexalink.web.acts import owner_of, perform
from nexalink.web.errors import NobodyChosen
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.keeping import days_typed, tier_typed
from nexalink.web.typed import whole_number
from nexalink.web.words import counted, day_text, today_in, when

_SHOWN_LOWER = 8
_SHOWN_SUGGESTIONS = 12
_MOVES = (
    ("1", "1", "to tier 1"),
    ("2", "2", "to tier 2"),
    ("3", "3", "to tier 3"),
    ("0", "–", "out of all tiers"),
)


@dataclass(frozen=True, slots=True)
class CardLine:
    """A tie on the board as it is shown; all texts, as a number costs a template five times a text."""

    person: str
    name: str
    address: str
    works: str
    said: str


@dataclass(frozen=True, slots=True)
class TierColumn:
    """One tier as it is shown. ``fill`` is how full it is, 0 to 100 of what it is meant for."""

    tier: str
    title: str
    said: str
    days: str
    fill: str
    cards: tuple[CardLine, ...]
    hidden: int
    moves: tuple[tuple[str, str, str], ...]
    """Where its cards can go: the tier, the button's text, the words for it."""
    empty: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody proposed for another tier: ``moves`` is what its button sends, ``verb`` what it says."""

    name: str
    address: str
    where: str
    because: str
    moves: str
    verb: str


@dataclass(frozen=True, slots=True)
class TiersPage:
    """The board. ``all_suggested`` and ``all_lower`` are what the buttons for everybody send."""

    answer: str
    lower_answer: str
    lower: tuple[Proposal, ...]
    all_lower: str
    lower_all: str
    columns: tuple[TierColumn, ...]
    """The three tiers, and those in none."""
    suggested_answer: str
    suggestions: tuple[Proposal, ...]
    more: tuple[Proposal, ...]
    all_suggested: str


@require_safe
def show_tiers(request: OwnedRequest) -> HttpResponse:
    """Show who is in which tier and what the tiers ask for."""
    owner = request.owner
    if owner is None:
        return render(request, "web/today/empty.html")
    on = today_in(owner.zone)
    board, suggested, load = tier_board(owner), tier_suggestions(owner), capacity(owner, on=on)
    proposals = tuple(_suggestion(one) for one in suggested)
    lower = load.lower
    page = TiersPage(
        answer=_answer(sum(column.size for column in board.columns), load),
        lower_answer=_lower_answer(load),
        lower=tuple(_lower(one) for one in lower[:_SHOWN_LOWER]),
        lower_all=f"Lower {'this one' if len(lower) == 1 else f'all {len(lower)}'}",
        all_lower=",".join(_moves(one.person, one.to) for one in lower),
        columns=(
            *(_column(column, zone=owner.zone, on=on) for column in board.columns),
            _untracked(board.untracked, zone=owner.zone, on=on),
        ),
        suggested_answer=f"The audit proposes {counted(len(suggested), 'change')}",
        suggestions=proposals[:_SHOWN_SUGGESTIONS],
        more=proposals[_SHOWN_SUGGESTIONS:],
        all_suggested=",".join(one.moves for one in proposals),
    )
    return render(request, "web/tiers/board.html", {"page": page})


def _answer(people: int, load: Capacity) -> str:
    if not people:
        return "Nobody is in a tier yet: choose the few you want to keep up with."
    said = (
        f"{counted(people, 'person', 'people')} in your tiers {'asks' if people == 1 else 'ask'} for about "
    )
    said += f"{_touches(load.asked)} a month"
    if load.made is None:
        return f"{said}; how many you make is not known yet."
    if load.over:
        return f"{said}; you make about {load.made:.0f}. That is {_rounded(load.over)} too many."
    return f"{said}; you make about {load.made:.0f}, so there is room."


def _touches(number: float) -> str:
    return "1 touch" if _rounded(number) == "1" else f"{_rounded(number)} touches"


def _rounded(number: float) -> str:
    """Return a number of touches as people say it: whole, or with one decimal below ten.

    >>> _rounded(0.4), _rounded(1.0), _rounded(36.2)
    ('0.4', '1', '36')
    """
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")


def _lower_answer(load: Capacity) -> str:
    if not load.lower:
        return ""
    saves = sum(one.saves for one in load.lower)
    enough = "and it fits again" if saves >= load.over - 1e-9 else "and it is still too much"
    people = counted(len(load.lower), "person", "people")
    save = "saves" if len(load.lower) == 1 else "save"
    return f"Add one, drop one: {people} put a tier lower {save} {_touches(saves)} a month, {enough}."


def _moves(person: int, tier: int | None) -> str:
    return f"{person}:{tier or 0}"


def _lower(one: Lower) -> Proposal:
    to = f"tier {one.to}" if one.to else "no tier"
    return Proposal(
        name=one.name or "(no name)",
        address=reverse("person", args=[one.person]),
        where=f"tier {one.tier} → {to}",
        because="; ".join(one.because),
        moves=_moves(one.person, one.to),
        verb=f"To {to}",
    )


def _suggestion(one: TierSuggestion) -> Proposal:
    return Proposal(
        name=one.name or "(no name)",
        address=f"/people/{one.person}/",
        where=f"{f'tier {one.now} ' if one.now else ''}→ tier {one.tier}",
        because="; ".join(one.because),
        moves=_moves(one.person, one.tier),
        verb="Accept",
    )


def _column(column: Column, *, zone: str, on: date) -> TierColumn:
    meant = f"{column.least}–{column.most}" if column.most else f"{column.least} and more"
    room = ""
    if column.most and column.size > column.most:
        room = f", {column.size - column.most} above that"
    return TierColumn(
        tier=str(column.tier),
        title=f"Tier {column.tier}",
        said=f"{counted(column.size, 'person', 'people')}, meant for {meant}{room}; asks for {_touches(column.asks)} a month",
        days=str(column.cadence_days),
        fill=f"{min(100.0, 100 * column.size / (column.most or column.least)):.0f}",
        cards=tuple(_line(card, zone=zone, on=on) for card in column.cards),
        hidden=column.size - len(column.cards),
        moves=_moves_from(str(column.tier)),
        empty=f"Nobody yet. Drag somebody here, or press {column.tier} on a card.",
    )


def _untracked(cards: Sequence[Card], *, zone: str, on: date) -> TierColumn:
    return TierColumn(
        tier="0",
        title="In no tier, closest first",
        said="Nothing reminds you of them",
        days="",
        fill="",
        cards=tuple(_line(card, zone=zone, on=on) for card in cards),
        hidden=0,
        moves=_moves_from("0"),
        empty="Everybody you have any contact with is in a tier.",
    )


def _moves_from(tier: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(move for move in _MOVES if move[0] != tier)


def _line(card: Card, *, zone: str, on: date) -> CardLine:
    last = when(card.last_contact, zone=zone, today=on)
    said = last.ago if last else "no contact yet"
    if card.due is not None:
        said += f", due {day_text(card.due)}" if card.due > on else f", due since {day_text(card.due)}"
    return CardLine(str(card.person), card.name or "(no name)", f"/people/{card.person}/", card.works, said)


@require_POST
def set_tiers(request: OwnedRequest) -> HttpResponse:
    """Put the chosen people into a tier."""
    owner, tier, people = owner_of(request), tier_typed(request.POST.get("tier", "")), chosen_people(request)
    on = today_in(owner.zone)
    return perform(
        request,
        lambda key: assign_tier(owner, people=people, tier=tier, on=on, by="web", key=key),
        back=reverse("tiers"),
    )


@require_POST
def accept(request: OwnedRequest) -> HttpResponse:
    """Move one person or many, each to the tier named beside them: one act that can be taken back whole."""
    owner = owner_of(request)
    pairs = [pair.partition(":") for pair in request.POST.get("moves", "").split(",") if pair]
    if not pairs:
        raise NobodyChosen("Nobody is chosen.", advice="Choose somebody first.")
    tiers = {_number(person): tier_typed(tier) for person, _, tier in pairs}
    on = today_in(owner.zone)
    return perform(
        request, lambda key: assign_tiers(owner, tiers=tiers, on=on, by="web", key=key), back=reverse("tiers")
    )


@require_POST
def set_days(request: OwnedRequest) -> HttpResponse:
    """Set the days between touches of a whole tier."""
    owner, tier = owner_of(request), tier_typed(request.POST.get("tier", ""))
    days = days_typed(request.POST.get("days", ""))
    if tier is None or days is None:
        raise TierUnknown("A tier needs a number of days.", advice="Write a number such as 45.")
    return perform(
        request,
        lambda key: set_tier_cadence(owner, tier=tier, days=days, by="web", key=key),
        back=reverse("tiers"),
    )


def chosen_people(request: HttpRequest) -> list[int]:
    """Return the people whose boxes are ticked.

    Raises:
        NobodyChosen: none is.
    """
    people = [_number(text) for text in request.POST.getlist("person")]
    if not people:
        raise NobodyChosen("Nobody is chosen.", advice="Tick the box beside somebody first.")
    return people


def _number(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise PersonMissing(advice="Reload the page.")
    return number
