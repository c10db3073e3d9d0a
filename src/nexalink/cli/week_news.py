"""The command of the news."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile, On, day_of
from nexalink.cli.preparation import prepare


def register(app: typer.Typer) -> None:
    """Add ``nexalink news``."""
    app.command()(news)


def news(
    data: Data = None,
    on: On = None,
    seen: Annotated[
        str | None, typer.Option("--seen", metavar="LINE", help="Take a line away as seen, such as news:17.")
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Tell of people in no tier too.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Show what changed with the people in your tiers: new jobs, birthdays, years at work, messages to answer."""
    prepare(data)
    from nexalink.cli import news as command

    command.news(on=day_of(on), seen=seen, everybody=everybody, json_file=json_file)
