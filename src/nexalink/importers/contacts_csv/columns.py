"""What the columns of an address book mean, whoever wrote it and in whatever language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nexalink.formats.handles import fold_name
from nexalink.importers.contacts_csv.words import TITLE_OR_PREFIX, WORDS

TARGETS = (
    "name", "given", "middle", "family", "suffix", "nickname", "maiden", "email", "phone", "company", "title",
    "department", "role", "birthday", "anniversary", "note", "label", "url", "profile", "street", "city", "region",
    "postal", "country", "address", "place", "uid", "related", "custom",
)  # fmt: skip
"""What a column may be mapped to. ``work_`` or ``home_`` may stand before an address's part or a phone, and ``_2`` …
behind any of them."""

_KEPT_TARGETS = frozenset(
    (*TARGETS, "birth_year", "birth_month", "birth_day", "label_of", "value_of", "display")
)
_TARGET = re.compile(r"(?:(work|home|other|mobile)_)?([a-z_]+?)(?:_?(\d+))?\Z")
_NUMBERED = re.compile(
    r"(e-?mail|phone|address|organization|relation|website|event|custom field|im)\s+(\d+)\s*-\s*(.+)\Z",
    re.IGNORECASE,
)
_NUMBERED_TARGETS = {
    ("email", "value"): "email",
    ("phone", "value"): "phone",
    ("website", "value"): "url",
    ("organization", "name"): "company",
    ("organization", "title"): "title",
    ("organization", "department"): "department",
    ("address", "formatted"): "address",
    ("address", "street"): "street",
    ("address", "city"): "city",
    ("address", "region"): "region",
    ("address", "postalcode"): "postal",
    ("address", "country"): "country",
}
_LABELLED = frozenset({"relation", "event", "customfield", "im"})
_LABELS = frozenset({"label", "type"})

SYNONYMS: dict[str, str] = {
    word: line.partition(":")[0].strip()
    for line in WORDS.strip().splitlines()
    for word in line.partition(":")[2].split()
}
"""Folded header without blanks → target, with ``work_`` or ``home_`` where the header says so."""


_RELATIONS = {
    "managersname": "manager",
    "assistantsname": "assistant",
    "spouses": "spouse",
    "children": "child",
    "referredby": "referred by",
}


class Column(NamedTuple):
    """A column that is read: where it stands, what it is, and the group whose columns belong together."""

    place: int
    target: str
    group: str = ""


def header_key(header: str) -> str:
    """Return a header for comparing: letters and digits without accents, in lower case.

    >>> header_key("E-mail 2 Address"), header_key("Straße geschäftlich")
    ('email2address', 'strassegeschaftlich')
    """
    return fold_name(header).replace(" ", "")


def plan_of(header: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of ``header`` that are understood, by Google's numbering or by what they are called."""
    keys = [header_key(cell) for cell in header]
    has_job_title = any(SYNONYMS.get(key, "").endswith("title") for key in keys)
    columns = []
    for index, (cell, key) in enumerate(zip(header, keys, strict=True)):
        if found := _NUMBERED.match(cell.strip()):
            if column := _numbered(index, found):
                columns.append(column)
        elif key in TITLE_OR_PREFIX:
            if not has_job_title:
                columns.append(Column(index, "title"))
        elif key == "birthday" and "birthmonth" in keys:
            columns.append(Column(index, "birth_day"))  # Thunderbird's third part, not a whole date
        elif word := SYNONYMS.get(key) or SYNONYMS.get(key.rstrip("0123456789")):
            columns.append(_named(index, word, cell))
    return tuple(columns)


def _named(index: int, word: str, cell: str) -> Column:
    """Return a column by its word; where the header itself is part of the fact (Spouse, Hobby), it is the group."""
    if word == "related":
        return Column(index, word, _RELATIONS.get(header_key(cell), header_key(cell)))
    return Column(index, word, cell.strip()) if word == "custom" else _column(index, word)


def plan_from(
    header: Sequence[str], mapping: Mapping[str, str]
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Return the columns that ``mapping`` (target → header, several divided by ``|``) names, and headers not found."""
    places: dict[str, int] = {}
    for index, cell in enumerate(header):
        places.setdefault(header_key(cell), index)
    columns, missing = [], []
    for target, names in mapping.items():
        if not (found := _TARGET.match(target)) or found[2] not in _KEPT_TARGETS:
            continue
        for name in _divided(names, places):
            if (index := places.get(header_key(name), -1)) < 0:
                missing.append(name.strip())
            else:
                columns.append(_column(index, target))
    return tuple(columns), tuple(missing)


def _divided(names: str, places: Mapping[str, int]) -> Iterator[str]:
    """Yield the headers that ``names`` joins by ``|``; one that has the sign itself is told by the table."""
    parts = names.split("|")
    while parts:
        longest = next(
            (length for length in range(len(parts), 1, -1) if header_key("|".join(parts[:length])) in places),
            1,
        )
        yield "|".join(parts[:longest])
        parts = parts[longest:]


def suggest_mapping(headers: Sequence[str]) -> dict[str, str]:
    """Return target → header for every header whose meaning is known; a second one for a target is ``email_2``.

    >>> suggest_mapping(["Vorname", "Nachname", "E-Mail", "E-Mail 2", "Shoe size"])
    {'given': 'Vorname', 'family': 'Nachname', 'email': 'E-Mail', 'email_2': 'E-Mail 2'}
    """
    suggested: dict[str, str] = {}
    for column in plan_of(headers):
        if column.target not in TARGETS:
            continue
        place = f"{column.group}_" if column.group in ("work", "home") else ""
        name, number = f"{place}{column.target}", 2
        while name in suggested:
            name, number = f"{place}{column.target}_{number}", number + 1
        suggested[name] = headers[column.place]
    return suggested


def _column(index: int, word: str) -> Column:
    found = _TARGET.match(word)
    if not found:
        return Column(index, word)
    group = {"mobile": "home", None: ""}.get(found[1], found[1])
    return Column(index, found[2], group or "")


def _numbered(index: int, found: re.Match[str]) -> Column | None:
    noun, number, part = header_key(found[1]), found[2], header_key(found[3])
    group = f"{noun}{number}"
    if part in _LABELS:
        return Column(index, "label_of", group)
    if noun in _LABELLED:
        return Column(index, "value_of", group) if part in ("value", "service") else None
    target = _NUMBERED_TARGETS.get((noun, part))
    return Column(index, target, group) if target else None
