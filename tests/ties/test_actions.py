"""Tiers, cadences, tags, notes and reminders: each whole, each undone exactly, none of another owner."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.deeds import Deed
from nexalink.accounts.models import Owner
from nexalink.archives.taking_back import take_back
from nexalink.interactions.actions import log_touch
from nexalink.kernel.dates import local_date
from nexalink.people.actions import edit_knowledge
from nexalink.people.errors import NameImpossible, PersonMissing
from nexalink.people.models import Person
from nexalink.ties.actions import (
    add_reminder,
    add_tag,
    assign_tier,
    assign_tiers,
    judge_tie,
    let_fade,
    remove_note,
    remove_tag,
    save_filter,
    set_cadence,
    write_note,
)
from nexalink.ties.board import tier_board
from nexalink.ties.due import CADENCES
from nexalink.ties.errors import CadenceImpossible, NoteMissing, TextMissing, TierUnknown
from nexalink.ties.models import Mention, Note, Reminder, SavedFilter, Tag, Tagging, Tie
from tests.factories import ON, Cast, make_cast, make_owner

pytestmark = pytest.mark.django_db
TABLES = (Tie, Tag, Tagging, Note, Mention, Reminder, SavedFilter, Person)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def everything(owner: Owner) -> list[Any]:
    return [list(table._default_manager.filter(owner=owner).order_by("pk").values()) for table in TABLES]


def acts(cast: Cast) -> list[Deed]:
    owner, friend, weak = cast.owner, cast.friend.pk, cast.weak.pk
    return [
        assign_tier(owner, people=[friend, weak], tier=1, on=ON, by="test"),
        set_cadence(owner, person=friend, days=10, on=ON, by="test"),
        judge_tie(owner, person=friend, question="comfortable", answer=True, on=ON, by="test"),
        add_tag(owner, people=[friend, weak], tag="chess", by="test"),
        remove_tag(owner, people=[weak], tag="chess", by="test"),
        write_note(owner, person=friend, text="Met @Wim at the fair", at=1_790_000_000, by="test"),
        add_reminder(owner, person=weak, text="ask", day=ON, by="test"),
        save_filter(owner, name="near", query="tier=1", by="test"),
        edit_knowledge(owner, person=weak, values={"goals": "a workshop", "name": "Wim Strong"}, by="test"),
        let_fade(owner, person=weak, on=ON, by="test"),
    ]


def test_every_act_is_undone_exactly(cast: Cast) -> None:
    before = everything(cast.owner)
    done = acts(cast)
    assert everything(cast.owner) != before
    for act in reversed(done):
        take_back(cast.owner, entry=act.entry, by="test")
    assert everything(cast.owner) == before


def test_no_act_reaches_another_owner(cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    before = everything(other.owner)
    foreign = Cast(
        cast.owner, other.friend, other.weak, other.stranger, other.twin, other.archive, other.question
    )
    with pytest.raises(PersonMissing):
        acts(foreign)
    assert everything(other.owner) == before


def test_what_is_impossible_is_refused(cast: Cast) -> None:
    owner, weak = cast.owner, cast.weak.pk
    before = everything(owner)
    with pytest.raises(TierUnknown):
        assign_tier(owner, people=[weak], tier=4, on=ON, by="test")
    for days in (0, -1, 3_651):
        with pytest.raises(CadenceImpossible):
            set_cadence(owner, person=weak, days=days, on=ON, by="test")
    for text in ("", " \x00", "x" * 100_001):
        with pytest.raises(TextMissing):
            write_note(owner, person=weak, text=text, at=0, by="test")
    for name in ("", "x" * 10_000):
        with pytest.raises(NameImpossible):
            edit_knowledge(owner, person=weak, values={"name": name}, by="test")
    with pytest.raises(NoteMissing):
        remove_tag(owner, people=[weak], tag="nothing", by="test")
    with pytest.raises(NoteMissing):
        judge_tie(owner, person=weak, question="looks", answer=True, on=ON, by="test")
    with pytest.raises(PersonMissing):
        assign_tiers(owner, tiers={weak: 1, 10**9: 2}, on=ON, by="test")
    assert everything(owner) == before


def test_a_note_stands_on_the_timeline_of_whom_it_names(cast: Cast) -> None:
    act = write_note(cast.owner, person=cast.friend.pk, text="Ask @[Wim Weak] and @Nobody", at=0, by="test")
    note = Note.objects.of(cast.owner).get(pk=act.changes[0]["id"])
    assert [mention.person_id for mention in note.mentions.all()] == [cast.weak.pk]
    twins = write_note(
        cast.owner, person=cast.weak.pk, text="Two are called @[Farah Friend]", at=0, by="test"
    )
    assert len(twins.changes) == 1
    remove_note(cast.owner, note=note.pk, by="test")
    assert Mention.objects.of(cast.owner).count() == 0


def test_the_owners_word_wins(cast: Cast) -> None:
    edit_knowledge(
        cast.owner, person=cast.weak.pk, values={"company": "Elm", "csrf": "x", "goals": ""}, by="test"
    )
    person = Person.objects.get(pk=cast.weak.pk)
    assert (person.company, person.by_owner) == ("Elm", {"company": "Elm"})


def test_the_board_counts_what_the_tiers_ask_for(cast: Cast) -> None:
    assign_tiers(
        cast.owner, tiers={cast.friend.pk: 1, cast.weak.pk: 1, cast.stranger.pk: 3}, on=ON, by="test"
    )
    set_cadence(cast.owner, person=cast.weak.pk, days=15, on=ON, by="test")
    first, second, third = tier_board(cast.owner).columns
    assert [column.size for column in (first, second, third)] == [2, 0, 1]
    assert first.asks == pytest.approx(30.4 / 30 + 30.4 / 15)


class RandomHistories(TestCase):
    """Whatever is done and undone: one tier a tie, due = last touch + cadence, untracked is never due."""

    @settings(max_examples=20, deadline=None)
    @given(
        st.lists(
            st.one_of(
                st.tuples(st.just("tier"), st.sampled_from([None, 1, 2, 3])),
                st.tuples(st.just("cadence"), st.integers(1, 400)),
                st.tuples(st.just("touch"), st.integers(0, 300)),
                st.tuples(st.just("undo"), st.none()),
            ),
            max_size=10,
        )
    )
    def test_invariants_hold(self, history: list[tuple[str, Any]]) -> None:
        cast = make_cast()
        owner, person = cast.owner, cast.weak.pk
        done: list[int] = []
        for what, value in history:
            if what == "tier":
                done.append(assign_tier(owner, people=[person], tier=value, on=ON, by="t").entry)
            elif what == "cadence":
                done.append(set_cadence(owner, person=person, days=value, on=ON, by="t").entry)
            elif what == "touch":
                day = ON - timedelta(days=value)
                done.append(log_touch(owner, person=person, day=day, on=ON, by="t").entry)
            elif done:
                self.undo(owner, done.pop())
            self.check(owner, person)

    def undo(self, owner: Owner, entry: int) -> None:
        from nexalink.accounts.errors import NotUndoable

        try:
            take_back(owner, entry=entry, by="t")
        except NotUndoable:
            return  # setting what was set already changes nothing

    def check(self, owner: Owner, person: int) -> None:
        tie = Tie.objects.of(owner).get(person=person)
        assert tie.tracked == (tie.tier is not None)
        if not tie.tracked:
            assert tie.next_touch_due is None
            return
        cadence = tie.cadence_days or CADENCES[tie.tier or 3]
        last: date = local_date(tie.last_contact or 0, owner.zone)
        assert tie.next_touch_due == last + timedelta(days=cadence)
