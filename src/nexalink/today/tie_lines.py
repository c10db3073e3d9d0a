"""What nudges tell of a tie, read as plain rows: models with what they point to cost five times as much."""

from typing import NamedTuple

from nexalink.accounts.models import Owner
from nexalink.ties.models import Tie

LINE = (
    "person_id",
    "person__name",
    "person__tie__tier",
    "person__tie__last_contact",
    "person__tie__closeness",
)
"""The columns of a ``TieLine``, from a table whose rows are about a person."""
_LINE_OF_TIE = ("person_id", "person__name", "tier", "last_contact", "closeness")


class TieLine(NamedTuple):
    """What every nudge tells: whom, in which tier, the last contact in seconds UTC, closeness in touch days."""

    person_id: int
    name: str
    tier: int | None
    last_contact: int | None
    closeness: float | None


def likely_to_fade(owner: Owner, *, closest: int, least: float) -> list[tuple[TieLine, int, float]]:
    """Return the ``closest`` ties whose forecast of silence is ``least`` or more, with rank and forecast: one query."""
    rows = Tie.objects.of(owner).filter(
        in_network__in=[True], rank__lte=closest, fade__gte=least, faded_on=None
    )
    found = rows.values_list(*_LINE_OF_TIE, "rank", "fade")
    return [(TieLine(*row[:5]), row[5], row[6] or 0.0) for row in found]
