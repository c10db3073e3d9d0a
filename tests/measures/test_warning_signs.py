import math

import numpy as np
import pytest

from nexalink.measures.diversity import Diversity, diversity
from nexalink.measures.reasons import Reason
from nexalink.measures.reciprocity import NetworkBalance, network_balance
from nexalink.measures.responsiveness import find_openings
from nexalink.measures.sign import Sign, SignState, SignThresholds
from nexalink.measures.warning_signs import (
    adding_as_habit,
    cannot_remember_half,
    homogeneous,
    one_way_value,
    outreach_unanswered,
    uncomfortable_reaching_out,
)
from tests.measures.oracles import Gift, ledger
from tests.networks import network

LIMITS = SignThresholds()
PRESENT, ABSENT, UNKNOWN = SignState.PRESENT, SignState.ABSENT, SignState.NOT_ENOUGH_DATA
ON = 1000


def first(count: int, *, of: int) -> np.ndarray:
    return np.arange(of) < count


# ---------------------------------------------------------------------------------------------------------- recall


def remembered(*, asked: int = 0, known: int = 0, blank: int = 0, of: int = 20) -> Sign:
    return cannot_remember_half(
        recall_asked=asked,
        recall_known=known,
        connection=np.ones(of, dtype=np.bool_),
        two_way=~first(blank, of=of),
        noted=np.zeros(of, dtype=np.bool_),
        first_day=1,
        on=ON,
        limits=LIMITS,
    )


@pytest.mark.parametrize(
    ("asked", "known", "state", "basis"),
    [
        (20, 9, PRESENT, "recall"),
        (20, 10, ABSENT, "recall"),
        (19, 0, ABSENT, "estimate"),
    ],
)
def test_a_recall_check_of_twenty_wins_over_the_estimate(
    asked: int, known: int, state: SignState, basis: str
) -> None:
    found = remembered(asked=asked, known=known)
    assert (found.state, found.basis, found.estimate) == (state, basis, basis == "estimate")


def test_the_estimate_counts_connections_without_talk_or_note() -> None:
    assert remembered(blank=11).state == PRESENT
    assert remembered(blank=10).state == ABSENT
    assert remembered(blank=11).ties.tolist() == list(range(11))
    assert remembered(of=9, blank=9).why == Reason.FEW_TIES


def test_a_note_is_as_good_as_a_talk_and_others_do_not_count() -> None:
    found = cannot_remember_half(
        recall_asked=0,
        recall_known=0,
        connection=first(12, of=20),
        two_way=np.zeros(20, dtype=np.bool_),
        noted=first(6, of=20),
        first_day=1,
        on=ON,
        limits=LIMITS,
    )
    assert (found.state, found.numerator, found.denominator) == (ABSENT, 6, 12)


# -------------------------------------------------------------------------------------------------------- outreach


@pytest.mark.parametrize(
    ("answered", "begun", "state"), [(2, 10, PRESENT), (3, 10, ABSENT), (0, 9, UNKNOWN), (0, 10, PRESENT)]
)
def test_outreach_goes_unanswered_below_thirty_per_cent(answered: int, begun: int, state: SignState) -> None:
    lines = [f"ana 900 > message thread={thread}" for thread in range(begun)]
    lines += [f"ana 901 < message thread={thread}" for thread in range(answered)]
    found = outreach_unanswered(find_openings(network("\n".join(lines)), on=ON), on=ON, limits=LIMITS)
    assert (found.state, found.numerator, found.denominator) == (state, answered, begun)


# --------------------------------------------------------------------------------------------------------- comfort


def comfort(judged: list[float], last: list[float], *, connections: int | None = None) -> Sign:
    ties = len(judged)
    return uncomfortable_reaching_out(
        comfortable=np.array(judged),
        connection=first(ties if connections is None else connections, of=ties),
        last_contact_day=np.array(last),
        first_day=1,
        on=ON,
        limits=LIMITS,
    )


