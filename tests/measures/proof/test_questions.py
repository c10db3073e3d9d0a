import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.proof.event_log import EventLog
from nexalink.measures.proof.pairs import pairs_of
from nexalink.measures.proof.questions import Questions, ask, cut_times, ranks_within
from tests.measures import oracles_fade as oracle
from tests.measures.proof.logs import DAY, Event, invented_events

NAMES = ("ana", "ben", "cem", "dua")
some_events = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(0, 200 * DAY)).filter(
        lambda e: e[0] != e[1]
    ),
    max_size=120,
)


def log_of(events: list[Event]) -> EventLog:
    ordered = sorted(events, key=lambda event: event[2])
    number = {
        name: place for place, name in enumerate(sorted({name for event in events for name in event[:2]}))
    }
    source, target = (np.array([number[event[end]] for event in ordered], dtype=np.int32) for end in (0, 1))
    at = np.array([event[2] for event in ordered], dtype=np.float64)
    return EventLog("log", tuple(number), source, target, at, {}, len(events))


@given(some_events, st.integers(60, 150))
def test_questions_and_outcomes_are_those_of_the_definition(events: list[Event], day: int) -> None:
    log = log_of(events)
    asked = ask(pairs_of(log), day * DAY, horizon_days=30)
    found = {
        (log.nodes[owner], log.nodes[other]): "kept" if kept else "silent"
        for owner, other, kept in zip(asked.owner, asked.other, asked.kept, strict=True)
    }
    for owner in log.nodes:
        for other in log.nodes:
            if owner != other:
                expected = oracle.faded(events, owner=owner, other=other, cut=day * DAY, horizon=30)
                assert found.get((owner, other), "not asked") == expected


@given(some_events, st.integers(1, 10**6), st.integers(60, 150))
def test_nothing_changes_when_the_clock_is_shifted_or_nodes_are_renamed(
    events: list[Event], shift: int, day: int
) -> None:
    log = log_of(events)
    moved = log_of([(a[::-1], b[::-1], t + shift) for a, b, t in events])
    here = ask(pairs_of(log), day * DAY, horizon_days=30)
    there = ask(pairs_of(moved), day * DAY + shift, horizon_days=30)
    assert np.sort(here.features, axis=0) == pytest.approx(np.sort(there.features, axis=0))
    assert here.kept.sum() == there.kept.sum()


def test_the_last_two_windows_are_the_test_and_training_ends_before_them() -> None:
    cuts = cut_times(1_000 * DAY, horizon_days=90)
    assert cuts.test == (820 * DAY, 910 * DAY)
    assert max(cuts.training) + 90 * DAY == cuts.test[0]
    assert np.diff(cuts.training) == pytest.approx(45 * DAY)
    assert min(cuts.training) >= 180 * DAY


def test_a_short_log_has_fewer_windows() -> None:
    assert cut_times(100 * DAY, horizon_days=90) == cut_times(0, horizon_days=1).__class__((), ())
    assert len(cut_times(200 * DAY, horizon_days=90).test) == 1
    assert cut_times(370 * DAY, horizon_days=90).training == (100 * DAY,)


def test_only_named_owners_are_asked_about() -> None:
    log = log_of(invented_events(owners=3))
    owners = np.array([name == "owner 1" for name in log.nodes])
    pairs = pairs_of(log, owners=owners)
    assert {log.nodes[one] for one in pairs.owner} == {"owner 1"}
    asked = ask(pairs, 250 * DAY, horizon_days=60)
    assert asked.kept.size > 0
    everyone = ask(pairs_of(log), 250 * DAY, horizon_days=60)
    mine = everyone.where(np.array([log.nodes[one] == "owner 1" for one in everyone.owner]))
    assert sorted(mine.decayed) == pytest.approx(sorted(asked.decayed))
    assert mine.features[:, 4] == pytest.approx(asked.features[:, 4])


def test_ranks_count_within_each_owner() -> None:
    rank = ranks_within(np.array([0, 1, 0, 1], dtype=np.int32), np.array([1.0, 5.0, 3.0, 2.0]))
    assert rank.tolist() == [2, 1, 1, 2]


def test_joined_questions_keep_every_row() -> None:
    pairs = pairs_of(log_of(invented_events()))
    parts = [ask(pairs, day * DAY, horizon_days=60) for day in (200, 300)]
    assert Questions.joined(parts).kept.size == sum(part.kept.size for part in parts)
