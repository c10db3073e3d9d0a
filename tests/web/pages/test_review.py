"""Pruning, recall and the gate in the browser without a script."""

import pytest
from django.test import Client

from nexalink.gate.actions import add_request
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.actions import promise
from nexalink.interactions.counts import refresh_ties
from nexalink.people.models import Person
from nexalink.pruning.actions import start_review
from nexalink.pruning.models import Candidate
from nexalink.recall.models import Recollection
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_audit, make_cast, make_conversation, make_owner, make_person
from tests.web.reading import read


def silent(cast: Cast, *, number: int = 3) -> list[Person]:
    people = [make_person(cast.owner, f"Silent {one:02}") for one in range(number)]
    for place, person in enumerate(people):
        make_conversation(person, messages=2, newest=900 - place)
    refresh_ties(cast.owner)
    return people


def candidate(name: str) -> int:
    return Candidate.objects.get(person__name=name).pk


def test_without_anybody_the_pages_teach(web: Client, db: None) -> None:
    assert "At most fifteen at a sitting" in read(web.get("/pruning/")).text
    assert "Only a name at first" in read(web.get("/recall/")).text
    assert web.post("/pruning/start/").status_code == 404


def test_a_review_is_opened_decided_taken_back_and_closed(web: Client, cast: Cast) -> None:
    silent(cast)
    assert "could do with a second look" in read(web.get("/pruning/")).text
    assert web.post("/pruning/start/").status_code == 303
    page = read(web.get("/pruning/"))
    assert "Silent for 2 years." in page.text
    faded = web.post(f"/pruning/{candidate('Silent 00')}/choose/", {"choice": "fade"})
    assert faded.status_code == 303
    assert "Silent 00: let fade" in read(web.get("/pruning/")).text
    assert "Let Silent 00 fade" in read(web.get(faded["Location"])).text
    entry = faded["Location"].rpartition("=")[2]
    assert f"/journal/{entry}/undo/" in web.get("/pruning/").content.decode()
    web.post(f"/journal/{entry}/undo/")
    assert not Tie.objects.exclude(faded_on=None).exists()
    web.post(f"/pruning/{candidate('Silent 01')}/choose/", {"choice": "keep"})
    again = web.post(f"/pruning/{candidate('Silent 01')}/choose/", {"choice": "fade"})
    assert (again.status_code, "decided on this tie already" in read(again).text) == (409, True)
    web.post("/pruning/close/")
    page = read(web.get("/pruning/"))
    assert "Earlier reviews" in page.text
    assert "1 kept as it is" in page.text
    assert Person.objects.filter(name__startswith="Silent").count() == 3


def test_a_protected_tie_fades_only_when_it_is_said(web: Client, cast: Cast) -> None:
    (person,) = silent(cast, number=1)
    promise(cast.owner, person=person.pk, what="the book", on=ON, by="test", by_owner=True)
    web.post("/pruning/start/")
    page = read(web.get("/pruning/"))
    assert "Protected: what would be lost An open promise between you." in page.text
    address = f"/pruning/{candidate('Silent 00')}/choose/"
    refused = web.post(address, {"choice": "fade"})
    assert (refused.status_code, "is protected" in read(refused).text) == (409, True)
    assert web.post(address, {"choice": "fade_anyway"}).status_code == 303
    assert Tie.objects.get(person=person).faded_on is not None


def test_a_submission_sent_twice_is_one_review_and_one_choice(web: Client, cast: Cast) -> None:
    silent(cast)
    for _ in range(2):
        assert web.post("/pruning/start/", {"key": "same"}).status_code == 303
    address = f"/pruning/{candidate('Silent 00')}/choose/"
    for _ in range(2):
        assert web.post(address, {"key": "same", "choice": "fade"}).status_code == 303
    assert Candidate.objects.filter(person__name="Silent 00").count() == 1


@pytest.mark.parametrize(("choice", "status"), [("", 400), ("delete", 400), ("lower", 400)])
def test_what_cannot_be_chosen_is_a_sentence(web: Client, cast: Cast, choice: str, status: int) -> None:
    silent(cast)
    web.post("/pruning/start/")
    response = web.post(f"/pruning/{candidate('Silent 00')}/choose/", {"choice": choice})
    assert response.status_code == status
    assert not Candidate.objects.exclude(choice="").exists()


