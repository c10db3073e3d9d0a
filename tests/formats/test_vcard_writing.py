import io
import string

import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from nexalink.formats.vcard import Card, Property, Version, read_cards, write_card


def cards(text: str, *, keep_binary: bool = False) -> list[Card]:
    found = read_cards(io.BytesIO(text.encode()), keep_binary=keep_binary)
    return [card for card in found if isinstance(card, Card)]


def card_of(*lines: str) -> Card:
    (found,) = cards("\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]))
    return found


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
