"""Audits side by side, and whether it is getting better."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexalink.accounts.deeds import take_back
from nexalink.accounts.errors import AlreadyDone
from nexalink.accounts.models import Owner
from nexalink.audits.actions import set_minutes
from nexalink.audits.errors import MinutesImpossible
from nexalink.audits.models import Audit, Finding
from nexalink.audits.trends import names_of, network_hours, trends, verdict
from tests.factories import ON, Cast, make_audit, make_cast, make_event, make_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_before_the_first_audit_there_is_nothing(cast: Cast) -> None:
    found = trends(cast.owner)
    assert (found.audits, found.history, found.on) == ((), None, None)


def test_audits_stand_side_by_side_the_newest_of_each_day(cast: Cast) -> None:
    make_audit(cast.owner, on=ON - timedelta(days=40))
    make_audit(cast.owner)
    newest = make_audit(cast.owner)
    found = trends(cast.owner)
    assert [one.on for one in found.audits] == [ON - timedelta(days=40), ON]
    assert found.audits[-1].audit == newest.pk
    assert found.on == ON
    assert found.audits[-1].figures["people"] == 4


def test_three_queries_however_many_audits(cast: Cast) -> None:
    make_audit(cast.owner)
    for days in range(1, 8):
        make_audit(cast.owner, on=ON - timedelta(days=days))
    with CaptureQueriesContext(connection) as counted:
        trends(cast.owner)
    assert len(counted) == 3


def test_an_audit_of_an_older_version_is_kept_without_figures(cast: Cast) -> None:
    audit = make_audit(cast.owner)
    Finding.objects.of(cast.owner).filter(audit=audit, kind__in=("figures", "history")).delete()
    found = trends(cast.owner)
    assert (found.audits[0].method, found.history, found.on) == (0, None, None)


def test_nobody_sees_the_audits_of_another(cast: Cast) -> None:
    other = make_owner("Otto Other")
    make_audit(cast.owner)
    assert trends(other).audits == ()
    assert names_of(other, [cast.friend.pk]) == {}
    assert names_of(cast.owner, [cast.friend.pk]) == {cast.friend.pk: "Farah Friend"}


def history(*, came: int, went: int, before: int = 100, steady: int = 4) -> dict[str, Any]:
    last = {"two_way": before + came - went, "new": came, "back": 0, "silent": went}
    return {"steady_years": steady, "years": [{"two_way": before, "new": 0, "back": 0, "silent": 0}, last]}


@pytest.mark.parametrize(
    ("came", "went", "word"),
    [(20, 5, "better"), (5, 20, "worse"), (20, 22, "same"), (0, 0, "same"), (1, 0, "same"), (2, 0, "better")],
)
def test_only_more_than_chance_is_a_change(came: int, went: int, word: str) -> None:
    found = verdict(history(came=came, went=went))
    assert (found.word, found.now, found.before) == (word, 100 + came - went, 100)


def test_without_two_steady_years_nothing_is_said() -> None:
    assert verdict(None).word == "unknown"
    assert verdict(history(came=20, went=5, steady=1)).word == "unknown"
    assert verdict({"steady_years": 1, "years": []}).word == "unknown"


def test_minutes_count_at_once_and_can_be_taken_back(cast: Cast) -> None:
    for days_ago in range(10):
        make_event(cast.weak, days_ago=days_ago)
    make_audit(cast.owner)
    kept = trends(cast.owner).history
    assert kept is not None
    _, before = network_hours(cast.owner, kept)
    act = set_minutes(cast.owner, minutes={"message": 50.0, "nonsense": 3.0}, by="test", key="once")
    minutes, after = network_hours(cast.owner, kept)
    assert (minutes.message, minutes.mail) == (50, 10)
    assert cast.owner.settings["minutes"] == {"message": 50.0}
    assert after.spent > before.spent
    with pytest.raises(AlreadyDone):
        set_minutes(cast.owner, minutes={"message": 60.0}, by="test", key="once")
    take_back(cast.owner, entry=act.entry, by="test")
    assert "minutes" not in Owner.objects.get(pk=cast.owner.pk).settings


@pytest.mark.parametrize("minutes", [0.0, -5.0, 1_441.0, float("nan"), float("inf")])
def test_impossible_minutes_change_nothing(cast: Cast, minutes: float) -> None:
    with pytest.raises(MinutesImpossible):
        set_minutes(cast.owner, minutes={"mail": minutes}, by="test")
    assert "minutes" not in Owner.objects.get(pk=cast.owner.pk).settings


def test_an_audit_keeps_its_history_as_it_was(cast: Cast) -> None:
    first = make_audit(cast.owner, on=ON - timedelta(days=30))
    before = Finding.objects.get(audit=first, kind="history").document
    make_audit(cast.owner)
    assert Finding.objects.get(audit=first, kind="history").document == before
    assert Audit.objects.of(cast.owner).count() == 2
