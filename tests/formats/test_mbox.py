"""Where mailboxes are split: every variant, hostile bodies, any block size, and the corpus with exact offsets."""

import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexalink.formats import mbox
from nexalink.formats.mbox import (
    HEAD_LIMIT,
    MboxMessage,
    message_starts,
    single_message,
    split_mbox,
)
from nexalink.formats.mbox_separators import looks_like_separator

SEPARATOR = b"From ana@example.com Fri Sep 16 22:26:51 2016\n"
HEADER = b"From: ana@example.com\nSubject: x\n\n"
ONE = SEPARATOR + HEADER + b"Hello\n\n"


def split(data: bytes) -> list[MboxMessage]:
    return list(split_mbox(io.BytesIO(data)))


def starts(data: bytes) -> list[int]:
    return [message.offset for message in split(data)]


def test_messages_begin_at_separators_after_a_blank_line() -> None:
    assert starts(ONE * 3) == [0, len(ONE), 2 * len(ONE)]
    first = split(ONE)[0]
    assert (first.separator, first.head) == (SEPARATOR, HEADER[:-1])


@pytest.mark.parametrize(
    "line",
    [
        b"From ana@example.com Fri Sep 16 22:26:51 2016",
        b"From 1545668983435175434@xxx Fri Sep 16 22:26:51 +0000 2016",  # Gmail: the zone before the year
        b"From ana@example.com  Fri Sep  6 22:26 2016",
        b"From ana@example.com Fri Sep 16 22:26:51 PDT 2016",
        b"From MAILER-DAEMON Fri Sep 16 22:26:51 2016 remote from mail",
        b"From ana@example.com Fri, 16 Sep 2016 22:26:51 +0200",
        b"From ana at example.com Fri Sep 16 22:26:51 2016",
        b"From ana@example.com 2016-09-16T22:26:51",
        b"From - Fri Sep 16 22:26:51 2016",
        b"From ???@??? Fri Sep 16 22:26:51 2016",
        b"From -",
        b"From - ",
        b"From 1844347792267117879@xxx",
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_separators_of_all_programs_are_known(line: bytes, end: bytes) -> None:
    one = line + end + b"X-Note: 1" + end + b"Subject: x" + end * 2 + b"Hello" + end * 2
    assert looks_like_separator(one)
    assert starts(one * 2) == [0, len(one)]


@pytest.mark.parametrize(
    "body",
    [
        b"From here on we walk.\n",
        b"From 10:30 on in 2016 it rains.\nNote: rain\n",
        b"From Monday to Friday 2016 we are open 9:00\nOpen: yes\n",
        b"From ana@example.com Fri Sep 16 22:26:51 2016\nis what a separator looks like.\n",
        b"From ben@example.org\nTo: you\n",
        b"From -\nminus\n",
        b">From ana@example.com Fri Sep 16 22:26:51 2016\nSubject: quoted\n",
        b"from ana@example.com Fri Sep 16 22:26:51 2016\nSubject: small\n",
        b" From ana@example.com Fri Sep 16 22:26:51 2016\nSubject: indented\n",
    ],
)
def test_lines_that_only_begin_with_from_stay_in_the_body(body: bytes) -> None:
    assert starts(SEPARATOR + HEADER + b"Hello\n\n" + body + b"\n" + ONE) == [
        0,
        len(SEPARATOR + HEADER + body) + 8,
    ]


def test_a_separator_needs_a_blank_line_before_it() -> None:
    assert starts(SEPARATOR + HEADER + b"Hello\n" + ONE) == [0]


def test_netscape_and_eudora_set_no_blank_line() -> None:
    for line in (
        b"From -\n",
        b"From - Mon Aug 18 21:13:21 1997\n",
        b"From ???@??? Mon Aug 18 21:13:21 1997\n",
    ):
        one = line + HEADER + b"Hello\n"
        assert starts(one * 2) == [0, len(one)]


def test_a_message_may_be_empty_or_have_no_body() -> None:
    empty = SEPARATOR + b"\n"
    assert [message.head for message in split(empty * 2 + ONE)] == [b"", b"", HEADER[:-1]]
    assert split(SEPARATOR + b"Subject: cut")[0].head == b"Subject: cut"


def test_what_is_no_mailbox_holds_no_message() -> None:
    for data in (b"", b"\n", b"Hello\n", HEADER, b"From here on\n", b"\0" * 5_000, b"From \n" * 100):
        assert starts(data) == []


def test_a_mark_of_byte_order_or_blank_lines_may_stand_first() -> None:
    assert len(starts(b"\xef\xbb\xbf" + ONE * 2)) == 2
    assert starts(b"\n\n" + ONE) == [2]


def test_a_proved_length_keeps_a_separator_inside_the_body() -> None:
    body = b"one\n\n" + ONE + b"two\n"
    for end in (b"\n", b""):  # mboxcl2 writes a blank line after the body or none
        first = SEPARATOR + b"Content-Length: %d\nFrom: a@example.com\n\n" % len(body) + body + end
        assert starts(first + ONE) == [0, len(first)]
        assert starts(first) == [0]
    crlf = SEPARATOR + b"content-length: %d\r\nFrom: a@example.com\r\n\r\n" % len(body) + body + b"\r\n"
    assert starts(crlf + ONE) == [0, len(crlf)]


def test_a_wrong_length_is_not_believed() -> None:
    for length in (1, 7, 999_999, 10**11):
        first = SEPARATOR + b"Content-Length: %d\nFrom: a@example.com\n\nHello\n\n" % length
        assert starts(first + ONE * 2) == [0, len(first), len(first + ONE)]


def test_many_lengths_in_vain_take_linear_time() -> None:
    one = SEPARATOR + b"Content-Length: 900000\nFrom: a@example.com\n\nHello\n\n"
    begun = time.process_time()
    assert len(starts(one * 20_000)) == 20_000
    assert time.process_time() - begun < 30


def test_the_first_line_of_an_attached_message_separates_nothing() -> None:
    part = b'--b\nContent-Type: message/rfc822; name="x.eml"\nContent-Disposition: inline\n\n'
    multipart = SEPARATOR + b'Content-Type: multipart/mixed; boundary="b"\n\n' + part + ONE + b"--b--\n\n"
    assert starts(multipart + ONE) == [0, len(multipart)]
    text = SEPARATOR + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n'
    assert starts(text + ONE) == [0, len(text)]


def test_the_calendar_part_of_a_message_is_kept() -> None:
    invitation = (
        SEPARATOR + b"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        + b"Let us meet.\n" * 400 + b"--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--b--\n\n"
    )  # fmt: skip
    found = split(ONE + invitation + ONE)
    assert [message.calendar[:30] for message in found] == [b"", b"text/calendar; method=REQUEST\n", b""]
    folded = (
        SEPARATOR
        + b"CONTENT-TYPE:\n MULTIPART/mixed;\n\tboundary=b\n\n--b\nContent-Type: text/calendar\n\n--b--\n"
    )
    assert split(folded)[0].calendar.startswith(b"text/calendar")
    plain = SEPARATOR + b"Content-Type: text/plain\n\nSend me text/calendar; method=REQUEST\n\n"
    assert split(plain)[0].calendar == b""


def test_header_blocks_are_whole_whatever_their_size() -> None:
    for size in (10, 5_000, 300_000):
        head = b"From: a@example.com\n" + b"X-Long: %s\n" % (b"a" * size)
        assert [message.head for message in split(SEPARATOR + head + b"\nHello\n\n" + ONE)] == [
            head,
            HEADER[:-1],
        ]


def test_a_header_ends_at_the_first_blank_line_of_either_kind() -> None:
    for first, second in ((b"\n\n", b"\n\r\n"), (b"\r\n\r\n", b"\n\n"), (b"\n\r\n", b"\n\n")):
        (message,) = split(SEPARATOR + b"Subject: x" + first + b"Hello" + second + b"more\n")
        assert message.head == b"Subject: x" + first[: first.index(b"\n") + 1]


def test_a_header_block_without_end_is_cut() -> None:
    found = split(SEPARATOR + b"Subject: x\n" + b" y" * HEAD_LIMIT * 5 + b"\n\n" + ONE)
    assert [len(message.head) for message in found] == [HEAD_LIMIT, len(HEADER) - 1]


def test_separators_that_lie_across_blocks_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(SEPARATOR + HEADER + b"A" * size + b"\n\n" for size in range(120))
    whole = starts(data)
    assert len(whole) == 120
    for block in (64, 97, 256, 4_096):
        monkeypatch.setattr(mbox, "BLOCK", block)
        assert starts(data) == whole


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [b"x\n", b"\n", b"From \n", b"From a b\n", SEPARATOR, HEADER, b"A" * 3_000 + b"\n", b"\r\n", b"From -\n",
             b"a b c " * 700, b"Content-Length: 40\n", b"--b\n", b"Content-Type: message/rfc822\n"]
        ),
        max_size=40,
    ),
    st.integers(1, 300),
)  # fmt: skip
def test_the_size_of_blocks_changes_nothing(parts: list[bytes], block: int) -> None:
    data = ONE + b"".join(parts)
    whole = starts(data)
    assert whole[0] == 0
    assert all(data[offset:].startswith(b"From ") for offset in whole)
    kept = mbox.BLOCK
    try:
        mbox.BLOCK = block
        assert starts(data) == whole
    finally:
        mbox.BLOCK = kept


