"""Get the data folder and its database ready before a command, or say in one sentence why it is not."""

import os
import shutil
import sys
from datetime import datetime
from pathlib import Path

from nexalink.kernel.errors import NexaLinkError
from nexalink.kernel.folders import data_folder

SPACE_NEEDED = 20 * 2**20


class FolderUnusable(NexaLinkError):
    """The data folder cannot be used."""


class SchemaNewer(NexaLinkError):
    """The data was written by a newer NexaLink."""


class DatabaseUnreachable(NexaLinkError):
    """The database does not answer."""


def prepare(data: Path | None, *, begins: bool = False) -> None:
    """Point the settings to the data folder, start Django and bring the database up to date.

    A folder that was named and does not exist is made only where the command ``begins`` a network; elsewhere its name
    is more likely mistyped.

    Raises:
        FolderUnusable: the folder is read-only, full, not a folder, or not there.
        SchemaNewer: a newer version wrote the data; it is left alone.
        DatabaseUnreachable: the database cannot be opened.
    """
    if data is not None:
        os.environ["NEXALINK_DATA"] = str(data.expanduser().resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "nexalink.site.settings"
    folder = data_folder(os.environ)
    if data is not None and not begins and not folder.exists():
        raise FolderUnusable(
            f"There is no data folder {folder}.",
            advice="Check what follows --data; a new folder begins with: nexalink import FILE --data DIR.",
        )
    _check_folder(folder)
    import django

    django.setup()
    _migrate()


def free_space(folder: Path) -> int:
    """Return the bytes that are free on the disk of ``folder``."""
    return shutil.disk_usage(folder).free


def _check_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".write-probe"
        probe.write_bytes(b"ok")
        probe.unlink()
    except FileExistsError as fault:
        raise FolderUnusable(
            f"{folder} is a file, not a folder.", advice="Choose another with --data."
        ) from fault
    except OSError as fault:
        raise FolderUnusable(
            f"The data folder {folder} cannot be written ({fault.strerror}).",
            advice="Give yourself permission, free some space, or choose another with --data.",
        ) from fault
    if free_space(folder) < SPACE_NEEDED:
        raise FolderUnusable(
            f"The disk of the data folder {folder} is full.",
            advice="Free some space, or choose another with --data.",
        )


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from nexalink.accounts.bulk import renew_statistics

    try:
        executor = MigrationExecutor(connection)
        known = set(executor.loader.disk_migrations)
        rooms = {app for app, _ in known}
        newer = [
            name for name in executor.loader.applied_migrations if name[0] in rooms and name not in known
        ]
        if newer:
            raise SchemaNewer(
                "This data was written by a newer NexaLink; nothing was changed.",
                advice="Update NexaLink, or choose another folder with --data.",
            )
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            _snapshot()
            call_command("migrate", verbosity=0, interactive=False)
            renew_statistics()
    except DatabaseError as fault:
        raise DatabaseUnreachable(
            f"The database cannot be opened: {str(fault).strip().splitlines()[0]}.",
            advice="Check the data folder with: nexalink doctor.",
        ) from fault


def _snapshot() -> None:
    """Keep a copy of the SQLite file before its tables change."""
    from django.conf import settings
    from django.db import connection

    file = Path(str(settings.DATABASES["default"]["NAME"]))
    if connection.vendor != "sqlite" or not file.exists() or not connection.introspection.table_names():
        return
    target = file.with_name(f"before-migration-{datetime.now().astimezone():%Y%m%d-%H%M%S}.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    sys.stderr.write(f"A copy of your data was kept at {target.name} before the update.\n")
