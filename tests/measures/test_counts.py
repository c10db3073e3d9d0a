import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.columns import Direction, Kind
from nexalink.measures.counts import (
    TieCounts,
    contact_rows,
    count_contacts,
    count_second_contacts,
    last_inbound_day,
    per_tie,
)
from tests.measures import oracles as oracle
from tests.measures.oracles import TIES
from tests.networks import DAY, Contact, columns_of, network


def counted(rows: list[Contact], *, on: int) -> TieCounts:
    return count_contacts(columns_of(rows, ties=TIES), on=on)


@given(oracle.contacts, oracle.days)
def test_every_count_equals_its_slow_twin(rows: list[Contact], on: int) -> None:
    found = counted(rows, on=on)
    for tie in range(TIES):
        own = oracle.of_tie(rows, tie, on=on)
        times = [row.at for row in own if oracle.is_contact(row)]
        recent = [row for row in own if row.day > on - 730]
        assert found.first_contact[tie] == pytest.approx(min(times, default=np.nan), nan_ok=True)
        assert found.last_contact[tie] == pytest.approx(max(times, default=np.nan), nan_ok=True)
        assert found.two_way[tie] == oracle.two_way(own)
        assert found.two_way_recent[tie] == oracle.two_way(recent)
        assert found.one_sided_out[tie] == (oracle.one_sided(own) == Direction.OUT)
        assert found.one_sided_in[tie] == (oracle.one_sided(own) == Direction.IN)
        assert found.small_meetings[tie] == sum(map(oracle.is_both_sides, own))
        for kind in Kind:
            for direction in Direction:
                expected = sum(row.kind == kind and row.direction == direction for row in own)
                assert found.of(kind, direction=direction)[tie] == expected


@given(oracle.contacts, oracle.days)
def test_every_contact_is_in_out_or_mutual(rows: list[Contact], on: int) -> None:
    found = counted(rows, on=on)
    whole = found.incoming + found.outgoing + found.mutual
    apart = found.table[:, [Kind.GROUP, Kind.LIST], :].sum(axis=(1, 2))
    assert (whole + apart).tolist() == [len(oracle.of_tie(rows, tie, on=on)) for tie in range(TIES)]


@given(oracle.contacts, oracle.days, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[Contact], on: int, dice: random.Random) -> None:
    shuffled = list(rows)
    dice.shuffle(shuffled)
    here, there = counted(rows, on=on), counted(shuffled, on=on)
    assert np.array_equal(here.table, there.table)
    assert np.array_equal(here.last_contact, there.last_contact, equal_nan=True)
    assert np.array_equal(here.two_way_recent, there.two_way_recent)


@given(oracle.contacts, oracle.contact(), oracle.days)
def test_one_more_contact_never_unmakes_two_way(rows: list[Contact], more: Contact, on: int) -> None:
    before, after = counted(rows, on=on), counted([*rows, more], on=on)
    assert (after.two_way >= before.two_way).all()
    assert (after.two_way_recent <= after.two_way).all()
    assert not (after.one_sided & (after.direct_in > 0) & (after.direct_out > 0)).any()


@pytest.mark.parametrize(
    ("text", "two_way"),
    [
        ("ana 1 > message\nana 2 < mail", True),
        ("ana 1 > message\nana 2 > message", False),
        ("ana 1 = meeting size=5", True),
        ("ana 1 = meeting size=6", False),
        ("ana 1 = call", True),
        ("ana 1 > message\nana 2 < group size=4", False),
        ("ana 1 > mail\nana 2 < list size=40", False),
        ("ana 1 > message note\nana 2 < message", True),
    ],
)
def test_two_way_is_one_each_way_or_a_meeting_of_up_to_five(text: str, two_way: bool) -> None:
    assert count_contacts(network(text), on=10).two_way.tolist() == [two_way]


@pytest.mark.parametrize(("size", "seen"), [(12, True), (13, False)])
def test_a_meeting_is_a_contact_up_to_twelve(size: int, seen: bool) -> None:
    found = count_contacts(network(f"ana 3 = meeting size={size}"), on=10)
    assert np.isfinite(found.last_contact).tolist() == [seen]
    assert found.contact_meetings.tolist() == [int(seen)]
    assert found.mutual.tolist() == [1]


def test_one_sided_takes_five_and_no_meeting_of_any_size() -> None:
    four = "\n".join(f"ana {day} > message" for day in range(4))
    assert not count_contacts(network(four), on=9).one_sided.any()
    five = f"{four}\nana 5 > mail"
    assert count_contacts(network(five), on=9).one_sided_out.all()
    assert not count_contacts(network(f"{five}\nana 6 = meeting size=40"), on=9).one_sided.any()
    assert not count_contacts(network(f"{five}\nana 6 < mail"), on=9).one_sided.any()


def test_what_comes_after_the_day_is_not_looked_at() -> None:
    found = count_contacts(network("ana 5 > message\nana 9 < message"), on=8)
    assert not found.two_way.any()
    assert found.last_contact_day.tolist() == [5]


def test_a_network_without_people_is_counted_too() -> None:
    found = count_contacts(columns_of([]), on=5)
    assert found.table.shape == (0, len(Kind), len(Direction))
    assert found.two_way.tolist() == []


@given(oracle.contacts, st.lists(st.integers(0, 900), min_size=TIES, max_size=TIES), oracle.days)
def test_second_contacts_equal_their_slow_twin(rows: list[Contact], connected: list[int], on: int) -> None:
    judged, without = count_second_contacts(
        columns_of(rows, ties=TIES), connected_day=np.array(connected, dtype=np.float64), on=on
    )
    for tie, day in enumerate(connected):
        assert judged[tie] == (90 <= on - day <= 365)
        own = [row for row in rows if row.tie == tie]
        assert without[tie] == (judged[tie] and not oracle.has_second_contact(own, connected=day))


@pytest.mark.parametrize(("day", "spoken"), [(100, False), (101, True), (190, True), (191, False)])
def test_a_second_contact_is_on_a_later_day_within_ninety_days(day: int, spoken: bool) -> None:
    columns = network(f"ana {day} < message at={DAY - 1}")
    _, without = count_second_contacts(columns, connected_day=np.array([100.0]), on=200)
    assert without.tolist() == [not spoken]


@pytest.mark.parametrize(("connected", "judged"), [(111, False), (110, True), (-165, True), (-166, False)])
def test_connections_of_the_last_year_are_judged_after_ninety_days(connected: int, judged: bool) -> None:
    found, _ = count_second_contacts(
        network("ana 1 < message"), connected_day=np.array([float(connected)]), on=200
    )
    assert found.tolist() == [judged]


def test_who_is_no_connection_is_not_judged() -> None:
    found, without = count_second_contacts(
        network("ana 1 < message"), connected_day=np.array([np.nan]), on=200
    )
    assert not found.any()
    assert not without.any()


@given(oracle.contacts, oracle.days)
def test_last_inbound_day_equals_its_slow_twin(rows: list[Contact], on: int) -> None:
    found = last_inbound_day(columns_of(rows, ties=TIES), on=on)
    for tie in range(TIES):
        inbound = [
            row.day
            for row in oracle.of_tie(rows, tie, on=on)
            if oracle.is_contact(row) and row.direction != Direction.OUT
        ]
        assert found[tie] == pytest.approx(max(inbound, default=np.nan), nan_ok=True)


def test_per_tie_counts_the_marked_rows() -> None:
    columns = network("ana 1 < message\nana 2 < group\nben 3 = meeting size=20\ncem 4 < call")
    assert per_tie(columns, contact_rows(columns)).tolist() == [1, 0, 1]
