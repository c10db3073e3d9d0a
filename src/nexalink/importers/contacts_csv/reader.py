"""Reads the tables of an archive, each row as a person or with the reason why it is none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from nexalink.formats.containers import Member
from nexalink.formats.delimited import Flaw, Layout, find_layout, guess_layout, records
from nexalink.formats.handles import email_handle
from nexalink.importers.contact_records import Contacts
from nexalink.importers.contacts_csv.columns import Column, plan_from, plan_of, suggest_mapping
from nexalink.importers.contacts_csv.dialects import dialect_of
from nexalink.importers.contacts_csv.rows import cells_of, clean, draft_of, is_damaged_number, tells_day_first
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.errors import TableColumn
from nexalink.importers.sightings import Item, OwnerSeen, Trouble

_USEFUL = frozenset({"name", "given", "family", "email", "phone", "profile", "display"})
_DATES = frozenset({"birthday", "anniversary"})
_USUAL_ORDER = {"outlook": False, "google": False, "google_old": False, "outlook_translated": True}
"""Day first or not in files without a telling date: English headers are American, other languages' are not."""
_LOOKED_AT, _EXAMPLES, _LONGEST_EXAMPLE = 25, 3, 60
"""Rows in which the first filled cells of a column are looked for, how many are shown, and their characters."""


@dataclass(frozen=True, slots=True)
class _Table:
    member: Member
    layout: Layout
    plan: tuple[Column, ...]
    missing: tuple[str, ...]
    dialect: str


@dataclass(frozen=True, slots=True)
class ContactsCsvImporter:
    """The importer of address books in CSV."""

    name: str = "contacts_csv"
    source: str = "contacts"
    title: str = "Address book (CSV)"
    version: int = 1

    def accepts(self, head: bytes, filename: str) -> bool:
        """Tell whether a known program's header stands near the file's beginning; the name does not matter."""
        return _known_layout(head) is not None

    def taken_on(self, archive: Archive) -> date | None:
        """Return nothing: neither the files nor their names tell the day."""
        return None

    def owner_evidence(self, archive: Archive) -> Iterator[OwnerSeen]:
        """Yield nothing: no program marks its owner's row in what it exports."""
        yield from ()

    def read(self, archive: Archive, *, owner: OwnerIdentity) -> Iterator[Item]:
        """Yield one item per row. ``archive.mapping`` (target → header) goes before what the headers say."""
        contacts = Contacts(kind="contact", owner=owner)
        for member in archive.members:
            table = _open(member, archive.mapping)
            if table is None:
                yield Trouble(
                    member.path,
                    0,
                    "No columns of an address book were found: name the columns that hold them.",
                )
                continue
            yield from _read_table(table, contacts)


def fits(member: Member, mapping: dict[str, str]) -> bool:
    """Tell whether a table can be read with ``mapping``: it names a column of the file that tells who somebody is."""
    return _open(member, mapping) is not None


def columns_of(member: Member) -> tuple[TableColumn, ...]:
    """Return the named columns of a table with their first cells and what their headers suggest; empty for no table."""
    layout = guess_layout(member.head())
    if layout is None:
        return ()
    rows = [row for _, row in islice(records(member.open, layout), _LOOKED_AT) if not isinstance(row, Flaw)]
    targets = {header: target for target, header in reversed(suggest_mapping(layout.header).items())}
    columns: list[TableColumn] = []
    for place, header in enumerate(layout.header):
        filled = dict.fromkeys(_shortened(clean(row[place])) for row in rows if place < len(row))
        filled.pop("", None)
        if header and all(header != column.header for column in columns):
            target = targets.get(header) or _told_by(filled)
            columns.append(TableColumn(header, tuple(filled)[:_EXAMPLES], target))
    return tuple(columns)


def _told_by(cells: Iterable[str]) -> str:
    """Return what the cells themselves tell a column to be, whatever it is called: addresses or profiles."""
    found = list(cells)
    if found and all(email_handle(cell) for cell in found):
        return "email"
    return "profile" if found and all("linkedin.com/in/" in cell.lower() for cell in found) else ""


def _shortened(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_EXAMPLE else f"{cell[: _LONGEST_EXAMPLE - 1]}…"


def _known_layout(head: bytes) -> Layout | None:
    return find_layout(head, lambda header: bool(dialect_of(header)))


def _open(member: Member, mapping: dict[str, str]) -> _Table | None:
    head = member.head()
    layout = _known_layout(head) or guess_layout(head)
    if layout is None:
        return None
    if _is_codec(encoding := mapping.get("encoding", "")):
        layout = layout._replace(encoding=encoding)
    dialect = dialect_of(layout.header)
    plan, missing = plan_from(layout.header, mapping)
    if not plan and (dialect or not missing):  # no mapping, or one meant for another file of the same input
        plan, missing = plan_of(layout.header), ()
    useful = _USEFUL.intersection(column.target for column in plan)
    return _Table(member, layout, plan, missing, dialect) if useful else None


def _is_codec(name: str) -> bool:
    """Tell whether a mapping's ``encoding`` names a codec of texts: old Outlook writes the system's code page."""
    try:
        return bool(name) and isinstance("a".encode(name), bytes) and b"a".decode(name) == "a"
    except (LookupError, ValueError):
        return False


def _read_table(table: _Table, contacts: Contacts) -> Iterator[Item]:
    path = table.member.path
    for name in table.missing:
        yield Trouble(path, table.layout.line, f"The column “{name}” is not in this file.", counts_row=False)
    day_first = _day_first(table)
    for line, row in records(table.member.open, table.layout):
        if isinstance(row, Flaw):
            yield Trouble(path, line, row.message, counts_row=row.row_lost)
        elif any(map(str.strip, row[len(table.layout.header) :])):
            yield Trouble(path, line, "The row has more cells than the header; check its commas and quotes.")
        else:
            yield from _damage(table, line, row)
            draft = draft_of(cells_of(row, table.plan), day_first=day_first)
            yield contacts.judge(draft, file=path, line=line)


def _damage(table: _Table, line: int, row: Sequence[str]) -> Iterator[Trouble]:
    for column in table.plan:
        if (
            column.target == "phone"
            and column.place < len(row)
            and is_damaged_number(clean(row[column.place]))
        ):
            yield Trouble(
                table.member.path,
                line,
                "A spreadsheet has rounded a phone number; it was left out. Export the file again.",
                counts_row=False,
            )


def _day_first(table: _Table) -> bool | None:
    """Return how the file writes dates with slashes, from the first that only one order makes possible."""
    places = [column.place for column in table.plan if column.target in _DATES]
    if places:
        for _, row in records(table.member.open, table.layout):
            if isinstance(row, Flaw):
                continue
            for index in places:
                told = tells_day_first(clean(row[index])) if index < len(row) else None
                if told is not None:
                    return told
    return _USUAL_ORDER.get(table.dialect)
