import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.columns import Direction, Kind
from nexalink.measures.counts import count_contacts
from nexalink.measures.exchanges import ExchangeKind, ExchangeSize
from nexalink.measures.reasons import Reason
from nexalink.measures.reciprocity import (
    Balance,
    contact_reciprocity,
    name_balance,
    network_balance,
    value_balance,
)
from tests.measures import oracles as oracle
from tests.measures.oracles import TIES, Gift, ledger
from tests.networks import Contact, columns_of

LARGE = ExchangeSize.LARGE


@given(oracle.contacts, oracle.days)
def test_reciprocity_of_contact_equals_its_slow_twin(rows: list[Contact], on: int) -> None:
    found = contact_reciprocity(count_contacts(columns_of(rows, ties=TIES), on=on))
    for tie in range(TIES):
        direct = [row for row in oracle.of_tie(rows, tie, on=on) if row.kind in {Kind.MESSAGE, Kind.MAIL}]
        out = sum(row.direction == Direction.OUT for row in direct)
        into = len(direct) - out
        expected = 1 - abs(out - into) / (out + into) if len(direct) >= 3 else np.nan
        assert found.value[tie] == pytest.approx(expected, nan_ok=True)
    assert ((found.value >= 0) & (found.value <= 1))[found.known].all()
    assert set(found.why[~found.known].tolist()) <= {Reason.FEW_MESSAGES}


@given(st.integers(0, 9), st.integers(0, 9))
def test_both_sides_may_be_swapped(mine: int, theirs: int) -> None:
    def written(out: int, into: int) -> list[Contact]:
        ways = [Direction.OUT] * out + [Direction.IN] * into
        return [Contact(0, day, way) for day, way in enumerate(ways)]

    one, other = (
        contact_reciprocity(count_contacts(columns_of(rows, ties=1), on=99)).value[0]
        for rows in (written(mine, theirs), written(theirs, mine))
    )
    assert one == pytest.approx(other, nan_ok=True)


@given(oracle.gifts, st.integers(0, 1200))
def test_the_balance_of_value_equals_its_slow_twin(rows: list[Gift], on: int) -> None:
    found = value_balance(ledger(rows), on=on)
    for tie in range(TIES):
        expected = oracle.balance([row for row in rows if row.tie == tie], on=on)
        assert found.value[tie] == pytest.approx(expected, nan_ok=True)
    assert (np.abs(found.value[found.known]) < 1).all()
    whole = network_balance(ledger(rows), on=on)
    assert whole.value == pytest.approx(oracle.balance(rows, on=on), nan_ok=True)
    assert whole.entries == sum(row.day <= on for row in rows)


@given(oracle.gifts, st.integers(200, 1200))
def test_giving_more_never_lowers_the_balance(rows: list[Gift], on: int) -> None:
    more = [*rows, Gift(0, on, given=True, size=LARGE)]
    before, after = (value_balance(ledger(these), on=on).value[0] for these in (rows, more))
    assert np.isnan(before) or after >= before


@given(oracle.gifts, st.integers(0, 1200))
def test_giving_and_receiving_are_mirror_images(rows: list[Gift], on: int) -> None:
    turned = [row._replace(given=not row.given) for row in rows]
    here, there = (value_balance(ledger(these), on=on).value for these in (rows, turned))
    assert np.allclose(here, -there, equal_nan=True)


@given(oracle.gifts, st.integers(0, 1200))
def test_the_order_of_entries_does_not_matter(rows: list[Gift], on: int) -> None:
    here, there = (value_balance(ledger(these), on=on).value for these in (rows, rows[::-1]))
    assert np.allclose(here, there, equal_nan=True)


@pytest.mark.parametrize(
    ("entries", "age", "why"),
    [
        (0, 400, Reason.NO_ENTRIES),
        (2, 400, Reason.YOUNG),
        (3, 179, Reason.YOUNG),
        (3, 180, Reason.KNOWN),
    ],
)
def test_a_young_ledger_gives_no_verdict(entries: int, age: int, why: Reason) -> None:
    rows = [Gift(0, 1000 - age, given=True)] * entries
    assert value_balance(ledger(rows), on=1000).why[0] == why
    assert network_balance(ledger(rows), on=1000).why == why


def test_a_young_ledger_still_shows_what_was_given() -> None:
    found = value_balance(ledger([Gift(0, 1000, given=True, size=LARGE)]), on=1000)
    assert found.parts["given"][0] == 9
    assert found.counts["entries"][0] == 1


def test_an_entry_counts_half_after_two_years() -> None:
    rows = [Gift(0, 270, given=True, size=LARGE)] * 3
    found = value_balance(ledger(rows), on=1000)
    assert found.parts["given"][0] == pytest.approx(13.5)
    assert found.value[0] == pytest.approx(13.5 / 16.5)


def test_endorsements_weigh_little_whatever_their_size() -> None:
    rows = [Gift(0, 500, given=False, kind=ExchangeKind.ENDORSEMENT, size=LARGE)] * 5
    assert value_balance(ledger(rows), on=1000).value[0] == pytest.approx(
        -(1 * 2 ** (-500 / 730)) / (1 * 2 ** (-500 / 730) + 3)
    )


def test_entries_with_unknown_people_count_for_the_network_only() -> None:
    rows = [Gift(-1, 10, given=True)] * 4
    assert not value_balance(ledger(rows), on=1000).known.any()
    assert network_balance(ledger(rows), on=1000).value > 0


def test_balances_are_named_beyond_six_tenths() -> None:
    named = name_balance(np.array([np.nan, 0.6, -0.6, 0.61, -0.61, 0.0]))
    assert named.tolist() == [
        Balance.YOUNG,
        Balance.BALANCED,
        Balance.BALANCED,
        Balance.ALWAYS_GIVING,
        Balance.ALWAYS_TAKING,
        Balance.BALANCED,
    ]
