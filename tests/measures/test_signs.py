import numpy as np
from hypothesis import given

from nexalink.measures.counts import count_contacts, count_second_contacts, last_inbound_day
from nexalink.measures.positive_signs import IntroductionColumns
from nexalink.measures.reciprocity import network_balance
from nexalink.measures.requests import RequestColumns, request_outcomes
from nexalink.measures.responsiveness import find_openings
from nexalink.measures.sign import SignId, SignKind, SignState, SignThresholds
from nexalink.measures.signs import SignEvidence, all_signs
from tests.measures import oracles as oracle
from tests.measures.oracles import TIES, Gift, ledger
from tests.networks import Contact, columns_of

BY_HAND = {SignId.CANNOT_REMEMBER_HALF, SignId.UNCOMFORTABLE_REACHING_OUT}


def evidence_of(rows: list[Contact], gifts: list[Gift], *, on: int) -> SignEvidence:
    columns = columns_of(rows, ties=TIES)
    counts = count_contacts(columns, on=on)
    unknown, nothing = np.full(TIES, np.nan), np.zeros(0)
    added, without = count_second_contacts(columns, connected_day=unknown, on=on)
    requests = RequestColumns(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.bool_), nothing)
    return SignEvidence(
        openings=find_openings(columns, on=on),
        exchanges=ledger(gifts),
        balance=network_balance(ledger(gifts), on=on),
        introductions=IntroductionColumns(np.zeros(0, dtype=np.int32), nothing, nothing),
        requests=request_outcomes(requests, on=on),
        spreads={},
        genuine=counts.two_way_recent,
        connection=np.ones(TIES, dtype=np.bool_),
        two_way=counts.two_way,
        noted=np.zeros(TIES, dtype=np.bool_),
        active=on - counts.last_contact_day <= 365,
        one_sided=counts.one_sided,
        last_contact_day=counts.last_contact_day,
        inbound_day=last_inbound_day(columns, on=on),
        comfortable=unknown,
        seniority=unknown,
        own_seniority=3.0,
        added=added,
        added_without=without,
        recall_asked=0,
        recall_known=0,
        first_day=0,
    )


@given(oracle.contacts, oracle.gifts, oracle.days)
def test_all_twelve_come_in_the_articles_order_with_their_evidence(
    rows: list[Contact], gifts: list[Gift], on: int
) -> None:
    signs = all_signs(evidence_of(rows, gifts, on=on), on=on)
    assert [sign.id for sign in signs] == list(SignId)
    assert [sign.kind for sign in signs] == [SignKind.POSITIVE] * 6 + [SignKind.WARNING] * 6
    for sign in signs:
        assert (sign.state == SignState.NOT_ENOUGH_DATA) == bool(sign.why)
        assert sign.from_day <= sign.to_day
        if sign.id != SignId.UNSOLICITED_OPPORTUNITIES:
            assert 0 <= sign.numerator <= sign.denominator


def test_an_empty_network_shows_no_sign() -> None:
    signs = all_signs(evidence_of([], [], on=900), on=900)
    assert {sign.state for sign in signs} == {SignState.NOT_ENOUGH_DATA}


def test_thresholds_can_be_set() -> None:
    # Four connections that were never spoken to: enough to judge once four are.
    signs = all_signs(evidence_of([], [], on=900), on=900, thresholds=SignThresholds(least=4))
    present = {sign.id for sign in signs if sign.state == SignState.PRESENT}
    assert present == BY_HAND
