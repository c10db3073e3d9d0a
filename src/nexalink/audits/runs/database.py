"""Read owners and their interactions from SQLite or PostgreSQL, without Django."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nexalink.audits.runs.places import NoSuchDatabase, Place, postgresql, sqlite
from nexalink.audits.runs.rows import OwnerLine, OwnerRows

_FETCH = 50_000
_COLUMNS = 3
_OWNERS = "SELECT id, zone, settings FROM accounts_owner WHERE id BETWEEN {0} AND {0} ORDER BY id"
_PEOPLE = "SELECT person_id FROM ties_tie WHERE owner_id = {0} AND in_network ORDER BY person_id"
_INTERACTIONS = """
    SELECT CAST(person_id AS bigint), CAST(at AS bigint), CAST(kind + 8 * (direction + 1) + 32 * size AS bigint)
    FROM interactions_interaction WHERE owner_id = {0}
"""
_BINARY_ROW = np.dtype([("fields", ">i2"), *((f"{name}{n}", kind) for n in range(_COLUMNS)
                                             for name, kind in (("length", ">i4"), ("value", ">i8")))])  # fmt: skip
"""A row of PostgreSQL's binary COPY: a count of fields, then for each its length and its eight bytes."""
_BINARY_HEAD, _BINARY_TAIL = 19, 2


@dataclass(frozen=True, slots=True)
class DatabaseSource:
    """A database of NexaLink's to read from: the one at work, a copy, or a replica."""

    place: Place

    @property
    def shown(self) -> str:
        """Give the database in words."""
        return self.place.shown

    def owners(self, *, first: int, last: int) -> list[OwnerLine]:
        """Return the owners with ids from ``first`` to ``last``, ascending.

        Raises:
            NoSuchDatabase: it cannot be opened, or is none of NexaLink's.
        """
        with _reading(self.place) as ask:
            return [
                OwnerLine(int(pk), zone, _layer_sizes(settings))
                for pk, zone, settings in ask.rows(_OWNERS, first, last)
            ]

    def read(self, owners: Sequence[OwnerLine]) -> Iterator[OwnerRows]:
        """Yield the rows of each of ``owners``: one connection, two queries an owner."""
        with _reading(self.place) as ask:
            for line in owners:
                people = np.array([row[0] for row in ask.rows(_PEOPLE, line.owner)], dtype=np.int64)
                person, at, packed = ask.numbers(_INTERACTIONS, line.owner)
                yield OwnerRows(line, people, person, at, packed)


def _layer_sizes(settings: Any) -> tuple[int, ...]:
    known = json.loads(settings) if isinstance(settings, str) else settings
    return tuple(int(size) for size in (known or {}).get("layer_sizes") or ())


class _Sqlite:
    """Asks a SQLite connection."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def rows(self, statement: str, *values: int) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(statement.format("?"), values).fetchall()
        return found

    def numbers(self, statement: str, *values: int) -> list[NDArray[np.int64]]:
        """Return the three columns of whole numbers that a statement gives."""
        cursor = self.connection.execute(statement.format("?"), values)
        blocks = []
        while rows := cursor.fetchmany(_FETCH):
            blocks.append(np.fromiter(chain.from_iterable(rows), np.int64, count=len(rows) * _COLUMNS))
        table = (np.concatenate(blocks) if blocks else np.zeros(0, np.int64)).reshape(-1, _COLUMNS)
        return [np.ascontiguousarray(table[:, place]) for place in range(_COLUMNS)]


class _Postgresql:
    """Asks a PostgreSQL connection; numbers come as binary COPY, ten times as fast as rows of Python objects."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def rows(self, statement: str, *values: int) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(statement.format("%s"), values).fetchall()
        return found

    def numbers(self, statement: str, *values: int) -> list[NDArray[np.int64]]:
        """Return the three columns of whole numbers that a statement gives."""
        wanted = f"COPY ({statement.format('%s')}) TO STDOUT (FORMAT BINARY)"
        with self.connection.cursor() as cursor, cursor.copy(wanted, values) as copy:
            whole = b"".join(copy)
        table = np.frombuffer(whole[_BINARY_HEAD:-_BINARY_TAIL], dtype=_BINARY_ROW)
        return [table[f"value{place}"].astype(np.int64) for place in range(_COLUMNS)]


@contextmanager
def _reading(place: Place) -> Iterator[_Sqlite | _Postgresql]:
    """Open a place for reading, and tell a database that is none of NexaLink's from one that is."""
    opened = postgresql(place) if place.is_postgresql else sqlite(place)
    with opened as connection:
        try:
            connection.execute(_OWNERS.format("0")).fetchall()
        except Exception as fault:
            if not _is_of_another_kind(fault):
                raise
            raise NoSuchDatabase(
                f"{place.shown} holds no data of NexaLink.",
                advice="Give a database that NexaLink has written.",
            ) from fault
        yield _Postgresql(connection) if place.is_postgresql else _Sqlite(connection)


def _is_of_another_kind(fault: Exception) -> bool:
    """Tell whether a fault says that there are no tables of ours; two drivers have two families of faults."""
    said = str(fault)
    return type(fault).__name__ == "UndefinedTable" or "no such table" in said or "not a database" in said
