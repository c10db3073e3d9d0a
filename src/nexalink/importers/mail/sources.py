"""Where messages lie: mbox files by offset, Maildir and ``.eml`` files one by one."""

import re
from array import array
from collections.abc import Iterator
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from nexalink.formats.containers import Member
from nexalink.formats.mbox import Window, looks_like_separator, message_starts

HEADER_LIMIT = 1 << 20
"""A header block longer than this is read to here only."""
_FIRST_LOOK = 8_192
_END = re.compile(rb"\r?\n\r?\n|\r\r")
_KNOWN_FIELD = re.compile(
    rb"^(?:from|to|cc|date|subject|received|return-path|delivered-to|message-id|mime-version|x-[\w-]+|dkim-signature|"
    rb"content-type|content-transfer-encoding|reply-to|in-reply-to|references|sender|resent-[\w-]+|arc-[\w-]+|"
    rb"authentication-results|list-[\w-]+|thread-[\w-]+|importance|user-agent|organization|precedence|status|xref|path|"
    rb"newsgroups|delivery-date|envelope-to|bcc|errors-to|auto-submitted)[ \t]*:",
    re.IGNORECASE,
)
_ANY_FIELD = re.compile(rb"^[!-9;-~]+[ \t]*:")
_FORBIDDEN = (b"BEGIN:", b"begin:", b"<", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{", b"[")
_UNREADABLE = (
    ".emlx",
    ".msg",
    ".pst",
    ".ost",
    ".olm",
    ".msf",
    ".csv",
    ".ics",
    ".vcf",
    ".json",
    ".html",
    ".htm",
)

_MOST_CACHED = 8
_starts: "dict[tuple[str, int, int], array[int]]" = {}
"""Offsets of the mailboxes read last: finding the owner and reading the mails scan a file once."""


class Found(NamedTuple):
    """A message in a file: its number from 1, its offset, its separator line and its header block."""

    number: int
    offset: int
    separator: bytes
    block: bytes


def is_mail(head: bytes, filename: str) -> bool:
    """Tell whether a file is an mbox, a Maildir message or an ``.eml``, by its content."""
    path = PurePosixPath(filename.lower())
    if path.suffix in _UNREADABLE or "tmp" in path.parts[:-1][-1:]:
        return False
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"From "):
        lines = head.split(b"\n", 2)
        return looks_like_separator(lines[0].rstrip(b"\r"), following=lines[1] if len(lines) > 1 else b"")
    if not head.strip() or head.lstrip().startswith(_FORBIDDEN):
        return False
    return _header_like(head.lstrip(b"\r\n"), named=path.suffix == ".eml" or _in_maildir(path))


def _in_maildir(path: PurePosixPath) -> bool:
    return len(path.parts) > 1 and path.parts[-2] in {"cur", "new"}


def _header_like(head: bytes, *, named: bool) -> bool:
    lines = [
        line for line in re.split(rb"\r\n|\n|\r", head[:16_384])[:60] if line[:1] not in b" \t" or not line
    ]
    if b"" in lines:
        lines = lines[: lines.index(b"")]
    known = sum(1 for line in lines if _KNOWN_FIELD.match(line))
    if named:
        return known >= 1 or any(_ANY_FIELD.match(line) for line in lines[:3])
    odd = sum(1 for line in lines[:20] if not _ANY_FIELD.match(line))
    return known >= 3 and odd == 0


def messages(member: Member) -> Iterator[Found]:
    """Yield every message of a file in its order."""
    if member.head(5) == b"From ":
        yield from _of_mbox(member)
    else:
        yield _single(member)


def line_of(member: Member, offset: int) -> int:
    """Return the line (from 1) that begins at ``offset``; reads the file up to there, so only troubles ask."""
    line, left = 1, offset
    with member.open() as stream:
        while left and (block := stream.read(min(left, 1 << 20))):
            line += block.count(b"\n")
            left -= len(block)
    return line


def _single(member: Member) -> Found:
    block = member.head(HEADER_LIMIT).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    end = _END.search(block)
    block = block[: end.start()] if end else block
    if b"\n" not in block:
        block = block.replace(b"\r", b"\n")
    return Found(1, 0, b"", block)


def _of_mbox(member: Member) -> Iterator[Found]:
    with member.local() as path, path.open("rb", buffering=0) as stream:
        starts = _starts_of(path)
        ends = chain(starts[1:], [stream.seek(0, 2)])
        window = Window(stream)
        for number, (start, following) in enumerate(zip(starts, ends, strict=False), 1):
            separator, block = _header_block(window, start, following)
            yield Found(number, start, separator, block)


def _starts_of(path: Path) -> "array[int]":
    about = path.stat()
    key = (str(path), about.st_size, about.st_mtime_ns)
    if key not in _starts:
        while len(_starts) >= _MOST_CACHED:
            _starts.pop(next(iter(_starts)))
        _starts[key] = message_starts(path)
    return _starts[key]


def _header_block(window: Window, start: int, following: int) -> tuple[bytes, bytes]:
    """Return the separator line and the header block of the message between two offsets."""
    length = _FIRST_LOOK
    while True:
        stop = min(start + length, following)
        head = window.read(start, stop - start)
        begin = head.find(b"\n") + 1
        if head[begin : begin + 1] in b"\r\n" and head[begin : begin + 2] in (b"\n", b"\r\n", b"\r", b""):
            return head[:begin].rstrip(b"\r\n"), b""
        end = head.find(b"\n\n", begin)
        if end < 0 or b"\r" in head[begin:end]:
            crlf = _END.search(head, begin)
            end = crlf.start() if crlf else end
        if end >= 0:
            return head[: begin - 1].rstrip(b"\r"), head[begin:end]
        if stop == following or length >= HEADER_LIMIT:
            return head[: begin - 1].rstrip(b"\r"), head[begin:]
        length *= 8
