"""A run over many owners: who is to be scored, what is done already, how the rest is spread."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nexalink.audits.runs.database import DatabaseSource
from nexalink.audits.runs.engines import Engine
from nexalink.audits.runs.parquet import ParquetSource, is_parquet
from nexalink.audits.runs.places import SCHEMES, Place
from nexalink.audits.runs.ranges import OwnerRange, RangeDone, ranges, score_range, version
from nexalink.audits.runs.recording import Head, Known, known
from nexalink.audits.runs.rows import OwnerLine, RowSource
from nexalink.kernel.errors import NexaLinkError

EVERY_OWNER = (0, 2**62)
NOBODY = "Import something first, or name other owners."
_PIECES_A_WORKER = 4
"""More pieces than workers, so that a slow one does not keep the others waiting."""


class NoOwners(NexaLinkError):
    """There is nobody to score."""


class RunDiffers(NexaLinkError):
    """A run of this name was begun for another day, or by another version."""


class OutOfReach(NexaLinkError):
    """Workers on other machines could not reach what they need."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did.

    Attributes:
        head: name, day and version.
        asked: owners of the source in the range asked for.
        before: owners that the run had done before it was started now.
        strangers: owners of the source that the database does not know; left out.
        done: what was done now.
    """

    head: Head
    asked: int
    before: int
    strangers: int
    done: RangeDone = field(default_factory=RangeDone)


Progress = Callable[[RangeDone, int], None]


def source_named(text: str) -> RowSource:
    """Return the source that a person named: a folder of Parquet, else a database.

    Raises:
        NoSuchDatabase: neither is there.
    """
    if not text.startswith(SCHEMES):
        folder = Path(text).expanduser()
        if folder.is_dir() and is_parquet(folder):
            return ParquetSource(str(folder.resolve()))
    return DatabaseSource(Place.named(text))


def score_owners(
    source: RowSource,
    target: Place,
    *,
    run: str,
    on: date,
    engine: Engine,
    owners: tuple[int, int] = EVERY_OWNER,
    progress: Progress | None = None,
) -> RunReport:
    """Score the owners of a range and write their scores; what the run has done before is left as it is.

    Args:
        source: where the rows are read from.
        target: the database the scores are written to.
        run: the run's name: the same name again goes on where it stopped, and writes nothing twice.
        on: the day to count from.
        engine: how the work is spread; every engine writes the same rows.
        owners: first and last id.
        progress: told after each piece what is done so far, and how many owners there are to do.

    Raises:
        NoOwners: nobody is in the range.
        RunDiffers: the run was begun for another day or by another version.
        OutOfReach: workers on other machines were given a SQLite file.
    """
    lines = source.owners(first=owners[0], last=owners[1])
    if not lines:
        raise NoOwners(f"{source.shown} has no such owner.", advice=NOBODY)
    head = Head(run, on.isoformat(), version())
    there = known(target, run=run)
    _check(head, there)
    todo = [line for line in lines if line.owner in there.owners and line.owner not in there.done]
    if engine.elsewhere:
        source, target = _travelling(source, target)
    done = _mapped(head, source, target, todo, engine=engine, progress=progress or _silent)
    return RunReport(
        head,
        asked=len(lines),
        before=sum(line.owner in there.done for line in lines),
        strangers=sum(line.owner not in there.owners for line in lines),
        done=done,
    )


def _silent(_done: RangeDone, _of: int) -> None:
    """Tell nobody."""


def _mapped(
    head: Head,
    source: RowSource,
    target: Place,
    todo: list[OwnerLine],
    *,
    engine: Engine,
    progress: Progress,
) -> RangeDone:
    pieces = [
        OwnerRange(head, source, target, part)
        for part in ranges(todo, pieces=engine.workers * _PIECES_A_WORKER)
    ]
    done = RangeDone()
    if not pieces:
        return done
    progress(done, len(todo))
    for answer in engine.map(score_range, pieces):
        done += answer
        progress(done, len(todo))
    return done


def _check(head: Head, there: Known) -> None:
    """Refuse to mix two days, or two versions of the forecast, under one name."""
    for day, made_by in there.heads:
        if (day, made_by) == (head.on, head.version):
            continue
        what = f"for {day}" if day != head.on else f"by version {made_by}"
        raise RunDiffers(
            f"The run {head.run} was begun {what}.", advice="Give this one another name with --run."
        )


def _travelling(source: RowSource, target: Place) -> tuple[RowSource, Place]:
    """Return source and target as they may travel to other machines: no file of this one, no password."""
    places = [target] + ([source.place] if isinstance(source, DatabaseSource) else [])
    if not all(place.is_postgresql for place in places):
        raise OutOfReach(
            "Workers on other machines cannot use a SQLite file.",
            advice="Move to PostgreSQL, or leave out --scheduler to use the processors of this machine.",
        )
    if isinstance(source, DatabaseSource):
        source = DatabaseSource(source.place.without_password())
    return source, target.without_password()
