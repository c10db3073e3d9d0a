"""Proof of the layers on one log: fade by rank, natural breaks beside a smooth null, and the signature."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.closeness import closeness, distinct_days
from nexalink.measures.columns import FloatArray
from nexalink.measures.natural_breaks import BREAKS, natural_breaks
from nexalink.measures.proof.bench_folder import TimedLog
from nexalink.measures.proof.pairs import DAY_SECONDS, Pairs
from nexalink.measures.proof.questions import Questions, ask, cut_times
from nexalink.measures.signature import shares_by_rank, signature_distance

EDGES: Final = (5, 15, 50)
LAYERS: Final = ("1-5", "6-15", "16-50", "51+")
_LEAST_IN_LAYER: Final = 30
_LEAST_TIES: Final = 20
_MOST_OWNERS: Final = 150
_SEED: Final = 150


@dataclass(frozen=True, slots=True)
class BreaksFound:
    """Natural breaks over the owners of a log with 20 ties or more.

    Attributes:
        owners: owners looked at, 150 at most, evenly spread from the busiest on.
        sizes: median cumulative sizes of the groups; NaN without owners.
        null_sizes: the same in smooth networks of as many ties.
        better: share of owners whose groups are better than those of a smooth network (1 in 20 by chance).
    """

    owners: int
    sizes: FloatArray
    null_sizes: FloatArray
    better: float


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """The signature over two halves of a log: owners, and the share of them nearest to their own past."""

    owners: int
    own_nearest: float


@dataclass(frozen=True, slots=True)
class LayersProof:
    """What the proof found on one log.

    Attributes:
        n: ties asked about in each layer, at both test windows.
        fade: share of them that fell silent; NaN in an empty layer.
        rises: whether it rises strictly over the layers with 30 ties or more.
        breaks: natural breaks beside the null.
        signature: own past against others.
        notes: what was left out, and why.
    """

    n: NDArray[np.int64]
    fade: FloatArray
    rises: bool
    breaks: BreaksFound
    signature: SignatureFound
    notes: tuple[str, ...]


def prove_layers(log: TimedLog) -> LayersProof:
    """Tell how silence in the last two windows depends on the rank layer, and whether layers are natural.

    Ranks are by closeness (half-life 2H) among all ties of the owner at the cut. Owners count from 20 ties
    asked about in both windows on: in a network of six, the first five are nearly everybody.

    Args:
        log: the log, with its horizon.
    """
    cuts = cut_times(log.pairs.end, horizon_days=log.horizon_days).test
    windows = [ask(log.pairs, cut, horizon_days=log.horizon_days) for cut in cuts]
    n, silent = np.zeros(len(LAYERS), dtype=np.int64), np.zeros(len(LAYERS))
    if windows:
        asked = Questions.joined(windows)
        asked = asked.where(np.bincount(asked.owner, minlength=log.pairs.nodes)[asked.owner] >= _LEAST_TIES)
        layer = np.searchsorted(np.array(EDGES), asked.rank)
        n = np.bincount(layer, minlength=len(LAYERS))
        silent = np.bincount(layer, weights=~asked.kept, minlength=len(LAYERS)).astype(np.float64)
    fade = np.divide(silent, n, out=np.full(n.size, np.nan), where=n > 0)
    told = fade[n >= _LEAST_IN_LAYER]
    notes = list(log.notes)
    if (n < _LEAST_IN_LAYER).any():
        small = ", ".join(name for name, size in zip(LAYERS, n, strict=True) if size < _LEAST_IN_LAYER)
        notes.append(f"fewer than {_LEAST_IN_LAYER} ties in layer {small}: not judged")
    return LayersProof(
        n=n.astype(np.int64),
        fade=fade,
        rises=bool(told.size > 1 and (np.diff(told) > 0).all()),
        breaks=_breaks(log.pairs, cuts[-1] if cuts else log.pairs.end, horizon_days=log.horizon_days),
        signature=_signature(log.pairs),
        notes=tuple(notes),
    )


def _breaks(pairs: Pairs, cut: float, *, horizon_days: float) -> BreaksFound:
    past = pairs.at <= cut
    day = -np.floor((cut - pairs.at[past]) / DAY_SECONDS).astype(np.int32)
    touch = distinct_days(pairs.tie[past], day, ties=pairs.ties)
    strength = np.nan_to_num(closeness(touch, on_day=0, half_life_days=2 * horizon_days))
    generator = np.random.default_rng(_SEED)
    found = [
        natural_breaks(strength[pairs.owner == owner], generator=generator)
        for owner in _looked_at(pairs.owner[strength > 0], nodes=pairs.nodes)
    ]
    found = [one for one in found if one.sizes.size]
    return BreaksFound(
        owners=len(found),
        sizes=np.median([one.sizes for one in found], axis=0) if found else np.full(BREAKS, np.nan),
        null_sizes=np.median([one.null_sizes for one in found], axis=0) if found else np.full(BREAKS, np.nan),
        better=float(np.mean([one.real for one in found])) if found else float("nan"),
    )


def _looked_at(owner: NDArray[np.int32], *, nodes: int) -> NDArray[np.int64]:
    """Return the owners with 20 ties or more, 150 at most, evenly spread over those with most to fewest ties."""
    ties = np.bincount(owner, minlength=nodes)
    order = np.lexsort((np.arange(nodes), -ties))
    enough = order[ties[order] >= _LEAST_TIES]
    return enough[np.linspace(0, enough.size - 1, min(enough.size, _MOST_OWNERS)).astype(np.int64)]


def _signature(pairs: Pairs) -> SignatureFound:
    """Compare each owner's shares by rank in both halves of a log with the own and with others' first half."""
    late = pairs.at > pairs.end / 2
    halves = [np.bincount(pairs.tie[rows], minlength=pairs.ties).astype(np.float64) for rows in (~late, late)]
    both = [np.bincount(pairs.owner[half > 0], minlength=pairs.nodes) >= _LEAST_TIES for half in halves]
    order = np.argsort(-np.bincount(pairs.owner, minlength=pairs.nodes), kind="stable")
    owners = order[(both[0] & both[1])[order]][:_MOST_OWNERS]
    shapes = [[shares_by_rank(half[pairs.owner == owner]) for owner in owners] for half in halves]
    nearer = []
    for place, now in enumerate(shapes[1]):
        distances = np.array([signature_distance(now, then) for then in shapes[0]])
        others = np.delete(distances, place)
        if others.size:
            nearer.append(bool(distances[place] < others.mean()))
    return SignatureFound(len(nearer), float(np.mean(nearer)) if nearer else float("nan"))
