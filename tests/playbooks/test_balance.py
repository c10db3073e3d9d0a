"""Whether an ask is earned: more given than received, and contact on two days since the start."""

from datetime import timedelta

import pytest

from nexalink.interactions.actions import log_touch, record_exchange
from nexalink.interactions.models import Exchange
from nexalink.playbooks.balance import Balance, balances
from tests.factories import ON, Cast, make_cast, make_owner, moment


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def balance(cast: Cast, *, since: int = 0) -> Balance:
    start = ON - timedelta(days=since)
    return balances(cast.owner, people=[cast.weak.pk], since=start, on=ON)[cast.weak.pk]


def test_only_days_of_contact_since_the_start_count(cast: Cast) -> None:
    assert balance(cast, since=99).touches == 0
    assert balance(cast, since=300).touches == 3
    log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test")
    log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test")
    assert balance(cast).touches == 1
    later = ON + timedelta(days=1)
    log_touch(cast.owner, person=cast.weak.pk, day=later, on=later, by="test")
    assert balance(cast).touches == 1


def test_sizes_weigh_and_a_click_weighs_little(cast: Cast) -> None:
    for direction, size in (("given", "large"), ("given", "small"), ("received", "medium")):
        record_exchange(
            cast.owner, person=cast.weak.pk, direction=direction, kind="help", size=size, day=ON, on=ON, by="test"
        )  # fmt: skip
    Exchange.objects.create(
        owner=cast.owner, person=cast.weak, direction="received", kind="endorsement", size="large", at=moment(5),
        source="linkedin", source_key="e",
    )  # fmt: skip
    found = balance(cast)
    assert (found.given, found.received) == (10.0, 3.2)
    assert found.sentence == "Given 10, received 3.2, 0 touches since the start"


@pytest.mark.parametrize(
    ("given_out", "received", "touches", "earned"),
    [(1, 0, 2, True), (1, 0, 1, False), (1, 1, 5, False), (0, 0, 9, False), (3, 1, 2, True)],
)
def test_an_ask_is_earned_by_both(given_out: int, received: int, touches: int, earned: bool) -> None:
    assert Balance(given_out, received, touches).earned is earned


def test_another_owners_ledger_says_nothing(cast: Cast) -> None:
    record_exchange(
        cast.owner,
        person=cast.weak.pk,
        direction="given",
        kind="help",
        size="large",
        day=ON,
        on=ON,
        by="test",
    )
    found = balances(make_owner("Other"), people=[cast.weak.pk], since=ON, on=ON)
    assert found == {cast.weak.pk: Balance(0, 0, 0)}
