"""Both sides are asked, nothing is made without both yes, and every act is taken back whole."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.errors import AlreadyDone, ChangedSince
from nexalink.accounts.models import JournalEntry, Owner
from nexalink.archives.taking_back import take_back
from nexalink.interactions.models import Exchange
from nexalink.introductions import actions
from nexalink.introductions.errors import (
    AlreadyProposed,
    ConsentMissing,
    IntroductionMissing,
    SamePersonTwice,
    StepImpossible,
    WordsImpossible,
)
from nexalink.introductions.models import Introduction
from nexalink.kernel.errors import NexaLinkError
from nexalink.people.errors import PersonMissing
from nexalink.people.merging import merge_people, unmerge_people
from nexalink.people.models import Person
from tests.factories import ON, Cast, make_cast, make_owner, make_person

BY = "test"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def rows(owner: Owner) -> list[Any]:
    kept = list(Introduction.objects.of(owner).order_by("pk").values())
    return [*kept, *Exchange.objects.of(owner).order_by("pk").values()]


def proposed(cast: Cast, **more: Any) -> Introduction:
    actions.propose(cast.owner, first=cast.friend.pk, second=cast.weak.pk, on=ON, by=BY, **more)
    return Introduction.objects.of(cast.owner).latest("pk")


def agreed(cast: Cast) -> Introduction:
    found = proposed(cast)
    for side in actions.SIDES:
        actions.ask(cast.owner, introduction=found.pk, side=side, on=ON, by=BY)
        actions.answer(cast.owner, introduction=found.pk, side=side, agreed=True, on=ON, by=BY)
    found.refresh_from_db()
    return found


def test_made_with_both_yes_it_counts_as_value_given_to_both_in_one_line(cast: Cast) -> None:
    found = agreed(cast)
    before = JournalEntry.objects.of(cast.owner).count()
    act = actions.make(cast.owner, introduction=found.pk, on=ON, by=BY)
    assert act.what == "Introduced Farah Friend and Wim Weak"
    assert JournalEntry.objects.of(cast.owner).count() == before + 1
    given_to = Exchange.objects.of(cast.owner).order_by("person_id")
    assert [(one.person_id, one.direction, one.kind, one.source) for one in given_to] == [
        (cast.friend.pk, "given", "introduction", "manual"),
        (cast.weak.pk, "given", "introduction", "manual"),
    ]
    assert Introduction.objects.get(pk=found.pk).made_on == ON


def test_undo_of_making_takes_the_value_back_and_it_can_be_made_again(cast: Cast) -> None:
    found = agreed(cast)
    before = rows(cast.owner)
    act = actions.make(cast.owner, introduction=found.pk, on=ON, by=BY)
    take_back(cast.owner, entry=act.entry, by=BY)
    assert rows(cast.owner) == before
    actions.make(cast.owner, introduction=found.pk, on=ON, by=BY)
    assert Exchange.objects.of(cast.owner).count() == 2


def test_the_proposal_is_not_taken_back_under_what_followed(cast: Cast) -> None:
    act = actions.propose(cast.owner, first=cast.friend.pk, second=cast.weak.pk, on=ON, by=BY)
    number = Introduction.objects.get().pk
    asked = actions.ask(cast.owner, introduction=number, side="first", on=ON, by=BY)
    with pytest.raises(ChangedSince):
        take_back(cast.owner, entry=act.entry, by=BY)
    take_back(cast.owner, entry=asked.entry, by=BY)
    take_back(cast.owner, entry=act.entry, by=BY)
    assert rows(cast.owner) == []


def test_nobody_is_introduced_to_themself(cast: Cast) -> None:
    with pytest.raises(SamePersonTwice):
        actions.propose(cast.owner, first=cast.weak.pk, second=cast.weak.pk, on=ON, by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.create(owner=cast.owner, first=cast.weak, second=cast.weak, proposed_on=ON)
    assert rows(cast.owner) == []


@pytest.mark.parametrize("answers", [(), ("first",), ("second",)])
def test_without_both_yes_nothing_is_made_by_nobody(cast: Cast, answers: tuple[str, ...]) -> None:
    found = proposed(cast)
    for side in answers:
        actions.answer(cast.owner, introduction=found.pk, side=side, agreed=True, on=ON, by=BY)
    with pytest.raises(ConsentMissing, match="No yes yet from"):
        actions.make(cast.owner, introduction=found.pk, on=ON, by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.filter(pk=found.pk).update(made_on=ON)
    assert not Exchange.objects.of(cast.owner).exists()


def test_a_no_gives_it_up_and_it_can_be_proposed_again(cast: Cast) -> None:
    found = proposed(cast)
    actions.answer(cast.owner, introduction=found.pk, side="second", agreed=False, on=ON, by=BY)
    found.refresh_from_db()
    assert (found.dropped_on, found.second_agreed, found.second_asked_on) == (ON, False, ON)
    with pytest.raises(StepImpossible):
        actions.answer(cast.owner, introduction=found.pk, side="first", agreed=True, on=ON, by=BY)
    assert proposed(cast).pk != found.pk


def test_the_same_two_are_proposed_once_in_whatever_order(cast: Cast) -> None:
    proposed(cast)
    with pytest.raises(AlreadyProposed):
        actions.propose(cast.owner, first=cast.weak.pk, second=cast.friend.pk, on=ON, by=BY)


def test_who_was_introduced_is_not_introduced_again(cast: Cast) -> None:
    found = agreed(cast)
    actions.make(cast.owner, introduction=found.pk, on=ON, by=BY)
    with pytest.raises(AlreadyProposed, match="before"):
        proposed(cast)
    for act in (actions.make, actions.drop):
        with pytest.raises(StepImpossible):
            act(cast.owner, introduction=found.pk, on=ON, by=BY)


def test_outcomes_come_from_each_side_and_only_afterwards(cast: Cast) -> None:
    found = agreed(cast)
    later = ON + timedelta(days=20)
    with pytest.raises(StepImpossible):
        actions.record_outcome(cast.owner, introduction=found.pk, side="first", outcome="good", on=ON, by=BY)
    actions.make(cast.owner, introduction=found.pk, on=ON, by=BY)
    for side, outcome in (("first", "good"), ("second", "bad")):
        actions.record_outcome(
            cast.owner, introduction=found.pk, side=side, outcome=outcome, on=later, note=f"{side}!", by=BY
        )
    found.refresh_from_db()
    assert (found.first_outcome, found.second_outcome, found.outcome_on) == ("good", "bad", later)
    assert found.note == "first!\nsecond!"


@pytest.mark.parametrize("bad", [{"outcome": "great"}, {"side": "third"}, {"note": "x" * 10_001}])
def test_outcomes_that_are_none_are_refused(cast: Cast, bad: dict[str, str]) -> None:
    found = agreed(cast)
    actions.make(cast.owner, introduction=found.pk, on=ON, by=BY)
    values = {"side": "first", "outcome": "good"} | bad
    with pytest.raises(WordsImpossible):
        actions.record_outcome(cast.owner, introduction=found.pk, on=ON, by=BY, **values)


def test_a_side_is_asked_once(cast: Cast) -> None:
    found = proposed(cast)
    actions.ask(cast.owner, introduction=found.pk, side="first", on=ON, by=BY)
    with pytest.raises(StepImpossible, match="asked already"):
        actions.ask(cast.owner, introduction=found.pk, side="first", on=ON, by=BY)
    with pytest.raises(WordsImpossible):
        actions.ask(cast.owner, introduction=found.pk, side="pk", on=ON, by=BY)


def test_a_reason_of_ten_thousand_characters_is_refused(cast: Cast) -> None:
    with pytest.raises(WordsImpossible):
        proposed(cast, why="x" * 10_000)
    assert proposed(cast, why="  Both\x00 sail. ").why == "Both sail."


def test_the_same_form_twice_takes_effect_once(cast: Cast) -> None:
    proposed(cast, key="k")
    with pytest.raises(AlreadyDone):
        proposed(cast, key="k")
    assert Introduction.objects.of(cast.owner).count() == 1


def test_another_owners_people_and_introductions_are_not_there(cast: Cast) -> None:
    found = agreed(cast)
    other = make_owner("Other")
    theirs = make_person(other, "Theirs Only")
    with pytest.raises(PersonMissing):
        actions.propose(cast.owner, first=cast.friend.pk, second=theirs.pk, on=ON, by=BY)
    before = rows(cast.owner)
    for act in (actions.make, actions.drop):
        with pytest.raises(IntroductionMissing):
            act(other, introduction=found.pk, on=ON, by=BY)
    with pytest.raises(IntroductionMissing):
        actions.ask(other, introduction=found.pk, side="first", on=ON, by=BY)
    assert rows(cast.owner) == before


def test_merging_both_sides_keeps_the_introduction_for_the_undo(cast: Cast) -> None:
    actions.propose(cast.owner, first=cast.friend.pk, second=cast.twin.pk, on=ON, by=BY)
    other = agreed(cast)
    before = rows(cast.owner)
    merge = merge_people(cast.owner, kept=cast.friend.pk, gone=cast.twin.pk, because=[], by=BY)
    assert list(Introduction.objects.of(cast.owner)) == [other]
    unmerge_people(cast.owner, merge=merge.pk)
    assert rows(cast.owner) == before


def test_merging_one_side_moves_the_introduction(cast: Cast) -> None:
    actions.propose(cast.owner, first=cast.twin.pk, second=cast.weak.pk, on=ON, by=BY)
    merge = merge_people(cast.owner, kept=cast.friend.pk, gone=cast.twin.pk, because=[], by=BY)
    assert Introduction.objects.get().first_id == cast.friend.pk
    unmerge_people(cast.owner, merge=merge.pk)
    assert Introduction.objects.get().first_id == cast.twin.pk


MOVES = ("ask", "yes", "no", "make", "good", "drop", "propose", "undo")


class RandomHistories(TestCase):
    """Whatever is tried in whatever order: consent holds, value is counted twice a making, and undo gives the beginning."""

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(actions.SIDES)), max_size=14))
    @example([("propose", "first"), ("yes", "first"), ("yes", "first")])
    def test_the_rules_hold(self, moves: list[tuple[str, str]]) -> None:
        cast = make_cast()
        stranger = make_person(make_owner("Other"), "Stranger Elsewhere")
        done: list[int] = []
        for move, side in moves:
            if move == "undo":
                if done:
                    take_back(cast.owner, entry=done.pop(), by=BY)
            elif (entry := tried(cast.owner, move, side, cast.friend, cast.weak)) is not None:
                done.append(entry)
            made = Introduction.objects.of(cast.owner).exclude(made_on=None)
            assert all(one.first_agreed and one.second_agreed for one in made)
            assert Exchange.objects.of(cast.owner).count() == 2 * made.count()
            assert Introduction.objects.of(cast.owner).filter(dropped_on=None).count() <= 1
        for entry in reversed(done):
            take_back(cast.owner, entry=entry, by=BY)
        assert rows(cast.owner) == []
        assert not Introduction.objects.of(stranger.owner).exists()


def tried(owner: Owner, move: str, side: str, first: Person, second: Person) -> int | None:
    """Do one move with the newest introduction; None where it is refused or changes nothing, such as a second yes."""
    newest = Introduction.objects.of(owner).order_by("-pk").first()
    number = newest.pk if newest else 0
    try:
        if move == "propose":
            done = actions.propose(owner, first=first.pk, second=second.pk, on=ON, by=BY)
        elif move == "ask":
            done = actions.ask(owner, introduction=number, side=side, on=ON, by=BY)
        elif move in {"yes", "no"}:
            done = actions.answer(owner, introduction=number, side=side, agreed=move == "yes", on=ON, by=BY)
        elif move == "good":
            done = actions.record_outcome(owner, introduction=number, side=side, outcome=move, on=ON, by=BY)
        else:
            act = actions.make if move == "make" else actions.drop
            done = act(owner, introduction=number, on=ON, by=BY)
    except NexaLinkError:
        return None
    return done.entry if done.changes else None
