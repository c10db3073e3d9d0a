"""The index follows the journal: after any acts, imports, merges and undos it is what a new index would be."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.errors import ChangedSince
from nexalink.accounts.models import JournalEntry, Owner
from nexalink.archives.actions import answer_question, import_paths, reopen_question
from nexalink.archives.separating import separate_people
from nexalink.archives.taking_back import take_back
from nexalink.gate.actions import add_request, judge_request
from nexalink.gate.models import ConnectionRequest
from nexalink.gate.questions import QUESTIONS
from nexalink.interactions.actions import edit_touch, log_touch, promise, record_exchange, remove_touch
from nexalink.interactions.models import Commitment, Interaction, Source
from nexalink.introductions.actions import propose
from nexalink.kernel.errors import NexaLinkError
from nexalink.people.actions import edit_knowledge
from nexalink.people.models import Merge, Person
from nexalink.playbooks.actions.asking import record_outcome, save_draft
from nexalink.playbooks.actions.starting import close_playbook, start_playbook
from nexalink.playbooks.actions.starting import remove_person as leave
from nexalink.playbooks.models import Participant, Playbook
from nexalink.recall.actions import answer_recall
from nexalink.search import words_table
from nexalink.search.actions import bring_up_to_date, rebuild, state_of_index
from nexalink.search.models import Bookmark, Entry, Kind
from nexalink.search.queries import search
from nexalink.ties.actions import (
    add_person,
    add_reminder,
    add_tag,
    assign_tier,
    delete_circle,
    edit_note,
    join_circle,
    remove_filter,
    remove_note,
    remove_person,
    remove_tag,
    rename_circle,
    save_filter,
    write_note,
)
from nexalink.ties.models import Circle, Note, SavedFilter
from tests.factories import ON, Cast, make_cast, make_crowd, make_event, make_owner, make_person

BY = "test"
Act = Callable[[Cast, int, int], Any]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def kept(owner: Owner) -> set[tuple[Any, ...]]:
    return set(Entry.objects.of(owner).values_list("kind", "object", "person", "at", "title", "text", "who"))


def check_tables() -> None:
    """Hold SQLite's full-text tables against the entries they were made from."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in (words_table.MAIN, words_table.TOUCHES):
                cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608


def is_as_new(owner: Owner) -> bool:
    """Tell whether the index that followed is what a new one would be."""
    assert bring_up_to_date(owner)
    check_tables()
    followed = kept(owner)
    rebuild(owner)
    check_tables()
    new = kept(owner)
    assert followed == new, f"too much: {followed - new}, missing: {new - followed}"
    return True


def names(owner: Owner, text: str, kind: Kind = Kind.PERSON) -> list[str]:
    assert bring_up_to_date(owner)
    found = search(owner, text)
    return [
        "".join(piece.text for piece in hit.title)
        for group in found.groups
        if group.kind == kind
        for hit in group.hits
    ]


def test_what_was_just_done_is_found_at_once(cast: Cast) -> None:
    assert names(cast.owner, "kayak", Kind.NOTE) == []
    made = write_note(cast.owner, person=cast.weak.pk, text="Bought a **kayak**.", at=5, by=BY)
    assert names(cast.owner, "kayak", Kind.NOTE) == ["Wim Weak"]
    assert names(cast.owner, "kayak wim", Kind.NOTE) == ["Wim Weak"]
    assert names(cast.owner, "kayak farah", Kind.NOTE) == []
    take_back(cast.owner, entry=made.entry, by=BY)
    assert names(cast.owner, "kayak", Kind.NOTE) == []
    assert is_as_new(cast.owner)


def test_nothing_new_takes_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    bring_up_to_date(cast.owner)
    with django_assert_num_queries(2):
        bring_up_to_date(cast.owner)


