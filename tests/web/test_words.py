from datetime import date

import pytest

from nexalink.web.words import ago_text, counted, day_of, face_of, fade_of, today_in, when


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "in the future"), (0, "today"), (1, "yesterday"), (2, "2 days ago"), (59, "59 days ago"), (60, "2 months ago"),
     (729, "24 months ago"), (731, "2 years ago"), (3_660, "10 years ago")],
)  # fmt: skip
def test_spans_are_said_in_the_unit_that_fits(days: int, said: str) -> None:
    assert ago_text(days) == said


def test_a_moment_is_a_day_in_the_owners_zone() -> None:
    late = 1_700_000_000 - 1_700_000_000 % 86_400 + 86_400 - 1_800
    assert day_of(late, "Europe/Berlin").day - day_of(late, "UTC").day in {1, -29, -30}
    assert when(None, zone="UTC", today=date(2026, 1, 1)) is None


@pytest.mark.parametrize("seconds", [2**62, -(2**62), 10**14])
def test_a_moment_beyond_every_calendar_is_no_fault(seconds: int) -> None:
    assert day_of(seconds, "UTC") == date(1970, 1, 1)


def test_the_same_name_always_has_the_same_face() -> None:
    assert face_of("Ana Bell") == face_of("Ana Bell")
    assert face_of("Ana Bell").initials == "AB"
    assert face_of("").initials == "·"
    assert face_of("  ").initials == "·"


@pytest.mark.parametrize(
    ("share", "tone"), [(0.0, "steady"), (0.35, "quiet-tie"), (0.6, "fading"), (None, "unknown")]
)
def test_a_forecast_is_a_word_and_a_shape(share: float | None, tone: str) -> None:
    assert fade_of(share).tone == tone


def test_one_is_not_many() -> None:
    assert [counted(number, "row") for number in (0, 1, 1_200)] == ["0 rows", "1 row", "1,200 rows"]


def test_today_is_a_day_of_the_zone() -> None:
    assert abs((today_in("Pacific/Kiritimati") - today_in("Pacific/Pago_Pago")).days) in {0, 1, 2}
