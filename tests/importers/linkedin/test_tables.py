"""Which files are LinkedIn's: told by the header in any era, and nobody else's tables."""

import pytest

from nexalink.importers.linkedin import IMPORTER
from nexalink.importers.linkedin.tables import kind_of, stem_of
from tests.importers.linkedin.exports import HEADERS, PREAMBLE

ACTIVITY = {
    "Reactions.csv": "Date,Type,Link",
    "Comments_123456.csv": "Date,Link,Message",
    "Votes.csv": "Date,Link,OptionText",
    "Member_Follows.csv": "Date,Status,FullName",
    "Shares.csv": "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
    "Shares_2.csv": "Date,ShareLink,ShareCommentary,SharedURL,MediaURL,Visibility",
    "Saved_Items.csv": "savedItem,createdTime",
    "Company Follows.csv": "Organization,Followed On",
    "Events.csv": "Event Name,Event Time,Status,External Url",
    "Hashtag_Follows.csv": "HashTag,CreatedTime,LastModifiedTime,State",
    "Learning.csv": "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
    "Content Completed At (if completed),Content Saved,Notes taken on videos (if taken),",
    "Registration.csv": "Registered At,Registration Ip,Subscription Types",
    "Certifications.csv": "Name,Url,Authority,Started On,Finished On,License Number",
    "Languages.csv": "Name,Proficiency",
}
FILES = {
    "connections": "Connections.csv",
    "connections without urls": "Connections (1).csv",
    "messages 2018": "Messages.csv",
    "skills": "Skills.csv",
}
OTHERS = {
    "google.csv": "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,"
    "Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value",
    "google-old.csv": "Name,Given Name,Additional Name,Family Name,Yomi Name,Notes,Group Membership,E-mail 1 - Type",
    "outlook.csv": "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,Job Title,Company,Web Page,Notes",
    "linkedin_connections_export_microsoft_outlook.csv": '"Title","First Name","Middle Name","Last Name","Suffix",'
    '"E-mail Address","E-mail 2 Address","Company","Job Title","Web Page","Personal Web Page"',
    "thunderbird.csv": "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,",
    "hubspot.csv": "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Create Date",
    "names.csv": "Name",
    "anything.csv": "Date,Type,Link,Amount",
    "ledger.csv": "Date,Status,FullName,Price",
    "Ad_Targeting.csv": "Member Age,Member Gender",
    "mail.csv": "From,To,Date,Subject",
    "Rich_Media.csv": "Date/Time,Media Description,Media Link",
}


def accepts(text: str, name: str) -> bool:
    return IMPORTER.accepts(text.encode(), name)


@pytest.mark.parametrize("header", sorted(HEADERS))
def test_every_understood_file_of_every_era_is_claimed(header: str) -> None:
    name = FILES.get(header, "PhoneNumbers.csv" if header == "phones" else "any name.csv")
    text = HEADERS[header] + "\n"
    for written in (
        text.encode(),
        text.encode("utf-8-sig"),
        text.replace(",", ";").encode(),
        text.replace(",", "\t").encode("utf-16"),
        ",".join(f'"{cell}"' for cell in HEADERS[header].split(",")).encode(),
        PREAMBLE.encode() + text.replace("\n", "\r\n").encode(),
    ):
        assert IMPORTER.accepts(written, name), header
    assert not IMPORTER.accepts(text.encode(), "Connections.pdf")


@pytest.mark.parametrize("name", sorted(ACTIVITY))
def test_activity_files_are_claimed(name: str) -> None:
    assert accepts(ACTIVITY[name] + "\n", name)


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_other_peoples_tables_are_left_alone(name: str) -> None:
    assert not accepts(OTHERS[name] + "\nx\n", name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "<html><body>Sign in</body></html>",
        "Your data is not ready yet.",
        "%PDF-1.7",
        "\0\0\0\0",
        '"',
        PREAMBLE,
    ],
)
def test_what_is_no_table_is_left_alone(text: str) -> None:
    assert not accepts(text, "Connections.csv")


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("a/b/Connections (1).csv", "connections"),
        ("Comments_123456789.csv", "comments"),
        ("Rich_Media.csv", "richmedia"),
        ("Rich Media.csv", "richmedia"),
        ("… Responses_5.csv", "responses"),
        ("Endorsement_Received_Info (2).CSV", "endorsementreceivedinfo"),
    ],
)
def test_names_are_compared_without_case_blanks_and_numbers(path: str, stem: str) -> None:
    assert stem_of(path) == stem


def test_the_same_columns_are_talk_with_people_or_with_a_robot() -> None:
    header = HEADERS["messages"].split(",")
    assert kind_of(header, "messages") == "messages"
    assert kind_of(header, "coachmessages") == "robots"
    assert kind_of([], "messages") == ""
