"""The five steps: each is done when the data says so, and not before."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexalink.accounts.deeds import take_back
from nexalink.audits.models import Finding
from nexalink.gate.actions import add_request, judge_request
from nexalink.gate.models import ConnectionRequest
from nexalink.gate.questions import QUESTIONS
from nexalink.interactions.actions import log_touch
from nexalink.interactions.models import Kind
from nexalink.pruning.models import Session
from nexalink.ties.actions import assign_tier, set_cadence
from nexalink.today.path import JUDGED, TIERED, Act, Step, next_step, path
from tests.factories import (
    ON,
    Cast,
    make_audit,
    make_cast,
    make_crowd,
    make_event,
    make_owner,
    make_person,
    moment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def step(cast: Cast, number: int, *, on: date = ON) -> Step:
    return path(cast.owner, on=on)[number - 1]


def done(cast: Cast, *, on: date = ON) -> list[int]:
    return [step.number for step in path(cast.owner, on=on) if step.done]


def judge(cast: Cast, times: int, *, yes: int = 1) -> None:
    for number in range(times):
        add_request(cast.owner, name=f"New {number}", on=ON, by="test")
        request = ConnectionRequest.objects.of(cast.owner).order_by("-id")[0].pk
        answers = {question: place < yes for place, question in enumerate(QUESTIONS)}
        judge_request(cast.owner, request=request, answers=answers, accept=yes > 1, on=ON, by="test")


def tier_everybody(cast: Cast, people: int = TIERED) -> list[int]:
    crowd = [person.pk for person in make_crowd(cast.owner, people=people)]
    assign_tier(cast.owner, people=crowd, tier=3, on=ON, by="test")
    return crowd


def makes(cast: Cast, touches: float) -> None:
    """Let the newest audit say how many touches the owner makes in a usual month."""
    figures = Finding.objects.of(cast.owner).filter(kind="figures").order_by("-id")[0]
    figures.document = {**figures.document, "touches_made": touches}
    figures.save()


def test_nothing_is_done_in_an_empty_network() -> None:
    owner = make_owner()
    steps = path(owner, on=ON)
    assert [step.number for step in steps] == [1, 2, 3, 4, 5]
    assert not any(step.done for step in steps)
    assert all(step.far == 0 for step in steps)
    assert steps[0].act is Act.IMPORT
    found = next_step(owner, on=ON)
    assert found is not None
    assert (found.number, found.done) == (1, False)


def test_an_audit_is_the_first_step(cast: Cast) -> None:
    assert step(cast, 1).act is Act.AUDIT
    make_audit(cast.owner)
    assert done(cast) == [1]
    found = next_step(cast.owner, on=ON)
    assert found is not None
    assert found.number == 2


def test_tiers_are_set_up_once_enough_people_are_in_them(cast: Cast) -> None:
    crowd = tier_everybody(cast, TIERED - 1)
    found = step(cast, 2)
    assert (found.done, found.act) == (False, Act.TIERS)
    assert found.next == "Put 1 more people in tiers: the audit suggests who."
    assert 0.9 < found.far < 1
    entry = assign_tier(cast.owner, people=[cast.friend.pk], tier=1, on=ON, by="test")
    assert (step(cast, 2).done, step(cast, 2).far) == (True, 1.0)
    take_back(cast.owner, entry=entry.entry, by="test")
    assert not step(cast, 2).done
    assert crowd


def test_a_small_network_needs_no_twenty(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.friend.pk, cast.weak.pk], tier=3, on=ON, by="test")
    assert not step(cast, 2).done
    assert "3 in all are needed" in step(cast, 2).evidence[0]
    assert step(cast, 2).next.startswith("Put 1 more")
    assign_tier(cast.owner, people=[cast.twin.pk], tier=3, on=ON, by="test")
    assert step(cast, 2).done


def test_tiers_that_ask_for_too_much_are_not_set_up(cast: Cast) -> None:
    crowd = tier_everybody(cast)
    for person in crowd:
        set_cadence(cast.owner, person=person, days=1, on=ON, by="test")
    make_audit(cast.owner)
    makes(cast, 10.0)
    found = step(cast, 2)
    assert not found.done
    assert "touches a month too many" in found.next
    assert "you made 10 in a usual month" in found.evidence[1]


def test_the_gate_is_in_use_after_three_verdicts(cast: Cast) -> None:
    judge(cast, JUDGED - 1)
    assert (step(cast, 3).done, step(cast, 3).act) == (False, Act.GATE)
    assert step(cast, 3).far == pytest.approx(2 / 3)
    judge(cast, 1)
    assert step(cast, 3).done
    later = ON + timedelta(days=400)
    assert step(cast, 3, on=later).done  # nobody asked since: the habit stands


def test_whoever_came_in_unasked_since_undoes_the_habit(cast: Cast) -> None:
    judge(cast, JUDGED)
    accepted: dict[str, Any] = {"direction": "in", "outcome": "accepted", "source": "linkedin"}
    for number in range(2):
        ConnectionRequest.objects.create(
            owner=cast.owner, name="Slipped In", sent_at=moment(3), decided_at=moment(-1), source_key=f"{number}", **accepted
        )  # fmt: skip
    found = step(cast, 3)
    assert not found.done
    assert "Of 5 decided since the first, 2 came in without them." in found.evidence
    ConnectionRequest.objects.create(
        owner=cast.owner, name="Long Ago", sent_at=moment(300), decided_at=moment(290), source_key="old", **accepted
    )  # fmt: skip
    assert "Of 5 decided since the first, 2 came in without them." in step(cast, 3).evidence


def test_time_is_reinvested_once_contact_goes_to_people_in_tiers(cast: Cast) -> None:
    assert step(cast, 4).act is Act.PRUNING
    Session.objects.create(owner=cast.owner, opened_on=ON, closed_on=ON)
    assert "Not enough data" in step(cast, 4).evidence[1]
    make_audit(cast.owner)
    makes(cast, 8.0)
    for days in range(12):
        for _ in range(2):
            log_touch(cast.owner, person=cast.weak.pk, day=ON - timedelta(days=days), on=ON, by="test")
    assert (step(cast, 4).done, step(cast, 4).act, step(cast, 4).far) == (False, Act.TODAY, 0.5)
    assign_tier(cast.owner, people=[cast.weak.pk], tier=2, on=ON, by="test")
    found = step(cast, 4)
    assert found.done
    assert found.evidence[1].startswith(
        "12 contact days with people in tiers in the last 90 days, 51% of the 24"
    )
    makes(cast, 9.0)
    assert not step(cast, 4).done
    makes(cast, 8.0)
    assert not step(cast, 4, on=ON + timedelta(days=400)).done


def test_large_meetings_and_lists_are_no_contact(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.stranger.pk], tier=2, on=ON, by="test")
    Session.objects.create(owner=cast.owner, opened_on=ON, closed_on=ON)
    make_audit(cast.owner)
    makes(cast, 8.0)
    for kind, size in (
        (Kind.LIST, 1),
        (Kind.GROUP, 3),
        (Kind.MEETING, 13),
        (Kind.MEETING, 12),
        (Kind.MAIL, 1),
    ):
        event = make_event(cast.stranger, days_ago=10 + size, kind=kind)
        event.size = size
        event.save()
    assert step(cast, 4).evidence[1].startswith("2 contact days")


def test_an_open_review_is_no_review(cast: Cast) -> None:
    Session.objects.create(owner=cast.owner, opened_on=ON)
    assert step(cast, 4).evidence == ("No review of ties yet.",)


@pytest.mark.parametrize(
    ("apart", "later", "is_done", "act"),
    [(27, 0, False, Act.TRENDS), (28, 0, True, Act.TRENDS), (28, 183, False, Act.AUDIT), (0, 30, False, Act.AUDIT)],
)  # fmt: skip
def test_quality_is_measured_by_two_audits_apart(
    cast: Cast, apart: int, later: int, is_done: bool, act: Act
) -> None:
    make_audit(cast.owner, on=ON - timedelta(days=apart))
    make_audit(cast.owner)
    found = step(cast, 5, on=ON + timedelta(days=later))
    assert (found.done, found.act) == (is_done, act)
    assert (found.far == 1) == is_done


def test_a_done_step_is_whole_and_only_a_done_one(cast: Cast) -> None:
    tier_everybody(cast)
    make_audit(cast.owner, on=ON - timedelta(days=60))
    make_audit(cast.owner)
    judge(cast, JUDGED)
    for found in path(cast.owner, on=ON):
        assert (found.far == 1) == found.done
        assert 0 <= found.far <= 1
        assert found.evidence
        assert found.next


def test_all_five_leave_nothing_to_do(cast: Cast) -> None:
    tier_everybody(cast)
    make_audit(cast.owner, on=ON - timedelta(days=60))
    make_audit(cast.owner)
    judge(cast, JUDGED)
    Session.objects.create(owner=cast.owner, opened_on=ON, closed_on=ON)
    assign_tier(cast.owner, people=[cast.friend.pk], tier=3, on=ON, by="test")
    makes(cast, 30.0)
    assert done(cast) == [1, 2, 3, 4, 5]
    assert next_step(cast.owner, on=ON) is None


def test_one_query_then_two_however_much_there_is(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            next_step(cast.owner, on=ON)
        return len(counted)

    Session.objects.create(owner=cast.owner, opened_on=ON, closed_on=ON)
    assert queries() == 1
    tier_everybody(cast, 30)
    make_audit(cast.owner)
    makes(cast, 30.0)
    judge(cast, 5)
    assert queries() == 2


def test_nobody_walks_the_path_of_another(cast: Cast) -> None:
    other = make_owner("Otto Other")
    make_person(other, "Zoe")
    before = path(other, on=ON)
    tier_everybody(cast)
    make_audit(cast.owner)
    judge(cast, JUDGED)
    Session.objects.create(owner=cast.owner, opened_on=ON, closed_on=ON)
    assert path(other, on=ON) == before
