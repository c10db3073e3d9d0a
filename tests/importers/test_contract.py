"""What every importer promises, tried on all of them with all of their samples."""

import dataclasses
import inspect
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from nexalink.formats.containers import FileMember, Member, members_of
from nexalink.formats.handles import email_handle, profile_handle
from nexalink.importers.contract import Archive, Importer, OwnerIdentity
from nexalink.importers.registry import NAMES, importers
from nexalink.importers.sightings import (
    ExchangeSeen,
    InteractionSeen,
    Item,
    NoteSeen,
    OwnerSeen,
    PersonSeen,
    RequestSeen,
    Skipped,
    Trouble,
)

HERE = Path(__file__).parent
UNTIL = 1_900_000_000
BY_NAME = {importer.name: importer for importer in importers()}
SAMPLES = [
    (name, sample)
    for name in NAMES
    for sample in sorted((HERE / name / "samples").glob("*"))
    if sample.suffix != ".json"
]
OWNER = OwnerIdentity(
    frozenset({"https://www.linkedin.com/in/olivia-owner", "mailto:olivia@example.com", "tel:+4930901820"}),
    frozenset({"Olivia Owner"}),
    "Europe/Berlin",
)
KEYED = (PersonSeen, InteractionSeen, RequestSeen, ExchangeSeen, NoteSeen)
REASONS = {
    word.strip(" .\n") for word in str(Skipped.__doc__).partition("Reasons:")[2].replace("\n", " ").split(",")
}
STAND_INS = ("linkedin-name:", "linkedin-connection:", "tel:", "urn:li:member:")

each_sample = pytest.mark.parametrize(
    ("name", "sample"), SAMPLES, ids=[f"{name}-{sample.name}" for name, sample in SAMPLES]
)
each_importer = pytest.mark.parametrize("name", NAMES)


def members(sample: Path) -> tuple[Member, ...]:
    return members_of(sample)


def archive(sample: Path, inside: tuple[Member, ...] | None = None) -> Archive:
    return Archive(sample.name, members(sample) if inside is None else inside, UNTIL)


def read(importer: Importer, opened: Archive) -> list[Item]:
    return list(importer.read(opened, owner=OWNER))


def counts(item: Item) -> bool:
    return cast("bool", getattr(item, "counts_row", True))


def damaged(sample: Path, folder: Path) -> Iterator[tuple[Member, ...]]:
    """Yield the sample with each of its files spoilt in each way: cut at many points, recoded, full of NULs."""
    for index, member in enumerate(members(sample)):
        with member.open() as stream:
            whole = stream.read()
        for number, spoilt in enumerate(spoilings(whole)):
            file = folder / f"{index}-{number}" / member.path.rsplit("/", 1)[-1]
            file.parent.mkdir()
            file.write_bytes(spoilt)
            swapped = FileMember(member.path, len(spoilt), file)
            yield tuple(swapped if other is member else other for other in members(sample))