def test_ten_names_are_asked_one_after_the_other(web: Client, cast: Cast) -> None:
    page = read(web.get("/recall/"))
    assert "1 of 2 this week" in page.text
    first = cast.friend if "Who is Farah Friend?" in page.text else cast.stranger
    second = cast.stranger if first is cast.friend else cast.friend
    assert f"Who is {second.name}?" not in page.text
    typed = {"result": "partly", "who": "leads a laboratory <b>", "how": "a conference", "detail": "dogs"}
    assert web.post(f"/recall/{first.pk}/answer/", typed).status_code == 303
    assert Recollection.objects.get().who == "leads a laboratory <b>"
    page = read(web.get("/recall/"))
    assert f"Who is {second.name}?" in page.text
    assert f"{first.name}: you knew half of it" in page.text
    web.post(f"/recall/{second.pk}/answer/", {"result": "skipped"})
    page = read(web.get("/recall/"))
    assert "Done for this week." in page.text
    assert "you knew 0 of 1 person asked about" in page.text


def test_recall_takes_only_its_own_answers_and_people(web: Client, cast: Cast) -> None:
    assert web.post(f"/recall/{cast.friend.pk}/answer/", {"result": "forgotten"}).status_code == 400
    assert (
        web.post(f"/recall/{cast.friend.pk}/answer/", {"result": "known", "who": "x" * 501}).status_code
        == 400
    )
    assert web.post(f"/recall/{cast.weak.pk}/answer/", {"result": "known"}).status_code == 404
    assert not Recollection.objects.exists()


def test_the_gate_proposes_and_does_what_it_proposes(web: Client, cast: Cast) -> None:
    for name in ("Nora New", "Otto Old"):
        web.post(
            "/gate/add/",
            {"name": name, "works": "Nurse at City Hospital", "handle": f"{name[:4]}@example.com"},
        )
    numbers = dict(ConnectionRequest.objects.values_list("name", "pk"))
    two = {"reason": "yes", "value": "no", "comfortable": "no", "diversity": "yes", "verdict": "propose"}
    web.post(f"/gate/{numbers['Nora New']}/judge/", two)
    web.post(
        f"/gate/{numbers['Otto Old']}/judge/", {**two, "diversity": "no", "reply": "Not now, thank you."}
    )
    assert dict(ConnectionRequest.objects.values_list("name", "outcome")) == {
        "Nora New": "accepted",
        "Otto Old": "declined",
    }
    page = read(web.get("/gate/"))
    assert "Not now, thank you." in page.text
    assert "1 of 4" in page.text
    assert Person.objects.filter(name="Nora New").count() == 1
    assert not Person.objects.filter(name="Otto Old").exists()


def test_nothing_of_another_owner_is_shown_or_changed(web: Client, cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    for person in Person.objects.of(other.owner):
        person.name = f"Foreign {person.name}"
        person.save()
    make_conversation(other.weak, messages=2, newest=900)
    refresh_ties(other.owner)
    make_audit(other.owner)
    Tie.objects.of(other.owner).update(tracked=True, tier=1, tier_since=ON.replace(year=2020))
    start_review(other.owner, on=ON, by="test")
    add_request(other.owner, name="Foreign Request", on=ON, by="test")
    for address in ("/pruning/", "/recall/", "/gate/"):
        assert "Foreign" not in read(web.get(address)).text
    foreign = Candidate.objects.of(other.owner).values_list("pk", flat=True)[0]
    answers = [
        web.post(f"/pruning/{foreign}/choose/", {"choice": "fade"}),
        web.post("/pruning/close/"),
        web.post(f"/recall/{other.friend.pk}/answer/", {"result": "known"}),
    ]
    assert {response.status_code for response in answers} == {404}
    assert not Candidate.objects.exclude(choice="").exists()


def test_texts_of_others_stay_texts(web: Client, cast: Cast) -> None:
    payload = '"><script>alert(1)</script>'
    person = make_person(cast.owner, payload, profile="hostile", title=payload, company=payload)
    person.by_owner = {"how_met": payload, "facts": payload}
    person.save()
    make_conversation(person, messages=2, newest=900)
    refresh_ties(cast.owner)
    Tie.objects.exclude(person=person).update(is_connection=False)
    web.post("/gate/add/", {"name": payload, "works": payload, "message": payload})
    web.post("/pruning/start/")
    for address in ("/pruning/", "/recall/", "/gate/"):
        page = read(web.get(address))
        assert payload in page.text, address
        assert all("src" in attributes for tag, attributes in page.elements if tag == "script"), address
