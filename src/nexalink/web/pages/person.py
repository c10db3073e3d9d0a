"""One person: how the tie stands, what happened, how to reach them, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.archives.queries import changes
from nexalink.archives.separating import separate_people
from nexalink.audits.queries import PersonReading, reading_of
from nexalink.audits.wording import listed
from nexalink.interactions.queries import timeline
from nexalink.people.errors import PersonMissing
from nexalink.people.queries import Job, KnownPerson, known_person
from nexalink.ties.queries import PersonRow, tie_in_full
from nexalink.web.handles import HandleLine, handle_line
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.figure import Figure, figure_of
from nexalink.web.pages.people import exchanged_text, works_of
from nexalink.web.pages.people_filter import page_of
from nexalink.web.pages.person_write import WriteSide, write_side
from nexalink.web.pages.readings import ReadingLine, characteristic_lines, further_lines
from nexalink.web.pages.timeline import KINDS, TimelinePart, timeline_part
from nexalink.web.words import (
    SOURCES,
    Face,
    Fade,
    counted,
    day_text,
    face_of,
    fade_of,
    today_in,
    when,
)

_FACTS = {"birthday": "Birthday", "place": "Place", "nickname": "Nickname", "name": "Also written"}
_CHANGES = {"job": "New job", "renamed": "New profile address", "removed": "No longer a connection"}
_SUMMED_UP = {"industry": "Industry", "function": "Function", "stage": "Career stage"}


_TERMS = {
    "days_since": "the time since your last contact",
    "closeness": "how much contact there was",
    "span": "how long your contact goes back",
    "burstiness": "the rhythm of your contacts",
    "own_activity": "how active you were yourself",
}
"""What moves the forecast of a tie away from that of the owner's median tie."""
_WORTH_SAYING = 0.1
_HARDLY_ANY = 0.05
_RINGS = {5: 14.0, 15: 23.0, 50: 32.0, 150: 41.0}
"""Radii of the small orbit's rings, in units of its picture."""
_BEYOND, _BAND = 49.0, 9.0


@dataclass(frozen=True, slots=True)
class JobLine:
    """A position and when the sources stated it."""

    works: str
    seen: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What changed between two exports."""

    words: str
    before: str
    after: str
    seen: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How the tie stands: the figure, its text, the forecast and the suggested tier."""

    figure: Figure
    five: tuple[ReadingLine, ...]
    further: tuple[ReadingLine, ...]
    gaps: tuple[ReadingLine, ...]
    """The further readings that lack data; shown folded."""
    gaps_said: str
    fade: Fade
    fade_sentence: str
    tier: str
    as_of: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person's page."""

    name: str
    face: Face
    works: str
    answer: str
    badges: tuple[str, ...]
    tags: tuple[str, ...]
    handles: tuple[HandleLine, ...]
    first_links: tuple[HandleLine, ...]
    jobs: tuple[JobLine, ...]
    facts: tuple[tuple[str, str], ...]
    changes: tuple[ChangeLine, ...]
    merges: tuple[tuple[str, str], ...]
    standing: Standing | None
    ring: float | None
    """Distance of this tie's dot from the middle of the small orbit; None without any contact."""
    timeline: TimelinePart
    write: WriteSide | None


@require_safe
def show_person(request: OwnedRequest, number: int) -> HttpResponse:
    """Show what is known of one person, what happened, and how the tie stands."""
    owner = request.owner
    if owner is None:
        raise PersonMissing
    known = known_person(owner, number)
    held = tie_in_full(owner, number)
    row = held.row if held else None
    reading = reading_of(owner, person=number)
    kind, source = (
        _one_of(request.GET.get(name), among) for name, among in (("kind", KINDS), ("source", SOURCES))
    )
    history = timeline(owner, number, number=page_of(request.GET), kind=kind, source=source)
    today = today_in(owner.zone)
    page = PersonPage(
        name=known.person.name or "(no name)",
        face=face_of(known.person.name),
        works=works_of(known.person.title, known.person.company),
        answer=_answer(row, zone=owner.zone, today=today),
        badges=_badges(row),
        tags=row.tags if row else (),
        handles=(handles := tuple(handle_line(uri, shared=shared) for uri, shared, _ in known.handles)),
        first_links=_first_links(handles),
        jobs=tuple(_job(job) for job in known.jobs),
        facts=_facts(known),
        changes=tuple(
            _change(found.kind, found.before, found.after, (found.seen_before, found.seen_after))
            for found in changes(owner, person=number)
        ),
        merges=tuple(
            (name or "(no name)", reverse("separate", args=[number, pk])) for pk, name in known.merges
        ),
        standing=_standing(reading, tier=row.tier if row else None) if reading else None,
        ring=_ring(row),
        timeline=timeline_part(
            history, zone=owner.zone, kind=kind, source=source, sources=row.sources if row else ()
        ),
        write=write_side(owner, known, held, on=today) if held else None,
    )
    return render(request, "web/people/person.html", {"page": page})


@require_POST
def separate(request: OwnedRequest, number: int, merge: int) -> HttpResponse:
    """Take a merge of this person back: two people again."""
    owner = request.owner
    if owner is None:
        raise PersonMissing
    separate_people(owner, merge=merge, by="web")
    return HttpResponseRedirect(reverse("person", args=[number]))


def _one_of(value: str | None, known: Mapping[str, str]) -> str:
    return value if value and value in known else ""


