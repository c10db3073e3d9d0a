"""``nexalink news``: what changed with whom, as a table and as JSON, and seen."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from nexalink.archives.models import Change
from nexalink.people.models import Person
from nexalink.ties.actions import assign_tier
from tests.cli.conftest import Ended
from tests.factories import ON, Cast, make_cast

Nx = Callable[..., Ended]
DAY = ON.isoformat()


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    assign_tier(cast.owner, people=[cast.weak.pk], tier=2, on=ON, by="test")
    after = {"title": "Head", "company": "Elm"}
    Change.objects.create(owner=cast.owner, person=cast.weak, kind="job", after=after, seen_after=ON)
    birthday = f"--{ON + timedelta(days=2):%m-%d}"
    Person.objects.filter(pk=cast.stranger.pk).update(birthday=birthday)
    return cast


def test_news_of_the_tiers_and_the_number_of_the_others(nx: Nx, cast: Cast) -> None:
    told = nx("news", "--on", DAY)
    assert "Wim Weak" in told.out
    assert "Stella Stranger" not in told.out
    assert "1 more line about people in no tier. See them with: nexalink news --all." in told.out
    everybody = nx("news", "--all", "--on", DAY).out
    assert "Stella Stranger" in everybody
    assert "more line" not in everybody


def test_json_is_whole(nx: Nx, cast: Cast) -> None:
    told = json.loads(nx("news", "--on", DAY, "--json", "-").out)
    (line,) = told["news"]
    assert (line["person"], line["what"], line["day"], line["tier"]) == (
        f"p{cast.weak.pk}",
        "New job: Head, Elm",
        DAY,
        2,
    )
    assert line["source"] == "LinkedIn export of 20 November 2026"
    assert ([one["what"] for one in told["folded"]], told["others"]) == (["Birthday"], 1)


def test_seen_and_taken_back(nx: Nx, cast: Cast) -> None:
    line = json.loads(nx("news", "--on", DAY, "--json", "-").out)["news"][0]["line"]
    done = json.loads(nx("news", "--seen", line, "--on", DAY, "--json", "-").out)
    assert (done["news"], done["done"][0]["what"]) == ([], "Seen: Wim Weak – New job: Head, Elm")
    assert "No news from your tiers." in nx("news", "--on", DAY).out
    assert (
        nx("undo", done["done"][0]["undo"], "--yes").out.strip()
        == "Taken back: Seen: Wim Weak – New job: Head, Elm."
    )
    assert "Wim Weak" in nx("news", "--on", DAY).out


def test_a_line_that_is_not_there(nx: Nx, cast: Cast) -> None:
    told = nx("news", "--seen", "news:999999", "--on", DAY)
    assert (told.code, "not among the news any more" in told.err) == (1, True)
