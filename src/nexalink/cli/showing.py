"""How the terminal shows things: progress with rate and time left, tables, small words."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from nexalink.archives import progress as imports
from nexalink.cli.visible import visible

_PIPED_WIDTH = 110


class VisibleConsole(Console):
    """A console that shows texts as they are: no markup, no emoji codes, no control characters of others."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(
            stderr=stderr, highlight=False, markup=False, emoji=False, width=_width(sys.stderr if stderr else sys.stdout)
        )  # fmt: skip

    def render_str(self, text: str, **options: Any) -> Text:
        """Return ``text`` ready to be shown."""
        return super().render_str(visible(text), **options)


def _width(stream: TextIO) -> int | None:
    """Return the width of what is no terminal: ``COLUMNS``, else wide enough for every table."""
    if stream.isatty():
        return None
    named = os.environ.get("COLUMNS", "")
    return int(named) if named.isdigit() and int(named) > 0 else _PIPED_WIDTH


console = VisibleConsole()
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
    screen = VisibleConsole(stderr=True)
    if quiet or not screen.is_terminal:
        yield imports.silent
        return
    columns = (
        TextColumn("{task.fields[archive]}", markup=False), TextColumn("{task.description}"), BarColumn(),
        TextColumn("{task.completed:,.0f} rows {task.fields[rate]}"), TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=screen) as bars:
        tasks: dict[str, TaskID] = {}

        def listen(step: imports.Progress) -> None:
            if step.archive not in tasks:
                tasks[step.archive] = bars.add_task(
                    "", archive=visible(short(step.archive)), rate="", total=None
                )
            task = bars.tasks[bars.task_ids.index(tasks[step.archive])]
            rate = f"{step.done / task.elapsed:,.0f}/s" if task.elapsed and step.done else ""
            total = step.total if step.stage in {"read", "settle", "done"} else None
            bars.update(task.id, description=STAGES[step.stage], completed=step.done, total=total, rate=rate)

        yield listen


def short(name: str, *, longest: int = 30) -> str:
    """Return a name cut in its middle, so that its beginning and ending stay readable.

    >>> short("Basic_LinkedInDataExport_11-23-2026.zip", longest=20)
    'Basic_Link…-2026.zip'
    """
    return name if len(name) <= longest else f"{name[: longest // 2]}…{name[-(longest // 2 - 1) :]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "person", "people"), counted(1204, "person", "people"), counted(2, "question")
    ('1 person', '1,204 people', '2 questions')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


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
    """Return how long ago a moment was in days of this machine's calendar, or in the largest fitting unit.

    >>> ago(0, now=datetime(1970, 1, 15, tzinfo=UTC))
    '14 days ago'
    """
    if seconds is None:
        return "never"
    days = (now.astimezone().date() - datetime.fromtimestamp(seconds, UTC).astimezone().date()).days
    if days < 1:
        return "today"
    if days < 60:
        return f"{days} day{'s' if days != 1 else ''} ago"
    if days < 730:
        return f"{days // 30} months ago"
    return f"{days // 365} years ago"
