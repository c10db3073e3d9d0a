"""``nexalink score`` as a person would use it: what it says, what it refuses, and what a kill leaves behind."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from nexalink.audits.runs.places import Place
from tests.audits.runs.conftest import ask
from tests.cli.conftest import ROOT, Ended, command, environment, start

ON = "2026-11-23"
_ROWS = """
    SELECT s.owner_id, person_id, closeness, rank, layer, touch_days, burstiness, reciprocity, fade, fade_why, calibrated
    FROM audits_tiescore s JOIN audits_scorerun r ON r.id = s.score_run_id WHERE r.run = {0} ORDER BY 1, 2
"""


def fill(data: Path, *, owners: int, people: int, interactions: int) -> Place:
    """Make a data folder with many owners."""
    wish = json.dumps({"owners": owners, "people": people, "interactions": interactions})
    surroundings = environment(NEXALINK_DATA=str(data), DJANGO_SETTINGS_MODULE="nexalink.site.settings")
    subprocess.run(
        [sys.executable, "-m", "benchmarks.many_owners", wish],
        check=True,
        cwd=ROOT,
        env=surroundings,
        timeout=60,
    )
    return Place(str(data / "nexalink.sqlite3"), is_postgresql=False)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with a few owners."""
    data = tmp_path_factory.mktemp("many") / "data"
    data.mkdir()
    fill(data, owners=6, people=20, interactions=900)
    return data


def score(data: Path, *words: object) -> Ended:
    return start("score", *words, "--on", ON, data=data)


def test_everybody_is_scored_and_told(many: Path) -> None:
    ended = score(many, "--all-owners", "--run", "told", "--workers", 2)
    assert ended.code == 0, ended.err
    assert ended.out.startswith("Run told: 6 of 6 owners scored, 120 ties from ")
    again = score(many, "--all-owners", "--run", "told")
    assert "0 of 6 owners scored" in again.out
    assert "6 owners were done already" in again.out


def test_engines_and_sources_agree(many: Path, tmp_path: Path) -> None:
    ways: dict[str, list[object]] = {
        "process": ["--engine", "process"],
        "pool": ["--engine", "pool", "--workers", 2],
        "dask": ["--engine", "dask", "--workers", 2],
        "parquet": ["--engine", "process", "--from", tmp_path / "snapshot"],
        "copy": ["--engine", "process", "--from", many],
    }
    assert score(many, "--all-owners", "--snapshot", tmp_path / "snapshot").code == 0
    place = Place(str(many / "nexalink.sqlite3"), is_postgresql=False)
    found: dict[str, Any] = {}
    for name, words in ways.items():
        ended = score(many, "--all-owners", "--run", f"agree-{name}", "--json", "-", *words)
        assert (ended.code, ended.err) == (0, "")
        assert json.loads(ended.out)["scored"] == 6
        found[name] = ask(place, _ROWS, f"agree-{name}")
    assert all(rows == found["process"] for rows in found.values())
    assert len(found["process"]) == 120


def test_a_run_that_was_killed_goes_on(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    place = fill(data, owners=60, people=20, interactions=9_000)
    assert score(data, "--all-owners", "--engine", "process", "--run", "whole").code == 0
    words = command("score", "--all-owners", "--workers", "2", "--run", "killed", "--on", ON)
    with subprocess.Popen(
        words, env=environment(NEXALINK_DATA=str(data)), stdout=subprocess.DEVNULL
    ) as running:
        until = time.monotonic() + 60
        while not ask(place, "SELECT 1 FROM audits_scorerun WHERE run = {0}", "killed"):
            assert time.monotonic() < until
            assert running.poll() is None
        workers = psutil.Process(running.pid).children(recursive=True)
        running.kill()
    left = psutil.wait_procs(workers, timeout=30)[1]
    assert left == []
    ended = score(data, "--all-owners", "--engine", "process", "--run", "killed")
    assert ended.code == 0, ended.err
    assert ask(place, _ROWS, "killed") == ask(place, _ROWS, "whole")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "Say --all-owners"),
        (["--all-owners", "--owners", "1-2"], 2, "Leave one out"),
        (["--owners", "two"], 2, "FIRST-LAST"),
        (["--all-owners", "--engine", "spark"], 2, "process, pool, dask"),
        (["--all-owners", "--scheduler", "tcp://127.0.0.1:1"], 1, "--engine dask"),
        (["--all-owners", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"], 1, "SQLite"),
        (["--all-owners", "--from", "nowhere.sqlite3"], 1, "no database at nowhere.sqlite3"),
        (["--owners", "7000-7001"], 1, "no such owner"),
        (["--owners", "7000-7001", "--snapshot", "."], 1, "no such owner"),
        (["--all-owners", "--json", "/nowhere/at/all.json"], 1, "no folder"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    many: Path, words: list[object], code: int, said: str
) -> None:
    ended = score(many, *words)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert ended.err.startswith("nexalink: ")
    assert ended.err.count("\n") == 1


def test_nobody_to_score(tmp_path: Path) -> None:
    ended = score(tmp_path / "new", "--all-owners")
    assert ended.code == 1
    assert "no such owner. Import something first" in ended.err


def test_help_tells_of_every_option(nx: Callable[..., Ended]) -> None:
    ended = nx("score", "--help")
    assert ended.code == 0
    for option in (
        "--all-owners",
        "--engine",
        "--workers",
        "--scheduler",
        "--run",
        "--from",
        "--snapshot",
        "--on",
    ):
        assert option in ended.out
