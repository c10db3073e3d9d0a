"""The charts of the trends page as numbers for the template: stacked years, the fan of the years ahead, small lines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HEIGHT = 266.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 626.0, 24.0, 220.0
SPARK_WIDTH, SPARK_HEIGHT = 160.0, 40.0
_PARTS = ("kept", "back", "new")
_FEWEST_LABELS = 5
_SPARE_AHEAD = frozenset({1, 2, 4})
"""Years ahead whose names are left out where the picture is small: the first would touch “now”."""

JSON = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of a chart and what it stands for, which is also its class."""

    part: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place. ``spare`` ones are left out where the picture is small."""

    x: str
    y: str
    words: str
    spare: bool = False


@dataclass(frozen=True, slots=True)
class YearChart:
    """Years as bars: who was kept, came back, was new, above the line; who fell silent below it."""

    pieces: tuple[Piece, ...]
    totals: tuple[Label, ...]
    silent: tuple[Label, ...]
    years: tuple[Label, ...]
    base: str


def year_chart(years: Sequence[JSON]) -> YearChart:
    """Return the years as bars, the oldest left."""
    most = max((year["two_way"] for year in years), default=0)
    deepest = max((year["silent"] for year in years), default=0)
    scale = (_BOTTOM - _TOP) / max(most + deepest, 1)
    base = _TOP + most * scale
    step = (_RIGHT - _LEFT) / max(len(years), 1)
    wide = min(step * 0.66, 56.0)
    pieces, totals, silent, names = [], [], [], []
    for number, year in enumerate(years):
        left, height = _LEFT + step * number + (step - wide) / 2, base
        for part in _PARTS:
            tall = year[part] * scale
            height -= tall
            pieces.append(_piece(part, left, height, wide, tall))
        pieces.append(_piece("silent", left, base, wide, year["silent"] * scale))
        middle = left + wide / 2
        spare = (len(years) - 1 - number) % 2 == 1 and len(years) > _FEWEST_LABELS
        totals.append(_label(middle, height - 5, str(year["two_way"])))
        if year["silent"]:
            silent.append(_label(middle, base + year["silent"] * scale + 15, f"−{year['silent']}"))
        names.append(_label(middle, HEIGHT - 4, short_month(year["to"]), spare=spare))
    return YearChart(tuple(pieces), tuple(totals), tuple(silent), tuple(names), f"{base:.1f}")


@dataclass(frozen=True, slots=True)
class FanChart:
    """The past as a line, the years ahead as a range around their middle, alternatives as lines of their own.

    ``others`` holds name, path and where its name stands.
    """

    past: str
    fan: str
    middle: str
    others: tuple[tuple[str, str], ...]
    marks: tuple[Label, ...]
    years: tuple[Label, ...]
    grid: tuple[Label, ...]
    today: str


def fan_chart(past: Sequence[JSON], looking: JSON) -> FanChart:
    """Return the steady years of the past and the five ahead in one picture."""
    present, ahead = looking["present"], len(looking["present"]["middle"]) - 1
    top = max([*(year["two_way"] for year in past), *present["high"], 1])
    steps = len(past) - 1 + ahead
    wide = (_RIGHT - _LEFT - 20) / max(steps, 1)
    start = len(past) - 1

    def across(year: float) -> float:
        return _LEFT + 10 + year * wide

    def up(number: float) -> float:
        return float(_BOTTOM - number / top * (_BOTTOM - _TOP))

    def line(numbers: Sequence[float], *, begin: int) -> str:
        return "M" + "L".join(
            f"{across(begin + at):.1f} {up(number):.1f}" for at, number in enumerate(numbers)
        )

    high, low = line(present["high"], begin=start), line(present["low"], begin=start)
    back = "L".join(reversed(low[1:].split("L")))
    others = tuple(
        (name, line(looking[name]["middle"], begin=start))
        for name in ("cadences_kept", "no_deepening")
        if looking.get(name)
    )
    last = across(steps)
    marks = (
        _label(last - 4, up(present["high"][-1]) - 5, f"{present['high'][-1]:.0f}"),
        _label(last - 4, up(present["middle"][-1]) - 5, f"{present['middle'][-1]:.0f}"),
        _label(last - 4, up(present["low"][-1]) + 14, f"{present['low'][-1]:.0f}"),
    )
    final = past[-1]["to"]
    names = [
        *(_label(across(at), HEIGHT - 4, short_month(year["to"]), spare=at % 2 == 1) for at, year in enumerate(past[:-1])),
        _label(across(start), HEIGHT - 4, "now"),
        *(
            _label(across(start + at), HEIGHT - 4, short_month(later(final, at)), spare=at in _SPARE_AHEAD)
            for at in range(1, ahead + 1)
        ),
    ]  # fmt: skip
    return FanChart(
        past=line([year["two_way"] for year in past], begin=0),
        fan=f"{high}L{back}Z",
        middle=line(present["middle"], begin=start),
        others=others,
        marks=marks,
        years=tuple(names),
        grid=_grid(top, up),
        today=f"{across(start):.1f}",
    )


def _grid(top: float, up: Callable[[float], float]) -> tuple[Label, ...]:
    """Return two or three round numbers up the side."""
    step = next(size for size in _ROUND if top / size <= 4)
    return tuple(
        _label(_LEFT - 6, up(step * number), f"{step * number:,}") for number in range(int(top // step) + 1)
    )


_ROUND = tuple(base * 10**power for power in range(8) for base in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line over the audits: path, and where its last point lies. Empty with fewer than two points."""

    path: str
    x: str
    y: str


def spark(points: Sequence[tuple[int, float]]) -> Spark:
    """Return a small line through (day, number), its scale from the lowest to the highest."""
    if len(points) < 2:
        return Spark("", "", "")
    days, numbers = [day for day, _ in points], [number for _, number in points]
    low, high = min(numbers), max(numbers)
    span, tall = max(days[-1] - days[0], 1), high - low
    places = [
        (
            4 + (day - days[0]) / span * (SPARK_WIDTH - 8),
            SPARK_HEIGHT / 2 if tall == 0 else 4 + (high - number) / tall * (SPARK_HEIGHT - 8),
        )
        for day, number in points
    ]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return Spark(path, f"{places[-1][0]:.1f}", f"{places[-1][1]:.1f}")


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share on a track of a hundred: its bar and the ends of its interval."""

    bar: str
    low: str
    width: str


def share_line(value: float | None, low: float | None, high: float | None) -> ShareLine | None:
    """Return a share with its interval, None without any."""
    if value is None or low is None or high is None:
        return None
    return ShareLine(f"{100 * value:.1f}", f"{100 * low:.1f}", f"{max(100 * (high - low), 0.5):.1f}")


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def short_month(day: str) -> str:
    """Return a day's month for an axis.

    >>> short_month("2026-11-23")
    'Nov ’26'
    """
    return f"{_MONTHS[int(day[5:7]) - 1]} ’{day[2:4]}"


def later(day: str, years: int) -> str:
    """Return a day so many years later, as text.

    >>> later("2026-11-23", 5)
    '2031-11-23'
    """
    return f"{int(day[:4]) + years}{day[4:]}"


def _piece(part: str, x: float, y: float, width: float, height: float) -> Piece:
    return Piece(part, f"{x:.1f}", f"{y:.1f}", f"{width:.1f}", f"{max(height, 0):.1f}")


def _label(x: float, y: float, words: str, *, spare: bool = False) -> Label:
    return Label(f"{x:.1f}", f"{y:.1f}", words, spare)
