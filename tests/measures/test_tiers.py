import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.layers import rank_layers
from nexalink.measures.tiers import TierReason, TierSizes, TierSuggestions, suggest_tiers

chances = st.floats(0, 1) | st.just(math.nan)
people = st.lists(
    st.tuples(st.integers(0, 90).map(float), st.booleans(), st.integers(0, 20).map(float), chances),
    max_size=300,
)


def suggested(
    rows: list[tuple[float, bool, float, float]], sizes: TierSizes | None = None
) -> TierSuggestions:
    closeness, genuine, value, fade = (np.array([row[part] for row in rows]) for part in range(4))
    return suggest_tiers(
        closeness.astype(np.float64),
        rank=rank_layers(closeness.astype(np.float64)).rank,
        genuine=genuine.astype(np.bool_),
        value=value.astype(np.float64),
        fade=fade.astype(np.float64),
        sizes=sizes,
    )


@given(people)
def test_tiers_are_filled_in_order_and_with_genuine_ties_only(
    rows: list[tuple[float, bool, float, float]],
) -> None:
    found = suggested(rows)
    genuine = sum(row[1] for row in rows)
    sizes = [int((found.tier == tier).sum()) for tier in (1, 2, 3)]
    assert sizes == [min(25, genuine), min(60, max(genuine - 25, 0)), min(150, max(genuine - 85, 0))]
    for tie, row in enumerate(rows):
        assert row[1] or found.tier[tie] == 0
        assert math.isnan(found.order[tie]) == (not row[1])
    for earlier, later in ((1, 2), (2, 3)):
        if (found.tier == later).any():
            assert found.order[found.tier == earlier].min() >= found.order[found.tier == later].max()


@given(people)
def test_the_order_is_three_quarters_closeness_and_one_quarter_value(
    rows: list[tuple[float, bool, float, float]],
) -> None:
    found = suggested(rows)
    rank = rank_layers(np.array([row[0] for row in rows], dtype=np.float64)).rank
    close = [row[0] for row in rows if row[1]]
    worth = [row[2] for row in rows if row[1] and row[2] > 0]
    for tie, (closeness, genuine, value, fade) in enumerate(rows):
        if not genuine:
            continue
        order = 0.75 * sum(one <= closeness for one in close) / len(close)
        order += 0.25 * sum(one <= value for one in worth) / len(worth) if value > 0 else 0
        order += 0.1 if fade >= 0.5 and 0 < rank[tie] <= 50 else 0
        assert found.order[tie] == pytest.approx(order)
        assert len({"valuable", "exchanged"} & set(found.reasons(tie))) == (value > 0), (
            "what raised it is named"
        )


def test_every_suggestion_says_why() -> None:
    rows = [(100.0 - tie, True, float(tie == 3), 0.9 if tie == 20 else 0.1) for tie in range(60)]
    found = suggested([*rows, (1.0, False, 0.0, 0.1)], TierSizes(5, 10, 40))
    assert found.reasons(0) == ("closest",)
    assert found.reasons(3) == ("closest", "valuable")
    assert found.reasons(20) == ("close", "fading")
    assert "weak_but_genuine" in found.reasons(55)
    assert found.reasons(60) == ("not_genuine",)
    assert any(reason == "room" for tie in range(60) for reason in found.reasons(tie))
    assert found.because[60] == TierReason.NOT_GENUINE


def test_without_ties_nothing_is_suggested() -> None:
    assert suggested([]).tier.size == 0
