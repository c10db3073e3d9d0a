"""The orbit's layout: every tie a dot, in its ring, its sector and its tone."""

import itertools
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.reports.far import FarPerson, thinned
from nexalink.reports.orbit import OTHERS, RADII, RINGS, UNKNOWN, Orbit, draw_orbit

TODAY = 20_000
INDUSTRIES = ("Software", "Banking", "")


def named(rank: int, *, industry: str = "Software", fade: float | None = 0.1, **more: Any) -> dict[str, Any]:
    return {
        "id": rank, "name": f"Person {rank}", "rank": rank, "rank_a_year_ago": rank, "closeness": 1.0,
        "industry": industry or None, "company": "Kelm", "value": 0, "fade": fade, "in": 2, "out": 1, "mutual": 0,
        "last_contact_day": TODAY - 9, "genuine": True, **more,
    }  # fmt: skip


def distant(
    number: int, *, rank: int = 0, industry: str = "Banking", fade: float | None = None, valued: bool = False
) -> FarPerson:
    return FarPerson(10_000 + number, rank, industry, "Holt", fade, valued)


def draw(near: int, far: list[FarPerson] | None = None, *, by: str = "industry") -> Orbit:
    people = [named(rank, industry=INDUSTRIES[rank % 3]) for rank in range(1, near + 1)]
    return draw_orbit({"people": people}, far=far or [], by=by, on_day=TODAY)


def away(x: float, y: float) -> float:
    return math.hypot(x, y)


def test_each_dot_stands_in_the_ring_of_its_rank() -> None:
    for dot in draw(400).dots:
        band = next((place for place, size in enumerate(RINGS) if dot.rank <= size), len(RINGS))
        assert RADII[band] - 1 <= away(dot.x, dot.y) <= RADII[band + 1] + 1


def test_who_fades_drifts_outward_and_who_does_not_stays() -> None:
    steady = draw_orbit({"people": [named(1, fade=0.0)]}, on_day=TODAY).dots[0]
    fading = draw_orbit({"people": [named(1, fade=0.9)]}, on_day=TODAY).dots[0]
    assert away(fading.x, fading.y) > away(steady.x, steady.y) + 10
    assert (steady.tone, fading.tone) == ("steady", "fading")


def test_who_gave_or_got_more_is_larger() -> None:
    small = draw_orbit({"people": [named(1, value=0)]}, on_day=TODAY).dots[0]
    large = draw_orbit({"people": [named(1, value=30)]}, on_day=TODAY).dots[0]
    assert large.radius > small.radius


def test_who_is_the_only_way_into_a_circle_says_so_and_bears_a_ring() -> None:
    orbit = draw_orbit({"people": [named(1), named(60, bridge=True)]}, on_day=TODAY)
    assert [dot.bridge for dot in orbit.dots] == [False, True]
    assert (orbit.bridges, orbit.dots[1].halo > orbit.dots[1].radius) == (1, True)
    assert orbit.dots[1].label.endswith("; your only way into a circle")


def test_a_tail_shows_who_came_closer_in_a_year() -> None:
    moved = draw_orbit({"people": [named(3, rank_a_year_ago=90)]}, on_day=TODAY).dots[0]
    assert moved.tail
    still = draw_orbit({"people": [named(3)]}, on_day=TODAY).dots[0]
    assert not still.tail


def test_everybody_beyond_has_a_place_of_their_own_in_the_sector() -> None:
    far = [distant(number, industry=INDUSTRIES[number % 3]) for number in range(900)]
    orbit = draw(30, far)
    places = list(zip(orbit.places.x.tolist(), orbit.places.y.tolist(), strict=True))
    assert len(places) == 900
    assert len(set(places)) > 880
    assert all(RADII[4] < away(x, y) < RADII[5] + 1 for x, y in places)
    assert {sector.whole: sector.count for sector in orbit.sectors} == {
        "Software": 310, "Banking": 310, UNKNOWN: 310,
    }  # fmt: skip
    for industry, name in (("Software", "Software"), ("Banking", "Banking"), ("", UNKNOWN)):
        inside = [place for place, one in zip(places, far, strict=True) if one.industry == industry]
        middle = next((s.x, s.y) for s in orbit.sectors if s.whole == name)
        assert all(turn(place, middle) < math.pi / 3 + 0.05 for place in inside)


def turn(one: tuple[float, float], other: tuple[float, float]) -> float:
    difference = math.atan2(one[1], one[0]) - math.atan2(other[1] + 8, other[0])
    return abs((difference + math.pi) % (2 * math.pi) - math.pi)


def test_contact_is_nearer_than_none_and_closer_ties_nearer_than_others() -> None:
    ranked = [distant(rank, rank=rank) for rank in range(601, 1_201)]
    orbit = draw(600, [*ranked, *(distant(number) for number in range(2_000, 2_400))])
    radii = [away(x, y) for x, y in zip(orbit.places.x.tolist(), orbit.places.y.tolist(), strict=True)]
    touched, untouched = radii[:600], radii[600:]
    assert max(touched) < min(untouched)
    assert all(after > before - 2 for before, after in itertools.pairwise(touched))


def test_the_field_is_drawn_whole_and_by_tone() -> None:
    far = [distant(1, rank=601, fade=0.9), distant(2, rank=602), distant(3), distant(4, valued=True)]
    orbit = draw(5, far)
    assert sum(grain.path.count("M") for grain in orbit.field) == 4
    assert {grain.look for grain in orbit.field} == {"far fading", "far unknown", "field", "field valued"}


def test_the_sentence_counts_everybody_with_contact_not_those_drawn_large() -> None:
    orbit = draw(60, [distant(1, rank=61), distant(2)])
    assert "61 people with contact" in orbit.summary
    assert "1 without any" in orbit.summary


@pytest.mark.parametrize("near", [0, 1, 5, 151])
@pytest.mark.parametrize("beyond", [0, 1])
def test_small_networks_are_drawn_too(near: int, beyond: int) -> None:
    orbit = draw(near, [distant(number) for number in range(beyond)])
    assert len(orbit.dots) == near
    assert len(orbit.places.x) == beyond


def test_small_groups_are_others_and_employers_can_be_chosen() -> None:
    far = [distant(number, industry=f"Trade {number}") for number in range(30)]
    assert OTHERS in {sector.whole for sector in draw(30, far).sectors}
    assert {sector.whole for sector in draw(30, far, by="circle").sectors} == {"Kelm", "Holt"}


def test_the_same_audit_gives_the_same_picture() -> None:
    far = [distant(number) for number in range(40)]
    once, again = draw(200, far), draw(200, far)
    assert (once.dots, once.field) == (again.dots, again.field)


@given(st.integers(0, 500), st.integers(1, 90))
def test_a_thinner_field_is_even(count: int, most: int) -> None:
    kept = list(thinned(range(count), most))
    assert len(kept) == min(count, most)
    assert kept == sorted(set(kept))
    assert all(after - before <= count / most + 1 for before, after in itertools.pairwise(kept))
