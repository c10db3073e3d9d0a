"""Content lines of iCalendar and vCalendar: unfolded as octets, decoded line by line, taken apart, numbered."""

import codecs
import quopri
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from nexalink.formats.charsets import unnamed_codec

LONGEST_LINE = 16 << 20
"""Octets of one unfolded line that are kept; what is longer is no value that anybody needs."""
_LONGEST_HEAD = 65_536
_BLOCK = 1 << 20
_SOFT_HEAD = 400

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PLAIN = re.compile(rb"([A-Za-z0-9-]+):")
_HEAD = re.compile(r'(?:[^":]++|"[^"]*+")*+:')
_PIECE = re.compile(r'(?:[^";]++|"[^"]*+"|")*+')
_LIST = re.compile(r'(?:[^",]++|"[^"]*+"|")*+')
_TEXT_ESCAPE = re.compile(r"\\([\\;,nN])")
_CARET = re.compile(r"\^(['n^])")
_CARETS = {"'": '"', "n": "\n", "^": "^"}
_BARE_ZONE = re.compile(
    r"(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID);.*:[0-9]{8}(?:T[0-9]{4,6}Z?)?(?:,[^:]*)?", re.IGNORECASE
)
_TRANSFER = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NO_PARAMETERS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Line(NamedTuple):
    """One content line: name in upper case, parameters by name in upper case, the value as written, line from 1.

    ``fault`` is empty, or the end of a sentence that begins with "The line": what is wrong with it. A line of which
    nothing can be told has an empty name.
    """

    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str
    number: int
    fault: str = ""

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter without surrounding blanks, empty where there is none."""
        values = self.parameters.get(name)
        return values[0].strip() if values else ""

    @property
    def text(self) -> str:
        """The value as TEXT: without its escapes."""
        return unescape(self.value)


def unescape(value: str) -> str:
    r"""Return a TEXT value without its escapes; a backslash before anything else is kept.

    >>> unescape(r"one\, two\nC:\temp")
    'one, two\nC:\\temp'
    """
    if "\\" not in value:
        return value
    return _TEXT_ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def split_text(value: str, mark: str = ",") -> list[str]:
    r"""Return the parts of a TEXT list, divided by ``mark`` where it is not escaped, without their escapes.

    >>> split_text(r"red,blue\, green")
    ['red', 'blue, green']
    """
    if "\\" not in value:
        return value.split(mark)
    pieces = re.findall(rf"(?:[^\\{mark}]++|\\.)*+(?:{mark}|\Z)", value, re.DOTALL)
    if len(pieces) > 1 and not pieces[-1] and not pieces[-2].endswith(mark):
        pieces.pop()  # the empty match at the very end
    return [unescape(piece[:-1] if piece.endswith(mark) else piece) for piece in pieces]


def content_lines(stream: BinaryIO, *, keep: frozenset[str] | None = None) -> Iterator[Line]:
    """Yield the content lines of a file; what is none comes with its fault.

    With ``keep``, sound lines of other names may be left out: BEGIN and END are always told.

    Line ends may be CRLF, LF, CR or mixed, blank lines count but say nothing, folds may stand inside a character,
    quoted-printable values of vCalendar 1.0 run on after ``=``. UTF-8 with or without a mark, UTF-16 and, line by
    line, cp1252 are read. NUL octets are left out.
    """
    wanted = frozenset(name.encode() for name in keep | {"BEGIN", "END"}) if keep is not None else None
    for number, octets in _logical_lines(_physical_lines(_as_utf8(stream))):
        if wanted is not None and (found := _PLAIN.match(octets)) and found[1].upper() not in wanted:
            continue
        too_long = len(octets) > LONGEST_LINE
        line = parse_line(_decoded(octets[:LONGEST_LINE]), number)
        yield line._replace(fault="is longer than 16 MiB and was cut") if too_long else line


def parse_line(text: str, number: int = 0) -> Line:
    """Return an unfolded line taken apart, as far as that is possible; ``fault`` says what is wrong with it.

    >>> parse_line('ATTENDEE;CN="Okafor, Ben":mailto:ben@example.org').parameter("CN")
    'Okafor, Ben'
    """
    colon = _colon(text)
    if colon < 0:
        return Line("", _NO_PARAMETERS, text, number, "has no colon")
    name, parameters, fault = _head(text[:colon])
    value = text[colon + 1 :]
    if "ENCODING" in parameters and "QUOTED-PRINTABLE" in map(str.upper, parameters["ENCODING"]):
        value = _quoted_printable(value, parameters.get("CHARSET", ("",))[0])
    return Line(name, parameters, value, number, fault)


def _colon(text: str) -> int:
    """Return where the value's colon stands: the first outside quotation marks, or of all where one is unclosed."""
    colon = text.find(":", 0, _LONGEST_HEAD)
    quote = text.find('"', 0, max(colon, 0))
    if quote < 0:
        if "(" in text[:colon] and _BARE_ZONE.fullmatch(text):
            return text.rfind(":")  # TZID=(UTC-05:00) Somewhere, without the quotation marks it needs
        return colon
    found = _HEAD.match(text, 0, _LONGEST_HEAD)
    return found.end() - 1 if found else colon


