"""``nexalink search``."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.files import check_target, write_json
from nexalink.cli.showing import ago, console, plain_table
from nexalink.search.actions import find_everything
from nexalink.search.queries import MOST, Group, Hit, Piece

_HEADINGS = {
    "person": "People",
    "tag": "Tags",
    "circle": "Circles",
    "view": "Kept views",
    "note": "Notes",
    "promise": "Promises",
    "reminder": "Reminders",
    "playbook": "Playbooks",
    "introduction": "Introductions",
    "request": "Requests",
    "exchange": "Given and received",
    "recall": "What you remembered",
    "touch": "Messages and meetings",
}


def search(text: str, *, most: int, json_file: Path | None) -> None:
    """Print what holds every word of ``text``, by kind, the best first."""
    check_target(json_file)
    found, current = find_everything(ensure_sole_owner(), text, each=most)
    if json_file:
        write_json(
            {"query": text, "current": current, "groups": [_plain(group) for group in found.groups]},
            json_file,
        )
        return
    if not found.words:
        console.print("There is no letter or digit in that. Type a name, or a word of a note.")
    elif not found.groups:
        console.print("Nothing holds all of these words. Try fewer, or only the beginning of one.")
    for group in found.groups:
        total = f"more than {MOST:,}" if group.more else f"{group.total:,}"
        console.print(f"{_HEADINGS[group.kind.label]} ({total})", style="bold")
        _print(group)
    if not current:
        console.print("Something is being written just now; its newest words may be missing.")


def _print(group: Group) -> None:
    now = datetime.now(UTC)
    table = plain_table("", "", "")
    table.show_header = False
    for hit in group.hits:
        table.add_row(_text(hit.title), _text(hit.text), ago(hit.at, now=now) if hit.at else "")
    console.print(table)


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def _plain(group: Group) -> dict[str, Any]:
    return {
        "kind": group.kind.label,
        "total": group.total,
        "more": group.more,
        "hits": [_plain_hit(hit) for hit in group.hits],
    }


def _plain_hit(hit: Hit) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": hit.number, "title": _text(hit.title), "text": _text(hit.text)}
    if hit.person:
        plain["person"] = hit.person
    if hit.at:
        plain["at"] = datetime.fromtimestamp(hit.at, UTC).isoformat()[:19] + "Z"
    return plain
