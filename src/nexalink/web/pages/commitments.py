"""Promises of both sides: what stands, and how each side kept its word."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.interactions.actions import reopen_commitment
from nexalink.interactions.queries import (
    KeptPromises,
    Promised,
    closed_commitments,
    kept_promises,
    open_commitments,
)
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import counted, day_text, today_in

STATES = {
    "open": "open",
    "late": "past its day",
    "kept": "kept",
    "kept late": "kept late",
    "broken": "not kept",
}


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One promise as it is shown."""

    number: int
    name: str
    address: str
    what: str
    state: str
    when: str


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    """The page of promises: yours, theirs, and the closed ones of both."""

    answer: str
    mine: tuple[CommitmentLine, ...]
    theirs: tuple[CommitmentLine, ...]
    closed: tuple[tuple[str, CommitmentLine], ...]
    kept: tuple[tuple[str, str], ...]


@require_safe
def show_commitments(request: OwnedRequest) -> HttpResponse:
    """Show what was promised by either side: three queries."""
    owner = request.owner
    if owner is None:
        return render(request, "web/today/empty.html")
    on = today_in(owner.zone)
    found = open_commitments(owner, on=on)
    mine, theirs = kept_promises(owner, on=on)
    page = CommitmentsPage(
        answer=_answer(found, [*_sides(mine), *_sides(theirs)]),
        mine=tuple(_line(row) for row in found if row.by_owner),
        theirs=tuple(_line(row) for row in found if not row.by_owner),
        closed=tuple(
            ("You" if row.by_owner else "They", _line(row)) for row in closed_commitments(owner, on=on)
        ),
        kept=tuple(
            (who, _kept(side)) for who, side in (("You", mine), ("They", theirs)) if sum(_sides(side))
        ),
    )
    return render(request, "web/commitments/list.html", {"page": page})


@require_POST
def reopen(request: OwnedRequest, number: int) -> HttpResponse:
    """Open a closed promise again."""
    owner = owner_of(request)
    return perform(
        request,
        lambda key: reopen_commitment(owner, commitment=number, by="web", key=key),
        back=reverse("commitments"),
    )


def _answer(found: Sequence[Promised], sides: Sequence[int]) -> str:
    if not found and not sum(sides):
        return "Nothing is promised yet, on either side."
    mine = [row for row in found if row.by_owner]
    late = sum(row.state == "late" for row in mine)
    if not mine:
        return "You owe nobody a promise."
    past = f", {late} past {'its' if late == 1 else 'their'} day" if late else ""
    return f"You owe {counted(len(mine), 'promise')}{past}."


def _sides(side: KeptPromises) -> tuple[int, int, int]:
    return side.kept, side.late, side.broken


def _kept(side: KeptPromises) -> str:
    closed = sum(_sides(side))
    return f"{side.kept} of {closed} kept in time, {side.late} kept late, {side.broken} not kept"


def _line(row: Promised) -> CommitmentLine:
    due = f"due {day_text(row.due_on)}" if row.due_on else "no day given"
    closed = (
        f"closed {day_text(row.closed_on)}, {due}"
        if row.closed_on
        else f"{due}, promised {day_text(row.made_on)}"
    )
    return CommitmentLine(
        row.number,
        row.name or "(no name)",
        reverse("person", args=[row.person]),
        row.what,
        STATES[row.state],
        closed,
    )
