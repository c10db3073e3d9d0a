"""How far an import is: rows, rate, time left."""

from collections.abc import Callable
from dataclasses import dataclass

from nexalink.importers.contract import Archive

_SAMPLE = 4 * 2**20
_ROW_MARKS = {
    "linkedin": b"\n",
    "contacts_csv": b"\n",
    "mail": b"\nFrom ",
    "calendar": b"BEGIN:VEVENT",
    "vcard": b"BEGIN:VCARD",
}
"""What begins a row in each importer's files, for an estimate only."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One message of a running import. ``total`` is an estimate of rows, at least ``done``."""

    archive: str
    stage: str
    """``hash``, ``owner``, ``read``, ``settle`` or ``done``."""
    done: int
    total: int


Listener = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Take no notice."""


def estimate_rows(importer: str, archive: Archive) -> int:
    """Return about how many rows an archive holds: counted in the first 4 MiB of each large file, scaled up."""
    mark = _ROW_MARKS.get(importer, b"\n")
    rows = 0.0
    for index, member in enumerate(archive.members):
        if index >= 200:  # a folder of single mails: one row a file
            rows += len(archive.members) - index
            break
        head = member.head(_SAMPLE)
        found = max(head.count(mark), 1)
        rows += found * (max(member.size, 1) / max(len(head), 1))
    return max(int(rows), 1)
