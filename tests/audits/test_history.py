"""What an audit keeps for the long view."""

from datetime import timedelta
from typing import Any

import pytest

from nexalink.accounts.models import Owner
from nexalink.audits.history import METHOD
from nexalink.audits.models import Finding
from nexalink.gate.actions import add_request
from nexalink.interactions.actions import record_exchange
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction, Interaction, Kind, Source
from nexalink.measures.sign import SignId
from nexalink.ties.actions import assign_tier
from tests.factories import ON, Cast, make_audit, make_cast, make_event, make_owner, make_person, moment

pytestmark = pytest.mark.django_db
YEAR = 365


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def kept(owner: Owner, kind: str) -> dict[str, Any]:
    return Finding.objects.of(owner).filter(kind=kind).order_by("-id").values_list("document", flat=True)[0]


def talk(owner: Owner, name: str, *years: int) -> int:
    """Add somebody with a message each way so many years ago."""
    person = make_person(owner, name)
    for year in years:
        for direction in (Direction.IN, Direction.OUT):
            make_event(person, days_ago=year * YEAR + 100, direction=direction)
    return person.pk


def test_figures_in_brief_are_those_of_the_audit(cast: Cast) -> None:
    audit = make_audit(cast.owner)
    figures, network = kept(cast.owner, "figures"), audit.document["network"]
    for name in ("people", "connections", "two_way", "genuine"):
        assert figures[name] == network[name]
    assert figures["method"] == METHOD
    assert figures["signs"] == {sign["id"]: sign["state"] for sign in network["signs"]}
    assert set(figures["signs"]) == set(SignId)
    assert figures["layers"]["5"]["ties"] == 3
    assert figures["layers"]["50"] == {"ties": 0, "closeness": None}


def test_touches_with_people_in_tiers_are_counted(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.friend.pk], tier=1, on=ON, by="test")
    make_audit(cast.owner)
    figures = kept(cast.owner, "figures")
    assert (figures["tracked"], figures["touches_quarter"], figures["touches_quarter_tracked"]) == (1, 12, 11)


def test_years_are_read_from_the_interactions_at_once() -> None:
    owner = make_owner()
    always, came, back, gone = (
        talk(owner, name, *years)
        for name, years in (("Ada", (0, 1, 2, 3)), ("Bo", (0,)), ("Cem", (0, 2, 3)), ("Dina", (1, 2, 3)))
    )
    talk(owner, "Emil", 4)
    refresh_ties(owner)
    make_audit(owner)
    history = kept(owner, "history")
    assert history["steady_years"] == 4
    assert [year["two_way"] for year in history["years"]] == [3, 3, 2, 3]
    last = history["years"][-1]
    assert (last["kept"], last["new"], last["back"], last["silent"]) == (1, 1, 1, 1)
    assert last["to"] == ON.isoformat()
    assert history["people"] == {"new": [came], "back": [back], "silent": [gone]}
    assert not any(always in found for found in history["people"].values())
    assert history["decay"]["after"] == [1, 2, 3]
    assert history["what_if"]["why"] == "too few ties to judge by"
    assert history["what_if"]["present"] is None


def test_no_rate_is_taken_from_years_before_a_source_begins() -> None:
    owner = make_owner()
    person = talk(owner, "Ada", 0, 1, 2, 3, 4)
    for days_ago in range(0, 400, 39):
        Interaction.objects.create(
            owner=owner, person_id=person, at=moment(days_ago), kind=Kind.MAIL, direction=Direction.OUT,
            source=Source.MAIL, source_key=f"mail-{days_ago}",
        )  # fmt: skip
    refresh_ties(owner)
    make_audit(owner)
    history = kept(owner, "history")
    assert (history["steady_years"], len(history["years"])) == (1, 4)
    assert [source["name"] for source in history["sources"]] == ["LinkedIn", "mail"]


def test_help_is_counted_with_its_time_over_or_not(cast: Cast) -> None:
    for days_ago in (10, 20):
        record_exchange(
            cast.owner, person=cast.friend.pk, direction="given", kind="advice", size="small",
            day=ON - timedelta(days=days_ago), on=ON, by="test",
        )  # fmt: skip
    make_event(cast.friend, days_ago=800)
    refresh_ties(cast.owner)
    make_audit(cast.owner)
    found = kept(cast.owner, "history")["compounding"]
    assert found["years"] == [{"to": ON.isoformat(), "helped": 1, "returned": 0, "over": False}]
    assert [one["months"] for one in found["after"]] == [12, 24, 36]
    assert all(one["why"] for one in found["after"])


def test_an_empty_record_keeps_empty_years() -> None:
    owner = make_owner()
    make_person(owner, "Nobody Wrote", profile="nobody")
    refresh_ties(owner)
    make_audit(owner)
    history = kept(owner, "history")
    assert (history["years"], history["sources"], history["people"]) == ([], [], {})
    assert history["what_if"]["why"] == "fewer than 4 whole years of record"


def test_the_history_of_an_owner_holds_nobody_of_another(cast: Cast) -> None:
    other = make_owner("Otto Other")
    make_audit(cast.owner)
    before = kept(cast.owner, "history")
    talk(other, "Zoe", 0, 1, 2)
    refresh_ties(other)
    add_request(other, name="Somebody", on=ON, by="test")
    make_audit(other)
    make_audit(cast.owner)
    assert kept(cast.owner, "history") == before
