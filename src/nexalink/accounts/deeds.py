"""Acts that can be taken back: every row an act adds, changes or removes is written into its journal line.

An action opens a ``deed``, changes rows through it, and is done: one transaction, one line. Whatever the rows are, the
line is enough to take the act back, so no room writes an undo of its own.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from nexalink.accounts import journal
from nexalink.accounts.errors import AlreadyDone, ChangedSince, LineMissing, LineUndone, NotUndoable
from nexalink.accounts.models import JournalEntry, Owner

Row = TypeVar("Row", bound=models.Model)
JSON = dict[str, Any]
_DERIVED = frozenset(
    {
        "archives.Change",
        "archives.Proposal",
        "audits.Reading",
        "audits.TieScore",
        "ties.Membership",
        "today.Snooze",
    }
)
"""Tables made from the rest: a person whom only these are about can be taken away, and they go along."""
_REFRESHED = frozenset({"people.Person", "ties.Circle", "ties.Tie"})
"""Tables with columns that are made from the rest: what differs there was not always somebody's act."""
_PEOPLE = ("person", "first", "second")
"""Keys by which rows name the people they are about."""


@dataclass(slots=True)
class Deed:
    """One act while it is done.

    ``entry`` is the id of its journal line once the block has ended; ``changes`` holds one entry a row: table, id,
    the people it is about, fields before (None for an added row), fields after (None for a removed one).
    """

    owner: Owner
    what: str
    entry: int = 0
    changes: list[JSON] = field(default_factory=list)

    def add(self, row: Row) -> Row:
        """Save a new row and return it."""
        row.save(force_insert=True)
        self._note(row, before=None, after=fields_of(row))
        return row

    def change(self, row: Row, **values: Any) -> Row:
        """Set ``values`` (by column name) on a row and save what differs."""
        before = fields_of(row, values)
        for name, value in values.items():
            setattr(row, name, value)
        after = fields_of(row, values)
        changed = [name for name in before if before[name] != after[name]]
        if changed:
            row.save(update_fields=changed)
            kept_before, kept_after = ({name: side[name] for name in changed} for side in (before, after))
            self._note(row, before=kept_before, after=kept_after)
        return row

    def add_again(self, change: JSON) -> models.Model:
        """Insert a row again that an earlier act removed, under its own id; raise ``ChangedSince`` where it cannot be."""
        row = bring_back(change)
        self._note(row, before=None, after=fields_of(row))
        return row

    def remove(self, row: models.Model) -> None:
        """Delete a row; rows that point to it must be removed first, so that each is written down."""
        self._note(row, before=fields_of(row), after=None)
        row.delete()

    def people(self) -> set[int]:
        """Return the ids of the people whose rows were touched."""
        return people_in(self.changes)

    def _note(self, row: models.Model, *, before: JSON | None, after: JSON | None) -> None:
        about = {getattr(row, f"{name}_id", None) for name in _PEOPLE}
        people = sorted(person for person in about if person is not None)
        if row._meta.label == "people.Person":
            people = [row.pk]
        self.changes.append(
            {"table": row._meta.label, "id": row.pk, "people": people, "before": before, "after": after}
        )


@contextmanager
def deed(owner: Owner, *, by: str, action: str, what: str, key: str = "") -> Iterator[Deed]:
    """Do one act: everything inside the block is one transaction and one line of the journal.

    ``key`` names one submission of a form: the second time it comes, nothing happens. ``deed.what`` may be made more
    telling inside the block. An act that changes nothing writes its line too.

    Raises:
        AlreadyDone: an act with this key stands already.
    """
    try:
        with transaction.atomic():
            if key and (done := _line_of(owner, key)):
                raise AlreadyDone(done)
            act = Deed(owner, what)
            yield act
            line = journal.write(
                owner, by=by, action=action, what=act.what, changes=act.changes, key=key or None
            )
            act.entry = line.pk
    except IntegrityError:
        if key and (done := _line_of(owner, key)):  # the same form came twice at the same moment
            raise AlreadyDone(done) from None
        raise


def take_back(owner: Owner, *, entry: int, by: str) -> list[JSON]:
    """Undo one act whole and mark its line; return its changes, so that derived columns can be brought up to date.

    Raises:
        LineMissing: there is no such line.
        LineUndone: it was taken back before.
        NotUndoable: it changed no row.
        ChangedSince: a later act changed the same rows; that one has to be taken back first.
    """
    with transaction.atomic():
        line = JournalEntry.objects.of(owner).select_for_update().filter(pk=entry).first()
        if line is None:
            raise LineMissing("There is no such line in the journal.", advice="Reload the page.")
        if line.undone_at:
            raise LineUndone(f"“{line.what}” was taken back already.", advice="Reload the page.")
        if not line.changes:
            raise NotUndoable(f"“{line.what}” cannot be taken back.", advice="See the list of what can be.")
        for change in reversed(line.changes):
            _revert(owner, change, own=line.changes)
        line.undone_at = timezone.now()
        line.save(update_fields=["undone_at"])
        journal.write(owner, by=by, action="undo", what=line.what, after={"entry": line.pk})
        return list(line.changes)


