import math
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.sign import (
    Sign,
    SignId,
    SignKind,
    SignState,
    exceeds,
    indices,
    reaches,
    state_of,
)

per_cent = st.integers(0, 100)


@given(st.integers(0, 500), st.integers(1, 500), per_cent)
def test_shares_are_compared_exactly(numerator: int, denominator: int, share: int) -> None:
    exact = Fraction(numerator, denominator)
    assert reaches(numerator, denominator, share / 100) == (exact >= Fraction(share, 100))
    assert exceeds(numerator, denominator, share / 100) == (exact > Fraction(share, 100))


def test_nothing_of_nothing_neither_reaches_nor_exceeds() -> None:
    assert not reaches(0, 0, 0.0)
    assert not exceeds(0, 0, 0.0)


def test_a_sign_shows_only_with_enough_data() -> None:
    assert state_of(present=True, enough=True) == SignState.PRESENT
    assert state_of(present=False, enough=True) == SignState.ABSENT
    assert state_of(present=True, enough=False) == SignState.NOT_ENOUGH_DATA


def test_the_share_of_a_sign_is_its_counts() -> None:
    half = Sign(SignId.ASKED_FOR_HELP, SignKind.POSITIVE, SignState.PRESENT, 3, 6, 1, 9)
    none = Sign(SignId.ASKED_FOR_HELP, SignKind.POSITIVE, SignState.ABSENT, 0, 0, 1, 9)
    assert half.share == 0.5
    assert math.isnan(none.share)
    assert none.ties.size == 0


def test_indices_name_the_marked_ties() -> None:
    assert indices(np.array([False, True, True])).tolist() == [1, 2]
