"""Choose the SQLite that NexaLink may trust."""

import sqlite3
import sys

SAFE_VERSION = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can lose the write-ahead log's last reset when two connections write at once."""


def prefer_safe_sqlite() -> bool:
    """Put the bundled SQLite in the place of a standard library's that is too old; tell whether WAL is safe.

    Must run before Django's SQLite backend is imported.
    """
    if sqlite3.sqlite_version_info >= SAFE_VERSION:
        return True
    try:
        import pysqlite3  # noqa: PLC0415 - only where the standard library's SQLite is too old
        from pysqlite3 import dbapi2  # noqa: PLC0415
    except ImportError:
        return False
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2
    return bool(dbapi2.sqlite_version_info >= SAFE_VERSION)
