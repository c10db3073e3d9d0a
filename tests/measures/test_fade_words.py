from dataclasses import replace

import numpy as np
import pytest

from nexalink.measures.fade import FEATURES, Refit, fade
from nexalink.measures.fade_words import chance_in_words, fade_reasons
from tests.measures.oracles_fade import columns_of, talks

ROWS = talks(0, [*range(0, 360, 20), 379]) + talks(1, [300, 310, 420]) + talks(2, [400, 410, 415])


def test_reasons_tell_the_facts_and_add_up() -> None:
    found = fade(columns_of(ROWS), on_day=420)
    reasons = fade_reasons(found, 0)
    words = {reason.feature: reason.words for reason in reasons}
    assert set(words) == set(FEATURES)
    assert words["days_since"] == "last in touch 41 days ago"
    assert words["closeness"] == "6 days with contact in the last 6 months, 9 in as many before"
    assert words["span"] == "in touch for 12 months"
    assert words["burstiness"] == "contact comes at a steady pace"
    odds = np.log(found.p_silent[0] / (1 - found.p_silent[0]))
    assert found.base + sum(reason.contribution for reason in reasons) == pytest.approx(odds)


def test_nothing_is_said_where_nothing_can_be_asked() -> None:
    found = fade(columns_of(ROWS), on_day=420)
    assert fade_reasons(found, 4) == ()


def test_a_chance_is_put_in_words_only_where_it_is_proven() -> None:
    found = fade(columns_of(ROWS), on_day=420)
    assert chance_in_words(found, 0) == ""
    proven = replace(found, refit=Refit(adopted=True), p_silent=np.array([0.31, 0.02, 0.99, np.nan, np.nan]))
    said = [chance_in_words(proven, tie) for tie in range(4)]
    assert said == ["about 3 in 10", "less than 1 in 10", "more than 9 in 10", ""]
