import math
import random
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.capacity import Capacity, CapacityRules, capacity, needed_per_month
from nexalink.measures.reasons import Reason
from tests.measures import oracles as oracle

touches = st.lists(st.integers(0, 700), max_size=120)
cadences = st.lists(st.none() | st.integers(1, 400), max_size=20)


def load(days: list[int], cadence: list[int | None], *, on: int = 700) -> Capacity:
    given_days = np.array([np.nan if one is None else one for one in cadence], dtype=np.float64)
    return capacity(np.array(days, dtype=np.int32), cadence_days=given_days, on=on)


@given(touches, cadences, st.integers(0, 800))
def test_both_sides_equal_their_slow_twins(days: list[int], cadence: list[int | None], on: int) -> None:
    found = load(days, cadence, on=on)
    months = oracle.months_of(days, on=on)
    assert found.months.tolist() == months
    made = statistics.median(months) if len(months) >= 3 else math.nan
    assert found.made == pytest.approx(made, nan_ok=True)
    set_ones = [one for one in cadence if one is not None]
    needed = sum(30.4 / one for one in set_ones) if set_ones else math.nan
    assert found.needed == pytest.approx(needed, nan_ok=True)
    assert found.over == pytest.approx(needed - made, nan_ok=True)


@given(touches, st.randoms(use_true_random=False))
def test_the_order_of_touch_days_does_not_matter(days: list[int], dice: random.Random) -> None:
    shuffled = list(days)
    dice.shuffle(shuffled)
    assert load(days, []).months.tolist() == load(shuffled, []).months.tolist()


@given(cadences.filter(any), st.integers(1, 400))
def test_one_more_cadence_asks_for_more(cadence: list[int | None], more: int) -> None:
    assert load([], [*cadence, more]).needed > load([], cadence).needed


def test_a_month_at_twenty_minutes_a_touch() -> None:
    found = load([day for day in range(335, 701) for _ in range(2)], [10, 10])
    assert found.needed == pytest.approx(6.08)
    assert found.hours_needed == pytest.approx(6.08 / 3)
    assert found.made == pytest.approx(60, abs=2)
    assert found.hours_made == pytest.approx(found.made / 3)
    assert found.over < 0


@pytest.mark.parametrize(("first", "why"), [(701 - 91, Reason.SHORT_HISTORY), (701 - 92, Reason.KNOWN)])
def test_three_whole_months_are_needed(first: int, why: Reason) -> None:
    assert load([first, 700], []).made_why == why


def test_without_cadences_nothing_is_asked_for() -> None:
    found = load([1, 400, 700], [None, None])
    assert found.needed_why == Reason.NO_CADENCE
    assert math.isnan(found.needed)
    assert math.isnan(found.over)


def test_the_minutes_are_the_owners_to_set() -> None:
    found = capacity(
        np.array([1], dtype=np.int32),
        cadence_days=np.array([30.4]),
        on=500,
        rules=CapacityRules(minutes_a_touch=60),
    )
    assert found.hours_needed == pytest.approx(1)
    assert needed_per_month(np.array([])) == 0
