import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.capacity import capacity
from nexalink.measures.diversity import Diversity, diversity
from nexalink.measures.layers import rank_layers
from nexalink.measures.steps import Step, StepEvidence, StepKind, StepRules, first_steps

ON = 1000
A_DAY = math.log(2) / 2
"""Contact days within 90 that closeness 1 stands for."""


def alike(sizes: list[int]) -> Diversity:
    codes = np.repeat(np.arange(len(sizes)), sizes)
    return diversity(codes, among=np.ones(codes.size, dtype=np.bool_), groups=len(sizes))


def evidence(closeness: list[float], **given_: object) -> StepEvidence:
    strength = np.array(closeness, dtype=np.float64)
    ties = strength.size
    fields = {
        "fade": [math.nan] * ties,
        "waiting_day": [math.nan] * ties,
        "genuine": [True] * ties,
        "balance": [math.nan] * ties,
        "one_sided": [0] * ties,
        "cadence_days": [math.nan] * ties,
        **{name: value for name, value in given_.items() if name not in {"touches", "spreads"}},
    }
    arrays = {name: np.array(value) for name, value in fields.items()}
    touches = np.array(given_.get("touches", []), dtype=np.int32)
    return StepEvidence(
        closeness=strength,
        rank=rank_layers(strength).rank,
        capacity=capacity(touches, cadence_days=arrays["cadence_days"].astype(np.float64), on=ON),
        spreads=given_.get("spreads", {}),  # type: ignore[arg-type]
        **arrays,
    )


def only(steps: tuple[Step, ...]) -> Step:
    assert len(steps) == 1
    return steps[0]


def test_close_ties_that_will_fall_silent_are_rescued_by_what_is_at_stake() -> None:
    step = only(first_steps(evidence([10.0, 8.0, 2.0, 1.0], fade=[0.5, 0.9, 0.6, 0.49]), on=ON))
    assert step.kind == StepKind.RESCUE
    assert step.ties.tolist() == [1, 0, 2]
    assert step.effect == pytest.approx(A_DAY * (8 * 0.9 + 10 * 0.5 + 2 * 0.6))
    assert step.numbers["count"] == 3


def test_beyond_the_fifty_nobody_is_rescued() -> None:
    closeness = [100.0 - tie for tie in range(60)]
    fade = [0.1] * 50 + [0.9] * 10
    assert first_steps(evidence(closeness, fade=fade), on=ON) == ()


@pytest.mark.parametrize(("waits", "named"), [(1, False), (2, True), (90, True), (91, False)])
def test_messages_wait_between_two_days_and_ninety(waits: int, named: bool) -> None:
    steps = first_steps(evidence([3.0], waiting_day=[float(ON - waits)]), on=ON)
    assert bool(steps) == named
    if named:
        assert steps[0].kind == StepKind.ANSWER
        assert steps[0].numbers["longest_wait_days"] == waits


def test_a_strangers_message_is_no_first_step() -> None:
    assert first_steps(evidence([3.0], waiting_day=[ON - 9.0], genuine=[False]), on=ON) == ()


def test_ties_that_the_owner_only_takes_from_are_evened_out() -> None:
    found = evidence([1.0, 2.0, 9.0, 4.0], balance=[-0.7, 0.9, -0.6, math.nan], one_sided=[0, 0, 0, -1])
    step = only(first_steps(found, on=ON))
    assert step.kind == StepKind.EVEN_OUT
    assert step.ties.tolist() == [3, 0]
    assert (step.numbers["taking"], step.numbers["only_they"]) == (1, 1)


def test_the_most_uniform_attribute_is_to_be_widened() -> None:
    spreads = {"industry": alike([70, 30]), "function": alike([90, 10]), "place": alike([50, 50, 50])}
    step = only(first_steps(evidence([1.0] * 10, spreads=spreads), on=ON))
    assert (step.kind, step.attribute) == (StepKind.FILL, "function")
    assert step.numbers["largest_share"] == pytest.approx(0.9)
    assert step.ties.size == 0


def test_over_capacity_the_least_close_tracked_ties_may_fade() -> None:
    touches = list(range(600, 1001, 30))
    step = only(
        first_steps(evidence([5.0, 1.0, 3.0], cadence_days=[7.0, 7.0, math.nan], touches=touches), on=ON)
    )
    assert step.kind == StepKind.LET_FADE
    assert step.ties.tolist() == [1, 0]
    assert step.numbers["over_per_month"] == pytest.approx(2 * 30.4 / 7 - 1)


def test_within_capacity_nobody_is_let_go() -> None:
    touches = list(range(600, 1001, 10))
    assert first_steps(evidence([5.0], cadence_days=[91.0], touches=touches), on=ON) == ()


chance = st.floats(0, 1) | st.just(math.nan)
ties = st.lists(
    st.tuples(st.integers(0, 40), chance, st.integers(800, 1000), st.sampled_from([-1, 0, 1])), max_size=70
)


@given(ties)
def test_at_most_five_steps_the_largest_effect_first(rows: list[tuple[int, float, int, int]]) -> None:
    found = evidence(
        [float(row[0]) for row in rows],
        fade=np.array([row[1] for row in rows], dtype=np.float64),
        waiting_day=np.array([row[2] for row in rows], dtype=np.float64),
        genuine=np.ones(len(rows), dtype=np.bool_),
        balance=np.full(len(rows), np.nan),
        one_sided=np.array([row[3] for row in rows], dtype=np.int8),
        cadence_days=np.full(len(rows), 3.0),
        touches=list(range(600, 1001, 30)),
        spreads={"industry": alike([30])},
    )
    steps = first_steps(found, on=ON)
    effects = [step.effect for step in steps]
    assert effects == sorted(effects, reverse=True)
    assert all(effect >= 0 for effect in effects)
    assert len({step.kind for step in steps}) == len(steps) <= 5
    assert all(step.ties.size <= 5 for step in steps)
    assert len(first_steps(found, on=ON, rules=StepRules(most=1))) <= 1
