"""Recall: ten people a week, one after the other; only the name first, then what is known."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.recall.actions import answer_recall
from nexalink.recall.queries import LONGEST, RESULTS, Asked, Known, Recall
from nexalink.recall.queries import recall as ask_recall
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import Face, counted, day_text, face_of, today_in

_SAID = {
    "known": "you knew",
    "partly": "you knew half of it",
    "unknown": "not this time",
    "skipped": "skipped",
}
_LEAST_FOR_SIGN = 20


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """The person who is asked about now."""

    person: int
    name: str
    face: Face
    place: str
    revealed: Known


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """Somebody of this week who was asked about."""

    name: str
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    """An earlier week as it is shown."""

    week: str
    known: int
    partly: int
    unknown: int
    skipped: int


@dataclass(frozen=True, slots=True)
class RecallPage:
    """The recall check."""

    answer: str
    advice: str
    card: QuestionCard | None
    results: tuple[tuple[str, str], ...]
    answered: tuple[AnsweredLine, ...]
    weeks: tuple[WeekLine, ...]
    result: str
    longest: int


@require_safe
def show_recall(request: OwnedRequest) -> HttpResponse:
    """Ask about the next of this week's ten, or say that the week is done."""
    owner = request.owner
    if owner is None:
        return render(request, "web/recall/empty.html")
    found = ask_recall(owner, on=today_in(owner.zone))
    page = RecallPage(
        answer=_answer(found),
        advice=_advice(found),
        card=_card(found),
        results=tuple(RESULTS.items()),
        answered=tuple(_answered(one) for one in found.people if one.result),
        weeks=tuple(
            WeekLine(day_text(row.week), row.known, row.partly, row.unknown, row.skipped)
            for row in found.weeks
        ),
        result=_result(found),
        longest=LONGEST,
    )
    return render(request, "web/recall/recall.html", {"page": page})


def _answer(found: Recall) -> str:
    if not found.people:
        return "There is nobody to ask about yet."
    if found.next is None:
        return "Done for this week."
    return f"Who is {found.next.name}?"


def _advice(found: Recall) -> str:
    if not found.people:
        return "The check asks about people you are connected with; your LinkedIn export brings them."
    if found.next is None:
        return f"The next ten come on {_monday(found.week)}. Nobody keeps everybody in mind; that is what this place is for."
    return "Who is this, how do you know them, and one detail? Think first, then look. No points, no hurry, skip whom you like."


def _monday(week: date) -> str:
    after = week + timedelta(days=7)
    return f"Monday, {after.day} {after:%B}"


def _card(found: Recall) -> QuestionCard | None:
    if found.next is None or found.revealed is None:
        return None
    place = f"{found.answered + 1} of {len(found.people)} this week"
    return QuestionCard(found.next.person, found.next.name, face_of(found.next.name), place, found.revealed)


def _answered(one: Asked) -> AnsweredLine:
    return AnsweredLine(one.name, reverse("person", args=[one.person]), _SAID[one.result])


def _result(found: Recall) -> str:
    asked, known = found.result.asked, found.result.known
    if not asked:
        return ""
    said = f"Within a year you knew {known} of {counted(asked, 'person', 'people')} asked about; half-known ones count half."
    if asked < _LEAST_FOR_SIGN:
        return f"{said} From {_LEAST_FOR_SIGN} on, the sign “half of the people are strangers” rests on this."
    return said


@require_POST
def answer(request: OwnedRequest, number: int) -> HttpResponse:
    """Keep how well the owner remembered somebody."""
    owner, typed = owner_of(request), request.POST
    on = today_in(owner.zone)
    return perform(
        request,
        lambda key: answer_recall(
            owner, person=number, result=typed.get("result", ""), who=typed.get("who", ""), how=typed.get("how", ""),
            detail=typed.get("detail", ""), on=on, by="web", key=key,
        ),
        back=reverse("recall"),
    )  # fmt: skip
