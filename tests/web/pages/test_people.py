from datetime import date

import pytest
from django.test import Client

from nexalink.ties.models import Circle, Membership, Tag, Tagging, Tie
from nexalink.ties.queries import PersonRow
from nexalink.web.pages.people import line_of
from tests.factories import Cast, make_crowd, make_owner
from tests.web.reading import read

ROW = PersonRow(
    person=7, name="Ana Bell", company="Oak", title="Nurse", is_connection=True, connected_on=date(2020, 1, 2), layer=15,
    rank=12, tier=None, incoming=3, outgoing=5, mutual=2, last_contact=1_790_000_000, two_way=True, genuine=True,
    sources=("linkedin", "mail"), closeness=2.5, fade=0.7,
)  # fmt: skip


def names(web: Client, **asked: str) -> list[str]:
    """Return the names on the list, top to bottom."""
    page = read(web.get("/people/", asked))
    found = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    return [
        link.split("/")[2]
        for link in found
        if link.startswith("/people/") and link != "/people/" and "?" not in link
    ]


def test_the_closest_come_first_and_the_answer_counts_them(web: Client, cast: Cast) -> None:
    page = read(web.get("/people/"))
    assert "4 people in your network." in page.text
    assert names(web)[0] == str(cast.friend.pk)


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ({"q": "wim"}, {"weak"}), ({"q": "lindgruen"}, set()), ({"q": "lindgrün"}, {"friend", "stranger"}),
        ({"q": "ff@example.net"}, {"twin"}), ({"way": "two"}, {"friend", "weak"}), ({"way": "one"}, {"stranger", "twin"}),
        ({"source": "mail"}, {"friend", "weak", "twin"}), ({"source": "calendar"}, {"friend"}),
        ({"linked": "yes"}, {"friend", "stranger"}), ({"linked": "no"}, {"weak", "twin"}), ({"ring": "0"}, {"stranger"}),
        ({"q": "wim", "way": "one"}, set()), ({"way": "nonsense"}, {"friend", "weak", "stranger", "twin"}),
    ],
)  # fmt: skip
def test_filters_narrow_the_list(web: Client, cast: Cast, asked: dict[str, str], who: set[str]) -> None:
    assert set(names(web, **asked)) == {str(getattr(cast, name).pk) for name in who}


def test_tags_circles_and_tiers_narrow_the_list(web: Client, cast: Cast) -> None:
    tag = Tag.objects.create(owner=cast.owner, name="mentor")
    Tagging.objects.create(owner=cast.owner, person=cast.weak, tag=tag)
    circle = Circle.objects.create(
        owner=cast.owner, kind="school", name="Hill School", folded_name="hill", size=2
    )
    Membership.objects.create(owner=cast.owner, circle=circle, person=cast.stranger)
    Tie.objects.of(cast.owner).filter(person=cast.twin).update(tier=2)
    assert names(web, tag=str(tag.pk)) == [str(cast.weak.pk)]
    assert names(web, circle=str(circle.pk)) == [str(cast.stranger.pk)]
    assert names(web, tier="2") == [str(cast.twin.pk)]
    page = read(web.get("/people/", {"tag": tag.pk, "circle": circle.pk}))
    assert "Nobody tagged mentor, of the circle Hill School." in page.text


def test_the_list_can_be_put_in_every_order(web: Client, cast: Cast) -> None:
    assert names(web, order="name")[0] == str(min(cast.friend.pk, cast.twin.pk))
    assert names(web, order="recent")[0] == str(cast.friend.pk)
    assert set(names(web, order="connected")[:2]) == {str(cast.friend.pk), str(cast.stranger.pk)}


def test_fifty_a_page_and_the_last_page_holds_the_rest(web: Client, cast: Cast) -> None:
    make_crowd(cast.owner, people=51)
    assert len(names(web)) == 50
    assert len(names(web, page="2")) == 5
    assert names(web, page="99") == names(web, page="2")
    page = read(web.get("/people/", {"page": "2", "order": "name"}))
    assert "/people/?order=name" in page.values("href")


def test_links_keep_what_was_chosen(web: Client, cast: Cast) -> None:
    page = read(web.get("/people/", {"q": "a&b=c", "way": "two"}))
    rings = [link for link in page.values("href") if "ring=5&" in link or link.endswith("ring=5")]
    assert "q=a%26b%3Dc" in rings[0]
    assert "way=two" in rings[0]


def test_an_empty_network_teaches_and_an_empty_search_helps(web: Client, cast: Cast) -> None:
    assert "Search for a part of the name" in read(web.get("/people/", {"q": "zzz"})).text
    cast.owner.delete()
    make_owner()
    page = read(web.get("/people/"))
    assert "Nobody is in your network yet." in page.text
    assert "/import/" in page.values("href")


def test_a_row_becomes_a_line() -> None:
    line = line_of(ROW, zone="UTC", today=date(2026, 11, 20))
    assert (line.works, line.ring, line.place) == ("Nurse · Oak", "15", "no. 12")
    assert line.exchanged == "3 in · 5 out · met 2×"
    assert (line.fade_tone, line.fade_word) == ("fading", "likely to fall silent")
    assert (line.sources, line.connected) == ("LinkedIn, Mail", "2 Jan 2020")
    assert 0 < float(line.from_them) < float(line.from_you) <= 22
