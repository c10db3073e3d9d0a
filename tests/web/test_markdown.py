"""Notes are read as Markdown, and nothing in them runs, loads or leaves."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.web.markdown import markdown_html

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![seen](https://tracker.example/pixel.png)",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<a href='javascript:alert(1)'>x</a>",
    '[x](https://ok.example "title\\" onmouseover=alert(1)")',
    "<svg onload=alert(1)>\n\n<form action=/people/change/ method=post>",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    '<https://ok.example/"onclick=alert(1)>',
)
ALLOWED = re.compile(
    r"</?(?:p|br|em|strong|s|code|pre|ul|li|blockquote|hr|table|thead|tbody|tr|th|td|ol|a)>"
    r'|<ol start="\d+">|<a href="(?:https?:|mailto:|tel:|/)?[^"<>]*" rel="noreferrer noopener">'
)


def assert_harmless(made: str) -> None:
    left = ALLOWED.sub("", made)
    assert "<" not in left
    for target in re.findall(r'href="([^"]*)"', made):
        scheme = target.partition(":")[0].lower() if ":" in target else ""
        assert scheme in {"", "https", "http", "mailto", "tel"} or "/" in scheme, target


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_hostile_is_shown_and_does_nothing(text: str) -> None:
    made = markdown_html(text)
    assert_harmless(made)
    assert "<img" not in made


@given(st.text(alphabet="<>[]()!*_`#|-:\"'/= \nabhrefscipton&;@.", max_size=200))
def test_no_text_makes_anything_else_than_what_is_allowed(text: str) -> None:
    assert_harmless(markdown_html(text))


def test_markdown_is_markdown() -> None:
    made = markdown_html(
        "# Move\n- *soon*\n- **south**\n\n[map](https://map.example)\nline\n\n| a | b |\n|-|-|\n| 1 | 2 |"
    )
    for part in (
        "<p><strong>Move</strong></p>",
        "<li><em>soon</em></li>",
        "<strong>south</strong>",
        "<td>1</td>",
        "map</a><br>",
    ):
        assert part in made


def test_a_huge_note_is_read_in_time_that_grows_with_it() -> None:
    for text in ("[" * 50_000, "*a " * 30_000, "> " * 2_000 + "x", "`" * 50_000):
        assert_harmless(markdown_html(text))


def test_whom_a_note_names_is_a_link_but_not_in_code_or_in_another_link() -> None:
    named = ((7, "Ada Brandt"), (9, "Bo <b>Lind</b>"))
    made = markdown_html(
        "@Ada Brandt met @[Bo <b>Lind</b>], not @Cy. `@Ada` [see @Ada](https://ok.example)", named
    )
    assert made.count("<a ") == 3
    assert '<a href="/people/7/" rel="noreferrer noopener">@Ada Brandt</a> met' in made
    assert '<a href="/people/9/" rel="noreferrer noopener">@Bo &lt;b&gt;Lind&lt;/b&gt;</a>, not @Cy.' in made
    assert "<code>@Ada</code>" in made
    assert_harmless(made)
    assert "<a" not in markdown_html("ada@brandt.example @Ada")


@given(st.text(max_size=200), st.text(min_size=1, max_size=20))
def test_no_name_makes_a_note_harmful(text: str, name: str) -> None:
    assert_harmless(markdown_html(f"{text} @[{name}] @{name}", ((1, name),)))
