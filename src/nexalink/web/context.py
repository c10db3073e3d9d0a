"""What every page shows around its content: where one can go, and what waits."""

import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString

import nexalink
from nexalink.accounts.queries import journal_line
from nexalink.archives.queries import count_open_questions
from nexalink.web.acts import DID
from nexalink.web.typed import whole_number

ICONS = {
    "today": "M5 5h14v15H5zM5 9.5h14M9 3v4M15 3v4M8.8 14.6l2.2 2.2l4.2-4.4",
    "log": "M12 5v14M5 12h14",
    "tiers": "M5 6h14M8 12h8M10.5 18h3",
    "value": "M4 9h14l-3.5-3.5M20 15H6l3.5 3.5",
    "gate": "M5 20V5h14v15M9 20v-9h6v9",
    "introductions": "M7 9a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5M17 20a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5M9 8l6.5 7.5",
    "playbooks": "M5 4h9l5 5v11H5zM14 4v5h5M8.5 13h7M8.5 16.5h5",
    "network": "M10 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0M6 12a6 6 0 1 0 12 0a6 6 0 1 0-12 0M12 2a10 10 0 1 0 10 10",
    "people": "M9 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7M2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6"
    "M16 4.4a3.5 3.5 0 0 1 0 6.2M18 14.6c2.1.9 3.5 2.8 3.5 5.4",
    "questions": "M9 15a6 6 0 1 1 0-12a6 6 0 0 1 0 12M15 21a6 6 0 1 0 0-12a6 6 0 0 0 0 12",
    "import": "M12 3v11M7.5 9.5L12 14l4.5-4.5M4 16v3.5h16V16",
    "imports": "M4 4h16v5H4zM5.5 9v11h13V9M9.5 13h5",
    "method": "M4 20V10M10 20V4M16 20v-7M3 20h18",
    "more": "M4 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0M18 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
}
"""Small pictures as paths in a square of 24 units, drawn by strokes."""

_PLACES = (
    ("today", "Today", frozenset({"today", "news", "path"}), True),
    (
        "people",
        "People",
        frozenset({"people", "person", "removed", "draft", "brief", "note-page", "circles"}),
        True,
    ),
    ("log", "Log", frozenset({"log", "touch", "touches", "commitments"}), True),
    ("network", "Network", frozenset({"network", "sign", "trends"}), True),
    ("tiers", "Tiers", frozenset({"tiers"}), False),
    ("value", "Value", frozenset({"value"}), False),
    ("gate", "Gate", frozenset({"gate"}), False),
    ("introductions", "Introductions", frozenset({"introductions"}), False),
    ("playbooks", "Playbooks", frozenset({"playbooks", "playbook"}), False),
    ("questions", "Questions", frozenset({"questions"}), False),
    ("import", "Import", frozenset({"import", "imports", "import-accounting", "import-undo"}), False),
    ("more", "More", frozenset({"more", "method", "journal", "pruning", "recall"}), True),
)
"""Address name, label, the pages that belong to it, whether it stands in the bar at the bottom of a phone."""


_OWN_UNDO = frozenset({"import", "answer"})
"""Acts whose lines hold no rows and that can be taken back all the same."""
_CHANGES_ELSEWHERE = frozenset(
    {"undo", "undo import", "reopen", "separate", "audit", "restore", "erase person", "start review"}
)
"""Acts whose lines hold no rows although something was changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation. ``waiting`` counts what waits there."""

    label: str
    address: str
    icon: str
    current: bool
    on_phone: bool
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Toast:
    """What was just done, and where it can be taken back; ``entry`` 0 where it cannot."""

    words: str
    entry: int


@dataclass(frozen=True, slots=True)
class Shell:
    """What the frame around a page shows, and what its forms begin with: made once a page, when the first form asks.

    ``form`` holds what every form needs: Django's token, and the key that names this view of the page, so that its forms
    take effect once. ``act`` comes back to the page besides.
    """

    places: tuple[Place, ...]
    version: str
    home: str
    people: str
    form: SafeString
    act: SafeString
    toast: Toast | None


@lru_cache(maxsize=1)
def _addresses() -> dict[str, str]:
    return {name: reverse(name) for name, _, _, _ in _PLACES}


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Return the frame's context: one query, one more after an act, none on pages without an owner."""
    owner = getattr(request, "owner", None)
    waiting = {"questions": count_open_questions(owner)} if owner else {}
    match = request.resolver_match
    here = match.url_name if match else None
    addresses = _addresses()
    places = tuple(
        Place(label, addresses[name], ICONS[name], here in pages, on_phone, waiting.get(name, 0))
        for name, label, pages, on_phone in _PLACES
    )
    form: Any = SimpleLazyObject(lambda: _form(request))
    back = '{}<input type="hidden" name="next" value="{}">'
    act: Any = SimpleLazyObject(lambda: format_html(back, form, request.get_full_path()))
    return {
        "shell": Shell(
            places, nexalink.__version__, addresses["today"], addresses["people"], form, act,
            _toast(request) if owner else None,
        )
    }  # fmt: skip


def _form(request: HttpRequest) -> SafeString:
    return format_html(
        '{}<input type="hidden" name="key" value="{}">', csrf_input(request), secrets.token_hex(8)
    )


def _toast(request: HttpRequest) -> Toast | None:
    """Tell what was just done, if the address names a line of the owner's journal."""
    number = whole_number(request.GET.get(DID, ""))
    if number is None:
        return None
    line = journal_line(request.owner, number)  # type: ignore[attr-defined]
    if line is None:
        return None
    if line.undone_at:
        return Toast(f"Taken back: {line.what}", 0)
    if line.changes or line.action in _OWN_UNDO:
        return Toast(line.what, line.pk)
    told = line.action in _CHANGES_ELSEWHERE
    return Toast(line.what if told else f"{line.what}. It stood so already: nothing was changed.", 0)
