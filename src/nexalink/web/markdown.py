"""Notes in Markdown as safe HTML: what was typed as HTML stays text, and what is left is cleaned once more."""

import re
from functools import lru_cache

import nh3
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from nexalink.ties.mentions import mentions_in

_TAGS = frozenset(
    {"p", "br", "em", "strong", "del", "s", "code", "pre", "ul", "ol", "li", "blockquote", "a", "hr", "table", "thead",
     "tbody", "tr", "th", "td"}
)  # fmt: skip
_HEADING = re.compile(r"<(/?)h[1-6]>")
"""Headings become bold lines: those of a note are none of the page it stands on."""


Named = tuple[tuple[int, str], ...]
"""People whom a text names with @: id and name."""


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    # No raw HTML, and no pictures: a picture of another host would tell that host who reads.
    reader = (
        MarkdownIt("commonmark", {"html": False, "breaks": True})
        .enable(["table", "strikethrough"])
        .disable("image")
    )
    reader.core.ruler.push("mentions", _link_mentions)
    return reader


def _link_mentions(state: StateCore) -> None:
    """Make links of the people named with @, but not inside code or another link."""
    named: Named = state.env.get("named", ())
    if not named:
        return
    for block in state.tokens:
        depth, made = 0, []
        for token in block.children or ():
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            made += _with_links(token, named) if token.type == "text" and not depth else [token]
        if block.children:
            block.children = made


def _with_links(token: Token, named: Named) -> list[Token]:
    parts, at = [], 0
    for start, end, person, name in mentions_in(token.content, named):
        parts += [
            _text(token.content[at:start]), Token("link_open", "a", 1, attrs={"href": reverse("person", args=[person])}),
            _text(f"@{name}"), Token("link_close", "a", -1),
        ]  # fmt: skip
        at = end
    return [*parts, _text(token.content[at:])] if parts else [token]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


@lru_cache(maxsize=512)
def markdown_html(text: str, named: Named = ()) -> SafeString:
    """Return a text in Markdown as HTML that holds no script, no picture, no style and no foreign form.

    Where the text names one of ``named`` with @, a link leads to their page.

    >>> markdown_html("**Likes** <script>alert(1)</script>").strip()
    '<p><strong>Likes</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    """
    made = _reader().render(text, {"named": named})
    made = _HEADING.sub(lambda found: "</strong></p>" if found[1] else "<p><strong>", made)
    cleaned = nh3.clean(
        made, tags=set(_TAGS), attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"}, link_rel="noreferrer noopener",
    )  # fmt: skip
    return mark_safe(cleaned)  # noqa: S308 - cleaned just now
