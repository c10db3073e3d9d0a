"""The orbit: the network as rings of 5, 15, 50 and 150, every tie a dot at its measured closeness."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nexalink.reports.evidence import reasons, tone_of
from nexalink.reports.far import Band, FarPerson, Place, grains, place_far, thinned

RINGS = (5, 15, 50, 150)
RADII = (0.0, 112.0, 196.0, 292.0, 392.0, 496.0)
"""Radius of the centre, of each ring and of the edge of the field, in units of the picture."""
CENTRE = 34.0
_CANDIDATES = 15
_MOST_SECTORS = 9
_LARGE_VALUE = 12.0
_LONGEST_SECTOR = 18
_FEWEST_APART = 0.2
"""Both parts of the outermost band, those with contact and the field, get at least this share of it."""
_CROWD = 2_000
"""Dots from which the points of the field are drawn finer."""
_DOT_TO_GRAIN = 8.0
"""Room that a dot takes, in grains of the field."""
UNKNOWN = "not known"
OTHERS = "others"


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
    """Name and reasons, for hover, keyboard and screen reader."""
    initials: str
    rank: int
    bridge: bool
    """Whether it is a weak tie that matters: the owner's only way into a circle."""
    layer: int

    @property
    def halo(self) -> float:
        """Return the radius of the ring around a bridge."""
        return self.radius + 4.5


@dataclass(frozen=True, slots=True)
class Sector:
    """A slice of the picture with its name, its full name and the place of the name."""

    name: str
    whole: str
    count: int
    x: float
    y: float
    anchor: str
    line: str


@dataclass(frozen=True, slots=True)
class Grain:
    """Dots of the field drawn in one stroke: their look (``field`` without contact, else a tone) and SVG path."""

    look: str
    path: str


@dataclass(frozen=True, slots=True)
class Orbit:
    """The whole picture as numbers; the template draws it."""

    dots: tuple[Dot, ...]
    sectors: tuple[Sector, ...]
    rings: tuple[tuple[int, float], ...]
    field: tuple[Grain, ...]
    """Everybody beyond the dots, each a point: those with contact by tone, those without as a fine grain."""
    far: tuple[FarPerson, ...]
    """The people of the field, closest first; ``places`` tells where each stands."""
    places: Place
    by: str
    summary: str

    @property
    def bridges(self) -> int:
        """Return how many dots are the owner's only way into a circle."""
        return sum(dot.bridge for dot in self.dots)


def draw_orbit(
    picture: dict[str, Any], *, far: Sequence[FarPerson] = (), by: str = "industry", on_day: int
) -> Orbit:
    """Lay the picture out: rank gives the ring, closeness the place in it, industry or employer the sector.

    ``far`` are those whom the picture does not name, closest first. A dot that fades is moved outward inside its
    ring by its probability of silence; the tail shows a year. The same audit gives the same picture.
    """
    people = picture["people"]
    attribute = "company" if by == "circle" else "industry"
    names = _sector_names(
        [*(person[attribute] or "" for person in people), *(getattr(one, attribute) for one in far)]
    )
    sizes = Counter(names)
    order = sorted(sizes, key=lambda name: (name in {OTHERS, UNKNOWN}, -sizes[name], name))
    touched = len(people) + sum(1 for one in far if one.rank)
    room = Counter(names[:touched])
    starts, widths = _slices([sizes[name] + (_DOT_TO_GRAIN - 1) * room[name] for name in order])
    slices = dict(zip(order, zip(starts, widths, strict=True), strict=True))
    edge = _edge(touched, len(people) + len(far) - touched)
    radii = [_radius(person["rank"], touched, person["fade"], edge) for person in people]
    angles = (
        _angles(radii, *zip(*(slices[name] for name in names[: len(people)]), strict=True)) if people else []
    )
    dots = tuple(
        _dot(person, radius, angle, on_day=on_day, total=touched, edge=edge)
        for person, radius, angle in zip(people, radii, angles, strict=True)
    )
    places = place_far(
        far,
        names[len(people) :],
        slices,
        shares=[outer_share(one.rank, touched) if one.rank else 0.0 for one in far],
        ranked=Band(RADII[4] + 14, edge - 6),
        field=Band(edge + 6 if touched > RINGS[-1] else RADII[4] + 10, RADII[5]),
    )
    return Orbit(
        dots=dots,
        sectors=tuple(_sector(name, sizes[name], *slices[name]) for name in order),
        rings=tuple(zip(RINGS, RADII[1:5], strict=True)),
        field=_field(far, places),
        far=tuple(far),
        places=places,
        by=by,
        summary=_summary(people, touched, len(people) + len(far)),
    )


def _sector_names(values: Sequence[str]) -> list[str]:
    """Keep the largest groups by name; the small ones are ``others``, the unknown ``not known``."""
    common = [
        name
        for name, count in Counter(value for value in values if value).most_common(_MOST_SECTORS)
        if count > 1
    ]
    return [value if value in common else (OTHERS if value else UNKNOWN) for value in values]


def _slices(sizes: Sequence[float]) -> tuple[list[float], list[float]]:
    """Share the circle: each group gets room by the root of its size, so that small ones stay visible."""
    weights = [math.sqrt(size) for size in sizes]
    whole = sum(weights) or 1.0
    widths = [2 * math.pi * weight / whole for weight in weights]
    starts, at = [], -math.pi / 2
    for width in widths:
        starts.append(at)
        at += width
    return starts, widths


