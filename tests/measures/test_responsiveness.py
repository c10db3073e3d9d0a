import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.columns import Direction, InteractionColumns, Kind
from nexalink.measures.reasons import Reason
from nexalink.measures.responsiveness import (
    Answered,
    answered_conversations,
    find_openings,
    responsiveness,
    waiting_since,
)
from tests.measures import oracles as oracle
from tests.measures.oracles import TIES
from tests.networks import DAY, Contact, columns_of, network

direct = st.lists(
    st.builds(
        Contact,
        st.integers(0, TIES - 1),
        st.integers(0, 120),
        st.sampled_from([Direction.IN, Direction.OUT]),
        st.sampled_from([Kind.MESSAGE, Kind.MAIL]),
        size=st.sampled_from([1, 1, 1, 3]),
        thread=st.integers(-1, 2),
        note=st.booleans(),
        second=st.integers(0, DAY - 1),
    ),
    max_size=60,
    unique_by=lambda row: (row.tie, row.at),
)
ends = st.integers(0, 140)


def answered(text: str, *, on: int, since: int | None = None) -> tuple[int, int]:
    found = answered_conversations(find_openings(network(text), on=on), on=on, since=since)
    return found.answered, found.openings


@given(direct, ends)
def test_openings_equal_their_slow_twin(rows: list[Contact], on: int) -> None:
    found = find_openings(columns_of(rows, ties=TIES), on=on)
    columns = (found.tie, found.day, found.by_owner, found.begins, found.note, found.kind, found.wait_days)
    expected = oracle.openings(rows, on=on)
    for one, other in zip(sorted(zip(*columns, strict=True)), expected, strict=True):
        assert one == pytest.approx(tuple(other))


@given(direct, ends)
def test_rates_and_times_equal_their_slow_twins(rows: list[Contact], on: int) -> None:
    found = responsiveness(find_openings(columns_of(rows, ties=TIES), on=on), ties=TIES, on=on)
    slow = oracle.openings(rows, on=on)
    for mine, rate, wait in (
        (True, found.they_answer, found.they_take_days),
        (False, found.i_answer, found.i_take_days),
    ):
        for tie in range(TIES):
            expected = oracle.answer_rate(slow, tie, mine=mine, on=on)
            assert rate.value[tie] == pytest.approx(expected, nan_ok=True)
            seconds = oracle.median_wait(slow, tie, mine=mine)
            assert wait.value[tie] == pytest.approx(seconds, abs=1e-4, nan_ok=True)
        assert ((rate.value >= 0) & (rate.value <= 1))[rate.known].all()
        assert (wait.value[wait.known] >= 0).all()
        assert (rate.counts["openings"][~rate.known] < 3).all()


@given(direct, ends)
def test_answered_conversations_equal_their_slow_twin(rows: list[Contact], on: int) -> None:
    openings = find_openings(columns_of(rows, ties=TIES), on=on)
    for kinds in ((Kind.MESSAGE,), (Kind.MESSAGE, Kind.MAIL)):
        found = answered_conversations(openings, on=on, kinds=kinds)
        assert (found.answered, found.openings) == oracle.answered_conversations(rows, on=on, kinds=kinds)
    recent = answered_conversations(openings, on=on, since=60)
    assert (recent.answered, recent.openings) == oracle.answered_conversations(rows, on=on, since=60)


@given(direct, ends)
def test_waiting_equals_its_slow_twin(rows: list[Contact], on: int) -> None:
    found = waiting_since(columns_of(rows, ties=TIES), on=on)
    for tie in range(TIES):
        assert found[tie] == pytest.approx(oracle.waiting_since(rows, tie, on=on), nan_ok=True)


@given(oracle.contacts, oracle.days)
def test_waiting_heeds_every_kind_of_contact(rows: list[Contact], on: int) -> None:
    found = waiting_since(columns_of(rows, ties=TIES), on=on)
    for tie in range(TIES):
        assert found[tie] == pytest.approx(oracle.waiting_since(rows, tie, on=on), nan_ok=True)


