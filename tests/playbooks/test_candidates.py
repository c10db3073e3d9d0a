"""Who fits a plan, each with reasons; never more than such a plan is for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexalink.accounts.models import OwnerFact
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction, Exchange
from nexalink.people.models import Person
from nexalink.playbooks import actions
from nexalink.playbooks.candidates import promising, shortlist
from nexalink.playbooks.models import Playbook
from nexalink.ties.models import Tie
from tests.factories import (
    ON,
    Cast,
    make_audit,
    make_cast,
    make_conversation,
    make_crowd,
    make_event,
    make_owner,
    make_person,
    moment,
)

BY = "test"


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    OwnerFact.objects.create(
        owner=cast.owner, kind="position", value="Halden Kilns", detail={"title": "Product Manager"}
    )
    OwnerFact.objects.create(
        owner=cast.owner, kind="position", value="Oak & Sons",
        detail={"title": "Apprentice", "finished": "Feb 2020"},
    )  # fmt: skip
    return cast


def start(cast: Cast, kind: str = "job_search", space: str = "") -> int:
    actions.start_playbook(cast.owner, kind=kind, space=space, day=ON + timedelta(days=50), on=ON, by=BY)
    return Playbook.objects.of(cast.owner).latest("pk").pk


def test_a_job_search_names_who_knows_my_work_in_the_field_with_reasons(cast: Cast) -> None:
    make_audit(cast.owner)
    (found,) = shortlist(cast.owner, playbook=start(cast, space="carpenter, kilns"), on=ON)
    assert found.person == cast.weak.pk
    assert found.reasons[:2] == (
        "In the field: title Carpenter.",
        "Knows your work: you both were at Oak & Sons.",
    )
    assert any("tie" in reason for reason in found.reasons[2:])


def test_colleagues_of_today_open_no_other_door(cast: Cast) -> None:
    colleague = make_person(cast.owner, "Carla Colleague", company="Halden Kilns", title="Carpenter")
    make_conversation(colleague, messages=8)
    refresh_ties(cast.owner)
    make_audit(cast.owner)
    found = shortlist(cast.owner, playbook=start(cast, space="carpenter"), on=ON)
    assert [one.person for one in found] == [cast.weak.pk]


def test_who_does_not_know_my_work_or_never_answered_is_left_out(cast: Cast) -> None:
    loud = make_person(cast.owner, "Otto Oneway", title="Carpenter")
    for days in (3, 9, 20):
        make_event(loud, days_ago=days, direction=Direction.IN)
    refresh_ties(cast.owner)
    make_audit(cast.owner)
    found = shortlist(cast.owner, playbook=start(cast, space="carpenter"), on=ON)
    assert loud.pk not in {one.person for one in found}


def test_a_recommendation_counts_as_knowing_my_work(cast: Cast) -> None:
    Exchange.objects.create(
        owner=cast.owner, person=cast.friend, direction="received", kind="recommendation", size="small", at=moment(90),
        source="linkedin", source_key="r",
    )  # fmt: skip
    make_audit(cast.owner)
    found = shortlist(cast.owner, playbook=start(cast, space="research"), on=ON)
    assert "Recommended you in writing." in found[0].reasons


def test_never_more_than_twenty_and_nobody_who_is_in_it(cast: Cast) -> None:
    crowd = make_crowd(cast.owner, people=30)
    for person in crowd:
        make_conversation(person, messages=6)
    refresh_ties(cast.owner)
    make_audit(cast.owner)
    number = start(cast)
    found = shortlist(cast.owner, playbook=number, on=ON, most=500)
    assert len(found) == 20
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    actions.add_person(cast.owner, playbook=number, person=found[0].person, on=ON, by=BY)
    Tie.objects.filter(person=found[1].person).update(faded_on=ON)
    again = {one.person for one in shortlist(cast.owner, playbook=number, on=ON)}
    assert not again & {found[0].person, found[1].person}


def test_mentors_are_ahead_and_still_engage(cast: Cast) -> None:
    Person.objects.filter(pk=cast.friend.pk).update(stage="director", title="Director of Research")
    Person.objects.filter(pk=cast.weak.pk).update(stage="junior")
    quiet = make_person(cast.owner, "Quentin Quiet", title="CEO", stage="c-level")
    make_conversation(quiet, messages=4, newest=500)
    refresh_ties(cast.owner)
    make_audit(cast.owner)
    found = shortlist(cast.owner, playbook=start(cast, "mentorship"), on=ON)
    assert [one.person for one in found] == [cast.friend.pk]
    assert found[0].reasons[0] == "Ahead of you: Director of Research."
    assert found[0].reasons[1].startswith("Still engages: ")


def test_a_launch_says_what_to_ask_of_each(cast: Cast) -> None:
    make_audit(cast.owner)
    found = {one.person: one.ask_kind for one in shortlist(cast.owner, playbook=start(cast, "launch"), on=ON)}
    assert found[cast.friend.pk] == "feedback"


def test_a_launch_asks_for_more_than_one_kind_of_help(cast: Cast) -> None:
    crowd = make_crowd(cast.owner, people=60)
    make_audit(cast.owner)
    Tie.objects.filter(person__in=[person.pk for person in crowd[:10]]).update(rank=80, genuine=True)
    found = shortlist(cast.owner, playbook=start(cast, "launch"), on=ON)
    kinds = [one.ask_kind for one in found]
    assert len(found) == 20
    assert kinds[:2] == ["feedback", "amplification"]
    assert kinds.count("amplification") == 10


def test_new_people_who_wrote_too_are_promising_until_a_plan_has_them(cast: Cast) -> None:
    newcomer = make_person(cast.owner, "Nele Newcomer")
    make_conversation(newcomer, messages=3, every_days=5)
    refresh_ties(cast.owner)
    make_audit(cast.owner)
    Tie.objects.filter(person=cast.friend).update(first_contact=moment(900))
    Tie.objects.filter(person=cast.twin).update(first_contact=moment(900))
    Tie.objects.filter(person=cast.weak).update(first_contact=moment(900))
    (found,) = promising(cast.owner, on=ON)
    assert (found.person, found.reasons[-1]) == (newcomer.pk, "Two-way from the start.")
    actions.start_playbook(cast.owner, kind="deepening", people=[newcomer.pk], on=ON, by=BY)
    assert promising(cast.owner, on=ON) == ()


def test_another_owner_and_a_plan_that_is_not_there_have_nobody(cast: Cast) -> None:
    make_audit(cast.owner)
    number = start(cast)
    assert shortlist(make_owner("Other"), playbook=number, on=ON) == ()
    assert shortlist(cast.owner, playbook=999_999, on=ON) == ()


def test_more_people_are_not_more_queries(cast: Cast) -> None:
    make_audit(cast.owner)
    number = start(cast)

    def count() -> int:
        with CaptureQueriesContext(connection) as counted:
            shortlist(cast.owner, playbook=number, on=ON)
        return len(counted)

    before = count()
    make_crowd(cast.owner, people=15)
    make_audit(cast.owner)
    assert count() == before <= 9
