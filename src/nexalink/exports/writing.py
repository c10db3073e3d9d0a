"""Write everything an owner has into one zip, streaming: one JSON line a row, the manifest last."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from json.encoder import encode_basestring
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import connection, models
from django.db.models.functions import Cast

import nexalink
from nexalink.accounts.models import Owner
from nexalink.accounts.queries import owner_handles
from nexalink.exports.nouns import NOUNS, Noun
from nexalink.formats.handles import PROFILE_HOSTS
from nexalink.kernel.dates import utc_text
from nexalink.people.models import Fact, Handle, Merge, Position
from nexalink.ties.models import Membership, Tagging

JSON = dict[str, Any]
SCHEMA = 1
_FETCH = 2_000
_LEVEL = 1
"""The fastest compression: an export is a hundred times more often written than kept."""
OF_A_PERSON = (
    "goals",
    "challenges",
    "strengths",
    "facts",
    "how_met",
    "introduced_by",
    "can_offer",
    "could_offer_me",
)
Line = tuple[int | None, str]
"""A row's id, and its line as JSON."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_export(owner: Owner, target: Path, *, at: datetime) -> dict[str, int]:
    """Write the owner's complete export to ``target``, whole or not at all; return lines per file.

    Rows are read in id order and never held: memory does not grow with the network.
    """
    part = target.with_name(target.name + ".part")
    files: JSON = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as out:
        files["owner.jsonl"] = _write(out, "owner.jsonl", _encoded(iter([_owner_line(owner)])))
        for noun in NOUNS:
            lines = _encoded(_people(owner, noun)) if noun.file == "people" else _lines(owner, noun)
            files[f"{noun.file}.jsonl"] = _write(out, f"{noun.file}.jsonl", lines)
        manifest = {
            "schema": SCHEMA,
            "nexalink": nexalink.__version__,
            "written_at": _moment(at),
            "files": files,
        }
        out.writestr("manifest.json", json.dumps(manifest, indent=1))
    part.replace(target)
    return {name.removesuffix(".jsonl"): entry["lines"] for name, entry in files.items() if entry["lines"]}


def _encoded(lines: Iterator[JSON]) -> Iterator[Line]:
    for line in lines:
        yield line.get("id"), _encode(line)


def _write(out: zipfile.ZipFile, name: str, lines: Iterator[Line]) -> JSON:
    """Write one file; return its manifest entry: lines, SHA-256, lowest and highest id."""
    digest, count = hashlib.sha256(), 0
    lowest: int | None = None
    highest: int | None = None
    with out.open(name, "w", force_zip64=True) as stream:
        block: list[str] = []
        for number, text in lines:
            if number is not None:
                lowest, highest = number if lowest is None else min(lowest, number), max(highest or 0, number)
            block.append(text)
            count += 1
            if len(block) == _FETCH:
                _flush(stream, digest, block)
        _flush(stream, digest, block)
    return {"lines": count, "sha256": digest.hexdigest(), "lowest": lowest, "highest": highest}


def _flush(stream: Any, digest: Any, block: list[str]) -> None:
    if block:
        data = ("\n".join(block) + "\n").encode("utf-8", "surrogatepass")
        digest.update(data)
        stream.write(data)
        block.clear()


