import io

from nexalink.formats.vcard import Card, read_cards


def card_of(*lines: str) -> Card:
    text = "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])
    (found,) = read_cards(io.BytesIO(text.encode()))
    assert isinstance(found, Card)
    return found


def test_the_preferred_comes_first() -> None:
    card = card_of("EMAIL:a@x.example", "EMAIL;PREF=2:b@x.example", "EMAIL;TYPE=pref:c@x.example")
    assert [prop.text for prop in card.all("EMAIL")] == ["c@x.example", "b@x.example", "a@x.example"]


def test_labels_of_groups() -> None:
    card = card_of("item1.X-ABDATE:1975-03-01", "ITEM1.X-ABLabel:_$!<Anniversary>!$_", "X-ABDATE:1980-01-01")
    assert [card.label(prop) for prop in card.all("X-ABDATE")] == ["Anniversary", ""]


def test_asking_for_the_first_passes_over_blank_ones() -> None:
    card = card_of("ORG:;;", "ORG:Acme", "FN: ")
    assert card.text("ORG") == "Acme"
    assert card.first("FN") is None
    assert card.text("FN", "EMAIL") == ""
