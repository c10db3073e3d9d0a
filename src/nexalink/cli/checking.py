"""``nexalink doctor``: is everything in order?"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

import nexalink
from nexalink.accounts.queries import sole_owner
from nexalink.archives.queries import count_open_questions, imports
from nexalink.cli.showing import console
from nexalink.search.actions import state_of_index

Check = tuple[bool, str]


def doctor() -> int:
    """Print one line a check; return 1 when something needs attention."""
    bad = 0
    for good, sentence in _checks():
        console.print(("ok    " if good else "LOOK  ") + sentence)
        bad += not good
    console.print("All is well." if not bad else f"{bad} thing{'s' if bad != 1 else ''} to look at.")
    return 1 if bad else 0


def _checks() -> Iterator[Check]:
    yield True, f"NexaLink {nexalink.__version__}, data in {settings.DATA}"
    if connection.vendor == "sqlite":
        yield from _sqlite()
    else:
        yield True, f"PostgreSQL {connection.pg_version // 10_000}"  # type: ignore[attr-defined]
    yield from _contents()


def _check(good: bool, fine: str, otherwise: str) -> Check:
    """Return the outcome of a check with the sentence for it; ``otherwise`` says what to do, too."""
    return good, fine if good else otherwise


def _sqlite() -> Iterator[Check]:
    version = f"SQLite {sqlite3.sqlite_version}"
    yield _check(
        settings.WAL_IS_SAFE,
        version,
        f"{version} is older than 3.51.3: writing is slower; install pysqlite3",
    )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        answer = str(cursor.fetchone()[0])
        yield _check(
            answer == "ok",
            "the database file is sound",
            f"the database file is damaged ({answer}): save what can be saved with nexalink export, "
            "and import the zip into a new folder",
        )
        cursor.execute("PRAGMA foreign_key_check")
        broken = len(cursor.fetchall())
        yield _check(
            not broken,
            "every row belongs to one that exists",
            f"{broken} broken references: nexalink export, and import the zip into a new folder",
        )
    yield _check(
        not Path(settings.DATA).stat().st_mode & 0o077,
        "the data folder is yours alone",
        f"others on this machine can open the data folder; close it with: chmod 700 {settings.DATA}",
    )


def _contents() -> Iterator[Check]:
    owner = sole_owner()
    if owner is None:
        yield True, "nothing is imported yet"
        return
    rows = [row for row in imports(owner) if row.undone_at is None]
    for row in rows:
        total = sum(row.outcomes.values())
        counted = f"{row.name}: {row.rows_read:,} rows, outcomes add up to {total:,}"
        yield _check(
            total == row.rows_read, counted, f"{counted}; undo this import and import the file again"
        )
    yield True, f"{count_open_questions(owner):,} questions are open"
    sound, sentence = state_of_index(owner)
    yield sound, sentence
