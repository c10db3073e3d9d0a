"""Derive each tie's counts from its interactions, by the counting rules."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction

from nexalink.accounts import bulk
from nexalink.accounts.models import Owner
from nexalink.interactions.models import Direction, Interaction, Kind
from nexalink.people.models import Fact, Handle, Person
from nexalink.ties.due import cadences, due_on, refresh_due
from nexalink.ties.models import SOURCES, UNRANKED, Tie

MOST_PEOPLE = 12
"""Mails to more people weigh nothing; meetings of more are no contact."""
TWO_WAY_MEETING = 5
_CHUNK = 800
_COLUMNS = (
    "owner_id", "person_id", "tracked", "genuine", "rank", "in_network", "is_connection", "connected_on", "removed_on",
    "incoming", "outgoing", "mutual", "first_contact", "last_contact", "two_way", "sources",
)  # fmt: skip

_COUNTED = (
    "incoming", "outgoing", "mutual", "first_contact", "last_contact", "two_way", "in_network", "sources", "next_touch_due",
)  # fmt: skip
_SEEN_IN = SOURCES["linkedin"] | SOURCES["mail"] | SOURCES["calendar"] | SOURCES["manual"]
_DIRECT = (
    f"(kind IN ({Kind.MESSAGE}, {Kind.CALL}, {Kind.TOUCH}) OR (kind = {Kind.MAIL} AND size <= {MOST_PEOPLE}))"
)
_CONTACT = f"({_DIRECT} OR (kind = {Kind.MEETING} AND size <= {MOST_PEOPLE}))"
_STATEMENT = f"""
SELECT person_id,
       SUM(CASE WHEN {_DIRECT} AND direction = -1 THEN 1 ELSE 0 END),
       SUM(CASE WHEN {_DIRECT} AND direction = 1 THEN 1 ELSE 0 END),
       SUM(CASE WHEN kind = {Kind.MEETING} OR ({_DIRECT} AND direction = 0) THEN 1 ELSE 0 END),
       MIN(CASE WHEN {_CONTACT} THEN at END),
       MAX(CASE WHEN {_CONTACT} THEN at END),
       MAX(CASE WHEN kind = {Kind.MEETING} AND size <= {TWO_WAY_MEETING} THEN 1 ELSE 0 END),
       MAX(CASE WHEN kind <> {Kind.LIST} THEN 1 ELSE 0 END),
       MAX(CASE WHEN source = 1 THEN 1 ELSE 0 END) + MAX(CASE WHEN source = 2 THEN 2 ELSE 0 END)
         + MAX(CASE WHEN source = 4 THEN 4 ELSE 0 END) + MAX(CASE WHEN source = 16 THEN 16 ELSE 0 END)
  FROM {Interaction._meta.db_table}
 WHERE owner_id = %s {{only}}
 GROUP BY person_id
