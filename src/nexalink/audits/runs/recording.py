"""Write the scores of one owner in one transaction, at most once a run; without Django, like the reading."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from nexalink.audits.runs.places import Place, postgresql, sqlite
from nexalink.measures.owner_scores import OwnerScores

_CLAIM = """
    INSERT INTO audits_scorerun (owner_id, run, "on", version, ties, interactions)
    VALUES ({0}, {0}, {0}, {0}, {0}, {0}) ON CONFLICT (owner_id, run) DO NOTHING RETURNING id
"""
_PEOPLE = "SELECT id FROM people_person WHERE owner_id = {0} ORDER BY id"
_COLUMNS = (
    "owner_id, score_run_id, person_id, closeness, rank, layer, touch_days, burstiness, reciprocity, fade,"
    " fade_why, calibrated"
)
_INSERT = f"INSERT INTO audits_tiescore ({_COLUMNS}) VALUES ({', '.join(['?'] * 12)})"  # noqa: S608 - our own names
_COPY = f"COPY audits_tiescore ({_COLUMNS}) FROM STDIN"
_OWNERS = "SELECT id FROM accounts_owner"
_DONE = 'SELECT owner_id, "on", version FROM audits_scorerun WHERE run = {0}'


@dataclass(frozen=True, slots=True)
class Head:
    """What all owners of a run share: its name, its day as YYYY-MM-DD, the version of the forecast."""

    run: str
    on: str
    version: str


@dataclass(frozen=True, slots=True)
class Scored:
    """One owner's scores, ready to be written.

    Attributes:
        owner: id of the owner.
        people: id of the person of each tie, ascending.
        scores: the kernel's answer for them.
        interactions: how many interactions it rests on.
    """

    owner: int
    people: NDArray[np.int64]
    scores: OwnerScores
    interactions: int

    def rows(self, run_id: int, *, there: set[int]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of the people that are still there, in the order of the columns; null where NaN."""
        columns = (
            self.people.tolist(), _known(self.scores.closeness), _positive(self.scores.rank),
            _positive(self.scores.layer), _whole(self.scores.touch_days), _known(self.scores.burstiness),
            _known(self.scores.reciprocity), _known(self.scores.p_silent), self.scores.why.tolist(),
            self.scores.calibrated.tolist(),
        )  # fmt: skip
        for row in zip(*columns, strict=True):
            if row[0] in there:
                yield self.owner, run_id, *row


class Recorder(Protocol):
    """Writes to one database that stays open."""

    def record(self, head: Head, scored: Scored) -> int | None:
        """Write one owner's scores; return how many ties were written, None where the run has the owner already."""
        ...


@contextmanager
def recorder(place: Place) -> Iterator[Recorder]:
    """Open a place for writing scores."""
    if place.is_postgresql:
        with postgresql(place) as connection:
            yield _Postgresql(connection)
    else:
        with sqlite(place, write=True) as connection:
            yield _Sqlite(connection)


@dataclass(frozen=True, slots=True)
class Known:
    """What a database knows before a run begins or goes on: its owners, and those the run has done."""

    owners: frozenset[int]
    done: frozenset[int]
    heads: frozenset[tuple[str, str]]
    """Day and version of what is done: one pair at the most, if nobody reused the name."""


def known(place: Place, *, run: str) -> Known:
    """Return the owners of a database, and which of them a run has done."""
    opened = postgresql(place) if place.is_postgresql else sqlite(place)
    with opened as connection:
        mark = "%s" if place.is_postgresql else "?"
        owners = connection.execute(_OWNERS).fetchall()
        done = connection.execute(_DONE.format(mark), (run,)).fetchall()
    return Known(
        owners=frozenset(int(row[0]) for row in owners),
        done=frozenset(int(row[0]) for row in done),
        heads=frozenset((str(row[1]), str(row[2])) for row in done),
    )


class _Sqlite:
    """Writes to SQLite, one writer at a time: the transaction takes the lock when it begins."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def record(self, head: Head, scored: Scored) -> int | None:
        """Write one owner's scores, or nothing at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            claim = self.connection.execute(_CLAIM.format("?"), _claim(head, scored)).fetchone()
            rows: list[tuple[Any, ...]] = []
            if claim:
                there = {row[0] for row in self.connection.execute(_PEOPLE.format("?"), (scored.owner,))}
                rows = list(scored.rows(claim[0], there=there))
                self.connection.executemany(_INSERT, rows)
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        return len(rows) if claim else None


class _Postgresql:
    """Writes to PostgreSQL; a second run of the same name waits for the first one's owner and then leaves it out."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def record(self, head: Head, scored: Scored) -> int | None:
        """Write one owner's scores, or nothing at all."""
        with self.connection.transaction(), self.connection.cursor() as cursor:
            claim = cursor.execute(_CLAIM.format("%s"), _claim(head, scored)).fetchone()
            if not claim:
                return None
            there = {row[0] for row in cursor.execute(_PEOPLE.format("%s"), (scored.owner,))}
            count = 0
            with cursor.copy(_COPY) as copy:
                for row in scored.rows(claim[0], there=there):
                    copy.write_row(row)
                    count += 1
            return count


def _claim(head: Head, scored: Scored) -> Sequence[Any]:
    return scored.owner, head.run, head.on, head.version, scored.people.size, scored.interactions


def _known(values: NDArray[np.float64]) -> list[float | None]:
    return [None if value != value else value for value in values.tolist()]  # noqa: PLR0124 - NaN is not itself


def _whole(values: NDArray[np.float64]) -> list[int | None]:
    return [None if value != value else int(value) for value in values.tolist()]  # noqa: PLR0124


def _positive(values: NDArray[np.int64]) -> list[int | None]:
    return [value or None for value in values.tolist()]
