"""The lines of a vCard file as its properties: folds, soft breaks and base64 blocks joined, any encoding, bounded."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from nexalink.formats.charsets import unnamed_codec
from nexalink.formats.delimited import encoding_of

LONGEST_PROPERTY = 10 * 2**20
"""Octets of one property that are read; what is beyond is left out, and the line says so."""

_BLOCK = 1 << 18
_BREAK = re.compile(rb"\r{0,3}\n|\r")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}[ \t]*\Z")
_EDGE = re.compile(rb"\s*(?:BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*\Z", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rb";\s*(?:ENCODING\s*=\s*)?\"?QUOTED-PRINTABLE\"?\s*(?:;|\Z)", re.IGNORECASE)
_BASE64 = re.compile(rb";\s*(?:ENCODING\s*=\s*)?\"?(?:BASE64|B)\"?\s*(?:;|\Z)", re.IGNORECASE)
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
    before, how = first.data, _how_written(first.data)
    while (line := lines.peek()) is not None:
        if how is None:
            how = _how_written(b"".join(parts[:8]))
        quoted, base64 = how or (False, False)
        if quoted and _ends_softly(before) and not _EDGE.match(line.data):
            parts[-1] = _without_soft_break(parts[-1])
            addition = _after_soft_break(parts[0], line.data)
        elif line.data[:1] in (b" ", b"\t"):
            addition = _unfolded(before, line.data, keep_blank=old and not base64)
        elif base64 and _BASE64_LINE.match(line.data):
            addition = line.data
        else:
            break
        lines.take()
        before, cut = line.data, cut or line.cut
        if size + len(addition) > limit:
            cut = True
            continue
        parts.append(addition)
        size += len(addition)
    if how and how[0] and _ends_softly(before):
        parts[-1] = _without_soft_break(parts[-1])
    return Line(first.number, b"".join(parts), cut)


def _how_written(data: bytes) -> tuple[bool, bool] | None:
    """Tell whether a property is declared quoted-printable, and base64; None while its colon has not come."""
    head, colon, _ = data.partition(b":")
    if not colon:
        return None
    if b";" not in head:
        return False, False
    return bool(_QUOTED_PRINTABLE.search(head)), bool(_BASE64.search(head))


def _ends_softly(line: bytes) -> bool:
    return line.rstrip(b" \t").endswith(b"=")


def _without_soft_break(part: bytes) -> bytes:
    return part.rstrip(b" \t").removesuffix(b"=")


def _unfolded(before: bytes, line: bytes, *, keep_blank: bool) -> bytes:
    """Return what a folded line adds; a 2.1 line that was not filled to the limit was folded at a blank."""
    return b" " + line.lstrip() if keep_blank and len(before) < _HARD_FOLD else line[1:]


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
    if not encoding.startswith("utf-16") and not (encoding := unnamed_codec(block)):
        yield block.removeprefix(codecs.BOM_UTF8)
        while block := stream.read(_BLOCK):
            yield block
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while block:
        yield decoder.decode(block).encode()
        block = stream.read(_BLOCK)
    yield decoder.decode(b"", final=True).encode()
