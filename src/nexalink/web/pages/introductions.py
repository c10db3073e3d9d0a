"""Introductions: those that wait, how to make them, who could introduce the owner, whom to bring together."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.deeds import Deed
from nexalink.accounts.queries import Owner
from nexalink.introductions import actions
from nexalink.introductions.errors import WordsImpossible
from nexalink.introductions.paths import Paths, paths_to, paths_to_person
from nexalink.introductions.queries import Introduced, Side, introductions
from nexalink.introductions.suggesting import Suggestions, introductions_to_make
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.choosing import person_in
from nexalink.web.typed import whole_number
from nexalink.web.words import Face, counted, day_text, face_of, today_in

STATES = {
    "proposed": "proposed",
    "asked": "waiting for an answer",
    "agreed": "both said yes",
    "made": "made",
    "dropped": "given up",
}
OUTCOMES = (("good", "Well received"), ("neutral", "Neither"), ("bad", "Not well"))


@dataclass(frozen=True, slots=True)
class SideCard:
    """One side of an introduction as it is shown."""

    side: Side
    face: Face
    address: str
    said: str
    outcome: str
    may_ask: bool
    may_answer: bool
    may_tell: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One introduction as it is shown."""

    one: Introduced
    state: str
    sides: tuple[SideCard, ...]
    open: bool
    may_make: bool
    when: str


@dataclass(frozen=True, slots=True)
class IntroductionsPage:
    """The page of introductions."""

    answer: str
    open: tuple[Card, ...]
    past: tuple[Card, ...]
    who: str
    paths: Paths | None
    suggestions: Suggestions
    outcomes: tuple[tuple[str, str], ...]
    first: str
    second: str


@require_safe
def show_introductions(request: OwnedRequest) -> HttpResponse:
    """Show the introductions of the owner, and the answer to who could introduce them."""
    owner = request.owner
    if owner is None:
        return render(request, "web/introductions/empty.html")
    on = today_in(owner.zone)
    cards = [_card(one) for one in introductions(owner, on=on)]
    who = request.GET.get("who", "").replace("\x00", "").strip()[:400]
    opened = tuple(card for card in cards if card.open)
    waiting = tuple(card for card in cards if not card.open and _waits(card.one))
    page = IntroductionsPage(
        answer=_answer(len(opened), len(waiting)),
        open=(*opened, *waiting),
        past=tuple(card for card in cards if not card.open and not _waits(card.one)),
        who=who,
        paths=_paths(request, owner, who),
        suggestions=introductions_to_make(owner),
        outcomes=OUTCOMES,
        first=request.GET.get("first", "")[:400],
        second=request.GET.get("second", "")[:400],
    )
    return render(request, "web/introductions/list.html", {"page": page})


@require_POST
def propose(request: OwnedRequest) -> HttpResponse:
    """Note that two people should know each other."""
    owner = owner_of(request)
    first, second = person_in(request, owner, "first"), person_in(request, owner, "second")
    why = request.POST.get("why", "")
    on = today_in(owner.zone)
    return perform(
        request,
        lambda key: actions.propose(owner, first=first, second=second, why=why, on=on, by="web", key=key),
        back=reverse("introductions"),
    )


@require_POST
def act_on(request: OwnedRequest, number: int) -> HttpResponse:
    """Ask a side, keep its answer, make the introduction, keep its outcome, or give it up."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    return perform(
        request, lambda key: _done(request, owner, number, on=on, key=key), back=reverse("introductions")
    )


def _done(request: HttpRequest, owner: Owner, number: int, *, on: date, key: str) -> Deed:
    """Do what the pressed button names: ``make``, ``drop``, or an act and its side such as ``yes:first``."""
    act, _, side = request.POST.get("act", "").partition(":")
    if act == "make":
        return actions.make(owner, introduction=number, on=on, by="web", key=key)
    if act == "drop":
        return actions.drop(owner, introduction=number, on=on, by="web", key=key)
    if act == "ask":
        return actions.ask(owner, introduction=number, side=side, on=on, by="web", key=key)
    if act in {"yes", "no"}:
        return actions.answer(
            owner, introduction=number, side=side, agreed=act == "yes", on=on, by="web", key=key
        )
    if act in actions.OUTCOMES:
        return actions.record_outcome(
            owner, introduction=number, side=side, outcome=act, on=on, by="web", key=key
        )
    raise WordsImpossible("That is nothing that can be done here.", advice="Reload the page.")


def _paths(request: HttpRequest, owner: Owner, who: str) -> Paths | None:
    number = whole_number(request.GET.get("to", ""))
    if number is not None:
        return paths_to_person(owner, person=number)
    return paths_to(owner, who) if who else None


def _waits(one: Introduced) -> bool:
    """Return whether a made introduction still waits for an outcome."""
    return one.state == "made" and not all(side.outcome for side in one.sides)


def _answer(opened: int, waiting: int) -> str:
    if opened:
        verb = "is" if opened == 1 else "are"
        return f"{counted(opened, 'introduction')} {verb} on the way."
    if waiting:
        return f"{counted(waiting, 'introduction')} made; ask how it went."
    return "Whom could you bring together?"


def _card(one: Introduced) -> Card:
    is_open = one.state not in {"made", "dropped"}
    day = one.made_on or one.dropped_on or one.proposed_on
    return Card(
        one=one,
        state=STATES[one.state],
        sides=tuple(_side(side, one, is_open=is_open) for side in one.sides),
        open=is_open,
        may_make=one.state == "agreed",
        when=day_text(day),
    )


def _side(side: Side, one: Introduced, *, is_open: bool) -> SideCard:
    return SideCard(
        side=side,
        face=face_of(side.name),
        address=reverse("person", args=[side.person]),
        said=_said(side),
        outcome=dict(OUTCOMES).get(side.outcome, ""),
        may_ask=is_open and side.asked_on is None and side.agreed is None,
        may_answer=is_open and side.agreed is None,
        may_tell=one.state == "made" and not side.outcome,
    )


def _said(side: Side) -> str:
    if side.agreed is not None:
        return "said yes" if side.agreed else "would rather not"
    return f"asked on {day_text(side.asked_on)}" if side.asked_on else "not asked yet"
