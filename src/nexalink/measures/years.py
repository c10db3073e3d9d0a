"""Year by year: with whom contact went both ways, who was new, who fell silent, who came back."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.closeness import touch_days
from nexalink.measures.columns import BoolArray, Direction, InteractionColumns, Kind
from nexalink.measures.counts import CountingRules, contact_rows

YEAR_DAYS = 365
DEEP_DAYS = 6
"""Contact days in a year from which a tie is deep: every other month on average."""
MOST_YEARS = 12


class YearState(IntEnum):
    """How a tie stood in one year."""

    NEVER = 0
    """Contact has not gone both ways in any year so far."""
    LONG_SILENT = 1
    """It last went both ways two years before, or longer ago."""
    SILENT = 2
    """It went both ways the year before, and no more."""
    NEW = 3
    """It goes both ways for the first time, on fewer than six days."""
    LIGHT = 4
    """It goes both ways as in an earlier year, on fewer than six days."""
    DEEP = 5
    """It goes both ways, on six days or more."""


LIVING = YearState.NEW
"""From this state on contact went both ways in the year."""


@dataclass(frozen=True, slots=True)
class YearTable:
    """Every tie in every year of 365 days counted back from the day of the audit, the oldest year first.

    Attributes:
        on: the last day of the last year.
        two_way: shape (ties, years): one in and one out within the year, or a meeting of up to 5.
        days: touch days in the year.
        own_days: of those, the days on which the owner wrote, or both met or spoke.
    """

    on: int
    two_way: BoolArray
    days: NDArray[np.int64]
    own_days: NDArray[np.int64]

    @property
    def years(self) -> int:
        """The number of years."""
        return int(self.two_way.shape[1])

    def last_day(self, year: int) -> int:
        """Return the last day of a year, counted from 0 for the oldest."""
        return self.on - (self.years - 1 - year) * YEAR_DAYS


@dataclass(frozen=True, slots=True)
class YearCounts:
    """Ties with contact both ways in each year, and how they came and went; one entry a year.

    ``two_way = kept + new + back``; ``two_way`` of the year before ``= kept + silent``. In the first year everybody is
    counted as kept, for nothing is known of the time before it.
    """

    two_way: NDArray[np.int64]
    kept: NDArray[np.int64]
    new: NDArray[np.int64]
    back: NDArray[np.int64]
    silent: NDArray[np.int64]
    deep: NDArray[np.int64]


def whole_years(columns: InteractionColumns, *, on: int, since: int | None = None) -> int:
    """Return how many whole years of record lie between the first contact (or ``since``) and ``on``, at most twelve."""
    past = columns.day[contact_rows(columns) & (columns.day <= on)]
    if past.size == 0:
        return 0
    first = int(past.min()) if since is None else max(since, int(past.min()))
    return min(max(on - first + 1, 0) // YEAR_DAYS, MOST_YEARS)


def year_table(columns: InteractionColumns, *, on: int, years: int) -> YearTable:
    """Return every tie in each of the last ``years`` years up to and including day ``on``.

    The counting rules decide what is contact and what goes both ways (``measures.counts``), looked at within one year
    alone: a tie that only wrote in one year and was only answered in the next goes both ways in neither.

    Args:
        columns: the interactions, sorted by tie, then time.
        on: day number of the audit.
        years: how many years; those without any contact are empty.
    """
    ago = on - columns.day
    inside = (ago >= 0) & (ago < years * YEAR_DAYS)
    rows = np.flatnonzero(inside & (columns.kind < Kind.GROUP))
    seen = np.zeros((columns.ties, max(years, 1), 3), dtype=np.bool_)
    year = years - 1 - ago[rows] // YEAR_DAYS
    seen[columns.tie[rows], year, columns.direction[rows] + 1] = True
    met = np.zeros(seen.shape[:2], dtype=np.bool_)
    shared = _shared(columns, rows)
    met[columns.tie[rows[shared]], year[shared]] = True
    own = columns.direction != Direction.IN
    return YearTable(
        on=on,
        two_way=((seen[:, :, 0] & seen[:, :, 2]) | met)[:, :years],
        days=_days_a_year(columns, on=on, years=years),
        own_days=_days_a_year(_of(columns, own), on=on, years=years),
    )


def _shared(columns: InteractionColumns, rows: NDArray[np.int64]) -> BoolArray:
    """Mark rows that go both ways by themselves: small meetings, calls and touches of both sides."""
    kind = columns.kind[rows]
    together: BoolArray = (kind == Kind.MEETING) | (columns.direction[rows] == Direction.MUTUAL)
    return together & (columns.size[rows] <= CountingRules().two_way_meeting_size)


def _of(columns: InteractionColumns, rows: BoolArray) -> InteractionColumns:
    """Return only the marked interactions."""
    return InteractionColumns(
        columns.ties, columns.tie[rows], columns.at[rows], columns.day[rows], columns.direction[rows],
        columns.kind[rows], columns.size[rows], columns.thread[rows], columns.invitation_note[rows],
    )  # fmt: skip


def _days_a_year(columns: InteractionColumns, *, on: int, years: int) -> NDArray[np.int64]:
    touched = touch_days(columns, until_day=on)
    ago = (on - touched.day) // YEAR_DAYS
    inside = ago < years
    code = touched.tie[inside].astype(np.int64) * years + (years - 1 - ago[inside])
    return np.bincount(code, minlength=columns.ties * years).reshape(columns.ties, years).astype(np.int64)


def year_states(table: YearTable, *, deep_days: int = DEEP_DAYS) -> NDArray[np.int8]:
    """Return the ``YearState`` of every tie in every year; nobody is new in the first, for nothing is known before it.

    >>> two_way = np.array([[True, False, False, True, True]])
    >>> days = np.array([[1, 0, 0, 2, 9]])
    >>> [YearState(state).name for state in year_states(YearTable(0, two_way, days, days))[0]]
    ['LIGHT', 'SILENT', 'LONG_SILENT', 'LIGHT', 'DEEP']
    """
    ties, years = table.two_way.shape
    states = np.zeros((ties, years), dtype=np.int8)
    before = np.zeros(ties, dtype=np.int8)
    for year in range(years):
        known = before != YearState.NEVER
        asleep = np.where(known, YearState.LONG_SILENT, YearState.NEVER)
        asleep = np.where(before >= LIVING, YearState.SILENT, asleep)
        fresh = YearState.NEW if year else YearState.LIGHT
        awake = np.where(known, YearState.LIGHT, fresh)
        awake = np.where(table.days[:, year] >= deep_days, YearState.DEEP, awake)
        before = np.where(table.two_way[:, year], awake, asleep).astype(np.int8)
        states[:, year] = before
    return states


def count_years(table: YearTable) -> YearCounts:
    """Count who went both ways in each year: kept from the year before, for the first time, or back after a silence."""
    now = table.two_way
    before = np.roll(now, 1, axis=1)
    ever = np.zeros_like(now)
    if table.years:
        before[:, 0] = now[:, 0]
        ever[:, 1:] = np.logical_or.accumulate(now, axis=1)[:, :-1]
        ever[:, 0] = now[:, 0]
    return YearCounts(
        two_way=now.sum(axis=0),
        kept=(now & before).sum(axis=0),
        new=(now & ~ever).sum(axis=0),
        back=(now & ever & ~before).sum(axis=0),
        silent=(before & ~now).sum(axis=0),
        deep=(now & (table.days >= DEEP_DAYS)).sum(axis=0),
    )


@dataclass(frozen=True, slots=True)
class Decay:
    """What became of ties that went both ways in a year, pooled over all such years.

    Attributes:
        after: how many years later, from 1.
        ties: tie-years whose time has come.
        living: of those, how many went both ways in that later year.
        left_alone: tie-years in which the owner did nothing in the year after, and of those
        left_alone_living: how many went both ways in the second year after.
        looked_after, looked_after_living: the same where the owner wrote, met or called in the year after.
    """

    after: NDArray[np.int64]
    ties: NDArray[np.int64]
    living: NDArray[np.int64]
    left_alone: int
    left_alone_living: int
    looked_after: int
    looked_after_living: int


def decay(table: YearTable, *, most: int = 5) -> Decay:
    """Return how ties last over the years, and what became of those that the owner left alone for one."""
    now, years = table.two_way, table.years
    lags = np.arange(1, min(most, years - 1) + 1, dtype=np.int64)
    asked = [int(now[:, : years - lag].sum()) for lag in lags]
    living = [int((now[:, : years - lag] & now[:, lag:]).sum()) for lag in lags]
    starts = max(years - 2, 0)
    first, later = now[:, :starts], now[:, years - starts :]
    alone = table.own_days[:, 1 : starts + 1] == 0
    return Decay(
        after=lags,
        ties=np.array(asked, dtype=np.int64),
        living=np.array(living, dtype=np.int64),
        left_alone=int((first & alone).sum()),
        left_alone_living=int((first & alone & later).sum()),
        looked_after=int((first & ~alone).sum()),
        looked_after_living=int((first & ~alone & later).sum()),
    )


def record_begins(
    columns: InteractionColumns, source: NDArray[np.int8], *, on: int, least_share: float = 0.1
) -> dict[int, tuple[int, int]]:
    """Return source → first and last day of record, of every source with at least a tenth of all contact.

    A mailbox that begins in 2022 makes 2022 look like a year of many new ties: years before the latest of these first
    days are not to be compared with those after it.
    """
    rows = contact_rows(columns) & (columns.day <= on)
    found, day = source[rows], columns.day[rows]
    return {
        int(one): (int(day[here].min()), int(day[here].max()))
        for one in np.unique(found)
        if (here := found == one).sum() >= least_share * found.size
    }
