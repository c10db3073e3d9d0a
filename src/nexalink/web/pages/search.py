"""Search over everything, as a page and for the palette."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexalink.accounts.queries import Owner
from nexalink.playbooks.plans import KINDS as PLANS
from nexalink.search.actions import find_everything, find_kind
from nexalink.search.queries import MOST, Found, Group, Hit, Kind, KindPage, Piece
from nexalink.today.touch_line import read_touch_line
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.palette import commands
from nexalink.web.pages.people import Pager
from nexalink.web.typed import whole_number
from nexalink.web.words import counted, day_of, day_text, today_in

KINDS = {
    Kind.PERSON: ("People", "person", "people"),
    Kind.TAG: ("Tags", "tag", "tags"),
    Kind.CIRCLE: ("Circles", "circle", "circles"),
    Kind.VIEW: ("Kept views", "kept view", "kept views"),
    Kind.NOTE: ("Notes", "note", "notes"),
    Kind.PROMISE: ("Promises", "promise", "promises"),
    Kind.REMINDER: ("Reminders", "reminder", "reminders"),
    Kind.PLAYBOOK: ("Playbooks", "playbook", "playbooks"),
    Kind.INTRODUCTION: ("Introductions", "introduction", "introductions"),
    Kind.REQUEST: ("Requests", "request", "requests"),
    Kind.EXCHANGE: ("Given and received", "entry of value", "entries of value"),
    Kind.RECALL: ("What you remembered", "recall answer", "recall answers"),
    Kind.TOUCH: ("Messages and meetings", "message or meeting", "messages and meetings"),
}
"""Kind → its heading, one of them, several."""
_BY_NAME = {kind.label: kind for kind in Kind}
_LONGEST = 200
_MOST_DIGITS = 6
_LOG = re.compile(r"log\s+(.+)", re.IGNORECASE)
_TOUCHES = {
    ("message", "in"): "They wrote", ("message", "out"): "You wrote", ("mail", "in"): "They mailed",
    ("mail", "out"): "You mailed", ("call", "in"): "They called", ("call", "out"): "You called",
    ("call", "mutual"): "You talked", ("meeting", "mutual"): "You met",
}  # fmt: skip
_WAYS = {"in": "They asked you", "out": "You asked", "given": "You gave", "received": "You received"}


@dataclass(frozen=True, slots=True)
class Line:
    """One hit as it is shown; ``note`` says what it is and when."""

    address: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """The hits of one kind. ``all_of_it`` is the address of the rest, empty where everything is shown."""

    name: str
    heading: str
    count: str
    lines: tuple[Line, ...]
    all_of_it: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The page: what was typed, what was found, and what to do where nothing was."""

    text: str
    answer: str
    sections: tuple[Section, ...]
    pager: Pager | None
    back: str
    """The address of the search over all kinds, where this page shows one."""
    stale: bool
    asked: bool


@require_safe
def show_search(request: OwnedRequest) -> HttpResponse:
    """Show what holds every word of ``q``: some of each kind, or with ``kind`` all of one, page by page."""
    owner = request.owner
    text = request.GET.get("q", "")[:_LONGEST].replace("\0", "").strip()
    if owner is None or not text:
        page = SearchPage(text, "What are you looking for?", (), None, "", stale=False, asked=False)
        return render(request, "web/search/search.html", {"page": page})
    kind = _BY_NAME.get(request.GET.get("kind", ""))
    if kind is None:
        found, current = find_everything(owner, text)
        page = _everything(found, text, zone=owner.zone, current=current)
    else:
        part, current = find_kind(owner, text, kind=kind, number=_number(request.GET.get("page", "")))
        page = _one_kind(part, text, zone=owner.zone, current=current)
    return render(request, "web/search/search.html", {"page": page})


@require_safe
def show_palette(request: OwnedRequest) -> JsonResponse:
    """Return what the palette shows for ``q``; without it the commands, which it filters itself.

    Plain words and addresses only: the page puts them in as text.
    """
    owner = request.owner
    text = request.GET.get("q", "")[:_LONGEST].replace("\0", "").strip()
    if not text:
        return JsonResponse({"commands": commands()})
    if owner is None:
        return JsonResponse({"groups": [], "log": ""})
    line, name = _touch_line(owner, text)
    found, _ = find_everything(owner, name or text)
    groups = [
        {
            "heading": KINDS[group.kind][0],
            "more": group.total > len(group.hits),
            "all": _address(text, kind=group.kind),
            "hits": [_plain(line_of(hit, zone=owner.zone)) for hit in group.hits],
        }
        for group in found.groups
        if not line or group.kind == Kind.PERSON
    ]
    return JsonResponse({"groups": groups, "log": line})


def _touch_line(owner: Owner, text: str) -> tuple[str, str]:
    """Return the touch that ``text`` may tell of and whom it names: “log …”, or a line such as “call with Farah”."""
    asked = _LOG.fullmatch(text)
    line = read_touch_line(asked[1] if asked else text, on=today_in(owner.zone))
    told = asked or (line.kind != "touch" and line.name and line.name.casefold() != text.casefold())
    return (line.text, line.name) if told else ("", "")


