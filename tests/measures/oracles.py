"""Slow, obvious twins of the measures: one person at a time, one row at a time, straight from the definitions."""

import itertools
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from nexalink.measures.columns import Direction, Kind
from nexalink.measures.exchanges import Asked, ExchangeColumns, ExchangeKind, ExchangeSize
from tests.networks import DAY, Contact

TIES = 4
_DIRECT = (Kind.MESSAGE, Kind.MAIL)


@st.composite
def contact(draw: st.DrawFn) -> Contact:
    kind = draw(st.sampled_from(list(Kind)))
    ways = [Direction.MUTUAL] if kind == Kind.MEETING else [Direction.IN, Direction.OUT]
    ways += [Direction.MUTUAL] if kind in {Kind.CALL, Kind.TOUCH} else []
    return Contact(
        draw(st.integers(0, TIES - 1)),
        draw(st.integers(0, 900)),
        draw(st.sampled_from(ways)),
        kind,
        size=draw(st.integers(1, 15)) if kind in {Kind.MEETING, Kind.MAIL, Kind.GROUP} else 1,
        thread=draw(st.integers(-1, 3)),
        note=draw(st.booleans()) if kind == Kind.MESSAGE else False,
        second=draw(st.integers(0, DAY - 1)),
    )


contacts = st.lists(contact(), max_size=50, unique_by=lambda row: (row.tie, row.at))
days = st.integers(300, 1000)


# ------------------------------------------------------------------------------------------------- what was counted


def is_contact(row: Contact) -> bool:
    if row.kind in {Kind.GROUP, Kind.LIST}:
        return False
    return not (row.kind == Kind.MEETING and row.size > 12)


def is_both_sides(row: Contact) -> bool:
    together = row.kind == Kind.MEETING or (
        row.direction == Direction.MUTUAL and row.kind in {Kind.CALL, Kind.TOUCH}
    )
    return together and row.size <= 5


def two_way(rows: Sequence[Contact]) -> bool:
    wrote = {row.direction for row in rows if row.kind not in {Kind.GROUP, Kind.LIST}}
    return {Direction.IN, Direction.OUT} <= wrote or any(is_both_sides(row) for row in rows)


def one_sided(rows: Sequence[Contact]) -> Direction | None:
    ways = [row.direction for row in rows if row.kind in _DIRECT]
    met = any(row.kind == Kind.MEETING for row in rows)
    return ways[0] if len(ways) >= 5 and len(set(ways)) == 1 and not met else None


def of_tie(rows: Iterable[Contact], tie: int, *, on: int) -> list[Contact]:
    return sorted((row for row in rows if row.tie == tie and row.day <= on), key=lambda row: row.at)


