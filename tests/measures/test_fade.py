import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.closeness import TouchDays
from nexalink.measures.columns import Direction, Kind
from nexalink.measures.fade import FEATURES, fade, fade_with_check, reach_out_order, self_check, shipped_model
from nexalink.measures.fade_features import TouchTable, contact_days, features_on, tie_features, why_not_asked
from nexalink.measures.fade_model import sigmoid
from nexalink.measures.reasons import Reason
from tests.measures import oracles_fade as oracle
from tests.measures.oracles_fade import columns_of, rows_of_contact, talks


@given(rows_of_contact, st.integers(0, 900), st.sampled_from([30, 45, 90]))
def test_terms_and_conditions_equal_their_slow_twins(rows: list[oracle.Row], on: int, horizon: int) -> None:
    contacts = contact_days(columns_of(rows), until_day=900)
    table = features_on(contacts, on_day=on, horizon_days=horizon)
    why = why_not_asked(contacts, on_day=on, horizon_days=horizon)
    for tie in range(5):
        slow = oracle.fade_terms(rows, tie, on=on, horizon=horizon)
        expected = [np.nan] * 5 if slow is None else slow
        assert table[tie].tolist() == pytest.approx(expected, abs=1e-6, nan_ok=True)
        assert (why[tie] == Reason.KNOWN) == oracle.can_be_asked(rows, tie, on=on, horizon=horizon)


@given(rows_of_contact, st.integers(0, 900))
def test_p_silent_is_a_chance_exactly_where_the_question_can_be_asked(
    rows: list[oracle.Row], on: int
) -> None:
    found = fade(columns_of(rows), on_day=on)
    known = found.why == Reason.KNOWN
    assert (np.isnan(found.p_silent) == ~known).all()
    assert ((found.p_silent[known] > 0) & (found.p_silent[known] < 1)).all()


@given(rows_of_contact, st.integers(0, 900))
def test_the_parts_add_up_to_the_forecast(rows: list[oracle.Row], on: int) -> None:
    found = fade(columns_of(rows), on_day=on)
    asked = found.why == Reason.KNOWN
    whole = sigmoid(found.base + found.contributions[asked].sum(axis=1))
    assert np.array_equal(whole, found.p_silent[asked])
    odds = shipped_model().log_odds(
        features_on(contact_days(columns_of(rows), until_day=on), on_day=on, horizon_days=90)
    )
    if not found.refit.adopted:
        assert found.p_silent[asked] == pytest.approx(sigmoid(-odds[asked]))


@given(
    st.lists(st.integers(0, 700), min_size=1, max_size=20),
    st.integers(0, 180),
    st.lists(st.integers(0, 880), max_size=30),
)
def test_one_more_touch_today_never_raises_the_risk(days: list[int], ago: int, others: list[int]) -> None:
    past = talks(0, [*days, *[880 - ago] * 2]) + talks(1, others)
    before = contact_days(columns_of(past), until_day=880)
    after = contact_days(columns_of([*past, (0, 880, Direction.OUT, Kind.MESSAGE, 1)]), until_day=880)
    assert why_not_asked(before, on_day=880, horizon_days=90)[0] == Reason.KNOWN
    model = shipped_model()
    kept = [model.keep(features_on(one, on_day=880, horizon_days=90))[0] for one in (before, after)]
    assert kept[1] >= kept[0] - 1e-12


@given(rows_of_contact, st.integers(0, 900))
def test_the_chance_falls_day_by_day_without_contact(rows: list[oracle.Row], on: int) -> None:
    contacts = contact_days(columns_of(rows), until_day=on)
    model = shipped_model()
    now = features_on(contacts, on_day=on, horizon_days=90)
    later = features_on(contacts, on_day=on + 1, horizon_days=90)
    # All else equal: what the owner writes to others in the meantime is another matter.
    later[:, FEATURES.index("own_activity")] = now[:, FEATURES.index("own_activity")]
    known = ~np.isnan(now[:, 0])
    assert (model.keep(later)[known] < model.keep(now)[known]).all()


def test_the_signs_of_the_shipped_slopes_are_those_of_the_page() -> None:
    slopes = dict(zip(FEATURES, shipped_model().slopes_, strict=True))
    assert slopes["days_since"] < 0
    assert slopes["closeness"] > 0
    assert slopes["span"] > 0
    assert slopes["burstiness"] < 0
    assert slopes["own_activity"] > 0


@given(rows_of_contact, st.integers(0, 900), st.integers(-3_000, 3_000), st.randoms())
def test_neither_the_calendar_nor_the_order_within_a_day_matters(
    rows: list[oracle.Row], on: int, shift: int, random: object
) -> None:
    moved = [(tie, day + shift, *rest) for tie, day, *rest in rows]
    random.shuffle(moved)  # type: ignore[attr-defined]
    here, there = fade(columns_of(rows), on_day=on), fade(columns_of(moved), on_day=on + shift)
    assert np.array_equal(here.p_silent, there.p_silent, equal_nan=True)


@given(rows_of_contact, st.integers(0, 900), st.permutations(range(5)))
def test_the_numbering_of_ties_does_not_matter(rows: list[oracle.Row], on: int, numbers: list[int]) -> None:
    renamed = [(numbers[tie], *rest) for tie, *rest in rows]
    here, there = fade(columns_of(rows), on_day=on), fade(columns_of(renamed), on_day=on)
    assert there.p_silent[numbers] == pytest.approx(here.p_silent, nan_ok=True)


