"""Ask about audits: the latest, its readings of one person, how it changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Subquery

from nexalink.accounts.models import Owner
from nexalink.audits.models import Audit, Reading, TieScore
from nexalink.ties.models import Tie

__all__ = [
    "Audit",
    "audit_before",
    "audit_days",
    "latest_audit",
    "reading_of",
    "readings",
    "readings_of",
    "scores_of_run",
]


def latest_audit(owner: Owner) -> Audit | None:
    """Return the newest audit, None before the first."""
    return Audit.objects.of(owner).order_by("-on", "-id").first()


def audit_before(owner: Owner, audit: Audit) -> Audit | None:
    """Return the audit before ``audit`` at an earlier day, for showing what changed."""
    return Audit.objects.of(owner).filter(on__lt=audit.on).order_by("-on", "-id").first()


class PersonReading(NamedTuple):
    """What an audit says of one person, and the day that it is as of."""

    document: dict[str, Any]
    on: date


def reading_of(owner: Owner, *, person: int) -> PersonReading | None:
    """Return the latest audit's readings of a person, None where there is none."""
    latest = Audit.objects.of(owner).order_by("-on", "-id").values("pk")[:1]
    found = Reading.objects.of(owner).filter(audit=Subquery(latest), person=person)
    row = found.values_list("document", "audit__on").first()
    return PersonReading(*row) if row else None


def readings_of(owner: Owner, people: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return the latest audit's readings of some people, those that have any: one query."""
    latest = Audit.objects.of(owner).order_by("-on", "-id").values("pk")[:1]
    found = Reading.objects.of(owner).filter(audit=Subquery(latest), person__in=people)
    return dict(found.values_list("person_id", "document"))


def readings(owner: Owner, audit: Audit) -> dict[int, dict[str, Any]]:
    """Return every person's readings in an audit."""
    return dict(Reading.objects.of(owner).filter(audit=audit).values_list("person_id", "document"))


def audit_days(owner: Owner) -> list[tuple[int, str]]:
    """Return the audits there are, oldest first, as (id, date)."""
    rows = Audit.objects.of(owner).order_by("on", "id").values_list("id", "on")
    return [(pk, day.isoformat()) for pk, day in rows]


def scores_of_run(owner: Owner, *, run: str) -> list[TieScore]:
    """Return the scores of the owner's ties in a run over many owners, closest first, those without contact last."""
    found = TieScore.objects.of(owner).filter(score_run__run=run)
    return list(found.order_by(F("rank").asc(nulls_last=True), "person_id"))


@dataclass(frozen=True, slots=True)
class TierSuggestion:
    """Whom the latest audit proposes to keep up with, in which tier, and why."""

    person: int
    name: str
    tier: int
    because: tuple[str, ...]
    now: int | None


def tier_suggestions(owner: Owner) -> list[TierSuggestion]:
    """Return the latest audit's suggestions that differ from the tier a tie is in, the closest first: two queries."""
    latest = Audit.objects.of(owner).order_by("-on", "-id")
    said = latest.values_list("document__suggested", flat=True).first() or {}
    ties = Tie.objects.of(owner).filter(person__in=[int(person) for person in said], faded_on=None)
    rows = ties.order_by("rank", "person_id").values_list("person_id", "person__name", "tier")
    return [
        TierSuggestion(person, name, one["tier"], tuple(one["because"]), now)
        for person, name, now in rows
        if (one := said[str(person)])["tier"] != now
    ]


@dataclass(frozen=True, slots=True)
class ReviewEvidence:
    """What the latest audit says for a review of ties.

    ``bridges`` are the people who are the owner's only way into a circle; ``once_close`` maps a person to the best rank
    the tie had before it fell silent; ``made`` is the touch days a month, None where the audit could not tell.
    """

    bridges: frozenset[int] = frozenset()
    once_close: Mapping[int, int] = field(default_factory=dict)
    made: float | None = None


def review_evidence(owner: Owner) -> ReviewEvidence:
    """Return what the latest audit says of ties that should not be let go, nothing before the first: one query."""
    found = (
        Audit.objects.of(owner)
        .order_by("-on", "-id")
        .values_list("document__protected", "document__network__capacity__touches_per_month")
        .first()
    )
    if found is None:
        return ReviewEvidence()
    said, made = found
    kept = said or {}
    return ReviewEvidence(
        frozenset(kept.get("bridges", ())),
        {int(person): rank for person, rank in kept.get("once_close", {}).items()},
        None if made is None else float(made),
    )
