"""Slow, obvious twins of closeness, the fade forecast and its proof, and small networks to try them on."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from hypothesis import strategies as st

from nexalink.measures.columns import Direction, InteractionColumns, Kind

DAY = 86_400
# tie, day, direction, kind, size
Row = tuple[int, int, int, int, int]

rows_of_contact = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 900),
        st.sampled_from([int(one) for one in Direction]),
        st.sampled_from([int(one) for one in Kind]),
        st.integers(1, 15),
    ),
    max_size=60,
)


def columns_of(rows: Iterable[Row], *, ties: int = 5) -> InteractionColumns:
    ordered = sorted(rows, key=lambda row: (row[0], row[1]))
    tie, day, direction, kind, size = (np.array([row[part] for row in ordered]) for part in range(5))
    return InteractionColumns(
        ties=ties,
        tie=tie.astype(np.int32),
        at=day.astype(np.int64) * DAY,
        day=day.astype(np.int32),
        direction=direction.astype(np.int8),
        kind=kind.astype(np.int8),
        size=size.astype(np.int32),
        thread=np.full(len(ordered), -1, dtype=np.int32),
        invitation_note=np.zeros(len(ordered), dtype=np.bool_),
    )


def talks(tie: int, days: Iterable[int]) -> list[Row]:
    """One message each way on each day."""
    return [(tie, day, way, Kind.MESSAGE, 1) for day in days for way in (Direction.IN, Direction.OUT)]


def counted(row: Row) -> bool:
    _, _, _, kind, size = row
    return kind < Kind.GROUP and not (kind == Kind.MEETING and size > 12)


def touch_days(rows: Iterable[Row], *, until: int) -> dict[int, dict[int, float]]:
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for row in rows:
        tie, day, _, kind, size = row
        if counted(row) and day <= until:
            weight = 1 / size if kind == Kind.MEETING else 1.0
            found[tie][day] = max(found[tie].get(day, 0.0), weight)
    return found


def closeness(days: dict[int, float], *, on: int, half_life: float) -> float:
    return sum(weight * 2 ** (-(on - day) / half_life) for day, weight in days.items())


def burstiness(days: Sequence[float]) -> float:
    gaps = [later - earlier for earlier, later in itertools.pairwise(days)]
    n = len(gaps)
    if n < 2:
        return math.nan
    mean = sum(gaps) / n
    r = math.sqrt(sum((gap - mean) ** 2 for gap in gaps) / n) / mean
    return (math.sqrt(n + 1) * r - math.sqrt(n - 1)) / ((math.sqrt(n + 1) - 2) * r + math.sqrt(n - 1))


def fade_terms(rows: Sequence[Row], tie: int, *, on: int, horizon: float) -> list[float] | None:
    days = touch_days(rows, until=on)[tie]
    if not days:
        return None
    ordered = sorted(days)
    own = [row[1] for row in rows if counted(row) and row[2] == Direction.OUT and row[1] <= on]
    m0 = sum(1 for day in own if day > on - horizon)
    m1 = sum(1 for day in own if on - 2 * horizon < day <= on - horizon)
    bursts = burstiness(ordered)
    return [
        math.log((on - ordered[-1] + 0.5) / horizon),
        math.log(1 + closeness(days, on=on, half_life=2 * horizon)),
        math.log((ordered[-1] - ordered[0] + 1) / horizon),
        0.0 if math.isnan(bursts) else bursts,
        math.log((m0 + 1) / (m1 + 1)),
    ]


def can_be_asked(rows: Sequence[Row], tie: int, *, on: int, horizon: float) -> bool:
    mine = [row for row in rows if row[0] == tie and row[1] <= on and counted(row)]

    def ways(row: Row) -> set[int]:
        both = (row[2] == Direction.MUTUAL or row[3] == Kind.MEETING) and row[4] <= 5
        return {Direction.IN, Direction.OUT} if both else {row[2]}

    seen = set().union(*(ways(row) for row in mine)) if mine else set()
    two_way = {Direction.IN, Direction.OUT} <= seen
    return len(mine) >= 3 and two_way and max(row[1] for row in mine) >= on - 2 * horizon


def auc(score: Sequence[float], happened: Sequence[bool]) -> float:
    yes = [one for one, hit in zip(score, happened, strict=True) if hit]
    no = [one for one, hit in zip(score, happened, strict=True) if not hit]
    if not yes or not no:
        return math.nan
    wins = sum((a > b) + (a == b) / 2 for a in yes for b in no)
    return wins / (len(yes) * len(no))


def best_squares(values: Sequence[float], groups: int) -> float:
    """The least squares inside groups over every way to cut, by trying all of them."""
    if groups == 1:
        mean = sum(values) / len(values)
        return sum((value - mean) ** 2 for value in values)
    return min(
        best_squares(values[:cut], groups - 1) + best_squares(values[cut:], 1)
        for cut in range(groups - 1, len(values))
    )


def faded(
    events: Sequence[tuple[str, str, float]], *, owner: str, other: str, cut: float, horizon: float
) -> str:
    """Return "kept", "silent" or "not asked" for one tie of a log, straight from the definition."""
    span = horizon * DAY
    mine = [(a, b, t) for a, b, t in events if {a, b} == {owner, other}]
    past = [event for event in mine if event[2] <= cut]
    sent = sum(1 for event in past if event[0] == owner)
    late = [e for e in events if owner in e[:2] and cut + span * 2 / 3 < e[2] <= cut + span]
    enough = len(past) >= 3 and 0 < sent < len(past) and cut - max(e[2] for e in past) <= 2 * span
    if not enough or not late:
        return "not asked"
    return "kept" if any(cut < event[2] <= cut + span for event in mine) else "silent"
