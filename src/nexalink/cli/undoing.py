"""``nexalink undo``: take back an import or an answer."""

import typer

from nexalink.accounts.actions import ensure_sole_owner, mark_undone
from nexalink.accounts.queries import JournalEntry, Owner, undoable
from nexalink.archives.actions import reopen_question
from nexalink.archives.undo import undo_import
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
            table.add_row(str(line.pk), f"{line.at:%Y-%m-%d %H:%M}", f"{line.action}: {line.what}")
        console.print(table)
        console.print("Take one back with: nexalink undo NUMBER")
        return
    chosen = next((line for line in lines if line.pk == number), None)
    if chosen is None:
        raise NoSuchLine(
            f"Number {number} cannot be taken back.", advice="List the numbers with: nexalink undo."
        )
    if not yes:
        typer.confirm(f"Take back {chosen.action}: {chosen.what}?", default=True, abort=True)
    _take_back(owner, chosen)
    console.print("Taken back.")


def _take_back(owner: Owner, line: JournalEntry) -> None:
    if line.action == "import":
        undo_import(owner, archive=line.after["archive"], by="command line")
    else:
        reopen_question(owner, question=line.after["question"], by="command line")
    mark_undone(line)
