"""Invitations.csv: Pacific time, both directions, and the note that comes back as the first message."""

from datetime import UTC, datetime

import pytest

from nexalink.importers.linkedin.dates import pacific_clock
from nexalink.importers.sightings import RequestSeen
from tests.importers.linkedin.exports import ME, OLIVIA, at, message, read, table, url

ANA = ("Ana Example", url("ana"))


def invitation(
    direction: str, name: str, address: str, sent: str = "3/10/24, 9:15 PM", note: str = ""
) -> list[str]:
    if direction == "OUTGOING":
        return ["Olivia Owner", name, sent, note, direction, ME, address]
    return [name, "Olivia Owner", sent, note, direction, address, ME]


def test_both_directions_with_their_notes() -> None:
    rows = [
        invitation("OUTGOING", "Ana Example", ANA[1], note="We met at the fair &amp; talked"),
        invitation("INCOMING", "Ben Example", url("ben"), "1/5/24, 12:01 AM"),
    ]
    found = read({"Invitations.csv": table("invitations", rows)})
    assert found.requests == [
        RequestSeen(
            "Invitations.csv", 2, f"out:{at('2024-03-11 04:15:00')}:ana example", "out", ANA[1], "Ana Example",
            at("2024-03-11 04:15:00"), "We met at the fair & talked",
        ),
        RequestSeen(
            "Invitations.csv", 3, f"in:{at('2024-01-05 08:01:00')}:ben example", "in", url("ben"), "Ben Example",
            at("2024-01-05 08:01:00"),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("7/1/24, 9:00 AM", "2024-07-01 16:00"),
        ("12/31/23, 11:59 PM", "2024-01-01 07:59"),
        ("3/10/24, 1:59 AM", "2024-03-10 09:59"),
        ("3/10/24, 3:00 AM", "2024-03-10 10:00"),
        ("11/3/24, 1:30 AM", "2024-11-03 08:30"),
        ("11/3/24, 2:30 AM", "2024-11-03 10:30"),
        ("7/1/24, 12:05 AM", "2024-07-01 07:05"),
        ("7/1/24, 12:05 PM", "2024-07-01 19:05"),
        ("7/1/24, 9:00\u202fAM", "2024-07-01 16:00"),
        ("7/1/2024 21:00", "2024-07-02 04:00"),
    ],
)
def test_sent_at_is_us_pacific_time(written: str, utc: str) -> None:
    assert datetime.fromtimestamp(pacific_clock(written), UTC).strftime("%Y-%m-%d %H:%M") == utc


def test_before_late_2023_names_stand_in_for_urls() -> None:
    rows = [
        ["Olivia Owner", "Ana Example", "3/10/21, 9:15 PM", "", "OUTGOING"],
        ["Ben Example", "Olivia Owner", "3/10/21, 9:15 PM", "", "INCOMING"],
    ]
    connections = table("connections without urls", [["Ana", "Example", "", "", "", "12 Mar 2021"]])
    found = read({"Invitations.csv": table("invitations without urls", rows), "Connections.csv": connections})
    assert [(r.direction, r.handle) for r in found.requests] == [
        ("out", "linkedin-name:ana example"),
        ("in", "linkedin-name:ben example"),
    ]


def test_member_numbers_give_way_to_the_url_of_a_unique_name() -> None:
    rows = [
        invitation("OUTGOING", "Ana Example", "urn:li:member:12345"),
        invitation("OUTGOING", "Ben Example", "urn:li:member:67890"),
    ]
    files: dict[str, str | bytes] = {
        "Invitations.csv": table("invitations with urns", rows),
        "Connections.csv": table("connections", [["Ana", "Example", ANA[1], "", "", "", "12 Mar 2023"]]),
    }
    assert [r.handle for r in read(files).requests] == [ANA[1], "urn:li:member:67890"]


def test_keys_are_the_same_with_and_without_urls() -> None:
    new = read({"Invitations.csv": table("invitations", [invitation("OUTGOING", "Ana Example", ANA[1])])})
    row = ["Olivia Owner", "Ana Example", "3/10/24, 9:15 PM", "", "OUTGOING"]
    old = read({"Invitations.csv": table("invitations without urls", [row])})
    assert new.requests[0].source_key == old.requests[0].source_key


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (invitation("INCOMING", "LinkedIn Member", ""), "deleted_member"),
        (invitation("INCOMING", "", ""), "no_person"),
        (invitation("INCOMING", "Olivia Owner", ME), "self"),
        (invitation("INCOMING", "Ana Example", ANA[1], "3/10/29, 9:15 PM"), "future"),
    ],
)
def test_requests_of_nobody_are_left_out(row: list[str], reason: str) -> None:
    assert read({"Invitations.csv": table("invitations", [row])}).skipped == {reason: 1}


def test_the_same_request_twice_counts_once() -> None:
    row = invitation("OUTGOING", "Ana Example", ANA[1])
    found = read(
        {"Invitations.csv": table("invitations", [row]), "Invitations (1).csv": table("invitations", [row])}
    )
    assert (len(found.requests), found.skipped) == (1, {"duplicate": 1})


