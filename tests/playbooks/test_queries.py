"""How far each plan is, which steps are due, and whether adding outruns deepening."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexalink.playbooks import actions
from nexalink.playbooks.errors import PlaybookMissing
from nexalink.playbooks.models import Participant, Playbook
from nexalink.playbooks.queries import deepening, participation, playbook, playbooks, steps_due
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_cast, make_crowd, make_owner

BY = "test"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def start(cast: Cast, kind: str = "job_search", people: tuple[int, ...] = ()) -> int:
    actions.start_playbook(cast.owner, kind=kind, people=people, day=ON + timedelta(days=50), on=ON, by=BY)
    return Playbook.objects.of(cast.owner).latest("pk").pk


def test_progress_counts_people_who_are_still_in(cast: Cast) -> None:
    number = start(cast, people=(cast.friend.pk, cast.weak.pk, cast.stranger.pk))
    first, second, third = Participant.objects.order_by("pk").values_list("pk", flat=True)
    actions.mark_conversation(cast.owner, participant=first, on=ON, by=BY)
    actions.record_outcome(cast.owner, participant=first, outcome="a lead", on=ON, by=BY)
    actions.mark_contacted(cast.owner, participant=second, on=ON, by=BY)
    actions.remove_person(cast.owner, participant=third, on=ON, by=BY)
    (line,) = playbooks(cast.owner)
    assert (line.number, line.people, line.contacted, line.conversations, line.outcomes) == (
        number,
        2,
        2,
        1,
        1,
    )
    assert line.next_due == ON + timedelta(days=10)
    shown = playbook(cast.owner, number=number, on=ON)
    assert [(one.name, one.left_on is None) for one in shown.people] == [
        ("Farah Friend", True), ("Wim Weak", True), ("Stella Stranger", False),
    ]  # fmt: skip
    assert shown.line == line


def test_open_plans_come_first(cast: Cast) -> None:
    first, second = start(cast), start(cast)
    actions.close_playbook(cast.owner, playbook=second, on=ON, by=BY)
    assert [line.number for line in playbooks(cast.owner)] == [first, second]


def test_steps_due_name_plan_person_and_what(cast: Cast) -> None:
    number = start(cast, people=(cast.friend.pk,))
    (step,) = steps_due(cast.owner, on=ON)
    assert (step.playbook, step.playbook_title, step.person, step.name) == (
        number, "Job search", cast.friend.pk, "Farah Friend",
    )  # fmt: skip
    assert (step.what, step.due_on) == ("Write to Farah Friend personally", ON)
    assert len(steps_due(cast.owner, on=ON, within_days=60)) == 2
    assert steps_due(cast.owner, on=ON - timedelta(days=1)) == []
    act = actions.finish_step(cast.owner, step=step.number, on=ON, by=BY)
    assert steps_due(cast.owner, on=ON) == []
    assert act.what == "Done: Write to Farah Friend personally"
    actions.close_playbook(cast.owner, playbook=number, on=ON, by=BY)
    assert steps_due(cast.owner, on=ON, within_days=900) == []


def test_the_balance_is_shown_where_a_plan_gives_first(cast: Cast) -> None:
    mentor = playbook(cast.owner, number=start(cast, "mentorship", (cast.friend.pk,)), on=ON)
    search = playbook(cast.owner, number=start(cast, "job_search", (cast.friend.pk,)), on=ON)
    assert mentor.people[0].balance is not None
    assert not mentor.people[0].balance.earned
    assert search.people[0].balance is None


def test_adding_outruns_deepening_when_fewer_than_half_have_a_second_contact(cast: Cast) -> None:
    crowd = make_crowd(cast.owner, people=10)
    Tie.objects.update(connected_on=ON - timedelta(days=400))
    assert deepening(cast.owner, on=ON).warning == ""
    ids = [person.pk for person in crowd]
    Tie.objects.filter(person__in=ids).update(
        connected_on=ON - timedelta(days=10), incoming=1, outgoing=0, mutual=0
    )
    Tie.objects.filter(person__in=ids[:4]).update(outgoing=1)
    found = deepening(cast.owner, on=ON)
    assert (found.added, found.deepened) == (10, 4)
    assert found.warning == (
        "Adding outruns deepening: 10 new connections in 90 days, a second contact with 4."
    )
    Tie.objects.filter(person=ids[4]).update(mutual=1)
    assert deepening(cast.owner, on=ON).warning == ""


def test_another_owners_plans_are_not_there(cast: Cast) -> None:
    number = start(cast, people=(cast.friend.pk,))
    other = make_owner("Other")
    assert playbooks(other) == []
    assert steps_due(other, on=ON, within_days=99) == []
    with pytest.raises(PlaybookMissing):
        playbook(other, number=number, on=ON)
    with pytest.raises(PlaybookMissing):
        participation(other, playbook=number, person=cast.friend.pk)
    with pytest.raises(PlaybookMissing):
        participation(cast.owner, playbook=number, person=cast.weak.pk)


def test_ten_more_people_are_not_one_more_query(cast: Cast) -> None:
    number = start(cast, people=(cast.friend.pk,))

    def count() -> int:
        with CaptureQueriesContext(connection) as counted:
            playbooks(cast.owner)
            playbook(cast.owner, number=number, on=ON)
            steps_due(cast.owner, on=ON)
        return len(counted)

    before = count()
    for person in make_crowd(cast.owner, people=10):
        actions.add_person(cast.owner, playbook=number, person=person.pk, on=ON, by=BY)
        start(cast)
    assert count() == before
