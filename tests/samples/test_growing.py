"""The newer export: what changed is what the truth says, and the rest is as it was."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from nexalink.samples import SampleFiles, write_newer_export, write_sample

ON, LATER = date(2026, 3, 19), date(2026, 11, 23)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[SampleFiles, SampleFiles]:
    folder = tmp_path_factory.mktemp("exports")
    older = write_sample(folder / "older", people=700, on=ON)
    return older, write_newer_export(folder / "newer", people=700, on=ON, later=LATER)


def table(files: SampleFiles, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(files.paths[0]) as archive:
        text = archive.read(name).decode("utf-8")
    lines = text.splitlines(keepends=True)[3 if name == "Connections.csv" else 0 :]
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


def connections(files: SampleFiles) -> dict[str, dict[str, str]]:
    return {unquote(row["URL"]): row for row in table(files, "Connections.csv") if row["URL"]}


def test_the_changes_are_those_between_the_two_exports(both: tuple[SampleFiles, SampleFiles]) -> None:
    older, newer = (connections(files) for files in both)
    changes = both[1].truth.changes
    renamed = {change.before["url"]: change.after["url"] for change in changes if change.kind == "renamed"}
    removed = {change.before["url"] for change in changes if change.kind == "removed"}
    assert renamed
    assert removed
    assert set(older) - set(newer) == removed | set(renamed)
    assert set(renamed.values()) <= set(newer) - set(older)
    jobs = {
        (row["Company"], row["Position"], newer[url]["Company"], newer[url]["Position"])
        for url, row in older.items()
        if url in newer
        and (row["Company"], row["Position"]) != (newer[url]["Company"], newer[url]["Position"])
    }
    assert jobs == {
        (c.before["company"], c.before["title"], c.after["company"], c.after["title"])
        for c in changes
        if c.kind == "job"
    }
    for old, new in renamed.items():
        assert old
        assert new
        mine, theirs = older[old], newer[new]
        assert [mine[name] for name in ("First Name", "Last Name", "Connected On")] == [
            theirs[name] for name in ("First Name", "Last Name", "Connected On")
        ]


def test_old_messages_stay_and_new_ones_come(both: tuple[SampleFiles, SampleFiles]) -> None:
    older, newer = (
        {(row["DATE"], row["SENDER PROFILE URL"], row["CONTENT"]) for row in table(files, "messages.csv")}
        for files in both
    )
    assert older < newer
    assert {stamp[:4] for stamp, _, _ in newer - older} == {"2026"}


def test_newcomers_are_connected_after_the_older_export(both: tuple[SampleFiles, SampleFiles]) -> None:
    older, newer = both
    renamed = {change.after["url"] for change in newer.truth.changes if change.kind == "renamed"}
    fresh = set(connections(newer)) - set(connections(older)) - renamed
    assert len(fresh) > 10
    for person in newer.truth.people:
        if fresh & set(person.handles):
            assert ON.isoformat() <= (person.connected_on or "") < LATER.isoformat()


def test_requests_are_those_of_the_newer_half_year(both: tuple[SampleFiles, SampleFiles]) -> None:
    requests = both[1].truth.requests
    assert any(request.accepted for request in requests)
    urls = set(connections(both[1]))
    assert all((request.handle in urls) == request.accepted for request in requests)
    assert all(not request.accepted for request in requests if not request.in_window)


def test_a_newer_export_of_the_same_month_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="30 days"):
        write_newer_export(tmp_path, people=20, on=ON, later=date(2026, 4, 1))
