"""Header fields: the fast path and the standard library say the same; the corpora agree."""

import email
import email.policy
from datetime import UTC, datetime
from email.utils import format_datetime, getaddresses, parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.mail_headers import (
    FieldNames,
    addresses,
    header_fields,
    identifiers,
    seconds_of,
    text_of,
)

FIRST, LAST = datetime(1970, 1, 2), datetime(2090, 1, 1)  # noqa: DTZ001 - hypothesis adds the zones
WORDS = st.text("abcXYZ .-_", min_size=1, max_size=12)
LOCAL = st.text("abcdefxyz0123._+-", min_size=1, max_size=10).filter(lambda text: text.strip("."))


@given(st.datetimes(FIRST, LAST), st.integers(-12 * 60, 14 * 60))
def test_dates_are_those_of_the_standard_library(moment: datetime, offset: int) -> None:
    from datetime import timedelta, timezone

    text = format_datetime(moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset))))
    assert seconds_of(text.encode()) == int(parsedate_to_datetime(text).timestamp())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 1 Jan 1970 00:00 +0000", 0),
        ("1 Jan 70 00:00:00 GMT", 0),
        ("Thu, 1 Jan 1970 02:00:00 +0200 (EET)", 0),
        ("Wed, 31 Dec 1969 19:00:00 EST", 0),
        ("Thu, 1 Jan 1970 00:00:00 -0000", 0),
        ("Thu, 1 Jan 1970 00:00:00 Z", 0),
        ("Thu, 1 Jan 1970 01:00:00 A", 0),
        ("Thu, (a comment) 1 Jan 1970 00:00:00 +0000", 0),
        ("yesterday", None),
        ("", None),
        ("32 Foo 1999 99:99:99 +0000", None),
    ],
)
def test_odd_dates(text: str, expected: int | None) -> None:
    assert seconds_of(text.encode()) == expected


@given(st.lists(st.tuples(WORDS, LOCAL), min_size=1, max_size=4))
def test_addresses_are_those_of_the_standard_library(people: list[tuple[str, str]]) -> None:
    text = ", ".join(f'"{name}" <{local}@example.com>' for name, local in people)
    found = addresses(text.encode())
    expected = [(name.strip().strip("'").strip(), address) for name, address in getaddresses([text])]
    assert [(name.strip("'").strip(), address) for name, address in found] == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Ana Bell <ana@example.com>", [("Ana Bell", "ana@example.com")]),
        (b"ana@example.com (Ana)", [("Ana", "ana@example.com")]),
        (b"Friends: ana@example.com, ben@example.org;", [("", "ana@example.com"), ("", "ben@example.org")]),
        (b"undisclosed-recipients:;", []),
        (b"=?utf-8?q?Zo=C3=AB?= <z@example.com>", [("Zoë", "z@example.com")]),
        (b'"Okafor,\n Ben" <ben@example.org>', [("Okafor, Ben", "ben@example.org")]),
        (b"<>", []),
    ],
)
def test_address_fields(raw: bytes, expected: list[tuple[str, str]]) -> None:
    assert list(addresses(raw)) == expected


def test_fields_are_read_folded_and_in_any_case() -> None:
    block = b"FROM: a@example.com\r\nX-Other: 1\r\n folded\r\nSubject: one\r\n two\r\nsubject: three\r\n"
    found = header_fields(block, {b"from": "from", b"subject": "subject"})
    assert [text_of(raw) for raw in found["subject"]] == ["one two", "three"]
    assert text_of(found["from"][0]) == "a@example.com"


@given(st.text(min_size=0, max_size=60))
def test_encoded_subjects_come_back(text: str) -> None:
    clean = " ".join("".join(c for c in text if c.isprintable()).split())
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = clean
    raw = message.as_bytes().split(b"Subject:", 1)[1].split(b"\r\n\r\n")[0]
    assert " ".join(text_of(raw).split()) == clean


def test_identifiers_and_hostile_values_take_linear_time() -> None:
    assert identifiers(b"<a@b> (x) <c@d>") == ("a@b", "c@d")
    long = b"<" * 200_000
    assert identifiers(long) == ()
    assert addresses(b"a" * 100_000 + b", " * 10_000) == ()
    assert seconds_of(b"1 Jan " + b"9" * 100_000) is None
    assert datetime.fromtimestamp(seconds_of(b"1 Jan 2030 00:00:00 +0000") or 0, UTC).year == 2030


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ana Roth <ana@example.com>, ben@example.org",
            (("Ana Roth", "ana@example.com"), ("", "ben@example.org")),
        ),
        (
            '"Okafor, Ben" <b@example.com>,Cem <c@example.org>',
            (("Okafor, Ben", "b@example.com"), ("Cem", "c@example.org")),
        ),
        (
            "Ana <ana@example.com>, (away) ben@example.org",
            (("Ana", "ana@example.com"), ("away", "ben@example.org")),
        ),
    ],
)
def test_ordinary_lists_of_addresses_read_as_the_standard_library_reads_them(
    text: str, expected: tuple[tuple[str, str], ...]
) -> None:
    assert addresses(text.encode()) == expected == tuple(getaddresses([text]))


def test_a_field_is_found_in_any_spelling_and_only_with_its_colon() -> None:
    names = FieldNames({b"from": "from"})
    block = b"FROM: a\r\nfrom : b\r\nFrom c\r\nX-From: d\r\nFrom:\r\n\te\r"
    assert header_fields(block, names) == {"from": [b" a\r", b" b\r", b"\r\n\te\r"]}
    assert names[b"X-FROM"] is None
