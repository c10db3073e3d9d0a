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
        with (
            Path(path).open("rb") as stream,
            mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
        ):
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


def fill_network(people: str, entries: str) -> Work:
    """Write a network of so many people and interactions into the data folder."""
    start_django()
    from benchmarks.filling import fill

    return lambda: fill(people=int(people), entries=int(entries))


def audit_network() -> Work:
    """Audit the network of the data folder: rows to stored readings and findings."""
    start_django()
    from nexalink.accounts.queries import sole_owner
    from nexalink.audits.actions import run_audit

    def work() -> int:
        owner = sole_owner()
        assert owner is not None
        return run_audit(owner, on=ON, by="benchmark").pk

    return work


def measure_arrays() -> Work:
    """Run the audit's vectorised measures (closeness, counts, last contact) on arrays that are ready."""
    start_django()
    from nexalink.accounts.queries import sole_owner
    from nexalink.audits.columns import network_columns
    from nexalink.kernel.dates import day_number
    from nexalink.measures.closeness import HALF_LIFE_DAYS, closeness, touch_days
    from nexalink.measures.counts import count_contacts

    owner = sole_owner()
    assert owner is not None
    rows = network_columns(owner, on=ON).interactions
    today = day_number(ON)

    def work() -> float:
        touched = touch_days(rows, until_day=today)
        counts = count_contacts(rows, on=today)
        strength = closeness(touched, on_day=today, half_life_days=HALF_LIFE_DAYS)
        return float(strength.sum()) + int(counts.two_way.sum())

    return work


def bare_arrays() -> Work:
    """Do the same with bare numpy over ready arrays: decayed closeness, counts by direction, last contact."""
    start_django()
    import numpy as np

    from nexalink.accounts.queries import sole_owner
    from nexalink.audits.columns import network_columns
    from nexalink.kernel.dates import day_number

    owner = sole_owner()
    assert owner is not None
    rows = network_columns(owner, on=ON).interactions
    today, ties = day_number(ON), rows.ties

    def work() -> float:
        age = today - rows.day
        strength = np.bincount(rows.tie, weights=np.exp2(age / -365.0), minlength=ties)
        incoming = np.bincount(rows.tie[rows.direction == -1], minlength=ties)
        outgoing = np.bincount(rows.tie[rows.direction == 1], minlength=ties)
        starts = np.flatnonzero(np.diff(rows.tie, prepend=-1))
        last = np.maximum.reduceat(rows.at, starts)
        return float(strength.sum()) + int(last.max()) + int((incoming * outgoing > 0).sum())

    return work


def export_network() -> Work:
    """Write the complete export of the network in the data folder."""
    start_django()
    import os

    from django.utils import timezone

    from nexalink.accounts.queries import sole_owner
    from nexalink.exports.writing import write_export

    owner = sole_owner()
    assert owner is not None
    target = Path(os.environ["NEXALINK_DATA"]) / "export.zip"
    return lambda: write_export(owner, target, at=timezone.now())


def ask_pages() -> Work:
    """Ask for each page again and again in this process, as its one worker would; CPU a request and bytes of a visit."""
    start_django()
    from benchmarks.visiting import visit

    return visit


def practise_network() -> Work:
    """Keep a practice in the network of the data folder: tiers, notes, promises, value, plans, requests."""
    start_django()
    from benchmarks.practising import practise

    return practise


def ask_practice() -> Work:
    """Ask for the pages of the daily practice, log touches and search, in this process."""
    start_django()
    from benchmarks.practising import visit_practice

    return visit_practice


PIECES: dict[str, Callable[..., Work]] = {
    "import": import_file,
    "hash": hash_file,
    "headers": read_headers,
    "fast-mail-parser": read_fast_parser,
    "compare-mail": compare_mail,
    "bare-linkedin": bare_linkedin,
    "fill": fill_network,
    "audit": audit_network,
    "measures": measure_arrays,
    "bare-measures": bare_arrays,
    "export": export_network,
    "pages": ask_pages,
    "practise": practise_network,
    "practice": ask_practice,
}


if __name__ == "__main__":
    report(PIECES[sys.argv[1]](*sys.argv[2:]))
