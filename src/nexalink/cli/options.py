"""Options that many commands share, and the day they count from: the command line is where the clock is read."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder of your data. Default: your user's data folder."),
]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise typer.BadParameter(f"{text!r} is no day, write it as YYYY-MM-DD") from fault


On = Annotated[
    date | None,
    typer.Option(
        "--on",
        metavar="DATE",
        parser=_day,
        help="The day to count from, YYYY-MM-DD. Default: today.",
    ),
]


def given_path(text: str) -> Path:
    """Return a path that was given: an empty one, such as an unset variable, would stand for the current folder."""
    if not text:
        raise typer.BadParameter("the path is empty; name a file or folder, or . for the current folder")
    return Path(text)


Me = Annotated[
    list[str] | None,
    typer.Option(
        "--me", metavar="HANDLE", help="An address, phone number or profile of your own; may be repeated."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")]
JsonFile = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write the result as JSON; - for the terminal.")
]


def day_of(on: date | None) -> date:
    """Return the day to count from; the command line is where the clock is read."""
    return on or datetime.now().astimezone().date()
