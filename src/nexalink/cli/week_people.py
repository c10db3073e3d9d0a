"""The command about one person before one writes: the brief."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile, On, day_of
from nexalink.cli.preparation import prepare


def register(app: typer.Typer) -> None:
    """Add ``nexalink brief``."""
    app.command()(brief)


def brief(
    name: Annotated[str, typer.Argument(help="A name, an address or a profile URL.")],
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Show what is worth knowing before you write to a person, on one screen."""
    prepare(data)
    from nexalink.cli import briefing

    briefing.show(name, on=day_of(on), json_file=json_file)
