"""What the five steps rest on: one query for everything, one more for the contact days of a quarter where they matter."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db import connection

from nexalink.accounts.models import Owner
from nexalink.audits.models import Audit, Finding
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.models import Interaction, Kind
from nexalink.kernel.dates import local_midday
from nexalink.measures.counts import CountingRules
from nexalink.pruning.models import Session
from nexalink.ties.board import MONTH_DAYS
from nexalink.ties.due import cadences
from nexalink.ties.models import Tie

HALF_YEAR = 182
MOST_SPOKEN = 20
"""So many people with contact are counted: whoever has fewer needs no more in tiers."""
QUARTER = 90


@dataclass
class Evidence:
    """What the five steps rest on at day ``on``, read once.

    ``tiers`` are people in tiers 1, 2 and 3, ``asks`` the touches a month they ask for; ``with_contact`` counts people
    with any contact, at most twenty of them; ``people`` is 0 in an empty network. Of incoming requests: ``judged_ever``,
    ``judged`` in the last half-year, ``decided`` since the first verdict and of those ``unasked``, ``came`` in the last
    half-year, ``waiting``. ``reviewed`` is the day the last review of ties was closed.
    """

    owner: Owner
    on: date
    audits: int = 0
    first_audit: date | None = None
    last_audit: date | None = None
    figures: dict[str, Any] = field(default_factory=dict)
    tiers: tuple[int, int, int] = (0, 0, 0)
    asks: float = 0.0
    with_contact: int = 0
    people: int = 0
    judged_ever: int = 0
    judged: int = 0
    unasked: int = 0
    decided: int = 0
    came: int = 0
    waiting: int = 0
    reviewed: date | None = None

    def __post_init__(self) -> None:
        """Read everything but the touches in one query: a dozen small ones would cost more than they find."""
        with connection.cursor() as cursor:
            cursor.execute(_STATEMENT, _values(self.owner, self.on))
            row = cursor.fetchone()
        self.audits, figures = row[0], row[3]
        self.first_audit, self.last_audit, self.reviewed = _day(row[1]), _day(row[2]), _day(row[8])
        self.figures = json.loads(figures) if isinstance(figures, str) else figures or {}
        self.tiers, self.asks = (row[4], row[5], row[6]), float(row[7] or 0)
        self.with_contact, self.people = row[9], row[10]
        self.judged_ever, self.judged, self.unasked, self.decided, self.came, self.waiting = row[11:17]

    @cached_property
    def tiered_days(self) -> int:
        """The contact days of the last quarter with people in tiers: a person and day once. Days end at midnight UTC."""
        since = local_midday(self.on - timedelta(days=QUARTER), self.owner.zone)
        until = local_midday(self.on + timedelta(days=1), self.owner.zone)
        with connection.cursor() as cursor:
            cursor.execute(_TIERED_DAYS, [self.owner.pk, since, until])
            (days,) = cursor.fetchone()
        return int(days)

    @property
    def usual_days(self) -> float | None:
        """The contact days with everybody in a usual quarter, by the latest audit; None where it could not tell."""
        made = self.figures.get("touches_made")
        return None if made is None else float(made) * QUARTER / MONTH_DAYS


_TIES, _AUDITS, _FINDINGS = Tie._meta.db_table, Audit._meta.db_table, Finding._meta.db_table
_REQUESTS, _SESSIONS = ConnectionRequest._meta.db_table, Session._meta.db_table
_INTERACTIONS = Interaction._meta.db_table
_IN = f"FROM {_REQUESTS} WHERE owner_id = %(owner)s AND direction = 'in'"
_STATEMENT = f"""SELECT
 (SELECT COUNT(*) FROM {_AUDITS} WHERE owner_id = %(owner)s),
 (SELECT MIN("on") FROM {_AUDITS} WHERE owner_id = %(owner)s),
 (SELECT MAX("on") FROM {_AUDITS} WHERE owner_id = %(owner)s),
 (SELECT document FROM {_FINDINGS} WHERE kind = 'figures' AND audit_id =
   (SELECT id FROM {_AUDITS} WHERE owner_id = %(owner)s ORDER BY "on" DESC, id DESC LIMIT 1)),
 (SELECT COUNT(*) FROM {_TIES} WHERE owner_id = %(owner)s AND tier = 1),
 (SELECT COUNT(*) FROM {_TIES} WHERE owner_id = %(owner)s AND tier = 2),
 (SELECT COUNT(*) FROM {_TIES} WHERE owner_id = %(owner)s AND tier = 3),
 (SELECT SUM({MONTH_DAYS} / COALESCE(cadence_days, CASE tier WHEN 1 THEN %(one)s WHEN 2 THEN %(two)s ELSE %(three)s END))
  FROM {_TIES} WHERE owner_id = %(owner)s AND tier IS NOT NULL),
 (SELECT MAX(closed_on) FROM {_SESSIONS} WHERE owner_id = %(owner)s),
 (SELECT COUNT(*) FROM (SELECT 1 FROM {_TIES} WHERE owner_id = %(owner)s AND in_network AND last_contact IS NOT NULL
  LIMIT {MOST_SPOKEN}) AS spoken),
 (SELECT COUNT(*) FROM (SELECT 1 FROM {_TIES} WHERE owner_id = %(owner)s AND in_network LIMIT 1) AS anybody),
 (SELECT COUNT(*) {_IN} AND judged_at IS NOT NULL),
 (SELECT COUNT(*) {_IN} AND judged_at >= %(half_year)s),
 (SELECT COUNT(*) {_IN} AND judged_at IS NULL AND outcome = 'accepted' AND decided_at >=
   (SELECT MIN(judged_at) {_IN})),
 (SELECT COUNT(*) {_IN} AND (judged_at IS NOT NULL OR (outcome = 'accepted' AND decided_at >=
   (SELECT MIN(judged_at) {_IN})))),
 (SELECT COUNT(*) {_IN} AND sent_at >= %(half_year)s),
 (SELECT COUNT(*) {_IN} AND judged_at IS NULL AND outcome = 'pending')
"""  # noqa: S608 - our own names
_TIERED_DAYS = f"""SELECT COUNT(DISTINCT i.person_id * 100000 + i.at / 86400)
 FROM {_TIES} t JOIN {_INTERACTIONS} i ON i.person_id = t.person_id
 WHERE t.owner_id = %s AND t.tier IS NOT NULL AND i.at >= %s AND i.at < %s
 AND i.kind < {int(Kind.GROUP)} AND NOT (i.kind = {int(Kind.MEETING)} AND i.size > {CountingRules().contact_meeting_size})
"""  # noqa: S608 - our own names


def _values(owner: Owner, on: date) -> dict[str, int]:
    usual = cadences(owner)
    return {
        "owner": owner.pk,
        "one": usual[1],
        "two": usual[2],
        "three": usual[3],
        "half_year": local_midday(on - timedelta(days=HALF_YEAR), owner.zone),
    }


def _day(value: object) -> date | None:
    """Return a day as the database hands it over: a date, or its text."""
    return date.fromisoformat(str(value)[:10]) if value else None