def spoilings(whole: bytes) -> Iterator[bytes]:
    for part in range(12):
        yield whole[: len(whole) * part // 12]
    yield whole[:-1]
    yield whole[len(whole) // 2 :]
    yield whole.decode("latin-1").encode("utf-16")
    yield whole.decode("latin-1").encode("utf-8")
    yield b"\xff\xfe" + whole
    yield whole.replace(b"e", b"\0")
    yield whole.replace(b"\n", b"\0\n", 3)
    yield whole.replace(b'"', b"").replace(b":", b"")
    yield whole.replace(b"\r\n", b"\n").replace(b"\n", b"\r")
    yield whole + b"\0" * 1000
    yield b"\x80\x81\xfe\xff" * 500


@each_importer
def test_an_importer_is_a_frozen_object_with_a_name(name: str) -> None:
    importer = BY_NAME[name]
    assert dataclasses.is_dataclass(importer)
    with pytest.raises(dataclasses.FrozenInstanceError):
        importer.name = "other"  # type: ignore[misc]
    assert importer == type(importer)()  # type: ignore[call-arg]
    assert importer.version >= 1
    assert importer.source
    assert importer.title
    assert any(sample_name == name for sample_name, _ in SAMPLES), "an importer has samples"


@each_sample
def test_it_claims_its_own_samples_and_nobody_elses(name: str, sample: Path) -> None:
    heads = [(member.head(), member.path) for member in members(sample)]
    assert heads
    for other, importer in BY_NAME.items():
        claimed = [path for head, path in heads if importer.accepts(head, path)]
        assert bool(claimed) == (other == name), (other, claimed)


@each_importer
def test_it_claims_neither_nothing_nor_noise(name: str) -> None:
    for head in (
        b"",
        b"\n",
        b"\0" * 500,
        b"%PDF-1.7\n%",
        b"\x89PNG\r\n\x1a\n",
        b"<html><body>",
        b"!BDN",
        b"Hello\n",
    ):
        for path in ("x", "x.csv", "x.ics", "x.vcf", "x.txt"):
            assert not BY_NAME[name].accepts(head, path), (head, path)


@each_sample
def test_the_same_input_gives_the_same_output(name: str, sample: Path) -> None:
    importer, opened = BY_NAME[name], archive(sample)
    assert read(importer, opened) == read(importer, archive(sample))
    assert list(importer.owner_evidence(opened)) == list(importer.owner_evidence(archive(sample)))
    assert importer.taken_on(opened) == importer.taken_on(archive(sample))


@each_sample
def test_reading_is_lazy(name: str, sample: Path) -> None:
    @dataclasses.dataclass(frozen=True)
    class Closed(FileMember):
        def open(self) -> None:  # type: ignore[override]
            raise AssertionError("opened before the first item was asked for")

    inside = tuple(Closed(member.path, member.size, sample) for member in members(sample))
    assert inspect.isgenerator(BY_NAME[name].read(archive(sample, inside), owner=OWNER)) or hasattr(
        BY_NAME[name].read(archive(sample, inside), owner=OWNER), "__next__"
    )


def check(items: list[Item], inside: tuple[Member, ...]) -> None:
    """Fail where an item breaks the contract."""
    paths = {member.path for member in inside}
    for item in items:
        assert item.file in paths, item
        assert item.line >= 0, item
        if isinstance(item, KEYED):
            assert item.source_key, item
        if isinstance(item, Trouble):
            assert item.message.rstrip().endswith((".", "!", "?")), item
        elif isinstance(item, Skipped):
            assert item.reason in REASONS, item
        elif isinstance(item, InteractionSeen):
            assert item.kind in {"message", "group", "mail", "list", "meeting"}, item
            assert item.direction in {"in", "out", "mutual"}, item
            assert item.people, item
            assert item.size >= 1, item
            assert all(handle for handle, _ in item.people), item
    keys = Counter(item.source_key for item in items if isinstance(item, InteractionSeen))
    assert all(count == 1 for count in keys.values()), keys.most_common(3)


@each_sample
def test_items_keep_the_contract(name: str, sample: Path) -> None:
    items = read(BY_NAME[name], archive(sample))
    assert items
    check(items, members(sample))
    rows = Counter((item.file, item.line) for item in items if counts(item))
    assert all(count == 1 for count in rows.values()), "a row is counted twice"
    for item in items:
        if isinstance(item, PersonSeen):
            assert item.connected_on is None or isinstance(item.connected_on, date)
        handles = item.handles if isinstance(item, PersonSeen) else [getattr(item, "handle", "")]
        if isinstance(item, InteractionSeen):
            handles = [handle for handle, _ in item.people]
        for handle in filter(None, handles):
            canonical = handle in (email_handle(handle), profile_handle(handle))
            assert canonical or handle.startswith(STAND_INS), handle


@each_sample
def test_evidence_about_the_owner_keeps_the_contract(name: str, sample: Path) -> None:
    for seen in BY_NAME[name].owner_evidence(archive(sample)):
        assert isinstance(seen, OwnerSeen)
        assert seen.value
        assert 0 <= seen.share <= 1
        assert seen.kind in {
            "profile", "email", "phone", "name", "position", "education", "skill", "headline", "industry", "place",
            "zone",
        }  # fmt: skip


@each_sample
def test_damaged_files_end_in_items_and_troubles(name: str, sample: Path, tmp_path: Path) -> None:
    importer = BY_NAME[name]
    for inside in damaged(sample, tmp_path):
        opened = archive(sample, inside)
        for member in inside:
            importer.accepts(member.head(), member.path)
        list(importer.owner_evidence(opened))
        importer.taken_on(opened)
        check(read(importer, opened), inside)


@each_sample
def test_a_file_beside_a_damaged_one_is_read_whole(name: str, sample: Path, tmp_path: Path) -> None:
    importer = BY_NAME[name]
    noise = tmp_path / "noise"
    noise.write_bytes(b"\x80\0\xff" * 3000)
    whole = members(sample)
    inside = (*whole, FileMember("zz noise", 9000, noise))
    assert [item for item in read(importer, archive(sample, inside)) if item.file != "zz noise"] == read(
        importer, archive(sample)
    )
