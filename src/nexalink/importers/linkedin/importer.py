"""The LinkedIn importer: what the registry calls."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from nexalink.formats.containers import Member, ZipMember
from nexalink.formats.delimited import Flaw
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.linkedin import dates
from nexalink.importers.linkedin.activity import read_nobody
from nexalink.importers.linkedin.connections import read_connections
from nexalink.importers.linkedin.contacts import read_contacts
from nexalink.importers.linkedin.context import Reading
from nexalink.importers.linkedin.conversations import Talk, names_recipients, survey
from nexalink.importers.linkedin.exchanges import read_exchanges
from nexalink.importers.linkedin.invitations import read_invitations
from nexalink.importers.linkedin.messages import read_messages
from nexalink.importers.linkedin.names import NameIndex, folded
from nexalink.importers.linkedin.owner import OWNER_TABLES, owner_evidence, read_owner_table
from nexalink.importers.linkedin.tables import Table, layout_of, safe_records, tables_of
from nexalink.importers.sightings import Item, OwnerSeen

_NAMED_DAY = re.compile(r"LinkedInDataExport_(\d{2})-(\d{2})-(\d{4})", re.IGNORECASE)
_QUIET = timedelta(days=45)
"""How long nothing may have happened before an export; a zip dated later was packed again by its owner."""
_DATED = {
    "connections": ("connectedon", dates.note_date),
    "invitations": ("sentat", dates.pacific_clock),
    "messages": ("date", dates.note_date),
}


@dataclass(frozen=True, slots=True)
class LinkedInImporter:
    """Reads LinkedIn's data export of any era: a zip, a folder, or a single file of it."""

    name: str = "linkedin"
    source: str = "linkedin"
    title: str = "LinkedIn data export"
    version: int = 1

    def accepts(self, head: bytes, filename: str) -> bool:
        """Tell by its header row whether a file belongs to a LinkedIn export."""
        return layout_of(head, filename) is not None

    def taken_on(self, archive: Archive) -> date | None:
        """Return the day of the export: by its name, else its zip's date if that can be, else the newest inside."""
        last = datetime.fromtimestamp(archive.until, UTC).date()
        for text in (archive.name, *(member.path for member in archive.members)):
            if found := _NAMED_DAY.search(text):
                try:
                    return date(int(found[3]), int(found[1]), int(found[2]))
                except ValueError:
                    continue
        inside = _newest_inside(archive)
        packed = max(filter(None, map(_packed_on, archive.members)), default=None)
        if packed is None or inside is None:
            return inside
        return packed if inside <= packed <= min(inside + _QUIET, last) else inside

    def owner_evidence(self, archive: Archive) -> Iterator[OwnerSeen]:
        """Yield what the export says of its owner; the profile URL comes from requests and messages."""
        yield from owner_evidence(tables_of(archive.members))

    def read(self, archive: Archive, *, owner: OwnerIdentity) -> Iterator[Item]:
        """Yield one item per row of every file that is understood."""
        tables = tables_of(archive.members)
        messages = [table for table in tables if table.kind == "messages"]
        owner = _with_own_evidence(owner, tables)
        names = NameIndex()
        talks = _talks_of_old_eras(tables, messages, owner, names)
        own_names = frozenset(folded(name) for name in owner.names) - {""}
        reading = Reading(owner, own_names, archive.until, names)
        for kind, group in groupby(tables, key=lambda table: table.kind):
            if kind == "connections":
                yield from read_connections(list(group), reading)
            elif kind == "messages":
                yield from read_messages(list(group), reading, talks)
            else:
                for table in group:
                    yield from _reader(table, reading)


def _reader(table: Table, reading: Reading) -> Iterator[Item]:
    if table.kind in OWNER_TABLES:
        return read_owner_table(table, reading.seen)
    if table.kind == "invitations":
        return read_invitations(table, reading)
    if table.kind == "contacts":
        return read_contacts(table, reading)
    if table.kind == "notes" or table.kind.startswith(("endorsements", "recommendations")):
        return read_exchanges(table, reading)
    return read_nobody(table)


def _with_own_evidence(owner: OwnerIdentity, tables: list[Table]) -> OwnerIdentity:
    """Return the owner, completed from the archive itself where nobody told their profile URL."""
    if any(handle.startswith("https://www.linkedin.com/") for handle in owner.handles):
        return owner
    sure = [seen for seen in owner_evidence(tables) if seen.sure]
    handles = {seen.value for seen in sure if seen.kind in {"profile", "email", "phone"}}
    names = {seen.value for seen in sure if seen.kind == "name"}
    return replace(owner, handles=owner.handles | handles, names=owner.names | names)


def _talks_of_old_eras(
    tables: list[Table], messages: list[Table], owner: OwnerIdentity, names: NameIndex
) -> dict[str, Talk]:
    """Read the conversations first where rows lack URLs, and learn which names they give a URL to."""
    unaddressed = [table for table in messages if not names_recipients(table)]
    nameless = any("url" not in table.keys for table in tables if table.kind == "connections")
    looked_at = messages if nameless else unaddressed
    talks = survey(looked_at) if looked_at else {}
    for talk in talks.values():
        for url, name in talk.senders.items():
            if url not in owner.handles:
                names.add_url(folded(name), url)
    return talks


def _packed_on(member: Member) -> date | None:
    if not isinstance(member, ZipMember):
        return None
    try:
        return date(*member.info.date_time[:3])
    except ValueError:
        return None


def _newest_inside(archive: Archive) -> date | None:
    newest = 0
    for table in tables_of(archive.members):
        if table.kind in _DATED:
            column, reader = _DATED[table.kind]
            for text in _days_in(table, table.keys.index(column)):
                newest = max(newest, _second(reader, text, archive.until))
    return datetime.fromtimestamp(newest, UTC).date() if newest else None


def _days_in(table: Table, place: int) -> set[str]:
    """Return the dates in a column; a stamp's time is cut off, for the day is enough and there are fewer of them."""
    cells = (row[place] for _, row in safe_records(table) if not isinstance(row, Flaw) and len(row) > place)
    return {cell[:10] if cell.endswith(" UTC") else cell for cell in cells}


def _second(reader: Callable[[str], int], text: str, until: int) -> int:
    try:
        second = reader(text)
    except ValueError:
        return 0
    return second if second <= until else 0
