"""Tiers, cadences, tags, notes and reminders: each whole, each undone exactly, none of another owner."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.deeds import Deed
from nexalink.accounts.errors import ChangedSince
from nexalink.accounts.models import Owner
from nexalink.archives.taking_back import take_back
from nexalink.interactions.actions import log_touch
from nexalink.interactions.counts import refresh_ties
from nexalink.kernel.dates import local_date
from nexalink.people.actions import edit_knowledge
from nexalink.people.errors import (
    AddressUnclear,
    BirthdayUnclear,
    NameImpossible,
    PersonKnown,
    PersonMissing,
)
from nexalink.people.models import Fact, Handle, Person
from nexalink.ties.actions import (
    add_person,
    add_reminder,
    add_tag,
    assign_tier,
    assign_tiers,
    delete_circle,
    edit_note,
    finish_reminder,
    join_circle,
    judge_tie,
    leave_circle,
    let_fade,
    mark_genuine,
    remove_filter,
    remove_note,
    remove_reminder,
    remove_tag,
    rename_circle,
    save_filter,
    set_cadence,
    set_tier_cadence,
    write_note,
)
from nexalink.ties.board import tier_board
from nexalink.ties.circles import refresh_employer_circles
from nexalink.ties.due import CADENCES
from nexalink.ties.errors import (
    CadenceImpossible,
    CircleDerived,
    CircleThere,
    NoteMissing,
    TextMissing,
    TierUnknown,
)
from nexalink.ties.models import (
    Circle,
    Membership,
    Mention,
    Note,
    Reminder,
    SavedFilter,
    Tag,
    Tagging,
    Tie,
)
from tests.factories import ON, Cast, make_cast, make_owner

pytestmark = pytest.mark.django_db
TABLES = (Tie, Tag, Tagging, Circle, Membership, Note, Mention, Reminder, SavedFilter, Person, Fact, Handle)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def everything(owner: Owner) -> list[Any]:
    return [list(table._default_manager.filter(owner=owner).order_by("pk").values()) for table in TABLES]


def acts(cast: Cast) -> list[Deed]:
    owner, friend, weak = cast.owner, cast.friend.pk, cast.weak.pk
    note = write_note(owner, person=friend, text="With @Stella at @[Wim Weak]", at=0, by="test")
    reminder = add_reminder(owner, person=weak, text="call", day=ON, yearly=True, by="test")
    circle = join_circle(owner, people=[friend, weak], circle="Choir", by="test")
    view = save_filter(owner, name="far", query="ring=0", by="test")
    first = {name: act.changes[0]["id"] for name, act in
             (("note", note), ("reminder", reminder), ("circle", circle), ("view", view))}  # fmt: skip
    return [
        note,
        reminder,
        circle,
        view,
        edit_note(owner, note=first["note"], text="With @Wim only", by="test"),
        finish_reminder(owner, reminder=first["reminder"], on=ON, by="test"),
        remove_reminder(owner, reminder=first["reminder"], by="test"),
        leave_circle(owner, person=weak, circle=first["circle"], by="test"),
        rename_circle(owner, circle=first["circle"], name="Old choir", by="test"),
        delete_circle(owner, circle=first["circle"], by="test"),
        remove_filter(owner, saved=first["view"], by="test"),
        mark_genuine(owner, person=weak, genuine=True, by="test"),
        add_person(owner, name="Nora New", address="nora@example.net", company="Elm", by="test"),
        edit_knowledge(owner, person=friend, values={"birthday": "22.3.1980", "company": "Elm"}, by="test"),
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
    assert Circle.objects.count() == 0


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
    for name in ("", " \x00", "…", "x" * 10_000):
        with pytest.raises(NameImpossible):
            edit_knowledge(owner, person=weak, values={"name": name}, by="test")
        with pytest.raises(NameImpossible):
            add_person(owner, name=name, by="test")
    with pytest.raises(BirthdayUnclear):
        edit_knowledge(owner, person=weak, values={"birthday": "in May"}, by="test")
    with pytest.raises(AddressUnclear):
        add_person(owner, name="Nora New", address="somewhere", by="test")
    with pytest.raises(PersonKnown, match="Wim Weak"):
        add_person(owner, name="Nora New", address="Wim@Example.org", by="test")
    for circle in ("", " ", "x" * 401):
        with pytest.raises(TextMissing):
            join_circle(owner, people=[weak], circle=circle, by="test")
    for gone in (edit_note, remove_note):
        more = {"text": "x"} if gone is edit_note else {}
        with pytest.raises(NoteMissing):
            gone(owner, note=10**9, by="test", **more)  # type: ignore[operator]
    with pytest.raises(NoteMissing):
        delete_circle(owner, circle=10**9, by="test")
    with pytest.raises(NoteMissing):
        remove_filter(owner, saved=10**9, by="test")
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


def test_an_edited_note_stands_with_whom_it_names_now(cast: Cast) -> None:
    act = write_note(
        cast.owner, person=cast.friend.pk, text="Ask @Wim, not ana@stella.example", at=0, by="test"
    )
    note = act.changes[0]["id"]

    def named_in() -> list[int]:
        return list(Mention.objects.filter(note=note).values_list("person_id", flat=True))

    assert named_in() == [cast.weak.pk]
    edit_note(cast.owner, note=note, text="Ask @Stella Stranger and", by="test")
    assert named_in() == [cast.stranger.pk]


def test_a_circle_in_use_is_deleted_with_a_word_and_comes_back_whole(cast: Cast) -> None:
    owner = cast.owner
    act = join_circle(owner, people=[cast.friend.pk, cast.weak.pk], circle=" Choir ", by="test")
    circle = act.changes[0]["id"]
    later = join_circle(owner, people=[cast.stranger.pk, cast.weak.pk], circle="choir", by="test")
    assert (later.what, Circle.objects.get(pk=circle).size) == ("2 people in the circle “Choir”", 3)
    gone = delete_circle(owner, circle=circle, by="test")
    assert gone.what == "Deleted the circle “Choir”; 3 people left it"
    assert (Circle.objects.count(), Membership.objects.count()) == (0, 0)
    take_back(owner, entry=gone.entry, by="test")
    assert (Circle.objects.get().size, Membership.objects.count()) == (3, 3)
    with pytest.raises(ChangedSince):
        take_back(owner, entry=act.entry, by="test")  # somebody joined since
    take_back(owner, entry=later.entry, by="test")
    assert Circle.objects.get().size == 2


def test_the_circle_of_an_employer_follows_the_sources(cast: Cast) -> None:
    owner = cast.owner
    refresh_employer_circles(owner)
    circle = Circle.objects.get(kind="employer")
    with pytest.raises(CircleDerived):
        leave_circle(owner, person=cast.friend.pk, circle=circle.pk, by="test")
    with pytest.raises(CircleDerived):
        delete_circle(owner, circle=circle.pk, by="test")
    rename_circle(owner, circle=circle.pk, name="The Labs", by="test")
    refresh_employer_circles(owner)
    assert (Circle.objects.get().name, Circle.objects.get().size) == ("The Labs", 2)
    for name in ("Choir", "Chess"):
        join_circle(owner, people=[cast.weak.pk], circle=name, by="test")
    with pytest.raises(CircleThere):
        rename_circle(owner, circle=Circle.objects.get(name="Chess").pk, name="CHOIR", by="test")
    refresh_employer_circles(owner)
    assert sorted(Circle.objects.values_list("name", "size")) == [("Chess", 1), ("Choir", 1), ("The Labs", 2)]


def test_somebody_added_by_hand_is_in_the_network_and_stays_there(cast: Cast) -> None:
    act = add_person(cast.owner, name="Nora  New", address="linkedin.com/in/nora", title="Nurse", by="test")
    nora = Person.objects.get(name="Nora New")
    refresh_ties(cast.owner)
    tie = Tie.objects.get(person=nora)
    assert (tie.in_network, tie.tracked, tie.sources) == (True, False, 16)
    assert nora.by_owner == {"name": "Nora New", "title": "Nurse"}
    take_back(cast.owner, entry=act.entry, by="test")
    assert not Person.objects.filter(name="Nora New").exists()


def test_a_forgotten_word_gives_the_sources_theirs_back(cast: Cast) -> None:
    owner, friend = cast.owner, cast.friend
    Fact.objects.create(owner=owner, person=friend, kind="birthday", value="1980-03-22", source="contacts")
    edit_knowledge(owner, person=friend.pk, values={"company": "Elm", "birthday": "23.3."}, by="test")
    friend.refresh_from_db()
    assert (friend.company, friend.title, friend.birthday) == ("Elm", "Head of Research", "--03-23")
    edit_knowledge(owner, person=friend.pk, values={"company": "", "birthday": ""}, by="test")
    friend.refresh_from_db()
    assert (friend.company, friend.birthday, friend.by_owner) == ("Lindgrün Labs", "1980-03-22", {})
    edit_knowledge(owner, person=friend.pk, values={"name": friend.name, "title": friend.title}, by="test")
    friend.refresh_from_db()
    assert friend.by_owner == {}  # what a source states already is no word of the owner's


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


def test_a_tiers_cadence_moves_whoever_has_none_of_their_own(cast: Cast) -> None:
    owner = cast.owner
    assign_tier(owner, people=[cast.friend.pk, cast.weak.pk], tier=1, on=ON, by="test")
    set_cadence(owner, person=cast.weak.pk, days=15, on=ON, by="test")
    due = dict(Tie.objects.exclude(tier=None).values_list("person_id", "next_touch_due"))
    act = set_tier_cadence(owner, tier=1, days=40, by="test")
    moved = dict(Tie.objects.exclude(tier=None).values_list("person_id", "next_touch_due"))
    assert moved == {
        cast.friend.pk: due[cast.friend.pk] + timedelta(days=10),
        cast.weak.pk: due[cast.weak.pk],
    }
    for tier, days, fault in ((4, 30, TierUnknown), (1, 0, CadenceImpossible), (1, -5, CadenceImpossible)):
        with pytest.raises(fault):
            set_tier_cadence(owner, tier=tier, days=days, by="test")
    take_back(Owner.objects.get(pk=owner.pk), entry=act.entry, by="test")
    assert dict(Tie.objects.exclude(tier=None).values_list("person_id", "next_touch_due")) == due
    assert Owner.objects.get(pk=owner.pk).settings == {}


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
                done.append(log_touch(owner, person=person, day=day, on=ON, by="t", anyway=True).entry)
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
