import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.diversity import Diversity, chao_shen, diversity
from nexalink.measures.reasons import Reason
from tests.measures import oracles as oracle

counts = st.lists(st.integers(0, 60), min_size=1, max_size=12)


def spread(sizes: list[int], *, unknown: int = 0) -> Diversity:
    group = np.array(
        [code for code, size in enumerate(sizes) for _ in range(size)] + [-1] * unknown, dtype=np.int64
    )
    return diversity(group, among=np.ones(group.size, dtype=np.bool_), groups=len(sizes))


@given(counts)
def test_the_entropy_equals_its_slow_twin(sizes: list[int]) -> None:
    expected = oracle.shannon(sizes) if sum(sizes) > 1 else 0.0
    assert chao_shen(np.array(sizes)) == pytest.approx(expected)


@given(counts)
def test_the_order_of_groups_does_not_matter(sizes: list[int]) -> None:
    assert chao_shen(np.array(sizes)) == pytest.approx(chao_shen(np.array(sorted(sizes))))


@given(st.integers(2, 8), st.integers(20, 60))
def test_equal_groups_are_worth_their_number(groups: int, each: int) -> None:
    assert spread([each] * groups).effective == pytest.approx(groups, rel=0.01)


@given(counts)
def test_the_effective_number_is_at_least_one(sizes: list[int]) -> None:
    found = spread(sizes)
    if sum(sizes) < 10:
        assert math.isnan(found.effective)
        assert found.why == Reason.FEW_KNOWN
        assert not found.homogeneous
    else:
        assert found.effective >= 1
        assert found.largest_share == pytest.approx(max(sizes) / sum(sizes))
        assert found.homogeneous == (max(sizes) / sum(sizes) > 0.6 and found.effective < 3)


def test_small_samples_are_corrected_upwards() -> None:
    seen = [6, 3, 1, 1, 1]
    plain = -sum(size / 12 * math.log(size / 12) for size in seen)
    assert chao_shen(np.array(seen)) > plain


def test_a_large_sample_comes_near_the_truth() -> None:
    truth = np.array([0.4, 0.3, 0.2, 0.1])
    drawn = np.random.default_rng(1).multinomial(5000, truth)
    assert chao_shen(drawn) == pytest.approx(-(truth * np.log(truth)).sum(), abs=0.02)


def test_the_correction_comes_nearer_than_the_plain_figure() -> None:
    truth = np.full(12, 1 / 12)
    generator = np.random.default_rng(2)
    draws = [generator.multinomial(20, truth) for _ in range(200)]
    plain = [-sum(one / 20 * math.log(one / 20) for one in draw if one) for draw in draws]
    corrected = [chao_shen(draw) for draw in draws]
    assert abs(np.mean(corrected) - math.log(12)) < abs(np.mean(plain) - math.log(12)) / 2


def test_one_group_is_homogeneous_and_two_halves_are_not() -> None:
    assert spread([30, 0, 0]).homogeneous
    assert spread([30, 0, 0]).effective == 1
    assert not spread([15, 15, 0]).homogeneous


def test_sixty_per_cent_is_not_above_sixty_per_cent() -> None:
    assert not spread([60, 40]).homogeneous
    assert spread([61, 39]).homogeneous


def test_the_unknown_are_shown_and_left_out() -> None:
    found = spread([12, 4, 0], unknown=4)
    assert (found.known, found.people, found.share_unknown) == (16, 20, pytest.approx(0.2))
    assert found.groups.tolist() == [12, 4, 0]
    assert found.absent == (2,)
    assert found.largest == 0


def test_a_group_is_represented_from_five_per_cent_of_the_known() -> None:
    assert spread([94, 5, 1], unknown=500).represented == 2
    assert spread([96, 4, 0]).represented == 1


def test_only_the_chosen_ties_count() -> None:
    group = np.array([0] * 10 + [1] * 10)
    found = diversity(group, among=np.arange(20) < 10, groups=2)
    assert found.groups.tolist() == [10, 0]
    assert found.people == 10


def test_a_tie_in_two_circles_is_one_known_tie() -> None:
    tie = np.array([0, 0, 1, 2, 3])
    circle = np.array([0, 1, 0, 1, -1])
    found = diversity(circle, among=np.array([True, True, False, True]), groups=2, tie=tie)
    assert found.groups.tolist() == [2, 1]
    assert (found.known, found.people) == (2, 3)


def test_without_people_nothing_is_known() -> None:
    found = diversity(np.empty(0, dtype=np.int64), among=np.empty(0, dtype=np.bool_), groups=3)
    assert math.isnan(found.share_unknown)
    assert math.isnan(found.largest_share)
    assert (found.largest, found.represented) == (-1, 0)
