"""Change one tie from its page: tier, cadence, tags, notes, reminders, judgement, what is known."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from nexalink.accounts.deeds import Deed
from nexalink.people.actions import edit_knowledge
from nexalink.ties.actions import (
    add_reminder,
    add_tag,
    assign_tier,
    finish_reminder,
    join_circle,
    judge_tie,
    leave_circle,
    mark_genuine,
    remove_reminder,
    remove_tag,
    set_cadence,
    write_note,
)
from nexalink.ties.errors import CadenceImpossible, TierUnknown
from nexalink.web.acts import owner_of, perform
from nexalink.web.errors import BadDay
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.logging import day_typed
from nexalink.web.typed import whole_number
from nexalink.web.words import now_in, today_in

_BY = "web"


def tier_typed(text: str) -> int | None:
    """Return the tier that was typed or chosen.

    Raises:
        TierUnknown: it is none of ours.
    """
    if text in {"", "0", "none"}:
        return None
    if text not in {"1", "2", "3"}:
        raise TierUnknown("There are three tiers: 1, 2 and 3, or none.", advice="Choose one of them.")
    return int(text)


def days_typed(text: str) -> int | None:
    """Return the number of days that was typed, None for nothing.

    Raises:
        CadenceImpossible: it is no number of days.
    """
    text = text.strip()
    days = whole_number(text, digits=5)
    if text and days is None:
        raise CadenceImpossible(f"“{text[:20]}” is no number of days.", advice="Write a number such as 45.")
    return days


@require_POST
def tier(request: OwnedRequest, number: int) -> HttpResponse:
    """Put the person into a tier, or out of all."""
    owner = owner_of(request)
    on, chosen = today_in(owner.zone), tier_typed(request.POST.get("tier", ""))
    return _done(
        request, number, lambda key: assign_tier(owner, people=[number], tier=chosen, on=on, by=_BY, key=key)
    )


@require_POST
def cadence(request: OwnedRequest, number: int) -> HttpResponse:
    """Set the days between touches; empty leaves it to the tier."""
    owner = owner_of(request)
    days = days_typed(request.POST.get("days", ""))
    on = today_in(owner.zone)
    return _done(
        request, number, lambda key: set_cadence(owner, person=number, days=days, on=on, by=_BY, key=key)
    )


@require_POST
def tag(request: OwnedRequest, number: int) -> HttpResponse:
    """Put a label on the person, or take it off."""
    owner, name = owner_of(request), request.POST.get("tag", "")
    act = remove_tag if request.POST.get("act") == "remove" else add_tag
    return _done(request, number, lambda key: act(owner, people=[number], tag=name, by=_BY, key=key))


@require_POST
def note(request: OwnedRequest, number: int) -> HttpResponse:
    """Add a dated note."""
    owner, text = owner_of(request), request.POST.get("text", "")
    at = now_in()
    return _done(
        request, number, lambda key: write_note(owner, person=number, text=text, at=at, by=_BY, key=key)
    )


@require_POST
def reminder(request: OwnedRequest, number: int) -> HttpResponse:
    """Remind the owner on a day."""
    owner, text = owner_of(request), request.POST.get("text", "")
    if not request.POST.get("day"):
        raise BadDay("A reminder needs a day.", advice="Write it as tomorrow, in 2 weeks or 2027-01-31.")
    on = today_in(owner.zone)
    day, yearly = day_typed(request.POST["day"], on=on), bool(request.POST.get("yearly"))
    return _done(
        request, number,
        lambda key: add_reminder(
            owner, person=number, text=text, day=day, yearly=yearly, on=on, by=_BY, key=key
        ),
    )  # fmt: skip


@require_POST
def close_reminder(request: OwnedRequest, number: int) -> HttpResponse:
    """Tick a reminder, or remove it for good."""
    owner = owner_of(request)
    on, gone = today_in(owner.zone), request.POST.get("act") == "remove"

    def act(key: str) -> Deed:
        if gone:
            return remove_reminder(owner, reminder=number, by=_BY, key=key)
        return finish_reminder(owner, reminder=number, on=on, by=_BY, key=key)

    return perform(request, act, back=reverse("people"))


@require_POST
def circle(request: OwnedRequest, number: int) -> HttpResponse:
    """Put the person into a circle by its name, or take them out of one by its number."""
    owner, typed = owner_of(request), request.POST
    left = whole_number(typed.get("leave", ""))
    if left is not None:
        return _done(
            request, number, lambda key: leave_circle(owner, person=number, circle=left, by=_BY, key=key)
        )
    name, kind = typed.get("circle", ""), typed.get("kind", "community")
    return _done(
        request, number,
        lambda key: join_circle(owner, people=[number], circle=name, kind=kind, by=_BY, key=key),
    )  # fmt: skip


@require_POST
def genuine(request: OwnedRequest, number: int) -> HttpResponse:
    """Keep the owner's word on whether the tie is genuine; empty leaves it to the evidence."""
    owner = owner_of(request)
    said = {"yes": True, "no": False}.get(request.POST.get("genuine", ""))
    return _done(
        request, number, lambda key: mark_genuine(owner, person=number, genuine=said, by=_BY, key=key)
    )


@require_POST
def judgement(request: OwnedRequest, number: int) -> HttpResponse:
    """Keep the owner's judgement of the tie."""
    owner, question = owner_of(request), request.POST.get("question", "")
    answer = {"yes": True, "no": False}.get(request.POST.get("answer", ""))
    on = today_in(owner.zone)
    return _done(
        request, number,
        lambda key: judge_tie(owner, person=number, question=question, answer=answer, on=on, by=_BY, key=key),
    )  # fmt: skip


@require_POST
def knowledge(request: OwnedRequest, number: int) -> HttpResponse:
    """Set what the owner knows of the person."""
    owner = owner_of(request)
    values = {name: text for name, text in request.POST.items() if isinstance(text, str)}
    on = today_in(owner.zone)
    return _done(
        request, number,
        lambda key: edit_knowledge(owner, person=number, values=values, on=on, by=_BY, key=key),
    )  # fmt: skip


def _done(request: OwnedRequest, number: int, act: Callable[[str], Deed]) -> HttpResponse:
    return perform(request, act, back=reverse("person", args=[number]))