def test_a_new_name_is_found_wherever_the_person_is_named(cast: Cast) -> None:
    log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by=BY, subject="the roof")
    propose(cast.owner, first=cast.friend.pk, second=cast.weak.pk, on=ON, by=BY)
    assert names(cast.owner, "roof wim", Kind.TOUCH) == ["Wim Weak"]
    edit_knowledge(cast.owner, person=cast.weak.pk, values={"name": "Willem Strong"}, by=BY)
    assert names(cast.owner, "roof willem", Kind.TOUCH) == ["Willem Strong"]
    assert names(cast.owner, "roof wim", Kind.TOUCH) == []
    assert names(cast.owner, "strong", Kind.INTRODUCTION) == ["Farah Friend and Willem Strong"]
    assert is_as_new(cast.owner)


def test_a_renamed_circle_is_found_with_its_members(cast: Cast) -> None:
    join_circle(cast.owner, people=[cast.weak.pk], circle="Rowing club", by=BY)
    assert names(cast.owner, "rowing") == ["Wim Weak"]
    circle = Circle.objects.of(cast.owner).get(name="Rowing club")
    rename_circle(cast.owner, circle=circle.pk, name="Sailing club", by=BY)
    assert names(cast.owner, "rowing") == []
    assert names(cast.owner, "sailing") == ["Wim Weak"]
    assert names(cast.owner, "sailing", Kind.CIRCLE) == ["Sailing club"]
    assert is_as_new(cast.owner)


def test_merging_and_separating_are_followed(cast: Cast) -> None:
    make_event(cast.twin, days_ago=4, subject="The secret garden")
    bring_up_to_date(cast.owner)
    answer_question(cast.owner, question=cast.question.pk, same=True, by=BY)
    assert names(cast.owner, "farah") == ["Farah Friend"]
    assert is_as_new(cast.owner)
    merge = Merge.objects.of(cast.owner).get()
    separate_people(cast.owner, merge=merge.pk, by=BY)
    assert names(cast.owner, "farah") == ["Farah Friend"] * 2
    assert is_as_new(cast.owner)
    answer_question(cast.owner, question=cast.question.pk, same=True, by=BY)
    bring_up_to_date(cast.owner)
    reopen_question(cast.owner, question=cast.question.pk, by=BY)
    assert is_as_new(cast.owner)


def test_who_is_in_the_trash_is_not_found_until_they_are_back(cast: Cast) -> None:
    make_event(cast.weak, days_ago=4, subject="The barn door")
    write_note(cast.owner, person=cast.weak.pk, text="Likes barns.", at=5, by=BY)
    assert names(cast.owner, "barn", Kind.TOUCH) == ["Wim Weak"]
    gone = remove_person(cast.owner, person=cast.weak.pk, at=datetime(2026, 11, 20, tzinfo=UTC), by=BY)
    assert not search_total(cast.owner, "barn")
    assert not search_total(cast.owner, "wim")
    assert is_as_new(cast.owner)
    take_back(cast.owner, entry=gone.entry, by=BY)
    assert names(cast.owner, "barn", Kind.NOTE) == ["Wim Weak"]
    assert is_as_new(cast.owner)


def search_total(owner: Owner, text: str) -> int:
    assert bring_up_to_date(owner)
    return search(owner, text).total


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{mail}\nORG:{org}\nNOTE:{note}\nEND:VCARD\n"


def card(folder: Path, file_name: str, **fields: str) -> Path:
    file = folder / f"{file_name}.vcf"
    file.write_text(CARD.format(**fields), "utf-8")
    return file


