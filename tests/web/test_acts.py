"""Forms take effect once, go back where they came from, and can be taken back."""

import pytest
from django.test import Client, RequestFactory

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import JournalEntry
from nexalink.ties.models import Tag
from nexalink.web.acts import act_key, own_path, perform, with_entry
from tests.factories import Cast
from tests.web.reading import read


def tag(cast: Cast, name: str, key: str = "") -> Deed:
    with deed(cast.owner, by="web", action="add tag", what=f"Added the tag {name}", key=key) as act:
        act.add(Tag(owner=cast.owner, name=name))
    return act


def test_the_same_form_twice_takes_effect_once(rf: RequestFactory, cast: Cast) -> None:
    request = rf.post("/x/", {"key": "view", "name": "chess", "next": "/people/"})
    first = perform(request, lambda key: tag(cast, "chess", key), back="/")
    again = perform(request, lambda key: tag(cast, "chess", key), back="/")
    assert first["Location"] == again["Location"]
    assert (first.status_code, Tag.objects.of(cast.owner).count()) == (303, 1)


def test_another_form_of_the_same_page_is_another_act(rf: RequestFactory) -> None:
    one, two = (rf.post("/x/", {"key": "view", "name": name}) for name in ("a", "b"))
    assert act_key(one) != act_key(two)
    assert act_key(one) == act_key(rf.post("/x/", {"name": "a", "key": "view", "next": "/elsewhere/"}))
    assert act_key(rf.post("/x/", {"name": "a"})) == ""


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "", "/\\elsewhere.example"],
)
def test_a_form_cannot_lead_away(rf: RequestFactory, wanted: str) -> None:
    assert own_path(rf.post("/x/", {"next": wanted}), "/back/") == "/back/"


def test_an_address_names_the_newest_line_only() -> None:
    assert with_entry("/people/?did=3", 4) == "/people/?did=4"
    assert with_entry("/people/?q=a", 0) == "/people/?q=a"


def test_a_page_script_is_told_where_to_go(rf: RequestFactory, cast: Cast) -> None:
    request = rf.post("/x/", {"next": "/people/"}, headers={"X-Act": "1"})
    response = perform(request, lambda key: tag(cast, "chess", key), back="/")
    assert (response.status_code, response["X-Go"].startswith("/people/?did=")) == (204, True)


def test_what_was_done_is_said_and_can_be_taken_back(web: Client, cast: Cast) -> None:
    entry = tag(cast, "chess").entry
    page = read(web.get(f"/people/?did={entry}"))
    assert "Added the tag chess" in page.text
    response = web.post(f"/journal/{entry}/undo/", {"next": "/people/"})
    assert response["Location"] == f"/people/?did={entry}"
    assert Tag.objects.of(cast.owner).count() == 0
    assert "Taken back: Added the tag chess" in read(web.get(response["Location"])).text


def test_an_act_that_changed_nothing_offers_no_undo(web: Client, cast: Cast) -> None:
    address = f"/people/{cast.weak.pk}/"
    offered = []
    for _ in range(2):
        page = read(web.get(web.post(f"{address}tier/", {"tier": "2", "next": address})["Location"]))
        offered.append(any("data-undo" in attributes for _, attributes in page.elements))
    assert offered == [True, False]
    assert "Wim Weak: tier 2. It stood so already: nothing was changed." in page.text


@pytest.mark.parametrize("did", ["x", "-1", "999999999999999999999", "٣", "0"])
def test_a_line_that_is_not_there_says_nothing(web: Client, cast: Cast, did: str) -> None:
    assert web.get("/people/", {"did": did}).status_code == 200


def test_another_owner_cannot_see_or_take_back_a_line(web: Client, cast: Cast) -> None:
    from tests.factories import make_cast, make_owner

    other = make_cast(make_owner("Other"))
    entry = tag(other, "secret").entry
    assert "secret" not in read(web.get(f"/people/?did={entry}")).text
    assert "secret" not in read(web.get("/journal/")).text
    assert web.post(f"/journal/{entry}/undo/").status_code == 404
    assert JournalEntry.objects.get(pk=entry).undone_at is None


def test_the_journal_lists_what_was_done(web: Client, cast: Cast) -> None:
    for name in ("one", "two"):
        tag(cast, name)
    text = read(web.get("/journal/")).text
    assert text.index("Added the tag two") < text.index("Added the tag one")
    web.post(f"/journal/{tag(cast, 'three').entry}/undo/")
    assert "taken back" in read(web.get("/journal/")).text
