"""The test run itself: what it chooses, and that nothing which failed is summed up as passed."""

from pathlib import Path

import pytest

from tests.support import run

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" /></testsuites>
"""


def test_paths_go_to_the_step_they_belong_to() -> None:
    wish = run.read_wish(["tests/architecture/test_rooms.py", "tests/browser", "-k", "room", "--no-postgres"])
    assert wish.chosen(inside=run.is_database) == ["tests/architecture/test_rooms.py"]
    assert wish.chosen(inside=run.is_browser) == ["tests/browser"]
    assert wish.chosen(inside=run.is_pure) == []
    assert wish.words == ("-k", "room")
    assert (wish.browser, wish.postgres) == (True, False)


def test_a_path_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.read_wish(["tests/nowhere"])
    assert "there is no tests/nowhere" in capsys.readouterr().err


def test_every_test_folder_belongs_to_exactly_one_step() -> None:
    for folder in (path for path in Path(run.ROOT, "tests").iterdir() if path.is_dir()):
        name = f"tests/{folder.name}"
        assert sum(belongs(name) for belongs in (run.is_database, run.is_pure, run.is_browser)) == 1


def test_counts_are_added_up_without_counting_a_test_twice(tmp_path: Path) -> None:
    report = tmp_path / "junit.xml"
    report.write_text(REPORT, "utf-8")
    step = run.Step("x")
    run.read_counts(step, report)
    assert (step.passed, step.failed, step.skipped) == (4, 3, 3)


def test_a_step_that_broke_down_counts_as_failed() -> None:
    step = run.Step("x", passed=7)
    step.fail("the server did not start")
    assert (step.outcome, step.failed) == ("FAILED", 1)


def test_what_was_left_out_is_said_and_the_last_line_holds_the_totals(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run.report([run.Step("1. a", passed=5, failed=1), run.Step("2. b", outcome="left out")], seconds=3)
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "5 passed, 1 failed"
    assert lines[-2] == "Left out on request: 2. b."
