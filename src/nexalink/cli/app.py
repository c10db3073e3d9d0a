"""The commands and their options. Exit codes: 0 done, 1 a named fault, 2 wrong usage, 130 stopped by Ctrl-C."""

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import nexalink
from nexalink.cli import (
    faults,
    scoring,
    week_gate,
    week_intro,
    week_news,
    week_people,
    week_promises,
    week_removed,
    week_review,
    week_search,
    week_today,
    week_touches,
    week_trends,
)
from nexalink.cli.options import Data, JsonFile, Me, On, Quiet, day_of, given_path
from nexalink.cli.preparation import prepare
from nexalink.cli.streams import leave_quietly, steady_streams
from nexalink.cli.visible import visible
from nexalink.kernel.folders import data_folder

app = typer.Typer(
    name="nexalink",
    help="NexaLink: the right connections, kept with care. Start with: nexalink audit YOUR-LINKEDIN-EXPORT.zip",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


def run(words: Sequence[str] | None = None) -> int:
    """Run the command given by ``words`` (the arguments of this program by default); return the exit code."""
    steady_streams()
    try:
        result = app(args=words, prog_name="nexalink", standalone_mode=False)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        leave_quietly()
        return faults.FAULT
    except (Exception, KeyboardInterrupt) as fault:
        found = faults.told(fault)
        if found is None:
            raise
        return _complain(*found)
    if result == faults.INTERRUPTED:
        return _complain(faults.STOPPED, faults.INTERRUPTED)
    return result if isinstance(result, int) else 0


def _complain(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError):  # where even the complaint cannot be written, the exit code tells
        sys.stderr.write(f"nexalink: {visible(sentence)}\n")
    return code


@app.command()
def audit(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            parser=given_path,
            help="Archives to import first: LinkedIn zip, mbox, ICS, vCard, CSV.",
        ),
    ] = None,
    data: Data = None,
    on: On = None,
    me: Me = None,
    json_file: JsonFile = None,
    html_file: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the report as one HTML file.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Tell the truth about your network: import PATHs if any, measure, and print the report."""
    prepare(data, begins=bool(paths))
    from nexalink.cli import auditing

    auditing.audit(
        paths or [],
        on=day_of(on),
        me=me or [],
        json_file=json_file,
        html_file=html_file,
        quiet=quiet or str(json_file) == "-",
    )


@app.command("import")
def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            parser=given_path,
            help="LinkedIn zip or folder, mbox, Maildir, .eml, ICS, vCard, contacts CSV.",
        ),
    ],
    data: Data = None,
    on: On = None,
    me: Me = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="For an unknown CSV: which column holds what, e.g. name='Full name'.",
        ),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what would be recorded.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask after the preview.")] = False,
    json_file: JsonFile = None,
    quiet: Quiet = False,
) -> None:
    """Record archives: preview first, then every row accounted for. The same file twice changes nothing."""
    prepare(data, begins=True)
    from nexalink.cli import importing

    importing.import_paths(
        paths, on=day_of(on), me=me or [], mapping=_mapping(column or []), preview=preview, yes=yes,
        json_file=json_file, quiet=quiet,
    )  # fmt: skip


def _mapping(pairs: list[str]) -> dict[str, str] | None:
    mapping = {}
    for pair in pairs:
        target, equals, header = pair.partition("=")
        if not equals or not header:
            raise typer.BadParameter(f"write it as FIELD=COLUMN, not {pair!r}", param_hint="--map")
        mapping[target.strip()] = header.strip()
    return mapping or None


@app.command()
def review(
    data: Data = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many questions at the most.")] = 20,
    json_file: JsonFile = None,
) -> None:
    """Answer the open questions: are these two records one person?"""
    prepare(data)
    from nexalink.cli import reviewing

    reviewing.review(most=most, json_file=json_file)


@app.command()
def people(
    text: Annotated[str, typer.Argument(help="Part of a name, employer or title.")] = "",
    data: Data = None,
    layer: Annotated[
        int | None, typer.Option("--layer", help="5, 15, 50, 150, or 0 for those beyond.")
    ] = None,
    source: Annotated[str, typer.Option("--source", help="linkedin, mail, calendar or contacts.")] = "",
    two_way: Annotated[
        bool | None, typer.Option("--two-way/--one-way", help="Only two-way ties, or only the others.")
    ] = None,
    order: Annotated[str, typer.Option("--order", help="closest, recent, connected or name.")] = "closest",
    page: Annotated[int, typer.Option("--page", min=1, help="Page of 50.")] = 1,
    json_file: JsonFile = None,
) -> None:
    """List the people of your network, closest first."""
    prepare(data)
    from nexalink.cli import listing

    listing.people(
        text, layer=layer, source=source, two_way=two_way, order=order, page=page, json_file=json_file
    )


@app.command()
def person(
    name: Annotated[str, typer.Argument(help="A name, an address or a profile URL.")],
    data: Data = None,
    json_file: JsonFile = None,
) -> None:
    """Show one person: how close, what happened, what is known."""
    prepare(data)
    from nexalink.cli import listing

    listing.person(name, json_file=json_file)


@app.command()
def export(
    target: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Where to write the complete export.")],
    data: Data = None,
    quiet: Quiet = False,
) -> None:
    """Write everything you have into one zip that any NexaLink can read back."""
    prepare(data)
    from nexalink.cli import exporting

    exporting.export(target, quiet=quiet)


@app.command()
def undo(
    number: Annotated[
        int | None, typer.Argument(help="Number of the line to take back; without it they are listed.")
    ] = None,
    data: Data = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Take back an act, an import or an answer."""
    prepare(data)
    from nexalink.cli import undoing

    undoing.undo(number, yes=yes)


@app.command()
def serve(
    data: Data = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = 8010,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Serve the web app on this machine only (http://localhost:8010)."""
    prepare(data, begins=True)
    from nexalink.cli import serving

    serving.serve(port=port, open_browser=open_browser)


@app.command()
def demo(
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Folder for the sample; default: beside your own data."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = 8010,
    serve_it: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the web app after the report.")
    ] = True,
    on: On = None,
) -> None:
    """Make a sample network of about 1,200 invented people, import it, audit it, show it."""
    folder = data or data_folder(os.environ).with_name("nexalink-demo")
    prepare(folder, begins=True)
    from nexalink.cli import demonstrating

    demonstrating.demo(folder, on=day_of(on), port=port, serve_it=serve_it)


@app.command()
def doctor(data: Data = None) -> None:
    """Check the data folder, the database and its contents."""
    prepare(data)
    from nexalink.cli import checking

    raise typer.Exit(checking.doctor())


app.command()(scoring.score)


@app.callback(invoke_without_command=True)
def about(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """NexaLink: the right connections, kept with care."""
    if version:
        sys.stdout.write(f"nexalink {nexalink.__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def prove(
    what: Annotated[str, typer.Argument(help="fade, answers, bridges or layers.")],
    folder: Annotated[Path, typer.Argument(help="Folder of logs of who wrote to whom and when.")],
    json_file: JsonFile = None,
    quiet: Quiet = False,
) -> None:
    """Check a measure against logs whose outcome is known, and print how far it was right."""
    from nexalink.cli import proving

    proving.prove(what, folder, json_file=json_file, quiet=quiet)


week_today.register(app)
week_touches.register(app)
week_gate.register(app)
week_promises.register(app)
week_review.register(app)
week_people.register(app)
week_removed.register(app)
week_intro.register(app)
week_search.register(app)
week_news.register(app)
week_trends.register(app)
