"""What the fade forecast looks at: eleven numbers per tie, from the days with contact."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.closeness import TouchDays, burstiness_of_days, closeness, touch_days, until
from nexalink.measures.columns import BoolArray, Direction, FloatArray, InteractionColumns, Kind
from nexalink.measures.counts import CountingRules, contact_rows
from nexalink.measures.readings import ReasonArray
from nexalink.measures.reasons import Reason

FEATURES: Final = ("days_since", "closeness", "span", "burstiness", "own_activity")
"""The five terms of the model, in the order of its columns."""
HALF_LIFE_HORIZONS: Final = 2.0
"""Half-life of the forecast's closeness, in horizons."""
SILENT_HORIZONS: Final = 2.0
"""A tie silent for longer than so many horizons is not asked about: it has faded already."""
LEAST_MESSAGES: Final = 3


@dataclass(frozen=True, slots=True)
class Contacts:
    """One owner's contact, day by day: all that the forecast needs of any number of interactions.

    Attributes:
        touch: the distinct days with contact per tie.
        incoming, outgoing: interactions of each touch day from them and from the owner; a meeting of up to
            five others, and a call or touch of both sides, count in both.
        messages: all interactions of each touch day that count.
        own_day: day of each of the owner's own messages, ascending.
        seen_day: days on which the owner wrote or received anything, ascending.
    """

    touch: TouchDays
    incoming: NDArray[np.int64]
    outgoing: NDArray[np.int64]
    messages: NDArray[np.int64]
    own_day: NDArray[np.int32]
    seen_day: NDArray[np.int32]


def contact_days(columns: InteractionColumns, *, until_day: int) -> Contacts:
    """Gather the interactions up to and including ``until_day`` into touch days with their counts.

    Args:
        columns: the interactions, sorted by tie, then time.
        until_day: last day that is looked at.
    """
    touch = touch_days(columns, until_day=until_day)
    rows = contact_rows(columns) & (columns.day <= until_day)
    out = columns.direction == Direction.OUT
    into = columns.direction == Direction.IN
    both = (columns.direction == Direction.MUTUAL) | (columns.kind == Kind.MEETING)
    both &= columns.size <= CountingRules().two_way_meeting_size
    place = _place(columns, rows)
    number = touch.tie.size
    return Contacts(
        touch=touch,
        incoming=np.bincount(place[(into | both)[rows]], minlength=number),
        outgoing=np.bincount(place[(out | both)[rows]], minlength=number),
        messages=np.bincount(place, minlength=number),
        own_day=np.sort(columns.day[rows & out]),
        seen_day=np.unique(columns.day[rows]),
    )


def _place(columns: InteractionColumns, rows: BoolArray) -> NDArray[np.int64]:
    """Return the number of the touch day that each marked row belongs to, in the order of ``touch_days``."""
    tie, day = columns.tie[rows], columns.day[rows]
    if tie.size == 0:
        return np.zeros(0, dtype=np.int64)
    key = tie.astype(np.int64) << np.int64(32)
    key += day
    step = np.diff(key)
    if (step < 0).any():
        found: NDArray[np.int64] = np.unique(key, return_inverse=True)[1].astype(np.int64)
        return found
    place = np.zeros(tie.size, dtype=np.int64)
    np.cumsum(step > 0, out=place[1:])
    return place


