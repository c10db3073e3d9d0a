"""``nexalink demo``: a sample network, imported, audited, shown."""

from datetime import date
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli import importing, serving
from nexalink.cli.auditing import audit_and_report
from nexalink.cli.showing import console
from nexalink.samples import write_sample

SEED = 7
PEOPLE = 1_200


def demo(folder: Path, *, on: date, port: int, serve_it: bool) -> None:
    """Write the sample's four files, import and audit them, print the report, serve the app."""
    if serve_it:
        serving.check_port(port)
    sample = folder / "sample"
    sample.mkdir(parents=True, exist_ok=True)
    console.print(f"Writing a sample network of {PEOPLE:,} invented people …")
    written = write_sample(sample, seed=SEED, people=PEOPLE, on=_made_on(sample, on))
    ensure_sole_owner(zone="Europe/Berlin")
    done = importing.record(list(written.paths), on=on, me=[])
    importing.show_accounting(done, planned=False, quiet=False)
    audit_and_report(ensure_sole_owner(), on=on)
    console.print(f"The sample's files are in {sample}.")
    if serve_it:
        serving.serve(port=port, open_browser=True)


def _made_on(sample: Path, today: date) -> date:
    """Return the day the sample was first made: a later demo shows the same network, not a second one beside it."""
    note = sample / "made-on.txt"
    if not note.exists():
        note.write_text(today.isoformat() + "\n", "ascii")
    return date.fromisoformat(note.read_text("ascii").strip())
