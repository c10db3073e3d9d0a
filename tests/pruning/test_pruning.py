"""At most fifteen ties with their reasons; what would be lost is said and protected; four choices, each taken back whole."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.errors import AlreadyDone
from nexalink.accounts.models import Owner
from nexalink.archives.taking_back import take_back
from nexalink.interactions.actions import promise
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction
from nexalink.people.models import Person
from nexalink.pruning.actions import choose, close_review, start_review
from nexalink.pruning.errors import (
    AlreadyChosen,
    ChoiceUnknown,
    NobodyToReview,
    NoTierToLower,
    ReviewMissing,
    ReviewOpen,
    TieProtected,
)
from nexalink.pruning.models import Candidate, Session
from nexalink.pruning.offering import MOST, count_offers, find_offers
from nexalink.pruning.queries import CHOICES, open_review, reviews
from nexalink.ties.actions import assign_tier, assign_tiers
from nexalink.ties.models import Reminder, Tie
from tests.factories import (
    ON,
    Cast,
    make_audit,
    make_cast,
    make_conversation,
    make_crowd,
    make_event,
    make_owner,
    make_person,
)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def silent(cast: Cast, number: int, *, days: int = 500, messages: int = 2) -> list[Person]:
    """Add people with a short conversation long ago."""
    people = [make_person(cast.owner, f"Silent {one:02}") for one in range(number)]
    for place, person in enumerate(people):
        make_conversation(person, messages=messages, newest=days + place)
    refresh_ties(cast.owner)
    return people


LONG_AGO = ON - timedelta(days=200)


def start(owner: Owner, *, on: date = ON) -> None:
    start_review(owner, on=on, by="test")


def offered(owner: Owner, *, on: date = ON) -> dict[str, tuple[str, ...]]:
    names = dict(Person.objects.of(owner).values_list("id", "name"))
    return {names[offer.person]: offer.because for offer in find_offers(owner, on=on)}


def numbered(owner: Owner, name: str) -> int:
    return Candidate.objects.of(owner).get(person__name=name, session__closed_on=None).pk


def decide(owner: Owner, name: str, choice: str, *, on: date = ON, anyway: bool = False) -> int:
    candidate = numbered(owner, name)
    return choose(owner, candidate=candidate, choice=choice, on=on, by="test", anyway=anyway).entry


def tie_of(name: str) -> Tie:
    return Tie.objects.get(person__name=name)


def write(person: Person, directions: Sequence[Direction], *, days: int = 10) -> None:
    for place, direction in enumerate(directions):
        make_event(person, days_ago=days + place, direction=direction)
    refresh_ties(person.owner)


@pytest.mark.django_db
def test_a_tie_comes_up_for_silence_for_one_way_and_for_capacity(cast: Cast) -> None:
    silent(cast, 1)
    Tie.objects.filter(person=cast.stranger).update(is_connection=True, connected_on=date(2021, 5, 4))
    write(make_person(cast.owner, "One Way"), [Direction.OUT] * 5)
    write(make_person(cast.owner, "Other Way"), [Direction.IN] * 6)
    write(make_person(cast.owner, "Few"), [Direction.OUT] * 4)
    assert offered(cast.owner) == {
        "One Way": ("You wrote 5 times and heard nothing.",),
        "Other Way": ("They wrote 6 times; you never answered.",),
        "Silent 00": ("Silent for 16 months.",),
        "Stella Stranger": ("No contact on record, and connected for 5 years.",),
    }


@pytest.mark.django_db
def test_a_tracked_tie_is_dormant_by_its_own_cadence(cast: Cast) -> None:
    make_conversation(cast.twin, messages=2, newest=200)
    refresh_ties(cast.owner)
    assign_tiers(cast.owner, tiers={cast.weak.pk: 1, cast.stranger.pk: 2}, on=ON, by="test")
    later = ON + timedelta(days=100)
    found = offered(cast.owner, on=later)
    assert found["Wim Weak"][0] == "Silent for 7 months; you wanted every 30 days."
    assert found["Stella Stranger"] == ("No contact on record, and in a tier for 3 months.",)
    assert "Wim Weak" not in offered(cast.owner)


@pytest.mark.django_db
def test_beyond_capacity_are_the_least_close_that_the_pace_does_not_reach(cast: Cast) -> None:
    crowd = make_crowd(cast.owner, people=20)
    for person in (cast.friend, *crowd[:3]):
        make_conversation(person, messages=12, every_days=20, newest=30)
    refresh_ties(cast.owner)
    assign_tiers(
        cast.owner,
        tiers=dict.fromkeys([cast.friend.pk, *(one.pk for one in crowd)], 1),
        on=ON,
        by="test",
    )
    assert not any("capacity" in said for because in offered(cast.owner).values() for said in because)
    audit = make_audit(cast.owner)
    made = audit.document["network"]["capacity"]["touches_per_month"]
    offers = find_offers(cast.owner, on=ON, most=100)
    outside = {offer.person for offer in offers if "capacity" in offer.because[-1]}
    assert cast.friend.pk not in outside
    inside = 21 - len(outside)
    assert inside * 30.4 / 30 <= made < (inside + 1) * 30.4 / 30


@pytest.mark.django_db
def test_a_review_has_at_most_fifteen_and_those_in_a_tier_first(cast: Cast) -> None:
    people = silent(cast, 30)
    assign_tier(cast.owner, people=[people[-1].pk], tier=3, on=LONG_AGO, by="test")
    start(cast.owner)
    review = open_review(cast.owner)
    assert review is not None
    assert review.ties[0].name == "Silent 29"
    assert [tie.number for tie in review.ties] == list(range(1, MOST + 1))
    assert count_offers(cast.owner, on=ON) >= 30
    with pytest.raises(ReviewOpen):
        start(cast.owner)


@pytest.mark.django_db
def test_what_would_be_lost_is_said_and_protects(cast: Cast) -> None:
    old = make_person(cast.owner, "Once Close")
    make_conversation(old, messages=20, every_days=5, newest=400)
    (quiet,) = silent(cast, 1)
    refresh_ties(cast.owner)
    promise(cast.owner, person=quiet.pk, what="the book", on=ON, by="test", by_owner=True)
    make_audit(cast.owner)
    start(cast.owner)
    review = open_review(cast.owner)
    assert review is not None
    lost = {tie.name: (tie.lost, tie.proposed) for tie in review.ties}
    assert lost["Silent 00"] == (("An open promise between you.",), "keep")
    (said,), proposed = lost["Once Close"]
    assert (said[:20], proposed) == ("Once strong: number ", "reach_out")
    for name in lost:
        if lost[name][0]:
            with pytest.raises(TieProtected):
                decide(cast.owner, name, "fade")
    decide(cast.owner, "Once Close", "fade", anyway=True)
    assert tie_of("Once Close").faded_on == ON


@pytest.mark.django_db
def test_whom_the_owner_chose_lately_is_given_a_first_cadence(cast: Cast) -> None:
    (person,) = silent(cast, 1)
    assign_tier(cast.owner, people=[person.pk], tier=3, on=ON - timedelta(days=179), by="test")
    assert "Silent 00" not in offered(cast.owner)
    assert offered(cast.owner, on=ON + timedelta(days=1))["Silent 00"] == (
        "Silent for 16 months; you wanted every 6 months.",
    )


@pytest.mark.django_db
def test_the_count_is_of_those_who_would_come_up_one_after_the_other(cast: Cast) -> None:
    people = silent(cast, 8)
    write(make_person(cast.owner, "One Way"), [Direction.OUT] * 7)
    assign_tier(cast.owner, people=[people[0].pk], tier=3, on=LONG_AGO, by="test")
    assert count_offers(cast.owner, on=ON) == len(find_offers(cast.owner, on=ON, most=100)) == 10
    Tie.objects.filter(person=people[1]).update(faded_on=ON)
    assert count_offers(cast.owner, on=ON) == len(find_offers(cast.owner, on=ON, most=100)) == 9


@pytest.mark.django_db
def test_a_bridge_is_what_the_audit_calls_one(cast: Cast) -> None:
    for person in make_crowd(cast.owner, people=51):
        make_conversation(person, messages=4, every_days=2)
    far = make_person(cast.owner, "Far Away", company="Quiet Quarry")
    make_conversation(far, messages=2, newest=500)
    refresh_ties(cast.owner)
    make_audit(cast.owner)
    (offer,) = (one for one in find_offers(cast.owner, on=ON) if one.person == far.pk)
    assert offer.lost == ("Only bridge to a circle: nobody else you know is at Quiet Quarry.",)


@pytest.mark.django_db
def test_protected_ties_do_not_fill_a_review(cast: Cast) -> None:
    people = silent(cast, 12)
    for person in people[:9]:
        promise(cast.owner, person=person.pk, what="x", on=ON, by="test", by_owner=False)
    offers = find_offers(cast.owner, on=ON)
    assert sum(bool(offer.lost) for offer in offers) == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("choice", "tier", "after"),
    [
        ("keep", 2, (2, True, None)),
        ("lower", 1, (2, True, None)),
        ("lower", 2, (3, True, None)),
        ("lower", 3, (None, False, None)),
        ("fade", 2, (None, False, ON)),
        ("fade", None, (None, False, ON)),
        ("reach_out", None, (None, False, None)),
    ],
)
def test_each_choice_does_what_it_says_and_is_taken_back(
    cast: Cast, choice: str, tier: int | None, after: tuple[int | None, bool, date | None]
) -> None:
    (person,) = silent(cast, 1)
    if tier:
        assign_tier(cast.owner, people=[person.pk], tier=tier, on=ON - timedelta(days=600), by="test")
    start(cast.owner)
    before = state_of(cast.owner)
    entry = decide(cast.owner, "Silent 00", choice)
    tie = tie_of("Silent 00")
    assert (tie.tier, tie.tracked, tie.faded_on) == after
    assert Reminder.objects.count() == (choice == "reach_out")
    assert (tie.next_touch_due is None) == (not tie.tracked)
    review = open_review(cast.owner)
    assert review is not None
    assert [one.entry for one in review.decided] == [entry]
    take_back(cast.owner, entry=entry, by="test")
    assert state_of(cast.owner) == before
    assert Person.objects.filter(name="Silent 00").exists()


def state_of(owner: Owner) -> list[object]:
    """Return everything a review can change."""
    return [
        list(model._default_manager.filter(owner=owner).order_by("pk").values_list())
        for model in (Tie, Candidate, Session, Reminder)
    ]


@pytest.mark.django_db
def test_reaching_out_stands_on_tomorrows_list(cast: Cast) -> None:
    from nexalink.today.queries import todays_list

    silent(cast, 1)
    start(cast.owner)
    decide(cast.owner, "Silent 00", "reach_out")
    tomorrow = todays_list(cast.owner, on=ON + timedelta(days=1)).nudges
    assert [(nudge.name, nudge.group) for nudge in tomorrow if nudge.group == "reminder"] == [
        ("Silent 00", "reminder")
    ]


@pytest.mark.django_db
def test_who_faded_is_not_offered_for_a_year_and_who_was_kept_not_for_half(cast: Cast) -> None:
    silent(cast, 2)
    start(cast.owner)
    decide(cast.owner, "Silent 00", "fade")
    decide(cast.owner, "Silent 01", "keep")
    close_review(cast.owner, on=ON, by="test")
    assert {"Silent 00", "Silent 01"}.isdisjoint(offered(cast.owner))
    assert "Silent 01" not in offered(cast.owner, on=ON + timedelta(days=179))
    half = offered(cast.owner, on=ON + timedelta(days=181))
    assert "Silent 01" in half
    assert "Silent 00" not in half
    assert "Silent 00" not in offered(cast.owner, on=ON + timedelta(days=364))
    assert "Silent 00" in offered(cast.owner, on=ON + timedelta(days=366))


@pytest.mark.django_db
def test_reviews_are_kept_as_history(cast: Cast) -> None:
    silent(cast, 3)
    start(cast.owner)
    decide(cast.owner, "Silent 00", "fade")
    decide(cast.owner, "Silent 01", "keep")
    entry = close_review(cast.owner, on=ON, by="test").entry
    found = reviews(cast.owner, on=ON)
    assert found.open is None
    (past,) = found.past
    assert past.counts["fade"] == past.counts["keep"] == 1
    assert past.closed_on == ON
    take_back(cast.owner, entry=entry, by="test")
    again = reviews(cast.owner, on=ON).open
    assert again is not None
    assert len(again.decided) == 2


@pytest.mark.django_db
def test_a_review_decided_on_throughout_gives_way_to_the_next(cast: Cast) -> None:
    silent(cast, 20)
    start(cast.owner)
    review = open_review(cast.owner)
    assert review is not None
    for tie in review.ties:
        decide(cast.owner, tie.name, "keep")
    start(cast.owner, on=ON)
    assert Session.objects.filter(closed_on=None).count() == 1
    assert Session.objects.count() == 2


@pytest.mark.django_db
def test_what_cannot_be_is_refused_and_nothing_changes(cast: Cast) -> None:
    Tie.objects.filter(person=cast.stranger).update(connected_on=ON)
    with pytest.raises(NobodyToReview):
        start(cast.owner)
    with pytest.raises(ReviewMissing):
        close_review(cast.owner, on=ON, by="test")
    silent(cast, 2)
    other = make_cast(make_owner("Other"))
    silent(other, 1)
    start(cast.owner)
    start(other.owner)
    before = state_of(cast.owner), state_of(other.owner)
    foreign = Candidate.objects.of(other.owner).values_list("pk", flat=True)[0]
    for wrong in (foreign, 10**9):
        with pytest.raises(ReviewMissing):
            choose(cast.owner, candidate=wrong, choice="fade", on=ON, by="test")
    with pytest.raises(ChoiceUnknown):
        decide(cast.owner, "Silent 01", "delete")
    with pytest.raises(NoTierToLower):
        decide(cast.owner, "Silent 01", "lower")
    assert (state_of(cast.owner), state_of(other.owner)) == before
    decide(cast.owner, "Silent 01", "keep")
    with pytest.raises(AlreadyChosen):
        decide(cast.owner, "Silent 01", "fade")


@pytest.mark.django_db
def test_one_form_is_one_choice(cast: Cast) -> None:
    silent(cast, 1)
    start(cast.owner)
    candidate = numbered(cast.owner, "Silent 00")
    choose(cast.owner, candidate=candidate, choice="fade", on=ON, by="test", key="once")
    with pytest.raises(AlreadyDone):
        choose(cast.owner, candidate=candidate, choice="fade", on=ON, by="test", key="once")


@pytest.mark.django_db
def test_the_queries_do_not_grow_with_the_network(cast: Cast) -> None:
    silent(cast, 3)
    make_audit(cast.owner)

    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert find_offers(cast.owner, on=ON)
            assert count_offers(cast.owner, on=ON)
        return len(counted)

    before = asked()
    silent(cast, 20)
    make_audit(cast.owner)
    assert asked() == before <= 14


class TestRandomReviews(TestCase):
    """Any run of choices, each taken back in the end, leaves everything as it was."""

    @settings(max_examples=15)
    @given(
        st.lists(st.sampled_from(list(CHOICES)), max_size=8),
        st.lists(st.integers(1, 3), min_size=8, max_size=8),
    )
    def test_any_choices_are_taken_back_whole(self, choices: list[str], tiers: list[int]) -> None:
        cast = make_cast()
        people = silent(cast, 8)
        wanted = {person.pk: tier for person, tier in zip(people, tiers, strict=True)}
        assign_tiers(cast.owner, tiers=wanted, on=ON - timedelta(days=900), by="test")
        start(cast.owner)
        before = state_of(cast.owner)
        entries = [
            decide(cast.owner, person.name, choice) for person, choice in zip(people, choices, strict=False)
        ]
        for tie in Tie.objects.of(cast.owner):
            assert tie.tracked == (tie.tier is not None)
            assert tie.faded_on is None or not tie.tracked
        for entry in reversed(entries):
            take_back(cast.owner, entry=entry, by="test")
        assert state_of(cast.owner) == before
