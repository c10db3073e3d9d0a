"""``nexalink brief``."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.files import check_target, write_json
from nexalink.cli.finding import find_person
from nexalink.cli.showing import console, counted
from nexalink.interactions.queries import Promised
from nexalink.today.brief import Brief, brief

_NOTE = 300


def show(name: str, *, on: date, json_file: Path | None) -> None:
    """Print the brief of one person."""
    check_target(json_file)
    owner = ensure_sole_owner()
    found = brief(owner, person=find_person(owner, name), on=on)
    if json_file:
        write_json(asdict(found), json_file)
        return
    console.print(found.name or "(no name)", style="bold")
    if found.works:
        console.print(found.works)
    console.print(f"Reason to write: {found.reason}.")
    for label, text in _lines(found, on=on):
        if text:
            console.print(f"  {label}: {text}")


def _lines(found: Brief, *, on: date) -> list[tuple[str, str]]:
    return [
        ("Last contact", _last(found, on=on)),
        ("Next touch", f"due {found.due}" if found.due else ""),
        ("Between you", found.standing),
        ("Value", found.balance.sentence if found.balance else ""),
        *(("You promised", _promise(row)) for row in found.mine),
        *(("They promised", _promise(row)) for row in found.theirs),
        *((words, " ".join(text.split())) for _, words, text in found.known),
        *((f"Changed {one.seen or ''}".rstrip(), one.what) for one in found.changed),
        ("Birthday", found.birthday.isoformat() if found.birthday else ""),
        ("Place", found.place),
        ("Circles", ", ".join(found.circles)),
        *((f"Note of {day}{f' on {name}' if name else ''}", _cut(text)) for day, name, text in found.notes),
        ("Reach", ", ".join(found.reach)),
    ]


def _last(found: Brief, *, on: date) -> str:
    if found.last is None:
        return "none yet"
    days = (on - found.last.on).days
    said = f"{found.last.on}, {counted(days, 'day')} ago" if days else f"{found.last.on}, today"
    if not found.last.about:
        return said
    who = {True: "you wrote", False: "they wrote", None: "about"}[found.last.by_owner]
    return f"{said}; {who} “{found.last.about}”"


def _promise(row: Promised) -> str:
    return f"{row.what} (due {row.due_on})" if row.due_on else row.what


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _NOTE else f"{line[:_NOTE]}…"
