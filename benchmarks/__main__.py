"""``./nexalink bench``: what NexaLink costs beside its peers and floors, all measured in this one run on the same files."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import scoring
from benchmarks.rows import ROWS, Row
from benchmarks.sizes import SCALES, Scale
from nexalink.kernel.errors import NexaLinkError
from nexalink.measures.proof.bench import SUBJECTS, run_bench

_HEAD = ("work", "ours CPU s", "peak MB", "peer or floor", "its CPU s", "ratio", "reach", "met")


def main(words: list[str] | None = None) -> int:
    """Run what was asked for and return the exit code: 0, or 2 where a folder could not be read."""
    parser = argparse.ArgumentParser(prog="nexalink bench", description=__doc__)
    commands = parser.add_subparsers(dest="what", metavar="WHAT")
    for name, measured in (("all", None), *ROWS.items()):
        about = measured.__doc__ if measured else "Run every row (the default)."
        command = commands.add_parser(name, help=about.splitlines()[0] if about else None)
        command.add_argument("--scale", choices=SCALES, default="full", help="small for a quick look")
        command.add_argument("--json", type=Path, help="write the rows there too")
    for name in SUBJECTS:
        command = commands.add_parser(name, help=f"Prove the measure on a folder of logs: {name}.")
        command.add_argument("folder", type=Path)
        command.add_argument(
            "--json", type=Path, help="write it there too; - for the terminal, in place of the tables"
        )
    scoring.add_options(
        commands.add_parser("score", help="Rows a second of each engine and source of scoring.")
    )
    given = sys.argv[1:] if words is None else words
    if not given or (given[0].startswith("--") and given[0] != "--help"):
        given = ["all", *given]
    asked = parser.parse_args(given)
    if asked.what == "score":
        return scoring.run(asked)
    if asked.what in SUBJECTS:
        return prove(asked.what, asked.folder, asked.json)
    chosen = ROWS if asked.what == "all" else {asked.what: ROWS[asked.what]}
    rows = list(_measured(chosen, SCALES[asked.scale]))
    print(table(rows))
    if asked.json:
        asked.json.write_text(json.dumps([row._asdict() for row in rows], indent=1) + "\n", "utf-8")
    return 0


def prove(what: str, folder: Path, json_file: Path | None) -> int:
    """Prove a measure on a folder of logs; print the tables, and write them as JSON where asked to."""
    try:
        report = run_bench(what, folder, progress=lambda name: print(name, file=sys.stderr))
    except NexaLinkError as fault:
        print(fault, file=sys.stderr)
        return 2
    if str(json_file) == "-":
        print(report.to_json(), end="")
        print(report.left_out_text(), end="", file=sys.stderr)
        return 0
    print(report.to_text(), end="")
    if json_file:
        json_file.write_text(report.to_json(), "utf-8")
    return 0


def _measured(chosen: dict[str, Callable[[Scale, Path], Iterator[Row]]], scale: Scale) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="nexalink-bench-") as folder:
        for name, rows in chosen.items():
            print(f"{name} …", file=sys.stderr, flush=True)
            yield from rows(scale, Path(folder))


def table(rows: list[Row]) -> str:
    """Return the rows as one table of plain text."""
    lines = [_HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(_HEAD))]
    numbers = {1, 2, 4, 5}
    made = [
        "  ".join(
            cell.rjust(width) if place in numbers else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([made[0], "-" * max(map(len, made)), *made[1:]])


if __name__ == "__main__":
    sys.exit(main())
