"""The commands of the gate."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile, On, day_of
from nexalink.cli.preparation import prepare


def register(app: typer.Typer) -> None:
    """Add ``nexalink gate``."""
    app.command()(gate)


def gate(
    number: Annotated[
        int | None, typer.Argument(help="Number of a request to judge; without it they are listed.")
    ] = None,
    data: Data = None,
    on: On = None,
    yes: Annotated[
        str,
        typer.Option(
            "--yes", metavar="QUESTIONS", help="Which of reason,value,comfortable,diversity are yes."
        ),
    ] = "",
    accept: Annotated[bool, typer.Option("--accept", help="Accept it.")] = False,
    decline: Annotated[bool, typer.Option("--decline", help="Decline it.")] = False,
    add: Annotated[
        str, typer.Option("--add", metavar="NAME", help="Write down a request that came some other way.")
    ] = "",
    works: Annotated[str, typer.Option("--works", help="With --add: such as “Nurse at City Clinic”.")] = "",
    address: Annotated[str, typer.Option("--address", help="With --add: a profile, address or number.")] = "",
    message: Annotated[str, typer.Option("--message", help="With --add: what they wrote.")] = "",
    reconsider: Annotated[bool, typer.Option("--reconsider", help="Put a judged request back.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Show who wants in, and judge with four questions; nothing is sent anywhere."""
    prepare(data)
    from nexalink.cli import gating

    gating.gate(
        number,
        on=day_of(on),
        yes=yes,
        accept=accept,
        decline=decline,
        add=add,
        typed={"works": works, "address": address, "message": message},
        reconsider=reconsider,
        json_file=json_file,
    )
