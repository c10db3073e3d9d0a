"""The work that engines map: read a few owners, score each, write each."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import nexalink
from nexalink.audits.runs.places import Place
from nexalink.audits.runs.recording import Head, Scored, recorder
from nexalink.audits.runs.rows import OwnerLine, RowSource
from nexalink.kernel.dates import day_number
from nexalink.kernel.errors import NexaLinkError
from nexalink.measures.fade_model import shipped_model
from nexalink.measures.layers import LayerSizes
from nexalink.measures.owner_scores import score_owner

MOST_OWNERS = 32
MOST_INTERACTIONS = 1_000_000
"""A range is no larger than this, so that a worker's memory stays small; an owner is never cut in two."""


class VersionDiffers(NexaLinkError):
    """A worker would score by another version of the forecast than the run began with."""


@dataclass(frozen=True, slots=True)
class OwnerRange:
    """A piece of a run: neighbouring owners, where their rows are, where their scores go."""

    head: Head
    source: RowSource
    target: Place
    owners: tuple[OwnerLine, ...]


@dataclass(frozen=True, slots=True)
class RangeDone:
    """What became of a piece: owners scored, those that another run of the same name had done, what was written.

    Attributes:
        owners: owners that were scored and written.
        found_done: owners that the run had already.
        ties: ties written.
        gone: ties of the source whose people are no longer there.
        interactions: interactions the scores rest on.
    """

    owners: int = 0
    found_done: int = 0
    ties: int = 0
    gone: int = 0
    interactions: int = 0

    def __add__(self, other: "RangeDone") -> "RangeDone":
        """Return both together."""
        return RangeDone(
            self.owners + other.owners, self.found_done + other.found_done, self.ties + other.ties,
            self.gone + other.gone, self.interactions + other.interactions,
        )  # fmt: skip


def version() -> str:
    """Return what the scores of this NexaLink depend on besides the rows: its version and its fade model."""
    model = hashlib.sha256(shipped_model().to_json().encode()).hexdigest()[:12]
    return f"{nexalink.__version__}+{model}"


def score_range(piece: OwnerRange) -> RangeDone:
    """Score and write the owners of a piece, one transaction each; those already done are left as they are.

    Raises:
        VersionDiffers: this worker has another version than the run began with.
    """
    if version() != piece.head.version:
        raise VersionDiffers(
            f"A worker has version {version()} and the run {piece.head.version}.",
            advice="Install the same NexaLink on every machine.",
        )
    done = RangeDone()
    with recorder(piece.target) as target:
        for scored in scores(piece):
            written = target.record(piece.head, scored)
            if written is None:
                done += RangeDone(found_done=1)
            else:
                ties = scored.people.size
                done += RangeDone(1, 0, written, ties - written, scored.interactions)
    return done


def scores(piece: OwnerRange) -> Iterator[Scored]:
    """Yield each owner's scores: the same rows whatever the source, the engine and the machine."""
    on_day = day_number(date.fromisoformat(piece.head.on))
    for rows in piece.source.read(piece.owners):
        columns = rows.columns()
        sizes = LayerSizes(rows.line.layers) if rows.line.layers else None
        found = score_owner(columns, on_day=on_day, layers=sizes)
        yield Scored(rows.line.owner, rows.people, found, int((columns.day <= on_day).sum()))


def ranges(owners: Iterable[OwnerLine], *, pieces: int) -> Iterator[tuple[OwnerLine, ...]]:
    """Cut owners into neighbouring ranges, ``pieces`` of them or more where they would grow too large.

    >>> lines = [OwnerLine(number, "UTC") for number in range(5)]
    >>> [len(part) for part in ranges(lines, pieces=2)]
    [3, 2]
    """
    lines = list(owners)
    most = min(MOST_OWNERS, -(-len(lines) // max(pieces, 1)))
    part: list[OwnerLine] = []
    weight = 0
    for line in lines:
        if part and (len(part) >= most or weight + line.interactions > MOST_INTERACTIONS):
            yield tuple(part)
            part, weight = [], 0
        part.append(line)
        weight += line.interactions
    if part:
        yield tuple(part)
