"""People and playbooks as the index reads them: their words stand in several tables."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.kernel.dates import DAY, day_number
from nexalink.people.models import Fact, Handle, Merge, Person, Position
from nexalink.people.queries import HIDDEN_FACTS, HIDDEN_HANDLES
from nexalink.playbooks.models import Participant, Playbook, Step
from nexalink.search.folding import joined, name_words, number_words, words_of
from nexalink.search.models import Kind
from nexalink.search.sources import Document, Names, chunks
from nexalink.ties.circles import EMPLOYER
from nexalink.ties.models import Membership, Tagging, Tie

Words = dict[int, list[str]]
_PROFILE = "linkedin.com/in/"


def read_people(owner: Owner, ids: Iterable[int] | None = None) -> Iterator[Document]:
    """Yield the documents of the people ``ids``, of all people when None: the closest last, so they are found first."""
    if ids is None:
        ties = Tie.objects.of(owner).order_by("-rank", "person_id")
        ranked = list(ties.values_list("person_id", flat=True))
        others = Person.objects.of(owner).filter(tie=None).values_list("pk", flat=True)
        ids = [*others, *ranked]
    else:
        ids = sorted(ids)
    for start in range(0, len(ids), 800):
        yield from _people(owner, ids[start : start + 800])


def _people(owner: Owner, ids: list[int]) -> Iterator[Document]:
    people = Person.objects.of(owner).filter(pk__in=ids, trashed_at=None)
    rows = {row[0]: row for row in people.values_list("pk", "name", "company", "title", "place", "by_owner")}
    names, texts = _former_names(owner, ids), _texts(owner, ids)
    for pk in ids:
        if pk not in rows:
            continue
        _, name, company, title, place, by_owner = rows[pk]
        known = (str(value) for value in by_owner.values())
        text = joined((*words_of(company, title, place, *known), *texts[pk]))
        yield Document(Kind.PERSON, pk, pk, 0, joined(name_words(name, *names[pk])), text, "")


def _former_names(owner: Owner, ids: list[int]) -> Words:
    """Return every further name a source, or a record that was joined, gave to people."""
    names: Words = defaultdict(list)
    for person, name in _values(owner, Fact, ids, "person_id", "value", kind="name"):
        names[person].append(name)
    merges = Merge.objects.of(owner).filter(kept__in=ids, undone_at=None).order_by("id")
    for person, name in merges.values_list("kept_id", "moved__person__0__fields__name"):
        names[person].append(name or "")
    return names


def _texts(owner: Owner, ids: list[int]) -> Words:
    """Return the words of everything but the name: handles, jobs, statements, labels, circles of the owner's own."""
    words: Words = defaultdict(list)
    for person, uri in _values(owner, Handle, ids, "person_id", "uri"):
        words[person] += handle_words(uri)
    for person, company, title in _values(owner, Position, ids, "person_id", "company", "title"):
        words[person] += words_of(company, title)
    for person, kind, value in _values(owner, Fact, ids, "person_id", "kind", "value"):
        if kind != "name" and kind not in HIDDEN_FACTS:
            words[person] += words_of(value)
    for person, name in _values(owner, Tagging, ids, "person_id", "tag__name"):
        words[person] += words_of(name)
    circles = Membership.objects.of(owner).filter(person__in=ids).exclude(circle__kind=EMPLOYER)
    for person, name in circles.order_by("id").values_list("person_id", "circle__name"):
        words[person] += words_of(name)
    return words


def _values(
    owner: Owner, model: type[models.Model], ids: list[int], *columns: str, **narrowed: str
) -> Iterator[tuple[Any, ...]]:
    rows = model._default_manager.filter(owner=owner, person__in=ids, **narrowed)
    return iter(rows.order_by("id").values_list(*columns))


def handle_words(uri: str) -> list[str]:
    """Return the words of an address, a number or a profile; stand-ins that are never shown have none.

    >>> handle_words("mailto:farah@example.com"), handle_words("https://www.linkedin.com/in/farah-f")
    (['farah', 'example', 'com'], ['farah', 'f'])
    >>> handle_words("tel:+4930123456")[1]
    '930123456'
    """
    if uri.startswith(HIDDEN_HANDLES):
        return []
    if uri.startswith("tel:"):
        return number_words("".join(letter for letter in uri if letter.isdigit()))
    return list(words_of(uri.rpartition(_PROFILE)[2].removeprefix("mailto:")))


def read_playbooks(owner: Owner, names: Names, ids: Iterable[int] | None = None) -> Iterator[Document]:
    """Yield the documents of the playbooks ``ids``, of all when None."""
    books = Playbook.objects.of(owner).order_by("started_on", "id")
    if ids is not None:
        for chunk in chunks(ids):
            yield from _playbooks(owner, names, books.filter(pk__in=chunk))
    else:
        yield from _playbooks(owner, names, books)


def _playbooks(owner: Owner, names: Names, books: "models.QuerySet[Playbook]") -> Iterator[Document]:
    rows = list(books.values_list("pk", "title", "goal", "review", "started_on"))
    ids = [row[0] for row in rows]
    words: Words = defaultdict(list)
    people: dict[int, list[int]] = defaultdict(list)
    taking_part = Participant.objects.of(owner).filter(playbook__in=ids).order_by("id")
    for book, person, *texts in taking_part.values_list(
        "playbook_id", "person_id", "ask", "draft", "outcome"
    ):
        people[book].append(person)
        words[book] += words_of(*texts)
    steps = Step.objects.of(owner).filter(playbook__in=ids).order_by("id")
    for book, what in steps.values_list("playbook_id", "what"):
        words[book] += words_of(what)
    for pk, title, goal, review, started_on in rows:
        text = joined((*words_of(*map(str, goal.values()), review), *words[pk]))
        who = joined(word for person in people[pk] for word in names.get(person, "").split())
        at = day_number(started_on) * DAY
        yield Document(Kind.PLAYBOOK, pk, 0, at, joined(words_of(title)), text, who)


def playbooks_with(owner: Owner, people: Collection[int]) -> set[int]:
    """Return the playbooks that ``people`` take part in."""
    found: set[int] = set()
    for chunk in chunks(people):
        rows = Participant.objects.of(owner).filter(person__in=chunk)
        found.update(rows.values_list("playbook_id", flat=True))
    return found
