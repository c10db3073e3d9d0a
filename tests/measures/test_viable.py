import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.diversity import Diversity, diversity
from nexalink.measures.genuine import Genuine, genuine_ties
from nexalink.measures.viable import Requirement, Viable, ViableRules, minimum_viable


def groups(sizes: list[int]) -> Diversity:
    codes = np.repeat(np.arange(len(sizes)), sizes)
    return diversity(codes, among=np.ones(codes.size, dtype=np.bool_), groups=len(sizes))


def held(
    *,
    genuine: int = 120,
    close: int = 50,
    industries: tuple[int, ...] = (30, 30, 30, 30),
    functions: tuple[int, ...] = (30, 30, 30, 30),
    stages: tuple[int, ...] = (40, 40, 40),
    kept: int = 8,
    late: int = 2,
) -> Viable:
    ties = max(genuine, kept + late, 1)
    rank = np.where(np.arange(ties) < close, np.arange(ties) + 1, 1000)
    mask: Genuine = genuine_ties(np.arange(ties) < genuine, rank=rank)
    days = np.full(ties, np.nan)
    days[:kept] = 60.0
    days[kept : kept + late] = 61.0
    return minimum_viable(
        mask,
        industry=groups(list(industries)),
        function=groups(list(functions)),
        stage=groups(list(stages)),
        days_since=days,
        cadence_days=np.full(ties, 30.0),
        above_acquaintance=np.arange(ties) < kept + late,
    )


def missing(found: Viable) -> list[Requirement]:
    return [line.requirement for line in found.missing]


def test_a_network_that_has_everything_is_viable() -> None:
    found = held()
    assert found.met
    assert found.missing == ()
    assert [line.requirement for line in found.lines] == list(Requirement)


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"genuine": 99}, [Requirement.GENUINE]),
        ({"industries": (40, 40, 40)}, [Requirement.INDUSTRIES]),
        ({"industries": (40, 40, 35, 5)}, [Requirement.INDUSTRIES]),
        ({"industries": (40, 40, 34, 6)}, []),
        ({"functions": (60, 60)}, [Requirement.FUNCTIONS]),
        ({"stages": (60, 60)}, [Requirement.STAGES]),
        ({"stages": (3, 3, 3)}, [Requirement.STAGES]),
        ({"close": 19}, [Requirement.CLOSE]),
        ({"genuine": 100, "close": 50}, []),
        ({"kept": 79, "late": 21}, [Requirement.MAINTAINED]),
        ({"kept": 80, "late": 20}, []),
        ({"kept": 0, "late": 0}, [Requirement.MAINTAINED]),
    ],
)
def test_each_guideline_is_held_against_the_network(
    changes: dict[str, int], lacks: list[Requirement]
) -> None:
    assert missing(held(**changes)) == lacks  # type: ignore[arg-type]


def test_weak_ties_are_counted_beyond_the_fifty() -> None:
    close_only = held(genuine=50)
    assert missing(close_only) == [Requirement.GENUINE, Requirement.WEAK]


def test_too_few_known_is_unknown_and_not_met() -> None:
    line = held(stages=(3, 3, 3)).missing[0]
    assert not line.known
    assert line.of == 9


def test_nobody_above_acquaintance_is_unknown() -> None:
    line = held(kept=0, late=0).missing[0]
    assert not line.known


def test_a_tie_with_a_cadence_and_no_contact_is_not_kept() -> None:
    found = minimum_viable(
        genuine_ties(np.array([True]), rank=np.array([1])),
        industry=groups([1]),
        function=groups([1]),
        stage=groups([1]),
        days_since=np.array([np.nan]),
        cadence_days=np.array([30.0]),
        above_acquaintance=np.array([True]),
        rules=ViableRules(genuine=1),
    )
    line = found.lines[-1]
    assert (line.have, line.of, line.known) == (0, 1, True)


@given(st.integers(0, 200), st.integers(0, 50), st.integers(0, 30), st.integers(0, 30))
def test_met_means_nothing_is_missing(genuine: int, close: int, kept: int, late: int) -> None:
    found = held(genuine=genuine, close=close, kept=kept, late=late)
    assert found.met == (not found.missing)
    have = {line.requirement: line.have for line in found.lines}
    assert have[Requirement.CLOSE] + have[Requirement.WEAK] == have[Requirement.GENUINE] == genuine
    assert 0 <= have[Requirement.MAINTAINED] <= 1
