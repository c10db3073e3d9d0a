"""Shift the ids inside documents when an export is restored beside other owners' rows."""

from typing import Any

from django.apps import apps
from django.db import models

from nexalink.accounts.models import Owner
from nexalink.archives.models import Archive
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
    if not offset:
        return document
    network = dict(document["network"])
    figures = dict(network["figures"])
    for name in ("always_giving", "always_taking"):
        figures[name] = [pk + offset for pk in figures[name]]
    pareto = dict(network["pareto"])
    for name in ("top_attention", "top_value", "attention_only", "value_only"):
        pareto[name] = [pk + offset for pk in pareto[name]]
    network |= {"figures": figures, "pareto": pareto}
    for name in ("reconnect", "weak_ties_that_matter"):
        network[name] = [pk + offset for pk in network.get(name, ())]
    network["signs"] = [_shift_people(sign, offset) for sign in network["signs"]]
    picture = dict(document["picture"])
    picture["people"] = [{**person, "id": person["id"] + offset} for person in picture["people"]]
    picture["names"] = {str(int(pk) + offset): name for pk, name in picture.get("names", {}).items()}
    steps = [_shift_people(step, offset) for step in document["first_steps"]]
    shifted = {**document, "network": network, "picture": picture, "first_steps": steps}
    if said := document.get("protected"):
        shifted["protected"] = {
            **said,
            "bridges": [pk + offset for pk in said.get("bridges", ())],
            "once_close": _shift_keys(said.get("once_close", {}), offset),
        }
    if said := document.get("suggested"):
        shifted["suggested"] = _shift_keys(said, offset)
    return shifted


def _shift_keys(found: JSON, offset: int) -> JSON:
    return {str(int(pk) + offset): said for pk, said in found.items()}


def shift_finding(document: JSON, offset: int) -> JSON:
    """Return a finding's document with every person's id shifted: a list of people, or lists by what became of them."""
    people = document.get("people")
    if isinstance(people, list):
        return _shift_people(document, offset)
    if isinstance(people, dict):
        return {**document, "people": {part: [pk + offset for pk in found] for part, found in people.items()}}
    return document


def _shift_people(entry: JSON, offset: int) -> JSON:
    return {**entry, "people": [pk + offset for pk in entry["people"]]}
