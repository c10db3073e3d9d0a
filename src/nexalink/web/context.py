"""What every page shows around its content: where one can go, and what waits."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse

import nexalink
from nexalink.archives.queries import count_open_questions

ICONS = {
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
    ("network", "Network", frozenset({"network", "sign"}), True),
    ("people", "People", frozenset({"people", "person"}), True),
    ("questions", "Questions", frozenset({"questions"}), True),
    ("import", "Import", frozenset({"import"}), True),
    ("imports", "Imported", frozenset({"imports", "import-accounting", "import-undo"}), False),
    ("method", "How it is measured", frozenset({"method"}), False),
    ("more", "More", frozenset({"more"}), True),
)
"""Address name, label, the pages that belong to it, whether it stands in the bar at the bottom of a phone."""


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
class Shell:
    """What the frame around a page shows."""

    places: tuple[Place, ...]
    version: str
    home: str
    people: str


@lru_cache(maxsize=1)
def _addresses() -> dict[str, str]:
    return {name: reverse(name) for name, _, _, _ in _PLACES}


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Return the frame's context: one query, none on pages without an owner."""
    owner = getattr(request, "owner", None)
    waiting = {"questions": count_open_questions(owner)} if owner else {}
    match = request.resolver_match
    here = match.url_name if match else None
    addresses = _addresses()
    places = tuple(
        Place(label, addresses[name], ICONS[name], here in pages, on_phone, waiting.get(name, 0))
        for name, label, pages, on_phone in _PLACES
    )
    return {"shell": Shell(places, nexalink.__version__, addresses["network"], addresses["people"])}
