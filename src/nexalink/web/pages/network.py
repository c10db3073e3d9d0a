"""The report of the latest audit, and the people behind one of its signs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.queries import done_since
from nexalink.archives.queries import imports, newest_linkedin_export
from nexalink.audits.actions import run_audit
from nexalink.audits.errors import NothingToAudit
from nexalink.audits.queries import latest_audit
from nexalink.audits.wording import SIGN_TITLES
from nexalink.measures.sign import SignId
from nexalink.reports.page import report_context
from nexalink.reports.pictures import far_dots
from nexalink.ties.queries import people_rows
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.people import PersonLine, line_of
from nexalink.web.words import day_text, today_in

_ATTRIBUTES = ("industry", "circle")
_MOST_KEPT = 200
_MOVES_NUMBERS = frozenset(
    {
        "import",
        "undo import",
        "answer",
        "reopen",
        "separate",
        "remove person",
        "restore person",
        "erase person",
        "undo",
    }
)
"""What may change many of a report's numbers at once; a single touch changes little."""


@dataclass(frozen=True, slots=True)
class SignPage:
    """A sign, what it rests on, and the people behind it. ``tone`` is good, needs or unknown."""

    title: str
    sentence: str
    period: str
    tone: str
    mark: str
    people: tuple[PersonLine, ...]
    cut: bool
    """Whether an audit keeps no more names behind a sign than these."""


@dataclass(frozen=True, slots=True)
class StepPage:
    """One of the first things to do, why, and with whom."""

    sentence: str
    because: str
    people: tuple[PersonLine, ...]


@require_safe
def show_network(request: OwnedRequest) -> HttpResponse:
    """Show the latest audit's report; before the first, how to get there."""
    owner = request.owner
    audit = latest_audit(owner) if owner else None
    if owner is None or audit is None:
        waiting = bool(owner and imports(owner))
        return render(request, "web/network/empty.html", {"waiting": waiting})
    report = report_context(owner, audit, by=_attribute(request))
    stale = done_since(owner, audit.made_at, actions=_MOVES_NUMBERS)
    return render(request, "web/network/report.html", {"report": report, "linked": True, "stale": stale})


@require_safe
def list_dots(request: OwnedRequest) -> HttpResponse:
    """Give the dots of the picture's field as JSON: ``[[id, x, y, name, facts], …]``."""
    owner = request.owner
    audit = latest_audit(owner) if owner else None
    if owner is None or audit is None:
        raise Http404
    return HttpResponse(
        far_dots(owner, audit, by=_attribute(request)), content_type="application/json; charset=utf-8"
    )


def _attribute(request: OwnedRequest) -> str:
    by = request.GET.get("by", "")
    return by if by in _ATTRIBUTES else _ATTRIBUTES[0]


@require_POST
def measure_again(request: OwnedRequest) -> HttpResponse:
    """Make a new audit as of today and show it."""
    owner = request.owner
    if owner is None:
        raise NothingToAudit("There is nobody in your network yet.", advice="Import something first.")
    run_audit(owner, on=today_in(owner.zone), by="web", exported_on=newest_linkedin_export(owner))
    return HttpResponseRedirect(reverse("network"))


@require_safe
def show_sign(request: OwnedRequest, name: str) -> HttpResponse:
    """Show the people behind one of the twelve signs."""
    owner = request.owner
    audit = latest_audit(owner) if owner else None
    signs = audit.document["network"]["signs"] if audit else ()
    sign = next((sign for sign in signs if sign["id"] == name), None)
    if owner is None or sign is None:
        raise Http404
    today = today_in(owner.zone)
    rows = people_rows(owner, sign["people"])
    lines = tuple(line_of(row, zone=owner.zone, today=today) for row in rows)
    return render(request, "web/network/sign.html", {"sign": _sign_page(sign, lines)})


@require_safe
def show_step(request: OwnedRequest, kind: str) -> HttpResponse:
    """Show the people whom one of the first things to do is about."""
    owner = request.owner
    audit = latest_audit(owner) if owner else None
    steps = audit.document["first_steps"] if audit else ()
    step = next((step for step in steps if step["kind"] == kind and step["people"]), None)
    if owner is None or step is None:
        raise Http404
    today = today_in(owner.zone)
    lines = tuple(line_of(row, zone=owner.zone, today=today) for row in people_rows(owner, step["people"]))
    return render(
        request, "web/network/step.html", {"step": StepPage(step["sentence"], step["because"], lines)}
    )


def _sign_page(sign: dict[str, Any], lines: tuple[PersonLine, ...]) -> SignPage:
    known = sign["state"] != "not_enough_data"
    good = (sign["state"] == "present") == (sign["kind"] == "positive")
    marks = {"present": "It shows", "absent": "It does not show", "not_enough_data": "Not enough data"}
    return SignPage(
        title=SIGN_TITLES[SignId(sign["id"])],
        sentence=sign["sentence"],
        period=f"{_day(sign['from'])} to {_day(sign['to'])}",
        tone=("good" if good else "needs") if known else "unknown",
        mark=marks[sign["state"]],
        people=lines,
        cut=len(sign["people"]) >= _MOST_KEPT,
    )


def _day(text: str) -> str:
    return day_text(date.fromisoformat(text))
