"""Invitations.csv: requests of about the last six months, dated in US Pacific time, with their notes."""

from collections.abc import Iterator

from nexalink.formats.handles import email_handle, profile_handle
from nexalink.importers.linkedin.context import Reading
from nexalink.importers.linkedin.dates import pacific_clock
from nexalink.importers.linkedin.names import clean, folded, is_deleted, shown
from nexalink.importers.linkedin.tables import Cells, Table, rows
from nexalink.importers.linkedin.text import comparable, plain_text
from nexalink.importers.sightings import Item, RequestSeen, Skipped, Trouble

_SIDES = {"INCOMING": ("in", "from", "inviter"), "OUTGOING": ("out", "to", "invitee")}


def read_invitations(table: Table, reading: Reading) -> Iterator[Item]:
    """Yield one item per request, and keep its note in ``reading`` for finding it again among the messages."""
    for item in rows(table):
        if isinstance(item, Trouble):
            yield item
            continue
        line, cells = item
        try:
            sent_at = pacific_clock(cells["sentat"])
        except ValueError as fault:
            yield Trouble(table.file, line, f"Sent At {cells['sentat'][:40]!r} cannot be read: {fault}.")
            continue
        yield _request(table.file, line, cells, sent_at, reading)


def _request(file: str, line: int, cells: Cells, sent_at: int, reading: Reading) -> Item:
    side = _SIDES.get(cells["direction"].strip().upper())
    if side is None:
        return Trouble(file, line, f"Direction {cells['direction'][:20]!r} is neither INCOMING nor OUTGOING.")
    direction, who, role = side
    written = clean(cells[who])
    handle = _handle(cells, role, written, reading)
    if not handle or is_deleted(written):
        return Skipped(file, line, "deleted_member" if is_deleted(written) else "no_person")
    if handle in reading.owner.handles:
        return Skipped(file, line, "self")
    if sent_at > reading.until:
        return Skipped(file, line, "future")
    key = f"{direction}:{sent_at}:{folded(written) or handle}"
    if not reading.is_new("request", key):
        return Skipped(file, line, "duplicate")
    reading.asked.add(handle)
    note = plain_text(cells.get("message", ""))
    if note:
        reading.notes[handle, direction].append((sent_at, comparable(note)))
    return RequestSeen(file, line, key, direction, handle, shown(written), sent_at, note)


def _handle(cells: Cells, role: str, written: str, reading: Reading) -> str:
    """Return the URL; a member's number only where the name does not tell whose URL it is."""
    url = profile_handle(cells.get(f"{role}profileurl", "") or cells.get(f"{role}profileurn", ""))
    if url and url.startswith("https:"):
        return url
    by_name = reading.names.url(folded(written))
    return by_name or url or email_handle(written) or reading.names.handle(written)
