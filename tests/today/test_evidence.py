"""What an audit measured of a tie is said beside the reason, and only what is known well enough."""

from typing import Any

import pytest

from nexalink.today.evidence import evidence

NOTHING: dict[str, Any] = {"readings": {}, "fade": {"p_silent": None, "why": "too young"}}


def reading(*, alone: int = 0, openings: int = 0, fade: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "readings": {
            "bridge": {"value": 0.0, "counts": {"circles": 3, "alone": alone}},
            "answer_forecast": {"value": 0.5, "counts": {"openings": openings, "answered": openings}},
        },
        "fade": fade or {"p_silent": None},
    }


@pytest.mark.parametrize("said", [{}, NOTHING, reading(), reading(openings=2)])
def test_too_little_data_says_nothing(said: dict[str, Any]) -> None:
    assert evidence(said) == ""


def test_a_bridge_and_answers_are_said_in_this_order() -> None:
    assert evidence(reading(alone=2, openings=4)) == (
        "Your only way into 2 of 3 circles; answered 4 of your 4 openings within a week"
    )


def test_who_owes_an_answer_is_not_told_whether_they_would_answer() -> None:
    assert evidence(reading(openings=4), opening=False) == ""


def test_likely_silence_names_its_strongest_reason() -> None:
    fade = {"p_silent": 0.7, "terms": [["closeness", 0.2], ["days_since", 0.9], ["span", -1.0]]}
    assert evidence(reading(fade=fade)) == (
        "Likely to fall silent: the silence is longer than usual for your ties"
    )


@pytest.mark.parametrize(
    "fade",
    [{"p_silent": 0.7, "terms": [["closeness", 0.1]]}, {"p_silent": 0.2, "terms": [["closeness", 2.0]]}],
)
def test_a_faint_reason_or_a_steady_tie_is_not_called_likely_to_fall_silent(fade: dict[str, Any]) -> None:
    assert evidence(reading(fade=fade)) == ""
