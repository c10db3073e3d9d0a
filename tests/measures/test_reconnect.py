import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.reconnect import Reconnect, ReconnectRules, dormant_ties, was_close
from tests.measures import oracles as oracle

TIES = 4
Touch = tuple[int, int, float]
touch = st.tuples(st.integers(0, TIES - 1), st.integers(0, 800), st.sampled_from([1.0, 0.5, 0.2]))
touches = st.lists(touch, max_size=40, unique_by=lambda row: row[:2])


def dormant(
    rows: list[Touch],
    *,
    on: int,
    fade: list[float] | None = None,
    novelty: list[float] | None = None,
    rules: ReconnectRules | None = None,
) -> Reconnect:
    return dormant_ties(
        np.array([row[0] for row in rows], dtype=np.int32),
        np.array([row[1] for row in rows], dtype=np.int32),
        np.array([row[2] for row in rows], dtype=np.float64),
        ties=TIES,
        on=on,
        fade=np.array(fade or [math.nan] * TIES),
        novelty=None if novelty is None else np.array(novelty),
        rules=rules,
    )


def slow(rows: list[Touch], *, on: int, most: int) -> dict[int, tuple[float, int, int]]:
    """Former closeness, best rank and silence of each dormant tie, looked up every 90 days."""
    past = [row for row in rows if row[1] <= on]
    found: dict[int, tuple[float, int, int]] = {}
    first = min((row[1] for row in past), default=on)
    for then in range(on - 90, first - 1, -90):
        strength = {tie: oracle.closeness_at(past, tie, on=then) for tie in range(TIES)}
        ranked = sorted((tie for tie in strength if strength[tie] > 0), key=lambda tie: -strength[tie])
        for rank, tie in enumerate(ranked[:most], 1):
            silent = on - max(row[1] for row in past if row[0] == tie)
            best = found.get(tie, (0.0, most, 0))
            if silent > 180:
                found[tie] = (max(best[0], strength[tie]), min(best[1], rank), silent)
    return found


@given(touches, st.integers(0, 1500), st.integers(1, 4))
def test_dormant_ties_equal_their_slow_twin(rows: list[Touch], on: int, most: int) -> None:
    # Weights that differ by tie keep ranks from hanging on the last bit.
    rows = [(tie, day, weight * (1 + tie / 100)) for tie, day, weight in rows]
    found = dormant(rows, on=on, rules=ReconnectRules(close_rank=most))
    expected = slow(rows, on=on, most=most)
    assert sorted(found.ties.tolist()) == sorted(expected)
    assert (np.diff(found.former_closeness) <= 1e-9).all()
    for place, tie in enumerate(found.ties.tolist()):
        former, best, silent = expected[tie]
        assert found.former_closeness[place] == pytest.approx(former)
        assert found.best_rank[place] == best
        assert found.silent_days[place] == silent


@given(touches, st.integers(0, 1500))
def test_the_order_of_touch_days_does_not_matter(rows: list[Touch], on: int) -> None:
    here, there = dormant(rows, on=on), dormant(rows[::-1], on=on)
    assert set(here.ties.tolist()) == set(there.ties.tolist())


def test_a_tie_is_dormant_after_twice_the_horizon_or_when_it_will_hardly_stay() -> None:
    rows = [(0, 100, 1.0), (1, 320, 1.0), (2, 319, 1.0), (3, 100, 1.0), (3, 400, 1.0)]
    assert dormant(rows, on=500).ties.tolist() == [2, 0]
    lively = dormant(rows, on=500, fade=[math.nan, 0.81, 0.79, 0.79])
    assert set(lively.ties.tolist()) == {0, 1, 2}


def test_novel_ties_come_first() -> None:
    rows = [(0, 10, 1.0), (0, 11, 1.0), (1, 10, 1.0)]
    assert dormant(rows, on=500).ties.tolist() == [0, 1]
    assert dormant(rows, on=500, novelty=[0.0, 0.5, 0.0, math.nan]).ties.tolist() == [1, 0]


def test_who_was_never_close_is_not_listed() -> None:
    rows = [(0, 10, 1.0), (1, 10, 0.2)]
    found = dormant(rows, on=500, rules=ReconnectRules(close_rank=1))
    assert found.ties.tolist() == [0]
    assert was_close(found, TIES).tolist() == [True, False, False, False]


def test_without_touch_days_nobody_is_dormant() -> None:
    assert dormant([], on=500).ties.size == 0
