"""The calendars of an archive as sheets of events: whose they are, what their times mean, what each event is."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nexalink.formats.calendar_lines import Line
from nexalink.formats.calendar_text import Component, Fault, read_components
from nexalink.formats.calendar_values import BadValue, parse_duration, parse_moment
from nexalink.formats.containers import Member
from nexalink.formats.handles import email_handle
from nexalink.formats.time_zones import ZoneBook, named_zone
from nexalink.formats.zone_rules import old_zone
from nexalink.importers.calendar.people import Guest, guests, is_place

KEPT = frozenset(
    """
    ATTENDEE DAYLIGHT DTEND DTSTAMP DTSTART DURATION EXDATE EXRULE LAST-MODIFIED METHOD NAME ORGANIZER PRODID RDATE
    RECURRENCE-ID RRULE SEQUENCE STATUS SUMMARY TZ TZID TZOFFSETFROM TZOFFSETTO UID VERSION X-FUNAMBOL-ALLDAY
    X-LIC-LOCATION X-MICROSOFT-CDO-ALLDAYEVENT X-WR-CALNAME X-WR-RELCALID X-WR-TIMEZONE
    """.split()
)
"""The properties that meetings need; descriptions and attachments are never held."""
_PUBLIC_IDS = re.compile(r"#(?:holiday|contacts|weeknum|weather)@|holiday@group\.v\.calendar", re.IGNORECASE)
_PUBLIC_NAMES = re.compile(
    r"(?:public |national |bank |school )?holidays?(?: in .+| of .+)?|.{0,40} holidays|birthdays?|.{0,40}feiertage(?: .+)?"
    r"|geburtstage|jours f[ée]ri[ée]s(?: .+)?|anniversaires|festivos(?: .+)?|d[íi]as festivos(?: .+)?|cumplea[ñn]os"
    r"|feestdagen(?: .+)?|verjaardagen|festivit[àa](?: .+)?|giorni festivi(?: .+)?|compleanni|feriados(?: .+)?"
    r"|anivers[áa]rios|[śs]wi[ęe]ta(?: .+)?|urodziny|праздники(?: .+)?|дни рождения|.{0,20}の?祝日|誕生日",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:\.ical)?\.(?:ics|vcs|ical|icalendar|ifb)\Z", re.IGNORECASE)
_ANSWERING = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
_INVITING = frozenset({"REQUEST", "CANCEL", "ADD", *_ANSWERING})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Start:
    """When something begins: local time without its zone, the zone, and whether it is a whole day."""

    local: datetime
    zone: tzinfo
    whole_day: bool

    def seconds(self) -> int:
        """Return seconds since 1970-01-01 UTC; a time that the clock skips is read with the offset before the gap."""
        return to_seconds(self.local, self.zone)


def to_seconds(local: datetime, zone: tzinfo) -> int:
    """Return a local time as seconds since 1970-01-01 UTC."""
    return int((local.replace(tzinfo=zone) - _EPOCH).total_seconds())


def to_local(seconds: int, zone: tzinfo) -> datetime:
    """Return seconds since 1970-01-01 UTC as local time without a zone."""
    return (_EPOCH + timedelta(seconds=seconds)).astimezone(zone).replace(tzinfo=None)


@dataclass(slots=True)
class Sheet:
    """One calendar of one file. ``floating`` is the zone of times that name none."""

    file: str
    part: Component
    book: ZoneBook
    floating: tzinfo
    events: list["Event"] = field(default_factory=list)
    unknown_zones: dict[str, int] = field(default_factory=dict)
    """Zone names that nobody knows, and the line each was first met in."""

    @property
    def method(self) -> str:
        """The scheduling method in upper case, empty where there is none."""
        return self.part.text("METHOD").upper()

    @property
    def product(self) -> str:
        """The program that wrote the calendar."""
        return self.part.text("PRODID")

    @property
    def invites(self) -> bool:
        """Whether the calendar is a message of an invitation, in which a missing answer is one not given."""
        return self.method in _INVITING

    @property
    def answers(self) -> bool:
        """Whether the calendar is an answer to an invitation, and no record of a meeting."""
        return self.method in _ANSWERING

    @property
    def address(self) -> str:
        """The handle of the person whose calendar this is, as its name or its file's name tells; else empty."""
        stem = PurePosixPath(self.file).name
        for text in (
            self.part.text("X-WR-CALNAME"),
            self.part.text("NAME"),
            _ENDING.sub("", stem),
        ):
            handle = email_handle(text) if "@" in text else None
            if handle and not is_place(handle):
                return handle
        return ""

    @property
    def public(self) -> bool:
        """Whether the calendar holds holidays, birthdays or the like, by its name or its number."""
        names = [self.part.text("X-WR-CALNAME"), self.part.text("NAME"), PurePosixPath(self.file).stem]
        known = [*names, self.part.text("X-WR-RELCALID")]
        return any(map(_PUBLIC_IDS.search, known)) or any(map(_PUBLIC_NAMES.fullmatch, names))

    def start(self, line: Line, *, value: str | None = None, default: tzinfo | None = None) -> Start:
        """Return when a line's value begins; without a zone of its own it is in ``default``, else floating.

        Raises:
            BadValue: the value is no date, or none that can be compared.
        """
        moment = parse_moment(line.value if value is None else value)
        name = line.parameter("TZID")
        zone = moment.zone or (self.book.zone(name) if name else None)
        if zone is None and name:
            self.unknown_zones.setdefault(name, line.number)
        if not 1 < moment.local.year < 9_999:
            raise BadValue(line.value[:60])
        whole_day = moment.whole_day or line.parameter("VALUE").upper() == "DATE"
        return Start(moment.local, zone or default or self.floating, whole_day)


