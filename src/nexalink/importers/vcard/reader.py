"""Reads the cards of an archive, each as a person or with the reason why it is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nexalink.formats.containers import Member
from nexalink.formats.delimited import decode
from nexalink.formats.vcard import Card, CardTrouble, read_cards
from nexalink.importers.contact_records import Contacts
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.sightings import Item, OwnerSeen, Trouble
from nexalink.importers.vcard.person import draft_of, group_members, is_group, uid_of

_ENDINGS = (".vcf", ".vcard")
_FIRST_LINE = re.compile(r"\s*BEGIN[ \t]*:[ \t]*VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_ANY_LINE = re.compile(r"^\s*BEGIN[ \t]*:[ \t]*VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_GROUP = re.compile(rb"KIND[^\r\n]{0,40}:[ \t]*group", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?!\d)")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class VCardImporter:
    """The importer of vCard files."""

    name: str = "vcard"
    source: str = "contacts"
    title: str = "Address book (vCard)"
    version: int = 1

    def accepts(self, head: bytes, filename: str) -> bool:
        """Tell whether the file begins with a card, or is named .vcf and holds one near its beginning."""
        text = decode(head).lstrip("\ufeff")
        if _FIRST_LINE.match(text):
            return True
        return filename.lower().endswith(_ENDINGS) and _ANY_LINE.search(text) is not None

    def taken_on(self, archive: Archive) -> date | None:
        """Return the day in the archive's name, where it has one."""
        return day_in(archive.name)

    def owner_evidence(self, archive: Archive) -> Iterator[OwnerSeen]:
        """Yield nothing: no program marks its owner's card in what it exports."""
        yield from ()

    def read(self, archive: Archive, *, owner: OwnerIdentity) -> Iterator[Item]:
        """Yield one item per card. Group cards are skipped, their names become labels of their members."""
        contacts = Contacts(kind="card", owner=owner)
        for member in archive.members:
            yield from _read_member(member, contacts)


def day_in(name: str) -> date | None:
    """Return the first possible day written in a file's name (``contacts-2025-03-02.vcf``), or None."""
    for found in _DAY.finditer(name):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:  # 31 February: a number that only looks like a day
            continue
    return None


def _read_member(member: Member, contacts: Contacts) -> Iterator[Item]:
    groups = _groups(member)
    with member.open() as stream:
        for found in read_cards(stream):
            if isinstance(found, CardTrouble):
                yield Trouble(member.path, found.line, found.message, found.counts)
                continue
            draft = draft_of(found)
            draft.labels += groups.get(uid_of(found), [])
            yield contacts.judge(draft, file=member.path, line=found.line)


def _groups(member: Member) -> dict[str, list[str]]:
    """Return UID → names of the groups that list it; a file without group cards is not read for it."""
    labels: dict[str, list[str]] = {}
    if not _has_groups(member):
        return labels
    with member.open() as stream:
        for card in read_cards(stream):
            if isinstance(card, Card) and is_group(card):
                for uid in group_members(card):
                    labels.setdefault(uid, []).append(card.text("FN", "N").strip("; "))
    return labels


def _has_groups(member: Member) -> bool:
    with member.open() as stream:
        before = b""
        while block := stream.read(_BLOCK):
            if _GROUP.search(before + block):
                return True
            before = block[-64:]
    return False
