import io
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nexalink.formats.containers import members_of
from nexalink.formats.vcard import Card, read_cards
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.sightings import Item, PersonSeen, Skipped, Trouble
from nexalink.importers.vcard import IMPORTER
from nexalink.importers.vcard.reader import day_in

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.vcf"))


def read(path: Path, owner: OwnerIdentity | None = None) -> list[Item]:
    return list(IMPORTER.read(Archive(path.name, members_of(path), until=0), owner=owner or OwnerIdentity()))


def plain(item: Item) -> dict[str, Any]:
    told = {
        key: value for key, value in item._asdict().items() if value not in ((), "", None) and key != "file"
    }
    whole: dict[str, Any] = json.loads(json.dumps({"kind_of_item": type(item).__name__, **told}))
    return whole


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_samples_read_as_expected(sample: Path) -> None:
    assert [plain(item) for item in read(sample)] == json.loads(
        sample.with_suffix(".json").read_text("utf-8")
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_samples_are_claimed_by_content_and_read_alike_twice(sample: Path) -> None:
    assert IMPORTER.accepts(sample.read_bytes()[:65_536], "anything")
    assert read(sample) == read(sample)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"", "empty.vcf"),
        (b"##fileformat=VCFv4.2\n#CHROM\tPOS\n", "genome.vcf"),
        (b"<html><body>BEGIN:VCARD</body></html>", "page.vcf"),
        (b"From: ana@example.com\n\nBEGIN:VCARD\nEND:VCARD\n", "mail.eml"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "a.ics"),
        (b"First Name,Last Name\n", "a.csv"),
    ],
)
def test_what_is_none_of_ours(head: bytes, name: str) -> None:
    assert not IMPORTER.accepts(head, name)


def test_a_file_with_something_before_its_first_card_is_claimed_by_its_name() -> None:
    assert IMPORTER.accepts(b"exported by hand\nBEGIN:VCARD\n", "mine.VCF")


def test_a_folder_of_cards_counts_copies_once(tmp_path: Path) -> None:
    apple = next(sample for sample in SAMPLES if sample.stem == "apple")
    for folder in ("All Contacts", "Friends"):
        (tmp_path / folder).mkdir()
        shutil.copy(apple, tmp_path / folder / f"{folder}.vcf")
    items = read(tmp_path)
    assert sum(isinstance(item, PersonSeen) for item in items) == 2
    assert [item.reason for item in items if isinstance(item, Skipped) and item.file.startswith("Friends")] == [
        "duplicate", "group_card", "duplicate", "group_card",
    ]  # fmt: skip


def test_a_broken_file_is_a_trouble_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "broken.vcf"
    file.write_bytes(b"\xff\xfenot a card at all")
    (item,) = read(file)
    assert isinstance(item, Trouble)
    assert (item.file, item.counts_row) == ("broken.vcf", True)


def test_a_truncated_file_keeps_what_it_has(tmp_path: Path) -> None:
    whole = (Path(__file__).parent / "samples" / "apple.vcf").read_bytes()
    for length in range(0, len(whole), 97):
        file = tmp_path / "cut.vcf"
        file.write_bytes(whole[:length])
        items = read(file)
        counted = [item for item in items if not isinstance(item, Trouble) or item.counts_row]
        assert len(counted) == max(1, whole[:length].count(b"BEGIN:VCARD"))


def test_the_owner_s_card_is_skipped(tmp_path: Path) -> None:
    file = tmp_path / "me.vcf"
    file.write_text("BEGIN:VCARD\nFN:Ana Bell\nEMAIL:ana@example.com\nEND:VCARD\n", "utf-8")
    owner = OwnerIdentity(handles=frozenset({"mailto:ana@example.com"}))
    assert read(file, owner) == [Skipped("me.vcf", 1, "self")]


def test_nothing_is_said_of_the_owner() -> None:
    archive = Archive("a.vcf", (), until=0)
    assert list(IMPORTER.owner_evidence(archive)) == []


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("contacts-2025-03-02.vcf", date(2025, 3, 2)),
        ("contacts_20250302.vcf", date(2025, 3, 2)),
        ("contacts 2025-02-31 2025-03-02.vcf", date(2025, 3, 2)),
        ("contacts.vcf", None),
        ("1202503020.vcf", None),
    ],
)
def test_the_day_in_a_name(name: str, day: date | None) -> None:
    assert day_in(name) == day
    assert IMPORTER.taken_on(Archive(name, (), until=0)) == day


