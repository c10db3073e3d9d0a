"""The commands of the week: tiers, touches, value, promises, notes."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile, On, day_of
from nexalink.cli.preparation import prepare

Who = Annotated[str, typer.Argument(metavar="NAME", help="A name, an address or a profile URL.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(log)
    app.command()(tier)
    app.command()(value)
    app.command("promise")(promise_)
    app.command()(note)


def log(
    line: Annotated[
        str, typer.Argument(help="In one line, such as “call with Farah Friend yesterday about the grant”.")
    ],
    data: Data = None,
    on: On = None,
    kind: Annotated[
        str, typer.Option("--kind", help="call, meeting, message, mail or touch, if the line does not say.")
    ] = "",
    day: Annotated[
        str, typer.Option("--day", help="yesterday, 3 days ago, 12 Nov …, if the line does not say.")
    ] = "",
    text: Annotated[str, typer.Option("--text", help="What it was about.")] = "",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Log it although it is earlier than all that your data knows.")
    ] = False,
    json_file: JsonFile = None,
) -> None:
    """Log a touch; the clock of the cadence runs from its day."""
    prepare(data)
    from nexalink.cli import keeping

    keeping.log(line, on=day_of(on), kind=kind, day=day, text=text, anyway=anyway, json_file=json_file)


def tier(
    name: Annotated[
        str, typer.Argument(help="A name, an address or a profile URL; without it, the board.")
    ] = "",
    chosen: Annotated[str, typer.Argument(metavar="TIER", help="1, 2, 3 or none.")] = "",
    data: Data = None,
    on: On = None,
    cadence: Annotated[
        int | None, typer.Option("--cadence", help="Days between touches of this tie.")
    ] = None,
    accept_all: Annotated[
        bool, typer.Option("--accept-all", help="Accept everything the audit proposes.")
    ] = False,
    suggest: Annotated[bool, typer.Option("--suggest", help="Only show what the audit proposes.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Show the tiers and what the audit proposes, or put somebody into one."""
    prepare(data)
    from nexalink.cli import keeping

    keeping.tier(
        name, chosen, on=day_of(on), cadence=cadence, accept_all=accept_all, suggest=suggest, json_file=json_file
    )  # fmt: skip


def value(
    name: Annotated[
        str, typer.Argument(help="A name, an address or a profile URL; without it, the ledger.")
    ] = "",
    data: Data = None,
    on: On = None,
    given: Annotated[
        str, typer.Option("--given", metavar="KIND", help="advice, introduction, referral, help …")
    ] = "",
    received: Annotated[
        str, typer.Option("--received", metavar="KIND", help="The same, from them to you.")
    ] = "",
    size: Annotated[str, typer.Option("--size", help="small, medium or large.")] = "small",
    day: Annotated[str, typer.Option("--day", help="yesterday, 3 days ago, 12 Nov …")] = "today",
    text: Annotated[str, typer.Option("--note", help="What it was.")] = "",
    asked: Annotated[bool | None, typer.Option("--asked/--unasked", help="Whether it was asked for.")] = None,
    json_file: JsonFile = None,
) -> None:
    """Show the ledger of value, or write down what was given or received."""
    prepare(data)
    from nexalink.cli import keeping

    keeping.value(
        name, on=day_of(on), given=given, received=received, size=size, day=day, note=text, asked=asked,
        json_file=json_file,
    )  # fmt: skip


def promise_(
    name: Who,
    what: Annotated[str, typer.Argument(help="What was promised.")],
    data: Data = None,
    on: On = None,
    due: Annotated[str, typer.Option("--due", help="in two weeks, 12 Nov, 2027-01-31 …")] = "",
    by_them: Annotated[bool, typer.Option("--by-them", help="They promised it.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Keep a promise of either side; it comes up in today's list when it is due."""
    prepare(data)
    from nexalink.cli import keeping

    keeping.promise(name, what, on=day_of(on), due=due, by_them=by_them, json_file=json_file)


def note(
    name: Who,
    text: Annotated[str, typer.Argument(help="Markdown; @Name puts it on their timeline too.")],
    data: Data = None,
    json_file: JsonFile = None,
) -> None:
    """Write a dated note on a person."""
    prepare(data)
    from nexalink.cli import keeping

    keeping.note(name, text, json_file=json_file)
