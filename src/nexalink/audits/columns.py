"""Rows to arrays: the only place where a network's tables become columns, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from nexalink.accounts.models import Owner, OwnerFact
from nexalink.audits.practice import PracticeColumns, practice_columns
from nexalink.formats.handles import fold_name
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.models import Exchange, Interaction
from nexalink.kernel.dates import day_number, local_days
from nexalink.measures.columns import BoolArray, FloatArray, InteractionColumns
from nexalink.measures.exchanges import Asked, ExchangeColumns, ExchangeKind, ExchangeSize
from nexalink.measures.requests import RequestColumns
from nexalink.people.models import Fact, Handle
from nexalink.ties.due import cadences
from nexalink.ties.models import Circle, Membership, Note, Tie

_FETCH = 50_000
_COLUMNS = (
    "person_id",
    "at",
    "thread",
    "(((CAST(size AS bigint) * 64 + kind) * 4 + direction + 1) * 256 + source) * 2 + CAST(invitation_note AS integer)",
)
"""Four numbers a row: the small columns travel in one, for each value that the database hands over costs. The lowest
bit is the note, then 8 bits source, 2 direction from 0, 6 kind, and above them the size."""


@dataclass(frozen=True, slots=True)
class PersonColumns:
    """The people of the network, one entry a tie; texts as lists, the rest as arrays.

    ``connected_day`` and ``cadence`` are NaN where there is none; ``tier`` 0 where there is none.
    """

    ids: NDArray[np.int64]
    names: list[str]
    companies: list[str]
    titles: list[str]
    places: list[str]
    by_owner: list[dict[str, Any]]
    domains: list[str]
    phones: list[str]
    is_connection: BoolArray
    connected_day: FloatArray
    tier: NDArray[np.int64]
    cadence: FloatArray
    marked_genuine: list[bool | None]
    note_day: FloatArray
    """Day of the newest note, NaN without any."""


@dataclass(frozen=True, slots=True)
class NetworkColumns:
    """One owner's whole network as arrays, and what is known of the owner."""

    people: PersonColumns
    interactions: InteractionColumns
    source: NDArray[np.int8]
    """Where each interaction was recorded, in the order of ``interactions``."""
    exchanges: ExchangeColumns
    requests: RequestColumns
    member_tie: NDArray[np.int32]
    member_circle: NDArray[np.int32]
    """Each membership of a person in a circle: index of the tie, number of the circle."""
    practice: PracticeColumns
    owner_handles: tuple[str, ...]
    owner_titles: tuple[str, ...]


def network_columns(owner: Owner, *, on: date) -> NetworkColumns:
    """Return the owner's network up to and including day ``on`` (owner's time zone): fourteen queries whatever the size."""
    people = _people(owner)
    index = {int(pk): row for row, pk in enumerate(people.ids)}
    interactions, source = _interactions(owner, people.ids, on=on)
    member_tie, member_circle = _memberships(owner, index, people.companies)
    facts = list(OwnerFact.objects.of(owner).values_list("kind", "value", "detail"))
    return NetworkColumns(
        people=people,
        interactions=interactions,
        source=source,
        exchanges=_exchanges(owner, index, on=on),
        requests=_requests(owner),
        member_tie=member_tie,
        member_circle=member_circle,
        practice=practice_columns(owner, index, on=on),
        owner_handles=tuple(sorted(value for kind, value, _ in facts if kind == "handle")),
        owner_titles=tuple(
            detail.get("title", "")
            for kind, _, detail in facts
            if kind == "position" and not detail.get("finished")
        ),
    )


def _people(owner: Owner) -> PersonColumns:
    rows = list(
        Tie.objects.of(owner)
        .filter(in_network=True)
        .order_by("person_id")
        .values_list(
            "person_id", "person__name", "person__company", "person__title", "person__place", "person__by_owner",
            "is_connection", "connected_on", "tier", "cadence_days", "marked_genuine",
        )
    )  # fmt: skip
    index = {row[0]: position for position, row in enumerate(rows)}
    usual = cadences(owner)
    domains, phones = _domains_and_phones(owner, index)
    return PersonColumns(
        ids=np.array([row[0] for row in rows], dtype=np.int64),
        names=[row[1] for row in rows],
        companies=[row[2] for row in rows],
        titles=[row[3] for row in rows],
        places=_places(owner, index, [row[4] for row in rows]),
        by_owner=[row[5] for row in rows],
        domains=domains,
        phones=phones,
        is_connection=np.array([row[6] for row in rows], dtype=np.bool_),
        connected_day=np.array([day_number(row[7]) if row[7] else np.nan for row in rows], dtype=np.float64),
        tier=np.array([row[8] or 0 for row in rows], dtype=np.int64),
        cadence=np.array([row[9] or usual.get(row[8] or 0) or np.nan for row in rows], dtype=np.float64),
        marked_genuine=[row[10] for row in rows],
        note_day=_note_days(owner, index),
    )


def _domains_and_phones(owner: Owner, index: dict[int, int]) -> tuple[list[str], list[str]]:
    domains, phones = [""] * len(index), [""] * len(index)
    for person, uri in (
        Handle.objects.of(owner).filter(shared=False).order_by("-id").values_list("person_id", "uri")
    ):
        row = index.get(person)
        if row is None:
            continue
        if uri.startswith("mailto:"):
            domains[row] = uri.rpartition("@")[2]
        elif uri.startswith("tel:"):
            phones[row] = uri[4:]
    return domains, phones


