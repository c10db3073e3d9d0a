"""How pages change something: one POST, one act, one undo. A form sent twice takes effect once."""

import hashlib
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from nexalink.accounts.deeds import Deed
from nexalink.accounts.errors import AlreadyDone
from nexalink.accounts.owned import OwnerMissing
from nexalink.accounts.queries import Owner
from nexalink.web.middleware import OwnedRequest

DID = "did"
"""The address's word for the journal line of what was just done; the page offers to take it back."""
WITHOUT_LEAVING = "X-Act"
"""A page's script sends forms with this header, to show a fault beside the form."""
_OF_THE_FORM = ("csrfmiddlewaretoken", "next")
_SEE_OTHER = 303


def owner_of(request: OwnedRequest) -> Owner:
    """Return the owner of a request that changes something.

    Raises:
        OwnerMissing: nothing was imported or added yet.
    """
    if request.owner is None:
        raise OwnerMissing("There is nobody here yet.", advice="Import your network first.")
    return request.owner


def act_key(request: HttpRequest) -> str:
    """Return the name of one submission: the page's key, the address and everything typed; "" without a page's key.

    The same page may hold many forms, so the key alone does not do; the same form sent twice has the same name.
    """
    if not request.POST.get("key"):
        return ""
    typed = sorted((name, tuple(values)) for name, values in request.POST.lists() if name not in _OF_THE_FORM)
    return hashlib.sha256(repr((request.path, typed)).encode()).hexdigest()


def perform(request: HttpRequest, act: Callable[[str], Deed], *, back: str) -> HttpResponse:
    """Do ``act`` (given the submission's key) and go to the form's ``next`` or ``back``, where undo is offered."""
    try:
        entry = act(act_key(request)).entry
    except AlreadyDone as fault:
        entry = fault.entry
    address = with_entry(own_path(request, back), entry)
    if request.headers.get(WITHOUT_LEAVING):  # the page goes there itself
        return HttpResponse(status=204, headers={"X-Go": address})
    response = HttpResponseRedirect(address)
    response.status_code = _SEE_OTHER
    return response


def own_path(request: HttpRequest, back: str) -> str:
    """Return where a form wants to go next, if that is a page of ours, else ``back``."""
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else back


def with_entry(address: str, entry: int) -> str:
    """Return an address that names the journal line of what was done.

    >>> with_entry("/people/?q=a&did=3#list", 7)
    '/people/?q=a&did=7#list'
    """
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != DID]
    if entry:
        query.append((DID, str(entry)))
    return parts._replace(query=urlencode(query)).geturl()