def has_second_contact(rows: Iterable[Contact], *, connected: int) -> bool:
    return any(is_contact(row) and connected < row.at // DAY <= connected + 90 for row in rows)


# ---------------------------------------------------------------------------------------------------------- answers


class Opening(NamedTuple):
    tie: int
    day: int
    mine: bool
    begins: bool
    note: bool
    kind: Kind
    wait: float


def openings(rows: Iterable[Contact], *, on: int) -> list[Opening]:
    """Every first direct message of a conversation, or after 14 quiet days in it, written to one person."""
    talks: defaultdict[tuple[int, int], list[Contact]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: one.at):
        if row.kind in _DIRECT and row.day <= on:
            talks[row.tie, row.thread].append(row)
    found = []
    for talk in talks.values():
        for place, row in enumerate(talk):
            quiet = place > 0 and row.at - talk[place - 1].at > 14 * DAY
            if (place > 0 and not quiet) or row.size > 1:
                continue
            answers = [later.at for later in talk[place + 1 :] if later.direction != row.direction]
            wait = (answers[0] - row.at) / DAY if answers else math.inf
            mine = row.direction == Direction.OUT
            found.append(Opening(row.tie, row.day, mine, place == 0, row.note, row.kind, wait))
    return sorted(found)


def answered_conversations(
    rows: Iterable[Contact], *, on: int, since: int = -1, kinds: tuple[Kind, ...] = (Kind.MESSAGE,)
) -> tuple[int, int]:
    begun = [
        one
        for one in openings(rows, on=on)
        if one.begins and one.mine and not one.note and one.kind in kinds and since <= one.day <= on - 14
    ]
    return sum(one.wait <= 14 for one in begun), len(begun)


def answer_rate(found: Sequence[Opening], tie: int, *, mine: bool, on: int) -> float:
    asked = [one for one in found if one.mine == mine and not one.note and one.day <= on - 14]
    here = [one for one in asked if one.tie == tie]
    if len(here) < 3:
        return math.nan
    own = sum(one.wait <= 14 for one in asked) / len(asked)
    return (sum(one.wait <= 14 for one in here) + 3 * own) / (len(here) + 3)


def median_wait(found: Sequence[Opening], tie: int, *, mine: bool) -> float:
    waits = [
        one.wait
        for one in found
        if one.tie == tie and one.mine == mine and not one.note and one.wait < math.inf
    ]
    return statistics.median(waits) if waits else math.nan


def waiting_since(rows: Iterable[Contact], tie: int, *, on: int) -> float:
    since = math.nan
    for row in of_tie(rows, tie, on=on):
        if not is_contact(row):
            continue
        theirs = row.direction == Direction.IN and row.kind in _DIRECT and row.size == 1
        if not theirs:
            since = math.nan
        elif math.isnan(since):
            since = row.day
    return since


# ------------------------------------------------------------------------------------------------------------ value


class Gift(NamedTuple):
    tie: int
    day: int
    given: bool
    kind: ExchangeKind = ExchangeKind.ADVICE
    size: ExchangeSize = ExchangeSize.SMALL
    asked: Asked = Asked.UNKNOWN


gifts = st.lists(
    st.builds(
        Gift,
        st.integers(-1, TIES - 1),
        st.integers(0, 1000),
        st.booleans(),
        st.sampled_from(list(ExchangeKind)),
        st.sampled_from(list(ExchangeSize)),
        st.sampled_from(list(Asked)),
    ),
    max_size=40,
)


def ledger(rows: Sequence[Gift], *, ties: int = TIES) -> ExchangeColumns:
    return ExchangeColumns(
        ties=ties,
        tie=np.array([row.tie for row in rows], dtype=np.int32),
        day=np.array([row.day for row in rows], dtype=np.int32),
        given=np.array([row.given for row in rows], dtype=np.bool_),
        kind=np.array([row.kind for row in rows], dtype=np.int8),
        size=np.array([row.size for row in rows], dtype=np.int8),
        asked=np.array([row.asked for row in rows], dtype=np.int8),
    )


def weight(row: Gift) -> float:
    if row.kind == ExchangeKind.ENDORSEMENT:
        return 0.2
    if row.kind == ExchangeKind.RECOMMENDATION:
        return 3.0
    return {ExchangeSize.SMALL: 1.0, ExchangeSize.MEDIUM: 3.0, ExchangeSize.LARGE: 9.0}[row.size]


def balance(rows: Iterable[Gift], *, on: int) -> float:
    past = [row for row in rows if row.day <= on]
    if len(past) < 3 or on - min(row.day for row in past) < 180:
        return math.nan
    given, received = (
        sum(weight(row) * 2 ** (-(on - row.day) / 730) for row in past if row.given == side)
        for side in (True, False)
    )
    return (given - received) / (given + received + 3)


# ------------------------------------------------------------------------------------------------ the whole network


def shannon(counts: Iterable[int]) -> float:
    """Entropy by Chao & Shen (2003): coverage from the groups seen once, Horvitz & Thompson for the unseen."""
    seen = [count for count in counts if count > 0]
    people = sum(seen)
    once = min(seen.count(1), people - 1)
    total = 0.0
    for count in seen:
        share = (1 - once / people) * count / people
        total -= share * math.log(share) / (1 - (1 - share) ** people)
    return total


def gini(amounts: Sequence[float]) -> float:
    """Mean difference of all pairs over twice the mean."""
    mean = sum(amounts) / len(amounts)
    gaps = sum(abs(one - other) for one in amounts for other in amounts)
    return gaps / (2 * len(amounts) ** 2 * mean)


def top_share(amounts: Sequence[float], *, top: float = 0.2) -> float:
    """Share of the amount that the top fifth holds, the last of them counted in part."""
    left, held = top * len(amounts), 0.0
    for amount in sorted(amounts, reverse=True):
        part = min(1.0, left)
        held += part * amount
        left -= part
        if left <= 0:
            break
    return held / sum(amounts)


def line(value: float, points: Sequence[tuple[float, float]]) -> float:
    """Go along straight lines between points, level outside of them."""
    if value <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in itertools.pairwise(points):
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
    return points[-1][1]


def spectrum(genuine: int, people: int) -> float:
    breadth = math.log10(max(genuine, 1) / 150)
    lean = line(1 - genuine / people, [(0.2, 1.0), (0.6, 0.0), (0.95, -1.0)])
    if breadth < 0:
        most = line(breadth, [(math.log10(50 / 150), 1.0), (0.0, 0.0)])
        return max(-most, min(most, lean))
    return -line(breadth, [(math.log10(500 / 150), 0.0), (math.log10(5000 / 150), 1.0)])


def maintained(touches: Sequence[int], *, cadence: float, on: int) -> float:
    """Share of the last 365 days, day by day, that a touch at most one cadence before them covers."""
    past = sorted(day for day in touches if day <= on)
    if not past or (math.isnan(cadence) and len(past) < 3):
        return math.nan
    allowed = 2 * (past[-1] - past[0] + 90) / len(past) if math.isnan(cadence) else cadence
    start = max(on - 365, past[0])
    if start == on:
        return 100.0
    covered = 0.0
    for day in range(start, on):
        latest = max(touch for touch in past if touch <= day)
        covered += min(max(latest + allowed - day, 0.0), 1.0)
    return 100 * covered / (on - start)


def closeness_at(touches: Iterable[tuple[int, int, float]], tie: int, *, on: int) -> float:
    return sum(weight * 2 ** (-(on - day) / 180) for who, day, weight in touches if who == tie and day <= on)


def months_of(touches: Iterable[int], *, on: int) -> list[int]:
    """Touch days of each whole month of 30.4 days counted back from ``on``, at most twelve, the latest first."""
    ago = [on - day for day in touches if day <= on]
    whole = min(12, int((max(ago) + 1) / 30.4)) if ago else 0
    counted = Counter(int(days_ago / 30.4) for days_ago in ago)
    return [counted[month] for month in range(whole)]
