"""What a file is that nobody can read, and what to do."""

import pytest

from nexalink.importers.describe import describe, with_mapping
from nexalink.importers.errors import TableColumn


@pytest.mark.parametrize(
    ("head", "name", "looks"),
    [
        (b"", "Connections.csv", "is empty"),
        (b"\0\0\0 \n", "x.csv", "is empty"),
        (
            b"<!DOCTYPE html><html><body>Sign in</body></html>",
            "Connections.csv",
            "web page that was saved as .csv",
        ),
        (b"  \n<HTML>", "x.htm", "is a web page"),
        ("\ufeff<html>".encode(), "x.csv", "web page"),
        (b"Your data is not ready yet. Please come back later.", "Connections.csv", "not ready yet"),
        (b"We're preparing your archive. We'll email you when your data is ready.", "x.txt", "not ready yet"),
        (b'Message\n"The file you requested is still being prepared"\n', "Connections.csv", "not ready yet"),
        (b"%PDF-1.7", "x.pdf", "is a PDF"),
        (b"PK\x03\x04....", "x.xlsx", "spreadsheet"),
        (b"PK\x03\x04....", "x.ods", "spreadsheet"),
        (b"PK\x03\x04....", "x.docx", "document"),
        (b"PK\x03\x04....", "x.zip", "is a zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "x.xls", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "x.msg", "Outlook message"),
        (b"!BDN\x12\x34", "x.pst", "Outlook mail store"),
        (b"!BDN\x12\x34", "x.ost", "Outlook mail store"),
        (b"1234      \nReceived: from x\nFrom: ana@example.com\n", "1.emlx", "Apple Mail"),
        (b"\x89PNG\r\n", "x.png", "picture"),
        (b"\xff\xd8\xff\xe0", "x.jpg", "picture"),
        (b'{"nexalink": "0.1.0"}', "manifest.json", "NexaLink's own"),
        (b"Dear Ana,\nhow are you?\n", "x.txt", "is text that holds no mail"),
        (b"Full Name;Mail\nAna;ana@example.com\n", "x.csv", "columns “Full Name”, “Mail”"),
        (b"hello\nworld\n", "x.csv", "called a table"),
        (b"\x01\x02\0\x03\0\x04hello", "x.bin", "no text"),
    ],
)
def test_each_kind_is_named_and_has_advice(head: bytes, name: str, looks: str) -> None:
    description = describe(head, name)
    assert looks in description.looks
    assert description.advice.endswith(".")


def test_an_unknown_table_is_told_with_a_mapping_that_fits_it() -> None:
    head = b"Full Name;Mail\nAna;ana@example.com\n"
    columns = [
        TableColumn("Full Name", ("Ana",), "name"),
        TableColumn("Shoe", (), ""),
        TableColumn("Mail", (), "email"),
    ]
    advice = with_mapping(describe(head, "x.csv"), columns).advice
    assert "--map name='Full Name' --map email='Mail'" in advice


def test_a_table_whose_columns_say_nothing_gets_the_general_example() -> None:
    description = describe(b"Aa;Bb\n1;2\n", "x.csv")
    assert (
        with_mapping(description, [TableColumn("Aa", ("1",), ""), TableColumn("Bb", ("2",), "")])
        == description
    )
    assert description.table
    assert "--map" in description.advice
