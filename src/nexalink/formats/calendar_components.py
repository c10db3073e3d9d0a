"""iCalendar and vCalendar text: unfolded lines with their numbers, split into events and zones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

MOST_BYTES = 1 << 30
_LONGEST_VALUE = 1_000_000
_NAME = re.compile(r"[A-Za-z0-9.-]+")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One content line: name in upper case, parameters (names in upper case), raw value, line number from 1."""

    name: str
    parameters: dict[str, str]
    value: str
    number: int


@dataclass(slots=True)
class Component:
    """A component with its own lines; parts inside it (alarms) are left out. ``complete`` is False without an END."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    complete: bool = True

    def first(self, name: str) -> Line | None:
        """Return the first line of a name."""
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        """Return every line of a name."""
        return [line for line in self.lines if line.name == name]

    def text(self, name: str) -> str:
        """Return the unescaped value of the first line of a name, empty where there is none."""
        line = self.first(name)
        return unescape(line.value) if line else ""


def unescape(value: str) -> str:
    r"""Return a TEXT value without its escapes.

    >>> unescape(r"one\, two\nthree")
    'one, two\nthree'
    """
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def decoded(stream: BinaryIO) -> str:
    """Return a calendar's text: byte order marks, UTF-16 and Latin-1 are recognised; folding is undone in bytes.

    Folds may split a character, so they are removed before decoding.
    """
    data = stream.read(MOST_BYTES)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            data = (
                data[len(mark) :]
                if encoding == "utf-8"
                else data[len(mark) :].decode(encoding, "replace").encode()
            )
            break
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        joined = re.sub(rb"\r?\n[ \t]", b"", data)
        try:
            return joined.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("latin-1")


def content_lines(text: str) -> Iterator[Line | tuple[int, str]]:
    """Yield unfolded content lines with their first line's number; what is no content line as (number, text)."""
    pending, first = "", 0
    soft = False
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if soft:
            pending, soft = pending[:-1] + raw, raw.endswith("=")
            continue
        if raw[:1] in {" ", "\t"} and first:
            if len(pending) < _LONGEST_VALUE:
                pending += raw[1:]
            continue
        if pending.strip():
            yield _line(pending, first)
        pending, first = raw, number
        soft = "ENCODING=QUOTED-PRINTABLE" in raw[:200].upper() and raw.endswith("=")
    if pending.strip():
        yield _line(pending, first)


def _line(text: str, number: int) -> Line | tuple[int, str]:
    text = text.replace("\0", "").strip()
    named = _NAME.match(text)
    if named is None or named.end() >= len(text) or text[named.end()] not in ":;":
        return number, text[:80]
    name = named[0].rpartition(".")[2].upper()
    parameters: dict[str, str] = {}
    position = named.end()
    while position < len(text) and text[position] == ";":
        position, key, value = _parameter(text, position + 1)
        if key:
            parameters.setdefault(key, value)
    if position >= len(text):
        return number, text[:80]
    value = text[position + 1 :][:_LONGEST_VALUE]
    if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in parameters:
        value = _quoted_printable(value, parameters.get("CHARSET", "utf-8"))
    return Line(name, parameters, value, number)


def _parameter(text: str, start: int) -> tuple[int, str, str]:
    """Return the place after a parameter, its name and its value without quotes."""
    position, quoted = start, False
    while position < len(text):
        character = text[position]
        if character == '"':
            quoted = not quoted
        elif character in ":;" and not quoted:
            break
        position += 1
    if quoted:  # an unclosed quote: take the parameter up to the next colon
        closing = text.find(":", start)
        position = closing if closing >= 0 else len(text)
    key, equals, value = text[start:position].partition("=")
    return position, key.strip().upper(), value.replace('"', "").strip() if equals else "TRUE"


def _quoted_printable(value: str, charset: str) -> str:
    import quopri  # noqa: PLC0415 - only vCalendar 1.0 needs it

    data = quopri.decodestring(value.encode("utf-8"))
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return data.decode("utf-8", "replace")


@dataclass(slots=True)
class Calendar:
    """One VCALENDAR: its own lines, its zones by name, its events; and lines that make no sense."""

    lines: list[Line] = field(default_factory=list)
    zones: dict[str, Component] = field(default_factory=dict)
    zone_parts: dict[str, list[Component]] = field(default_factory=dict)
    events: list[Component] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Return the calendar's own property, empty where there is none."""
        return next((unescape(line.value).strip() for line in self.lines if line.name == name), "")


def calendars(text: str) -> Iterator[Calendar]:
    """Yield every calendar of a file; events outside any calendar belong to one of their own.

    A missing END is supplied where the next BEGIN of the same kind, or the end of the file, shows that it is missing.
    """
    builder = _Builder()
    for item in content_lines(text):
        if isinstance(item, Line):
            yield from builder.take(item)
    yield from builder.finish()


@dataclass(slots=True)
class _Builder:
    """Puts lines into components and components into calendars."""

    current: Calendar = field(default_factory=Calendar)
    stack: list[Component] = field(default_factory=list)
    zone_parts: list[Component] = field(default_factory=list)

    def take(self, line: Line) -> Iterator[Calendar]:
        """Take a line; yield the calendar that it ends."""
        kind = line.value.strip().upper()
        if line.name in {"BEGIN", "END"} and kind == "VCALENDAR":
            yield from self.finish(closed=line.name == "END")
        elif line.name == "BEGIN":
            if kind == "VEVENT":
                self._close_all()
            self.stack.append(Component(kind, line.number))
        elif line.name == "END":
            self._end(kind)
        elif self.stack:
            self.stack[-1].lines.append(line)
        else:
            self.current.lines.append(line)

    def finish(self, *, closed: bool = False) -> Iterator[Calendar]:
        """Close everything; yield the calendar where it holds anything, or where the file says that it ends."""
        self._close_all()
        if closed or self.current.lines or self.current.events:
            yield self.current
        self.current = Calendar()

    def _end(self, kind: str) -> None:
        if any(part.name == kind for part in self.stack):
            while self.stack[-1].name != kind:
                self.stack.pop()
            self._close(self.stack.pop())

    def _close_all(self) -> None:
        while self.stack:
            part = self.stack.pop()
            part.complete = False
            self._close(part)

    def _close(self, part: Component) -> None:
        if part.name == "VEVENT":
            self.current.events.append(part)
        elif part.name in {"STANDARD", "DAYLIGHT"}:
            self.zone_parts.append(part)
        elif part.name == "VTIMEZONE":
            name = part.text("TZID").strip()
            self.current.zones[name] = part
            self.current.zone_parts[name] = list(self.zone_parts)
            self.zone_parts.clear()
