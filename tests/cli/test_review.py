"""The review of ties, the recall check and the gate in the terminal."""

import json
from collections.abc import Callable

import pytest

from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.counts import refresh_ties
from nexalink.people.models import Person
from nexalink.pruning.models import Session
from nexalink.recall.models import Recollection
from nexalink.ties.models import Reminder, Tie
from tests.cli.conftest import Ended
from tests.factories import ON, Cast, make_cast, make_conversation, make_person

Nx = Callable[..., Ended]
DAY = ON.isoformat()


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    for number in range(3):
        person = make_person(cast.owner, f"Silent {number}")
        make_conversation(person, messages=2, newest=700 - number)
    refresh_ties(cast.owner)
    return cast


def test_a_review_is_opened_decided_and_closed(nx: Nx, cast: Cast) -> None:
    shown = nx("prune", "--on", DAY).out
    assert "Silent for" in shown
    ties = json.loads(nx("prune", "--on", DAY, "--json", "-").out)["reviews"][0]["ties"]
    number = {tie["name"]: tie["number"] for tie in ties}
    done = nx(
        "prune", "--choose", f"{number['Silent 0']}=fade", "--choose", f"{number['Silent 1']}=reach_out", "--on", DAY
    )  # fmt: skip
    assert "Let Silent 0 fade" in done.out
    assert Tie.objects.get(person__name="Silent 0").faded_on == ON
    assert Reminder.objects.get().person.name == "Silent 1"
    assert "Closed the review: 2 of" in nx("prune", "--close", "--on", DAY).out
    past = json.loads(nx("prune", "--history", "--json", "-", "--on", DAY).out)["reviews"]
    assert [review["closed_on"] for review in past] == [DAY]
    assert Session.objects.count() == 1


def test_several_choices_are_all_carried_out_or_none(nx: Nx, cast: Cast) -> None:
    nx("prune", "--on", DAY)
    assert nx("prune", "--choose", "1=fade", "--choose", "2=lower", "--on", DAY).code == 1
    assert not Tie.objects.exclude(faded_on=None).exists()


def test_a_choice_is_taken_back(nx: Nx, cast: Cast) -> None:
    nx("prune", "--on", DAY)
    done = json.loads(nx("prune", "--choose", "1=fade", "--on", DAY, "--json", "-").out)["done"]
    assert nx("undo", done[0]["undo"], "--yes").out.strip() == "Taken back: Let Silent 0 fade."
    assert not Tie.objects.exclude(faded_on=None).exists()


def test_the_ten_are_listed_looked_at_and_answered(nx: Nx, cast: Cast) -> None:
    week = json.loads(nx("recall", "--on", DAY, "--json", "-").out)
    assert {one["name"] for one in week["people"]} == {"Farah Friend", "Stella Stranger"}
    assert week["known"] is None
    number = {one["name"]: one["number"] for one in week["people"]}
    assert "Lindgrün" not in nx("recall", "--on", DAY).out
    assert "Lindgrün" in nx("recall", "--show", number["Farah Friend"], "--on", DAY).out
    said = nx(
        "recall", "--answer", f"{number['Farah Friend']}=known", "--answer", f"{number['Stella Stranger']}=skipped",
        "--on", DAY,
    )  # fmt: skip
    assert "Recall of Farah Friend: known" in said.out
    assert "you knew 1 of 1 person" in said.out
    assert Recollection.objects.count() == 2


def test_who_is_accepted_is_added_and_may_be_reconsidered(nx: Nx, cast: Cast) -> None:
    nx("gate", "--add", "Nora New", "--address", "nora@example.com", "--message", "Hello", "--on", DAY)
    number = ConnectionRequest.objects.get().pk
    assert "Accepted Nora New" in nx("gate", number, "--yes", "reason,value", "--accept", "--on", DAY).out
    assert Person.objects.filter(name="Nora New").exists()
    assert "with 2 yes: 1 of 1 accepted" in nx("gate").out
    assert "Reconsider Nora New, who stays in your network" in nx("gate", number, "--reconsider").out
    against = nx("gate", number, "--yes", "reason", "--accept", "--on", DAY).out
    assert "the questions propose to decline" in against


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("prune", "--choose", "1"), "wants NUMBER=WORD"),
        (("prune", "--choose", "one=keep"), "wants NUMBER=WORD"),
        (("prune", "--choose", "1=delete"), "There is no choice 'delete'"),
        (("prune", "--choose", "99=keep"), "There is no number 99"),
        (("prune", "--choose", "1=lower"), "in no tier"),
        (("prune", "--choose", f"{'9' * 50}=keep"), "wants NUMBER=WORD"),
        (("recall", "--answer", "99=known"), "There is no number 99"),
        (("recall", "--answer", "1=forgotten"), "There is no result 'forgotten'"),
        (("recall", "--show", "0"), "There is no number 0"),
        (("gate", "99999", "--reconsider"), "not there any more"),
    ],
)
def test_what_cannot_be_is_one_sentence(nx: Nx, cast: Cast, words: tuple[str, ...], said: str) -> None:
    nx("prune", "--on", DAY)
    ended = nx(*words, *(() if words[0] == "gate" else ("--on", DAY)))
    assert (ended.code in {1, 2}, said in ended.err, ended.err.count("\n")) == (True, True, 1)


def test_nobody_to_review_and_nobody_to_ask_are_said(nx: Nx, db: None) -> None:
    assert "No tie needs a review" in nx("prune", "--on", DAY).err
    assert "nobody to ask about" in nx("recall", "--on", DAY).out
