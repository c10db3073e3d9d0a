"""When silent ties that come into a tier together have their first turn."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.interactions.actions import log_touch
from nexalink.interactions.counts import refresh_ties
from nexalink.ties.actions import assign_tier, set_cadence
from nexalink.ties.due import AT_ONCE, CADENCES, first_turns
from nexalink.ties.models import Tie
from nexalink.today.nudges import Group
from nexalink.today.queries import everything_due, todays_list
from tests.factories import ON, make_crowd, make_event, make_owner

BY = "test"


@pytest.mark.django_db
def test_many_silent_ties_come_one_after_the_other_within_their_cadence() -> None:
    owner = make_owner()
    crowd = make_crowd(owner, people=35)
    later = ON + timedelta(days=400)  # everybody is long silent by then
    assign_tier(owner, people=[person.pk for person in crowd], tier=2, on=later, by=BY)
    ties = {tie.person_id: tie for tie in Tie.objects.of(owner)}
    assert {tie.next_touch_due for tie in ties.values()} == {
        min(tie.next_touch_due or later for tie in ties.values())
    }
    assert todays_list(owner, on=later).total == AT_ONCE
    turns = first_turns(ties.values(), usual=CADENCES)
    assert len(turns) == len(crowd) - AT_ONCE
    assert all(later < day < later + timedelta(days=90) for day in turns.values())
    assert max(Counter(turns.values()).values()) == 1
    by_closeness = sorted(turns, key=lambda person: (ties[person].rank, ties[person].pk))
    assert by_closeness == sorted(turns, key=lambda person: turns[person])
    assert todays_list(owner, on=later + timedelta(days=90)).total == len(crowd)


@pytest.mark.django_db
def test_a_touch_ends_the_wait_and_a_tie_alone_does_not_wait() -> None:
    owner = make_owner()
    crowd = make_crowd(owner, people=AT_ONCE + 2)
    later = ON + timedelta(days=400)
    for person in crowd:
        assign_tier(owner, people=[person.pk], tier=1, on=later, by=BY)
    turns = first_turns(Tie.objects.of(owner), usual=CADENCES)
    assert len(turns) == 2
    waits = min(turns)
    log_touch(owner, person=waits, day=later, on=later, by=BY)
    assert waits not in first_turns(Tie.objects.of(owner), usual=CADENCES)
    due = Tie.objects.get(person=waits).next_touch_due
    assert due == later + timedelta(days=30)
    days = {nudge.person: day for day, nudge in everything_due(owner, on=due) if nudge.group is Group.OVERDUE}
    assert days[waits] == due


@pytest.mark.django_db
def test_who_is_not_yet_due_is_due_by_the_clock_alone() -> None:
    owner = make_owner()
    crowd = make_crowd(owner, people=12)
    for person in crowd:
        make_event(person, days_ago=1)
    refresh_ties(owner)
    assign_tier(owner, people=[person.pk for person in crowd], tier=1, on=ON, by=BY)
    set_cadence(owner, person=crowd[0].pk, days=7, on=ON, by=BY)
    assert first_turns(Tie.objects.of(owner), usual=CADENCES) == {}


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.integers(0, 2),
            st.integers(-400, 400),
            st.integers(1, 50),
            st.none() | st.integers(1, 400),
        ),
        max_size=40,
    )
)
def test_nobody_waits_longer_than_a_cadence(rows: list[tuple[int, int, int, int, int | None]]) -> None:
    ties = [
        Tie(
            pk=number, person_id=number, tracked=True, tier=tier, tier_since=date(2026, 1, 1 + since), rank=rank,
            next_touch_due=date(2026, 1, 2) + timedelta(days=due), cadence_days=cadence,
        )
        for number, (tier, since, due, rank, cadence) in enumerate(rows)
    ]  # fmt: skip
    turns = first_turns(ties, usual=CADENCES)
    for tie in ties:
        if tie.person_id in turns:
            assert tie.tier_since is not None
            assert tie.next_touch_due is not None
            assert tie.next_touch_due <= tie.tier_since <= turns[tie.person_id]
            cadence = tie.cadence_days or CADENCES[tie.tier or 3]
            assert turns[tie.person_id] < tie.tier_since + timedelta(days=cadence)
    assert first_turns(ties[::-1], usual=CADENCES) == turns
