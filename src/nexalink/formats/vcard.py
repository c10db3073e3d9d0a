"""vCard 2.1, 3.0 and 4.0, read and written: address books as they are found, lazily and without losing a card."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal, NamedTuple

from nexalink.formats.partial_dates import partial_date
from nexalink.formats.vcard_lines import LONGEST_PROPERTY, Line, property_lines
from nexalink.formats.vcard_properties import MEDIA, Property, decode, escape, read_property, write_property

__all__ = ["Card", "CardTrouble", "Property", "read_cards", "write_card"]

Version = Literal["3.0", "4.0"]

LINE_OCTETS = 75
MOST_PROPERTIES = 10_000

_BEGIN = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD\s*\Z", re.IGNORECASE)
_END = re.compile(rb"\s*END[ \t]*:[ \t]*VCARD\s*\Z", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"
_RUNS_ON = frozenset({"NOTE", "LABEL", "ADR", "ORG", "TITLE", "ROLE", "FN", "X-ABADR"})
"""Properties whose further lines some writers leave bare."""
_PROSE = re.compile(rb"[A-Za-z]*[a-z][A-Za-z-]*:")
_WRITTEN_BY_US = frozenset({"BEGIN", "END", "VERSION"})
_DAYS = frozenset({"BDAY", "ANNIVERSARY"})
_DATA_URI = re.compile(r"data:([\w.+/-]*)(?:;[\w=-]+)*?;base64\\?,", re.IGNORECASE)


class CardTrouble(NamedTuple):
    """Something of a card file that could not be read; ``counts`` where a whole card was lost with it."""

    line: int
    message: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its version as written, its properties in their order without VERSION, and where it stands.

    ``complete`` is False where the file goes on or ends without this card's END. ``left_out`` names properties whose
    binary value (a photo) was not kept, or that were too long.
    """

    version: str
    properties: tuple[Property, ...]
    line: int = 0
    complete: bool = True
    left_out: tuple[str, ...] = ()

    def all(self, *names: str) -> tuple[Property, ...]:
        """Return the properties of these names, the preferred first, else in their order."""
        found = [prop for prop in self.properties if prop.name in names]
        return tuple(sorted(found, key=_preference) if found[1:] else found)

    def first(self, *names: str) -> Property | None:
        """Return the preferred property of these names whose value is not blank, or None."""
        return next((prop for prop in self.all(*names) if prop.value.strip("; ")), None)

    def text(self, *names: str) -> str:
        """Return the text of the preferred property of these names, or an empty one."""
        found = self.first(*names)
        return found.text.strip() if found else ""

    def label(self, prop: Property) -> str:
        """Return what the card calls ``prop`` (Apple's ``item1.X-ABLabel``), Apple's brackets taken off."""
        if not prop.group:
            return ""
        group = prop.group.lower()
        labels = (
            other for other in self.properties if other.name == "X-ABLABEL" and other.group.lower() == group
        )
        label = next((other.text.strip() for other in labels), "")
        return label.removeprefix("_$!<").removesuffix(">!$_")


def _preference(prop: Property) -> int:
    return prop.preference


def read_cards(
    stream: BinaryIO, *, keep_binary: bool = False, limit: int = LONGEST_PROPERTY
) -> Iterator[Card | CardTrouble]:
    """Yield every card of ``stream`` in its order, lazily, and what could not be read.

    A card without END ends where the next begins. A card inside AGENT belongs to its card. Photos, logos, sounds and
    keys are left out unless ``keep_binary``; a property beyond ``limit`` octets is left out always. A file without any
    card gives one counting trouble.
    """
    reading = _Reading(keep_binary=keep_binary)
    for line in property_lines(stream, limit=limit):
        yield from reading.take(line)
    yield from reading.end()


