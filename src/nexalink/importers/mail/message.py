"""One mail as the importer needs it: who, to whom, when, which conversation, and of which kind, without its body."""

import hashlib
import re
from functools import lru_cache
from typing import NamedTuple

from nexalink.formats.handles import email_handle
from nexalink.formats.mail_addresses import address_pieces, addresses_of_piece
from nexalink.formats.mail_dates import seconds_of
from nexalink.formats.mail_headers import FieldPicker, identifiers, text_of, unfolded
from nexalink.formats.mbox import MboxMessage
from nexalink.importers.mail.classes import FIELDS, JOINED, LIST, class_of, telling
from nexalink.importers.mail.places import Place
from nexalink.importers.mail.words import DRAFTS, SENT, SPAM

_PICKER = FieldPicker(FIELDS, joined=JOINED)
_RECEIVED = FieldPicker(["received"])
_SEPARATOR_DATE = re.compile(rb"From \S*\s+(.*)", re.DOTALL)
_LABEL = re.compile(r'"((?:[^"\\]|\\.)*+)"|([^,]+)')
_EARLIEST = 315_532_800
"""1980-01-01: what claims to be older is a clock that was never set."""
_DELETED = 0x0008
_LONGEST_SUBJECT = 500
_LONGEST_NAME = 300
_LONGEST_ADDRESS = 320
_REMEMBERED = 300
_LONGEST_LABELS = 20_000
_LONGEST_LIST_FIELD = 500
_LONGEST_REFERENCES = 100_000
_RECIPIENT_FIELDS = ("to", "cc", "bcc")
_OWNER_FIELDS = ("delivered-to", "x-original-to", "envelope-to")
_LIST_ADDRESS_FIELDS = ("list-post", "x-beenthere", "mailing-list", "x-mailing-list")
_ANY_ADDRESS = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LIST_ID = re.compile(rb"<([\w+-]+)\.([\w.-]+)>")

Party = tuple[str, str]
"""Handle and display name."""


class Mail(NamedTuple):
    """What one message says.

    ``number`` counts the messages of the file from 1, ``offset`` is where it begins. ``verdict`` is empty for a person's
    mail, ``list`` for list mail, else the reason to leave it out, or ``unreadable``, when ``subject`` says why. ``at``
    is in seconds UTC, None without any date. ``parents`` are the first and the last message that it refers to.
    ``delivered`` are the mailboxes that it was delivered to, ``sent`` tells that it lies among sent mail (``label`` or
    ``folder``), ``lists`` are the addresses of the lists that it came through.
    """

    file: str
    number: int
    offset: int
    verdict: str
    key: str = ""
    at: int | None = None
    sender: str = ""
    name: str = ""
    recipients: tuple[Party, ...] = ()
    parents: tuple[str, ...] = ()
    thread: str = ""
    subject: str = ""
    delivered: tuple[Party, ...] = ()
    sent: str = ""
    lists: tuple[str, ...] = ()


UNREADABLE = "unreadable"
_NO_HEADER = "This message has no header with a sender, a recipient or a date."


class _Plan(NamedTuple):
    """What a header with certain fields holds: marks of machines and lists, deliveries, recipients."""

    marks: frozenset[str]
    owners: tuple[str, ...]
    recipients: tuple[str, ...]
    labels: bool
    number: bool


@lru_cache(maxsize=4_096)
def _plan(names: tuple[str, ...]) -> _Plan:
    return _Plan(
        telling(names),
        tuple(name for name in _OWNER_FIELDS if name in names),
        tuple(name for name in _RECIPIENT_FIELDS if name in names),
        "x-gmail-labels" in names,
        "x-gm-thrid" in names,
    )


