"""Address fields: ordinary ones as the standard library reads them, odd ones as RFC 5322 means them, the corpus."""

import json
import time
from email.utils import formataddr, getaddresses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.mail_addresses import MOST_ADDRESSES, addresses

WORDS = st.text("abcXYZ -_'", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
NAMES = st.one_of(
    WORDS,
    st.text('abc,;:<>@()."\\ ', min_size=1, max_size=10).map(str.strip),
    st.just(""),
    st.just("Zoë Ñandú"),
)
LOCAL = st.text("abcdefxyz0123._+-", min_size=1, max_size=10).filter(lambda text: text.strip("."))


@given(
    st.lists(st.tuples(NAMES, LOCAL), min_size=1, max_size=5), st.sampled_from([", ", ",", ",\n ", ",\r\n\t"])
)
def test_addresses_are_those_of_the_standard_library(people: list[tuple[str, str]], joint: str) -> None:
    text = joint.join(formataddr((" ".join(name.split()), f"{local}@example.com")) for name, local in people)
    expected = [(name, address) for name, address in getaddresses([text]) if "=?" not in name]
    found = list(addresses(text.encode()))
    assert [pair for pair in found if not pair[0].startswith("Zo")] == expected
    assert all(pair[0] == "Zoë Ñandú" for pair in found if pair[0].startswith("Zo"))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Ana Bell <ana@example.com>", [("Ana Bell", "ana@example.com")]),
        (b"ana@example.com (Ana)", [("Ana", "ana@example.com")]),
        (b"Ana (the elder) <ana@example.com>", [("Ana (the elder)", "ana@example.com")]),
        (b"Ana (a (nested) word) <ana@example.com>", [("Ana (a (nested) word)", "ana@example.com")]),
        (b"Friends: ana@example.com, ben@example.org;", [("", "ana@example.com"), ("", "ben@example.org")]),
        (b"One: a@x.org; Two: b@y.org; c@z.org", [("", "a@x.org"), ("", "b@y.org"), ("", "c@z.org")]),
        (b"undisclosed-recipients:;", []),
        (b"=?utf-8?q?Zo=C3=AB?= <z@example.com>", [("Zoë", "z@example.com")]),
        (b"=?utf-8?q?Zo?= =?utf-8?q?=C3=AB?= B <z@example.com>", [("Zoë B", "z@example.com")]),
        (b'"=?utf-8?q?Zo=C3=AB?= Bell" <z@example.com>', [("Zoë Bell", "z@example.com")]),
        (
            b"=?utf-8?q?Okafor=2C_Ben?= <b@example.org>, c@example.org",
            [("Okafor, Ben", "b@example.org"), ("", "c@example.org")],
        ),
        (b'"Okafor,\n Ben" <ben@example.org>', [("Okafor, Ben", "ben@example.org")]),
        (b'"Ben \\"Benny\\" Okafor" <ben@example.org>', [('Ben "Benny" Okafor', "ben@example.org")]),
        (
            b"Ana <ana@example.com>; Ben <ben@example.org>",
            [("Ana", "ana@example.com"), ("Ben", "ben@example.org")],
        ),
        (b"Ana <@relay.example,@other.example:ana@example.com>", [("Ana", "ana@example.com")]),
        (b"jdoe@test  . example", [("", "jdoe@test.example")]),
        (b"Ana ana@example.com", [("Ana", "ana@example.com")]),
        (b"<mailto:ana@example.com>", [("", "ana@example.com")]),
        (b'"john doe"@example.com', [("", '"john doe"@example.com')]),
        (b"Ana <ana@example.com", [("Ana", "ana@example.com")]),
        (b"Ana Bell", []),
        (b"/O=FIRM/OU=SITE/CN=ANA", []),
        (b"<>", []),
        (b"", []),
        (b" , ,", []),
        (b"J\xfcrgen <j@example.com>", [("J\ufffdrgen", "j@example.com")]),
        (b"J\xc3\xbcrgen <j@example.com>", [("Jürgen", "j@example.com")]),
        ("é <é@exämple.com>".encode(), [("é", "é@exämple.com")]),
    ],
)
def test_address_fields(raw: bytes, expected: list[tuple[str, str]]) -> None:
    assert list(addresses(raw)) == expected


@given(st.binary(max_size=200))
def test_any_bytes_give_addresses_or_none(raw: bytes) -> None:
    for name, address in addresses(raw):
        assert "@" in address
        assert "\n" not in name
        assert "\0" not in name


HOSTILE = [
    b"a" * 100_000 + b", " * 50_000,
    b"(" * 300_000,
    b"()" * 150_000,
    b'"' * 300_000,
    b'"\\' * 150_000,
    b"<" * 300_000,
    b"<(" * 150_000,
    b"a" + b" " * 300_000 + b"b",
    b"a@" * 150_000,
    b"a@b " * 80_000,
    b"x:" * 150_000,
    b"=?utf-8?q?a?= " * 20_000 + b"<a@b>",
]


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_fields_take_linear_time(raw: bytes) -> None:
    begun = time.process_time()
    addresses(raw)
    assert time.process_time() - begun < 10


def test_no_more_than_so_many_are_read() -> None:
    assert len(addresses(b"a@b.example, " * 10_000)) == MOST_ADDRESSES
    assert len(addresses(b'"a" <a@b.example>, ' * 10_000)) == MOST_ADDRESSES


def people_told(expected: dict[str, Any]) -> list[tuple[str, str]]:
    groups = expected.get("Group") or [{"addresses": expected["List"]}]
    return [
        (one["name"] or "", one["address"])
        for group in groups
        for one in group["addresses"]
        if one["address"]
    ]


OTHERWISE = (  # read as RFC 5322 means them, where the corpus keeps them as they stand: no URLs, routes, blanks, comments
    "http:", "ftp:", "mailto:", "NO (posting", "<@node.test:", "machine(comment).", "Pete(A nice \n",
)  # fmt: skip


def test_the_corpus_is_read_exactly(shared_folder: Path) -> None:
    from tests.formats.test_mail_headers import first_value

    folder = shared_folder / "data" / "corpora" / "stalwart-mail"
    compared = 0
    for case in json.loads((folder / "address.json").read_text("utf-8")):
        if not any(mark in case["header"] for mark in OTHERWISE):
            compared += 1
            assert list(addresses(first_value(case["header"]))) == people_told(case["expected"]), case
    assert compared > 40
