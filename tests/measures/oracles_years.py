"""Slow, obvious twins of the yearly measures: one tie and one year at a time, straight from the definitions."""

import math
from collections.abc import Sequence

from nexalink.measures.columns import Direction
from nexalink.measures.exchanges import ExchangeColumns
from nexalink.measures.years import YearState
from tests.measures import oracles as oracle
from tests.networks import Contact

YEAR = 365


def rows_in(rows: Sequence[Contact], tie: int, year: int, *, on: int, years: int) -> list[Contact]:
    last = on - (years - 1 - year) * YEAR
    return [row for row in rows if row.tie == tie and last - YEAR < row.day <= last]


def two_way_in(rows: Sequence[Contact], tie: int, year: int, *, on: int, years: int) -> bool:
    return oracle.two_way(rows_in(rows, tie, year, on=on, years=years))


def days_in(rows: Sequence[Contact], tie: int, year: int, *, on: int, years: int, own: bool = False) -> int:
    here = [row for row in rows_in(rows, tie, year, on=on, years=years) if oracle.is_contact(row)]
    return len({row.day for row in here if not own or row.direction != Direction.IN})


def states_of(two_way: Sequence[bool], days: Sequence[int], *, deep_days: int = 6) -> list[YearState]:
    found: list[YearState] = []
    for year, (both, number) in enumerate(zip(two_way, days, strict=True)):
        earlier = [past for past in range(year) if two_way[past]]
        if both and number >= deep_days:
            found.append(YearState.DEEP)
        elif both:
            found.append(YearState.LIGHT if earlier or year == 0 else YearState.NEW)
        elif not earlier:
            found.append(YearState.NEVER)
        else:
            found.append(YearState.SILENT if earlier[-1] == year - 1 else YearState.LONG_SILENT)
    return found


def stratum(days: int) -> int:
    return sum(max(days, 1) >= least for least in (1, 3, 6, 12)) - 1


def helped_and_compared(
    two_way: Sequence[Sequence[bool]],
    days: Sequence[Sequence[int]],
    exchanges: ExchangeColumns,
    *,
    on: int,
    months: int,
) -> tuple[float, float, float]:
    """Return how many were helped, of them returned, and the share of the comparable weighed like them."""
    years, wait = len(two_way[0]), months * YEAR // 12
    rows = list(zip(exchanges.tie.tolist(), exchanges.day.tolist(), exchanges.given.tolist(), strict=True))
    cells: dict[tuple[int, int], dict[str, list[int]]] = {}
    for year in range(years):
        last = on - (years - 1 - year) * YEAR
        if last + wait > on:
            continue
        for tie in range(len(two_way)):
            if not two_way[tie][year]:
                continue
            gifts = [day for who, day, given in rows if who == tie and given and day <= last]
            if any(day <= last - YEAR for day in gifts):
                continue
            back = any(who == tie and not given and last < day <= last + wait for who, day, given in rows)
            cell = cells.setdefault((year, stratum(days[tie][year])), {"helped": [], "others": []})
            cell["helped" if gifts else "others"].append(back)
    matched = [cell for cell in cells.values() if cell["helped"] and cell["others"]]
    total = sum(len(cell["helped"]) for cell in matched)
    returned = sum(sum(cell["helped"]) for cell in matched)
    weighed = sum(len(cell["helped"]) * sum(cell["others"]) / len(cell["others"]) for cell in matched)
    return total, returned, weighed / total if total else math.nan
