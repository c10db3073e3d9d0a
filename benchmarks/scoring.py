"""``./nexalink bench score``: rows a second of each engine and each source, on the same seeded owners."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.many_owners import ON
from benchmarks.measuring import ROOT

ENGINES = ("process", "pool", "dask")
SOURCES = ("parquet", "sqlite", "postgresql")
_HEAD = ("source", "engine", "workers", "seconds", "rows/s", "ratio", "owners", "ties", "rows")


class Line(NamedTuple):
    """One line of the table: wall seconds from asking to the last commit, and rows (interactions) a second.

    ``ratio`` is how many times as fast as one process reading the same source.
    """

    source: str
    engine: str
    workers: int
    seconds: float
    rows_per_second: float
    ratio: float | None
    owners: int
    ties: int
    rows: int

    def cells(self) -> tuple[str, ...]:
        """Return the line as text."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return (
            self.source, self.engine, str(self.workers), f"{self.seconds:.2f}", f"{self.rows_per_second:,.0f}", ratio,
            f"{self.owners:,}", f"{self.ties:,}", f"{self.rows:,}",
        )  # fmt: skip


def add_options(command: argparse.ArgumentParser) -> None:
    """Give the options of this benchmark to its word of the command line."""
    command.add_argument("--owners", type=int, default=200)
    command.add_argument("--people", type=int, default=500, help="of each owner")
    command.add_argument("--interactions", type=int, default=2_500_000, help="of all owners together")
    command.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="of pool and dask")
    command.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    command.add_argument("--sources", nargs="+", choices=SOURCES, default=SOURCES)
    command.add_argument("--json", type=Path, help="write the lines there too")


def run(asked: argparse.Namespace) -> int:
    """Print the table; 1 where the scores of two engines or sources differ, which no speed makes good."""
    with tempfile.TemporaryDirectory(prefix="nexalink-bench-") as folder:
        lines = list(_measured(asked, Path(folder)))
    print(table(lines))
    if asked.json:
        asked.json.write_text(json.dumps([line._asdict() for line in lines], indent=1) + "\n", "utf-8")
    counted = {(line.owners, line.ties, line.rows) for line in lines}
    if len(counted) > 1:
        print("The engines or sources did not score the same rows.", file=sys.stderr)
    return 0 if len(counted) == 1 else 1


def table(lines: list[Line]) -> str:
    """Return the lines as one table of plain text."""
    rows = [_HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD))]
    made = [
        "  ".join(
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join([made[0], "-" * len(made[0]), *made[1:]])


def _measured(asked: argparse.Namespace, folder: Path) -> Iterator[Line]:
    yield from _kernel(asked)
    with ExitStack() as stack:
        databases = {"sqlite": {"NEXALINK_DATA": str(folder / "sqlite")}}
        if "postgresql" in asked.sources:
            databases |= _postgresql(stack, folder / "pg")
        for name in databases:
            wanted = [one for one in asked.sources if one == name or (name, one) == ("sqlite", "parquet")]
            if wanted:
                print(f"filling {name} …", file=sys.stderr, flush=True)
                _fill(asked, databases[name])
                yield from _engines(asked, wanted, databases[name], folder / "parquet")


def _postgresql(stack: ExitStack, data: Path) -> dict[str, dict[str, str]]:
    """Start a PostgreSQL for this run; where there is none, say so and leave it out."""
    from tests.support import debian, postgres

    try:
        url = stack.enter_context(postgres.running())
    except debian.PartMissing as fault:
        print(f"Left out: postgresql. {fault}", file=sys.stderr)
        return {}
    return {"postgresql": {"NEXALINK_DATA": str(data), "NEXALINK_DATABASE_URL": url}}


def _kernel(asked: argparse.Namespace) -> Iterator[Line]:
    """Score arrays that are ready, in one process: the floor that no source and no database can beat."""
    words = [str(asked.owners), str(asked.people), str(asked.interactions)]
    told = _told([sys.executable, "-m", "benchmarks.scoring", *words], {})
    seconds = told["seconds"]
    yield Line(
        "arrays", "kernel", 1, seconds, told["rows"] / seconds, None, asked.owners, told["ties"], told["rows"]
    )


def _fill(asked: argparse.Namespace, surroundings: dict[str, str]) -> None:
    Path(surroundings["NEXALINK_DATA"]).mkdir()
    wish = {"owners": asked.owners, "people": asked.people, "interactions": asked.interactions}
    command = [sys.executable, "-m", "benchmarks.many_owners", json.dumps(wish)]
    subprocess.run(command, check=True, cwd=ROOT, env=_environment(surroundings))


def _engines(
    asked: argparse.Namespace, sources: list[str], surroundings: dict[str, str], parquet: Path
) -> Iterator[Line]:
    for source in sources:
        more = ["--from", str(parquet)] if source == "parquet" else []
        if more:
            _score(["--snapshot", str(parquet)], surroundings)
        single: float | None = None
        for engine in asked.engines:
            print(f"{source}, {engine} …", file=sys.stderr, flush=True)
            workers = 1 if engine == "process" else asked.workers
            words = ["--engine", engine, "--workers", str(workers), "--run", f"{source}-{engine}", *more]
            told = _score([*words, "--on", ON.isoformat()], surroundings)
            speed = told["interactions"] / told["seconds"]
            single = speed if engine == "process" else single
            ratio = speed / single if single else None
            counts = (told["scored"], told["ties"], told["interactions"])
            yield Line(source, engine, workers, told["seconds"], speed, ratio, *counts)


def _score(words: list[str], surroundings: dict[str, str]) -> Any:
    command = [sys.executable, "-P", "-m", "nexalink.cli", "score", "--all-owners", "--json", "-", *words]
    return _told(command, surroundings)


def _told(command: list[str], surroundings: dict[str, str]) -> Any:
    done = subprocess.run(
        command, check=True, cwd=ROOT, env=_environment(surroundings), stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout)


def _environment(more: dict[str, str]) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    known = {name: value for name, value in os.environ.items() if name != "NEXALINK_DATABASE_URL"}
    return {**known, "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "nexalink.site.settings", **more}


def score_arrays(owners: int, people: int, interactions: int) -> dict[str, Any]:
    """Score owners whose arrays are ready, and tell how long the kernel took."""
    import time

    import numpy as np

    from benchmarks.many_owners import draw, in_network
    from nexalink.audits.runs.rows import OwnerLine, OwnerRows, packed
    from nexalink.kernel.dates import day_number
    from nexalink.measures.owner_scores import score_owner

    known = np.array([place for place in range(people) if in_network(place)])
    seconds, ties, rows = 0.0, 0, 0
    for contact in draw(owners=owners, people=people, interactions=interactions):
        what = packed(contact.kind, contact.direction, contact.size)
        columns = OwnerRows(OwnerLine(1, "UTC"), known, contact.place, contact.at, what).columns()
        begun = time.perf_counter()
        score_owner(columns, on_day=day_number(ON))
        seconds += time.perf_counter() - begun
        ties, rows = ties + columns.ties, rows + columns.tie.size
    return {"seconds": seconds, "ties": ties, "rows": rows}


if __name__ == "__main__":
    print(json.dumps(score_arrays(*map(int, sys.argv[1:4]))))
