"""How large the files and databases are: in full, as the table speaks of them, and small, for a quick look."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import FOLDER, write_linkedin, write_mailbox


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of one run."""

    name: str
    big_mails: int = 20_000
    small_mails: int = 200_000
    connections: int = 30_000
    messages: int = 200_000
    people: int = 5_000
    entries: int = 100_000
    many_people: int = 50_000
    many_entries: int = 1_000_000
    audit_entries: int = 1_000_000

    def big_mailbox(self) -> Path:
        """Return a mailbox of few large mails with base64 attachments, written now where it is not there."""
        return self._mailbox("big", self.big_mails, attachment_bytes=60_000)

    def small_mailbox(self) -> Path:
        """Return a mailbox of many small mails without attachments."""
        return self._mailbox("plain", self.small_mails, attachment_bytes=0)

    def _mailbox(self, name: str, mails: int, *, attachment_bytes: int) -> Path:
        path = FOLDER / f"mail-{name}-{mails}.mbox"
        if not path.exists():
            FOLDER.mkdir(exist_ok=True)
            part = path.with_suffix(".part")
            write_mailbox(part, mails=mails, attachment_bytes=attachment_bytes, seed=len(name))
            part.replace(path)
        return path

    def linkedin(self) -> Path:
        """Return a LinkedIn export."""
        path = FOLDER / self.name / "Basic_LinkedInDataExport_11-23-2026.zip"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            write_linkedin(part, connections=self.connections, messages=self.messages)
            part.replace(path)
        return path


FULL = Scale("full")
SMALL = Scale("small", 1_000, 10_000, 1_500, 10_000, 500, 10_000, 5_000, 100_000, 100_000)
SCALES = {scale.name: scale for scale in (FULL, SMALL)}
