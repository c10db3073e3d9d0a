"""Acts are whole, take effect once, and can be taken back exactly."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.deeds import Deed, deed, people_in, take_back
from nexalink.accounts.errors import AlreadyDone, ChangedSince, LineMissing, LineUndone, NotUndoable
from nexalink.accounts.models import JournalEntry, Owner
from nexalink.ties.models import Tag, Tagging, Tie
from tests.factories import Cast, make_cast, make_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def rows(owner: Owner) -> list[Any]:
    tags = list(Tag.objects.of(owner).order_by("pk").values())
    taggings = list(Tagging.objects.of(owner).order_by("pk").values())
    return [*tags, *taggings, *Tie.objects.of(owner).order_by("pk").values()]


def add_tag(owner: Owner, name: str, *, key: str = "") -> Deed:
    with deed(owner, by="test", action="add tag", what=f"Tag {name}", key=key) as act:
        act.add(Tag(owner=owner, name=name))
    return act


def tie_of(cast: Cast) -> Tie:
    return Tie.objects.of(cast.owner).get(person=cast.friend)


def set_tier(cast: Cast, tier: int | None) -> Deed:
    with deed(cast.owner, by="test", action="tier", what="Tier") as act:
        act.change(tie_of(cast), tier=tier, tracked=tier is not None)
    return act


def test_one_act_is_one_line(cast: Cast) -> None:
    act = add_tag(cast.owner, "chess")
    line = JournalEntry.objects.of(cast.owner).get(pk=act.entry)
    assert (line.action, line.what, len(line.changes)) == ("add tag", "Tag chess", 1)


def test_a_fault_leaves_nothing_behind(cast: Cast) -> None:
    before = (rows(cast.owner), JournalEntry.objects.of(cast.owner).count())

    def fail() -> None:
        with deed(cast.owner, by="test", action="add tag", what="x") as act:
            act.add(Tag(owner=cast.owner, name="half"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (rows(cast.owner), JournalEntry.objects.of(cast.owner).count()) == before


def test_the_same_key_takes_effect_once(cast: Cast) -> None:
    first = add_tag(cast.owner, "chess", key="k")
    with pytest.raises(AlreadyDone) as fault:
        add_tag(cast.owner, "other", key="k")
    assert fault.value.entry == first.entry
    assert Tag.objects.of(cast.owner).count() == 1
    add_tag(make_owner("Other"), "theirs", key="k")  # a key is the owner's own


def test_added_changed_and_removed_rows_come_back(cast: Cast) -> None:
    tag = Tag.objects.create(owner=cast.owner, name="old")
    before = rows(cast.owner)
    with deed(cast.owner, by="test", action="mixed", what="Mixed") as act:
        act.add(Tag(owner=cast.owner, name="new"))
        act.change(tie_of(cast), tier=1, judgements={"comfortable": {"answer": True, "on": "2026-11-01"}})
        act.remove(tag)
    assert rows(cast.owner) != before
    take_back(cast.owner, entry=act.entry, by="test")
    assert rows(cast.owner) == before
    assert act.people() == {cast.friend.pk}


def test_a_later_change_has_to_go_first(cast: Cast) -> None:
    first = set_tier(cast, 1)
    second = set_tier(cast, 2)
    with pytest.raises(ChangedSince):
        take_back(cast.owner, entry=first.entry, by="test")
    take_back(cast.owner, entry=second.entry, by="test")
    take_back(cast.owner, entry=first.entry, by="test")
    assert tie_of(cast).tier is None


def test_a_row_that_is_used_since_is_not_taken_away(cast: Cast) -> None:
    act = add_tag(cast.owner, "chess")
    tag = Tag.objects.of(cast.owner).get(name="chess")
    Tagging.objects.create(owner=cast.owner, tag=tag, person=cast.friend)
    with pytest.raises(ChangedSince):
        take_back(cast.owner, entry=act.entry, by="test")
    assert Tagging.objects.of(cast.owner).count() == 1


def test_what_cannot_be_taken_back_says_so(cast: Cast) -> None:
    act = add_tag(cast.owner, "chess")
    with pytest.raises(LineMissing):
        take_back(make_owner("Other"), entry=act.entry, by="test")
    take_back(cast.owner, entry=act.entry, by="test")
    with pytest.raises(LineUndone):
        take_back(cast.owner, entry=act.entry, by="test")
    with deed(cast.owner, by="test", action="nothing", what="Nothing") as empty:
        assert empty.changes == []
    with pytest.raises(NotUndoable):
        take_back(cast.owner, entry=empty.entry, by="test")


def test_people_are_found_in_changes(cast: Cast) -> None:
    with deed(cast.owner, by="test", action="mixed", what="Mixed") as act:
        act.change(tie_of(cast), tier=2)
        act.change(cast.weak, title="Joiner")
    assert people_in(JournalEntry.objects.get(pk=act.entry).changes) == {cast.friend.pk, cast.weak.pk}


class RandomHistories(TestCase):
    """Whatever was done, taking all back newest first gives what was there."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.sampled_from([None, 1, 2, 3, "tag", "untag"]), max_size=8))
    def test_undoing_all_gives_the_beginning(self, acts: list[Any]) -> None:
        cast = make_cast()
        before = rows(cast.owner)
        entries = []
        for number, wanted in enumerate(acts):
            if wanted == "tag":
                entries.append(add_tag(cast.owner, f"tag {number}").entry)
            elif wanted == "untag":
                with deed(cast.owner, by="test", action="untag", what="Untag") as act:
                    for tag in Tag.objects.of(cast.owner)[:1]:
                        act.remove(tag)
                entries += [act.entry] if act.changes else []
            elif (act := set_tier(cast, wanted)).changes:
                entries.append(act.entry)
        for entry in reversed(entries):
            take_back(cast.owner, entry=entry, by="test")
        assert rows(cast.owner) == before
