import pytest
from django.test import Client

from tests.factories import Cast, make_question
from tests.web.reading import read

PLACES = {
    "/": "Today", "/network/": "Network", "/people/": "People", "/questions/": "Questions", "/import/": "Import",
    "/tiers/": "Tiers", "/value/": "Value", "/gate/": "Gate", "/log/": "Log", "/more/": "More",
}  # fmt: skip


@pytest.mark.parametrize(("address", "label"), PLACES.items())
def test_the_frame_says_where_one_is(web: Client, cast: Cast, address: str, label: str) -> None:
    page = read(web.get(address))
    here = [attributes for tag, attributes in page.elements if attributes.get("aria-current") == "page"]
    assert [attributes["href"] for attributes in here] == [address]
    assert label in page.text


def test_a_person_belongs_to_people(web: Client, cast: Cast) -> None:
    page = read(web.get(f"/people/{cast.friend.pk}/"))
    assert [one["href"] for _, one in page.elements if one.get("aria-current") == "page"] == ["/people/"]


def test_open_questions_are_counted_in_the_frame(web: Client, cast: Cast) -> None:
    make_question(cast.weak, cast.stranger)
    assert "Questions 2 open" in read(web.get("/method/")).text


def test_every_page_can_be_skipped_to_its_content(web: Client, cast: Cast) -> None:
    for address in PLACES:
        page = read(web.get(address))
        first = next(attributes for tag, attributes in page.elements if tag == "a")
        assert first == {"class": "skip", "href": "#main"}
        assert "main" in page.values("id")


def test_every_page_has_one_heading_and_a_title(web: Client, cast: Cast) -> None:
    for address in [*PLACES, f"/people/{cast.friend.pk}/", f"/imports/{cast.archive.pk}/", "/nowhere/"]:
        tags = [tag for tag, _ in read(web.get(address)).elements]
        assert (tags.count("h1"), tags[: tags.index("body")].count("title")) == (1, 1), address


def test_every_id_stands_once(web: Client, cast: Cast) -> None:
    for address in [*PLACES, f"/people/{cast.friend.pk}/"]:
        ids = read(web.get(address)).values("id")
        assert len(ids) == len(set(ids)), address
