"""Ask about audits: the latest, its readings of one person, how it changed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from nexalink.accounts.models import Owner
from nexalink.audits.models import Audit, Reading, TieScore

__all__ = ["Audit", "audit_before", "audit_days", "latest_audit", "reading_of", "readings", "scores_of_run"]


def latest_audit(owner: Owner) -> Audit | None:
    """Return the newest audit, None before the first."""
    return Audit.objects.of(owner).order_by("-on", "-id").first()


def audit_before(owner: Owner, audit: Audit) -> Audit | None:
    """Return the audit before ``audit`` at an earlier day, for showing what changed."""
    return Audit.objects.of(owner).filter(on__lt=audit.on).order_by("-on", "-id").first()


def reading_of(owner: Owner, *, person: int) -> dict[str, Any] | None:
    """Return the latest audit's readings of a person, None where there is none."""
    latest = Audit.objects.of(owner).order_by("-on", "-id").values_list("pk", flat=True).first()
    documents = (
        Reading.objects.of(owner).filter(audit=latest, person=person).values_list("document", flat=True)
    )
    return documents.first() if latest is not None else None


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
    latest = Audit.objects.of(owner).order_by("-on", "-id").values_list("pk", flat=True).first()
    if latest is None:
        return []
    rows = (
        Reading.objects.of(owner)
        .filter(audit=latest, document__suggested_tier__tier__gte=1, person__tie__faded_on=None)
        .order_by("person__tie__rank", "person_id")
        .values_list("person_id", "person__name", "person__tie__tier", "document__suggested_tier")
    )
    return [
        TierSuggestion(person, name, said["tier"], tuple(said["because"]), now)
        for person, name, now, said in rows
        if said["tier"] != now
    ]


def monthly_touches(owner: Owner) -> float | None:
    """Return the touch days a month the owner really made, by the latest audit; None where it could not tell."""
    audit = latest_audit(owner)
    return audit.document["network"]["capacity"]["touches_per_month"] if audit else None
