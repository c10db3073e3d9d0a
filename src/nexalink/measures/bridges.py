"""Which ties reach where no other tie does: circles, overlap of neighbours, Burt's dyadic constraint."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.readings import TieReadings, ratio, reasons
from nexalink.measures.reasons import Reason

_BLOCK: Final = 2_000_000
"""Neighbours looked at at a time, so that memory stays bounded in dense networks."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Who is in touch with whom, undirected: every edge stands twice, sorted by node, then neighbour.

    Attributes:
        nodes: number of nodes.
        node, neighbour: the two ends of each edge, once in each direction.
        weight: strength of each edge, the same in both directions.
    """

    nodes: int
    node: NDArray[np.int64]
    neighbour: NDArray[np.int64]
    weight: FloatArray

    @property
    def starts(self) -> NDArray[np.int64]:
        """Give where each node's neighbours begin, and the number of rows as last entry."""
        return np.searchsorted(self.node, np.arange(self.nodes + 1))

    @property
    def key(self) -> NDArray[np.int64]:
        """Give both ends as one ascending number."""
        return self.node * np.int64(self.nodes) + self.neighbour


def graph_of(
    source: NDArray[np.integer], target: NDArray[np.integer], *, nodes: int, weight: FloatArray | None = None
) -> Graph:
    """Return the undirected graph of directed or undirected edges; weights of both directions add up.

    Args:
        source: one end of each edge; repeats and both directions are joined, loops dropped.
        target: the other end.
        nodes: number of nodes.
        weight: strength of each edge, 1 where left out.
    """
    source, target = source.astype(np.int64), target.astype(np.int64)
    strength = np.ones(source.size) if weight is None else weight
    apart = source != target
    source, target, strength = source[apart], target[apart], strength[apart]
    code = np.concatenate([source * nodes + target, target * nodes + source])
    found, place = np.unique(code, return_inverse=True)
    total = np.bincount(place, weights=np.concatenate([strength, strength]), minlength=found.size)
    return Graph(nodes, found // nodes, found % nodes, total.astype(np.float64))


def overlap(graph: Graph) -> FloatArray:
    """Return how much the neighbourhoods of the two ends of each edge overlap, 0 … 1, in the graph's order.

    ``O = n_ij/((k_i − 1) + (k_j − 1) − n_ij)``, n_ij common neighbours, k the numbers of neighbours (Onnela
    2007). Low overlap marks a bridge. 0 where the two know nobody else: nothing is shared.
    """
    shared = _over_common(graph, np.ones(graph.node.size), np.ones(graph.node.size))
    degree = np.diff(graph.starts)
    others = (degree[graph.node] - 1) + (degree[graph.neighbour] - 1) - shared
    share: FloatArray = np.divide(shared, others, out=np.zeros(shared.size), where=others > 0)
    return share


def dyadic_constraint(graph: Graph) -> FloatArray:
    """Return Burt's dyadic constraint of each edge, ``(p_ij + Σ_q p_iq·p_qj)²``, above 0, in the graph's order.

    p_ij is the share of i's strength that goes to j; high where j is also reached through others (Burt 1992).
    """
    strength = np.bincount(graph.node, weights=graph.weight, minlength=graph.nodes)
    share = graph.weight / strength[graph.node]
    roundabout = _over_common(graph, share, share)
    constraint: FloatArray = (share + roundabout) ** 2
    return constraint


def _over_common(graph: Graph, first: FloatArray, second: FloatArray) -> FloatArray:
    """Return for each edge i–j the sum over common neighbours q of ``first[i–q] · second[q–j]``."""
    starts, key = graph.starts, graph.key
    degree = np.diff(starts)
    steps = degree[graph.node]
    total = np.zeros(graph.node.size)
    ends = np.cumsum(steps)
    begin = 0
    while begin < graph.node.size:
        floor = int(ends[begin - 1]) if begin else 0
        stop = max(int(np.searchsorted(ends, floor + _BLOCK, side="right")), begin + 1)
        edge = np.repeat(np.arange(begin, stop), steps[begin:stop])
        turn = np.arange(edge.size) - np.repeat(
            ends[begin:stop] - steps[begin:stop] - floor, steps[begin:stop]
        )
        out = starts[graph.node[edge]] + turn
        wanted = graph.neighbour[out] * np.int64(graph.nodes) + graph.neighbour[edge]
        place = np.minimum(np.searchsorted(key, wanted), key.size - 1)
        meets = key[place] == wanted
        total += np.bincount(
            edge[meets], weights=first[out[meets]] * second[place[meets]], minlength=total.size
        )
        begin = stop
    return total


def circles_alone(
    member_tie: NDArray[np.int32], member_circle: NDArray[np.int32], *, ties: int
) -> TieReadings:
    """Return the share of each tie's circles that the owner reaches through this tie alone, 0 … 1.

    A circle is anything that people share: an employer, a school, a tag, a mail's recipients, a meeting.
    NaN where nothing is known of the tie's circles. From one mailbox alone it is a weak hint: docs/measures/bridges.md.

    Args:
        member_tie: the tie of each membership, in any order; repeats count once.
        member_circle: its circle.
        ties: number of ties.
    """
    width = int(member_circle.max(initial=0)) + 1
    pair = np.unique(member_tie.astype(np.int64) * width + member_circle)
    tie, circle = pair // width, pair % width
    alone = np.bincount(circle, minlength=width)[circle] == 1
    circles = np.bincount(tie, minlength=ties).astype(np.int64)
    through = np.bincount(tie[alone], minlength=ties).astype(np.int64)
    value = ratio(through, circles)
    return TieReadings(
        value=value, why=reasons(value, Reason.FEW_KNOWN), counts={"circles": circles, "alone": through}
    )


def weak_ties_that_matter(
    alone: TieReadings, *, genuine: BoolArray, rank: NDArray[np.int64], beyond: int = 50
) -> NDArray[np.int64]:
    """Return the genuine ties outside the closest 50 that reach circles nobody else does, most of them first.

    Ordered by the number of circles reached through the tie alone, then by their share, then by closeness.
    Pruning must not propose them.

    Args:
        alone: from ``circles_alone``.
        genuine: two-way within 24 months, or marked so.
        rank: rank by closeness, 1 the closest, 0 without contact.
        beyond: ties of a rank up to this one are not weak.
    """
    through = alone.counts["alone"]
    chosen = np.flatnonzero(genuine & ((rank == 0) | (rank > beyond)) & (through > 0))
    place = np.where(rank[chosen] == 0, np.iinfo(np.int64).max, rank[chosen])
    return chosen[np.lexsort((chosen, place, -alone.value[chosen], -through[chosen]))].astype(np.int64)
