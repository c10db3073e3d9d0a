from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nexalink.accounts.models import Owner
from nexalink.audits.columns import network_columns
from nexalink.audits.runs.database import DatabaseSource
from nexalink.audits.runs.engines import DaskEngine, Engine, InProcess, Pool
from nexalink.audits.runs.parquet import ParquetSource, write_snapshot
from nexalink.audits.runs.places import Place, postgresql, sqlite
from nexalink.audits.runs.ranges import OwnerRange, RangeDone, VersionDiffers, score_range
from nexalink.audits.runs.recording import Head
from nexalink.audits.runs.rows import OwnerLine
from nexalink.audits.runs.scoring_run import (
    EVERY_OWNER,
    NoOwners,
    OutOfReach,
    RunDiffers,
    RunReport,
    score_owners,
)
from nexalink.kernel.dates import day_number
from nexalink.measures.layers import LayerSizes
from nexalink.measures.owner_scores import score_owner
from tests.audits.runs.conftest import DAY, Stored, ask


def run(place: Place, name: str, **more: Any) -> RunReport:
    wish: dict[str, Any] = {"on": DAY, "engine": InProcess(), **more}
    source = wish.pop("source", DatabaseSource(place))
    return score_owners(source, place, run=name, **wish)


@dataclass(frozen=True, slots=True)
class Stopping:
    """An engine that is stopped after some pieces."""

    after: int
    name: str = "stopping"
    workers: int = 1
    elsewhere: bool = False

    def map(self, work: Callable[[Any], Any], pieces: Sequence[Any]) -> Iterator[Any]:
        yield from map(work, pieces[: self.after])
        raise KeyboardInterrupt


@pytest.mark.parametrize("engine", [Pool(2), DaskEngine(2)], ids=["pool", "dask"])
def test_every_engine_writes_the_same_rows(place: Place, stored: Stored, engine: Engine) -> None:
    alone = run(place, "alone")
    spread = run(place, "spread", engine=engine)
    assert stored("spread") == stored("alone") != []
    assert spread.done == alone.done
    assert alone.done.owners == 5


def test_parquet_gives_the_same_rows_as_the_database(place: Place, stored: Stored, tmp_path: Path) -> None:
    source = DatabaseSource(place)
    lines = source.owners(first=0, last=2**62)
    seen: list[int] = []
    count = write_snapshot(source, tmp_path / "snapshot", owners=lines, progress=seen.append)
    first = run(place, "database")
    second = run(place, "parquet", source=ParquetSource(str(tmp_path / "snapshot")))
    assert stored("parquet") == stored("database") != []
    assert second.done == first.done
    assert seen == [1, 2, 3, 4, 5]
    assert count == ask(place, "SELECT COUNT(*) FROM interactions_interaction")[0][0]


def test_the_rows_are_the_kernel_s_on_the_audit_s_columns(
    place: Place, owners: list[Owner], stored: Stored
) -> None:
    run(place, "a")
    rows = stored("a")
    for owner in owners:
        columns = network_columns(owner, on=DAY)
        sizes = owner.settings.get("layer_sizes")
        expected = score_owner(
            columns.interactions, on_day=day_number(DAY), layers=LayerSizes(tuple(sizes)) if sizes else None
        )
        mine = [row[1:] for row in rows if row[0] == owner.pk]
        assert [row[0] for row in mine] == columns.people.ids.tolist()
        assert [row[2] or 0 for row in mine] == expected.rank.tolist()
        assert [row[3] or 0 for row in mine] == expected.layer.tolist()
        for place_in_row, values in (
            (1, expected.closeness),
            (6, expected.reciprocity),
            (7, expected.p_silent),
        ):
            found = np.array([row[place_in_row] for row in mine], dtype=np.float64)
            assert np.array_equal(found, values, equal_nan=True)


def test_the_same_run_again_writes_nothing(place: Place, stored: Stored) -> None:
    first = run(place, "nightly")
    before = stored("nightly")
    again = run(place, "nightly")
    assert again.done == RangeDone()
    assert (again.asked, again.before) == (5, 5)
    assert stored("nightly") == before
    assert len(before) == first.done.ties


def test_a_stopped_run_goes_on_where_it_stopped(place: Place, stored: Stored) -> None:
    run(place, "whole")
    with pytest.raises(KeyboardInterrupt):
        run(place, "stopped", engine=Stopping(after=1))
    part = stored("stopped")
    assert 0 < len(part) < len(stored("whole"))
    rest = run(place, "stopped")
    assert rest.before > 0
    assert rest.before + rest.done.owners == 5
    assert stored("stopped") == stored("whole")


