import io
import string

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from nexalink.formats.vcard import Card, CardTrouble, Property, Version, read_cards, write_card


def everything(text: str | bytes, *, keep_binary: bool = False) -> list[Card | CardTrouble]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_cards(io.BytesIO(data), keep_binary=keep_binary))


def cards(text: str | bytes, *, keep_binary: bool = False) -> list[Card]:
    return [found for found in everything(text, keep_binary=keep_binary) if isinstance(found, Card)]


def card_of(*lines: str) -> Card:
    (found,) = cards("\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]))
    return found


def test_several_cards_with_their_lines() -> None:
    found = cards("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n\nbegin:vcard\nfn:Ben\nend:vcard\n")
    assert [(card.line, card.version, card.text("FN")) for card in found] == [
        (1, "3.0", "Ana"),
        (6, "", "Ben"),
    ]


def test_reading_is_lazy() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            return b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n" * max(1, size // 30)

    reading = read_cards(Endless())  # type: ignore[arg-type]
    first = next(reading)
    assert isinstance(first, Card)
    assert first.text("FN") == "Ana"


def test_a_card_without_end_is_kept() -> None:
    found = everything("BEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\nBEGIN:VCARD\nFN:Cleo\n")
    assert [card.text("FN") for card in found if isinstance(card, Card)] == ["Ana", "Ben", "Cleo"]
    troubles = [trouble for trouble in found if isinstance(trouble, CardTrouble)]
    assert [(trouble.line, trouble.counts) for trouble in troubles] == [(1, False), (6, False)]


def test_a_card_without_begin_is_a_counted_trouble() -> None:
    found = everything("VERSION:3.0\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\n")
    assert found[0] == CardTrouble(
        1, "A card without its BEGIN line could not be read: export it again.", counts=True
    )
    assert isinstance(found[1], Card)


@pytest.mark.parametrize("text", ["", "\n\n", "<html></html>", "Name,E-mail\nAna,ana@example.com\n"])
def test_a_file_without_cards_says_so(text: str) -> None:
    (trouble,) = everything(text)
    assert isinstance(trouble, CardTrouble)
    assert trouble.counts


def test_lines_after_the_last_card_are_named() -> None:
    found = everything("BEGIN:VCARD\nFN:Ana\nEND:VCARD\nleft over\n")
    assert found[1] == CardTrouble(4, "The lines from here on belong to no card and were left out.")


def test_a_card_within_a_card_belongs_to_it() -> None:
    old = "BEGIN:VCARD\nVERSION:2.1\nFN:Ana\nAGENT:\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\nTEL:1\nEND:VCARD\n"
    (card,) = cards(old)
    assert card.text("TEL") == "1"
    assert "FN:Ben" in card.text("AGENT")
    (inline,) = cards("BEGIN:VCARD\nFN:Ana\nAGENT:BEGIN:VCARD\nFN:Ben\nEND:VCARD\nTEL:1\nEND:VCARD\n")
    assert inline.text("TEL") == "1"
    (escaped,) = cards("BEGIN:VCARD\nFN:Ana\nAGENT:BEGIN:VCARD\\nFN:Ben\\nEND:VCARD\\n\nEND:VCARD\n")
    assert escaped.text("FN") == "Ana"
    (open_ended,) = cards("BEGIN:VCARD\nFN:Ana\nAGENT:\nBEGIN:VCARD\nFN:Ben\n")
    assert open_ended.text("FN") == "Ana"


def test_a_bare_line_runs_on() -> None:
    card = card_of("NOTE:one", "two without a mark", "See also: three", "TEL:1")
    assert card.text("NOTE") == "one\ntwo without a mark\nSee also: three"
    assert card.text("TEL") == "1"


def test_a_bare_line_elsewhere_is_a_trouble_of_its_own() -> None:
    found = everything("BEGIN:VCARD\nTEL:1\nwhat is this\nFN:Ana\nEND:VCARD\n")
    assert isinstance(found[0], Card)
    assert found[1] == CardTrouble(3, "A line that is no property was left out.")


def test_photos_are_left_out_unless_wanted() -> None:
    text = (
        "BEGIN:VCARD\nFN:Ana\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\n BBBB\nPHOTO:http://x.example/p\nEND:VCARD\n"
    )
    (without,) = cards(text)
    assert without.left_out == ("PHOTO",)
    assert [prop.value for prop in without.all("PHOTO")] == ["http://x.example/p"]
    (whole,) = cards(text, keep_binary=True)
    assert whole.all("PHOTO")[0].value == "AAAABBBB"


def test_a_property_far_too_long_is_named() -> None:
    data = b"BEGIN:VCARD\nFN:Ana\nNOTE:" + b"x" * 5_000 + b"\nEND:VCARD\n"
    card, trouble = read_cards(io.BytesIO(data), limit=1_000)
    assert isinstance(card, Card)
    assert (card.text("FN"), card.left_out) == ("Ana", ("NOTE",))
    assert trouble == CardTrouble(3, "A NOTE far too long was left out.")


def test_a_card_with_too_many_lines_is_read_so_far() -> None:
    found = everything("BEGIN:VCARD\nFN:Ana\n" + "X-A:1\n" * 10_005 + "END:VCARD\n")
    assert isinstance(found[0], Card)
    assert len(found[0].properties) == 10_000
    assert len(found) == 2


def test_the_preferred_comes_first() -> None:
    card = card_of("EMAIL:a@x.example", "EMAIL;PREF=2:b@x.example", "EMAIL;TYPE=pref:c@x.example")
    assert [prop.text for prop in card.all("EMAIL")] == ["c@x.example", "b@x.example", "a@x.example"]


def test_labels_of_groups() -> None:
    card = card_of("item1.X-ABDATE:1975-03-01", "ITEM1.X-ABLabel:_$!<Anniversary>!$_", "X-ABDATE:1980-01-01")
    assert [card.label(prop) for prop in card.all("X-ABDATE")] == ["Anniversary", ""]


def test_written_lines_are_folded_between_characters() -> None:
    text = write_card(Card("4.0", (Property.of_text("FN", "é" * 100 + "李" * 60),)))
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert cards(text)[0].text("FN") == "é" * 100 + "李" * 60


def test_missing_names_are_made() -> None:
    organisation = Card("", (Property("ORG", "Acme;Sales"),))
    assert "FN:Acme Sales\r\n" in write_card(organisation)
    assert "N:;;;;\r\n" in write_card(organisation, "3.0")
    assert "FN:Ana Bell\r\n" in write_card(Card("", (Property("N", "Bell;Ana;;;"),)))
    assert "FN:?\r\n" in write_card(Card("", ()))


def test_days_are_written_as_the_version_wants() -> None:
    card = card_of("FN:Ana", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-07-15", "ANNIVERSARY:2009-08-08")
    assert "BDAY:--0715\r\nANNIVERSARY:20090808" in write_card(card)
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-07-15\r\nANNIVERSARY:2009-08-08" in write_card(card, "3.0")
    kept = card_of("FN:Ana", "BDAY;VALUE=text:circa 1800")
    assert "BDAY;VALUE=text:circa 1800" in write_card(kept)


def test_preferences_are_written_as_the_version_wants() -> None:
    card = card_of("FN:Ana", "EMAIL;TYPE=INTERNET;TYPE=pref:a@x.example")
    assert "EMAIL;TYPE=INTERNET;PREF=1:a@x.example" in write_card(card)
    assert "TEL;TYPE=pref:1" in write_card(card_of("FN:Ana", "TEL;PREF=1:1"), "3.0")


def test_photos_change_their_dress_and_stay_the_same() -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nN:;Ana;;;\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\nEND:VCARD\n"
    (card,) = cards(text, keep_binary=True)
    newer = write_card(card)
    assert "PHOTO:data:image/jpeg;base64,AAAA" in newer
    (back,) = cards(newer, keep_binary=True)
    assert "PHOTO;ENCODING=b;TYPE=JPEG:AAAA" in write_card(back, "3.0")


def test_what_nobody_knows_is_written_back() -> None:
    card = card_of("FN:Ana", "X-MADE-UP;X-P=1:a\\,b;c", "item7.X-OTHER:z")
    for version in ("3.0", "4.0"):
        text = write_card(card, version)
        assert "X-MADE-UP;X-P=1:a\\,b;c" in text
        assert "item7.X-OTHER:z" in text


_TEXT = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=90)
    .map(str.strip)
    .filter(bool)
)
_PARAMS = st.lists(
    st.tuples(
        st.sampled_from(["TYPE", "X-LABEL", "LANGUAGE", "ALTID"]),
        st.lists(
            st.text(string.ascii_letters + 'é:;," ^\n', min_size=1, max_size=8).map(str.strip).filter(bool),
            min_size=1,
            max_size=2,
        ),
    ),
    max_size=2,
)


