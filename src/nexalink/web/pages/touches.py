"""How the owner keeps in touch: kinds of touches, generic texts; and changing one touch that was logged by hand."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.deeds import Deed
from nexalink.interactions.actions import edit_touch, remove_exchange, remove_touch
from nexalink.interactions.errors import BeforeKnown
from nexalink.interactions.generic import MANY, GenericTouches, UsedKind, generic_touches, used_kinds
from nexalink.interactions.queries import touch_by_hand
from nexalink.people.errors import PersonMissing
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.anyway import ask_anyway
from nexalink.web.pages.logging import DEPTHS, DIRECTIONS, KINDS, touch_typed
from nexalink.web.words import counted, day_of, day_text, today_in

_KIND_WORDS = {"touch": "Something else"}


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of touch and how often it was used."""

    words: str
    depth: str
    times: str


@dataclass(frozen=True, slots=True)
class TouchesPage:
    """The page on touches."""

    answer: str
    shares: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    kinds: tuple[KindLine, ...]
    since: str
    many: int


@dataclass(frozen=True, slots=True)
class TouchPage:
    """One touch that was logged by hand, with the words of its fields."""

    number: int
    name: str
    back: str
    day: str
    kind: str
    direction: str
    depth: str
    subject: str
    text: str
    kinds: tuple[tuple[str, str], ...]
    directions: tuple[tuple[str, str], ...]
    depths: tuple[tuple[str, str], ...]


@require_safe
def show_touches(request: OwnedRequest) -> HttpResponse:
    """Show how the owner keeps in touch: two queries."""
    owner = request.owner
    if owner is None:
        return render(request, "web/today/empty.html")
    on = today_in(owner.zone)
    found = generic_touches(owner, on=on)
    page = TouchesPage(
        answer=_answer(found),
        shares=_shares(found),
        texts=tuple((text.opening, _reached(text.people, text.times)) for text in found.texts),
        kinds=tuple(_kind(one) for one in used_kinds(owner, on=on)),
        since=day_text(found.since),
        many=MANY,
    )
    return render(request, "web/touches/list.html", {"page": page})


@require_safe
def show_touch(request: OwnedRequest, number: int) -> HttpResponse:
    """Show the form of one touch that was logged by hand."""
    owner = request.owner
    if owner is None:
        raise PersonMissing
    found = touch_by_hand(owner, number)
    page = TouchPage(
        number=number,
        name=found.person.name or "(no name)",
        back=reverse("person", args=[found.person_id]),
        day=day_of(found.at, owner.zone).isoformat(),
        kind=found.get_kind_display(),
        direction=found.get_direction_display(),
        depth=found.get_touch_display(),
        subject=found.subject,
        text=found.text,
        kinds=tuple(KINDS.items()),
        directions=tuple(DIRECTIONS.items()),
        depths=(
            *DEPTHS.items(),
            ("introduction", "An introduction"),
            ("reaction", "A like"),
            ("unknown", "Not said"),
        ),
    )
    return render(request, "web/touches/touch.html", {"page": page})


@require_POST
def edit(request: OwnedRequest, number: int) -> HttpResponse:
    """Change a touch that was logged by hand."""
    owner = owner_of(request)
    told = touch_typed(request, zone=owner.zone)

    def act(key: str) -> Deed:
        return edit_touch(owner, touch=number, by="web", key=key, **told)

    try:
        return perform(request, act, back=reverse("people"))
    except BeforeKnown as fault:
        return ask_anyway(request, fault, person=touch_by_hand(owner, number).person_id)


@require_POST
def remove(request: OwnedRequest, number: int) -> HttpResponse:
    """Remove a touch that was logged by hand."""
    owner = owner_of(request)
    return perform(
        request, lambda key: remove_touch(owner, touch=number, by="web", key=key), back=reverse("people")
    )


@require_POST
def drop_exchange(request: OwnedRequest, number: int) -> HttpResponse:
    """Remove an entry of the ledger that was written by hand."""
    owner = owner_of(request)
    return perform(
        request, lambda key: remove_exchange(owner, exchange=number, by="web", key=key), back=reverse("value")
    )


def _answer(found: GenericTouches) -> str:
    if found.share is None:
        return "Not enough data: no text that you wrote in the last year is known."
    if not found.greetings + found.repeated:
        return (
            f"Every one of your {counted(found.written, 'text')} of the last year was written for its reader."
        )
    return f"{100 * found.share:.0f} % of your {counted(found.written, 'text')} of the last year could have gone to anybody."


def _shares(found: GenericTouches) -> tuple[str, ...]:
    said = [
        f"{counted(found.greetings, 'text')} only greeted, thanked or congratulated."
        if found.greetings
        else "",
        f"{counted(found.repeated, 'text')} said to {MANY} people or more the same words."
        if found.repeated
        else "",
    ]
    return tuple(words for words in said if words)


def _reached(people: int, times: int) -> str:
    return f"to {counted(people, 'person', 'people')}, {counted(times, 'time')}"


def _kind(one: UsedKind) -> KindLine:
    return KindLine(
        _KIND_WORDS.get(one.kind, one.kind.capitalize()), one.depth or "not said", f"{one.times:,}"
    )