class _Reading:
    """The card being read and what stands outside of cards."""

    def __init__(self, *, keep_binary: bool) -> None:
        self._keep_binary = keep_binary
        self._any = False
        self._stray = 0
        self._begin()

    def _begin(self, line: int = 0) -> None:
        self._line = line
        self._properties: list[Property] = []
        self._left_out: list[str] = []
        self._agent: list[str] = []
        self._depth = 0
        self._troubles: list[CardTrouble] = []

    def take(self, line: Line) -> Iterator[Card | CardTrouble]:
        """Take one joined line; yield what it completes."""
        data = line.data.removeprefix(_BOM).removesuffix(_BOM)  # files put together keep theirs
        if self._depth:
            self._take_agent(data)
        elif _BEGIN.match(data):
            if self._line and self._awaits_agent():
                self._depth, self._agent = 1, ["BEGIN:VCARD"]
                return
            yield from self._finish(complete=False)
            self._stray = 0
            self._begin(line.number)
        elif _END.match(data):
            yield from self._finish(complete=True) if self._line else self._lost(line.number)
        elif self._line:
            self._take_property(line, data)
        else:
            self._stray = self._stray or line.number

    def end(self) -> Iterator[Card | CardTrouble]:
        """Yield the card that the end of the file cuts off, or the trouble that there was none."""
        if self._depth:
            self._close_agent()
        yield from self._finish(complete=False)
        if not self._any:
            yield CardTrouble(1, "No card was found in this file: give a vCard (.vcf) file.", counts=True)
        elif self._stray:
            yield CardTrouble(self._stray, "The lines from here on belong to no card and were left out.")

    def _lost(self, line: int) -> Iterator[CardTrouble]:
        yield CardTrouble(
            self._stray or line,
            "A card without its BEGIN line could not be read: export it again.",
            counts=True,
        )
        self._any, self._stray = True, 0

    def _finish(self, *, complete: bool) -> Iterator[Card | CardTrouble]:
        if not self._line:
            return
        self._any = True
        line, troubles = self._line, self._troubles
        version = next((prop.value for prop in self._properties if prop.name == "VERSION"), "")
        properties = tuple(prop for prop in self._properties if prop.name not in _WRITTEN_BY_US)
        yield Card(version, properties, line, complete, tuple(self._left_out))
        if not complete:
            yield CardTrouble(line, "The card that begins here has no end; what it holds was read.")
        yield from troubles
        self._begin()

    def _awaits_agent(self) -> bool:
        return (
            bool(self._properties) and self._properties[-1].name == "AGENT" and not self._properties[-1].value
        )

    def _take_agent(self, data: bytes) -> None:
        self._agent.append(decode(data).strip())
        self._depth += bool(_BEGIN.match(data)) - bool(_END.match(data))
        if not self._depth or len(self._agent) > MOST_PROPERTIES:
            self._close_agent()

    def _close_agent(self) -> None:
        agent = self._properties[-1]
        self._properties[-1] = Property("AGENT", escape("\n".join(self._agent)), agent.params, agent.group)
        self._depth = 0

    def _take_property(self, line: Line, data: bytes) -> None:
        prop = None if self._runs_on(data) else read_property(data)
        if prop is None:
            self._take_bare(line, data)
        elif line.cut and prop.name not in MEDIA:
            self._left_out.append(prop.name)
            self._troubles.append(CardTrouble(line.number, f"A {prop.name} far too long was left out."))
        elif line.cut or (not self._keep_binary and _is_binary(prop)):
            self._left_out.append(prop.name)
        elif len(self._properties) < MOST_PROPERTIES:
            if prop.name == "AGENT" and prop.value.strip().upper() == "BEGIN:VCARD":
                prop = Property("AGENT", "", prop.params, prop.group)
                self._depth, self._agent = 1, ["BEGIN:VCARD"]
            self._properties.append(prop)
        elif "…" not in self._left_out:
            self._left_out.append("…")
            self._troubles.append(
                CardTrouble(line.number, "A card with over 10,000 lines was read only so far.")
            )

    def _runs_on(self, data: bytes) -> bool:
        """Tell whether a line with a colon is prose that runs on from a note (``See also: …``), not a property."""
        return (
            bool(self._properties)
            and self._properties[-1].name == "NOTE"
            and bool(_PROSE.match(data))
            and (data.partition(b":")[0].upper() not in _LOWER_CASE_NAMES)
        )

    def _take_bare(self, line: Line, data: bytes) -> None:
        last = self._properties[-1] if self._properties else None
        if last is None or last.name not in _RUNS_ON or line.cut:
            self._troubles.append(CardTrouble(line.number, "A line that is no property was left out."))
            return
        value = f"{last.value}\\n{escape(decode(data).strip())}"
        self._properties[-1] = Property(last.name, value, last.params, last.group)


_LOWER_CASE_NAMES = frozenset(
    b"VERSION FN N TEL EMAIL ORG TITLE ROLE ADR LABEL BDAY NOTE URL UID REV PHOTO CATEGORIES NICKNAME KIND GENDER "
    b"ANNIVERSARY IMPP RELATED MEMBER GEO TZ LANG KEY LOGO SOUND AGENT MAILER PRODID SOURCE NAME CLASS PROFILE".split()
)


def _is_binary(prop: Property) -> bool:
    if prop.name not in MEDIA and not prop.name.startswith("X-"):
        return False
    return "B" in prop.param("ENCODING") or prop.value[:5].lower() == "data:"


