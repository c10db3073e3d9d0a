"""Where mailboxes are split: by hand-made files, by the corpora, and by the standard library as a twin."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexalink.formats import mbox
from nexalink.formats.mbox import Window, looks_like_separator, message_starts

SEPARATOR = b"From ana@example.com Fri Sep 16 22:26:51 2016\n"
HEADER = b"From: ana@example.com\nSubject: x\n\n"


def starts(tmp_path: Path, data: bytes) -> list[int]:
    file = tmp_path / "box"
    file.write_bytes(data)
    return list(message_starts(file))


def test_messages_begin_at_separators_after_a_blank_line(tmp_path: Path) -> None:
    one = SEPARATOR + HEADER + b"Hello\n\n"
    assert starts(tmp_path, one * 3) == [0, len(one), 2 * len(one)]


def test_sentences_that_begin_with_from_are_no_messages(tmp_path: Path) -> None:
    body = b"Hello\n\nFrom here on we walk.\n\nFrom 10:30 on in 2016 it rains.\n\n"
    assert starts(tmp_path, SEPARATOR + HEADER + body) == [0]


def test_gmail_puts_the_zone_before_the_year_and_ends_lines_with_crlf(tmp_path: Path) -> None:
    one = b"From 1545668983435175434@xxx Fri Sep 16 22:26:51 +0000 2016\r\nFrom: a@example.com\r\n\r\nHi\r\n\r\n"
    assert starts(tmp_path, one * 2) == [0, len(one)]


def test_a_verified_length_keeps_a_separator_inside_the_body(tmp_path: Path) -> None:
    body = b"one\n\n" + SEPARATOR + b"Subject: inside\n\ntwo\n"
    first = SEPARATOR + b"Content-Length: %d\nFrom: a@example.com\n\n" % len(body) + body + b"\n"
    assert starts(tmp_path, first + SEPARATOR + HEADER) == [0, len(first)]


def test_a_wrong_length_is_not_believed(tmp_path: Path) -> None:
    first = SEPARATOR + b"Content-Length: 999999\nFrom: a@example.com\n\nHi\n\n"
    assert starts(tmp_path, first + SEPARATOR + HEADER) == [0, len(first)]


def test_separators_that_lie_across_blocks_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(SEPARATOR + HEADER + b"A" * size + b"\n\n" for size in range(120))
    whole = starts(tmp_path, data)
    for block in (64, 97, 256):
        monkeypatch.setattr(mbox, "BLOCK", block)
        assert starts(tmp_path, data) == whole
    assert len(whole) == 120


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([b"x\n", b"\n", b"From \n", b"From a b\n", SEPARATOR, b"A" * 300 + b"\n", b"\r\n"]),
        max_size=40,
    )
)
def test_every_separator_after_a_blank_line_is_found_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes]
) -> None:
    data = SEPARATOR + HEADER + b"".join(parts)
    expected, offset, before = [], 0, b"\n"
    for line in data.splitlines(keepends=True):
        if line.startswith(b"From ") and looks_like_separator(
            line.rstrip(), after_blank=before in {b"\n", b"\r\n"}
        ):
            expected.append(offset)
        offset, before = offset + len(line), line
    folder = tmp_path_factory.mktemp("box")
    assert starts(folder, data) == expected


@pytest.mark.parametrize("name", ["content-length", "issue1189"])
def test_the_corpus_is_split_exactly(shared_folder: Path, name: str) -> None:
    folder = shared_folder / "data" / "corpora" / "mimekit-mbox"
    expected = [
        entry["mboxMarkerOffset"]
        for entry in json.loads((folder / f"{name}.unix-offsets.json").read_text("utf-8"))
    ]
    assert list(message_starts(folder / f"{name}.mbox.txt")) == expected


@pytest.mark.parametrize("step", [10, 5_000, 40_000])
def test_a_window_gives_what_the_file_holds(tmp_path: Path, step: int) -> None:
    whole = bytes(number % 251 for number in range(300_000))
    file = tmp_path / "file"
    file.write_bytes(whole)
    with file.open("rb", buffering=0) as stream:
        window = Window(stream)
        for offset in (*range(0, 300_000, step)[:400], 5, 299_999, 300_000):
            assert window.read(offset, 700) == whole[offset : offset + 700]
