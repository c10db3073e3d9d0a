from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.web.pages.trend_charts import (
    HEIGHT,
    SPARK_HEIGHT,
    SPARK_WIDTH,
    fan_chart,
    share_line,
    spark,
    year_chart,
)

WIDTH = 640
years = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 80), st.integers(0, 80), st.integers(0, 300)), min_size=1, max_size=12
)  # fmt: skip


def told(rows: list[tuple[int, int, int, int]]) -> list[dict[str, Any]]:
    return [
        {"kept": kept, "new": new, "back": back, "silent": silent, "two_way": kept + new + back, "to": f"{2015 + at}-11-20"}
        for at, (kept, new, back, silent) in enumerate(rows)
    ]  # fmt: skip


@given(years)
def test_bars_stay_within_the_picture_and_in_proportion(rows: list[tuple[int, int, int, int]]) -> None:
    found = year_chart(told(rows))
    assert len(found.pieces) == 4 * len(rows)
    for piece in found.pieces:
        assert 0 <= float(piece.x) <= float(piece.x) + float(piece.width) <= WIDTH
        assert 0 <= float(piece.y) <= float(piece.y) + float(piece.height) <= HEIGHT
    for row, at in zip(rows, range(0, len(found.pieces), 4), strict=True):
        tall = [float(piece.height) for piece in found.pieces[at : at + 3]]
        whole = sum(row[:3])
        if whole:
            assert tall[0] == pytest.approx(sum(tall) * row[0] / whole, abs=0.3)
    assert [label.words for label in found.totals] == [str(sum(row[:3])) for row in rows]


@given(years, st.lists(st.floats(0, 900), min_size=6, max_size=6))
def test_the_fan_stays_within_the_picture(rows: list[tuple[int, int, int, int]], high: list[float]) -> None:
    future = {"low": [0.0] * 6, "middle": [number / 2 for number in high], "high": high, "deep": [0.0] * 6}
    found = fan_chart(told(rows), {"present": future, "no_deepening": None, "cadences_kept": future})
    for path in (found.past, found.middle, found.fan, *(line for _, line in found.others)):
        for place in path.strip("MZ").split("L"):
            x, y = (float(number) for number in place.split())
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT
    assert [name for name, _ in found.others] == ["cadences_kept"]
    assert "now" in [label.words for label in found.years]
    assert len(found.grid) <= 5


@given(st.lists(st.floats(-1e6, 1e6), max_size=30))
def test_a_small_line_needs_two_points_and_stays_within(numbers: list[float]) -> None:
    found = spark([(at * 30, number) for at, number in enumerate(numbers)])
    assert bool(found.path) == (len(numbers) > 1)
    for place in found.path.strip("M").split("L") if found.path else []:
        x, y = (float(number) for number in place.split())
        assert 0 <= x <= SPARK_WIDTH
        assert 0 <= y <= SPARK_HEIGHT


def test_higher_is_up() -> None:
    found = spark([(0, 1), (10, 2)])
    assert found.path.startswith("M4.0 36.0L")
    assert float(found.y) == 4


@pytest.mark.parametrize(("value", "bar"), [(None, None), (0.25, "25.0")])
def test_a_share_without_data_has_no_line(value: float | None, bar: str | None) -> None:
    found = share_line(value, 0.1, 0.4)
    assert (found.bar if found else None) == bar
