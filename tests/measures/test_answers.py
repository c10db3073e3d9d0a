import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.answers import answer_forecast, shrunk_rate
from nexalink.measures.columns import Direction, Kind
from nexalink.measures.reasons import Reason
from tests.measures.oracles_fade import Row, columns_of


@given(st.integers(0, 50), st.integers(0, 50), st.floats(0, 1))
def test_a_shrunk_rate_lies_between_the_own_and_the_plain_rate(answered: int, more: int, own: float) -> None:
    openings = answered + more
    rate = shrunk_rate(np.array([answered]), np.array([openings]), own_rate=own)[0]
    plain = answered / openings if openings else own
    assert min(own, plain) - 1e-12 <= rate <= max(own, plain) + 1e-12


def opening(tie: int, day: int, *, answered: bool) -> list[Row]:
    rows = [(tie, day, int(Direction.OUT), int(Kind.MESSAGE), 1)]
    return [*rows, (tie, day + 3, int(Direction.IN), int(Kind.MESSAGE), 1)] if answered else rows


def test_ties_without_openings_have_the_owners_rate() -> None:
    rows = [row for day in (0, 30, 60, 90) for row in opening(0, day, answered=True)]
    rows += [row for day in (0, 30, 60, 90) for row in opening(1, day, answered=False)]
    found = answer_forecast(columns_of(rows), on_day=200)
    assert found.value[:3].tolist() == [pytest.approx((4 + 1.5) / 7), pytest.approx(1.5 / 7), 0.5]
    assert found.counts["openings"][:3].tolist() == [4, 4, 0]


def test_an_opening_of_this_week_is_not_counted_yet() -> None:
    rows = opening(0, 10, answered=True) + opening(0, 96, answered=False)
    assert answer_forecast(columns_of(rows), on_day=100).counts["openings"][0] == 1


def test_nothing_is_known_before_the_first_opening() -> None:
    found = answer_forecast(columns_of([]), on_day=100)
    assert np.isnan(found.value).all()
    assert (found.why == Reason.FEW_OPENINGS).all()
