"""Tables: relations never climb, every one belongs to an owner, and the migrations say what the models say."""

import ast
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from nexalink.accounts.models import Owner
from tests.architecture import house

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
# Tables without an owner of their own, asked for only through one that has it.
OWNED_THROUGH: set[str] = set()
# Keys that begin with a row of the same owner instead of the owner.
KEYED_BY_A_ROW_OF_THE_OWNER = {
    ("ties.Tie", ("person",)),  # one tie for one person: one-to-one
    ("audits.Reading", ("audit", "person")),  # read and written one audit at a time
}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("nexalink.")]


def tables_with_owner() -> list[type[models.Model]]:
    return [model for model in our_models() if model is not Owner and model._meta.label not in OWNED_THROUGH]


def unique_sets(model: type[models.Model]) -> list[tuple[str, ...]]:
    """Return the fields of every unique constraint of a model, single-field ones included."""
    found = [tuple(names) for names in model._meta.unique_together]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            expressions = (getattr(part, "name", str(part)) for part in constraint.expressions)
            found.append(tuple(constraint.fields) or tuple(expressions))
    found += [(field.name,) for field in model._meta.local_fields if field.unique and not field.primary_key]
    return found


def test_our_tables_are_found() -> None:
    assert Owner in our_models()
    assert len(our_models()) > 1


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_relations_never_climb(model: type[models.Model]) -> None:
    ranks = house.ranks()
    here = ranks[house.room_of(model.__module__)]
    climbing = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model.__module__.startswith("nexalink.")
        and ranks[house.room_of(field.related_model.__module__)] > here
    ]
    assert climbing == []


def test_foreign_keys_name_the_class() -> None:
    found = [
        f"{house.place(file, call)}: {call.args[0].value}"
        for file in house.python_files()
        for call, name in house.calls(file)
        if name.rpartition(".")[2] in RELATIONS
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and call.args[0].value != "self"
    ]
    assert found == []


@pytest.mark.parametrize("model", tables_with_owner(), ids=lambda model: model._meta.label)
def test_every_table_has_its_owner(model: type[models.Model]) -> None:
    owner = next((field for field in model._meta.local_fields if field.name == "owner"), None)
    assert owner is not None, "add an owner, or name the table in OWNED_THROUGH with its reason"
    assert owner.related_model is Owner
    assert not owner.null


@pytest.mark.parametrize("model", tables_with_owner(), ids=lambda model: model._meta.label)
def test_every_unique_key_begins_with_the_owner(model: type[models.Model]) -> None:
    wrong = {(model._meta.label, names) for names in unique_sets(model) if names[:1] != ("owner",)}
    assert wrong <= KEYED_BY_A_ROW_OF_THE_OWNER


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    told = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=told, stderr=told)
    except SystemExit:
        pytest.fail(f"run makemigrations: {told.getvalue()}")


@pytest.mark.django_db
def test_django_has_nothing_to_warn_of() -> None:
    call_command("check", "--fail-level", "WARNING", stdout=StringIO(), stderr=StringIO())
