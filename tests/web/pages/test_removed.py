"""Removing a person from their page, bringing them back, erasing them."""

from django.test import Client

from nexalink.people.models import Person
from nexalink.ties.models import Tie
from tests.factories import Cast, make_cast, make_owner
from tests.web.reading import read


def test_a_person_is_removed_from_their_page_and_comes_back(web: Client, cast: Cast) -> None:
    assert "You removed nobody" in read(web.get("/removed/")).text
    here = f"/people/{cast.weak.pk}/"
    assert "Remove Wim Weak from your network" in read(web.get(here)).text
    done = web.post(f"{here}remove/", {"key": "k", "next": "/people/"})
    page = read(web.get(done["Location"]))
    assert "Removed Wim Weak from your network" in page.text
    assert any("data-undo" in attributes for _, attributes in page.elements)
    assert here not in page.values("href")
    gone = web.get(here)
    assert (gone.status_code, "You removed Wim Weak on" in read(gone).text) == (404, True)
    page = read(web.get("/removed/"))
    assert "You removed 1 person" in page.text
    back = web.post(f"{here}restore/")
    assert (back.status_code, back["Location"].startswith(here)) == (303, True)
    assert "Taken back: Removed Wim Weak" in read(web.get(back["Location"])).text


def test_the_undo_of_the_toast_brings_them_back(web: Client, cast: Cast) -> None:
    done = web.post(f"/people/{cast.weak.pk}/remove/", {"key": "k"})
    web.post(f"/journal/{done['Location'].rpartition('=')[2]}/undo/")
    assert Tie.objects.filter(person=cast.weak).exists()
    assert web.get(f"/people/{cast.weak.pk}/").status_code == 200


def test_erasing_needs_a_word_more(web: Client, cast: Cast) -> None:
    web.post(f"/people/{cast.weak.pk}/remove/")
    refused = web.post(f"/people/{cast.weak.pk}/erase/")
    assert (refused.status_code, "Nothing was erased" in read(refused).text) == (400, True)
    assert (
        web.post(f"/people/{cast.weak.pk}/erase/", {"sure": "yes"}, headers={"X-Act": "1"})["X-Go"]
        == "/removed/"
    )
    assert not Person.objects.filter(pk=cast.weak.pk).exists()
    assert "Wim Weak" not in read(web.get("/journal/")).text


def test_other_owners_people_are_not_there(web: Client, cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    for word in ("remove", "restore", "erase"):
        assert web.post(f"/people/{other.weak.pk}/{word}/", {"sure": "yes"}).status_code == 404
    assert Tie.objects.filter(person=other.weak).exists()
