import json
from pathlib import Path
from typing import Any

import pytest

from nexalink.formats.containers import members_of
from nexalink.formats.delimited import Flaw, guess_layout, records
from nexalink.importers.contacts_csv import IMPORTER
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.sightings import Item, PersonSeen, Skipped, Trouble

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.csv"))


def read(path: Path, **mapping: str) -> list[Item]:
    archive = Archive(path.name, members_of(path), until=0, mapping=mapping)
    return list(IMPORTER.read(archive, owner=OwnerIdentity()))


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "contacts.csv"
    file.write_bytes(text.encode(encoding))
    return file


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
def test_samples_are_claimed_by_their_header(sample: Path) -> None:
    assert IMPORTER.accepts(sample.read_bytes()[:65_536], "anything.txt")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-16", ",")])
def test_samples_saved_in_another_encoding_read_the_same(
    sample: Path, encoding: str, delimiter: str, tmp_path: Path
) -> None:
    data = sample.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    file = tmp_path / sample.name
    file.write_bytes(text.encode(encoding))
    assert [plain(item) for item in read(file)] == [plain(item) for item in read(sample)]


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "FirstName,MiddleName,LastName,Emails,PhoneNumbers,CreatedAt,ThirdPartyVerified",
        "Vorname,Nachname,E-Mail",
        "a,b,c",
        "BEGIN:VCARD",
        "",
    ],
)
def test_what_is_none_of_ours(header: str) -> None:
    assert not IMPORTER.accepts(f"{header}\n1,2,3\n".encode(), "contacts.csv")


def test_any_table_reads_by_its_mapping(tmp_path: Path) -> None:
    file = written(tmp_path, "Wer;Wohin;Wozu;Rest\nAna Bell;ana@example.com;Acme;x\n;;;\n", "cp1252")
    person, blank = read(file, name="wer", email="Wohin", company="Wozu")
    assert isinstance(person, PersonSeen)
    assert (person.name, person.handles, person.company) == ("Ana Bell", ("mailto:ana@example.com",), "Acme")
    assert blank == Skipped("contacts.csv", 3, "no_person")


def test_a_mapping_to_a_missing_column_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, "Wer,Wohin\nAna Bell,ana@example.com\n")
    trouble, person = read(file, name="Wer", email="Mail")
    assert trouble == Trouble("contacts.csv", 1, "The column “Mail” is not in this file.", counts_row=False)
    assert isinstance(person, PersonSeen)


def test_a_mapping_for_another_file_leaves_known_programs_alone(tmp_path: Path) -> None:
    google = next(sample for sample in SAMPLES if sample.stem == "google")
    assert read(google, name="Wer") == read(google)


def test_another_code_page_can_be_named(tmp_path: Path) -> None:
    text = "First Name,Last Name,Display Name,Primary Email\nŁucja,Dąb,,l@example.com\n"
    (person,) = read(written(tmp_path, text, "cp1250"), encoding="cp1250")
    assert isinstance(person, PersonSeen)
    assert person.name == "Łucja Dąb"
    for nonsense in ("no-such-codec", "hex", "utf-16"):
        assert read(written(tmp_path, text), encoding=nonsense)[0].file == "contacts.csv"


def test_a_table_nobody_knows_is_one_trouble(tmp_path: Path) -> None:
    (trouble,) = read(written(tmp_path, "a,b\n1,2\n"))
    assert isinstance(trouble, Trouble)
    (trouble,) = read(written(tmp_path, "not a table"))
    assert isinstance(trouble, Trouble)


def test_a_row_with_too_many_cells_is_a_trouble_and_the_rest_goes_on(tmp_path: Path) -> None:
    header = "First Name,Last Name,Display Name,Primary Email\n"
    text = f"{header}Ana,Bell,Ana,ana@example.com,extra\nBen,Okafor,Ben,b@example.com,,\n"
    trouble, person = read(written(tmp_path, text))
    assert trouble == Trouble(
        "contacts.csv", 2, "The row has more cells than the header; check its commas and quotes."
    )
    assert isinstance(person, PersonSeen)


def test_line_numbers_count_breaks_inside_cells(tmp_path: Path) -> None:
    header = "First Name,Last Name,Display Name,Primary Email,Notes\n"
    text = f'{header}Ana,Bell,,a@example.com,"x\ny"\nBen,Okafor,,b@example.com,\n'
    assert [item.line for item in read(written(tmp_path, text)) if isinstance(item, PersonSeen)] == [2, 4]


def test_an_empty_address_book_gives_nothing(tmp_path: Path) -> None:
    assert read(written(tmp_path, "First Name,Last Name,Display Name,Primary Email\n")) == []


def test_samples_cut_anywhere_end_in_items(tmp_path: Path) -> None:
    whole = next(sample for sample in SAMPLES if sample.stem == "google").read_bytes()
    for length in range(0, len(whole), 101):
        file = tmp_path / "contacts.csv"
        file.write_bytes(whole[:length])
        for item in read(file):
            assert not isinstance(item, PersonSeen) or item.source_key


def test_keys_are_the_same_in_the_next_export(tmp_path: Path) -> None:
    header = "First Name,Last Name,Display Name,Primary Email,Notes\n"
    (first,) = read(written(tmp_path, f"{header}Ana,Bell,,a@example.com,\n"))
    _, second = read(written(tmp_path, f"{header}Ben,Okafor,,b@example.com,\nAna,Bell,,a@example.com,new\n"))
    assert isinstance(first, PersonSeen)
    assert isinstance(second, PersonSeen)
    assert first.source_key == second.source_key


# ------------------------------------------------------------------------------------------ files nobody here wrote


def test_rows_equal_the_json_beside_them(shared_folder: Path) -> None:
    folder = shared_folder / "data" / "corpora" / "csv-spectrum"
    files = sorted((folder / "csvs").glob("*.csv"))
    assert len(files) >= 11
    for file in files:
        layout = guess_layout(file.read_bytes())
        assert layout is not None, file.name
        (member,) = members_of(file)
        rows = []
        for _, row in records(member.open, layout):
            assert not isinstance(row, Flaw)
            rows.append(dict(zip(layout.header, row, strict=True)))
        expected = (folder / "json" / f"{file.stem}.json").read_text("utf-8")
        assert rows == json.loads(expected.replace("\\r\\n", "\\n")), file.name  # a checkout lost its CR
