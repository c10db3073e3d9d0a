"""Where rows are read from and scores are written to: a SQLite file or a PostgreSQL database.

Workers of a run may stand on other machines and start by the hundred, so they open the database by itself: no Django,
no settings. Whoever starts the run hands them the place.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from nexalink.kernel.errors import NexaLinkError

BUSY_SECONDS = 20.0
_SAFE_SQLITE = (3, 51, 3)
SCHEMES = ("postgresql://", "postgres://")


class NoSuchDatabase(NexaLinkError):
    """A run was given a database that is not there or does not answer."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database: the path of a SQLite file, or the connection words of a PostgreSQL."""

    address: str
    is_postgresql: bool

    @classmethod
    def named(cls, text: str) -> Self:
        """Return the place that a person named: ``postgresql://…``, a SQLite file, or a data folder.

        Raises:
            NoSuchDatabase: neither is there.
        """
        if text.startswith(SCHEMES):
            return cls(text, is_postgresql=True)
        path = Path(text).expanduser()
        path = path / "nexalink.sqlite3" if path.is_dir() else path
        if not path.is_file():
            raise NoSuchDatabase(
                f"There is no database at {text}.",
                advice="Give a SQLite file, a data folder, a folder of Parquet, or postgresql://USER@HOST/NAME.",
            )
        return cls(str(path.resolve()), is_postgresql=False)

    @property
    def shown(self) -> str:
        """Give the place in words, without a password."""
        if not self.is_postgresql:
            return Path(self.address).name
        words = _postgresql_words(self.address)
        return f"PostgreSQL {words.get('dbname', '')} on {words.get('host', 'this machine')}"

    def without_password(self) -> Self:
        """Return the place as it may travel to other machines; those have the password from their own libpq."""
        if not self.is_postgresql:
            return self
        from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - SQLite needs no PostgreSQL

        words = {name: value for name, value in _postgresql_words(self.address).items() if name != "password"}
        return replace(self, address=make_conninfo("", **words))


def _postgresql_words(address: str) -> dict[str, Any]:
    from psycopg import ProgrammingError  # noqa: PLC0415
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    try:
        return conninfo_to_dict(address)
    except ProgrammingError as fault:
        where = urlsplit(address).hostname or "this address"
        raise NoSuchDatabase(
            f"The address of the database at {where} cannot be read.",
            advice="Write it as postgresql://USER@HOST:PORT/NAME.",
        ) from fault


@contextmanager
def sqlite(place: Place, *, write: bool = False) -> Iterator[Any]:
    """Open a SQLite file for reading, or for writing with the same care as the rest of NexaLink."""
    driver = _sqlite_driver()
    address = f"{Path(place.address).as_uri()}?mode={'rw' if write else 'ro'}"
    try:
        opened = driver.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    except driver.Error as fault:
        raise NoSuchDatabase(
            f"The database {place.shown} cannot be opened: {fault}.", advice="Check it with: nexalink doctor"
        ) from fault
    with closing(opened) as connection:
        if write:
            for pragma in ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")
        yield connection


def _sqlite_driver() -> Any:
    """Return the SQLite to use: never two different ones in a process, they would drop each other's locks."""
    import sqlite3  # noqa: PLC0415 - Django's settings may have put the bundled one in its place

    if sqlite3.sqlite_version_info >= _SAFE_SQLITE:
        return sqlite3
    try:
        from pysqlite3 import dbapi2  # noqa: PLC0415 - only where the standard library's is too old
    except ImportError:
        return sqlite3
    return dbapi2


@contextmanager
def postgresql(place: Place) -> Iterator[Any]:
    """Open a PostgreSQL; each statement is its own transaction unless one is begun."""
    import psycopg  # noqa: PLC0415 - most installations are SQLite only

    try:
        opened = psycopg.connect(place.address, autocommit=True, connect_timeout=10)
    except psycopg.Error as fault:
        reason = str(fault).strip().splitlines()[-1].rstrip(".")
        raise NoSuchDatabase(
            f"{place.shown} does not answer: {reason}.", advice="Check its address, and that it is running."
        ) from fault
    with closing(opened) as connection:
        yield connection
