import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.genuine import genuine_ties

ties = st.lists(st.tuples(st.booleans(), st.integers(0, 80), st.sampled_from([-1, 0, 1])), max_size=30)


@given(ties)
def test_genuine_is_two_way_unless_the_owner_says_otherwise(rows: list[tuple[bool, int, int]]) -> None:
    two_way, rank, marks = (np.array([row[part] for row in rows]) for part in range(3))
    found = genuine_ties(two_way.astype(np.bool_), rank=rank, marks=marks.astype(np.int8))
    for tie, (spoke, place, mark) in enumerate(rows):
        genuine = spoke if mark == 0 else mark == 1
        assert found.genuine[tie] == genuine
        assert found.weak[tie] == (genuine and not 1 <= place <= 50)
        assert found.close[tie] == (genuine and 1 <= place <= 50)
        assert found.marked[tie] == (mark != 0)
    assert found.count == int(found.close.sum() + found.weak.sum())


def test_without_marks_the_counts_decide() -> None:
    found = genuine_ties(np.array([True, False]), rank=np.array([50, 51]))
    assert found.genuine.tolist() == [True, False]
    assert not found.marked.any()


def test_the_fiftieth_is_close_and_the_next_is_weak() -> None:
    found = genuine_ties(np.array([True, True, True]), rank=np.array([50, 51, 0]))
    assert found.weak.tolist() == [False, True, True]
