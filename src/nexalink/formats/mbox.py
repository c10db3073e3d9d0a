"""Where the messages of an mbox begin and end, and their header blocks: one pass, flat memory, any size.

Reads mboxo, mboxrd, mboxcl, mboxcl2, Gmail Takeout, Netscape and Thunderbird, Eudora. A line ``From `` separates
messages when a header field follows it and it

- stands first or after a blank line and bears a date (``From ana@example.com Fri Sep 16 22:26:51 2016``; Gmail's
  ``+0000`` before the year counts) or only a sender (``From -``, ``From 1844…@xxx``);
- or stands anywhere and is Netscape's ``From -`` or Eudora's ``From ???@???``;
- or bears a date and stands where a ``Content-Length`` says that the body ends.

It does not where a ``Content-Length`` that is proved right (a separator or the end of the file stands where it ends)
spans it, nor as the first line of an attached message (``Content-Type: message/rfc822``).
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nexalink.formats.mbox_separators import (
    begins_attachment,
    separates,
    separates_anywhere,
    usual_separator,
)

BLOCK = 1 << 18
"""Bytes read at a time: fits the processor's cache, which makes the scan three times faster than 4 MiB."""
HEAD_LIMIT = 1 << 20
"""A header block longer than this is cut here."""
BODY_LOOK = 1 << 20
"""How far the body of a message in a file of its own is searched for a calendar part."""
_BEHIND = 1_024
_AHEAD = 4_096
_NARROW = 1_024
_WIDE = 16_384
_ATTACHED_BEHIND = 600
_MOST_PENDING = 200
_MARK = b"\nFrom "
_CALENDAR = b"text/calendar"
_CALENDAR_PART = 1_024
_BLANK_LINE = re.compile(rb"\n\r?\n")
_NOTABLE = re.compile(rb"\n(?:From |Content-(?:Length:|Type[ \t]*:\s*multipart))", re.IGNORECASE)
"""What few headers hold and what needs a closer look; one search is cheaper than three."""
_LENGTH = re.compile(rb"\nContent-Length:[ \t]*(\d{1,12})[ \t]*\r?(?:\n|\Z)", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class MboxMessage:
    """One message: where it stands and its header block, without its body.

    ``offset`` is that of its separator line. ``block`` holds the separator line, or only a line end for a file of one
    message, and from ``start`` on the header. ``calendar`` holds the beginning of its first ``text/calendar`` part
    (the type and what follows it), empty where it has none.
    """

    offset: int
    block: bytes
    start: int
    calendar: bytes = b""

    @property
    def separator(self) -> bytes:
        """Return the separator line with its line end."""
        return self.block[: self.start]

    @property
    def head(self) -> bytes:
        """Return the header block from its first field to the blank line, its last line end included."""
        return self.block[self.start :]


def split_mbox(stream: BinaryIO) -> Iterator[MboxMessage]:
    """Yield every message of an mbox, in order; nothing where the stream is none."""
    yield from _Splitter(stream).messages()


def message_starts(path: Path) -> list[int]:
    """Return the offset of every message's separator line, rising; empty where the file is no mbox."""
    with path.open("rb", buffering=0) as stream:
        return [message.offset for message in split_mbox(stream)]


def single_message(stream: BinaryIO) -> MboxMessage:
    """Read a file that holds one message (``.eml``, Maildir); lines may end with LF, CRLF or CR."""
    data = stream.read(HEAD_LIMIT + BODY_LOOK)
    start = len(data) - len(data.removeprefix(_BOM).lstrip(b"\r\n"))
    if b"\n" not in data[:HEAD_LIMIT]:
        data = data.replace(b"\r", b"\n")
    separator = b"\n"
    if data.startswith((b"From ", b">From "), start):
        end = data.find(b"\n", start) + 1 or len(data)
        separator, start = data[start:end], end
    blank = _blank_line(data, start, len(data))
    stop = blank if blank >= 0 else min(len(data), start + HEAD_LIMIT)
    block = separator + data[start:stop]
    calendar = data.find(_CALENDAR, stop) if b"ultipart/" in block else -1
    part = data[calendar : calendar + _CALENDAR_PART] if calendar >= 0 else b""
    return MboxMessage(0, block, len(separator), part)


def _blank_line(data: bytes | bytearray, start: int, end: int) -> int:
    """Return the offset of the first blank line from ``start`` (the beginning of a line) on, -1 without one."""
    found = _BLANK_LINE.search(data, max(start - 1, 0), end)
    return found.start() + 1 if found is not None else -1


@dataclass(slots=True)
class _Candidate(MboxMessage):
    """A message that begins at a likely separator.

    ``until`` is where its Content-Length ends it, 0 without one. ``weak`` where only a Content-Length that ends just
    here makes the line a separator.
    """

    until: int = 0
    weak: bool = False


class _Splitter:
    """Walks once through a stream with a sliding buffer of some 300 KB.

    The buffer begins with a line end that the file does not have, so that a separator on the first line is found like
    all others; offsets begin one lower for it.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._buffer = bytearray(b"\n")
        self._base = -1
        self._filled = 1
        self._ended = False
        self._last: _Candidate | None = None
        self._multipart = False
        self._watching = False
        self._pending: deque[_Candidate] = deque()

    def messages(self) -> Iterator[MboxMessage]:
        """Yield the messages; each as soon as the beginning of the next one is certain."""
        position = 0
        while not self._ended:
            position = self._refill(position)
            limit = self._limit()
            while position < limit:
                place = self._next_mark(position, limit)
                if place < 0:
                    position = limit
                    break
                before = self._last
                begun = self._begin(place)
                if begun < 0:  # its header block goes on after the buffer's end
                    position = place - 1
                    break
                position = begun
                if before is not self._last and before is not None:
                    if before.until or before.weak or self._pending:
                        self._pending.append(before)
                        yield from self._settled(self._base + place)
                    else:
                        yield before
        yield from self._rest()

    def _limit(self) -> int:
        """Return up to where a separator would be found with all that must follow it."""
        return self._filled if self._ended else self._filled - _AHEAD

    def _rest(self) -> Iterator[MboxMessage]:
        """Yield what is left at the end of the file."""
        if self._last is not None:
            self._pending.append(self._last)
            self._last = None
        yield from self._settled(self._base + self._filled, at_end=True)

    def _refill(self, position: int) -> int:
        """Drop what lies well before ``position``, read on, and return where ``position`` lies now."""
        start = max(0, position - _BEHIND)
        kept = self._filled - start
        size = max(BLOCK + _BEHIND + _AHEAD, kept + BLOCK)
        buffer = self._buffer if size == len(self._buffer) else bytearray(size)
        buffer[:kept] = self._buffer[start : self._filled]
        self._buffer = buffer
        self._base += start
        with memoryview(buffer) as view:
            count = self._stream.readinto(view[kept : kept + BLOCK])  # type: ignore[attr-defined]
        self._ended = not count
        self._filled = kept + count
        if self._base < 0 and buffer.startswith(_BOM, 1):
            buffer[1:4] = b"\n\n\n"
        return position - start

    def _next_mark(self, position: int, limit: int) -> int:
        """Return the next ``From `` at a line's beginning whose line end lies before ``limit``, -1 without one.

        The mark ends with a space, and encoded attachments hold none: where a window has no mark, the search leaps to
        the next space, which the processor finds at memory speed. Windows widen inside text.
        """
        find, window = self._buffer.find, _NARROW
        while position < limit:
            stop = min(position + window, limit)
            place = find(_MARK, position, stop + 5)
            if self._watching:
                self._watch(position, place if place >= 0 else stop)
            if place >= 0:
                return place + 1
            space = find(b" ", stop, limit + 5)
            if space < 0:
                return -1
            window = min(window * 2, _WIDE) if space - stop < 100 else _NARROW
            position = max(stop, space - 5)
        return -1

    def _watch(self, position: int, stop: int) -> None:
        """Keep the beginning of the calendar part of the message that is being walked through."""
        place = self._buffer.find(_CALENDAR, position, stop + len(_CALENDAR))
        if place >= 0 and self._last is not None:
            self._last.calendar = bytes(self._buffer[place : min(place + _CALENDAR_PART, self._filled)])
            self._watching = False

    def _begin(self, place: int) -> int:
        """Judge the ``From `` at ``place`` and return where to go on; -1 where more must be read first."""
        buffer, filled = self._buffer, self._filled
        start = usual_separator(buffer, place, filled)
        weak = False
        if start < 0 or ((self._multipart or buffer[place - 2] != 0x0A) and self._is_doubtful(place)):
            judged = self._judge(place)
            if judged is None:
                return place + 5
            weak = judged
            start = buffer.find(b"\n", place, filled) + 1 or filled
        end = _blank_line(buffer, start, filled)
        if end < 0:
            if not self._ended and filled - start < HEAD_LIMIT:
                return -1
            end = min(filled, start + HEAD_LIMIT)
        block = bytes(buffer[place:end])
        self._last = _Candidate(self._base + place, block, start - place, b"", 0, weak)
        self._multipart = self._watching = False
        if _NOTABLE.search(block) is None:
            return end - 1
        if length := _body_length(block, buffer, end):
            self._last.until = self._base + end + length
        self._multipart = self._watching = b"multipart/" in block.lower()
        return start - 1 if _MARK in block else end - 1

    def _is_doubtful(self, place: int) -> bool:
        """Tell whether what stands before a line leaves open that it is a separator."""
        buffer = self._buffer
        before = buffer[place - 2]
        if before != 0x0A and not (before == 0x0D and buffer[place - 3] == 0x0A):
            return True
        return self._multipart and buffer.find(b"essage/", max(0, place - _ATTACHED_BEHIND), place) >= 0

    def _judge(self, place: int) -> bool | None:
        """Tell whether the ``From `` at ``place`` is a weak separator; None where it is none."""
        buffer = self._buffer
        if not separates(buffer, place, min(place + _AHEAD, self._filled)):
            return None
        offset = self._base + place
        if offset == 0 or buffer[max(0, place - 3) : place].endswith((b"\n\n", b"\n\r\n")):
            before = bytes(buffer[max(0, place - _ATTACHED_BEHIND) : place]) if self._multipart else b""
            return None if begins_attachment(before) else False
        if separates_anywhere(buffer, place):
            return False
        ends = [earlier.until for earlier in self._pending]
        if self._last is not None:
            ends.append(self._last.until)
        return True if any(offset - 2 <= end <= offset for end in ends) else None

    def _settled(self, frontier: int, *, at_end: bool = False) -> Iterator[MboxMessage]:
        """Yield the messages whose end is certain, now that everything before ``frontier`` has been seen."""
        pending = self._pending
        while pending:
            front = pending[0]
            if front.until > frontier and not at_end and len(pending) < _MOST_PENDING:
                return
            pending.popleft()
            if front.weak:
                continue
            yield front
            if front.until:
                self._drop_inside(front.until, proved=at_end and frontier - 2 <= front.until <= frontier)

    def _drop_inside(self, until: int, *, proved: bool) -> None:
        """Drop the candidates inside a body whose Content-Length is proved by what stands at its end."""
        later = [*self._pending, *([self._last] if self._last is not None else [])]
        end = next((candidate for candidate in later if until <= candidate.offset <= until + 2), None)
        if end is not None:
            end.weak = False
        elif not proved:
            return
        while self._pending and self._pending[0].offset < until:
            self._pending.popleft()


def _body_length(block: bytes, buffer: bytearray, end: int) -> int:
    """Return how far after the header the body ends by its Content-Length, the blank line counted; 0 without one."""
    found = _LENGTH.search(block)
    return int(found[1]) + (2 if buffer.startswith(b"\r", end) else 1) if found else 0
