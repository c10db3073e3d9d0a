"""The lines of a vCard file as its properties: folds, soft breaks and base64 blocks joined, any encoding, bounded."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from nexalink.formats.delimited import encoding_of

LONGEST_PROPERTY = 10 * 2**20
"""Octets of one property that are read; what is beyond is left out, and the line says so."""

_BLOCK = 1 << 18
_BREAK = re.compile(rb"\r{0,3}\n|\r")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}[ \t]*\Z")
_EDGE = re.compile(rb"\s*(?:BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*\Z", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rb"[;=,]\s*\"?QUOTED-PRINTABLE\b", re.IGNORECASE)
_BASE64 = re.compile(rb"[;=,]\s*\"?(?:BASE64|B)\"?\s*(?:;|\Z)", re.IGNORECASE)
_OLD = re.compile(rb"VERSION[ \t]*:[ \t]*2\.1", re.IGNORECASE)
_HARD_FOLD = 70
"""A 2.1 writer that folds at blanks breaks where it likes; one that cuts anywhere fills its lines to about 75."""


class Line(NamedTuple):
    """One property as written: the physical line it starts on (from 1), its octets, whether some were left out."""

    number: int
    data: bytes
    cut: bool = False


def property_lines(stream: BinaryIO, *, limit: int = LONGEST_PROPERTY) -> Iterator[Line]:
    """Yield the properties of ``stream`` with folds undone, in UTF-8 or in whatever octets the file has.

    Blank lines are passed over. A fold may stand inside a character, so octets are joined before anything is decoded.
    A 2.1 fold at a blank keeps one blank; a quoted-printable value goes on after a soft break; a base64 block goes on
    without indentation until a blank line, as 2.1 has it.
    """
    lines = _Peekable(_physical_lines(_blocks(stream), limit))
    old = False
    while (line := lines.take()) is not None:
        if not line.data.strip():
            continue
        if _EDGE.match(line.data):
            old = False
        elif _OLD.match(line.data):
            old = True
        yield _joined(line, lines, old=old, limit=limit)


class _Peekable:
    """Physical lines with one line of foresight."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._next: Line | None = next(lines, None)

    def peek(self) -> Line | None:
        return self._next

    def take(self) -> Line | None:
        line, self._next = self._next, next(self._lines, None)
        return line


def _joined(first: Line, lines: _Peekable, *, old: bool, limit: int) -> Line:
    parts = [first.data]
    size, cut = len(first.data), first.cut
    before, declared = first.data, _declared(first.data)
    while (line := lines.peek()) is not None:
        if not declared:
            declared = _declared(b"".join(parts[:8]))
        if _soft_break(before, declared) and not _EDGE.match(line.data):
            parts[-1] = parts[-1].rstrip(b" \t").removesuffix(b"=")
            addition = _after_soft_break(parts[0], line.data)
        elif (found := _continuation(declared, before, line.data, old=old)) is not None:
            addition = found
        else:
            break
        lines.take()
        before, cut = line.data, cut or line.cut
        if size + len(addition) > limit:
            cut = True
            continue
        parts.append(addition)
        size += len(addition)
    if _soft_break(before, declared):
        parts[-1] = parts[-1].rstrip(b" \t").removesuffix(b"=")
    return Line(first.number, b"".join(parts), cut)


def _declared(data: bytes) -> bytes:
    """Return the name and parameters of a property, empty while its colon has not come."""
    head, colon, _ = data.partition(b":")
    return head if colon else b""


def _soft_break(before: bytes, declared: bytes) -> bool:
    return before.rstrip(b" \t").endswith(b"=") and bool(_QUOTED_PRINTABLE.search(declared))


def _continuation(declared: bytes, before: bytes, line: bytes, *, old: bool) -> bytes | None:
    """Return what ``line`` adds to the property begun before it, or None where it begins another."""
    base64 = bool(_BASE64.search(declared))
    if line[:1] in (b" ", b"\t"):
        if old and len(before) < _HARD_FOLD and not base64:
            return b" " + line.lstrip()
        return line[1:]
    return line if base64 and _BASE64_LINE.match(line) else None


def _after_soft_break(first: bytes, line: bytes) -> bytes:
    """Return the rest of a quoted-printable value: an indentation is dropped where the writer encodes its blanks."""
    if line[:1] in (b" ", b"\t") and b" " not in first.partition(b":")[2] and line.lstrip()[:1] == b"=":
        return line.lstrip()
    return line


def _physical_lines(blocks: Iterator[bytes], limit: int) -> Iterator[Line]:
    number, pending, cut = 1, b"", False
    for block in blocks:
        data = pending + block if not cut else pending + block[_line_end(block) :]
        held = b"\r" if data.endswith(b"\r") else b""
        *complete, pending = _BREAK.split(data[:-1] if held else data)
        for piece in complete:
            yield Line(number, piece[:limit], cut or len(piece) > limit)
            number, cut = number + 1, False
        if len(pending) > limit:
            pending, cut = pending[:limit], True
        pending += held
    if pending.strip():
        yield Line(number, pending.rstrip(b"\r"), cut)


def _line_end(block: bytes) -> int:
    found = _BREAK.search(block)
    return found.start() if found else len(block)


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    block = stream.read(_BLOCK)
    encoding = encoding_of(block)
    if not encoding.startswith("utf-16"):
        yield block.removeprefix(codecs.BOM_UTF8)
        while block := stream.read(_BLOCK):
            yield block
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while block:
        yield decoder.decode(block).encode()
        block = stream.read(_BLOCK)
    yield decoder.decode(b"", final=True).encode()
