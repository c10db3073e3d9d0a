import phonenumbers
import pytest

from nexalink.formats.regions import _REGIONS, region_of


@pytest.mark.parametrize(
    ("country", "region"),
    [
        ("Germany", "DE"),
        ("DEUTSCHLAND", "DE"),
        ("Österreich", "AT"),
        ("España", "ES"),
        ("United States of America", "US"),
        ("U.S.A.", "US"),
        ("gb", "GB"),
        ("日本", "JP"),
        ("Atlantis", None),
        ("", None),
        ("XX", None),
    ],
)
def test_region_of_reads_names_and_codes(country: str, region: str | None) -> None:
    assert region_of(country) == region


def test_every_region_of_the_table_is_known_to_the_telephone_library() -> None:
    assert set(_REGIONS.values()) <= set(phonenumbers.SUPPORTED_REGIONS)
