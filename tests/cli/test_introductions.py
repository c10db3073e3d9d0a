"""Introductions in the terminal."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from nexalink.interactions.models import Exchange
from nexalink.introductions.models import Introduction
from nexalink.people.models import Person
from nexalink.ties.circles import refresh_employer_circles
from tests.cli.conftest import Ended
from tests.factories import ON, Cast, make_audit, make_cast

Nx = Callable[..., Ended]
DAY = ("--on", ON.isoformat())


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    refresh_employer_circles(cast.owner)
    make_audit(cast.owner)
    return cast


def told(ended: Ended) -> Any:
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_an_introduction_from_the_proposal_to_the_outcome(nx: Nx, cast: Cast) -> None:
    assert "No introduction yet" in nx("intro", *DAY).out
    made = told(
        nx(
            "intro",
            "propose",
            "farah@example.com",
            "Stella Stranger",
            "--why",
            "Both row",
            *DAY,
            "--json",
            "-",
        )
    )
    number = made["number"]
    assert list(made["warnings"]) == ["Stella Stranger"]
    for words in (
        ("asked", number, "first"),
        ("answer", number, "first", "yes"),
        ("answer", number, "second", "yes"),
    ):
        assert nx("intro", *words, *DAY).code == 0
    assert "Introduced Farah Friend and Stella Stranger" in nx("intro", "make", number, *DAY).out
    assert Exchange.objects.filter(kind="introduction").count() == 2
    assert nx("intro", "outcome", number, "first", "good", "--note", "Thanks", *DAY).code == 0
    (one,) = told(nx("intro", "list", *DAY, "--json", "-"))["introductions"]
    assert (one["state"], one["first"]["outcome"], one["made_on"]) == ("made", "good", ON.isoformat())
    assert "made" in nx("intro", *DAY).out


def test_without_consent_nothing_is_made(nx: Nx, cast: Cast) -> None:
    number = told(nx("intro", "propose", "farah@example.com", "Wim Weak", *DAY, "--json", "-"))["number"]
    ended = nx("intro", "make", number, *DAY)
    assert (ended.code, "No yes yet from Farah Friend and Wim Weak" in ended.err) == (1, True)
    assert nx("intro", "answer", number, "first", "perhaps", *DAY).code == 2
    assert nx("intro", "answer", number, "third", "yes", *DAY).code == 1
    assert nx("intro", "drop", number, *DAY).code == 0
    assert nx("intro", "make", 999, *DAY).code == 1
    assert Introduction.objects.get().made_on is None


def test_a_person_and_themself_are_refused(nx: Nx, cast: Cast) -> None:
    ended = nx("intro", "propose", "Wim Weak", "wim@example.org", *DAY)
    assert (ended.code, "introduced to themself" in ended.err) == (1, True)
    assert "2 people fit Farah Friend" in nx("intro", "propose", "Farah Friend", "Wim Weak", *DAY).err


def test_ways_and_pairs(nx: Nx, cast: Cast) -> None:
    assert "Both worked at Lindgrün Labs" in nx("intro", "who", "Stella Stranger").out
    assert "Works at Lindgrün Labs" in nx("intro", "who", "Lindgrün Labs").out
    assert "Nobody in your network" in nx("intro", "who", "Zz Nobody").out
    assert "2 people fit" in nx("intro", "who", "Farah Friend").out
    assert "Write yourself" in nx("intro", "who", "farah@example.com").out
    assert told(nx("intro", "who", "Stella Stranger", "--json", "-"))["paths"][0]["name"] == "Farah Friend"
    assert "No two people fit" in nx("intro", "suggest").out
    Person.objects.filter(pk=cast.friend.pk).update(by_owner={"goals": "falconry"})
    Person.objects.filter(pk=cast.weak.pk).update(by_owner={"strengths": "falconry"})
    assert "Both notes speak of falconry." in nx("intro", "suggest").out
    assert told(nx("intro", "suggest", "--json", "-"))["pairs"][0]["seeker_name"] == "Farah Friend"
