"""Tiers: whom to keep up with how often, what that asks for, and whom the audit proposes."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.audits.queries import TierSuggestion, monthly_touches, tier_suggestions
from nexalink.people.errors import PersonMissing
from nexalink.ties.actions import assign_tier, assign_tiers
from nexalink.ties.board import Board, Card, tier_board
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.keeping import tier_typed
from nexalink.web.words import counted, day_text, today_in, when

_NAMED = 5
_SHOWN_SUGGESTIONS = 40


@dataclass(frozen=True, slots=True)
class CardLine:
    """A tie on the board as it is shown."""

    person: int
    name: str
    address: str
    works: str
    said: str


@dataclass(frozen=True, slots=True)
class TierColumn:
    """One tier as it is shown."""

    tier: int
    title: str
    said: str
    cards: tuple[CardLine, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """One proposal of the audit."""

    person: int
    name: str
    address: str
    tier: int
    because: str


@dataclass(frozen=True, slots=True)
class TiersPage:
    """The board."""

    answer: str
    lower: str
    columns: tuple[TierColumn, ...]
    untracked: tuple[CardLine, ...]
    suggestions: tuple[SuggestionLine, ...]
    all_suggested: str
    more: int


@require_safe
def show_tiers(request: OwnedRequest) -> HttpResponse:
    """Show who is in which tier and what the tiers ask for."""
    owner = request.owner
    if owner is None:
        return render(request, "web/today/empty.html")
    on = today_in(owner.zone)
    board, suggested, made = tier_board(owner), tier_suggestions(owner), monthly_touches(owner)
    columns = tuple(
        TierColumn(
            column.tier,
            f"Tier {column.tier}",
            f"{counted(column.size, 'person', 'people')}; meant for {_meant(column.least, column.most)}. "
            f"Every {column.cadence_days} days.",
            tuple(_line(card, zone=owner.zone, on=on) for card in column.cards),
            column.size - len(column.cards),
        )
        for column in board.columns
    )
    page = TiersPage(
        answer=_answer(board, made),
        lower=_lower(board, made),
        columns=columns,
        untracked=tuple(_line(card, zone=owner.zone, on=on) for card in board.untracked),
        suggestions=tuple(_suggestion(one) for one in suggested[:_SHOWN_SUGGESTIONS]),
        all_suggested=",".join(f"{one.person}:{one.tier}" for one in suggested),
        more=max(0, len(suggested) - _SHOWN_SUGGESTIONS),
    )
    return render(request, "web/tiers/board.html", {"page": page})


def _answer(board: Board, made: float | None) -> str:
    people = sum(column.size for column in board.columns)
    if not people:
        return "Nobody is in a tier yet: choose the few you want to keep up with."
    asks = sum(column.asks for column in board.columns)
    said = f"{counted(people, 'person', 'people')} in your tiers ask for about {asks:.0f} touches a month"
    if made is None:
        return f"{said}; how many you make is not known yet."
    if asks > made:
        return f"{said}; you make about {made:.0f}. That is {asks - made:.0f} too many."
    return f"{said}; you make about {made:.0f}, so there is room."


def _lower(board: Board, made: float | None) -> str:
    """Name whom to lower first where the tiers ask for more than is made: the farthest in the lowest tier that is full."""
    asks = sum(column.asks for column in board.columns)
    if made is None or asks <= made:
        return ""
    last = next((column for column in reversed(board.columns) if column.cards), None)
    if last is None:
        return ""
    named = [card.name for card in reversed(last.cards[-_NAMED:])]
    return f"Add one, drop one: the farthest of tier {last.tier} are {', '.join(named)}."


def _meant(least: int, most: int | None) -> str:
    return f"{least}–{most}" if most else f"{least} and more"


def _line(card: Card, *, zone: str, on: date) -> CardLine:
    last = when(card.last_contact, zone=zone, today=on)
    said = f"last contact {last.ago}" if last else "no contact yet"
    if card.due is not None:
        said += f"; due {day_text(card.due)}"
    return CardLine(
        card.person, card.name or "(no name)", reverse("person", args=[card.person]), card.works, said
    )


def _suggestion(one: TierSuggestion) -> SuggestionLine:
    because = "; ".join(one.because)
    if one.now:
        because = f"now in tier {one.now}; {because}"
    return SuggestionLine(one.person, one.name, reverse("person", args=[one.person]), one.tier, because)


@require_POST
def set_tiers(request: OwnedRequest) -> HttpResponse:
    """Put the chosen people into a tier."""
    owner, tier = owner_of(request), tier_typed(request.POST.get("tier", ""))
    people = [_number(text) for text in request.POST.getlist("person")]
    on = today_in(owner.zone)
    return perform(
        request,
        lambda key: assign_tier(owner, people=people, tier=tier, on=on, by="web", key=key),
        back=reverse("tiers"),
    )


@require_POST
def accept(request: OwnedRequest) -> HttpResponse:
    """Accept one suggestion, or all: one act that can be taken back whole."""
    owner = owner_of(request)
    pairs = [pair.partition(":") for pair in request.POST.get("suggested", "").split(",") if pair]
    tiers = {_number(person): tier_typed(tier) for person, _, tier in pairs}
    on = today_in(owner.zone)
    return perform(
        request, lambda key: assign_tiers(owner, tiers=tiers, on=on, by="web", key=key), back=reverse("tiers")
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 15):
        raise PersonMissing("That person is not in your network.", advice="Reload the page.")
    return int(text)
