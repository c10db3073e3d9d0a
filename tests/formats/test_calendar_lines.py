import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.calendar_lines import (
    LONGEST_LINE,
    Line,
    content_lines,
    parse_line,
    split_text,
    unescape,
)


def lines(data: bytes | str, keep: frozenset[str] | None = None) -> list[Line]:
    octets = data.encode() if isinstance(data, str) else data
    return list(content_lines(io.BytesIO(octets), keep=keep))


def told(data: bytes | str) -> list[tuple[str, str, int]]:
    return [(line.name, line.value, line.number) for line in lines(data)]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_lines_may_end_in_any_way(end: str) -> None:
    text = end.join(["BEGIN:VEVENT", "SUMMARY:Long", " er", "END:VEVENT", ""])
    assert [(line.name, line.value) for line in lines(text)] == [
        ("BEGIN", "VEVENT"),
        ("SUMMARY", "Longer"),
        ("END", "VEVENT"),
    ]


def test_a_line_has_the_number_of_its_first_physical_line() -> None:
    assert told("\r\n\r\nA:1\r\n 2\r\n\r\nB:3\n") == [("A", "12", 3), ("B", "3", 6)]


def test_a_fold_may_stand_inside_a_character() -> None:
    octets = "SUMMARY:Café".encode()
    for place in range(9, len(octets)):
        assert told(octets[:place] + b"\r\n " + octets[place:]) == [("SUMMARY", "Café", 1)]


def test_a_fold_may_be_a_tab_and_keeps_the_blanks_after_it() -> None:
    assert told("A:one\n\ttwo\n  three\n")[0][1] == "onetwo three"


def test_blank_lines_between_a_line_and_its_fold_say_nothing() -> None:
    assert told("A:one\r\r\n two\r\r\nB:x")[0] == ("A", "onetwo", 1)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b""])
def test_a_mark_before_the_first_line_is_passed_over(mark: bytes) -> None:
    assert told(mark + b"BEGIN:VCALENDAR\n") == [("BEGIN", "VCALENDAR", 1)]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_read_with_and_without_its_mark(codec: str) -> None:
    assert told("SUMMARY:Ärger\r\nB:2\r\n".encode(codec)) == [("SUMMARY", "Ärger", 1), ("B", "2", 2)]


def test_one_line_in_another_encoding_does_not_spoil_the_others() -> None:
    data = "A:Grüße\n".encode() + "B:Grüße\n".encode("cp1252")
    assert [line.value for line in lines(data)] == ["Grüße", "Grüße"]


def test_nul_octets_are_left_out() -> None:
    assert told(b"SUM\0MARY:a\0b\n") == [("SUMMARY", "ab", 1)]


def test_names_are_compared_in_upper_case() -> None:
    line = parse_line("attendee;cn=Ben;PartStat=accepted:MAILTO:ben@example.org")
    assert (line.name, line.parameter("CN"), line.parameter("PARTSTAT")) == ("ATTENDEE", "Ben", "accepted")
    assert line.value == "MAILTO:ben@example.org"


@pytest.mark.parametrize(
    ("text", "parameter", "values"),
    [
        ('ATTENDEE;CN="Okafor, Ben":mailto:b@example.org', "CN", ("Okafor, Ben",)),
        ('ATTENDEE;CN="Okafor; Ben: CEO":mailto:b@example.org', "CN", ("Okafor; Ben: CEO",)),
        ('A;MEMBER="mailto:a@x","mailto:b@x":v', "MEMBER", ("mailto:a@x", "mailto:b@x")),
        ('A;P="",two,"":v', "P", ("", "two", "")),
        ("A;P=:v", "P", ("",)),
        ("ATTENDEE;CN=George ^'Babe^' Ruth:mailto:b@example.org", "CN", ('George "Babe" Ruth',)),
        ('A;P="a^nb^^c^x":v', "P", ("a\nb^c^x",)),
        ('ATTENDEE;CN="Y\\":mailto:y@example.org', "CN", ("Y\\",)),
        ("SUMMARY;QUOTED-PRINTABLE:v", "ENCODING", ("QUOTED-PRINTABLE",)),
        ("TEL;WORK:v", "TYPE", ("WORK",)),
        ("A; P = v:w", "P", (" v",)),
    ],
)
def test_parameters(text: str, parameter: str, values: tuple[str, ...]) -> None:
    line = parse_line(text)
    assert line.parameters[parameter] == values
    assert not line.fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("no colon at all", "no colon"),
        ("DESCRIPTION;This is a description", "no colon"),
        ('NAME;P="never closed', "no colon"),
        ("DES.RIPTION:x", "no property's name"),
        ("X-,:x", "no property's name"),
        ('"NAME":x', "no property's name"),
        (":x", "no property's name"),
        ("NAME;PARAM NAME=1:x", "no name"),
        ("NAME;PARAM+NAME=1:x", "no name"),
        ("NAME;;:x", "empty parameter"),
        ('NAME;P="a"b:x', "quotation marks"),
        ('NAME;P=a"b":x', "quotation marks"),
        ('NAME;P="a:b:x', "quotation marks"),
    ],
)
def test_what_is_no_content_line_says_so(text: str, fault: str) -> None:
    assert fault in parse_line(text).fault


