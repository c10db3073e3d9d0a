"""Ask whose network this installation keeps."""

from django.db.models import Q

from nexalink.accounts.models import JournalEntry, Owner, OwnerFact

__all__ = [
    "JournalEntry",
    "Owner",
    "journal_line",
    "journal_lines",
    "owner_handles",
    "sole_owner",
    "undoable",
]
"""Doors name these types without knowing the tables."""


def sole_owner() -> Owner | None:
    """Return the one owner of a single-owner installation, None before the first import."""
    return Owner.objects.order_by("pk").first()


def owner_handles(owner: Owner) -> list[str]:
    """Return the owner's own handles."""
    return list(
        OwnerFact.objects.of(owner).filter(kind="handle").order_by("value").values_list("value", flat=True)
    )


def undoable(owner: Owner, *, most: int = 20) -> list[JournalEntry]:
    """Return the newest journal lines that can be taken back: imports, answers and every act that changed a row."""
    lines = JournalEntry.objects.of(owner).filter(undone_at=None).exclude(action="undo")
    told = Q(action__in=("import", "answer")) | ~Q(changes=[])
    return list(lines.filter(told).order_by("-id")[:most])


def journal_lines(owner: Owner, *, number: int = 1, size: int = 50) -> tuple[list[JournalEntry], int]:
    """Return one page of the journal, newest first, and how many pages there are."""
    lines = JournalEntry.objects.of(owner).order_by("-id").defer("before", "key")
    pages = max(1, -(-lines.count() // size))
    number = min(max(number, 1), pages)
    return list(lines[(number - 1) * size : number * size]), pages


def journal_line(owner: Owner, entry: int) -> JournalEntry | None:
    """Return one line of the journal."""
    return JournalEntry.objects.of(owner).filter(pk=entry).first()
