"""What is shown of a person who was found: the name, what they do, and why they were found where neither tells."""

from collections.abc import Iterator, Sequence

from nexalink.accounts.models import Owner
from nexalink.kernel.texts import works_of
from nexalink.people.models import Fact, Handle, Merge, Person, Position
from nexalink.people.queries import HIDDEN_FACTS, HIDDEN_HANDLES
from nexalink.search.folding import Piece, Wanted, around, marked, number_words, words_of
from nexalink.ties.circles import EMPLOYER
from nexalink.ties.models import Membership, Tagging


def show_people(
    owner: Owner, ids: Sequence[int], wanted: list[Wanted]
) -> dict[int, tuple[tuple[Piece, ...], tuple[Piece, ...], str]]:
    """Return each person's name, works and the reason; reasons are looked for only where the first two tell none."""
    found = {}
    puzzling: dict[int, list[Wanted]] = {}
    rows = Person.objects.of(owner).filter(pk__in=ids)
    works: dict[int, str] = {}
    for pk, name, company, title in rows.values_list("pk", "name", "company", "title"):
        works[pk] = works_of(title, company, between=" · ")
        found[pk] = (marked(name or "(no name)", wanted), around(works[pk], wanted), "")
        unexplained = [one for one in wanted if not _holds(f"{name} {works[pk]}", one)]
        if unexplained:
            puzzling[pk] = unexplained
    for pk, reason in _reasons(owner, puzzling):
        found[pk] = (found[pk][0], around(reason, wanted), works[pk])
    return found


def _holds(text: str, one: Wanted) -> bool:
    return any(one.begins(word) for word in words_of(text))


def _reasons(owner: Owner, puzzling: dict[int, list[Wanted]]) -> Iterator[tuple[int, str]]:
    """Yield for each person the first thing known of them that holds a word not in name or works.

    Tables are asked one after the other, and no more once everybody is explained.
    """
    left = dict(puzzling)
    known = _known(owner, list(left)) if left else iter(())
    for person, text in known:
        if person in left and _explains(text, left[person]):
            del left[person]
            yield person, text
            if not left:
                return


def _explains(text: str, wanted: list[Wanted]) -> bool:
    if text.startswith("+"):
        return any(one.begins(part) for one in wanted for part in number_words(text[1:]))
    return any(_holds(text, one) for one in wanted)


def _known(owner: Owner, ids: list[int]) -> Iterator[tuple[int, str]]:
    for person, place, by_owner in (
        Person.objects.of(owner).filter(pk__in=ids).values_list("pk", "place", "by_owner")
    ):
        yield from ((person, str(value)) for value in (*by_owner.values(), place) if value)
    handles = Handle.objects.of(owner).filter(person__in=ids).order_by("id")
    for person, uri in handles.values_list("person_id", "uri"):
        if not uri.startswith(HIDDEN_HANDLES):
            yield person, uri.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://www.")
    for person, name in (
        Tagging.objects.of(owner).filter(person__in=ids).values_list("person_id", "tag__name")
    ):
        yield person, name
    circles = Membership.objects.of(owner).filter(person__in=ids).exclude(circle__kind=EMPLOYER)
    yield from circles.values_list("person_id", "circle__name")
    facts = Fact.objects.of(owner).filter(person__in=ids).exclude(kind__in=HIDDEN_FACTS)
    for person, kind, value in facts.order_by("id").values_list("person_id", "kind", "value"):
        yield person, f"once {value}" if kind == "name" else value
    jobs = Position.objects.of(owner).filter(person__in=ids).order_by("-seen_on", "-id")
    for person, company, title in jobs.values_list("person_id", "company", "title"):
        yield person, works_of(title, company, between=" · ")
    merges = Merge.objects.of(owner).filter(kept__in=ids, undone_at=None)
    for person, name in merges.values_list("kept_id", "moved__person__0__fields__name"):
        yield person, f"once {name}"
