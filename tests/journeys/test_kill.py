"""kill -9 in the middle of an import: the next run completes it, with no double and no loss."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from nexalink.samples import write_sample

ROOT = Path(__file__).resolve().parents[2]
ON = "2026-11-23"
KILLS = 6


def environment(data: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NEXALINK", "DJANGO", "COV"))
    }
    return {**kept, "NEXALINK_DATA": str(data), "PYTHONPATH": str(ROOT / "src")}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "nexalink.cli", *words]


def contents(data: Path) -> list[Any]:
    """What the complete export of a data folder holds, without the moments of recording."""
    target = data / "out.zip"
    subprocess.run(command("export", str(target), "--quiet"), env=environment(data), check=True, timeout=120)
    import zipfile

    with zipfile.ZipFile(target) as archive:
        lines = []
        for noun in ("people", "ties", "interactions", "requests", "exchanges", "questions"):
            for line in archive.read(f"{noun}.jsonl").splitlines():
                row = json.loads(line)
                lines.append(
                    (
                        noun,
                        row.get("name"),
                        row.get("source_key"),
                        row.get("at"),
                        row.get("incoming"),
                        row.get("last_contact"),
                    )
                )
    return sorted(lines, key=str)


def test_killed_imports_complete_with_no_double_and_no_loss(tmp_path: Path) -> None:
    sample = write_sample(tmp_path / "files", people=150, on=date.fromisoformat(ON))
    words = command("import", *map(str, sample.paths), "--on", ON, "--yes", "--quiet")
    whole = tmp_path / "whole"
    started = time.monotonic()
    subprocess.run(words, env=environment(whole), check=True, timeout=120)
    takes = time.monotonic() - started
    chance = random.Random(5)
    killed = tmp_path / "killed"
    deaths = 0
    for attempt in range(KILLS):
        running = subprocess.Popen(words, env=environment(killed))
        time.sleep(takes * (0.1 + 0.9 * attempt / KILLS) * chance.uniform(0.8, 1.0))
        running.send_signal(signal.SIGKILL)
        deaths += running.wait(60) == -signal.SIGKILL
    assert deaths >= 2
    subprocess.run(words, env=environment(killed), check=True, timeout=120)
    assert contents(killed) == contents(whole)
