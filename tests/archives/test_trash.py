"""People who were removed: nowhere to be seen, back as they were, not brought back by an import, erased for good."""

import contextlib
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.errors import AlreadyDone, LineUndone, NotUndoable
from nexalink.accounts.models import JournalEntry
from nexalink.archives.actions import import_paths
from nexalink.archives.models import Archive
from nexalink.archives.queries import count_open_questions
from nexalink.archives.taking_back import take_back
from nexalink.archives.trash import erase_person, restore_person
from nexalink.archives.undo import undo_import
from nexalink.audits.actions import run_audit
from nexalink.audits.columns import network_columns
from nexalink.audits.models import Finding
from nexalink.gate.actions import add_request
from nexalink.gate.models import ConnectionRequest
from nexalink.gate.queries import gate
from nexalink.interactions.actions import log_touch, promise, record_exchange
from nexalink.interactions.balance import ledger
from nexalink.interactions.models import Exchange, Interaction
from nexalink.interactions.queries import exchanges
from nexalink.introductions.actions import propose
from nexalink.introductions.models import Introduction
from nexalink.kernel.errors import NexaLinkError
from nexalink.people.erasing import ERASED
from nexalink.people.errors import PersonKnown, PersonMissing, PersonRemoved
from nexalink.people.merging import merge_people, tables_about_people, unmerge_people
from nexalink.people.models import Handle, Merge, Person
from nexalink.people.queries import known_person, person_named, removed_people
from nexalink.playbooks.actions import start_playbook
from nexalink.search.actions import bring_up_to_date, find_everything
from nexalink.search.models import Entry
from nexalink.ties.actions import (
    add_person,
    add_reminder,
    add_tag,
    assign_tier,
    delete_circle,
    join_circle,
    remove_person,
    write_note,
)
from nexalink.ties.models import Circle, Mention, Note, Tie
from nexalink.ties.queries import PeopleFilter, people_page
from nexalink.today.queries import todays_list
from tests.factories import ON, Cast, make_cast, make_owner, moment

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
BY = "test"


@pytest.fixture
def cast(db: None) -> Cast:
    """Give a network in which Wim Weak stands everywhere somebody can stand."""
    cast = make_cast()
    owner, weak, friend = cast.owner, cast.weak.pk, cast.friend.pk
    assign_tier(owner, people=[weak, friend], tier=1, on=ON - timedelta(days=300), by=BY)
    write_note(owner, person=weak, text="Likes @[Stella Stranger] and slate", at=moment(9), by=BY)
    write_note(owner, person=friend, text="Asked for @[Wim Weak]", at=moment(8), by=BY)
    add_reminder(owner, person=weak, text="the roof", day=ON, by=BY)
    add_tag(owner, people=[weak], tag="roof", by=BY)
    join_circle(owner, people=[weak, friend], circle="Choir", by=BY)
    log_touch(owner, person=weak, day=ON - timedelta(days=90), on=ON, by=BY, subject="beams")
    record_exchange(owner, person=weak, direction="given", kind="advice", size="large", day=ON, on=ON, by=BY)
    promise(owner, person=weak, what="send the plan", on=ON, due=ON, by=BY)
    propose(owner, first=weak, second=cast.stranger.pk, on=ON, by=BY)
    start_playbook(owner, kind="job_search", title="Away", space="wood", people=[weak], on=ON, by=BY)
    return cast


def everything(cast: Cast) -> list[Any]:
    tables = {model for model, _ in tables_about_people()} | {Person, Circle}
    return [
        list(table._default_manager.filter(owner=cast.owner).order_by("pk").values())
        for table in sorted(tables, key=lambda model: model._meta.label)
    ]


def remove(cast: Cast, person: Person | None = None, **more: Any) -> int:
    return remove_person(cast.owner, person=(person or cast.weak).pk, at=AT, by=BY, **more).entry


def shown(cast: Cast) -> set[str]:
    """Return every name that a list, a plan or an answer shows."""
    owner = cast.owner
    names = {row.name for row in people_page(owner, chosen=PeopleFilter()).rows}
    names |= {nudge.name for nudge in todays_list(owner, on=ON).nudges}
    names |= {tie.name for tie in ledger(owner, on=ON).ties}
    names |= {row.person.name for row in exchanges(owner) if row.person}
    names |= set(network_columns(owner, on=ON).people.names)
    names |= {
        person.name for text in ("Wim Weak", "wim", "wim@example.org") for person in person_named(owner, text)
    }
    names |= {one.name for one in Person.objects.filter(mentions__isnull=False)}
    return names


