"""Handles as they are shown: only web profiles and mail addresses become links, whatever an import brought."""

from dataclasses import dataclass
from urllib.parse import urlsplit

_CONTROL = 32


@dataclass(frozen=True, slots=True)
class HandleLine:
    """A handle: what kind it is, its text, and its link (empty where it is none)."""

    kind: str
    text: str
    link: str
    verb: str = ""
    shared: bool = False


def handle_line(uri: str, *, shared: bool = False) -> HandleLine:
    """Return how a handle is shown.

    >>> handle_line("mailto:ana@example.com").link, handle_line("javascript:alert(1)").link
    ('mailto:ana@example.com', '')
    """
    scheme, _, rest = uri.partition(":")
    if scheme == "mailto" and "@" in rest and _is_plain(rest, but="?&"):
        return HandleLine("Mail", rest, f"mailto:{rest}", "Write", shared)
    if scheme == "tel":
        return HandleLine("Phone", rest, "", "", shared)
    if scheme in {"http", "https"} and _is_plain(uri) and _host(uri):
        kind = "LinkedIn" if _host(uri).removeprefix("www.") == "linkedin.com" else "Web"
        return HandleLine(kind, uri.partition("://")[2].removeprefix("www."), uri, "Open", shared)
    return HandleLine("Other", uri, "", "", shared)


def _host(uri: str) -> str:
    try:
        return urlsplit(uri).hostname or ""
    except ValueError:
        return ""


def _is_plain(text: str, *, but: str = "") -> bool:
    """Tell whether a link holds no blank, quote or bracket, nor any character of ``but``."""
    return not any(ord(character) <= _CONTROL or character in "<>\"'`\\" + but for character in text)
