import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.columns import Kind
from nexalink.measures.exchanges import Asked, ExchangeKind
from nexalink.measures.positive_signs import (
    IntroductionColumns,
    asked_for_help,
    introductions_well_received,
    messages_answered,
    requests_accepted,
    senior_people_engage,
    unsolicited_opportunities,
    year_of_openings,
)
from nexalink.measures.reasons import Reason
from nexalink.measures.requests import Acceptance, RequestOutcomes
from nexalink.measures.responsiveness import find_openings
from nexalink.measures.sign import Sign, SignState, SignThresholds
from tests.measures import oracles as oracle
from tests.measures.oracles import TIES, Gift, ledger
from tests.networks import Contact, columns_of, network

LIMITS = SignThresholds()
PRESENT, ABSENT, UNKNOWN = SignState.PRESENT, SignState.ABSENT, SignState.NOT_ENOUGH_DATA


# ---------------------------------------------------------------------------------------------------- opportunities


def opportunity(day: int, **changes: object) -> Gift:
    gift = Gift(0, day, given=False, kind=ExchangeKind.OPPORTUNITY, asked=Asked.NO)
    return gift._replace(**changes)


def opportunities(*rows: Gift, on: int = 1000) -> Sign:
    return unsolicited_opportunities(ledger(rows), on=on, limits=LIMITS)


@given(oracle.gifts, st.integers(0, 1200))
def test_opportunities_are_counted_as_defined(rows: list[Gift], on: int) -> None:
    found = opportunities(*rows, on=on)
    sought = {ExchangeKind.OPPORTUNITY, ExchangeKind.REFERRAL}
    came = [
        row
        for row in rows
        if row.kind in sought and not row.given and row.asked == Asked.NO and on - 365 < row.day <= on
    ]
    assert found.numerator == len(came)
    assert set(found.ties.tolist()) == {row.tie for row in came if row.tie >= 0}
    assert 1 <= found.denominator <= 4


@pytest.mark.parametrize(
    ("days", "state"), [([100, 700, 800, 900, 990], PRESENT), ([100, 800, 900, 990], ABSENT)]
)
def test_one_opportunity_a_quarter_is_wanted(days: list[int], state: SignState) -> None:
    assert opportunities(*map(opportunity, days)).state == state


def test_a_young_ledger_is_held_against_its_own_quarters() -> None:
    found = opportunities(opportunity(950))
    assert (found.state, found.numerator, found.denominator) == (PRESENT, 1, 1)


@pytest.mark.parametrize(
    "change",
    [{"given": True}, {"asked": Asked.YES}, {"asked": Asked.UNKNOWN}, {"kind": ExchangeKind.ADVICE}],
)
def test_only_what_came_unasked_counts(change: dict[str, object]) -> None:
    found = opportunities(opportunity(990, **change))
    assert (found.state, found.numerator) == (ABSENT, 0)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [opportunity(990, kind=ExchangeKind.ENDORSEMENT), opportunity(990, kind=ExchangeKind.RECOMMENDATION)],
        [opportunity(400)],
        [opportunity(1001)],
    ],
)
def test_a_ledger_that_is_not_kept_tells_nothing(rows: list[Gift]) -> None:
    found = opportunities(*rows)
    assert (found.state, found.why) == (UNKNOWN, Reason.LEDGER_NOT_KEPT)


# ------------------------------------------------------------------------------------------------------------- help


def help_asked(text: str, *gifts: Gift, genuine: int = 10, on: int = 1000) -> Sign:
    columns = network(text)
    ties = max(columns.ties, genuine)
    return asked_for_help(
        find_openings(columns, on=on),
        ledger(gifts, ties=ties),
        genuine=np.arange(ties) < genuine,
        on=on,
        limits=LIMITS,
    )


@given(oracle.contacts, oracle.gifts, oracle.days, st.lists(st.booleans(), min_size=TIES, max_size=TIES))
def test_who_turns_to_the_owner_equals_its_slow_twin(
    rows: list[Contact], gifts: list[Gift], on: int, genuine: list[bool]
) -> None:
    found = asked_for_help(
        find_openings(columns_of(rows, ties=TIES), on=on),
        ledger(gifts),
        genuine=np.array(genuine),
        on=on,
        limits=LIMITS,
    )
    turned = {
        one.tie
        for one in oracle.openings(rows, on=on)
        if one.begins and not one.mine and not one.note and one.day > on - 365
    }
    turned |= {
        gift.tie for gift in gifts if gift.given and gift.asked == Asked.YES and on - 365 < gift.day <= on
    }
    assert found.ties.tolist() == sorted(tie for tie in turned if tie >= 0 and genuine[tie])
    assert (found.numerator, found.denominator) == (found.ties.size, sum(genuine))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("ana 900 < message", PRESENT),
        ("ana 900 < message note", ABSENT),
        ("ana 600 < message", ABSENT),
        ("ana 600 > message\nana 900 < message", ABSENT),
        ("ana 900 < mail size=3", ABSENT),
    ],
)
def test_a_tenth_of_the_genuine_ties_is_enough(text: str, state: SignState) -> None:
    assert help_asked(text).state == state


