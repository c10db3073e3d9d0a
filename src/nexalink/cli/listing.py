"""``nexalink people`` and ``nexalink person``."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.audits.queries import reading_of
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.finding import find_person
from nexalink.cli.showing import ago, console, counted, plain_table, short
from nexalink.interactions.queries import timeline
from nexalink.kernel.texts import works_of
from nexalink.people.queries import known_person
from nexalink.ties.queries import LAYERS, ORDERS, PeopleFilter, people_page

_SHOWN = 15
_WORKS_SHOWN = 60
_SOURCES = ("linkedin", "mail", "calendar", "contacts", "manual")


def people(
    text: str,
    *,
    layer: int | None,
    source: str,
    two_way: bool | None,
    order: str,
    page: int,
    json_file: Path | None,
) -> None:
    """Print one page of the people list."""
    _check_choices(layer=layer, source=source, order=order)
    check_target(json_file)
    chosen = PeopleFilter(text=text, layer=layer, source=source, two_way=two_way, order=order)
    found = people_page(ensure_sole_owner(), chosen=chosen, number=page)
    if json_file:
        write_json(
            {"total": found.total, "page": found.number, "people": [_plain(row) for row in found.rows]},
            json_file,
        )
        return
    if not found.total:
        console.print(
            "Nobody fits." if text or layer is not None or source else "Nobody is in your network yet."
        )
        return
    now = datetime.now(UTC)
    table = plain_table(">layer", "name", "works", ">in", ">out", ">met", "last contact")
    for row in found.rows:
        works = short(works_of(row.title, row.company), longest=_WORKS_SHOWN)
        table.add_row(
            str(row.layer or ""), row.name or "(no name)", works, str(row.incoming), str(row.outgoing), str(row.mutual),
            ago(row.last_contact, now=now),
        )  # fmt: skip
    console.print(table)
    console.print(f"{counted(found.total, 'person', 'people')}, page {found.number} of {found.pages}.")


def _check_choices(*, layer: int | None, source: str, order: str) -> None:
    if order not in ORDERS:
        raise WrongUsage(f"There is no order called {order}.", advice=f"Use one of: {', '.join(ORDERS)}.")
    if layer is not None and layer not in {0, *LAYERS}:
        raise WrongUsage(
            f"There is no layer {layer}.",
            advice=f"Use one of: {', '.join(map(str, LAYERS))}, or 0 for those beyond.",
        )
    if source and source not in _SOURCES:
        raise WrongUsage(f"There is no source called {source}.", advice=f"Use one of: {', '.join(_SOURCES)}.")


def _plain(row: Any) -> dict[str, Any]:
    plain = asdict(row)
    plain["connected_on"] = row.connected_on.isoformat() if row.connected_on else None
    return plain


def person(name: str, *, json_file: Path | None) -> None:
    """Print one person's page; several fitting people are listed instead."""
    check_target(json_file)
    owner = ensure_sole_owner()
    number = find_person(owner, name)
    known = known_person(owner, number)
    measured = reading_of(owner, person=number)
    reading = measured.document if measured else {}
    history = timeline(owner, number, size=_SHOWN)
    if json_file:
        write_json(
            {
                "id": f"p{known.person.pk}", "name": known.person.name,
                "handles": [uri for uri, _, _ in known.handles],
                "positions": [
                    {"company": job.company, "title": job.title, "seen_on": job.last_seen.isoformat()} for job in known.jobs
                ],
                **reading,
                "timeline": [asdict(entry) for entry in history.entries],
            },
            json_file,
        )  # fmt: skip
        return
    _print_person(known, reading, history)


_READINGS = {
    "closeness": "closeness, of 100",
    "reciprocity": "balance of who writes, 100% even",
    "they_answer": "they answer you",
    "i_answer": "you answer them",
    "they_take_days": "days they take to answer",
    "answer_forecast": "chance of an answer to your next message",
    "bridge": "share of their circles only they reach",
    "understanding": "mutual understanding, of 100",
    "trust": "trust, of 100",
    "maintenance": "active maintenance, of 100",
    "accessibility": "accessibility, of 100",
    "reciprocal_value": "reciprocal value, of 100",
}
"""Reading → its words with the unit."""
_SHARES = frozenset({"reciprocity", "they_answer", "i_answer", "answer_forecast", "bridge"})


def _value_text(name: str, value: float) -> str:
    """Return a reading as people read numbers: shares as per cent, days to one decimal, scales whole."""
    if name in _SHARES:
        return f"{value:.0%}"
    return f"{value:.1f}" if name.endswith("_days") or name not in _READINGS else f"{value:.0f}"


def _print_person(known: Any, reading: dict[str, Any], history: Any) -> None:
    console.print(known.person.name or "(no name)", style="bold")
    works = works_of(known.person.title, known.person.company, between=" · ")
    if works:
        console.print(works)
    for uri, shared, source in known.handles:
        console.print(f"  {uri}  ({source}{', shared with others' if shared else ''})")
    if readings := reading.get("readings"):
        table = plain_table("reading", ">value", "why")
        for name, found in readings.items():
            value = "–" if found["value"] is None else _value_text(name, found["value"])
            table.add_row(_READINGS.get(name, name.replace("_", " ")), value, found.get("why", ""))
        console.print(table)
    now = datetime.now(UTC)
    for entry in history.entries:
        arrow = {"in": "←", "out": "→", "mutual": "↔"}.get(entry.direction, " ")
        about = entry.subject or entry.text.replace("\n", " ")[:80]
        console.print(f"  {ago(entry.at, now=now):>14}  {arrow} {entry.kind} ({entry.source})  {about}")
    if history.total > len(history.entries):
        console.print(f"  and {history.total - len(history.entries):,} more")
