"""Introductions in the browser without a script: propose, ask, answer, make, outcome, undo; ways to people and companies."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nexalink.interactions.models import Exchange
from nexalink.introductions import actions
from nexalink.introductions.models import Introduction
from nexalink.people.models import Person
from nexalink.ties.circles import refresh_employer_circles
from tests.factories import ON, Cast, make_crowd, make_owner, make_person
from tests.web.reading import Page, read

PAGE = "/introductions/"


def propose(web: Client, **more: str) -> int:
    typed = {"first": "farah@example.com", "second": "Wim Weak", "why": "Both restore boats."} | more
    assert web.post("/introductions/propose/", typed).status_code == 303
    return Introduction.objects.latest("pk").pk


def press(web: Client, number: int, act: str) -> int:
    return web.post(f"/introductions/{number}/act/", {"act": act}).status_code


def shown(web: Client, query: str = "") -> Page:
    return read(web.get(PAGE + query))


def test_without_anybody_the_page_teaches(web: Client, db: None) -> None:
    assert "bring your network in" in shown(web).text
    assert web.post("/introductions/propose/").status_code == 404


def test_an_introduction_from_the_first_thought_to_the_outcome(web: Client, cast: Cast) -> None:
    assert "Whom could you bring together?" in shown(web).text
    number = propose(web)
    page = shown(web)
    assert "1 introduction is on the way." in page.text
    assert "Ask Farah Friend first." in page.text
    assert "may I introduce you to Wim Weak (Carpenter, Oak & Sons)? Both restore boats." in page.text
    assert press(web, number, "make") == 400
    for act in ("ask:first", "yes:first", "ask:second", "yes:second"):
        assert press(web, number, act) == 303
    assert "Both said yes: introduce them." in shown(web).text
    assert press(web, number, "make") == 303
    assert Exchange.objects.filter(kind="introduction").count() == 2
    assert "1 introduction made; ask how it went." in shown(web).text
    assert press(web, number, "good:first") == press(web, number, "neutral:second") == 303
    assert "Made or given up (1)" in shown(web).text


def test_making_is_taken_back_whole_from_the_toast(web: Client, cast: Cast) -> None:
    number = propose(web)
    for act in ("yes:first", "yes:second"):
        press(web, number, act)
    done = web.post(f"/introductions/{number}/act/", {"act": "make"})
    assert "Introduced Farah Friend and Wim Weak" in read(web.get(done["Location"])).text
    entry = done["Location"].rpartition("=")[2]
    assert web.post(f"/journal/{entry}/undo/").status_code in {302, 303}
    assert not Exchange.objects.exists()


def test_a_risk_is_told_before_vouching(web: Client, cast: Cast) -> None:
    propose(web, second="Stella Stranger")
    assert "Before you vouch: Little evidence of trust: no message or meeting is on record" in shown(web).text


def test_a_person_and_themself_nobody_and_several_are_told_in_a_sentence(web: Client, cast: Cast) -> None:
    for typed, words in (
        ({"first": "Wim Weak", "second": "wim@example.org"}, "introduced to themself"),
        ({"first": "Zz Nobody", "second": "Wim Weak"}, "Nobody called Zz Nobody"),
        ({"first": "Farah Friend", "second": "Wim Weak"}, "2 people fit Farah Friend"),
        ({"first": "", "second": "Wim Weak"}, "No person is named"),
        ({"first": "x" * 10_000, "second": "Wim Weak"}, "Nobody called"),
    ):
        answer = web.post("/introductions/propose/", typed)
        assert (answer.status_code, words in read(answer).text) == (400, True), words
    assert not Introduction.objects.exists()


def test_the_same_submission_twice_is_one_introduction(web: Client, cast: Cast) -> None:
    propose(web, key="k")
    assert propose(web, key="k")
    assert Introduction.objects.count() == 1
    assert (
        web.post("/introductions/propose/", {"first": "Wim Weak", "second": "farah@example.com"}).status_code
        == 409
    )


def test_what_cannot_be_done_is_refused(web: Client, cast: Cast) -> None:
    number = propose(web)
    assert (
        press(web, number, "") == press(web, number, "ask:third") == press(web, number, "burn:first") == 400
    )
    assert press(web, 999_999, "make") == 404
    assert web.get(f"/introductions/{number}/act/").status_code == 405


def test_another_owners_introduction_is_not_there(web: Client, cast: Cast) -> None:
    other = make_owner("Other")
    first, second = make_person(other, "Theirs One"), make_person(other, "Theirs Two")
    actions.propose(other, first=first.pk, second=second.pk, on=ON, by="test")
    number = Introduction.objects.get().pk
    assert press(web, number, "drop") == 404
    assert (
        web.post("/introductions/propose/", {"first_id": first.pk, "second_id": second.pk}).status_code == 404
    )
    assert "Theirs" not in shown(web).text


def test_ways_to_a_person_a_company_and_nobody(web: Client, cast: Cast) -> None:
    refresh_employer_circles(cast.owner)
    assert "Both worked at Lindgrün Labs (2 of your people)." in shown(web, "?who=Stella+Stranger").text
    assert "Doors to Lindgrün Labs" in shown(web, "?who=Lindgr%C3%BCn+Labs").text
    assert "Nobody in your network is known to know “Zz Nobody”" in shown(web, "?who=Zz+Nobody").text
    several = shown(web, "?who=Farah+Friend")
    assert f"?to={cast.friend.pk}" in several.values("href")
    assert "Write yourself." in shown(web, f"?to={cast.friend.pk}").text
    for odd in ("?to=999999", "?to=x", "?to=" + "9" * 40, "?who=%00", "?who=" + "%25" * 100):
        assert web.get(PAGE + odd).status_code == 200


def test_pairs_are_proposed_with_one_button(web: Client, cast: Cast) -> None:
    Person.objects.filter(pk=cast.friend.pk).update(by_owner={"goals": "learn <b>falconry</b>"})
    Person.objects.filter(pk=cast.weak.pk).update(by_owner={"strengths": "falconry"})
    page = shown(web)
    assert "Both notes speak of falconry." in page.text
    assert "learn <b>falconry</b>" in page.text
    fields = {"first_id": cast.friend.pk, "second_id": cast.weak.pk, "why": "falconry"}
    assert web.post("/introductions/propose/", fields).status_code == 303
    assert "no two of them fit each other yet" in shown(web).text


def test_ten_more_of_everything_are_not_one_more_query(web: Client, cast: Cast) -> None:
    refresh_employer_circles(cast.owner)
    propose(web)
    Person.objects.filter(pk=cast.stranger.pk).update(by_owner={"goals": "falconry"})

    def count() -> int:
        web.get(PAGE + "?who=Lindgrün Labs")
        with CaptureQueriesContext(connection) as counted:
            assert web.get(PAGE + "?who=Lindgrün Labs").status_code == 200
        return len(counted)

    crowd = make_crowd(cast.owner, people=11)
    Person.objects.filter(pk=crowd[0].pk).update(by_owner={"strengths": "falconry"})
    before = count()
    for person in crowd[1:]:
        actions.propose(cast.owner, first=cast.friend.pk, second=person.pk, on=ON, by="test")
        Person.objects.filter(pk=person.pk).update(
            by_owner={"strengths": "falconry"}, company="Lindgrün Labs"
        )
    assert count() <= before
    assert before <= 20


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Ümläut 李 ' \" &"])
def test_hostile_names_are_texts(web: Client, cast: Cast, name: str) -> None:
    odd = make_person(cast.owner, name)
    actions.propose(cast.owner, first=odd.pk, second=cast.weak.pk, on=ON, by="test", why=name)
    page = shown(web)
    assert name in page.text
    assert not [
        attributes for tag, attributes in page.elements if tag == "script" and "src" not in attributes
    ]
