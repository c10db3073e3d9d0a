import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.characteristics import (
    Known,
    TrustEvidence,
    accessibility,
    maintenance,
    reciprocity,
    trust,
    understanding,
)
from nexalink.measures.counts import count_contacts
from nexalink.measures.readings import TieReadings
from nexalink.measures.reasons import Reason
from nexalink.measures.reciprocity import contact_reciprocity, value_balance
from nexalink.measures.responsiveness import find_openings, responsiveness
from tests.measures import oracles as oracle
from tests.measures.oracles import TIES, Gift, ledger
from tests.networks import Contact, columns_of, network

judgement = st.floats(0, 1) | st.just(math.nan)
evidence = st.tuples(judgement, judgement, judgement, st.integers(0, 5), st.integers(0, 5), st.booleans())
Evidence = tuple[float, float, float, int, int, bool]


def bounded(found: TieReadings) -> bool:
    inside = (found.value >= 0) & (found.value <= 100 + 1e-9)
    return bool(inside[found.known].all()) and bool(np.isnan(found.value[~found.known]).all())


@given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), max_size=10))
def test_understanding_is_the_share_of_seven_things(rows: list[list[bool]]) -> None:
    found = understanding(np.array(rows, dtype=np.bool_).reshape(-1, len(Known)))
    expected = [100 * sum(row) / 7 if any(row) else math.nan for row in rows]
    assert found.value.tolist() == pytest.approx(expected, nan_ok=True)
    assert set(found.parts) == {
        "goals", "challenges", "strengths", "how_met", "can_offer", "could_offer_me", "recent_note",
    }  # fmt: skip
    assert bounded(found)


@given(oracle.contacts, oracle.gifts, oracle.days)
def test_reciprocity_blends_value_and_contact(rows: list[Contact], gifts: list[Gift], on: int) -> None:
    contact = contact_reciprocity(count_contacts(columns_of(rows, ties=TIES), on=on))
    balance = value_balance(ledger(gifts), on=on)
    found = reciprocity(balance, contact)
    for tie in range(TIES):
        parts = [1 - abs(balance.value[tie]), contact.value[tie]]
        known = [part for part in parts if not math.isnan(part)]
        expected = 100 * sum(known) / len(known) if known else math.nan
        assert found.value[tie] == pytest.approx(expected, nan_ok=True)
    assert bounded(found)


def trusted(rows: list[Evidence]) -> TieReadings:
    columns = [np.array([row[part] for row in rows]) for part in range(6)]
    judged = [column.astype(np.float64) for column in columns[:3]]
    promises = [column.astype(np.int64) for column in columns[3:5]]
    return trust(TrustEvidence(*judged, *promises, columns[5].astype(np.bool_)))


@given(st.lists(evidence, max_size=10))
def test_trust_is_the_mean_of_what_speaks_for_it(rows: list[Evidence]) -> None:
    found = trusted(rows)
    for tie, (*judged, kept, broken, recommended) in enumerate(rows):
        parts = [part for part in judged if not math.isnan(part)]
        parts += [kept / (kept + broken)] if kept + broken else []
        parts += [1.0] if recommended else []
        expected = 100 * sum(parts) / len(parts) if parts else math.nan
        assert found.value[tie] == pytest.approx(expected, nan_ok=True)
    assert bounded(found)


@given(evidence)
def test_a_promise_kept_never_lowers_trust(row: Evidence) -> None:
    *judged, kept, broken, recommended = row
    if kept + broken == 0:
        kept = 1
    before = trusted([(*judged, kept, broken, recommended)]).value[0]
    after = trusted([(*judged, kept + 1, broken, recommended)]).value[0]
    assert after >= before - 1e-9


def test_no_recommendation_is_no_mistrust() -> None:
    assert trusted([(1.0, math.nan, math.nan, 0, 0, False)]).value[0] == 100
    nothing = trusted([(math.nan, math.nan, math.nan, 0, 0, False)])
    assert nothing.why[0] == Reason.NO_JUDGEMENT


