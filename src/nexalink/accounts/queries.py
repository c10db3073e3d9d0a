"""Ask whose network this installation keeps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Case, Q, Value, When

from nexalink.accounts.models import JournalEntry, Owner, OwnerFact

__all__ = [
    "JournalEntry",
    "Owner",
    "done_since",
    "journal_line",
    "journal_lines",
    "owner_handles",
    "sole_owner",
    "undoable",
]
"""Doors name these types without knowing the tables."""


_OWN_UNDO = ("import", "answer")
"""Actions that are taken back by a way of their own, not row by row."""


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
    told = Q(action__in=_OWN_UNDO) | ~Q(changes=[])
    return list(lines.filter(told).order_by("-id")[:most])


def done_since(owner: Owner, moment: datetime, *, actions: Collection[str], among: int = 50) -> bool:
    """Tell whether one of ``actions`` is among the newest journal lines and later than ``moment``: one query."""
    newest = JournalEntry.objects.of(owner).order_by("-id").values_list("action", "at")[:among]
    return any(action in actions and at > moment for action, at in newest)


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line of the journal without its row changes, which may be large."""

    entry: int
    at: datetime
    by: str
    action: str
    what: str
    undone: bool
    undoable: bool


def journal_lines(owner: Owner, *, number: int = 1, size: int = 50) -> tuple[list[JournalRow], int]:
    """Return one page of the journal, newest first, and how many pages there are: two queries."""
    lines = JournalEntry.objects.of(owner).order_by("-id")
    pages = max(1, -(-lines.count() // size))
    number = min(max(number, 1), pages)
    kept = Case(
        When(changes=[], then=Value(value=False)), default=Value(value=True), output_field=BooleanField()
    )
    rows = lines.annotate(kept=kept).values_list("pk", "at", "by", "action", "what", "undone_at", "kept")
    return [
        JournalRow(
            pk, at, by, action, what, undone_at is not None,
            undone_at is None and action != "undo" and (kept or action in _OWN_UNDO),
        )
        for pk, at, by, action, what, undone_at, kept in rows[(number - 1) * size : number * size]
    ], pages  # fmt: skip


def journal_line(owner: Owner, entry: int) -> JournalEntry | None:
    """Return one line of the journal."""
    return JournalEntry.objects.of(owner).filter(pk=entry).first()
