"""Who answers whom, how often and how fast."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, Direction, FloatArray, InteractionColumns, Kind
from nexalink.measures.counts import contact_rows, direct_rows
from nexalink.measures.readings import ReasonArray, TieReadings, ratio
from nexalink.measures.reasons import Reason

_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class AnswerRules:
    """What counts as an opening and as its answer.

    Attributes:
        within_days: an answer counts when it comes within so many days.
        quiet_days: a message after so many quiet days in its conversation opens it anew.
        openings: below so many openings no rate is shown.
        prior: weight of the owner's own rate, in openings.
        size: an opening is written to at most so many people.
    """

    within_days: int = 14
    quiet_days: int = 14
    openings: int = 3
    prior: float = 3.0
    size: int = 1


@dataclass(frozen=True, slots=True)
class Openings:
    """Every opening of a conversation and what became of it, as equal-length arrays.

    Attributes:
        tie: index of the tie, int32.
        at: when it was written, seconds since 1970-01-01 UTC.
        day: the same as a day number in the owner's time zone.
        by_owner: True where the owner wrote it.
        begins: True where it is the first message of its conversation, False where it follows a quiet time.
        note: True where it is the note of an invitation.
        kind: ``Kind`` values.
        wait_days: days until the other side's next message in the conversation; infinite where none came.
    """

    tie: NDArray[np.int32]
    at: NDArray[np.int64]
    day: NDArray[np.int32]
    by_owner: BoolArray
    begins: BoolArray
    note: BoolArray
    kind: NDArray[np.int8]
    wait_days: FloatArray


@dataclass(frozen=True, slots=True)
class Answered:
    """How many openings there were and how many were answered in time."""

    answered: int
    openings: int

    @property
    def rate(self) -> float:
        """The share answered; NaN without openings."""
        return self.answered / self.openings if self.openings else float("nan")


@dataclass(frozen=True, slots=True)
class Responsiveness:
    """Answer rates and times of every tie.

    Attributes:
        they_answer: share of the owner's openings that they answered within 14 days, shrunk.
        i_answer: share of their openings that the owner answered within 14 days, shrunk.
        they_take_days: median days until their answer, over all they answered; NaN without one.
        i_take_days: median days until the owner's answer.
        network: the owner's own two rates, over all ties: (they answer, the owner answers).
    """

    they_answer: TieReadings
    i_answer: TieReadings
    they_take_days: TieReadings
    i_take_days: TieReadings
    network: tuple[Answered, Answered]


def find_openings(columns: InteractionColumns, *, on: int, rules: AnswerRules | None = None) -> Openings:
    """Find every opening: the first direct message of a conversation, or one after 14 quiet days in it.

    A conversation is a thread with one tie; rows without a thread are one conversation per tie. The answer
    is the other side's next message in the conversation, whenever it came. Messages and mails only, up to
    and including day ``on``.
    """
    rules = rules or AnswerRules()
    rows = np.flatnonzero(direct_rows(columns) & (columns.day <= on))
    rows, group = _by_conversation(columns, rows)
    side, at = columns.direction[rows], columns.at[rows]
    begins = _changes(group)
    quiet = np.zeros(rows.size, dtype=np.bool_)
    quiet[1:] = np.diff(at) > rules.quiet_days * _SECONDS_A_DAY
    turns = np.flatnonzero(begins | quiet | _changes(side))
    answer = _next_of_other_side(side[turns], group[turns])
    chosen = np.flatnonzero((begins | quiet)[turns] & (columns.size[rows[turns]] <= rules.size))
    opening = rows[turns[chosen]]
    reply = answer[chosen]
    reply_at = np.where(reply >= 0, at[turns[reply]].astype(np.float64), np.inf) if rows.size else np.empty(0)
    return Openings(
        tie=columns.tie[opening],
        at=columns.at[opening],
        day=columns.day[opening],
        by_owner=columns.direction[opening] == Direction.OUT,
        begins=begins[turns[chosen]],
        note=columns.invitation_note[opening],
        kind=columns.kind[opening],
        wait_days=(reply_at - columns.at[opening]) / _SECONDS_A_DAY,
    )


def responsiveness(
    openings: Openings, *, ties: int, on: int, rules: AnswerRules | None = None
) -> Responsiveness:
    """Return both answer rates of every tie, ``(k + 3·p0) / (n + 3)``, and both median answer times.

    n openings at least 14 days old, k of them answered within 14 days, p0 the owner's own rate over all
    ties in the same direction. Rates are NaN below 3 openings. An invitation's note is no opening.
    """
    rules = rules or AnswerRules()
    closed = ~openings.note & (openings.day <= on - rules.within_days)
    theirs, mine = closed & openings.by_owner, closed & ~openings.by_owner
    they, they_all = _rates(openings, theirs, ties=ties, rules=rules)
    i_do, i_all = _rates(openings, mine, ties=ties, rules=rules)
    written = ~openings.note
    return Responsiveness(
        they_answer=they,
        i_answer=i_do,
        they_take_days=_median_wait(openings, written & openings.by_owner, ties=ties),
        i_take_days=_median_wait(openings, written & ~openings.by_owner, ties=ties),
        network=(they_all, i_all),
    )


def answered_conversations(
    openings: Openings,
    *,
    on: int,
    since: int | None = None,
    kinds: tuple[Kind, ...] = (Kind.MESSAGE,),
    rules: AnswerRules | None = None,
) -> Answered:
    """Count the conversations that the owner began at least 14 days ago, and those answered within 14 days.

    Only first messages of one-to-one conversations count, and no notes of invitations.

    Args:
        openings: from ``find_openings``.
        on: the day of the audit.
        since: the first day that counts; the whole history where left out.
        kinds: messages only by default; add ``Kind.MAIL`` for one-to-one mail conversations too.
        rules: the limits.
    """
    rules = rules or AnswerRules()
    begun = openings.begins & openings.by_owner & ~openings.note & np.isin(openings.kind, kinds)
    begun &= openings.day <= on - rules.within_days
    if since is not None:
        begun &= openings.day >= since
    answered = begun & (openings.wait_days <= rules.within_days)
    return Answered(answered=int(answered.sum()), openings=int(begun.sum()))


def waiting_since(columns: InteractionColumns, *, on: int, rules: AnswerRules | None = None) -> FloatArray:
    """Return per tie the day of their message that the owner has not answered yet; NaN where none waits.

    It waits when the tie's last contact of any kind (message, mail, call, meeting up to 12, touch) is a
    direct message or mail from them to the owner alone; the day is that of the first of their unanswered run.
    """
    rules = rules or AnswerRules()
    rows = np.flatnonzero(contact_rows(columns) & (columns.day <= on))
    since = np.full(columns.ties, np.nan)
    if rows.size == 0:
        return since
    tie = columns.tie[rows]
    from_them = (columns.direction[rows] == Direction.IN) & (columns.kind[rows] <= Kind.MAIL)
    from_them &= columns.size[rows] <= rules.size
    last = np.flatnonzero(np.append(tie[1:] != tie[:-1], True))
    waits = last[from_them[last]]
    blocked = np.where(from_them & ~_changes(tie), -1, np.arange(rows.size))
    blocked = np.maximum.accumulate(blocked)[waits]
    start = np.where(from_them[blocked], blocked, blocked + 1)
    since[tie[waits]] = columns.day[rows[start]]
    return since


def _by_conversation(
    columns: InteractionColumns, rows: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Order rows by conversation, then time; return them with a code per conversation."""
    thread = columns.thread[rows].astype(np.int64) + 1
    group = columns.tie[rows].astype(np.int64) * (int(thread.max(initial=0)) + 1) + thread
    order = np.argsort(group, kind="stable")
    return rows[order], group[order]


