"""Write the journal: one line for each action, in the same transaction."""

from typing import Any

from django.db import connection

from nexalink.accounts.models import JournalEntry, Owner

_LINES = 0x4E58
"""Names the journal among PostgreSQL's advisory locks; the second half of the name is the owner's number."""


def write(
    owner: Owner,
    *,
    by: str,
    action: str,
    what: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    changes: list[dict[str, Any]] | None = None,
    key: str | None = None,
) -> JournalEntry:
    """Add a line to the owner's journal and return it; call it inside the action's transaction."""
    entry = JournalEntry(
        owner=owner, by=by[:60], action=action, what=what[:500], before=before or {}, after=after or {},
        changes=changes or [], key=key,
    )  # fmt: skip
    _lock(owner, "pg_advisory_xact_lock_shared")
    entry.save(force_insert=True)
    return entry


def settle(owner: Owner) -> None:
    """Wait until every act that has its line in the owner's journal already is finished; call it inside a transaction.

    PostgreSQL hands the numbers of lines out before it commits them: without this, a reader that remembers the newest
    line it saw could miss an earlier one for good. SQLite has one writer, so its lines come in order.
    """
    _lock(owner, "pg_advisory_xact_lock")


def _lock(owner: Owner, function: str) -> None:
    """Hold the owner's lines until the transaction ends: shared by all who write, whole for who waits for them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s)", [_LINES, owner.pk % 2**31])
