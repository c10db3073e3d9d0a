"""Whom the owner should introduce: one's goals and challenges meet another's strengths and offers."""

from dataclasses import dataclass

from nexalink.accounts.models import Owner
from nexalink.introductions.matching import Match, match_wishes, text_of
from nexalink.introductions.models import Introduction
from nexalink.introductions.queries import vouching_warnings
from nexalink.kernel.texts import works_of
from nexalink.people.models import Person
from nexalink.ties.models import Membership

_SHOWN = 8
_LOOKED_AT = 200
_EACH = 2
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people who should know each other: who seeks, who gives, and why; with what speaks against vouching."""

    seeker: int
    seeker_name: str
    seeker_works: str
    giver: int
    giver_name: str
    giver_works: str
    words: tuple[str, ...]
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    why: str
    """A sentence to begin the proposal with."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Pairs, strongest first; ``known`` is how many people have goals or strengths noted."""

    pairs: tuple[Suggestion, ...]
    known: int


def introductions_to_make(owner: Owner, *, most: int = _SHOWN) -> Suggestions:
    """Return pairs of people not yet introduced whose notes meet: four queries, whatever the size."""
    noted = Person.objects.of(owner).exclude(by_owner={}).filter(trashed_at=None)
    people = {
        row.pk: row for row in noted.filter(tie__faded_on=None).only("name", "company", "title", "by_owner")
    }
    wishes = {pk: text_of(row.by_owner, "goals", "challenges") for pk, row in people.items()}
    gifts = {pk: text_of(row.by_owner, "strengths", "could_offer_me") for pk, row in people.items()}
    wishes = {pk: text for pk, text in wishes.items() if text}
    gifts = {pk: text for pk, text in gifts.items() if text}
    known = len({*wishes, *gifts})
    chosen = _chosen(owner, match_wishes(wishes, gifts, most=_LOOKED_AT), people, most=most)
    warned = vouching_warnings(owner, {pk for match in chosen for pk in (match.seeker, match.giver)})
    return Suggestions(tuple(_suggestion(match, people, wishes, gifts, warned) for match in chosen), known)


def _chosen(owner: Owner, matches: list[Match], people: dict[int, Person], *, most: int) -> list[Match]:
    """Leave out pairs that were introduced or are colleagues, and name nobody more than twice."""
    done = {frozenset(pair) for pair in Introduction.objects.of(owner).values_list("first_id", "second_id")}
    circles = _circles(owner, {pk for match in matches for pk in (match.seeker, match.giver)})
    chosen: list[Match] = []
    named: dict[int, int] = {}
    for match in matches:
        pair = frozenset((match.seeker, match.giver))
        strangers = not circles.get(match.seeker, set()) & circles.get(match.giver, set())
        if pair in done or not strangers or _colleagues(people[match.seeker], people[match.giver]):
            continue
        if any(named.get(pk, 0) >= _EACH for pk in pair):
            continue
        done.add(pair)
        chosen.append(match)
        for pk in pair:
            named[pk] = named.get(pk, 0) + 1
        if len(chosen) == most:
            break
    return chosen


def _colleagues(first: Person, second: Person) -> bool:
    return bool(first.company) and first.company.casefold() == second.company.casefold()


def _circles(owner: Owner, people: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = Membership.objects.of(owner).filter(person__in=people, circle__size__lte=60)
    for person, circle in rows.values_list("person_id", "circle_id"):
        found.setdefault(person, set()).add(circle)
    return found


def _suggestion(
    match: Match,
    people: dict[int, Person],
    wishes: dict[int, str],
    gifts: dict[int, str],
    warned: dict[int, tuple[str, ...]],
) -> Suggestion:
    seeker, giver = people[match.seeker], people[match.giver]
    words = ", ".join(match.words[:4])
    return Suggestion(
        seeker=seeker.pk, seeker_name=seeker.name, seeker_works=works_of(seeker.title, seeker.company),
        giver=giver.pk, giver_name=giver.name, giver_works=works_of(giver.title, giver.company), words=match.words,
        reasons=(
            f"{seeker.name} wants: {_short(wishes[seeker.pk])}",
            f"{giver.name} has: {_short(gifts[giver.pk])}",
            f"Both notes speak of {words}.",
        ),
        warnings=tuple(
            f"{people[pk].name}: {reason}" for pk in (seeker.pk, giver.pk) for reason in warned.get(pk, ())
        ),
        why=f"{giver.name} may be able to help {seeker.name} with {words}.",
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