def test_a_line_with_a_fault_still_gives_what_it_can() -> None:
    line = parse_line("DTSTART;;TZID=Europe/Berlin:20140409T093000")
    assert (line.name, line.parameter("TZID"), line.value) == ("DTSTART", "Europe/Berlin", "20140409T093000")


def test_a_zone_with_a_colon_may_lack_its_quotation_marks() -> None:
    line = parse_line("DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20160701T090000")
    assert line.parameter("TZID") == "(UTC-05:00) Eastern Time (US & Canada)"
    assert line.value == "20160701T090000"


def test_quoted_printable_runs_on_after_an_equals_sign() -> None:
    data = b"SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gr=FC=DFe =\r\naus Berlin\r\nX:1\r\n"
    assert told(data) == [("SUMMARY", "Grüße aus Berlin", 1), ("X", "1", 3)]


def test_an_unknown_character_set_is_no_obstacle() -> None:
    assert lines("A;ENCODING=QUOTED-PRINTABLE;CHARSET=nope:=C3=A4")[0].value == "ä"
    assert lines("A;ENCODING=QUOTED-PRINTABLE:=E4")[0].value == "ä"


def test_an_equals_sign_ends_other_lines_like_any_character() -> None:
    assert told("URL:http://x/?a=\nB:1\n") == [("URL", "http://x/?a=", 1), ("B", "1", 2)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"Lunch\, long\; and\nlate", "Lunch, long; and\nlate"),
        (r"a\Nb", "a\nb"),
        (r"back\\slash", r"back\slash"),
        (r"C:\temp\x", r"C:\temp\x"),
        ("end\\", "end\\"),
    ],
)
def test_escapes(value: str, text: str) -> None:
    assert unescape(value) == text


def test_lists_are_divided_at_bare_marks_only() -> None:
    assert split_text(r"foo,blue\, fish,woot") == ["foo", "blue, fish", "woot"]
    assert split_text(r"A\,\\,\,\\\,,B") == ["A,\\", ",\\,", "B"]
    assert split_text("a,,b") == ["a", "", "b"]
    assert split_text("10;20", ";") == ["10", "20"]


def test_sound_lines_of_other_names_may_be_left_out() -> None:
    data = "BEGIN:VEVENT\nDESCRIPTION:x\nsummary:y\nbroken\nEND:VEVENT"
    assert [line.name for line in lines(data, frozenset({"SUMMARY"}))] == ["BEGIN", "SUMMARY", "", "END"]


def test_a_line_of_megabytes_is_cut_and_the_next_one_read() -> None:
    data = b"A:" + b"x" * (LONGEST_LINE + 3_000_000) + b"\r\nB:1\r\n"
    first, second = lines(data)
    assert len(first.value) <= LONGEST_LINE
    assert "longer" in first.fault
    assert (second.name, second.value) == ("B", "1")
    folded = b"A:" + b"\r\n ".join([b"x" * 1_000_000] * 20) + b"\r\nB:1\r\n"
    assert [line.name for line in lines(folded)] == ["A", "B"]


@given(st.binary(max_size=400))
def test_any_octets_end_in_lines(data: bytes) -> None:
    for line in lines(data):
        assert line.number >= 1
        assert line.name or line.fault


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80), st.integers(1, 60))
def test_what_is_folded_anywhere_reads_alike(text: str, width: int) -> None:
    octets = f"SUMMARY:{text}".encode()
    folded = b"\r\n ".join(octets[start : start + width] for start in range(0, len(octets), width))
    assert [line.value for line in lines(folded)] == [text]
