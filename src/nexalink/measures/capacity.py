"""Whether the owner's tiers ask for more contact than the owner makes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import FloatArray
from nexalink.measures.reasons import Reason


@dataclass(frozen=True, slots=True)
class CapacityRules:
    """What a month and a touch are.

    Attributes:
        month_days: mean length of a month.
        months: how many months back the supply is measured.
        least_months: with fewer months of history there is no supply.
        minutes_a_touch: what a touch costs, for the hours; the owner's to set.
    """

    month_days: float = 30.4
    months: int = 12
    least_months: int = 3
    minutes_a_touch: float = 20.0


@dataclass(frozen=True, slots=True)
class Capacity:
    """Contact asked for against contact made, per month.

    Attributes:
        needed: touches a month that the cadences ask for; NaN where nobody has one.
        made: median touch days a month over the last 12 months; NaN with less than 3 months of history.
        months: touch days of each month looked at, the latest first.
        over: needed − made, above 0 over capacity; NaN where either is missing.
        hours_needed, hours_made: the same at 20 minutes a touch.
        needed_why, made_why: the reasons for missing values.
    """

    needed: float
    made: float
    months: NDArray[np.int64]
    over: float
    hours_needed: float
    hours_made: float
    needed_why: Reason
    made_why: Reason


def needed_per_month(cadence_days: FloatArray, *, rules: CapacityRules | None = None) -> float:
    """Return the touches a month that cadences ask for: ``Σ 30.4 / cadence``; NaN cadences ask for nothing.

    >>> needed_per_month(np.array([30.4, 15.2, np.nan]))
    3.0
    """
    rules = rules or CapacityRules()
    return float(np.nansum(rules.month_days / cadence_days))


def capacity(
    touch_day: NDArray[np.int32], *, cadence_days: FloatArray, on: int, rules: CapacityRules | None = None
) -> Capacity:
    """Compare what the cadences ask for with what the owner made, both in touches a month.

    Args:
        touch_day: the day of every touch day of every tie (one entry per tie and day), in any order.
        cadence_days: days between touches per tie; NaN for untracked ties.
        on: the day of the audit; months are counted back from it, 30.4 days each, and only months after the
            first touch on record are looked at.
        rules: the length of a month, and what a touch costs.
    """
    rules = rules or CapacityRules()
    ago = on - touch_day[touch_day <= on]
    history = (int(ago.max(initial=-1)) + 1) / rules.month_days
    seen = min(int(history), rules.months)
    months = np.bincount((ago / rules.month_days).astype(np.int64), minlength=max(seen, 1))[:seen]
    enough = seen >= rules.least_months
    made = float(np.median(months)) if enough else np.nan
    tracked = bool((~np.isnan(cadence_days)).any())
    needed = needed_per_month(cadence_days, rules=rules) if tracked else np.nan
    hours = rules.minutes_a_touch / 60
    return Capacity(
        needed=needed,
        made=made,
        months=months.astype(np.int64),
        over=needed - made,
        hours_needed=needed * hours,
        hours_made=made * hours,
        needed_why=Reason.KNOWN if tracked else Reason.NO_CADENCE,
        made_why=Reason.KNOWN if enough else Reason.SHORT_HISTORY,
    )
