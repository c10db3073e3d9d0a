"""What was counted with each tie: contacts by kind and direction, first and last, two-way, one-sided."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, Direction, FloatArray, InteractionColumns, Kind

_KINDS = len(Kind)
_DIRECTIONS = len(Direction)
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class CountingRules:
    """The limits of the counting rules; defaults are the product's.

    Attributes:
        two_way_meeting_size: a meeting of at most so many people besides the owner is two-way by itself.
        contact_meeting_size: a meeting of at most so many people is a contact.
        one_sided_messages: direct messages and mails from which a tie can be called one-sided.
        two_way_days: "two-way within 24 months", in days.
        second_contact_days: days after connecting within which a second contact should follow.
        recent_connection_days: how far back connections are looked at for second contacts.
    """

    two_way_meeting_size: int = 5
    contact_meeting_size: int = 12
    one_sided_messages: int = 5
    two_way_days: int = 730
    second_contact_days: int = 90
    recent_connection_days: int = 365


@dataclass(frozen=True, slots=True)
class TieCounts:
    """Everything counted per tie; arrays have one entry per tie.

    Attributes:
        table: counts of shape (ties, kinds, directions); directions in the order in, mutual, out.
        small_meetings: meetings, calls and logged touches of both sides, up to the two-way size.
        contact_meetings: meetings up to the contact size.
        first_contact, last_contact: seconds since 1970-01-01 UTC; NaN where there was no contact.
        last_contact_day: day number in the owner's time zone; NaN where there was no contact.
        two_way: at least one in and one out, or a small meeting.
        two_way_recent: the same, looking only at the last ``two_way_days``.
        one_sided_out, one_sided_in: enough direct messages, all written by the owner (by them), no meeting.
    """

    table: NDArray[np.int64]
    small_meetings: NDArray[np.int64]
    contact_meetings: NDArray[np.int64]
    first_contact: FloatArray
    last_contact: FloatArray
    last_contact_day: FloatArray
    two_way: BoolArray
    two_way_recent: BoolArray
    one_sided_out: BoolArray
    one_sided_in: BoolArray

    def of(self, *kinds: Kind, direction: Direction) -> NDArray[np.int64]:
        """Count the interactions of these kinds in one direction, per tie."""
        counted: NDArray[np.int64] = self.table[:, list(kinds), int(direction) + 1].sum(axis=1)
        return counted

    @property
    def direct_in(self) -> NDArray[np.int64]:
        """Direct messages and mails that the person wrote."""
        return self.of(Kind.MESSAGE, Kind.MAIL, direction=Direction.IN)

    @property
    def direct_out(self) -> NDArray[np.int64]:
        """Direct messages and mails that the owner wrote."""
        return self.of(Kind.MESSAGE, Kind.MAIL, direction=Direction.OUT)

    @property
    def incoming(self) -> NDArray[np.int64]:
        """Everything direct from them: messages, mails, calls and logged touches."""
        return self.of(Kind.MESSAGE, Kind.MAIL, Kind.CALL, Kind.TOUCH, direction=Direction.IN)

    @property
    def outgoing(self) -> NDArray[np.int64]:
        """Everything direct from the owner: messages, mails, calls and logged touches."""
        return self.of(Kind.MESSAGE, Kind.MAIL, Kind.CALL, Kind.TOUCH, direction=Direction.OUT)

    @property
    def mutual(self) -> NDArray[np.int64]:
        """Meetings of any size, and calls and touches without a direction."""
        return self.of(Kind.MEETING, Kind.CALL, Kind.TOUCH, direction=Direction.MUTUAL)

    @property
    def one_sided(self) -> BoolArray:
        """Tell which ties run one way only, whichever way it is."""
        return self.one_sided_out | self.one_sided_in


def count_contacts(columns: InteractionColumns, *, on: int, rules: CountingRules | None = None) -> TieCounts:
    """Count every tie's interactions up to and including day ``on``.

    Group threads and list mail appear in the table and nowhere else: they are no contact and make nothing
    two-way. A meeting is a contact up to 12 people and makes a tie two-way up to 5. The acceptance of an
    invitation is no interaction and therefore no contact.

    Args:
        columns: the interactions.
        on: the day of the audit, as a day number since 1970-01-01 in the owner's time zone.
        rules: the limits, the product's where left out.
    """
    rules = rules or CountingRules()
    past = columns.day <= on
    table = _table(columns, past)
    small = _both_sides(columns, rules) & past
    small_meetings = per_tie(columns, small)
    contact = contact_rows(columns, rules=rules) & past
    first, last, last_day = _first_and_last(columns, contact)
    recent = past & (columns.day > on - rules.two_way_days)
    meetings = table[:, Kind.MEETING, :].sum(axis=1)
    into = table[:, [Kind.MESSAGE, Kind.MAIL], 0].sum(axis=1)
    out = table[:, [Kind.MESSAGE, Kind.MAIL], 2].sum(axis=1)
    enough = (into + out >= rules.one_sided_messages) & (meetings == 0)
    return TieCounts(
        table=table,
        small_meetings=small_meetings,
        contact_meetings=per_tie(columns, contact & (columns.kind == Kind.MEETING)),
        first_contact=first,
        last_contact=last,
        last_contact_day=last_day,
        two_way=_seen_both_ways(table) | (small_meetings > 0),
        two_way_recent=_two_way_since(columns, recent, small=small),
        one_sided_out=enough & (into == 0),
        one_sided_in=enough & (out == 0),
    )


def per_tie(columns: InteractionColumns, rows: BoolArray) -> NDArray[np.int64]:
    """Count the marked rows of every tie."""
    return np.bincount(columns.tie[rows], minlength=columns.ties).astype(np.int64)


def contact_rows(columns: InteractionColumns, *, rules: CountingRules | None = None) -> BoolArray:
    """Mark the rows that count as a contact: all but groups, list mail and meetings above the limit."""
    limit = (rules or CountingRules()).contact_meeting_size
    too_large = (columns.kind == Kind.MEETING) & (columns.size > limit)
    contact: BoolArray = (columns.kind < Kind.GROUP) & ~too_large
    return contact


def direct_rows(columns: InteractionColumns) -> BoolArray:
    """Mark the direct messages and mails."""
    direct: BoolArray = columns.kind <= Kind.MAIL
    return direct


def last_inbound_day(columns: InteractionColumns, *, on: int) -> FloatArray:
    """Return per tie the last day with a contact from them or of both sides; NaN where there is none."""
    inbound = contact_rows(columns) & (columns.direction != Direction.OUT) & (columns.day <= on)
    return _first_and_last(columns, inbound)[2]


def count_second_contacts(
    columns: InteractionColumns,
    *,
    connected_day: FloatArray,
    on: int,
    rules: CountingRules | None = None,
) -> tuple[BoolArray, BoolArray]:
    """Tell which recent connections are old enough to judge, and which of those were never spoken to again.

    Judged: connected in the last 365 days and at least 90 days ago. Without a second contact: nothing on a
    later day within 90 days of the connection. Days are UTC here, as the date of connection is.

    Args:
        columns: the interactions.
        connected_day: per tie the UTC day number of the connection; NaN where there is none.
        on: the day of the audit.
        rules: the limits.

    Returns:
        Two masks over ties: judged, and judged without a second contact.
    """
    rules = rules or CountingRules()
    age = on - connected_day
    judged = (age >= rules.second_contact_days) & (age <= rules.recent_connection_days)
    rows = np.flatnonzero(judged[columns.tie] & contact_rows(columns, rules=rules))
    tie = columns.tie[rows]
    after = columns.at[rows] // _SECONDS_A_DAY - connected_day[tie]
    later = (after > 0) & (after <= rules.second_contact_days)
    spoken = np.bincount(tie[later], minlength=columns.ties) > 0
    return judged, judged & ~spoken


def _table(columns: InteractionColumns, past: BoolArray) -> NDArray[np.int64]:
    """Return counts by tie, kind and direction of the rows in ``past``."""
    width = _KINDS * _DIRECTIONS
    code = columns.tie.astype(np.int64) * width
    code += columns.kind * np.int8(_DIRECTIONS) + columns.direction + np.int8(1)
    if not past.all():
        code = code[past]
    flat = np.bincount(code, minlength=columns.ties * width)
    return flat.reshape(columns.ties, _KINDS, _DIRECTIONS).astype(np.int64)


def _seen_both_ways(table: NDArray[np.int64]) -> BoolArray:
    """Tell which ties have at least one direct interaction in and one out."""
    direct = table[:, : Kind.GROUP, :].sum(axis=1)
    both: BoolArray = (direct[:, 0] > 0) & (direct[:, 2] > 0)
    return both


def _both_sides(columns: InteractionColumns, rules: CountingRules) -> BoolArray:
    """Mark the rows that are two-way by themselves: small meetings, calls and touches of both sides."""
    shared: BoolArray = (columns.direction == Direction.MUTUAL) & (columns.kind <= Kind.TOUCH)
    shared |= columns.kind == Kind.MEETING
    return shared & (columns.size <= rules.two_way_meeting_size)


def _two_way_since(columns: InteractionColumns, rows: BoolArray, *, small: BoolArray) -> BoolArray:
    """Tell which ties have one in and one out, or a small meeting, among ``rows``."""
    chosen = np.flatnonzero(rows & (columns.kind < Kind.GROUP))
    seen = np.zeros((columns.ties, _DIRECTIONS), dtype=np.bool_)
    seen[columns.tie[chosen], columns.direction[chosen] + 1] = True
    met = np.zeros(columns.ties, dtype=np.bool_)
    met[columns.tie[chosen[small[chosen]]]] = True
    two_way: BoolArray = (seen[:, 0] & seen[:, 2]) | met
    return two_way


def _first_and_last(
    columns: InteractionColumns, contact: BoolArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the first and last time and the last day of each tie's marked rows."""
    rows = np.flatnonzero(contact)
    edges = np.searchsorted(columns.tie[rows], np.arange(columns.ties + 1))
    some = edges[1:] > edges[:-1]
    first = np.full(columns.ties, np.nan)
    last = np.full(columns.ties, np.nan)
    last_day = np.full(columns.ties, np.nan)
    first[some] = columns.at[rows[edges[:-1][some]]]
    last[some] = columns.at[rows[edges[1:][some] - 1]]
    last_day[some] = columns.day[rows[edges[1:][some] - 1]]
    return first, last, last_day
