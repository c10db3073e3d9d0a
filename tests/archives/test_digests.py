"""The SHA-256 of an archive: the same whoever read how much of it before, and taken from one read where that was whole."""

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from nexalink.accounts.models import Owner
from nexalink.archives import models
from nexalink.archives.actions import import_paths
from nexalink.archives.digests import digest_of, hashed
from nexalink.formats.containers import members_of
from nexalink.importers.contract import Archive

DATA = bytes(range(256)) * 4_000


def opened(path: Path) -> Archive:
    return hashed(Archive(path.name, members_of(path), 0))


def put(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def expected(*files: tuple[str, bytes]) -> tuple[str, int]:
    digest = hashlib.sha256()
    for name, data in files:
        digest.update(name.encode() + b"\0" + data)
    return digest.hexdigest(), sum(len(data) for _, data in files)


PLAIN = hashlib.sha256(DATA).hexdigest(), len(DATA)


def test_a_file_that_was_read_is_not_read_again(tmp_path: Path) -> None:
    file = put(tmp_path, "box", DATA)
    archive = opened(file)
    with archive.members[0].open() as stream:
        assert stream.read() == DATA
    file.unlink()
    assert digest_of(archive) == PLAIN


@pytest.mark.parametrize("count", [0, 1, 10_000, len(DATA)])
def test_a_file_that_was_read_in_part_is_read_again(tmp_path: Path, count: int) -> None:
    archive = opened(put(tmp_path, "box", DATA))
    with archive.members[0].open() as stream:
        assert stream.read(count) == DATA[:count]
    assert digest_of(archive) == PLAIN


def test_a_file_in_which_somebody_seeks_is_read_again(tmp_path: Path) -> None:
    archive = opened(put(tmp_path, "box", DATA))
    with archive.members[0].open() as stream:
        stream.seek(-5, io.SEEK_END)
        assert stream.tell() == len(DATA) - 5
        assert stream.read() == DATA[-5:]
    assert digest_of(archive) == PLAIN


def test_two_readers_and_a_look_at_the_beginning_change_nothing(tmp_path: Path) -> None:
    archive = opened(put(tmp_path, "box", DATA))
    (member,) = archive.members
    with member.open() as first, member.open() as second:
        assert member.head(3) == DATA[:3]
        assert first.read() == second.read() == DATA
    with member.open() as third:
        assert third.read() == DATA
    assert digest_of(archive) == PLAIN


@pytest.mark.parametrize("order", ["ab", "ba", "b", "a", ""])
def test_a_folder_counts_names_and_bytes_in_the_order_of_its_files(tmp_path: Path, order: str) -> None:
    put(tmp_path, "a", DATA)
    put(tmp_path, "b", b"")
    archive = opened(tmp_path)
    for name in order:
        with archive.members["ab".index(name)].open() as stream:
            stream.read()
    assert digest_of(archive) == expected(("a", DATA), ("b", b""))


def test_of_a_zip_the_zip_itself_counts(tmp_path: Path) -> None:
    file = tmp_path / "box.zip"
    with zipfile.ZipFile(file, "w") as written:
        written.writestr("a", DATA)
        written.writestr("b", b"more")
    packed = file.read_bytes()
    assert digest_of(opened(file)) == (hashlib.sha256(packed).hexdigest(), len(packed))


@pytest.mark.django_db
def test_an_import_keeps_the_sum_of_the_file(tmp_path: Path) -> None:
    fields = b"From: ana@example.com\nTo: mara@example.com\nDate: 2 Mar 2026 10:00:00 +0000\n"
    mail = b"From ana@example.com Mon Mar  2 10:00:00 2026\n" + fields
    file = put(tmp_path, "box.mbox", (mail + b"\nHello\n\n") * 3)
    owner = Owner.objects.create(name="Mara Velden", zone="UTC")
    import_paths(owner, [file], on=date(2026, 11, 23), by="test", me=["mara@example.com"])
    kept = models.Archive.objects.of(owner).get()
    assert (kept.sha256, kept.size) == (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_size)
