"""vCard 2.1, 3.0 and 4.0, read and written: address books as they are found, lazily and without losing a card."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from nexalink.formats.vcard_card import Card, CardTrouble
from nexalink.formats.vcard_lines import LONGEST_PROPERTY, Line, property_lines
from nexalink.formats.vcard_properties import MEDIA, Property, decode, escape, read_property
from nexalink.formats.vcard_writing import STRUCTURE, Version, write_card

__all__ = ["Card", "CardTrouble", "Property", "Version", "read_cards", "write_card"]

MOST_PROPERTIES = 10_000

_BEGIN = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD\s*\Z", re.IGNORECASE)
_END = re.compile(rb"\s*END[ \t]*:[ \t]*VCARD\s*\Z", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"
_RUNS_ON = frozenset({"NOTE", "LABEL", "ADR", "ORG", "TITLE", "ROLE", "FN", "X-ABADR"})
"""Properties whose further lines some writers leave bare."""
_PROSE = re.compile(rb"[A-Za-z]*[a-z][A-Za-z-]*:")


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
        properties = tuple(prop for prop in self._properties if prop.name not in STRUCTURE)
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
