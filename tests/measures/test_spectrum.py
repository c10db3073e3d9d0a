import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.reasons import Reason
from nexalink.measures.spectrum import Spectrum, SpectrumLabel, place, spectrum
from tests.measures import oracles as oracle


@st.composite
def sizes(draw: st.DrawFn) -> tuple[int, int]:
    people = draw(st.integers(1, 8000))
    return people, draw(st.integers(0, people))


def placed(people: int, genuine: int) -> float:
    return float(place(np.array([float(genuine)]), people=np.array([float(people)]))[0])


def found(people: int, genuine: int, *, seed: int = 3) -> Spectrum:
    return spectrum(people, genuine, generator=np.random.default_rng(seed))


@given(sizes())
def test_the_map_equals_its_slow_twin(size: tuple[int, int]) -> None:
    people, genuine = size
    assert placed(people, genuine) == pytest.approx(oracle.spectrum(genuine, people), abs=1e-12)
    assert -1 <= placed(people, genuine) <= 1


@given(st.integers(0, 149), st.integers(0, 5000), st.integers(0, 5000))
def test_more_shallow_people_never_move_a_small_network_to_the_deep_end(
    genuine: int, fewer: int, more: int
) -> None:
    low, high = sorted((fewer, more))
    assert placed(genuine + high + 1, genuine) <= placed(genuine + low + 1, genuine) + 1e-12


@given(st.integers(150, 500), st.integers(0, 8000))
def test_the_optimum_is_zero_however_many_are_shallow(genuine: int, shallow: int) -> None:
    assert placed(genuine + shallow, genuine) == 0


@pytest.mark.parametrize(
    ("people", "genuine", "position", "label"),
    [
        (5000, 3, -1, SpectrumLabel.QUANTITY),
        (50, 50, 1, SpectrumLabel.DEEP),
        (20, 20, 1, SpectrumLabel.DEEP),
        (5000, 5000, -1, SpectrumLabel.QUANTITY),
        (600, 300, 0, SpectrumLabel.OPTIMAL),
        (100, 40, 0, SpectrumLabel.BETWEEN),
        (87, 87, 0.4959, SpectrumLabel.LEANS_DEEP),
        (400, 80, -0.5714, SpectrumLabel.LEANS_QUANTITY),
    ],
)
def test_known_networks_stand_where_the_article_puts_them(
    people: int, genuine: int, position: float, label: SpectrumLabel
) -> None:
    here = found(people, genuine)
    assert here.position == pytest.approx(position, abs=1e-4)
    assert here.label == label


@given(sizes())
def test_the_range_holds_the_position(size: tuple[int, int]) -> None:
    here = found(*size)
    assert -1 <= here.low <= here.position <= here.high <= 1
    assert here.shallowness == pytest.approx(1 - size[1] / size[0])


def test_the_range_is_drawn_as_by_resampling_every_tie() -> None:
    here = found(300, 90)
    generator = np.random.default_rng(8)
    genuine = np.arange(300) < 90
    drawn = [int(genuine[generator.integers(0, 300, 300)].sum()) for _ in range(1000)]
    low, high = np.percentile([oracle.spectrum(one, 300) for one in drawn], [5, 95])
    assert (here.low, here.high) == (pytest.approx(low, abs=0.03), pytest.approx(high, abs=0.03))


def test_the_same_generator_gives_the_same_range() -> None:
    assert (found(300, 90).low, found(300, 90).high) == (found(300, 90).low, found(300, 90).high)


def test_what_would_move_it_is_told_in_people() -> None:
    few = found(1000, 60).moves
    assert (few.genuine_missing, few.genuine_above) == (90, 0)
    assert few.ten_deeper == pytest.approx(oracle.spectrum(70, 1000))
    assert few.hundred_fewer == pytest.approx(oracle.spectrum(60, 900))
    many = found(2000, 620).moves
    assert (many.genuine_missing, many.genuine_above) == (0, 120)


def test_nobody_becomes_genuine_or_leaves_who_is_not_there() -> None:
    moves = found(50, 50).moves
    assert moves.ten_deeper == moves.hundred_fewer == 1


def test_an_empty_network_stands_nowhere() -> None:
    here = found(0, 0)
    assert np.isnan([here.position, here.low, here.high]).all()
    assert here.label == SpectrumLabel.UNKNOWN
    assert here.why == Reason.NO_PEOPLE
