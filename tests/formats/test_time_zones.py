import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.calendar_text import Component, read_components
from nexalink.formats.time_zones import ZoneBook, guessed_zone, named_zone

BERLIN = """BEGIN:VTIMEZONE
TZID:{name}
{hint}BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def definition(name: str, hint: str = "") -> dict[str, Component]:
    root = read_components(io.BytesIO(BERLIN.format(name=name, hint=hint).encode()))
    return {part.text("TZID"): part for part in root.parts}


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/BERLIN", "Europe/Berlin"),
        ('"Europe/Berlin"', "Europe/Berlin"),
        (r"Europe\/Berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("Europe_Berlin", "Europe/Berlin"),
        ("America_New_York", "America/New_York"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("w. europe standard time", "Europe/Berlin"),
        ("Eastern Standard Time", "America/New_York"),
        ("New Zealand Standard Time", "Pacific/Auckland"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
        ("/citadel.org/20070227_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("/freeassociation.sourceforge.net/Europe/Paris", "Europe/Paris"),
        ("/softwarestudio.org/Olson_20011030_5/America/New_York", "America/New_York"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-06:00) Central Time (US & Canada)", "America/Chicago"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", "Europe/Sarajevo"),
        ("(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("(UTC-03:00) Brasília", "America/Sao_Paulo"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("(UTC-07:00) Arizona", "America/Phoenix"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_names_that_are_sure(name: str, zone: str) -> None:
    assert str(named_zone(name)) == zone


@pytest.mark.parametrize(
    "name",
    ["", " ", "FOO", "Customized Time Zone", "tzone://Microsoft/Custom", "/Europe/CUSTOM", "../../etc/passwd", "x" * 5_000,
     "(UTC+09:00) Berlin", "GMT +0100 (Standard) / GMT +0200 (Daylight)", "localtime"],
)  # fmt: skip
def test_names_that_are_not(name: str) -> None:
    assert named_zone(name) is None


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("PST", "America/Los_Angeles"),
        ("CEST", "Europe/Berlin"),
        ("Eastern", "America/New_York"),
        ("Berlin", "Europe/Berlin"),
        ("EST5EDT", "EST5EDT"),
        ("Eastern Time", "America/New_York"),
        ("Central European Time", "Europe/Warsaw"),
        ("GMT -0500 (Standard) / GMT -0400 (Daylight)", "America/New_York"),
        ("GMT-05.00/-04.00", "America/New_York"),
        ("GMT +0100 (Standard) / GMT +0200 (Daylight)", "Europe/Berlin"),
        ("(GMT +01:00)", "UTC+01:00"),
        ("GMT+0200", "UTC+02:00"),
        ("UTC+2", "UTC+02:00"),
        ("UTC-03:30", "UTC-03:30"),
        ("GMT\u22125", "UTC-05:00"),
    ],
)
def test_names_that_can_be_guessed(name: str, zone: str) -> None:
    assert str(guessed_zone(name)) == zone


@pytest.mark.parametrize("name", ["LOLOLOL", "Customized Time Zone", "", "UTC+99"])
def test_names_that_cannot(name: str) -> None:
    assert guessed_zone(name) is None


def offset(zones: ZoneBook, name: str, *when: int) -> timedelta | None:
    zone = zones.zone(name)
    assert zone is not None
    return datetime(*when, tzinfo=zone).utcoffset()  # type: ignore[arg-type, misc]


def test_a_known_name_wins_over_a_definition_that_contradicts_it() -> None:
    assert offset(ZoneBook(definition("America/New_York")), "America/New_York", 2020, 7, 1) == timedelta(
        hours=-4
    )


def test_a_definition_wins_over_a_guess() -> None:
    zones = ZoneBook(definition("UTC+11"))
    assert offset(zones, "UTC+11", 2020, 7, 1) == timedelta(hours=2)
    assert offset(ZoneBook({}), "UTC+11", 2020, 7, 1) == timedelta(hours=11)


def test_a_definition_may_name_the_known_zone_it_is() -> None:
    zones = ZoneBook(definition("My zone", "X-LIC-LOCATION:Asia/Tokyo\n"))
    assert str(zones.zone("My zone")) == "Asia/Tokyo"


def test_a_zone_of_its_own_is_defined_by_its_rules() -> None:
    zones = ZoneBook(definition("Customized Time Zone"))
    assert offset(zones, "Customized Time Zone", 2024, 3, 31, 1) == timedelta(hours=1)
    assert offset(zones, "Customized Time Zone", 2024, 3, 31, 4) == timedelta(hours=2)
    assert zones.zone("Another") is None


@given(st.text(max_size=60))
def test_any_name_is_a_zone_or_none(name: str) -> None:
    for zone in (named_zone(name), guessed_zone(name), ZoneBook({}).zone(name)):
        assert zone is None or isinstance(datetime(2024, 1, 1, tzinfo=zone).utcoffset(), timedelta)


def test_utc_is_utc() -> None:
    assert named_zone("GMT") is UTC
    assert guessed_zone("+0200") == timezone(timedelta(hours=2))
