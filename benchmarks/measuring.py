"""Measure a piece of work in a process of its own: CPU seconds of the work, peak memory of the process.

The child prints one JSON line. CPU is user and system time of the work alone (``getrusage`` before and after it): what
Python and Django need to start is told apart, as ``start``. Memory is sampled from outside, in ``/proc/PID/status``:
``RssAnon`` is what the process holds itself, without mapped files; where there is no such file, the whole peak
(``ru_maxrss``) stands for it.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_SAMPLE_EVERY = 0.02


@dataclass(frozen=True, slots=True)
class Measured:
    """What a piece cost: CPU seconds, wall seconds, peak of its own memory in MB, and what it returned."""

    cpu: float
    wall: float
    peak_mb: float
    start: float
    value: Any


def cpu_now() -> float:
    """Return the CPU seconds of this process so far, user and system, all threads, its ended children too."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def measure(piece: str, *words: str, data: Path | None = None) -> Measured:
    """Run ``python -m benchmarks.pieces PIECE WORDS`` and return what its work cost.

    ``data`` is the data folder that NexaLink uses there; a new, empty one by default.
    """
    with tempfile.TemporaryDirectory(prefix="nexalink-bench-") as folder:
        environment = os.environ | {
            "NEXALINK_DATA": str(data or folder),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "nexalink.site.settings",
        }
        environment.pop("NEXALINK_DATABASE_URL", None)
        command = [sys.executable, "-m", "benchmarks.pieces", piece, *words]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as child:
            peak = _peak_kb(child)
            answer = child.stdout.read() if child.stdout else ""
    if child.returncode:
        raise SystemExit(f"The piece {piece} failed (exit code {child.returncode}).")
    told = json.loads(answer.splitlines()[-1])
    return Measured(
        told["cpu"], told["wall"], (peak or told["whole_kb"]) / 1_024, told["start"], told["value"]
    )


def _peak_kb(child: "subprocess.Popen[str]") -> int:
    """Return the highest RssAnon seen while the child runs, in kB; 0 where it cannot be read."""
    status, peak = Path(f"/proc/{child.pid}/status"), 0
    while child.poll() is None:
        try:
            lines = status.read_text("ascii", "replace").splitlines()
        except OSError:
            lines = []
        peak = max([peak, *(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))])
        time.sleep(_SAMPLE_EVERY)
    return peak


def report(work: Callable[[], Any]) -> None:
    """Do the work in this process and print what it cost, for ``measure`` to read."""
    start, begun = cpu_now(), time.perf_counter()
    value = work()
    cpu, wall = cpu_now() - start, time.perf_counter() - begun
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"cpu": cpu, "wall": wall, "start": start, "whole_kb": whole, "value": value}))


def best(piece: str, *words: str, times: int = 1, data: Path | None = None) -> Measured:
    """Measure ``times`` times and return the run with the least CPU: the others shared the processor."""
    runs = [measure(piece, *words, data=data) for _ in range(times)]
    return min(runs, key=lambda run: run.cpu)


def run_outside(command: Sequence[str], environment: dict[str, str] | None = None) -> Measured:
    """Run a program that is not Python and return its CPU seconds."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=os.environ | (environment or {})
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(cpu, time.perf_counter() - begun, 0.0, 0.0, done.stdout.strip())
