"""``nexalink prove``: how far a measure was right on logs whose outcome is known."""

import sys
from pathlib import Path

from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target
from nexalink.measures.proof.bench import SUBJECTS, run_bench


def prove(what: str, folder: Path, *, json_file: Path | None, quiet: bool) -> None:
    """Prove the measure ``what`` on the logs in ``folder``; print the tables, write them as JSON where asked."""
    if what not in SUBJECTS:
        raise WrongUsage(f"There is no proof of {what}.", advice=f"Use one of: {', '.join(SUBJECTS)}.")
    check_target(json_file)
    report = run_bench(what, folder, progress=lambda name: _tell(name, quiet=quiet))
    if str(json_file) == "-":
        sys.stdout.write(report.to_json())
        sys.stderr.write(report.left_out_text())
        return
    if not quiet:
        sys.stdout.write(report.to_text())
    if json_file:
        json_file.write_text(report.to_json(), "utf-8")


def _tell(name: str, *, quiet: bool) -> None:
    if not quiet and sys.stderr.isatty():
        sys.stderr.write(f"{name}\n")
