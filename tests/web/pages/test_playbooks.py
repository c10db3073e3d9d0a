"""Playbooks in the browser without a script: begin, choose, write one by one, keep what came of it, close."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nexalink.playbooks import actions
from nexalink.playbooks.models import Participant, Playbook, Step
from tests.factories import Cast, make_audit, make_crowd, make_owner, make_person
from tests.web.reading import Page, read

TODAY = dt.datetime.now(dt.UTC).date()
"""The pages read the clock; only days far enough from it are asked for here."""


def begin(web: Client, kind: str = "job_search", **more: str) -> int:
    assert web.post("/playbooks/start/", {"kind": kind, **more}).status_code == 303
    return Playbook.objects.latest("pk").pk


def add(web: Client, number: int, name: str, **more: str) -> int:
    assert web.post(f"/playbooks/{number}/add/", {"person": name, **more}).status_code == 303
    return Participant.objects.latest("pk").pk


def press(web: Client, participant: int, act: str, **more: str) -> int:
    return web.post(f"/playbooks/people/{participant}/", {"act": act, **more}).status_code


def shown(web: Client, number: int) -> Page:
    answer = web.get(f"/playbooks/{number}/")
    assert answer.status_code == 200
    return read(answer)


def test_without_anybody_the_page_teaches(web: Client, db: None) -> None:
    assert "bring your network in" in read(web.get("/playbooks/")).text
    assert web.get("/playbooks/1/").status_code == 404
    assert web.get("/playbooks/newest/").headers["Location"] == "/playbooks/"


def test_a_job_search_from_the_start_to_the_look_back(web: Client, cast: Cast) -> None:
    assert "What do you want to reach, and with whom?" in read(web.get("/playbooks/")).text
    started = web.post("/playbooks/start/", {"kind": "job_search", "space": "research"})
    arrived = web.get(started.headers["Location"])
    number = Playbook.objects.get().pk
    assert arrived.headers["Location"].startswith(f"/playbooks/{number}/?did=")
    page = read(web.get(arrived.headers["Location"]))
    assert "Started the playbook “Job search: research”" in page.text
    assert "choose the first people" in page.text
    assert "In the field: function Research." in page.text
    who = add(web, number, "farah@example.com")
    assert "1 person, 0 contacted" in shown(web, number).text
    assert Participant.objects.get().because[0] == "In the field: function Research."
    assert press(web, who, "draft", draft="Dear Farah, the kiln talk stayed with me.") == 303
    assert (
        press(web, who, "contacted") == press(web, who, "conversation") == press(web, who, "thanked") == 303
    )
    assert press(web, who, "outcome", outcome="Knows two teams") == 303
    page = shown(web, number)
    assert "Outcome: Knows two teams" in page.text
    assert "the kiln talk stayed with me" in page.text
    assert web.post(f"/playbooks/{number}/close/", {"review": "Two offers."}).status_code == 303
    page = shown(web, number)
    assert "closed with 1 outcome" in page.text
    assert "Two offers." in page.text
    assert press(web, who, "leave") == 409
    assert "Closed" in read(web.get("/playbooks/")).text


def test_the_twenty_first_and_the_same_text_are_refused_in_a_sentence(web: Client, cast: Cast) -> None:
    number = begin(web)
    crowd = make_crowd(cast.owner, people=21)
    people = [add(web, number, person.name) for person in crowd[:20]]
    refused = web.post(f"/playbooks/{number}/add/", {"person": crowd[20].name})
    assert (refused.status_code, "at most 20 people, one by one" in read(refused).text) == (400, True)
    text = "I am looking for a new role in logistics and would be glad of fifteen minutes."
    assert press(web, people[0], "draft", draft=text) == 303
    refused = web.post(f"/playbooks/people/{people[1]}/", {"act": "draft", "draft": text})
    assert refused.status_code == 400
    assert "That is nearly the text for Member 000." in read(refused).text
    assert "Make it personal" in read(refused).text


def test_a_mentor_is_not_asked_too_early_and_the_balance_is_told(web: Client, cast: Cast) -> None:
    number = begin(web, "mentorship")
    who = add(web, number, "farah@example.com")
    page = shown(web, number)
    assert "Given 0, received 0, 0 touches since the start." in page.text
    assert "Too early to ask: give first." in page.text
    refused = web.post(f"/playbooks/people/{who}/", {"act": "ask", "ask": "a job"})
    assert (refused.status_code, "It is too early to ask Farah Friend." in read(refused).text) == (400, True)


@pytest.mark.parametrize("day", ["", "2020-01-01", "soon", "9999-99-99"])
def test_a_launch_on_no_day_to_come_is_refused(web: Client, cast: Cast, day: str) -> None:
    assert web.post("/playbooks/start/", {"kind": "launch", "day": day}).status_code == 400
    assert not Playbook.objects.exists()


def test_a_launch_says_what_to_ask_and_when(web: Client, cast: Cast) -> None:
    day = TODAY + dt.timedelta(days=200)
    number = begin(web, "launch", day=day.isoformat(), title="Workshop")
    add(web, number, "Wim Weak", ask_kind="introduction")
    page = shown(web, number)
    assert "To be asked for introduction." in page.text
    assert "Ask Wim Weak for an introduction" in page.text
    assert "Later steps (3)" in page.text


def test_steps_are_done_skipped_and_taken_back(web: Client, cast: Cast) -> None:
    number = begin(web, "deepening", person="Wim Weak")
    assert "Get to know Wim Weak" in shown(web, number).text
    first, second = Step.objects.order_by("due_on")[:2]
    done = web.post(f"/playbooks/steps/{first.pk}/", {"act": "done"})
    assert done.status_code == 303
    assert web.post(f"/playbooks/steps/{second.pk}/", {"act": "skip"}).status_code == 303
    assert "Done or skipped (2)" in shown(web, number).text
    assert web.post(f"/playbooks/steps/{first.pk}/", {"act": "done"}).status_code == 409
    web.post(f"/journal/{done.headers['Location'].rpartition('=')[2]}/undo/")
    first.refresh_from_db()
    assert first.done_on is None


def test_the_same_submission_twice_is_one_plan(web: Client, cast: Cast) -> None:
    begin(web, key="k")
    begin(web, key="k")
    assert Playbook.objects.count() == 1


def test_what_is_nothing_is_refused(web: Client, cast: Cast) -> None:
    number = begin(web)
    who = add(web, number, "Wim Weak")
    assert press(web, who, "burn") == press(web, who, "outcome", outcome=" ") == 400
    assert web.post("/playbooks/start/", {"kind": "blast"}).status_code == 400
    assert web.post(f"/playbooks/{number}/add/", {"person": "Wim Weak"}).status_code == 409
    assert web.post(f"/playbooks/{number}/add/", {"person": "Zz Nobody"}).status_code == 400
    assert web.get(f"/playbooks/{number}/add/").status_code == 405
    assert web.get("/playbooks/999999/").status_code == 404


def test_another_owners_plan_is_not_there(web: Client, cast: Cast) -> None:
    other = make_owner("Other")
    theirs = make_person(other, "Theirs Only")
    actions.start_playbook(other, kind="job_search", people=[theirs.pk], on=TODAY, by="test")
    number, who = Playbook.objects.get().pk, Participant.objects.get().pk
    step = Step.objects.earliest("pk").pk
    assert web.get(f"/playbooks/{number}/").status_code == 404
    assert web.post(f"/playbooks/{number}/add/", {"person": "Wim Weak"}).status_code == 404
    assert web.post(f"/playbooks/{number}/close/").status_code == 404
    assert web.post(f"/playbooks/steps/{step}/").status_code == 404
    assert press(web, who, "contacted") == 404
    assert "Theirs" not in read(web.get("/playbooks/")).text


def test_hostile_words_are_texts(web: Client, cast: Cast) -> None:
    number = begin(web, title="<script>alert(1)</script>", space="<img src=x>", about="<b>x</b>")
    page = shown(web, number)
    assert "<script>alert(1)</script>" in page.text
    assert not [
        attributes for tag, attributes in page.elements if tag == "script" and "src" not in attributes
    ]
    assert "img" not in {tag for tag, _ in page.elements}


def test_ten_more_people_and_plans_are_not_one_more_query(web: Client, cast: Cast) -> None:
    number = begin(web, "mentorship")
    add(web, number, "Wim Weak")
    make_audit(cast.owner)

    def count(address: str) -> int:
        web.get(address)
        with CaptureQueriesContext(connection) as counted:
            assert web.get(address).status_code == 200
        return len(counted)

    addresses = ("/playbooks/", f"/playbooks/{number}/")
    before = [count(address) for address in addresses]
    for place, person in enumerate(make_crowd(cast.owner, people=10)):
        begin(web, title=f"Plan {place}")
        if place < 4:
            add(web, number, person.name)
    make_audit(cast.owner)
    assert [count(address) for address in addresses] == before
    assert max(before) <= 20
