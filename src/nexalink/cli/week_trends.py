"""The commands of the long view: trends over the years, and the five steps of the shift."""

import typer

from nexalink.cli.options import Data, JsonFile, On, day_of
from nexalink.cli.preparation import prepare


def register(app: typer.Typer) -> None:
    """Add ``nexalink trends`` and ``nexalink path``."""
    app.command()(trends)
    app.command()(path)


def trends(data: Data = None, json_file: JsonFile = None) -> None:
    """Is it getting better? Year by year, five years on, what help returned, what it costs, by the latest audit."""
    prepare(data)
    from nexalink.cli import trending

    trending.show_trends(json_file=json_file)


def path(data: Data = None, on: On = None, json_file: JsonFile = None) -> None:
    """The five steps from quantity to quality: what is done, what that rests on, and what comes next."""
    prepare(data)
    from nexalink.cli import trending

    trending.show_path(on=day_of(on), json_file=json_file)
