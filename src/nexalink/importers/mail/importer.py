"""The importer of mail: every message is a mail with people, or is left out for a named reason."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from nexalink.formats.containers import BadContainer, Member
from nexalink.formats.mail_headers import addresses
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.mail.fields import DRAFT_LABELS, OWNER_FIELDS, SENT_LABELS, SPAM_LABELS
from nexalink.importers.mail.message import (
    Message,
    handle_of,
    is_automated,
    is_deleted,
    is_draft,
    is_list,
    is_sent,
    is_spam,
    read_message,
)
from nexalink.importers.mail.sources import Found, is_mail, line_of, messages
from nexalink.importers.sightings import InteractionSeen, Item, OwnerSeen, Skipped, Trouble

MOST_RECIPIENTS = 12
"""A mail to more people is list-like: it weighs nothing (counting rules)."""
_SURE_SHARE = 0.5
_SURE_AFTER = 3
# It begins with a character of its own, which the search finds fastest.
_DELIVERED = re.compile(
    rb"\n(?:Delivered-To|X-Original-To|Envelope-To):[ \t]*([^\r\n]{3,300})", re.IGNORECASE
)
_SLACK = 86_400
"""A day of grace for clocks that run fast."""
_GROUP_FOLDERS = frozenset({"groups", "grupos", "gruppen", "groupes", "gruppi"})


@dataclass(frozen=True, slots=True)
class MailImporter:
    """Reads mbox, Maildir and ``.eml``; keeps who, when, which way, thread and subject, never a body."""

    name: str = "mail"
    source: str = "mail"
    title: str = "Mail"
    version: int = 1

    def accepts(self, head: bytes, filename: str) -> bool:
        """Tell whether a file holds mail, by its content."""
        return is_mail(head, filename)

    def taken_on(self, archive: Archive) -> date | None:
        """Return None: a mailbox does not tell when it was copied."""
        return None

    def owner_evidence(self, archive: Archive) -> Iterator[OwnerSeen]:
        """Yield the addresses that mail was delivered to or sent from, sure where they stand out."""
        evidence = _Evidence()
        for member in archive.members:
            labels = folder_labels(member.path)
            for found in _readable(member):
                evidence.count(found, labels)
        yield from _evidence(archive.name, evidence.delivered, evidence.sent, evidence.met, evidence.mails)

    def read(self, archive: Archive, *, owner: OwnerIdentity) -> Iterator[Item]:
        """Yield one item a message."""
        seen: set[bytes] = set()
        for member in archive.members:
            labels = folder_labels(member.path)
            grouped = is_group_folder(member.path)
            try:
                for found in messages(member):
                    yield _item(member, found, labels, grouped, owner, archive.until, seen)
            except BadContainer as fault:
                yield Trouble(member.path, 0, str(fault))


_SAMPLE = 2_000
"""Messages of which every address is counted when nothing else tells the owner."""


def folder_labels(path: str) -> frozenset[str]:
    """Return what the folders of a file say of its mails, as labels in lower case: sent, drafts, spam."""
    parts = PurePosixPath(path.lower()).parts
    words = {
        word for part in parts for word in (part, part.removesuffix(".mbox"), *part.strip(".").split("."))
    }
    known = SENT_LABELS | DRAFT_LABELS | SPAM_LABELS
    flags = parts[-1].rpartition(":2,")[2] if parts and ":2," in parts[-1] else ""
    flags = flags or (parts[-1].rpartition("!2,")[2] if parts and "!2," in parts[-1] else "")
    found = {word for word in words if word in known}
    return frozenset(found | ({"drafts"} if "d" in flags and _in_maildir(parts) else set()))


def _in_maildir(parts: tuple[str, ...]) -> bool:
    return len(parts) > 1 and parts[-2] in {"cur", "new"}


def is_group_folder(path: str) -> bool:
    """Tell whether a file is Takeout's archive of a group: not the member's own mail."""
    return not _GROUP_FOLDERS.isdisjoint(PurePosixPath(path.lower()).parts[:-1])


def _readable(member: Member) -> Iterator[Found]:
    try:
        yield from messages(member)
    except BadContainer:
        return  # reading it again names the trouble


@dataclass(slots=True)
class _Evidence:
    """Addresses that mail was delivered to, was sent from, or that took part; ``mails`` counts the mails."""

    delivered: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    mails: int = 0

    def count(self, found: Found, labels: frozenset[str]) -> None:
        """Count one mail: the first ones wholly, later ones only where they tell something."""
        self.mails += 1
        block = found.block
        labelled = b"X-Gmail-Labels" in block or not labels.isdisjoint(SENT_LABELS)
        if not labelled and self.mails > _SAMPLE:
            self._deliveries(_DELIVERED.findall(b"\n" + block))
            return
        message = read_message(block, separator=found.separator, labels=labels)
        for name in OWNER_FIELDS:
            self._deliveries(message.fields.get(name, ())[:1])
        if message.sender and is_sent(message) and (uri := handle_of(message.sender[1])):
            self.sent[uri] += 1
        if self.mails <= _SAMPLE:
            everybody = [*message.recipients, *([message.sender] if message.sender else [])]
            self.met.update({uri for _, address in everybody if (uri := handle_of(address))})

    def _deliveries(self, values: Sequence[bytes]) -> None:
        for raw in values:
            for _, address in addresses(raw)[:1]:
                if uri := handle_of(address):
                    self.delivered[uri] += 1


def _evidence(
    file: str, delivered: Counter[str], sent: Counter[str], met: Counter[str], mails: int
) -> Iterator[OwnerSeen]:
    whole = sum(delivered.values())
    sure: set[str] = set()
    for uri, count in delivered.most_common():
        decisive = count >= _SURE_SHARE * whole and count >= min(_SURE_AFTER, mails)
        alias = count >= max(_SURE_AFTER, 0.02 * whole) and uri in sent
        if decisive or alias:
            sure.add(uri)
            yield OwnerSeen(file, 0, "email", uri, share=count / max(mails, 1), counts_row=False)
    for uri, count in sent.most_common():
        if uri not in sure and count >= max(1, 0.02 * sum(sent.values())):
            sure.add(uri)
            yield OwnerSeen(file, 0, "email", uri, share=count / max(mails, 1), counts_row=False)
    for uri, _ in (delivered + met).most_common(8):
        if uri not in sure:
            share = max(met[uri], delivered[uri]) / max(min(mails, _SAMPLE), 1)
            yield OwnerSeen(file, 0, "email", uri, sure=False, share=min(share, 1.0), counts_row=False)


def _item(
    member: Member,
    found: Found,
    labels: frozenset[str],
    grouped: bool,  # noqa: FBT001
    owner: OwnerIdentity,
    until: int,
    seen: set[bytes],
) -> Item:
    file, line = member.path, found.number
    message = read_message(found.block, separator=found.separator, labels=labels)
    key = _fingerprint(message.message_id)
    if key in seen or is_deleted(message):
        return Skipped(file, line, "duplicate")
    reason = _left_out(message)
    if reason:
        seen.add(key)
        return Skipped(file, line, reason)
    if message.at is None:
        what = (
            "The mail has no date that can be read."
            if message.sender
            else "This is no mail: it has no sender."
        )
        return Trouble(file, line_of(member, found.offset), what)
    if message.at > until + _SLACK:
        return Skipped(file, line, "future")
    seen.add(key)
    return _interaction(file, line, message, grouped=grouped, owner=owner)


def _fingerprint(message_id: str) -> bytes:
    return hashlib.blake2b(message_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _left_out(message: Message) -> str:
    """Return the reason a mail is left out whatever it says, empty where it counts."""
    if is_spam(message):
        return "spam"
    if is_draft(message):
        return "draft"
    if is_automated(message):
        return "automated"
    return "" if message.sender else "no_person"


def _interaction(file: str, line: int, message: Message, *, grouped: bool, owner: OwnerIdentity) -> Item:
    name, address = message.sender or ("", "")
    sender = handle_of(address)
    if sender is None:
        return Skipped(file, line, "no_person")
    recipients: dict[str, str] = {}
    for shown, to in message.recipients:
        if (uri := handle_of(to)) and uri not in recipients:
            recipients[uri] = shown
    own = owner.handles
    outgoing = sender in own
    others = {uri: shown for uri, shown in recipients.items() if uri not in own}
    kind = "list" if grouped or is_list(message) or len(recipients) > MOST_RECIPIENTS else "mail"
    if outgoing:
        if not others:
            return Skipped(file, line, "self" if recipients else "no_person")
        people = tuple(others.items())
        size = len(others)
    else:
        people = ((sender, name),)
        size = len(others.keys() | {sender})
    return InteractionSeen(
        file=file,
        line=line,
        source_key=message.message_id,
        at=message.at or 0,
        kind=kind,
        direction="out" if outgoing else "in",
        people=people,
        size=size,
        thread=message.thread,
        subject=message.subject,
    )
