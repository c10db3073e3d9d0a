"""Mails for the tests, and what the importer makes of them."""

from collections.abc import Iterable
from pathlib import Path

from nexalink.formats.containers import members_of
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.mail import IMPORTER
from nexalink.importers.sightings import InteractionSeen, Item, OwnerSeen, Skipped, Trouble

OWN = "olivia@example.com"
OWNER = OwnerIdentity(frozenset({f"mailto:{OWN}"}), frozenset({"Olivia Owner"}))
UNTIL = 1_900_000_000
SEPARATOR = "From ana@example.net Fri Sep 16 22:26:51 2016"
_counter = iter(range(10**9))


def mail(*fields: str, without: Iterable[str] = (), body: str = "Hello.") -> str:
    """Return a mail of Ana's to Olivia; ``fields`` replace or add to its header, those in ``without`` are left out."""
    head = {
        "from": "From: Ana Bell <ana@example.net>",
        "to": f"To: Olivia Owner <{OWN}>",
        "date": "Date: Fri, 16 Sep 2016 22:26:51 +0000",
        "message-id": f"Message-ID: <{next(_counter)}@example.net>",
        "subject": "Subject: Lunch",
    }
    for field in fields:
        head[field.partition(":")[0].lower()] = field
    for name in without:
        del head[name]
    return "\n".join([*head.values(), "", body, "", ""])


def mailbox(*mails: str, separator: str = SEPARATOR) -> bytes:
    """Return an mbox of these mails."""
    return "".join(f"{separator}\n{one}" for one in mails).encode()


def opened(path: Path, *, until: int = UNTIL) -> Archive:
    """Return the archive that the registry would open: the files that the importer accepts."""
    inside = tuple(member for member in members_of(path) if IMPORTER.accepts(member.head(), member.path))
    return Archive(path.name, inside, until)


def put(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file, with the folders that lead to it."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def read(folder: Path, *mails: str, name: str = "box", owner: OwnerIdentity = OWNER) -> list[Item]:
    """Return what becomes of these mails in one mbox."""
    return list(IMPORTER.read(opened(put(folder, name, mailbox(*mails))), owner=owner))


def evidence(folder: Path, *mails: str, name: str = "box") -> list[OwnerSeen]:
    """Return what these mails in one mbox tell of the owner."""
    put(folder, name, mailbox(*mails))
    return list(IMPORTER.owner_evidence(opened(folder)))


def told(item: Item) -> str:
    """Return what became of a mail in a word or two: ``in mail``, ``out list``, ``automated``, ``trouble``."""
    if isinstance(item, InteractionSeen):
        return f"{item.direction} {item.kind}"
    if isinstance(item, Skipped):
        return item.reason
    return "trouble" if isinstance(item, Trouble) else type(item).__name__
