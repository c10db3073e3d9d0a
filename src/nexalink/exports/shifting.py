"""Shift the ids inside documents when an export is restored beside other owners' rows."""

from typing import Any

from django.apps import apps
from django.db import models

from nexalink.accounts.models import Owner
from nexalink.archives.models import Archive
from nexalink.audits.named import finding_with_people, with_people
from nexalink.people.models import Person

JSON = dict[str, Any]


def shift_moved(moved: JSON, offsets: dict[type[models.Model], int], *, owner: int) -> JSON:
    """Return a merge's record with every id shifted by its table's offset, its rows given to ``owner``."""
    ids = {}
    for label, keys in moved["ids"].items():
        model = apps.get_model(label.rpartition(".")[0])
        ids[label] = [key + offsets.get(model, 0) for key in keys]
    rows = {
        name: [_shift_row(row, offsets, owner) for row in moved[name]]
        for name in ("dropped", "person", "kept")
    }
    filled = shift_changes(moved.get("filled", []), offsets, owner=owner)
    return {**moved, "ids": ids, **rows, "filled": filled}


def _shift_row(row: JSON, offsets: dict[type[models.Model], int], owner: int) -> JSON:
    model = apps.get_model(row["model"])
    fields = _shift_fields(model, {**row["fields"], "owner": owner}, offsets)
    return {"model": row["model"], "pk": row["pk"] + offsets.get(model, 0), "fields": fields}


def shift_changes(changes: list[JSON], offsets: dict[type[models.Model], int], *, owner: int) -> list[JSON]:
    """Return a journal line's row changes with every id shifted by its table's offset, its rows given to ``owner``."""
    shifted = []
    for change in changes:
        model = apps.get_model(change["table"])
        sides = {
            side: _shift_fields(model, _given(change[side], owner), offsets) for side in ("before", "after")
        }
        people = [person + offsets.get(Person, 0) for person in change["people"]]
        number = owner if model is Owner else change["id"] + offsets.get(model, 0)
        shifted.append({**change, **sides, "id": number, "people": people})
    return shifted


def _given(fields: JSON | None, owner: int) -> JSON | None:
    """Return a row's fields with the owner who has it now; an owner's own row names none."""
    return {**fields, "owner": owner} if fields and "owner" in fields else fields


def _shift_fields(
    model: type[models.Model], fields: JSON | None, offsets: dict[type[models.Model], int]
) -> JSON | None:
    if fields is None:
        return None
    moved = dict(fields)
    if moved.get("imported_by") is not None:
        moved["imported_by"] += offsets.get(Archive, 0)
    for column in model._meta.concrete_fields:
        related = column.related_model
        if isinstance(related, type) and related in offsets and moved.get(column.name) is not None:
            moved[column.name] += offsets[related]
    return moved


def shift_audit(document: JSON, offset: int) -> JSON:
    """Return an audit's document with every person's id shifted."""
    return with_people(document, lambda person: person + offset) if offset else document


def shift_finding(document: JSON, offset: int) -> JSON:
    """Return a finding's document with every person's id shifted."""
    return finding_with_people(document, lambda person: person + offset)
