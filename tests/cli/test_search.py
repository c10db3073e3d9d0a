"""``nexalink search`` in the terminal."""

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Ended
from tests.factories import Cast, make_cast, make_event

Nx = Callable[..., Ended]


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    make_event(cast.friend, days_ago=400, subject="A \x1b[31mred kayak")
    return cast


def test_words_are_looked_for_together(nx: Nx, cast: Cast) -> None:
    said = nx("search", "farah", "LINDGRUN")
    assert said.code == 0
    assert "People (1)" in said.out
    assert "Head of Research · Lindgrün Labs" in said.out
    kayak = nx("search", "kayak").out
    assert "Messages and meetings (1)" in kayak
    assert "\x1b[31m" not in kayak


def test_nothing_found_is_said(nx: Nx, cast: Cast) -> None:
    assert "Nothing holds all of these words." in nx("search", "zebra").out
    assert "no letter or digit" in nx("search", "***").out
    assert nx("search").code != 0


def test_hits_as_json(nx: Nx, cast: Cast) -> None:
    plain = json.loads(nx("search", "farah", "--json", "-").out)
    (group,) = plain["groups"]
    assert (group["kind"], group["total"], plain["current"]) == ("person", 2, True)
    assert {hit["person"] for hit in group["hits"]} == {cast.friend.pk, cast.twin.pk}
    assert len(json.loads(nx("search", "farah", "--most", "1", "--json", "-").out)["groups"][0]["hits"]) == 1
