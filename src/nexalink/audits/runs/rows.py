"""One owner's rows as a run reads them, and how they become the kernel's columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nexalink.kernel.dates import local_days
from nexalink.measures.columns import InteractionColumns

_KINDS, _WAYS = 8, 4


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """What a run knows of an owner before reading: id, time zone, own layer sizes, interactions where counted."""

    owner: int
    zone: str
    layers: tuple[int, ...] = ()
    interactions: int = 0


@dataclass(frozen=True, slots=True)
class OwnerRows:
    """One owner's ties and interactions, as they stand in the source, in any order.

    Attributes:
        line: the owner.
        people: ids of the people in the network, ascending.
        person: id of the person of each interaction; people outside the network may occur.
        at: seconds since 1970-01-01 UTC.
        packed: what it was, in one number, for a column less to fetch: ``kind + 8·(direction + 1) + 32·size``.
    """

    line: OwnerLine
    people: NDArray[np.int64]
    person: NDArray[np.int64]
    at: NDArray[np.int64]
    packed: NDArray[np.int64]

    def columns(self) -> InteractionColumns:
        """Return the kernel's columns: sorted by tie, time and what it was, so that no source's order shows."""
        tie = np.searchsorted(self.people, self.person)
        tie[tie == self.people.size] = 0
        known = np.zeros(tie.size, dtype=np.bool_)
        if self.people.size:
            known = self.people[tie] == self.person
        tie, at, what = tie[known], self.at[known], self.packed[known]
        order = np.lexsort((what, at, tie))
        tie, at = tie[order], at[order]
        kind, direction, size = unpacked(what[order])
        return InteractionColumns(
            ties=self.people.size,
            tie=tie.astype(np.int32),
            at=at,
            day=local_days(at, self.line.zone),
            direction=direction.astype(np.int8),
            kind=kind.astype(np.int8),
            size=size.astype(np.int32),
            thread=np.full(tie.size, -1, dtype=np.int32),
            invitation_note=np.zeros(tie.size, dtype=np.bool_),
        )


def packed(
    kind: NDArray[np.int64], direction: NDArray[np.int64], size: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return kind, direction and size as one number each.

    >>> unpacked(packed(np.array([2]), np.array([-1]), np.array([7])))
    (array([2]), array([-1]), array([7]))
    """
    return kind + _KINDS * (direction + 1) + _KINDS * _WAYS * size


def unpacked(
    numbers: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return kind, direction and size of packed numbers."""
    return numbers % _KINDS, numbers // _KINDS % _WAYS - 1, numbers // (_KINDS * _WAYS)


class RowSource(Protocol):
    """Where a run reads from. A source travels to workers, so it holds names and no open thing."""

    @property
    def shown(self) -> str:
        """Give the source in words."""
        ...

    def owners(self, *, first: int, last: int) -> list[OwnerLine]:
        """Return the owners with ids from ``first`` to ``last``, ascending."""
        ...

    def read(self, owners: Sequence[OwnerLine]) -> Iterator[OwnerRows]:
        """Yield the rows of each of ``owners``, one owner at a time, in their order."""
        ...