def write_card(card: Card, version: Version = "4.0") -> str:
    """Return the card as text of that version, with CRLF and lines of at most 75 octets.

    Properties nobody knows go out as they came in. FN (and N, for 3.0) is made from what there is where it is missing.
    Dates without a year, preferences and embedded photos are written the way the version wants them.

    Raises:
        ValueError: a property's name or group could not be read back.
    """
    own = (prop for prop in card.properties if prop.name not in _WRITTEN_BY_US)
    properties = [*_missing_names(card, version), *own]
    lines = ["BEGIN:VCARD", f"VERSION:{version}"]
    lines += [write_property(_for_version(prop, version)) for prop in properties]
    return "".join(map(_folded, [*lines, "END:VCARD"]))


def _missing_names(card: Card, version: Version) -> Iterator[Property]:
    if not card.first("FN"):
        name = card.first("N")
        family, given, *_ = (*name.components, "", "") if name else ("", "")
        words = f"{given} {family}".strip() or card.text("NICKNAME", "ORG", "EMAIL", "TEL").replace(";", " ").strip()
        yield Property.of_text("FN", words or "?")
    if version == "3.0" and not any(prop.name == "N" for prop in card.properties):
        yield Property("N", ";;;;")


def _for_version(prop: Property, version: Version) -> Property:
    params = _preferences(prop.params, version)
    value = prop.value
    if prop.name in _DAYS:
        omitted = next(iter(prop.param("X-APPLE-OMIT-YEAR")), "")
        if day := partial_date(prop.text, omitted_year=omitted) if len(prop.text) <= 10 else "":
            value, params = _written_day(day, params, version)
    elif prop.name in MEDIA:
        value, params = _written_media(prop, params, version)
    return Property(prop.name, value, params, prop.group)


_Pairs = tuple[tuple[str, tuple[str, ...]], ...]


def _written_day(day: str, params: _Pairs, version: Version) -> tuple[str, _Pairs]:
    params = tuple(pair for pair in params if pair[0] not in ("X-APPLE-OMIT-YEAR", "VALUE"))
    if version == "4.0":
        return (f"--{day[2:].replace('-', '')}" if day.startswith("--") else day.replace("-", "")), params
    if day.startswith("--"):
        return f"1604-{day[2:]}", (("X-APPLE-OMIT-YEAR", ("1604",)), *params)
    return day, params


def _preferences(params: _Pairs, version: Version) -> _Pairs:
    """Return ``TYPE=pref`` as ``PREF=1`` for 4.0, and ``PREF=1`` as ``TYPE=pref`` for 3.0."""
    if version == "3.0":
        return tuple(("TYPE", ("pref",)) if pair == ("PREF", ("1",)) else pair for pair in params)
    kept: list[tuple[str, tuple[str, ...]]] = []
    for key, values in params:
        others = tuple(value for value in values if key != "TYPE" or value.lower() != "pref")
        if others:
            kept.append((key, others))
        if len(others) < len(values) and not any(name == "PREF" for name, _ in (*params, *kept)):
            kept.append(("PREF", ("1",)))
    return tuple(kept)


def _written_media(prop: Property, params: _Pairs, version: Version) -> tuple[str, _Pairs]:
    embedded = "B" in prop.param("ENCODING")
    kind = next((value for value in prop.param("TYPE") if value.isalnum()), "")
    if version == "4.0" and embedded:
        params = tuple(pair for pair in params if pair[0] not in ("ENCODING", "TYPE", "VALUE"))
        whole = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio", "KEY": "application"}[prop.name]
        return f"data:{whole}/{kind.lower() or 'octet-stream'};base64,{prop.value}", params
    if version == "3.0" and (found := _DATA_URI.match(prop.value)):
        params = tuple(pair for pair in params if pair[0] not in ("ENCODING", "TYPE", "VALUE", "MEDIATYPE"))
        kind = found[1].rpartition("/")[2].upper() or "OCTET-STREAM"
        return prop.value[found.end() :], (("ENCODING", ("b",)), ("TYPE", (kind,)), *params)
    return prop.value, tuple(
        (key, tuple(value.lower() for value in values) if key == "ENCODING" else values)
        for key, values in params
    )


def _folded(line: str) -> str:
    r"""Return the line with its end, in pieces of at most 75 octets that no character is divided between.

    >>> [len(piece.encode()) for piece in _folded("NOTE:" + "é" * 60).split("\r\n")]
    [75, 51, 0]
    """
    octets = line.encode("utf-8", "replace")
    if len(octets) <= LINE_OCTETS:
        return f"{line}\r\n" if octets.isascii() else f"{octets.decode()}\r\n"
    pieces, start, room = [], 0, LINE_OCTETS
    while start < len(octets):
        stop = min(start + room, len(octets))
        while stop < len(octets) and octets[stop] & 0xC0 == 0x80:
            stop -= 1
        pieces.append(octets[start:stop].decode())
        start, room = stop, LINE_OCTETS - 1
    return "\r\n ".join(pieces) + "\r\n"
