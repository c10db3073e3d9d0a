"""The commands of the week: promises of both sides, drafts, how one keeps in touch."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile, On, day_of
from nexalink.cli.preparation import prepare


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(promises)
    app.command()(draft)
    app.command()(touches)


def promises(
    data: Data = None,
    on: On = None,
    kept: Annotated[int | None, typer.Option("--kept", metavar="NUMBER", help="This one was kept.")] = None,
    broken: Annotated[
        int | None, typer.Option("--broken", metavar="NUMBER", help="This one was not kept.")
    ] = None,
    again: Annotated[
        int | None, typer.Option("--reopen", metavar="NUMBER", help="This one stands again.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="The closed ones too.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Show what was promised by either side, or close one."""
    prepare(data)
    from nexalink.cli import promising

    promising.promises(
        on=day_of(on), kept=kept, broken=broken, again=again, everything=everything, json_file=json_file
    )


def draft(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an address or a profile URL.")],
    data: Data = None,
    on: On = None,
    sent: Annotated[str, typer.Option("--sent", metavar="TEXT", help="Log this text as sent.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="mail or message, for what was sent.")] = "mail",
    day: Annotated[str, typer.Option("--day", help="When it was sent: yesterday, 12 Nov …")] = "today",
    json_file: JsonFile = None,
) -> None:
    """Show a text to one person made from what is known; nothing is sent. Log it once you sent it."""
    prepare(data)
    from nexalink.cli import keeping, promising

    today = day_of(on)
    promising.draft(
        name, on=today, sent=sent, kind=kind, day=keeping.day_told(day, today), json_file=json_file
    )


def touches(data: Data = None, on: On = None, json_file: JsonFile = None) -> None:
    """Show how you keep in touch, and which texts could have gone to anybody."""
    prepare(data)
    from nexalink.cli import promising

    promising.touches(on=day_of(on), json_file=json_file)
