"""A tie's counts: what one new interaction adds is what counting all of them anew finds."""

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.interactions.counts import MOST_PEOPLE, count_in, refresh_ties
from nexalink.interactions.models import Direction, Interaction, Kind, Source
from nexalink.ties.actions import assign_tiers
from nexalink.ties.models import Tie
from tests.factories import ON, make_crowd, make_event, make_owner, make_person

SEEN_IN = [Source.LINKEDIN, Source.MAIL, Source.CALENDAR, Source.MANUAL]
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(Kind), st.sampled_from(Direction), st.sampled_from(SEEN_IN),
        st.sampled_from([1, 5, 6, MOST_PEOPLE, MOST_PEOPLE + 1]), st.integers(-3_000_000_000, 2_000_000_000) | st.just(0),
    ),
    max_size=8,
)  # fmt: skip


class OneByOne(TestCase):
    """Whatever happens in whatever order."""

    @settings(max_examples=60, deadline=None)
    @given(EVENTS, st.booleans())
    def test_the_sum_is_that_of_all(
        self, events: list[tuple[Kind, Direction, Source, int, int]], is_tracked: bool
    ) -> None:
        owner = make_owner()
        person = make_person(owner, "Ada Example")
        refresh_ties(owner, {person.pk})
        if is_tracked:
            assign_tiers(owner, tiers={person.pk: 2}, on=ON, by="test")
        for number, (kind, direction, source, size, at) in enumerate(events):
            new = Interaction.objects.create(
                owner=owner, person=person, kind=kind, direction=direction, source=source, size=size, at=at,
                source_key=str(number),
            )  # fmt: skip
            count_in(new)
            counted = model_to_dict(Tie.objects.get(person=person))
            refresh_ties(owner, {person.pk})
            assert counted == model_to_dict(Tie.objects.get(person=person))


@pytest.mark.django_db
def test_it_takes_two_queries_however_much_was_said_before() -> None:
    person = make_crowd(make_owner(), people=3)[0]
    refresh_ties(person.owner)
    for days in range(30):
        make_event(person, days_ago=days)
    with CaptureQueriesContext(connection) as counted:
        count_in(make_event(person, days_ago=3))
    assert len(counted) == 1 + 2


@pytest.mark.django_db
def test_somebody_without_a_tie_gets_one() -> None:
    person = make_person(make_owner(), "Ada Example")
    count_in(make_event(person, days_ago=3, direction=Direction.IN))
    assert Tie.objects.get(person=person).incoming == 1
