"""Endorsements, recommendations and notes: what counts, who it is about, and twins side by side."""

import pytest

from nexalink.importers.sightings import ExchangeSeen, NoteSeen
from tests.importers.linkedin.exports import at, read, table, url

CONNECTIONS = table(
    "connections",
    [
        ["Ana", "Example", url("ana"), "", "Acme", "", "12 Mar 2020"],
        ["Ben", "Example", url("ben-1"), "", "", "", "12 Mar 2020"],
        ["Ben", "Example", url("ben-2"), "", "", "", "12 Mar 2020"],
    ],
)
STAMP = "2024/03/12 09:14:55 UTC"


def test_an_endorsement_has_a_url_without_scheme() -> None:
    rows = [[STAMP, "Python", "Ana", "Example, PhD", "www.linkedin.com/in/ana", "ACCEPTED"]]
    received = read({"Endorsement_Received_Info.csv": table("endorsements received", rows)}).exchanges
    given = read({"Endorsement_Given_Info.csv": table("endorsements given", rows)}).exchanges
    assert [(e.direction, e.kind, e.handle, e.name, e.at, e.note) for e in received + given] == [
        ("received", "endorsement", url("ana"), "Ana Example", at("2024-03-12 09:14:55"), "Python"),
        ("given", "endorsement", url("ana"), "Ana Example", at("2024-03-12 09:14:55"), "Python"),
    ]
    assert received[0].source_key != given[0].source_key


@pytest.mark.parametrize("status", ["PENDING", "HIDDEN", ""])
def test_endorsements_that_were_not_accepted_are_unconfirmed(status: str) -> None:
    rows = [[STAMP, "Python", "Ana", "Example", "www.linkedin.com/in/ana", status]]
    assert read({"Endorsement_Received_Info.csv": table("endorsements received", rows)}).skipped == {
        "unconfirmed": 1
    }


def test_without_url_a_unique_connection_of_that_name_is_meant() -> None:
    rows = [[STAMP, "Python", "Ana", "Example", "ACCEPTED"], [STAMP, "Python", "Ben", "Example", "ACCEPTED"]]
    found = read(
        {
            "Connections.csv": CONNECTIONS,
            "Endorsement_Received_Info.csv": table("endorsements without urls", rows),
        }
    )
    assert [e.handle for e in found.exchanges] == [url("ana"), ""]


def test_twins_in_utf8_and_utf16_side_by_side_count_once() -> None:
    header = [
        "Endorsement Date",
        "Skill Name",
        "Endorser First Name",
        "Endorser Last Name",
        "Endorsement Status",
        "Display Status",
    ]
    rows = [
        header,
        [STAMP, "Python", "Zoë", "Example", "ACCEPTED", "SHOWN"],
        [STAMP, "SQL", "Zoë", "Example", "ACCEPTED", "SHOWN"],
    ]
    twin = "\r\n".join("\t".join(f'"{cell}"' for cell in row) for row in rows).encode("utf-16")
    plain = table("endorsements without urls", [[STAMP, "Python", "Zoë", "Example", "ACCEPTED"]])
    found = read({"Endorsement Received Info.csv": twin, "Endorsement_Received_Info.csv": plain})
    assert sorted(e.note for e in found.exchanges) == ["Python", "SQL"]
    assert found.skipped == {"duplicate": 1}
    assert found.rows == {"Endorsement Received Info.csv": 2, "Endorsement_Received_Info.csv": 1}


def test_keys_are_the_same_with_and_without_urls() -> None:
    new = [[STAMP, "Python", "Ana", "Example", "www.linkedin.com/in/ana", "ACCEPTED"]]
    old = [[STAMP, "Python", "Ana", "Example", "ACCEPTED"]]
    keys = {
        read({"Endorsement_Received_Info.csv": table(header, rows)}).exchanges[0].source_key
        for header, rows in (("endorsements received", new), ("endorsements without urls", old))
    }
    assert len(keys) == 1


