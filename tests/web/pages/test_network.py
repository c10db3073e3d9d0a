import pytest
from django.test import Client

from nexalink.archives.actions import answer_question
from nexalink.audits.models import Audit
from nexalink.measures.sign import SignId
from tests.factories import Cast, make_archive, make_owner
from tests.web.reading import read


def test_the_report_opens_with_its_answer_and_links_every_dot(web: Client, cast: Cast) -> None:
    page = read(web.get("/network/"))
    assert "Of 4 people" in page.text
    assert f"/people/{cast.friend.pk}/" in page.values("href")


@pytest.mark.parametrize("by", ["industry", "circle", "nonsense", ""])
def test_sectors_can_be_chosen(web: Client, cast: Cast, by: str) -> None:
    assert web.get("/network/", {"by": by}).status_code == 200


def test_the_dots_of_the_field_are_given_by_name(web: Client, cast: Cast) -> None:
    answer = web.get("/network/dots/", {"by": "circle"})
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert [cast.stranger.pk, "Stella Stranger"] in [[row[0], row[3]] for row in answer.json()]


@pytest.mark.django_db
def test_there_are_no_dots_before_the_first_audit(web: Client) -> None:
    make_owner()
    assert web.get("/network/dots/").status_code == 404


@pytest.mark.django_db
def test_an_empty_installation_says_what_to_do(web: Client) -> None:
    page = read(web.get("/network/"))
    assert "Nothing here yet." in page.text
    assert "./nexalink demo" in page.text
    assert "/import/" in page.values("href")


@pytest.mark.django_db
def test_archives_without_an_audit_can_be_measured(web: Client) -> None:
    make_archive(make_owner())
    page = read(web.get("/network/"))
    assert "Now measure them." in page.text
    assert "/measure/" in page.values("action")


def test_measuring_again_keeps_the_earlier_audit(web: Client, cast: Cast) -> None:
    response = web.post("/measure/")
    assert (response.status_code, response.headers["Location"]) == (302, "/network/")
    assert Audit.objects.of(cast.owner).count() == 2


@pytest.mark.parametrize("sign", list(SignId))
def test_every_sign_has_a_page_with_the_people_behind_it(web: Client, cast: Cast, sign: SignId) -> None:
    audit = Audit.objects.of(cast.owner).get()
    found = next(one for one in audit.document["network"]["signs"] if one["id"] == str(sign))
    page = read(web.get(f"/signs/{sign}/"))
    assert found["sentence"] in page.text
    shown = {link for link in page.values("href") if link.startswith("/people/") and link != "/people/"}
    assert shown == {f"/people/{pk}/" for pk in found["people"]}


def test_the_report_says_when_what_it_measured_has_changed_since(web: Client, cast: Cast) -> None:
    assert "changed since this was measured" not in read(web.get("/network/")).text
    answer_question(cast.owner, question=cast.question.pk, same=True, by="test")
    assert "changed since this was measured" in read(web.get("/network/")).text
    web.post("/measure/")
    assert "changed since this was measured" not in read(web.get("/network/")).text


def test_what_to_do_first_leads_to_its_people(web: Client, cast: Cast) -> None:
    audit = Audit.objects.get()
    step = {
        "kind": "answer",
        "sentence": "Answer Wim Weak.",
        "because": "Their message waits.",
        "people": [cast.weak.pk],
    }
    audit.document = {**audit.document, "first_steps": [step]}
    audit.save()
    assert "/steps/answer/" in read(web.get("/network/")).values("href")
    page = read(web.get("/steps/answer/"))
    assert "Answer Wim Weak." in page.text
    assert f"/people/{cast.weak.pk}/" in page.values("href")
    assert web.get("/steps/nothing/").status_code == 404
