"""The page of promises: what stands first, kept with one button, open again, nothing of others."""

from django.test import Client

from nexalink.interactions.actions import close_commitment, promise
from nexalink.interactions.models import Commitment
from nexalink.web.words import today_in
from tests.factories import ON, Cast, make_cast, make_owner
from tests.web.reading import read


def test_without_a_promise_the_page_teaches(web: Client, cast: Cast) -> None:
    text = read(web.get("/commitments/")).text
    assert "Nothing is promised yet" in text
    assert "due 4 December" in text


def test_promises_stand_on_their_side_and_are_kept(web: Client, cast: Cast) -> None:
    today = today_in(cast.owner.zone)
    for what, by_owner in (("send the <i>plan</i>", True), ("lend the saw", False)):
        promise(cast.owner, person=cast.weak.pk, what=what, on=today, due=ON, by_owner=by_owner, by="test")
    page = read(web.get("/commitments/"))
    late = ", 1 past its day" if today > ON else ""
    for words in (f"You owe 1 promise{late}.", "send the <i>plan</i>", "They promised", "lend the saw"):
        assert words in page.text
    number = Commitment.objects.get(by_owner=True).pk
    web.post(f"/promises/{number}/close/", {"kept": "yes", "next": "/commitments/"})
    closed = read(web.get("/commitments/")).text
    assert "You owe nobody a promise." in closed
    assert "Open again" in closed
    web.post(f"/promises/{number}/reopen/")
    assert Commitment.objects.get(pk=number).state == "open"


def test_promises_of_others_are_not_there(web: Client, cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    made = promise(other.owner, person=other.weak.pk, what="a secret", on=ON, by="test").changes[0]["id"]
    assert "a secret" not in read(web.get("/commitments/")).text
    close_commitment(other.owner, commitment=made, kept=True, on=ON, by="test")
    assert web.post(f"/promises/{made}/reopen/").status_code == 404
