"""Everything that ``./nexalink test`` does once the tools are installed: five steps, each of which must pass.

./nexalink test [--no-browser] [--no-postgres] [paths and words for pytest]
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import chromium, postgres
from tests.support.debian import PartMissing

ROOT = Path(__file__).resolve().parents[2]
PURE = ("kernel", "formats", "importers", "measures", "samples")
BROWSER = "tests/browser"
PYTEST = [sys.executable, "-m", "pytest", "-q"]
PARALLEL = ["-n", "2", "--dist", "worksteal"]
NO_TESTS = 5
"""pytest's exit code when it found none."""


@dataclass(slots=True)
class Step:
    """One line of the closing table."""

    title: str
    outcome: str = "passed"
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    remarks: list[str] = field(default_factory=list)

    def fail(self, remark: str = "") -> None:
        """Mark the step as failed; a step that fails without a failed test counts as one failure."""
        self.outcome = "FAILED"
        self.failed = max(self.failed, 1)
        if remark:
            self.remarks.append(remark)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller asked for: which parts to leave out, which paths, which further words for pytest."""

    tests: bool
    browser: bool
    postgres: bool
    paths: tuple[str, ...]
    words: tuple[str, ...]

    def chosen(self, *, inside: Callable[[str], bool]) -> list[str]:
        """Return the asked-for paths that belong to a step."""
        return [path for path in self.paths if inside(path)]


def read_wish(words: list[str]) -> Wish:
    """Sort the command line into our two options, paths, and what is pytest's."""
    parser = argparse.ArgumentParser(prog="./nexalink test", allow_abbrev=False)
    parser.add_argument("--no-browser", action="store_true", help="leave out the browser tests")
    parser.add_argument("--no-postgres", action="store_true", help="leave out the second run, on PostgreSQL")
    parser.add_argument("--only-checks", action="store_true", help="only style, types and import contracts")
    known, rest = parser.parse_known_args(words)
    paths = [word for word in rest if word.startswith("tests/")]
    missing = [word for word in paths if not (ROOT / word.partition("::")[0]).exists()]
    if missing:
        parser.error(f"there is no {missing[0]}")
    others = [word for word in rest if word not in paths]
    return Wish(
        tests=not known.only_checks,
        browser=not (known.no_browser or known.only_checks),
        postgres=not (known.no_postgres or known.only_checks),
        paths=tuple(paths),
        words=tuple(others),
    )


def is_browser(path: str) -> bool:
    """Tell whether a test path belongs to the browser step."""
    return path.startswith(BROWSER)


def is_pure(path: str) -> bool:
    """Tell whether a test path belongs to a pure room."""
    return any(path.removeprefix("tests/").startswith(room) for room in PURE)


def is_database(path: str) -> bool:
    """Tell whether a test path needs Django."""
    return not is_browser(path) and not is_pure(path)


# ------------------------------------------------------------------------------------------------------ steps


