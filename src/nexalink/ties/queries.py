"""Ask about ties: the people list with its filters and orders, tags and circles to filter by."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name
from nexalink.people.errors import PersonMissing
from nexalink.people.models import Handle, Person
from nexalink.ties.circles import EMPLOYER
from nexalink.ties.errors import NoteMissing
from nexalink.ties.models import (
    SOURCES,
    UNRANKED,
    Circle,
    Membership,
    Note,
    Reminder,
    SavedFilter,
    Tag,
    Tagging,
    Tie,
)

PAGE_SIZE = 50
ORDERS: dict[str, tuple[str | Combinable, ...]] = {
    "closest": ("rank", "id"),
    "recent": (F("last_contact").desc(nulls_last=True), "id"),
    "connected": (F("connected_on").desc(nulls_last=True), "id"),
    "name": ("person__folded_name", "id"),
}
"""Sort orders of the people list: closest first, last contact first, newest connection first, by name."""
LAYERS = (5, 15, 50, 150)
_EXACT = {
    "tier": "tier",
    "two_way": "two_way",
    "connection": "is_connection",
    "tag": "person__taggings__tag",
    "circle": "person__memberships__circle",
}
"""Filters that ask for one value → the column they ask."""


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What the people list is narrowed to; every empty field lets everybody pass.

    ``contact_after`` and ``contact_before`` are seconds UTC; ``layer`` is 5, 15, 50, 150 or 0 (beyond the layers).
    """

    text: str = ""
    layer: int | None = None
    tier: int | None = None
    tag: int | None = None
    circle: int | None = None
    source: str = ""
    two_way: bool | None = None
    connection: bool | None = None
    contact_after: int | None = None
    contact_before: int | None = None
    order: str = "closest"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the people list. ``last_contact`` is in seconds UTC; ``fade`` from 0 to 1."""

    person: int
    name: str
    company: str
    title: str
    is_connection: bool
    connected_on: date | None
    layer: int | None
    rank: int | None
    tier: int | None
    incoming: int
    outgoing: int
    mutual: int
    last_contact: int | None
    two_way: bool
    genuine: bool
    sources: tuple[str, ...]
    closeness: float | None
    fade: float | None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the people list: rows, this page's number from 1, how many pages and people there are."""

    rows: tuple[PersonRow, ...] = ()
    number: int = 1
    pages: int = 1
    total: int = 0
    filter: PeopleFilter = field(default_factory=PeopleFilter)


