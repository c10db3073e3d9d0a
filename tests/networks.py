"""Tiny networks as text: one interaction a line, so that a test shows the whole network it speaks of."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from nexalink.measures.columns import Direction, InteractionColumns, Kind

DAY = 86_400
_ARROWS = {"<": Direction.IN, "=": Direction.MUTUAL, ">": Direction.OUT}


class Contact(NamedTuple):
    """One interaction with one person; ``second`` within the day, ``thread`` −1 where unknown."""

    tie: int
    day: int
    direction: Direction
    kind: Kind = Kind.MESSAGE
    size: int = 1
    thread: int = -1
    note: bool = False
    second: int = 0

    @property
    def at(self) -> int:
        """Return its moment in seconds UTC."""
        return self.day * DAY + self.second


def read_contacts(text: str) -> list[Contact]:
    """Read lines of ``name day arrow kind [size=4] [thread=1] [at=3600] [note]``; people count in order of name.

    ``>`` the owner wrote, ``<`` they wrote, ``=`` both sides. Empty lines and what follows a ``#`` are left out.
    """
    lines = [line.partition("#")[0].split() for line in text.splitlines()]
    names = names_in(text)
    found = []
    for line in filter(None, lines):
        name, day, arrow, kind, *more = line
        options = dict(word.partition("=")[::2] for word in more)
        found.append(
            Contact(
                names.index(name),
                int(day),
                _ARROWS[arrow],
                Kind[kind.upper()],
                size=int(options.get("size", 1)),
                thread=int(options.get("thread", -1)),
                note="note" in options,
                second=int(options.get("at", 0)),
            )
        )
    return found


def names_in(text: str) -> list[str]:
    """Return the names in a network, in order: the position of a name is the index of its tie."""
    lines = (line.partition("#")[0].split() for line in text.splitlines())
    return sorted({line[0] for line in lines if line})


def columns_of(contacts: Iterable[Contact], *, ties: int | None = None) -> InteractionColumns:
    """Return interactions as the arrays that measures take, sorted by tie, then time."""
    rows: Sequence[Contact] = sorted(contacts, key=lambda row: (row.tie, row.at))
    return InteractionColumns(
        ties=max((row.tie + 1 for row in rows), default=0) if ties is None else ties,
        tie=np.array([row.tie for row in rows], dtype=np.int32),
        at=np.array([row.at for row in rows], dtype=np.int64),
        day=np.array([row.day for row in rows], dtype=np.int32),
        direction=np.array([row.direction for row in rows], dtype=np.int8),
        kind=np.array([row.kind for row in rows], dtype=np.int8),
        size=np.array([row.size for row in rows], dtype=np.int32),
        thread=np.array([row.thread for row in rows], dtype=np.int32),
        invitation_note=np.array([row.note for row in rows], dtype=np.bool_),
    )


def network(text: str) -> InteractionColumns:
    """Return a network written as text as arrays."""
    return columns_of(read_contacts(text), ties=len(names_in(text)))
