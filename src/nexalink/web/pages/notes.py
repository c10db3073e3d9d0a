"""One note: read whole, written anew, removed."""

from dataclasses import dataclass

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from nexalink.ties.actions import edit_note, remove_note
from nexalink.ties.errors import NoteMissing
from nexalink.ties.queries import named_in, note_of, people_named_like
from nexalink.web.acts import owner_of, perform
from nexalink.web.markdown import markdown_html
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import SOURCES, day_of, day_text

_NAMES = 8
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note's page; ``own`` tells whether it may be changed."""

    number: int
    name: str
    address: str
    day: str
    source: str
    html: SafeString
    text: str
    own: bool
    named: tuple[tuple[str, str], ...]


@require_safe
def show_note(request: OwnedRequest, number: int) -> HttpResponse:
    """Show one note whole, with the form to change it."""
    owner = request.owner
    if owner is None:
        raise NoteMissing("That note is not there any more.", advice="Reload the page.")
    note = note_of(owner, number)
    named = named_in(owner, number)
    page = NotePage(
        number=note.pk,
        name=note.person.name or "(no name)",
        address=reverse("person", args=[note.person_id]),
        day=day_text(day_of(note.at, owner.zone)),
        source=SOURCES.get(note.source, note.source),
        html=markdown_html(note.text, tuple(named)),
        text=note.text,
        own=note.source == "manual",
        named=tuple((name, reverse("person", args=[person])) for person, name in named),
    )
    return render(request, "web/people/note.html", {"page": page})


@require_safe
def show_names(request: OwnedRequest) -> JsonResponse:
    """Answer with the closest people whose name fits what was typed behind an @."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST_NAME]
    found = people_named_like(request.owner, text, most=_NAMES) if request.owner else []
    names = [
        {"name": name, "works": ", ".join(filter(None, works))} for name, *works in found if "]" not in name
    ]
    return JsonResponse({"names": names})


@require_POST
def edit(request: OwnedRequest, number: int) -> HttpResponse:
    """Write the note anew."""
    owner, text = owner_of(request), request.POST.get("text", "")
    return perform(
        request,
        lambda key: edit_note(owner, note=number, text=text, by="web", key=key),
        back=reverse("note-page", args=[number]),
    )


@require_POST
def remove(request: OwnedRequest, number: int) -> HttpResponse:
    """Remove the note."""
    owner = owner_of(request)
    return perform(
        request, lambda key: remove_note(owner, note=number, by="web", key=key), back=reverse("people")
    )
