"""The pieces that are measured, each in a process of its own: ``python -m benchmarks.pieces NAME WORDS``."""

import csv
import io
import mmap
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measuring import report

ON = date(2026, 11, 23)
Work = Callable[[], Any]


def start_django() -> None:
    """Start Django on the data folder of this process and make its tables."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def import_file(path: str) -> Work:
    """Bring an archive into the database of the data folder, as ``nexalink import PATH`` does."""
    start_django()
    from nexalink.accounts.actions import ensure_sole_owner
    from nexalink.archives.actions import import_paths
    from nexalink.importers import registry

    registry.importers()

    def work() -> dict[str, int]:
        owner = ensure_sole_owner(zone="UTC")
        (result,) = import_paths(owner, [Path(path)], on=ON, by="benchmark")
        return {"rows": result.rows_read, **result.outcomes}

    return work


def hash_file(path: str) -> Work:
    """Read a file and take its SHA-256: the part of an import that no reader can save."""
    import hashlib

    def work() -> str:
        with Path(path).open("rb", buffering=0) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    return work


def read_headers(path: str) -> Work:
    """Parse every header block of a mailbox with the standard library, over a mapped file: the floor of mail."""
    from benchmarks.mail_oracle import standard_rows

    return lambda: sum(1 for _ in standard_rows(Path(path)))


def read_fast_parser(path: str) -> Work:
    """Parse every message of a mailbox with fast-mail-parser, cut at the same separators."""
    from fast_mail_parser import parse_email

    from benchmarks.mail_oracle import bounds

    def work() -> int:
        count = 0
        with Path(path).open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            for start, stop in bounds(mapped):
                parse_email(mapped[mapped.find(b"\n", start) + 1 : stop])
                count += 1
        return count

    return work


def compare_mail(path: str) -> Work:
    """Compare every field that an import keeps with the standard library's reading; return how many differ."""
    from benchmarks.mail_oracle import differences

    return lambda: differences(Path(path))


def bare_linkedin(path: str) -> Work:
    """Read the CSVs of an export with the csv module and insert bare rows with one executemany: the floor."""

    def rows(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
        with archive.open(name) as stream:
            return list(csv.reader(io.TextIOWrapper(stream, "utf-8", newline="")))

    def work() -> int:
        import os

        file = Path(os.environ["NEXALINK_DATA"]) / "bare.sqlite3"
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA journal_mode=WAL")
        count = 0
        with zipfile.ZipFile(path) as archive, connection:
            for name, width, skipped in (("Connections.csv", 7, 3), ("messages.csv", 11, 1)):
                found = [row for row in rows(archive, name)[skipped:] if len(row) == width]
                columns = ", ".join(f"c{place}" for place in range(width))
                connection.execute(f"CREATE TABLE t{width} (id INTEGER PRIMARY KEY, {columns})")
                marks = ", ".join("?" * width)
                connection.executemany(f"INSERT INTO t{width} ({columns}) VALUES ({marks})", found)  # noqa: S608 - our own
                count += len(found)
        connection.close()
        return count

    return work


PIECES: dict[str, Callable[..., Work]] = {
    "import": import_file,
    "hash": hash_file,
    "headers": read_headers,
    "fast-mail-parser": read_fast_parser,
    "compare-mail": compare_mail,
    "bare-linkedin": bare_linkedin,
}


if __name__ == "__main__":
    report(PIECES[sys.argv[1]](*sys.argv[2:]))
