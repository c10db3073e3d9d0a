"""The shift in five steps: each knows from the data whether it is done, how far it is, and what comes next."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nexalink.accounts.models import Owner
from nexalink.kernel.texts import long_day
from nexalink.today.path_evidence import HALF_YEAR, MOST_SPOKEN, QUARTER, Evidence

TIERED = MOST_SPOKEN
"""People in tiers from which the maintenance stands: the least of tier 1 ("20-30 most important relationships")."""
JUDGED = 3
"""Requests judged within half a year from which the gate is in use."""
ASKED_SHARE = 0.8
"""Of the requests decided on since the first verdict, so many must have gone through the four questions."""
TIERED_SHARE = 0.5
"""Of the contact days of a usual quarter, so many must be with people in tiers."""
LEAST_DAYS = 10
APART_DAYS = 28
"""Two audits closer together compare nothing."""
_YEAR = 365
_BY_THE_LIST = "Do what Today lists: people in tiers come first."


class Act(StrEnum):
    """What to do next; each door knows where that is."""

    IMPORT = "import"
    AUDIT = "audit"
    TIERS = "tiers"
    GATE = "gate"
    PRUNING = "pruning"
    TODAY = "today"
    TRENDS = "trends"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps.

    ``far`` goes from 0 to 1 and is 1 exactly where the step is done; ``evidence`` says what that rests on; ``next`` is
    what to do now, or what to keep doing where the step is done.
    """

    number: int
    title: str
    asks: str
    done: bool
    far: float
    evidence: tuple[str, ...]
    next: str
    act: Act


def path(owner: Owner, *, on: date) -> tuple[Step, ...]:
    """Return the five steps as they stand: two queries at most."""
    found = Evidence(owner, on)
    return tuple(step(found) for step in _STEPS)


def next_step(owner: Owner, *, on: date) -> Step | None:
    """Return the first step that is not done, None once all are: one query, a second once the first three are done."""
    found = Evidence(owner, on)
    steps = (step(found) for step in _STEPS)
    return next((step for step in steps if not step.done), None)


def _said(day: date | None) -> str:
    return long_day(day) if day else ""


def _audit(found: Evidence) -> Step:
    done = found.audits > 0
    made = f"{found.audits} made, the latest on {_said(found.last_audit)}." if done else "None made yet."
    evidence: tuple[str, ...] = (made,)
    genuine = found.figures.get("genuine")
    if done and genuine is not None:
        evidence += (f"{genuine:,} genuine ties among {found.figures['people']:,} people.",)
    if done:
        following, act = "Look at who they are, and measure again after your next export.", Act.AUDIT
    elif found.people:
        following, act = "Measure the network: it takes seconds.", Act.AUDIT
    else:
        following, act = "Bring in your LinkedIn export, mail or calendar.", Act.IMPORT
    return Step(
        1, "Audit your network", "Identify the connections that provide genuine value.", done, float(done), evidence,
        following, act,
    )  # fmt: skip


def _maintenance(found: Evidence) -> Step:
    total, wanted = sum(found.tiers), min(TIERED, max(found.with_contact, 1))
    made = found.figures.get("touches_made")
    over = found.asks - made if made is not None else 0.0
    enough = total >= wanted
    done = enough and over <= 0.0
    one, two, three = found.tiers
    evidence = [f"{one} in tier 1, {two} in tier 2, {three} in tier 3; {wanted} in all are needed."]
    if total:
        known = (
            f"you made {made:g} in a usual month" if made is not None else "what you make is not known yet"
        )
        evidence.append(f"They ask for {found.asks:.0f} touches a month; {known}.")
    if not enough:
        following = f"Put {wanted - total} more people in tiers: the audit suggests who."
    elif not done:
        following = f"Lower somebody, or a cadence: {over:.0f} touches a month too many."
    else:
        following = "Keep the tiers within what you can give."
    far = min(total / wanted, 1.0) * (0.75 if enough and not done else 1.0)
    return Step(
        2, "Set up maintenance", "Tiers with a cadence each, no more than you can keep.", done,
        1.0 if done else min(far, 0.99), tuple(evidence), following, Act.TIERS,
    )  # fmt: skip


