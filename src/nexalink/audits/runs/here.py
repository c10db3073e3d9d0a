"""The database of this installation, as a place that workers without Django can open."""

from pathlib import Path

from django.db import connection

from nexalink.audits.runs.places import NoSuchDatabase, Place


def this_database() -> Place:
    """Return the place of the database that Django uses here.

    Raises:
        NoSuchDatabase: it lives in the memory of this process only.
    """
    settings = connection.settings_dict
    if connection.vendor != "postgresql":
        file = Path(str(settings["NAME"]))
        if not file.is_file():
            raise NoSuchDatabase("The database is in memory only.", advice="Use one that is a file.")
        return Place(str(file.resolve()), is_postgresql=False)
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - SQLite needs no PostgreSQL

    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    named = {word: settings[setting] for word, setting in words.items() if settings[setting]}
    return Place(make_conninfo("", **named), is_postgresql=True)
