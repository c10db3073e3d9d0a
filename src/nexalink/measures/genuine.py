"""Which ties are genuine, and which of those are weak."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray


@dataclass(frozen=True, slots=True)
class Genuine:
    """Two masks over ties.

    Attributes:
        genuine: two-way within 24 months, or marked so by the owner.
        weak: genuine and outside the closest 50.
        marked: decided by the owner's mark rather than by what was counted.
    """

    genuine: BoolArray
    weak: BoolArray
    marked: BoolArray

    @property
    def count(self) -> int:
        """The number of genuine ties."""
        return int(self.genuine.sum())

    @property
    def close(self) -> BoolArray:
        """The genuine ties among the closest 50."""
        return self.genuine & ~self.weak


def genuine_ties(
    two_way_recent: BoolArray,
    *,
    rank: NDArray[np.int64],
    marks: NDArray[np.int8] | None = None,
    close_size: int = 50,
) -> Genuine:
    """Tell which ties are genuine: two-way within 24 months, or marked so by the owner.

    Args:
        two_way_recent: from ``counts.count_contacts``.
        rank: rank by closeness, 1 the closest, 0 for ties without any; from ``layers.rank_layers``.
        marks: the owner's word per tie: 1 genuine, −1 not genuine, 0 none. It wins over the counts.
        close_size: ranks up to this are close, the others weak.

    >>> genuine_ties(np.array([True, False, True]), rank=np.array([1, 2, 60])).weak
    array([False, False,  True])
    """
    mark = np.zeros(two_way_recent.size, dtype=np.int8) if marks is None else marks
    genuine = np.where(mark == 0, two_way_recent, mark > 0)
    close = (rank > 0) & (rank <= close_size)
    return Genuine(genuine=genuine, weak=genuine & ~close, marked=mark != 0)