def tie_features(
    touch: TouchDays,
    *,
    on_day: int,
    horizon_days: float,
    own_recent: FloatArray | float,
    own_before: FloatArray | float,
    day_length: float = 1.0,
) -> FloatArray:
    """Return the five terms of every tie at the end of ``on_day``, shape (ties, 5); NaN without contact.

    ``ln((d + ½)/H)``, ``ln(1 + S)``, ``ln((span + 1)/H)``, ``B`` (0 below 3 touch days) and
    ``ln((m0 + 1)/(m1 + 1))``: see docs/measures/fade.md.

    Args:
        touch: the days with contact; later ones than ``on_day`` are not looked at.
        on_day: T.
        horizon_days: H; closeness has a half-life of 2H.
        own_recent: m0, the owner's own messages in the last H, one number or one per tie.
        own_before: m1, the same in the H before.
        day_length: length of a day in the unit that days and H are given in.
    """
    touch = until(touch, on_day=on_day)
    starts = touch.starts
    some = starts[1:] > starts[:-1]
    first, last = touch.day[starts[:-1][some]], touch.day[starts[1:][some] - 1]
    table = np.full((touch.ties, len(FEATURES)), np.nan)
    strength = closeness(touch, on_day=on_day, half_life_days=HALF_LIFE_HORIZONS * horizon_days)
    table[some, 0] = np.log((on_day - last + 0.5 * day_length) / horizon_days)
    table[:, 1] = np.log1p(strength)
    table[some, 2] = np.log((last - first + day_length) / horizon_days)
    table[some, 3] = np.nan_to_num(burstiness_of_days(touch)[some], nan=0.0)
    activity = np.log((np.asarray(own_recent) + 1.0) / (np.asarray(own_before) + 1.0))
    table[:, 4] = np.where(some, activity, np.nan)
    return table


def features_on(contacts: Contacts, *, on_day: int, horizon_days: float) -> FloatArray:
    """Return the five terms of every tie of one owner at the end of ``on_day``, shape (ties, 5).

    Args:
        contacts: the owner's contact.
        on_day: T.
        horizon_days: H.
    """
    edges = on_day - np.array([0.0, horizon_days, 2 * horizon_days])
    now, recent, before = np.searchsorted(contacts.own_day, edges, side="right")
    return tie_features(
        contacts.touch,
        on_day=on_day,
        horizon_days=horizon_days,
        own_recent=float(now - recent),
        own_before=float(recent - before),
    )


def why_not_asked(contacts: Contacts, *, on_day: int, horizon_days: float) -> ReasonArray:
    """Return per tie why the question of fading cannot be asked at ``on_day``; ``Reason.KNOWN`` where it can.

    It needs at least 3 interactions, at least one each way, and the last contact within 2H.

    Args:
        contacts: the owner's contact.
        on_day: T.
        horizon_days: H.
    """
    touch = contacts.touch
    past = touch.day <= on_day
    tie = touch.tie[past]
    totals = [
        np.bincount(tie, weights=counted[past], minlength=touch.ties)
        for counted in (contacts.messages, contacts.incoming, contacts.outgoing)
    ]
    warm = np.zeros(touch.ties, dtype=np.bool_)
    warm[tie[touch.day[past] >= on_day - SILENT_HORIZONS * horizon_days]] = True
    why = np.where(warm, Reason.KNOWN, Reason.LONG_SILENT)
    why = np.where((totals[1] > 0) & (totals[2] > 0), why, Reason.ONE_WAY)
    why = np.where(totals[0] >= LEAST_MESSAGES, why, Reason.FEW_MESSAGES)
    return np.where(totals[0] > 0, why, Reason.NO_CONTACT).astype(np.int8)


def touched_between(contacts: Contacts, *, after_day: float, until_day: float) -> BoolArray:
    """Tell which ties had contact on a day above ``after_day`` and at most ``until_day``."""
    day = contacts.touch.day
    seen = np.zeros(contacts.touch.ties, dtype=np.bool_)
    seen[contacts.touch.tie[(day > after_day) & (day <= until_day)]] = True
    return seen


def owner_seen(contacts: Contacts, *, on_day: int, horizon_days: float) -> bool:
    """Tell whether the owner wrote or received anything in the last third of the horizon after ``on_day``.

    Owners who have left make every tie look faded; their windows say nothing about ties.
    """
    edges = on_day + np.array([2.0 / 3.0, 1.0]) * horizon_days
    begin, end = np.searchsorted(contacts.seen_day, edges, side="right")
    return bool(end > begin)
