"""Whether the tiers ask for more than the owner really makes, and then whom to lower: add one, drop one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from nexalink.accounts.models import Owner
from nexalink.audits.queries import ReviewEvidence, review_evidence
from nexalink.interactions.models import Commitment, Exchange
from nexalink.kernel.dates import local_date
from nexalink.ties.board import MONTH_DAYS
from nexalink.ties.due import cadences
from nexalink.ties.models import UNRANKED, Tie


@dataclass(frozen=True, slots=True)
class Lower:
    """Somebody to put one tier lower, why, and the touches a month that it saves. ``to`` None: out of all tiers."""

    person: int
    name: str
    tier: int
    to: int | None
    saves: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Capacity:
    """Touches a month: what the tiers ask for, and what was made.

    ``made`` is the median touch days a month over the last twelve months by the latest audit, None where it could not
    tell; ``over`` is what is asked beyond it, 0 where there is room or nothing is known. ``lower`` names whom to lower
    until it fits, those with the least closeness and value in the lowest tier first; it ends where nobody is left whom
    nothing protects, so it may save less than ``over``.
    """

    asked: float
    made: float | None
    over: float
    lower: tuple[Lower, ...]


def capacity(owner: Owner, *, on: date) -> Capacity:
    """Return what the tiers ask for against what was made, and whom to lower.

    Two queries, and three more when it is too much. Nobody is named who is the only way into a circle, was once among
    the closest, or with whom a promise stands open.
    """
    usual = cadences(owner)
    ties = Tie.objects.of(owner).filter(tracked=True)
    asked = sum(
        MONTH_DAYS / (days or usual[tier or 3]) for tier, days in ties.values_list("tier", "cadence_days")
    )
    evidence = review_evidence(owner)
    over = 0.0 if evidence.made is None else max(0.0, asked - evidence.made)
    lower = (
        _whom(owner, list(ties.select_related("person")), over=over, usual=usual, evidence=evidence, on=on)
        if over
        else ()
    )
    return Capacity(asked, evidence.made, over, lower)


def _cadence(tie: Tie, usual: Mapping[int, int]) -> int:
    return tie.cadence_days or usual[tie.tier or 3]


def _whom(
    owner: Owner,
    ties: list[Tie],
    *,
    over: float,
    usual: Mapping[int, int],
    evidence: ReviewEvidence,
    on: date,
) -> tuple[Lower, ...]:
    promised = set(Commitment.objects.of(owner).filter(state="open").values_list("person_id", flat=True))
    kept = promised | evidence.bridges | set(evidence.once_close)
    value = _value(owner)
    found: list[Lower] = []
    for tie in sorted(
        ties, key=lambda tie: (-(tie.tier or 3), sum(value.get(tie.person_id, (0, 0))), -tie.rank)
    ):
        if over <= 0:
            break
        if tie.person_id in kept:
            continue
        to = None if tie.tier == 3 else (tie.tier or 3) + 1
        saves = MONTH_DAYS / _cadence(tie, usual) - (MONTH_DAYS / usual[to] if to else 0.0)
        if saves <= 0:
            continue
        over -= saves
        because = _because(tie, value.get(tie.person_id, (0, 0)), zone=owner.zone, on=on)
        found.append(Lower(tie.person_id, tie.person.name, tie.tier or 3, to, saves, because))
    return tuple(found)


def _value(owner: Owner) -> dict[int, tuple[int, int]]:
    """Return person → entries given and received, of those in a tier."""
    rows = (
        Exchange.objects.of(owner)
        .filter(person__tie__tracked=True)
        .values("person_id")
        .annotate(
            given=Count("id", filter=Q(direction="given")),
            received=Count("id", filter=Q(direction="received")),
        )
        .order_by()
    )
    return {row["person_id"]: (row["given"], row["received"]) for row in rows}


def _because(tie: Tie, value: tuple[int, int], *, zone: str, on: date) -> tuple[str, ...]:
    days = (on - local_date(tie.last_contact, zone)).days if tie.last_contact else None
    given, received = value
    return (
        "no closeness measured" if tie.rank == UNRANKED else f"number {tie.rank:,} by closeness",
        "no contact yet" if days is None else f"last contact {days} days ago" if days else "in contact today",
        f"value: {given} given, {received} received" if given or received else "no value written down",
    )