def fields_of(row: models.Model, names: Any = None) -> JSON:
    """Return a row's columns as JSON, all or those of ``names`` (a column may be named with or without ``_id``)."""
    wanted = None
    if names is not None:
        wanted = [
            row._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name).name
            for name in names
        ]
    document = json.loads(serializers.serialize("json", [row], fields=wanted))
    return dict(document[0]["fields"])


def people_in(changes: list[JSON]) -> set[int]:
    """Return the ids of the people that the changed rows are about."""
    return {person for change in changes for person in change["people"]}


def _line_of(owner: Owner, key: str) -> int | None:
    return JournalEntry.objects.of(owner).filter(key=key).values_list("pk", flat=True).first()


def _revert(owner: Owner, change: JSON, *, own: list[JSON]) -> None:
    model = apps.get_model(change["table"])
    before, after = change["before"], change["after"]
    if before is not None and after is None:
        _bring_back(model, change["id"], before)
        return
    of_owner = (
        {"pk": owner.pk} if model is Owner else {"owner": owner}
    )  # an act may change the owner's settings
    row = model._default_manager.filter(pk=change["id"]).filter(**of_owner).first()
    if row is None:
        raise ChangedSince("What this left is gone already.", advice="Take back the later change first.")
    if before is None:
        _refuse_if_used(row, own=own)
        _refuse_if_changed(row, after)
        row.delete()
        return
    if fields_of(row, before) != after:
        raise ChangedSince("This was changed again since.", advice="Take back the later change first.")
    for restored in serializers.deserialize(
        "python", [{"model": change["table"], "pk": row.pk, "fields": before}]
    ):
        for name in before:
            setattr(
                row,
                model._meta.get_field(name).attname,
                getattr(restored.object, model._meta.get_field(name).attname),
            )
    row.save(update_fields=list(before))


def bring_back(change: JSON) -> models.Model:
    """Insert a row again that an act removed (one of its ``changes``), under its own id, and return it.

    Raises:
        ChangedSince: it is there again, or what it belonged to is gone.
    """
    model = apps.get_model(change["table"])
    _bring_back(model, change["id"], change["before"])
    row: models.Model = model._default_manager.get(pk=change["id"])
    return row


def _bring_back(model: type[models.Model], pk: int, fields: JSON) -> None:
    """Insert a removed row again under its own id."""
    if model._default_manager.filter(pk=pk).exists():
        raise ChangedSince("This is there again already.", advice="Reload the page.")
    for column in model._meta.concrete_fields:  # SQLite would look at keys only when all is done
        related, key = column.related_model, fields.get(column.name)
        if (
            isinstance(related, type)
            and key is not None
            and not related._default_manager.filter(pk=key).exists()
        ):
            raise ChangedSince(
                "What this belonged to is gone since.", advice="Take back the later change first."
            )
    try:
        with transaction.atomic():
            for row in serializers.deserialize(
                "python", [{"model": model._meta.label, "pk": pk, "fields": fields}]
            ):
                row.save(force_insert=True)
    except IntegrityError as fault:
        raise ChangedSince(
            "What this belonged to has changed since.", advice="Take back the later change first."
        ) from fault


def _refuse_if_changed(row: models.Model, after: JSON) -> None:
    """Refuse to take away a row that a later act changed: what that act did besides would stand alone."""
    if row._meta.label in _REFRESHED:
        return
    now = fields_of(row)
    if any(
        now.get(name) != value for name, value in after.items() if name not in _PEOPLE
    ):  # merging moves people
        raise ChangedSince("This was changed again since.", advice="Take back the later change first.")


def _refuse_if_used(row: models.Model, *, own: list[JSON]) -> None:
    """Refuse to take away a row that later rows belong to: they would go with it unseen."""
    added = {(change["table"], change["id"]) for change in own}
    for relation in row._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        model = relation.related_model
        if model._meta.label in _DERIVED and relation.field.name in _PEOPLE:
            continue
        keys = model._default_manager.filter(**{relation.field.name: row.pk}).values_list("pk", flat=True)
        if any((model._meta.label, key) not in added for key in keys):
            raise ChangedSince(
                "Something was added to this since.", advice="Take back the later change first."
            )