def test_whoever_is_removed_is_nowhere_and_comes_back_exactly(cast: Cast) -> None:
    before = everything(cast)
    assert "Wim Weak" in shown(cast)
    entry = remove(cast)
    assert "Wim Weak" not in shown(cast)
    assert [one.name for one in removed_people(cast.owner)] == ["Wim Weak"]
    assert not Introduction.objects.exists()
    assert not Mention.objects.exists()
    assert Circle.objects.get(name="Choir").size == 1
    assert network_columns(cast.owner, on=ON).exchanges.size.tolist() == []
    take_back(cast.owner, entry=entry, by=BY)
    assert everything(cast) == before
    remove(cast)
    restore_person(cast.owner, person=cast.weak.pk, by=BY)
    assert everything(cast) == before
    assert removed_people(cast.owner) == []


def found(cast: Cast, text: str) -> int:
    bring_up_to_date(cast.owner)
    return sum(group.total for group in find_everything(cast.owner, text)[0].groups)


def test_search_finds_nothing_of_whoever_is_removed_until_they_are_back(cast: Cast) -> None:
    words = ("Wim", "beams", "slate", "send the plan", "wim@example.org")
    before = [found(cast, word) for word in words]
    assert all(before)
    remove(cast)
    assert [found(cast, word) for word in words] == [1, 0, 0, 0, 0]  # the note on Farah that names him
    restore_person(cast.owner, person=cast.weak.pk, by=BY)
    assert [found(cast, word) for word in words] == before
    remove(cast)
    erase_person(cast.owner, person=cast.weak.pk, by=BY)
    assert [found(cast, word) for word in words] == [1, 0, 0, 0, 0]
    assert not any("beams" in f"{row.title} {row.text}" for row in Entry.objects.of(cast.owner))


def test_audits_forget_whoever_is_erased_and_nobody_else(cast: Cast) -> None:
    audit = run_audit(cast.owner, on=ON, by=BY)
    before = [audit.document, *Finding.objects.of(cast.owner).values_list("document", flat=True)]
    assert "Wim Weak" in json.dumps(before)
    remove(cast)
    erase_person(cast.owner, person=cast.weak.pk, by=BY)
    audit.refresh_from_db()
    left = [audit.document, *Finding.objects.of(cast.owner).values_list("document", flat=True)]
    assert "Wim Weak" not in json.dumps(left)
    assert "Farah Friend" in json.dumps(left)
    assert [person["id"] for person in audit.document["picture"]["people"]] == [
        person["id"] for person in before[0]["picture"]["people"] if person["id"] != cast.weak.pk
    ]


@pytest.mark.parametrize("name", ["An", "an", "e", "id", "Ann"])
def test_a_short_name_is_erased_without_touching_other_words(cast: Cast, name: str) -> None:
    owner = cast.owner
    for person, called in ((cast.weak, name), (cast.friend, "Anna Sentence")):
        Person.objects.filter(pk=person.pk).update(name=called)
    audit = run_audit(owner, on=ON, by=BY)
    before = [
        *audit.document["first_steps"],
        *Finding.objects.of(owner).order_by("pk").values_list("document", flat=True),
    ]
    remove(cast)
    erase_person(owner, person=cast.weak.pk, by=BY)
    audit.refresh_from_db()
    after = [
        *audit.document["first_steps"],
        *Finding.objects.of(owner).order_by("pk").values_list("document", flat=True),
    ]
    changed = [
        (key, one[key], other[key])
        for one, other in zip(before, after, strict=True)
        for key in one
        if one[key] != other[key] and key != "people"
    ]
    assert changed
    for key, said, now in changed:
        assert key == "sentence"
        assert now == re.sub(rf"(?<!\w){name}(?!\w)", ERASED, said)
        assert "Anna" in now or "Anna" not in said


def test_nothing_can_be_done_with_whoever_is_removed(cast: Cast) -> None:
    remove(cast)
    owner, weak = cast.owner, cast.weak.pk
    with pytest.raises(PersonRemoved, match="You removed Wim Weak on 2026-11-20"):
        known_person(owner, weak)
    acts: list[Any] = [
        lambda: log_touch(owner, person=weak, day=ON, on=ON, by=BY),
        lambda: promise(owner, person=weak, what="x", on=ON, by=BY),
        lambda: assign_tier(owner, people=[weak], tier=1, on=ON, by=BY),
        lambda: propose(owner, first=weak, second=cast.friend.pk, on=ON, by=BY),
        lambda: start_playbook(owner, kind="job_search", title="B", people=[weak], on=ON, by=BY),
        lambda: remove(cast),
    ]
    for act in acts:
        with pytest.raises(PersonMissing):
            act()
    with pytest.raises(PersonKnown, match="among the people you removed"):
        add_person(owner, name="Wim Again", address="wim@example.org", by=BY)


