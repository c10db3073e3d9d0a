"""Log a touch, write down value, keep a promise: short forms for one person, from anywhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.deeds import Deed
from nexalink.accounts.queries import Owner
from nexalink.interactions.actions import (
    EXCHANGE_KINDS,
    SIZES,
    close_commitment,
    log_touch,
    promise,
    record_exchange,
)
from nexalink.interactions.errors import BeforeKnown
from nexalink.interactions.queries import commitments
from nexalink.kernel.natural_dates import read_day
from nexalink.people.queries import person_named
from nexalink.ties.queries import people_rows
from nexalink.today.touch_line import TouchLine, read_touch_line
from nexalink.web.acts import WITHOUT_LEAVING, owner_of, perform
from nexalink.web.errors import BadDay, NobodyMeant
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.anyway import ask_anyway, said_anyway
from nexalink.web.typed import whole_number
from nexalink.web.words import day_text, today_in

KINDS = {
    "call": "Call",
    "meeting": "Meeting",
    "message": "Message",
    "mail": "Mail",
    "touch": "Something else",
}
DEPTHS = {
    "conversation": "A conversation",
    "personal message": "A personal message",
    "resource": "Something useful for them",
    "comment": "A comment",
    "greeting": "A greeting",
}
_LONGEST_LINE = 500
_SHOWN = 80
DIRECTIONS = {"mutual": "Both of us", "out": "I reached out", "in": "They reached out"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the people that a line may mean."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """The log page: for one person where the address names one; ``candidates`` where a line fits several."""

    person: int
    name: str
    line: str
    candidates: tuple[Candidate, ...]
    today: str
    kinds: tuple[tuple[str, str], ...]
    depths: tuple[tuple[str, str], ...]
    directions: tuple[tuple[str, str], ...]
    exchange_kinds: tuple[str, ...]
    sizes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise as it is shown on the person's page."""

    number: int
    who: str
    what: str
    due: str
    state: str
    is_open: bool


@require_safe
def show_log(request: OwnedRequest) -> HttpResponse:
    """Show the forms for logging; ``person`` in the address fills in whom, ``line`` asks which of several is meant."""
    owner = request.owner
    if owner is None:
        return render(request, "web/today/empty.html")
    number = whole_number(request.GET.get("person", ""))
    row = next(iter(people_rows(owner, [number])), None) if number else None
    return render(
        request,
        "web/logging/log.html",
        {
            "page": log_page(
                owner, row.person if row else 0, row.name if row else "", line=request.GET.get("line", "")
            )
        },
    )


def log_page(owner: Owner, person: int, name: str, *, line: str = "") -> LogPage:
    """Return what the forms show for one person, or for anybody (0); a ``line`` that fits several people asks which."""
    line = line[:_LONGEST_LINE]
    return LogPage(
        person=person,
        name=name,
        line=line or (f"call with {name} today" if name else ""),
        candidates=_candidates(owner, line) if line else (),
        today=today_in(owner.zone).isoformat(),
        kinds=tuple(KINDS.items()),
        depths=tuple(DEPTHS.items()),
        directions=tuple(DIRECTIONS.items()),
        exchange_kinds=EXCHANGE_KINDS,
        sizes=SIZES,
    )


def promise_lines(owner: Owner, person: int, *, on: date) -> tuple[PromiseLine, ...]:
    """Return a person's promises, open ones first."""
    return tuple(
        PromiseLine(
            number=row.pk,
            who="You" if row.by_owner else "They",
            what=row.what,
            due=f"due {day_text(row.due_on)}" if row.due_on else "",
            state=_state(row.state, row.due_on, row.closed_on, on=on),
            is_open=row.state == "open",
        )
        for row in commitments(owner, person=person)
    )


def _state(state: str, due: date | None, closed: date | None, *, on: date) -> str:
    if state == "open":
        return "late" if due is not None and due < on else "open"
    return (
        "kept late" if state == "kept" and due is not None and closed is not None and closed > due else state
    )


@require_POST
def log_line(request: OwnedRequest) -> HttpResponse:
    """Log a touch written as one line: “call with Farah yesterday”; where several fit the name, ask which one.

    The answer comes back with the id of the chosen person beside the same line.
    """
    owner = owner_of(request)
    on = today_in(owner.zone)
    line = request.POST.get("line", "")[:_LONGEST_LINE]
    found = read_touch_line(line, on=on)
    found.check_day()
    fits = _fitting(owner, found)
    chosen = request.POST.get("person", "")
    person = next((one.number for one in fits if str(one.number) == chosen), fits[0].number)
    if len(fits) > 1 and str(person) != chosen:
        return _ask_which(request, line)

    def act(key: str) -> Deed:
        return log_touch(
            owner, person=person, day=found.day, on=on, by="web", kind=found.kind, direction="mutual",
            subject=found.about, anyway=said_anyway(request), key=key,
        )  # fmt: skip

    try:
        return perform(request, act, back=reverse("person", args=[person]))
    except BeforeKnown as fault:
        return ask_anyway(request, fault, person=person)


