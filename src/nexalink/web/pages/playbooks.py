"""Playbooks: plans of few people and slow steps; the list and the beginning of new ones."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.kernel.natural_dates import read_day
from nexalink.playbooks import actions
from nexalink.playbooks.candidates import Candidate, promising
from nexalink.playbooks.plans import KINDS
from nexalink.playbooks.queries import PlaybookLine, deepening, playbooks
from nexalink.web.acts import owner_of, perform
from nexalink.web.errors import BadDay
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.choosing import person_in
from nexalink.web.words import counted, day_text, today_in

WHAT_FOR = {
    "job_search": (
        "Fifteen to twenty people who know your work, one by one, each with a message of their own.",
        "The field you look in: industry, function or company",
    ),
    "launch": (
        "Key people hear of it before the day, each with one clear ask, and are thanked afterwards.",
        "What is launched, or its field",
    ),
    "mentorship": (
        "A few people ahead of you. Give first, over months; ask only when it is earned.",
        "What you want to learn",
    ),
    "deepening": (
        "Someone new and promising: a few touches over three months, value given first.",
        "",
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One plan as it is listed."""

    line: PlaybookLine
    address: str
    progress: str
    next: str


@dataclass(frozen=True, slots=True)
class Start:
    """How one kind of plan is begun."""

    kind: str
    title: str
    says: str
    space: str
    with_day: bool
    with_person: bool


@dataclass(frozen=True, slots=True)
class PlaybooksPage:
    """The list of plans."""

    answer: str
    open: tuple[Line, ...]
    closed: tuple[Line, ...]
    starts: tuple[Start, ...]
    warning: str
    promising: tuple[Candidate, ...]


@require_safe
def list_playbooks(request: OwnedRequest) -> HttpResponse:
    """Show the owner's plans and how to begin one."""
    owner = request.owner
    if owner is None:
        return render(request, "web/playbooks/empty.html")
    on = today_in(owner.zone)
    lines = [_line(one, on=on) for one in playbooks(owner)]
    opened = tuple(line for line in lines if line.line.closed_on is None)
    page = PlaybooksPage(
        answer=f"{counted(len(opened), 'plan')} running."
        if opened
        else "What do you want to reach, and with whom?",
        open=opened,
        closed=tuple(line for line in lines if line.line.closed_on is not None),
        starts=tuple(
            Start(kind, title, *WHAT_FOR[kind], with_day=kind == "launch", with_person=kind == "deepening")
            for kind, title in KINDS.items()
        ),
        warning=deepening(owner, on=on).warning,
        promising=promising(owner, on=on),
    )
    return render(request, "web/playbooks/list.html", {"page": page})


@require_safe
def show_newest(request: OwnedRequest) -> HttpResponse:
    """Go to the plan that was begun last, to the list where there is none."""
    found = [] if request.owner is None else playbooks(request.owner)
    newest = max((line.number for line in found), default=0)
    address = reverse("playbook", args=[newest]) if newest else reverse("playbooks")
    asked = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{address}?{asked}" if asked else address)


@require_POST
def start(request: OwnedRequest) -> HttpResponse:
    """Begin a plan."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    typed = request.POST
    day = _day(typed.get("day", ""), on=on)
    named = typed.get("person", "").strip() or typed.get("person_id", "")
    people = [person_in(request, owner, "person")] if named else []
    return perform(
        request,
        lambda key: actions.start_playbook(
            owner, kind=typed.get("kind", ""), title=typed.get("title", ""), space=typed.get("space", ""),
            about=typed.get("about", ""), day=day, people=people, on=on, by="web", key=key,
        ),
        back=reverse("playbook-newest"),
    )  # fmt: skip


def _day(text: str, *, on: date) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        day = read_day(text, on=on)
    if day is None:
        raise BadDay(f"“{text[:40]}” is no day.", advice="Write it as 2026-12-31.")
    return day


def _line(one: PlaybookLine, *, on: date) -> Line:
    people = counted(one.people, "person", "people")
    parts = [
        people,
        f"{one.contacted} contacted",
        f"{one.conversations} spoken with",
        f"{one.outcomes} with an outcome",
    ]
    due = one.next_due
    upcoming = "" if due is None else "a step is due" if due <= on else f"next step {day_text(due)}"
    return Line(one, reverse("playbook", args=[one.number]), ", ".join(parts), upcoming)
