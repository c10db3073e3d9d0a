"""What a network costs: the hours it would need against the hours spent, adding against keeping."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from nexalink.measures.columns import BoolArray, Direction, FloatArray, InteractionColumns, Kind
from nexalink.measures.counts import contact_rows
from nexalink.measures.reasons import Reason

_YEAR = 365
KINDS = {
    "message": Kind.MESSAGE,
    "mail": Kind.MAIL,
    "meeting": Kind.MEETING,
    "call": Kind.CALL,
    "touch": Kind.TOUCH,
}
"""The kinds of touch that cost time, by the names of their settings."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What each kind of touch is assumed to cost its owner, in minutes; every one is the owner's to set."""

    message: float = 5.0
    mail: float = 10.0
    meeting: float = 45.0
    call: float = 20.0
    touch: float = 20.0


@dataclass(frozen=True, slots=True)
class CostRules:
    """What is assumed beside the minutes.

    Attributes:
        usual_minutes: what a touch costs where the year's own touches are too few to say.
        untracked_days: the cadence of a tie in no tier: "100+ broader connections (periodic touchpoints)", twice a year.
        least_touches: touches in the year below which the hours spent are not told.
    """

    usual_minutes: float = 20.0
    untracked_days: float = 182.5
    least_touches: int = 10


@dataclass(frozen=True, slots=True)
class HiddenCosts:
    """What was done in the last 365 days, and what keeping up would ask for a year, both in touches.

    Attributes:
        touches: touches that the owner made or shared, counted.
        made: the same by kind (``KINDS``), where a meeting with n others is 1/n of a touch with each of them.
        made_with_new: of those, with people whose first contact lies within the year.
        new_people: how many such people there are.
        for_all: touches a year to keep up with everybody, each at the own cadence, the suggested one, or twice a year.
        for_genuine: the same for the genuine ties alone.
        for_tiers: the same for the ties with a cadence alone.
        people, genuine, tracked: how many people that is.
    """

    touches: int
    made: Mapping[str, float]
    made_with_new: Mapping[str, float]
    new_people: int
    for_all: float
    for_genuine: float
    for_tiers: float
    people: int
    genuine: int
    tracked: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a year at assumed minutes. ``spent`` and ``on_new`` are NaN where ``why`` is given."""

    a_touch: float
    spent: float
    on_new: float
    for_all: float
    for_genuine: float
    for_tiers: float
    why: Reason


def hidden_costs(
    columns: InteractionColumns,
    *,
    cadence_days: FloatArray,
    suggested_days: FloatArray,
    genuine: BoolArray,
    first_contact_day: FloatArray,
    on: int,
    rules: CostRules | None = None,
) -> HiddenCosts:
    """Count the touches of the last 365 days and those that the present network would need: ``Σ 365 / cadence``.

    Args:
        columns: the interactions.
        cadence_days: days between touches per tie, NaN in no tier.
        suggested_days: the cadence of the tier that the audit suggests, NaN without; it counts for ties in no tier.
        genuine: which ties are genuine.
        first_contact_day: per tie the day of the first contact, NaN without any.
        on: the day of the audit.
        rules: what is assumed.
    """
    rules = rules or CostRules()
    rows = contact_rows(columns) & (columns.direction != Direction.IN)
    rows &= (columns.day <= on) & (columns.day > on - _YEAR)
    kind, size, tie = columns.kind[rows], columns.size[rows], columns.tie[rows]
    part = np.where(kind == Kind.MEETING, 1.0 / np.maximum(size, 1), 1.0)
    new = first_contact_day > on - _YEAR
    days = np.where(np.isnan(cadence_days), suggested_days, cadence_days)
    yearly = _YEAR / np.where(np.isnan(days), rules.untracked_days, days)
    tracked = ~np.isnan(cadence_days)
    return HiddenCosts(
        touches=int(rows.sum()),
        made={name: float(part[kind == code].sum()) for name, code in KINDS.items()},
        made_with_new={name: float(part[(kind == code) & new[tie]].sum()) for name, code in KINDS.items()},
        new_people=int(new.sum()),
        for_all=float(yearly.sum()),
        for_genuine=float(yearly[genuine].sum()),
        for_tiers=float(yearly[tracked].sum()),
        people=columns.ties,
        genuine=int(genuine.sum()),
        tracked=int(tracked.sum()),
    )


def hours(costs: HiddenCosts, *, minutes: Minutes, rules: CostRules | None = None) -> Hours:
    """Return touches as hours: those made at the minutes of their kind, those needed at the mean of those made.

    Source: the article's hidden costs ("overwhelm and burnout"); the formula is arithmetic on stated assumptions.
    """
    rules = rules or CostRules()
    cost = asdict(minutes)
    spent = sum(cost[name] * times for name, times in costs.made.items())
    times = sum(costs.made.values())
    enough = costs.touches >= rules.least_touches
    a_touch = spent / times if enough else rules.usual_minutes
    on_new = sum(cost[name] * number for name, number in costs.made_with_new.items())
    return Hours(
        a_touch=a_touch,
        spent=spent / 60 if enough else np.nan,
        on_new=on_new / 60 if enough else np.nan,
        for_all=costs.for_all * a_touch / 60,
        for_genuine=costs.for_genuine * a_touch / 60,
        for_tiers=costs.for_tiers * a_touch / 60,
        why=Reason.KNOWN if enough else Reason.FEW_TOUCHES,
    )
