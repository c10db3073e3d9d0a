"""How LinkedIn's export looked over the years: which files, columns and dates each era has."""

from dataclasses import dataclass
from datetime import date

_MESSAGES_2020 = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "DATE", "SUBJECT", "CONTENT", "FOLDER",
)  # fmt: skip
_MESSAGES_2023 = (*_MESSAGES_2020[:5], "RECIPIENT PROFILE URLS", *_MESSAGES_2020[5:])
_CONTACTS_2018 = (
    "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,Instant Message Handles,Addresses,"
    "Sites,Full Name,Birthday,Location,Bookmarked At,Profiles"
)
_CONTACTS_2022 = (
    "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,InstantMessageHandles,"
    "FullName,Birthday,Location,BookmarkedAt,Profiles"
)
_CONTACTS_2026 = (
    "FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,NameSuffix,Title,Emails,PhoneNumbers,CreatedAt,"
    "UpdatedAt,CountryCode,RegionCode,ThirdPartyVerified,Location"
)


@dataclass(frozen=True, slots=True)
class Era:
    """One era of the export.

    Attributes:
        name: the year it is known by.
        on: a usual day for an export of this era.
        messages: the columns of the messages' file.
        urls: whether connections, recipients and requests carry profile URLs (since mid 2023).
        senders: whether messages carry the sender's URL (since 2020).
        preamble: whether Connections.csv begins with three lines of notes (since mid 2021).
        emails: whether Connections.csv shows everybody's address (2018).
        endorsements: whether the files of endorsements are there.
        contacts_file: the name of the uploaded address book, and its columns.
    """

    name: str
    on: date
    messages: tuple[str, ...]
    contacts_file: str
    contacts: tuple[str, ...]
    urls: bool = True
    senders: bool = True
    preamble: bool = True
    emails: bool = False
    endorsements: bool = True

    @property
    def messages_file(self) -> str:
        """Return the name of the messages' file, which was capitalised at first."""
        return "messages.csv" if self.senders else "Messages.csv"

    @property
    def drafts(self) -> bool:
        """Tell whether messages that were never sent are marked."""
        return "IS MESSAGE DRAFT" in self.messages


ERAS = {
    era.name: era
    for era in (
        Era(
            "2018", date(2018, 10, 22), ("From", "To", "Date", "Subject", "Content", "Direction", "Folder"),
            "Imported Contacts.csv", tuple(_CONTACTS_2018.split(",")), urls=False, senders=False, preamble=False,
            emails=True, endorsements=False,
        ),
        Era(
            "2020", date(2020, 9, 14), _MESSAGES_2020, "Imported Contacts.csv", tuple(_CONTACTS_2018.split(",")),
            urls=False, preamble=False, endorsements=False,
        ),
        Era("2021", date(2021, 11, 8), _MESSAGES_2020, "Contacts.csv", tuple(_CONTACTS_2022.split(",")), urls=False),
        Era("2023", date(2023, 11, 30), _MESSAGES_2023, "Contacts.csv", tuple(_CONTACTS_2022.split(","))),
        Era(
            "2025", date(2025, 3, 17),
            (*_MESSAGES_2023, "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"),
            "ImportedContacts.csv", tuple(_CONTACTS_2026.split(",")),
        ),
        Era(
            "2026", date(2026, 3, 19), (*_MESSAGES_2023, "ATTACHMENTS"),
            "ImportedContacts.csv", tuple(_CONTACTS_2026.split(",")),
        ),
    )
}  # fmt: skip
"""By name: five eras, and the years between with the columns for drafts (``2025``)."""
