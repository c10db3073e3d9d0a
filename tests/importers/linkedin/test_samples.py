"""Five whole exports, one an era, with the expected items beside them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from nexalink.formats.containers import members_of
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.linkedin import IMPORTER
from tests.importers.linkedin.exports import UNTIL

SAMPLES = sorted(path for path in (Path(__file__).parent / "samples").iterdir() if path.is_dir())


def as_lines(folder: Path) -> Iterator[str]:
    """Yield what the importer sees of an export, an item a line: the owner's evidence, then the rows."""
    archive = Archive(folder.name, members_of(folder), UNTIL)
    evidence = list(IMPORTER.owner_evidence(archive))
    yield f"taken on {IMPORTER.taken_on(archive)}"
    for seen in evidence:
        if not seen.counts_row or seen.kind in {"profile", "name"}:
            yield f"evidence {seen}"
    sure = [seen for seen in evidence if seen.sure]
    owner = OwnerIdentity(
        frozenset(seen.value for seen in sure if seen.kind in {"profile", "email", "phone"}),
        frozenset(seen.value for seen in sure if seen.kind == "name"),
    )
    for item in IMPORTER.read(archive, owner=owner):
        yield repr(item)


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_samples_read_as_expected(folder: Path) -> None:
    expected = json.loads(folder.with_suffix(".json").read_text("utf-8"))
    assert list(as_lines(folder)) == expected


def test_there_is_a_sample_of_every_era() -> None:
    assert [folder.name for folder in SAMPLES] == ["2018", "2020", "2022", "2024", "2026"]