@pytest.mark.parametrize(
    "row",
    [
        invitation("OUTGOING", "Ana Example", ANA[1], "13/40/24, 9:15 PM"),
        invitation("OUTGOING", "Ana Example", ANA[1], "3/10/24, 13:15 PM"),
        invitation("OUTGOING", "Ana Example", ANA[1], ""),
        invitation("SIDEWAYS", "Ana Example", ANA[1]),
    ],
)
def test_what_cannot_be_read_is_trouble(row: list[str]) -> None:
    found = read({"Invitations.csv": table("invitations", [row])})
    assert [(trouble.file, trouble.line) for trouble in found.troubles] == [("Invitations.csv", 2)]


# ----------------------------------------------------------------------------------- the note among the messages

NOTE = "Hi Ana, we met at the fair.\nShall we connect?"


def with_note(
    *rows: list[str], note: str = NOTE, connected: str = "12 Mar 2024", direction: str = "OUTGOING"
) -> dict[str, str | bytes]:
    return {
        "Connections.csv": table("connections", [["Ana", "Example", ANA[1], "", "", "", connected]]),
        "Invitations.csv": table("invitations", [invitation(direction, "Ana Example", ANA[1], note=note)]),
        "messages.csv": table("messages with drafts", rows),
    }


def marked(files: dict[str, str | bytes]) -> list[int]:
    """Return the lines of the messages that are marked as a request's note."""
    found = read(files)
    assert len(found.messages) == files["messages.csv"].count("2024-03-")  # type: ignore[arg-type]
    return [m.line for m in found.messages if m.invitation_note]


def test_the_note_is_found_by_its_words_however_they_are_formatted() -> None:
    answer = message("c", ANA, OLIVIA, "2024-03-13 09:00:00", "Gladly")
    for text in (
        NOTE,
        f"<p>{NOTE}</p>",
        NOTE.replace("\n", "  "),
        "HI ANA, we met at the fair. Shall we connect?",
    ):
        assert marked(with_note(answer, message("c", OLIVIA, ANA, "2024-03-12 08:00:00", text))) == [3]


def test_the_same_words_later_are_an_ordinary_message() -> None:
    first = message("c", OLIVIA, ANA, "2024-03-12 08:00:00", NOTE)
    again = message("c", OLIVIA, ANA, "2024-03-20 08:00:00", NOTE)
    assert marked(with_note(again, first)) == [4]


def test_a_changed_note_is_known_by_the_day_of_acceptance() -> None:
    changed = message("c", OLIVIA, ANA, "2024-03-12 08:00:00", "Hi Ana … (shortened)")
    assert marked(with_note(message("c", ANA, OLIVIA, "2024-03-12 09:00:00"), changed)) == [3]


def without_requests(*rows: list[str]) -> dict[str, str | bytes]:
    files = with_note(*rows)
    del files["Invitations.csv"]
    return files


def test_the_note_of_a_request_older_than_the_file_reaches_is_known_by_its_day() -> None:
    note = message("c", OLIVIA, ANA, "2024-03-12 08:00:00", "We met at the fair")
    later = message("c", ANA, OLIVIA, "2024-03-12 09:00:00", "Gladly")
    assert marked(without_requests(note, later)) == [2]
    assert marked(without_requests(later, note)) == [3]


def test_what_is_longer_than_a_note_or_not_first_is_none() -> None:
    assert marked(without_requests(message("c", OLIVIA, ANA, "2024-03-12 08:00:00", "x" * 301))) == []
    assert (
        marked(without_requests(message("c", OLIVIA, ANA, "2024-03-12 08:00:00", "x", subject="Offer"))) == []
    )
    before = message("c", ANA, OLIVIA, "2024-03-01 08:00:00")
    same_day = message("c", OLIVIA, ANA, "2024-03-12 08:00:00")
    assert marked(without_requests(before, same_day)) == []
    assert marked(without_requests(same_day, before)) == []


def test_a_message_of_another_day_is_no_note() -> None:
    assert marked(with_note(message("c", OLIVIA, ANA, "2024-03-14 08:00:00", "Something else"))) == []


def test_an_answer_in_the_other_direction_is_no_note() -> None:
    assert marked(with_note(message("c", ANA, OLIVIA, "2024-03-12 08:00:00", "Thanks"))) == []


def test_a_note_that_came_in_is_found_too() -> None:
    row = message("c", ANA, OLIVIA, "2024-03-12 08:00:00", NOTE)
    assert marked(with_note(row, direction="INCOMING")) == [2]


def test_a_request_without_a_note_marks_nothing() -> None:
    assert marked(with_note(message("c", OLIVIA, ANA, "2024-03-12 08:00:00", "Welcome"), note="")) == []


def test_the_note_counts_once_with_the_request_and_the_message() -> None:
    found = read(with_note(message("c", OLIVIA, ANA, "2024-03-12 08:00:00", NOTE)))
    assert (len(found.requests), len(found.messages)) == (1, 1)
    assert found.rows == {"Connections.csv": 1, "Invitations.csv": 1, "messages.csv": 1}
