"""What a file's name and beginning tell: whether it is mail at all, how its messages lie in it, and in which folder."""

import base64
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from nexalink.formats.containers import Member
from nexalink.formats.mbox import MboxMessage, single_message, split_mbox
from nexalink.formats.mbox_separators import looks_like_separator
from nexalink.importers.mail.words import DRAFTS, GROUPS, SENT, SPAM

_REFUSED = frozenset(
    (".emlx", ".msg", ".pst", ".ost", ".olm", ".msf", ".csv", ".tsv", ".ics", ".ical", ".vcf", ".vcard", ".json", ".html",
     ".htm", ".xml", ".zip", ".pdf", ".dat", ".db", ".sqlite", ".log", ".md", ".py", ".js")
)  # fmt: skip
_KNOWN = re.compile(
    rb"(?:from|to|cc|bcc|date|subject|received|return-path|delivered-to|message-id|mime-version|reply-to|in-reply-to"
    rb"|references|sender|content-type|content-transfer-encoding|dkim-signature|resent-[a-z-]+|arc-[a-z-]+"
    rb"|authentication-results|list-[a-z-]+|x-[\w-]+)[ \t]*:",
    re.IGNORECASE,
)
_TELLING = re.compile(rb"(?:from|received|return-path|message-id|delivered-to)[ \t]*:", re.IGNORECASE)
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_LINE_END = re.compile(rb"\r\n|\n|\r")
_FLAGS = re.compile(r"[:!;]2,([A-Za-z]*)$")
_ENDINGS = re.compile(r"\.(?:mbox|mbx|sbd|mbs|eml)$|-\d{1,2}$")
_ENCODED = re.compile(r"&([A-Za-z0-9+,]*)-")
_BLOCK = 1 << 18
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Place(NamedTuple):
    """Where a message lies, as far as names tell: ``flags`` are Maildir's letters."""

    sent: bool = False
    draft: bool = False
    spam: bool = False
    group: bool = False
    flags: str = ""


def is_mail(head: bytes, filename: str) -> bool:
    """Tell whether a file is an mbox, a Maildir message or an ``.eml``, by its content and the folder it lies in."""
    path = PurePosixPath(filename)
    ending = path.suffix.lower()
    if ending in _REFUSED or (path.parent.name == "tmp" and ending != ".eml"):
        return False
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if head.startswith(b"From "):
        return looks_like_separator(head[:4_096])
    if head.startswith(b">From "):
        head = head.partition(b"\n")[2]
    return _has_mail_header(head[:32_768], named=ending == ".eml" or path.parent.name in {"cur", "new"})


def _has_mail_header(head: bytes, *, named: bool) -> bool:
    """Tell whether ``head`` begins with fields of a mail; a file whose name does not say so must be told by more."""
    lines = _LINE_END.split(head)
    ended = b"" in lines
    lines = [
        line for line in (lines[: lines.index(b"")] if ended else lines[:-1]) if line[:1] not in {b" ", b"\t"}
    ]
    known = sum(1 for line in lines if _KNOWN.match(line))
    if named:
        return known >= 1 and _FIELD.match(lines[0]) is not None
    wrong = sum(1 for line in lines if not _FIELD.match(line))
    return known >= 3 and wrong == 0 and any(_TELLING.match(line) for line in lines)


def messages_in(member: Member) -> Iterator[MboxMessage]:
    """Yield every message of a file in its order."""
    path = PurePosixPath(member.path)
    single = path.suffix.lower() == ".eml" or path.parent.name in {"cur", "new"}
    with member.open() as stream:
        if not single and _begins_with_separator(member):
            yield from split_mbox(stream)
        else:
            yield single_message(stream)


def _begins_with_separator(member: Member) -> bool:
    return member.head(4_096).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").startswith(b"From ")


@lru_cache(maxsize=4_096)
def place_of(path: str) -> Place:
    """Return what the folders and the name of a file say of the messages in it."""
    parts = PurePosixPath(path).parts
    flags = _FLAGS.search(parts[-1]) if parts else None
    folders = parts[:-1] if len(parts) > 1 and parts[-2] in {"cur", "new"} else parts
    names = {name for part in folders for name in _folder_names(part)}
    return Place(
        sent=not names.isdisjoint(SENT),
        draft=not names.isdisjoint(DRAFTS) or bool(flags and "D" in flags[1]),
        spam=not names.isdisjoint(SPAM),
        group=_is_group(parts),
        flags=flags[1] if flags else "",
    )


def _folder_names(part: str) -> Iterator[str]:
    """Yield the names of one step of a path: ``.Sent.2024`` of a Maildir holds two, ``Sent Messages.mbox`` one."""
    text = unicodedata.normalize("NFC", _ENCODED.sub(_from_mailbox_utf7, part)).lower()
    text = _ENDINGS.sub("", text).strip()
    yield text
    if "." in text:
        yield from (name.strip() for name in text.split("."))


def _from_mailbox_utf7(found: re.Match[str]) -> str:
    """Decode one run of IMAP's modified UTF-7 (RFC 3501 §5.1.3): ``Entw&APw-rfe`` is ``Entwürfe``."""
    packed = found[1].replace(",", "/")
    if not packed:
        return "&"
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-16-be")
    except (ValueError, UnicodeDecodeError):
        return found[0]


def _is_group(parts: tuple[str, ...]) -> bool:
    """Tell whether the file is group mail of a Google Takeout: ``Groups/<group's address>/topics.mbox``."""
    folders = [unicodedata.normalize("NFC", part).lower() for part in parts[:-1]]
    if any(name in GROUPS for name in folders):
        return True
    return any(_ADDRESS.fullmatch(name) and "googlegroups" in name for name in folders)


class Lines:
    """Tells the line at which a message begins; counts on from the last one that was asked for, without seeking."""

    def __init__(self, members: tuple[Member, ...]) -> None:
        self._members = {member.path: member for member in members}
        self._file = ""
        self._stream: BinaryIO | None = None
        self._position = 0
        self._line = 1

    def line_at(self, file: str, offset: int) -> int:
        """Return the line (from 1) that begins at ``offset`` of a file; 0 where the whole file is meant (below 0)."""
        if offset < 0:
            return 0
        if self._stream is None or file != self._file or offset < self._position:
            self.close()
            self._file, self._stream = file, self._members[file].open()
        while self._position < offset:
            block = self._stream.read(min(offset - self._position, _BLOCK))
            if not block:
                break
            self._line += block.count(b"\n")
            self._position += len(block)
        return self._line

    def close(self) -> None:
        """Close the file that is open, if any."""
        if self._stream is not None:
            self._stream.close()
        self._stream, self._position, self._line = None, 0, 1
