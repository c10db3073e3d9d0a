"""Delimited text as it is found: any encoding, delimiter and preamble, read row by row with physical line numbers."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple, cast

from nexalink.formats.charsets import codec_of, is_foreign, is_mostly_utf8

DELIMITERS = (",", ";", "\t", "|")
LONGEST_FIELD = 16 * 2**20
"""Characters. A field beyond it is a quote that nobody closed, or an attack; either way a named flaw."""
HEADER_WITHIN = 40
"""Rows in which a header is looked for: preambles are a few lines."""

_READ = 1 << 18
_MOST_RESTARTS = 30
_END = "\x1e"
_UNREADABLE = (
    "Its letters are in an encoding that cannot be told; save the file as CSV UTF-8 and import it again."
)
_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u2060\0]")
_NOT_WORD = re.compile(r"[\W_]+")

csv.field_size_limit(LONGEST_FIELD)  # the module's own limit, 128 KiB, is below a long message


class Layout(NamedTuple):
    """How a file is written: codec, delimiter, and where its header row stands (physical line, from 1)."""

    encoding: str
    delimiter: str
    line: int
    header: tuple[str, ...]


class Flaw(NamedTuple):
    """Something wrong with a row: one sentence, and whether the row is lost (else it follows, repaired)."""

    message: str
    row_lost: bool


Row = tuple[int, list[str] | Flaw]


def _as_cp1252(fault: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are not UTF-8 as Windows' western code page, which Excel writes by default."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


codecs.register_error("nexalink-cp1252", _as_cp1252)


def encoding_of(head: bytes) -> str:
    """Return the codec of a text from its first bytes: a BOM decides, else the pattern of NUL bytes, else UTF-8.

    Bytes that are not UTF-8 are read as cp1252 one by one (see ``decode``), so that a file whose first accent stands
    beyond ``head`` is read rightly too.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = head[:512]
    if len(start) >= 8 and start.count(0) >= len(start) // 3:
        even, odd = start[::2].count(0), start[1::2].count(0)
        if odd > 4 * even:
            return "utf-16-le"
        if even > 4 * odd:
            return "utf-16-be"
    return "utf-8-sig"


def table_encoding(head: bytes) -> str:
    """Return the codec of a table from its first bytes: as ``encoding_of``, and other scripts as Windows writes them."""
    codec = encoding_of(head)
    if codec != "utf-8-sig" or is_mostly_utf8(head):
        return codec
    return codec_of(head) or codec


def is_unreadable(head: bytes) -> bool:
    """Tell whether a table's letters are in an encoding that cannot be told, so that every name would be wrong."""
    return table_encoding(head) == "utf-8-sig" and not is_mostly_utf8(head) and is_foreign(head)


def decode(data: bytes, encoding: str = "") -> str:
    """Return the text of ``data``, never failing; without ``encoding`` it is detected.

    >>> decode("Zoë".encode("cp1252")), decode("Zoë".encode("utf-16")), decode("Zoë".encode())
    ('Zoë', 'Zoë', 'Zoë')
    """
    codec = encoding or table_encoding(data)
    return data.decode(codec, _errors(codec))


def _errors(encoding: str) -> str:
    return "nexalink-cp1252" if encoding.startswith("utf-8") else "replace"


def clean_cell(cell: str) -> str:
    """Return a header cell without marks that nobody sees and with single spaces."""
    return " ".join(_INVISIBLE.sub("", cell).split())


def column_key(cell: str) -> str:
    """Return a header cell for comparing: letters and digits only, in lower case.

    >>> column_key("E-mail 1 - Value"), column_key("\ufeffFirst_Name ")
    ('email1value', 'firstname')
    """
    return _NOT_WORD.sub("", _INVISIBLE.sub("", cell)).lower()


def find_layout(
    head: bytes, is_header: Callable[[tuple[str, ...]], bool], *, within: int = HEADER_WITHIN
) -> Layout | None:
    """Return the layout under which one of the first rows of ``head`` is a header, or None.

    ``is_header`` judges a row of cleaned cells. Every delimiter is tried; the header is found by content, never by
    skipping lines.
    """
    encoding = table_encoding(head)
    lines = _lines(decode(head, encoding))
    for delimiter in DELIMITERS:
        for line, row in _first_rows(lines, delimiter, within):
            cells = tuple(map(clean_cell, row))
            if is_header(cells):
                return Layout(encoding, delimiter, line, cells)
    return None


def guess_layout(head: bytes) -> Layout | None:
    """Return the likeliest layout of a table whose columns nobody knows, or None where it looks like no table.

    The delimiter is the one that gives the first row two or more filled cells and the most following rows the same
    number; the first row that is not blank counts as the header. ``sep=;``, Excel's hint, is passed over.
    """
    encoding = table_encoding(head)
    lines = _lines(decode(head, encoding))
    best: tuple[int, int, Layout] | None = None
    for delimiter in DELIMITERS:
        rows = [
            (line, row)
            for line, row in _first_rows(lines, delimiter, HEADER_WITHIN)
            if any(map(str.strip, row))
        ]
        if rows and rows[0][1][0].lower().startswith("sep="):
            rows = rows[1:]
        if not rows or sum(map(bool, map(str.strip, rows[0][1]))) < 2:
            continue
        line, header = rows[0]
        alike = sum(len(row) == len(header) for _, row in rows)
        found = (alike, len(header), Layout(encoding, delimiter, line, tuple(map(clean_cell, header))))
        if 2 * alike >= len(rows) and (best is None or found[:2] > best[:2]):
            best = found
    return best[2] if best else None


