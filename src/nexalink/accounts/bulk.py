"""Write many rows at once, the same way on SQLite and PostgreSQL.

Django's ``bulk_create`` builds an object per row, which costs five times the insert itself; imports and audits write
hundreds of thousands of rows, so they hand over plain tuples.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connection, models

_CHUNK = 5_000
_AT_ONCE = 50
"""Rows in one SQLite statement: each statement also looks up the table's sequence, a quarter of what an insert costs."""
_ANALYSED = 0
_MOST_VALUES = 900
"""Values in one statement; SQLite before 3.32 takes 999."""


def reserve_ids(model: type[models.Model], count: int) -> range | list[int]:
    """Reserve ``count`` ids of ``model`` inside the running transaction.

    SQLite has one writer, so the highest id is a safe start; PostgreSQL's sequence hands them out.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        if row:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [first + count - 1, table])
        else:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first + count - 1]
            )
        return range(first, first + count)


def reserve_span(model: type[models.Model], *, lowest: int, highest: int) -> int:
    """Reserve the ids ``lowest`` … ``highest`` or as many later ones; return what to add to each id.

    Run inside a transaction; 0 where the ids are free as they are.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            used = row[0] if row else 0
            return 0 if used < lowest else int(used) + 1 - lowest
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [table])
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        first = int(cursor.fetchone()[0])
        offset = 0 if first <= lowest else first - lowest
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, highest + offset])
        return offset


def insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    ignore_known: bool = False,
) -> int:
    """Insert ``rows`` (values in the order of ``columns``, database column names) and return how many were handed over.

    With ``ignore_known`` a row that breaks a unique constraint is left out without a fault.
    """
    if connection.vendor == "postgresql":
        return _copy(model, columns, rows, ignore_known=ignore_known)
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    values = f"({', '.join(['%s'] * len(columns))})"
    verb = "INSERT OR IGNORE" if ignore_known else "INSERT"
    statement = f"{verb} INTO {table} ({names}) VALUES {values}"
    at_once = max(1, min(_AT_ONCE, _MOST_VALUES // len(columns)))
    several = statement + f", {values}" * (at_once - 1)
    count = 0
    iterator = iter(rows)
    with connection.cursor() as cursor:
        while chunk := list(islice(iterator, _CHUNK)):
            whole = len(chunk) - len(chunk) % at_once
            if whole:
                starts = range(0, whole, at_once)
                cursor.executemany(
                    several, [tuple(chain.from_iterable(chunk[start : start + at_once])) for start in starts]
                )
            if whole < len(chunk):
                cursor.executemany(statement, chunk[whole:])
            count += len(chunk)
    return count


def _copy(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, ignore_known: bool
) -> int:
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    count = 0
    with connection.cursor() as cursor:
        target = table
        if ignore_known:
            target = "nexalink_incoming"
            cursor.execute(f"CREATE TEMP TABLE {target} AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608
        with cursor.copy(f"COPY {target} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
        if ignore_known:
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {names} FROM {target} ON CONFLICT DO NOTHING"  # noqa: S608
            )
            cursor.execute(f"DROP TABLE {target}")
    return count


def update(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, key: str = "id"
) -> None:
    """Set ``columns`` of many rows; each row gives the values in the order of ``columns``, then the key's value."""
    table = connection.ops.quote_name(model._meta.db_table)
    quote = connection.ops.quote_name
    if connection.vendor == "postgresql":
        _update_from_copy(table, columns, rows, key=key)
        return
    assignments = ", ".join(f"{quote(column)} = %s" for column in columns)
    statement = f"UPDATE {table} SET {assignments} WHERE {quote(key)} = %s"  # noqa: S608 - names come from the models
    iterator = iter(rows)
    with connection.cursor() as cursor:
        while chunk := list(islice(iterator, _CHUNK)):
            cursor.executemany(statement, chunk)


def _update_from_copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, key: str) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in [*columns, key])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE nexalink_changed AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608
        with cursor.copy(f"COPY nexalink_changed ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        assignments = ", ".join(f"{quote(column)} = changed.{quote(column)}" for column in columns)
        cursor.execute(
            f"UPDATE {table} SET {assignments} FROM nexalink_changed changed "  # noqa: S608
            f"WHERE {table}.{quote(key)} = changed.{quote(key)}"
        )
        cursor.execute("DROP TABLE nexalink_changed")


def renew_statistics() -> None:
    """Let the database renew what it knows of its tables, after many rows came or went.

    Without it SQLite takes "the owner's rows" for ten, and reads all of them where a few people's were asked for. A
    thousand entries of each index are enough to tell (milliseconds, whatever the size).
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={_ANALYSED}")
        cursor.execute("ANALYZE")