def _edge(touched: int, untouched: int) -> float:
    """Return where the outermost band parts: those with contact inside, the field outside, by the room they need."""
    inner, outer = RADII[4], RADII[5]
    beyond = max(touched - RINGS[-1], 0) * _DOT_TO_GRAIN
    share = beyond / (beyond + untouched) if beyond + untouched else 1.0
    if beyond and untouched:
        share = min(max(share, _FEWEST_APART), 1.0 - _FEWEST_APART)
    return inner + (outer - inner) * share


def outer_share(rank: int, last: int) -> float:
    """Return how far out in the outermost band a rank stands, 0 … 1: by its logarithm, since closeness falls fast.

    >>> outer_share(150, 600), outer_share(300, 600), outer_share(600, 600)
    (0.0, 0.5, 1.0)
    """
    return math.log(rank / RINGS[-1]) / math.log(max(last, RINGS[-1] + 1) / RINGS[-1])


def _band(rank: int) -> int:
    return next((band for band, size in enumerate(RINGS) if rank <= size), len(RINGS))


def _radius(rank: int, total: int, fade: float | None, edge: float) -> float:
    """Return the distance from the centre: the ring by rank, inside it by place, moved outward by the fade."""
    band = _band(rank)
    first = 1 if band == 0 else RINGS[band - 1] + 1
    last = RINGS[band] if band < len(RINGS) else max(total, first)
    inner = (CENTRE if band == 0 else RADII[band]) + 14
    outer = RADII[band + 1] - 12 if band < len(RINGS) else max(edge - 8, inner + 8)
    share = (rank - first + 0.5) / max(last - first + 1, 1) if band < len(RINGS) else outer_share(rank, last)
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


def _dot(person: dict[str, Any], radius: float, angle: float, *, on_day: int, total: int, edge: float) -> Dot:
    name = person["name"] or "(no name)"
    bridge = ("your only way into a circle",) if person.get("bridge") else ()
    return Dot(
        person=person["id"],
        name=name,
        x=round(radius * math.cos(angle), 1),
        y=round(radius * math.sin(angle), 1),
        radius=round(5.0 + 6.0 * min((person["value"] or 0.0) / _LARGE_VALUE, 1.0) ** 0.5, 1),
        tone=tone_of(person["fade"]),
        tail=_tail(person, radius, angle, total, edge),
        label=f"{name}: {'; '.join((*reasons_of(person, on_day=on_day), *bridge))}",
        initials=initials(person["name"]),
        rank=person["rank"],
        bridge=bool(bridge),
        layer=RINGS[band] if (band := _band(person["rank"])) < len(RINGS) else 0,
    )


def _tail(person: dict[str, Any], radius: float, angle: float, total: int, edge: float) -> str:
    """Draw from last year's distance to today's along the dot's own ray; new ties come from the field."""
    before = person["rank_a_year_ago"]
    then = _radius(before, max(total, before), None, edge) if before else RADII[5] + 6
    if abs(then - radius) < 18:
        return ""
    start = radius + max(-60.0, min(60.0, then - radius))
    across, down = math.cos(angle), math.sin(angle)
    return f"M{start * across:.1f} {start * down:.1f}L{radius * across:.1f} {radius * down:.1f}"


def reasons_of(person: dict[str, Any], *, on_day: int) -> tuple[str, str, str]:
    """Return three facts behind a dot: its place, what was exchanged, what the forecast says."""
    last = person["last_contact_day"]
    return reasons(
        rank=person["rank"], into=person["in"], out=person["out"], met=person["mutual"],
        ago=None if last is None else on_day - int(last), fade=person["fade"],
    )  # fmt: skip


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
    shown = name if len(name) <= _LONGEST_SECTOR else name[: _LONGEST_SECTOR - 1].rstrip() + "…"
    return Sector(shown, name, count, round(reach * across, 1), round(reach * down, 1), anchor, line)


def _field(far: Sequence[FarPerson], places: Place) -> tuple[Grain, ...]:
    """Draw everybody beyond: without contact as a fine grain, with contact by tone, with value exchanged larger."""
    looks: dict[str, list[int]] = {}
    for index in thinned(range(len(far))):
        one = far[index]
        look = f"far {tone_of(one.fade)}" if one.rank else "field"
        looks.setdefault(f"{look} valued" if one.valued else look, []).append(index)
    crowd = " crowd" if len(far) > _CROWD else ""
    return tuple(
        Grain(look + crowd, grains(places, indices)) for look, indices in sorted(looks.items(), reverse=True)
    )


def _summary(people: Sequence[dict[str, Any]], touched: int, everybody: int) -> str:
    fading = sum(1 for person in people if person["rank"] <= RINGS[2] and tone_of(person["fade"]) == "fading")
    close = min(len(people), RINGS[2])
    said = f"{touched:,} people with contact stand by measured closeness, in rings of 5, 15, 50 and 150"
    if everybody > touched:
        said += f"; {everybody - touched:,} without any are the field beyond"
    if not close:
        return f"{said}."
    silent = "none" if not fading else f"{fading:,}"
    return f"{said}. Of the closest {close}, {silent} {'is' if fading == 1 else 'are'} likely to fall silent."
