"""What became of every row of an archive: totals that add up."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from nexalink.importers.sightings import Trouble

OUTCOMES = ("created", "updated", "unchanged", "merged", "in_doubt", "skipped", "trouble")
MOST_TROUBLES = 10_000
"""Rows in trouble are all counted; of more than this the rest is not listed one by one."""


@dataclass(slots=True)
class Accounting:
    """Counts outcomes per archive and rows per file while an archive is recorded."""

    outcomes: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    skipped_in: dict[str, Counter[str]] = field(default_factory=dict)
    troubled_in: Counter[str] = field(default_factory=Counter)
    troubles: list[Trouble] = field(default_factory=list)

    def row(self, file: str, outcome: str) -> None:
        """Count one row of ``file``."""
        self.rows[file] += 1
        self.outcomes[outcome] += 1

    def many(self, rows: Counter[str], outcome: str) -> None:
        """Count rows of one outcome, file by file."""
        self.rows.update(rows)
        self.outcomes[outcome] += sum(rows.values())

    def skip(self, file: str, reason: str) -> None:
        """Count one row of ``file`` that was left out on purpose."""
        self.row(file, "skipped")
        self.skipped[reason] += 1
        self.skipped_in.setdefault(file, Counter())[reason] += 1

    def trouble(self, item: Trouble) -> None:
        """Count and keep one row that could not be read."""
        if item.counts_row:
            self.row(item.file, "trouble")
            self.troubled_in[item.file] += 1
        if len(self.troubles) < MOST_TROUBLES:
            self.troubles.append(item)

    @property
    def rows_read(self) -> int:
        """Return the number of rows of every file that was understood."""
        return sum(self.rows.values())

    def files(self) -> list[dict[str, Any]]:
        """Return the table per file: name, rows, skipped by reason, troubles."""
        return [
            {
                "file": file,
                "rows": rows,
                "skipped": dict(self.skipped_in.get(file, {})),
                "trouble": self.troubled_in[file],
            }
            for file, rows in sorted(self.rows.items())
        ]

    def totals(self) -> dict[str, int]:
        """Return all outcomes, also those that are 0; they add up to ``rows_read``."""
        return {outcome: self.outcomes[outcome] for outcome in OUTCOMES}
