import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.pareto import lorenz, pareto
from nexalink.measures.reasons import Reason
from tests.measures import oracles as oracle

spent = st.lists(st.integers(0, 50).map(float), min_size=10, max_size=60).filter(any)


def everybody(amount: list[float]) -> np.ndarray:
    return np.ones(len(amount), dtype=np.bool_)


@given(spent)
def test_gini_and_top_share_equal_their_slow_twins(amount: list[float]) -> None:
    found = lorenz(np.array(amount), among=everybody(amount))
    assert found.gini == pytest.approx(oracle.gini(amount), abs=1e-9)
    assert found.top_share == pytest.approx(oracle.top_share(amount))
    assert 0 <= found.gini <= 1 - 1 / len(amount) + 1e-9
    assert 0.2 - 1e-9 <= found.top_share <= 1 + 1e-9


@given(spent)
def test_the_curve_rises_ever_steeper_from_nothing_to_all(amount: list[float]) -> None:
    found = lorenz(np.array(amount), among=everybody(amount))
    assert (found.amount[0], found.amount[-1]) == (0, pytest.approx(1))
    assert (np.diff(found.amount, 2) >= -1e-9).all()
    assert (found.amount <= found.people + 1e-9).all()


@given(spent, st.permutations(range(10)))
def test_the_order_of_ties_does_not_matter(amount: list[float], order: list[int]) -> None:
    first, second = (np.array(amount[:10])[list(places)] for places in (range(10), order))
    one, other = (lorenz(these, among=np.ones(10, dtype=np.bool_)) for these in (first, second))
    assert one.gini == pytest.approx(other.gini, nan_ok=True)
    assert one.top_share == pytest.approx(other.top_share, nan_ok=True)


@given(spent, st.floats(0.5, 100))
def test_the_unit_does_not_matter(amount: list[float], factor: float) -> None:
    one, other = (lorenz(np.array(amount) * by, among=everybody(amount)) for by in (1, factor))
    assert one.gini == pytest.approx(other.gini, abs=1e-9)


@given(spent)
def test_the_top_fifth_has_the_most(amount: list[float]) -> None:
    found = lorenz(np.array(amount), among=everybody(amount))
    assert found.top.size <= math.ceil(len(amount) / 5)
    rest = np.delete(np.array(amount), found.top)
    assert all(amount[tie] > 0 for tie in found.top)
    assert rest.max() <= min(amount[tie] for tie in found.top)


def test_equal_shares_and_one_who_has_all() -> None:
    equal = lorenz(np.full(10, 3.0), among=np.ones(10, dtype=np.bool_))
    assert (equal.gini, equal.top_share) == (pytest.approx(0), pytest.approx(0.2))
    single = lorenz(np.eye(10)[0], among=np.ones(10, dtype=np.bool_))
    assert (single.gini, single.top_share) == (pytest.approx(0.9), pytest.approx(1))
    assert single.top.tolist() == [0]


def test_the_top_of_eleven_is_cut_between_two_people() -> None:
    found = lorenz(np.arange(11.0), among=np.ones(11, dtype=np.bool_))
    assert found.top_share == pytest.approx((10 + 9 + 0.2 * 8) / 55)
    assert found.top.tolist() == [10, 9, 8]


def test_only_the_genuine_ties_count() -> None:
    amount = np.array([100.0] + [1.0] * 10)
    found = lorenz(amount, among=np.arange(11) > 0)
    assert found.gini == pytest.approx(0)
    assert 0 not in found.top


@pytest.mark.parametrize(
    ("amount", "why"), [([1.0] * 9, Reason.FEW_TIES), ([0.0] * 10, Reason.NOTHING_LOGGED)]
)
def test_too_little_gives_no_curve(amount: list[float], why: Reason) -> None:
    found = lorenz(np.array(amount), among=everybody(amount))
    assert math.isnan(found.gini)
    assert math.isnan(found.top_share)
    assert found.amount.size == 0
    assert found.why == why


def test_agreement_is_shared_people_over_all_people_at_the_top() -> None:
    received = np.array([9.0, 8.0, *[1.0] * 8])
    attention = np.array([9.0, 1.0, 8.0, *[1.0] * 7])
    found = pareto(received, attention, among=np.ones(10, dtype=np.bool_), entries=10)
    assert found.agreement == pytest.approx(1 / 3)
    assert (found.value_only.tolist(), found.attention_only.tolist()) == ([1], [2])


def test_value_is_judged_from_ten_entries_on() -> None:
    amount = np.arange(10.0)
    found = pareto(amount, amount, among=np.ones(10, dtype=np.bool_), entries=9)
    assert found.value.why == Reason.FEW_ENTRIES
    assert found.attention.why == Reason.KNOWN
    assert math.isnan(found.agreement)
    assert found.value_only.size == found.attention_only.size == 0


@given(spent)
def test_the_same_amounts_agree_wholly(amount: list[float]) -> None:
    found = pareto(np.array(amount), np.array(amount), among=everybody(amount), entries=10)
    assert found.agreement == 1
