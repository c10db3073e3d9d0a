"""Pruning: at most fifteen ties at a sitting, each with why and what would be lost; four choices, nobody deleted."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.pruning.actions import choose, close_review, start_review
from nexalink.pruning.queries import CHOICES, MOST, Review, Reviewed, Reviews, reviews
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import Face, counted, day_text, face_of, today_in, when

_CHOSEN = {
    "keep": "kept as it is",
    "lower": "tier lowered",
    "fade": "let fade",
    "reach_out": "on tomorrow’s list",
    "": "left open",
}


@dataclass(frozen=True, slots=True)
class ChoiceButton:
    """One choice: its word, and whether it is what the reasons speak for."""

    name: str
    label: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class TieCard:
    """A tie that waits for a choice."""

    candidate: int
    name: str
    address: str
    face: Face
    works: str
    stands: str
    because: tuple[str, ...]
    lost: tuple[str, ...]
    choices: tuple[ChoiceButton, ...]


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """A tie that was decided on; ``entry`` is the journal line to take back, 0 without."""

    name: str
    address: str
    words: str
    entry: int


@dataclass(frozen=True, slots=True)
class PastLine:
    """An earlier review."""

    day: str
    words: str
    ties: tuple[DecidedLine, ...]


@dataclass(frozen=True, slots=True)
class PruningPage:
    """The review."""

    answer: str
    advice: str
    can_start: bool
    is_open: bool
    cards: tuple[TieCard, ...]
    decided: tuple[DecidedLine, ...]
    past: tuple[PastLine, ...]


@require_safe
def show_pruning(request: OwnedRequest) -> HttpResponse:
    """Show the open review, or how many ties could be reviewed, and the history."""
    owner = request.owner
    if owner is None:
        return render(request, "web/pruning/empty.html")
    on = today_in(owner.zone)
    found = reviews(owner, on=on)
    page = PruningPage(
        answer=_answer(found),
        advice=_advice(found),
        can_start=bool(found.could) if found.open is None else not found.open.waiting,
        is_open=found.open is not None,
        cards=tuple(_card(tie, zone=owner.zone, on=on) for tie in found.open.waiting) if found.open else (),
        decided=tuple(_line(tie) for tie in found.open.decided) if found.open else (),
        past=tuple(_past(review) for review in found.past),
    )
    return render(request, "web/pruning/pruning.html", {"page": page})


def _answer(found: Reviews) -> str:
    if found.open is None:
        if not found.could:
            return "No tie needs a review."
        return f"{counted(found.could, 'tie', 'ties')} could do with a second look."
    waiting = len(found.open.waiting)
    if not waiting:
        return "All decided. Well done."
    return f"{counted(waiting, 'tie waits', 'ties wait')} for your choice."


def _advice(found: Reviews) -> str:
    if found.open is None and not found.could:
        return "Nobody is silent for long, one-directional or outside what you can keep. Come back in a few months."
    if found.open is None:
        return f"A review takes {MOST} at most, those that cost attention first; ten minutes are enough."
    return (
        "Nobody is deleted: whom you let fade stays, only without reminders. Every choice can be taken back."
    )


def _card(tie: Reviewed, *, zone: str, on: date) -> TieCard:
    last = when(tie.last_contact, zone=zone, today=on)
    stands = [f"Tier {tie.tier}" if tie.tier else "In no tier"]
    stands += [f"number {tie.rank} by closeness"] if tie.rank else []
    stands += [f"last contact {last.day}"] if last else ["no contact on record"]
    names = [name for name in CHOICES if name != "lower" or tie.tier]
    if tie.protected:
        names.remove("fade")
    return TieCard(
        candidate=tie.candidate,
        name=tie.name or "(no name)",
        address=reverse("person", args=[tie.person]),
        face=face_of(tie.name),
        works=tie.works,
        stands=" · ".join(stands),
        because=tie.because,
        lost=tie.lost,
        choices=tuple(ChoiceButton(name, _label(name, tie), name == tie.proposed) for name in names),
    )


def _label(name: str, tie: Reviewed) -> str:
    if name == "lower":
        return f"Lower to tier {tie.tier + 1}" if tie.tier in {1, 2} else "Take out of tier 3"
    return CHOICES[name]


def _line(tie: Reviewed) -> DecidedLine:
    return DecidedLine(
        tie.name or "(no name)", reverse("person", args=[tie.person]), _CHOSEN[tie.choice], tie.entry
    )


def _past(review: Review) -> PastLine:
    words = ", ".join(f"{number} {_CHOSEN[choice]}" for choice, number in review.counts.items())
    return PastLine(day_text(review.opened_on), words, tuple(_line(tie) for tie in review.ties))


@require_POST
def start(request: OwnedRequest) -> HttpResponse:
    """Open a review."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    return perform(
        request, lambda key: start_review(owner, on=on, by="web", key=key), back=reverse("pruning")
    )


@require_POST
def choose_for(request: OwnedRequest, number: int) -> HttpResponse:
    """Decide on one tie."""
    owner, typed = owner_of(request), request.POST
    on = today_in(owner.zone)
    choice, anyway = typed.get("choice", ""), typed.get("choice") == "fade_anyway"
    return perform(
        request,
        lambda key: choose(
            owner,
            candidate=number,
            choice="fade" if anyway else choice,
            on=on,
            by="web",
            anyway=anyway,
            key=key,
        ),
        back=reverse("pruning"),
    )


@require_POST
def close(request: OwnedRequest) -> HttpResponse:
    """Close the review as it is."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    return perform(
        request, lambda key: close_review(owner, on=on, by="web", key=key), back=reverse("pruning")
    )
