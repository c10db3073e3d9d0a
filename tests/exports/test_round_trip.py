"""Everything out, and in again: nothing lost, nothing added; damaged exports change nothing."""

import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from nexalink.accounts.models import Owner
from nexalink.archives.actions import answer_question, import_paths, reopen_question
from nexalink.archives.models import Archive, Proposal
from nexalink.archives.queries import open_questions
from nexalink.archives.trash import restore_person
from nexalink.archives.undo import undo_import
from nexalink.exports.errors import ExportNewer, NotAnExport, NotEmpty
from nexalink.exports.restoring import is_export, restore
from nexalink.exports.writing import write_export
from nexalink.people.models import Person
from nexalink.people.queries import removed_people
from nexalink.samples import write_sample
from nexalink.ties.actions import assign_tier, remove_person, write_note
from nexalink.ties.models import Tie

ON = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def owner(db: None, tmp_path: Path) -> Owner:
    owner = Owner.objects.create(
        name="Mara Velden", zone="Europe/Berlin", settings={"layer_sizes": [5, 15, 50, 150]}
    )
    sample = write_sample(tmp_path / "files", people=80, on=ON)
    import_paths(owner, list(sample.paths), on=ON, by="test")
    if open_questions(owner).total:
        answer_question(owner, question=open_questions(owner).questions[0].id, same=True, by="test")
    return owner


POINTS = {
    "person": "people", "first": "people", "second": "people", "kept": "people", "gone": "people",
    "archive": "archives", "imported_by": "archives", "tag": "tags", "circle": "circles", "audit": "audits",
}  # fmt: skip


def lines(path: Path) -> dict[str, list[Any]]:
    """Every line, with ids counted from each table's first, since ids may differ."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))["files"]
        first = {name.removesuffix(".jsonl"): entry["lowest"] or 0 for name, entry in manifest.items()}
        found = {}
        for name in manifest:
            noun = name.removesuffix(".jsonl")
            rows = [json.loads(line) for line in archive.read(name).splitlines()]
            found[noun] = [plain(row, noun, first) for row in rows] if noun != "journal" else []
        return found


def plain(row: dict[str, Any], noun: str, first: dict[str, int]) -> dict[str, Any]:
    row.pop("moved", None)
    row["merged_from"] = len(row.get("merged_from", ()))
    for column, table in {"id": noun, **POINTS}.items():
        if isinstance(row.get(column), int):
            row[column] -= first[table]
    return row


def test_a_restored_export_is_the_same_network(owner: Owner, tmp_path: Path) -> None:
    first, second = tmp_path / "one.zip", tmp_path / "two.zip"
    counts = write_export(owner, first, at=AT)
    assert counts["people"] == Person.objects.of(owner).count() > 50
    Owner.objects.all().delete()
    restore(first, by="test")
    (restored,) = Owner.objects.all()
    write_export(restored, second, at=AT)
    assert lines(first) == lines(second)


def test_merges_and_imports_can_be_taken_back_after_a_restore(owner: Owner, tmp_path: Path) -> None:
    target = tmp_path / "one.zip"
    write_export(owner, target, at=AT)
    people = Person.objects.of(owner).count()
    Owner.objects.all().delete()
    restore(target, by="test")
    (restored,) = Owner.objects.all()
    assert Person.objects.of(restored).count() == people
    for proposal in Proposal.objects.of(restored).filter(state="same").exclude(answered_at=None):
        reopen_question(restored, question=proposal.pk, by="test")
        assert Person.objects.of(restored).count() == people + 1
    for archive in Archive.objects.of(restored).order_by("-id"):
        undo_import(restored, archive=archive.pk, by="test")
    assert Person.objects.of(restored).count() == 0


def test_an_export_beside_another_owner_gets_ids_of_its_own(owner: Owner, tmp_path: Path) -> None:
    """On a shared database the ids are taken: all of them are shifted, in documents too."""
    target = tmp_path / "one.zip"
    write_export(owner, target, at=AT)
    with zipfile.ZipFile(target) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["files"]["people.jsonl"]["lowest"] is not None
    with pytest.raises(NotEmpty):
        restore(target, by="test")


def test_whoever_was_removed_waits_in_the_restored_network_too(owner: Owner, tmp_path: Path) -> None:
    tie = Tie.objects.of(owner).order_by("rank").select_related("person")[0]
    assign_tier(owner, people=[tie.person_id], tier=1, on=ON, by="test")
    write_note(owner, person=tie.person_id, text="likes slate", at=int(AT.timestamp()), by="test")
    remove_person(owner, person=tie.person_id, at=AT, by="test")
    write_export(owner, tmp_path / "one.zip", at=AT)
    Owner.objects.all().delete()
    restore(tmp_path / "one.zip", by="test")
    (again,) = Owner.objects.all()
    (waiting,) = removed_people(again)
    assert waiting.name == tie.person.name
    assert not Tie.objects.filter(person=waiting.person).exists()
    restore_person(again, person=waiting.person, by="test")
    back = Tie.objects.get(person=waiting.person)
    assert (back.tier, back.incoming, back.person.notes.get(source="manual").text) == (
        1,
        tie.incoming,
        "likes slate",
    )


def test_a_file_the_contract_names_is_always_there(owner: Owner, tmp_path: Path) -> None:
    target = tmp_path / "one.zip"
    write_export(owner, target, at=AT)
    names = set(zipfile.ZipFile(target).namelist())
    nouns = (
        "owner people ties interactions exchanges commitments notes introductions recall playbooks snoozes requests archives "
        "audits journal"
    ).split()
    assert {f"{noun}.jsonl" for noun in nouns} | {"manifest.json"} <= names
    assert is_export(target)


@pytest.mark.parametrize("damage", ["truncate", "change", "newer"])
def test_a_damaged_export_changes_nothing(owner: Owner, tmp_path: Path, damage: str) -> None:
    target, bad = tmp_path / "one.zip", tmp_path / "bad.zip"
    write_export(owner, target, at=AT)
    Owner.objects.all().delete()
    if damage == "truncate":
        bad.write_bytes(target.read_bytes()[:-200])
    else:
        with zipfile.ZipFile(target) as source, zipfile.ZipFile(bad, "w") as out:
            for name in source.namelist():
                data = source.read(name)
                if damage == "change" and name == "interactions.jsonl":
                    data = data.replace(b'"in"', b'"out"', 1)
                if damage == "newer" and name == "manifest.json":
                    data = data.replace(b'"schema": 1', b'"schema": 99')
                out.writestr(name, data)
    with pytest.raises((NotAnExport, ExportNewer)):
        restore(bad, by="test")
    assert not Owner.objects.exists()
    assert not Person._base_manager.exists()
