from datetime import date
from typing import Any

import pytest

from nexalink.audits import trend_words as say
from nexalink.audits.trends import KeptAudit, Verdict

YEAR: dict[str, Any] = {
    "to": "2026-11-23", "two_way": 40, "kept": 30, "new": 6, "back": 4, "silent": 9, "added": 20, "added_real": 5,
}  # fmt: skip
FUTURE = {"low": [40.0, 30.0], "middle": [40.0, 50.0], "high": [40.0, 70.0], "deep": [9.0, 12.0]}
LOOKING: dict[str, Any] = {
    "why": "", "changes": 4, "present": FUTURE, "no_deepening": FUTURE, "cadences_kept": None, "cadences": [],
    "least_kept": 20, "look_back": [], "wider": 1.0,
}  # fmt: skip
LOOKED = {"ahead": 1, "from": "2025-11-23", "to": "2026-11-23", "low": 35.0, "middle": 45.0, "high": 60.0}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Verdict("better", 40, 30), "Yes, it is getting better: in the last year contact went both ways with 40 people, 10 more"),
        (Verdict("worse", 30, 40), "It is getting thinner: in the last year contact went both ways with 30 people, 10 fewer"),
        (Verdict("same", 40, 40), "About the same: in the last year contact went both ways with 40 people, as many as"),
        (Verdict("unknown", 0, 0), "Not enough data yet"),
    ],
)  # fmt: skip
def test_the_first_sentence_answers(found: Verdict, said: str) -> None:
    assert say.verdict_words(found, steady_years=1).startswith(said)


def test_who_came_and_went_with_the_day_and_the_numbers() -> None:
    said = say.moved_words(YEAR)
    assert said == (
        "In the twelve months to 23 November 2026, 10 came (6 for the first time, 4 after a silence) and 9 fell silent."
    )
    assert say.moved_words(YEAR, word="same") == said + " Chance alone moves it as much."


def test_late_and_ended_sources_are_said() -> None:
    sources = [
        {"name": "LinkedIn", "from": "2015-01-05", "to": "2026-03-01", "ago": 267},
        {"name": "mail", "from": "2023-02-01", "to": "2026-11-20", "ago": 3},
    ]
    late, ended = say.record_words({"sources": sources, "steady_years": 3, "years": [YEAR] * 11})
    assert late.startswith("Mail is on record only since February 2023")
    assert ended.startswith("LinkedIn ends on 1 March 2026")
    assert say.record_words({"sources": sources[1:], "steady_years": 3, "years": [YEAR] * 3}) == ()


def test_what_was_added_and_became_real() -> None:
    assert "Of 20 connections added" in say.added_words(YEAR)
    assert "5 (25 %)" in say.added_words(YEAR)
    assert say.added_words({**YEAR, "added": 0}).startswith("Nobody was added")


def test_decay_compares_only_with_enough_on_both_sides() -> None:
    decay = {"after": [1], "ties": [100], "living": [60], "left_alone": [2, 12], "looked_after": [40, 50]}
    first, second = say.decay_words(decay)
    assert "60 (60 %)" in first
    assert "2 of 12 (17 %)" in second
    assert "40 of 50 (80 %)" in second
    assert "not enough data" in say.decay_words({**decay, "left_alone": [2, 9]})[1]
    assert say.decay_words({**decay, "after": []})[0].startswith("Not enough data")


def test_looking_ahead_gives_a_range_or_what_is_missing() -> None:
    assert "between 30 and 70 in five years" in say.what_if_words(LOOKING)
    missing = {**LOOKING, "why": "fewer than 4 whole years of record"}
    assert "fewer than 4 whole years of record" in say.what_if_words(missing)
    assert say.alternative_words(missing) == ()
    assert say.look_back_words(missing) == ""


def test_the_second_alternative_says_what_it_rests_on() -> None:
    cadences = [{"every": 30, "ties": 5, "days": 12, "kept": 30, "two_way": 27}]
    assert "nobody is in a tier" in say.alternative_words(LOOKING)[1]
    assert "30 years of a tie; 20" not in say.alternative_words(LOOKING)[1]
    few = say.alternative_words({**LOOKING, "cadences": [{**cadences[0], "kept": 3}]})[1]
    assert "in 3 years of a tie; 20 are needed" in few
    told = say.alternative_words({**LOOKING, "cadences": cadences, "cadences_kept": FUTURE})[1]
    assert "27 of 30 (every 30 days)" in told
    assert "it may say too much" in told


def test_how_far_off_it_would_have_been() -> None:
    assert "cannot be told yet" in say.look_back_words(LOOKING)
    once = say.look_back_words(
        {**LOOKING, "look_back": [{**LOOKED, "came": 61, "held": False}], "wider": 1.4}
    )
    assert "once: what came lay within the range 0 of 1 times, 16 ties off" in once
    assert "35 to 60 for November 2026; 61 came" in once
    assert "1.4 times as far apart" in once
    twice = say.look_back_words({**LOOKING, "look_back": [{**LOOKED, "came": 50, "held": True}] * 2})
    assert "2 times: what came lay within the range 2 of 2 times" in twice
    assert "far apart" not in twice


def test_what_followed_help_is_never_said_without_its_range() -> None:
    share = {"number": 8.0, "of": 20.0, "value": 0.4, "low": 0.22, "high": 0.61}
    one = {
        "months": 12,
        "helped": share,
        "compared": {**share, "value": 0.1},
        "people": 55,
        "why": "",
        "so_far": 20,
    }
    said = say.helped_words(one)
    assert "8 of 20 people you had helped returned something (40 %, 95 % range 22–61 %)" in said
    assert "of 55 comparable people whom you had not, 10 %" in said
    assert "(so far 3)" in say.helped_words({**one, "why": "fewer than 10 people helped", "so_far": 3})
    assert "not what caused it" in say.NOT_CAUSED


def audit(version: str, method: int) -> KeptAudit:
    return KeptAudit(1, date(2026, 11, 23), version, {"method": method} if method else {})


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (("0.1.0", 1), ("0.1.0", 1), ""),
        (("0.1.0", 1), ("0.2.0", 1), "the method did not"),
        (("0.1.0", 1), ("0.2.0", 2), "the method changed"),
        (("0.1.0", 0), ("0.1.0", 1), "kept no figures"),
    ],
)
def test_a_change_of_method_is_said(before: tuple[str, int], after: tuple[str, int], said: str) -> None:
    found = say.method_words(audit(*before), audit(*after))
    assert said in found
    assert bool(found) == bool(said)


def test_generic_texts_and_adding_against_keeping() -> None:
    assert "no text of yours" in say.generic_words({"written": 0, "generic": 0})
    assert "3 of 12" in say.generic_words({"written": 12, "generic": 3})
    assert say.keeping_words([YEAR, YEAR]).startswith("You added 20 connections and kept 30 ties")
    assert "not enough data" in say.keeping_words([YEAR])
