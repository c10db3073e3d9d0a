import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from nexalink.measures.reasons import Reason
from nexalink.measures.what_if import (
    KeptCadence,
    LookBack,
    WhatIfRules,
    YearlyRates,
    draw,
    fair_arrivals,
    few_years_factor,
    kept_cadences,
    look_back,
    own_past_factor,
    shares,
    what_if,
    why_not,
    yearly_rates,
)
from nexalink.measures.years import YearState, YearTable, year_states

RULES = WhatIfRules(runs=200)
tables = st.integers(1, 7).flatmap(
    lambda years: st.lists(
        st.lists(st.sampled_from((0, 0, 1, 2, 8)), min_size=years, max_size=years), min_size=1, max_size=30
    )
)


def states_of(rows: list[list[int]]) -> np.ndarray:
    return year_states(table_of(rows))


def table_of(rows: list[list[int]]) -> YearTable:
    days = np.array(rows, dtype=np.int64)
    return YearTable(5_000, days > 0, days, days)


def steady(ties: int = 40, years: int = 7) -> list[list[int]]:
    """Ties of which every fourth falls silent for good in each year, and as many come new."""
    rows = [[8 if row % years != year else 0 for year in range(years)] for row in range(ties)]
    return rows + [[0] * year + [2] * (years - year) for year in range(1, years) for _ in range(3)]


@given(tables)
def test_rates_equal_a_count_by_hand(rows: list[list[int]]) -> None:
    states = states_of(rows)
    rates = yearly_rates(states)
    for year in range(rates.changes):
        for place, begun in enumerate(
            (YearState.LONG_SILENT, YearState.SILENT, YearState.NEW, YearState.LIGHT, YearState.DEEP)
        ):
            ended = [row[year + 1] for row in states.tolist() if row[year] == begun]
            silent = sum(state in {YearState.SILENT, YearState.LONG_SILENT} for state in ended)
            deep = sum(state == YearState.DEEP for state in ended)
            assert rates.counts[year, place].tolist() == [silent, len(ended) - silent - deep, deep]
        fresh = [row[year + 1] for row in states.tolist() if row[year] == YearState.NEVER]
        assert rates.arrivals[year].tolist() == [fresh.count(YearState.NEW), fresh.count(YearState.DEEP)]


@given(tables)
def test_every_tie_is_somewhere_each_year(rows: list[list[int]]) -> None:
    states = states_of(rows)
    rates = yearly_rates(states)
    known = (states[:, :-1] != YearState.NEVER).sum(axis=0)
    assert rates.counts.sum(axis=(1, 2)).tolist() == known.tolist()
    mixed = shares(rates, prior=3.0)
    assert np.allclose(mixed.sum(axis=2), 1)
    assert ((mixed >= 0) & (mixed <= 1)).all()


@settings(max_examples=25)
@given(tables, st.integers(0, 5))
def test_futures_are_ordered_begin_today_and_never_fall_below_nobody(
    rows: list[list[int]], seed: int
) -> None:
    rates = yearly_rates(states_of(rows))
    if rates.changes < 2:
        return
    start = np.array([1, 2, 3, 4, 5])
    found = draw(start, rates, generator=np.random.default_rng(seed), rules=RULES)
    assert found.low[0] == found.middle[0] == found.high[0] == 12
    assert (found.low >= 0).all()
    assert (found.low <= found.middle).all()
    assert (found.middle <= found.high).all()
    again = draw(start, rates, generator=np.random.default_rng(seed), rules=RULES)
    assert again.high.tolist() == found.high.tolist()


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_ties_does_not_matter(rows: list[list[int]], dice: object) -> None:
    mixed = list(rows)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = yearly_rates(states_of(rows)), yearly_rates(states_of(mixed))
    assert one.counts.tolist() == other.counts.tolist()
    assert one.arrivals.tolist() == other.arrivals.tolist()


def expected_living(start: NDArray[np.int64], rates: YearlyRates, *, rules: WhatIfRules) -> list[float]:
    """Oracle: the mean of all futures in closed form, one entry a year ahead, today first.

    Years are drawn independently of each other only without the bootstrap; with it this is the mean still, where the
    rates of all years are alike, and close to it elsewhere.
    """
    chances = shares(rates, prior=rules.prior).mean(axis=0)
    fresh = fair_arrivals(rates).mean(axis=0)
    ties = start.astype(np.float64)
    living = [ties[2:].sum()]
    for _ in range(rules.years):
        silent, light, deep = (ties[:, None] * chances).T
        ties = np.array([silent[:2].sum(), silent[2:].sum(), fresh[0], light.sum(), deep.sum() + fresh[1]])
        living.append(ties[2:].sum())
    return [float(number) for number in living]


def test_many_futures_agree_with_the_closed_form() -> None:
    """All years alike: then the mean of the drawn futures is the mean in closed form, and the middle lies beside it."""
    counts = np.tile(np.array([[9, 1, 0], [8, 2, 0], [10, 10, 0], [6, 12, 2], [2, 4, 14]]), (4, 1, 1))
    rates = YearlyRates(counts, np.tile(np.array([6, 1]), (4, 1)))
    start = np.array([20, 10, 8, 20, 20])
    rules = WhatIfRules(runs=4_000)
    found = draw(start, rates, generator=np.random.default_rng(1), rules=rules)
    assert found.middle == pytest.approx(expected_living(start, rates, rules=rules), abs=1.0)


