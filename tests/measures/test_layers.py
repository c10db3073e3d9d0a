import math
import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.layers import LayerSizes, rank_layers

amounts = st.floats(0.001, 100) | st.just(0.0) | st.just(math.nan)
networks = st.lists(st.tuples(amounts, st.integers(0, 9)), max_size=200)


def split(rows: list[tuple[float, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([row[0] for row in rows]), np.array([row[1] for row in rows], dtype=np.float64)


@given(networks)
def test_ranks_and_layers_equal_their_slow_twin(rows: list[tuple[float, int]]) -> None:
    closeness, last = split(rows)
    found = rank_layers(closeness, last_day=last)
    close = [tie for tie in range(len(rows)) if closeness[tie] > 0]
    ordered = sorted(close, key=lambda tie: (-closeness[tie], -last[tie], tie))
    for tie in range(len(rows)):
        rank = ordered.index(tie) + 1 if tie in ordered else 0
        assert found.rank[tie] == rank
        assert found.layer[tie] == next((size for size in (5, 15, 50, 150) if 0 < rank <= size), 0)
    assert found.sizes == {size: min(size, len(ordered)) for size in (5, 15, 50, 150)}


@given(networks, st.randoms(use_true_random=False))
def test_the_order_of_ties_does_not_matter_where_closeness_differs(
    rows: list[tuple[float, int]], dice: random.Random
) -> None:
    rows = list({row[0]: row for row in rows if row[0] > 0}.values())
    places = list(range(len(rows)))
    dice.shuffle(places)
    closeness, _ = split(rows)
    straight = rank_layers(closeness).rank
    assert rank_layers(closeness[places]).rank.tolist() == straight[places].tolist()


@given(networks, st.floats(1, 1000))
def test_the_unit_does_not_matter(rows: list[tuple[float, int]], factor: float) -> None:
    closeness, last = split(rows)
    closeness = np.round(closeness)
    here, there = (rank_layers(closeness * by, last_day=last).rank for by in (1, factor))
    assert here.tolist() == there.tolist()


def test_a_layer_has_an_edge_once_it_is_full() -> None:
    found = rank_layers(np.arange(1.0, 8.0))
    assert found.edges[5] == 3.0
    assert math.isnan(found.edges[15])
    assert found.sizes[15] == 7


def test_equal_closeness_is_ordered_by_the_later_contact() -> None:
    found = rank_layers(np.array([2.0, 2.0, 2.0]), last_day=np.array([5.0, 9.0, np.nan]))
    assert found.rank.tolist() == [2, 1, 3]


def test_the_owner_can_change_the_sizes() -> None:
    found = rank_layers(np.array([4.0, 3.0, 2.0, 1.0]), sizes=LayerSizes((1, 3)))
    assert found.layer.tolist() == [1, 3, 3, 0]


def test_without_ties_there_are_no_layers() -> None:
    assert rank_layers(np.empty(0)).sizes == {5: 0, 15: 0, 50: 0, 150: 0}
