"""What to do first: at most five steps, ordered by the contact days they save."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.capacity import Capacity
from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.diversity import Diversity


class StepKind(StrEnum):
    """What a step asks the owner to do; doors write the sentence."""

    RESCUE = "rescue"
    ANSWER = "answer"
    EVEN_OUT = "even_out"
    FILL = "fill"
    LET_FADE = "let_fade"


@dataclass(frozen=True, slots=True)
class StepRules:
    """How steps are found and weighed.

    Attributes:
        most: steps in all.
        people: people named in one step.
        close_rank: only the closest so many are rescued.
        fade: from this probability of silence on a close tie needs a rescue.
        answer_days: a message has waited for at least so many days …
        answer_until_days: … and at most so many.
        balance: from this balance (either way) a tie is to be evened out.
        horizon_days: effects are contact days within so many days.
        half_life_days: half-life of closeness, which turns closeness into contact days per horizon.
        month_days: mean length of a month.
        gap_ties: ties that fill one gap in diversity.
    """

    most: int = 5
    people: int = 5
    close_rank: int = 50
    fade: float = 0.5
    answer_days: int = 2
    answer_until_days: int = 90
    balance: float = 0.6
    horizon_days: float = 90.0
    half_life_days: float = 180.0
    month_days: float = 30.4
    gap_ties: int = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    Attributes:
        kind: what to do.
        effect: contact days at stake in the next 90 days; an estimate that orders steps, not a promise.
        ties: the people named, the most important first.
        numbers: the numbers for its sentence, by name.
        attribute: for ``FILL``, the attribute with the gap; else empty.
    """

    kind: StepKind
    effect: float
    ties: NDArray[np.int64]
    numbers: Mapping[str, float] = field(default_factory=dict)
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class StepEvidence:
    """What the steps rest on, one entry per tie.

    Attributes:
        closeness: decayed touch days.
        rank: rank by closeness, 0 without contact.
        fade: probability of silence within 90 days; NaN unknown.
        waiting_day: day of their message that waits for the owner, from ``responsiveness.waiting_since``.
        genuine: genuine ties.
        balance: balance of value; NaN unknown.
        one_sided: −1 where only they write, +1 where only the owner writes, 0 otherwise.
        cadence_days: the cadence; NaN untracked.
        capacity: contact needed and made.
        spreads: diversity by attribute name.
    """

    closeness: FloatArray
    rank: NDArray[np.int64]
    fade: FloatArray
    waiting_day: FloatArray
    genuine: BoolArray
    balance: FloatArray
    one_sided: NDArray[np.int8]
    cadence_days: FloatArray
    capacity: Capacity
    spreads: Mapping[str, Diversity]


def first_steps(evidence: StepEvidence, *, on: int, rules: StepRules | None = None) -> tuple[Step, ...]:
    """Return at most five steps, the largest effect first; steps without anything to do are left out.

    Effects share one unit so that they can be ordered: contact days at stake within 90 days. A tie of
    closeness S makes about ``S · 90 · ln 2 / 180`` of them. The ordering is a judgement, not a measurement.
    """
    rules = rules or StepRules()
    steps = [
        _rescue(evidence, rules),
        _answer(evidence, rules, on=on),
        _even_out(evidence, rules),
        _fill(evidence, rules),
        _let_fade(evidence, rules),
    ]
    found = [step for step in steps if step is not None]
    return tuple(sorted(found, key=lambda step: -step.effect)[: rules.most])


def _contact_days(closeness: FloatArray, rules: StepRules) -> FloatArray:
    """Turn closeness into contact days expected within the horizon."""
    days: FloatArray = closeness * (rules.horizon_days * np.log(2) / rules.half_life_days)
    return days


def _named(weight: FloatArray, chosen: BoolArray, rules: StepRules) -> NDArray[np.int64]:
    """Return the chosen ties with the largest weights, the largest first."""
    ties = np.flatnonzero(chosen)
    order = np.argsort(-weight[ties], kind="stable")
    return ties[order[: rules.people]].astype(np.int64)


def _rescue(evidence: StepEvidence, rules: StepRules) -> Step | None:
    """Name close ties that are about to fall silent, by closeness times probability."""
    close = (evidence.rank > 0) & (evidence.rank <= rules.close_rank)
    chosen = close & (evidence.fade >= rules.fade)
    weight = _contact_days(evidence.closeness, rules) * np.nan_to_num(evidence.fade)
    ties = _named(weight, chosen, rules)
    if ties.size == 0:
        return None
    numbers = {"count": float(chosen.sum()), "mean_fade": float(evidence.fade[ties].mean())}
    return Step(StepKind.RESCUE, float(weight[ties].sum()), ties, numbers)


def _answer(evidence: StepEvidence, rules: StepRules, *, on: int) -> Step | None:
    """Name genuine ties whose message has waited for an answer, the closest first."""
    waited = on - evidence.waiting_day
    chosen = evidence.genuine & (waited >= rules.answer_days) & (waited <= rules.answer_until_days)
    weight = _contact_days(evidence.closeness, rules)
    ties = _named(weight, chosen, rules)
    if ties.size == 0:
        return None
    numbers = {"count": float(chosen.sum()), "longest_wait_days": float(waited[chosen].max())}
    return Step(StepKind.ANSWER, float(weight[ties].sum()), ties, numbers)


def _even_out(evidence: StepEvidence, rules: StepRules) -> Step | None:
    """Name ties that the owner takes from without giving back, by the ledger or because only they write."""
    taking = evidence.balance < -rules.balance
    only_they = evidence.genuine & (evidence.one_sided < 0)
    tilt = np.where(taking, np.abs(np.nan_to_num(evidence.balance)), 0.5)
    weight = _contact_days(evidence.closeness, rules) * tilt
    chosen = taking | only_they
    ties = _named(weight, chosen, rules)
    if ties.size == 0:
        return None
    numbers = {
        "count": float(chosen.sum()),
        "taking": float(taking.sum()),
        "only_they": float(only_they.sum()),
    }
    return Step(StepKind.EVEN_OUT, float(weight[ties].sum()), ties, numbers)


def _fill(evidence: StepEvidence, rules: StepRules) -> Step | None:
    """Name the attribute in which the genuine ties are most alike, and those who already differ there."""
    alike = {name: spread for name, spread in evidence.spreads.items() if spread.homogeneous}
    if not alike:
        return None
    name = max(alike, key=lambda key: alike[key].largest_share)
    spread = alike[name]
    usual = _contact_days(evidence.closeness[evidence.genuine], rules)
    gap = max(3.0 - spread.effective, 0.0) * rules.gap_ties
    effect = gap * float(usual.mean()) if usual.size else 0.0
    numbers = {
        "largest": float(spread.largest),
        "largest_share": spread.largest_share,
        "effective": spread.effective,
        "absent": float(len(spread.absent)),
    }
    return Step(StepKind.FILL, effect, np.empty(0, dtype=np.int64), numbers, name)


def _let_fade(evidence: StepEvidence, rules: StepRules) -> Step | None:
    """Name tracked ties to let go when the cadences ask for more than the owner makes, the least close first."""
    over = evidence.capacity.over
    if not over > 0:
        return None
    chosen = ~np.isnan(evidence.cadence_days)
    ties = _named(-evidence.closeness, chosen, rules)
    months = rules.horizon_days / rules.month_days
    numbers = {"over_per_month": over, "needed": evidence.capacity.needed, "made": evidence.capacity.made}
    return Step(StepKind.LET_FADE, over * months, ties, numbers)
