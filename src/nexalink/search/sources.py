"""What is searched: for every kind of row its words, and whom it is about."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q

from nexalink.accounts.models import Owner
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.models import Commitment, Exchange, Interaction
from nexalink.introductions.models import Introduction
from nexalink.kernel.dates import DAY, day_number
from nexalink.people.models import Person
from nexalink.recall.models import Recollection
from nexalink.search.folding import joined, words_of
from nexalink.search.models import Kind
from nexalink.ties.circles import EMPLOYER
from nexalink.ties.models import Circle, Note, Reminder, SavedFilter, Tag

CHUNK = 800
"""Ids in one question: fewer than SQLite's oldest limit of values."""
_READ = 2_000
Names = dict[int, str]
"""Person → the words of the name, as they are kept."""


class Document(NamedTuple):
    """What the index keeps of one row."""

    kind: int
    object: int
    person: int
    at: int
    title: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Source:
    """One table as the index reads it: ``columns`` begin with the id; ``document`` makes their words, or None."""

    kind: Kind
    model: type[models.Model]
    columns: tuple[str, ...]
    document: Callable[[tuple[Any, ...], Names], Document | None]
    people: tuple[str, ...] = ("person",)
    order: str = "id"
    only: Q = field(default_factory=Q)

    def read(self, owner: Owner, names: Names, ids: Iterable[int] | None = None) -> Iterator[Document]:
        """Yield the documents of ``ids``, or of all rows, oldest first."""
        for rows in self._rows(owner, ids):
            for row in rows:
                made = self.document(row, names)
                if made is not None:
                    yield made

    def about(self, owner: Owner, people: Collection[int]) -> set[int]:
        """Return the rows that are about ``people``."""
        found: set[int] = set()
        for chunk in chunks(people):
            for column in self.people:
                rows = self.model._default_manager.filter(owner=owner, **{f"{column}__in": chunk})
                found.update(rows.values_list("pk", flat=True))
        return found

    def _rows(self, owner: Owner, ids: Iterable[int] | None) -> Iterator[Iterable[tuple[Any, ...]]]:
        rows = self.model._default_manager.filter(self.only, owner=owner).values_list(*self.columns)
        if ids is None:
            yield rows.order_by(self.order, "pk").iterator(_READ)
            return
        for chunk in chunks(ids):
            yield rows.filter(pk__in=chunk).order_by("pk")


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield ``ids``, in order, as lists that fit one question."""
    found = sorted(ids)
    for start in range(0, len(found), CHUNK):
        yield found[start : start + CHUNK]


def names_of(owner: Owner, people: Iterable[int] | None = None) -> Names:
    """Return the words of people's names, of all people when None; those in the trash have none."""
    rows = Person.objects.of(owner).filter(trashed_at=None).values_list("pk", "name")
    if people is None:
        return {pk: joined(words_of(name)) for pk, name in rows.iterator(_READ)}
    found: Names = {}
    for chunk in chunks(people):
        found.update({pk: joined(words_of(name)) for pk, name in rows.filter(pk__in=chunk)})
    return found


def _seconds(day: date | None) -> int:
    return day_number(day) * DAY if day else 0


def _of_person(kind: Kind, row: tuple[Any, ...], names: Names, *texts: str, at: int = 0) -> Document | None:
    """Return the document of a row that is about one person; nothing where that person is in the trash."""
    pk, person = row[0], row[1]
    if person not in names:
        return None
    text = joined(words_of(*texts))
    return Document(kind, pk, person, at, "", text, names[person]) if text else None


def _note(row: tuple[Any, ...], names: Names) -> Document | None:
    return _of_person(Kind.NOTE, row, names, row[3], at=row[2])


def _touch(row: tuple[Any, ...], names: Names) -> Document | None:
    return _of_person(Kind.TOUCH, row, names, row[3], row[4], at=row[2])


def _promise(row: tuple[Any, ...], names: Names) -> Document | None:
    return _of_person(Kind.PROMISE, row, names, row[3], at=_seconds(row[2]))


def _reminder(row: tuple[Any, ...], names: Names) -> Document | None:
    return _of_person(Kind.REMINDER, row, names, row[3], at=_seconds(row[2]))


def _recollection(row: tuple[Any, ...], names: Names) -> Document | None:
    return _of_person(Kind.RECALL, row, names, *row[3:], at=_seconds(row[2]))


def _exchange(row: tuple[Any, ...], names: Names) -> Document | None:
    pk, person, at, name, kind, note = row
    if person is not None and person not in names:
        return None
    text = joined(words_of(kind, note))
    return Document(Kind.EXCHANGE, pk, person or 0, at, "", text, names.get(person) or joined(words_of(name)))


def _request(row: tuple[Any, ...], names: Names) -> Document | None:
    pk, person, sent_at, name, *texts = row
    if person is not None and person not in names:
        return None
    title = joined((*words_of(name), *names.get(person, "").split()))
    return Document(Kind.REQUEST, pk, person or 0, sent_at, title, joined(words_of(*texts)), "")


def _introduction(row: tuple[Any, ...], names: Names) -> Document | None:
    pk, first, second, day, *texts = row
    if first not in names or second not in names:
        return None
    title = joined((*names[first].split(), *names[second].split()))
    return Document(Kind.INTRODUCTION, pk, first, _seconds(day), title, joined(words_of(*texts)), "")


def _titled(kind: Kind) -> Callable[[tuple[Any, ...], Names], Document | None]:
    def document(row: tuple[Any, ...], _names: Names) -> Document | None:
        title = joined(words_of(row[1]))
        return Document(kind, row[0], 0, 0, title, "", "") if title else None

    return document


_NO_PEOPLE: tuple[str, ...] = ()
TOUCHES = Source(
    Kind.TOUCH, Interaction, ("pk", "person_id", "at", "subject", "text"), _touch, order="at",
    only=~Q(subject="", text=""),
)  # fmt: skip
SOURCES: dict[Kind, Source] = {
    source.kind: source
    for source in (
        Source(Kind.NOTE, Note, ("pk", "person_id", "at", "text"), _note, order="at"),
        TOUCHES,
        Source(
            Kind.EXCHANGE, Exchange, ("pk", "person_id", "at", "name", "kind", "note"), _exchange, order="at"
        ),
        Source(Kind.PROMISE, Commitment, ("pk", "person_id", "made_on", "what"), _promise),
        Source(
            Kind.REQUEST, ConnectionRequest,
            ("pk", "person_id", "sent_at", "name", "works", "message", "reply"), _request, order="sent_at",
        ),
        Source(
            Kind.INTRODUCTION, Introduction, ("pk", "first_id", "second_id", "proposed_on", "why", "note"),
            _introduction, people=("first", "second"),
        ),
        Source(Kind.TAG, Tag, ("pk", "name"), _titled(Kind.TAG), people=_NO_PEOPLE),
        Source(
            Kind.CIRCLE, Circle, ("pk", "name"), _titled(Kind.CIRCLE), people=_NO_PEOPLE,
            only=~Q(kind=EMPLOYER),
        ),
        Source(Kind.REMINDER, Reminder, ("pk", "person_id", "on", "text"), _reminder),
        Source(Kind.VIEW, SavedFilter, ("pk", "name"), _titled(Kind.VIEW), people=_NO_PEOPLE),
        Source(
            Kind.RECALL, Recollection, ("pk", "person_id", "asked_on", "who", "how", "detail"), _recollection
        ),
    )
}  # fmt: skip
"""Every kind but people and playbooks, whose words come from several tables: kind → its table."""
