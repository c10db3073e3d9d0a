import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.columns import Direction, Kind
from nexalink.measures.hidden_costs import HiddenCosts, Minutes, hidden_costs, hours
from nexalink.measures.reasons import Reason
from tests.measures import oracles as oracle
from tests.measures.oracles import TIES, contacts
from tests.networks import Contact, columns_of

cadences = st.lists(st.none() | st.integers(1, 400), min_size=TIES, max_size=TIES)
flags = st.lists(st.booleans(), min_size=TIES, max_size=TIES)


def costs_of(
    rows: list[Contact],
    own: list[int | None],
    suggested: list[int | None],
    genuine: list[bool],
    *,
    on: int = 900,
    first: list[float] | None = None,
) -> HiddenCosts:
    return hidden_costs(
        columns_of(rows, ties=TIES),
        cadence_days=np.array([np.nan if one is None else one for one in own], dtype=np.float64),
        suggested_days=np.array([np.nan if one is None else one for one in suggested], dtype=np.float64),
        genuine=np.array(genuine),
        first_contact_day=np.array(first or [np.nan] * TIES),
        on=on,
    )


@given(contacts, cadences, cadences, flags, st.integers(300, 1_000))
def test_touches_made_and_needed_equal_their_slow_twins(
    rows: list[Contact], own: list[int | None], suggested: list[int | None], genuine: list[bool], on: int
) -> None:
    found = costs_of(rows, own, suggested, genuine, on=on)
    mine = [
        row
        for row in rows
        if oracle.is_contact(row) and row.direction != Direction.IN and on - 365 < row.day <= on
    ]
    assert found.touches == len(mine)
    for kind in Kind:
        weight = sum(1 / row.size if row.kind == Kind.MEETING else 1 for row in mine if row.kind == kind)
        if kind.name.lower() in found.made:
            assert found.made[kind.name.lower()] == pytest.approx(weight)
        else:
            assert weight == 0
    needed = [365 / (mine_days or theirs or 182.5) for mine_days, theirs in zip(own, suggested, strict=True)]
    assert found.for_all == pytest.approx(sum(needed))
    assert found.for_genuine == pytest.approx(
        sum(one for one, yes in zip(needed, genuine, strict=True) if yes)
    )
    assert found.for_tiers == pytest.approx(sum(365 / days for days in own if days))
    assert (found.people, found.genuine, found.tracked) == (
        TIES,
        sum(genuine),
        sum(days is not None for days in own),
    )


@given(contacts, cadences, st.floats(1, 120))
def test_twice_the_minutes_are_twice_the_hours(
    rows: list[Contact], own: list[int | None], each: float
) -> None:
    costs = costs_of(rows, own, own, [True] * TIES)
    one, two = (hours(costs, minutes=Minutes(*[each * factor] * 5)) for factor in (1, 2))
    if costs.touches >= 10:
        assert one.a_touch == pytest.approx(each)
        for name in ("spent", "on_new", "for_all", "for_genuine", "for_tiers"):
            assert getattr(two, name) == pytest.approx(2 * getattr(one, name))
        assert one.on_new <= one.spent + 1e-9


def test_a_year_of_calls_and_a_meeting_of_four() -> None:
    rows = [Contact(0, 600 + number, Direction.OUT, Kind.CALL) for number in range(9)]
    rows += [Contact(1, 800, Direction.MUTUAL, Kind.MEETING, size=4)]
    rows += [Contact(2, 500, Direction.OUT, Kind.CALL), Contact(2, 700, Direction.IN)]
    costs = costs_of(
        rows, [73, None, None, None], [None] * 4, [True, False, False, False], first=[600, 800, 90, np.nan]
    )
    found = hours(costs, minutes=Minutes(call=20, meeting=40))
    assert (costs.touches, costs.new_people) == (10, 2)
    assert found.spent == pytest.approx((9 * 20 + 10) / 60)
    assert found.on_new == found.spent
    assert found.a_touch == pytest.approx(190 / 9.25)
    assert found.for_tiers == found.for_genuine == pytest.approx(5 * found.a_touch / 60)


def test_with_hardly_a_touch_the_hours_spent_are_not_told() -> None:
    found = hours(costs_of([], [30, None, None, None], [None] * 4, [False] * 4), minutes=Minutes())
    assert found.why is Reason.FEW_TOUCHES
    assert math.isnan(found.spent)
    assert found.a_touch == 20
    assert found.for_genuine == 0
