"""``nexalink score``: score the ties of many owners, on one processor, on all of them, or on many machines."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from nexalink.cli.faults import WrongUsage
from nexalink.cli.preparation import prepare

Tell = Callable[[int, int], None]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise typer.BadParameter(f"{text!r} is no day, write it as YYYY-MM-DD") from fault


def _range(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    if not (first.isdecimal() and (last.isdecimal() or not dash)):
        raise WrongUsage(f"{text!r} is no range of owners.", advice="Write it as FIRST-LAST, such as 1-200.")
    return int(first), int(last or first)


def score(
    all_owners: Annotated[bool, typer.Option("--all-owners", help="Score everybody's network.")] = False,
    owners: Annotated[
        str | None, typer.Option("--owners", metavar="FIRST-LAST", help="Only owners with these ids.")
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            help="process: one after the other; pool: on all processors of this machine; "
            "dask: on workers of Dask, on this machine or others.",
        ),
    ] = "pool",
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="How many processes. Default: one a processor.")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="A running Dask scheduler: tcp://HOST:8786."),
    ] = None,
    run: Annotated[
        str | None,
        typer.Option(
            "--run",
            metavar="ID",
            help="Name of the run. The same name goes on where it stopped and writes nothing twice. "
            "Default: the day.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DATABASE|FOLDER",
            help="Read from another database (a copy, a replica: postgresql://…) or a folder of Parquet. "
            "Scores always go into your own database.",
        ),
    ] = None,
    snapshot: Annotated[
        Path | None,
        typer.Option(
            "--snapshot", metavar="FOLDER", help="Score nothing; write what scoring reads as Parquet."
        ),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option(
            "--on", metavar="DATE", parser=_day, help="The day to count from, YYYY-MM-DD. Default: today."
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Folder of your data. Default: your user's data folder."),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Write the result as JSON; - for the terminal."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")] = False,
) -> None:
    """Score the ties of many owners and keep the scores by the name of the run.

    Every engine and every source gives the same rows. A run that was stopped goes on with the same command.
    """
    if not all_owners and owners is None:
        raise WrongUsage("Nobody was named.", advice="Say --all-owners, or --owners FIRST-LAST.")
    if all_owners and owners is not None:
        raise WrongUsage("Everybody and a range of owners do not go together.", advice="Leave one out.")
    chosen = _range(owners) if owners is not None else None
    from nexalink.audits.runs.engines import ENGINES

    if engine not in ENGINES:
        raise WrongUsage(f"There is no engine {engine}.", advice=f"Choose one of {', '.join(ENGINES)}.")
    prepare(data)
    from nexalink.cli.files import check_target

    check_target(json_file)
    quiet = quiet or str(json_file) == "-"
    if snapshot is not None:
        _write_snapshot(snapshot, chosen, source, json_file=json_file, quiet=quiet)
        return
    day = on or datetime.now().astimezone().date()
    _score(
        chosen, source, engine=(engine, workers, scheduler), run=run or day.isoformat(), on=day,
        json_file=json_file, quiet=quiet,
    )  # fmt: skip


def _score(
    owners: tuple[int, int] | None,
    source: str | None,
    *,
    engine: tuple[str, int | None, str | None],
    run: str,
    on: date,
    json_file: Path | None,
    quiet: bool,
) -> None:
    from nexalink.audits.runs.database import DatabaseSource
    from nexalink.audits.runs.engines import engine_named
    from nexalink.audits.runs.here import this_database
    from nexalink.audits.runs.scoring_run import EVERY_OWNER, score_owners, source_named

    here = this_database()
    reading = source_named(source) if source else DatabaseSource(here)
    name, workers, scheduler = engine
    mapping = engine_named(name, workers=workers, scheduler=scheduler)
    begun = time.perf_counter()
    with _progress("scoring", quiet=quiet) as tell:
        report = score_owners(
            reading, here, run=run, on=on, engine=mapping, owners=owners or EVERY_OWNER,
            progress=lambda done, of: tell(done.owners + done.found_done, of),
        )  # fmt: skip
    seconds = time.perf_counter() - begun
    told = {
        "run": report.head.run,
        "on": report.head.on,
        "version": report.head.version,
        "engine": mapping.name,
        "workers": mapping.workers,
        "from": reading.shown,
        "owners": report.asked,
        "scored": report.done.owners,
        "done_before": report.before + report.done.found_done,
        "not_in_this_database": report.strangers,
        "ties": report.done.ties,
        "people_gone": report.done.gone,
        "interactions": report.done.interactions,
        "seconds": round(seconds, 3),
        "interactions_per_second": round(report.done.interactions / seconds),
    }
    _show(told, _sentences(told), json_file=json_file, quiet=quiet)


def _sentences(told: dict[str, Any]) -> str:
    first = (
        f"Run {told['run']}: {told['scored']:,} of {told['owners']:,} owners scored, {told['ties']:,} ties from "
        f"{told['interactions']:,} interactions in {told['seconds']:.1f} s"
    )
    lines = [first + (f" ({told['interactions_per_second']:,} a second)." if told["scored"] else ".")]
    if told["done_before"]:
        lines.append(f"{told['done_before']:,} owners were done already and left as they were.")
    if told["not_in_this_database"]:
        lines.append(f"{told['not_in_this_database']:,} owners of {told['from']} are not here: left out.")
    if told["people_gone"]:
        lines.append(f"{told['people_gone']:,} ties of {told['from']} are no longer here: left out.")
    return "\n".join(lines)


def _write_snapshot(
    folder: Path, owners: tuple[int, int] | None, source: str | None, *, json_file: Path | None, quiet: bool
) -> None:
    from nexalink.audits.runs.database import DatabaseSource
    from nexalink.audits.runs.here import this_database
    from nexalink.audits.runs.parquet import write_snapshot
    from nexalink.audits.runs.scoring_run import EVERY_OWNER, NOBODY, NoOwners, source_named

    reading = source_named(source) if source else DatabaseSource(this_database())
    first, last = owners or EVERY_OWNER
    lines = reading.owners(first=first, last=last)
    if not lines:
        raise NoOwners(f"{reading.shown} has no such owner.", advice=NOBODY)
    with _progress("writing", quiet=quiet) as tell:
        count = write_snapshot(reading, folder, owners=lines, progress=lambda done: tell(done, len(lines)))
    told = {"folder": str(folder), "owners": len(lines), "interactions": count}
    words = (
        f"{count:,} interactions of {len(lines):,} owners are in {folder}. Score them with --from {folder}"
    )
    _show(told, words, json_file=json_file, quiet=quiet)


def _show(told: dict[str, Any], words: str, *, json_file: Path | None, quiet: bool) -> None:
    from nexalink.cli.files import write_json
    from nexalink.cli.showing import console

    if not quiet:
        console.print(words)
    if json_file:
        write_json(told, json_file)


@contextmanager
def _progress(what: str, *, quiet: bool) -> Iterator[Tell]:
    """Give a listener that draws a bar of owners with the time left; nothing where nobody watches."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from nexalink.cli.showing import VisibleConsole

    screen = VisibleConsole(stderr=True)
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f} of {task.total:,.0f} owners"),
        TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=screen) as bars:
        task = bars.add_task(what, total=1)
        yield lambda done, of: bars.update(task, completed=done, total=of)