def records(opener: Callable[[], BinaryIO], layout: Layout) -> Iterator[Row]:
    """Yield the rows below the header, each with the physical line on which it begins; streaming.

    ``opener`` opens the file anew at each call. Blank lines are passed over. A row with NUL bytes gives a ``Flaw`` and
    then the row without them. A quote that is never closed, or a field beyond ``LONGEST_FIELD``, gives a ``Flaw``,
    and reading goes on at the next line that has as many cells as the header: one stray quote does not swallow the
    rest of the file. Rows may be shorter or longer than the header; the caller judges.
    """
    first = layout.line + 1
    with opener() as stream:
        unreadable = layout.encoding == "utf-8-sig" and is_unreadable(stream.read(_READ))
    if unreadable:
        yield first, Flaw(_UNREADABLE, row_lost=True)
        return
    for _ in range(_MOST_RESTARTS):
        with opener() as stream:
            broken = yield from _rows_from(stream, layout, first)
        if not broken:
            return
        with opener() as stream:
            first = _next_sound_line(stream, layout, broken + 1)
        until = f"lines {broken} to {first - 1} were" if first > broken + 2 else "its row was"
        until = until if first else "the rest of the file was"
        yield (
            broken,
            Flaw(
                f"A quotation mark is never closed, or a field is far too long; {until} left out.",
                row_lost=True,
            ),
        )
        if not first:
            return
    yield first, Flaw("Too many rows are broken; the rest of the file was left out.", row_lost=True)


def _rows_from(stream: BinaryIO, layout: Layout, first: int) -> Generator[Row, None, int]:
    """Yield rows from the physical line ``first`` on; return the line of the first broken one, or 0."""
    text, sieve = _text(stream, layout.encoding)
    _pass_over(text, first - 1)
    ended: list[bool] = []
    reader = csv.reader(itertools.chain(text, _ending(ended)), delimiter=layout.delimiter)
    before, line, width = first - 1, first, len(layout.header)
    previous: list[str] = []
    try:
        for row in reader:
            after = before + reader.line_num
            if ended or (after != line and len(row) not in (width, len(previous))):
                return 0 if row == [_END] else line
            if row:
                if sieve.saw_oddity:
                    yield from _cleaned(line, row)
                yield line, row
                previous = row
            line = after + 1
    except csv.Error:
        return line
    return 0


def _cleaned(line: int, row: list[str]) -> Iterator[Row]:
    """Take NUL bytes out of a row, and the byte order mark that stands where two files were joined."""
    if row[0].startswith("\ufeff"):
        row[0] = row[0].lstrip("\ufeff").strip('"')
    if any("\0" in cell for cell in row):
        yield line, Flaw("NUL bytes were taken out of this row.", row_lost=False)
        row[:] = [cell.replace("\0", "") for cell in row]


def _ending(ended: list[bool]) -> Iterator[str]:
    """Tell the loop that the text has ended; the mark is a row of its own unless a quote is still open."""
    ended.append(True)
    yield _END


def _next_sound_line(stream: BinaryIO, layout: Layout, first: int) -> int:
    """Return the first physical line from ``first`` on that alone has the header's number of cells, or 0."""
    text, _ = _text(stream, layout.encoding)
    _pass_over(text, first - 1)
    for number, line in enumerate(text, first):
        if line.count(layout.delimiter) < len(layout.header) - 1 or len(line) > LONGEST_FIELD:
            continue
        if len(next(csv.reader((line,), delimiter=layout.delimiter), ())) == len(layout.header):
            return number
    return 0


def _pass_over(text: Iterable[str], lines: int) -> None:
    next(itertools.islice(text, lines, lines), None)


def _text(stream: BinaryIO, encoding: str) -> "tuple[io.TextIOWrapper[BinaryIO], _Sieve]":
    sieve = _Sieve(stream, saw_oddity=encoding.startswith("utf-16"))
    return io.TextIOWrapper(cast("BinaryIO", sieve), encoding, _errors(encoding), newline=""), sieve


def _lines(text: str) -> list[str]:
    return list(itertools.islice(io.StringIO(text, newline=""), 8 * HEADER_WITHIN))


def _first_rows(lines: Sequence[str], delimiter: str, within: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=delimiter)
    line = 1
    for row in itertools.islice(reader, within):
        yield line, row
        line = reader.line_num + 1


class _Sieve(io.BufferedIOBase):
    """Passes bytes on in large blocks, remembers whether one held a NUL or a late BOM; does not own the stream."""

    def __init__(self, stream: BinaryIO, *, saw_oddity: bool) -> None:
        super().__init__()
        self._stream = stream
        self.saw_oddity = saw_oddity

    def readable(self) -> bool:
        return True

    def read1(self, size: int = -1, /) -> bytes:
        block = self._stream.read(max(size, _READ))
        if not self.saw_oddity and (b"\0" in block or block.find(codecs.BOM_UTF8, 1) > 0):
            self.saw_oddity = True
        return block

    def read(self, size: int | None = -1, /) -> bytes:
        return self._stream.read(-1 if size is None else size)
