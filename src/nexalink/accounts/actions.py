"""Change what is known of owners."""

from django.db import transaction
from django.utils import timezone

from nexalink.accounts.models import JournalEntry, Owner


def ensure_sole_owner(*, zone: str = "UTC") -> Owner:
    """Return the one owner of a single-owner installation, adding them on the first run."""
    with transaction.atomic():
        owner = Owner.objects.select_for_update().order_by("pk").first()
        return owner or Owner.objects.create(zone=zone)


def forget_unused_owner(owner: Owner) -> None:
    """Take back an owner who was added for an import that recorded nothing: the database is as it was before."""
    if not JournalEntry.objects.filter(owner=owner).exists():
        owner.delete()


def mark_undone(entry: JournalEntry) -> None:
    """Note that what a journal line tells of was taken back."""
    entry.undone_at = timezone.now()
    entry.save(update_fields=["undone_at"])
