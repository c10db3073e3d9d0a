"""Run the command line: in this process on the test database, or as a program on a data folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """Return this machine's environment without anything of NexaLink's, Django's or the terminal's."""
    dropped = ("NEXALINK", "_NEXALINK", "DJANGO", "COV", "COLUMNS", "PYTHONIOENCODING", "FORCE_COLOR", "TTY_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **more}


def command(*words: object) -> list[str]:
    """Return the words that start NexaLink as a program."""
    return [sys.executable, "-P", "-m", "nexalink.cli", *map(str, words)]


def start(*words: object, data: Path, **more: str) -> Ended:
    """Run NexaLink as a program, with nobody at the terminal."""
    done = subprocess.run(
        command(*words), env=environment(NEXALINK_DATA=str(data), **more), stdin=subprocess.DEVNULL, capture_output=True,
        check=False, timeout=60, encoding="utf-8", errors="replace",
    )  # fmt: skip
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def nx(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Give a function that runs a command in this process, on the test database."""
    from nexalink.cli.app import run

    monkeypatch.setenv("NEXALINK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "110")

    def go(*words: object) -> Ended:
        capfd.readouterr()
        code = run([str(word) for word in words])
        out, err = capfd.readouterr()
        return Ended(code, out, err)

    return go


def contents() -> dict[str, list[Any]]:
    """Return every row of every table of ours."""
    from django.apps import apps

    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__module__.startswith("nexalink.")
    }
