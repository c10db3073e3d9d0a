import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.closeness import touch_days
from nexalink.measures.signature import shares_by_rank, signature, signature_distance
from tests.measures.oracles_fade import columns_of, talks

strengths = st.lists(st.floats(0, 100), min_size=1, max_size=30)


@given(strengths, strengths)
def test_the_distance_is_a_distance_between_zero_and_one(one: list[float], other: list[float]) -> None:
    first, second = shares_by_rank(np.array(one)), shares_by_rank(np.array(other))
    assert 0 <= signature_distance(first, second) <= 1 + 1e-9
    assert signature_distance(first, second) == pytest.approx(signature_distance(second, first))
    assert signature_distance(first, first) == pytest.approx(0, abs=1e-6)


@given(strengths)
def test_shares_fall_and_sum_to_at_most_one(strength: list[float]) -> None:
    shares = shares_by_rank(np.array(strength))
    assert (np.diff(shares) <= 0).all()
    assert shares.sum() <= 1 + 1e-9


def test_turnover_counts_who_is_new_among_the_closest() -> None:
    rows = talks(0, range(0, 1_000, 10)) + talks(1, range(0, 400, 10)) + talks(2, range(900, 1_000, 5))
    found = signature(touch_days(columns_of(rows), until_day=999), on_day=999, half_years=2)
    assert found.top5.tolist() == [pytest.approx(1.0)] * 3
    assert found.turnover15[0] == pytest.approx(1 / 3)
    assert found.turnover15[1] == 0.0
    assert np.isnan(found.turnover15[2])
    assert found.distance[1] < found.distance[0]


def test_before_the_first_contact_nothing_is_known() -> None:
    found = signature(touch_days(columns_of(talks(0, [990])), until_day=999), on_day=999, half_years=1)
    assert np.isnan(found.top5[1])
    assert np.isnan(found.turnover15).all()
