from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.columns import FloatArray
from nexalink.measures.natural_breaks import best_split, natural_breaks
from tests.measures import oracles_fade as oracle


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=9), st.integers(1, 4))
def test_the_split_is_the_best_of_all(values: list[int], groups: int) -> None:
    ordered = np.sort(np.array(values, dtype=np.float64))
    sizes, squares = best_split(ordered, groups=groups)
    assert squares == pytest.approx(oracle.best_squares(ordered.tolist(), groups), abs=1e-7)
    assert sizes.size == groups
    assert sizes[-1] == ordered.size
    assert (np.diff(sizes) > 0).all()


def test_true_circles_are_found() -> None:
    generator = np.random.default_rng(0)
    circles = np.exp(
        np.concatenate([generator.normal(at, 0.02, size) for at, size in ((5, 5), (3, 10), (1, 35))])
    )
    assert natural_breaks(circles, generator=generator, groups=3).real
    assert natural_breaks(circles, generator=generator, groups=3).sizes.tolist() == [5, 15, 50]


def test_smooth_networks_look_natural_no_more_often_than_by_chance() -> None:
    generator = np.random.default_rng(1)
    smooth = [np.exp(generator.normal(0, 1.5, 60)) for _ in range(80)]
    assert sum(natural_breaks(one, generator=generator).real for one in smooth) <= 10


SMOOTH = {
    "a long tail of quiet ties": lambda generator: np.exp(-generator.exponential(2.0, 150)),
    "every closeness as likely": lambda generator: np.exp(generator.uniform(-4.0, 4.0, 150)),
    "a few very close": lambda generator: np.exp(generator.standard_t(3, 150)),
}


@pytest.mark.parametrize("shape", SMOOTH.values(), ids=SMOOTH)
def test_a_smooth_curve_of_any_shape_has_no_circles(
    shape: Callable[[np.random.Generator], FloatArray],
) -> None:
    generator = np.random.default_rng(2)
    found = [natural_breaks(shape(generator), generator=generator) for _ in range(30)]
    assert sum(one.real for one in found) <= 4


def test_circles_that_blur_are_found_still() -> None:
    generator = np.random.default_rng(3)
    blurred = [generator.normal(at, 0.3, size) for at, size in ((5, 5), (3, 10), (1, 35), (-1, 100))]
    found = natural_breaks(np.exp(np.concatenate(blurred)), generator=generator)
    assert found.real
    assert found.sizes[-1] == 150


def test_the_same_seed_gives_the_same_answer() -> None:
    values = np.exp(np.random.default_rng(4).uniform(-4.0, 4.0, 90))
    first, second = (natural_breaks(values, generator=np.random.default_rng(5)) for _ in range(2))
    assert (first.chance, first.within) == (second.chance, second.within)


def test_too_few_ties_have_no_circles() -> None:
    found = natural_breaks(np.full(19, 2.0), generator=np.random.default_rng(0))
    assert found.sizes.size == 0
    assert np.isnan(found.chance)
    assert not found.real
