"""Endorsements, recommendations and the owner's notes: what was given and received, and what was written down."""

import hashlib
from collections.abc import Iterator

from nexalink.formats.handles import profile_handle
from nexalink.importers.linkedin.context import Reading
from nexalink.importers.linkedin.dates import note_date, utc_clock, utc_stamp
from nexalink.importers.linkedin.names import clean, folded, is_deleted, shown
from nexalink.importers.linkedin.tables import Cells, Table, rows
from nexalink.importers.linkedin.text import plain_text
from nexalink.importers.sightings import ExchangeSeen, Item, NoteSeen, Skipped, Trouble

_STANDING = frozenset({"", "visible", "hidden", "accepted"})
"""States of a recommendation that was written and kept; a hidden one is only not shown on the profile."""


def _short(*parts: object) -> str:
    return hashlib.blake2b(
        "\x1f".join(map(str, parts)).encode("utf-8", "replace"), digest_size=10
    ).hexdigest()


def read_exchanges(table: Table, reading: Reading) -> Iterator[Item]:
    """Yield one item per row of an endorsement or recommendation file or of Notes.csv."""
    reader = {"recommendations": _recommendation, "notes": _note}.get(table.kind, _endorsement)
    for item in rows(table):
        if isinstance(item, Trouble):
            yield item
            continue
        try:
            yield reader(table, item[0], item[1], reading)
        except ValueError as fault:
            yield Trouble(table.file, item[0], f"The date cannot be read: {fault}.")


def _endorsement(table: Table, line: int, cells: Cells, reading: Reading) -> Item:
    received = table.kind == "endorsements received"
    role = "endorser" if received else "endorsee"
    name = clean(f"{cells[role + 'firstname']} {cells[role + 'lastname']}")
    url = profile_handle(cells.get(f"{role}publicurl", "")) or ""
    if not (name or url) or is_deleted(name):
        return Skipped(table.file, line, "deleted_member" if name else "no_person")
    at = utc_stamp(cells["endorsementdate"])
    skill = clean(cells["skillname"])
    direction = "received" if received else "given"
    key = f"endorsement:{direction}:{_short(at, skill.casefold(), folded(name) or url)}"
    if cells["endorsementstatus"].strip().upper() != "ACCEPTED":
        return Skipped(table.file, line, "unconfirmed" if reading.is_new("unconfirmed", key) else "duplicate")
    if at > reading.until:
        return Skipped(table.file, line, "future")
    if not reading.is_new("exchange", key):
        return Skipped(table.file, line, "duplicate")
    handle = url or reading.names.connection(name)
    return ExchangeSeen(table.file, line, key, direction, "endorsement", handle, shown(name), at, note=skill)


def _recommendation(table: Table, line: int, cells: Cells, reading: Reading) -> Item:
    direction = next((way for way in ("received", "given") if way in table.stem), "")
    if not direction:
        return Trouble(
            table.file,
            line,
            "Given or received? Name the file Recommendations_Given.csv or Recommendations_Received.csv.",
        )
    name = clean(f"{cells['firstname']} {cells['lastname']}")
    if not name or is_deleted(name):
        return Skipped(table.file, line, "deleted_member" if name else "no_person")
    at = utc_clock(cells["creationdate"])
    key = f"recommendation:{direction}:{_short(at, folded(name))}"
    if cells["status"].strip().casefold() not in _STANDING:
        return Skipped(table.file, line, "unconfirmed" if reading.is_new("unconfirmed", key) else "duplicate")
    if at > reading.until:
        return Skipped(table.file, line, "future")
    if not reading.is_new("exchange", key):
        return Skipped(table.file, line, "duplicate")
    company = clean(cells["company"])
    return ExchangeSeen(
        table.file, line, key, direction, "recommendation", reading.names.connection(name), shown(name), at, company,
        plain_text(cells["text"]),
    )  # fmt: skip


def _note(table: Table, line: int, cells: Cells, reading: Reading) -> Item:
    name = clean(f"{cells['connectionfirstname']} {cells['connectionlastname']}")
    url = profile_handle(cells.get("connectionprofileurl", "")) or ""
    text = plain_text(cells["note"])
    handle = url or (reading.names.handle(name) if name else "")
    if not handle or not text:
        return Skipped(table.file, line, "no_person")
    created = cells.get("createdon", "").strip()
    edited = cells.get("editedon", "").strip()
    at = note_date(created or edited)
    key = f"note:{_short(folded(name) or handle, at)}"
    if not reading.is_new("note", key, text):
        return Skipped(table.file, line, "duplicate")
    if not reading.is_new("note", key):
        key = f"{key}:{_short(text)}"
    return NoteSeen(table.file, line, key, handle, shown(name), text, at)
