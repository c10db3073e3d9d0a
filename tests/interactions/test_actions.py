"""Touches, value and promises: in time, in words we know, undone exactly."""

from datetime import date, timedelta
from typing import Any

import pytest

from nexalink.accounts.errors import AlreadyDone
from nexalink.archives.taking_back import take_back
from nexalink.interactions.actions import (
    close_commitment,
    log_touch,
    promise,
    record_exchange,
    remove_exchange,
    remove_touch,
    reopen_commitment,
)
from nexalink.interactions.balance import ledger
from nexalink.interactions.errors import DayImpossible, EntryMissing, WordsMissing, WordUnknown
from nexalink.interactions.models import Commitment, Exchange, Interaction
from nexalink.interactions.queries import commitments
from nexalink.people.errors import PersonMissing
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_cast, make_owner, moment

pytestmark = pytest.mark.django_db
TABLES = (Interaction, Exchange, Commitment, Tie)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def everything(cast: Cast) -> list[Any]:
    return [list(table._default_manager.filter(owner=cast.owner).order_by("pk").values()) for table in TABLES]


def give(cast: Cast, **changed: Any) -> Any:
    asked: dict[str, Any] = {
        "person": cast.weak.pk, "direction": "given", "kind": "advice", "size": "small", "day": ON, "on": ON, "by": "test",
    }  # fmt: skip
    return record_exchange(cast.owner, **{**asked, **changed})


def test_a_touch_counts_on_its_day_and_is_undone_exactly(cast: Cast) -> None:
    before = everything(cast)
    day = ON - timedelta(days=5)
    act = log_touch(
        cast.owner, person=cast.weak.pk, day=day, on=ON, by="test", kind="call", subject="the roof"
    )
    tie = Tie.objects.get(person=cast.weak)
    assert (tie.last_contact, tie.mutual, tie.sources & 16) == (moment(5) - 3_600, 1, 16)
    assert act.what == "Logged a call with Wim Weak, of 15 November 2026"
    take_back(cast.owner, entry=act.entry, by="test")
    assert everything(cast) == before


def test_the_same_form_twice_is_one_touch(cast: Cast) -> None:
    log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test", key="k")
    with pytest.raises(AlreadyDone):
        log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test", key="k")
    assert Tie.objects.get(person=cast.weak).mutual == 1


def test_what_cannot_be_is_refused_and_changes_nothing(cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    before = everything(cast), everything(other)
    touch: dict[str, Any] = {"person": cast.weak.pk, "day": ON, "on": ON, "by": "test"}
    for day in (ON + timedelta(days=1), date(1899, 12, 31)):
        with pytest.raises(DayImpossible):
            log_touch(cast.owner, **{**touch, "day": day})
        with pytest.raises(DayImpossible):
            give(cast, day=day)
    for wrong in ({"kind": "list"}, {"direction": "sideways"}, {"depth": "deep"}):
        with pytest.raises(WordUnknown):
            log_touch(cast.owner, **touch, **wrong)
    for wrong in ({"kind": "money"}, {"direction": "lent"}, {"size": "-3"}):
        with pytest.raises(WordUnknown):
            give(cast, **wrong)
    for words in ("", "x" * 501):
        with pytest.raises(WordsMissing):
            promise(cast.owner, person=cast.weak.pk, what=words, on=ON, by="test")
    with pytest.raises(PersonMissing):
        log_touch(cast.owner, **{**touch, "person": other.weak.pk})
    with pytest.raises(PersonMissing):
        give(cast, person=other.weak.pk)
    with pytest.raises(EntryMissing):
        remove_touch(cast.owner, touch=Interaction.objects.of(cast.owner)[0].pk, by="test")
    assert (everything(cast), everything(other)) == before


def test_a_touch_by_hand_can_be_removed(cast: Cast) -> None:
    before = everything(cast)
    act = log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test")
    remove_touch(cast.owner, touch=act.changes[0]["id"], by="test")
    assert everything(cast) == before


def test_a_promise_is_kept_late_broken_or_open_again(cast: Cast) -> None:
    act = promise(cast.owner, person=cast.weak.pk, what="send the plan", on=ON, due=ON, by="test")
    number = act.changes[0]["id"]
    late = close_commitment(cast.owner, commitment=number, kept=True, on=ON + timedelta(days=1), by="test")
    assert late.what.startswith("Kept late")
    reopen_commitment(cast.owner, commitment=number, by="test")
    close_commitment(cast.owner, commitment=number, kept=False, on=ON, by="test")
    (row,) = commitments(cast.owner, person=cast.weak.pk)
    assert (row.state, row.closed_on) == ("broken", ON)


def test_the_ledger_sums_by_size_and_judges_no_young_tie(cast: Cast) -> None:
    old = ON - timedelta(days=200)
    for size in ("small", "medium", "large"):
        give(cast, size=size, day=old)
    give(cast, person=cast.friend.pk, direction="received", size="medium")
    found = ledger(cast.owner, on=ON)
    first, second = found.ties
    assert (first.person, first.given, first.state) == (cast.weak.pk, 13.0, "giving")
    assert (second.received, second.state, second.balance) == (3.0, "young", None)
    assert found.years == ((2026, 13.0, 3.0),)
    entry = Exchange.objects.of(cast.owner).get(person=cast.friend)
    remove_exchange(cast.owner, exchange=entry.pk, by="test")
    assert ledger(cast.owner, on=ON).entries == 3


def test_an_empty_ledger_is_empty(cast: Cast) -> None:
    assert ledger(cast.owner, on=ON).ties == ()
