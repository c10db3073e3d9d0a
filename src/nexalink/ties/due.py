"""When the next touch is due: the day of the last one plus the cadence, kept on the tie so that lists find it by index."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from nexalink.accounts import bulk
from nexalink.accounts.models import Owner
from nexalink.kernel.dates import local_date
from nexalink.ties.models import Tie
from nexalink.ties.tracked import TrackedTie

CADENCES = {1: 30, 2: 90, 3: 180}
"""Tier → days between touches, where the owner set none: monthly, quarterly, twice a year (the article's three tiers)."""
AT_ONCE = 5
"""So many silent ties of a tier have their turn on the day they came into it."""
_CHUNK = 800


def cadences(owner: Owner) -> dict[int, int]:
    """Return tier → days between touches as the owner set them (``cadences`` in the settings)."""
    own = {int(tier): int(days) for tier, days in owner.settings.get("cadences", {}).items()}
    return CADENCES | {tier: days for tier, days in own.items() if tier in CADENCES and days > 0}


def due_on(tie: Tie, *, usual: dict[int, int], zone: str) -> date | None:
    """Return the day of a tie's next touch: last contact + cadence, or the tier's first day + cadence without any contact.

    None for an untracked tie. The clock runs from the day of the touch in the owner's zone, whenever it was entered.
    """
    if not tie.tracked:
        return None
    cadence = tie.cadence_days or usual[tie.tier or 3]
    if tie.last_contact is not None:
        return local_date(tie.last_contact, zone) + timedelta(days=cadence)
    return tie.tier_since + timedelta(days=cadence) if tie.tier_since else None


def first_turns(ties: Iterable[Tie | TrackedTie], *, usual: dict[int, int]) -> dict[int, date]:
    """Return person → the day from which a tie that was long silent when it came into its tier has its first turn.

    Who accepts ninety suggestions at once would find ninety people overdue the same day. So of those who were overdue
    on the day they came into a tier, the five closest have their turn at once and the others one after the other, closest
    first, within one cadence. ``next_touch_due`` stays last touch + cadence; a touch ends the wait. Ties that need not
    wait are left out.
    """
    started: dict[tuple[date, int], list[Tie | TrackedTie]] = defaultdict(list)
    for tie in ties:
        since, due = tie.tier_since, tie.next_touch_due
        if tie.tracked and since is not None and due is not None and due <= since:
            started[since, tie.tier or 3].append(tie)
    return {
        tie.person_id: since
        + timedelta(days=(tie.cadence_days or usual[tier]) * place // (len(group) - AT_ONCE + 1))
        for (since, tier), group in started.items()
        for place, tie in enumerate(sorted(group, key=lambda tie: (tie.rank, tie.pk))[AT_ONCE:], start=1)
    }


def refresh_due(owner: Owner, people: Iterable[int] | None = None) -> None:
    """Bring ``next_touch_due`` of the ties of ``people`` (all when None) up to date: two queries for 800 people."""
    wanted = None if people is None else sorted(set(people))
    usual = cadences(owner)
    for start in range(0, 1 if wanted is None else len(wanted), _CHUNK):
        ties = Tie.objects.of(owner)
        if wanted is None:
            ties = ties.exclude(tracked=False, next_touch_due=None)
        else:
            ties = ties.filter(person__in=wanted[start : start + _CHUNK])
        changed = [
            (due, tie.pk)
            for tie in ties
            if (due := due_on(tie, usual=usual, zone=owner.zone)) != tie.next_touch_due
        ]
        if changed:
            bulk.update(Tie, ["next_touch_due"], changed)
