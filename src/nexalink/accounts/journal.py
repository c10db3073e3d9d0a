"""Write the journal: one line for each action, in the same transaction."""

from typing import Any

from nexalink.accounts.models import JournalEntry, Owner


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
    entry.save(force_insert=True)
    return entry
