"""The long view in the terminal."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction
from nexalink.ties.actions import assign_tier
from tests.cli.conftest import Ended
from tests.factories import ON, Cast, make_audit, make_cast, make_event

Nx = Callable[..., Ended]
DAY = ON.isoformat()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_before_the_first_audit_the_next_command_is_named(nx: Nx, cast: Cast) -> None:
    assert "nexalink audit" in nx("trends").out
    found = json.loads(nx("trends", "--json", "-").out)
    assert (found["history"], found["audits"], found["verdict"]["word"]) == (None, [], "unknown")


def test_trends_say_the_same_as_the_page(nx: Nx, cast: Cast) -> None:
    for year in range(1, 6):
        for direction in (Direction.IN, Direction.OUT):
            make_event(cast.friend, days_ago=365 * year + 30, direction=direction)
    refresh_ties(cast.owner)
    make_audit(cast.owner, on=ON - timedelta(days=60))
    make_audit(cast.owner)
    said = nx("trends").out
    assert "in the last year contact went both ways with" in said
    assert "Not enough data yet to look ahead: too few ties to judge by" in said
    assert "not what caused it" in said
    assert "2 audits" not in said  # nothing changed between them worth a line
    found = json.loads(nx("trends", "--json", "-").out)
    assert [one["on"] for one in found["audits"]] == [(ON - timedelta(days=60)).isoformat(), DAY]
    assert len(found["history"]["years"]) == 5
    assert found["hours"]["minutes"]["mail"] == 10
    assert all(str(one).startswith("p") for ids in found["history"]["people"].values() for one in ids)


def test_the_path_names_what_comes_next(nx: Nx, cast: Cast) -> None:
    assert "0 of 5 steps are done. Next: Measure the network" in nx("path", "--on", DAY).out
    make_audit(cast.owner)
    people = [cast.friend.pk, cast.weak.pk, cast.twin.pk]
    assign_tier(cast.owner, people=people, tier=3, on=ON, by="test")
    said = nx("path", "--on", DAY).out
    assert "3. Stop accepting automatically: 0 %" in said
    found = json.loads(nx("path", "--on", DAY, "--json", "-").out)
    assert [step["number"] for step in found["steps"]] == [1, 2, 3, 4, 5]
    assert found["steps"][0]["done"]
    assert found["next"] in {2, 3}
