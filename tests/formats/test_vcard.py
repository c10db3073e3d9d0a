import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexalink.formats.vcard import Card, CardTrouble, read_cards, write_card


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


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_octets_end_in_cards_or_troubles(data: bytes) -> None:
    found = everything(b"BEGIN:VCARD\n" + data + b"\nEND:VCARD\n")
    assert isinstance(found[0], Card | CardTrouble)
    for card in found:
        if isinstance(card, Card):
            assert write_card(card).startswith("BEGIN:VCARD")


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1250", ["Łukasz Wiśniewski", "Żaneta Wójcik", "Stanisław Błaszczyk", "Małgorzata Zając", "Jiří Dvořák"]),
        ("cp1251", ["Иван Петров", "Ольга Смирнова"]), ("cp932", ["佐藤健", "鈴木花子", "高橋一郎", "田中美咲"]),
        ("gb18030", ["王伟", "李娜", "张敏", "刘洋", "陈静"]), ("cp1252", ["Jürgen Müller", "José Núñez", "Søren Kjær"]),
        ("utf-8", ["Łukasz Wiśniewski", "Иван Петров", "佐藤健"]),
    ],
)  # fmt: skip
def test_cards_that_name_no_character_set_are_told_by_their_letters(encoding: str, names: list[str]) -> None:
    text = "".join(
        f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:{name}\r\nTEL;CELL:123\r\nEND:VCARD\r\n" for name in names
    )
    assert [card.text("FN") for card in cards(text.encode(encoding))] == names


def test_a_card_that_names_its_character_set_is_believed() -> None:
    text = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=ISO-8859-2:Łukasz Wójcik\r\nEND:VCARD\r\n"
    (card,) = cards(text.encode("iso-8859-2"))
    assert card.text("FN") == "Łukasz Wójcik"
