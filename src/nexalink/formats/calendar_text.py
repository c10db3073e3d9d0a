"""Calendars as components: what BEGIN and END enclose, with line numbers and with what makes no sense in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from nexalink.formats.calendar_lines import Line, content_lines

DEEPEST = 64
"""Components that may be open at once; a deeper one ends what is open at this depth."""
MOST_FAULTS = 200
"""Faults that are kept of one component; a file of noise has as many as it has lines."""
_ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
_RULES = frozenset({"STANDARD", "DAYLIGHT"})
_ALARMS = frozenset({"VALARM"})


class Fault(NamedTuple):
    """A place where something is wrong, and what, as one sentence. ``lost`` says that what stands there is not read."""

    number: int
    message: str
    lost: bool = False


@dataclass(slots=True)
class Component:
    """A component: its name in upper case, the line it begins in, its lines and the components inside it.

    The root of a file has an empty name; its parts are calendars, or components that stand in none.
    """

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """Return the first line of a name."""
        for line in self.lines:
            if line.name == name:
                return line
        return None

    def all(self, name: str) -> list[Line]:
        """Return every line of a name."""
        return [line for line in self.lines if line.name == name]

    def text(self, name: str) -> str:
        """Return the first value of a name as text without surrounding blanks, empty where there is none."""
        line = self.first(name)
        return line.text.strip() if line else ""

    def named(self, name: str) -> Iterator["Component"]:
        """Yield every component of a name below this one, in the order of the file."""
        waiting = list(reversed(self.parts))
        while waiting:
            part = waiting.pop()
            if part.name == name:
                yield part
            waiting.extend(reversed(part.parts))

    def all_faults(self) -> list[Fault]:
        """Return the faults of this component and of all inside it, by line."""
        found, waiting = [], [self]
        while waiting:
            part = waiting.pop()
            found.extend(part.faults)
            waiting.extend(part.parts)
        return sorted(found)


def read_components(stream: BinaryIO, *, keep: frozenset[str] | None = None) -> Component:
    """Return the root of a file's components; nothing that the file holds is an error.

    ``keep`` names the properties to hold, None holds all. A missing END is supplied where the next component of the
    same rank, or the end of the file, shows that it is missing; an END that ends nothing is a fault.
    """
    builder = _Builder(keep)
    for line in content_lines(stream, keep=keep):
        builder.take(line)
    builder.close(1, "The file ends inside it")
    return builder.root


class _Builder:
    """Puts lines into components."""

    def __init__(self, keep: frozenset[str] | None) -> None:
        self.root = Component("", 1)
        self._keep = keep
        self._open = [self.root]

    def take(self, line: Line) -> None:
        """Take the next line."""
        current = self._open[-1]
        if line.fault:
            _note(current, line.number, f"The line {line.fault}.", lost=True)
        if line.name == "BEGIN":
            self._begin(line.value.strip().upper(), line.number)
        elif line.name == "END":
            self._end(line.value.strip().upper(), line.number)
        elif self._keep is None or line.name in self._keep:
            current.lines.append(line)

    def close(self, depth: int, reason: str) -> None:
        """End the components that are open deeper than ``depth``, and note that they had no END."""
        while len(self._open) > depth:
            part = self._open.pop()
            _note(part, part.number, f"{part.name[:40]} has no END. {reason}.")

    def _begin(self, name: str, number: int) -> None:
        if not name:
            _note(self._open[-1], number, "BEGIN names nothing.", lost=True)
            return
        self.close(self._depth_for(name), f"Line {number} begins {name[:40]}")
        part = Component(name, number)
        self._open[-1].parts.append(part)
        self._open.append(part)

    def _depth_for(self, name: str) -> int:
        """Return how many components may stay open around a new one: no entry stands inside another."""
        if name == "VCALENDAR":
            return 1
        rivals = (
            _ENTRIES
            if name in _ENTRIES
            else _RULES
            if name in _RULES
            else _ALARMS
            if name in _ALARMS
            else None
        )
        if rivals is None:
            return DEEPEST
        return next((depth for depth, part in enumerate(self._open) if part.name in rivals), DEEPEST)

    def _end(self, name: str, number: int) -> None:
        depth = next((at for at in range(len(self._open) - 1, 0, -1) if self._open[at].name == name), 0)
        if not depth:
            _note(self._open[-1], number, f"END:{name[:40]} ends nothing.", lost=True)
            return
        self.close(depth + 1, f"Line {number} ends {name[:40]}")
        self._open.pop()


def _note(part: Component, number: int, message: str, *, lost: bool = False) -> None:
    if len(part.faults) < MOST_FAULTS:
        part.faults.append(Fault(number, message, lost))