@given(direct, ends, st.integers(-9_000, 9_000))
def test_openings_depend_on_distances_in_time_only(rows: list[Contact], on: int, shift: int) -> None:
    moved = [row._replace(day=row.day + shift) for row in rows]
    here = find_openings(columns_of(rows, ties=TIES), on=on)
    there = find_openings(columns_of(moved, ties=TIES), on=on + shift)
    assert np.array_equal(here.wait_days, there.wait_days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana 1 > message\nana 15 < message", (1, 1)),
        ("ana 1 > message\nana 15 < message at=1", (0, 1)),
        ("ana 1 > message", (0, 1)),
        ("ana 1 > message note\nana 2 < message", (0, 0)),
        ("ana 1 > message note\nana 2 > message\nana 3 < message", (0, 0)),
        ("ana 1 < message\nana 2 > message\nana 3 < message", (0, 0)),
        ("ana 86 > message\nana 90 < message", (1, 1)),
        ("ana 87 > message\nana 90 < message", (0, 0)),
        ("ana 1 > message\nana 2 < group size=3", (0, 1)),
        ("ana 1 > message\nana 2 = meeting", (0, 1)),
        ("ana 1 > mail thread=1\nana 2 < mail thread=1", (0, 0)),
        ("ana 1 > message thread=1\nana 3 > message thread=2\nana 4 < message thread=2", (1, 2)),
        ("ana 1 > message thread=1\nben 2 < message thread=1", (0, 1)),
        ("ana 1 > message\nana 40 > message\nana 41 < message", (0, 1)),
    ],
)
def test_answered_follows_the_counting_rules(text: str, expected: tuple[int, int]) -> None:
    assert answered(text, on=100) == expected


def test_only_the_asked_period_is_counted() -> None:
    text = "ana 1 > message thread=1\nana 50 > message thread=2\nana 51 < message thread=2"
    assert answered(text, on=100, since=50) == (1, 1)
    assert answered(text, on=100, since=51) == (0, 0)


def test_what_was_answered_after_the_day_is_not_known_yet() -> None:
    openings = find_openings(network("ana 1 > message\nana 10 < message"), on=9)
    assert openings.wait_days.tolist() == [np.inf]


def test_a_rate_leans_on_the_owners_own() -> None:
    lines = [f"ana {day} > message thread={day}\nana {day} < message thread={day} at=60" for day in (1, 2, 3)]
    lines += [f"ben {day} > message thread={day}" for day in (4, 5, 6)]
    found = responsiveness(find_openings(network("\n".join(lines)), on=99), ties=2, on=99)
    assert found.they_answer.value == pytest.approx([(3 + 1.5) / 6, 1.5 / 6])
    assert found.they_answer.parts["plain"].tolist() == [1.0, 0.0]
    assert found.network[0] == Answered(3, 6)
    assert found.they_answer.phrase(0) == ""
    assert found.i_answer.why.tolist() == [Reason.FEW_OPENINGS] * 2
    assert found.they_take_days.value[0] == pytest.approx(60 / DAY)
    assert found.they_take_days.why[1] == Reason.NO_ANSWER


def test_without_openings_there_is_no_rate() -> None:
    assert np.isnan(Answered(0, 0).rate)
    assert Answered(1, 4).rate == 0.25


def test_many_ties_with_many_threads_stay_apart() -> None:
    # 50,000 · 100,000 is more than 32 bits hold: both rows would share a conversation if the product wrapped.
    ties, threads = 50_000, 100_000
    wrapped = (1 << 32) // threads
    lost = (1 << 32) - wrapped * threads
    tie = np.array([0, wrapped, ties - 1], dtype=np.int32)
    thread = np.array([4, 4 + lost, threads - 2], dtype=np.int32)
    columns = InteractionColumns(
        ties=ties,
        tie=tie,
        at=np.arange(3, dtype=np.int64) * DAY,
        day=np.arange(3, dtype=np.int32),
        direction=np.array([Direction.OUT, Direction.IN, Direction.OUT], dtype=np.int8),
        kind=np.zeros(3, dtype=np.int8),
        size=np.ones(3, dtype=np.int32),
        thread=thread,
        invitation_note=np.zeros(3, dtype=np.bool_),
    )
    found = find_openings(columns, on=99)
    assert sorted(found.tie.tolist()) == sorted(tie.tolist())
    assert found.begins.all()
    assert np.isinf(found.wait_days).all()


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("ana 1 > message\nana 2 < message\nana 5 < mail", 2),
        ("ana 2 < message\nana 3 > mail", np.nan),
        ("ana 2 < message\nana 3 = meeting size=12", np.nan),
        ("ana 2 < message\nana 3 = meeting size=13", 2),
        ("ana 2 < mail size=3", np.nan),
        ("ana 2 < group size=3", np.nan),
        ("ana 2 < message\nana 3 < call", np.nan),
    ],
)
def test_a_message_waits_until_there_is_any_contact(text: str, since: float) -> None:
    assert waiting_since(network(text), on=9).tolist() == pytest.approx([since], nan_ok=True)


def test_an_empty_network_has_no_openings() -> None:
    columns = columns_of([])
    assert find_openings(columns, on=9).tie.size == 0
    assert waiting_since(columns, on=9).size == 0
    assert responsiveness(find_openings(columns, on=9), ties=0, on=9).they_answer.value.size == 0
