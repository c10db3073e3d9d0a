"""Bring a person back from the trash, or erase them for good."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from nexalink.accounts import journal
from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.errors import ChangedSince
from nexalink.accounts.models import JournalEntry, Owner
from nexalink.archives.taking_back import take_back
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Exchange
from nexalink.people.erasing import ERASED, forget_in_documents, without_names
from nexalink.people.errors import PersonMissing
from nexalink.people.models import Merge, Person
from nexalink.ties.circles import refresh_sizes


def restore_person(owner: Owner, *, person: int, by: str) -> JournalEntry:
    """Bring a person back with tier, notes, promises, plans as they were; return the journal line that tells of it.

    Where something that belonged to them is gone since (a circle that was deleted), the rest comes back all the same.

    Raises:
        PersonMissing: nobody of that id is in the trash.
    """
    with transaction.atomic():
        found = _removed(owner, person)
        line = _line_of(owner, person)
        if line is not None:
            try:
                with transaction.atomic():
                    return take_back(owner, entry=line.pk, by=by)
            except ChangedSince:
                pass  # as much as can be
        act = _restore_what_can_be(owner, found, line, by=by)
        return JournalEntry.objects.of(owner).get(pk=act.entry)


def _restore_what_can_be(owner: Owner, person: Person, line: JournalEntry | None, *, by: str) -> Deed:
    lost = 0
    with deed(owner, by=by, action="restore person", what=f"Restored {person.name or '(no name)'}") as act:
        act.change(person, trashed_at=None)
        for change in reversed(line.changes if line else []):
            if change["after"] is None:
                try:
                    with transaction.atomic():
                        act.add_again(change)
                except ChangedSince:
                    lost += 1
        if lost:
            act.what += f"; what belonged to something that is gone did not come back ({lost})"
        if line is not None:
            JournalEntry.objects.of(owner).filter(pk=line.pk).update(undone_at=timezone.now())
        refresh_ties(owner, {person.pk})
        refresh_sizes(owner)
    return act


_SHORTEST_NAME = 3
"""A shorter name is also a word, and lines that are about other people are left as they are."""


def erase_person(owner: Owner, *, person: int, by: str) -> None:
    """Delete a person in the trash for good, with everything about them, also what the journal kept; no undo.

    The journal goes on saying that something was done, no longer to whom. Notes on other people that name them stay as
    they were written.

    Raises:
        PersonMissing: nobody of that id is in the trash.
    """
    with transaction.atomic():
        found = _removed(owner, person)
        _forget(owner, found)
        Exchange.objects.of(owner).filter(person=found).delete()
        ConnectionRequest.objects.of(owner).filter(person=found).delete()
        Merge.objects.of(owner).filter(Q(kept=found) | Q(gone=person)).delete()
        found.delete()
        # "after" tells those who follow the journal to look at everything again: no rows are named here.
        journal.write(owner, by=by, action="erase person", what=f"Erased {ERASED}", after={"erased": 1})


def _forget(owner: Owner, person: Person) -> None:
    """Take a person out of the journal, with the rows that it kept of them and their name, and out of documents."""
    names = {person.name} - {""}
    merged = Merge.objects.of(owner).filter(kept=person)
    ids = {person.pk, *merged.values_list("gone", flat=True)}
    for moved in merged.values_list("moved", flat=True):
        names |= {row["fields"]["name"] for row in moved.get("person", [])} - {""}
    telling = [name for name in names if len(name) >= _SHORTEST_NAME]
    for line in JournalEntry.objects.of(owner).order_by("id").iterator(200):
        kept = [change for change in line.changes if ids.isdisjoint(change["people"])]
        what = without_names(line.what, telling)
        if len(kept) < len(line.changes):  # its words may tell anything of them
            what = f"{line.action.capitalize()}: {ERASED}{' and others' if kept else ''}"
        if (what, len(kept)) != (line.what, len(line.changes)):
            JournalEntry.objects.of(owner).filter(pk=line.pk).update(what=what[:500], changes=kept)
    forget_in_documents(owner, people=ids, names=names)


def _removed(owner: Owner, person: int) -> Person:
    found = Person.objects.of(owner).select_for_update().filter(pk=person).exclude(trashed_at=None).first()
    if found is None:
        raise PersonMissing("That person is not among the removed people.", advice="Reload the page.")
    return found


def _line_of(owner: Owner, person: int) -> JournalEntry | None:
    """Return the line of the removal, None where it was not kept."""
    lines = JournalEntry.objects.of(owner).filter(action="remove person", undone_at=None).order_by("-id")
    wanted = ("people.Person", person)
    for line in lines.iterator(20):
        if any((change["table"], change["id"]) == wanted for change in line.changes):
            return line
    return None
