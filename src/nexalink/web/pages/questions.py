"""Open questions: are these two records one person?"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.actions import mark_undone
from nexalink.accounts.queries import Owner, undoable
from nexalink.archives.actions import answer_question, reopen_question
from nexalink.archives.errors import ArchiveMissing
from nexalink.archives.queries import Question, Side, open_questions
from nexalink.web.handles import HandleLine, handle_line
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.people import Pager, works_of
from nexalink.web.pages.people_filter import page_of
from nexalink.web.words import Face, When, counted, day_text, face_of, today_in, when

_ANSWERS = {"same": True, "different": False}
_NONE_OPEN = "No question is open."
_LOOK_BACK = 200
_MOST_HANDLES = 6


@dataclass(frozen=True, slots=True)
class Card:
    """One of the two records."""

    address: str
    name: str
    face: Face
    works: str
    handles: tuple[HandleLine, ...]
    contacts: str
    last: When | None
    connected: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with both records, its reasons, and where its answer goes."""

    number: int
    asks: str
    first: Card
    second: Card
    because: tuple[str, ...]
    answer_address: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What was just answered, for the bar that offers to take it back."""

    sentence: str
    reopen_address: str


@require_safe
def list_questions(request: OwnedRequest) -> HttpResponse:
    """Show one page of open questions, those with the most contact first."""
    owner = request.owner
    if owner is None:
        nothing = {"answer": _NONE_OPEN, "lines": (), "pager": Pager(1, 1, "", ""), "answered": None}
        return render(request, "web/questions/list.html", nothing)
    found = open_questions(owner, number=page_of(request.GET))
    today = today_in(owner.zone)
    lines = tuple(_line(question, zone=owner.zone, today=today) for question in found.questions)
    waits = "waits" if found.total == 1 else "wait"
    context = {
        "answer": f"{counted(found.total, 'question')} {waits} for you." if lines else _NONE_OPEN,
        "lines": lines,
        "pager": Pager(
            found.number, found.pages, _page(found.number - 1), _page(found.number + 1, most=found.pages)
        ),
        "answered": _answered(owner, request.GET.get("answered", "")),
    }
    return render(request, "web/questions/list.html", context)


@require_POST
def answer(request: OwnedRequest, number: int) -> HttpResponse:
    """Take the owner's answer; a yes joins the two records, which can be taken back."""
    owner = _owner(request)
    said = _ANSWERS.get(request.POST.get("answer", ""))
    if said is None:
        return HttpResponseRedirect(reverse("questions"))
    answer_question(owner, question=number, same=said, by="web")
    page = page_of(request.POST)
    return HttpResponseRedirect(
        f"{reverse('questions')}?answered={number}" + (f"&page={page}" if page > 1 else "")
    )


@require_POST
def reopen(request: OwnedRequest, number: int) -> HttpResponse:
    """Take an answer back."""
    owner = _owner(request)
    reopen_question(owner, question=number, by="web")
    for entry in undoable(owner, most=_LOOK_BACK):
        if entry.action == "answer" and entry.after.get("question") == number:
            mark_undone(entry)
    return HttpResponseRedirect(reverse("questions"))


def _owner(request: OwnedRequest) -> Owner:
    if request.owner is None:
        raise ArchiveMissing("That question is not there.", advice="Import something first.")
    return request.owner


def _page(number: int, *, most: int | None = None) -> str:
    if number < 1 or (most is not None and number > most):
        return ""
    return f"?page={number}"


def _answered(owner: Owner, number: str) -> Answered | None:
    """Return the bar of an answer that can still be taken back."""
    if not number.isdigit():
        return None
    for entry in undoable(owner):
        if entry.action == "answer" and str(entry.after.get("question")) == number:
            return Answered(
                f"Noted: {entry.what}.", reverse("question-reopen", args=[entry.after["question"]])
            )
    return None


def _line(question: Question, *, zone: str, today: date) -> QuestionLine:
    first, second = (_card(side, zone=zone, today=today) for side in (question.first, question.second))
    asks = f"Is {first.name} the same person as {second.name}?"
    if first.name == second.name:
        asks = f"Are these two {first.name} one person?"
    if question.kind == "renamed":
        asks = f"Did {first.name} change the address of the profile?"
    return QuestionLine(
        question.id, asks, first, second, question.because, reverse("question-answer", args=[question.id])
    )


def _card(side: Side, *, zone: str, today: date) -> Card:
    return Card(
        address=reverse("person", args=[side.person]),
        name=side.name or "(no name)",
        face=face_of(side.name),
        works=works_of(side.title, side.company),
        handles=tuple(handle_line(uri) for uri in side.handles[:_MOST_HANDLES]),
        contacts=counted(side.interactions, "contact") if side.interactions else "no contact yet",
        last=when(side.last_contact, zone=zone, today=today),
        connected=day_text(side.connected_on) if side.connected_on else "",
    )
