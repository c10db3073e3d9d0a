import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.audits.columns import network_columns
from nexalink.audits.document import network_document, number, numbers, people_documents
from nexalink.audits.scoring import Scores, score_network
from nexalink.interactions.models import Direction, Kind, Source
from nexalink.kernel.dates import day_number
from nexalink.reports.audit_json import audit_json
from tests.factories import ON, make_audit, make_cast, make_crowd, make_event, make_owner

pytestmark = pytest.mark.django_db


def scored(owner: Any) -> tuple[Any, Scores]:
    columns = network_columns(owner, on=ON)
    return columns, score_network(columns, on=day_number(ON))


def nulls(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every measure that is null, with the object that has to say why."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if inner is None and name in {"value", "effective", "position", "p_silent", "touches_per_month"}:
                yield f"{path}/{name}", value
            yield from nulls(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from nulls(inner, f"{path}/{place}")


def plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(type(name) is str and plain(inner) for name, inner in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    if type(value) is float:
        return math.isfinite(value)
    return value is None or type(value) in {str, int, bool}


@pytest.mark.parametrize("crowd", [0, 30])
def test_every_missing_value_says_why(crowd: int) -> None:
    cast = make_cast()
    make_crowd(cast.owner, people=crowd)
    document = audit_json(cast.owner, make_audit(cast.owner))
    found = list(nulls({name: document[name] for name in ("people", "network")}))
    assert found
    for path, holder in found:
        assert holder.get("why"), path
    for sign in document["network"]["signs"]:
        said = sign["sentence"].startswith("Not enough data yet: ")
        assert said == (sign["state"] == "not_enough_data")


def test_everything_is_plain_json() -> None:
    cast = make_cast()
    columns, scores = scored(cast.owner)
    assert plain(network_document(columns, scores))
    assert all(map(plain, people_documents(columns, scores)))


def test_contacts_add_up_by_source() -> None:
    cast = make_cast()
    make_event(cast.weak, days_ago=9, kind=Kind.LIST, direction=Direction.IN, source=Source.MAIL)
    make_event(cast.weak, days_ago=8, kind=Kind.GROUP, direction=Direction.IN)
    columns, scores = scored(cast.owner)
    people = dict(zip(columns.people.ids.tolist(), people_documents(columns, scores), strict=True))
    weak, friend = people[cast.weak.pk]["interactions"], people[cast.friend.pk]["interactions"]
    assert weak["by_source"]["mail"] == {"in": 0, "out": 0, "via_list_in": 1, "via_list_out": 0}
    assert (weak["in"] + weak["out"], weak["group"]) == (3, 1)
    assert friend["mutual"] == friend["by_source"]["calendar"]["mutual"] == 1
    assert friend["in"] + friend["out"] == 12
    assert people[cast.stranger.pk]["last_contact"] is None


def test_one_sided_ties_are_named_in_the_figures() -> None:
    cast = make_cast()
    for days_ago in range(5):
        make_event(cast.stranger, days_ago=days_ago + 1, direction=Direction.OUT)
        make_event(
            cast.twin, days_ago=days_ago + 1, kind=Kind.MAIL, direction=Direction.IN, source=Source.MAIL
        )
    columns, scores = scored(cast.owner)
    figures = network_document(columns, scores)["network"]["figures"]
    assert figures["always_giving"] == [cast.stranger.pk]
    assert figures["always_taking"] == [cast.twin.pk]
    assert figures["two_way_connections"] == {"numerator": 1, "denominator": 2}


def test_layers_are_cumulative() -> None:
    owner = make_owner()
    make_crowd(owner, people=20)
    columns, scores = scored(owner)
    layers = network_document(columns, scores)["network"]["layers"]
    assert {name: layer["size"] for name, layer in layers.items()} == {"5": 5, "15": 15, "50": 20, "150": 20}


def test_closeness_is_a_percentile_among_two_way_ties() -> None:
    owner = make_owner()
    make_crowd(owner, people=20)
    columns, scores = scored(owner)
    found = [person["readings"]["closeness"] for person in people_documents(columns, scores)]
    assert all(0 < reading["value"] <= 100 for reading in found)
    order = np.argsort([-reading["parts"]["touch_days"] for reading in found], kind="stable")
    values = [found[place]["value"] for place in order]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize(
    ("value", "expected"), [(math.nan, None), (math.inf, None), (3.0, 3), (0.123456, 0.1235), (-0.5, -0.5)]
)
def test_numbers_are_plain(value: float, expected: float | None) -> None:
    assert number(value) == expected
    assert type(number(value)) is type(expected)


@given(st.lists(st.floats(-1e9, 1e9) | st.sampled_from([math.nan, math.inf, -math.inf, -0.0, 3.0])))
def test_an_array_becomes_the_numbers_that_its_entries_become(values: list[float]) -> None:
    for value, plain_one in zip(values, numbers(np.array(values)), strict=True):
        one = number(value)
        assert (one is None) == (plain_one is None)
        if one is not None and plain_one is not None:
            assert abs(one - plain_one) <= 1e-4
            assert type(plain_one) is (int if float(plain_one).is_integer() else float)
