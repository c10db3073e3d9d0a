import pytest

from nexalink.web.pages.figure import figure_of

KNOWN = {
    "understanding": {"value": 14.3},
    "reciprocal_value": {"value": 90.0},
    "trust": {"value": None, "why": "no judgement yet"},
    "maintenance": {"value": 50.0},
    "accessibility": {"value": 80.0},
}


def test_a_missing_reading_is_a_gap_and_never_a_zero() -> None:
    figure = figure_of(KNOWN)
    trust = figure.arms[2]
    assert (trust.known, trust.value) == (False, "")
    assert [arm.known for arm in figure.arms] == [True, True, False, True, True]
    assert len(figure.webs) == 3
    assert "Trust and reliability: not enough data" in figure.summary
    assert "Reciprocal value 90 of 100" in figure.summary


def test_nothing_known_is_five_gaps() -> None:
    figure = figure_of({})
    assert figure.webs == ()
    assert not any(arm.known for arm in figure.arms)


@pytest.mark.parametrize("value", [0.0, 50.0, 100.0, 140.0, -3.0])
def test_an_arm_is_as_long_as_its_value(value: float) -> None:
    top = figure_of({"understanding": {"value": value}}).arms[0]
    reach = 18 + 82 * min(max(value, 0), 100) / 100
    assert top.y == pytest.approx(-reach, abs=0.06)
    assert top.x == pytest.approx(0, abs=0.06)
