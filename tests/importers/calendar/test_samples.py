"""The samples read as written down beside them: ``NEXALINK_REWRITE=1`` writes anew, to be read before it is kept."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from nexalink.formats.containers import members_of
from nexalink.importers.calendar import IMPORTER
from nexalink.importers.contract import Archive, OwnerIdentity

SAMPLES = sorted(path for path in (Path(__file__).parent / "samples").glob("*") if path.suffix != ".json")
OWNER = OwnerIdentity(frozenset({"mailto:olivia@example.com"}), zone="Europe/Berlin")
UNTIL = 1_900_000_000


def plain(item: Any) -> dict[str, Any]:
    told = {key: value for key, value in item._asdict().items() if value not in ((), "", None)}
    whole: dict[str, Any] = json.loads(json.dumps({"item": type(item).__name__, **told}))
    return whole


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_reads_as_expected(sample: Path) -> None:
    inside = tuple(member for member in members_of(sample) if IMPORTER.accepts(member.head(), member.path))
    found = [plain(item) for item in IMPORTER.read(Archive(sample.name, inside, UNTIL), owner=OWNER)]
    expected = sample.with_name(sample.name + ".json")
    if os.environ.get("NEXALINK_REWRITE"):
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))
