"""Small LinkedIn exports in memory, in the exact headers of every era, and a reader that checks the accounts."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.linkedin import IMPORTER
from nexalink.importers.sightings import (
    ExchangeSeen,
    InteractionSeen,
    Item,
    NoteSeen,
    PersonSeen,
    RequestSeen,
    Skipped,
    Trouble,
)

NAME = "Basic_LinkedInDataExport_06-30-2024.zip"
UNTIL = int(datetime(2026, 11, 23, tzinfo=UTC).timestamp())
ME = "https://www.linkedin.com/in/olivia-owner"
OWNER = OwnerIdentity(frozenset({ME}), frozenset({"Olivia Owner"}))
PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
    'You will only see email addresses for connections who have allowed it."\n\n'
)
HEADERS = {
    "connections": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "connections without urls": "First Name,Last Name,Email Address,Company,Position,Connected On",
    "messages 2018": "From,To,Date,Subject,Content,Direction,Folder",
    "messages 2020": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER",
    "messages": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
    "CONTENT,FOLDER",
    "messages with drafts": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
    "DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
    "invitations": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
    "invitations with urns": "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn",
    "invitations without urls": "From,To,Sent At,Message,Direction",
    "notes": "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On",
    "endorsements received": "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,"
    "Endorsement Status",
    "endorsements given": "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,"
    "Endorsement Status",
    "endorsements without urls": "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,"
    "Endorsement Status",
    "recommendations": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    "profile": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
    "Twitter Handles,Websites,Instant Messengers",
    "profile 2018": "First Name,Last Name,Maiden Name,Address,Birth Date,Contact Instructions,Headline,Summary,"
    "Industry,Country,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers",
    "positions": "Company Name,Title,Description,Location,Started On,Finished On",
    "education": "School Name,Start Date,End Date,Notes,Degree Name,Activities",
    "skills": "Name",
    "emails": "Email Address,Confirmed,Primary,Updated On",
    "phones": "Extension,Number,Type",
    "whatsapp": "Number,Extension,Is_WhatsApp_Number",
    "contacts 2018": "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,"
    "Instant Message Handles,Addresses,Sites,Full Name,Birthday,Location,Bookmarked At,Profiles",
    "contacts 2022": "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,"
    "InstantMessageHandles,FullName,Birthday,Location,BookmarkedAt,Profiles",
    "contacts 2026": "FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,NameSuffix,Title,Emails,"
    "PhoneNumbers,CreatedAt,UpdatedAt,CountryCode,RegionCode,ThirdPartyVerified,Location",
}


@dataclass(frozen=True, slots=True)
class MemoryMember:
    """A file of an export that exists only in memory."""

    path: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)

    @contextmanager
    def local(self) -> Iterator[Path]:
        raise NotImplementedError
        yield Path()

    def head(self, length: int = 65_536) -> bytes:
        return self.data[:length]


def url(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def table(header: str, rows: Iterable[Sequence[str]], *, quote_all: bool = False) -> str:
    """Return a file of the export: ``header`` is a key of ``HEADERS``, rows may be cut short on the right."""
    columns = HEADERS[header].split(",")
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([*row, *[""] * (len(columns) - len(row))] for row in rows)
    return text.getvalue()


def message(
    conversation: str,
    sender: tuple[str, str],
    to: tuple[str, str],
    date: str,
    content: str = "Hello",
    *,
    title: str = "",
    folder: str = "INBOX",
    draft: str = "No",
    subject: str = "",
) -> list[str]:
    """Return a row of ``messages with drafts``; a person is (name, URL)."""
    return [conversation, title, *sender, *to, f"{date} UTC", subject, content, folder, "", draft, ""]


OLIVIA = ("Olivia Owner", ME)


def archive(files: dict[str, str | bytes], *, name: str = NAME, until: int = UNTIL) -> Archive:
    members = (
        MemoryMember(path, data.encode() if isinstance(data, str) else data) for path, data in files.items()
    )
    return Archive(name, tuple(members), until)


@dataclass(frozen=True, slots=True)
class Read:
    """What a reading gave, by kind."""

    items: list[Item]

    def of(self, kind: type[Any]) -> list[Any]:
        return [item for item in self.items if type(item) is kind]

    @property
    def people(self) -> list[PersonSeen]:
        return self.of(PersonSeen)

    @property
    def messages(self) -> list[InteractionSeen]:
        return self.of(InteractionSeen)

    @property
    def requests(self) -> list[RequestSeen]:
        return self.of(RequestSeen)

    @property
    def exchanges(self) -> list[ExchangeSeen]:
        return self.of(ExchangeSeen)

    @property
    def notes(self) -> list[NoteSeen]:
        return self.of(NoteSeen)

    @property
    def troubles(self) -> list[Trouble]:
        return self.of(Trouble)

    @property
    def skipped(self) -> Counter[str]:
        return Counter(item.reason for item in self.of(Skipped))

    @property
    def rows(self) -> Counter[str]:
        """Return the counted items per file."""
        return Counter(item.file for item in self.items if getattr(item, "counts_row", True))


def read(
    files: dict[str, str | bytes], *, owner: OwnerIdentity = OWNER, until: int = UNTIL, name: str = NAME
) -> Read:
    opened = archive(files, name=name, until=until)
    for member in opened.members:
        assert IMPORTER.accepts(member.head(), member.path), member.path
    return Read(list(IMPORTER.read(opened, owner=owner)))


def at(text: str) -> int:
    """Return the second of ``2024-03-12 09:14:55`` in UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())
