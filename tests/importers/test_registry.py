"""Which importer reads what: single files, folders, zips, mixtures, and everything that cannot be read."""

import zipfile
from pathlib import Path

import pytest

from nexalink.formats.containers import BadContainer
from nexalink.importers import registry
from nexalink.importers.errors import AmbiguousInput, ColumnsUnknown, UnknownInput

UNTIL = 1_900_000_000
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Example,https://www.linkedin.com/in/ana,,,,12 Mar 2024\n"
)
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Example\r\nN:Example;Ana;;;\r\nEND:VCARD\r\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nEND:VCALENDAR\r\n"
MAIL = (
    "From ana@example.com Tue Mar 12 09:14:55 2024\nFrom: ana@example.com\nTo: ben@example.com\n"
    "Date: Tue, 12 Mar 2024 09:14:55 +0000\n\nHello\n"
)
GOOGLE = (
    "Name,Given Name,Family Name,Yomi Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value\n"
    "Ana Example,Ana,Example,,,Home,ana@example.com\n"
)


def put(folder: Path, **files: str | bytes) -> Path:
    for name, data in files.items():
        file = folder / name.replace("__", "/").replace("_DOT_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def write(file: Path, data: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def pack(target: Path, files: dict[str, str]) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as packing:
        for name, data in files.items():
            packing.writestr(name, data)
    return target


def found(path: Path, mapping: dict[str, str] | None = None) -> list[tuple[str, str, list[str]]]:
    """Return importer, archive name and member paths of what the registry tells about ``path``."""
    return [
        (importer.name, archive.name, sorted(member.path for member in archive.members))
        for importer, archive in registry.identify(path, until=UNTIL, mapping=mapping)
    ]


@pytest.mark.parametrize(
    ("name", "data", "importer"),
    [
        ("Connections (1).csv", CONNECTIONS, "linkedin"),
        ("ana.vcf", CARD, "vcard"),
        ("work.ics", CALENDAR, "calendar"),
        ("Inbox", MAIL, "mail"),
        ("google.csv", GOOGLE, "contacts_csv"),
    ],
)
def test_a_single_file_is_told_by_its_content(tmp_path: Path, name: str, data: str, importer: str) -> None:
    assert found(write(tmp_path / name, data)) == [(importer, name, [name])]


def test_a_zip_is_one_archive_and_litter_is_passed_over(tmp_path: Path) -> None:
    target = pack(
        tmp_path / "Basic_LinkedInDataExport_03-12-2024.zip",
        {
            "in/Connections.csv": CONNECTIONS,
            "in/Rich_Media.csv": "a,b\n",
            "__MACOSX/in/._Connections.csv": CONNECTIONS,
        },
    )
    assert found(target) == [("linkedin", target.name, ["in/Connections.csv"])]


def test_several_importers_in_one_input_give_several_archives(tmp_path: Path) -> None:
    target = pack(
        tmp_path / "takeout.zip", {"Mail/All.mbox": MAIL, "Contacts/a.vcf": CARD, "Contacts/b.vcf": CARD}
    )
    titles = {importer.name: importer.title for importer in registry.importers()}
    assert found(target) == [
        ("mail", f"takeout.zip › {titles['mail']}", ["Mail/All.mbox"]),
        ("vcard", f"takeout.zip › {titles['vcard']}", ["Contacts/a.vcf", "Contacts/b.vcf"]),
    ]


def test_zips_in_a_folder_are_archives_oldest_first_and_zips_in_zips_stay_closed(tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    newer = pack(folder / "Basic_LinkedInDataExport_01-05-2025.zip", {"Connections.csv": CONNECTIONS})
    older = pack(folder / "Basic_LinkedInDataExport_06-01-2024.zip", {"Connections.csv": CONNECTIONS})
    write(folder / "ana.vcf", CARD)
    assert found(folder) == [
        ("vcard", "downloads", ["ana.vcf"]),
        ("linkedin", older.name, ["Connections.csv"]),
        ("linkedin", newer.name, ["Connections.csv"]),
    ]
    outer = tmp_path / "outer.zip"
    with zipfile.ZipFile(outer, "w") as packing:
        packing.write(older, "inner.zip")
    with pytest.raises(UnknownInput, match=r"inner\.zip is a zip"):
        found(outer)


def test_two_unpacked_exports_in_one_folder_are_read_apart(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    write(folder / "Basic_LinkedInDataExport_06-01-2024" / "Connections.csv", CONNECTIONS)
    write(folder / "Basic_LinkedInDataExport_01-05-2025" / "Connections.csv", CONNECTIONS)
    names = [name for _, name, _ in found(folder)]
    assert names == [
        "exports › Basic_LinkedInDataExport_06-01-2024",
        "exports › Basic_LinkedInDataExport_01-05-2025",
    ]


def test_one_export_in_nested_folders_is_one_archive(tmp_path: Path) -> None:
    write(tmp_path / "x" / "a" / "Connections.csv", CONNECTIONS)
    write(tmp_path / "x" / "a" / "Jobs" / "Skills.csv", "Name\nPython\n")
    assert found(tmp_path / "x") == [("linkedin", "x", ["a/Connections.csv", "a/Jobs/Skills.csv"])]


def test_a_mapping_lets_an_unknown_table_in(tmp_path: Path) -> None:
    file = write(tmp_path / "people.csv", "Who;Where\nAna Example;ana@example.com\n")
    with pytest.raises(UnknownInput, match="--map"):
        found(file)
    assert found(file, {"name": "Who", "email": "Where"}) == [("contacts_csv", "people.csv", ["people.csv"])]


def test_an_unknown_table_tells_its_columns_their_first_cells_and_what_they_suggest(tmp_path: Path) -> None:
    rows = "".join(f"Person {number};;p{number}@example.com;{number};;\n" for number in range(9))
    file = write(tmp_path / "people.csv", f"Name;Vorname;E-Mail;Shoe;;Name\n{rows}")
    with pytest.raises(ColumnsUnknown) as fault:
        found(file)
    assert (fault.value.source, fault.value.file) == ("people.csv", "people.csv")
    assert fault.value.columns == (
        ("Name", ("Person 0", "Person 1", "Person 2"), "name"),
        ("Vorname", (), "given"),
        ("E-Mail", ("p0@example.com", "p1@example.com", "p2@example.com"), "email"),
        ("Shoe", ("0", "1", "2"), ""),
    )
    assert "--map name='Name' --map given='Vorname' --map email='E-Mail'." in fault.value.advice


def test_cells_tell_a_column_whose_header_says_nothing(tmp_path: Path) -> None:
    rows = "Ana;ana@example.com;https://www.linkedin.com/in/ana;7\nBen;ben@example.com;https://linkedin.com/in/ben;8\n"
    with pytest.raises(ColumnsUnknown) as fault:
        found(write(tmp_path / "people.csv", f"Aa;Bb;Cc;Dd\n{rows}"))
    assert [column.target for column in fault.value.columns] == ["", "email", "profile", ""]


def test_a_mapping_that_names_no_column_of_the_table_asks_again(tmp_path: Path) -> None:
    file = write(tmp_path / "people.csv", "Who;Where\nAna Example;ana@example.com\n")
    with pytest.raises(ColumnsUnknown):
        found(file, {"name": "Whom"})
    with pytest.raises(ColumnsUnknown):
        found(file, {"company": "Where"})


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("Connections.csv", b"", "is empty"),
        ("Connections.csv", b"<html><body>Sign in</body></html>", "web page"),
        ("Connections.csv", b"Your data is not ready yet.", "not ready"),
        ("mail.pst", b"!BDN1234", "readpst"),
        ("sheet.xlsx", b"PK\x03\x04", "damaged or incomplete zip"),
        ("x.txt", b"Just some words.\nAnd more.\n", "is text"),
    ],
)
def test_what_nobody_reads_is_named_with_advice(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises((UnknownInput, BadContainer)) as fault:
        found(write(tmp_path / name, data))
    assert words in str(fault.value)
    assert str(tmp_path) not in fault.value.what


def test_a_spreadsheet_is_no_zip_of_unknown_files(tmp_path: Path) -> None:
    with pytest.raises(UnknownInput, match=r"sheet\.xlsx is a spreadsheet"):
        found(pack(tmp_path / "sheet.xlsx", {"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}))


def test_a_folder_of_foreign_files_names_the_most_telling(tmp_path: Path) -> None:
    put(tmp_path / "x", a_DOT_txt="words\n", b_DOT_pst=b"!BDN1234")
    with pytest.raises(
        UnknownInput, match=r"None of the 2 files in x can be imported: b\.pst is an Outlook mail store"
    ):
        found(tmp_path / "x")


def test_an_empty_folder_and_an_empty_zip_say_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnknownInput, match="is an empty folder"):
        found(tmp_path / "empty")
    with pytest.raises(UnknownInput, match="is an empty zip"):
        found(pack(tmp_path / "none.zip", {}))


def test_what_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadContainer):
        found(tmp_path / "missing.zip")


def test_a_truncated_zip_says_so(tmp_path: Path) -> None:
    target = pack(tmp_path / "x.zip", {"Connections.csv": CONNECTIONS})
    target.write_bytes(target.read_bytes()[:-30])
    with pytest.raises(BadContainer, match="damaged or incomplete"):
        found(target)


def test_a_file_that_two_importers_claim_is_a_named_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linkedin = next(importer for importer in registry.importers() if importer.name == "linkedin")
    monkeypatch.setattr(registry, "importers", lambda: (linkedin, linkedin))
    with pytest.raises(AmbiguousInput, match="at once"):
        found(write(tmp_path / "Connections.csv", CONNECTIONS))


def test_the_importers_have_names_of_their_own() -> None:
    assert tuple(importer.name for importer in registry.importers()) == registry.NAMES
    assert len({importer.title for importer in registry.importers()}) == len(registry.NAMES)