@lru_cache(maxsize=8_192)
def _head(head: str) -> tuple[str, Mapping[str, tuple[str, ...]], str]:
    """Return a line's name, its parameters and what is wrong with them. Heads repeat, so answers are kept."""
    first, *pieces = head.split(";") if '"' not in head else _divided(_PIECE, head)
    name = first.strip()
    fault = "" if _NAME.fullmatch(name) else f"begins with {name[:40]!r}, which is no property's name"
    if not pieces:
        return name.upper() if name else "", _NO_PARAMETERS, fault
    parameters: dict[str, tuple[str, ...]] = {}
    for piece in pieces:
        key, values, wrong = _parameter(piece)
        fault = fault or wrong
        if key:
            parameters.setdefault(key, values)
    return name.upper(), MappingProxyType(parameters), fault


def _divided(part: re.Pattern[str], text: str) -> list[str]:
    """Return the pieces of ``text`` that ``part`` matches, with one divider between each two."""
    pieces: list[str] = []
    position = 0
    while position <= len(text):
        found = part.match(text, position)
        end = found.end() if found else len(text)
        pieces.append(text[position:end])
        position = end + 1
    return pieces


def _parameter(piece: str) -> tuple[str, tuple[str, ...], str]:
    key, equals, value = piece.partition("=")
    key = key.strip().upper()
    if not key:
        return "", (), "has an empty parameter"
    if not _NAME.fullmatch(key):
        return "", (), f"has a parameter {key[:40]!r}, which is no name"
    if not equals:  # vCalendar 1.0 writes values alone
        return ("ENCODING" if key in _TRANSFER else "TYPE"), (key,), ""
    if '"' not in value:
        values = value.split(",")
        return key, tuple(map(_uncaret, values)) if "^" in value else tuple(values), ""
    fault = ""
    cleaned = []
    for part in _divided(_LIST, value):
        bare = part.strip()
        if '"' in bare and not (len(bare) > 1 and bare[0] == bare[-1] == '"' and bare.count('"') == 2):
            fault = f"has quotation marks astray in its parameter {key}"
        cleaned.append(_uncaret(bare.replace('"', "")) if '"' in bare else _uncaret(part))
    return key, tuple(cleaned), fault


def _uncaret(value: str) -> str:
    """Return a parameter's value without the escapes of RFC 6868."""
    return _CARET.sub(lambda found: _CARETS[found[1]], value) if "^" in value else value


def _quoted_printable(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    for codec in (charset.strip(), "utf-8"):
        try:
            if codec:
                return data.decode(codec)
        except (LookupError, ValueError):  # an unknown character set, or not this one
            continue
    return data.decode("cp1252", "replace")


def _decoded(octets: bytes) -> str:
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def _as_utf8(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the file's blocks without a byte order mark; UTF-16, marked or not, becomes UTF-8."""
    block = stream.read(_BLOCK)
    codec = next((name for mark, name in _UTF16 if block.startswith(mark)), "")
    if codec and not _really_utf16(block[2:], codec):
        codec, block = "", block[2:]
    if not codec and block[:4].count(0) == 2:
        codec = "utf-16-be" if block[0] == 0 else "utf-16-le"
    if not codec:
        block = block.removeprefix(b"\xef\xbb\xbf")
        codec = unnamed_codec(block)
    decoder = codecs.getincrementaldecoder(codec)("replace") if codec else None
    while block:
        yield (
            decoder.decode(block).encode("utf-8", "replace").removeprefix(b"\xef\xbb\xbf")
            if decoder
            else block
        )
        block = stream.read(_BLOCK)


def _really_utf16(block: bytes, codec: str) -> bool:
    """Tell whether a marked block holds what its mark says: some programs write the mark before UTF-8."""
    zeros = block[1:200:2] if codec.endswith("le") else block[0:200:2]
    return not zeros or zeros.count(0) * 4 >= len(zeros)


def _physical_lines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield lines without their ends; of a line without end no more is held than is kept."""
    rest = b""
    for block in blocks:
        data = rest + block
        held = b"\r" if data.endswith(b"\r") else b""  # its LF may stand in the next block
        settled = data[:-1] if held else data
        lines = settled.splitlines()
        rest = (b"" if settled.endswith((b"\n", b"\r")) or not lines else lines.pop()) + held
        if len(rest) > LONGEST_LINE + 2:
            rest = rest[: LONGEST_LINE + 1] + held
        yield from lines
    yield from rest.splitlines()


def _logical_lines(lines: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield unfolded lines with the number of their first line."""
    parts: list[bytes] = []
    first = size = 0
    soft = False
    for number, raw in enumerate(lines, 1):
        line = raw.replace(b"\0", b"") if b"\0" in raw else raw
        if not line:
            continue  # also what CR CR LF leaves between a line and its fold
        folded = parts and (soft or line[0] in b" \t")
        if folded:
            if size <= LONGEST_LINE:
                parts.append(line if soft else line[1:])
                size += len(line)
        else:
            if parts and not (joined := b"".join(parts)).isspace():
                yield first, joined
            parts, first, size = [line], number, len(line)
        soft = line.endswith(b"=") and b"QUOTED-PRINTABLE" in parts[0][:_SOFT_HEAD].upper()
        if soft:
            parts[-1] = parts[-1][:-1]
    if parts and not (joined := b"".join(parts)).isspace():
        yield first, joined
