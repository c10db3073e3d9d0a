"""The SHA-256 of an archive, taken while its importer reads it: every byte is read once."""

import hashlib
import io
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from nexalink.formats.containers import FileMember
from nexalink.importers.contract import Archive

_BLOCK = 1 << 18


class _Running:
    """The SHA-256 over the files of an archive in their order; of a folder their names count, too.

    A file counts once somebody has read it to its end, in order, after all files before it.
    """

    def __init__(self, *, named: bool) -> None:
        self.sum = hashlib.sha256()
        self.size = 0
        self.files = 0
        self._named = named

    def begun(self, path: str) -> "hashlib._Hash":
        """Return the sum so far, with the name of the file that comes next where names count."""
        digest = self.sum.copy()
        if self._named:
            digest.update(path.encode("utf-8", "surrogateescape") + b"\0")
        return digest


class _Watched(io.RawIOBase):
    """A file that is hashed as it is read; whoever seeks in it gets the bytes, and they are hashed another time."""

    def __init__(self, file: "_HashedFile") -> None:
        super().__init__()
        self._stream = file.file.open("rb", buffering=0)
        self._running = file.running
        self._place = file.place
        self._digest = file.running.begun(file.path)
        self._size = 0
        self._sought = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._sought = True
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._stream.readinto(buffer)
        if count:
            self._digest.update(buffer[:count])
            self._size += count
        elif len(buffer) and not self._sought and self._running.files == self._place:
            self._running.sum = self._digest
            self._running.size += self._size
            self._running.files += 1
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()


@dataclass(frozen=True, slots=True)
class _HashedFile(FileMember):
    """A file on disk that is hashed as it is read."""

    place: int
    running: _Running = field(compare=False, repr=False)

    def open(self) -> BinaryIO:
        """Open its bytes for reading."""
        if self.place != self.running.files:  # read before, or not its turn
            return FileMember.open(self)
        return io.BufferedReader(_Watched(self))


def hashed(archive: Archive) -> Archive:
    """Return the archive with files that are hashed as they are read; what lies in a zip stays as it is."""
    running = _Running(named=len(archive.members) > 1)
    members = tuple(
        _HashedFile(member.path, member.size, member.file, place, running)
        if isinstance(member, FileMember)
        else member
        for place, member in enumerate(archive.members)
    )
    return replace(archive, members=members)


def digest_of(archive: Archive) -> tuple[str, int]:
    """Return the SHA-256 of an archive's file and its size; of names and bytes where it is a folder of files.

    Of what ``hashed`` gave, only files that nobody has read to their end are read for it.
    """
    zips = {getattr(member, "archive", None) for member in archive.members}
    if len(zips) == 1 and isinstance(zipped := zips.pop(), Path):
        archive = replace(archive, members=(FileMember(zipped.name, zipped.stat().st_size, zipped),))
    if not all(isinstance(member, _HashedFile) for member in archive.members):
        archive = hashed(archive)
    files = [member for member in archive.members if isinstance(member, _HashedFile)]
    running = files[0].running
    buffer = bytearray(_BLOCK)
    for file in files[running.files :]:
        with file.open() as stream:
            while stream.readinto(buffer):  # type: ignore[attr-defined]
                pass
    return running.sum.hexdigest(), running.size