@st.composite
def _properties(draw: st.DrawFn) -> Property:
    name = draw(
        st.sampled_from(["NOTE", "ORG", "EMAIL", "TEL", "X-UNKNOWN", "CATEGORIES", "URL", "IANA-TOKEN"])
    )
    params = tuple((key, tuple(values)) for key, values in draw(_PARAMS))
    params = tuple(
        (key, tuple(v.replace(",", "") or "x" for v in vs) if key == "TYPE" else vs) for key, vs in params
    )
    params = tuple(
        (key, tuple(v for v in values if v.strip().lower() != "pref") or ("x",)) for key, values in params
    )
    return Property.of_text(
        name, draw(_TEXT), params=params, group=draw(st.sampled_from(["", "item1", "a-b"]))
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(_properties(), max_size=6), _TEXT, st.sampled_from(["3.0", "4.0"]))
def test_what_is_written_is_read_back(properties: list[Property], name: str, version: Version) -> None:
    card = Card(version, (Property.of_text("FN", name), Property("N", ";;;;"), *properties))
    text = write_card(card, version)
    (back,) = cards(text, keep_binary=True)
    assert back.properties == card.properties
    assert write_card(back, version) == text


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_octets_end_in_cards_or_troubles(data: bytes) -> None:
    found = everything(b"BEGIN:VCARD\n" + data + b"\nEND:VCARD\n")
    assert isinstance(found[0], Card | CardTrouble)
    for card in found:
        if isinstance(card, Card):
            assert write_card(card).startswith("BEGIN:VCARD")


@settings(max_examples=60, deadline=None)
@given(_TEXT, _TEXT, _TEXT)
def test_another_reader_understands_what_is_written(name: str, family: str, note: str) -> None:
    card = Card(
        "3.0",
        (
            Property.of_text("FN", name),
            Property("N", f"{Property.of_text('N', family).value};Ana;;;"),
            Property.of_text("NOTE", note),
        ),
    )
    read = vobject.readOne(write_card(card, "3.0"))
    assert read.fn.value == name
    assert read.note.value == note
    assert read.n.value.family == family
