"""A folder of logs as the proof command takes it: horizons, owners, and what had to be left out."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from nexalink.kernel.errors import NexaLinkError
from nexalink.measures.columns import BoolArray
from nexalink.measures.proof.event_log import EventLog, LogUnreadable, find_log, read_log
from nexalink.measures.proof.pairs import DAY_SECONDS, Pairs, pairs_of

HORIZONS: Final = "horizons.json"
_LONGEST_DAYS: Final = 36_525


class BenchFolderUnfit(NexaLinkError):
    """A folder does not hold what a proof needs."""


@dataclass(frozen=True, slots=True)
class TimedLog:
    """One log with times, from its owners' side.

    Attributes:
        name: its name in ``horizons.json``.
        horizon_days: H.
        pairs: its ties and messages.
        notes: what was left out of it, and why, in words.
    """

    name: str
    horizon_days: float
    pairs: Pairs
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A log that ``horizons.json`` names and that could not be used, and why, in a sentence."""

    name: str
    why: str


def read_horizons(folder: Path) -> dict[str, float]:
    """Return the horizon in days of each log that a folder names, in the order of its ``horizons.json``.

    Raises:
        BenchFolderUnfit: no such file, no JSON object, or a horizon that is no number of days above 0.
    """
    path = folder / HORIZONS
    advice = f'Write {HORIZONS} beside the logs, such as {{"mylog": 90}}: days to look ahead, by name.'
    if not path.is_file():
        raise BenchFolderUnfit(f"{folder} has no {HORIZONS}.", advice=advice)
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except ValueError as fault:
        raise BenchFolderUnfit(f"{path.name} is not readable JSON.", advice=advice) from fault
    if not isinstance(content, dict) or not all(_is_days(days) for days in content.values()):
        raise BenchFolderUnfit(f"{path.name} does not give days by name.", advice=advice)
    return {str(name): float(days) for name, days in content.items()}


def _is_days(value: object) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value > 0
    )


def timed_logs(folder: Path) -> Iterator[TimedLog | LeftOut]:
    """Read the logs that ``horizons.json`` names, one at a time; the reason in place of one that cannot be."""
    for name, days in read_horizons(folder).items():
        path = find_log(folder, name)
        if path is None:
            yield LeftOut(name, f"named in {HORIZONS}, but neither {name}.csv nor {name}.csv.gz is there.")
            continue
        try:
            log = read_log(path)
        except LogUnreadable as fault:
            yield LeftOut(name, str(fault))
            continue
        owners, note = read_owners(folder, log, name=name)
        notes = left_out_text(log.left_out) + _span_note(log)
        yield TimedLog(name, days, pairs_of(log, owners=owners), notes + ((note,) if note else ()))


def _span_note(log: EventLog) -> tuple[str, ...]:
    """Return a doubt where a log would span more than a long life: its times may be no seconds."""
    days = float(log.at[-1]) / DAY_SECONDS if log.at.size else 0.0
    if days <= _LONGEST_DAYS:
        return ()
    return (f"the times are read as seconds and span {days:,.0f} days; are they thousandths of seconds?",)


def read_owners(folder: Path, log: EventLog, *, name: str) -> tuple[BoolArray | None, str]:
    """Return which nodes count as owners, all (None) without ``NAME.owners.txt``; and what was odd about it."""
    path = folder / f"{name}.owners.txt"
    if not path.is_file():
        return None, ""
    wanted = {line.strip() for line in path.read_text("utf-8-sig").splitlines()} - {""}
    owners = np.array([node in wanted for node in log.nodes], dtype=np.bool_)
    missing = len(wanted) - int(owners.sum())
    return owners, f"{missing} owners named in {path.name} never appear" if missing else ""


def left_out_text(left_out: Mapping[str, int]) -> tuple[str, ...]:
    """Return the reasons for rows left out, as sentences."""
    return tuple(f"{count} rows left out: {why}" for why, count in sorted(left_out.items()))