def _places(owner: Owner, index: dict[int, int], shown: list[str]) -> list[str]:
    for person, value in Fact.objects.of(owner).filter(kind="place").values_list("person_id", "value"):
        row = index.get(person)
        if row is not None and not shown[row]:
            shown[row] = value
    return shown


def _note_days(owner: Owner, index: dict[int, int]) -> FloatArray:
    days = np.full(len(index), np.nan)
    for person, at in Note.objects.of(owner).order_by("at").values_list("person_id", "at"):
        if person in index:
            days[index[person]] = at // 86_400
    return days


def _interactions(
    owner: Owner, people: NDArray[np.int64], *, on: date
) -> tuple[InteractionColumns, NDArray[np.int8]]:
    """Read every interaction with one raw query: a queryset's row converters would cost more than the query."""
    table = _numbers(owner)
    tie = np.searchsorted(people, table[:, 0])
    tie[tie == len(people)] = 0
    known = people[tie] == table[:, 0] if len(people) else np.zeros(len(table), dtype=np.bool_)
    day = local_days(table[:, 1], owner.zone)
    keep = known & (day <= day_number(on))
    if not keep.all():
        table, tie, day = table[keep], tie[keep], day[keep]
    order = np.lexsort((table[:, 1], tie))
    table, tie, day = table[order], tie[order], day[order]
    packed = table[:, 3]
    columns = InteractionColumns(
        ties=len(people),
        tie=tie.astype(np.int32),
        at=table[:, 1].copy(),
        day=day,
        direction=((packed >> 9 & 3) - 1).astype(np.int8),
        kind=(packed >> 11 & 63).astype(np.int8),
        size=(packed >> 17).astype(np.int32),
        thread=_small_numbers(table[:, 2]),
        invitation_note=(packed & 1).astype(np.bool_),
    )
    return columns, (packed >> 1 & 255).astype(np.int8)


def _numbers(owner: Owner) -> NDArray[np.int64]:
    names = ", ".join(_COLUMNS)
    statement = f"SELECT {names} FROM {Interaction._meta.db_table} WHERE owner_id = %s"  # noqa: S608 - our own names
    blocks: list[NDArray[np.int64]] = []
    with connection.cursor() as cursor:
        cursor.execute(statement, [owner.pk])
        while rows := cursor.fetchmany(_FETCH):
            flat = chain.from_iterable(rows)
            blocks.append(np.fromiter(flat, dtype=np.int64, count=len(rows) * len(_COLUMNS)))
    whole = np.concatenate(blocks) if blocks else np.zeros(0, dtype=np.int64)
    return whole.reshape(-1, len(_COLUMNS))


def _small_numbers(threads: NDArray[np.int64]) -> NDArray[np.int32]:
    """Number conversations from 0 in place of their 63-bit hashes; −1 where unknown."""
    if len(threads) == 0:
        return np.zeros(0, dtype=np.int32)
    found, number = np.unique(threads, return_inverse=True)
    shift = 1 if len(found) and found[0] == 0 else 0
    return (number - shift).astype(np.int32)


def _exchanges(owner: Owner, index: dict[int, int], *, on: date) -> ExchangeColumns:
    rows = [
        row
        for row in Exchange.objects.of(owner)
        .filter(person__trashed_at=None)
        .values_list("person_id", "at", "direction", "kind", "size", "asked")
        if row[1] // 86_400 <= day_number(on)
    ]
    asked = {None: Asked.UNKNOWN, False: Asked.NO, True: Asked.YES}
    return ExchangeColumns(
        ties=len(index),
        tie=_array((index.get(row[0], -1) for row in rows), np.int32),
        day=_array((row[1] // 86_400 for row in rows), np.int32),
        given=_array((row[2] == "given" for row in rows), np.bool_),
        kind=_array((ExchangeKind[row[3].upper()] for row in rows), np.int8),
        size=_array((ExchangeSize[row[4].upper()] for row in rows), np.int8),
        asked=_array((asked[row[5]] for row in rows), np.int8),
    )


def _array(values: Iterable[Any], kind: Any) -> Any:
    return np.array(list(values), dtype=kind)


def _requests(owner: Owner) -> RequestColumns:
    rows = ConnectionRequest.objects.of(owner).values_list("sent_at", "direction", "outcome", "decided_at")
    found = list(rows)
    return RequestColumns(
        sent_day=_array((row[0] // 86_400 for row in found), np.int32),
        outgoing=_array((row[1] == "out" for row in found), np.bool_),
        connected_day=_array(
            (row[3] // 86_400 if row[2] == "accepted" and row[3] is not None else np.nan for row in found),
            np.float64,
        ),
    )


def _memberships(
    owner: Owner, index: dict[int, int], companies: list[str]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return who belongs to which circle; an employer that only one person works for is a circle of its own."""
    rows = [
        (index[person], circle)
        for person, circle in Membership.objects.of(owner).values_list("person_id", "circle_id")
        if person in index
    ]
    named = {name: pk for pk, name in Circle.objects.of(owner).values_list("id", "folded_name")}
    lonely = max(named.values(), default=0)
    for row, company in enumerate(companies):
        folded = fold_name(company)
        if folded and folded not in named:
            lonely += 1
            named[folded] = lonely
            rows.append((row, lonely))
    circles = sorted({circle for _, circle in rows})
    number = {circle: position for position, circle in enumerate(circles)}
    return (
        _array((row[0] for row in rows), np.int32),
        _array((number[row[1]] for row in rows), np.int32),
    )
