"""The proof command's work: a folder of logs in, tables as text and as JSON out."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nexalink.measures.fade_model import FadeModel, shipped_model
from nexalink.measures.proof.answers_proof import prove_answers
from nexalink.measures.proof.bench_folder import BenchFolderUnfit, LeftOut, timed_logs
from nexalink.measures.proof.bridges_proof import (
    GROUPS_ENDINGS,
    grouped_graphs,
    prove_bridges,
)
from nexalink.measures.proof.fade_proof import prove_fade
from nexalink.measures.proof.layers_proof import prove_layers
from nexalink.measures.proof.sections import (
    Section,
    answers_section,
    bridges_section,
    fade_section,
    layers_section,
)

SUBJECTS: Final = ("fade", "answers", "bridges", "layers")


@dataclass(frozen=True, slots=True)
class BenchReport:
    """What ``nexalink bench`` found: one section a log, and what was left out of the folder."""

    what: str
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...]

    def to_text(self) -> str:
        """Return the report as plain text tables that end in a line break."""
        parts = [section.to_text() for section in self.sections]
        if self.left_out:
            parts.append(self.left_out_text().rstrip("\n"))
        return "\n\n".join(parts) + "\n"

    def left_out_text(self) -> str:
        """Return which logs were left out whole, and why, as lines; empty where none was."""
        lines = [f"  {log.name}: {log.why}\n" for log in self.left_out]
        return "".join(["Left out:\n", *lines]) if lines else ""

    def to_json(self) -> str:
        """Return the report as JSON: one object by log name; figures that cannot be told are null.

        Logs that were left out whole are not in it: ``left_out_text`` tells of them.
        """
        content = {section.name: section.content for section in self.sections}
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def run_bench(
    what: str, folder: Path, *, model: FadeModel | None = None, progress: Callable[[str], None] | None = None
) -> BenchReport:
    """Prove one subject on every log of a folder, one log in memory at a time.

    The folder holds ``NAME.csv`` or ``NAME.csv.gz`` of ``src,dst,seconds[,recipients]``, ``horizons.json`` with
    the days to look ahead by name and, if wanted, ``NAME.owners.txt``. For bridges: ``NAME.csv[.gz]`` of
    ``src,dst`` beside ``NAME-departments.csv`` or ``NAME-groups.csv`` of ``node,group``.

    Args:
        what: ``fade``, ``answers``, ``bridges`` or ``layers``.
        folder: the folder.
        model: the fade model, the shipped one where left out.
        progress: told the name of each log when its turn comes.

    Raises:
        BenchFolderUnfit: an unknown subject, no such folder, or no log in it.
        LogUnreadable: a graph that cannot be read at all; other logs are left out with a sentence.
    """
    if what not in SUBJECTS:
        raise BenchFolderUnfit(
            f"There is no proof of {what}.", advice=f"Choose one of {', '.join(SUBJECTS)}."
        )
    if not folder.is_dir():
        raise BenchFolderUnfit(f"{folder} is no folder.", advice="Give a folder that holds the logs.")
    tell = progress or _silent
    sections, left_out = [], []
    for found in (
        _bridges(folder, tell) if what == "bridges" else _timed(what, folder, model or shipped_model(), tell)
    ):
        if isinstance(found, LeftOut):
            left_out.append(found)
        else:
            sections.append(found)
    return BenchReport(what, tuple(sections), tuple(left_out))


def _silent(name: str) -> None:
    """Tell nobody."""


def _timed(
    what: str, folder: Path, model: FadeModel, tell: Callable[[str], None]
) -> Iterator[Section | LeftOut]:
    for log in timed_logs(folder):
        if isinstance(log, LeftOut):
            yield log
            continue
        tell(log.name)
        if what == "fade":
            yield fade_section(log, prove_fade(log, model=model))
        elif what == "answers":
            yield answers_section(log, prove_answers(log))
        else:
            yield layers_section(log, prove_layers(log))


def _bridges(folder: Path, tell: Callable[[str], None]) -> Iterator[Section | LeftOut]:
    graphs = list(grouped_graphs(folder))
    if not graphs:
        raise BenchFolderUnfit(
            f"{folder} has no graph whose groups are known.",
            advice=f"Put NAME.csv and NAME{GROUPS_ENDINGS[1]} (node,group) into it.",
        )
    for name, graph, groups in graphs:
        tell(name)
        yield bridges_section(name, prove_bridges(graph, groups))
