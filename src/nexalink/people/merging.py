"""Join two records of one human, and take them apart again with nothing lost.

Every table that points to people is found through Django's registry, so a room built later takes part by itself.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from nexalink.accounts.models import Owner
from nexalink.people.errors import MergeMissing, PersonMissing, SamePerson
from nexalink.people.models import Merge, Person
from nexalink.people.twins import empty_twin, fill_twin

Rows = list[dict[str, Any]]


def merge_people(
    owner: Owner, *, kept: int, gone: int, because: list[str], by: str, imported_by: int | None = None
) -> Merge:
    """Make ``gone`` part of ``kept``: everything that points to it moves; return the record that undoes it.

    A row that both records have (the same mail to both addresses) is kept once; what only the other copy knew fills its
    gaps (``twins``), and the copy waits in the record.

    Raises:
        SamePerson: both ids are one.
        PersonMissing: one of them is not in the owner's network.
    """
    if kept == gone:
        raise SamePerson("That is the same person already.", advice="Choose two different people.")
    with transaction.atomic():
        people = {person.pk: person for person in Person.objects.of(owner).filter(pk__in=(kept, gone))}
        if len(people) < 2:
            raise PersonMissing(
                "One of the two people is not there any more.", advice="Search for them again."
            )
        moved: dict[str, Any] = {"ids": {}, "dropped": [], "filled": []}
        for model, field in tables_about_people():
            ids, dropped = _move(owner, model, field, kept=people[kept], gone=people[gone])
            if ids:
                moved["ids"][f"{model._meta.label}.{field}"] = ids
            for row in dropped:
                moved["filled"] += fill_twin(row, field=field, kept=people[kept])
            moved["dropped"] += _dump(dropped)
        moved["person"] = _dump([people[gone]])
        moved["kept"] = _dump([people[kept]])
        _fill_gaps(people[kept], people[gone])
        people[gone].delete()
        return Merge.objects.create(
            owner=owner,
            kept=people[kept],
            gone=gone,
            moved=moved,
            because=because,
            by=by[:60],
            imported_by=imported_by,
        )


def unmerge_people(owner: Owner, *, merge: int) -> Merge:
    """Take a merge back: the joined record returns under its old id with all that was its own.

    Raises:
        MergeMissing: there is no such merge, or it was taken back.
    """
    with transaction.atomic():
        record = Merge.objects.of(owner).filter(pk=merge, undone_at=None).select_related("kept").first()
        if record is None:
            raise MergeMissing("That merge was taken back already.", advice="Reload the page.")
        _restore(record.moved["person"])
        for label, ids in record.moved["ids"].items():
            model, field = _table(label)
            rows = model._default_manager.filter(pk__in=ids, owner=owner)
            rows.update(**{field: record.gone})
        for filled in reversed(record.moved.get("filled", [])):
            empty_twin(filled, apps.get_model(filled["table"]))
        _restore(record.moved["dropped"])
        for person in serializers.deserialize("python", record.moved["kept"]):
            before = person.object
            Person.objects.of(owner).filter(pk=record.kept_id).update(
                **{
                    name: getattr(before, name)
                    for name in ("name", "folded_name", "company", "title", "by_owner", "trashed_at")
                }
            )
        record.undone_at = timezone.now()
        record.save(update_fields=["undone_at"])
        return record


def tables_about_people() -> Iterator[tuple[type[models.Model], str]]:
    """Yield every table with a key to people, and the key's name; merges keep their own record."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and relation.related_model is not Merge:
            yield relation.related_model, relation.field.name
    yield Merge, "kept"


def _table(label: str) -> tuple[type[models.Model], str]:
    for model, field in tables_about_people():
        if f"{model._meta.label}.{field}" == label:
            return model, field
    raise MergeMissing(f"The merge names a table that is gone: {label}.")


def _move(
    owner: Owner, model: type[models.Model], field: str, *, kept: Person, gone: Person
) -> tuple[list[int], list[models.Model]]:
    rows = model._default_manager.filter(owner=owner, **{field: gone})
    ids = list(rows.values_list("pk", flat=True))
    if not ids:
        return [], []
    try:
        with transaction.atomic():
            rows.update(**{field: kept})
    except IntegrityError:
        return _move_one_by_one(model, field, ids, kept=kept)
    return ids, []


def _move_one_by_one(
    model: type[models.Model], field: str, ids: list[int], *, kept: Person
) -> tuple[list[int], list[models.Model]]:
    moved: list[int] = []
    dropped: list[models.Model] = []
    for pk in ids:
        row = model._default_manager.filter(pk=pk)
        try:
            with transaction.atomic():
                row.update(**{field: kept})
            moved.append(pk)
        except IntegrityError:
            held = row.get()
            dropped.append(held)
            row.delete()  # of the query: the row in hand keeps its id
    return moved, dropped


def _fill_gaps(kept: Person, gone: Person) -> None:
    """Show what only the joined record knew; whom the owner removed comes back with somebody who is there."""
    if gone.trashed_at is None:
        kept.trashed_at = None
    kept.by_owner = {**gone.by_owner, **kept.by_owner}
    for name in ("name", "folded_name", "company", "title", "place", "birthday"):
        if not getattr(kept, name):
            setattr(kept, name, getattr(gone, name))
    kept.save()


def _dump(rows: list[Any]) -> Rows:
    return list(json.loads(serializers.serialize("json", rows)))


def _restore(rows: Rows) -> None:
    for row in serializers.deserialize("python", rows):
        row.save()