def test_questions_and_requests_wait_with_them(cast: Cast) -> None:
    add_request(cast.owner, name="Wim Weak", on=ON, by=BY)
    ConnectionRequest.objects.update(person=cast.weak)
    assert (count_open_questions(cast.owner), gate(cast.owner).total) == (1, 1)
    remove(cast)
    remove(cast, cast.twin)
    assert (count_open_questions(cast.owner), gate(cast.owner).total) == (0, 0)
    for person in (cast.weak, cast.twin):
        restore_person(cast.owner, person=person.pk, by=BY)
    assert (count_open_questions(cast.owner), gate(cast.owner).total) == (1, 1)


def test_the_form_sent_twice_removes_once_and_other_owners_stay_out(cast: Cast) -> None:
    remove(cast, key="k")
    with pytest.raises(AlreadyDone):
        remove(cast, key="k")
    other = make_owner("Other")
    before = everything(cast)
    for act in (restore_person, erase_person):
        with pytest.raises(PersonMissing):
            act(other, person=cast.weak.pk, by=BY)
        with pytest.raises(PersonMissing):
            act(cast.owner, person=cast.friend.pk, by=BY)
    with pytest.raises(PersonMissing):
        remove_person(other, person=cast.friend.pk, at=AT, by=BY)
    assert everything(cast) == before


def test_what_can_come_back_comes_back_when_a_circle_is_gone(cast: Cast) -> None:
    remove(cast)
    delete_circle(cast.owner, circle=Circle.objects.get(name="Choir").pk, by=BY)
    line = restore_person(cast.owner, person=cast.weak.pk, by=BY)
    assert line.what == "Restored Wim Weak; what belonged to something that is gone did not come back (1)"
    assert Tie.objects.get(person=cast.weak).tier == 1
    assert Note.objects.filter(person=cast.weak).count() == 1
    take_back(cast.owner, entry=line.pk, by=BY)
    assert "Wim Weak" not in shown(cast)
    assert [one.name for one in removed_people(cast.owner)] == ["Wim Weak"]
    restore_person(cast.owner, person=cast.weak.pk, by=BY)
    assert "Wim Weak" in shown(cast)


def card(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Wim Weak\r\nEMAIL:wim@example.org\r\nTEL:+49 30 1234567\r\n"
        f"NOTE:{name}\r\nORG:Birch Ltd\r\nEND:VCARD\r\n",
        "utf-8",
    )
    return path


def test_an_import_adds_to_them_and_does_not_bring_them_back(cast: Cast, tmp_path: Path) -> None:
    remove(cast)
    people = Person.objects.of(cast.owner).count()
    import_paths(cast.owner, [card(tmp_path, "new.vcf")], on=ON, by=BY, me=["olga@example.com"])
    assert "Wim Weak" not in shown(cast)
    assert Person.objects.of(cast.owner).count() == people
    assert Handle.objects.filter(person=cast.weak, uri__startswith="tel:").exists()
    restore_person(cast.owner, person=cast.weak.pk, by=BY)
    tie = Tie.objects.get(person=cast.weak)
    assert ("Wim Weak" in shown(cast), tie.tier, bool(tie.sources & 8)) == (True, 1, True)


def test_taking_back_the_import_that_brought_them_leaves_the_trash_alone(cast: Cast, tmp_path: Path) -> None:
    import_paths(cast.owner, [card(tmp_path, "new.vcf")], on=ON, by=BY, me=["olga@example.com"])
    Person.objects.filter(pk=cast.weak.pk).update(imported_by=Archive.objects.latest("id").pk)
    remove(cast)
    undo_import(cast.owner, archive=Archive.objects.latest("id").pk, by=BY)
    restore_person(cast.owner, person=cast.weak.pk, by=BY)
    assert Tie.objects.get(person=cast.weak).tier == 1


