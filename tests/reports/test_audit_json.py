"""The audit's JSON follows its contract, and its numbers add up."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from nexalink.accounts.models import Owner
from nexalink.archives.actions import import_paths
from nexalink.archives.queries import newest_linkedin_export
from nexalink.audits.actions import run_audit
from nexalink.audits.models import Audit, Reading
from nexalink.reports.audit_json import audit_json
from nexalink.reports.one_file import write_html_report
from nexalink.samples import write_sample

ON = date(2026, 11, 23)
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "reference" / "audit.schema.json"


@pytest.fixture
def owner(db: None, tmp_path: Path) -> Owner:
    owner = Owner.objects.create(zone="Europe/Berlin")
    sample = write_sample(tmp_path / "files", people=120, on=ON)
    import_paths(owner, list(sample.paths), on=ON, by="test")
    return owner


def audited(owner: Owner) -> dict[str, Any]:
    made = run_audit(owner, on=ON, by="test", exported_on=newest_linkedin_export(owner))
    whole: dict[str, Any] = json.loads(json.dumps(audit_json(owner, made)))
    return whole


def test_it_follows_its_schema(owner: Owner) -> None:
    jsonschema.validate(audited(owner), json.loads(SCHEMA.read_text("utf-8")))


def test_rows_people_and_ids_add_up(owner: Owner) -> None:
    document = audited(owner)
    for archive in document["archives"]:
        assert (
            sum(archive["outcomes"].values())
            == archive["rows_read"]
            == sum(file["rows"] for file in archive["files"])
        )
        assert sum(archive["skipped"].values()) == archive["outcomes"]["skipped"]
    people = {person["id"]: person for person in document["people"]}
    network = document["network"]
    assert network["people"] == len(people)
    assert network["two_way"] == sum(person["two_way"] for person in people.values())
    assert network["genuine"] == sum(person["genuine"] for person in people.values())
    for question in document["questions"]:
        assert set(question["people"]) <= set(people)
    for person in people.values():
        sources = person["interactions"]["by_source"]
        assert person["interactions"]["in"] == sources["linkedin"]["in"] + sources["mail"]["in"]
        assert person["interactions"]["mutual"] == sources["calendar"]["mutual"]


def test_the_people_are_those_of_the_plan(owner: Owner, tmp_path: Path) -> None:
    truth = {
        person["name"]
        for person in write_sample(tmp_path / "again", people=120, on=ON).truth.as_json()["people"]
    }
    found = {person["name"] for person in audited(owner)["people"]}
    assert len(found ^ truth) <= len(truth) // 20


def test_every_audit_is_kept_with_its_readings(owner: Owner) -> None:
    audited(owner)
    first = Audit.objects.of(owner).get().document
    audited(owner)
    assert Audit.objects.of(owner).count() == 2
    assert Audit.objects.of(owner).order_by("id").first().document == first  # type: ignore[union-attr]
    assert Reading.objects.of(owner).count() == 2 * first["network"]["people"]


def test_the_html_report_is_one_file_that_asks_for_nothing(owner: Owner, tmp_path: Path) -> None:
    made = run_audit(owner, on=ON, by="test")
    target = tmp_path / "report.html"
    write_html_report(owner, made, target)
    text = target.read_text("utf-8")
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert "<script src" not in text
    assert " src=" not in text
    assert "What to do first" in text
