"""Two rows that say the same of two records of one human: what only the dropped one knew goes into the one that stays."""

from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db import models

from nexalink.accounts.deeds import fields_of
from nexalink.people.models import Person

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TwinRule:
    """How a table's rows are made one, as its class states in ``twins``.

    ``filled`` are groups of columns that are taken together where the row that stays has none of them; ``joined`` are
    texts that are put one below the other; ``keyed`` are documents of which each key is taken where it is missing;
    ``emptied`` are columns that stay empty if they were empty in either.
    """

    filled: tuple[tuple[str, ...], ...] = ()
    joined: tuple[str, ...] = ()
    keyed: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()


def fill_twin(dropped: models.Model, *, field: str, kept: Person) -> list[JSON]:
    """Fill the row of ``kept`` that stands where ``dropped`` cannot; return what changed, one entry a group of columns."""
    rule: TwinRule | None = getattr(dropped, "twins", None)
    twin = _twin_of(dropped, field=field, kept=kept) if rule else None
    if rule is None or twin is None:
        return []
    return [_fill(twin, values, kept) for values in _wanted(rule, twin, dropped)]


def empty_twin(filled: JSON, model: type[models.Model]) -> None:
    """Take back what ``fill_twin`` filled, unless one of the columns was changed since."""
    row = model._default_manager.filter(pk=filled["id"]).first()
    if row is None or fields_of(row, filled["before"]) != filled["after"]:
        return
    document = {"model": filled["table"], "pk": row.pk, "fields": filled["before"]}
    for restored in serializers.deserialize("python", [document]):
        for name in filled["before"]:
            setattr(row, name, getattr(restored.object, name))
    row.save(update_fields=list(filled["before"]))


def _fill(twin: models.Model, values: JSON, kept: Person) -> JSON:
    before = fields_of(twin, values)
    for name, value in values.items():
        setattr(twin, name, value)
    twin.save(update_fields=list(values))
    after = fields_of(twin, values)
    return {"table": twin._meta.label, "id": twin.pk, "people": [kept.pk], "before": before, "after": after}


def _wanted(rule: TwinRule, twin: models.Model, dropped: models.Model) -> list[JSON]:
    groups: list[JSON] = [
        {name: getattr(dropped, name) for name in group}
        for group in rule.filled
        if not any(getattr(twin, name) for name in group)
    ]
    for name in rule.joined:
        texts = dict.fromkeys(text for row in (twin, dropped) if (text := getattr(row, name)))
        groups.append({name: "\n\n".join(texts)})
    groups += [{name: {**getattr(dropped, name), **getattr(twin, name)}} for name in rule.keyed]
    groups += [{name: None} for name in rule.emptied if getattr(dropped, name) is None]
    return [group for group in groups if any(getattr(twin, name) != value for name, value in group.items())]


def _twin_of(dropped: models.Model, *, field: str, kept: Person) -> models.Model | None:
    """Return the row that a unique constraint of the table holds against the dropped one."""
    model = type(dropped)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and field in constraint.fields:
            same = {name: getattr(dropped, name) for name in constraint.fields if name != field}
            if (found := model._default_manager.filter(**same, **{field: kept}).first()) is not None:
                return found
    return None
