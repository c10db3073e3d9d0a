"""Address books that the member once uploaded to LinkedIn: people the owner may know, but no ties of LinkedIn."""

import hashlib
from collections.abc import Iterator

from nexalink.formats.handles import email_handle, phone_handle, profile_handle
from nexalink.importers.linkedin.context import Reading
from nexalink.importers.linkedin.names import clean
from nexalink.importers.linkedin.tables import Cells, Table, rows
from nexalink.importers.sightings import Item, PersonSeen, Skipped, Trouble

_FACTS = (("birthday", "birthday"), ("place", "location"), ("nickname", "nickname"))


def read_contacts(table: Table, reading: Reading) -> Iterator[Item]:
    """Yield one item per uploaded contact; the exact same contact again is a ``duplicate``."""
    for item in rows(table):
        if isinstance(item, Trouble):
            yield item
            continue
        line, cells = item
        name, handles = _name(cells), _handles(cells)
        if not name and not handles:
            yield Skipped(table.file, line, "no_person")
            continue
        company, title = clean(cells.get("companies", "")), clean(cells.get("title", ""))
        key = _key(name.casefold(), *handles, company, title)
        if not reading.is_new("contact", key):
            yield Skipped(table.file, line, "duplicate")
            continue
        facts = tuple(
            (fact, clean(cells[column])) for fact, column in _FACTS if cells.get(column, "").strip()
        )
        yield PersonSeen(
            table.file, line, key, "contact", name, clean(cells["firstname"]), clean(cells["lastname"]),
            handles, company, title, facts=facts,
        )  # fmt: skip


def _name(cells: Cells) -> str:
    parts = (cells["firstname"], cells.get("middlename", ""), cells["lastname"])
    return clean(" ".join(parts)) or clean(cells.get("fullname", "")) or clean(cells.get("nickname", ""))


def _handles(cells: Cells) -> tuple[str, ...]:
    region = (cells.get("countrycode") or cells.get("regioncode") or "").strip().upper()
    place = region if len(region) == 2 and region.isalpha() else None
    found = [email_handle(part) for part in _parts(cells.get("emails", "") or cells.get("emailaddress", ""))]
    found += [phone_handle(part, place) for part in _parts(cells.get("phonenumbers", ""))]
    found += [profile_handle(part) for part in _parts(cells.get("profiles", ""))]
    return tuple(dict.fromkeys(handle for handle in found if handle))


def _parts(cell: str) -> list[str]:
    return [part for part in cell.replace(";", ",").split(",") if part.strip()]


def _key(*parts: str) -> str:
    return f"contact:{hashlib.blake2b(chr(31).join(parts).encode('utf-8', 'replace'), digest_size=10).hexdigest()}"