def test_without_deepening_nobody_becomes_deep() -> None:
    counts = np.tile(np.array([[9, 1, 0], [8, 2, 0], [5, 5, 10], [6, 8, 6], [2, 4, 14]]), (4, 1, 1))
    rates = YearlyRates(counts, np.tile(np.array([6, 1]), (4, 1)))
    start = np.array([0, 0, 10, 10, 0])
    found = draw(start, rates, generator=np.random.default_rng(1), rules=RULES, deepening=False)
    assert not found.deep.any()
    assert draw(start, rates, generator=np.random.default_rng(1), rules=RULES).deep[1:].all()


def test_ties_with_their_cadence_kept_stand_beside_the_rest() -> None:
    rates = yearly_rates(states_of(steady()))
    often = KeptCadence(cadence_days=30, ties=50, own_days=12, kept=1_000, two_way=1_000)
    found = draw(
        np.zeros(5, dtype=np.int64), rates, generator=np.random.default_rng(1), rules=RULES, beside=(often,), today=(7, 3)
    )  # fmt: skip
    alone = draw(np.zeros(5, dtype=np.int64), rates, generator=np.random.default_rng(1), rules=RULES)
    assert (found.middle[0], found.deep[0]) == (7, 3)
    assert (found.middle[1:] - alone.middle[1:]).tolist() == pytest.approx([50] * 5, abs=3)


def test_cadences_count_years_in_which_the_owner_reached_out_as_often() -> None:
    rows = [[4, 4, 1], [4, 0, 5], [0, 0, 9]]
    table = table_of(rows)
    table = YearTable(table.on, np.array([[True, True, False], [True, False, True], [False, False, True]]),
                      table.days, table.own_days)  # fmt: skip
    found = kept_cadences(table, year_states(table), cadence_days=np.array([90.0, np.nan, 400.0]))
    assert [(one.cadence_days, one.ties, one.own_days) for one in found] == [(90, 1, 4), (400, 1, 1)]
    assert [(one.kept, one.two_way) for one in found] == [(2, 2), (3, 2)]


def test_the_first_year_does_not_count_old_acquaintances_as_new() -> None:
    rates = YearlyRates(np.zeros((4, 5, 3), dtype=np.int64), np.array([[90, 9], [10, 1], [12, 2], [14, 3]]))
    assert fair_arrivals(rates).tolist() == [[12, 2], [10, 1], [12, 2], [14, 3]]


def test_looking_back_uses_only_what_was_known_then() -> None:
    rows = steady()
    states = states_of(rows)
    found = look_back(states, seed=1, rules=RULES)
    shorter = look_back(states[:, :-1], seed=1, rules=RULES)
    said = {(one.years_ahead, one.from_year): (one.low, one.high, one.came) for one in found}
    assert shorter
    for one in shorter:
        assert said[one.years_ahead, one.from_year] == (one.low, one.high, one.came)


@pytest.mark.parametrize(("ties", "years", "why"), [(40, 3, Reason.FEW_YEARS), (4, 6, Reason.FEW_TIES)])
def test_too_little_says_what_is_missing(ties: int, years: int, why: Reason) -> None:
    table = table_of([[3] * years] * ties)
    found = what_if(table, year_states(table), cadence_days=np.full(ties, np.nan), seed=1, rules=RULES)
    assert (found.why, found.present, found.look_back) == (why, None, ())
    assert why_not(found.rates, RULES) is why


def test_a_whole_answer() -> None:
    table = table_of(steady())
    cadence = np.full(len(table.days), np.nan)
    cadence[:10] = 60.0
    found = what_if(table, year_states(table), cadence_days=cadence, seed=1, rules=RULES)
    assert found.why is Reason.KNOWN
    assert found.present is not None
    assert found.no_deepening is not None
    assert found.cadences_kept is not None
    assert found.cadences_kept.middle[0] == found.present.middle[0] == table.two_way[:, -1].sum()
    assert found.wider >= 1
    assert found.look_back
    few = what_if(
        table, year_states(table), cadence_days=cadence, seed=1, rules=WhatIfRules(runs=50, least_kept=10_000)
    )
    assert few.cadences_kept is None
    assert few.cadences


@pytest.mark.parametrize("years", range(2, 12))
def test_fewer_years_make_wider_ranges(years: int) -> None:
    assert few_years_factor(years) > few_years_factor(years + 1) > 1


def test_ranges_widen_until_the_own_past_lies_within() -> None:
    def once(came: int) -> LookBack:
        return LookBack(years_ahead=1, from_year=3, low=90, middle=100, high=120, came=came)

    assert own_past_factor(()) == 1
    assert own_past_factor((once(101),)) == 1
    assert own_past_factor((once(140),)) == 2
    assert own_past_factor((once(70), once(100))) == 3
    assert own_past_factor((*[once(100)] * 9, once(400))) == 1
    assert [once(came).held for came in (89, 90, 120, 121)] == [False, True, True, False]