class Event:
    """One VEVENT: a meeting, a series, or one occurrence of a series that is not like the others."""

    def __init__(self, part: Component, sheet: Sheet) -> None:
        self.part = part
        self.sheet = sheet
        self.uid = part.text("UID") or _made_uid(part)
        self.wrong: Fault | None = None
        """Why the start cannot be read."""
        self.start = self._read("DTSTART", None)
        self.original = self._read("RECURRENCE-ID", self.start.zone if self.start else None)
        """The start that this occurrence would have had in its series; None for a series or a single meeting."""
        if self.start is None and self.wrong is None:
            self.start = self.original

    def _read(self, name: str, default: tzinfo | None) -> Start | None:
        line = self.part.first(name)
        if line is None or not line.value.strip():
            return None
        try:
            return self.sheet.start(line, default=default)
        except BadValue as fault:
            word = "start" if name == "DTSTART" else "original start"
            self.wrong = self.wrong or Fault(
                line.number, f"The event's {word} is no date: {fault}.", lost=True
            )
            return None

    @property
    def line(self) -> int:
        """The line in which the event begins."""
        return self.part.number

    @property
    def astray(self) -> bool:
        """Whether the event changes an occurrence of a series, but does not tell which: it stands for itself."""
        return self.original is None and bool(self.part.text("RECURRENCE-ID"))

    @property
    def onward(self) -> bool:
        """Whether this changed occurrence stands for all later ones, too."""
        line = self.part.first("RECURRENCE-ID")
        return line is not None and line.parameter("RANGE").upper() == "THISANDFUTURE"

    @cached_property
    def guests(self) -> tuple[Guest, ...]:
        """The organiser and the attendees, each once."""
        return guests(self.part)

    @property
    def cancelled(self) -> bool:
        """Whether the event was called off."""
        return self.part.text("STATUS").upper() in {"CANCELLED", "CANCELED"} or self.sheet.method == "CANCEL"

    @property
    def sequence(self) -> int:
        """The number of its version, 0 where there is none."""
        text = self.part.text("SEQUENCE")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0

    @property
    def all_day(self) -> bool:
        """Whether the event fills whole days: it says so, or lasts from one midnight to another."""
        if self.start is None:
            return False
        marks = {
            self.part.text(f"X-{mark}").upper() for mark in ("MICROSOFT-CDO-ALLDAYEVENT", "FUNAMBOL-ALLDAY")
        }
        if self.start.whole_day or marks & {"TRUE", "1"}:
            return True
        if self.start.local.time() != datetime.min.time():
            return False
        length = self._length(self.start)
        return length >= timedelta(hours=23, minutes=59) and (
            length + timedelta(minutes=1)
        ) % _DAY <= timedelta(minutes=1)

    def _length(self, start: Start) -> timedelta:
        line = self.part.first("DTEND")
        try:
            if line is not None:
                return self.sheet.start(line, default=start.zone).local - start.local
            return parse_duration(self.part.text("DURATION"))
        except BadValue:
            return timedelta(0)


_DAY = timedelta(days=1)


def _made_uid(part: Component) -> str:
    """Return a name for an event that has none, the same in the next export."""
    told = "\x1f".join(part.text(name) for name in ("DTSTART", "RECURRENCE-ID", "SUMMARY", "ORGANIZER"))
    return "sum:" + hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()


def read_sheets(member: Member, *, zone: str) -> tuple[list[Sheet], list[Fault]]:
    """Return the calendars of a file, and what makes no sense outside its events. ``zone`` is the owner's.

    Events outside any calendar stand in a sheet of their own.

    Raises:
        BadContainer: the file cannot be opened or unpacked.
    """
    with member.open() as stream:
        root = read_components(stream, keep=KEPT)
    book = ZoneBook({part.text("TZID"): part for part in root.named("VTIMEZONE")})
    sheets = []
    for part in _calendars(root):
        sheet = Sheet(member.path, part, book, _floating(part, zone))
        sheet.events = [Event(entry, sheet) for entry in part.named("VEVENT")]
        sheets.append(sheet)
    inside = {fault for part in root.named("VEVENT") for fault in part.all_faults()}
    return sheets, [fault for fault in root.all_faults() if fault not in inside]


def _calendars(root: Component) -> Iterator[Component]:
    loose = Component("", 1, parts=[part for part in root.parts if part.name != "VCALENDAR"])
    yield from (part for part in root.parts if part.name == "VCALENDAR")
    if loose.parts:
        yield loose


def _floating(part: Component, owner_zone: str) -> tzinfo:
    """Return the zone of times that name none: the calendar's, else the owner's."""
    if zone := named_zone(part.text("X-WR-TIMEZONE")):
        return zone
    if part.text("VERSION") == "1.0" and (zone := old_zone(part)):
        return zone
    try:
        return ZoneInfo(owner_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
