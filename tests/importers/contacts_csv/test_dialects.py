import pytest

from nexalink.importers.contacts_csv.dialects import dialect_of


@pytest.mark.parametrize(
    ("header", "dialect"),
    [
        ("First Name,Last Name,File As,Organization Name,E-mail 1 - Value", "google"),
        ("Name,Given Name,Family Name,Group Membership,E-mail 1 - Value", "google_old"),
        ("First Name,Middle Name,Last Name,Title,E-mail Address,Business Phone,Company", "outlook"),
        (
            "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,E-mail Address,Home Phone",
            "outlook",
        ),
        ("First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email", "thunderbird"),
        ("Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Create Date", "hubspot"),
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", ""),
        ("First Name,Last Name,Email Address,Company,Position,Connected On", ""),
        ("Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses", ""),
        ("FirstName,MiddleName,LastName,Emails,PhoneNumbers,CreatedAt,ThirdPartyVerified", ""),
        (
            "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,Instant Message Handles",
            "",
        ),
        ("First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary", ""),
        ("First Name,Last Name,Company,Job Title,Text,Creation Date,Status", ""),
        ("Name,Email", ""),
        ("", ""),
    ],
)
def test_headers_tell_the_program(header: str, dialect: str) -> None:
    assert dialect_of(header.split(",")) == dialect
