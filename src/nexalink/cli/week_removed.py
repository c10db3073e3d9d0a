"""The commands of the trash for people."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile
from nexalink.cli.preparation import prepare


def register(app: typer.Typer) -> None:
    """Add ``nexalink remove`` and ``nexalink removed``."""
    app.command()(remove)
    app.command()(removed)


def remove(
    name: Annotated[str, typer.Argument(help="A name, an address or a profile URL.")],
    data: Data = None,
    json_file: JsonFile = None,
) -> None:
    """Remove a person from your network; they wait among the removed people and can be brought back."""
    prepare(data)
    from nexalink.cli import removing

    removing.remove(name, json_file=json_file)


def removed(
    data: Data = None,
    restore: Annotated[
        int | None, typer.Option("--restore", metavar="NUMBER", help="Bring this one back.")
    ] = None,
    erase: Annotated[
        int | None, typer.Option("--erase", metavar="NUMBER", help="Erase this one for good, with --yes.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="I know that erasing cannot be taken back.")
    ] = False,
    json_file: JsonFile = None,
) -> None:
    """List the people you removed, bring one back, or erase one for good."""
    prepare(data)
    from nexalink.cli import removing

    removing.removed(restore=restore, erase=erase, yes=yes, json_file=json_file)
