"""Touches, value and promises: in time, in words we know, undone exactly."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nexalink.accounts.errors import AlreadyDone
from nexalink.archives.taking_back import take_back
from nexalink.interactions.actions import (
    close_commitment,
    edit_touch,
    log_touch,
    promise,
    record_exchange,
    remove_exchange,
    remove_touch,
    reopen_commitment,
)
from nexalink.interactions.balance import ledger
from nexalink.interactions.errors import BeforeKnown, DayImpossible, EntryMissing, WordsMissing, WordUnknown
from nexalink.interactions.models import Commitment, Exchange, Interaction, Source
from nexalink.interactions.queries import commitments
from nexalink.people.errors import PersonMissing
from nexalink.people.models import Fact
from nexalink.ties.actions import add_person
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


def test_a_touch_before_anything_known_is_logged_only_when_it_is_confirmed(cast: Cast) -> None:
    before = everything(cast)
    touch: dict[str, Any] = {"person": cast.weak.pk, "on": ON, "by": "test"}
    early = ON - timedelta(days=230)  # the first message came 220 days before
    with pytest.raises(BeforeKnown, match="By your data you have known Wim Weak since 14 April 2026"):
        log_touch(cast.owner, **touch, day=early)
    assert everything(cast) == before
    log_touch(cast.owner, **touch, day=ON - timedelta(days=220))
    log_touch(cast.owner, **touch, day=early, anyway=True)
    log_touch(cast.owner, **touch, day=early)  # known since then, by the owner's word


def test_a_touch_is_not_moved_before_anything_known_unless_confirmed(cast: Cast) -> None:
    touch = log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test").changes[0]["id"]
    early, change = ON - timedelta(days=500), {"touch": touch, "on": ON, "by": "test"}
    with pytest.raises(BeforeKnown):
        edit_touch(cast.owner, **change, day=early)
    edit_touch(cast.owner, **change, day=early, anyway=True)
    edit_touch(cast.owner, **change, day=early, subject="the roof")  # its day was confirmed
    with pytest.raises(BeforeKnown):
        edit_touch(cast.owner, **change, day=early + timedelta(days=1))


def test_a_connection_is_known_from_its_day_and_a_person_added_by_hand_from_any(cast: Cast) -> None:
    touch: dict[str, Any] = {"on": ON, "by": "test"}
    log_touch(cast.owner, **touch, person=cast.stranger.pk, day=date(2021, 5, 4))
    with pytest.raises(BeforeKnown, match="since 4 May 2021, not on 3 May 2021"):
        log_touch(cast.owner, **touch, person=cast.stranger.pk, day=date(2021, 5, 3))
    added = add_person(cast.owner, name="Nora New", by="test").changes[0]["id"]
    for day in (ON, date(2020, 1, 1), date(1990, 1, 1)):
        log_touch(cast.owner, **touch, person=added, day=day)


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


def test_a_touch_is_changed_and_the_change_undone_exactly(cast: Cast) -> None:
    number = log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test").changes[0]["id"]
    before = everything(cast)
    day = ON - timedelta(days=9)
    act = edit_touch(cast.owner, touch=number, day=day, on=ON, by="test", kind="meeting", subject="the roof")
    touch = Interaction.objects.get(pk=number)
    assert (touch.kind, touch.subject, touch.at) == (2, "the roof", moment(9) - 3_600)
    assert Tie.objects.get(person=cast.weak).last_contact == touch.at
    take_back(cast.owner, entry=act.entry, by="test")
    assert everything(cast) == before
    for wrong in (Interaction.objects.of(cast.owner).filter(source=1)[0].pk, 10**9):
        with pytest.raises(EntryMissing):
            edit_touch(cast.owner, touch=wrong, day=ON, on=ON, by="test")
    with pytest.raises(EntryMissing):
        edit_touch(make_owner("Other"), touch=number, day=ON, on=ON, by="test")
    with pytest.raises(DayImpossible):
        edit_touch(cast.owner, touch=number, day=ON + timedelta(days=1), on=ON, by="test")
    assert everything(cast) == before


def test_nothing_happens_before_somebody_is_born(cast: Cast) -> None:
    Fact.objects.create(
        owner=cast.owner, person=cast.weak, kind="birthday", value="1990-05-01", source="contacts"
    )
    Fact.objects.create(
        owner=cast.owner, person=cast.friend, kind="birthday", value="--05-01", source="contacts"
    )
    day = date(1990, 4, 30)
    with pytest.raises(DayImpossible, match="before Wim Weak was born"):
        log_touch(cast.owner, person=cast.weak.pk, day=day, on=ON, by="test")
    with pytest.raises(DayImpossible):
        give(cast, day=day)
    log_touch(cast.owner, person=cast.weak.pk, day=date(1990, 5, 1), on=ON, by="test", anyway=True)
    log_touch(cast.owner, person=cast.friend.pk, day=day, on=ON, by="test", anyway=True)


def test_too_many_words_are_refused_and_not_cut(cast: Cast) -> None:
    before = everything(cast)
    for words in ({"subject": "x" * 501}, {"text": "x" * 100_001}):
        with pytest.raises(WordsMissing):
            log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test", **words)
    with pytest.raises(WordsMissing):
        give(cast, note="x" * 100_001)
    for due in (date(1899, 1, 1), ON.replace(year=2090)):
        with pytest.raises(DayImpossible):
            promise(cast.owner, person=cast.weak.pk, what="x", on=ON, due=due, by="test")
    assert everything(cast) == before


ACTS = st.lists(
    st.tuples(st.sampled_from(["log", "edit", "remove", "undo"]), st.integers(0, 30), st.integers(0, 3)),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(acts=ACTS)
def test_any_history_of_touches_and_undos_keeps_the_sums(
    cast: Cast, acts: list[tuple[str, int, int]]
) -> None:
    """Counts are what the touches say, and undoing the acts newest first leads back to the start."""
    with transaction.atomic():
        start, done = everything(cast), []
        for name, days, which in acts:
            day = ON - timedelta(days=days)
            mine = list(Interaction.objects.filter(source=Source.MANUAL).order_by("pk"))
            if name == "log":
                done.append(log_touch(cast.owner, person=cast.weak.pk, day=day, on=ON, by="test").entry)
            elif name == "undo" and done:
                take_back(cast.owner, entry=done.pop(), by="test")
            elif name == "edit" and mine:
                touch = mine[which % len(mine)].pk
                act = edit_touch(cast.owner, touch=touch, day=day, on=ON, by="test", direction="out")
                done += [act.entry] if act.changes else []  # the same again changes nothing to take back
            elif name == "remove" and mine:
                done.append(remove_touch(cast.owner, touch=mine[which % len(mine)].pk, by="test").entry)
            tie = Tie.objects.get(person=cast.weak)
            events = list(Interaction.objects.filter(person=cast.weak))
            assert tie.incoming + tie.outgoing + tie.mutual == len(events)
            assert tie.last_contact == max(event.at for event in events)
        for entry in reversed(done):
            take_back(cast.owner, entry=entry, by="test")
        assert everything(cast) == start
        transaction.set_rollback(True)
