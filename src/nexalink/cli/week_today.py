"""The commands of the day: what is due, and doing, putting off or skipping it."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile, On, day_of
from nexalink.cli.preparation import prepare


def register(app: typer.Typer) -> None:
    """Add ``nexalink today`` and ``nexalink journal``."""
    app.command()(today)


def today(
    data: Data = None,
    on: On = None,
    done: Annotated[
        str | None, typer.Option("--done", metavar="LINE", help="Do what a line asks, such as overdue:17.")
    ] = None,
    later: Annotated[
        str | None, typer.Option("--later", metavar="LINE", help="Put a line off for a week, or --days.")
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="For how long to put it off.")] = 7,
    skip: Annotated[
        str | None, typer.Option("--skip", metavar="LINE", help="Leave a line out this time.")
    ] = None,
    json_file: JsonFile = None,
) -> None:
    """Show who needs you today: at most ten lines, each with its reason."""
    prepare(data)
    from nexalink.cli import today as command

    command.today(on=day_of(on), done=done, later=later, days=days, skip=skip, json_file=json_file)