def test_help_that_was_asked_for_counts_like_a_message() -> None:
    assert help_asked("", Gift(3, 900, given=True, asked=Asked.YES)).ties.tolist() == [3]
    assert help_asked("", Gift(3, 900, given=True, asked=Asked.NO)).state == ABSENT
    assert help_asked("", Gift(-1, 900, given=True, asked=Asked.YES)).state == ABSENT


def test_below_ten_genuine_ties_nothing_is_said() -> None:
    assert help_asked("ana 900 < message", genuine=9).why == Reason.FEW_TIES


# --------------------------------------------------------------------------------------------- requests and answers


@pytest.mark.parametrize(
    ("sent", "accepted", "state"),
    [(9, 9, UNKNOWN), (10, 5, PRESENT), (10, 4, ABSENT), (0, 0, UNKNOWN)],
)
def test_half_of_ten_requests_are_accepted(sent: int, accepted: int, state: SignState) -> None:
    out = Acceptance(sent, accepted, sent - accepted, 3)
    found = requests_accepted(RequestOutcomes(820, 1000, out, Acceptance(50, 0, 50, 0)), limits=LIMITS)
    assert (found.state, found.numerator, found.denominator) == (state, accepted, sent)
    assert (found.from_day, found.to_day) == (820, 1000)


def begun(answered: int, unanswered: int, *, day: int = 900) -> str:
    lines = [f"ana {day} > message thread={thread}" for thread in range(answered + unanswered)]
    lines += [f"ana {day} < message thread={thread} at={thread + 1}" for thread in range(answered)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("answered", "unanswered", "state"),
    [(5, 5, PRESENT), (4, 6, ABSENT), (9, 0, UNKNOWN)],
)
def test_half_of_ten_conversations_are_answered(answered: int, unanswered: int, state: SignState) -> None:
    openings = find_openings(network(begun(answered, unanswered)), on=1000)
    found = messages_answered(openings, on=1000, limits=LIMITS)
    assert (found.state, found.numerator, found.denominator) == (state, answered, answered + unanswered)


@given(oracle.contacts, oracle.days)
def test_the_year_of_openings_equals_its_slow_twin(rows: list[Contact], on: int) -> None:
    found = year_of_openings(find_openings(columns_of(rows, ties=TIES), on=on), on=on, limits=LIMITS)
    kinds = (Kind.MESSAGE, Kind.MAIL)
    expected = oracle.answered_conversations(rows, on=on, since=on - 364, kinds=kinds)
    assert found == (*expected, on - 364, on - 14)


# ---------------------------------------------------------------------------------------------------- introductions


def introduced(*rows: tuple[float, float], day: int = 900) -> Sign:
    made = IntroductionColumns(
        day=np.full(len(rows), day, dtype=np.int32),
        first_good=np.array([row[0] for row in rows], dtype=np.float64),
        second_good=np.array([row[1] for row in rows], dtype=np.float64),
    )
    return introductions_well_received(made, on=1000, first_day=1, limits=LIMITS)


def test_seven_of_ten_introductions_pleased_both() -> None:
    good, bad, open_one = (1.0, 1.0), (1.0, 0.0), (1.0, math.nan)
    assert introduced(*[good] * 7, *[bad] * 3).state == PRESENT
    assert introduced(*[good] * 6, *[bad] * 3).state == ABSENT
    assert introduced(*[good] * 2, *[open_one] * 5).why == Reason.FEW_INTRODUCTIONS
    assert introduced(*[good] * 3, *[open_one] * 5).denominator == 3
    assert introduced(*[good] * 3, day=1001).state == UNKNOWN


# --------------------------------------------------------------------------------------------------- senior people


def engaged(seniority: list[float], inbound: list[float], *, own: float = 3.0, genuine: bool = True) -> Sign:
    return senior_people_engage(
        np.array(seniority),
        own=own,
        genuine=np.full(len(seniority), genuine),
        inbound_day=np.array(inbound),
        on=1000,
        limits=LIMITS,
    )


def test_five_people_further_on_who_still_engage() -> None:
    found = engaged([5.0] * 6 + [3.0] * 4, [900.0] * 5 + [600.0] + [900.0] * 4)
    assert (found.state, found.numerator, found.denominator) == (PRESENT, 5, 6)
    assert found.ties.tolist() == [0, 1, 2, 3, 4]
    assert engaged([5.0] * 4 + [3.0] * 6, [900.0] * 10).state == ABSENT


def test_without_stages_nothing_is_said() -> None:
    assert engaged([5.0] * 10, [900.0] * 10, own=math.nan).why == Reason.STAGE_UNKNOWN
    assert engaged([math.nan] * 9 + [5.0], [900.0] * 10).state == UNKNOWN
    assert engaged([5.0] * 10, [900.0] * 10, genuine=False).numerator == 0


def test_who_never_wrote_does_not_engage() -> None:
    assert engaged([5.0] * 10, [math.nan] * 10).numerator == 0
