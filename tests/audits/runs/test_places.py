import sqlite3
import sys
from pathlib import Path

import pytest

from nexalink.audits.runs.database import DatabaseSource
from nexalink.audits.runs.engines import DaskEngine, EngineUnfit, Pool, WorkerLost, engine_named
from nexalink.audits.runs.parquet import NoSuchParquet, ParquetSource
from nexalink.audits.runs.places import NoSuchDatabase, Place
from nexalink.audits.runs.scoring_run import source_named


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchDatabase, match="no database at"):
        source_named(str(tmp_path / "nowhere.sqlite3"))
    with pytest.raises(NoSuchDatabase, match="no database at"):
        source_named(str(tmp_path))


def test_a_file_that_is_none_of_ours_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    sqlite3.connect(other).execute("CREATE TABLE one (two)").connection.close()
    text = tmp_path / "text.sqlite3"
    text.write_text("not a database at all, and long enough to be looked at" * 40, "utf-8")
    for path in (other, text):
        with pytest.raises(NoSuchDatabase, match="holds no data of NexaLink"):
            DatabaseSource(Place.named(str(path))).owners(first=0, last=9)


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    place = Place.named("postgresql://ada:secret-word@127.0.0.1:1/network")
    with pytest.raises(NoSuchDatabase, match="does not answer") as told:
        DatabaseSource(place).owners(first=0, last=9)
    assert "secret-word" not in str(told.value)
    assert "secret-word" not in place.shown
    assert "network" in place.shown


def test_an_address_that_cannot_be_read_is_told_without_its_password() -> None:
    with pytest.raises(NoSuchDatabase, match="cannot be read") as told:
        Place.named("postgresql://ada:secret-word@db.example/net?nonsense=1").without_password()
    assert "secret-word" not in str(told.value)


def test_a_password_does_not_travel() -> None:
    travelling = Place.named("postgresql://ada:secret-word@db.example:6432/network").without_password()
    assert "secret-word" not in travelling.address
    assert all(word in travelling.address for word in ("ada", "db.example", "6432", "network"))


def test_a_folder_without_all_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "owners.parquet").write_text("no parquet", "utf-8")
    source = source_named(str(tmp_path))
    assert isinstance(source, ParquetSource)
    with pytest.raises(NoSuchParquet, match=r"owners\.parquet cannot be read"):
        source.owners(first=0, last=9)
    (tmp_path / "owners.parquet").rename(tmp_path / "ties.parquet")
    with pytest.raises(NoSuchParquet, match=r"has no owners\.parquet"):
        source_named(str(tmp_path)).owners(first=0, last=9)


def test_what_is_not_installed_is_told_with_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineUnfit, match=r"nexalink\[dask\]"):
        list(DaskEngine(1).map(abs, [1]))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NoSuchParquet, match=r"nexalink\[parquet\]"):
        ParquetSource(str(tmp_path)).owners(first=0, last=9)


def test_an_engine_is_one_of_three() -> None:
    assert [engine_named(name, workers=3).workers for name in ("process", "pool", "dask")] == [1, 3, 3]
    with pytest.raises(EngineUnfit, match="process, pool, dask"):
        engine_named("spark")
    with pytest.raises(EngineUnfit, match="--engine dask"):
        engine_named("pool", scheduler="tcp://db.example:8786")


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nexalink.audits.runs.engines._PATIENCE", 1)
    with pytest.raises(EngineUnfit, match="No Dask scheduler answers"):
        list(DaskEngine(1, "tcp://127.0.0.1:1").map(abs, [1]))


def test_a_worker_that_ends_in_its_work_is_told() -> None:
    import os

    with pytest.raises(WorkerLost, match="in the middle"):
        list(Pool(1).map(os._exit, [3]))


def test_what_a_piece_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(Pool(1).map(int, ["1", "x"]))
