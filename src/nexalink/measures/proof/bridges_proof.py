"""Proof of the bridge measures: do they tell ties between groups from ties inside one?"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from nexalink.measures.bridges import Graph, dyadic_constraint, graph_of, overlap
from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.proof.bench_folder import left_out_text
from nexalink.measures.proof.event_log import ENDINGS, find_log, opened, read_log
from nexalink.measures.proof.figures import Interval, auc_over_owners, auc_per_owner

GROUPS_ENDINGS: Final = ("-departments.csv", "-groups.csv")
_SEED: Final = 42


@dataclass(frozen=True, slots=True)
class BridgeFigures:
    """How one measure told ties to other groups: mean of the owners' own AUC, and pooled with its range."""

    per_owner: float
    auc: Interval


@dataclass(frozen=True, slots=True)
class BridgesProof:
    """What the proof found on one graph: ties seen from each side, share between groups, figures by measure."""

    n: int
    owners: int
    groups: int
    between_rate: float
    rules: Mapping[str, BridgeFigures]
    notes: tuple[str, ...]


def grouped_graphs(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """Yield name, graph and group file of every graph in a folder whose nodes' groups are known."""
    for path in sorted(folder.iterdir()):
        for end in GROUPS_ENDINGS:
            name = path.name.removesuffix(end)
            graph = find_log(folder, name) if path.name.endswith(end) else None
            if graph is not None:
                yield name, graph, path


def read_groups(path: Path) -> dict[str, str]:
    """Return the group of each node from a file of ``node,group`` rows with a header."""
    with opened(path) as text:
        rows = csv.reader(text)
        next(rows, None)
        return {row[0].strip(): row[1].strip() for row in rows if len(row) > 1 and row[0].strip()}


def prove_bridges(graph_path: Path, groups_path: Path) -> BridgesProof:
    """Judge overlap, constraint and weakness by how well each tells an owner's ties to other groups.

    Weakness is a tie that was written to in one direction only, where the log has one row a direction, or
    by fewer messages.

    Args:
        graph_path: ``src,dst`` rows, times not needed.
        groups_path: ``node,group`` rows.
    """
    log = read_log(graph_path, timed=False)
    names = read_groups(groups_path)
    group = np.array([names.get(node, "") for node in log.nodes])
    graph = graph_of(log.source, log.target, nodes=len(log.nodes))
    known = (group[graph.node] != "") & (group[graph.neighbour] != "")
    between = group[graph.node] != group[graph.neighbour]
    missing = int((group == "").sum())
    notes = list(left_out_text(log.left_out))
    if missing:
        notes.append(f"{missing} nodes without a group left out")
    scores = {"overlap": -overlap(graph), "constraint": -dyadic_constraint(graph), "weakness": -graph.weight}
    return BridgesProof(
        n=int(known.sum()),
        owners=np.unique(graph.node[known]).size,
        groups=np.unique(group[group != ""]).size,
        between_rate=float(np.mean(between[known])) if known.any() else float("nan"),
        rules={name: _figures(score, between, known, graph) for name, score in scores.items()},
        notes=tuple(notes),
    )


def _figures(score: FloatArray, between: BoolArray, known: BoolArray, graph: Graph) -> BridgeFigures:
    owner = graph.node[known].astype(np.int32)
    generator = np.random.default_rng(_SEED)
    return BridgeFigures(
        per_owner=auc_per_owner(score[known], between[known], owner),
        auc=auc_over_owners(score[known], between[known], owner, generator=generator),
    )


def graph_name(path: Path) -> str:
    """Return a graph file's name without its ending."""
    return next(
        (path.name.removesuffix(end) for end in reversed(ENDINGS) if path.name.endswith(end)), path.stem
    )
