"""Dates of mails: as the standard library reads the ordinary ones, and every trap by name."""

import json
import time
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.mail_dates import seconds_of


@given(st.integers(86_400, 3_786_912_000), st.integers(-12 * 60, 14 * 60), st.booleans())
def test_dates_are_those_of_the_standard_library(at: int, offset: int, named: bool) -> None:
    text = format_datetime(datetime.fromtimestamp(at, timezone(timedelta(minutes=offset))))
    if named:
        text = text.partition(", ")[2] + " (a zone)"
    assert seconds_of(f" {text}\r".encode()) == int(parsedate_to_datetime(text).timestamp())


EPOCH = 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 1 Jan 1970 00:00 +0000", EPOCH),  # no seconds
        ("1 Jan 70 00:00:00 GMT", EPOCH),  # two-digit year
        ("1 Jan 49 00:00:00 GMT", 2_493_072_000),
        ("1 Jan 116 00:00:00 GMT", 1_451_606_400),  # a year counted from 1900
        ("Thu, 1 Jan 1970 02:00:00 +0200 (EET)", EPOCH),
        ("Wed, 31 Dec 1969 19:00:00 EST", EPOCH),
        ("Wed, 31 Dec 1969 17:00:00 PDT", EPOCH),
        ("Thu, 1 Jan 1970 01:00:00 CET", EPOCH),
        ("Thu, 1 Jan 1970 02:00:00 MESZ", EPOCH),
        ("Thu, 1 Jan 1970 09:00:00 JST", EPOCH),
        ("Thu, 10 Jul 1997 14:53:31 EST5EDT", 868_564_411),
        ("Thu, 1 Jan 1970 00:00:00 -0000", EPOCH),
        ("Thu, 1 Jan 1970 00:00:00", EPOCH),
        ("Thu, 1 Jan 1970 00:00:00 Z", EPOCH),
        ("Thu, 1 Jan 1970 00:00:00 A", EPOCH),  # military letters tell nothing (RFC 5322)
        ("Thu, 1 Jan 1970 00:00:00 XYZZY", EPOCH),
        ("Thu, (a comment) 1 Jan 1970 00:00:00 +0000", EPOCH),
        ("Thu, 1 Jan ((nested) comment) 1970 00:00:00 +0000", EPOCH),
        ("Thu,\n   1\n  Jan\n    1970\n  00:00\n  +0000 (Zone)", EPOCH),
        ("Thu, 1-Jan-1970 00:00:00 GMT", EPOCH),
        ("Thu Jan  1 00:00:00 1970", EPOCH),  # asctime
        ("Thu Jan  1 00:00:00 +0000 1970", EPOCH),  # Gmail's separator
        ("Thu Jan  1 01:00:00 CET 1970", EPOCH),
        ("Thu Jan 1 00:00:00 UTC 1970", EPOCH),
        ("Jan 1, 1970 12:00:00 AM", EPOCH),
        ("1 January 1970 00:00:00 GMT+0000", EPOCH),
        ("1 Jan 1970 00:00:00 GMT+01:00", -3_600),
        ("1970-01-01T00:00:00Z", EPOCH),
        ("1970-01-01 02:00:00.5 +0200", EPOCH),
        ("Thu, 02 Apr 2020 07:53:55.516 +0000 (UTC)", 1_585_814_035),
        ("1 Jan 1970 00.00.00 +0000", EPOCH),
        ("Sat, 31 Dec 2016 23:59:60 +0000", 1_483_228_800),  # a leap second
        ("yesterday", None),
        ("", None),
        ("32 Jan 1999 09:00:00 +0000", None),
        ("29 Feb 2023 09:00:00 +0000", None),
        ("1 Foo 1999 09:00:00 +0000", None),
        ("1 Jan 1999 25:00:00 +0000", None),
        ("1 Jan 1999 09:61:00 +0000", None),
        ("1 Jan 1999", None),
        ("some numbers 0 1 2 but no date", None),
    ],
)
def test_odd_dates(text: str, expected: int | None) -> None:
    assert seconds_of(text.encode()) == expected


@given(st.binary(max_size=120))
def test_any_bytes_are_a_date_or_none(raw: bytes) -> None:
    found = seconds_of(raw)
    assert found is None or isinstance(found, int)


def test_hostile_dates_take_linear_time() -> None:
    begun = time.process_time()
    for raw in (b"1 Jan " + b"9" * 400_000, b" " * 400_000 + b"x", b"(" * 400_000, b"1:11" * 100_000):
        assert seconds_of(raw) is None
    assert time.process_time() - begun < 10


def told(expected: dict[str, Any] | None) -> int | None:
    if expected is None:
        return None
    offset = timedelta(hours=expected["tz_hour"], minutes=expected["tz_minute"])
    local = datetime(
        *(expected[part] for part in ("year", "month", "day", "hour", "minute", "second")), tzinfo=UTC
    )
    return int((local + offset * (1 if expected["tz_before_gmt"] else -1)).timestamp())


def test_the_corpus_of_dates_is_read_exactly(shared_folder: Path) -> None:
    folder = shared_folder / "data" / "corpora" / "stalwart-mail"
    for case in json.loads((folder / "date.json").read_text("utf-8")):
        raw = case["header"].encode()
        if b"4 8 15 16 23 42" in raw or b"((invalid)\ncomment)" in raw:
            continue  # numbers that are no date; a header that ends inside its comment
        assert seconds_of(raw.rpartition(b";")[2]) == told(case["expected"]), case
