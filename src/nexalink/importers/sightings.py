"""What an importer says it saw: one plain tuple per row, never a database object.

Named tuples rather than dataclasses because an archive holds hundreds of thousands of rows and a tuple costs
a fifth of a frozen dataclass to make.

**Handles** are URIs in one canonical spelling, made by ``nexalink.formats.handles``: ``mailto:ana@example.com``,
``tel:+14155550123``, ``https://www.linkedin.com/in/slug`` (decoded). An archive without profile URLs may join its
own rows by a full name that is unique in it: then ``linkedin-name:<folded name>`` stands in for the URL.

**Accounting**: every row of every file an importer understands gives exactly one item whose ``counts_row`` is
true (items without that field always count). Rows are CSV records, messages, events, cards.
"""

from datetime import date
from typing import NamedTuple


class Skipped(NamedTuple):
    """A row that was understood and left out on purpose, with the reason.

    Reasons: ghost, draft, sponsored, robot, spam, automated, list, duplicate, self, no_person, future, declined,
    cancelled, deleted_member, group_card, room, all_day, not_attended, unconfirmed, undated.
    """

    file: str
    line: int
    reason: str


class Trouble(NamedTuple):
    """A row that could not be read: file, line (from 1; 0 where the whole file is meant), one sentence."""

    file: str
    line: int
    message: str
    counts_row: bool = True


class OwnerSeen(NamedTuple):
    """Evidence about the owner: a handle, the name, or a fact.

    ``kind``: profile, email, phone, name, position, education, skill, headline, industry, place, zone.
    ``sure`` is True where the source itself says so (LinkedIn's own address list, coverage of all conversations);
    False for a candidate, of which ``share`` (0 … 1) says how much of the archive it covers.
    """

    file: str
    line: int
    kind: str
    value: str
    sure: bool = True
    share: float = 1.0
    title: str = ""
    started: str = ""
    finished: str = ""
    counts_row: bool = True


class PersonSeen(NamedTuple):
    """A record about one person: a connection, a contact, a card.

    ``kind``: connection, contact (address books) or card. ``positions`` holds further (company, title, started,
    finished) beside the current ``company`` and ``title``. ``facts`` holds (name, value) pairs that have no field of
    their own: birthday (``YYYY-MM-DD`` or ``--MM-DD``), place, nickname, department, url, anniversary, related,
    photo (a data reference is not kept), ``x-…`` properties kept for a round trip. ``labels`` become tags.
    ``shared_hint`` is True where the record is an office, group or organisation card: never a person.
    """

    file: str
    line: int
    source_key: str
    kind: str
    name: str
    given: str = ""
    family: str = ""
    handles: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    connected_on: date | None = None
    is_connection: bool = False
    positions: tuple[tuple[str, str, str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()
    note: str = ""
    all_names: tuple[str, ...] = ()


class InteractionSeen(NamedTuple):
    """One message, mail or meeting between the owner and ``people``.

    ``people`` are (handle, display name) of everybody besides the owner whom it counts for: the recipients of an
    outgoing message, the sender of an incoming one, the attendees of a meeting. ``size`` counts all people besides
    the owner who took part. ``at`` is in seconds since 1970-01-01 UTC. ``kind``: message, group, mail, list, meeting.
    ``direction``: in, out, mutual. ``source_key`` is stable between exports and unique within the importer's source.
    ``text`` is empty unless the source's text may be kept. ``counts_row`` is False for the second and later
    occurrences of one recurring event.
    """

    file: str
    line: int
    source_key: str
    at: int
    kind: str
    direction: str
    people: tuple[tuple[str, str], ...]
    size: int = 1
    thread: str = ""
    subject: str = ""
    text: str = ""
    invitation_note: bool = False
    counts_row: bool = True


class RequestSeen(NamedTuple):
    """A connection request. ``direction`` in or out; ``sent_at`` in seconds UTC; ``message`` its note, if any.

    The note is not yielded as an interaction: it reappears in the messages, dated at acceptance.
    """

    file: str
    line: int
    source_key: str
    direction: str
    handle: str
    name: str
    sent_at: int
    message: str = ""


class ExchangeSeen(NamedTuple):
    """Value given or received that the source records: endorsements and recommendations.

    ``handle`` may be empty where the source gives only a name (then ``company`` helps to tell who).
    """

    file: str
    line: int
    source_key: str
    direction: str
    kind: str
    handle: str
    name: str
    at: int
    company: str = ""
    note: str = ""


class NoteSeen(NamedTuple):
    """The owner's own note on a person, kept by the source."""

    file: str
    line: int
    source_key: str
    handle: str
    name: str
    text: str
    at: int


Sighting = OwnerSeen | PersonSeen | InteractionSeen | RequestSeen | ExchangeSeen | NoteSeen
Item = Sighting | Skipped | Trouble
