"""The form that asks what the columns of a table hold, and how its letters are written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from nexalink.archives.uploads import Status, Table
from nexalink.importers.errors import TableColumn

MEANINGS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Who",
        (
            ("name", "Whole name"), ("given", "First name"), ("middle", "Middle name"), ("family", "Last name"),
            ("nickname", "Nickname"),
        ),
    ),
    (
        "How to reach them",
        (
            ("email", "Mail address"), ("phone", "Phone"), ("mobile_phone", "Mobile phone"), ("work_phone", "Work phone"),
            ("home_phone", "Home phone"), ("profile", "LinkedIn profile"), ("url", "Web site"),
        ),
    ),
    ("Work", (("company", "Employer"), ("title", "Job title"), ("department", "Department"))),
    (
        "Place",
        (
            ("address", "Whole address"), ("street", "Street"), ("postal", "Postcode"), ("city", "City"),
            ("region", "Region"), ("country", "Country"), ("place", "Place"),
        ),
    ),
    (
        "More",
        (("birthday", "Birthday"), ("anniversary", "Anniversary"), ("label", "Labels or groups"), ("note", "Note")),
    ),
)  # fmt: skip
"""What a column may hold, in groups: the importer's word for it, and ours."""
ENCODINGS = {
    "": "Found out by NexaLink",
    "utf-8": "Unicode (UTF-8)",
    "cp1252": "Western European",
    "cp1250": "Central European: Polish, Czech, Hungarian, Croatian …",
    "cp1257": "Baltic",
    "cp1254": "Turkish",
    "cp1251": "Cyrillic (Windows)",
    "koi8-r": "Cyrillic (KOI8)",
    "cp1253": "Greek",
    "cp1255": "Hebrew",
    "cp1256": "Arabic",
    "gb18030": "Chinese, simplified",
    "big5": "Chinese, traditional",
    "cp932": "Japanese",
    "cp949": "Korean",
    "mac-roman": "Western European (old Macintosh)",
}
_KNOWN = {target for _, group in MEANINGS for target, _ in group}
_NUMBER = re.compile(r"_\d+\Z")
_TABLE_READER = "contacts_csv"


@dataclass(frozen=True, slots=True)
class ColumnAsked:
    """A column in the form: its header, its first cells, and what is chosen for it."""

    header: str
    examples: str
    chosen: str


@dataclass(frozen=True, slots=True)
class TableAsked:
    """One table's form; without columns it asks for the encoding alone."""

    name: str
    file: str
    columns: tuple[ColumnAsked, ...]
    encoding: str
    meanings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = MEANINGS
    encodings: tuple[tuple[str, str], ...] = tuple(ENCODINGS.items())


def table_asked(status: Status) -> TableAsked | None:
    """Return the table whose columns nobody knows, if the upload waits for one."""
    return _asked(status.asked, status.tables[status.asked]) if status.state == "columns" else None


def table_read(status: Status, *, name: str, importer: str) -> TableAsked | None:
    """Return the form by which the reading of an address book can be corrected; None for anything else.

    ``name`` is the archive's: the uploaded file's, with more behind it where only a part of it is meant.
    """
    if importer != _TABLE_READER:
        return None
    uploads = (upload for upload in status.names if name == upload or name.startswith(f"{upload} "))
    upload = max(uploads, key=len, default="")
    return _asked(upload, status.tables.get(upload, Table(upload))) if upload else None


def sentence_of(status: Status) -> str:
    """Return why the columns are asked for: at first, and after an answer that names nobody."""
    table = status.tables[status.asked]
    if table.said:
        return "Choose at least one column that tells who somebody is: a name, a mail address, a phone or a profile."
    return f"No program that NexaLink knows writes a table like {table.file}. Say what it holds, and it can be read."


def answer_in(form: QueryDict, status: Status) -> dict[str, dict[str, str]]:
    """Return what a sent form says of one uploaded file, as ``uploads.start`` takes it; empty where it says nothing."""
    name = form.get("table", "")
    if name not in status.names:
        return {}
    columns = status.tables[name].columns if name in status.tables else ()
    said: dict[str, str] = {}
    for place, column in enumerate(columns):
        target = form.get(f"column-{place}", "")
        if target in _KNOWN:
            said[target] = f"{said[target]}|{column.header}" if target in said else column.header
    if (encoding := form.get("encoding", "")) and encoding in ENCODINGS:
        said["encoding"] = encoding
    return {name: said}


def _asked(name: str, table: Table) -> TableAsked:
    columns = tuple(
        ColumnAsked(column.header, " · ".join(column.examples), _chosen(column, table.said))
        for column in table.columns
    )
    return TableAsked(name, table.file, columns, table.said.get("encoding", ""))


def _chosen(column: TableColumn, said: dict[str, str]) -> str:
    """Return what was said of a column; where nothing was said of the table yet, what its header suggests."""
    if said.keys() - {"encoding"}:
        return next(
            (target for target, headers in said.items() if f"|{column.header}|" in f"|{headers}|"), ""
        )
    return _nearest(_NUMBER.sub("", column.target))


def _nearest(target: str, known: Iterable[str] = frozenset(_KNOWN)) -> str:
    plain = target.partition("_")[2]
    return target if target in known else plain if plain in known else ""