def test_an_owner_that_another_worker_has_done_is_left_as_it_is(place: Place, stored: Stored) -> None:
    report = run(place, "a")
    before = stored("a")
    lines = tuple(DatabaseSource(place).owners(first=0, last=2**62))
    late = score_range(OwnerRange(report.head, DatabaseSource(place), place, lines))
    assert late == RangeDone(found_done=5)
    assert stored("a") == before


def test_a_fault_in_the_middle_leaves_nothing_of_that_owner(place: Place, owners: list[Owner]) -> None:
    report = run(place, "a", owners=(owners[0].pk, owners[0].pk))
    gone = OwnerLine(owners[0].pk, "No/Such_Zone")
    piece = OwnerRange(replace(report.head, run="b"), DatabaseSource(place), place, (gone,))
    with pytest.raises(KeyError):
        score_range(piece)
    assert ask(place, "SELECT COUNT(*) FROM audits_scorerun WHERE run = {0}", "b") == [(0,)]


def test_one_name_is_one_day_and_one_version(place: Place) -> None:
    run(place, "a")
    with pytest.raises(RunDiffers, match=f"begun for {DAY}"):
        run(place, "a", on=DAY + timedelta(days=1))
    line = DatabaseSource(place).owners(first=0, last=2**62)[:1]
    old = Head("b", DAY.isoformat(), "0+older")
    with pytest.raises(VersionDiffers, match="0\\+older"):
        score_range(OwnerRange(old, DatabaseSource(place), place, tuple(line)))


def test_only_the_owners_of_the_range_are_scored(place: Place, owners: list[Owner], stored: Stored) -> None:
    chosen = (owners[1].pk, owners[2].pk)
    report = run(place, "some", owners=chosen)
    assert report.asked == report.done.owners == 2
    assert {row[0] for row in stored("some")} == set(chosen)
    with pytest.raises(NoOwners):
        run(place, "none", owners=(2**61, EVERY_OWNER[1]))


def test_people_and_owners_that_left_since_the_snapshot_are_left_out(
    place: Place, owners: list[Owner], stored: Stored, tmp_path: Path
) -> None:
    source = DatabaseSource(place)
    lines = source.owners(first=0, last=2**62)
    write_snapshot(source, tmp_path, owners=[*lines, OwnerLine(9_999_999, "UTC")], progress=lambda _: None)
    whole = run(place, "before")
    person = ask(place, "SELECT MIN(person_id) FROM ties_tie WHERE owner_id = {0}", owners[0].pk)[0][0]
    delete_person(place, person)
    report = run(place, "after", source=ParquetSource(str(tmp_path)))
    assert report.strangers == 1
    assert (report.done.gone, report.done.ties) == (1, whole.done.ties - 1)
    assert person not in {row[1] for row in stored("after")}


def delete_person(place: Place, person: int) -> None:
    """Delete a person with all that names them."""
    naming = (
        "DELETE FROM audits_tiescore WHERE person_id = {0}", "DELETE FROM ties_tie WHERE person_id = {0}",
        "DELETE FROM interactions_interaction WHERE person_id = {0}", "DELETE FROM people_handle WHERE person_id = {0}",
        "DELETE FROM people_fact WHERE person_id = {0}", "DELETE FROM people_position WHERE person_id = {0}",
        "DELETE FROM archives_proposal WHERE first_id = {0} OR second_id = {0}", "DELETE FROM people_person WHERE id = {0}",
    )  # fmt: skip
    opened = postgresql(place) if place.is_postgresql else sqlite(place, write=True)
    with opened as connection:
        connection.execute("BEGIN")
        for statement in naming:
            connection.execute(statement.format(person))
        connection.execute("COMMIT")


def test_progress_tells_how_many_are_done(place: Place) -> None:
    told: list[tuple[int, int]] = []
    run(place, "a", progress=lambda done, of: told.append((done.owners, of)))
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)


def test_workers_on_other_machines_need_a_database_they_can_reach(
    place: Place, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster
    from psycopg.conninfo import conninfo_to_dict

    if not place.is_postgresql:
        with pytest.raises(OutOfReach, match="SQLite"):
            run(place, "a", engine=DaskEngine(1, "tcp://127.0.0.1:1"))
        return
    # The password does not travel: workers have it from their own surroundings.
    monkeypatch.setenv("PGPASSWORD", str(conninfo_to_dict(place.address).get("password", "")))
    run(place, "here")
    with LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        run(place, "there", engine=DaskEngine(1, cluster.scheduler_address))
    assert stored("there") == stored("here") != []
