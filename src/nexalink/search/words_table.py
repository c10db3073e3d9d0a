"""The full-text tables of both databases: FTS5 on SQLite, tsvector with a GIN index on PostgreSQL.

No extension is needed: words are folded and cut in Python, and both databases only compare them.
"""

import sqlite3
from collections.abc import Collection, Iterable
from itertools import islice

from django.db import DatabaseError, connection

from nexalink.accounts import bulk
from nexalink.accounts.models import Owner
from nexalink.search.models import Entry, Kind, Word
from nexalink.search.sources import Document, chunks

MAIN, TOUCHES = "search_main", "search_touches"
"""SQLite keeps messages and meetings apart from all else: a million of them slow nothing else down."""
_COLUMNS = ("owner_id", "kind", "object", "person", "at", "title", "text", "who")
_AT_ONCE = 5_000
_HAS_SECURE_DELETE = (3, 42, 0)
_SCOPES = f"""'o' || owner_id || ' o' || owner_id || 'k' || kind ||
    CASE WHEN kind = {Kind.PERSON} THEN '' ELSE ' o' || owner_id || 't' END"""
_OPTIONS = "content_rowid='id', tokenize='ascii', detail='column', columnsize=0"
"""Words are cut already; where in a text they stand is not kept, and no text is kept twice."""
_SQLITE = (
    f"""CREATE VIEW {MAIN}_rows AS
    SELECT id, {_SCOPES} AS scope, title, text, who FROM search_entry WHERE kind <> {Kind.TOUCH}""",  # noqa: S608
    f"""CREATE VIRTUAL TABLE {MAIN} USING
    fts5(scope, title, text, who, content='{MAIN}_rows', {_OPTIONS}, prefix='1 2 3')""",
    f"""CREATE VIEW {TOUCHES}_rows AS
    SELECT id, 'o' || owner_id AS scope, text, who FROM search_entry WHERE kind = {Kind.TOUCH}""",  # noqa: S608
    f"""CREATE VIRTUAL TABLE {TOUCHES} USING
    fts5(scope, text, who, content='{TOUCHES}_rows', {_OPTIONS})""",
)
_TABLES = {MAIN: "scope, title, text, who", TOUCHES: "scope, text, who"}
_GONE = tuple(
    f"DROP {what} IF EXISTS {name}"
    for table in _TABLES
    for what, name in (("TABLE", table), ("VIEW", f"{table}_rows"))
)


def _vector(*columns: str) -> str:
    words = " || ' ' || ".join(("'#' || owner_id || '.' || kind", "'#' || owner_id", *columns))
    return f"tsvector GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array({words}, ' '), ''))) STORED"


_POSTGRESQL = (
    f"""ALTER TABLE search_entry
    ADD COLUMN named {_vector("title")},
    ADD COLUMN own {_vector("title", "text")},
    ADD COLUMN words {_vector("title", "text", "who")}""",
    "CREATE INDEX search_named ON search_entry USING gin (named) WITH (fastupdate = off)",
    "CREATE INDEX search_words ON search_entry USING gin (words) WITH (fastupdate = off)",
)


def is_sqlite() -> bool:
    """Tell which of the two databases this is."""
    return connection.vendor == "sqlite"


def create() -> None:
    """Make the full-text tables anew, empty; ``search_entry`` is there."""
    with connection.cursor() as cursor:
        for statement in (*_GONE, *_SQLITE) if is_sqlite() else _POSTGRESQL:
            cursor.execute(statement)
        if is_sqlite() and sqlite3.sqlite_version_info >= _HAS_SECURE_DELETE:
            for table in _TABLES:  # a text that is taken away is gone from the file
                cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('secure-delete', 1)")  # noqa: S608


def drop() -> None:
    """Take the full-text tables away."""
    with connection.cursor() as cursor:
        for statement in _GONE if is_sqlite() else ():
            cursor.execute(statement)


def is_sound() -> bool:
    """Tell whether SQLite's full-text tables hold what the entries say; PostgreSQL makes its own from them."""
    if not is_sqlite():
        return True
    try:
        with connection.cursor() as cursor:
            for table in _TABLES:
                cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except DatabaseError:
        return False
    return True


def add(owner: Owner, documents: Iterable[Document]) -> int:
    """Index documents that are not in the index, in their order; return how many."""
    if not is_sqlite():  # while PostgreSQL copies rows in, it answers no question: read first, then copy
        rows = iter(documents)
        count = 0
        while chunk := list(islice(rows, _AT_ONCE)):
            count += bulk.insert(Entry, _COLUMNS, ((owner.pk, *document) for document in chunk))
        return count
    said, names = set[str](), set[str]()
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM search_entry")
        before = cursor.fetchone()[0] or 0
        count = bulk.insert(Entry, _COLUMNS, _told(owner, documents, said, names))
        for table, columns in _TABLES.items() if count else ():
            cursor.execute(
                f"INSERT INTO {table}(rowid, {columns}) SELECT id, {columns} FROM {table}_rows WHERE id > %s",  # noqa: S608
                [before],
            )
    words = [(word, True) for word in said]
    words += [(word, False) for word in {word for name in names for word in name.split()}]
    bulk.insert(
        Word, ("owner_id", "word", "own"), ((owner.pk, *word) for word in sorted(words)), ignore_known=True
    )
    return count


def _told(
    owner: Owner, documents: Iterable[Document], said: set[str], names: set[str]
) -> Iterable[tuple[object, ...]]:
    """Yield the documents' rows; note the words of messages and meetings, and the names of those they are with."""
    for document in documents:
        if document.kind == Kind.TOUCH:
            said.update(document.text.split())
            names.add(document.who)
        yield (owner.pk, *document)


def remove(owner: Owner, *, kind: Kind, objects: Collection[int]) -> None:
    """Take the entries of these rows out of the index."""
    for chunk in chunks(objects):
        found = Entry.objects.of(owner).filter(kind=kind, object__in=chunk)
        if is_sqlite():
            _forget(TOUCHES if kind == Kind.TOUCH else MAIN, list(found.values_list("pk", flat=True)))
        found.delete()


def _forget(table: str, entries: list[int]) -> None:
    if not entries:
        return
    columns = _TABLES[table]
    places = ", ".join(["%s"] * len(entries))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table}({table}, rowid, {columns}) "  # noqa: S608 - names of our own; values are bound
            f"SELECT 'delete', id, {columns} FROM {table}_rows WHERE id IN ({places})",
            entries,
        )


def clear(owner: Owner) -> None:
    """Take everything of an owner out of the index."""
    others = Entry.objects.exclude(owner=owner).exists()
    if is_sqlite():
        if others:
            for kind in Kind:
                remove(owner, kind=kind, objects=list(_objects(owner, kind)))
        else:
            create()
    Entry.objects.of(owner).delete()
    Word.objects.of(owner).delete()


def _objects(owner: Owner, kind: Kind) -> Iterable[int]:
    return Entry.objects.of(owner).filter(kind=kind).values_list("object", flat=True)