@given(st.binary(max_size=400))
def test_any_bytes_are_read_to_their_end(data: bytes) -> None:
    assert starts(ONE + data)[0] == 0
    assert single_message(io.BytesIO(data)).offset == 0


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_single_message_may_end_its_lines_any_way(end: bytes) -> None:
    data = end.join([b"From: ana@example.com", b"Subject: one", b" two", b"", b"Hello", b"From here on"])
    found = single_message(io.BytesIO(data))
    assert found.head.split() == [b"From:", b"ana@example.com", b"Subject:", b"one", b"two"]
    assert found.separator == b"\n"


def test_a_single_message_may_begin_with_a_separator_or_a_mark() -> None:
    found = single_message(io.BytesIO(ONE))
    assert (found.separator, found.head) == (SEPARATOR, HEADER[:-1])
    assert single_message(io.BytesIO(b"\xef\xbb\xbf\n" + HEADER)).head == HEADER[:-1]


def test_message_starts_reads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "box"
    file.write_bytes(ONE * 2)
    assert message_starts(file) == [0, len(ONE)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("name", ["content-length", "issue1189"])
def test_the_corpus_is_split_exactly(shared_folder: Path, name: str, end: bytes) -> None:
    folder = shared_folder / "data" / "corpora" / "mimekit-mbox"
    data = (folder / f"{name}.mbox.txt").read_bytes()
    told = json.loads((folder / f"{name}.unix-offsets.json").read_text("utf-8"))
    expected = [entry["mboxMarkerOffset"] for entry in told]
    if end == b"\n":
        ends = [entry["headersEndOffset"] for entry in told]
        assert [message.offset + len(message.separator + message.head) + 1 for message in split(data)] == ends
    else:
        expected = [offset + data.count(b"\n", 0, offset) for offset in expected]
        data = data.replace(b"\n", end)
    assert starts(data) == expected