def test_a_removed_record_that_proves_to_be_somebody_who_is_there_is_there(cast: Cast) -> None:
    remove(cast)
    merge = merge_people(cast.owner, kept=cast.weak.pk, gone=cast.friend.pk, because=[], by=BY)
    assert Person.objects.get(pk=cast.weak.pk).trashed_at is None
    assert Tie.objects.get(person=cast.weak).tier == 1
    unmerge_people(cast.owner, merge=merge.pk)
    assert [one.name for one in removed_people(cast.owner)] == ["Wim Weak"]


def test_erasing_leaves_nothing_of_them_but_that_something_was_done(cast: Cast) -> None:
    both = assign_tier(cast.owner, people=[cast.weak.pk, cast.stranger.pk], tier=2, on=ON, by=BY).entry
    ConnectionRequest.objects.create(
        owner=cast.owner, person=cast.weak, direction="in", name="Wim Weak", sent_at=0, source="manual", source_key="w"
    )  # fmt: skip
    merge_people(cast.owner, kept=cast.weak.pk, gone=cast.twin.pk, because=[], by=BY)
    lines = JournalEntry.objects.of(cast.owner).count()
    remove(cast)
    erase_person(cast.owner, person=cast.weak.pk, by=BY)
    assert not Person.objects.filter(pk=cast.weak.pk).exists()
    assert not Interaction.objects.filter(subject="beams").exists()
    assert not any((Exchange.objects.exists(), Merge.objects.exists(), ConnectionRequest.objects.exists()))
    kept = list(JournalEntry.objects.of(cast.owner).order_by("id").values_list("what", "changes"))
    assert len(kept) == lines + 2
    told = str(kept).replace("Asked for @[Wim Weak]", "")  # a note on somebody else stays as it was written
    for word in ("Wim Weak", "send the plan", "the roof", "beams", "slate"):
        assert word not in told, word
    assert {person for _, changes in kept for change in changes for person in change["people"]} <= {
        cast.friend.pk,
        cast.stranger.pk,
    }
    take_back(cast.owner, entry=both, by=BY)
    assert Tie.objects.get(person=cast.stranger).tier is None


def test_another_owners_journal_is_left_alone(cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    assign_tier(other.owner, people=[other.weak.pk], tier=1, on=ON, by=BY)
    remove(cast)
    erase_person(cast.owner, person=cast.weak.pk, by=BY)
    assert JournalEntry.objects.of(other.owner).filter(what__contains="Wim Weak").exists()
    assert Person.objects.filter(pk=other.weak.pk).exists()


MOVES = ("tier", "note", "tag", "circle", "touch", "promise", "remove", "restore", "undo")


class RandomHistories(TestCase):
    """Whatever is done in whatever order: a tie stands for whoever is there, and taking all back gives the start."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 1)), max_size=14))
    def test_nothing_is_lost(self, moves: list[tuple[str, int]]) -> None:
        cast = make_cast()
        before = everything(cast)
        done: list[int] = []
        for move, which in moves:
            with contextlib.suppress(
                NexaLinkError
            ):  # a removed person cannot be changed, nor one who is there restored
                done += self.tried(cast, move, (cast.weak, cast.friend)[which], done)
            there = set(Person.objects.filter(trashed_at=None).values_list("id", flat=True))
            assert set(Tie.objects.values_list("person_id", flat=True)) == there
        for one in removed_people(cast.owner):
            restore_person(cast.owner, person=one.person, by=BY)
        for entry in reversed(done):
            with contextlib.suppress(NotUndoable, LineUndone):
                take_back(cast.owner, entry=entry, by=BY)
        assert everything(cast) == before

    def tried(self, cast: Cast, move: str, person: Person, done: list[int]) -> list[int]:
        owner, pk = cast.owner, person.pk
        if move == "restore":
            restore_person(owner, person=pk, by=BY)
            return []
        if move == "undo":
            if done:
                take_back(owner, entry=done[-1], by=BY)
                done.pop()
            return []
        acts: dict[str, Any] = {
            "tier": lambda: assign_tier(owner, people=[pk], tier=2, on=ON, by=BY),
            "note": lambda: write_note(owner, person=pk, text="met @[Stella Stranger]", at=moment(1), by=BY),
            "tag": lambda: add_tag(owner, people=[pk], tag="roof", by=BY),
            "circle": lambda: join_circle(owner, people=[pk], circle="Choir", by=BY),
            "touch": lambda: log_touch(owner, person=pk, day=ON, on=ON, by=BY),
            "promise": lambda: promise(owner, person=pk, what="x", on=ON, by=BY),
            "remove": lambda: remove_person(owner, person=pk, at=AT, by=BY),
        }
        return [acts[move]().entry]
