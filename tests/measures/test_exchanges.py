import pytest
from hypothesis import given

from nexalink.measures.exchanges import ExchangeKind, ExchangeSize, ValueWeights, weigh_exchanges
from tests.measures import oracles as oracle
from tests.measures.oracles import Gift, ledger


@given(oracle.gifts)
def test_weights_equal_their_slow_twin(rows: list[Gift]) -> None:
    assert weigh_exchanges(ledger(rows)).tolist() == [oracle.weight(row) for row in rows]


@pytest.mark.parametrize("size", list(ExchangeSize))
def test_one_click_and_one_page_have_no_size(size: ExchangeSize) -> None:
    rows = [Gift(0, 1, True, kind, size) for kind in (ExchangeKind.ENDORSEMENT, ExchangeKind.RECOMMENDATION)]
    assert weigh_exchanges(ledger(rows)).tolist() == [0.2, 3.0]


def test_the_weights_can_be_set() -> None:
    rows = [Gift(0, 1, True, ExchangeKind.ADVICE, size) for size in ExchangeSize]
    assert weigh_exchanges(ledger(rows), weights=ValueWeights(1, 2, 4)).tolist() == [1, 2, 4]