def test_imports_and_their_undo_are_followed(cast: Cast, tmp_path: Path) -> None:
    bring_up_to_date(cast.owner)
    first = card(
        tmp_path, "one", name="Nadia Newcomer", mail="nadia@example.com", org="Kite Works", note="Flies kites"
    )
    second = card(
        tmp_path, "two", name="Farah F. Friend", mail="farah@example.com", org="Lindgrün", note="Paints"
    )
    for file in (first, second):
        import_paths(cast.owner, [file], on=ON, by=BY, me=["olga@example.com"])
    assert names(cast.owner, "kite") == ["Nadia Newcomer"]
    assert names(cast.owner, "flies", Kind.NOTE) == ["Nadia Newcomer"]
    assert is_as_new(cast.owner)
    for entry in JournalEntry.objects.of(cast.owner).filter(action="import").order_by("-id"):
        take_back(cast.owner, entry=entry.pk, by=BY)
        assert is_as_new(cast.owner)
    assert names(cast.owner, "kite") == []


def test_an_import_that_names_somebody_anew_is_followed_through_their_messages(
    cast: Cast, tmp_path: Path
) -> None:
    nameless = make_person(cast.owner, "", mail="dot@example.com")
    make_event(nameless, days_ago=3, subject="Lighthouse tour")
    assert names(cast.owner, "lighthouse dorothea", Kind.TOUCH) == []
    file = card(tmp_path, "one", name="Dorothea Dot", mail="dot@example.com", org="", note="")
    import_paths(cast.owner, [file], on=ON, by=BY, me=["olga@example.com"])
    assert names(cast.owner, "lighthouse dorothea", Kind.TOUCH) == ["Dorothea Dot"]
    assert is_as_new(cast.owner)


