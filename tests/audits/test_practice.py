"""What the owner records day by day reaches the measures: introductions, judgements, promises, cadences."""

from datetime import timedelta

import numpy as np
import pytest

from nexalink.audits.columns import network_columns
from nexalink.audits.scoring import Scores, score_network
from nexalink.interactions.actions import close_commitment, promise
from nexalink.introductions.models import Introduction
from nexalink.kernel.dates import day_number
from nexalink.measures.sign import Sign
from nexalink.ties.actions import assign_tier, judge_tie
from tests.factories import ON, Cast, make_cast, make_owner, make_person

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def scored(cast: Cast) -> Scores:
    return score_network(network_columns(cast.owner, on=ON), on=day_number(ON))


def sign_of(cast: Cast, name: str) -> Sign:
    return next(sign for sign in scored(cast).signs if sign.id == name)


def row_of(cast: Cast, person: int) -> int:
    return network_columns(cast.owner, on=ON).people.ids.tolist().index(person)


def introduce(cast: Cast, first: str, second: str, *, days_ago: int = 5) -> None:
    Introduction.objects.create(
        owner=cast.owner, first=cast.friend, second=make_person(cast.owner, "Somebody New"),
        proposed_on=ON - timedelta(days=30), first_agreed=True, second_agreed=True,
        made_on=ON - timedelta(days=days_ago), first_outcome=first, second_outcome=second,
    )  # fmt: skip


def test_introductions_count_once_both_sides_said_how_it_went(cast: Cast) -> None:
    for first, second in (("good", "good"), ("good", "neutral"), ("good", "good"), ("good", ""), ("", "")):
        introduce(cast, first, second)
    introduce(cast, "bad", "bad", days_ago=-1)
    sign = sign_of(cast, "introductions_well_received")
    assert (sign.numerator, sign.denominator, str(sign.state)) == (2, 3, "absent")
    introduce(cast, "good", "good")
    assert str(sign_of(cast, "introductions_well_received").state) == "present"


def test_introductions_of_another_owner_do_not_count(cast: Cast) -> None:
    introduce(make_cast(make_owner("Other")), "good", "good")
    assert sign_of(cast, "introductions_well_received").denominator == 0


def test_judgements_and_promises_are_parts_of_trust(cast: Cast) -> None:
    for question, answer, on in (
        ("would_recommend", True, ON),
        ("comfortable", False, ON),
        ("would_recommend_me", True, LATER),
    ):
        judge_tie(cast.owner, person=cast.weak.pk, question=question, answer=answer, on=on, by="test")
    for kept in (True, True, False):
        made = promise(cast.owner, person=cast.weak.pk, what="the plan", on=ON, by="test", by_owner=True)
        close_commitment(cast.owner, commitment=made.changes[0]["id"], kept=kept, on=ON, by="test")
    trust = scored(cast).characteristics["trust"]
    row = row_of(cast, cast.weak.pk)
    assert trust.value[row] == pytest.approx(100 * (1 + 0 + 2 / 3) / 3)
    assert np.isnan(trust.parts["would_recommend_me"][row])
    assert np.isnan(trust.value[row_of(cast, cast.friend.pk)])


def test_twenty_judgements_of_comfort_replace_the_estimate(cast: Cast) -> None:
    people = [make_person(cast.owner, f"Person {number}") for number in range(20)]
    for number, person in enumerate(people):
        person_tie(cast, person.pk, comfortable=number < 8)
    sign = sign_of(cast, "uncomfortable_reaching_out")
    assert (sign.numerator, sign.denominator, sign.basis, str(sign.state)) == (12, 20, "judged", "present")


def person_tie(cast: Cast, person: int, *, comfortable: bool) -> None:
    from nexalink.ties.models import Tie

    said = {"comfortable": {"answer": comfortable, "on": ON.isoformat()}}
    Tie.objects.create(owner=cast.owner, person_id=person, judgements=said)


def test_a_tier_without_a_cadence_of_its_own_asks_for_the_tiers(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.friend.pk], tier=1, on=ON, by="test")
    assign_tier(cast.owner, people=[cast.weak.pk], tier=2, on=ON, by="test")
    assert scored(cast).capacity.needed == pytest.approx(30.4 / 30 + 30.4 / 90)