def _fitting(owner: Owner, line: TouchLine) -> tuple[Candidate, ...]:
    """Return the people that a line may mean: at least one.

    Raises:
        NobodyMeant: nobody fits.
    """
    found = person_named(owner, line.name) if line.name else []
    if not found:
        raise NobodyMeant(
            f"Nobody called “{(line.name or line.text)[:_SHOWN]}” is in your network."
            if line.name or line.text
            else "The line is empty.",
            advice="Write it as: call with First Last yesterday.",
        )
    return tuple(
        Candidate(one.pk, ", ".join(filter(None, (one.name, one.title, one.company)))) for one in found
    )


def _candidates(owner: Owner, line: str) -> tuple[Candidate, ...]:
    try:
        return _fitting(owner, read_touch_line(line, on=today_in(owner.zone)))
    except NobodyMeant:  # the form says so when it is sent
        return ()


def _ask_which(request: OwnedRequest, line: str) -> HttpResponse:
    address = f"{reverse('log')}?{urlencode({'line': line})}"
    if request.headers.get(WITHOUT_LEAVING):
        return HttpResponse(status=204, headers={"X-Go": address})
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def touch_typed(request: OwnedRequest, *, zone: str) -> dict[str, Any]:
    """Return what a form tells of a touch, in the words of ``log_touch`` and ``edit_touch``.

    Raises:
        BadDay: the day cannot be read.
    """
    on, typed = today_in(zone), request.POST
    return {
        "day": day_typed(typed.get("day", ""), on=on), "on": on, "kind": typed.get("kind", "touch"),
        "direction": typed.get("direction", "mutual"), "depth": typed.get("depth", "conversation"),
        "subject": typed.get("subject", ""), "text": typed.get("text", ""), "anyway": said_anyway(request),
    }  # fmt: skip


@require_POST
def log(request: OwnedRequest, number: int) -> HttpResponse:
    """Log a touch with one person from the form."""
    owner = owner_of(request)
    told = touch_typed(request, zone=owner.zone)

    def act(key: str) -> Deed:
        return log_touch(owner, person=number, by="web", key=key, **told)

    try:
        return perform(request, act, back=reverse("person", args=[number]))
    except BeforeKnown as fault:
        return ask_anyway(request, fault, person=number)


@require_POST
def exchange(request: OwnedRequest, number: int) -> HttpResponse:
    """Write down value given or received."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    typed = request.POST
    day = day_typed(typed.get("day", ""), on=on)
    asked = {"yes": True, "no": False}.get(typed.get("asked", ""))

    def act(key: str) -> Deed:
        return record_exchange(
            owner, person=number, direction=typed.get("direction", ""), kind=typed.get("kind", ""),
            size=typed.get("size", ""), day=day, on=on, by="web", asked=asked, note=typed.get("note", ""), key=key,
        )  # fmt: skip

    return perform(request, act, back=reverse("person", args=[number]))


@require_POST
def make_promise(request: OwnedRequest, number: int) -> HttpResponse:
    """Keep a promise of either side."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    typed = request.POST
    due = day_typed(typed["due"], on=on) if typed.get("due") else None

    def act(key: str) -> Deed:
        return promise(
            owner, person=number, what=typed.get("what", ""), on=on, by="web", by_owner=typed.get("who") != "them",
            due=due, key=key,
        )  # fmt: skip

    return perform(request, act, back=reverse("person", args=[number]))


@require_POST
def close_promise(request: OwnedRequest, number: int) -> HttpResponse:
    """Close a promise as kept or broken."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    kept = request.POST.get("kept") != "no"
    return perform(
        request,
        lambda key: close_commitment(owner, commitment=number, kept=kept, on=on, by="web", key=key),
        back=reverse("today"),
    )


def day_typed(text: str, *, on: date) -> date:
    """Return the day that was typed, today for nothing.

    Raises:
        BadDay: the text names no day.
    """
    if not text.strip():
        return on
    day = read_day(text, on=on)
    if day is None:
        raise BadDay(
            f"“{text[:40]}” is no day.", advice="Write it as yesterday, 3 days ago, 12 Nov or 2026-11-12."
        )
    return day
