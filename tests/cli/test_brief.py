"""The brief and the tiers' suggestions in the terminal."""

import json
from collections.abc import Callable

import pytest

from nexalink.people.actions import edit_knowledge
from tests.cli.conftest import Ended
from tests.factories import ON, Cast, make_audit, make_cast

Nx = Callable[..., Ended]
DAY = ON.isoformat()


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    make_audit(cast.owner)
    return cast


def test_a_brief_says_who_when_what_and_why(nx: Nx, cast: Cast) -> None:
    edit_knowledge(cast.owner, person=cast.weak.pk, values={"goals": "a workshop"}, by="test")
    nx("promise", "Wim Weak", "send the plan", "--on", DAY)
    said = nx("brief", "Wim Weak", "--on", DAY).out
    for words in (
        "Wim Weak",
        "Reason to write: You promised: send the plan",
        "Goals: a workshop",
        "Last contact",
    ):
        assert words in said
    plain = json.loads(nx("brief", "wim@example.org", "--on", DAY, "--json", "-").out)
    assert (plain["name"], plain["mine"][0]["what"]) == ("Wim Weak", "send the plan")


def test_nobody_and_several_people_are_said(nx: Nx, cast: Cast) -> None:
    assert "Nobody called Zed" in nx("brief", "Zed").err
    assert "2 people fit Farah Friend" in nx("brief", "Farah Friend").err


def test_what_the_audit_proposes_is_shown_alone(nx: Nx, cast: Cast) -> None:
    proposed = json.loads(nx("tier", "--suggest", "--json", "-").out)
    assert {one["person"] for one in proposed} >= {cast.friend.pk}
    assert "Accept all with" in nx("tier", "--suggest").out
    nx("tier", "--accept-all", "--on", DAY)
    assert "proposes nothing" in nx("tier", "--suggest").out
    board = json.loads(nx("tier", "--json", "-", "--on", DAY).out)
    assert board["capacity"]["asked"] > 0