def _owner_line(owner: Owner) -> JSON:
    return {
        "name": owner.name,
        "handles": owner_handles(owner),
        "settings": {**owner.settings, "zone": owner.zone},
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def columns_of(noun: Noun) -> "list[models.Field[Any, Any]]":
    """Return the table's columns but the owner, in their order."""
    return [column for column in noun.model._meta.concrete_fields if column.name != "owner"]


def owned(model: type[models.Model], owner: Owner) -> "models.QuerySet[Any]":
    """Return the owner's rows, to be read in the order of their ids.

    The sum hides the owner from SQLite's planner: it would take an index that begins with the owner, and then sort all
    rows in memory before the first one comes.
    """
    rows_of_all: models.QuerySet[Any] = model._default_manager.all()
    if connection.vendor != "sqlite":
        return rows_of_all.filter(owner=owner)
    found: models.QuerySet[Any] = rows_of_all.annotate(whose=models.F("owner_id") + 0).filter(whose=owner.pk)
    return found


def rows(owner: Owner, noun: Noun) -> Iterator[JSON]:
    """Yield the owner's rows of one table as lines."""
    columns = columns_of(noun)
    names = [noun.renamed.get(column.attname, column.attname.removesuffix("_id")) for column in columns]
    converters = [(index, turn) for index, column in enumerate(columns) if (turn := _converter(noun, column))]
    found = owned(noun.model, owner).order_by("pk")
    for row in found.values_list(*(column.attname for column in columns)).iterator(_FETCH):
        values = list(row)
        for index, turn in converters:
            if values[index] is not None:
                values[index] = turn(values[index])
        yield dict(zip(names, values, strict=True))


def _lines(owner: Owner, noun: Noun) -> Iterator[Line]:
    """Yield the owner's rows of one table as text, column by column: a third of what encoding a mapping takes.

    Values that are JSON already are written as they are stored.
    """
    columns = columns_of(noun)
    names = [noun.renamed.get(column.attname, column.attname.removesuffix("_id")) for column in columns]
    form = "{" + ",".join(f'"{name}":%s' for name in names) + "}"
    writers = [(index, write) for index, column in enumerate(columns) if (write := _writer(noun, column))]
    wanted = [
        Cast(column.attname, models.TextField()) if _is_json(column) else models.F(column.attname)
        for column in columns
    ]
    place = names.index("id")
    for row in owned(noun.model, owner).order_by("pk").values_list(*wanted).iterator(_FETCH):
        values = list(row)
        for index, write in writers:
            values[index] = "null" if values[index] is None else write(values[index])
        yield row[place], form % tuple(values)


def _is_json(column: "models.Field[Any, Any]") -> bool:
    return isinstance(column, models.JSONField)


def _writer(noun: Noun, column: "models.Field[Any, Any]") -> Callable[[Any], str] | None:
    """Return what writes a column's value as JSON, None for whole numbers that always stand there."""
    if column.attname in noun.words:
        return {number: _encode(word) for number, word in noun.words[column.attname].items()}.__getitem__
    if turn := _converter(noun, column):
        return lambda value: f'"{turn(value)}"'  # days, moments and base64: nothing to escape
    if _is_json(column):
        return str
    if isinstance(column, models.CharField | models.TextField):
        return encode_basestring
    whole = isinstance(column, models.IntegerField | models.ForeignKey) and not column.null
    return None if whole else _encode


def _converter(noun: Noun, column: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    if column.attname in noun.words:
        return noun.words[column.attname].__getitem__
    if column.attname in noun.times:
        return utc_text
    if isinstance(column, models.DateTimeField):
        return _moment
    if isinstance(column, models.DateField):
        return date.isoformat
    if isinstance(column, models.BinaryField):
        return lambda value: base64.b64encode(bytes(value)).decode("ascii")
    return None


def _people(owner: Owner, noun: Noun) -> Iterator[JSON]:
    """Yield people with all that the contract puts on their line; every table is read once, side by side."""
    handles = _Beside(Handle, owner, "uri", "source", "shared")
    positions = _Beside(Position, owner, "company", "title", "started", "finished", "seen_on", "source")
    names = _Beside(Fact, owner, "value", only={"kind": "name"})
    tags = _Beside(Tagging, owner, "tag__name")
    circles = _Beside(Membership, owner, "circle__name")
    merged = _Beside(Merge, owner, "gone", key="kept_id", only={"undone_at": None})
    for line in rows(owner, noun):
        person = line["id"]
        by_owner = line["by_owner"]
        line["names"] = [
            name for name in dict.fromkeys([line["name"], *(row[0] for row in names.of(person))]) if name
        ]
        line["handles"] = [
            {"kind": kind_of(uri), "value": uri, "source": source, "shared": shared, "from": None, "to": None}
            for uri, source, shared in handles.of(person)
        ]
        line["positions"] = [
            {"company": row[0], "title": row[1], "from": row[2] or None, "to": row[3] or None,
             "seen_on": row[4].isoformat(), "source": row[5]}
            for row in positions.of(person)
        ]  # fmt: skip
        line["tags"] = [row[0] for row in tags.of(person)]
        line["circles"] = [row[0] for row in circles.of(person)]
        line["merged_from"] = [row[0] for row in merged.of(person)]
        line["archived_at"] = line.pop("trashed_at")
        for name in OF_A_PERSON:
            line[name] = by_owner.get(name)
        yield line


def kind_of(uri: str) -> str:
    """Return the kind of a handle: email, phone, profile or other."""
    if uri.startswith("mailto:"):
        return "email"
    if uri.startswith("tel:"):
        return "phone"
    return "profile" if uri.startswith(PROFILE_HOSTS) else "other"


class _Beside:
    """A table read in the order of people, beside the people themselves."""

    def __init__(
        self,
        model: type[models.Model],
        owner: Owner,
        *columns: str,
        key: str = "person_id",
        only: JSON | None = None,
    ) -> None:
        found = owned(model, owner).filter(**(only or {})).order_by(key, "pk")
        self._groups = groupby(found.values_list(key, *columns).iterator(_FETCH), key=itemgetter(0))
        self._next: tuple[int, list[Any]] | None = None
        self._advance()

    def _advance(self) -> None:
        person, group = next(self._groups, (None, ()))
        self._next = None if person is None else (person, [row[1:] for row in group])

    def of(self, person: int) -> list[Any]:
        """Return the rows of ``person``; people must be asked for in rising order."""
        while self._next and self._next[0] < person:
            self._advance()
        return self._next[1] if self._next and self._next[0] == person else []
