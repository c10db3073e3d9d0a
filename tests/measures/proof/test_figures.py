import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.proof.figures import (
    auc,
    auc_over_owners,
    auc_per_owner,
    average_precision,
    brier,
    calibration_error,
)
from tests.measures import oracles_fade as oracle

cases = st.lists(st.tuples(st.integers(0, 6), st.booleans(), st.integers(0, 3)), max_size=60)


def arrays(rows: list[tuple[int, bool, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    score, happened, owner = (np.array([row[part] for row in rows]) for part in range(3))
    return score.astype(np.float64), happened.astype(np.bool_), owner.astype(np.int32)


@given(cases)
def test_auc_equals_counting_all_pairs(rows: list[tuple[int, bool, int]]) -> None:
    score, happened, _ = arrays(rows)
    assert auc(score, happened) == pytest.approx(oracle.auc(score.tolist(), happened.tolist()), nan_ok=True)


@given(cases)
def test_auc_per_owner_is_the_mean_over_owners_with_enough_cases(rows: list[tuple[int, bool, int]]) -> None:
    score, happened, owner = arrays(rows)
    single = []
    for one in set(owner.tolist()):
        mine = owner == one
        yes = int(happened[mine].sum())
        if mine.sum() >= 10 and min(yes, mine.sum() - yes) >= 2:
            single.append(oracle.auc(score[mine].tolist(), happened[mine].tolist()))
    expected = np.mean(single) if single else np.nan
    assert auc_per_owner(score, happened, owner) == pytest.approx(expected, nan_ok=True)


def test_the_range_over_owners_holds_the_value_and_narrows_with_more_owners() -> None:
    generator = np.random.default_rng(0)

    def ranged(owners: int) -> tuple[float, float, float]:
        owner = np.repeat(np.arange(owners), 20).astype(np.int32)
        happened = generator.random(owner.size) < 0.4
        score = happened + generator.normal(size=owner.size)
        found = auc_over_owners(score, happened, owner, generator=np.random.default_rng(1))
        return found.low, found.value, found.high

    few, many = ranged(10), ranged(200)
    assert few[0] < few[1] < few[2]
    assert many[0] < many[1] < many[2]
    assert many[2] - many[0] < few[2] - few[0]


def test_one_owner_has_no_range() -> None:
    found = auc_over_owners(
        np.array([1.0, 2.0]),
        np.array([False, True]),
        np.zeros(2, dtype=np.int32),
        generator=np.random.default_rng(0),
    )
    assert found.value == 1.0
    assert np.isnan(found.low)


def test_average_precision_by_hand() -> None:
    score = np.array([0.9, 0.8, 0.7, 0.6])
    assert average_precision(score, np.array([True, False, True, False])) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(np.zeros(4), np.array([True, False, True, False])) == 0.5
    assert np.isnan(average_precision(score, np.zeros(4, dtype=np.bool_)))


def test_brier_and_calibration_error_by_hand() -> None:
    chance, happened = np.array([0.05, 0.05, 0.95, 1.0]), np.array([False, True, True, True])
    assert brier(chance, happened) == pytest.approx((0.05**2 + 0.95**2 + 0.05**2) / 4)
    assert calibration_error(chance, happened) == pytest.approx((0.9 + 0.05) / 4)
    assert np.isnan(brier(np.zeros(0), np.zeros(0, dtype=np.bool_)))
