"""Take back any line of the journal: an act, an import, an answer."""

from django.db import transaction

from nexalink.accounts import deeds
from nexalink.accounts.actions import mark_undone
from nexalink.accounts.errors import LineMissing, LineUndone
from nexalink.accounts.models import JournalEntry, Owner
from nexalink.archives.actions import reopen_question
from nexalink.archives.undo import undo_import
from nexalink.interactions.counts import refresh_ties
from nexalink.people.models import Person
from nexalink.ties.circles import refresh_sizes
from nexalink.ties.due import refresh_due


def take_back(owner: Owner, *, entry: int, by: str) -> JournalEntry:
    """Undo what the journal line ``entry`` tells of, whole, and bring counts and due dates up to date; return the line.

    Raises:
        LineMissing: there is no such line.
        LineUndone: it was taken back before.
        NotUndoable: nothing can be taken back of it.
        ChangedSince: a later act stands on it.
    """
    with transaction.atomic():
        line = JournalEntry.objects.of(owner).filter(pk=entry).first()
        if line is None:
            raise LineMissing("There is no such line in the journal.", advice="Reload the page.")
        if line.undone_at:
            raise LineUndone(f"“{line.what}” was taken back already.", advice="Reload the page.")
        if line.action == "import":
            undo_import(owner, archive=line.after["archive"], by=by)
        elif line.action == "answer":
            reopen_question(owner, question=line.after["question"], by=by)
        else:
            changes = deeds.take_back(owner, entry=entry, by=by)
            touched = deeds.people_in(changes)
            alive = Person.objects.of(owner).filter(pk__in=touched).values_list("id", flat=True)
            refresh_ties(owner, set(alive))
            tables = {change["table"] for change in changes}
            if tables & {"ties.Circle", "ties.Membership"}:
                refresh_sizes(owner)
            if "accounts.Owner" in tables:  # the cadences of the tiers are settings
                owner.refresh_from_db()
                refresh_due(owner)
            return JournalEntry.objects.get(pk=entry)
        mark_undone(line)
        return line
