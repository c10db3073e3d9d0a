from datetime import date, timedelta
from typing import Any

import pytest

from nexalink.accounts.models import JournalEntry
from nexalink.audits.actions import run_audit
from nexalink.audits.errors import NothingToAudit
from nexalink.audits.models import Audit, Finding, Reading
from nexalink.audits.queries import latest_audit, readings
from nexalink.measures.sign import SignId
from nexalink.ties.models import UNRANKED, Tie
from tests.factories import ON, make_audit, make_cast, make_event, make_owner

pytestmark = pytest.mark.django_db


def kept(audit: Audit) -> tuple[Any, ...]:
    fresh = Audit.objects.of(audit.owner).get(pk=audit.pk)
    return fresh.document, fresh.on, readings(audit.owner, fresh)


def test_an_audit_keeps_a_reading_of_everybody_and_every_sign() -> None:
    cast = make_cast()
    audit = make_audit(cast.owner)
    people = set(readings(cast.owner, audit))
    assert people == {cast.friend.pk, cast.weak.pk, cast.stranger.pk, cast.twin.pk}
    signs = Finding.objects.of(cast.owner).filter(audit=audit, kind__in=("positive", "warning"))
    assert list(signs.order_by("id").values_list("name", flat=True)) == list(SignId)
    assert audit.document["network"]["people"] == 4


def test_an_audit_shows_its_readings_on_the_lists() -> None:
    cast = make_cast()
    make_audit(cast.owner)
    friend = Tie.objects.of(cast.owner).get(person=cast.friend)
    stranger = Tie.objects.of(cast.owner).get(person=cast.stranger)
    assert (friend.rank, friend.layer, friend.genuine) == (1, 5, True)
    assert (stranger.rank, stranger.layer, stranger.genuine) == (UNRANKED, None, False)
    cast.stranger.refresh_from_db()
    assert cast.stranger.function == "Human Resources"


def test_an_audit_writes_one_journal_line() -> None:
    cast = make_cast()
    before = JournalEntry.objects.of(cast.owner).count()
    make_audit(cast.owner)
    assert JournalEntry.objects.of(cast.owner).count() == before + 1


def test_a_later_audit_shows_the_change_and_leaves_the_first_as_it_was() -> None:
    cast = make_cast()
    first = make_audit(cast.owner, on=ON - timedelta(days=5))
    before = kept(first)
    make_event(cast.stranger, days_ago=2)
    second = make_audit(cast.owner)
    assert kept(first) == before
    assert latest_audit(cast.owner) == second
    closeness = [
        readings(cast.owner, audit)[cast.stranger.pk]["readings"]["closeness"] for audit in (first, second)
    ]
    assert closeness[0]["value"] is None
    assert closeness[0]["why"] == "no contact yet"
    assert closeness[1]["parts"]["touch_days"] == pytest.approx(2 ** (-2 / 180), abs=1e-4)


def test_the_same_network_on_the_same_day_gives_the_same_audit() -> None:
    cast = make_cast()
    first, second = make_audit(cast.owner), make_audit(cast.owner)
    assert kept(first) == kept(second)
    assert first.pk != second.pk


def test_an_audit_of_a_past_day_sees_nothing_that_came_later() -> None:
    cast = make_cast()
    early = make_audit(cast.owner, on=ON - timedelta(days=60))
    make_event(cast.weak, days_ago=30)
    again = make_audit(cast.owner, on=ON - timedelta(days=60))
    assert kept(early) == kept(again)


def test_owners_never_mix() -> None:
    mine, theirs = make_cast(), make_cast(make_owner("Bela Other"))
    make_audit(mine.owner)
    before = kept(make_audit(mine.owner))
    make_event(theirs.friend, days_ago=1)
    other = make_audit(theirs.owner)
    assert kept(make_audit(mine.owner)) == before
    assert set(readings(theirs.owner, other)).isdisjoint(
        readings(mine.owner, latest_audit(mine.owner) or other)
    )
    assert readings(mine.owner, other) == {}
    assert not Reading.objects.of(mine.owner).filter(audit=other).exists()


def test_nobody_to_audit_is_said_and_nothing_is_kept() -> None:
    owner = make_owner()
    with pytest.raises(NothingToAudit, match="nobody in your network") as fault:
        run_audit(owner, on=date(2026, 1, 1), by="test")
    assert fault.value.advice
    assert latest_audit(owner) is None
