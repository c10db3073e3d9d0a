"""Read a complete export back into an installation that keeps nothing yet."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from nexalink.accounts import bulk, journal
from nexalink.accounts.models import JournalEntry, Owner
from nexalink.archives.models import Archive, Proposal
from nexalink.audits.models import Audit, Finding
from nexalink.exports.errors import ExportNewer, NotAnExport, NotEmpty
from nexalink.exports.nouns import NOUNS, Noun
from nexalink.exports.shifting import shift_audit, shift_changes, shift_finding, shift_moved
from nexalink.exports.writing import SCHEMA, columns_of
from nexalink.kernel.dates import from_utc_text
from nexalink.people.models import Merge, Person

JSON = dict[str, Any]
Offsets = dict[type[models.Model], int]
_LONGEST_LINE = 64 * 2**20
_DAMAGED = "This export is damaged: {what}."
_AGAIN = "Nothing was restored; take another copy of it."


def is_export(path: Path) -> bool:
    """Tell whether ``path`` is a complete export of NexaLink."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {"manifest.json", "people.jsonl", "owner.jsonl"} <= set(archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


def restore(path: Path, *, by: str, zone: str = "UTC") -> dict[str, int]:
    """Restore an export in one transaction; return lines per file.

    Raises:
        NotAnExport: the file is damaged or something else.
        ExportNewer: a newer version wrote it.
        NotEmpty: this installation keeps people already.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            restored = _restore(archive, manifest, by=by, zone=zone)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError) as fault:
        raise NotAnExport(_DAMAGED.format(what=str(fault)[:120]), advice=_AGAIN) from fault
    bulk.renew_statistics()
    return restored


def _restore(archive: zipfile.ZipFile, manifest: JSON, *, by: str, zone: str) -> dict[str, int]:
    if manifest["schema"] > SCHEMA:
        raise ExportNewer(
            "A newer NexaLink wrote this export.", advice="Update NexaLink, then import it again."
        )
    with transaction.atomic():
        owner = Owner.objects.order_by("pk").first() or Owner(zone=zone)
        if owner.pk and Person.objects.of(owner).exists():
            raise NotEmpty(
                "There are people here already; a complete export is restored into an empty NexaLink.",
                advice="Choose an empty folder with --data.",
            )
        line = next(_lines(archive, "owner.jsonl", manifest))
        owner.settings = {name: value for name, value in line["settings"].items() if name != "zone"}
        owner.name, owner.zone = line["name"], line["settings"].get("zone", zone)
        owner.save()
        offsets = _offsets(manifest)
        counts = {}
        for noun in NOUNS:
            lines = _lines(archive, f"{noun.file}.jsonl", manifest)
            columns = ["owner_id", *(str(column.column) for column in columns_of(noun))]
            counts[noun.file] = bulk.insert(noun.model, columns, _values(owner, noun, lines, offsets))
        journal.write(owner, by=by, action="restore", what="complete export", after={"files": counts})
    return {name: count for name, count in counts.items() if count}


def _offsets(manifest: JSON) -> Offsets:
    """Reserve room for every table's ids: 0 where they are free as they are."""
    offsets: Offsets = {}
    for noun in NOUNS:
        entry = manifest["files"].get(f"{noun.file}.jsonl")
        if entry is None or entry["lowest"] is None:  # an older export knows fewer nouns
            offsets[noun.model] = 0
            continue
        offsets[noun.model] = bulk.reserve_span(noun.model, lowest=entry["lowest"], highest=entry["highest"])
    return offsets


def _lines(archive: zipfile.ZipFile, name: str, manifest: JSON) -> Iterator[JSON]:
    """Yield the lines of one file and check its sum at the end: a difference takes everything back."""
    if name not in manifest["files"]:
        return
    digest = hashlib.sha256()
    count = 0
    with archive.open(name) as stream:
        while raw := stream.readline(_LONGEST_LINE):
            digest.update(raw)
            count += 1
            yield json.loads(raw)
    entry = manifest["files"][name]
    if digest.hexdigest() != entry["sha256"] or count != entry["lines"]:
        raise NotAnExport(_DAMAGED.format(what=f"{name} does not have its sum"), advice=_AGAIN)


def _values(owner: Owner, noun: Noun, lines: Iterator[JSON], offsets: Offsets) -> Iterator[list[Any]]:
    columns = columns_of(noun)
    names = [noun.renamed.get(column.attname, column.attname.removesuffix("_id")) for column in columns]
    if noun.file == "people":
        names = ["archived_at" if name == "trashed_at" else name for name in names]
    turns = [_turn(noun, column, offsets, owner.pk) for column in columns]
    plain = list(zip(names, turns, strict=True))
    for line in lines:
        if len(line) < len(names):  # an older export knows fewer columns
            line = {**_defaults(noun, columns, names), **line}  # noqa: PLW2901 - the same line, completed
        yield [owner.pk, *(turn(line[name]) if turn else line[name] for name, turn in plain)]


def _defaults(noun: Noun, columns: "list[models.Field[Any, Any]]", names: list[str]) -> JSON:
    values = {name: column.get_default() for name, column in zip(names, columns, strict=True)}
    return {
        name: noun.words[column.attname][values[name]] if column.attname in noun.words else values[name]
        for name, column in zip(names, columns, strict=True)
        if column.has_default() or column.null
    }


def _turn(
    noun: Noun, column: "models.Field[Any, Any]", offsets: Offsets, owner: int
) -> Callable[[Any], Any] | None:
    """Return how a value of a line becomes a value of the column; None where it is one."""
    if column.attname in noun.words:
        numbers = {word: number for number, word in noun.words[column.attname].items()}
        return numbers.__getitem__
    if column.attname in noun.times:
        return lambda value: None if value is None else from_utc_text(value)
    pointed = _pointed(noun, column)
    if pointed is not None:
        offset = offsets.get(pointed, 0)
        return (lambda value: None if value is None else value + offset) if offset else None
    if isinstance(column, models.BinaryField):
        return base64.b64decode
    if isinstance(column, models.JSONField):
        inner = _shifted_json(noun, column.attname, offsets, owner)
        return lambda value: column.get_db_prep_save(inner(value), connection)
    if isinstance(column, (models.DateField, models.BooleanField)):
        return lambda value: column.get_db_prep_save(column.to_python(value), connection)
    return None


def _pointed(noun: Noun, column: "models.Field[Any, Any]") -> type[models.Model] | None:
    if column.primary_key:
        return noun.model
    if column.attname in noun.points:
        return noun.points[column.attname]
    related = column.related_model
    return related if isinstance(related, type) else None


def _shifted_json(noun: Noun, name: str, offsets: Offsets, owner: int) -> Callable[[Any], Any]:
    """Shift the ids inside documents: merges, the journal and audits hold some."""
    if noun.model is Merge and name == "moved":
        return lambda value: shift_moved(value, offsets, owner=owner)
    if noun.model is JournalEntry and name == "changes":
        return lambda value: shift_changes(value, offsets, owner=owner)
    if not any(offsets.values()):
        return lambda value: value
    if noun.model is JournalEntry:
        kinds = {
            "archive": Archive, "question": Proposal, "merge": Merge, "audit": Audit, "entry": JournalEntry,
        }  # fmt: skip
        return lambda value: {
            key: found + offsets.get(kinds[key], 0) if key in kinds and isinstance(found, int) else found
            for key, found in value.items()
        }
    if noun.model is Audit:
        return lambda value: shift_audit(value, offsets.get(Person, 0))
    if noun.model is Finding:
        return lambda value: shift_finding(value, offsets.get(Person, 0))
    return lambda value: value
