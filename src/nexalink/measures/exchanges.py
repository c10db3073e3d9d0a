"""The ledger of value as arrays: what was given and received, how large, asked for or not."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray


class ExchangeKind(IntEnum):
    """What was given or received, as a small number that fits an array."""

    INTRODUCTION = 0
    REFERRAL = 1
    ADVICE = 2
    OPPORTUNITY = 3
    RESOURCE = 4
    FEEDBACK = 5
    ENDORSEMENT = 6
    RECOMMENDATION = 7
    HELP = 8
    HOSPITALITY = 9


class ExchangeSize(IntEnum):
    """How large an exchange was, by the owner's own word."""

    SMALL = 0
    MEDIUM = 1
    LARGE = 2


class Asked(IntEnum):
    """Whether the one who received had asked for it."""

    UNKNOWN = -1
    NO = 0
    YES = 1


@dataclass(frozen=True, slots=True)
class ExchangeColumns:
    """Every exchange of one owner as equal-length arrays, in any order.

    Attributes:
        ties: number of ties.
        tie: index of the tie, −1 where the source names nobody the owner knows, int32.
        day: day number since 1970-01-01 in the owner's time zone, int32.
        given: True where the owner gave, False where the owner received.
        kind: ``ExchangeKind`` values, int8.
        size: ``ExchangeSize`` values, int8; not looked at for endorsements and recommendations.
        asked: ``Asked`` values, int8.
    """

    ties: int
    tie: NDArray[np.int32]
    day: NDArray[np.int32]
    given: BoolArray
    kind: NDArray[np.int8]
    size: NDArray[np.int8]
    asked: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class ValueWeights:
    """What an exchange weighs, and how fast it is forgotten.

    Attributes:
        small, medium, large: weights by size.
        endorsement: weight of an endorsement, whatever its size: one click.
        recommendation: weight of a recommendation, whatever its size: a written page.
        half_life_days: after so many days an exchange weighs half.
        prior: weight added to the whole, so that one small gift is no verdict.
        entries: fewer entries are "young".
        young_days: a ledger that began later than so many days ago is "young".
        always: from this balance on, a tie is always giving (or, below minus it, always taking).
    """

    small: float = 1.0
    medium: float = 3.0
    large: float = 9.0
    endorsement: float = 0.2
    recommendation: float = 3.0
    half_life_days: float = 730.0
    prior: float = 3.0
    entries: int = 3
    young_days: int = 180
    always: float = 0.6


def weigh_exchanges(exchanges: ExchangeColumns, *, weights: ValueWeights | None = None) -> FloatArray:
    """Return what each exchange weighs before any forgetting, in units of one small exchange."""
    weights = weights or ValueWeights()
    by_size = np.array([weights.small, weights.medium, weights.large])
    value = by_size[exchanges.size]
    value = np.where(exchanges.kind == ExchangeKind.ENDORSEMENT, weights.endorsement, value)
    return np.where(exchanges.kind == ExchangeKind.RECOMMENDATION, weights.recommendation, value)
