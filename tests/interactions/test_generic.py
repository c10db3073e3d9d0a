"""Generic touches are counted from texts; nothing is written."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexalink.interactions.generic import MANY, generic_touches, used_kinds
from nexalink.interactions.models import Direction, Interaction, Kind
from tests.factories import ON, Cast, make_cast, make_event, make_owner, make_person

pytestmark = pytest.mark.django_db
LETTER = "I am looking for somebody who knows the timber trade in the north of the country"


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    Interaction.objects.all().delete()
    return cast


def test_greetings_and_one_text_for_many_are_generic(cast: Cast) -> None:
    for number in range(MANY):
        person = make_person(cast.owner, f"Name{number} Other")
        make_event(person, days_ago=5, text=f"Dear Name{number}, {LETTER}")
    make_event(cast.friend, days_ago=6, text="Happy birthday, Farah!")
    make_event(cast.friend, days_ago=7, text="How did the roof of the old mill hold in the storm?")
    make_event(cast.friend, days_ago=8, text="Happy birthday", direction=Direction.IN)
    make_event(cast.friend, days_ago=400, text="Happy birthday")
    before = list(Interaction.objects.values())
    with CaptureQueriesContext(connection) as counted:
        found = generic_touches(cast.owner, on=ON)
    assert len(counted) == 1
    assert (found.written, found.greetings, found.repeated) == (MANY + 2, 1, MANY)
    assert found.share == (MANY + 1) / (MANY + 2)
    assert [(text.people, text.times) for text in found.texts] == [(MANY, MANY)]
    assert found.texts[0].opening.startswith("Dear Name")
    assert list(Interaction.objects.values()) == before


def test_one_text_for_few_or_short_answers_are_none(cast: Cast) -> None:
    for number in range(MANY - 1):
        make_event(make_person(cast.owner, f"N{number}"), days_ago=5, text=LETTER)
    for number in range(MANY):
        make_event(make_person(cast.owner, f"M{number}"), days_ago=5, text="That works for me")
    found = generic_touches(cast.owner, on=ON)
    assert (found.greetings, found.repeated, found.share, found.texts) == (0, 0, 0.0, ())


def test_without_any_text_there_is_no_share(cast: Cast) -> None:
    make_event(cast.friend, days_ago=1)
    other = make_cast(make_owner("Other"))
    make_event(other.friend, days_ago=1, text="Happy birthday")
    assert generic_touches(cast.owner, on=ON).share is None


def test_kinds_are_counted_by_kind_and_depth(cast: Cast) -> None:
    for days in (1, 2):
        make_event(cast.friend, days_ago=days)
    make_event(cast.friend, days_ago=3, kind=Kind.MEETING, direction=Direction.MUTUAL)
    make_event(cast.friend, days_ago=3, kind=Kind.LIST)
    make_event(cast.friend, days_ago=4, direction=Direction.IN)
    found = used_kinds(cast.owner, on=ON)
    assert [(one.kind, one.depth, one.times) for one in found] == [("message", "", 2), ("meeting", "", 1)]
    assert used_kinds(cast.owner, on=ON - timedelta(days=800)) == ()
