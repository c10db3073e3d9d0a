import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.closeness import TouchDays, burstiness, closeness, distinct_days, frequency, touch_days
from nexalink.measures.columns import Direction, Kind
from nexalink.measures.reasons import Reason
from tests.measures import oracles_fade as oracle
from tests.measures.oracles_fade import columns_of, rows_of_contact, talks


@given(rows_of_contact, st.integers(0, 900))
def test_closeness_equals_its_slow_twin(rows: list[oracle.Row], on: int) -> None:
    found = touch_days(columns_of(rows), until_day=on)
    expected = oracle.touch_days(rows, until=on)
    for tie in range(5):
        here = found.tie == tie
        assert found.day[here].tolist() == sorted(expected[tie])
        assert found.weight[here].tolist() == [expected[tie][day] for day in sorted(expected[tie])]
    strength = closeness(found, on_day=on, half_life_days=180)
    for tie in range(5):
        slow = oracle.closeness(expected[tie], on=on, half_life=180) if expected[tie] else np.nan
        assert strength[tie] == pytest.approx(slow, nan_ok=True)


@given(rows_of_contact, st.integers(0, 900), st.integers(-5_000, 5_000))
def test_closeness_depends_on_ages_only(rows: list[oracle.Row], on: int, shift: int) -> None:
    moved = [(tie, day + shift, *rest) for tie, day, *rest in rows]
    here = closeness(touch_days(columns_of(rows), until_day=on), on_day=on)
    there = closeness(touch_days(columns_of(moved), until_day=on + shift), on_day=on + shift)
    assert np.array_equal(here, there, equal_nan=True)


@given(rows_of_contact, st.integers(0, 900))
def test_closeness_is_at_most_the_number_of_touch_days_and_falls_with_time(
    rows: list[oracle.Row], on: int
) -> None:
    found = touch_days(columns_of(rows), until_day=on)
    strength = closeness(found, on_day=on)
    days = np.bincount(found.tie, minlength=5)
    assert (np.isnan(strength) == (days == 0)).all()
    some = days > 0
    assert (strength[some] > 0).all()
    assert (strength[some] <= days[some] + 1e-9).all()
    assert (closeness(found, on_day=on + 1)[some] < strength[some]).all()


def test_list_mail_groups_and_large_meetings_are_no_touch() -> None:
    rows = [
        (0, 10, Direction.IN, Kind.LIST, 40),
        (0, 11, Direction.IN, Kind.GROUP, 5),
        (0, 12, Direction.MUTUAL, Kind.MEETING, 13),
        (1, 12, Direction.MUTUAL, Kind.MEETING, 12),
        (2, 12, Direction.MUTUAL, Kind.MEETING, 4),
        (2, 12, Direction.OUT, Kind.MAIL, 12),
    ]
    found = touch_days(columns_of(rows), until_day=20)
    assert found.tie.tolist() == [1, 2]
    assert found.weight.tolist() == [pytest.approx(1 / 12), 1.0]


def test_ten_messages_in_a_day_are_one_touch() -> None:
    found = touch_days(columns_of([(0, 5, Direction.OUT, Kind.MESSAGE, 1)] * 10), until_day=5)
    assert closeness(found, on_day=5).tolist()[0] == 1.0


def test_later_touch_days_are_not_looked_at() -> None:
    found = TouchDays(1, np.array([0, 0], dtype=np.int32), np.array([0, 200], dtype=np.int32), np.ones(2))
    assert closeness(found, on_day=180)[0] == 0.5


def test_days_out_of_order_within_a_tie_are_put_in_order() -> None:
    # A zone that sets its clocks back at midnight: the later moment is on the earlier day.
    found = distinct_days(np.zeros(3, dtype=np.int32), np.array([4, 3, 4], dtype=np.int32), ties=1)
    assert found.day.tolist() == [3, 4]


def test_frequency_counts_the_last_year_and_gives_both_gaps() -> None:
    found = touch_days(columns_of(talks(0, [0, 600, 610, 640]) + talks(1, [700])), until_day=700)
    reading = frequency(found, on_day=700)
    assert reading.value[:3].tolist() == [3.0, 1.0, pytest.approx(np.nan, nan_ok=True)]
    assert reading.parts["mean_gap"][0] == (640 + 90) / 4
    assert reading.parts["mean_gap"][1] == 90.0
    assert reading.parts["median_gap"][0] == 30.0
    assert np.isnan(reading.parts["median_gap"][1])
    assert reading.why.tolist() == [Reason.KNOWN] * 2 + [Reason.NO_CONTACT] * 3


@given(rows_of_contact)
def test_burstiness_equals_its_slow_twin_and_stays_between_minus_one_and_one(rows: list[oracle.Row]) -> None:
    reading = burstiness(touch_days(columns_of(rows), until_day=900), on_day=900)
    expected = oracle.touch_days(rows, until=900)
    for tie in range(5):
        slow = oracle.burstiness(sorted(expected[tie]))
        assert reading.value[tie] == pytest.approx(slow, abs=1e-6, nan_ok=True)
    known = reading.value[~np.isnan(reading.value)]
    assert ((known >= -1) & (known <= 1)).all()


def test_a_clock_is_minus_one_and_a_burst_after_silence_is_near_one() -> None:
    rows = talks(0, range(0, 900, 30)) + talks(1, [0, *range(860, 900)])
    value = burstiness(touch_days(columns_of(rows), until_day=900), on_day=900).value
    assert value[0] == pytest.approx(-1.0)
    assert value[1] > 0.9


def test_no_interactions_at_all() -> None:
    found = touch_days(columns_of([]), until_day=10)
    assert np.isnan(closeness(found, on_day=10)).all()
    assert np.isnan(frequency(found, on_day=10).value).all()
    assert np.isnan(burstiness(found, on_day=10).value).all()
