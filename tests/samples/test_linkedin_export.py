"""LinkedIn exports of every era: exact headers, the quirks of each, and the plan's truth in their rows."""

import csv
import io
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from nexalink.samples import SampleFiles, write_linkedin, write_sample
from nexalink.samples.eras import ERAS

ON = date(2026, 11, 23)
ME = "https://www.linkedin.com/in/thea-winterfeld"
MESSAGES = {
    "2018": "From,To,Date,Subject,Content,Direction,Folder",
    "2020": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER",
    "2021": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER",
    "2023": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
    "FOLDER",
    "2025": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
    "FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
    "2026": '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS","DATE",'
    '"SUBJECT","CONTENT","FOLDER","ATTACHMENTS"',
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("sample"), seed=7, people=600, on=ON)


def files(path: Path) -> dict[str, str]:
    if path.is_dir():
        return {file.name: file.read_bytes().decode("utf-8") for file in path.iterdir()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def rows(text: str, *, after: int = 0) -> list[dict[str, str]]:
    body = "".join(text.splitlines(keepends=True)[after:])
    return list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("era", sorted(ERAS))
def test_headers_and_dates_of_an_era(era: str, tmp_path: Path) -> None:
    found = files(write_linkedin(tmp_path, era=era, people=60).paths[0])
    messages = found["Messages.csv" if era == "2018" else "messages.csv"]
    assert messages.splitlines()[0] == MESSAGES[era]
    connections = found["Connections.csv"].splitlines()
    url = "URL," if era >= "2023" else ""
    assert f"First Name,Last Name,{url}Email Address,Company,Position,Connected On" in connections
    assert connections[0] == (
        "Notes:" if era >= "2021" else "First Name,Last Name,Email Address,Company,Position,Connected On"
    )
    assert not found["Connections.csv"].endswith("\n")
    clocks = [line for line in connections if line.endswith((" AM", ' AM"', " PM", ' PM"'))]
    assert bool(clocks) == (era == "2018")
    links = ",inviterProfileUrl,inviteeProfileUrl" if era >= "2023" else ""
    assert found["Invitations.csv"].splitlines()[0] == f"From,To,Sent At,Message,Direction{links}"
    assert ("Endorsement_Received_Info.csv" in found) == (era >= "2021")
    assert ("Notes.csv" in found) == (era == "2026")


def test_one_to_one_messages_are_the_truth(sample: SampleFiles) -> None:
    sent: Counter[str] = Counter()
    received: Counter[str] = Counter()
    for row in rows(files(sample.paths[0])["messages.csv"]):
        if row["FOLDER"] == "SPAM" or "," in row["RECIPIENT PROFILE URLS"]:
            continue
        if row["SENDER PROFILE URL"] == ME:
            sent[row["RECIPIENT PROFILE URLS"]] += 1
        else:
            received[row["SENDER PROFILE URL"]] += 1
    for person in sample.truth.people:
        urls = [handle for handle in person.handles if handle.startswith("https:")] or ["nobody"]
        assert received[urls[0]] == person.counts["linkedin_in"], person
        assert sent[urls[0]] == person.counts["linkedin_out"], person


def test_connections_and_requests_are_the_truth(sample: SampleFiles) -> None:
    found = files(sample.paths[0])
    connections = rows(found["Connections.csv"], after=3)
    ghosts = [row for row in connections if not row["URL"]]
    assert len(ghosts) == sample.truth.ghosts > 0
    assert all(not any(list(row.values())[:-1]) for row in ghosts)
    urls = {unquote(row["URL"]) for row in connections} - {""}
    assert len(urls) == sample.truth.connections
    invitations = rows(found["Invitations.csv"])
    assert len(invitations) == len(sample.truth.requests)
    for row, request in zip(invitations, sample.truth.requests, strict=True):
        other = row["inviteeProfileUrl" if request.direction == "out" else "inviterProfileUrl"]
        assert other == request.handle
        assert (other in urls) == request.accepted


def test_the_quirks_of_an_export_are_there(sample: SampleFiles) -> None:
    found = files(sample.paths[0])
    connections, messages = rows(found["Connections.csv"], after=3), rows(found["messages.csv"])
    assert any("%C3%" in row["URL"] for row in connections)
    assert (
        "%C3%"
        not in found["messages.csv"] + found["Invitations.csv"] + found["Endorsement_Received_Info.csv"]
    )
    assert any(not row["SENDER PROFILE URL"].isascii() for row in messages)
    assert sum(bool(row["Email Address"]) for row in connections) < 0.06 * len(connections)
    family = [row["Last Name"] for row in connections]
    assert any(", " in name for name in family)
    assert any(name.endswith(" ") for name in family)
    assert {row["FOLDER"] for row in messages} == {"INBOX", "ARCHIVE", "SPAM"}
    assert any(row["FROM"] == "LinkedIn Member" and not row["SENDER PROFILE URL"] for row in messages)
    assert any(row["CONVERSATION TITLE"] == "Sponsored Conversation" for row in messages)
    assert any(row["CONTENT"].startswith('<p class="spinmail') for row in messages)
    assert any("\n" in row["CONTENT"] for row in messages)
    assert any(not row["CONTENT"] for row in messages)
    assert any(row["CONTENT"].startswith("<p>") for row in messages)
    assert any("," in row["RECIPIENT PROFILE URLS"] and ", " in row["TO"] for row in messages)
    assert "www.linkedin.com/in/" in found["Endorsement_Given_Info.csv"]
    assert "https://www" not in found["Endorsement_Given_Info.csv"]
    comments = found["Comments.csv"].split("\r\n")
    assert any(line and not line[:2].isdigit() for line in comments[1:])
    uploads = found["ImportedContacts.csv"].splitlines()
    assert len(uploads) - len(set(uploads)) == 3


def test_a_request_note_reappears_as_the_first_message_at_acceptance(sample: SampleFiles) -> None:
    found = files(sample.paths[0])
    days = {unquote(row["URL"]): row["Connected On"] for row in rows(found["Connections.csv"], after=3)}
    noted = {
        row["inviteeProfileUrl" if row["Direction"] == "OUTGOING" else "inviterProfileUrl"]: row["Message"]
        for row in rows(found["Invitations.csv"])
        if row["Message"]
    }
    again = 0
    for row in rows(found["messages.csv"]):
        other = (
            row["RECIPIENT PROFILE URLS"] if row["SENDER PROFILE URL"] == ME else row["SENDER PROFILE URL"]
        )
        if other in days and noted.get(other) == row["CONTENT"]:
            day, month, year = days[other].split()
            assert row["DATE"].startswith(f"{year}-")
            assert row["DATE"][8:10] == day
            assert month
            again += 1
    assert again == len(set(noted) & set(days)) > 0


def test_rows_of_every_file_are_accounted_for(sample: SampleFiles) -> None:
    found = files(sample.paths[0])
    accounts = {account.file: account for account in sample.truth.files}
    for name, text in found.items():
        if name != "Comments.csv":
            after = 3 if name == "Connections.csv" else 0
            assert len(rows(text, after=after)) == accounts[name].rows, name
    dated = [line for line in found["Comments.csv"].split("\r\n")[1:] if line[:2].isdigit()]
    assert len(dated) == accounts["Comments.csv"].rows


def test_drafts_are_marked_in_the_years_between(tmp_path: Path) -> None:
    written = write_linkedin(tmp_path, era="2025", people=200)
    drafts = [row for row in rows(files(tmp_path)["messages.csv"]) if row["IS MESSAGE DRAFT"] == "Yes"]
    account = next(account for account in written.truth.files if account.file == "messages.csv")
    assert len(drafts) == account.skipped["draft"] > 0


def test_the_messages_of_2018_have_a_direction_and_no_address(tmp_path: Path) -> None:
    truth = write_linkedin(tmp_path, era="2018", people=150).truth
    found = rows(files(tmp_path)["Messages.csv"])
    assert {row["Direction"] for row in found} == {"INCOMING", "OUTGOING"}
    assert {row["Folder"] for row in found} <= {"INBOX", "SENT", "ARCHIVED"}
    assert not any(handle.startswith("https:") for person in truth.people for handle in person.handles)
    assert all(row["Email Address"] for row in rows(files(tmp_path)["Connections.csv"]) if row["First Name"])


@pytest.mark.parametrize("era", ["2021", "2026"])
def test_what_a_spreadsheet_saved_again(era: str, tmp_path: Path) -> None:
    write_linkedin(tmp_path, era=era, people=80, resaved=True)
    text = files(tmp_path)["Connections.csv"]
    assert text.startswith("\ufeffFirst Name,Last Name,")
    assert "Email Address" not in text
    assert text.count("\r\n") == text.count("\n") > 40
    assert all(row["Connected On"].count("-") == 2 for row in rows(text))
