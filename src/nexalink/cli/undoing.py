"""``nexalink undo``: take back an act, an import or an answer."""

import typer

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.accounts.queries import undoable
from nexalink.archives.taking_back import take_back
from nexalink.cli.showing import console, plain_table
from nexalink.kernel.errors import NexaLinkError


class NoSuchLine(NexaLinkError):
    """The number names nothing that can be taken back."""


def undo(number: int | None, *, yes: bool) -> None:
    """List what can be taken back, or take back the line of that number."""
    owner = ensure_sole_owner()
    lines = undoable(owner)
    if number is None:
        if not lines:
            console.print("Nothing can be taken back.")
            return
        table = plain_table(">number", "when", "what")
        for line in lines:
            table.add_row(str(line.pk), f"{line.at:%Y-%m-%d %H:%M}", told(line.action, line.what))
        console.print(table)
        console.print("Take one back with: nexalink undo NUMBER")
        return
    chosen = next((line for line in lines if line.pk == number), None)
    if chosen is None:
        raise NoSuchLine(
            f"Number {number} cannot be taken back.", advice="List the numbers with: nexalink undo."
        )
    what = told(chosen.action, chosen.what)
    if not yes:
        typer.confirm(f"Take back {what}?", default=True, abort=True)
    take_back(owner, entry=chosen.pk, by="command line")
    console.print(f"Taken back: {what}.")


def told(action: str, what: str) -> str:
    """Say what a line did: acts tell it themselves, imports and answers name only their subject.

    >>> told("import", "export.zip"), told("log touch", "Logged a call with Ada Brandt")
    ('import: export.zip', 'Logged a call with Ada Brandt')
    """
    return f"{action}: {what}" if action in {"import", "answer"} else what