"""  # noqa: S608 - numbers and table names of our own


def refresh_ties(owner: Owner, people: Iterable[int] | None = None) -> None:
    """Recompute contact counts, connection and sources of the ties of ``people`` (all when None); add missing ties.

    Five queries for every 800 people, or six in all when everybody is meant.
    """
    with transaction.atomic():
        if people is None:
            _refresh(owner, None)
            return
        for chunk in _chunks(sorted(set(people))):
            _refresh(owner, chunk)


def count_in(new: Interaction) -> None:
    """Add one new interaction to its tie: what ``refresh_ties`` would find, without reading all the others.

    Two queries, however much was said before; a person without a tie is refreshed whole.
    """
    owner = new.owner
    tie = Tie.objects.of(owner).select_for_update().filter(person=new.person_id).first()
    if tie is None:
        refresh_ties(owner, {new.person_id})
        return
    is_few = new.size <= MOST_PEOPLE
    is_meeting = new.kind == Kind.MEETING
    is_direct = new.kind in (Kind.MESSAGE, Kind.CALL, Kind.TOUCH) or (new.kind == Kind.MAIL and is_few)
    tie.incoming += is_direct and new.direction == Direction.IN
    tie.outgoing += is_direct and new.direction == Direction.OUT
    tie.mutual += is_meeting or (is_direct and new.direction == Direction.MUTUAL)
    if is_direct or (is_meeting and is_few):
        known = [at for at in (tie.first_contact, tie.last_contact) if at is not None]
        tie.first_contact, tie.last_contact = min([*known, new.at]), max([*known, new.at])
    tie.two_way |= (tie.incoming > 0 and tie.outgoing > 0) or (is_meeting and new.size <= TWO_WAY_MEETING)
    tie.in_network |= new.kind != Kind.LIST
    tie.sources |= new.source & _SEEN_IN
    tie.next_touch_due = due_on(tie, usual=cadences(owner), zone=owner.zone)
    tie.save(update_fields=_COUNTED)


def _chunks(people: list[int]) -> Iterator[list[int]]:
    if len(people) > 10 * _CHUNK:
        yield []  # cheaper to recompute everybody in one pass
        return
    for start in range(0, len(people), _CHUNK):
        yield people[start : start + _CHUNK]


def _refresh(owner: Owner, people: list[int] | None) -> None:
    """Refresh some people, or everybody for None or an empty list."""
    some = {"person_id__in": people} if people else {}
    _hold(owner, some)
    counts = _counts(owner, people)
    connections, sources = _stated(owner, some)
    there = Person.objects.of(owner).filter(trashed_at=None, **({"pk__in": people} if people else {}))
    ties: dict[int, int | None] = dict(there.values_list("id", "tie__id"))
    if not people or len(ties) < len(people):  # whoever is in the trash has no tie
        Tie.objects.of(owner).filter(**some).exclude(person__trashed_at=None).delete()
    new, changed = [], []
    for person, tie in ties.items():
        values = _derived(counts.get(person), connections.get(person), sources.get(person, 0))
        if tie is not None:
            changed.append((*values, tie))
        else:
            new.append((owner.pk, person, False, False, UNRANKED, *values))
    bulk.insert(Tie, _COLUMNS, new)
    bulk.update(Tie, _COLUMNS[5:], changed)
    refresh_due(owner, people or None)


def _hold(owner: Owner, some: dict[str, Any]) -> None:
    """Hold the ties until the transaction ends, before anything is counted.

    Who counted first and wrote later would write over what another process has added meanwhile. SQLite has one writer.
    """
    if connection.vendor == "postgresql":
        list(Tie.objects.of(owner).filter(**some).order_by("pk").select_for_update().values_list("pk"))


def _counts(owner: Owner, people: list[int] | None) -> dict[int, tuple[Any, ...]]:
    only = f"AND person_id IN ({', '.join(['%s'] * len(people))})" if people else ""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT.format(only=only), [owner.pk, *(people or [])])
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _stated(owner: Owner, some: dict[str, Any]) -> tuple[dict[int, tuple[str, str]], dict[int, int]]:
    """Return what sources state: days of connection and removal ("" where still connected), and the sources' bits."""
    days: dict[int, dict[str, str]] = {}
    bits: dict[int, int] = {}
    facts = Fact.objects.of(owner).filter(kind__in=("connection", "removed", "source"), **some)
    for person, kind, value in facts.values_list("person_id", "kind", "value"):
        if kind == "source":
            bits[person] = bits.get(person, 0) | SOURCES.get(value, 0)
        else:
            held = days.setdefault(person, {"connection": "", "removed": ""})
            held[kind] = max(held[kind], value)
    for person, source in Handle.objects.of(owner).filter(**some).values_list("person_id", "source"):
        bits[person] = bits.get(person, 0) | SOURCES.get(source, 0)
    connections = {
        person: (held["connection"], held["removed"] if held["removed"] > held["connection"] else "")
        for person, held in days.items()
    }
    return connections, bits


def _derived(
    counts: tuple[Any, ...] | None, connected: tuple[str, str] | None, sources: int
) -> tuple[Any, ...]:
    """Return the derived columns from in_network to sources, in the order of ``_COLUMNS``."""
    incoming, outgoing, mutual, first, last, small_meeting, beyond_lists, seen_in = counts or (
        0,
        0,
        0,
        None,
        None,
        0,
        0,
        0,
    )
    two_way = bool(small_meeting) or (incoming > 0 and outgoing > 0)
    carded = (
        bool(sources & (SOURCES["linkedin"] | SOURCES["contacts"] | SOURCES["manual"]))
        or connected is not None
    )
    in_network = carded or bool(beyond_lists)
    connected_on, removed_on = connected or ("", "")
    is_connection = connected is not None and not removed_on
    return (
        in_network, is_connection, connected_on or None, removed_on or None, incoming, outgoing, mutual, first, last,
        two_way, sources | seen_in,
    )  # fmt: skip
