"""Notes in Markdown as safe HTML: what was typed as HTML stays text, and what is left is cleaned once more."""

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_TAGS = frozenset(
    {"p", "br", "em", "strong", "del", "s", "code", "pre", "ul", "ol", "li", "blockquote", "a", "hr", "table", "thead",
     "tbody", "tr", "th", "td"}
)  # fmt: skip
_HEADING = re.compile(r"<(/?)h[1-6]>")
"""Headings become bold lines: those of a note are none of the page it stands on."""


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    # No raw HTML, and no pictures: a picture of another host would tell that host who reads.
    return (
        MarkdownIt("commonmark", {"html": False, "breaks": True})
        .enable(["table", "strikethrough"])
        .disable("image")
    )


@lru_cache(maxsize=512)
def markdown_html(text: str) -> SafeString:
    """Return a text in Markdown as HTML that holds no script, no picture, no style and no foreign form.

    >>> markdown_html("**Likes** <script>alert(1)</script>").strip()
    '<p><strong>Likes</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    """
    made = _reader().render(text)
    made = _HEADING.sub(lambda found: "</strong></p>" if found[1] else "<p><strong>", made)
    cleaned = nh3.clean(
        made, tags=set(_TAGS), attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"}, link_rel="noreferrer noopener",
    )  # fmt: skip
    return mark_safe(cleaned)  # noqa: S308 - cleaned just now
