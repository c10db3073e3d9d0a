"""Ask about audits: the latest, its readings of one person, how it changed."""

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
