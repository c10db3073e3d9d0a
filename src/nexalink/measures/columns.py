"""The arrays that measures of ties are computed from."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64] | NDArray[np.int32]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


class Kind(IntEnum):
    """What an interaction was, as a small number that fits an array."""

    MESSAGE = 0
    """A one-to-one LinkedIn message (or another direct chat)."""
    MAIL = 1
    """A direct human mail with at most 12 recipients."""
    MEETING = 2
    """A timed past meeting; ``size`` counts the people besides the owner."""
    CALL = 3
    TOUCH = 4
    """A touch logged by hand that is none of the others."""
    GROUP = 5
    """A message in a group thread; weighs nothing."""
    LIST = 6
    """List mail, or a mail to more than 12 people; weighs nothing."""


class Direction(IntEnum):
    """Who wrote, by the owner's own handles."""

    IN = -1
    MUTUAL = 0
    OUT = 1


@dataclass(frozen=True, slots=True)
class InteractionColumns:
    """Every interaction of one owner as equal-length arrays, sorted by tie, then time.

    Attributes:
        ties: number of ties; ``tie`` holds indices 0 … ties − 1 and a tie may have no row.
        tie: index of the tie, ascending, int32.
        at: seconds since 1970-01-01 UTC, ascending within a tie, int64.
        day: day number since 1970-01-01 in the owner's time zone, int32.
        direction: ``Direction`` values, int8.
        kind: ``Kind`` values, int8.
        size: people besides the owner who took part, at least 1, int32.
        thread: number of the conversation, the same for all its messages, −1 where unknown, int32.
        invitation_note: True where the message is the note of an invitation.
    """

    ties: int
    tie: NDArray[np.int32]
    at: NDArray[np.int64]
    day: NDArray[np.int32]
    direction: NDArray[np.int8]
    kind: NDArray[np.int8]
    size: NDArray[np.int32]
    thread: NDArray[np.int32]
    invitation_note: BoolArray
