"""The people list: search, order, filters, fifty a page."""

import math
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexalink.kernel import texts
from nexalink.ties.queries import PersonRow, all_tags, largest_circles, people_page, saved_filters
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.people_filter import Chips, Wanted, chips_of, fields_of, sentence_of, wanted_of
from nexalink.web.pages.people_filter import Field as FilterField
from nexalink.web.words import SOURCES, day_text, face_of, fade_of, today_in, when

_BAR = 22
"""Half the width of the small bar of messages in and out, in units of its picture."""
_FULL_BAR = 200
"""So many messages fill a bar; shorter ones by the root, so that few are still seen."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of the people list, ready to be shown, empty texts for nothing; bars in units of the small picture.

    All texts: fifty lines are rendered at once, and a number costs a template five times a text.
    """

    person: str
    address: str
    name: str
    initials: str
    tone: str
    works: str
    ring: str
    place: str
    from_them: str
    from_you: str
    written: bool
    exchanged: str
    last: str
    last_day: str
    connected: str
    fade_tone: str
    fade_word: str
    sources: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page this is, and the addresses of the others; empty where there is none."""

    number: int
    pages: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SavedView:
    """A kept view of the list."""

    number: str
    name: str
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people list."""

    answer: str
    lines: tuple[PersonLine, ...]
    pager: Pager
    chips: Chips
    fields: tuple[FilterField, ...]
    kept: tuple[tuple[str, str], ...]
    """What the filter form hands on unseen: ring and order."""
    text: str
    narrowed: int
    """How many of the further filters are set."""
    everybody: str
    by_connection: bool
    saved: tuple[SavedView, ...]
    query: str
    """This view as an address's query, to be kept under a name."""
    tags: tuple[str, ...]


@require_safe
def list_people(request: OwnedRequest) -> HttpResponse:
    """Show one page of the owner's people."""
    owner = request.owner
    if owner is None:
        return render(request, "web/people/empty.html")
    today = today_in(owner.zone)
    tags, circles = all_tags(owner), largest_circles(owner)
    wanted = wanted_of(request.GET)
    found = people_page(owner, chosen=wanted.chosen(today), number=wanted.page)
    if not found.total and not wanted.is_narrowed:
        return render(request, "web/people/empty.html")
    this = wanted.address().partition("?")[2]
    page = PeoplePage(
        answer=sentence_of(wanted, found.total, tags=tags, circles=circles),
        lines=tuple(line_of(row, zone=owner.zone, today=today) for row in found.rows),
        pager=_pager(wanted, found.number, found.pages),
        chips=chips_of(wanted),
        fields=fields_of(wanted, tags=tags, circles=circles),
        kept=wanted.kept,
        text=wanted.text,
        narrowed=wanted.narrowed,
        everybody=reverse("people"),
        by_connection=wanted.order == "connected",
        saved=tuple(
            SavedView(str(pk), name, f"{reverse('people')}?{query}", query == this)
            for pk, name, query in saved_filters(owner)
        ),
        query=this,
        tags=tuple(name for _, name in tags),
    )
    return render(request, "web/people/list.html", {"page": page})


def _pager(wanted: Wanted, number: int, pages: int) -> Pager:
    return Pager(
        number=number,
        pages=pages,
        before=wanted.address(page=number - 1) if number > 1 else "",
        after=wanted.address(page=number + 1) if number < pages else "",
    )


def line_of(row: PersonRow, *, zone: str, today: date) -> PersonLine:
    """Return a row of the people list as it is shown."""
    face, fade = face_of(row.name), fade_of(row.fade)
    last = when(row.last_contact, zone=zone, today=today)
    return PersonLine(
        person=str(row.person),
        address=f"/people/{row.person}/",
        name=row.name or "(no name)",
        initials=face.initials,
        tone=str(face.tone),
        works=works_of(row.title, row.company),
        ring=str(row.layer) if row.layer else "",
        place=f"no. {row.rank:,}" if row.rank else "",
        from_them=_bar(row.incoming),
        from_you=_bar(row.outgoing),
        written=bool(row.incoming or row.outgoing),
        exchanged=exchanged_text(row),
        last=last.ago if last else "",
        last_day=last.day if last else "",
        connected=day_text(row.connected_on) if row.connected_on else "",
        fade_tone=fade.tone,
        fade_word=fade.word,
        sources=", ".join(SOURCES[source] for source in row.sources),
        tags=row.tags[:3],
    )


def _bar(messages: int) -> str:
    return f"{_BAR * math.sqrt(min(messages / _FULL_BAR, 1.0)):.1f}"


def works_of(title: str, company: str) -> str:
    """Return what somebody does and where, as far as known."""
    return texts.works_of(title, company, between=" · ")


def exchanged_text(row: PersonRow) -> str:
    """Return how many messages came in and went out, and how often they met; empty where nothing happened."""
    written = f"{row.incoming:,} in · {row.outgoing:,} out" if row.incoming or row.outgoing else ""
    met = f"met {row.mutual:,}×" if row.mutual else ""
    return " · ".join(part for part in (written, met) if part)