Touch = tuple[int, int]
touched = st.sets(st.tuples(st.integers(0, TIES - 1), st.integers(0, 900)), max_size=40).map(sorted)
cadences = st.lists(st.just(math.nan) | st.integers(1, 400).map(float), min_size=TIES, max_size=TIES)


def maintained(rows: list[Touch], cadence: list[float], *, on: int) -> TieReadings:
    tie, day = (np.array([row[part] for row in rows], dtype=np.int32) for part in range(2))
    return maintenance(tie, day, cadence_days=np.array(cadence), on=on)


@given(touched, cadences, st.integers(0, 1000))
def test_maintenance_equals_its_slow_twin(rows: list[Touch], cadence: list[float], on: int) -> None:
    found = maintained(rows, cadence, on=on)
    for tie in range(TIES):
        days = [day for who, day in rows if who == tie]
        expected = oracle.maintained(days, cadence=cadence[tie], on=on)
        assert found.value[tie] == pytest.approx(expected, nan_ok=True)
    assert bounded(found)


@given(touched, cadences, st.integers(0, TIES - 1), st.integers(0, 900))
def test_one_more_touch_of_a_tracked_tie_never_lowers_maintenance(
    rows: list[Touch], cadence: list[float], tie: int, day: int
) -> None:
    cadence[tie] = 30.0
    first = min((one for who, one in rows if who == tie), default=day)
    before = maintained(rows, cadence, on=1000).value[tie]
    after = maintained(sorted({*rows, (tie, max(day, first))}), cadence, on=1000).value[tie]
    assert math.isnan(before) or after >= before - 1e-9


@pytest.mark.parametrize(
    ("days", "cadence", "value"),
    [
        ([635], 365.0, 100.0),
        ([635], 73.0, 20.0),
        ([900], 50.0, 50.0),
        ([1000], 50.0, 100.0),
        ([900, 950], math.nan, math.nan),
        ([800, 850, 900], math.nan, 100.0),
        ([500, 501, 502], math.nan, 0.0),
    ],
)
def test_a_day_is_inside_at_most_one_cadence_after_a_touch(
    days: list[int], cadence: float, value: float
) -> None:
    found = maintained([(0, day) for day in days], [cadence] * TIES, on=1000)
    assert found.value[0] == pytest.approx(value, nan_ok=True)
    assert found.why[1] == Reason.NO_CONTACT


def answers(text: str) -> TieReadings:
    columns = network(text)
    found = responsiveness(find_openings(columns, on=200), ties=columns.ties, on=200)
    return accessibility(found)


def conversations(name: str, *, answer_after: int | None, first: int = 1) -> str:
    lines = []
    for thread in range(first, first + 3):
        lines.append(f"{name} {thread} > message thread={thread}")
        if answer_after is not None:
            lines.append(f"{name} {thread + answer_after} < message thread={thread}")
    return "\n".join(lines)


def test_accessibility_blends_rates_and_speed() -> None:
    found = answers(conversations("ana", answer_after=1) + "\n" + conversations("ben", answer_after=3))
    # Both always answer; the norm is two days, and ben takes three.
    assert found.value.tolist() == pytest.approx([100, 100 * (1 + 2 / 3) / 2])
    assert found.parts["speed"].tolist() == pytest.approx([1, 2 / 3])
    assert found.counts["openings_mine"].tolist() == [3, 3]


def test_who_never_answers_has_no_speed_and_no_access() -> None:
    found = answers(conversations("ana", answer_after=None))
    assert found.value.tolist() == [0]
    assert np.isnan(found.parts["speed"]).all()


def test_too_few_openings_give_no_accessibility() -> None:
    found = answers("ana 1 > message\nana 2 < message")
    assert found.why.tolist() == [Reason.FEW_OPENINGS]


@given(oracle.contacts, oracle.days)
def test_accessibility_is_bounded(rows: list[Contact], on: int) -> None:
    columns = columns_of(rows, ties=TIES)
    assert bounded(accessibility(responsiveness(find_openings(columns, on=on), ties=TIES, on=on)))
