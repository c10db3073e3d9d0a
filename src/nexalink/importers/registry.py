"""Which importers there are, and which of them reads what: the only place that finds modules by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Protocol, cast

from nexalink.formats.containers import BadContainer, FileMember, Member, members_of
from nexalink.importers.contract import Archive, Importer
from nexalink.importers.describe import Description, describe, with_mapping
from nexalink.importers.errors import AmbiguousInput, ColumnsUnknown, TableColumn, UnknownInput

NAMES = ("linkedin", "mail", "calendar", "vcard", "contacts_csv")
"""The packages beside this file, each with an ``IMPORTER``."""
TABLE_READER = "contacts_csv"
"""The importer that reads any table once its columns are named."""
ONE_EXPORT_A_FOLDER = frozenset({"linkedin"})
"""Importers for which the same file name in two folders means two exports, to be read apart."""

_TABLES = (".csv", ".tsv", ".txt")
_ZIP = b"PK\x03\x04"
_MOST_DESCRIBED = 200


@lru_cache(maxsize=1)
def importers() -> tuple[Importer, ...]:
    """Return all importers; loaded at the first call, for the libraries of some take their time."""
    return tuple(cast("Importer", import_module(f"nexalink.importers.{name}").IMPORTER) for name in NAMES)


def identify(
    path: Path, *, until: int, mapping: dict[str, str] | None = None
) -> list[tuple[Importer, Archive]]:
    """Return what ``path`` (a file, a folder or a zip) holds: each archive with the one importer that reads it.

    Several importers in one input give one archive each, named by the input and the importer's title. Zips inside a
    folder are archives of their own; zips inside a zip are not opened. With ``mapping``, tables that nobody knows are
    read by the importer of address books. Exports of one importer come oldest first.

    Raises:
        BadContainer: the input or a file in it cannot be opened.
        UnknownInput: nobody can read any of it.
        ColumnsUnknown: it is a table that can be read once somebody says what its columns hold.
        AmbiguousInput: two importers claim the same file.
    """
    found: list[tuple[Importer, Archive]] = []
    members: list[Member] = []
    inputs = [(path.name or path.resolve().name, members_of(path))]
    if path.is_dir():
        loose, zips = _zips_apart(inputs[0][1])
        inputs = [(inputs[0][0], loose), *((member.path, members_of(member.file)) for member in zips)]
    for name, inside in inputs:
        members.extend(inside)
        found.extend(_claimed(name, inside, until, mapping or {}))
    if not found:
        raise _unknown(path, members)
    order = {importer.name: place for place, (importer, _) in enumerate(found)}
    return sorted(
        found, key=lambda pair: (order[pair[0].name], _age(*pair)) if len(found) > 1 else (0, date.min)
    )


def _age(importer: Importer, archive: Archive) -> date:
    return importer.taken_on(archive) or date.min if importer.name in ONE_EXPORT_A_FOLDER else date.min


def _zips_apart(members: Iterable[Member]) -> tuple[tuple[Member, ...], list[FileMember]]:
    loose: list[Member] = []
    zips: list[FileMember] = []
    for member in members:
        if (
            isinstance(member, FileMember)
            and member.path.lower().endswith(".zip")
            and _head(member, 4) == _ZIP
        ):
            zips.append(member)
        else:
            loose.append(member)
    return tuple(loose), zips


def _claimed(
    name: str, members: Sequence[Member], until: int, mapping: dict[str, str]
) -> list[tuple[Importer, Archive]]:
    """Return the archives of one input: its members grouped by the importer that accepts each."""
    groups: defaultdict[str, list[Member]] = defaultdict(list)
    for member in members:
        if importer := _importer_of(member, mapping, alone=len(members) == 1):
            groups[importer.name].append(member)
    known = [importer for importer in importers() if importer.name in groups]
    archives = []
    for importer in known:
        title = name if len(known) == 1 else f"{name} › {importer.title}"
        for folder, inside in _exports(importer, groups[importer.name]):
            label = f"{title} › {folder}" if folder else title
            archives.append((importer, Archive(label, tuple(inside), until, mapping)))
    return archives


def _exports(importer: Importer, members: list[Member]) -> list[tuple[str, list[Member]]]:
    """Return the members as exports, each with the folder that tells it from its neighbours (empty for only one)."""
    if importer.name not in ONE_EXPORT_A_FOLDER:
        return [("", members)]
    folders: defaultdict[str, list[Member]] = defaultdict(list)
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for member in members:
        folder = str(PurePosixPath(member.path).parent)
        folders[folder].append(member)
        homes[PurePosixPath(member.path).name.lower()].add(folder)
    if all(len(home) == 1 for home in homes.values()):
        return [("", members)]
    return sorted(folders.items())


def _importer_of(member: Member, mapping: dict[str, str], *, alone: bool) -> Importer | None:
    """Return who reads a file; a mapping that does not fit is a trouble of one among many, of one alone a question."""
    head = _head(member)
    claims = [importer for importer in importers() if importer.accepts(head, member.path)]
    if len(claims) > 1:
        titles = " and a ".join(importer.title for importer in claims)
        raise AmbiguousInput(
            f"{member.path} looks like a {titles} at once.",
            advice="Import the other files without it and report this.",
        )
    if claims:
        return claims[0]
    is_table = (
        bool(mapping if alone else mapping.keys() - {"encoding"})
        and member.path.lower().endswith(_TABLES)
        and bool(head.strip())
    )
    if is_table and (not alone or _tables().fits(member, mapping)):
        return next(importer for importer in importers() if importer.name == TABLE_READER)
    return None


class _Tables(Protocol):
    """What the importer of tables tells beside reading them."""

    def fits(self, member: Member, mapping: dict[str, str]) -> bool:
        """Tell whether a table can be read with ``mapping``."""

    def columns_of(self, member: Member) -> tuple[TableColumn, ...]:
        """Return a table's columns."""


def _tables() -> _Tables:
    return cast("_Tables", import_module(f"nexalink.importers.{TABLE_READER}"))


def _head(member: Member, length: int = 0) -> bytes:
    try:
        return member.head(length) if length else member.head()
    except OSError as fault:
        raise BadContainer(f"{member.path} cannot be read.", advice="Check that you may open it.") from fault


def _unknown(path: Path, members: Sequence[Member]) -> UnknownInput:
    """Return the fault that says what the input looks like and what to do."""
    if (
        path.is_file() and path.suffix.lower() != ".zip"
    ):  # a spreadsheet is a zip, too, but nobody calls it one
        members = (FileMember(path.name, path.stat().st_size, path),)
    if not members:
        kind = "folder" if path.is_dir() else "zip"
        return UnknownInput(
            f"{path.name} is an empty {kind}.", advice="Check that the download or copy is complete."
        )
    described = [(member, _described(member)) for member in members[:_MOST_DESCRIBED]]
    member, description = next((pair for pair in described if pair[1].telling), described[0])
    lead = "" if len(members) == 1 else f"None of the {len(members):,} files in {path.name} can be imported: "
    what = f"{lead}{member.path} {description.looks}."
    if not description.table:
        return UnknownInput(what, advice=description.advice)
    columns = _tables().columns_of(member)
    advice = with_mapping(description, columns).advice
    return ColumnsUnknown(what, advice=advice, source=path.name, file=member.path, columns=columns)


def _described(member: Member) -> Description:
    return describe(_head(member), member.path)
