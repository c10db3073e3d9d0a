"""``nexalink export``: everything out, in one zip."""

from datetime import UTC, datetime
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.files import check_target
from nexalink.cli.showing import console
from nexalink.exports.writing import write_export


def export(target: Path, *, quiet: bool) -> None:
    """Write the complete export and say what is in it."""
    check_target(target)
    counts = write_export(ensure_sole_owner(), target, at=datetime.now(UTC))
    if not quiet:
        inside = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
        console.print(f"Everything is in {target}: {inside}.")
        console.print("Read it back into an empty NexaLink with: nexalink import FILE.zip --data DIR")
