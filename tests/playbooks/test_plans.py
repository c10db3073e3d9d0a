"""Dates of plans: before the launch, one a working day, slowly over months."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nexalink.playbooks.plans import ASK_KINDS, next_free_day, plan_steps, steps_with

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(1, 400), st.sampled_from([*ASK_KINDS, ""]))
def test_a_launch_is_asked_for_between_today_and_its_day_and_thanked_after(
    on: date, away: int, kind: str
) -> None:
    day = on + timedelta(days=away)
    ask, thank = steps_with("launch", name="Ada", on=on, day=day, ask_kind=kind)
    assert on <= ask.due_on < day < thank.due_on


@given(DAYS, st.sets(st.integers(0, 40)))
def test_a_free_day_is_a_working_day_that_nobody_has(on: date, taken: set[int]) -> None:
    days = [on + timedelta(days=number) for number in taken]
    found = next_free_day(on, days)
    assert found >= on
    assert found.weekday() < 5
    assert found not in days


def test_a_mentor_is_given_to_before_anything_is_asked() -> None:
    kinds = [step.kind for step in steps_with("mentorship", name="Ada {x}", on=date(2026, 1, 1))]
    assert kinds.index("give") < kinds.index("ask")
    assert kinds[-1] == "ask"


def test_every_step_has_words_that_fit_its_column() -> None:
    name = "N" * 400
    for kind in ("job_search", "launch", "mentorship", "deepening"):
        found = steps_with(kind, name=name, on=date(2026, 1, 1), day=date(2026, 5, 1))
        assert found
        assert all(name in step.what for step in found)


def test_only_plans_with_an_end_have_a_look_back_of_their_own() -> None:
    on = date(2026, 1, 1)
    assert [step.kind for step in plan_steps("job_search", on=on)] == ["review"]
    assert plan_steps("launch", on=on, day=date(2026, 2, 1))[0].due_on == date(2026, 2, 15)
    assert plan_steps("mentorship", on=on) == plan_steps("deepening", on=on) == []
