import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures import bridges
from nexalink.measures.bridges import (
    circles_alone,
    dyadic_constraint,
    graph_of,
    overlap,
    weak_ties_that_matter,
)
from nexalink.measures.reasons import Reason

edges = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=40)


def both(pairs: list[tuple[int, int]]) -> tuple[bridges.Graph, nx.Graph]:
    source, target = (np.array([pair[end] for pair in pairs], dtype=np.int64) for end in (0, 1))
    slow = nx.Graph()
    for one, other in pairs:
        if one != other:
            weight = slow.get_edge_data(one, other, {"weight": 0})["weight"]
            slow.add_edge(one, other, weight=weight + 1)
    return graph_of(source, target, nodes=9), slow


@given(edges)
def test_overlap_equals_its_definition(pairs: list[tuple[int, int]]) -> None:
    graph, slow = both(pairs)
    assert graph.node.size == 2 * slow.number_of_edges()
    for one, other, value in zip(graph.node.tolist(), graph.neighbour.tolist(), overlap(graph), strict=True):
        shared = len(list(nx.common_neighbors(slow, one, other)))
        others = slow.degree(one) - 1 + slow.degree(other) - 1 - shared
        assert value == pytest.approx(shared / others if others else 0.0)


@given(edges)
def test_dyadic_constraint_equals_networkx(pairs: list[tuple[int, int]]) -> None:
    graph, slow = both(pairs)
    found = dyadic_constraint(graph)
    for one, other, value in zip(graph.node.tolist(), graph.neighbour.tolist(), found, strict=True):
        assert value == pytest.approx(nx.local_constraint(slow, one, other, weight="weight"))


@given(edges)
def test_small_blocks_give_the_same(pairs: list[tuple[int, int]]) -> None:
    graph, _ = both(pairs)
    whole = overlap(graph)
    block, bridges._BLOCK = bridges._BLOCK, 3
    try:
        assert overlap(graph).tolist() == whole.tolist()
    finally:
        bridges._BLOCK = block


def test_circles_alone_counts_the_circles_nobody_else_reaches() -> None:
    tie = np.array([0, 0, 1, 1, 1, 2], dtype=np.int32)
    circle = np.array([7, 8, 7, 7, 9, 7], dtype=np.int32)
    found = circles_alone(tie, circle, ties=4)
    assert found.value.tolist() == [0.5, 0.5, 0.0, pytest.approx(np.nan, nan_ok=True)]
    assert found.counts["circles"].tolist() == [2, 2, 1, 0]
    assert found.why.tolist() == [Reason.KNOWN] * 3 + [Reason.FEW_KNOWN]


def test_weak_ties_that_matter_are_genuine_outside_the_closest_and_reach_something_alone() -> None:
    tie = np.array([0, 1, 2, 2, 3, 4, 4], dtype=np.int32)
    circle = np.array([0, 1, 2, 3, 4, 5, 6], dtype=np.int32)
    found = circles_alone(tie, circle, ties=5)
    genuine = np.array([True, True, True, False, True])
    rank = np.array([3, 60, 90, 70, 55])
    assert weak_ties_that_matter(found, genuine=genuine, rank=rank).tolist() == [4, 2, 1]


def test_a_network_without_edges() -> None:
    graph, _ = both([])
    assert overlap(graph).size == 0
    assert dyadic_constraint(graph).size == 0
