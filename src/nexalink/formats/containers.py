"""Open a file, a folder or a zip as a list of members, safely: hostile archives end in a named fault."""

import io
import os
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from nexalink.kernel.errors import NexaLinkError

HEAD_BYTES = 65_536
MOST_ENTRIES = 300_000
MOST_UNPACKED = 256 * 2**30
MOST_RATIO = 250
"""Text packs to about a tenth; DEFLATE can reach 1,032. Beyond this, above ``RATIO_FLOOR``, an entry is a bomb."""
RATIO_FLOOR = 64 * 2**20
_MOVE = 1 << 20


class BadContainer(NexaLinkError):
    """The file or folder cannot be opened as an archive."""


class UnsafeArchive(BadContainer):
    """The zip would unpack to far more than it holds, or outside its place."""


class Member(Protocol):
    """One file inside an archive."""

    @property
    def path(self) -> str:
        """Its path inside the archive, with forward slashes."""

    @property
    def size(self) -> int:
        """Its unpacked size in bytes."""

    def open(self) -> BinaryIO:
        """Open its unpacked bytes for reading."""

    def local(self) -> AbstractContextManager[Path]:
        """Give a real file with its bytes, for mapping into memory; a temporary one for a zipped member."""

    def head(self, length: int = HEAD_BYTES) -> bytes:
        """Return its first bytes."""


@dataclass(frozen=True, slots=True)
class FileMember:
    """A file on disk."""

    path: str
    size: int
    file: Path

    def open(self) -> BinaryIO:
        """Open its bytes for reading."""
        return self.file.open("rb")

    @contextmanager
    def local(self) -> Iterator[Path]:
        """Give the file itself."""
        yield self.file

    def head(self, length: int = HEAD_BYTES) -> bytes:
        """Return its first bytes."""
        with self.file.open("rb") as stream:
            return stream.read(length)


class _CountingReader(io.RawIOBase):
    """Reads a zip entry and stops where it grows past what its directory entry promised."""

    def __init__(self, stream: BinaryIO, *, name: str, limit: int) -> None:
        super().__init__()
        self._stream = stream
        self._name = name
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as fault:
            raise BadContainer(
                f"{self._name} cannot be unpacked: the zip is damaged.", advice="Download or copy it again."
            ) from fault
        except Exception as fault:  # zlib.error has no public parent
            if type(fault).__name__ != "error":
                raise
            raise BadContainer(
                f"{self._name} cannot be unpacked: the zip is damaged.", advice="Download or copy it again."
            ) from fault
        self._left -= len(data)
        if self._left < 0:
            raise UnsafeArchive(
                f"{self._name} unpacks to more than the zip says.",
                advice="It was not imported; do not trust this file.",
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


@lru_cache(maxsize=4)
def _directory(archive: Path, _changed: int, _size: int) -> zipfile.ZipFile:
    """Return the opened zip; kept, because reading its directory anew for each of its files takes quadratic time."""
    return zipfile.ZipFile(archive)


@dataclass(frozen=True, slots=True)
class ZipMember:
    """An entry of a zip file."""

    path: str
    size: int
    archive: Path
    info: zipfile.ZipInfo = field(repr=False)

    def open(self) -> BinaryIO:
        """Open its unpacked bytes for reading; a damaged or lying entry raises ``BadContainer``."""
        try:
            there = self.archive.stat()
            stream = _directory(self.archive, there.st_mtime_ns, there.st_size).open(self.info)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as fault:
            raise BadContainer(
                f"{self.path} cannot be unpacked.", advice="Download or copy the zip again."
            ) from fault
        counted = _CountingReader(stream, name=self.path, limit=self.size)  # type: ignore[arg-type]
        return io.BufferedReader(counted, _MOVE)

    @contextmanager
    def local(self) -> Iterator[Path]:
        """Give a temporary copy of the unpacked bytes."""
        with tempfile.TemporaryDirectory(prefix="nexalink-") as folder:
            target = Path(folder) / "member"
            with self.open() as stream, target.open("wb") as out:
                while block := stream.read(_MOVE):
                    out.write(block)
            yield target

    def head(self, length: int = HEAD_BYTES) -> bytes:
        """Return its first bytes."""
        with self.open() as stream:
            return stream.read(length)


def members_of(path: Path) -> tuple[Member, ...]:
    """Return the files in ``path``: itself, a folder's files in name order, or a zip's entries.

    Raises:
        BadContainer: it does not exist, cannot be read, is a truncated or password-protected zip.
        UnsafeArchive: a zip that is a bomb, climbs out of its folder or holds links.
    """
    try:
        mode = path.stat().st_mode
    except OSError as fault:
        raise BadContainer(
            f"{path} cannot be read.", advice="Check the name and that you may open it."
        ) from fault
    if stat.S_ISDIR(mode):
        return tuple(_folder_members(path))
    if not stat.S_ISREG(mode):
        raise BadContainer(
            f"{path} is neither a file nor a folder.", advice="Give a file, a folder or a zip."
        )
    member = FileMember(path.name, path.stat().st_size, path)
    try:
        head = member.head(4)
    except OSError as fault:
        raise BadContainer(f"{path} cannot be read.", advice="Check that you may open it.") from fault
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return tuple(_zip_members(path))
    return (member,)


def _folder_members(folder: Path) -> Iterator[Member]:
    for root, directories, files in os.walk(folder, followlinks=False):
        directories.sort()
        for name in sorted(files):
            file = Path(root) / name
            if file.is_symlink() or not file.is_file():
                continue
            relative = file.relative_to(folder).as_posix()
            if not _is_litter(relative):
                yield FileMember(relative, file.stat().st_size, file)


def _zip_members(path: Path) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as fault:
        raise BadContainer(
            f"{path.name} is a damaged or incomplete zip.",
            advice="Download it again and wait until it is complete.",
        ) from fault
    if len(infos) > MOST_ENTRIES:
        raise UnsafeArchive(
            f"{path.name} holds more than {MOST_ENTRIES:,} files.", advice="It was not opened."
        )
    unpacked = 0
    for info in infos:
        if info.is_dir() or _is_litter(info.filename):
            continue
        _check_entry(path, info)
        unpacked += info.file_size
        if unpacked > MOST_UNPACKED:
            raise UnsafeArchive(f"{path.name} would unpack to over 256 GiB.", advice="It was not opened.")
        yield ZipMember(info.filename.replace("\\", "/"), info.file_size, path, info)


def _check_entry(path: Path, info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise BadContainer(
            f"{path.name} is protected by a password.",
            advice="Unpack it with its password and give the folder.",
        )
    parts = PurePosixPath(info.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or "\0" in info.filename:
        raise UnsafeArchive(f"{path.name} holds a file outside its own folder.", advice="It was not opened.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnsafeArchive(f"{path.name} holds a link instead of a file.", advice="It was not opened.")
    if info.file_size > RATIO_FLOOR and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        raise UnsafeArchive(
            f"{path.name} would unpack to {info.file_size // 2**20:,} MiB from almost nothing.",
            advice="It was not opened; do not trust this file.",
        )


def _is_litter(path: str) -> bool:
    name = path.rsplit("/", 1)[-1]
    return (
        path.startswith("__MACOSX/")
        or name in {".DS_Store", "Thumbs.db", "desktop.ini"}
        or name.startswith("._")
    )
