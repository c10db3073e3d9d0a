"""A mailbox as the standard library reads it: the floor of the mail benchmarks, and the judge of every field we keep."""

import mmap
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple

_SEPARATOR = re.compile(
    rb"\nFrom \S+ [A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} (?:[+-]\d{4} )?\d{4}\r?(?=\n)"
)
_BLANK = re.compile(rb"\r?\n\r?\n")
_REPLY = re.compile(r"^(?:re: *)+", re.IGNORECASE)


class Row(NamedTuple):
    """What an import keeps of a mail: who, when, which conversation, list, automated, subject."""

    sender: tuple[str, str]
    recipients: tuple[tuple[str, str], ...]
    at: int
    identifier: str
    thread: str
    is_list: bool
    automated: bool
    subject: str


def bounds(mapped: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Yield begin and end of every message of a mailbox that quotes ``From `` well."""
    before = 0
    for found in _SEPARATOR.finditer(mapped):
        yield before, found.start() + 1
        before = found.start() + 1
    yield before, len(mapped)


def standard_rows(path: Path) -> Iterator[Row]:
    """Yield every mail of a mailbox, its header block parsed by ``email.parser``."""
    parser = BytesHeaderParser()
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        for start, stop in bounds(mapped):
            begin = mapped.find(b"\n", start) + 1
            end = _BLANK.search(mapped, begin, stop)
            yield standard_row(parser.parsebytes(mapped[begin : end.start() if end else stop]))


def standard_row(message: Message) -> Row:
    """Return what the standard library reads in one parsed header."""
    subject = _text(message["Subject"])
    identifier = str(message["Message-ID"]).strip().strip("<>")
    references = str(message["References"] or message["In-Reply-To"] or "").split()
    everybody = message.get_all("To", []) + message.get_all("Cc", []) + message.get_all("Bcc", [])
    listed = any(name in message for name in ("List-Id", "List-Post", "Mailing-List", "X-BeenThere"))
    automated = (message["Auto-Submitted"] or "no") != "no" or (
        "List-Unsubscribe" in message and "List-Post" not in message
    )
    if message["X-GM-THRID"]:
        thread = "gm:" + message["X-GM-THRID"].strip()
    elif references:
        thread = "id:" + references[0].strip("<>")
    elif _REPLY.match(subject):
        thread = "re:" + _REPLY.sub("", subject).lower()
    else:
        thread = "id:" + identifier
    return Row(
        sender=_people([message["From"]])[0],
        recipients=_people(everybody),
        at=int(parsedate_to_datetime(message["Date"]).timestamp()),
        identifier=identifier,
        thread=thread,
        is_list=listed,
        automated=automated,
        subject=subject,
    )


def _people(values: list[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((_text(name), address) for name, address in getaddresses([str(value) for value in values]))


def _text(value: Any) -> str:
    text = str(value or "")
    return str(make_header(decode_header(text))) if "=?" in text else text


def our_rows(path: Path) -> Iterator[Row]:
    """Yield every mail of a mailbox as NexaLink's importer reads it."""
    from nexalink.formats.mail_headers import FieldPicker
    from nexalink.formats.mbox import split_mbox
    from nexalink.importers.mail.classes import FIELDS, JOINED

    picker = FieldPicker(FIELDS, joined=JOINED)
    with path.open("rb", buffering=0) as stream:
        for found in split_mbox(stream):
            yield _our_row(picker.pick_within(found.block))


def _our_row(fields: dict[str, bytes]) -> Row:
    from nexalink.formats.handles import email_handle
    from nexalink.formats.mail_addresses import addresses
    from nexalink.formats.mail_dates import seconds_of
    from nexalink.formats.mail_headers import identifiers, text_of
    from nexalink.importers.mail.classes import AUTOMATED, LIST, class_of, telling
    from nexalink.importers.mail.words import bare_subject, is_reply

    sender = addresses(fields["from"])[0]
    subject = text_of(fields.get("subject", b""))
    (identifier,) = identifiers(fields["message-id"])
    parents = identifiers(fields.get("references", b"")) or identifiers(fields.get("in-reply-to", b""))
    kind = class_of(fields, telling(fields), sender=email_handle(sender[1]) or "", subject=subject)
    return Row(
        sender=sender,
        recipients=tuple(
            pair for name in ("to", "cc", "bcc") if name in fields for pair in addresses(fields[name])
        ),
        at=seconds_of(fields["date"]) or 0,
        identifier=identifier,
        thread=(
            f"id:{parents[0]}"
            if parents
            else f"re:{bare_subject(subject)}"
            if is_reply(subject)
            else f"id:{identifier}"
        ),
        is_list=kind == LIST,
        automated=kind == AUTOMATED,
        subject=subject,
    )


def differences(path: Path) -> dict[str, int]:
    """Return how many mails were compared, and how many differ in any field."""
    compared = differing = 0
    for ours, theirs in zip(our_rows(path), standard_rows(path), strict=True):
        compared += 1
        if ours != theirs:
            differing += 1
            if differing <= 3:
                print("differs:", ours, theirs, sep="\n  ")
    return {"compared": compared, "differing": differing}