def read_mail(file: str, number: int, message: MboxMessage, place: Place) -> Mail:
    """Read the header of one message that lies in ``place``."""
    fields = _PICKER.pick_within(message.block)
    if not fields:
        return Mail(file, number, message.offset, UNREADABLE, subject=_NO_HEADER)
    plan = _plan(tuple(fields))
    parties = people_in(fields["from"]) if "from" in fields else ()
    if not parties and "sender" in fields:
        parties = people_in(fields["sender"])
    sender, name = parties[0] if parties else _NOBODY
    delivered = _parties(fields, plan.owners)
    labels = labels_in(fields["x-gmail-labels"]) if plan.labels and not place.group else _NO_LABELS
    subject = text_of(fields["subject"]) if "subject" in fields else ""
    verdict = _left_out(fields, plan.marks, place, labels) or class_of(
        fields, plan.marks, sender=sender, subject=subject, calendar=message.calendar
    )
    if verdict and verdict != LIST:
        return Mail(file, number, message.offset, verdict, delivered=delivered)
    lists: tuple[str, ...] = ()
    if verdict or place.group:
        verdict, lists = LIST, _lists(fields)
        if sender in lists:
            sender, name = _behind_list(fields, lists, name)
    return Mail(
        file, number, message.offset, verdict, _key(fields, message), _moment(fields, message), sender, name,
        _parties(fields, plan.recipients), _parents(fields), unfolded(fields["x-gm-thrid"]) if plan.number else "",
        subject[:_LONGEST_SUBJECT], delivered, "label" if "sent" in labels else "folder" if place.sent else "", lists,
    )  # fmt: skip


_NO_LABELS: frozenset[str] = frozenset()
_NOBODY: Party = ("", "")


def people_in(raw: bytes) -> tuple[Party, ...]:
    """Return (handle, display name) of everybody in an address field, each once."""
    return _people_again(raw) if len(raw) <= _REMEMBERED else _people(raw)


def _people(raw: bytes) -> tuple[Party, ...]:
    pieces = address_pieces(raw)
    if len(pieces) == 1:
        return _people_of_piece(pieces[0])
    found: dict[str, str] = {}
    for piece in pieces:
        people = _people_of_piece_again(piece) if len(piece) <= _REMEMBERED else _people_of_piece(piece)
        for handle, name in people:
            if not found.get(handle):
                found[handle] = name
    return tuple(found.items())


def _people_of_piece(raw: bytes) -> tuple[Party, ...]:
    found: dict[str, str] = {}
    for name, address in addresses_of_piece(raw):
        handle = email_handle(address) if len(address) <= _LONGEST_ADDRESS else None
        if handle is not None and not found.get(handle):
            found[handle] = _display(name, address)
    return tuple(found.items())


_people_again = lru_cache(maxsize=32_768)(_people)
"""Short fields come again and again; long ones would fill the memory."""
_people_of_piece_again = lru_cache(maxsize=32_768)(_people_of_piece)
"""The same few people stand in ever other company."""


def _display(name: str, address: str) -> str:
    """Return a display name without quotes around it; empty where it only repeats the address."""
    name = " ".join(name.strip().strip("\"'").split())
    return "" if "@" in name or name.lower() == address.lower() else name[:_LONGEST_NAME]


def _parties(fields: dict[str, bytes], names: tuple[str, ...]) -> tuple[Party, ...]:
    """Return everybody in the fields of these names, each once, with the first name given."""
    if len(names) == 1:
        return people_in(fields[names[0]])
    if not names:
        return ()
    found: dict[str, str] = {}
    for field in names:
        for handle, name in people_in(fields[field]):
            if not found.get(handle):
                found[handle] = name
    return tuple(found.items())


def _left_out(fields: dict[str, bytes], marks: frozenset[str], place: Place, labels: frozenset[str]) -> str:
    """Return why the place, the labels or the flags leave the message out, else nothing."""
    if place.draft or "draft" in labels:
        return "draft"
    if place.spam or "spam" in labels:
        return "spam"
    if "T" in place.flags:
        return "duplicate"
    if not marks:
        return ""
    if "x-mozilla-draft-info" in marks or ("x-unsent" in marks and fields["x-unsent"].strip() == b"1"):
        return "draft"
    return "duplicate" if "x-mozilla-status" in marks and _is_deleted(fields["x-mozilla-status"]) else ""


