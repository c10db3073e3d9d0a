"""Whether the tiers ask for too much, and whom to lower first."""

from typing import Any

import pytest

from nexalink.audits import capacity as module
from nexalink.audits.capacity import Capacity, capacity
from nexalink.audits.queries import ReviewEvidence, tier_suggestions
from nexalink.interactions.actions import promise, record_exchange
from nexalink.ties.actions import assign_tiers, set_cadence
from tests.factories import ON, Cast, make_audit, make_cast, make_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def load(cast: Cast, monkeypatch: pytest.MonkeyPatch, **said: Any) -> Capacity:
    """Return the capacity as if the latest audit had said this."""
    monkeypatch.setattr(module, "review_evidence", lambda _owner: ReviewEvidence(**said))
    return capacity(cast.owner, on=ON)


def test_without_an_audit_nothing_is_over(cast: Cast) -> None:
    assign_tiers(cast.owner, tiers={cast.friend.pk: 1}, on=ON, by="test")
    found = capacity(cast.owner, on=ON)
    assert (found.made, found.over, found.lower) == (None, 0.0, ())
    assert found.asked == pytest.approx(30.4 / 30)


def test_the_farthest_of_the_lowest_tier_goes_first(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_audit(cast.owner)
    tiers = {cast.friend.pk: 3, cast.weak.pk: 3, cast.twin.pk: 2}
    assign_tiers(cast.owner, tiers=tiers, on=ON, by="test")
    for person in (cast.friend.pk, cast.weak.pk):
        set_cadence(cast.owner, person=person, days=10, on=ON, by="test")
    found = load(cast, monkeypatch, made=5.0)
    assert found.over == pytest.approx(2 * 3.04 + 30.4 / 90 - 5)
    assert [(one.name, one.tier, one.to) for one in found.lower] == [("Wim Weak", 3, None)]
    assert found.lower[0].saves == pytest.approx(3.04)
    assert "by closeness" in found.lower[0].because[0]
    room = load(cast, monkeypatch, made=50.0)
    assert (room.over, room.lower) == (0.0, ())
    nothing_made = load(cast, monkeypatch, made=0.0)
    assert [(one.name, one.to) for one in nothing_made.lower] == [
        ("Wim Weak", None), ("Farah Friend", None), ("Farah Friend", 3),
    ]  # fmt: skip


def test_who_gave_something_goes_later_and_who_is_protected_not_at_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_audit(cast.owner)
    people = [cast.friend.pk, cast.weak.pk, cast.twin.pk]
    assign_tiers(cast.owner, tiers=dict.fromkeys(people, 3), on=ON, by="test")
    record_exchange(
        cast.owner, person=cast.weak.pk, direction="received", kind="advice", size="large", day=ON, on=ON, by="t"
    )  # fmt: skip
    named = [one.person for one in load(cast, monkeypatch, made=0.0).lower]
    assert named == [cast.twin.pk, cast.friend.pk, cast.weak.pk]
    promise(cast.owner, person=cast.twin.pk, what="a call", on=ON, by="test")
    said = {"made": 0.0, "bridges": frozenset({cast.friend.pk}), "once_close": {}}
    assert [one.person for one in load(cast, monkeypatch, **said).lower] == [cast.weak.pk]


def test_suggestions_are_those_of_the_latest_audit_that_differ(cast: Cast) -> None:
    assert tier_suggestions(cast.owner) == []
    make_audit(cast.owner)
    found = tier_suggestions(cast.owner)
    assert cast.friend.pk in [one.person for one in found]
    assert all(one.because for one in found)
    assign_tiers(cast.owner, tiers={one.person: one.tier for one in found}, on=ON, by="test")
    assert tier_suggestions(cast.owner) == []
    assert tier_suggestions(make_cast(make_owner("Other")).owner) == []