# ------------------------------------------------------------------------------------------ files nobody here wrote


@pytest.fixture(scope="module")
def corpus(shared_folder: Path) -> Path:
    return shared_folder / "data" / "corpora"


def test_every_card_of_the_corpus_is_counted(corpus: Path) -> None:
    files = [*(corpus / "ez-vcard").glob("*.vcf"), *(corpus / "ical-js").glob("*.vcf")]
    assert len(files) >= 20
    for file in files:
        lines = [line.strip().upper() for line in file.read_bytes().splitlines()]
        items = read(file)
        assert [item for item in items if isinstance(item, Trouble)] == [], file.name
        assert len(items) == lines.count(b"BEGIN:VCARD"), file.name


def test_cards_of_the_corpus_survive_being_cut_anywhere(corpus: Path, tmp_path: Path) -> None:
    whole = (corpus / "ez-vcard" / "John_Doe_ANDROID.vcf").read_bytes()
    for length in range(0, len(whole), 211):
        file = tmp_path / "cut.vcf"
        file.write_bytes(whole[:length])
        assert read(file)


EXPECTED = {
    "John_Doe_EVOLUTION": ("Mr. John Richter, James Doe Sr.", 1, 2, "IBM", "1980-03-22"),
    "John_Doe_GMAIL": ("Mr. John Richter, James Doe Sr.", 1, 2, "IBM", "1980-03-22"),
    "John_Doe_IPHONE": ("Mr. John Richter James Doe Sr.", 1, 7, "IBM", "2012-06-06"),
    "John_Doe_LOTUS_NOTES": ("Mr. Doe John I Johny", 2, 2, "IBM", "1980-05-21"),
    "John_Doe_MAC_ADDRESS_BOOK": ("Mr. John Richter,James Doe Sr.", 1, 7, "IBM", "2012-06-06"),
    "John_Doe_MS_OUTLOOK": ("Mr. John Richter James Doe Sr.", 1, 2, "IBM", "1980-03-22"),
    "fullcontact": ("Prefix FirstName MiddleName LastName Suffix", 5, 9, "Organization1", "2016-08-01"),
    "gmail-single2": ("VCard Test", 5, 11, "TheCompany", "1912-06-23"),
    "outlook-2003": ("John Doe III", 1, 0, "Company, The", "1980-03-21"),
    "outlook-2007": ("Mr. Michael Angstadt Jr.", 1, 4, "TheCompany", "1922-03-10"),
    "rfc6350-example": ("Simon Perreault", 1, 2, "Viagenie", "--02-03"),
    "thunderbird-MoreFunctionsForAddressBook-extension": ("John Doe", 5, 5, "TheOrganization", "1970-09-21"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_fields_of_the_corpus(corpus: Path, name: str) -> None:
    (found,) = read(corpus / "ez-vcard" / f"{name}.vcf")
    assert isinstance(found, PersonSeen)
    mails = sum(handle.startswith("mailto:") for handle in found.handles)
    phones = sum(handle.startswith("tel:") for handle in found.handles)
    assert (found.name, mails, phones, found.company, dict(found.facts)["birthday"]) == EXPECTED[name]


def test_values_equal_the_jcard_beside_them(corpus: Path) -> None:
    for file in sorted((corpus / "ical-js").glob("*.vcf")):
        (card,) = read_cards(io.BytesIO(file.read_bytes()), keep_binary=True)
        assert isinstance(card, Card)
        written = json.loads(file.with_suffix(".json").read_text("utf-8"))[1]
        expected = [row for row in written if row[0] != "version"]
        assert len(card.properties) == len(expected)
        for prop, (name, params, kind, *values) in zip(card.properties, expected, strict=True):
            assert prop.name.lower() == name
            assert prop.group.lower() == params.get("group", "")
            assert {value.lower() for value in _listed(params.get("type", []))} == prop.types
            if kind in ("text", "uri", "phone-number", "unknown", "binary", "vcard", "language-tag"):
                _assert_equal(prop.text, prop.components, prop.parts, values)


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _assert_equal(text: str, components: tuple[str, ...], parts: tuple[str, ...], values: list[Any]) -> None:
    if len(values) > 1:
        assert list(parts) == values
    elif isinstance(values[0], list):
        assert list(components) == [",".join(part) if isinstance(part, list) else part for part in values[0]]
    else:
        assert text == values[0]
