"""``nexalink import``: preview, ask, record, account for every row."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typer

from nexalink.accounts.actions import ensure_sole_owner, forget_unused_owner
from nexalink.accounts.queries import Owner, sole_owner
from nexalink.archives.accounting import OUTCOMES
from nexalink.archives.actions import Imported
from nexalink.archives.actions import import_paths as record_paths
from nexalink.archives.errors import OwnerUnknown
from nexalink.cli.files import check_target, write_json
from nexalink.cli.showing import console, import_progress, plain_table, short
from nexalink.exports.restoring import is_export, restore
from nexalink.kernel.zones import local_zone

_TROUBLES_SHOWN = 10
_OWNERS_OFFERED = 5


def import_paths(
    paths: Sequence[Path],
    *,
    on: date,
    me: list[str],
    mapping: dict[str, str] | None,
    preview: bool,
    yes: bool,
    json_file: Path | None,
    quiet: bool,
) -> None:
    """Show what would be recorded, ask, then record and show the same table with what was."""
    quiet = quiet or str(json_file) == "-"
    check_target(json_file)
    if len(paths) == 1 and paths[0].is_file() and is_export(paths[0]):
        _restore(paths[0], quiet=quiet)
        return
    ask = sys.stdin.isatty() and not yes
    if preview or ask:
        planned = record(paths, on=on, me=me, mapping=mapping, preview=True, quiet=quiet)
        show_accounting(planned, planned=True, quiet=quiet)
        if preview:
            _write(planned, json_file)
            return
        typer.confirm("Record this?", default=True, abort=True)
    done = record(paths, on=on, me=me, mapping=mapping, preview=False, quiet=quiet)
    show_accounting(done, planned=False, quiet=quiet)
    _write(done, json_file)


def _restore(path: Path, *, quiet: bool) -> None:
    counts = restore(path, by="command line", zone=local_zone())
    if not quiet:
        console.print(
            f"Restored from {path.name}: "
            + ", ".join(f"{count:,} {noun.replace('_', ' ')}" for noun, count in counts.items())
        )


def record(
    paths: Sequence[Path],
    *,
    on: date,
    me: list[str],
    mapping: dict[str, str] | None = None,
    preview: bool = False,
    quiet: bool = False,
) -> list[Imported]:
    """Record the archives; where the owner cannot be told and somebody sits at the terminal, ask."""
    known = sole_owner()
    owner = known or ensure_sole_owner(zone=local_zone())
    try:
        return _record(owner, paths, on=on, me=me, mapping=mapping, preview=preview, quiet=quiet)
    finally:
        if known is None:
            forget_unused_owner(owner)


def _record(
    owner: Owner,
    paths: Sequence[Path],
    *,
    on: date,
    me: list[str],
    mapping: dict[str, str] | None,
    preview: bool,
    quiet: bool,
) -> list[Imported]:
    while True:
        try:
            with import_progress(quiet=quiet) as listener:
                return record_paths(
                    owner,
                    paths,
                    on=on,
                    by="command line",
                    me=me,
                    mapping=mapping,
                    preview=preview,
                    listener=listener,
                )
        except OwnerUnknown as fault:
            if not sys.stdin.isatty() or quiet:
                raise
            me = [*me, _ask_whose(fault)]


def _ask_whose(fault: OwnerUnknown) -> str:
    """Return the handle of the owner that somebody at the terminal says or picks by its number."""
    offered = fault.candidates[:_OWNERS_OFFERED]
    console.print(fault.what)
    for number, (handle, share) in enumerate(offered, 1):
        console.print(f"  {number}  {handle.removeprefix('mailto:')}  in {share:.0%} of it")
    hint = " (or a number from the list)" if offered else ""
    said = str(typer.prompt(f"Your own address or profile{hint}")).strip()
    chosen = said.isdigit() and 1 <= int(said) <= len(offered)
    return offered[int(said) - 1][0] if chosen else said


def show_accounting(results: Sequence[Imported], *, planned: bool, quiet: bool) -> None:
    """Print one line an archive whose numbers add up to its rows, then the troubles with file and line."""
    if quiet:
        for result in results:
            _show_troubles(result)
        return
    table = plain_table("archive", ">rows", *(f">{outcome.replace('_', ' ')}" for outcome in OUTCOMES))
    for result in results:
        name = short(result.archive.name) + (" (known already)" if result.known_before else "")
        table.add_row(
            name, f"{result.rows_read:,}", *(f"{result.outcomes.get(outcome, 0):,}" for outcome in OUTCOMES)
        )
    console.print("What would be recorded:" if planned else "What was recorded:", style="bold")
    console.print(table)
    for result in results:
        if result.skipped:
            why = ", ".join(
                f"{count:,} {reason.replace('_', ' ')}" for reason, count in sorted(result.skipped.items())
            )
            console.print(f"  {result.archive.name}: skipped {why}")
        _show_troubles(result)
    questions = sum(result.questions for result in results)
    if questions:
        verb = "would wait" if planned else "waits" if questions == 1 else "wait"
        console.print(f"{questions:,} question{'s' * (questions != 1)} {verb} for you: nexalink review")


def _show_troubles(result: Imported) -> None:
    for file, line, reason in result.troubles[:_TROUBLES_SHOWN]:
        console.print(f"  {file}, line {line}: {reason}")
    more = len(result.troubles) - _TROUBLES_SHOWN
    if more > 0:
        console.print(f"  and {more:,} more rows that could not be read (all of them: --json FILE)")


def _write(results: Sequence[Imported], json_file: Path | None) -> None:
    if json_file:
        write_json([_plain(result) for result in results], json_file)


def _plain(result: Imported) -> dict[str, Any]:
    return {
        "name": result.archive.name,
        "importer": result.archive.importer,
        "sha256": result.archive.sha256,
        "known_before": result.known_before,
        "rows_read": result.rows_read,
        "outcomes": result.outcomes,
        "skipped": result.skipped,
        "files": result.files,
        "troubles": [
            {"file": file, "line": line, "reason": reason} for file, line, reason in result.troubles
        ],
        "questions": result.questions,
    }
