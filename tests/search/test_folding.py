"""Words: cut and folded the same way when they are kept and when they are looked for."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.search import folding, gathered
from nexalink.search.folding import LONGEST_WORD, MOST_WORDS, around, fold, marked, wanted_words, words_of


@pytest.mark.parametrize("module", [folding, gathered])
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Zoë Łukasz Ørsted", "zoe"),
        ("Zoë Łukasz Ørsted", "ŁUK"),
        ("Zoë Łukasz Ørsted", "orst"),
        ("Zoë Łukasz Ørsted", "oersted"),
        ("Jürgen Müller", "mueller"),
        ("Juergen Mueller", "müller"),
        ("Straße", "STRASSE"),
        ("Yılmaz İpek", "yilmaz"),
        ("Yılmaz İpek", "ipek"),
        ("東京都の田中さん", "田中"),
        ("東京都の田中さん", "京"),
        ("김민수", "김민"),
        ("مُحَمَّد", "محمد"),
        ("हिन्दी भाषा", "हिन्दी"),
        ("o’hara", "o'hara"),
        ("ﬁnance", "finance"),
        ("Cafe\u0301", "café"),
        ("Café", "cafe\u0301"),
    ],
)
def test_what_is_kept_is_found_as_it_may_be_typed(kept: str, typed: str) -> None:
    words = list(words_of(kept))
    wanted = wanted_words(typed)
    assert wanted
    assert all(any(one.begins(word) for word in words) for one in wanted)


@given(st.text(max_size=80))
def test_every_text_finds_itself(text: str) -> None:
    words = list(words_of(text))
    assert all(any(one.begins(word) for word in words) for one in wanted_words(text))
    assert bool(words) == bool(wanted_words(text))


@given(st.text(max_size=300))
def test_words_are_letters_and_digits_alone(text: str) -> None:
    for word in [*words_of(text), *(way for one in wanted_words(text) for way in one.ways)]:
        assert word.isalnum()
        assert 0 < len(word) <= LONGEST_WORD
        assert word == fold(word)


@given(st.text(max_size=120), st.text(max_size=12))
def test_marking_changes_no_letter(text: str, typed: str) -> None:
    wanted = wanted_words(typed)
    assert "".join(piece.text for piece in marked(text, wanted)) == text
    assert all(piece.text for piece in marked(text, wanted))
    assert len("".join(piece.text for piece in around(text, wanted))) <= 160 + 4


@given(st.text(min_size=1, max_size=60))
def test_what_is_found_is_marked(text: str) -> None:
    wanted = wanted_words(text)
    assert any(piece.marked for piece in marked(text, wanted)) == bool(wanted)


def test_a_long_text_is_shown_around_the_first_hit() -> None:
    text = "word " * 400 + "the grant " + "word " * 400
    said = "".join(piece.text for piece in around(text, wanted_words("grant")))
    assert "the grant" in said
    assert said.startswith("… ")
    assert said.endswith(" …")


def test_a_question_has_few_words() -> None:
    assert len(wanted_words(" ".join(f"word{number}" for number in range(50)))) == MOST_WORDS
    assert len(wanted_words("a" * 10_000)) == 1


@pytest.mark.parametrize("typed", ["+49 30 123456", "030 123456", "030/123-456", "0049 30 123456", "123456"])
def test_a_number_is_found_however_it_is_dialled(typed: str) -> None:
    words = gathered.handle_words("tel:+4930123456")
    (wanted,) = wanted_words(typed)
    assert any(wanted.begins(word) for word in words)
