"""The project's own sample: what the importer counts is what the plan says."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from nexalink.formats.containers import members_of
from nexalink.importers.calendar import IMPORTER
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.sightings import InteractionSeen, Skipped, Trouble
from nexalink.samples.writing import write_sample

ON = date(2026, 11, 23)


def test_meetings_of_a_generated_calendar_equal_the_truth(tmp_path: Path) -> None:
    sample = write_sample(tmp_path, people=120, on=ON)
    path = next(path for path in sample.paths if path.suffix == ".ics")
    archive = Archive(path.name, members_of(path), int(datetime(2026, 11, 23, tzinfo=UTC).timestamp()))
    sure = {seen.value for seen in IMPORTER.owner_evidence(archive) if seen.sure and seen.kind == "email"}
    assert sure
    assert sure <= set(sample.truth.owner_handles)
    items = list(IMPORTER.read(archive, owner=OwnerIdentity(frozenset(sure), zone="UTC")))
    (truth,) = (file for file in sample.truth.files if file.file == path.name)
    assert sum(getattr(item, "counts_row", True) for item in items) == truth.rows
    assert Counter(item.reason for item in items if isinstance(item, Skipped)) == truth.skipped
    assert not [item for item in items if isinstance(item, Trouble)]
    met = Counter(handle for item in items if isinstance(item, InteractionSeen) for handle, _ in item.people)
    for person in sample.truth.people:
        assert sum(met.pop(handle, 0) for handle in person.handles) == person.counts["mutual"], person.name
    assert not met
