"""Remove a person, see who was removed, bring them back or erase them for good."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.archives.trash import erase_person, restore_person
from nexalink.people.queries import removed_people
from nexalink.ties.actions import remove_person
from nexalink.web.acts import WITHOUT_LEAVING, owner_of, perform, with_entry
from nexalink.web.errors import NotConfirmed
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import Face, counted, day_of, day_text, face_of, now_in

_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """Somebody who was removed."""

    number: int
    name: str
    works: str
    day: str
    face: Face


@dataclass(frozen=True, slots=True)
class RemovedPage:
    """The page of removed people."""

    answer: str
    lines: tuple[RemovedLine, ...]


@require_safe
def show_removed(request: OwnedRequest) -> HttpResponse:
    """Show who was removed, the latest first."""
    owner = request.owner
    if owner is None:
        return render(request, "web/people/empty.html")
    lines = tuple(
        RemovedLine(
            one.person, one.name or "(no name)", one.works, day_text(day_of(int(one.at.timestamp()), owner.zone)),
            face_of(one.name),
        )
        for one in removed_people(owner)
    )  # fmt: skip
    answer = f"You removed {counted(len(lines), 'person', 'people')}." if lines else "You removed nobody."
    return render(request, "web/people/removed.html", {"page": RemovedPage(answer, lines)})


@require_POST
def remove(request: OwnedRequest, number: int) -> HttpResponse:
    """Put a person into the trash."""
    owner = owner_of(request)
    at = datetime.fromtimestamp(now_in(), UTC)
    return perform(
        request,
        lambda key: remove_person(owner, person=number, at=at, by="web", key=key),
        back=reverse("people"),
    )


@require_POST
def restore(request: OwnedRequest, number: int) -> HttpResponse:
    """Bring a person back and show them."""
    line = restore_person(owner_of(request), person=number, by="web")
    return _go(request, with_entry(reverse("person", args=[number]), line.pk))


@require_POST
def erase(request: OwnedRequest, number: int) -> HttpResponse:
    """Erase a person for good, if that was confirmed."""
    if request.POST.get("sure") != "yes":
        raise NotConfirmed("Nothing was erased.", advice="Tick the box first: this cannot be taken back.")
    erase_person(owner_of(request), person=number, by="web")
    return _go(request, reverse("removed"))


def _go(request: OwnedRequest, address: str) -> HttpResponse:
    if request.headers.get(WITHOUT_LEAVING):
        return HttpResponse(status=204, headers={"X-Go": address})
    response = HttpResponseRedirect(address)
    response.status_code = _SEE_OTHER
    return response
