"""A card as read: its properties in their order, asked for by name."""

from dataclasses import dataclass
from typing import NamedTuple

from nexalink.formats.vcard_properties import Property


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
