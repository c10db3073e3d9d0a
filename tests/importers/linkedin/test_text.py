"""A message's text without its markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.importers.linkedin.text import LONGEST_TEXT, comparable, plain_text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Hello", "Hello"),
        ("  two\r\nlines \r end ", "two\nlines \n end"),
        ("a < b and <3 and 1<2>1", "a < b and <3 and 1<2>1"),
        ("<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"),
        ('<a href="https://example.com/?a=1&amp;b=2">here</a>', "here"),
        ("<script>alert(1)</script>x<style>p{}</style>", "x"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("see https://example.com/?a=1&copy=2", "see https://example.com/?a=1&copy=2"),
        ("&#72;&#x69;&nbsp;you", "Hi\u00a0you"),
        ("&#0;x", "\ufffdx"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("<!-- hidden -->x", "x"),
        ("", ""),
    ],
)
def test_markup_goes_and_words_stay(content: str, text: str) -> None:
    assert plain_text(content) == text


@given(st.text(max_size=300))
def test_any_text_is_read_and_never_grows_beyond_the_limit(content: str) -> None:
    assert len(plain_text(content)) <= len(content)


@pytest.mark.parametrize("piece", ["<", "<a ", "&", "<!--", "<script>", "<p>", "\n"])
def test_hostile_repetition_ends_at_once(piece: str) -> None:
    assert len(plain_text(piece * 200_000)) <= LONGEST_TEXT


def test_texts_are_compared_without_markup_blanks_and_case() -> None:
    assert comparable("<p>Hi  Ana,\nBEN</p>") == comparable("hi ana, ben")
