"""The picture of value by year: given above the line, received below, empty years in their place."""

from datetime import timedelta

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from nexalink.interactions.actions import record_exchange
from nexalink.interactions.balance import ledger, tie_balance
from nexalink.web.pages.value_years import HALF, years_picture
from nexalink.web.words import today_in
from tests.factories import ON, Cast
from tests.web.reading import read


def test_the_largest_fills_its_side_and_empty_years_have_their_place() -> None:
    found = years_picture([(2023, 9.0, 0.0), (2025, 3.0, 4.5)], until=2026)
    assert found is not None
    assert [(bar.given, bar.given_top, bar.received) for bar in found.bars] == [
        ("16.0", "0.0", "0.0"), ("0.0", "16.0", "0.0"), ("5.3", "10.7", "8.0"), ("0.0", "16.0", "0.0"),
    ]  # fmt: skip
    assert (found.first, found.last) == (2023, 2026)
    assert found.words == "2023: 9 given, 0 received; 2025: 3 given, 4.5 received"


def test_nothing_within_ten_years_is_no_picture() -> None:
    assert years_picture([], until=2026) is None
    assert years_picture([(2016, 1.0, 1.0), (2027, 1.0, 1.0)], until=2026) is None


@given(
    st.lists(st.tuples(st.integers(2000, 2030), st.floats(0, 1e6), st.floats(0, 1e6)), max_size=20),
    st.integers(2010, 2030),
)
def test_no_bar_leaves_the_picture(years: list[tuple[int, float, float]], until: int) -> None:
    found = years_picture(years, until=until)
    for bar in found.bars if found else ():
        assert 0 <= float(bar.given) <= HALF
        assert 0 <= float(bar.received) <= HALF
        assert found is not None
        assert bar.at + found.bar <= found.width


def test_the_years_of_a_tie_sum_to_its_ledger(cast: Cast) -> None:
    for way, days, size in (("given", 800, "large"), ("given", 400, "small"), ("received", 400, "medium")):
        record_exchange(
            cast.owner, person=cast.weak.pk, direction=way, kind="advice", size=size, day=ON - timedelta(days=days),
            on=ON, by="test",
        )  # fmt: skip
    tie = tie_balance(cast.owner, person=cast.weak.pk, on=ON)
    assert tie is not None
    assert tie.years == ((2024, 9.0, 0.0), (2025, 1.0, 3.0))
    assert (sum(year[1] for year in tie.years), sum(year[2] for year in tie.years)) == (
        tie.given,
        tie.received,
    )
    assert ledger(cast.owner, on=ON).years == tie.years


def test_the_picture_stands_on_both_pages_with_its_words(web: Client, cast: Cast) -> None:
    day = today_in(cast.owner.zone)
    record_exchange(
        cast.owner,
        person=cast.weak.pk,
        direction="given",
        kind="help",
        size="medium",
        day=day,
        on=day,
        by="test",
    )
    for address in ("/value/", f"/people/{cast.weak.pk}/"):
        page = read(web.get(address))
        labels = [one.get("aria-label") for tag, one in page.elements if tag == "svg"]
        assert f"{day.year}: 3 given, 0 received" in labels
        assert "ot enough data" in page.text