def _changes(values: NDArray[np.generic]) -> BoolArray:
    """Mark where a value differs from the one before it, the first included."""
    changed = np.ones(values.size, dtype=np.bool_)
    changed[1:] = values[1:] != values[:-1]
    return changed


def _next_of_other_side(side: NDArray[np.int8], group: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each turn the index of the next turn by the other side in its conversation, or −1."""
    count = side.size
    index = np.arange(count)
    following = np.full((2, count), count)
    for row, wanted in enumerate((Direction.IN, Direction.OUT)):
        here = np.where(side == wanted, index, count)
        following[row] = np.minimum.accumulate(here[::-1])[::-1]
    other = np.where(side == Direction.OUT, following[0], following[1])
    inside = np.minimum(other, count - 1)
    same = (other < count) & (group[inside] == group) if count else np.zeros(0, dtype=np.bool_)
    return np.where(same, other, -1)


def _rates(
    openings: Openings, rows: BoolArray, *, ties: int, rules: AnswerRules
) -> tuple[TieReadings, Answered]:
    """Return the shrunk rates of the chosen openings per tie, and their sums."""
    answered = rows & (openings.wait_days <= rules.within_days)
    asked = np.bincount(openings.tie[rows], minlength=ties).astype(np.int64)
    got = np.bincount(openings.tie[answered], minlength=ties).astype(np.int64)
    network = Answered(answered=int(got.sum()), openings=int(asked.sum()))
    own = network.rate if network.openings else 0.0
    value = (got + rules.prior * own) / (asked + rules.prior)
    few = asked < rules.openings
    value[few] = np.nan
    why: ReasonArray = np.where(few, np.int8(Reason.FEW_OPENINGS), np.int8(Reason.KNOWN)).astype(np.int8)
    readings = TieReadings(
        value=value, why=why, parts={"plain": ratio(got, asked)}, counts={"answered": got, "openings": asked}
    )
    return readings, network


def _median_wait(openings: Openings, rows: BoolArray, *, ties: int) -> TieReadings:
    """Return the median days until the answer over the answered openings of each tie."""
    chosen = np.flatnonzero(rows & np.isfinite(openings.wait_days))
    tie = openings.tie[chosen].astype(np.int64)
    seconds = np.rint(openings.wait_days[chosen] * _SECONDS_A_DAY).astype(np.int64)
    span = int(seconds.max(initial=0)) + 1
    ordered = np.sort(tie * span + seconds) % span
    count = np.bincount(tie, minlength=ties).astype(np.int64)
    start = np.cumsum(count) - count
    some = np.flatnonzero(count)
    low = ordered[start[some] + (count[some] - 1) // 2]
    high = ordered[start[some] + count[some] // 2]
    value = np.full(ties, np.nan)
    value[some] = (low + high) / (2 * _SECONDS_A_DAY)
    why = np.where(count == 0, np.int8(Reason.NO_ANSWER), np.int8(Reason.KNOWN)).astype(np.int8)
    return TieReadings(value=value, why=why, counts={"answered": count})