def test_recommendations_are_matched_by_a_unique_name() -> None:
    rows = [
        ["Ana", "Example", "Acme", "Cook", "She is <b>good</b>", "03/12/24, 09:14 AM", "VISIBLE"],
        ["Ben", "Example", "Acme", "Cook", "He too", "03/12/24, 09:14 AM", ""],
    ]
    files: dict[str, str | bytes] = {
        "Connections.csv": CONNECTIONS,
        "Recommendations_Received.csv": table("recommendations", rows),
        "Recommendations_Given.csv": table("recommendations", rows[:1]),
    }
    found = read(files).exchanges
    assert found[1] == ExchangeSeen(
        "Recommendations_Received.csv", 2, found[1].source_key, "received", "recommendation", url("ana"), "Ana Example",
        at("2024-03-12 09:14:00"), "Acme", "She is good",
    )  # fmt: skip
    assert [(e.direction, e.handle) for e in found] == [
        ("given", url("ana")),
        ("received", url("ana")),
        ("received", ""),
    ]


def test_a_pending_recommendation_is_unconfirmed_and_a_file_of_no_direction_is_trouble() -> None:
    rows = [["Ana", "Example", "Acme", "Cook", "Good", "03/12/24, 09:14 AM", "PENDING"]]
    assert read({"Recommendations_Given.csv": table("recommendations", rows)}).skipped == {"unconfirmed": 1}
    assert [t.line for t in read({"Recommendations.csv": table("recommendations", rows)}).troubles] == [2]


def test_nobody_endorses_nothing() -> None:
    rows = [
        [STAMP, "Python", "", "", "", "ACCEPTED"],
        [STAMP, "Python", "LinkedIn", "Member", "", "ACCEPTED"],
    ]
    found = read({"Endorsement_Received_Info.csv": table("endorsements received", rows)})
    assert found.skipped == {"no_person": 1, "deleted_member": 1}


@pytest.mark.parametrize(
    ("file", "header", "row"),
    [
        (
            "Endorsement_Received_Info.csv",
            "endorsements received",
            ["2024/13/12 09:14:55 UTC", "X", "Ana", "E", "", "ACCEPTED"],
        ),
        (
            "Recommendations_Given.csv",
            "recommendations",
            ["Ana", "E", "", "", "Good", "99/12/24, 09:14 AM", "VISIBLE"],
        ),
        ("Notes.csv", "notes", ["Ana", "E", url("ana"), "Note", "once", ""]),
    ],
)
def test_an_impossible_date_is_trouble(file: str, header: str, row: list[str]) -> None:
    assert [(t.file, t.line) for t in read({file: table(header, [row])}).troubles] == [(file, 2)]


@pytest.mark.parametrize(
    "written", ["2026-03-12 09:14:55 UTC", "2026/03/12 09:14:55", "3/12/26, 9:14 AM", "12 Mar 2026"]
)
def test_notes_keep_their_text_and_day(written: str) -> None:
    found = read(
        {"Notes.csv": table("notes", [["Ana", "Example", url("ana"), "Likes tea\nand cake", written, ""]])}
    )
    note = found.notes[0]
    assert note == NoteSeen(
        "Notes.csv", 2, note.source_key, url("ana"), "Ana Example", "Likes tea\nand cake", note.at
    )
    assert at("2026-03-12 00:00:00") <= note.at < at("2026-03-13 00:00:00")


def test_a_note_twice_counts_once_and_two_notes_of_one_minute_stay_two() -> None:
    rows = [
        ["Ana", "Example", url("ana"), text, "2026-03-12 09:14:55 UTC", ""] for text in ("One", "One", "Two")
    ]
    found = read({"Notes.csv": table("notes", rows)})
    assert [note.text for note in found.notes] == ["One", "Two"]
    assert found.skipped == {"duplicate": 1}
    assert len({note.source_key for note in found.notes}) == 2
