"""Ten people a week, the same on every reload; kind answers, kept with their day, that feed one sign."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.accounts.errors import AlreadyDone
from nexalink.archives.taking_back import take_back
from nexalink.audits.columns import network_columns
from nexalink.audits.scoring import score_network
from nexalink.kernel.dates import day_number
from nexalink.people.errors import PersonMissing
from nexalink.recall.actions import answer_recall
from nexalink.recall.choosing import ASKED_A_WEEK, choose_people, week_of
from nexalink.recall.errors import AnswerUnknown, NotAsked, RecallTooLong
from nexalink.recall.models import Recollection
from nexalink.recall.queries import RESULTS, people_of_the_week, recall, recall_result, what_is_known
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_cast, make_owner, make_person

WEEK = week_of(ON)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def connect(cast: Cast, number: int) -> list[int]:
    """Add connections and return their ids."""
    people = [make_person(cast.owner, f"Connection {one:02}") for one in range(number)]
    Tie.objects.bulk_create(
        Tie(owner=cast.owner, person=one, is_connection=True, connected_on=date(2020, 2, 3)) for one in people
    )
    return [one.pk for one in people]


def answer(cast: Cast, person: int, result: str = "known", *, on: date = ON, **typed: str) -> int:
    return answer_recall(cast.owner, person=person, result=result, on=on, by="test", **typed).entry


def asked(cast: Cast, *, on: date = ON) -> list[int]:
    return [one.person for one in people_of_the_week(cast.owner, on=on)]


@pytest.mark.django_db
def test_a_week_asks_about_the_same_ten_and_the_next_about_others(cast: Cast) -> None:
    connect(cast, 40)
    ten = asked(cast)
    assert len(set(ten)) == ASKED_A_WEEK
    sunday = WEEK + timedelta(days=6)
    assert asked(cast, on=WEEK) == asked(cast, on=sunday) == ten
    for person in ten:
        answer(cast, person)
    assert asked(cast) == ten
    found = recall(cast.owner, on=ON)
    assert (found.next, found.revealed, found.answered) == (None, None, ASKED_A_WEEK)
    after = asked(cast, on=ON + timedelta(days=7))
    assert set(after).isdisjoint(ten)


@pytest.mark.django_db
def test_only_people_of_the_feed_are_asked_about(cast: Cast) -> None:
    assert asked(cast) == [cast.friend.pk, cast.stranger.pk] or asked(cast) == [
        cast.stranger.pk,
        cast.friend.pk,
    ]
    Tie.objects.filter(person=cast.stranger).update(removed_on=ON)
    assert asked(cast) == [cast.friend.pk]
    Tie.objects.update(is_connection=False)
    found = recall(cast.owner, on=ON)
    assert (found.people, found.next, found.connected) == ((), None, 0)


@pytest.mark.django_db
def test_what_is_known_is_who_how_and_details(cast: Cast) -> None:
    cast.friend.by_owner = {"how_met": "A walk in Ulm", "facts": "Two dogs"}
    cast.friend.save()
    known = what_is_known(cast.owner, person=cast.friend.pk)
    assert known.who == ("Head of Research, Lindgrün Labs",)
    assert known.how[0] == "How we met: A walk in Ulm"
    assert "12 messages and 1 meeting on record" in known.how
    assert known.details[:2] == ("Personal facts: Two dogs", "Last about: Lunch")
    nothing = what_is_known(cast.owner, person=cast.stranger.pk)
    assert nothing.how[-1] == "No message and no meeting on record"
    assert nothing.details == ()


@pytest.mark.django_db
def test_an_answer_is_kept_replaced_and_taken_back(cast: Cast) -> None:
    first = answer(cast, cast.friend.pk, "partly", who="she leads research", how="a walk", detail="")
    row = Recollection.objects.get()
    assert (row.result, row.who, row.how, row.asked_on) == ("partly", "she leads research", "a walk", ON)
    second = answer(cast, cast.friend.pk, "known", on=ON + timedelta(days=1))
    assert list(Recollection.objects.values_list("result", "who")) == [("known", "")]
    take_back(cast.owner, entry=second, by="test")
    row.refresh_from_db()
    assert (row.result, row.who) == ("partly", "she leads research")
    take_back(cast.owner, entry=first, by="test")
    assert not Recollection.objects.exists()


@pytest.mark.django_db
def test_one_form_is_one_answer(cast: Cast) -> None:
    answer_recall(cast.owner, person=cast.friend.pk, result="known", on=ON, by="test", key="once")
    with pytest.raises(AlreadyDone):
        answer_recall(cast.owner, person=cast.friend.pk, result="unknown", on=ON, by="test", key="once")
    assert Recollection.objects.get().result == "known"


@pytest.mark.django_db
def test_what_cannot_be_is_refused_and_nothing_kept(cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    for person in (other.friend.pk, cast.weak.pk, 10**9):
        with pytest.raises(NotAsked):
            answer(cast, person)
    with pytest.raises(AnswerUnknown):
        answer(cast, cast.friend.pk, "forgotten")
    with pytest.raises(RecallTooLong):
        answer(cast, cast.friend.pk, who="x" * 10_000)
    with pytest.raises(PersonMissing):
        what_is_known(cast.owner, person=other.friend.pk)
    assert not Recollection.objects.exists()


@pytest.mark.django_db
def test_the_result_counts_people_of_a_year_once_and_skipped_ones_never(cast: Cast) -> None:
    people = connect(cast, 7)
    results = ("known", "partly", "partly", "unknown", "skipped", "unknown", "known")
    Recollection.objects.bulk_create(
        Recollection(owner=cast.owner, person_id=person, asked_on=ON - timedelta(days=10), result=result)
        for person, result in zip(people, results, strict=True)
    )
    Recollection.objects.create(owner=cast.owner, person_id=people[5], asked_on=ON, result="known")
    Recollection.objects.create(
        owner=cast.owner, person_id=people[4], asked_on=ON - timedelta(days=365), result="unknown"
    )
    found = recall_result(cast.owner, on=ON)
    assert (found.asked, found.known) == (6, 4)
    assert recall_result(cast.owner, on=ON - timedelta(days=11)).asked == 1
    assert recall_result(make_owner("Other"), on=ON).asked == 0
    weeks = recall(cast.owner, on=ON).weeks
    assert [(row.known, row.partly, row.unknown, row.skipped) for row in weeks][:2] == [
        (1, 0, 0, 0),
        (2, 2, 2, 1),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("known", "state"), [(9, "present"), (11, "absent")])
def test_twenty_answers_decide_the_sign(cast: Cast, known: int, state: str) -> None:
    people = connect(cast, 20)
    Recollection.objects.bulk_create(
        Recollection(
            owner=cast.owner, person_id=person, asked_on=ON, result="known" if number < known else "unknown"
        )
        for number, person in enumerate(people)
    )
    scores = score_network(network_columns(cast.owner, on=ON), on=day_number(ON))
    sign = next(sign for sign in scores.signs if sign.id == "cannot_remember_half")
    assert (sign.numerator, sign.denominator, str(sign.state)) == (20 - known, 20, state)
    assert (sign.basis, sign.estimate) == ("recall", False)


@given(st.sets(st.integers(1, 10**7), max_size=60), st.integers(0, 10**6), st.integers(0, 5_000))
def test_the_draw_is_steady_fair_and_within_the_people(people: set[int], seed: int, week: int) -> None:
    monday = date(2020, 1, 6) + timedelta(days=7 * week)
    chosen = choose_people(people, week=monday, seed=seed)
    assert chosen == choose_people(sorted(people, reverse=True), week=monday, seed=seed)
    assert len(chosen) == len(set(chosen)) == min(len(people), ASKED_A_WEEK)
    assert set(chosen) <= people
    more = choose_people(people | {10**8}, week=monday, seed=seed)
    assert len(set(chosen) - set(more)) <= 1
    rested = choose_people(people, week=monday, seed=seed, rested=chosen)
    assert len(people) < 2 * ASKED_A_WEEK or set(rested).isdisjoint(chosen)


def test_everybody_has_the_same_chance() -> None:
    people = range(1, 51)
    times = dict.fromkeys(people, 0)
    for week in range(500):
        for person in choose_people(people, week=WEEK + timedelta(days=7 * week), seed=1):
            times[person] += 1
    assert min(times.values()) > 60
    assert max(times.values()) < 140


def test_there_is_a_word_for_each_result() -> None:
    assert set(RESULTS) == {"known", "partly", "unknown", "skipped"}