def test_an_act_that_fails_half_way_leaves_index_and_bookmark_as_they_were(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_up_to_date(cast.owner)
    before, line = kept(cast.owner), Bookmark.objects.of(cast.owner).get().line
    write_note(cast.owner, person=cast.weak.pk, text="A kayak.", at=5, by=BY)
    edit_knowledge(cast.owner, person=cast.weak.pk, values={"goals": "Row"}, by=BY)
    add, calls = words_table.add, []

    def breaking(*arguments: Any) -> int:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError
        return add(*arguments)

    monkeypatch.setattr(words_table, "add", breaking)
    with pytest.raises(RuntimeError):
        bring_up_to_date(cast.owner)
    assert (kept(cast.owner), Bookmark.objects.of(cast.owner).get().line) == (before, line)
    check_tables()
    monkeypatch.undo()
    assert names(cast.owner, "kayak", Kind.NOTE) == ["Wim Weak"]
    assert is_as_new(cast.owner)


def test_another_version_makes_the_index_anew(cast: Cast) -> None:
    bring_up_to_date(cast.owner)
    Bookmark.objects.of(cast.owner).update(version="0")
    Entry.objects.of(cast.owner).update(title="", text="spoiled")
    assert names(cast.owner, "wim") == ["Wim Weak"]


def test_two_owners_are_kept_apart_in_one_index(cast: Cast) -> None:
    other = make_cast(make_owner("Otto Other"))
    bring_up_to_date(cast.owner)
    bring_up_to_date(other.owner)
    mine = kept(cast.owner)
    write_note(other.owner, person=other.weak.pk, text="A kayak.", at=5, by=BY)
    assert is_as_new(other.owner)
    assert kept(cast.owner) == mine
    assert search_total(cast.owner, "kayak") == 0
    assert search_total(other.owner, "kayak") == 1


def test_many_changes_at_once_are_read(cast: Cast) -> None:
    bring_up_to_date(cast.owner)
    crowd = [person.pk for person in make_crowd(cast.owner, people=30)]
    for number in range(3):
        add_tag(cast.owner, people=crowd, tag=f"crowd {number}", by=BY)
    remove_tag(cast.owner, people=crowd[:5], tag="crowd 1", by=BY)
    save_filter(cast.owner, name="My crowd", query="tag=1", by=BY)
    assert search_total(cast.owner, "crowd member") == 30
    assert is_as_new(cast.owner)


# ------------------------------------------------------------------------------------------ random histories


def _one(table: Any, owner: Owner, which: int, **narrowed: Any) -> int:
    keys = list(table.objects.of(owner).filter(**narrowed).order_by("pk").values_list("pk", flat=True))
    return int(keys[which % len(keys)]) if keys else 0


def _whom(cast: Cast, which: int) -> int:
    return _one(Person, cast.owner, which)


def _day(number: int) -> date:
    return ON - timedelta(days=number)


WORDS = ("kayak", "Straße", "the grant", "Żółw", "東京都", "a b c", "kayaking Farah")


def _words(number: int) -> str:
    return WORDS[number % len(WORDS)]


ACTS: dict[str, Act] = {
    "log": lambda c, i, n: log_touch(
        c.owner, person=_whom(c, i), day=_day(n), on=ON, by=BY, subject=_words(n), anyway=True
    ),
    "edit touch": lambda c, i, n: edit_touch(
        c.owner, touch=_one(Interaction, c.owner, i, source=Source.MANUAL), day=_day(n), on=ON, by=BY, text=_words(n),
        anyway=True,
    ),
    "remove touch": lambda c, i, _: remove_touch(
        c.owner, touch=_one(Interaction, c.owner, i, source=Source.MANUAL), by=BY
    ),
    "exchange": lambda c, i, n: record_exchange(
        c.owner, person=_whom(c, i), direction="given", kind="advice", size="small", day=ON, on=ON, by=BY, note=_words(n)
    ),
    "promise": lambda c, i, n: promise(c.owner, person=_whom(c, i), what=_words(n), on=ON, by=BY),
    "tier": lambda c, i, n: assign_tier(c.owner, people=[_whom(c, i)], tier=n % 3 + 1, on=ON, by=BY),
    "note": lambda c, i, n: write_note(c.owner, person=_whom(c, i), text=_words(n), at=n, by=BY),
    "edit note": lambda c, i, n: edit_note(c.owner, note=_one(Note, c.owner, i), text=_words(n), by=BY),
    "remove note": lambda c, i, _: remove_note(c.owner, note=_one(Note, c.owner, i), by=BY),
    "remind": lambda c, i, n: add_reminder(c.owner, person=_whom(c, i), text=_words(n), day=ON, by=BY),
    "tag": lambda c, i, n: add_tag(c.owner, people=[_whom(c, i)], tag=f"tag {n % 2}", by=BY),
    "untag": lambda c, i, n: remove_tag(c.owner, people=[_whom(c, i)], tag=f"tag {n % 2}", by=BY),
    "join": lambda c, i, n: join_circle(c.owner, people=[_whom(c, i)], circle=f"Choir {n % 2}", by=BY),
    "rename circle": lambda c, i, n: rename_circle(c.owner, circle=_one(Circle, c.owner, i), name=_words(n), by=BY),
    "delete circle": lambda c, i, _: delete_circle(c.owner, circle=_one(Circle, c.owner, i), by=BY),
    "know": lambda c, i, n: edit_knowledge(c.owner, person=_whom(c, i), values={"goals": _words(n)}, by=BY),
    "rename": lambda c, i, n: edit_knowledge(c.owner, person=_whom(c, i), values={"name": _words(n)}, by=BY),
    "person": lambda c, _, n: add_person(c.owner, name=f"Nora {_words(n)}", by=BY),
    "trash": lambda c, i, _: remove_person(
        c.owner, person=_whom(c, i), at=datetime(2026, 11, 20, tzinfo=UTC), by=BY
    ),
    "request": lambda c, _, n: add_request(c.owner, name=f"Nora {n}", works=_words(n), on=ON, by=BY),
    "judge": lambda c, i, n: judge_request(
        c.owner, request=_one(ConnectionRequest, c.owner, i), answers=dict.fromkeys(QUESTIONS, True), accept=bool(n % 2),
        on=ON, by=BY,
    ),
    "introduce": lambda c, i, n: propose(
        c.owner, first=_whom(c, i), second=_whom(c, i + n), on=ON, by=BY, why=_words(n)
    ),
    "plan": lambda c, i, n: start_playbook(
        c.owner, kind="deepening", title=_words(n), people=[_whom(c, i)], on=ON, by=BY
    ),
    "draft": lambda c, i, n: save_draft(
        c.owner, participant=_one(Participant, c.owner, i), draft=_words(n), by=BY
    ),
    "outcome": lambda c, i, n: record_outcome(
        c.owner, participant=_one(Participant, c.owner, i), outcome=_words(n), on=ON, by=BY
    ),
    "leave plan": lambda c, i, _: leave(c.owner, participant=_one(Participant, c.owner, i), on=ON, by=BY),
    "close plan": lambda c, i, _: close_playbook(c.owner, playbook=_one(Playbook, c.owner, i), on=ON, by=BY),
    "view": lambda c, _, n: save_filter(c.owner, name=_words(n), query="q=a", by=BY),
    "forget view": lambda c, i, _: remove_filter(c.owner, saved=_one(SavedFilter, c.owner, i), by=BY),
    "recall": lambda c, i, n: answer_recall(
        c.owner, person=_whom(c, i), result="partly", on=ON, by=BY, detail=_words(n)
    ),
}  # fmt: skip
STEPS = st.tuples(
    st.sampled_from([*ACTS, *["undo"] * 5, *["search"] * 4, "merge", "merge"]),
    st.integers(0, 9),
    st.integers(0, 60),
)


class RandomHistories(TestCase):
    """Any acts and undos in any order, with searches between them."""

    @settings(max_examples=60, deadline=None)
    @given(st.lists(STEPS, min_size=4, max_size=22))
    def test_the_index_is_as_new(self, history: list[tuple[str, int, int]]) -> None:
        cast = make_cast()
        other = make_cast(make_owner("Otto Other"))
        bring_up_to_date(cast.owner)
        bring_up_to_date(other.owner)
        of_other = kept(other.owner)
        for what, one, number in history:
            _do(cast, what, one, number)
        assert is_as_new(cast.owner)
        assert kept(other.owner) == of_other


def _do(cast: Cast, what: str, one: int, number: int) -> None:
    try:
        if what == "search":
            assert bring_up_to_date(cast.owner)
            search(cast.owner, _words(number))
        elif what == "undo":
            entry = _one(JournalEntry, cast.owner, number, undone_at=None)
            take_back(cast.owner, entry=entry, by=BY)
        elif what == "merge":
            answer_question(cast.owner, question=cast.question.pk, same=bool(number % 2), by=BY)
        else:
            ACTS[what](cast, one, number)
    except (NexaLinkError, ChangedSince):
        return


def test_every_kind_of_act_is_done_at_least_once(cast: Cast) -> None:
    """The random histories would prove little if their acts were always refused."""
    owner = cast.owner
    for name in (
        "log",
        "note",
        "exchange",
        "promise",
        "remind",
        "tag",
        "join",
        "request",
        "introduce",
        "plan",
        "view",
    ):
        ACTS[name](cast, 0, 1)
    for name in ("edit touch", "edit note", "know", "rename", "draft", "outcome"):
        ACTS[name](cast, 0, 2)
    assert Commitment.objects.of(owner).exists()
    bring_up_to_date(owner)
    assert {entry.kind for entry in Entry.objects.of(owner)} >= set(Kind) - {Kind.RECALL}
    assert is_as_new(owner)


def test_a_damaged_index_is_seen_and_made_anew(cast: Cast) -> None:
    owner = cast.owner
    assert state_of_index(owner) == (True, "the search index is made with the first search")
    bring_up_to_date(owner)
    assert state_of_index(owner)[0]
    if connection.vendor == "sqlite":
        Entry.objects.of(owner).filter(kind=Kind.PERSON).update(title="other words")
        assert not state_of_index(owner)[0]
        assert state_of_index(owner)[0]
    assert names(owner, "wim") == ["Wim Weak"]
