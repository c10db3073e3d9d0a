"""How even a tie is: who writes to whom, and who gives what to whom."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.counts import TieCounts
from nexalink.measures.exchanges import ExchangeColumns, ValueWeights, weigh_exchanges
from nexalink.measures.readings import TieReadings, ratio, reasons
from nexalink.measures.reasons import Reason


class Balance(IntEnum):
    """What the ledger says about a tie, in one word."""

    YOUNG = 0
    BALANCED = 1
    ALWAYS_GIVING = 2
    ALWAYS_TAKING = 3


@dataclass(frozen=True, slots=True)
class NetworkBalance:
    """The value balance of the whole network.

    Attributes:
        value: −1 always taking … +1 always giving; NaN while the ledger is young.
        given, received: decayed sums, in small exchanges.
        entries: number of entries, those with unknown people included.
        why: the reason for a missing value.
    """

    value: float
    given: float
    received: float
    entries: int
    why: Reason


def contact_reciprocity(counts: TieCounts, *, messages: int = 3) -> TieReadings:
    """Return how evenly both sides write: ``1 − |out − in| / (out + in)``, from 0 (one way) to 1 (even).

    Direct messages and mails only. Below ``messages`` of them the value is NaN, "fewer than 3 messages".
    A fact about the tie, no forecast: it does not predict whether a tie survives.
    """
    into = counts.direct_in.astype(np.float64)
    out = counts.direct_out.astype(np.float64)
    total = into + out
    value = 1.0 - ratio(np.abs(out - into), total)
    value[total < messages] = np.nan
    return TieReadings(
        value=value,
        why=reasons(value, Reason.FEW_MESSAGES),
        parts={"share_out": ratio(out, total)},
        counts={"in": counts.direct_in, "out": counts.direct_out},
    )


def value_balance(exchanges: ExchangeColumns, *, on: int, weights: ValueWeights | None = None) -> TieReadings:
    """Return the balance of value per tie, ``(G − R) / (G + R + 3)``, −1 always taking … +1 always giving.

    G and R are the sums given and received, weighted by size and halved every 730 days. NaN where nothing
    is on record, below 3 entries, and in the first 180 days of the ledger of that tie ("young"). The parts
    ``given`` and ``received`` are there for young ties too.
    """
    weights = weights or ValueWeights()
    rows = (exchanges.tie >= 0) & (exchanges.day <= on)
    tie = exchanges.tie[rows]
    decayed = _decayed(exchanges, rows, on=on, weights=weights)
    given_rows = exchanges.given[rows]
    given = _sum(tie[given_rows], decayed[given_rows], exchanges.ties)
    received = _sum(tie[~given_rows], decayed[~given_rows], exchanges.ties)
    entries = np.bincount(tie, minlength=exchanges.ties).astype(np.int64)
    first = np.full(exchanges.ties, np.inf)
    np.minimum.at(first, tie, exchanges.day[rows].astype(np.float64))
    young = (entries < weights.entries) | (on - first < weights.young_days)
    value = (given - received) / (given + received + weights.prior)
    value[young] = np.nan
    why = np.where(entries == 0, np.int8(Reason.NO_ENTRIES), reasons(value, Reason.YOUNG)).astype(np.int8)
    return TieReadings(
        value=value,
        why=why,
        parts={"given": given, "received": received},
        counts={
            "entries": entries,
            "given": np.bincount(tie[given_rows], minlength=exchanges.ties).astype(np.int64),
            "received": np.bincount(tie[~given_rows], minlength=exchanges.ties).astype(np.int64),
        },
    )


def name_balance(balance: FloatArray, *, weights: ValueWeights | None = None) -> NDArray[np.int8]:
    """Name each balance with a ``Balance`` code: young (NaN), balanced, always giving, always taking."""
    limit = (weights or ValueWeights()).always
    named = np.full(balance.shape, Balance.YOUNG, dtype=np.int8)
    named[~np.isnan(balance)] = Balance.BALANCED
    named[balance > limit] = Balance.ALWAYS_GIVING
    named[balance < -limit] = Balance.ALWAYS_TAKING
    return named


def network_balance(
    exchanges: ExchangeColumns, *, on: int, weights: ValueWeights | None = None
) -> NetworkBalance:
    """Return the balance of value over all entries, by the formula and the rules of youth of one tie."""
    weights = weights or ValueWeights()
    rows = exchanges.day <= on
    decayed = _decayed(exchanges, rows, on=on, weights=weights)
    given = float(decayed[exchanges.given[rows]].sum())
    received = float(decayed[~exchanges.given[rows]].sum())
    entries = int(rows.sum())
    if entries == 0:
        return NetworkBalance(np.nan, 0.0, 0.0, 0, Reason.NO_ENTRIES)
    age = on - int(exchanges.day[rows].min())
    if entries < weights.entries or age < weights.young_days:
        return NetworkBalance(np.nan, given, received, entries, Reason.YOUNG)
    value = (given - received) / (given + received + weights.prior)
    return NetworkBalance(value, given, received, entries, Reason.KNOWN)


def _decayed(exchanges: ExchangeColumns, rows: BoolArray, *, on: int, weights: ValueWeights) -> FloatArray:
    """Return the weights of the chosen rows, halved every half-life."""
    age = on - exchanges.day[rows]
    return weigh_exchanges(exchanges, weights=weights)[rows] * np.exp2(-age / weights.half_life_days)


def _sum(tie: NDArray[np.int32], value: FloatArray, ties: int) -> FloatArray:
    """Add values up per tie."""
    return np.bincount(tie, weights=value, minlength=ties).astype(np.float64)
