"""How far off the five-year what-if is, on logs of who wrote to whom: for every owner, from every earlier year.

    python benchmarks/look_ahead.py FILE.csv[.gz] YEAR_DAYS

Few public logs span years, so ``YEAR_DAYS`` of the log stand for a year. Owners count with 20 ties or more, five such
years, and an act of their own in the last. ``held`` is the share of outcomes within the range of 8 in 10, its width set
by the owner's earlier looks alone; ``middle`` and ``as now`` are mean absolute errors of the middle and of "as many as
now".
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from nexalink.measures import what_if as ahead
from nexalink.measures.columns import InteractionColumns
from nexalink.measures.proof.event_log import EventLog, read_log
from nexalink.measures.years import LIVING, YEAR_DAYS, whole_years, year_states, year_table

RULES = ahead.WhatIfRules(runs=300)
_LEAST_TIES, _LEAST_YEARS, _DAY = 20, 5, 86_400


def owners(log: EventLog, *, year_days: float) -> Iterator[InteractionColumns]:
    """Yield every owner's interactions with the log's days stretched so that ``year_days`` make a year."""
    day = (log.at / _DAY * YEAR_DAYS / year_days).astype(np.int32)
    owner, other = np.concatenate((log.source, log.target)), np.concatenate((log.target, log.source))
    way = np.repeat(np.array([1, -1], dtype=np.int8), len(day))
    day = np.concatenate((day, day))
    order = np.argsort(owner, kind="stable")
    owner, other, way, day = owner[order], other[order], way[order], day[order]
    starts = np.flatnonzero(np.concatenate(([True], np.diff(owner) != 0)))
    for begin, end in zip(starts, [*starts[1:], len(owner)], strict=True):
        names, tie = np.unique(other[begin:end], return_inverse=True)
        if len(names) < _LEAST_TIES:
            continue
        here = np.lexsort((day[begin:end], tie))
        days, rows = day[begin:end][here], int(end - begin)
        yield InteractionColumns(
            len(names), tie[here].astype(np.int32), days.astype(np.int64) * _DAY, days, way[begin:end][here],
            np.ones(rows, np.int8), np.ones(rows, np.int32), np.full(rows, -1, np.int32), np.zeros(rows, np.bool_),
        )  # fmt: skip


def looks(rows: InteractionColumns, *, on: int) -> Iterator[tuple[ahead.LookBack, int]]:
    """Yield every look ahead of one owner with its range as it would have been shown, and the ties of that year."""
    years = whole_years(rows, on=on)
    table = year_table(rows, on=on, years=years)
    if years < _LEAST_YEARS or not table.own_days[:, -1].any():
        return
    states = year_states(table)
    for one in ahead.look_back(states, seed=1, rules=RULES):
        earlier = ahead.look_back(states[:, : one.from_year + 1], seed=1, rules=RULES)
        factor = ahead.own_past_factor(earlier)
        low = max(0.0, one.middle - factor * (one.middle - one.low))
        shown = replace(one, low=low, high=one.middle + factor * (one.high - one.middle))
        yield shown, int((states[:, one.from_year] >= LIVING).sum())


def main() -> int:
    """Print one line a number of years ahead."""
    log, year_days = read_log(Path(sys.argv[1])), float(sys.argv[2])
    on = int(log.at.max() / _DAY * YEAR_DAYS / year_days)
    found: dict[int, list[tuple[ahead.LookBack, int]]] = defaultdict(list)
    for rows in owners(log, year_days=year_days):
        for one, now in looks(rows, on=on):
            found[one.years_ahead].append((one, now))
    print("years  looks  held  middle  as now  mean outcome")
    for years, told in sorted(found.items()):
        held = np.mean([one.held for one, _ in told])
        middle = np.mean([abs(one.middle - one.came) for one, _ in told])
        same = np.mean([abs(now - one.came) for one, now in told])
        came = np.mean([one.came for one, _ in told])
        print(f"{years:5}  {len(told):5}  {held:4.2f}  {middle:6.1f}  {same:6.1f}  {came:12.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