def _answer(row: PersonRow | None, *, zone: str, today: date) -> str:
    """Say in one sentence how things stand."""
    if row is None:
        return "Known from lists only, so not counted as part of your network."
    last = when(row.last_contact, zone=zone, today=today)
    if last is None:
        return "You have not been in contact yet, as far as your sources know."
    said = f"Last contact {last.ago}, on {last.day}"
    place = f"; number {row.rank:,} by closeness" if row.rank else ""
    return f"{said}; {exchanged_text(row)}{place}."


def _badges(row: PersonRow | None) -> tuple[str, ...]:
    if row is None:
        return ()
    found = [
        f"Ring of {row.layer}" if row.layer else "",
        f"Tier {row.tier}" if row.tier else "",
        "Two-way" if row.two_way else "One-way so far" if row.incoming or row.outgoing else "",
        f"Connected since {day_text(row.connected_on)}" if row.is_connection and row.connected_on else "",
    ]
    return tuple(badge for badge in found if badge)


def _ring(row: PersonRow | None) -> float | None:
    """Place the tie in the small orbit: inside its ring, farther out the likelier it falls silent."""
    if row is None or not row.rank:
        return None
    outer = _RINGS.get(row.layer or 0, _BEYOND)
    return round(outer - _BAND * (1.0 - (row.fade or 0.0)) * 0.5 - _BAND * 0.1, 1)


def _first_links(handles: Sequence[HandleLine]) -> tuple[HandleLine, ...]:
    """Return the first address to write to and the first profile to open."""
    firsts = (next((line for line in handles if line.verb == verb), None) for verb in ("Write", "Open"))
    return tuple(line for line in firsts if line)


def _job(job: Job) -> JobLine:
    span = " – ".join(part for part in (job.started, job.finished) if part)
    first, last = day_text(job.first_seen), day_text(job.last_seen)
    seen = f"seen {last}" if first == last else f"seen {first} to {last}"
    return JobLine(works_of(job.title, job.company) or "(no words)", f"{span}; {seen}" if span else seen)


def _facts(known: KnownPerson) -> tuple[tuple[str, str], ...]:
    summed_up = [(label, getattr(known.person, name)) for name, label in _SUMMED_UP.items()]
    stated = [
        (_FACTS.get(kind, kind.replace("_", " ").capitalize()), value) for kind, value, _ in known.facts
    ]
    return tuple((label, value) for label, value in [*summed_up, *stated] if value)


def _change(
    kind: str, before: Mapping[str, Any], after: Mapping[str, Any], seen: tuple[date | None, date | None]
) -> ChangeLine:
    days = [day_text(day) for day in seen if day]
    return ChangeLine(
        words=_CHANGES.get(kind, kind.capitalize()),
        before=_state(before),
        after=_state(after),
        seen=f"between {' and '.join(days)}" if len(days) > 1 else "".join(days),
    )


def _state(state: Mapping[str, Any]) -> str:
    return works_of(state.get("title") or "", state.get("company") or "") or (state.get("url") or "")


def _standing(found: PersonReading, *, tier: int | None) -> Standing:
    reading = found.document
    readings, fade = reading["readings"], reading["fade"]
    suggested = reading.get("suggested_tier")
    further = further_lines(readings)
    gaps = tuple(line for line in further if not line.known)
    return Standing(
        figure=figure_of(readings),
        five=characteristic_lines(readings),
        further=tuple(line for line in further if line.known),
        gaps=gaps,
        gaps_said=f"Not enough data yet for {counted(len(gaps), 'reading')}: "
        f"{', '.join(line.title for line in gaps)}",
        fade=fade_of(fade["p_silent"]),
        fade_sentence=_fade_sentence(fade),
        tier=f"Tier {suggested['tier']}: {', '.join(suggested['because'])}"
        if suggested and suggested["tier"] != tier
        else "",
        as_of=day_text(found.on),
    )


def _fade_sentence(fade: Mapping[str, Any]) -> str:
    """Say the forecast without a probability, unless it was checked against the owner's own past."""
    if fade["p_silent"] is None:
        return f"No forecast: {fade.get('why') or 'not enough data yet'}."
    words = f"For the next {fade['within_days']} days, unless one of you acts."
    if fade.get("calibrated"):
        words = f"{_share_words(fade['p_silent'])} such ties fell silent within {fade['within_days']} days."
    terms = [(name, part) for name, part in fade.get("terms") or () if abs(part) >= _WORTH_SAYING]
    raised = [_TERMS[name] for name, part in terms if part > 0 and name in _TERMS][:2]
    lowered = [_TERMS[name] for name, part in terms if part < 0 and name in _TERMS][:2]
    parts = [f"{listed(raised)} {_speak(raised)} for silence"] if raised else []
    parts += [f"{listed(lowered)} {_speak(lowered)} against it"] if lowered else []
    return f"{words} Compared with your usual tie, {'; '.join(parts)}." if parts else words


def _share_words(share: float) -> str:
    """Say a chance as people count: about 3 in 10.

    >>> _share_words(0.31), _share_words(0.01), _share_words(0.99)
    ('About 3 in 10', 'Fewer than 1 in 20', 'Nearly all')
    """
    if share < _HARDLY_ANY:
        return "Fewer than 1 in 20"
    return "Nearly all" if share > 1 - _HARDLY_ANY else f"About {round(10 * share) or 1} in 10"


def _speak(subjects: Sequence[str]) -> str:
    return "speaks" if len(subjects) == 1 else "speak"
