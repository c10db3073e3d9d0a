"""How the terminal shows things: progress with rate and time left, tables, small words."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from nexalink.archives import progress as imports

console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
STAGES = {
    "hash": "reading the file",
    "owner": "whose archive it is",
    "read": "recording",
    "settle": "joining and counting",
    "done": "done",
}


@contextmanager
def import_progress(*, quiet: bool) -> Iterator[imports.Listener]:
    """Give a listener that draws one bar an archive with rows, rate and time left."""
    if quiet or not console.is_terminal:
        yield imports.silent
        return
    columns = (
        TextColumn("{task.fields[archive]}"), TextColumn("{task.description}"), BarColumn(),
        TextColumn("{task.completed:,.0f} rows {task.fields[rate]}"), TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def listen(step: imports.Progress) -> None:
            if step.archive not in tasks:
                tasks[step.archive] = bars.add_task("", archive=short(step.archive), rate="", total=None)
            task = bars.tasks[bars.task_ids.index(tasks[step.archive])]
            rate = f"{task.speed:,.0f}/s" if task.speed else ""
            total = step.total if step.stage in {"read", "settle", "done"} else None
            bars.update(task.id, description=STAGES[step.stage], completed=step.done, total=total, rate=rate)

        yield listen


def short(name: str, *, longest: int = 30) -> str:
    """Return a name cut in its middle, so that its beginning and ending stay readable.

    >>> short("Basic_LinkedInDataExport_11-23-2026.zip", longest=20)
    'Basic_Link…-2026.zip'
    """
    return name if len(name) <= longest else f"{name[: longest // 2]}…{name[-(longest // 2 - 1) :]}"


def plain_table(*headings: str) -> Table:
    """Return an empty table with light lines."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        right = heading.startswith(">")
        table.add_column(
            heading.lstrip(">"), justify="right" if right else "left", overflow="fold", no_wrap=right
        )
    return table


def ago(seconds: int | None, *, now: datetime) -> str:
    """Return how long ago a moment was, in the largest fitting unit.

    >>> ago(0, now=datetime(1970, 1, 15, tzinfo=UTC))
    '14 days ago'
    """
    if seconds is None:
        return "never"
    days = (now - datetime.fromtimestamp(seconds, UTC)).days
    if days < 1:
        return "today"
    if days < 60:
        return f"{days} day{'s' if days != 1 else ''} ago"
    if days < 730:
        return f"{days // 30} months ago"
    return f"{days // 365} years ago"
