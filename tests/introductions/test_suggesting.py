"""Goals meet strengths: pairs with reasons, not those who know each other, nobody too often."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexalink.accounts.models import Owner
from nexalink.interactions.counts import refresh_ties
from nexalink.introductions import actions
from nexalink.introductions.models import Introduction
from nexalink.introductions.suggesting import introductions_to_make
from nexalink.people.models import Person
from nexalink.ties.circles import refresh_employer_circles
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_cast, make_owner, make_person


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def know(person: Person, **values: str) -> None:
    person.by_owner = {**person.by_owner, **values}
    person.save()


def pairs(owner: Owner) -> list[tuple[str, str]]:
    return [(pair.seeker_name, pair.giver_name) for pair in introductions_to_make(owner).pairs]


def test_a_goal_meets_a_strength_with_its_reason(cast: Cast) -> None:
    know(cast.friend, goals="Wants to open a ceramics workshop")
    know(cast.weak, strengths="Builds workshops for ceramics and glass")
    (pair,) = introductions_to_make(cast.owner).pairs
    assert (pair.seeker, pair.giver) == (cast.friend.pk, cast.weak.pk)
    assert set(pair.words) == {"ceramics", "workshop"}
    assert pair.reasons[0] == "Farah Friend wants: Wants to open a ceramics workshop"
    assert pair.why.startswith("Wim Weak may be able to help Farah Friend with ")


def test_what_they_could_offer_counts_and_what_i_offer_does_not(cast: Cast) -> None:
    know(cast.friend, challenges="Struggles with export licences")
    know(cast.weak, can_offer="export licences")
    assert pairs(cast.owner) == []
    know(cast.weak, could_offer_me="export licences")
    assert pairs(cast.owner) == [("Farah Friend", "Wim Weak")]


def test_who_was_introduced_or_works_together_is_not_suggested(cast: Cast) -> None:
    know(cast.friend, goals="sailing")
    know(cast.weak, strengths="sailing")
    know(cast.stranger, strengths="sailing")
    refresh_employer_circles(cast.owner)
    assert pairs(cast.owner) == [("Farah Friend", "Wim Weak")]
    actions.propose(cast.owner, first=cast.weak.pk, second=cast.friend.pk, on=ON, by="test")
    assert pairs(cast.owner) == []
    Introduction.objects.of(cast.owner).delete()
    Tie.objects.filter(person=cast.weak).update(faded_on=ON)
    assert pairs(cast.owner) == []


def test_vouching_is_warned_of(cast: Cast) -> None:
    know(cast.friend, goals="sailing")
    nobody = make_person(cast.owner, "Nele Newcomer", company="Elsewhere")
    refresh_ties(cast.owner)
    know(nobody, strengths="sailing")
    (pair,) = introductions_to_make(cast.owner).pairs
    assert any(warning.startswith("Nele Newcomer: ") for warning in pair.warnings)


def test_nobody_is_named_more_than_twice_and_queries_stay_few(cast: Cast) -> None:
    know(cast.friend, goals="sailing")
    for number in range(6):
        know(make_person(cast.owner, f"Sailor {number}", company=f"Boat {number}"), strengths="sailing")
    refresh_ties(cast.owner)
    for number in range(10):
        know(make_person(cast.owner, f"Other {number}"), strengths=f"topic{number}")
    refresh_ties(cast.owner)
    with CaptureQueriesContext(connection) as counted:
        assert len(pairs(cast.owner)) == 2
    assert len(counted) <= 5


def test_without_notes_there_is_nothing_to_suggest(cast: Cast) -> None:
    found = introductions_to_make(cast.owner)
    assert (found.pairs, found.known) == ((), 0)
    know(cast.friend, goals="sailing")
    assert introductions_to_make(cast.owner).known == 1
    assert introductions_to_make(make_owner("Other")).known == 0
