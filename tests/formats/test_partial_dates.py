import pytest

from nexalink.formats.partial_dates import partial_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-03-22", "1980-03-22"),
        ("19800322", "1980-03-22"),
        ("1953-10-15T23:10:00Z", "1953-10-15"),
        ("20190220T000035", "2019-02-20"),
        ("1980-3-2", "1980-03-02"),
        ("--0715", "--07-15"),
        (" --03-22", "--03-22"),
        ("--0229", "--02-29"),
        ("1604-07-15", "--07-15"),
        ("22.03.1980", "1980-03-22"),
        ("22.03.", "--03-22"),
        ("3/22/1980", "1980-03-22"),
        ("22/3/1980", "1980-03-22"),
        ("5/5/80", "1980-05-05"),
        ("5/5/19", "2019-05-05"),
        ("3/4/1980", ""),
        ("0/0/00", ""),
        ("00.00.0000", ""),
        ("1/1/4501", ""),
        ("1985", ""),
        ("1985-04", ""),
        ("---03", ""),
        ("1980-02-30", ""),
        ("circa 1800", ""),
        ("", ""),
    ],
)
def test_partial_date_reads_what_address_books_write(text: str, day: str) -> None:
    assert partial_date(text) == day


def test_order_of_day_and_month_is_told() -> None:
    assert partial_date("3/4/1980", day_first=True) == "1980-04-03"
    assert partial_date("3/4/1980", day_first=False) == "1980-03-04"


def test_omitted_year_is_no_year() -> None:
    assert partial_date("1900-07-15", omitted_year="1900") == "--07-15"
