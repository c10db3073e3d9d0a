"""Ask about one person: by id, by name, by handle; what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name, handle
from nexalink.people.errors import PersonMissing, PersonRemoved
from nexalink.people.models import NAME_BEFORE, Fact, Handle, Merge, Person, Position

HIDDEN_HANDLES = ("linkedin-name:", "linkedin-connection:")
HIDDEN_FACTS = frozenset({"connection", NAME_BEFORE, "removed", "renamed", "source"})


@dataclass(frozen=True, slots=True)
class Job:
    """A position as sources stated it: the first and the last day it was seen."""

    company: str
    title: str
    started: str
    finished: str
    first_seen: date
    last_seen: date
    source: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Everything that sources say of one person."""

    person: Person
    handles: tuple[tuple[str, bool, str], ...]
    """Handle, whether it is shared with others, source."""
    jobs: tuple[Job, ...]
    facts: tuple[tuple[str, str, str], ...]
    """Kind, value, source."""
    merges: tuple[tuple[int, str], ...]
    """Merges that can be taken back: id and the joined record's name."""


def person_named(owner: Owner, text: str) -> list[Person]:
    """Return the people that ``text`` may mean: a handle, a full name, else names that hold all its words."""
    if uri := handle(text):
        by_handle = Person.objects.of(owner).filter(trashed_at=None, handles__uri=uri).distinct()
        if found := list(by_handle[:20]):
            return found
    folded = fold_name(text)
    if not folded:
        return []
    people = Person.objects.of(owner).filter(trashed_at=None)
    if found := list(people.filter(folded_name=folded)[:20]):
        return found
    for word in folded.split():
        people = people.filter(folded_name__contains=word)
    return list(people.order_by("tie__rank", "folded_name")[:20])


def person_here(owner: Owner, person: int) -> Person:
    """Return a person who was not removed: one query.

    Raises:
        PersonMissing: there is no such person.
    """
    found = Person.objects.of(owner).filter(pk=person, trashed_at=None).first()
    if found is None:
        raise PersonMissing
    return found


@dataclass(frozen=True, slots=True)
class RemovedPerson:
    """Somebody in the trash; ``at`` is when they were removed."""

    person: int
    name: str
    works: str
    at: datetime


def removed_people(owner: Owner) -> list[RemovedPerson]:
    """Return who is in the trash, the latest first: one query."""
    rows = Person.objects.of(owner).exclude(trashed_at=None).order_by("-trashed_at", "-id")
    return [
        RemovedPerson(pk, name, ", ".join(part for part in (title, company) if part), at)
        for pk, name, title, company, at in rows.values_list("id", "name", "title", "company", "trashed_at")
        if at is not None
    ]


def known_person(owner: Owner, person: int) -> KnownPerson:
    """Return what is known of a person: five queries.

    Raises:
        PersonMissing: nobody of that id is in the owner's network; PersonRemoved: they are in the trash.
    """
    found = Person.objects.of(owner).filter(pk=person).first()
    if found is None:
        raise PersonMissing
    if found.trashed_at is not None:
        raise PersonRemoved(
            f"You removed {found.name or 'this person'} on {found.trashed_at.date()}.",
            advice="Restore them from the removed people, if they should be in your network again.",
        )
    # Sorted here: asked for in order, SQLite walks all of the owner's handles by their index in place of the person's.
    handles = sorted(
        Handle.objects.of(owner).filter(person=found).values_list("uri", "shared", "source").order_by()
    )
    facts = (
        Fact.objects.of(owner)
        .filter(person=found)
        .order_by("kind", "value")
        .values_list("kind", "value", "source")
    )
    merges = Merge.objects.of(owner).filter(kept=found, undone_at=None).order_by("-id")
    return KnownPerson(
        person=found,
        handles=tuple(row for row in handles if not row[0].startswith(HIDDEN_HANDLES)),
        jobs=tuple(
            jobs_of(list(Position.objects.of(owner).filter(person=found).order_by("seen_on", "source", "id")))
        ),
        facts=tuple(row for row in facts if row[0] not in HIDDEN_FACTS),
        merges=tuple((merge.pk, merge.moved["person"][0]["fields"]["name"]) for merge in merges),
    )


def jobs_of(positions: Sequence[Position]) -> list[Job]:
    """Return positions, newest first, one line for statements that repeat from export to export.

    ``positions`` are ordered by the day they were seen.
    """
    jobs: list[Job] = []
    for seen in positions:
        again = next(
            (i for i, job in enumerate(jobs) if (job.company, job.title) == (seen.company, seen.title)), None
        )
        first = jobs.pop(again).first_seen if again is not None else seen.seen_on
        jobs.append(
            Job(seen.company, seen.title, seen.started, seen.finished, first, seen.seen_on, seen.source)
        )
    return jobs[::-1]
