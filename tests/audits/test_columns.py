from datetime import timedelta

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexalink.accounts.models import Owner
from nexalink.audits.columns import network_columns
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.models import Direction, Exchange, Kind, Source
from nexalink.kernel.dates import day_number
from nexalink.measures.exchanges import Asked, ExchangeKind, ExchangeSize
from nexalink.ties.models import Note, Tie
from tests.factories import ON, make_cast, make_crowd, make_event, make_owner, moment

pytestmark = pytest.mark.django_db


def queries(owner: Owner) -> int:
    with CaptureQueriesContext(connection) as counted:
        network_columns(owner, on=ON)
    return len(counted)


def test_ten_more_people_take_not_one_more_query() -> None:
    cast = make_cast()
    before = queries(cast.owner)
    crowd = make_crowd(cast.owner, people=10)
    for person in crowd:
        make_gift(cast.owner, person.pk)
        Note.objects.create(owner=cast.owner, person=person, at=moment(3), text="Met", source="hand")
    assert queries(cast.owner) == before
    assert before <= 14


def make_gift(owner: Owner, person: int | None, *, days_ago: int = 5, **fields: object) -> None:
    values = {
        "direction": "given", "kind": "advice", "size": "large", "asked": True, "source": "hand",
        "source_key": f"gift-{person}-{days_ago}", **fields,
    }  # fmt: skip
    Exchange.objects.create(owner=owner, person_id=person, at=moment(days_ago), **values)


def test_rows_are_sorted_by_tie_then_time() -> None:
    cast = make_cast()
    make_crowd(cast.owner, people=3)
    rows = network_columns(cast.owner, on=ON).interactions
    assert (np.diff(rows.tie) >= 0).all()
    assert (np.diff(rows.at)[np.diff(rows.tie) == 0] >= 0).all()
    assert rows.ties == 7


def test_a_day_is_a_day_where_the_owner_lives() -> None:
    cast = make_cast(Owner.objects.create(name="Ota Owner", zone="Pacific/Auckland"))
    rows = network_columns(cast.owner, on=ON).interactions
    # Midday in London is the next day's small hours in Auckland.
    assert (rows.day == rows.at // 86_400 + 1).all()


def test_what_comes_after_the_day_is_left_out() -> None:
    cast = make_cast()
    whole = network_columns(cast.owner, on=ON)
    early = network_columns(cast.owner, on=ON - timedelta(days=50))
    assert 0 < early.interactions.tie.size < whole.interactions.tie.size
    assert early.interactions.day.max() <= day_number(ON) - 50


def test_people_outside_the_network_are_no_rows() -> None:
    cast = make_cast()
    Tie.objects.of(cast.owner).filter(person=cast.weak).update(in_network=False)
    found = network_columns(cast.owner, on=ON)
    assert cast.weak.pk not in found.people.ids.tolist()
    assert found.interactions.ties == len(found.people.ids) == 3
    assert found.interactions.tie.max() < 3


def test_people_carry_what_is_known_of_them() -> None:
    cast = make_cast()
    found = network_columns(cast.owner, on=ON).people
    friend = found.ids.tolist().index(cast.friend.pk)
    assert found.names[friend] == "Farah Friend"
    assert found.domains[friend] == "example.com"
    assert (found.companies[friend], found.titles[friend]) == ("Lindgrün Labs", "Head of Research")
    assert found.is_connection[friend]
    assert np.isnan(found.cadence[friend])
    assert np.isnan(found.note_day).all()


def test_gifts_become_small_numbers() -> None:
    cast = make_cast()
    make_gift(cast.owner, cast.friend.pk)
    make_gift(
        cast.owner, None, days_ago=6, direction="received", asked=None, kind="endorsement", size="small"
    )
    make_gift(cast.owner, cast.weak.pk, days_ago=-9)
    found = network_columns(cast.owner, on=ON)
    friend = found.people.ids.tolist().index(cast.friend.pk)
    rows = sorted(zip(*(column.tolist() for column in (
        found.exchanges.tie, found.exchanges.given, found.exchanges.kind, found.exchanges.size, found.exchanges.asked,
    )), strict=True))  # fmt: skip
    assert rows == [
        (-1, False, ExchangeKind.ENDORSEMENT, ExchangeSize.SMALL, Asked.UNKNOWN),
        (friend, True, ExchangeKind.ADVICE, ExchangeSize.LARGE, Asked.YES),
    ]


def test_requests_are_accepted_on_the_day_of_the_connection() -> None:
    cast = make_cast()
    for number, outcome in enumerate(("accepted", "pending")):
        ConnectionRequest.objects.create(
            owner=cast.owner, direction="out", sent_at=moment(20), outcome=outcome, source="linkedin",
            decided_at=moment(10) if outcome == "accepted" else None, source_key=f"request-{number}",
        )  # fmt: skip
    found = network_columns(cast.owner, on=ON).requests
    assert found.sent_day.tolist() == [day_number(ON) - 20] * 2
    assert sorted(np.nan_to_num(found.connected_day).tolist()) == [0, day_number(ON) - 10]


def test_colleagues_share_a_circle_and_a_lonely_employer_is_one_of_its_own() -> None:
    from nexalink.ties.circles import refresh_employer_circles

    cast = make_cast()
    refresh_employer_circles(cast.owner)
    found = network_columns(cast.owner, on=ON)
    ids = found.people.ids.tolist()
    circle = {ids[tie]: number for tie, number in zip(found.member_tie, found.member_circle, strict=True)}
    assert circle[cast.friend.pk] == circle[cast.stranger.pk] != circle[cast.weak.pk]
    assert cast.twin.pk not in circle


def test_an_owner_sees_only_their_own_rows() -> None:
    mine, theirs = make_cast(), make_cast(make_owner("Bela Other"))
    make_gift(theirs.owner, theirs.friend.pk)
    found = network_columns(mine.owner, on=ON)
    before = found.interactions.at.tolist()
    make_event(theirs.friend, days_ago=1, kind=Kind.MAIL, direction=Direction.IN, source=Source.MAIL)
    again = network_columns(mine.owner, on=ON)
    assert again.interactions.at.tolist() == before
    assert found.exchanges.tie.size == 0
    assert set(found.people.ids.tolist()).isdisjoint(network_columns(theirs.owner, on=ON).people.ids.tolist())


def test_an_empty_network_is_empty_arrays() -> None:
    found = network_columns(make_owner(), on=ON)
    assert found.people.ids.size == found.interactions.tie.size == found.requests.sent_day.size == 0
