import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.counts import count_contacts
from nexalink.measures.years import (
    YearState,
    YearTable,
    count_years,
    decay,
    record_begins,
    whole_years,
    year_states,
    year_table,
)
from tests.measures import oracles_years as slow
from tests.measures.oracles import TIES, contacts
from tests.networks import Contact, columns_of, network

years_of_two = st.integers(1, 7).flatmap(
    lambda years: st.lists(
        st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=years, max_size=years),
        min_size=1,
        max_size=6,
    )
)


def table_of(rows: list[list[tuple[bool, int]]], *, on: int = 10_000) -> YearTable:
    both = np.array([[one[0] for one in row] for row in rows])
    days = np.array([[one[1] for one in row] for row in rows], dtype=np.int64)
    return YearTable(on, both, days, days)


@given(contacts, st.integers(0, 3), st.integers(300, 1_000))
def test_the_table_equals_its_slow_twin(rows: list[Contact], years: int, on: int) -> None:
    found = year_table(columns_of(rows, ties=TIES), on=on, years=years)
    assert found.two_way.shape == found.days.shape == found.own_days.shape == (TIES, years)
    for tie in range(TIES):
        for year in range(years):
            told = {"on": on, "years": years}
            assert found.two_way[tie, year] == slow.two_way_in(rows, tie, year, **told)
            assert found.days[tie, year] == slow.days_in(rows, tie, year, **told)
            assert found.own_days[tie, year] == slow.days_in(rows, tie, year, own=True, **told)


@given(contacts, st.integers(800, 1_000))
def test_two_years_together_hold_what_is_two_way_in_either(rows: list[Contact], on: int) -> None:
    columns = columns_of(rows, ties=TIES)
    found = year_table(columns, on=on, years=2)
    recent = count_contacts(columns, on=on).two_way_recent
    assert (found.two_way.any(axis=1) <= recent).all()


@given(years_of_two)
def test_states_equal_their_slow_twin(rows: list[list[tuple[bool, int]]]) -> None:
    found = year_states(table_of(rows))
    for tie, row in enumerate(rows):
        assert found[tie].tolist() == slow.states_of([one[0] for one in row], [one[1] for one in row])


@given(years_of_two)
def test_who_comes_and_goes_adds_up(rows: list[list[tuple[bool, int]]]) -> None:
    found = count_years(table_of(rows))
    assert (found.two_way == found.kept + found.new + found.back).all()
    assert (found.two_way[:-1] == found.kept[1:] + found.silent[1:]).all()
    assert found.new[0] == found.back[0] == found.silent[0] == 0
    assert (found.deep <= found.two_way).all()


@given(years_of_two)
def test_decay_counts_every_pair_of_years_once(rows: list[list[tuple[bool, int]]]) -> None:
    table = table_of(rows)
    found = decay(table)
    for lag, ties, living in zip(found.after, found.ties, found.living, strict=True):
        pairs = [(row[at][0], row[at + lag][0]) for row in rows for at in range(len(row) - lag)]
        assert (ties, living) == (sum(a for a, _ in pairs), sum(a and b for a, b in pairs))
    threes = [row[at : at + 3] for row in rows for at in range(len(row) - 2)]
    alone = [three for three in threes if three[0][0] and three[1][1] == 0]
    cared = [three for three in threes if three[0][0] and three[1][1] > 0]
    assert (found.left_alone, found.left_alone_living) == (len(alone), sum(three[2][0] for three in alone))
    assert (found.looked_after, found.looked_after_living) == (
        len(cared),
        sum(three[2][0] for three in cared),
    )


@pytest.mark.parametrize(
    ("first", "on", "whole"), [(0, 363, 0), (0, 364, 1), (0, 729, 2), (0, 100_000, 12), (400, 300, 0)]
)
def test_only_whole_years_of_record_count(first: int, on: int, whole: int) -> None:
    assert whole_years(network(f"ada {first} > message"), on=on) == whole


def test_a_list_mail_begins_no_record() -> None:
    rows = network("ada 0 < list\nada 700 > message")
    assert whole_years(rows, on=1_100) == 1
    assert whole_years(rows, on=1_500, since=1_000) == 1
    assert whole_years(network(""), on=500) == 0


def test_a_source_that_hardly_speaks_does_not_shorten_the_record() -> None:
    rows = network("\n".join(f"ada {day} > message" for day in range(0, 1_000, 10)) + "\nbo 900 > mail\n")
    source = np.where(rows.kind == 1, 2, 1).astype(np.int8)
    assert record_begins(rows, source, on=1_000) == {1: (0, 990)}
    assert record_begins(rows, source, on=1_000, least_share=0.001) == {1: (0, 990), 2: (900, 900)}


def test_written_one_year_and_answered_the_next_is_two_way_in_neither() -> None:
    found = year_table(network("ada 300 > message\nada 500 < message"), on=730, years=2)
    assert not found.two_way.any()
    assert year_states(found).tolist() == [[YearState.NEVER, YearState.NEVER]]
