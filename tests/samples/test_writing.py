"""The sample's files: the same bytes for the same arguments, nothing real in them, nothing after their day."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from nexalink.samples import SampleFiles, write_linkedin, write_newer_export, write_sample
from nexalink.samples.eras import ERAS

ON = date(2026, 11, 23)
_ADDRESS = re.compile(r"[\w.+-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
_PHONE = re.compile(r"\+\d[\d -]{7,}\d")
_FICTION = re.compile(r"\+(?:1\d{3}55501\d\d|4420794600?\d{3,4}|447700900\d{3}|493023125\d{3})")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("sample"), seed=3, people=300, on=ON)


def bytes_of(files: SampleFiles) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in files.paths]


def texts(files: SampleFiles) -> dict[str, str]:
    found = {path.name: path.read_bytes().decode("utf-8").replace("\r\n ", "") for path in files.paths[1:]}
    with zipfile.ZipFile(files.paths[0]) as archive:
        return found | {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_the_same_arguments_give_the_same_bytes_and_truth(sample: SampleFiles, tmp_path: Path) -> None:
    again = write_sample(tmp_path, seed=3, people=300, on=ON)
    assert bytes_of(again) == bytes_of(sample)
    assert again.truth.as_json() == sample.truth.as_json()


def test_another_seed_gives_another_life(sample: SampleFiles, tmp_path: Path) -> None:
    other = write_sample(tmp_path, seed=4, people=300, on=ON)
    assert [path.name for path in other.paths] == [path.name for path in sample.paths]
    assert all(mine != theirs for mine, theirs in zip(bytes_of(other), bytes_of(sample), strict=True))


def test_the_files_are_named_as_their_programs_name_them(sample: SampleFiles) -> None:
    assert [path.name for path in sample.paths] == [
        "Basic_LinkedInDataExport_11-23-2026.zip",
        "All mail Including Spam and Trash.mbox",
        "thea.winterfeld@example.com.ics",
        "contacts.vcf",
    ]


def test_every_address_and_number_is_reserved_for_examples(sample: SampleFiles) -> None:
    for name, text in texts(sample).items():
        for domain in _ADDRESS.findall(text.replace("=\r\n", "")):
            last = domain.lower().rsplit(".", 2)[-2:]
            assert last[-1] == "example" or last in (["example", end] for end in ("com", "org", "net")), (
                name,
                domain,
            )
        if name in {"contacts.vcf", "ImportedContacts.csv", "PhoneNumbers.csv"}:
            numbers = [re.sub(r"[ -]", "", number) for number in _PHONE.findall(text)]
            assert numbers, name
            assert [number for number in numbers if not _FICTION.fullmatch(number)] == [], name


def test_nothing_is_said_after_the_day_of_the_files(sample: SampleFiles) -> None:
    stamps = re.findall(r'"(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d UTC"', texts(sample)["messages.csv"])
    assert min(stamps) > "2020-11"
    assert "2026-10" < max(stamps) < "2026-11-23"


@pytest.mark.parametrize("people", [10, 11, 19, 47])
def test_small_networks_have_everybody_too(people: int, tmp_path: Path) -> None:
    truth = write_sample(tmp_path / "older", people=people, on=ON).truth
    assert len(truth.people) == people
    assert any(person.two_way for person in truth.people)
    assert write_newer_export(tmp_path / "newer", people=people, on=ON).truth.on == date(2027, 7, 26)


@pytest.mark.parametrize("people", [9, 50_001])
def test_other_sizes_are_refused(people: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"10 to 50,000 people"):
        write_sample(tmp_path, people=people, on=ON)


def test_an_export_can_be_a_folder_or_a_zip(tmp_path: Path) -> None:
    folder = write_linkedin(tmp_path / "unpacked", people=40)
    packed = write_linkedin(tmp_path / "packed.zip", people=40)
    with zipfile.ZipFile(packed.paths[0]) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in folder.paths[0].iterdir()
        }
        assert {info.date_time[:3] for info in archive.infolist()} == {
            (packed.truth.on.year, packed.truth.on.month, packed.truth.on.day)
        }


def test_an_unknown_era_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_linkedin(tmp_path, era="1999")
    assert {"2018", "2020", "2021", "2023", "2026"} <= set(ERAS)
