"""Ask before something is done that looks like a slip: the same form again, with what was typed, and “anyway”."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nexalink.kernel.errors import NexaLinkError
from nexalink.web.middleware import OwnedRequest

_WORD = "anyway"
_MADE_ANEW = frozenset({"csrfmiddlewaretoken", _WORD})
_CONFLICT = 409


@dataclass(frozen=True, slots=True)
class AskedPage:
    """What looks like a slip, and everything that was typed, so that nothing has to be typed again."""

    what: str
    address: str
    typed: tuple[tuple[str, str], ...]
    back: str


def said_anyway(request: OwnedRequest) -> bool:
    """Return whether the owner confirmed what looked like a slip."""
    return request.POST.get(_WORD) == "yes"


def ask_anyway(request: OwnedRequest, fault: NexaLinkError, *, person: int) -> HttpResponse:
    """Show what looks wrong, with a button that does it all the same. Nothing was changed yet."""
    typed = tuple(
        (name, value) for name, values in request.POST.lists() if name not in _MADE_ANEW for value in values
    )
    page = AskedPage(fault.what, request.path, typed, f"{reverse('log')}?person={person}")
    return render(request, "web/logging/anyway.html", {"page": page}, status=_CONFLICT)