def _gate(found: Evidence) -> Step:
    share = 1 - found.unasked / found.decided if found.decided else 0.0
    quiet = found.judged_ever > 0 and found.came == 0
    done = (found.judged >= JUDGED or quiet) and share >= ASKED_SHARE
    evidence = [
        f"{found.judged} judged by the four questions in the last half-year; {JUDGED} show the habit."
    ]
    if found.judged_ever:
        evidence.append(f"Of {found.decided} decided since the first, {found.unasked} came in without them.")
    if found.waiting:
        evidence.append(f"{found.waiting} waiting.")
    if done:
        following = "Keep asking before you accept."
    elif found.waiting:
        following = "Judge who waits: two yes of four, or a kind no."
    else:
        following = "Judge the next request that comes; write it down if it came some other way."
    far = min(found.judged / JUDGED, 1.0) * (share if found.judged_ever else 0.0)
    return Step(
        3, "Stop accepting automatically", "Four questions before anybody comes in.", done,
        1.0 if done else min(far, 0.99), tuple(evidence), following, Act.GATE,
    )  # fmt: skip


def _reinvested(found: Evidence) -> Step:
    pruned = found.reviewed is not None and (found.on - found.reviewed).days <= _YEAR
    evidence = [
        f"Last review of ties closed on {_said(found.reviewed)}."
        if found.reviewed
        else "No review of ties yet."
    ]
    title, asks = "Reinvest the time", "Less spread thin, more with the people who matter."
    if not pruned:
        following = "Review fifteen ties: ten minutes."
        return Step(4, title, asks, pruned, 0.0, tuple(evidence), following, Act.PRUNING)
    usual = found.usual_days
    if usual is None or usual < LEAST_DAYS:
        evidence.append("Not enough data: the audit does not know yet how much contact you usually have.")
        return Step(
            4, title, asks, done=False, far=0.5, evidence=tuple(evidence), next=_BY_THE_LIST, act=Act.TODAY
        )
    share = found.tiered_days / usual
    evidence.append(
        f"{found.tiered_days} contact days with people in tiers in the last {QUARTER} days, {share:.0%} of the "
        f"{usual:.0f} you have with everybody in a usual quarter; {TIERED_SHARE:.0%} are needed."
    )
    done = share >= TIERED_SHARE
    far = 1.0 if done else min(0.5 + share, 0.99)
    return Step(
        4, title, asks, done, far, tuple(evidence), "Keep it so." if done else _BY_THE_LIST, Act.TODAY
    )


def _measured(found: Evidence) -> Step:
    title, asks = "Measure quality, not count", "A later audit, held against an earlier one."
    if found.first_audit is None or found.last_audit is None:
        nothing = ("No audit yet.",)
        return Step(
            5, title, asks, done=False, far=0.0, evidence=nothing, next="Make the first audit.", act=Act.AUDIT
        )
    apart, old = (found.last_audit - found.first_audit).days, (found.on - found.last_audit).days
    done = apart >= APART_DAYS and old <= HALF_YEAR
    evidence = (
        f"First audit {_said(found.first_audit)}, latest {_said(found.last_audit)}: {apart} days apart.",
    )
    ready = found.first_audit + timedelta(days=APART_DAYS)
    if done:
        following, act = "See how the quality changed.", Act.TRENDS
    elif apart >= APART_DAYS:
        following, act = (
            "The latest is over half a year old: import a fresh export and measure again.",
            Act.AUDIT,
        )
    elif found.on >= ready:
        following, act = "Measure again: four weeks have passed.", Act.AUDIT
    else:
        following, act = f"Measure again from {_said(ready)} on.", Act.TRENDS
    waited = min((found.on - found.first_audit).days / APART_DAYS, 1.0)
    return Step(5, title, asks, done, 1.0 if done else min(0.5 + waited / 2, 0.99), evidence, following, act)


_STEPS = (_audit, _maintenance, _gate, _reinvested, _measured)
