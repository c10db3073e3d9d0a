"""What the people of the orbit's field say of themselves, and all of it as compact JSON for a browser."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from nexalink.accounts.models import Owner
from nexalink.audits.models import Audit
from nexalink.kernel.dates import day_number
from nexalink.kernel.texts import works_of
from nexalink.reports.evidence import facts_of
from nexalink.reports.far import FarPerson
from nexalink.reports.orbit import Orbit
from nexalink.ties.models import Tie

_AS_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""Letters that could end a script element, or a line of one, where the JSON stands inside a page."""
_ASKED_BY_ID = 500
"""Up to so many people are asked for one by one; more of them by reading everybody."""


class FarWords(NamedTuple):
    """A name and its reasons in one line of words."""

    name: str
    facts: str


def words_of(owner: Owner, audit: Audit, people: Sequence[FarPerson]) -> dict[int, FarWords]:
    """Return what each of the people says of itself, by id, one query; who is gone since is not among them."""
    ties = Tie.objects.of(owner)
    if len(people) <= _ASKED_BY_ID:
        ties = ties.filter(person__in=[one.person for one in people])
    told = {
        row[0]: row[1:]
        for row in ties.values_list(
            "person", "person__name", "person__title", "person__company",
            "incoming", "outgoing", "mutual", "last_contact", "connected_on",
        )
    }  # fmt: skip
    zone, today = ZoneInfo(owner.zone), day_number(audit.on)
    found = {}
    for one in people:
        if one.person not in told:
            continue
        name, title, company, into, out, met, last, connected = told[one.person]
        day = day_number(datetime.fromtimestamp(last, UTC).astimezone(zone).date()) if last else None
        facts = facts_of(
            rank=one.rank, into=into, out=out, met=met, ago=None if day is None else today - day, fade=one.fade,
            works=works_of(title, company, between=" · "), connected=connected,
        )  # fmt: skip
        found[one.person] = FarWords(name or "(no name)", facts)
    return found


def dots_text(owner: Owner, audit: Audit, orbit: Orbit) -> str:
    """Return ``[[id, x, y, name, facts], …]``, closest first, safe inside a script element: one query.

    ``x`` and ``y`` are in units of the picture; the facts are one line of words.
    """
    words = words_of(owner, audit, orbit.far)
    rows = [
        (one.person, x, y, *words[one.person])
        for one, x, y in zip(orbit.far, orbit.places.x.tolist(), orbit.places.y.tolist(), strict=True)
        if one.person in words
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).translate(_AS_ESCAPES)
