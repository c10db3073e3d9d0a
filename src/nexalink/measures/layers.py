"""Where ties fall in Dunbar's layers, as ranks by closeness."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import FloatArray


@dataclass(frozen=True, slots=True)
class LayerSizes:
    """Cumulative sizes of the layers, rising; the article's 5, 15, 50 and 150 (after Dunbar) by default."""

    sizes: tuple[int, ...] = (5, 15, 50, 150)


@dataclass(frozen=True, slots=True)
class Layers:
    """The layer of every tie.

    Attributes:
        rank: 1 for the closest tie, rising; 0 for ties without any contact.
        layer: the cumulative size of the tie's layer (5, 15, 50, 150); 0 beyond the last and without contact.
        sizes: how many ties each cumulative layer holds, by its name; less than the name in small networks.
        edges: closeness of the last tie inside each full layer; NaN where the layer is not full.
    """

    rank: NDArray[np.int64]
    layer: NDArray[np.int64]
    sizes: Mapping[int, int]
    edges: Mapping[int, float]


def rank_layers(
    closeness: FloatArray, *, last_day: FloatArray | None = None, sizes: LayerSizes | None = None
) -> Layers:
    """Rank ties by closeness and name each one's layer: the first 5, up to 15, up to 50, up to 150, beyond.

    These are ranks: a guide to attention, no natural law and no limit of the mind. Ties of equal closeness
    are ordered by their last contact, the later first, and then by their index, so the order never wavers.

    Args:
        closeness: decayed touch days per tie, at least 0; 0 or NaN means no contact and no layer.
        last_day: day of the last contact per tie, for ties of equal closeness.
        sizes: cumulative layer sizes.

    >>> rank_layers(np.array([2.0, 0.0, 9.0]), sizes=LayerSizes((1, 2))).layer
    array([2, 0, 1])
    """
    names = np.array((sizes or LayerSizes()).sizes, dtype=np.int64)
    strength = np.nan_to_num(closeness, nan=0.0)
    recency = np.zeros(strength.size) if last_day is None else np.nan_to_num(last_day, nan=-np.inf)
    order = np.lexsort((np.arange(strength.size), -recency, -strength))
    ranked = order[strength[order] > 0]
    rank = np.zeros(strength.size, dtype=np.int64)
    rank[ranked] = np.arange(1, ranked.size + 1)
    place = np.searchsorted(names, rank)
    inside = (rank > 0) & (place < names.size)
    layer = np.where(inside, np.append(names, 0)[place], 0)
    full = {int(name): ranked.size >= name for name in names}
    return Layers(
        rank=rank,
        layer=layer,
        sizes={int(name): int(min(name, ranked.size)) for name in names},
        edges={name: float(strength[ranked[name - 1]]) if whole else np.nan for name, whole in full.items()},
    )
