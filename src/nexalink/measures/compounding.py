"""What help given earlier later returned, beside what came from comparable people who were not helped."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.exchanges import ExchangeColumns
from nexalink.measures.reasons import Reason
from nexalink.measures.years import YEAR_DAYS, YearTable

STRATA = (1, 3, 6, 12)
"""Contact days in the year of the help from which a tie is comparable with its like: 1–2, 3–5, 6–11, 12 and more."""


@dataclass(frozen=True, slots=True)
class CompoundingRules:
    """How long is waited, and how few are too few.

    Attributes:
        after_months: so many months after the year of the help.
        least: people helped, and people to compare with, below which nothing is said.
        z: 1.96 for intervals that hold 95 of 100 times.
    """

    after_months: tuple[int, ...] = (12, 24, 36)
    least: int = 10
    z: float = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval: how many ``of`` how many; ``value``, ``low`` and ``high`` 0 … 1, NaN of nobody.

    ``number`` is a fraction where people were weighed to match others.
    """

    number: float
    of: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Returned:
    """Of the people helped, how many returned something within ``months`` after the year of the help.

    Attributes:
        months: how long was waited.
        helped: people helped for the first time, in a year whose following time is over.
        compared: people not helped by then, weighed to be as close as those helped in the same year.
        people: how many people stand behind ``compared``.
        unmatched: people helped for whom nobody comparable was found; they are not in ``helped``.
        why: why nothing is said; ``Reason.KNOWN`` where both are enough.
    """

    months: int
    helped: Share
    compared: Share
    people: int
    unmatched: int
    why: Reason


@dataclass(frozen=True, slots=True)
class HelpedInYear:
    """The people first helped in one year, and how many returned something in the twelve months after it."""

    year: int
    helped: int
    returned: int
    over: bool
    """Whether the twelve months are over."""


def wilson(number: float, of: float, *, z: float = 1.96) -> tuple[float, float]:
    """Return the Wilson score interval of a share; NaN of nobody (Wilson 1927).

    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    if of <= 0:
        return math.nan, math.nan
    share, square = number / of, z * z
    centre = share + square / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = (centre - spread) / (1 + square / of), (centre + spread) / (1 + square / of)
    return max(0.0, low), min(1.0, high)


def compounding(
    table: YearTable, exchanges: ExchangeColumns, *, rules: CompoundingRules | None = None
) -> tuple[Returned, ...]:
    """Return what followed help, after 12, 24 and 36 months: what followed it, not what it caused.

    A person is helped in the first year in which the owner gave anything, if contact went both ways in that year; each
    counts once. Comparable are those whose contact went both ways in the same year on about as many days (``STRATA``)
    and whom the owner had given nothing by its end. A return is anything received after the end of that year, within the
    time that is looked at; only years are looked at whose time is over. Shares of the comparable are weighed by cell
    (year and stratum) as the helped lie in them (direct standardisation); cells with nobody to compare with are left
    out on both sides. The interval of the comparable rests on Kish's effective number, at most the people behind it.

    Args:
        table: every tie in every year.
        exchanges: the ledger; entries of people who are no tie are left out.
        rules: how long, how few.
    """
    rules = rules or CompoundingRules()
    given = _first_year_given(table, exchanges)
    return tuple(_after(table, exchanges, given, months, rules) for months in rules.after_months)


def helped_by_year(table: YearTable, exchanges: ExchangeColumns) -> tuple[HelpedInYear, ...]:
    """Return for each year the people first helped in it, and how many returned something within twelve months after."""
    given = _first_year_given(table, exchanges)
    back = _returned(table, exchanges, after_days=YEAR_DAYS)
    found = []
    for year in range(table.years):
        helped = (given == year) & table.two_way[:, year]
        found.append(
            HelpedInYear(
                year,
                int(helped.sum()),
                int((helped & back[:, year]).sum()),
                table.last_day(year) + YEAR_DAYS <= table.on,
            )
        )
    return tuple(found)


def _first_year_given(table: YearTable, exchanges: ExchangeColumns) -> NDArray[np.int64]:
    """Return the year of each tie's first gift: −1 before the first year, ``years`` where there is none."""
    first = np.full(exchanges.ties, table.years, dtype=np.int64)
    rows = exchanges.given & (exchanges.tie >= 0) & (exchanges.day <= table.on)
    year = np.maximum(table.years - 1 - (table.on - exchanges.day[rows]) // YEAR_DAYS, -1)
    np.minimum.at(first, exchanges.tie[rows], year)
    return first


def _returned(table: YearTable, exchanges: ExchangeColumns, *, after_days: int) -> BoolArray:
    """Tell for each tie and year whether anything was received within ``after_days`` after the year."""
    back = np.zeros((exchanges.ties, table.years), dtype=np.bool_)
    rows = np.flatnonzero(~exchanges.given & (exchanges.tie >= 0))
    for year in range(table.years):
        waited = exchanges.day[rows] - table.last_day(year)
        inside = (waited > 0) & (waited <= after_days) & (exchanges.day[rows] <= table.on)
        back[exchanges.tie[rows[inside]], year] = True
    return back


def _after(
    table: YearTable,
    exchanges: ExchangeColumns,
    given: NDArray[np.int64],
    months: int,
    rules: CompoundingRules,
) -> Returned:
    days = months * YEAR_DAYS // 12
    years = np.arange(table.years)
    over = table.on - (table.years - 1 - years) * YEAR_DAYS + days <= table.on
    back = _returned(table, exchanges, after_days=days)
    usable = table.two_way & over
    helped, unhelped = usable & (given[:, None] == years), usable & (given[:, None] > years)
    cell = years * len(STRATA) + np.searchsorted(STRATA, np.maximum(table.days, 1), side="right") - 1
    cells = table.years * len(STRATA)

    def count(rows: BoolArray) -> FloatArray:
        return np.bincount(cell[rows], minlength=cells).astype(np.float64)

    number, others = count(helped), count(unhelped)
    matched = (number > 0) & (others > 0)
    total = float(number[matched].sum())
    weight = np.divide(number, others, out=np.zeros(cells), where=matched)
    compared = float((weight * count(unhelped & back)).sum())
    people = int((unhelped & matched[cell]).any(axis=1).sum())
    squares = float((weight * weight * others).sum())
    effective = min(total * total / squares, people) if squares else 0.0
    why = Reason.KNOWN
    if total < rules.least:
        why = Reason.FEW_HELPED
    elif people < rules.least:
        why = Reason.NO_COMPARISON
    return Returned(
        months=months,
        helped=_share(float(count(helped & back)[matched].sum()), total, rules),
        compared=_share(compared / total * effective if total else 0.0, effective, rules),
        people=people,
        unmatched=int(number.sum() - total),
        why=why,
    )


def _share(number: float, of: float, rules: CompoundingRules) -> Share:
    low, high = wilson(number, of, z=rules.z)
    return Share(number, of, number / of if of else math.nan, low, high)
