"""What happened to people and waits to be noticed: new jobs between exports, and messages without an answer.

Today's list and the news page both ask here, so that both tell the same.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from nexalink.accounts.models import Owner
from nexalink.archives.models import Change
from nexalink.interactions.models import Direction, Interaction, Kind
from nexalink.kernel.dates import local_date, local_midday
from nexalink.kernel.texts import works_of
from nexalink.ties.models import Tie
from nexalink.ties.tracked import TrackedTie

NEWS_DAYS = 60
"""A job that an older export than this showed first is no news any more."""
UNANSWERED_DAYS = 30
ANSWERED_TIERS = (1, 2)
"""Whose messages wait for an answer."""
_DIRECT = (Kind.MESSAGE, Kind.MAIL, Kind.CALL, Kind.TOUCH)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose last direct message has no answer: when it came (seconds UTC) and how many days ago."""

    person: int
    at: int
    days: int


class JobChange(NamedTuple):
    """A job change of one person between two exports, and the day of the later one."""

    pk: int
    person: int
    before: dict[str, str]
    after: dict[str, str]
    seen_after: date


def job_changes(owner: Owner, *, on: date) -> QuerySet[Change]:
    """Return the newest job change of each person that an export of the last 60 days showed first.

    What counts is the day of the export, not the day of its import: an old export brings no news. A later change
    of the same person takes the place of an earlier one.
    """
    rows = _recent_jobs(owner, on=on)
    later = Change.objects.of(owner).filter(kind="job", person=OuterRef("person"), seen_after__lte=on)
    newer = Q(seen_after__gt=OuterRef("seen_after")) | Q(
        seen_after=OuterRef("seen_after"), pk__gt=OuterRef("pk")
    )
    return rows.filter(~Exists(later.filter(newer)), person__trashed_at=None)


def job_changes_of(owner: Owner, people: Collection[int], *, on: date) -> list[JobChange]:
    """Return the same for some people who are there, the latest first, as plain rows: one query."""
    rows = _recent_jobs(owner, on=on).filter(person__in=people).order_by("seen_after", "id")
    newest = {
        person: JobChange(pk, person, before, after, seen)
        for pk, person, before, after, seen in rows.values_list(
            "pk", "person_id", "before", "after", "seen_after"
        )
        if seen is not None
    }
    return sorted(newest.values(), key=lambda one: (-one.seen_after.toordinal(), one.pk))


def _recent_jobs(owner: Owner, *, on: date) -> QuerySet[Change]:
    return Change.objects.of(owner).filter(
        kind="job", seen_after__gte=on - timedelta(days=NEWS_DAYS), seen_after__lte=on
    )


def job_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Say what is new about a job: all of it, the title alone, or the company alone.

    >>> job_words({"title": "Nurse", "company": "Oak"}, {"title": "Head Nurse", "company": "Oak"})
    'New title: Head Nurse (was Nurse), Oak'
    >>> job_words({"title": "Nurse", "company": "Oak"}, {"title": "Nurse", "company": "Elm"})
    'New company: Elm (was Oak), as Nurse'
    >>> job_words({}, {"title": "Head", "company": "Elm"}), job_words({"title": "Head"}, {})
    ('New job: Head, Elm', 'No job is named any more')
    """
    title, company = after.get("title") or "", after.get("company") or ""
    old_title, old_company = before.get("title") or "", before.get("company") or ""
    if not title and not company:
        return "No job is named any more"
    if company and company == old_company and title and old_title:
        return f"New title: {title} (was {old_title}), {company}"
    if title and title == old_title and company and old_company:
        return f"New company: {company} (was {old_company}), as {title}"
    return f"New job: {works_of(title, company)}"


def waiting_for_answer(owner: Owner, ties: Collection[Tie | TrackedTie], *, on: date) -> list[Waiting]:
    """Return those of tier 1 and 2 whose last direct message was theirs, so many days ago at the most: one query."""
    near = {tie.person_id: tie for tie in ties if tie.tier in ANSWERED_TIERS}
    rows = (
        Interaction.objects.of(owner)
        .filter(
            person__in=list(near),
            at__gte=local_midday(on - timedelta(days=UNANSWERED_DAYS), owner.zone),
            kind__in=_DIRECT,
        )
        .exclude(direction=Direction.MUTUAL)
        .values_list("person_id", "direction")
        .annotate(last=Max("at"))
        .order_by()
    )
    last: dict[int, dict[int, int]] = {}
    for person, direction, at in rows:
        last.setdefault(person, {})[direction] = at
    found = []
    for person, sides in last.items():
        at = sides.get(Direction.IN, 0)
        days = (on - local_date(at, owner.zone)).days
        if at > sides.get(Direction.OUT, 0) and (near[person].last_contact or 0) <= at and days >= 1:
            found.append(Waiting(person, at, days))
    return found
