"""Reading logs of who wrote to whom and when, one row at a time, from CSV or gzipped CSV."""

import csv
import gzip
import io
import math
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

import numpy as np
from numpy.typing import NDArray

from nexalink.kernel.errors import NexaLinkError
from nexalink.measures.columns import FloatArray

ENDINGS: Final = (".csv", ".csv.gz")
_NAMES: Final = ("src", "dst", "seconds", "recipients")
_PAIR, _TIMED, _FULL = 2, 3, 4


class LogUnreadable(NexaLinkError):
    """A log cannot be read at all; single bad rows are counted and left out instead."""


@dataclass(frozen=True, slots=True)
class EventLog:
    """Who wrote to whom, and when; equal-length arrays in the order of time.

    Attributes:
        name: the file's name without its ending.
        nodes: names of the nodes as they stand in the file.
        source, target: who wrote, and to whom, as positions in ``nodes``, int32.
        at: seconds since the first event.
        left_out: how many rows were not used, by reason.
        rows: rows read, used or not, the header aside.
    """

    name: str
    nodes: tuple[str, ...]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    at: FloatArray
    left_out: Mapping[str, int]
    rows: int


def find_log(folder: Path, name: str) -> Path | None:
    """Return the file of the log ``name`` in ``folder``; None where there is none."""
    return next((folder / (name + end) for end in ENDINGS if (folder / (name + end)).is_file()), None)


def read_log(path: Path, *, timed: bool = True) -> EventLog:
    """Read a log; rows that cannot be used are counted by reason and left out.

    Memory: about 20 bytes an event and one entry a node, whatever the file's size.

    Args:
        path: a file of ``src,dst,seconds[,recipients]`` (a header is recognised), ``.csv`` or ``.csv.gz``.
        timed: whether rows need a time; without, each time is 0 and ``src,dst`` is enough.

    Raises:
        LogUnreadable: the file is no text, no gzip file, or lacks the columns.
    """
    collector = _Collector(timed=timed)
    with opened(path) as text:
        for row in _rows(text, path, collector.left_out):
            collector.take(row)
    name = path.name
    for end in (".gz", ".csv"):
        name = name.removesuffix(end)
    return collector.log(name)


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Open a plain or gzipped text file for reading."""
    try:
        raw = path.open("rb")
    except OSError as fault:
        raise _unreadable(path) from fault
    with raw, ExitStack() as stack:
        plain = stack.enter_context(gzip.GzipFile(fileobj=raw)) if path.suffix == ".gz" else raw
        yield stack.enter_context(io.TextIOWrapper(plain, encoding="utf-8-sig", errors="replace", newline=""))


def _unreadable(path: Path) -> LogUnreadable:
    return LogUnreadable(
        f"{path.name} cannot be read.", advice="Check that it is a CSV file, or one compressed with gzip."
    )


def _rows(text: TextIO, path: Path, left_out: Counter[str]) -> Iterator[list[str]]:
    """Yield the rows of a CSV file; a row that the reader refuses is counted, a cut-off end stops."""
    reader = csv.reader(text)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            left_out["not a row of text"] += 1
        except EOFError:
            left_out["cut off at the end of the file"] += 1
            return
        except (OSError, zlib.error) as fault:
            raise _unreadable(path) from fault
        else:
            if row:
                yield row


class _Collector:
    """Takes rows one by one and keeps each as four numbers."""

    def __init__(self, *, timed: bool) -> None:
        self.timed = timed
        self.numbers: dict[str, int] = {}
        self.source, self.target, self.at = array("i"), array("i"), array("d")
        self.left_out: Counter[str] = Counter()
        self.rows = 0
        self.places: tuple[int, int, int] | None = None

    def take(self, row: list[str]) -> None:
        """Keep a row, or count why not."""
        if self.places is None:
            header = self._find_places(row)
            if header:
                return
        self.rows += 1
        why = self._keep(row)
        if why:
            self.left_out[why] += 1

    def _find_places(self, row: list[str]) -> bool:
        """Find out where the columns stand; tell whether the first row is a header."""
        names = [cell.strip().lower() for cell in row]
        if "src" in names and "dst" in names:
            self.places = (names.index("src"), names.index("dst"), _index(names, "seconds"))
            if self.timed and self.places[2] < 0:
                raise LogUnreadable(
                    "A log has no column named seconds.", advice="Name its time column seconds."
                )
            return True
        self.places = (0, 1, 2)
        wordy = self.timed and len(row) >= _TIMED and math.isnan(_seconds(row[2]))
        return wordy and not any(cell.strip().lstrip("-").isdigit() for cell in row[:2])

    def _keep(self, row: list[str]) -> str:
        """Keep one row; return why not, or nothing."""
        first, second, third = self.places or (0, 1, 2)
        if len(row) <= max(first, second, third if self.timed else 0):
            return "too few columns"
        source, target = row[first].strip(), row[second].strip()
        if not source or not target:
            return "a side is missing"
        if source == target:
            return "written to oneself"
        at = _seconds(row[third]) if self.timed else 0.0
        if math.isnan(at):
            return "the time is no number"
        self.source.append(self.numbers.setdefault(source, len(self.numbers)))
        self.target.append(self.numbers.setdefault(target, len(self.numbers)))
        self.at.append(at)
        return ""

    def log(self, name: str) -> EventLog:
        """Return what was taken, in the order of time."""
        at = np.frombuffer(self.at, dtype=np.float64) if self.at else np.zeros(0)
        source = np.array(self.source, dtype=np.int32)
        target = np.array(self.target, dtype=np.int32)
        order = np.argsort(at, kind="stable")
        begin = at[order[0]] if order.size else 0.0
        return EventLog(
            name,
            tuple(self.numbers),
            source[order],
            target[order],
            at[order] - begin,
            self.left_out,
            self.rows,
        )


def _index(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _seconds(cell: str) -> float:
    """Return a cell as finite seconds, NaN where it is none."""
    try:
        value = float(cell)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan
