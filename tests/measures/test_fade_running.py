import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.columns import Direction, Kind
from nexalink.measures.fade_features import contact_days, features_on, why_not_asked
from nexalink.measures.fade_model import shipped_model, sigmoid
from nexalink.measures.fade_running import RunningContacts
from nexalink.measures.reasons import Reason
from tests.measures import oracles_fade as oracle
from tests.measures.oracles_fade import columns_of, rows_of_contact, talks


def running(rows: list[oracle.Row]) -> RunningContacts:
    """Take the rows one by one in their order; a tie that gets one late is rebuilt."""
    found = RunningContacts(5)
    for place, (tie, day, direction, kind, size) in enumerate(rows):
        if not found.take(tie, day=day, direction=direction, kind=kind, size=size):
            found.rebuild(tie, [row[1:] for row in rows[: place + 1] if row[0] == tie])
    return found


@given(rows_of_contact, st.integers(900, 1_200))
def test_message_by_message_gives_the_terms_of_the_whole(rows: list[oracle.Row], on: int) -> None:
    contacts = contact_days(columns_of(rows), until_day=on)
    found = running(rows)
    expected = features_on(contacts, on_day=on, horizon_days=90)
    assert found.features(on_day=on) == pytest.approx(expected, abs=1e-9, nan_ok=True)
    known = why_not_asked(contacts, on_day=on, horizon_days=90) == Reason.KNOWN
    assert (found.asked(on_day=on) == known).all()
    chance = found.p_silent(on_day=on, model=shipped_model())
    assert (np.isnan(chance) == ~known).all()
    assert chance[known] == pytest.approx(sigmoid(-shipped_model().log_odds(expected[known])), abs=1e-9)


def test_a_late_message_changes_no_other_tie() -> None:
    found = running(talks(0, [100, 200]) + talks(1, [150, 180]))
    before = found.features(on_day=210)
    assert not found.take(0, day=120, direction=Direction.IN, kind=Kind.MESSAGE)
    assert np.array_equal(found.features(on_day=210), before, equal_nan=True)
    found.rebuild(0, [row[1:] for row in [*talks(0, [200, 100]), (0, 120, Direction.IN, Kind.MESSAGE, 1)]])
    after = found.features(on_day=210)
    assert np.array_equal(after[1:], before[1:], equal_nan=True)
    assert after[0, 1] > before[0, 1]


def test_the_past_cannot_be_asked_for() -> None:
    found = running(talks(0, [100, 200]))
    with pytest.raises(ValueError, match="before the newest contact"):
        found.features(on_day=199)


def test_ties_can_be_added() -> None:
    found = RunningContacts()
    assert [found.add_tie(), found.add_tie()] == [0, 1]
    assert found.take(1, day=5, direction=Direction.OUT, kind=Kind.MAIL)
    assert np.isnan(found.features(on_day=6)).all(axis=1).tolist() == [True, False]
