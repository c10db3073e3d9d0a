"""Header fields, texts and identifiers: by the standards' own examples, the standard library as a twin, the corpora."""

import base64
import email
import email.policy
import json
import time
from collections.abc import Callable
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.mail_headers import (
    LONGEST_VALUE,
    FieldPicker,
    decoded_words,
    identifiers,
    one_line,
    text_of,
    unfolded,
)

PICKER = FieldPicker(["from", "to", "subject", "x-mail*"], joined=["to"])


def first_value(text: str) -> bytes:
    """Return the value that ends where the next line is no continuation."""
    lines = text.split("\n")
    kept = [lines[0]]
    for line in lines[1:]:
        if not line.startswith((" ", "\t")):
            break
        kept.append(line)
    return "\n".join(kept).encode()


def test_fields_are_picked_folded_in_any_case_and_with_blanks_before_the_colon() -> None:
    head = b"FROM: a@example.com\r\nX-Other: 1\r\n folded\r\nSubject : one\r\n two\r\nsubject: three\r\nX-MailerThing:5\r\n"
    found = PICKER.pick(head)
    assert {name: text_of(raw) for name, raw in found.items()} == {
        "from": "a@example.com",
        "subject": "one two",
        "x-mailerthing": "5",
    }


def test_only_the_first_of_a_field_counts_unless_it_may_be_joined() -> None:
    found = PICKER.pick(b"To: a@x\nSubject: one\nTo: b@y\nSubject: two\n")
    assert found == {"to": b" a@x, b@y", "subject": b" one"}


def test_a_name_inside_a_value_or_a_longer_name_is_no_field() -> None:
    assert PICKER.pick(b"X-A: 1\n From: no\nFromage: no\nX-From: no\nFrom no\n") == {}


NAMES = st.sampled_from(["From", "To", "Subject", "X-Mailer", "Other", "TO", "sUBJECT"])
VALUES = st.lists(
    st.text('abc <>@.:;=?"(),', min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=3
)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=8))
def test_fields_are_those_of_the_standard_library(fields: list[tuple[str, list[str]]]) -> None:
    head = "".join(f"{name}: " + "\n ".join(lines) + "\n" for name, lines in fields).encode()
    parsed = BytesHeaderParser().parsebytes(head + b"\n")
    found = FieldPicker(["from", "to", "subject", "x-mail*"]).pick(head)
    expected = {name: parsed[name] for name in ("from", "to", "subject", "x-mailer") if name in parsed}
    assert {name: unfolded(raw) for name, raw in found.items()} == {
        name: " ".join(line.strip() for line in value.split("\n")) for name, value in expected.items()
    }


@given(st.text(max_size=60))
def test_encoded_subjects_come_back(text: str) -> None:
    clean = " ".join("".join(c for c in text if c.isprintable()).split())
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = clean
    raw = message.as_bytes().split(b"Subject:", 1)[1].split(b"\r\n\r\n")[0]
    assert " ".join(text_of(raw).split()) == clean


@given(
    st.lists(
        st.tuples(st.text("aäöß€ X", min_size=1, max_size=8), st.sampled_from(["utf-8", "iso-8859-15", ""])),
        max_size=5,
    )
)
def test_encoded_words_are_those_of_the_standard_library(parts: list[tuple[str, str]]) -> None:
    from email.header import Header

    header = Header()
    for text, charset in parts:
        if charset:
            header.append(text, charset)
        else:
            header.append("plain")
    raw = header.encode()
    expected = str(make_header(decode_header(raw)))
    assert " ".join(text_of(raw.encode()).split()) == " ".join(expected.split())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b"=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
        (b"=?UTF-8?B?R3LDvMOfZQ?=", "Grüße"),  # without padding
        (b"=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=", "Grüße"),  # split inside a character
        (b"=?iso-8859-1*de?q?Gr=FC=DFe?=", "Grüße"),
        (b"=?windows-1252?q?=80?=", "€"),
        (b"=?iso-8859-1?q?=80?=", "€"),  # meant is windows-1252
        (b"=?gb2312?B?xOO6ww==?=", "你好"),
        (b"=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"),
        (b"=?koi8-r?B?8NLJ18XU?=", "Привет"),
        (b"=?utf-7?Q?Gr+APwA3w-e?=", "Grüße"),
        (b"=?x-unknown?q?caf=E9?=", "café"),
        (b"=?us-ascii?q?caf=E9?=", "caf\ufffd"),
        (b"[list] =?utf-8?q?=C3=84?= b", "[list] Ä b"),
        (b"=?utf-8?q?a=0Ab=00?=", "a b"),
        (b"Gr\xc3\xbc\xc3\x9fe", "Grüße"),
        (b"Gr\xfc\xdfe", "Gr\ufffd\ufffde"),
        (b"=?iso-8859-1?q?Gr\xfc\xdfe?=", "Grüße"),
        (b"=?utf-8?q?broken", "=?utf-8?q?broken"),
        (b"=?utf-8?b?!!!?=", ""),
        (b" \r\n\t", ""),
    ],
)
def test_texts_of_all_programs_are_read(raw: bytes, expected: str) -> None:
    assert text_of(raw) == expected


