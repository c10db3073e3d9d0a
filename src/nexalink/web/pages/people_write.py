"""Change many people from the list at once, keep a view of it, add somebody by hand."""

from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from nexalink.accounts.deeds import Deed
from nexalink.ties.actions import (
    add_person,
    add_tag,
    assign_tier,
    join_circle,
    remove_filter,
    remove_tag,
    save_filter,
)
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.keeping import tier_typed
from nexalink.web.pages.people_filter import wanted_of
from nexalink.web.pages.tiers import chosen_people
from nexalink.web.words import today_in

_BY = "web"


@require_POST
def change_many(request: OwnedRequest) -> HttpResponse:
    """Do the pressed button's act to everybody who is ticked: a tier, a tag on or off, a circle."""
    owner, people, typed = owner_of(request), chosen_people(request), request.POST
    on, wanted = today_in(owner.zone), typed.get("act", "")

    def act(key: str) -> Deed:
        if wanted == "tag":
            return add_tag(owner, people=people, tag=typed.get("label", ""), by=_BY, key=key)
        if wanted == "untag":
            return remove_tag(owner, people=people, tag=typed.get("label", ""), by=_BY, key=key)
        if wanted == "circle":
            return join_circle(owner, people=people, circle=typed.get("label", ""), by=_BY, key=key)
        return assign_tier(owner, people=people, tier=tier_typed(wanted), on=on, by=_BY, key=key)

    return perform(request, act, back=reverse("people"))


@require_POST
def add(request: OwnedRequest) -> HttpResponse:
    """Add somebody whom no source knows, and show them in the list."""
    owner, typed = owner_of(request), request.POST
    name = typed.get("name", "")

    def act(key: str) -> Deed:
        return add_person(
            owner, name=name, by=_BY, address=typed.get("address", ""), company=typed.get("company", ""),
            title=typed.get("title", ""), key=key,
        )  # fmt: skip

    return perform(request, act, back=f"{reverse('people')}?{urlencode({'q': name})}")


@require_POST
def keep_filter(request: OwnedRequest) -> HttpResponse:
    """Keep the view of the list under a name; only what the list understands is kept."""
    owner, name = owner_of(request), request.POST.get("name", "")
    wanted = wanted_of(QueryDict(request.POST.get("query", "")).dict())
    query = wanted.address().partition("?")[2]
    return perform(
        request,
        lambda key: save_filter(owner, name=name, query=query, by=_BY, key=key),
        back=wanted.address(),
    )


@require_POST
def drop_filter(request: OwnedRequest, number: int) -> HttpResponse:
    """Forget a kept view."""
    owner = owner_of(request)
    return perform(
        request, lambda key: remove_filter(owner, saved=number, by=_BY, key=key), back=reverse("people")
    )
