"""One mail: from its header block to what it says, who wrote it, and of which kind it is."""

import hashlib
import re
from functools import lru_cache
from typing import NamedTuple

from nexalink.formats.handles import email_handle
from nexalink.formats.mail_headers import (
    Address,
    addresses,
    header_fields,
    identifiers,
    seconds_of,
    text_of,
    unfolded,
)
from nexalink.importers.mail.fields import (
    BOUNCE_SUBJECT,
    DRAFT_LABELS,
    FIELDS,
    LIST_FIELDS,
    MACHINE_FIELDS,
    MACHINE_SENDER,
    REPLY_PREFIX,
    SENT_LABELS,
    SPAM_LABELS,
)

Fields = dict[str, list[bytes]]
_DELETED = 0x0008
_BULK = re.compile(rb"\b(?:bulk|junk|auto_reply)\b", re.IGNORECASE)
_FROM_DATE = re.compile(rb"From \S+\s+(.*)")
_LABELS = re.compile(r'"([^"]*)"|([^,]+)')


class Message(NamedTuple):
    """The header of one mail. ``at`` is in seconds UTC, None where no date can be read; ``subject`` is decoded."""

    fields: Fields
    labels: frozenset[str]
    sender: Address | None
    recipients: tuple[Address, ...]
    at: int | None
    message_id: str
    subject: str

    @property
    def thread(self) -> str:
        """Return what names the conversation: Gmail's number, the first reference, else the bare subject."""
        fields = self.fields
        if raw := fields.get("x-gm-thrid"):
            return "gm:" + unfolded(raw[0])
        for name in ("references", "in-reply-to"):
            if (raw := fields.get(name)) and (found := identifiers(raw[0])):
                return "id:" + found[0]
        if self.subject and REPLY_PREFIX.match(self.subject):
            return "re:" + bare_subject(self.subject)
        return "id:" + self.message_id


def read_message(block: bytes, *, separator: bytes = b"", labels: frozenset[str] = frozenset()) -> Message:
    """Read a header block; ``separator`` is the mbox line before it, ``labels`` those of its folder."""
    fields = header_fields(block, FIELDS)
    sender = _sender(fields)
    recipients: tuple[Address, ...] = ()
    for name in ("to", "cc", "bcc"):
        for raw in fields.get(name, ()):
            recipients += addresses(raw)
    if "x-gmail-labels" in fields:
        labels = labels | gmail_labels(tuple(fields["x-gmail-labels"]))
    at = _moment(fields, separator)
    subject = text_of(fields["subject"][0])[:500] if "subject" in fields else ""
    return Message(fields, labels, sender, recipients, at, _identity(fields, block), subject)


def _sender(fields: Fields) -> Address | None:
    for name in ("from", "sender"):
        for raw in fields.get(name, ()):
            if found := addresses(raw):
                return found[0]
    return None


def _moment(fields: Fields, separator: bytes) -> int | None:
    """Return when the mail was sent: Date, else the newest Received, else the separator line."""
    for raw in fields.get("date", ()):
        if (at := seconds_of(raw)) is not None:
            return at
    for raw in fields.get("received", ()):
        if (at := seconds_of(raw.rpartition(b";")[2])) is not None:
            return at
    found = _FROM_DATE.match(separator)
    return seconds_of(found[1]) if found else None


def _identity(fields: Fields, block: bytes) -> str:
    for raw in fields.get("message-id", ()):
        if found := identifiers(raw):
            return found[0]
        if text := unfolded(raw):
            return text
    parts = b"\0".join(raw for name in ("from", "date", "subject", "to") for raw in fields.get(name, ()))
    return "sum:" + hashlib.blake2b(parts or block, digest_size=16).hexdigest()


@lru_cache(maxsize=16_384)
def gmail_labels(raw: tuple[bytes, ...]) -> frozenset[str]:
    """Return Gmail's labels in lower case; the value may be quoted, encoded, folded and localised."""
    found = set()
    for value in raw:
        for quoted, plain in _LABELS.findall(text_of(value)):
            label = text_of((quoted or plain).encode()) if "=?" in (quoted or plain) else (quoted or plain)
            found.add(" ".join(label.replace("\u00a0", " ").split()).lower())
    return frozenset(found)


def bare_subject(subject: str) -> str:
    """Return a subject without its reply and forward marks, in lower case.

    >>> bare_subject("AW: Re: Lunch?")
    'lunch?'
    """
    return " ".join(REPLY_PREFIX.sub("", subject).split()).lower()


def is_automated(message: Message) -> bool:
    """Tell whether a machine wrote the mail (formats.md §2, "Automated"): bounces, robots, newsletters, notices."""
    fields = message.fields
    if not MACHINE_FIELDS.isdisjoint(fields):
        return True
    if "auto-submitted" in fields and any(
        _first_word(raw) not in {b"", b"no"} for raw in fields["auto-submitted"]
    ):
        return True
    if "precedence" in fields and any(_BULK.search(raw) for raw in fields["precedence"]):
        return not is_list(message)
    if "return-path" in fields and any(raw.strip() == b"<>" for raw in fields["return-path"]):
        return True
    kind = fields.get("content-type", (b"",))[0].lower()
    if b"multipart/report" in kind or b"text/calendar" in kind or b"delivery-status" in kind:
        return True
    if "list-unsubscribe" in fields and "list-post" not in fields:
        return "list-id" not in fields or not _reads_like_a_list(fields)
    if message.sender is None:
        return any(_DAEMON.search(raw) for raw in fields.get("from", ()))
    return _machine_address(message.sender[1]) or _bounce_subject(message.subject)


_DAEMON = re.compile(rb"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)


def _bounce_subject(subject: str) -> bool:
    return BOUNCE_SUBJECT.match(REPLY_PREFIX.sub("", subject).lstrip()) is not None


def _first_word(raw: bytes) -> bytes:
    return raw.strip().split(b";", 1)[0].split(b" ", 1)[0].lower()


def _reads_like_a_list(fields: Fields) -> bool:
    return any(name in fields for name in ("mailing-list", "x-beenthere", "x-mailing-list"))


@lru_cache(maxsize=65_536)
def _machine_address(address: str) -> bool:
    return MACHINE_SENDER.search(address.partition("@")[0]) is not None


def is_list(message: Message) -> bool:
    """Tell whether the mail came through a mailing list: a human, but not to you."""
    fields = message.fields
    if not LIST_FIELDS.isdisjoint(fields):
        return True
    return "precedence" in fields and any(_first_word(raw) == b"list" for raw in fields["precedence"])


def is_spam(message: Message) -> bool:
    """Tell whether the mailbox itself filed the mail as spam."""
    return not message.labels.isdisjoint(SPAM_LABELS)


def is_draft(message: Message) -> bool:
    """Tell whether the mail was never sent."""
    return not message.labels.isdisjoint(DRAFT_LABELS)


def is_sent(message: Message) -> bool:
    """Tell whether the mailbox filed the mail as sent by its owner; evidence for who that is, never a direction."""
    return not message.labels.isdisjoint(SENT_LABELS)


def is_deleted(message: Message) -> bool:
    """Tell whether Thunderbird marked this copy as deleted."""
    for raw in message.fields.get("x-mozilla-status", ()):
        try:
            return bool(int(raw.strip()[:8], 16) & _DELETED)
        except ValueError:
            return False
    return False


@lru_cache(maxsize=65_536)
def handle_of(address: str) -> str | None:
    """Return the canonical handle of an address."""
    return email_handle(address)