def people_page(owner: Owner, *, chosen: PeopleFilter, number: int = 1, size: int = PAGE_SIZE) -> PeoplePage:
    """Return one page of the owner's people: at most four queries whatever the size of the network."""
    # "in (true)" where plain truth would do: only so SQLite sees a column equal to a value, and reads the index.
    ties = _narrow(Tie.objects.of(owner).filter(in_network__in=[True]), owner, chosen)
    total = ties.count()
    pages = max(1, -(-total // size))
    number = min(max(number, 1), pages)
    found = _in_order(ties, owner, chosen.order, start=(number - 1) * size, size=size) if total else []
    tags = _tags(owner, [tie.person_id for tie in found])
    return PeoplePage(
        tuple(_row(tie, tags.get(tie.person_id, ())) for tie in found), number, pages, total, chosen
    )


def _in_order(ties: QuerySet[Tie], owner: Owner, order: str, *, start: int, size: int) -> list[Tie]:
    """Return one page of ties. By name the people lead, so that their index gives the order and nobody is sorted."""
    if order != "name":
        return list(
            ties.select_related("person").order_by(*ORDERS.get(order, ORDERS["closest"]))[
                start : start + size
            ]
        )
    named = Person.objects.of(owner).filter(Exists(ties.filter(person=OuterRef("pk"))))
    people = list(named.order_by("folded_name", "id")[start : start + size].values_list("id", flat=True))
    found = Tie.objects.of(owner).filter(person__in=people).select_related("person")
    return sorted(found, key=lambda tie: people.index(tie.person_id))


def people_rows(owner: Owner, people: Iterable[int]) -> tuple[PersonRow, ...]:
    """Return the list lines of the named people, closest first: two queries; people who are gone are left out."""
    ties = (
        Tie.objects.of(owner).filter(person__in=list(people)).select_related("person").order_by("rank", "id")
    )
    found = list(ties)
    tags = _tags(owner, [tie.person_id for tie in found])
    return tuple(_row(tie, tags.get(tie.person_id, ())) for tie in found)


class TieInFull(NamedTuple):
    """A tie and its line in the list of people."""

    tie: Tie
    row: PersonRow


def tie_in_full(owner: Owner, person: int) -> TieInFull | None:
    """Return the tie to a person with its list line, None where there is none: two queries."""
    tie = Tie.objects.of(owner).filter(person=person).select_related("person").first()
    return TieInFull(tie, _row(tie, _tags(owner, [person]).get(person, ()))) if tie else None


def people_named_like(owner: Owner, text: str, *, most: int) -> list[tuple[str, str, str]]:
    """Return (name, title, company) of the closest people in whose name a word begins with each of ``text``: one query."""
    parts = fold_name(text).split()
    ties = Tie.objects.of(owner).filter(in_network=True).exclude(person__name="")
    for part in parts:
        ties = ties.filter(
            Q(person__folded_name__startswith=part) | Q(person__folded_name__contains=f" {part}")
        )
    rows = ties.order_by("rank", "id") if parts else ties.none()
    return list(rows.values_list("person__name", "person__title", "person__company")[:most])


def _narrow(ties: QuerySet[Tie], owner: Owner, chosen: PeopleFilter) -> QuerySet[Tie]:
    for word in chosen.text.split():
        here = Q(person__company__icontains=word) | Q(person__title__icontains=word)
        if parts := fold_name(word).split():
            here |= Q(*(Q(person__folded_name__contains=part) for part in parts))
        if "@" in word or word.isdigit():
            here |= Q(person__in=Handle.objects.of(owner).filter(uri__icontains=word).values("person"))
        ties = ties.filter(here)
    if chosen.layer is not None:
        ties = ties.filter(layer=chosen.layer or None)
    for name, column in _EXACT.items():
        if (value := getattr(chosen, name)) is not None:
            ties = ties.filter(**{column: value})
    if chosen.source in SOURCES:
        ties = ties.annotate(from_here=F("sources").bitand(SOURCES[chosen.source])).filter(from_here__gt=0)
    if chosen.contact_after is not None:
        ties = ties.filter(last_contact__gte=chosen.contact_after)
    if chosen.contact_before is not None:
        ties = ties.filter(Q(last_contact__lt=chosen.contact_before) | Q(last_contact=None))
    return ties


def _with_text(ties: QuerySet[Tie], owner: Owner, text: str) -> QuerySet[Tie]:
    """Keep those whose name, employer or title holds every word; an address or number is looked up as a handle."""
    for word in fold_name(text).split() or [text.casefold()]:
        here = Q(person__folded_name__contains=word)
        here |= Q(person__company__icontains=word) | Q(person__title__icontains=word)
        if "@" in text or word.isdigit():
            holders = Handle.objects.of(owner).filter(uri__icontains=text.strip())
            here |= Q(person__in=holders.values("person"))
        ties = ties.filter(here)
    return ties


def _row(tie: Tie, tags: tuple[str, ...]) -> PersonRow:
    person = tie.person
    return PersonRow(
        person=person.pk,
        name=person.name,
        company=person.company,
        title=person.title,
        is_connection=tie.is_connection,
        connected_on=tie.connected_on,
        layer=tie.layer,
        rank=None if tie.rank == UNRANKED else tie.rank,
        tier=tie.tier,
        incoming=tie.incoming,
        outgoing=tie.outgoing,
        mutual=tie.mutual,
        last_contact=tie.last_contact,
        two_way=tie.two_way,
        genuine=tie.genuine,
        sources=source_names(tie.sources),
        closeness=tie.closeness,
        fade=tie.fade,
        tags=tags,
    )


def source_names(bits: int) -> tuple[str, ...]:
    """Return the names of the sources whose bits are set."""
    return tuple(name for name, bit in SOURCES.items() if bits & bit)


def _tags(owner: Owner, people: Iterable[int]) -> dict[int, tuple[str, ...]]:
    tags: dict[int, tuple[str, ...]] = {}
    found = Tagging.objects.of(owner).filter(person__in=list(people)).order_by("tag__name")
    for person, name in found.values_list("person_id", "tag__name"):
        tags[person] = (*tags.get(person, ()), name)
    return tags


def has_anybody(owner: Owner) -> bool:
    """Tell whether anybody is in the owner's network: one query."""
    return Tie.objects.of(owner).filter(in_network=True).exists()


def all_tags(owner: Owner) -> list[tuple[int, str]]:
    """Return the owner's tags as (id, name), by name."""
    return list(Tag.objects.of(owner).order_by("name").values_list("id", "name"))


def largest_circles(owner: Owner, *, most: int = 40) -> list[tuple[int, str, str, int]]:
    """Return the largest circles as (id, kind, name, people)."""
    found = Circle.objects.of(owner).filter(size__gt=1).order_by("-size", "name")
    return list(found.values_list("id", "kind", "name", "size")[:most])


def tie_of(owner: Owner, person: int) -> Tie:
    """Return the tie to a person.

    Raises:
        PersonMissing: there is no such person.
    """
    tie = Tie.objects.of(owner).filter(person=person).first()
    if tie is None:
        raise PersonMissing
    return tie


def circles_of(owner: Owner, person: int) -> list[tuple[int, str, str, int]]:
    """Return a person's circles as (id, kind, name, people), by name: one query."""
    found = Membership.objects.of(owner).filter(person=person).order_by("circle__name", "circle_id")
    return list(found.values_list("circle_id", "circle__kind", "circle__name", "circle__size"))


def all_circles(owner: Owner) -> list[tuple[int, str, str, int]]:
    """Return every circle of the owner's own making, and employers of two or more: (id, kind, name, people), by name."""
    found = Circle.objects.of(owner).exclude(kind=EMPLOYER, size__lt=2).order_by("name", "id")
    return list(found.values_list("id", "kind", "name", "size"))


def saved_filters(owner: Owner) -> list[tuple[int, str, str]]:
    """Return the kept views of the people list as (id, name, query of the address), by name."""
    return list(SavedFilter.objects.of(owner).order_by("name").values_list("id", "name", "query"))


def open_reminders(owner: Owner, person: int) -> list[tuple[int, str, date, bool]]:
    """Return the reminders about a person that are not done, and the yearly ones: (id, text, day, yearly), one query."""
    rows = Reminder.objects.of(owner).filter(person=person).filter(Q(done_on=None) | Q(yearly=True))
    return list(rows.order_by("on", "id").values_list("id", "text", "on", "yearly"))


def note_of(owner: Owner, note: int) -> Note:
    """Return a note with its person.

    Raises:
        NoteMissing: there is no such note.
    """
    found = Note.objects.of(owner).filter(pk=note, person__trashed_at=None).select_related("person").first()
    if found is None:
        raise NoteMissing("That note is not there any more.", advice="Reload the page.")
    return found


def named_in(owner: Owner, note: int) -> list[tuple[int, str]]:
    """Return whom a note names with @, as (id, name)."""
    found = Person.objects.of(owner).filter(mentions__note=note).order_by("folded_name", "id")
    return list(found.values_list("id", "name"))


def newest_notes(owner: Owner, person: int, *, most: int) -> list[tuple[int, int, str, str]]:
    """Return the newest notes about a person or naming them: (id, seconds UTC, whom it is on, text), one query."""
    about = Q(person=person) | Q(mentions__person=person)
    rows = Note.objects.of(owner).filter(about).distinct().order_by("-at", "-id")
    return list(rows.values_list("id", "at", "person__name", "text")[:most])
