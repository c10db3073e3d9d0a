"""Who could introduce the owner: through shared circles and through events in which both took part."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name
from nexalink.interactions.models import Interaction, Kind
from nexalink.kernel.texts import works_of
from nexalink.people.models import Person, Position
from nexalink.people.queries import person_named
from nexalink.ties.models import UNRANKED, Circle, Membership, Tie

LARGEST_CIRCLE = 60
"""In larger circles people need not know each other."""
MOST_PEOPLE = 12
"""Mails and meetings of more people introduce nobody to anybody."""
_EVENTS = 300
_SHOWN = 10
_CLOSE = 150


@dataclass(frozen=True, slots=True)
class Path:
    """Somebody who could introduce the owner, and why it may work. ``strength`` orders; it is never shown."""

    person: int
    name: str
    works: str
    reasons: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Paths:
    """The answer: to whom (person id, or None for a company), the ways, and who else the words may mean."""

    asked: str
    kind: str
    """``person``, ``company``, ``several`` or ``nobody``."""
    target: int | None = None
    name: str = ""
    direct: str = ""
    """Why no introduction is needed, where the owner knows the person well."""
    paths: tuple[Path, ...] = ()
    candidates: tuple[tuple[int, str, str], ...] = ()


@dataclass(slots=True)
class _Link:
    """What ties an intermediary to the target."""

    weight: float = 0.0
    reasons: list[str] = field(default_factory=list)


def paths_to(owner: Owner, text: str) -> Paths:
    """Return who could introduce the owner to the person or company that ``text`` names, strongest first."""
    folded = fold_name(text)
    if not folded:
        return Paths(text, "nobody")
    people = person_named(owner, text)
    exact = [person for person in people if person.folded_name == folded]
    if len(exact) == 1 or len(people) == 1:
        return paths_to_person(owner, person=(exact or people)[0].pk, asked=text)
    company = paths_to_company(owner, company=text)
    if company.paths:
        return company
    if people:
        named = tuple((person.pk, person.name, works_of(person.title, person.company)) for person in people)
        return Paths(text, "several", candidates=named)
    return company


def paths_to_person(owner: Owner, *, person: int, asked: str = "") -> Paths:
    """Return who could introduce the owner to a person: shared circles, mails and meetings with both in them."""
    target = Person.objects.of(owner).filter(pk=person, trashed_at=None).select_related("tie").first()
    if target is None:
        return Paths(asked, "nobody")
    links: dict[int, _Link] = defaultdict(_Link)
    _through_circles(owner, person, links)
    _through_events(owner, person, links)
    tie = getattr(target, "tie", None)
    return Paths(
        asked or target.name,
        "person",
        person,
        target.name or "(no name)",
        _direct(tie),
        _ranked(owner, links),
    )


def paths_to_company(owner: Owner, *, company: str) -> Paths:
    """Return who works at a company, or worked there: they could open the door."""
    folded = fold_name(company)
    links: dict[int, _Link] = defaultdict(_Link)
    now = Person.objects.of(owner).filter(company__icontains=company.strip(), trashed_at=None)
    for pk, title, name in now.values_list("id", "title", "company")[:_EVENTS]:
        links[pk].weight += 1.0
        links[pk].reasons.append(f"Works at {name}" + (f" as {title}" if title else "") + ".")
    circles = Circle.objects.of(owner).filter(kind="employer", folded_name__contains=folded)
    members = Membership.objects.of(owner).filter(circle__in=circles).values_list("person_id", "circle__name")
    jobs = Position.objects.of(owner).filter(company__icontains=company.strip())
    former = [*jobs.values_list("person_id", "company")[:_EVENTS], *members[:_EVENTS]]
    for pk, name in former:
        if pk not in links:
            links[pk].weight += 0.5
            links[pk].reasons.append(f"Was at {name} before.")
    found = _ranked(owner, links)
    return Paths(company, "company" if found else "nobody", None, company.strip(), "", found)


def _through_circles(owner: Owner, person: int, links: dict[int, _Link]) -> None:
    mine = Membership.objects.of(owner).filter(person=person).values_list("circle_id", flat=True)
    rows = (
        Membership.objects.of(owner)
        .filter(circle__in=list(mine), circle__size__lte=LARGEST_CIRCLE)
        .exclude(person=person)
        .values_list("person_id", "circle__name", "circle__size", "circle__kind")
    )
    for other, name, size, kind in rows:
        links[other].weight += 1.0 / math.log2(2 + size)
        both = "Both worked at" if kind == "employer" else "Both belong to"
        links[other].reasons.append(f"{both} {name} ({size} of your people).")


def _through_events(owner: Owner, person: int, links: dict[int, _Link]) -> None:
    """Count the mails and meetings that both were part of: one event has one key for everybody in it."""
    events = (
        Interaction.objects.of(owner)
        .filter(
            person=person, size__gt=1, size__lte=MOST_PEOPLE, kind__in=(Kind.MAIL, Kind.MEETING, Kind.GROUP)
        )
        .order_by("-at")
        .values_list("source", "source_key")[:_EVENTS]
    )
    keys: dict[int, list[str]] = defaultdict(list)
    for source, key in events:
        keys[source].append(key)
    met, mailed = Counter[int](), Counter[int]()
    for source, named in keys.items():
        rows = Interaction.objects.of(owner).filter(source=source, source_key__in=named)
        for other, kind in rows.exclude(person=person).values_list("person_id", "kind"):
            (met if kind == Kind.MEETING else mailed)[other] += 1
    for other in {*met, *mailed}:
        count = met[other] + 0.5 * mailed[other]
        links[other].weight += math.log2(1 + count)
        parts = [
            f"{number} {one if number == 1 else many}"
            for number, one, many in (
                (met[other], "meeting", "meetings"),
                (mailed[other], "mail", "mails"),
            )
            if number
        ]
        links[other].reasons.append(f"Both were in {' and '.join(parts)} with you.")


def _ranked(owner: Owner, links: dict[int, _Link]) -> tuple[Path, ...]:
    """Return the strongest intermediaries: how well the owner knows them × how well they know the target."""
    strongest = sorted(links, key=lambda one: (-links[one].weight, one))[:500]
    ties = (
        Tie.objects.of(owner)
        .filter(Q(incoming__gt=0) | Q(outgoing__gt=0) | Q(mutual__gt=0), person__in=strongest, faded_on=None)
        .filter(person__trashed_at=None)
        .select_related("person")
    )
    paths = [_path(tie, links[tie.person_id]) for tie in ties]
    return tuple(sorted(paths, key=lambda path: (-path.strength, path.person))[:_SHOWN])


def _path(tie: Tie, link: _Link) -> Path:
    standing = _standing(tie)
    near = 1.0 / math.log2(1 + tie.rank) if tie.rank < UNRANKED else 0.02
    strength = link.weight * near * (1.0 if tie.two_way else 0.3)
    return Path(
        tie.person_id,
        tie.person.name or "(no name)",
        works_of(tie.person.title, tie.person.company),
        (standing, *link.reasons[:3]),
        strength,
    )


def _standing(tie: Tie) -> str:
    if tie.rank >= UNRANKED:
        return "You had contact, but your tie was not measured yet."
    way = "two-way" if tie.two_way else "one-way so far"
    return f"Number {tie.rank} of your ties by closeness, {way}."


def _direct(tie: Tie | None) -> str:
    if tie is None or not tie.two_way or tie.rank > _CLOSE:
        return ""
    return f"You know each other already: number {tie.rank} of your ties by closeness. Write yourself."
