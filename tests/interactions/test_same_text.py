"""One text for many, and texts that only greet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.interactions.same_text import bare, is_greeting, likeness, too_alike

LETTER = "I am looking for somebody who knows the timber trade in the north. Could we talk next week?"


@pytest.mark.parametrize(
    "text",
    [
        "Happy birthday!", "Happy birthday, Ada! 🎉", "Congrats on the new role", "Congratulations on your work anniversary Ada",
        "Thanks for connecting!", "Herzlichen Glückwunsch zum Geburtstag, liebe Ada!", "Frohe Weihnachten und einen guten Rutsch",
        "Alles Gute zum Geburtstag! Viele Grüße", "HAPPY NEW YEAR, ADA!",
        "Merry Christmas and a happy new year to you and your family", "Hi", "👍", "",
        "Hello Ada,\nhope you are doing well.\nBest regards",
    ],
)  # fmt: skip
def test_a_wish_is_a_greeting(text: str) -> None:
    assert is_greeting(text, name="Ada Brandt")


@pytest.mark.parametrize(
    "text",
    [
        "Happy birthday! How did the talk in Leeds go?", "Congratulations, I read your piece on oak beams twice.",
        "Let us meet on Monday", "Thanks for connecting. I saw your work on tides.", LETTER, "happy birthday " * 40,
    ],
)  # fmt: skip
def test_more_than_a_wish_is_none(text: str) -> None:
    assert not is_greeting(text, name="Ada Brandt")


def test_the_same_letter_with_another_name_is_the_same() -> None:
    one, other = f"Dear Ada,\n{LETTER}\nBest regards", f"Hi Bo, {LETTER} Cheers"
    assert likeness(one, other, names=["Ada", "Bo"]) == 100.0
    assert too_alike(one, other, names=["Ada", "Bo"])
    personal = (
        "How did the roof of the old mill hold in the storm? I thought of what you said about slate in March."
    )
    assert not too_alike(one, personal, names=["Ada", "Bo"])


def test_few_words_are_the_same_only_when_they_are() -> None:
    assert too_alike("See you!", "Hi, see you")
    assert not too_alike("See you!", "Saw you")


def test_names_and_numbers_make_no_difference() -> None:
    assert bare("Hi Ada Brandt, at 5 or 6?", ["Ada Brandt"]) == "at or"


@given(st.text(max_size=300), st.text(max_size=40))
def test_a_text_is_always_alike_itself(text: str, name: str) -> None:
    assert likeness(text, text, names=[name]) == 100.0
    assert too_alike(text, text, names=[name])


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_knows_no_order(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 100.0


@given(st.text(max_size=4_000))
def test_any_text_greets_or_does_not(text: str) -> None:
    assert is_greeting(text) in {True, False}