def _plain(line: Line) -> dict[str, object]:
    return {
        "address": line.address,
        "title": [[piece.text, piece.marked] for piece in line.title],
        "text": [[piece.text, piece.marked] for piece in line.text],
        "note": line.note,
    }


def _everything(found: Found, text: str, *, zone: str, current: bool) -> SearchPage:
    sections = tuple(_section(group, text, zone=zone) for group in found.groups)
    return SearchPage(
        text, _answer(found.words, found.groups, text), sections, None, "", stale=not current, asked=True
    )


def _one_kind(part: KindPage, text: str, *, zone: str, current: bool) -> SearchPage:
    group = part.group
    pager = Pager(
        number=part.number,
        pages=part.pages,
        before=_address(text, kind=group.kind, page=part.number - 1) if part.number > 1 else "",
        after=_address(text, kind=group.kind, page=part.number + 1) if part.number < part.pages else "",
    )
    sections = (_section(group, text, zone=zone, whole=True),) if group.hits else ()
    answer = _answer(part.words, (group,) if group.total else (), text)
    return SearchPage(text, answer, sections, pager, _address(text), stale=not current, asked=True)


def _answer(words: int, groups: Sequence[Group], text: str) -> str:
    if not words:
        return "There is no letter or digit in that."
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    if not groups:
        return f"Nothing holds “{shown}”."
    return f"{_sum(groups)} with “{shown}”."


def _sum(groups: Sequence[Group]) -> str:
    """Return how much was found, the first three kinds by name."""
    told = [_count(group) for group in groups[:_NAMED]]
    if len(groups) > _NAMED:
        told.append("more")
    said = " and ".join(part for part in (", ".join(told[:-1]), told[-1]) if part)
    return said[:1].upper() + said[1:]


def _count(group: Group) -> str:
    _, one, many = KINDS[group.kind]
    return f"more than {MOST:,} {many}" if group.more else counted(group.total, one, many)


_NAMED = 3
_LONGEST_SHOWN = 60


def _section(group: Group, text: str, *, zone: str, whole: bool = False) -> Section:
    rest = not whole and group.total > len(group.hits)
    return Section(
        name=group.kind.label,
        heading=KINDS[group.kind][0],
        count=f"more than {MOST:,}" if group.more else f"{group.total:,}",
        lines=tuple(line_of(hit, zone=zone) for hit in group.hits),
        all_of_it=_address(text, kind=group.kind) if rest else "",
    )


def line_of(hit: Hit, *, zone: str) -> Line:
    """Return a hit with its address and what it is, in words."""
    return Line(
        _place(hit), hit.title, hit.text, " · ".join(part for part in (_what(hit), _day(hit, zone)) if part)
    )


def _day(hit: Hit, zone: str) -> str:
    return day_text(day_of(hit.at, zone)) if hit.at else ""


def _what(hit: Hit) -> str:
    """Return what a hit is in a few words, where its heading does not say it."""
    if hit.kind == Kind.PERSON:
        return hit.detail
    if hit.kind == Kind.TOUCH:
        direction, kind, _source = hit.detail.split(" ", 2)
        return _TOUCHES.get((kind, direction), kind.capitalize())
    if hit.kind in {Kind.REQUEST, Kind.EXCHANGE}:
        return _WAYS[hit.detail]
    if hit.kind == Kind.PROMISE:
        return hit.detail.capitalize()
    if hit.kind == Kind.PLAYBOOK:
        return PLANS[hit.detail]
    return counted(int(hit.detail), "person", "people") if hit.kind == Kind.CIRCLE else ""


def _place(hit: Hit) -> str:
    """Return the address where a hit stands."""
    if hit.kind == Kind.TOUCH and hit.detail.endswith(" manual"):
        return reverse("touch", args=[hit.number])
    if hit.kind in _PAGES:
        return reverse(_PAGES[hit.kind], args=[hit.number])
    if hit.kind in {Kind.TAG, Kind.CIRCLE}:
        return f"{reverse('people')}?{urlencode({hit.kind.label: hit.number})}"
    if hit.kind == Kind.VIEW:
        return f"{reverse('people')}?{hit.detail}"
    if hit.kind == Kind.REQUEST and (not hit.person or hit.detail == "in"):
        return f"{reverse('gate')}#request-{hit.number}"
    if hit.kind == Kind.INTRODUCTION:
        return reverse("introductions")
    if not hit.person:
        return reverse("value")
    kept = {
        Kind.TOUCH: "#timeline",
        Kind.EXCHANGE: "?kind=exchange#timeline",
        Kind.PROMISE: "?kind=promise#timeline",
    }
    return reverse("person", args=[hit.person]) + kept.get(hit.kind, "")


_PAGES = {Kind.PERSON: "person", Kind.NOTE: "note-page", Kind.PLAYBOOK: "playbook"}


def _address(text: str, *, kind: Kind | None = None, page: int = 1) -> str:
    query = {"q": text} | ({"kind": kind.label} if kind else {}) | ({"page": str(page)} if page > 1 else {})
    return f"{reverse('search')}?{urlencode(query)}"


def _number(text: str) -> int:
    number = whole_number(text, digits=_MOST_DIGITS)
    return 1 if number is None else number
