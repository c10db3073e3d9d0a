"""The files of a LinkedIn export: told by their header row, in any era, and read row by row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from nexalink.formats.containers import Member
from nexalink.formats.delimited import Flaw, Layout, column_key, find_layout, records
from nexalink.importers.sightings import Trouble
from nexalink.kernel.errors import NexaLinkError

ROBOTS = "robots"
SUFFIXES = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Kind:
    """One file of the export: the columns that it always has, compared by ``column_key``.

    ``exact`` kinds have so few or so common columns that another program's table could have them too: they are taken
    only with no further column but ``more``, or under LinkedIn's own file name. ``named`` kinds only under that name.
    """

    name: str
    columns: frozenset[str]
    file: str = ""
    exact: bool = False
    named: bool = False
    more: frozenset[str] = frozenset()

    def fits(self, keys: frozenset[str], stem: str) -> bool:
        """Tell whether a header row with these columns, in a file of this stem, begins this file."""
        if not self.columns <= keys:
            return False
        own_name = bool(self.file) and stem.startswith(self.file)
        if self.named:
            return own_name
        return own_name or not self.exact or keys <= self.columns | self.more


def _kind(name: str, columns: str, *, file: str = "", style: str = "", more: str = "") -> Kind:
    keys = frozenset(columns.split())
    return Kind(name, keys, file, style == "exact", style == "named", frozenset(more.split()))


_NAMELESS = partial(_kind, "activity")

KINDS = (
    _kind("profile", "firstname lastname headline summary industry"),
    _kind("positions", "companyname title startedon finishedon"),
    _kind("education", "schoolname startdate enddate degreename"),
    _kind("skills", "name", file="skills", style="named"),
    _kind("emails", "emailaddress confirmed primary updatedon"),
    _kind("phones", "number extension iswhatsappnumber"),
    _kind("phones", "extension number type", file="phonenumbers", style="exact"),
    _kind("connections", "firstname lastname connectedon"),
    _kind("invitations", "from to sentat direction"),
    _kind("messages", "conversationid from to date content"),
    _kind("messages", "from to date subject content direction folder"),
    _kind(
        "endorsements received",
        "endorsementdate skillname endorserfirstname endorserlastname endorsementstatus",
    ),
    _kind(
        "endorsements given", "endorsementdate skillname endorseefirstname endorseelastname endorsementstatus"
    ),
    _kind("recommendations", "firstname lastname company jobtitle text creationdate status"),
    _kind("notes", "connectionfirstname connectionlastname note"),
    _kind("contacts", "source firstname lastname companies emails phonenumbers createdat profiles"),
    _kind("contacts", "firstname lastname companies emailaddress phonenumbers createdat bookmarkedat"),
    _kind("contacts", "firstname lastname emails phonenumbers createdat updatedat thirdpartyverified"),
    _NAMELESS("date type link", file="reactions", style="exact"),
    _NAMELESS("date link message", file="comments", style="exact"),
    _NAMELESS("date link optiontext", file="votes", style="exact"),
    _NAMELESS("date status fullname", file="memberfollows", style="exact"),
    _NAMELESS("date sharelink sharecommentary"),
    _NAMELESS("saveditem createdtime", file="saveditems", style="exact"),
    _NAMELESS("organization followedon", file="companyfollows", style="exact"),
    _NAMELESS("eventname eventtime status externalurl", file="events", style="exact"),
    _NAMELESS("hashtag createdtime lastmodifiedtime state"),
    _NAMELESS("contenttitle contentdescription contenttype contentlastwatcheddateifviewed"),
    _NAMELESS("registeredat registrationip subscriptiontypes"),
    _NAMELESS("name url authority startedon finishedon licensenumber"),
    _NAMELESS("name proficiency", file="languages", style="named"),
)
"""In the order in which they are read: who the owner is, who is connected, who was asked, then what was said."""

ORDER = (*dict.fromkeys(kind.name for kind in KINDS), ROBOTS)

_COPY = re.compile(r"[\s_-]*\(\d+\)$|_\d+$")
_ROBOT_FILES = ("guidemessages", "coachmessages", "learningcoach", "learningroleplay")
_PREAMBLE = ("notes:", "when exporting your connection data")
Cells = dict[str, str]


def stem_of(path: str) -> str:
    """Return a file's name for comparing: no folder, suffix, copy number, case, spaces or underscores.

    >>> stem_of("x/Comments_123456.csv"), stem_of("Endorsement_Received Info (1).CSV")
    ('comments', 'endorsementreceivedinfo')
    """
    name = path.rsplit("/", 1)[-1]
    name = name.rsplit(".", 1)[0] if "." in name else name
    while (shorter := _COPY.sub("", name)) != name:
        name = shorter
    return column_key(name)


def kind_of(cells: Iterable[str], stem: str) -> str:
    """Return which file of the export a header row begins, or the empty string."""
    keys = frozenset(filter(None, map(column_key, cells)))
    for kind in KINDS:
        if kind.fits(keys, stem):
            return ROBOTS if kind.name == "messages" and stem.startswith(_ROBOT_FILES) else kind.name
    return ""


@dataclass(frozen=True, slots=True)
class Table:
    """One recognised file: its kind, and where and how to read it."""

    kind: str
    member: Member
    layout: Layout
    stem: str
    keys: tuple[str, ...] = field(default=())

    @property
    def file(self) -> str:
        """Return the file's path inside the archive, as accounts and troubles name it."""
        return self.member.path