def lint(step: Step) -> None:
    """Check style, format, types and import contracts with the project's own settings."""
    own = Path(sys.executable).parent
    checks = {
        "ruff check": [own / "ruff", "check", "--quiet", "--output-format=concise", ".", "nexalink"],
        "ruff format": [own / "ruff", "format", "--check", "--output-format=concise", ".", "nexalink"],
        "mypy": [own / "mypy", "--no-error-summary"],
        "import contracts": [own / "lint-imports", "--no-cache"],
    }
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for name, command in checks.items():
        done = subprocess.run(
            command, check=False, cwd=ROOT, env=surroundings, capture_output=True, text=True, encoding="utf-8"
        )
        print(f"  {name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)
            step.fail(name)


def run_pytest(step: Step, wish: Wish, words: list[str], surroundings: dict[str, str]) -> None:
    """Run pytest with ``words`` in a process of its own and add up what it counted."""
    with tempfile.TemporaryDirectory(prefix="nexalink-counts-") as folder:
        counts = Path(folder) / "junit.xml"
        command = [*PYTEST, f"--junit-xml={counts}", *words, *wish.words]
        done = subprocess.run(command, check=False, cwd=ROOT, env={**os.environ, **surroundings})
        read_counts(step, counts)
    if done.returncode == NO_TESTS and (wish.paths or wish.words):
        step.remarks.append("nothing chosen")
    elif done.returncode:
        step.fail("no test was found" if done.returncode == NO_TESTS else "")


def read_counts(step: Step, report: Path) -> None:
    """Add up the outcomes of a JUnit report, which pytest writes at its end."""
    if not report.exists():
        return
    for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 - pytest's own report
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        step.failed += failed
        step.skipped += skipped
        step.passed += int(suite.get("tests", 0)) - failed - skipped


def run_on_sqlite(step: Step, wish: Wish) -> None:
    """Run every test that needs Django on SQLite."""
    run_database_tests(step, wish, {"NEXALINK_DATABASE_URL": ""})


def run_on_postgres(step: Step, wish: Wish) -> None:
    """Run the same tests on a PostgreSQL started for them."""
    with postgres.running() as url:
        run_database_tests(step, wish, {"NEXALINK_DATABASE_URL": url})


def run_database_tests(step: Step, wish: Wish, surroundings: dict[str, str]) -> None:
    """Run the tests that are neither pure nor a browser's on the database that ``surroundings`` name."""
    folders = wish.chosen(inside=is_database) or existing(is_database)
    run_pytest(step, wish, [*PARALLEL, *folders], surroundings)


def run_pure(step: Step, wish: Wish) -> None:
    """Run the pure rooms' tests and the examples in their docstrings where Django cannot be imported."""
    folders = wish.chosen(inside=is_pure)
    if not wish.paths:
        folders = existing(is_pure)
        folders += [f"src/nexalink/{room}" for room in PURE if (ROOT / "src/nexalink" / room).exists()]
    plugin = ["-p", "tests.support.without_django", "-p", "no:django", "--doctest-modules"]
    run_pytest(step, wish, [*plugin, *PARALLEL, *folders], {})


def run_in_browser(step: Step, wish: Wish) -> None:
    """Run the browser tests in one process of their own: Playwright keeps an event loop on the main thread."""
    surroundings = {
        "NEXALINK_CHROMIUM": chromium.provide(),
        "NEXALINK_DATABASE_URL": "",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
    run_pytest(step, wish, wish.chosen(inside=is_browser) or [BROWSER], surroundings)


def existing(belongs: Callable[[str], bool]) -> list[str]:
    """Return the test folders and files directly below tests/ that belong to a step and hold tests."""
    found: Iterator[Path] = (path for path in sorted((ROOT / "tests").iterdir()) if path.name[0] not in "._")
    names = [
        f"tests/{path.name}" for path in found if any(path.rglob("test_*.py")) or path.match("test_*.py")
    ]
    return [name for name in names if belongs(name)]


# ------------------------------------------------------------------------------------------------------ order

Work = Callable[[Step, Wish], None]


def plan(wish: Wish) -> list[tuple[str, Work | None, Callable[[str], bool] | None]]:
    """Return the steps in order: title, what to do (None: left out by an option), which paths are theirs."""
    return [
        ("style, types, import contracts", lambda step, _: lint(step), None),
        ("tests on SQLite", run_on_sqlite if wish.tests else None, is_database),
        ("tests on PostgreSQL", run_on_postgres if wish.postgres else None, is_database),
        ("pure rooms without Django", run_pure if wish.tests else None, is_pure),
        ("browser tests", run_in_browser if wish.browser else None, is_browser),
    ]


def run(wish: Wish) -> list[Step]:
    """Do all steps, also after one that failed, and return their outcomes."""
    steps = []
    for number, (title, work, inside) in enumerate(plan(wish), start=1):
        step = Step(f"{number}. {title}")
        steps.append(step)
        if work is None:
            step.outcome = "left out"
            continue
        if inside and wish.paths and not wish.chosen(inside=inside):
            step.outcome = "not chosen"
            continue
        print(f"\n━━━ {step.title} ━━━", flush=True)
        began = time.monotonic()
        try:
            work(step, wish)
        except PartMissing as fault:
            print(f"  {fault}", flush=True)
            step.fail(str(fault))
        step.seconds = time.monotonic() - began
    return steps


def report(steps: list[Step], *, seconds: float) -> None:
    """Print the closing table and, as the last line, the totals."""
    print(f"\n━━━ summary, after {seconds:.0f} s ━━━")
    for step in steps:
        counts = f"{step.passed:>6} passed {step.failed:>4} failed {step.skipped:>4} skipped"
        print(f"{step.title:<34}{step.outcome:<11}{counts} {step.seconds:>7.1f} s  {'; '.join(step.remarks)}")
    left_out = [step.title for step in steps if step.outcome == "left out"]
    if left_out:
        print(f"Left out on request: {', '.join(left_out)}.")
    print(
        f"{sum(step.passed for step in steps)} passed, {sum(step.failed for step in steps)} failed",
        flush=True,
    )


def main(words: list[str]) -> int:
    """Run what ``words`` ask for in a data folder of its own; return 0 only when nothing failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped, too
    os.environ.setdefault("NEXALINK_SHARED", str(ROOT.parent / "shared"))
    wish = read_wish(words)
    with ExitStack() as stack:
        os.environ["NEXALINK_DATA"] = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="nexalink-data-")
        )
        began = time.monotonic()
        try:
            steps = run(wish)
        except KeyboardInterrupt:
            print("\nStopped.")
            return 130
        report(steps, seconds=time.monotonic() - began)
    ran_nothing = wish.tests and not any(step.passed for step in steps)
    return 1 if ran_nothing or any(step.failed for step in steps) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
