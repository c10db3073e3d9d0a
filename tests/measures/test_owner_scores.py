import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.closeness import burstiness, closeness, frequency, touch_days
from nexalink.measures.counts import count_contacts
from nexalink.measures.fade import fade
from nexalink.measures.layers import LayerSizes
from nexalink.measures.owner_scores import OwnerScores, score_owner
from nexalink.measures.reciprocity import contact_reciprocity
from tests.measures import oracles_fade as oracle
from tests.measures.oracles_fade import columns_of, rows_of_contact, talks

FIELDS = (
    "closeness", "rank", "layer", "touch_days", "burstiness", "reciprocity", "p_silent", "why", "calibrated",
)  # fmt: skip


def same(first: OwnerScores, second: OwnerScores) -> bool:
    """Tell whether two scores are equal to the last bit."""
    return all(
        np.array_equal(*(np.asarray(getattr(one, name), dtype=np.float64) for one in (first, second)), equal_nan=True)
        for name in FIELDS
    )  # fmt: skip


@given(rows_of_contact, st.integers(0, 900))
def test_scores_are_those_of_the_single_measures(rows: list[oracle.Row], on: int) -> None:
    columns = columns_of(rows)
    found = score_owner(columns, on_day=on)
    touched, faded = touch_days(columns, until_day=on), fade(columns, on_day=on)
    for value, expected in (
        (found.closeness, closeness(touched, on_day=on)),
        (found.touch_days, frequency(touched, on_day=on).value),
        (found.burstiness, burstiness(touched, on_day=on).value),
        (found.reciprocity, contact_reciprocity(count_contacts(columns, on=on)).value),
        (found.p_silent, faded.p_silent),
        (found.why, faded.why),
    ):
        assert np.array_equal(value.astype(np.float64), expected.astype(np.float64), equal_nan=True)
    assert (found.calibrated == faded.calibrated).all()


def test_the_closest_come_first_and_strangers_have_no_rank() -> None:
    columns = columns_of(talks(0, [300, 340, 400]) + talks(1, [100, 390, 395, 400]) + talks(3, [10, 20]))
    found = score_owner(columns, on_day=420, layers=LayerSizes((1, 2)))
    assert found.rank.tolist() == [2, 1, 0, 3, 0]
    assert found.layer.tolist() == [2, 1, 0, 0, 0]
    assert np.isnan(found.closeness[[2, 4]]).all()
    assert found.touch_days[:2].tolist() == [3.0, 4.0]
    assert not found.calibrated.any()


@given(rows_of_contact, st.integers(0, 900), st.integers(-5_000, 5_000))
def test_a_shift_of_the_clock_changes_nothing(rows: list[oracle.Row], on: int, shift: int) -> None:
    moved = [(tie, day + shift, *rest) for tie, day, *rest in rows]
    assert same(score_owner(columns_of(rows), on_day=on), score_owner(columns_of(moved), on_day=on + shift))


@given(rows_of_contact, st.integers(0, 900), st.randoms(use_true_random=False))
def test_the_order_within_a_day_changes_nothing(
    rows: list[oracle.Row], on: int, chance: random.Random
) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    assert same(score_owner(columns_of(rows), on_day=on), score_owner(columns_of(mixed), on_day=on))


@given(rows_of_contact, st.integers(0, 900))
def test_what_comes_later_changes_nothing(rows: list[oracle.Row], on: int) -> None:
    past = [row for row in rows if row[1] <= on]
    assert same(score_owner(columns_of(rows), on_day=on), score_owner(columns_of(past), on_day=on))


@given(rows_of_contact, st.integers(0, 900), st.integers(0, 60))
def test_an_import_split_in_two_changes_nothing(rows: list[oracle.Row], on: int, cut: int) -> None:
    second_first = [*rows[cut:], *rows[:cut]]
    assert same(score_owner(columns_of(rows), on_day=on), score_owner(columns_of(second_first), on_day=on))
