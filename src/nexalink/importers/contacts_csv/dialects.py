"""Which known program wrote a table, told from its header alone."""

from collections.abc import Sequence

from nexalink.importers.contacts_csv.columns import header_key, plan_of

_LINKEDIN = (
    {"connectedon"},
    {"createdat", "phonenumbers"},
    {"createdat", "instantmessagehandles"},
    {"thirdpartyverified"},
    {"inviterprofileurl"},
    {"conversationid"},
    {"endorsementdate"},
)
"""Headers of the LinkedIn export, whose own tables of people are not an address book's."""
_OUTLOOK = {"businessphone", "businessstreet", "homestreet", "homephone", "mobilephone"}
_OTHER_LANGUAGE_COLUMNS = 15
"""A translated Outlook header is claimed only where so many of its columns are understood."""


def dialect_of(header: Sequence[str]) -> str:
    """Return the program that wrote a table, or empty where no known one did.

    One of google, google_old, outlook, outlook_translated, thunderbird, hubspot.

    >>> dialect_of(["First Name", "Last Name", "Primary Email", "Display Name", "Birth Year"])
    'thunderbird'
    """
    keys = {header_key(cell) for cell in header}
    if any(own <= keys for own in _LINKEDIN):
        return ""
    if {"givenname", "familyname"} <= keys and (keys & {"groupmembership", "yominame", "email1value"}):
        return "google_old"
    if {"firstname", "lastname"} <= keys:
        return _dialect_with_names(keys)
    return "outlook_translated" if _is_translated_outlook(header) else ""


def _dialect_with_names(keys: set[str]) -> str:
    if {"organizationname", "fileas"} <= keys or keys & {"email1value", "phone1value"}:
        return "google"
    if {"primaryemail", "displayname"} <= keys:
        return "thunderbird"
    if "emailaddress" in keys and keys & _OUTLOOK:
        return "outlook"
    if "recordid" in keys and keys & {"email", "contactowner", "createdate"}:
        return "hubspot"
    return ""


def _is_translated_outlook(header: Sequence[str]) -> bool:
    columns = plan_of(header)
    targets = {column.target for column in columns}
    return (
        len(columns) >= _OTHER_LANGUAGE_COLUMNS and {"given", "family", "email", "phone", "street"} <= targets
    )
