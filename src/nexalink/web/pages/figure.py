"""The five-armed figure of a tie: one arm a characteristic, an open arm where the data is short."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CHARACTERISTICS = (
    ("understanding", "Mutual understanding", ("Mutual", "understanding")),
    ("reciprocal_value", "Reciprocal value", ("Reciprocal", "value")),
    ("trust", "Trust and reliability", ("Trust and", "reliability")),
    ("maintenance", "Active maintenance", ("Active", "maintenance")),
    ("accessibility", "Accessibility", ("Accessibility",)),
)
"""The article's five characteristics of a quality connection: reading, title, label of the arm."""

_ARM, _CENTRE = 100.0, 18.0


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of the five-armed figure, in units of its picture; ``value`` is empty where there is a gap."""

    title: str
    lines: tuple[str, ...]
    value: str
    known: bool
    x: float
    y: float
    end_x: float
    end_y: float
    start_x: float
    start_y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The five arms, the area between neighbouring known ones, and the figure in one sentence."""

    arms: tuple[Arm, ...]
    webs: tuple[str, ...]
    summary: str


def figure_of(readings: Mapping[str, Mapping[str, Any]]) -> Figure:
    """Return the five-armed figure; a reading that is missing leaves a gap, never a zero."""
    arms = tuple(
        _arm(index, title, lines, (readings.get(name) or {}).get("value"))
        for index, (name, title, lines) in enumerate(CHARACTERISTICS)
    )
    pairs = zip(arms, (*arms[1:], arms[0]), strict=True)
    webs = tuple(f"M0 0L{a.x} {a.y}L{b.x} {b.y}Z" for a, b in pairs if a.known and b.known)
    said = [
        f"{arm.title} {arm.value} of 100" if arm.known else f"{arm.title}: not enough data" for arm in arms
    ]
    return Figure(arms, webs, "; ".join(said) + ".")


def _arm(index: int, title: str, lines: tuple[str, ...], value: float | None) -> Arm:
    angle = -math.pi / 2 + index * 2 * math.pi / len(CHARACTERISTICS)
    across, down = math.cos(angle), math.sin(angle)
    reach = _CENTRE + (_ARM - _CENTRE) * min(max(value or 0.0, 0.0), 100.0) / 100.0
    side = "middle" if abs(across) < math.sin(0.1) else "start" if across > 0 else "end"
    said = len(lines) + (value is None)  # "not enough data" takes a line more than a number
    lift = -15.0 * said - 4.0 if side == "middle" else 14.0 if down > 0 else -12.0
    return Arm(
        title=title,
        lines=lines,
        value="" if value is None else f"{value:.0f}",
        known=value is not None,
        x=round(reach * across, 1),
        y=round(reach * down, 1),
        end_x=round(_ARM * across, 1),
        end_y=round(_ARM * down, 1),
        start_x=round(_CENTRE * across, 1),
        start_y=round(_CENTRE * down, 1),
        label_x=round((_ARM + 12) * across, 1),
        label_y=round((_ARM + 12) * down + lift, 1),
        anchor=side,
    )
