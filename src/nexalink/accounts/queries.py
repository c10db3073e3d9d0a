"""Ask whose network this installation keeps."""

from nexalink.accounts.models import JournalEntry, Owner, OwnerFact

__all__ = ["JournalEntry", "Owner", "owner_handles", "sole_owner", "undoable"]
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
    """Return the newest journal lines of imports and answers, newest first."""
    lines = JournalEntry.objects.of(owner).filter(action__in=("import", "answer"), undone_at=None)
    return list(lines.order_by("-id")[:most])
