"""Nothing of another owner is ever shown, counted or changed."""

from django.test import Client

from nexalink.archives.models import Proposal
from nexalink.people.merging import merge_people
from nexalink.people.models import Person
from tests.factories import Cast, make_audit, make_cast, make_owner, make_person
from tests.web.reading import read


def make_other() -> Cast:
    """Add a second owner with people of their own."""
    owner = make_owner("Other Owner")
    other = make_cast(owner)
    for person in Person.objects.of(owner):
        person.name = f"Foreign {person.name}"
        person.folded_name = f"foreign {person.folded_name}"
        person.save()
    make_audit(owner)
    return other


def test_no_page_names_the_people_of_another_owner(web: Client, cast: Cast) -> None:
    other = make_other()
    addresses = [
        "/",
        "/network/",
        "/journal/",
        "/people/",
        "/people/?q=foreign",
        f"/people/{cast.friend.pk}/",
        "/questions/",
        "/imports/",
    ]
    for address in addresses:
        assert "Foreign" not in read(web.get(address)).text, address
    assert other.owner != cast.owner


def test_counts_are_of_this_owner_alone(web: Client, cast: Cast) -> None:
    before = read(web.get("/people/")).text.count("people in your network")
    make_other()
    page = read(web.get("/people/"))
    assert "4 people in your network." in page.text
    assert before == 1


def test_what_belongs_to_another_owner_is_not_there(web: Client, cast: Cast) -> None:
    other = make_other()
    reads = [
        f"/people/{other.friend.pk}/",
        f"/imports/{other.archive.pk}/",
        f"/imports/{other.archive.pk}/undo/",
    ]
    assert [web.get(address).status_code for address in reads] == [404, 404, 404]


def test_what_belongs_to_another_owner_cannot_be_changed(web: Client, cast: Cast) -> None:
    other = make_other()
    merge = merge_people(other.owner, kept=other.weak.pk, gone=other.stranger.pk, because=[], by="test")
    answers = [
        web.post(f"/questions/{other.question.pk}/answer/", {"answer": "same"}),
        web.post(f"/questions/{other.question.pk}/reopen/"),
        web.post(f"/imports/{other.archive.pk}/undo/"),
        web.post(f"/people/{other.weak.pk}/separate/{merge.pk}/"),
        web.post(f"/people/{cast.weak.pk}/separate/{merge.pk}/"),
    ]
    assert {response.status_code for response in answers} == {404}
    other.archive.refresh_from_db()
    merge.refresh_from_db()
    assert other.archive.undone_at is None
    assert merge.undone_at is None
    assert Proposal.objects.of(other.owner).get().state == "open"


def test_filters_by_tags_and_circles_of_another_owner_find_nobody(web: Client, cast: Cast) -> None:
    other = make_other()
    make_person(other.owner, "Foreign Fifth")
    assert "Nobody" in read(web.get("/people/", {"tag": "999", "circle": "999"})).text
