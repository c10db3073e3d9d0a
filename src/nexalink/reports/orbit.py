"""The orbit: the network as rings of 5, 15, 50 and 150, every tie a dot at its measured closeness."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

RINGS = (5, 15, 50, 150)
RADII = (0.0, 112.0, 196.0, 292.0, 392.0, 470.0)
"""Radius of the centre, of each ring and of the edge of the field, in units of the picture (1,000 wide)."""
CENTRE = 34.0
_CANDIDATES = 15
_MOST_SECTORS = 9
_FIELD_DOTS = 900
_LARGE_VALUE = 12.0
UNKNOWN = "not known"
OTHERS = "others"
_FADING, _QUIET = 0.6, 0.35


@dataclass(frozen=True, slots=True)
class Dot:
    """A tie in the picture: place, size, tone and what it says of itself."""

    person: int
    name: str
    x: float
    y: float
    radius: float
    tone: str
    """``steady``, ``quiet`` or ``fading``, ``unknown`` where there is no forecast."""
    tail: str
    """An SVG path from where the tie stood a year ago; empty where it hardly moved."""
    label: str
    """Name and three reasons, for hover, keyboard and screen reader."""
    initials: str
    rank: int
    layer: int


@dataclass(frozen=True, slots=True)
class Sector:
    """A slice of the picture with its name and the place of the name."""

    name: str
    count: int
    x: float
    y: float
    anchor: str
    line: str


@dataclass(frozen=True, slots=True)
class Orbit:
    """The whole picture as numbers; the template draws it."""

    dots: tuple[Dot, ...]
    sectors: tuple[Sector, ...]
    rings: tuple[tuple[int, float], ...]
    field: str
    """One SVG path of the dots beyond: people with whom nothing was exchanged."""
    beyond: int
    by: str
    summary: str


def draw_orbit(picture: dict[str, Any], *, by: str = "industry", on_day: int) -> Orbit:
    """Lay the picture out: rank gives the ring, closeness the place in it, industry or employer the sector.

    A dot that fades is moved outward inside its ring by its probability of silence; the tail shows a year. The same
    audit gives the same picture.
    """
    people = picture["people"]
    attribute = "company" if by == "circle" else "industry"
    names = _sector_names([person[attribute] or "" for person in people])
    sizes = Counter(names)
    order = sorted(sizes, key=lambda name: (name in {OTHERS, UNKNOWN}, -sizes[name], name))
    starts, widths = _slices([sizes[name] for name in order])
    place = {name: index for index, name in enumerate(order)}
    radii = [_radius(person["rank"], len(people), person["fade"]) for person in people]
    angles = _angles(radii, [starts[place[name]] for name in names], [widths[place[name]] for name in names])
    dots = tuple(
        _dot(person, radius, angle, on_day=on_day, total=len(people))
        for person, radius, angle in zip(people, radii, angles, strict=True)
    )
    return Orbit(
        dots=dots,
        sectors=tuple(_sector(name, sizes[name], starts[place[name]], widths[place[name]]) for name in order),
        rings=tuple(zip(RINGS, RADII[1:5], strict=True)),
        field=_field(picture["beyond"]),
        beyond=picture["beyond"],
        by=by,
        summary=_summary(people, picture["beyond"]),
    )


def _sector_names(values: Sequence[str]) -> list[str]:
    """Keep the largest groups by name; the small ones are ``others``, the unknown ``not known``."""
    common = [
        name
        for name, count in Counter(value for value in values if value).most_common(_MOST_SECTORS)
        if count > 1
    ]
    return [value if value in common else (OTHERS if value else UNKNOWN) for value in values]


def _slices(sizes: Sequence[int]) -> tuple[list[float], list[float]]:
    """Share the circle: each group gets room by the root of its size, so that small ones stay visible."""
    weights = [math.sqrt(size) for size in sizes]
    whole = sum(weights) or 1.0
    widths = [2 * math.pi * weight / whole for weight in weights]
    starts, at = [], -math.pi / 2
    for width in widths:
        starts.append(at)
        at += width
    return starts, widths


def _band(rank: int) -> int:
    return next((band for band, size in enumerate(RINGS) if rank <= size), len(RINGS))


def _radius(rank: int, total: int, fade: float | None) -> float:
    """Return the distance from the centre: the ring by rank, inside it by place, moved outward by the fade."""
    band = _band(rank)
    first = 1 if band == 0 else RINGS[band - 1] + 1
    last = RINGS[band] if band < len(RINGS) else max(total, first)
    inner = (CENTRE if band == 0 else RADII[band]) + 14
    outer = RADII[band + 1] - 12
    share = (rank - first + 0.5) / max(last - first + 1, 1)
    drift = 0.35 * (fade or 0.0)
    return inner + (outer - inner) * min(share * 0.75 + drift, 1.0)


def _angles(radii: Sequence[float], starts: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Give every dot the angle inside its sector that keeps it farthest from the dots placed before it."""
    placed = np.zeros((len(radii), 2))
    angles: list[float] = []
    steps = (np.arange(_CANDIDATES) + 0.5) / _CANDIDATES
    for index, radius in enumerate(radii):
        margin = min(0.12 * widths[index], 9.0 / max(radius, 1.0))
        jitter = ((index * 0.618034) % 1.0 - 0.5) / _CANDIDATES
        tried = starts[index] + margin + (steps + jitter) * (widths[index] - 2 * margin)
        points = radius * np.column_stack((np.cos(tried), np.sin(tried)))
        best = int(np.argmax(_room(points, placed[:index]))) if index else int(_CANDIDATES // 2)
        placed[index] = points[best]
        angles.append(float(tried[best]))
    return angles


def _room(points: NDArray[np.float64], placed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each point's squared distance to the nearest placed one."""
    gaps = points[:, None, :] - placed[None, -160:, :]
    nearest: NDArray[np.float64] = (gaps**2).sum(axis=2).min(axis=1)
    return nearest


def _dot(person: dict[str, Any], radius: float, angle: float, *, on_day: int, total: int) -> Dot:
    fade = person["fade"]
    return Dot(
        person=person["id"],
        name=person["name"] or "(no name)",
        x=round(radius * math.cos(angle), 1),
        y=round(radius * math.sin(angle), 1),
        radius=round(5.0 + 6.0 * min((person["value"] or 0.0) / _LARGE_VALUE, 1.0) ** 0.5, 1),
        tone=_tone(fade),
        tail=_tail(person, radius, angle, total),
        label=f"{person['name'] or '(no name)'}: {'; '.join(reasons(person, on_day=on_day))}",
        initials=initials(person["name"]),
        rank=person["rank"],
        layer=RINGS[band] if (band := _band(person["rank"])) < len(RINGS) else 0,
    )


def _tone(fade: float | None) -> str:
    if fade is None:
        return "unknown"
    return "fading" if fade >= _FADING else "quiet" if fade >= _QUIET else "steady"


def _tail(person: dict[str, Any], radius: float, angle: float, total: int) -> str:
    """Draw from last year's distance to today's along the dot's own ray; new ties come from the field."""
    before = person["rank_a_year_ago"]
    then = _radius(before, max(total, before), None) if before else RADII[5] + 6
    if abs(then - radius) < 18:
        return ""
    start = radius + max(-60.0, min(60.0, then - radius))
    across, down = math.cos(angle), math.sin(angle)
    return f"M{start * across:.1f} {start * down:.1f}L{radius * across:.1f} {radius * down:.1f}"


def reasons(person: dict[str, Any], *, on_day: int) -> list[str]:
    """Return three facts behind a dot: its place, what was exchanged, what the forecast says."""
    both = f"{person['in']} in, {person['out']} out"
    met = f", met {person['mutual']} times" if person["mutual"] else ""
    last = person["last_contact_day"]
    when = f", last {on_day - int(last)} days ago" if last is not None else ""
    found = [f"number {person['rank']} by closeness", f"{both}{met}{when}"]
    if person["fade"] is None:
        found.append("not enough data for a forecast")
    else:
        found.append(
            {"fading": "likely to fall silent", "quiet": "may fall silent", "steady": "steady"}[
                _tone(person["fade"])
            ]
        )
    return found


def initials(name: str) -> str:
    """Return up to two first letters of a name.

    >>> initials("Ana Maria Bell")
    'AB'
    """
    words = [word for word in name.split() if word[:1].isalpha()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper()


def _sector(name: str, count: int, start: float, width: float) -> Sector:
    middle = start + width / 2
    across, down = math.cos(middle), math.sin(middle)
    reach = RADII[5] + 16
    edge_x, edge_y = math.cos(start), math.sin(start)
    anchor = "start" if across > 0.25 else "end" if across < -0.25 else "middle"
    line = f"M{RADII[1] * edge_x:.1f} {RADII[1] * edge_y:.1f}L{RADII[5] * edge_x:.1f} {RADII[5] * edge_y:.1f}"
    return Sector(name, count, round(reach * across, 1), round(reach * down + 4, 1), anchor, line)


def _field(beyond: int) -> str:
    """Scatter the people without contact over the outer field by a golden spiral: an even, quiet grain."""
    count = min(beyond, _FIELD_DOTS)
    inner, outer = RADII[4] + 10, RADII[5]
    steps = []
    for index in range(count):
        share = (index + 0.5) / count
        radius = math.sqrt(inner**2 + share * (outer**2 - inner**2))
        angle = index * 2.399963
        steps.append(f"M{radius * math.cos(angle):.0f} {radius * math.sin(angle):.0f}h0")
    return "".join(steps)


def _summary(people: Sequence[dict[str, Any]], beyond: int) -> str:
    fading = sum(1 for person in people if person["rank"] <= RINGS[2] and _tone(person["fade"]) == "fading")
    close = min(len(people), RINGS[2])
    return (
        f"{len(people):,} people with contact in rings of 5, 15, 50 and 150 by measured closeness, "
        f"{beyond:,} beyond without any; {fading} of the closest {close} are likely to fall silent."
    )