def test_twenty_judgements_win_over_the_estimate() -> None:
    nobody = [math.nan] * 20
    assert comfort([0.0] * 11 + [1.0] * 9, nobody).state == PRESENT
    assert comfort([0.0] * 10 + [1.0] * 10, nobody).state == ABSENT
    assert comfort([0.0] * 10 + [1.0] * 10, nobody).basis == "judged"
    assert comfort([1.0] * 19 + [math.nan], nobody).basis == "estimate"


@pytest.mark.parametrize(("day", "silent"), [(270.0, True), (271.0, False), (math.nan, True)])
def test_the_estimate_takes_two_years_of_silence(day: float, silent: bool) -> None:
    found = comfort([math.nan] * 10, [day] * 10)
    assert found.state == (PRESENT if silent else ABSENT)
    assert found.estimate
    assert found.from_day == 271


def test_too_few_connections_say_nothing_about_comfort() -> None:
    assert comfort([math.nan] * 20, [math.nan] * 20, connections=9).why == Reason.FEW_TIES


# ----------------------------------------------------------------------------------------------------- homogeneous


def spread(*sizes: int) -> Diversity:
    codes = np.repeat(np.arange(len(sizes)), sizes)
    return diversity(codes, among=np.ones(codes.size, dtype=np.bool_), groups=len(sizes))


def alike(**spreads: Diversity) -> Sign:
    return homogeneous(spreads, first_day=1, on=ON, limits=LIMITS)


def test_one_attribute_is_enough_to_be_of_a_kind() -> None:
    found = alike(industry=spread(10, 10, 10), function=spread(25, 5))
    assert (found.state, found.basis, found.numerator, found.denominator) == (PRESENT, "function", 25, 30)


def test_a_mixed_network_names_its_largest_share() -> None:
    found = alike(industry=spread(10, 10, 10), function=spread(18, 12))
    assert (found.state, found.basis) == (ABSENT, "function")


def test_place_makes_nobody_of_a_kind_and_few_known_say_nothing() -> None:
    assert alike(place=spread(30)).why == Reason.FEW_KNOWN
    assert alike(industry=spread(9)).state == UNKNOWN


# --------------------------------------------------------------------------------------------------------- one way


def one_way(balance: NetworkBalance, *, sided: int = 0, active: int = 20) -> Sign:
    return one_way_value(
        balance, active=first(active, of=40), one_sided=first(sided, of=40), first_day=1, on=ON, limits=LIMITS
    )


def entries(given: int, received: int) -> NetworkBalance:
    rows = [Gift(0, 700, given=True)] * given + [Gift(0, 700, given=False)] * received
    return network_balance(ledger(rows), on=ON)


def test_a_ledger_that_tilts_is_told_in_value() -> None:
    found = one_way(entries(20, 0))
    assert (found.state, found.basis) == (PRESENT, "value")
    assert found.share == pytest.approx(abs(entries(20, 0).value))
    assert one_way(entries(0, 20)).state == PRESENT


def test_below_ten_entries_contact_speaks() -> None:
    assert one_way(entries(9, 0)).basis == "contact"
    assert one_way(entries(9, 0), active=9).state == UNKNOWN
    assert one_way(entries(6, 6), active=9).basis == "value"
    assert one_way(entries(6, 6), active=9).state == ABSENT


def test_more_than_half_of_the_active_ties_run_one_way() -> None:
    assert one_way(entries(0, 0), sided=11).state == PRESENT
    assert one_way(entries(0, 0), sided=10).state == ABSENT
    assert one_way(entries(0, 0), sided=40, active=20).numerator == 20


# ---------------------------------------------------------------------------------------------------------- adding


@pytest.mark.parametrize(
    ("without", "judged", "state"),
    [(8, 10, PRESENT), (7, 10, ABSENT), (63, 90, ABSENT), (64, 90, PRESENT), (9, 9, UNKNOWN)],
)
def test_adding_is_a_habit_above_seventy_per_cent(without: int, judged: int, state: SignState) -> None:
    found = adding_as_habit(first(judged, of=100), first(without, of=100), on=ON, limits=LIMITS)
    assert (found.state, found.numerator, found.denominator) == (state, without, judged)
    assert (found.from_day, found.to_day) == (ON - 365, ON - 90)
