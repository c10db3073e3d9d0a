import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.vcard_properties import (
    Property,
    decode,
    divide,
    escape,
    read_property,
    unescape,
    write_property,
)


def read(line: str | bytes) -> Property:
    found = read_property(line if isinstance(line, bytes) else line.encode())
    assert found is not None
    return found


def test_bare_parameters_get_their_names() -> None:
    assert read("TEL;WORK;VOICE:1").params == (("TYPE", ("WORK",)), ("TYPE", ("VOICE",)))
    assert read("TEL;WORK;VOICE:1").types == {"work", "voice"}
    assert read("PHOTO;BASE64;JPEG:AAAA").param("ENCODING") == ("B",)
    assert read("PHOTO;URL:http://x.example").param("VALUE") == ("uri",)


def test_a_list_of_types_in_quotes_is_a_list() -> None:
    assert read('TEL;TYPE="HOME,VOICE":1').types == {"home", "voice"}
    assert read("TEL;TYPE=home,voice;TYPE=pref:1").types == {"home", "voice", "pref"}


def test_marks_in_quotes_divide_nothing() -> None:
    prop = read('X-A;P="a:b;c,d":value')
    assert (prop.param("P"), prop.value) == (("a:b;c,d",), "value")


def test_a_quote_never_closed_quotes_nothing() -> None:
    assert read('NOTE;X="open:value').value == "value"


def test_preferences() -> None:
    assert read("EMAIL;PREF:a@x.example").preference == 1
    assert read("EMAIL;TYPE=INTERNET,pref:a@x.example").preference == 1
    assert read("EMAIL;PREF=7:a@x.example").preference == 7
    assert read("EMAIL:a@x.example").preference == 101


def test_groups_and_names_in_any_case() -> None:
    prop = read("item1.email;type=internet:a@x.example")
    assert (prop.group, prop.name) == ("item1", "EMAIL")


@pytest.mark.parametrize("line", ["no colon here", "two words: x", ":x", "é:x", "", "NOTE"])
def test_lines_that_are_no_property(line: str) -> None:
    assert read_property(line.encode()) is None


def test_quoted_printable_with_a_charset() -> None:
    assert read("N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;Jan").components == ("Müller", "Jan")
    assert read("FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Zo=C3=AB").text == "Zoë"
    assert read("NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo").text == "one\ntwo"
    assert read("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=C3=91=C3=91=C3").text == "ÑÑÑ"


def test_a_charset_without_quoted_printable() -> None:
    assert read(b"FN;CHARSET=ISO-8859-2:" + "Łukasz".encode("iso-8859-2")).text == "Łukasz"
    assert read(b"FN;CHARSET=no-such-charset:Ana").text == "Ana"
    assert read(b"FN;CHARSET=hex:Ana").text == "Ana"
    assert read("FN:Müller".encode("cp1252")).text == "Müller"


def test_text_in_base64_is_read() -> None:
    assert read("NOTE;ENCODING=BASE64;CHARSET=UTF-8:Wm/Dqw==").text == "Zoë"
    assert read("PHOTO;ENCODING=b;TYPE=JPEG:AAAA").value == "AAAA"


def test_over_escaped_urls_and_parameters_with_carets() -> None:
    assert read("URL:http\\://www.example.com").text == "http://www.example.com"
    assert read("ADR;LABEL=a^nb^'c^^d:;;").param("LABEL") == ('a\nb"c^d',)


def test_components_and_parts() -> None:
    assert read("N:Doe;John;Richter,James;;").components[2] == "Richter,James"
    assert read("N:Doe\\;x;John").components == ("Doe;x", "John")
    assert read("CATEGORIES:a,b\\,c").parts == ("a", "b,c")


def test_nul_and_control_characters_go() -> None:
    assert read(b"FN:A\0n\x07a").text == "Ana"


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_escape_and_unescape_are_each_others_end(text: str) -> None:
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert unescape(escape(text)) == expected


@given(st.lists(st.text(st.sampled_from("ab;,\\\n "), max_size=8), min_size=1, max_size=5))
def test_divide_finds_what_was_joined(words: list[str]) -> None:
    assert [unescape(piece) for piece in divide(";".join(map(escape, words)), ";")] == words


@given(st.binary(max_size=80))
def test_decode_never_fails(data: bytes) -> None:
    assert "\0" not in decode(data, "utf-8")


@given(st.binary(max_size=120))
def test_any_line_is_read_or_refused(line: bytes) -> None:
    found = read_property(line)
    if found:
        assert read_property(write_property(found).encode()) is not None


def test_a_name_that_could_not_be_read_back_is_refused() -> None:
    with pytest.raises(ValueError, match="no name"):
        write_property(Property("BAD NAME", "x"))
    with pytest.raises(ValueError, match="no name"):
        write_property(Property("FN", "x", (("A B", ("c",)),)))
