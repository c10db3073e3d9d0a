import io

import pytest

from nexalink.formats.vcard_lines import Line, property_lines


def lines(data: bytes, limit: int = 1_000) -> list[Line]:
    return list(property_lines(io.BytesIO(data), limit=limit))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_every_line_end_is_one(end: bytes) -> None:
    found = lines(end.join([b"BEGIN:VCARD", b"FN:Ana Bell", b" x", b"END:VCARD", b""]))
    assert [line.data for line in found] == [b"BEGIN:VCARD", b"FN:Ana Bellx", b"END:VCARD"]
    assert [line.number for line in found][:2] == [1, 2]


def test_a_fold_inside_a_character_is_undone() -> None:
    octets = "FN:Zoë".encode()
    assert lines(octets[:-1] + b"\r\n " + octets[-1:])[0].data == octets


def test_a_fold_takes_off_one_blank_only() -> None:
    assert lines(b"NOTE:one\n  two\n\tthree\n")[0].data == b"NOTE:one twothree"


def test_an_old_fold_at_a_blank_keeps_it() -> None:
    found = lines(b"BEGIN:VCARD\nVERSION:2.1\nNOTE:one\n two\nEND:VCARD\nBEGIN:VCARD\nNOTE:one\n two\n")
    assert [line.data for line in found if line.data.startswith(b"NOTE")] == [b"NOTE:one two", b"NOTE:onetwo"]


def test_an_old_fold_anywhere_loses_it() -> None:
    full = b"NOTE:" + b"x" * 70
    assert lines(b"VERSION:2.1\n" + full + b"\n yz\n")[1].data == full + b"yz"


def test_soft_breaks_join_and_end() -> None:
    card = b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=\n=0Atwo=\n\nFN:x\nN;QUOTED-PRINTABLE:a=\nEND:VCARD\n"
    assert [line.data for line in lines(card)] == [
        b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo",
        b"FN:x",
        b"N;QUOTED-PRINTABLE:a",
        b"END:VCARD",
    ]


def test_an_equals_sign_at_the_end_is_a_soft_break_only_where_declared() -> None:
    assert [line.data for line in lines(b"URL:http://a.example/?q=\nFN:x\n")] == [
        b"URL:http://a.example/?q=",
        b"FN:x",
    ]


def test_an_indented_soft_break_loses_its_indentation_where_blanks_are_encoded() -> None:
    assert lines(b"FN;ENCODING=QUOTED-PRINTABLE:=41=\n =42\n")[0].data.endswith(b":=41=42")
    assert lines(b"FN;ENCODING=QUOTED-PRINTABLE:a b=\n c\n")[0].data.endswith(b":a b c")


def test_a_base64_block_ends_at_a_blank_line() -> None:
    card = b"PHOTO;ENCODING=BASE64;JPEG:\nAAAA\nBBB=\n\nEND:VCARD\n"
    assert [line.data for line in lines(card)] == [b"PHOTO;ENCODING=BASE64;JPEG:AAAABBB=", b"END:VCARD"]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_encodings_become_utf_8(codec: str) -> None:
    assert [line.data for line in lines("BEGIN:VCARD\r\nFN:Zoë 李\r\nEND:VCARD\r\n".encode(codec))] == [
        b"BEGIN:VCARD",
        "FN:Zoë 李".encode(),
        b"END:VCARD",
    ]


def test_a_long_property_is_cut_and_says_so() -> None:
    found = lines(b"NOTE:" + b"x" * 3_000 + b"\nFN:Ana\n")
    assert [(len(line.data), line.cut) for line in found] == [(1_000, True), (6, False)]
    folded = lines(b"NOTE:x\n" + b" yyyyyyyyy\n" * 500 + b"FN:Ana\n")
    assert folded[0].cut
    assert len(folded[0].data) <= 1_000
    assert folded[1] == Line(502, b"FN:Ana")


def test_a_line_beyond_any_block_stays_bounded() -> None:
    found = lines(b"PHOTO:" + b"A" * 700_000 + b"\nFN:Ana\n")
    assert [(line.number, len(line.data), line.cut) for line in found] == [(1, 1_000, True), (2, 6, False)]


def test_nothing_gives_nothing() -> None:
    assert lines(b"") == []
    assert lines(b"\n \n\r\n") == []
