"""Ask about one person: by id, by name, by handle; what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name, handle
from nexalink.people.errors import PersonMissing
from nexalink.people.models import Fact, Handle, Merge, Person, Position

HIDDEN_HANDLES = ("linkedin-name:", "linkedin-connection:")
HIDDEN_FACTS = frozenset({"connection", "removed", "renamed", "source"})


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
        by_handle = Person.objects.of(owner).filter(handles__uri=uri).distinct()
        if found := list(by_handle[:20]):
            return found
    folded = fold_name(text)
    if not folded:
        return []
    if found := list(Person.objects.of(owner).filter(folded_name=folded)[:20]):
        return found
    people = Person.objects.of(owner)
    for word in folded.split():
        people = people.filter(folded_name__contains=word)
    return list(people.order_by("tie__rank", "folded_name")[:20])


def known_person(owner: Owner, person: int) -> KnownPerson:
    """Return what is known of a person: five queries.

    Raises:
        PersonMissing: nobody of that id is in the owner's network.
    """
    found = Person.objects.of(owner).filter(pk=person).first()
    if found is None:
        raise PersonMissing("That person is not in your network.", advice="Search for the name.")
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
        jobs=tuple(jobs_of(list(Position.objects.of(owner).filter(person=found).order_by("seen_on", "id")))),
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
