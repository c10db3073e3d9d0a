"""Files brought in through a door that cannot wait: kept in a folder, worked on in the background, watched by a note.

Each upload is a folder of its own under the data folder. ``status.json`` in it says how far the work is; it is replaced
whole, so any process may read it at any time. A worker that died leaves a note that says "working" with its process:
whoever reads it then says "stopped". Nothing half is ever in the database, so recording again is always right.
"""

import json
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection

from nexalink.accounts.models import Owner
from nexalink.archives.actions import Imported, import_paths, unreadable
from nexalink.archives.errors import ArchiveEmpty, ArchiveMissing, OwnerUnknown
from nexalink.archives.progress import Progress
from nexalink.importers.errors import ColumnsUnknown, TableColumn
from nexalink.kernel.errors import NexaLinkError

_BLOCK = 1 << 20
_NOTE = "status.json"
_LONGEST_NAME = 150
_EVERY = 0.3
WORKING = frozenset({"previewing", "recording"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table that no known program wrote: its path in the upload, its columns, and what the owner said of them.

    ``said`` is a mapping (meaning → headers divided by ``|``, and ``encoding``), empty before the first answer.
    """

    file: str
    columns: tuple[TableColumn, ...] = ()
    said: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """How far an upload is.

    ``state``: previewing, previewed, recording, done, asks (whose archive it is), columns (what those of the table
    ``asked`` hold), failed, stopped. ``done`` and ``total`` are rows of the archive in work; ``rate`` rows a second;
    ``left`` seconds. ``tables`` are those that were asked about, by the name of the uploaded file. ``left_out`` are the
    files that nobody can read, each with why, where there are others.
    """

    token: str
    state: str
    names: tuple[str, ...] = ()
    archive: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    rate: float = 0.0
    left: float = 0.0
    results: tuple[dict[str, Any], ...] = ()
    sentence: str = ""
    candidates: tuple[tuple[str, float], ...] = ()
    me: tuple[str, ...] = ()
    process: int = 0
    owner: int = 0
    asked: str = ""
    left_out: tuple[tuple[str, str], ...] = ()
    tables: dict[str, Table] = field(default_factory=dict)


def receive(owner: Owner, files: Iterable[tuple[str, Iterable[bytes] | BinaryIO]]) -> str:
    """Keep uploaded files and return the upload's token; names are cut to their last part.

    Raises:
        ArchiveEmpty: no file was chosen.
    """
    token = secrets.token_hex(16)
    folder = _folder(token)
    folder.mkdir(parents=True, mode=0o700)
    names: list[str] = []
    for name, chunks in files:
        names.append(_kept_name(name, taken=set(names)))
        with _open(folder, names[-1]) as out:
            for chunk in chunks:
                out.write(chunk)
    if not names:
        shutil.rmtree(folder, ignore_errors=True)
        raise ArchiveEmpty("No file was chosen.", advice="Choose one or more files, then press Look at them.")
    _write(Status(token, "received", tuple(names), owner=owner.pk))
    return token


def _open(folder: Path, name: str) -> BinaryIO:
    (folder / "files").mkdir(exist_ok=True, mode=0o700)
    return (folder / "files" / name).open("wb")


def _kept_name(name: str, *, taken: set[str]) -> str:
    """Return a file's own name without folders and control characters, made different where it is taken."""
    plain = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip(". ")
    stem, dot, ending = (plain or "file").rpartition(".")
    plain = f"{stem[-_LONGEST_NAME:]}{dot}{ending[-20:]}" if dot else ending[-_LONGEST_NAME:]
    number = 1
    kept = plain
    while kept in taken:
        number += 1
        kept = f"{number} {plain}"
    return kept


def _folder(token: str) -> Path:
    if len(token) != 32 or not all(letter in "0123456789abcdef" for letter in token):
        raise ArchiveMissing("There is no such upload.", advice="Choose your files again.")
    return Path(settings.MEDIA_ROOT) / token


def _write(status: Status) -> None:
    folder = _folder(status.token)
    part = folder / f"{_NOTE}.{threading.get_ident()}"
    part.write_text(json.dumps(asdict(status)), "utf-8")
    part.replace(folder / _NOTE)


def status_of(owner: Owner, token: str) -> Status:
    """Return how far an upload is.

    Raises:
        ArchiveMissing: there is none, or it is another owner's.
    """
    try:
        found = json.loads((_folder(token) / _NOTE).read_text("utf-8"))
    except OSError as fault:
        raise ArchiveMissing("There is no such upload.", advice="Choose your files again.") from fault
    tuples = {name: tuple(found[name]) for name in ("names", "results", "me")}
    tuples["candidates"] = tuple((uri, share) for uri, share in found["candidates"])
    tuples["left_out"] = tuple((name, why) for name, why in found.get("left_out", ()))
    tables = {name: _table(**table) for name, table in found.get("tables", {}).items()}
    known = {one.name for one in fields(Status)}  # an older version's note has other names beside these
    kept = {name: value for name, value in found.items() if name in known}
    status = Status(**{**kept, **tuples, "tables": tables})
    if status.owner != owner.pk:
        raise ArchiveMissing("There is no such upload.", advice="Choose your files again.")
    if status.state in WORKING and not _alive(status.process):
        return replace(
            status, state="stopped", sentence="The work was stopped in the middle; nothing half was kept."
        )
    return status


def _table(file: str, columns: list[Any], said: dict[str, str]) -> Table:
    return Table(
        file, tuple(TableColumn(header, tuple(seen), target) for header, seen, target in columns), said
    )


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def discard(owner: Owner, token: str) -> None:
    """Remove an upload's files; what was recorded stays.

    Raises:
        ArchiveMissing: there is none, or it is another owner's.
    """
    status_of(owner, token)
    shutil.rmtree(_folder(token), ignore_errors=True)


def in_background(work: Callable[[], None]) -> None:
    """Run ``work`` in a thread of its own with its own database connection."""
    threading.Thread(target=_with_own_connection, args=(work,), daemon=True).start()


def _with_own_connection(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connection.close()


def start(
    owner: Owner,
    token: str,
    *,
    on: date,
    preview: bool,
    me: Iterable[str] = (),
    said: Mapping[str, dict[str, str]] = MappingProxyType({}),
    then: Callable[[Owner], None] | None = None,
    run: Callable[[Callable[[], None]], None] = in_background,
) -> None:
    """Begin to preview or to record an upload; ``then`` follows once everything is recorded.

    ``me`` adds to the owner's handles that were named before; ``said`` tells what the columns of an uploaded file hold
    and how its letters are written, in place of what was said of that file before.

    Raises:
        ArchiveMissing: there is none, or it is another owner's.
    """
    status = status_of(owner, token)
    if status.state in WORKING:
        return  # pressed twice: one effect
    told = tuple(dict.fromkeys([*status.me, *me]))
    tables = status.tables | {
        name: replace(status.tables.get(name, Table(name)), said=answer)
        for name, answer in said.items()
        if name in status.names
    }
    status = replace(
        status, state="previewing" if preview else "recording", me=told, tables=tables, asked="", sentence="",
        process=os.getpid(), done=0, total=0, candidates=(), left_out=(),
    )  # fmt: skip
    _write(status)
    run(lambda: _work(owner, status, on=on, preview=preview, then=then))


def _work(
    owner: Owner, status: Status, *, on: date, preview: bool, then: Callable[[Owner], None] | None
) -> None:
    folder = _folder(status.token) / "files"
    paths = [folder / name for name in status.names]
    mapping_of = {name: table.said for name, table in status.tables.items()}
    try:
        bad = unreadable(paths, on=on, mapping_of=mapping_of)
        if 0 < len(bad) < len(paths):
            status = replace(status, left_out=tuple((path.name, why) for path, why in bad.items()))
            paths = [path for path in paths if path not in bad]
        watcher = _Watcher(status)
        results = import_paths(
            owner,
            paths,
            on=on,
            by="web",
            me=status.me,
            mapping_of=mapping_of,
            preview=preview,
            listener=watcher,
        )
        if then and not preview:
            then(owner)
    except OwnerUnknown as fault:
        _write(replace(status, state="asks", sentence=fault.what, candidates=fault.candidates[:5]))
    except ColumnsUnknown as fault:
        said = status.tables[fault.source].said if fault.source in status.tables else {}
        tables = status.tables | {fault.source: Table(fault.file, fault.columns, said)}
        _write(replace(status, state="columns", asked=fault.source, tables=tables))
    except NexaLinkError as fault:
        _write(replace(status, state="failed", sentence=str(fault)))
    except Exception:
        _write(
            replace(
                status, state="failed", sentence="Something went wrong inside NexaLink; nothing was recorded."
            )
        )
        raise
    else:
        _write(
            replace(
                status,
                state="previewed" if preview else "done",
                results=tuple(_plain(one) for one in results),
            )
        )
        if not preview:
            shutil.rmtree(folder, ignore_errors=True)


class _Watcher:
    """Writes how far the work is, at most three times a second, with rate and time left."""

    def __init__(self, status: Status) -> None:
        self._status = status
        self._began = self._told = time.monotonic()

    def __call__(self, step: Progress) -> None:
        now = time.monotonic()
        if step.archive != self._status.archive:
            self._began = now
        elif now - self._told < _EVERY and step.stage == "read":
            return
        rate = step.done / max(now - self._began, 0.001)
        left = (step.total - step.done) / rate if rate > 0 else 0.0
        self._told = now
        self._status = replace(
            self._status,
            archive=step.archive,
            stage=step.stage,
            done=step.done,
            total=step.total,
            rate=rate,
            left=left,
        )
        _write(self._status)


def _plain(result: Imported) -> dict[str, Any]:
    return {
        "archive": result.archive.pk or 0,
        "name": result.archive.name,
        "importer": result.archive.importer,
        "sha256": result.archive.sha256,
        "taken_on": result.archive.taken_on.isoformat() if result.archive.taken_on else None,
        "known_before": result.known_before,
        "rows_read": result.rows_read,
        "outcomes": result.outcomes,
        "skipped": result.skipped,
        "files": result.files,
        "troubles": result.troubles[:100],
        "questions": result.questions,
        "examples": result.examples,
    }
