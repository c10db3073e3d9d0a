import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_too_few_ties_have_no_circles() -> None:
    found = natural_breaks(np.full(19, 2.0), generator=np.random.default_rng(0))
    assert found.sizes.size == 0
    assert np.isnan(found.chance)
    assert not found.real
