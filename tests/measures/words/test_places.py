import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.words import LabelReading, read_place

NOTHING = LabelReading(None, (), 0.0)


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Berlin, Germany", "Germany"),
        ("Deutschland", "Germany"),
        ("Allemagne", "Germany"),
        ("Berlin und Umgebung, Deutschland", "Germany"),
        ("Greater Munich Metropolitan Area", "Germany"),
        ("Musterstraße 1, 10115 Berlin", "Germany"),
        ("Musterstraße 1\n50667 Köln\nDE", "Germany"),
        ("Koeln, DEUTSCHLAND", "Germany"),
        ("Wien, Österreich", "Austria"),
        ("Zürich", "Switzerland"),
        ("Genève, Suisse", "Switzerland"),
        ("Lyon, Auvergne-Rhône-Alpes, France", "France"),
        ("Paris et périphérie", "France"),
        ("Madrid y alrededores", "Spain"),
        ("Barcelona, Catalunya, España", "Spain"),
        ("Milano, Lombardia, Italia", "Italy"),
        ("São Paulo, Brasil", "Brazil"),
        ("Lisboa", "Portugal"),
        ("Ciudad de México, México", "Mexico"),
        ("Amsterdam, Noord-Holland, Nederland", "Netherlands"),
        ("København", "Denmark"),
        ("Göteborg, Sverige", "Sweden"),
        ("Oslo, Norge", "Norway"),
        ("Helsinki, Suomi", "Finland"),
        ("Kraków, Polska", "Poland"),
        ("Praha, Česko", "Czechia"),
        ("London, England, United Kingdom", "United Kingdom"),
        ("Edinburgh, Scotland", "United Kingdom"),
        ("Dublin, Ireland", "Ireland"),
        ("Belfast, Northern Ireland", "United Kingdom"),
        ("San Francisco Bay Area", "United States"),
        ("Austin, TX", "United States"),
        ("12 Elm Street, Springfield, IL 62701", "United States"),
        ("Wilmington, DE 19801", "United States"),
        ("12 Paris Street, Hamburg, NY", "United States"),
        ("New York, NY, USA", "United States"),
        ("Oldtown U.S.A.", "United States"),
        ("Toronto, ON", "Canada"),
        ("Toronto, CA", "Canada"),
        ("Montréal, Québec, Canada", "Canada"),
        ("Perth, WA", "Australia"),
        ("Sydney, New South Wales, Australia", "Australia"),
        ("Bengaluru, Karnataka, India", "India"),
        ("Istanbul, Türkiye", "Turkey"),
        ("東京", "Japan"),
        ("Tel Aviv-Yafo, Israel", "Israel"),
        ("Cape Town", "South Africa"),
        ("Lagos, Nigeria", "Nigeria"),
        ("Papua New Guinea", "Papua New Guinea"),
        ("Conakry, Guinea", "Guinea"),
        ("Bissau, Guinea-Bissau", "Guinea-Bissau"),
        ("Albuquerque, New Mexico", "United States"),
        ("Paris, Texas", "United States"),
        ("London, Ontario", "Canada"),
        ("Cambridge, Massachusetts", "United States"),
        ("Atlanta, Georgia", "United States"),
        ("Tbilisi, Georgia", "Georgia"),
        ("Georgia", "Georgia"),
        ("Georgia, United States", "United States"),
        ("Amman, Jordan", "Jordan"),
    ],
)
def test_an_address_says_its_country(place: str, country: str) -> None:
    assert read_place(place).label == country


@pytest.mark.parametrize(
    "place",
    [
        "",
        "Remote",
        "Nowhere in particular",
        "Earth",
        "Join us",
        "Somewhere over there",
        "Someville, Georgia",
        "Musterdorf, DE",
        "Home office",
        "12345",
        ", , ,",
        "\x00",
        "Worldwide",
        "Europe",
    ],
)
def test_a_place_that_does_not_tell_stays_unknown(place: str) -> None:
    assert read_place(place) == NOTHING


@pytest.mark.parametrize(
    ("phone", "country"),
    [
        ("+49 30 123456", "Germany"),
        ("0049 (0)30 123456", "Germany"),
        ("+ (49) 30 123456", "Germany"),
        ("tel:+34600000000", None),
        ("+1 415 555 0100", "United States"),
        ("+1 416 555 0100", "Canada"),
        ("+44 20 7946 0000", "United Kingdom"),
        ("+7 495 000 00 00", "Russia"),
        ("+353 1 000 0000", "Ireland"),
        ("030 123456", None),
        ("555-0100", None),
        ("+", None),
        ("+999 1", None),
        ("+1", None),
        ("+800 1234 5678", None),
        ("", None),
    ],
)
def test_a_phone_number_says_its_country_only_in_international_form(phone: str, country: str | None) -> None:
    assert read_place("", phone=phone).label == country


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Berlin", "Germany"),
        ("America/New_York", "United States"),
        ("Asia/Kolkata", "India"),
        ("Asia/Calcutta", "India"),
        ("US/Pacific", "United States"),
        ("Europe/Oslo", "Norway"),
        ("UTC", None),
        ("Etc/GMT+1", None),
        ("CET", None),
        ("Nowhere/Land", None),
    ],
)
def test_a_time_zone_of_one_country_says_it(zone: str, country: str | None) -> None:
    assert read_place("", zone=zone).label == country


def test_address_before_phone_before_zone() -> None:
    assert read_place("Lyon", phone="+49 30 123456", zone="Asia/Tokyo").label == "France"
    assert read_place("Remote", phone="+49 30 123456", zone="Asia/Tokyo").label == "Germany"
    assert read_place("Remote", phone="030 123456", zone="Asia/Tokyo").label == "Japan"


def test_surer_words_give_more_confidence() -> None:
    sure = [
        read_place("Munich, Germany"),
        read_place("Bavaria"),
        read_place("Munich"),
        read_place("", zone="Europe/Berlin"),
    ]
    assert [reading.label for reading in sure] == ["Germany"] * 4
    assert [reading.confidence for reading in sure] == sorted(
        {reading.confidence for reading in sure}, reverse=True
    )


def test_the_words_that_decided_are_given_as_written() -> None:
    assert read_place("San Francisco Bay Area").words == ("San Francisco Bay Area",)
    assert read_place("", phone="+49 30 123456").words == ("+49",)


@given(st.text(max_size=80), st.none() | st.text(max_size=20), st.none() | st.text(max_size=20))
def test_any_text_gives_a_reading_that_keeps_its_promises(
    place: str, phone: str | None, zone: str | None
) -> None:
    reading = read_place(place, phone=phone, zone=zone)
    assert (reading.label is None) == (reading.words == ()) == (reading.confidence == 0)
    assert 0.0 <= reading.confidence <= 1.0


@given(st.from_regex(r"\+[0-9 ()-]{0,18}", fullmatch=True))
def test_any_number_gives_a_country_or_none(phone: str) -> None:
    reading = read_place("", phone=phone)
    assert reading.label is None or reading.words[0].startswith("+")
