"""Why a tie comes up for review, in sentences: dormant, one-directional, or outside what the owner can keep."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from nexalink.kernel.dates import local_date
from nexalink.kernel.texts import span
from nexalink.ties.board import MONTH_DAYS
from nexalink.ties.models import UNRANKED, Tie

_span = partial(span, whole_years=True)

DORMANT_DAYS = 365
"""An untracked tie is dormant after a year of silence; a tracked one after half a year and twice its cadence."""
TRACKED_DORMANT_DAYS = 180
ONE_WAY = 5
"""Contacts from which on a tie without any the other way is one-directional (the rule of the measures)."""


def reasons_of(tie: Tie, *, cadence: int, outside: str, balance: str, zone: str, on: date) -> tuple[str, ...]:
    """Return why a tie comes up, the strongest reason first; nothing where it need not.

    ``outside`` is the sentence for a tie beyond the owner's capacity, ``balance`` the state of its ledger; both may be
    empty.
    """
    found = (
        _dormant(tie, cadence=cadence, zone=zone, on=on),
        _one_way(tie),
        _one_way_value(balance),
        outside,
    )
    return tuple(sentence for sentence in found if sentence)


def _dormant(tie: Tie, *, cadence: int, zone: str, on: date) -> str:
    if tie.last_contact is None:
        since = tie.tier_since if tie.tracked else tie.connected_on
        wait = cadence if tie.tracked else DORMANT_DAYS
        if since is None or (on - since).days < wait:
            return ""
        what = "in a tier" if tie.tracked else "connected"
        return f"No contact on record, and {what} for {_span((on - since).days)}."
    days = (on - local_date(tie.last_contact, zone)).days
    if tie.tracked:
        if tie.tier_since is not None and (on - tie.tier_since).days < cadence:
            return ""  # chosen lately: the first touch is not even due
        silent = days > max(TRACKED_DORMANT_DAYS, 2 * cadence)
        return f"Silent for {_span(days)}; you wanted every {_span(cadence)}." if silent else ""
    return f"Silent for {_span(days)}." if days >= DORMANT_DAYS else ""


def _one_way(tie: Tie) -> str:
    if tie.mutual or min(tie.incoming, tie.outgoing) or max(tie.incoming, tie.outgoing) < ONE_WAY:
        return ""
    if tie.outgoing:
        return f"You wrote {tie.outgoing} times and heard nothing."
    return f"They wrote {tie.incoming} times; you never answered."


def _one_way_value(balance: str) -> str:
    return {
        "giving": "Value runs one way: you give, and nothing comes back.",
        "taking": "Value runs one way: you receive, and give nothing back.",
    }.get(balance, "")


def beyond_capacity(
    ties: Sequence[Tie], *, cadences: Mapping[int, int], made: float | None
) -> dict[int, str]:
    """Return the tracked ties that the owner's own pace does not reach, the least close ones, with the reason.

    ``made`` is touches a month as really made. Ties are taken from the far end until what the rest asks for fits.
    """
    asked = {tie.person_id: MONTH_DAYS / (tie.cadence_days or cadences[tie.tier or 3]) for tie in ties}
    total = sum(asked.values())
    if made is None or total <= made:
        return {}
    pace = f"your tiers ask for {total:.0f} touches a month, you make {made:.0f}"
    said = f"Outside your capacity: {pace}, and this is one of the least close."
    found: dict[int, str] = {}
    left = total
    for tie in sorted(ties, key=lambda tie: (-tie.rank, -(tie.tier or 3), tie.person_id)):
        if left <= made:
            break
        found[tie.person_id] = said
        left -= asked[tie.person_id]
    return found


def losses_of(tie: Tie, *, bridge: bool, once_rank: int | None, promises: int) -> tuple[str, ...]:
    """Return what would be lost with a tie; whoever has any is protected."""
    found = []
    if bridge:
        where = (
            f"nobody else you know is at {tie.person.company}"
            if tie.person.company
            else "nobody else leads there"
        )
        found.append(f"Only bridge to a circle: {where}.")
    if once_rank is not None:
        found.append(
            f"Once strong: number {once_rank} of your ties by closeness. Old ties are often worth waking."
        )
    if promises:
        found.append(
            "An open promise between you." if promises == 1 else f"{promises} open promises between you."
        )
    return tuple(found)


def closeness_rank(tie: Tie) -> int | None:
    """Return a tie's place by closeness, None without contact."""
    return None if tie.rank == UNRANKED else tie.rank
