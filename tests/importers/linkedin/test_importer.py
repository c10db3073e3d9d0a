"""The importer as a whole: the day of the export, the order of its files, damage of every kind."""

import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.containers import members_of
from nexalink.importers.contract import Archive
from nexalink.importers.linkedin import IMPORTER
from nexalink.importers.sightings import InteractionSeen, PersonSeen, Trouble
from tests.importers.linkedin.exports import ME, OLIVIA, OWNER, UNTIL, archive, message, read, table, url

NOON = "2024-03-12 12:00:00"
FILES: dict[str, str | bytes] = {
    "Connections.csv": table("connections", [["Ana", "Example", url("ana"), "", "Acme", "", "12 Mar 2024"]]),
    "messages.csv": table(
        "messages with drafts", [message("c", ("Zoë, Ex", url("zoë")), OLIVIA, "2024-05-01 12:00:00")]
    ),
    "Invitations.csv": table(
        "invitations", [["Olivia Owner", "Ana Example", "3/10/24, 9:15 PM", "Hi", "OUTGOING", ME, url("ana")]]
    ),
}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Basic_LinkedInDataExport_03-12-2024.zip", date(2024, 3, 12)),
        ("Complete_LinkedInDataExport_12-31-2023.zip", date(2023, 12, 31)),
        ("Basic_LinkedInDataExport_03-12-2024 (1).zip", date(2024, 3, 12)),
        ("Basic_LinkedInDataExport_03-12-2024", date(2024, 3, 12)),
        ("my export", date(2024, 5, 1)),
        ("Basic_LinkedInDataExport_13-45-2024.zip", date(2024, 5, 1)),
    ],
)
def test_the_day_is_in_the_name_or_the_newest_inside(name: str, day: date) -> None:
    assert IMPORTER.taken_on(archive(FILES, name=name)) == day


def test_a_folder_inside_may_carry_the_day() -> None:
    files = {f"Basic_LinkedInDataExport_06-30-2024/{name}": data for name, data in FILES.items()}
    assert IMPORTER.taken_on(archive(files, name="download")) == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("packed", "day"),
    [
        ((2024, 5, 20, 10, 0, 0), date(2024, 5, 20)),
        ((1980, 1, 1, 0, 0, 0), date(2024, 5, 1)),
        ((2023, 1, 1, 0, 0, 0), date(2024, 5, 1)),
        ((2024, 9, 1, 0, 0, 0), date(2024, 5, 1)),
        ((2039, 1, 1, 0, 0, 0), date(2024, 5, 1)),
    ],
)
def test_a_zip_tells_its_day_where_that_can_be(tmp_path: Path, packed: tuple[int, ...], day: date) -> None:
    target = tmp_path / "export.zip"
    with zipfile.ZipFile(target, "w") as packing:
        for name, data in FILES.items():
            packing.writestr(zipfile.ZipInfo(name, packed), data)  # type: ignore[arg-type]
    assert IMPORTER.taken_on(Archive(target.name, members_of(target), UNTIL)) == day


def test_an_export_without_dates_has_no_day() -> None:
    assert IMPORTER.taken_on(archive({"Connections.csv": table("connections", [])}, name="export")) is None


def test_files_are_read_in_an_order_that_does_not_depend_on_theirs() -> None:
    forwards = read(FILES).items
    backwards = read(dict(reversed(FILES.items()))).items
    assert forwards == backwards
    assert len(forwards) == 3


def test_reading_is_lazy() -> None:
    items = IMPORTER.read(archive(FILES), owner=OWNER)
    assert isinstance(next(items), PersonSeen)


def test_reading_twice_gives_the_same() -> None:
    assert read(FILES).items == read(FILES).items


def test_the_keys_of_an_older_export_are_found_in_the_newer() -> None:
    newer = {
        **FILES,
        "messages.csv": table(
            "messages with drafts",
            [
                message("c", OLIVIA, ("Zoë, Ex", url("zoë")), "2024-06-01 12:00:00"),
                message("c", ("Zoë, Ex", url("zoë")), OLIVIA, "2024-05-01 12:00:00"),
            ],
        ),
    }
    old, new = read(FILES), read(newer)
    assert {m.source_key for m in old.messages} < {m.source_key for m in new.messages}
    assert {p.source_key for p in old.people} == {p.source_key for p in new.people}
    assert {r.source_key for r in old.requests} == {r.source_key for r in new.requests}


def test_every_record_is_one_counted_item() -> None:
    assert read(FILES).rows == {"Connections.csv": 1, "messages.csv": 1, "Invitations.csv": 1}


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("share", [0.1, 0.35, 0.6, 0.8, 0.95, 0.99])
def test_a_truncated_file_ends_in_rows_and_troubles(name: str, share: float) -> None:
    data = str(FILES[name]).encode()
    cut = archive({**FILES, name: data[: int(len(data) * share)]})
    items = list(IMPORTER.read(cut, owner=OWNER))
    assert len(items) >= 2


@given(st.data())
def test_damaged_bytes_never_stop_the_rest(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = bytearray(str(FILES[name]).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(str(FILES[name]).index("\n") + 1, len(text) - 1))
        text[place] = data.draw(st.sampled_from([0, 10, 13, 34, 44, 59, 128, 195, 255]))
    items = list(IMPORTER.read(archive({**FILES, name: bytes(text)}), owner=OWNER))
    assert all(getattr(item, "file", "") in FILES for item in items)
    assert {item.file for item in items if not isinstance(item, str)} >= FILES.keys() - {name}


def test_a_damaged_zip_entry_is_trouble_and_the_other_files_are_read(tmp_path: Path) -> None:
    target = tmp_path / "Basic_LinkedInDataExport_06-30-2024.zip"
    chance = random.Random(7)
    many = [message("c", ("Ana", url("ana")), OLIVIA, NOON, chance.randbytes(200).hex()) for _ in range(3000)]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packing:
        packing.writestr("Connections.csv", FILES["Connections.csv"])
        packing.writestr("messages.csv", table("messages with drafts", many))
    data = bytearray(target.read_bytes())
    middle = data.index(b"messages.csv") + 40_000
    data[middle : middle + 400] = b"\xff" * 400
    target.write_bytes(data)
    items = list(IMPORTER.read(Archive(target.name, members_of(target), UNTIL), owner=OWNER))
    assert isinstance(items[0], PersonSeen)
    assert any(isinstance(item, InteractionSeen) for item in items)
    troubles = [item for item in items if isinstance(item, Trouble)]
    assert {trouble.file for trouble in troubles} == {"messages.csv"}
    assert any("damaged" in trouble.message for trouble in troubles if trouble.line == 0)


@given(st.randoms())
def test_the_order_of_rows_is_no_contract(chance: random.Random) -> None:
    note = "Shall we connect?"
    people = [("Ana Example", url("ana")), ("Ben Example", url("ben"))]
    rows = [
        message(person[1], person, OLIVIA, f"2024-03-2{n} 12:00:00") for n in range(3) for person in people
    ]
    rows += [message(people[0][1], OLIVIA, people[0], NOON, note)]
    requests = [["Olivia Owner", "Ana Example", "3/10/24, 9:15 PM", note, "OUTGOING", ME, url("ana")]]
    chance.shuffle(rows)
    files: dict[str, str | bytes] = {
        "Invitations.csv": table("invitations", requests),
        "messages.csv": table("messages with drafts", rows),
    }
    found = {
        (m.source_key, m.people, m.at, m.invitation_note)
        for m in read(files).messages
        if m.direction == "out"
    }
    assert {note for _, _, _, note in found} == {True}
    assert len({(m.people, m.at) for m in read(files).messages}) == 7
