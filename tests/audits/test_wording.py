from dataclasses import replace

import numpy as np
import pytest

from nexalink.audits.wording import (
    SIGN_TITLES,
    listed,
    plain,
    share,
    sign_sentence,
    spectrum_words,
    step_words,
    tier_words,
    viable_words,
)
from nexalink.measures.reasons import Reason
from nexalink.measures.sign import Sign, SignId, SignKind, SignState, SignThresholds
from nexalink.measures.spectrum import SpectrumLabel, spectrum
from nexalink.measures.steps import Step, StepKind
from nexalink.measures.tiers import TierSuggestions
from nexalink.measures.viable import Line, Requirement, Viable
from nexalink.measures.warning_signs import cannot_remember_half


def sign(name: SignId, **fields: object) -> Sign:
    values = {
        "state": SignState.PRESENT,
        "numerator": 7,
        "denominator": 1200,
        "from_day": 1,
        "to_day": 9,
        **fields,
    }
    return Sign(name, SignKind.POSITIVE, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", list(SignId))
def test_every_sign_has_a_heading_and_a_sentence_with_its_number(name: SignId) -> None:
    assert SIGN_TITLES[name]
    sentence = sign_sentence(sign(name, basis="function"))
    assert "7" in sentence
    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize("name", [SignId.CANNOT_REMEMBER_HALF, SignId.UNCOMFORTABLE_REACHING_OUT])
def test_an_estimate_is_called_one(name: SignId) -> None:
    assert sign_sentence(sign(name, estimate=True)).startswith("An estimate: 7 of 1,200")


def test_help_is_counted_in_people() -> None:
    expected = "7 of 1,200 genuine ties opened a conversation with you or asked for help in the last year."
    measured = " That is 1%; the sign shows from 10%."
    assert sign_sentence(sign(SignId.ASKED_FOR_HELP)) == expected + measured


def test_two_signs_on_one_share_say_why_neither_shows() -> None:
    between = {"state": SignState.ABSENT, "numerator": 72, "denominator": 163}
    answered = sign_sentence(sign(SignId.MESSAGES_ANSWERED, **between))
    unanswered = sign_sentence(sign(SignId.OUTREACH_UNANSWERED, **between))
    assert answered.endswith("That is 44%; the sign shows from 50%.")
    assert unanswered.endswith("That is 44%; the sign shows below 30%.")


def test_a_share_that_rounds_up_to_the_limit_is_below_it() -> None:
    nearly = sign(SignId.MESSAGES_ANSWERED, state=SignState.ABSENT, numerator=249, denominator=500)
    assert sign_sentence(nearly).endswith("That is just under 50%; the sign shows from 50%.")
    assert "just under" not in sign_sentence(sign(SignId.MESSAGES_ANSWERED, numerator=1, denominator=2))


@pytest.mark.parametrize(
    ("people", "shows", "said"),
    [(6, False, "50%; the sign shows above 50%."), (7, True, "58%; the sign shows above 50%.")],
)
def test_a_warning_at_its_limit_does_not_show_and_says_so(people: int, shows: bool, said: str) -> None:
    connections = np.ones(12, dtype=np.bool_)
    noted = np.arange(12) >= people
    found = cannot_remember_half(
        recall_asked=0, recall_known=0, connection=connections, two_way=~connections, noted=noted,
        first_day=1, on=9, limits=SignThresholds(),
    )  # fmt: skip
    assert (found.state == SignState.PRESENT) == shows
    assert sign_sentence(found).endswith(f"That is {said}")


def test_a_share_that_rounds_down_to_the_limit_is_above_it() -> None:
    barely = sign(SignId.ADDING_AS_HABIT, numerator=351, denominator=500)
    assert sign_sentence(barely).endswith("That is just over 70%; the sign shows above 70%.")


def test_what_cannot_be_told_says_why() -> None:
    found = sign(SignId.ASKED_FOR_HELP, state=SignState.NOT_ENOUGH_DATA, why=Reason.FEW_TIES)
    assert sign_sentence(found) == "Not enough data yet: too few ties to judge by."


def test_a_tilted_ledger_is_told_as_a_share() -> None:
    found = sign(SignId.ONE_WAY_VALUE, numerator=6.5, denominator=10.0, basis="value")
    assert "65%" in sign_sentence(found)


def test_numbers_and_lists_read_well() -> None:
    assert [plain(1200.0), plain(2.5), plain(float("nan"))] == ["1,200", "2.5", "unknown"]
    assert [share(1, 4), share(1, 0)] == ["25%", "nothing"]
    assert [listed([]), listed(["Ana"]), listed(["Ana", "Ben"])] == ["nobody", "Ana", "Ana and Ben"]
    assert listed(["Ana", "Ben", "Cem"], more=4) == "Ana, Ben, Cem and 4 more"


@pytest.mark.parametrize("label", list(SpectrumLabel))
def test_every_place_on_the_spectrum_has_a_sentence(label: SpectrumLabel) -> None:
    found = replace(spectrum(900, 60, generator=np.random.default_rng(1)), label=label)
    words = spectrum_words(found)
    assert words["sentence"].endswith(".")
    assert words["moves"] == ["90 more genuine ties would reach the middle range."]


def test_every_requirement_is_told_with_what_is_there_and_what_is_needed() -> None:
    lines = tuple(Line(one, 0.5, 0.8, 10, met=False, known=True) for one in Requirement)
    words = viable_words(Viable(met=False, lines=lines))
    assert len(words["missing"]) == len(words["lines"]) == len(Requirement)
    assert words["missing"][-1] == "50% of the ties above acquaintance kept in touch, of 80%"
    unknown = viable_words(Viable(False, (Line(Requirement.STAGES, 0, 3, 2, met=False, known=False),)))
    assert unknown["missing"] == ["career stages: not enough is known to say"]


NUMBERS = {
    "count": 5.0, "longest_wait_days": 12.0, "largest_share": 0.7, "over_per_month": 2.5, "needed": 6.0, "made": 3.5,
}  # fmt: skip


@pytest.mark.parametrize("kind", list(StepKind))
def test_every_step_says_what_to_do_and_why(kind: StepKind) -> None:
    step = Step(kind, 1.0, np.arange(5), NUMBERS, "industry")
    words = step_words(step, ["Ana", "Ben", "Cem", "Dea", "Eli"])
    assert words["kind"] == kind
    assert words["sentence"].endswith(".")
    assert words["because"].endswith(".")
    if kind != StepKind.FILL:
        assert "Ana, Ben, Cem and 2 more" in words["sentence"]


def test_tiers_say_why_in_words() -> None:
    tiers = TierSuggestions(np.array([1]), np.array([1 | 8], dtype=np.int16), np.array([0.9]))
    assert tier_words(tiers, 0) == ["among your closest 15", "close and likely to fall silent"]
