import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.readings import TieReadings, mean_of_known, ratio, reasons
from nexalink.measures.reasons import Reason

numbers = st.integers(-50, 50) | st.just(math.nan)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-5, 5)), max_size=20))
def test_a_ratio_by_nothing_is_missing(pairs: list[tuple[int, int]]) -> None:
    above, below = (np.array([pair[part] for pair in pairs], dtype=np.int64) for part in range(2))
    expected = [one / other if other else math.nan for one, other in pairs]
    assert ratio(above, below).tolist() == pytest.approx(expected, nan_ok=True)


@given(st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_mean_leaves_out_what_is_missing(parts: list[list[float]]) -> None:
    found = mean_of_known([np.array(part, dtype=np.float64) for part in parts])
    for tie in range(3):
        known = [part[tie] for part in parts if not math.isnan(part[tie])]
        expected = sum(known) / len(known) if known else math.nan
        assert found[tie] == pytest.approx(expected, nan_ok=True)


@given(st.lists(numbers, max_size=20))
def test_a_reason_stands_exactly_where_the_value_is_missing(values: list[float]) -> None:
    value = np.array(values, dtype=np.float64)
    found = TieReadings(value=value, why=reasons(value, Reason.YOUNG))
    assert found.known.tolist() == [not math.isnan(one) for one in values]
    assert all(bool(found.phrase(tie)) == math.isnan(one) for tie, one in enumerate(values))