@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=20, unique=True),
    st.integers(300, 400),
    st.integers(2, 9),
)
def test_rescaling_time_and_horizon_together_changes_nothing(days: list[int], on: int, factor: int) -> None:
    def terms(scale: int) -> np.ndarray:
        day = np.array(sorted(days), dtype=np.int32) * scale
        touch = TouchDays(1, np.zeros(day.size, dtype=np.int32), day, np.ones(day.size))
        return tie_features(
            TouchTable.of(touch),
            on_day=on * scale,
            horizon_days=90.0 * scale,
            own_recent=3.0,
            own_before=1.0,
            day_length=float(scale),
        )

    assert terms(factor) == pytest.approx(terms(1), abs=1e-9)


def test_reasons_say_which_condition_is_not_met() -> None:
    rows = [
        *talks(0, [300, 340, 400]),
        (1, 400, Direction.IN, Kind.MAIL, 1),
        *[(2, day, Direction.OUT, Kind.MAIL, 1) for day in (390, 395, 400)],
        *talks(3, [10, 20, 30]),
    ]
    found = fade(columns_of(rows), on_day=420)
    assert found.why.tolist() == [
        Reason.KNOWN,
        Reason.FEW_MESSAGES,
        Reason.ONE_WAY,
        Reason.LONG_SILENT,
        Reason.NO_CONTACT,
    ]
    assert found.terms(1) == ()


def test_terms_stand_largest_first_and_evidence_is_in_plain_numbers() -> None:
    rows = talks(0, [*range(0, 360, 20), 379]) + talks(1, [300, 310, 420]) + talks(2, [400, 410, 415])
    found = fade(columns_of(rows), on_day=420)
    sizes = [abs(term.contribution) for term in found.terms(0)]
    assert sizes == sorted(sizes, reverse=True)
    assert {term.feature for term in found.terms(0)} == set(FEATURES)
    assert found.evidence.days_since[0] == pytest.approx(41)
    assert found.evidence.recent_days[0] == 6
    assert found.evidence.earlier_days[0] == 9
    assert found.evidence.span_days[0] == pytest.approx(379)


def test_reach_out_now_names_close_ties_at_risk_by_touch_days_at_risk() -> None:
    p_silent = np.array([0.9, 0.6, 0.4, np.nan, 0.9])
    closeness = np.array([1.0, 5.0, 9.0, 3.0, 8.0])
    rank = np.array([4, 2, 1, 3, 51])
    assert reach_out_order(p_silent, closeness, rank).tolist() == [1, 0]


def busy_network(generator: np.random.Generator, *, ties: int, days: int) -> list[oracle.Row]:
    """Ties of very different pace, some of which end for good at a random day."""
    rows: list[oracle.Row] = []
    for tie in range(ties):
        pace = generator.lognormal(-3.5, 1.0)
        end = generator.integers(days // 3, 2 * days)
        for day in np.flatnonzero(generator.random(days) < pace):
            if day <= end:
                rows += talks(tie, [int(day)])
    return rows


def test_self_check_waits_for_enough_outcomes_then_tells_what_it_would_have_found() -> None:
    rows = busy_network(np.random.default_rng(3), ties=150, days=1_000)
    found = self_check(columns_of(rows, ties=150), on_day=999)
    assert found.known
    assert found.outcomes >= 200
    assert 0 < found.silent <= found.named <= 20
    assert found.calendar_silent <= found.named
    assert found.fell_silent <= found.ties
    assert found.reliability.ties.sum() == found.outcomes
    assert str(found.silent) in found.sentence
    small = self_check(columns_of(talks(0, range(0, 900, 30))), on_day=899)
    assert not small.known
    assert small.why == Reason.FEW_PAST_WINDOWS
    assert "Too early" in small.sentence


def test_refit_is_adopted_only_where_the_owners_last_window_is_forecast_better() -> None:
    rows = busy_network(np.random.default_rng(5), ties=200, days=1_200)
    found, checked = fade_with_check(columns_of(rows, ties=200), on_day=1_199)
    assert found.refit.outcomes >= 60
    assert found.refit.adopted == (found.refit.brier_refit < found.refit.brier_shipped)
    assert found.calibrated == found.refit.adopted
    assert checked.sentence == self_check(columns_of(rows, ties=200), on_day=1_199).sentence
    tiny = fade(columns_of(talks(0, range(0, 900, 30))), on_day=899)
    assert not tiny.calibrated


def test_the_future_is_not_looked_at() -> None:
    rows = busy_network(np.random.default_rng(7), ties=40, days=800)
    past = [row for row in rows if row[1] <= 500]
    whole, cut = fade(columns_of(rows, ties=40), on_day=500), fade(columns_of(past, ties=40), on_day=500)
    assert np.array_equal(whole.p_silent, cut.p_silent, equal_nan=True)


def test_no_interactions_at_all() -> None:
    found = fade(columns_of([]), on_day=100)
    assert np.isnan(found.p_silent).all()
    assert (found.why == Reason.NO_CONTACT).all()
    assert self_check(columns_of([]), on_day=100).outcomes == 0
