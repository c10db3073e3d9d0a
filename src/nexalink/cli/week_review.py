"""The commands of the review of ties and of the recall check."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile, On, day_of
from nexalink.cli.preparation import prepare


def register(app: typer.Typer) -> None:
    """Add ``nexalink prune`` and ``nexalink recall``."""
    app.command()(prune)
    app.command()(recall)


def prune(
    data: Data = None,
    on: On = None,
    choose: Annotated[
        list[str] | None,
        typer.Option(
            "--choose",
            metavar="NUMBER=CHOICE",
            help="Decide on a tie: keep, lower, fade or reach_out; may be repeated.",
        ),
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Let a protected tie fade all the same.")] = False,
    close: Annotated[bool, typer.Option("--close", help="Close the review as it is.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Show earlier reviews.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Review at most fifteen ties that are dormant, one-directional or outside your capacity; nobody is deleted."""
    prepare(data)
    from nexalink.cli import pruning

    pruning.prune(
        on=day_of(on), choices=choose or [], anyway=anyway, close=close, history=history, json_file=json_file
    )


def recall(
    data: Data = None,
    on: On = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            metavar="NUMBER=RESULT",
            help="Say how well you knew somebody: known, partly, unknown or skipped; may be repeated.",
        ),
    ] = None,
    show: Annotated[
        int | None, typer.Option("--show", metavar="NUMBER", help="Show what is known of one of the ten.")
    ] = None,
    json_file: JsonFile = None,
) -> None:
    """Ten names a week: who is this, how do you know them, one detail? At a terminal it asks one after the other."""
    prepare(data)
    from nexalink.cli import recalling

    recalling.recall(on=day_of(on), answers=answer or [], show=show, json_file=json_file)
