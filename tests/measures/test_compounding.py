import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.compounding import CompoundingRules, compounding, helped_by_year, wilson
from nexalink.measures.exchanges import ExchangeColumns
from nexalink.measures.reasons import Reason
from nexalink.measures.years import YearTable
from tests.measures import oracles_years as slow

ON = 10_000
YEARS = 4
TIES = 5
Entry = tuple[int, int, bool]
entries = st.lists(
    st.tuples(st.integers(-1, TIES - 1), st.integers(ON - 1_700, ON + 50), st.booleans()), max_size=25
)
both = st.lists(st.lists(st.booleans(), min_size=YEARS, max_size=YEARS), min_size=TIES, max_size=TIES)
counts = st.lists(st.lists(st.integers(0, 14), min_size=YEARS, max_size=YEARS), min_size=TIES, max_size=TIES)


def ledger(rows: list[Entry], *, ties: int = TIES) -> ExchangeColumns:
    zeros = np.zeros(len(rows), dtype=np.int8)
    return ExchangeColumns(
        ties=ties,
        tie=np.array([row[0] for row in rows], dtype=np.int32),
        day=np.array([row[1] for row in rows], dtype=np.int32),
        given=np.array([row[2] for row in rows], dtype=np.bool_),
        kind=zeros,
        size=zeros,
        asked=zeros,
    )


def table(two_way: list[list[bool]], days: list[list[int]]) -> YearTable:
    number = np.array(days, dtype=np.int64)
    return YearTable(ON, np.array(two_way, dtype=np.bool_), number, number)


@given(both, counts, entries, st.sampled_from((12, 24, 36)))
def test_what_followed_equals_its_slow_twin(
    two_way: list[list[bool]], days: list[list[int]], rows: list[Entry], months: int
) -> None:
    (found,) = compounding(table(two_way, days), ledger(rows), rules=CompoundingRules(after_months=(months,)))
    past = [row for row in rows if row[1] <= ON]
    helped, returned, compared = slow.helped_and_compared(two_way, days, ledger(past), on=ON, months=months)
    assert (found.helped.of, found.helped.number) == (helped, returned)
    assert found.compared.value == pytest.approx(compared, nan_ok=True)
    assert found.compared.of <= found.people + 1e-9


@given(both, counts, entries)
def test_shares_lie_within_their_range(
    two_way: list[list[bool]], days: list[list[int]], rows: list[Entry]
) -> None:
    for found in compounding(table(two_way, days), ledger(rows)):
        for share in (found.helped, found.compared):
            if share.of:
                assert 0 <= share.low <= share.value + 1e-9
                assert share.value - 1e-9 <= share.high <= 1
            else:
                assert math.isnan(share.value)


@given(both, counts, entries, st.randoms(use_true_random=False))
def test_the_order_of_the_ledger_does_not_matter(
    two_way: list[list[bool]], days: list[list[int]], rows: list[Entry], dice: object
) -> None:
    mixed = list(rows)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = (compounding(table(two_way, days), ledger(book)) for book in (rows, mixed))
    assert repr(one) == repr(other)
    assert helped_by_year(table(two_way, days), ledger(rows)) == helped_by_year(
        table(two_way, days), ledger(mixed)
    )


@given(st.integers(0, 50), st.integers(1, 50))
def test_the_range_of_a_share_holds_it_and_narrows(number: int, more: int) -> None:
    of = number + more
    low, high = wilson(number, of)
    assert low <= number / of <= high
    wide = high - low
    low, high = wilson(100 * number, 100 * of)
    assert high - low < wide


def test_of_nobody_there_is_no_range() -> None:
    assert all(math.isnan(end) for end in wilson(0, 0))


def crowd(helped: int, others: int) -> tuple[YearTable, ExchangeColumns]:
    """Everybody in contact both ways in both years; of those helped in the first every second returned something."""
    people = helped + others
    begins = ON - 2 * 365 + 1
    rows = [(tie, begins + 5, True) for tie in range(helped)]
    rows += [(tie, begins + 400, False) for tie in range(0, helped, 2)]
    rows += [(helped, begins + 400, False)] if others else []
    return table([[True, True]] * people, [[4, 4]] * people), ledger(rows, ties=people)


def test_help_that_was_returned() -> None:
    year, two, three = compounding(*crowd(20, 20))
    assert (year.why, year.helped.number, year.helped.of, year.compared.number) == (Reason.KNOWN, 10, 20, 1)
    assert year.compared.value == pytest.approx(0.05)
    assert (two.why, two.helped.of, three.why) == (Reason.FEW_HELPED, 0, Reason.FEW_HELPED)
    first, second = helped_by_year(*crowd(20, 20))
    assert (first.helped, first.returned, first.over) == (20, 10, True)
    assert (second.helped, second.over) == (0, False)


@pytest.mark.parametrize(
    ("helped", "others", "why", "unmatched"),
    [(9, 30, Reason.FEW_HELPED, 0), (30, 9, Reason.NO_COMPARISON, 0), (30, 0, Reason.FEW_HELPED, 30)],
)
def test_too_few_say_so(helped: int, others: int, why: Reason, unmatched: int) -> None:
    found = compounding(*crowd(helped, others))[0]
    assert (found.why, found.unmatched) == (why, unmatched)


def test_what_came_in_the_year_of_the_help_is_no_return() -> None:
    rows = [(0, ON - 600, True), (0, ON - 500, False)]
    (found,) = compounding(
        table([[True, True]] * 2, [[4, 4]] * 2),
        ledger(rows, ties=2),
        rules=CompoundingRules(after_months=(12,)),
    )
    assert (found.helped.number, found.helped.of) == (0, 1)