def test_folds_become_single_spaces() -> None:
    assert unfolded(b" Lunch \r\n\t on\n Friday?\r") == "Lunch on Friday?"
    assert one_line("a \n  b\0") == "a b"
    assert decoded_words("a\n =?utf-8?q?b?=") == "a b"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b" <a@x.example>", ("a@x.example",)),
        (b" <a@x>\r\n <b@y> (said) <c@z>", ("a@x", "b@y", "c@z")),
        (b' "Your note of Monday" <a@x>', ("a@x",)),
        (b" bare@x.example ", ("bare@x.example",)),
        (b" <1234 @ local .example>", ("1234 @ local .example",)),
        (b" <unfinished@x", ("unfinished@x",)),
        (b" <>", ()),
        (b"", ()),
    ],
)
def test_identifiers_are_read_without_brackets(raw: bytes, expected: tuple[str, ...]) -> None:
    assert identifiers(raw) == expected


HOSTILE = [
    b" " * 400_000 + b"\n x",
    b"\n " * 200_000 + b"x",
    b"=?" * 200_000,
    b"=?a?q?" * 60_000 + b"\n ",
    b"=?utf-8?b?" + b"A" * 400_000 + b"?=",
    b"<" * 400_000,
    b"<a" * 200_000,
    b"a" * 400_000 + b"<>",
    b"\0" * 400_000,
    b"\xff" * 400_000,
    b"? " * 200_000 + b"=?utf-8?q?a",
]


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("read", [text_of, identifiers, unfolded])
def test_hostile_values_take_linear_time(read: Callable[[bytes], Any], raw: bytes) -> None:
    begun = time.process_time()
    read(raw)
    assert time.process_time() - begun < 10


def test_hostile_header_blocks_take_linear_time_and_values_are_cut() -> None:
    begun = time.process_time()
    assert PICKER.pick(b"From\n" * 200_000) == {}
    assert len(PICKER.pick(b"Subject:" + b" x\n" * 1_000_000)["subject"]) == LONGEST_VALUE
    assert len(PICKER.pick(b"To: a@example.com\n" * 60_000)["to"]) < 2 * LONGEST_VALUE
    assert time.process_time() - begun < 20


def test_the_corpus_of_texts_and_identifiers_is_read_exactly(shared_folder: Path) -> None:
    folder = shared_folder / "data" / "corpora" / "stalwart-mail"
    for case in json.loads((folder / "unstructured.json").read_text("utf-8")):
        assert text_of(first_value(case["header"])) == case["expected"], case
    for case in json.loads((folder / "id.json").read_text("utf-8")):
        assert identifiers(first_value(case["header"])) == tuple(case["expected"] or ()), case


@given(st.text(max_size=40), st.integers(0, 3))
def test_one_ordinary_word_reads_like_any_other(text: str, lost: int) -> None:
    packed = base64.b64encode(text.encode("utf-8"))
    word = b"=?UTF-8?B?" + packed[: len(packed) - lost] + b"?="
    assert text_of(b" " + word + b"\r") == text_of(b" =?us-ascii?q??= " + word)