def layout_of(head: bytes, path: str) -> Layout | None:
    """Return how the file is written if it is a LinkedIn file, else None."""
    if not path.lower().endswith(SUFFIXES):
        return None
    stem = stem_of(path)
    return find_layout(head, lambda cells: len(cells) > 0 and bool(kind_of(cells, stem)))


def table_of(member: Member) -> Table | None:
    """Return the member as a table of the export, or None where it is none."""
    layout = layout_of(member.head(), member.path)
    if layout is None:
        return None
    stem = stem_of(member.path)
    keys = tuple(map(column_key, layout.header))
    return Table(kind_of(layout.header, stem), member, layout, stem, keys)


def tables_of(members: Iterable[Member]) -> list[Table]:
    """Return the recognised tables in the order in which they are to be read."""
    found = [table for member in members if (table := table_of(member))]
    return sorted(found, key=lambda table: (ORDER.index(table.kind), table.file))


def rows(table: Table) -> Iterator[tuple[int, Cells] | Trouble]:
    """Yield each row as its line and a mapping from column key to text; what cannot be a row is a ``Trouble``.

    A header inside the file, where somebody joined two exports, sets the columns anew and is no row.
    """
    keys = table.keys
    for line, row in safe_records(table):
        if isinstance(row, Flaw):
            yield Trouble(table.file, line, row.message, row.row_lost)
        elif row[0] and column_key(row[0]) == keys[0] and kind_of(row, table.stem) == table.kind:
            keys = tuple(map(column_key, row))
        elif (fitted := fit(row, len(keys))) is not None:
            yield line, dict(zip(keys, fitted, strict=True))
        elif not is_preamble(row):
            yield Trouble(table.file, line, wrong_width(row, len(keys)))


def safe_records(table: Table) -> Iterator[tuple[int, list[str] | Flaw]]:
    """Yield the records of a table; a member that cannot be unpacked to its end is a flaw, not the end of all."""
    try:
        yield from records(table.member.open, table.layout)
    except NexaLinkError as fault:
        yield 0, Flaw(str(fault), row_lost=False)


def fit(row: list[str], width: int) -> list[str] | None:
    """Return the row with as many cells as the header, or None where it has others.

    Further blank cells go; spreadsheets add them.
    """
    if len(row) == width:
        return row
    if len(row) > width and not any(row[width:]):
        return row[:width]
    return None


def is_preamble(row: list[str]) -> bool:
    """Tell whether a row belongs to the notice above a header, met again where two exports were joined."""
    return row[0].strip().lower().startswith(_PREAMBLE)


def wrong_width(row: list[str], width: int) -> str:
    """Return the sentence for a row with the wrong number of cells."""
    return f"This row has {len(row)} cells where the header has {width}; it was left out."
