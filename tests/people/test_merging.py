"""Two records of one human made one while they stand in plans, tiers, reviews: nothing is lost, and all comes back."""

from datetime import timedelta
from typing import Any

import pytest

from nexalink.archives.actions import answer_question, reopen_question
from nexalink.people.merging import merge_people, tables_about_people, unmerge_people
from nexalink.people.models import Merge
from nexalink.playbooks.models import Participant, Playbook, Step
from nexalink.pruning.models import Candidate, Session
from nexalink.recall.models import Recollection
from nexalink.ties.actions import assign_tier, judge_tie, set_cadence
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def everything(cast: Cast) -> list[Any]:
    tables = {model for model, _ in tables_about_people()} - {Merge}
    return [
        list(table._default_manager.filter(owner=cast.owner).order_by("pk").values())
        for table in sorted(tables, key=lambda model: model._meta.label)
    ]


def merge(cast: Cast) -> Merge:
    return merge_people(cast.owner, kept=cast.friend.pk, gone=cast.twin.pk, because=[], by="test")


def test_the_tier_and_the_owners_word_stay_with_the_one_that_stays(cast: Cast) -> None:
    owner, twin = cast.owner, cast.twin.pk
    assign_tier(owner, people=[twin], tier=1, on=ON, by="test")
    set_cadence(owner, person=twin, days=14, on=ON, by="test")
    for person, question in ((twin, "comfortable"), (cast.friend.pk, "would_recommend")):
        judge_tie(owner, person=person, question=question, answer=True, on=ON, by="test")
    before = everything(cast)
    answer_question(owner, question=cast.question.pk, same=True, by="test")
    tie = Tie.objects.of(owner).get(person=cast.friend)
    assert (tie.tracked, tie.tier, tie.tier_since, tie.cadence_days) == (True, 1, ON, 14)
    assert set(tie.judgements) == {"comfortable", "would_recommend"}
    assert tie.next_touch_due is not None
    reopen_question(owner, question=cast.question.pk, by="test")
    assert everything(cast) == before


def test_of_two_tiers_the_one_that_stays_keeps_its_own(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.twin.pk], tier=1, on=ON, by="test")
    assign_tier(cast.owner, people=[cast.friend.pk], tier=2, on=ON - timedelta(days=9), by="test")
    merge(cast)
    tie = Tie.objects.of(cast.owner).get(person=cast.friend)
    assert (tie.tier, tie.tier_since) == (2, ON - timedelta(days=9))


def test_both_in_one_plan_have_one_place_with_all_that_was_kept(cast: Cast) -> None:
    owner = cast.owner
    plan = Playbook.objects.create(owner=owner, kind="job_search", title="Away", started_on=ON)
    Participant.objects.create(
        owner=owner, playbook=plan, person=cast.friend, draft="Dear Farah", left_on=ON, contacted_on=ON
    )
    Participant.objects.create(
        owner=owner, playbook=plan, person=cast.twin, draft="Hello F", outcome="coffee", outcome_on=ON
    )
    Step.objects.create(owner=owner, playbook=plan, person=cast.twin, what="write", kind="touch", due_on=ON)
    review = Session.objects.create(owner=owner, opened_on=ON)
    Candidate.objects.create(owner=owner, session=review, person=cast.friend)
    Candidate.objects.create(owner=owner, session=review, person=cast.twin, choice="keep", chosen_on=ON)
    Recollection.objects.create(owner=owner, person=cast.friend, asked_on=ON)
    Recollection.objects.create(owner=owner, person=cast.twin, asked_on=ON, result="known", who="a poet")
    before = everything(cast)
    made = merge(cast)
    (place,) = Participant.objects.of(owner)
    assert (place.person_id, place.draft, place.outcome, place.outcome_on, place.contacted_on, place.left_on) == (
        cast.friend.pk, "Dear Farah\n\nHello F", "coffee", ON, ON, None,
    )  # fmt: skip
    assert Step.objects.get().person_id == cast.friend.pk
    assert (Candidate.objects.get().choice, Candidate.objects.get().chosen_on) == ("keep", ON)
    assert (Recollection.objects.get().result, Recollection.objects.get().who) == ("known", "a poet")
    unmerge_people(owner, merge=made.pk)
    assert everything(cast) == before


def test_what_was_changed_after_the_merge_stays_when_it_is_taken_back(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.twin.pk], tier=1, on=ON, by="test")
    made = merge(cast)
    assign_tier(cast.owner, people=[cast.friend.pk], tier=3, on=ON, by="test")
    unmerge_people(cast.owner, merge=made.pk)
    ties = {tie.person_id: tie for tie in Tie.objects.of(cast.owner)}
    assert [(ties[one.pk].tracked, ties[one.pk].tier) for one in (cast.friend, cast.twin)] == [
        (True, 3),
        (True, 1),
    ]
