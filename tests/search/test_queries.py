"""What is found, in which order, by whom; and that no text anybody may type is a fault."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.models import Owner
from nexalink.gate.actions import add_request
from nexalink.interactions.actions import log_touch, promise, record_exchange
from nexalink.people.actions import edit_knowledge
from nexalink.people.models import Fact, Handle
from nexalink.search.actions import find_everything, find_kind, rebuild
from nexalink.search.folding import wanted_words
from nexalink.search.models import Kind
from nexalink.search.queries import GROUP, MOST, Found, Hit
from nexalink.ties.actions import add_reminder, add_tag, assign_tier, join_circle, save_filter, write_note
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_cast, make_crowd, make_event, make_owner, make_person

BY = "test"
HOSTILE = (
    '"', "'", "*", "a*", '"a', 'a" OR "b', "NEAR(a b)", "a NOT b", "title:a", "{title text}: a", "^a", "a AND", "(", "a)(b",
    "-a", "+a", "a:*", "a & b", "a | b", "!a", "a <-> b", "%", "_", "\\", "';DROP TABLE search_entry;--", "\x00", "a\x00b",
    "\ud800", "\u202egnal", "مرحبا", "😀", "👩‍👩‍👧", "...", "  ", "\u200b", "a" * 10_000, "word " * 2_000, "\n\t", "١٢٣",
    "o1k1", "#1.1", "<script>alert(1)</script>", "{{ 7*7 }}", "東", "é" * 500,
)  # fmt: skip


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def found(owner: Owner, text: str) -> Found:
    result, current = find_everything(owner, text)
    assert current
    return result


def hits(owner: Owner, text: str, kind: Kind) -> tuple[Hit, ...]:
    return next((group.hits for group in found(owner, text).groups if group.kind == kind), ())


def shown(pieces: Any) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def people(owner: Owner, text: str) -> list[str]:
    return [shown(hit.title).replace("[", "").replace("]", "") for hit in hits(owner, text, Kind.PERSON)]


def test_a_person_is_found_by_everything_known_of_them(cast: Cast) -> None:
    owner, weak = cast.owner, cast.weak
    edit_knowledge(owner, person=weak.pk, values={"goals": "A workshop in Gdańsk", "place": "Łódź"}, by=BY)
    Fact.objects.create(owner=owner, person=weak, kind="name", value="Willem Formerly", source="mail")
    Handle.objects.create(owner=owner, person=weak, uri="tel:+4930123456", source="contacts")
    add_tag(owner, people=[weak.pk], tag="builders", by=BY)
    join_circle(owner, people=[weak.pk], circle="Rowing club", by=BY)
    for text in (
        "wim", "WEAK wim", "formerly", "wim@example.org", "example.org", "oak", "carp", "workshop gdansk", "lodz",
        "030 123456", "builders", "rowing",
    ):  # fmt: skip
        assert people(owner, text) == ["Wim Weak"], text
    assert people(owner, "wim stranger") == []


def test_a_hit_says_why_it_is_one(cast: Cast) -> None:
    edit_knowledge(cast.owner, person=cast.weak.pk, values={"goals": "A workshop in Gdańsk"}, by=BY)
    (hit,) = hits(cast.owner, "gdansk", Kind.PERSON)
    assert shown(hit.text) == "A workshop in [Gdańsk]"
    assert hit.detail == "Carpenter · Oak & Sons"
    (hit,) = hits(cast.owner, "wi carp", Kind.PERSON)
    assert (shown(hit.title), shown(hit.text)) == ("[Wi]m Weak", "[Carp]enter · Oak & Sons")
    (hit,) = hits(cast.owner, "wim@example.org", Kind.PERSON)
    assert "[wim]@[example].[org]" in shown(hit.text)


def test_every_kind_is_found(cast: Cast) -> None:
    owner, weak = cast.owner, cast.weak.pk
    write_note(owner, person=weak, text="Sells a **kayak**", at=5, by=BY)
    log_touch(owner, person=weak, day=ON, on=ON, by=BY, subject="the kayak")
    record_exchange(
        owner,
        person=weak,
        direction="given",
        kind="advice",
        size="small",
        day=ON,
        on=ON,
        by=BY,
        note="on kayaks",
    )
    promise(owner, person=weak, what="Return the kayak", on=ON, by=BY)
    add_reminder(owner, person=weak, text="Kayak season", day=ON, by=BY)
    add_request(owner, name="Kay Kayak", works="Boats", on=ON, by=BY)
    add_tag(owner, people=[weak], tag="kayakers", by=BY)
    join_circle(owner, people=[weak], circle="Kayak club", by=BY)
    save_filter(owner, name="Kayak people", query="tag=1", by=BY)
    groups = [group.kind for group in found(owner, "kayak").groups]
    assert groups == [
        Kind.PERSON, Kind.TAG, Kind.CIRCLE, Kind.VIEW, Kind.NOTE, Kind.PROMISE, Kind.REMINDER, Kind.REQUEST,
        Kind.EXCHANGE, Kind.TOUCH,
    ]  # fmt: skip
    assert shown(hits(owner, "kay", Kind.PROMISE)[0].text) == "Return the [kay]ak"


def test_names_come_before_other_words_and_close_people_before_others(cast: Cast) -> None:
    owner = cast.owner
    employed = make_person(owner, "Zoltan Zimmer", company="Marten Group")
    near = make_person(owner, "Marten Near")
    tracked = make_person(owner, "Marten Tracked")
    far = make_person(owner, "Marten Far")
    for person, rank in ((employed, 1), (near, 2), (tracked, 40), (far, 50)):
        Tie.objects.create(owner=owner, person=person, rank=rank, in_network=True)
    assign_tier(owner, people=[tracked.pk], tier=1, on=ON, by=BY)
    assert people(owner, "marten") == ["Marten Tracked", "Marten Near", "Marten Far", "Zoltan Zimmer"]


def test_the_closest_are_first_among_very_many(cast: Cast) -> None:
    owner = cast.owner
    for person in make_crowd(owner, people=MOST + 30):
        Tie.objects.filter(person=person).update(rank=person.pk)
    chosen = make_person(owner, "Molly Mine")
    Tie.objects.create(owner=owner, person=chosen, rank=1, in_network=True)
    rebuild(owner)
    Tie.objects.filter(person=chosen).update(rank=1_000_000)  # not among the closest any more, but tracked
    assign_tier(owner, people=[chosen.pk], tier=1, on=ON, by=BY)
    for text in ("m", "me", "mol"):
        group = found(owner, text).groups[0]
        assert (group.kind, group.more) == (Kind.PERSON, text != "mol")
    assert people(owner, "m")[0] == "Molly Mine"
    assert len(people(owner, "member")) == GROUP


def test_one_letter_looks_at_names(cast: Cast) -> None:
    make_event(cast.friend, days_ago=3, subject="Zebra crossing")
    add_tag(cast.owner, people=[cast.friend.pk], tag="zoo", by=BY)
    assert [group.kind for group in found(cast.owner, "z").groups] == [Kind.TAG]
    assert Kind.TOUCH in [group.kind for group in found(cast.owner, "ze").groups]


def test_short_words_narrow_even_where_many_words_begin_so(cast: Cast) -> None:
    for number in range(230):
        make_event(cast.weak, days_ago=3, subject=f"ab{number:03} market")
    make_event(cast.weak, days_ago=3, subject="market stall")
    rebuild(cast.owner)
    for text, total in (
        ("market ab", MOST),
        ("market st", 1),
        ("market ab11", 10),
        ("market ab1", 100),
        ("ab2 wim", 30),
    ):
        group = next(group for group in found(cast.owner, text).groups if group.kind == Kind.TOUCH)
        assert group.total == total, text
    assert Kind.TOUCH not in [group.kind for group in found(cast.owner, "wim we").groups]
    assert Kind.TOUCH not in [group.kind for group in found(cast.owner, "market zz").groups]


def test_the_name_of_its_person_alone_does_not_find_a_message(cast: Cast) -> None:
    make_event(cast.weak, days_ago=3, subject="Roof")
    assert [group.kind for group in found(cast.owner, "wim").groups] == [Kind.PERSON]
    assert shown(hits(cast.owner, "roof wim", Kind.TOUCH)[0].title) == "[Wim] Weak"


def test_pages_of_one_kind(cast: Cast) -> None:
    for number in range(45):
        make_event(cast.weak, days_ago=number, subject=f"Roof {number}")
    first, _ = find_kind(cast.owner, "roof", kind=Kind.TOUCH)
    last, _ = find_kind(cast.owner, "roof", kind=Kind.TOUCH, number=99)
    assert (first.pages, first.group.total, len(first.group.hits)) == (3, 45, 20)
    assert (last.number, len(last.group.hits)) == (3, 5)
    days = [hit.at for hit in (*first.group.hits, *last.group.hits)]
    assert days == sorted(days, reverse=True)
    nothing, _ = find_kind(cast.owner, "***", kind=Kind.TOUCH)
    assert (nothing.pages, nothing.group.hits, nothing.words) == (1, (), 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_no_fault(cast: Cast, text: str) -> None:
    for kind in Kind:
        find_kind(cast.owner, text, kind=kind)
    result = found(cast.owner, text)
    for group in result.groups:
        assert 0 < len(group.hits) <= GROUP


class AnyText(TestCase):
    """What hypothesis may type."""

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
    def test_is_no_fault_and_finds_its_own_note(self, texts: list[str]) -> None:
        owner = make_owner()
        person = make_person(owner, "Ada Example")
        Tie.objects.create(owner=owner, person=person)
        written = {}
        for number, text in enumerate(texts):
            words = text.replace("\x00", "").encode("utf-8", "ignore").decode()
            if words.strip():
                made = write_note(owner, person=person.pk, text=words, at=number, by=BY)
                written[made.changes[0]["id"]] = words
        for note, text in written.items():
            wanted = wanted_words(text)
            result = found(owner, text)
            assert result.words == len(wanted)
            if any(len(one.ways[0]) > 1 for one in wanted):
                group = next(group for group in result.groups if group.kind == Kind.NOTE)
                assert note in {hit.number for hit in group.hits}, text


def test_nothing_of_another_owner_is_found(cast: Cast) -> None:
    other = make_cast(make_owner("Otto Other"))
    write_note(other.owner, person=other.weak.pk, text="A kayak", at=5, by=BY)
    add_tag(other.owner, people=[other.weak.pk], tag="kayak", by=BY)
    make_event(other.weak, days_ago=3, subject="kayak")
    rebuild(other.owner)
    assert found(cast.owner, "kayak").total == 0
    assert found(other.owner, "kayak").total == 4
    numbers = {hit.number for hit in hits(cast.owner, "farah", Kind.PERSON)}
    assert numbers == {cast.friend.pk, cast.twin.pk}


def test_a_search_takes_the_same_queries_for_any_size(cast: Cast) -> None:
    def queries(text: str) -> int:
        found(cast.owner, text)
        with CaptureQueriesContext(connection) as counted:
            found(cast.owner, text)
        return len(counted)

    make_event(cast.weak, days_ago=3, subject="member")
    before = {text: queries(text) for text in ("member", "m", "linkedin")}
    for person in make_crowd(cast.owner, people=40):
        make_event(person, days_ago=3, subject="member")
    rebuild(cast.owner)
    for text, number in before.items():
        assert queries(text) <= number + 2, (
            text
        )  # people who were not found before are shown with their reasons
    assert queries("member") <= 16
