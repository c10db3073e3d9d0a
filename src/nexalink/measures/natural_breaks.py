"""Whether closeness falls into natural circles at all, or only along a smooth curve."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import FloatArray

BREAKS: Final = 4
_LEAST_TIES: Final = 20
_MOST_TIES: Final = 400
_RARE: Final = 0.05


@dataclass(frozen=True, slots=True)
class NaturalBreaks:
    """The best split of an owner's ties into groups by the logarithm of closeness, beside a smooth null.

    Attributes:
        sizes: cumulative sizes of the groups, the closest first; empty below 20 ties.
        within: share of the spread of log closeness that is left inside the groups, 0 … 1; NaN below 20.
        null_within: the same for each smooth network drawn, ascending.
        null_sizes: median cumulative sizes of the groups of the smooth networks; empty below 20.
        chance: share of smooth networks that split as well or better, by the null that is harder to beat: one
            log-normal, or a smooth curve of the owner's own shape; NaN below 20 ties.
    """

    sizes: NDArray[np.int64]
    within: float
    null_within: FloatArray
    null_sizes: FloatArray
    chance: float

    @property
    def real(self) -> bool:
        """Tell whether the groups are better than those of smooth networks of either sort: chance below 1 in 20."""
        return self.chance < _RARE


def natural_breaks(
    closeness: FloatArray, *, generator: np.random.Generator, draws: int = 40, groups: int = BREAKS
) -> NaturalBreaks:
    """Split ties into four groups by log closeness, and tell whether a smooth network splits as well.

    The split is the exact least-squares one (one-dimensional k-means). The null is the same owner with as
    many ties, drawn from one log-normal of the same mean and spread: any such curve can be cut into four
    groups too, so groups are shown only beside it. A curve that is smooth but no log-normal beats it as well,
    so groups that do are held against a second null: the owner's own values, smoothed (a Gaussian kernel of
    Silverman's width, 1986, reflected at the ends), which fills gaps and keeps the shape. The closest 400 ties
    are looked at.

    Args:
        closeness: decayed touch days; NaN and 0 are left out.
        generator: source of the null's draws.
        draws: number of smooth networks of each sort.
        groups: k.
    """
    known = np.log(np.sort(closeness[closeness > 0])[::-1][:_MOST_TIES])
    if known.size < _LEAST_TIES or np.ptp(known) == 0:
        none = np.zeros(0)
        return NaturalBreaks(np.zeros(0, dtype=np.int64), float("nan"), none, none, float("nan"))
    sizes, left = best_split(known, groups=groups)
    within = left / _spread(known)
    null, null_sizes = np.empty(draws), np.empty((draws, groups))
    for draw in range(draws):
        smooth = np.sort(generator.normal(known.mean(), known.std(), known.size))[::-1]
        null_sizes[draw], squares = best_split(smooth, groups=groups)
        null[draw] = squares / _spread(smooth)
    chance = _chance(null, within)
    if chance < _RARE:
        shaped = [_same_shape(known, generator) for _ in range(draws)]
        of_shape = np.array([best_split(one, groups=groups)[1] / _spread(one) for one in shaped])
        chance = max(chance, _chance(of_shape, within))
    return NaturalBreaks(sizes, within, np.sort(null), np.median(null_sizes, axis=0), chance)


def _chance(null: FloatArray, within: float) -> float:
    """Return the share of smooth networks that split as well or better, the owner's own counted among them."""
    return (1 + int((null <= within).sum())) / (null.size + 1)


def _same_shape(values: FloatArray, generator: np.random.Generator) -> FloatArray:
    """Return as many values, descending, from the smoothed curve of ``values``, within their range."""
    quarters = np.percentile(values, [75, 25])
    narrow = float(quarters[0] - quarters[1]) / 1.34
    spread = float(values.std())
    width = 0.9 * (min(spread, narrow) if narrow > 0 else spread) * values.size**-0.2
    drawn = generator.choice(values, values.size) + width * generator.normal(size=values.size)
    drawn = np.where(drawn > values.max(), 2 * values.max() - drawn, drawn)
    drawn = np.where(drawn < values.min(), 2 * values.min() - drawn, drawn)
    return np.sort(drawn)[::-1]


def best_split(values: FloatArray, *, groups: int) -> tuple[NDArray[np.int64], float]:
    """Return where sorted values are best cut into groups, as cumulative sizes, and the squares left inside.

    Exact, by dynamic programming over the number of groups (Wang & Song 2011): time k·n², memory n².

    Args:
        values: ascending or descending.
        groups: how many groups, at most the number of values.

    >>> best_split(np.array([9.0, 8.0, 2.0, 1.0]), groups=2)
    (array([2, 4]), 1.0)
    """
    inside = _squares_inside(values)
    number = values.size
    best, cuts = inside[0].copy(), []
    for _ in range(groups - 1):
        # best[j]: least squares of the values up to j; the last group begins at i ≤ j.
        before = np.concatenate([[np.inf], best[:-1]])
        total = before[:, None] + inside
        begin = np.argmin(total, axis=0)
        best = total[begin, np.arange(number)]
        cuts.append(begin)
    sizes, end = [number], number - 1
    for begin in reversed(cuts):
        sizes.append(int(begin[end]))
        end = int(begin[end]) - 1
    return np.array(sizes[::-1], dtype=np.int64), float(max(best[-1], 0.0))


def _squares_inside(values: FloatArray) -> FloatArray:
    """Return the squared distances from the mean inside values i … j, shape (n, n); infinite for j < i."""
    centred = values - values.mean()
    sums = np.concatenate([[0.0], np.cumsum(centred)])
    squares = np.concatenate([[0.0], np.cumsum(centred * centred)])
    first, last = np.arange(values.size)[:, None], np.arange(values.size)[None, :]
    count = last - first + 1
    total = sums[last + 1] - sums[first]
    inside = squares[last + 1] - squares[first] - total * total / np.maximum(count, 1)
    return np.where(count > 0, np.maximum(inside, 0.0), np.inf)


def _spread(values: FloatArray) -> float:
    return float(np.sum((values - values.mean()) ** 2))
