"""Who could introduce the owner: strongest first, each with the reason."""

from itertools import count

import pytest

from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction, Interaction, Kind, Source
from nexalink.introductions.paths import MOST_PEOPLE, paths_to, paths_to_person
from nexalink.people.models import Person, Position
from nexalink.ties.circles import refresh_employer_circles
from tests.factories import (
    ON,
    Cast,
    make_audit,
    make_cast,
    make_conversation,
    make_owner,
    make_person,
    moment,
)

_EVENTS = count(1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def meet(*people: Person, size: int = 3, kind: Kind = Kind.MEETING) -> None:
    """Add one event with several people: one key for all of them."""
    number = next(_EVENTS)
    for person in people:
        Interaction.objects.create(
            owner=person.owner, person=person, at=moment(30) + number, kind=kind, direction=Direction.MUTUAL, size=size,
            source=Source.CALENDAR, source_key=f"meeting-{number}",
        )  # fmt: skip


def settle(cast: Cast) -> None:
    refresh_ties(cast.owner)
    refresh_employer_circles(cast.owner)
    make_audit(cast.owner)


def test_a_shared_circle_is_a_way_with_its_reason(cast: Cast) -> None:
    settle(cast)
    found = paths_to(cast.owner, "Stella Stranger")
    assert (found.kind, found.name, found.direct) == ("person", "Stella Stranger", "")
    assert [path.name for path in found.paths] == ["Farah Friend"]
    assert "Both worked at Lindgrün Labs (2 of your people)." in found.paths[0].reasons
    assert found.paths[0].reasons[0].startswith("Number ")
    assert "two-way" in found.paths[0].reasons[0]


def test_who_took_part_with_them_is_a_way_and_the_closer_tie_comes_first(cast: Cast) -> None:
    target = make_person(cast.owner, "Tamar Target")
    meet(target, cast.weak)
    meet(target, cast.friend)
    meet(target, cast.friend)
    settle(cast)
    found = paths_to_person(cast.owner, person=target.pk)
    assert [path.name for path in found.paths] == ["Farah Friend", "Wim Weak"]
    assert "Both were in 2 meetings with you." in found.paths[0].reasons
    assert found.paths[0].strength > found.paths[1].strength


def test_large_meetings_introduce_nobody(cast: Cast) -> None:
    target = make_person(cast.owner, "Tamar Target")
    meet(target, cast.friend, size=MOST_PEOPLE + 1)
    settle(cast)
    assert paths_to_person(cast.owner, person=target.pk).paths == ()


def test_somebody_close_needs_no_introduction(cast: Cast) -> None:
    settle(cast)
    assert "Write yourself." in paths_to(cast.owner, "farah@example.com").direct


def test_a_company_opens_through_who_works_there_and_else_through_who_did(cast: Cast) -> None:
    Position.objects.create(
        owner=cast.owner, person=cast.weak, company="Umbra Mills", seen_on=ON, source="linkedin"
    )
    settle(cast)
    here = paths_to(cast.owner, "Lindgrün Labs")
    assert here.kind == "company"
    assert [path.name for path in here.paths] == ["Farah Friend"]
    assert "Works at Lindgrün Labs as Head of Research." in here.paths[0].reasons
    former = paths_to(cast.owner, "umbra mills")
    assert former.kind == "company"
    assert [(path.name, path.reasons[1]) for path in former.paths] == [
        ("Wim Weak", "Was at Umbra Mills before.")
    ]


def test_several_of_one_name_are_offered(cast: Cast) -> None:
    settle(cast)
    found = paths_to(cast.owner, "Farah Friend")
    assert found.kind == "several"
    assert {pk for pk, _, _ in found.candidates} == {cast.friend.pk, cast.twin.pk}


@pytest.mark.parametrize("text", ["", "   ", "Nobody Anywhere", "%", "!!!"])
def test_words_that_mean_nobody_find_nobody(cast: Cast, text: str) -> None:
    settle(cast)
    assert paths_to(cast.owner, text).paths == ()
    assert paths_to(cast.owner, text).kind == "nobody"


def test_another_owners_people_are_no_way(cast: Cast) -> None:
    settle(cast)
    other = make_owner("Other")
    assert paths_to_person(other, person=cast.stranger.pk).kind == "nobody"
    theirs = make_person(other, "Their Target", company="Lindgrün Labs")
    make_conversation(theirs, messages=4)
    refresh_ties(other)
    refresh_employer_circles(other)
    assert [path.person for path in paths_to(other, "Lindgrün Labs").paths] == [theirs.pk]
