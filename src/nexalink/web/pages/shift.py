"""The shift in five steps: where the owner stands, what that rests on, and the next act of each."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexalink.today.path import Act, Step, path
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import today_in

DOORS = {
    Act.IMPORT: ("import", "Import"),
    Act.AUDIT: ("network", "See the audit"),
    Act.TIERS: ("tiers", "Open the tiers"),
    Act.GATE: ("gate", "Open the gate"),
    Act.PRUNING: ("pruning", "Review ties"),
    Act.TODAY: ("today", "See today’s list"),
    Act.TRENDS: ("trends", "See the trends"),
}
"""What to do next → the page's address name and the words on its button."""
_NUMBERS = ("None", "One", "Two", "Three", "Four", "All five")


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step as it is shown; ``bar`` in units of a hundred."""

    step: Step
    bar: str
    state: str
    address: str
    button: str
    measure: bool
    """Whether the next act is a new audit, which is a button of its own."""
    now: bool
    """Whether it is the first step that is not done."""


@dataclass(frozen=True, slots=True)
class ShiftPage:
    """The five steps."""

    answer: str
    beneath: str
    cards: tuple[StepCard, ...]


@require_safe
def show_path(request: OwnedRequest) -> HttpResponse:
    """Show the five steps as the data has them."""
    owner = request.owner
    if owner is None:
        return render(request, "web/shift/empty.html")
    steps = path(owner, on=today_in(owner.zone))
    first = next((step.number for step in steps if not step.done), 0)
    done = sum(step.done for step in steps)
    cards = tuple(_card(step, now=step.number == first) for step in steps)
    page = ShiftPage(_answer(done), _beneath(steps, first), cards)
    return render(request, "web/shift/shift.html", {"page": page})


def strip_of(found: Step | None) -> StepCard | None:
    """Return the next step as Today shows it, None once all five are done."""
    return _card(found, now=True) if found else None


def _answer(done: int) -> str:
    if done == len(_NUMBERS) - 1:
        return "All five steps of the shift are done."
    return f"{_NUMBERS[done]} of the five steps {'is' if done == 1 else 'are'} done."


def _beneath(steps: tuple[Step, ...], first: int) -> str:
    if not first:
        return "Each is read from your data every time: a step that slips comes back."
    step = steps[first - 1]
    return f"Next: {step.title[:1].lower()}{step.title[1:]}. Each step is read from your data; nothing is ticked by hand."


def _card(step: Step, *, now: bool) -> StepCard:
    name, button = DOORS[step.act]
    return StepCard(
        step=step,
        bar=f"{100 * step.far:.0f}",
        state="Done" if step.done else f"{100 * step.far:.0f} % of the way" if step.far else "Not begun",
        address=reverse(name),
        button=button,
        measure=step.act is Act.AUDIT,
        now=now,
    )
