import pytest

from nexalink.web.pages.figure import CHARACTERISTICS
from nexalink.web.pages.readings import characteristic_lines, further_lines

KNOWN = {
    "understanding": {"value": 14.3, "parts": {"goals": 1.0, "strengths": 0.0}, "counts": {"known": 1}},
    "reciprocal_value": {"value": 90.0, "parts": {"contact": 0.9}, "counts": {"entries": 0, "messages": 20}},
    "trust": {"value": None, "why": "no judgement yet"},
    "maintenance": {
        "value": 50.0, "parts": {"allowed_days": 30.0, "covered_days": 180.0, "judged_days": 365.0},
        "counts": {"touch_days": 9},
    },
    "accessibility": {
        "value": 80.0, "parts": {"they_answer": 0.8}, "counts": {"openings_mine": 5, "openings_theirs": 0},
    },
}  # fmt: skip


def test_the_five_are_said_with_their_evidence() -> None:
    lines = {line.title: line for line in characteristic_lines(KNOWN)}
    assert len(lines) == len(CHARACTERISTICS)
    assert lines["Mutual understanding"].sentence == "1 of 7 things that matter are noted."
    assert lines["Reciprocal value"].sentence == "From 20 messages."
    assert lines["Trust and reliability"].sentence == "Not enough data yet: no judgement yet."
    assert (
        lines["Active maintenance"].sentence
        == "180 of 365 days within 30 days of a contact; 9 contact days in all."
    )
    assert lines["Accessibility"].sentence == "They answer about 80% (from 5 openings) within 14 days."
    assert ("goals known", "100%") in lines["Mutual understanding"].parts


@pytest.mark.parametrize(
    ("into", "out", "value", "said"),
    [(5, 0, 0.0, "only they write"), (0, 5, 0.0, "only you write"), (5, 5, 1.0, "both write about evenly"),
     (4, 7, 0.73, "you write more"), (7, 4, 0.73, "they write more"), (1, 9, 0.2, "mostly you write"),
     (9, 1, 0.2, "mostly they write")],
)  # fmt: skip
def test_who_writes_is_said_in_words(into: int, out: int, value: float, said: str) -> None:
    reading = {"value": value, "parts": {"share_out": 0.5}, "counts": {"in": into, "out": out}}
    line = further_lines({"reciprocity": reading})[0]
    assert (line.title, line.value, line.sentence) == ("Who writes", said, f"{into} came in, {out} went out.")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.9, "you always give"),
        (0.4, "you give more"),
        (0.0, "balanced"),
        (-0.4, "you receive more"),
        (-0.9, "you always take"),
    ],
)
def test_balance_is_said_in_words(value: float, said: str) -> None:
    reading = {
        "value": value,
        "parts": {"given": 3.0, "received": 1.5},
        "counts": {"entries": 4, "given": 3, "received": 1},
    }
    line = further_lines({"value_balance": reading})[0]
    assert line.value == said
    assert ("received, in small favours", "1.5") in line.parts


@pytest.mark.parametrize(
    ("days", "said"),
    [(0.01, "within the hour"), (0.5, "about 12 hours"), (1.2, "about 1 day"), (6.0, "about 6 days")],
)
def test_time_to_answer_has_a_unit(days: float, said: str) -> None:
    reading = {"value": days, "parts": {}, "counts": {"answered": 1}}
    assert further_lines({"they_take_days": reading})[0].value == said


def test_closeness_and_answers_are_said_with_their_counts() -> None:
    closeness = {
        "value": 91.4, "parts": {"touch_days": 4.25, "rank": 12}, "counts": {"incoming": 9, "outgoing": 7, "mutual": 1},
    }  # fmt: skip
    answers = {"value": 0.71, "parts": {"plain": 0.8}, "counts": {"answered": 4, "openings": 5}}
    near, they = further_lines({"they_answer": answers, "closeness": closeness})
    assert near.value == "closer than 91% of your two-way ties"
    assert near.sentence == "Number 12 by closeness, from 9 in, 7 out and 1 meeting; recent days weigh more."
    assert they.value == "about 7 in 10"
    assert they.sentence.startswith("4 of 5 openings answered")


def test_a_measure_that_is_not_known_here_is_shown_all_the_same() -> None:
    line = further_lines(
        {"bridge_share": {"value": 0.5, "parts": {"some_part": 12.5}, "counts": {"circles": 2}}}
    )[0]
    assert line.title == "Bridge share"
    assert ("some part", "12.5") in line.parts
    assert line.sentence == "Rests on 2 circles."


def test_an_answer_is_forecast_only_where_a_conversation_was_begun() -> None:
    parts = {"plain": 0.75, "own_rate": 0.5}
    known = {"value": 0.64, "parts": parts, "counts": {"answered": 3, "openings": 4}}
    line = further_lines({"answer_forecast": known})[0]
    assert (line.title, line.value) == ("Likely to answer", "about 6 in 10")
    assert line.sentence == "3 of 4 openings answered within a week; few openings lean to your average."
    never = {"value": 0.5, "parts": {"own_rate": 0.5}, "counts": {"answered": 0, "openings": 0}}
    line = further_lines({"answer_forecast": never})[0]
    assert (line.known, line.sentence) == (False, "Not enough data yet: you began no conversation.")


@pytest.mark.parametrize(("alone", "said"), [(0, "others lead there too"), (2, "your only way to a circle")])
def test_a_bridge_is_said_in_words(alone: int, said: str) -> None:
    line = further_lines(
        {"bridge": {"value": alone / 3, "parts": {}, "counts": {"circles": 3, "alone": alone}}}
    )[0]
    assert (line.value, line.sentence) == (said, f"{alone} of 3 circles you reach through this person alone.")
