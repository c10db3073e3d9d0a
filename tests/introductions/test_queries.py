"""What introductions wait for, and for whom vouching is a risk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexalink.introductions import actions
from nexalink.introductions.errors import IntroductionMissing
from nexalink.introductions.models import Introduction
from nexalink.introductions.queries import introduction, introductions, vouching_warnings
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_cast, make_crowd, make_owner

BY = "test"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def judge(cast: Cast, *, would: bool) -> None:
    judgements = {"would_recommend": {"answer": would, "on": ON.isoformat()}}
    Tie.objects.filter(person=cast.weak).update(judgements=judgements)


def propose(cast: Cast) -> int:
    actions.propose(
        cast.owner, first=cast.friend.pk, second=cast.stranger.pk, on=ON, by=BY, why="Both paint."
    )
    return Introduction.objects.of(cast.owner).latest("pk").pk


def test_each_state_says_what_comes_next(cast: Cast) -> None:
    number = propose(cast)

    def said() -> tuple[str, str]:
        found = introduction(cast.owner, number=number, on=ON)
        return found.state, found.next

    assert said() == ("proposed", "Ask Farah Friend first.")
    actions.ask(cast.owner, introduction=number, side="first", on=ON, by=BY)
    assert said() == ("asked", "Wait for Farah Friend’s answer.")
    actions.answer(cast.owner, introduction=number, side="first", agreed=True, on=ON, by=BY)
    assert said() == ("asked", "Ask Stella Stranger first.")
    actions.answer(cast.owner, introduction=number, side="second", agreed=True, on=ON, by=BY)
    assert said() == ("agreed", "Both said yes: introduce them.")
    actions.make(cast.owner, introduction=number, on=ON, by=BY)
    assert said() == ("made", "Ask Farah Friend and Stella Stranger in 14 days how it went.")
    actions.record_outcome(cast.owner, introduction=number, side="first", outcome="good", on=ON, by=BY)
    late = introduction(cast.owner, number=number, on=ON + timedelta(days=30))
    assert late.next == "Ask Stella Stranger how it went."


def test_a_decline_names_who(cast: Cast) -> None:
    number = propose(cast)
    actions.answer(cast.owner, introduction=number, side="second", agreed=False, on=ON, by=BY)
    assert introduction(cast.owner, number=number, on=ON).next == "Stella Stranger would rather not."


def test_texts_to_copy_ask_and_introduce(cast: Cast) -> None:
    found = introduction(cast.owner, number=propose(cast), on=ON)
    assert found.first.ask.startswith("Hi Farah,")
    assert "Stella Stranger (Recruiter, Lindgrün Labs)? Both paint." in found.first.ask
    assert "a no is perfectly fine" in found.second.ask
    assert "you both said yes" in found.text


def test_open_ones_come_first(cast: Cast) -> None:
    number = propose(cast)
    actions.drop(cast.owner, introduction=number, on=ON, by=BY)
    actions.propose(cast.owner, first=cast.friend.pk, second=cast.weak.pk, on=ON - timedelta(days=9), by=BY)
    assert [one.state for one in introductions(cast.owner, on=ON)] == ["proposed", "dropped"]


def test_without_evidence_of_trust_vouching_warns_with_the_reason(cast: Cast) -> None:
    people = (cast.friend.pk, cast.weak.pk, cast.stranger.pk, cast.twin.pk)
    found = vouching_warnings(cast.owner, people)
    assert cast.friend.pk not in found
    assert "no message or meeting is on record" in found[cast.stranger.pk][0]
    assert "only one way" in found[cast.twin.pk][0]


def test_the_owners_word_wins(cast: Cast) -> None:
    Tie.objects.filter(person=cast.weak).update(incoming=1, outgoing=1, mutual=0, two_way=True)
    assert "only 2 messages" in vouching_warnings(cast.owner, [cast.weak.pk])[cast.weak.pk][0]
    judge(cast, would=True)
    assert vouching_warnings(cast.owner, [cast.weak.pk]) == {}
    judge(cast, would=False)
    assert "would not recommend" in vouching_warnings(cast.owner, [cast.weak.pk])[cast.weak.pk][0]


def test_a_bad_outcome_warns_of_the_other_side(cast: Cast) -> None:
    number = propose(cast)
    for side in actions.SIDES:
        actions.answer(cast.owner, introduction=number, side=side, agreed=True, on=ON, by=BY)
    actions.make(cast.owner, introduction=number, on=ON, by=BY)
    actions.record_outcome(cast.owner, introduction=number, side="second", outcome="bad", on=ON, by=BY)
    found = vouching_warnings(cast.owner, [cast.friend.pk, cast.stranger.pk])
    assert found[cast.friend.pk] == (f"Stella Stranger was not happy with the introduction of {ON}.",)
    assert all("not happy" not in reason for reason in found[cast.stranger.pk])


def test_another_owners_are_not_there(cast: Cast) -> None:
    number = propose(cast)
    other = make_owner("Other")
    assert introductions(other, on=ON) == []
    with pytest.raises(IntroductionMissing):
        introduction(other, number=number, on=ON)


def test_ten_more_are_not_one_more_query(cast: Cast) -> None:
    propose(cast)
    with CaptureQueriesContext(connection) as before:
        introductions(cast.owner, on=ON)
    for person in make_crowd(cast.owner, people=10):
        actions.propose(cast.owner, first=cast.friend.pk, second=person.pk, on=ON, by=BY)
    with CaptureQueriesContext(connection) as after:
        assert len(introductions(cast.owner, on=ON)) == 11
    assert len(after) == len(before) == 3