def _is_deleted(raw: bytes) -> bool:
    """Tell whether Thunderbird has marked the copy for removal: the message was moved, or thrown away."""
    try:
        return bool(int(raw.strip()[:8], 16) & _DELETED)
    except ValueError:
        return False


def labels_in(raw: bytes) -> frozenset[str]:
    """Return which of ``sent``, ``draft`` and ``spam`` Gmail's labels hold.

    The value is a list with commas, folded, quoted where a label has a comma, RFC 2047-encoded whole or in parts, in
    the language of the account.
    """
    return _labels_again(raw) if len(raw) <= _REMEMBERED else _labels(raw[:_LONGEST_LABELS])


def _labels(raw: bytes) -> frozenset[str]:
    found = set()
    for quoted, plain in _LABEL.findall(text_of(raw)):
        label = " ".join((quoted or plain).replace("\xa0", " ").split()).lower()
        if label in SENT:
            found.add("sent")
        elif label in DRAFTS:
            found.add("draft")
        elif label in SPAM:
            found.add("spam")
    return frozenset(found) if found else _NO_LABELS


_labels_again = lru_cache(maxsize=8_192)(_labels)


def _key(fields: dict[str, bytes], message: MboxMessage) -> str:
    """Return the Message-ID, else a hash of From, Date and Subject, the same for every copy."""
    raw = fields.get("message-id")
    if raw is not None and (found := identifiers(raw)):
        return found[0]
    said = [unfolded(fields[name]) for name in ("from", "date", "subject") if name in fields]
    text = "\0".join(said) if len(said) > 1 else message.head.decode("utf-8", "replace")
    return "sum:" + hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _moment(fields: dict[str, bytes], message: MboxMessage) -> int | None:
    """Return when the mail was sent: by Date, else the newest Received, else the separator line."""
    raw = fields.get("date")
    stated = seconds_of(raw) if raw is not None else None
    if stated is not None and stated >= _EARLIEST:
        return stated
    received = _RECEIVED.pick_within(message.block).get("received")
    if (
        received is not None
        and (at := seconds_of(received.rpartition(b";")[2])) is not None
        and at >= _EARLIEST
    ):
        return at
    found = _SEPARATOR_DATE.match(message.separator)
    at = seconds_of(found[1]) if found else None
    return at if at is not None and at >= _EARLIEST else stated


def _parents(fields: dict[str, bytes]) -> tuple[str, ...]:
    """Return the first and the last message referred to; In-Reply-To where there are no References."""
    raw = fields.get("references")
    found = identifiers(raw[:_LONGEST_REFERENCES]) if raw is not None else ()
    if not found and (raw := fields.get("in-reply-to")) is not None:
        found = tuple(part for part in identifiers(raw) if "@" in part)
    return (found[0], found[-1]) if len(found) > 1 else found


def _lists(fields: dict[str, bytes]) -> tuple[str, ...]:
    """Return the addresses of the lists that a mail came through."""
    found: dict[str | None, None] = {}
    for name in _LIST_ADDRESS_FIELDS:
        if name in fields and (
            address := _ANY_ADDRESS.search(fields[name][:_LONGEST_LIST_FIELD].replace(b"mailto:", b" "))
        ):
            found[email_handle(address[0].decode())] = None
    if (identity := fields.get("list-id")) and (parts := _LIST_ID.search(identity[-_LONGEST_LIST_FIELD:])):
        found[email_handle(f"{parts[1].decode()}@{parts[2].decode()}")] = None
    return tuple(handle for handle in found if handle)


def _behind_list(fields: dict[str, bytes], lists: tuple[str, ...], name: str) -> Party:
    """Return who wrote a mail that the list sent in its own name (``Ben via Runners <runners@lists.example>``)."""
    for field in ("x-original-from", "reply-to"):
        for party in people_in(fields.get(field, b"")):
            if party[0] not in lists:
                return party[0], party[1] or name.partition(" via ")[0].strip("'\" ")
    return "", ""
