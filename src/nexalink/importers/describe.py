"""Say what a file is that no importer can read, and what to do about it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from nexalink.formats.delimited import decode, guess_layout
from nexalink.importers.errors import TableColumn


class Description(NamedTuple):
    """What the file looks like, as the end of a sentence, and what to do. ``telling`` is False for mere guesses.

    ``table`` is True for a table that could be read if somebody said what its columns hold.
    """

    looks: str
    advice: str
    telling: bool = True
    table: bool = False


_ASK_AGAIN = "Wait for LinkedIn's mail that the data is ready, download the archive again and import the zip."
_SAVE_AGAIN = "The download was a page, not the data: sign in, download again and import what was downloaded."
_CONVERT_PST = (
    "Convert it with readpst (from libpst) to mbox files, or export the mail as mbox, and import those."
)
_AS_CSV = "Open it and save the sheet as CSV (UTF-8), then import that."
_KNOWN = "NexaLink reads LinkedIn exports, mbox, Maildir and .eml mail, .ics calendars, .vcf cards and contacts as CSV."

_MAGIC: tuple[tuple[bytes, Description], ...] = (
    (b"!BDN", Description("is an Outlook mail store (.pst or .ost)", _CONVERT_PST)),
    (b"%PDF", Description("is a PDF", "Look for the same data as CSV, mbox, ICS or vCard.")),
    (b"\x89PNG", Description("is a picture", _KNOWN)),
    (b"\xff\xd8\xff", Description("is a picture", _KNOWN)),
    (b"GIF8", Description("is a picture", _KNOWN)),
    (
        b"SQLite format 3\0",
        Description("is a database file", "Export its contacts or mail as CSV, vCard or mbox."),
    ),
    (b"\x1f\x8b", Description("is packed with gzip", "Unpack it and import what was inside.")),
    (b"7z\xbc\xaf\x27\x1c", Description("is packed with 7-Zip", "Unpack it and import the folder.")),
    (b"PK\x03\x04", Description("is a zip", "Unpack it and import the folder.")),
    (b"Rar!", Description("is packed with RAR", "Unpack it and import the folder.")),
    (b"{\\rtf", Description("is a text document (RTF)", _KNOWN)),
    (
        b"bplist00",
        Description("is an Apple property list", "Export the contacts as vCard or the mail as mbox."),
    ),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_READY = re.compile(
    r"(?:data|archive|download|file)\b.{0,60}\b(?:is|are|was) (?:not (?:yet )?(?:ready|available)|still being prepared)"
    r"|(?:preparing|requested)\b.{0,40}\b(?:archive|data)\b.{0,200}\b(?:e-?mail|ready|24 hours|72 hours)"
    r"|we(?:'|’| wi)ll (?:e-?mail|send you).{0,80}(?:ready|available)",
    re.IGNORECASE | re.DOTALL,
)
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"\s*<(?:\?xml\b|!DOCTYPE\b)", re.IGNORECASE)
_EMLX = re.compile(rb"\s*\d+\s*\n(?:[A-Za-z-]+: .*\n)")


def describe(head: bytes, filename: str) -> Description:
    """Return what a file of this beginning and name looks like; the first test that fits speaks.

    >>> describe(b"", "Connections.csv").looks
    'is empty'
    """
    if not head.strip(b"\0 \t\r\n"):
        return Description("is empty", "Download or export it again.")
    for test in (_office, _magic, _page_or_notice, _mail_file, _own_export, _table):
        if description := test(head, filename.lower()):
            return description
    if b"\0" in head[:4096] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Description("is no text and of no kind that NexaLink knows", _KNOWN, telling=False)
    return Description("is text that holds no mail, calendar, cards or contacts", _KNOWN, telling=False)


def _magic(head: bytes, _name: str) -> Description | None:
    return next((description for magic, description in _MAGIC if head.startswith(magic)), None)


def _office(head: bytes, name: str) -> Description | None:
    if head.startswith(b"PK") and name.endswith((".xlsx", ".xlsm", ".ods", ".numbers")):
        return Description("is a spreadsheet", _AS_CSV)
    if head.startswith(b"PK") and name.endswith((".docx", ".odt", ".pptx", ".pages")):
        return Description("is a document", _KNOWN)
    if head.startswith(_OLE2):
        if name.endswith((".xls", ".xlt")):
            return Description("is a spreadsheet", _AS_CSV)
        return Description(
            "is an Outlook message (.msg) or an old Office file",
            "Save messages from Outlook as .eml, or move them to a mail program that exports mbox.",
        )
    return None


def _page_or_notice(head: bytes, name: str) -> Description | None:
    text = decode(head[:16_384])
    if _NOT_READY.search(text):
        return Description("is only LinkedIn's notice that the data is not ready yet", _ASK_AGAIN)
    if _HTML.match(text.lstrip("\ufeff")):
        kind = "is a web page that was saved as .csv" if name.endswith(".csv") else "is a web page"
        return Description(kind, _SAVE_AGAIN)
    if _XML.match(text):
        return Description("is an XML file", _KNOWN)
    return None


def _mail_file(head: bytes, name: str) -> Description | None:
    if name.endswith(".emlx") or _EMLX.match(head[:400]):
        return Description(
            "is a message of Apple Mail (.emlx)",
            "In Mail choose Mailbox › Export Mailbox and import the .mbox folder that it writes.",
        )
    return None


def _own_export(head: bytes, name: str) -> Description | None:
    if name.rsplit("/", 1)[-1] == "manifest.json" and b"nexalink" in head[:4096].lower():
        return Description(
            "is part of NexaLink's own complete export",
            "Import the whole zip that `nexalink export` wrote, into an empty data folder.",
        )
    return None


def _table(head: bytes, name: str) -> Description | None:
    layout = guess_layout(head)
    if layout is None and not name.endswith((".csv", ".tsv")):
        return None
    if layout is None:
        return Description(
            "is called a table but holds none that can be read", "Export it again as CSV (UTF-8)."
        )
    columns = ", ".join(f"“{cell}”" for cell in layout.header[:6] if cell)
    more = " …" if len(layout.header) > 6 else ""
    return Description(
        f"is a table with the columns {columns}{more}, which no known program writes",
        "Say which column holds what with --map, for example --map name='Full name' --map email='E-mail'.",
        table=True,
    )


def with_mapping(description: Description, columns: Iterable[TableColumn]) -> Description:
    """Return the description of an unknown table with the mapping that its column names suggest."""
    pairs = [f"--map {column.target}='{column.header}'" for column in columns if column.target]
    if not pairs:
        return description
    return description._replace(advice=f"Say which column holds what, for example: {' '.join(pairs[:4])}.")
