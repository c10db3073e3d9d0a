"""The people list: search, order, filters, fifty a page."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexalink.ties.queries import PersonRow, all_tags, largest_circles, people_page
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.people_filter import Chips, Wanted, chips_of, fields_of, sentence_of, wanted_of
from nexalink.web.pages.people_filter import Field as FilterField
from nexalink.web.words import SOURCES, Face, Fade, When, counted, day_text, face_of, fade_of, today_in, when

_BAR = 22
"""Half the width of the small bar of messages in and out, in units of its picture."""
_FULL_BAR = 20


@dataclass(frozen=True, slots=True)
class Balance:
    """Messages and mails of both sides as two bars back to back, and in words."""

    from_them: float
    from_you: float
    text: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of the people list, ready to be shown."""

    address: str
    name: str
    face: Face
    works: str
    ring: str
    place: str
    balance: Balance | None
    last: When | None
    connected: str
    fade: Fade
    sources: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page this is, and the addresses of the others; empty where there is none."""

    number: int
    pages: int
    before: str
    after: str


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
    return PersonLine(
        address=f"/people/{row.person}/",
        name=row.name or "(no name)",
        face=face_of(row.name),
        works=works_of(row.title, row.company),
        ring=str(row.layer) if row.layer else "",
        place=f"no. {row.rank:,}" if row.rank else "",
        balance=_balance(row),
        last=when(row.last_contact, zone=zone, today=today),
        connected=day_text(row.connected_on) if row.connected_on else "",
        fade=fade_of(row.fade),
        sources=tuple(SOURCES[source] for source in row.sources),
        tags=row.tags[:4],
    )


def works_of(title: str, company: str) -> str:
    """Return what somebody does and where, as far as known."""
    return " · ".join(part for part in (title, company) if part)


def _balance(row: PersonRow) -> Balance | None:
    if not (row.incoming or row.outgoing or row.mutual):
        return None
    parts = [f"{row.incoming:,} in", f"{row.outgoing:,} out"]
    if row.mutual:
        parts.append(f"met {counted(row.mutual, 'time')}")
    most = max(row.incoming, row.outgoing, _FULL_BAR)
    return Balance(
        from_them=round(_BAR * row.incoming / most, 1),
        from_you=round(_BAR * row.outgoing / most, 1),
        text=" · ".join(parts),
    )
