"""The brief of one person: one screen to read before writing or meeting, and to print."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from nexalink.interactions.queries import Promised
from nexalink.people.errors import PersonMissing
from nexalink.today.brief import Brief, LastContact, brief
from nexalink.web.markdown import markdown_html
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import Face, ago_text, day_text, face_of, today_in

_NOTE = 600


@dataclass(frozen=True, slots=True)
class BriefPage:
    """The brief in words."""

    name: str
    face: Face
    works: str
    address: str
    draft: str
    answer: str
    line: str
    facts: tuple[tuple[str, str], ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    known: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, SafeString], ...]


@require_safe
def show_brief(request: OwnedRequest, number: int) -> HttpResponse:
    """Show what is worth knowing before writing to a person."""
    owner = request.owner
    if owner is None:
        raise PersonMissing
    on = today_in(owner.zone)
    found = brief(owner, person=number, on=on)
    page = BriefPage(
        name=found.name or "(no name)",
        face=face_of(found.name),
        works=found.works,
        address=reverse("person", args=[number]),
        draft=reverse("draft", args=[number]),
        answer=f"{found.reason}.",
        line=found.line,
        facts=_facts(found, on=on),
        mine=tuple(promise_text(row, on=on) for row in found.mine),
        theirs=tuple(promise_text(row, on=on) for row in found.theirs),
        known=tuple((words, text) for _, words, text in found.known),
        changed=tuple((one.what, _changed(one.before, one.seen)) for one in found.changed),
        notes=tuple(
            (f"{day_text(day)}{f', on {name}' if name else ''}", markdown_html(_cut(text)))
            for day, name, text in found.notes
        ),
    )
    return render(request, "web/people/brief.html", {"page": page})


def _facts(found: Brief, *, on: date) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Last contact", last_text(found.last, on=on)),
        ("Next touch", _due(found.due, on=on)),
        ("Between you", found.standing),
        ("Value", found.balance.sentence if found.balance else "nothing written down"),
        ("Birthday", f"{found.birthday.day} {found.birthday:%B}" if found.birthday else ""),
        ("Place", found.place),
        ("Circles", ", ".join(found.circles)),
        ("Reach", ", ".join(found.reach)),
    )
    return tuple((label, text) for label, text in facts if text)


def last_text(last: LastContact | None, *, on: date) -> str:
    """Say when the last contact was, and about what."""
    if last is None:
        return "none yet, as far as your sources know"
    said = f"{ago_text((on - last.on).days)}, {day_text(last.on)}"
    if not last.about:
        return said
    who = {True: "you wrote", False: "they wrote", None: "about"}[last.by_owner]
    when = f" ({day_text(last.about_on)})" if last.about_on and last.about_on != last.on else ""
    return f"{said}; {who} “{last.about}”{when}"


def promise_text(row: Promised, *, on: date) -> str:
    """Say what was promised and for when."""
    if row.due_on is None:
        return row.what
    late = f", {(on - row.due_on).days} days late" if row.due_on < on else ""
    return f"{row.what} (due {day_text(row.due_on)}{late})"


def _due(day: date | None, *, on: date) -> str:
    if day is None:
        return ""
    return f"due {day_text(day)}" if day > on else f"due since {day_text(day)}"


def _changed(before: str, seen: date | None) -> str:
    parts = (f"before: {before}" if before else "", f"seen {day_text(seen)}" if seen else "")
    return "; ".join(part for part in parts if part)


def _cut(text: str) -> str:
    return text if len(text) <= _NOTE else f"{text[:_NOTE]}…"
