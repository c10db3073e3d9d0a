"""The ties that the owner keeps up, as plain rows: models with their people cost five times as much."""

from datetime import date
from typing import NamedTuple

from nexalink.accounts.models import Owner
from nexalink.ties.models import Tie

_COLUMNS = (
    "person_id", "person__name", "tier", "last_contact", "closeness", "person__birthday", "tracked", "tier_since",
    "cadence_days", "next_touch_due", "rank", "pk",
)  # fmt: skip


class TrackedTie(NamedTuple):
    """A tie in a tier: whom, the last contact in seconds UTC, closeness in touch days, and when the next touch is due."""

    person_id: int
    name: str
    tier: int | None
    last_contact: int | None
    closeness: float | None
    birthday: str
    tracked: bool
    tier_since: date | None
    cadence_days: int | None
    next_touch_due: date | None
    rank: int
    pk: int


def tracked_ties(owner: Owner) -> list[TrackedTie]:
    """Return the tracked ties, closest first: one query."""
    rows = Tie.objects.of(owner).filter(tracked=True, person__trashed_at=None).order_by("rank", "id")
    return [TrackedTie(*row) for row in rows.values_list(*_COLUMNS)]
