"""Circles: the groups people belong to; the owner's own can be renamed and deleted, employers follow the sources."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.ties.actions import KINDS, delete_circle, rename_circle
from nexalink.ties.queries import all_circles
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import counted

_MOST_EMPLOYERS = 60


@dataclass(frozen=True, slots=True)
class CircleCard:
    """One circle as it is shown."""

    number: str
    name: str
    kind: str
    size: str
    address: str


@dataclass(frozen=True, slots=True)
class CirclesPage:
    """The owner's own circles, and those of employers, the largest first."""

    answer: str
    own: tuple[CircleCard, ...]
    employers: tuple[CircleCard, ...]
    more: int


@require_safe
def show_circles(request: OwnedRequest) -> HttpResponse:
    """Show every circle."""
    owner = request.owner
    if owner is None:
        return render(request, "web/people/empty.html")
    found = all_circles(owner)
    own = tuple(_card(*row) for row in found if row[1] in KINDS)
    employers = sorted((row for row in found if row[1] not in KINDS), key=lambda row: (-row[3], row[2]))
    page = CirclesPage(
        answer=f"{counted(len(own), 'circle')} of your own, and {counted(len(employers), 'employer')} where two or more work.",
        own=own,
        employers=tuple(_card(*row) for row in employers[:_MOST_EMPLOYERS]),
        more=max(0, len(employers) - _MOST_EMPLOYERS),
    )
    return render(request, "web/people/circles.html", {"page": page})


def _card(number: int, kind: str, name: str, size: int) -> CircleCard:
    address = f"{reverse('people')}?circle={number}"
    return CircleCard(
        str(number), name, KINDS.get(kind, "Employer"), counted(size, "person", "people"), address
    )


@require_POST
def rename(request: OwnedRequest, number: int) -> HttpResponse:
    """Give a circle another name."""
    owner, name = owner_of(request), request.POST.get("name", "")
    return perform(
        request,
        lambda key: rename_circle(owner, circle=number, name=name, by="web", key=key),
        back=reverse("circles"),
    )


@require_POST
def delete(request: OwnedRequest, number: int) -> HttpResponse:
    """Delete a circle; its members leave it."""
    owner = owner_of(request)
    return perform(
        request, lambda key: delete_circle(owner, circle=number, by="web", key=key), back=reverse("circles")
    )
