import pytest

from nexalink.audits.columns import network_columns
from nexalink.audits.picture import picture_columns
from nexalink.audits.scoring import score_network
from nexalink.kernel.dates import day_number
from tests.factories import ON, make_cast, make_crowd

pytestmark = pytest.mark.django_db


def test_the_closest_come_first_and_who_has_no_contact_is_in_the_field() -> None:
    cast = make_cast()
    make_crowd(cast.owner, people=12)
    columns = network_columns(cast.owner, on=ON)
    found = picture_columns(columns, score_network(columns, on=day_number(ON)))
    ranks = [person["rank"] for person in found["people"]]
    assert ranks == list(range(1, len(ranks) + 1))
    assert found["people"][0]["id"] == cast.friend.pk
    assert cast.stranger.pk not in [person["id"] for person in found["people"]]
    assert found["beyond"] == 1 == sum(found["field"].values())
    assert len(found["people"]) + found["beyond"] == len(columns.people.ids)


def test_a_dot_says_what_is_true_of_its_tie() -> None:
    cast = make_cast()
    columns = network_columns(cast.owner, on=ON)
    friend = picture_columns(columns, score_network(columns, on=day_number(ON)))["people"][0]
    assert (friend["in"], friend["out"], friend["mutual"]) == (6, 6, 1)
    assert friend["last_contact_day"] == day_number(ON) - 3
    assert friend["rank_a_year_ago"] is None
    assert friend["genuine"]
