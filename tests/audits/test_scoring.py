from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from nexalink.audits.columns import NetworkColumns, network_columns
from nexalink.audits.scoring import ScoreSettings, score_network
from nexalink.gate.models import ConnectionRequest
from nexalink.kernel.dates import day_number
from nexalink.measures.layers import LayerSizes
from nexalink.ties.models import Tie
from tests.factories import ON, make_cast, make_crowd, make_event, make_owner, moment

pytestmark = pytest.mark.django_db
DAY = day_number(ON)


def crowd(*, people: int = 30) -> NetworkColumns:
    owner = make_owner()
    for number, person in enumerate(make_crowd(owner, people=people)):
        make_event(person, days_ago=5 + 7 * number)
    return network_columns(owner, on=ON)


def test_the_same_columns_give_the_same_scores() -> None:
    columns = crowd()
    one, other = (score_network(columns, on=DAY) for _ in range(2))
    assert (one.spectrum.low, one.spectrum.high) == (other.spectrum.low, other.spectrum.high)
    assert np.array_equal(one.closeness, other.closeness, equal_nan=True)


def test_scores_look_at_ages_only() -> None:
    columns = crowd()
    rows = columns.interactions
    later = replace(rows, at=rows.at + 100 * 86_400, day=rows.day + np.int32(100))
    here, there = (
        score_network(columns, on=DAY),
        score_network(replace(columns, interactions=later), on=DAY + 100),
    )
    assert np.array_equal(here.closeness, there.closeness, equal_nan=True)
    assert np.array_equal(here.tiers.tier, there.tiers.tier)


def test_the_owner_sets_the_layers() -> None:
    found = score_network(crowd(), on=DAY, settings=ScoreSettings(layers=LayerSizes((2, 4))))
    assert set(found.layers.layer.tolist()) == {0, 2, 4}


def test_a_mark_wins_over_the_counts() -> None:
    cast = make_cast()
    Tie.objects.of(cast.owner).filter(person=cast.friend).update(marked_genuine=False)
    Tie.objects.of(cast.owner).filter(person=cast.stranger).update(marked_genuine=True)
    columns = network_columns(cast.owner, on=ON)
    genuine = score_network(columns, on=DAY).genuine.genuine
    named = [name for name, is_genuine in zip(columns.people.names, genuine, strict=True) if is_genuine]
    assert named == ["Wim Weak", "Stella Stranger"]


@pytest.mark.parametrize(("exported", "sent"), [(0, 1), (-30, 1), (150, 0), (5, 1)])
def test_the_window_of_requests_ends_with_the_export_and_never_after_the_audit(
    exported: int, sent: int
) -> None:
    cast = make_cast()
    ConnectionRequest.objects.create(
        owner=cast.owner, direction="out", sent_at=moment(10), outcome="pending", source="linkedin", source_key="one"
    )  # fmt: skip
    columns = network_columns(cast.owner, on=ON)
    found = score_network(columns, on=DAY, request_day=DAY - exported).requests
    assert found.outgoing.sent == sent
    assert found.to_day == min(DAY - exported, DAY)


def test_a_tie_is_active_for_a_year_of_days() -> None:
    cast = make_cast()
    make_event(cast.stranger, days_ago=365)
    columns = network_columns(cast.owner, on=ON)
    signs = {str(sign.id): sign for sign in score_network(columns, on=DAY).signs}
    today = {str(sign.id): sign for sign in score_network(columns, on=DAY - 1).signs}
    assert signs["one_way_value"].denominator == 3
    assert today["one_way_value"].denominator == 4


def test_maintenance_follows_the_cadence_of_the_owner() -> None:
    cast = make_cast()
    Tie.objects.of(cast.owner).filter(person=cast.friend).update(tier=1, cadence_days=30)
    columns = network_columns(cast.owner, on=ON)
    found = score_network(columns, on=DAY)
    friend = columns.people.ids.tolist().index(cast.friend.pk)
    assert found.characteristics["maintenance"].parts["allowed_days"][friend] == 30
    assert found.capacity.needed == pytest.approx(30.4 / 30)


def test_a_network_without_contact_is_scored_too() -> None:
    cast = make_cast()
    columns = network_columns(cast.owner, on=ON - timedelta(days=4000))
    found = score_network(columns, on=DAY - 4000)
    assert found.genuine.count == 0
    assert np.isnan(found.percentile).all()
    assert {str(sign.state) for sign in found.signs} == {"not_enough_data"}
