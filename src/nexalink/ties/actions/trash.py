"""Remove a person by hand: nothing shows or counts them any more, and everything waits in the trash."""

from collections.abc import Iterator
from datetime import datetime

from django.db import models

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.people.merging import tables_about_people
from nexalink.ties.actions.chosen import named, ties_of
from nexalink.ties.circles import refresh_sizes
from nexalink.ties.models import Membership, Note

_WAITING = frozenset(
    {
        "archives.Change", "archives.Proposal", "audits.Reading", "audits.TieScore", "gate.ConnectionRequest",
        "interactions.Exchange", "interactions.Interaction", "people.Fact", "people.Handle", "people.Merge",
        "people.Position", "ties.Note", "ties.Tagging",
    }
)  # fmt: skip
"""Tables whose rows stay where they are while a person is in the trash: sources bring them, and a newer import of the same
person finds them there. Every other row about the person is taken out and written into the journal."""


def remove_person(owner: Owner, *, person: int, at: datetime, by: str, key: str = "") -> Deed:
    """Put a person into the trash: no list, tier, reminder, plan, search or audit holds them until they are restored.

    Imports go on adding to what is known of them, unseen: they come back only when the owner says so.

    Raises:
        PersonMissing: there is no such person.
    """
    with deed(owner, by=by, action="remove person", what="Removed", key=key) as act:
        (tie,) = ties_of(owner, [person])
        members = Membership.objects.of(owner).filter(person=person)
        circles = set(members.values_list("circle_id", flat=True))
        act.what = f"Removed {named([tie])} from your network"
        gone = tie.person
        for row in _rows_about(owner, person):
            act.remove(row)
        act.change(gone, trashed_at=at)  # last, so that it is the first to be taken back
        refresh_sizes(owner, circles)
    return act


def _rows_about(owner: Owner, person: int) -> Iterator[models.Model]:
    """Yield the rows to take out, those that point to others of them first."""
    for note in Note.objects.of(owner).filter(person=person, source="manual").order_by("id"):
        yield from note.mentions.order_by("id")
        yield note
    for model, field in tables_about_people():
        if model._meta.label not in _WAITING:
            yield from model._default_manager.filter(owner=owner, **{field: person}).order_by("pk")
