"""``nexalink export``: everything out, in one zip."""

from datetime import UTC, datetime
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.showing import console
from nexalink.exports.writing import write_export


def export(target: Path, *, quiet: bool) -> None:
    """Write the complete export and say what is in it."""
    counts = write_export(ensure_sole_owner(), target, at=datetime.now(UTC))
    if not quiet:
        inside = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
        console.print(f"Everything is in {target}: {inside}.", markup=False)
        console.print(
            "Read it back into an empty NexaLink with: nexalink import FILE.zip --data DIR", markup=False
        )
