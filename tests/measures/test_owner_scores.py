import numpy as np

from nexalink.measures.fade import fade
from nexalink.measures.owner_scores import score_owner
from tests.measures.oracles_fade import columns_of, talks


def test_scores_are_those_of_the_single_measures() -> None:
    columns = columns_of(talks(0, [300, 340, 400]) + talks(1, [100, 390, 395, 400]) + talks(3, [10, 20]))
    found = score_owner(columns, on_day=420)
    assert found.rank.tolist() == [2, 1, 0, 3, 0]
    assert np.array_equal(found.p_silent, fade(columns, on_day=420).p_silent, equal_nan=True)
    assert np.isnan(found.closeness[[2, 4]]).all()
    assert found.touch_days[:2].tolist() == [3.0, 4.0]
    assert not found.calibrated.any()
