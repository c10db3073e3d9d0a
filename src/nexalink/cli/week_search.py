"""The command that searches everything."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile
from nexalink.cli.preparation import prepare


def register(app: typer.Typer) -> None:
    """Add ``nexalink search``."""
    app.command()(search)


def search(
    text: Annotated[list[str], typer.Argument(help="Words, or beginnings of words; all must be there.")],
    data: Data = None,
    most: Annotated[int, typer.Option("--most", min=1, max=400, help="How many of each kind.")] = 8,
    json_file: JsonFile = None,
) -> None:
    """Search people, notes, messages, promises and all else you have."""
    prepare(data)
    from nexalink.cli import searching

    searching.search(" ".join(text), most=most, json_file=json_file)
