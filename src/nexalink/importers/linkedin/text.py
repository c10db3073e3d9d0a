"""A message's text as a person would read it: no markup, entities decoded once, its own line breaks kept."""

import html
import re

LONGEST_TEXT = 20_000
"""Characters that are kept of one message."""

# Each pattern stops where it could begin anew, so that hostile repetition takes no quadratic time.
_HIDDEN = re.compile(
    r"<(script|style|head)\b[^<>]*>(?:(?!<\1).)*?</\1\s*>|<!--(?:(?!<!--).)*?-->", re.IGNORECASE | re.DOTALL
)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/blockquote)\b[^<>]*>\r?\n?", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLANKS = re.compile(r"\n{3,}")
_GAP = re.compile(r"\s+")


def plain_text(content: str) -> str:
    r"""Return ``content`` without HTML, at most ``LONGEST_TEXT`` characters.

    Only what looks like a tag goes: ``a < b`` and ``<3`` stay. Entities without a semicolon stay, as in addresses.

    >>> plain_text("<p>R&amp;amp;D &lt;3</p><p>see a < b</p>")
    'R&amp;D <3\nsee a < b'
    """
    if len(content) > 4 * LONGEST_TEXT:
        content = content[: 4 * LONGEST_TEXT]
    if "<" in content:
        content = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", content)))
    if "&" in content:
        content = _ENTITY.sub(_decoded, content)
    if "\r" in content:
        content = content.replace("\r\n", "\n").replace("\r", "\n")
    if "\n\n\n" in content:
        content = _BLANKS.sub("\n\n", content)
    return content.strip()[:LONGEST_TEXT]


def _decoded(entity: re.Match[str]) -> str:
    return html.unescape(entity[0]).replace("\0", "")


def comparable(content: str) -> str:
    """Return a text for comparing: no markup, single spaces, no case."""
    return _GAP.sub(" ", plain_text(content)).strip().casefold()
