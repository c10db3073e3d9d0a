"""Cards as text: vCard 3.0 and 4.0, folded, with what nobody knows as it came in."""

import re
from collections.abc import Iterator
from typing import Literal

from nexalink.formats.partial_dates import partial_date
from nexalink.formats.vcard_card import Card
from nexalink.formats.vcard_properties import MEDIA, Parameters, Property, write_property

Version = Literal["3.0", "4.0"]

LINE_OCTETS = 75
STRUCTURE = frozenset({"BEGIN", "END", "VERSION"})
"""Lines that every card has and no card keeps as a property."""

_DAYS = frozenset({"BDAY", "ANNIVERSARY"})
_DATA_URI = re.compile(r"data:([\w.+/-]*)(?:;[\w=-]+)*?;base64\\?,", re.IGNORECASE)


def write_card(card: Card, version: Version = "4.0") -> str:
    """Return the card as text of that version, with CRLF and lines of at most 75 octets.

    Properties nobody knows go out as they came in. FN (and N, for 3.0) is made from what there is where it is missing.
    Dates without a year, preferences and embedded photos are written the way the version wants them.

    Raises:
        ValueError: a property's name or group could not be read back.
    """
    own = (prop for prop in card.properties if prop.name not in STRUCTURE)
    properties = [*_missing_names(card, version), *own]
    lines = ["BEGIN:VCARD", f"VERSION:{version}"]
    lines += [write_property(_for_version(prop, version)) for prop in properties]
    return "".join(map(_folded, [*lines, "END:VCARD"]))


def _missing_names(card: Card, version: Version) -> Iterator[Property]:
    if not card.first("FN"):
        name = card.first("N")
        family, given, *_ = (*name.components, "", "") if name else ("", "")
        words = (
            f"{given} {family}".strip()
            or card.text("NICKNAME", "ORG", "EMAIL", "TEL").replace(";", " ").strip()
        )
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


def _written_day(day: str, params: Parameters, version: Version) -> tuple[str, Parameters]:
    params = tuple(pair for pair in params if pair[0] not in ("X-APPLE-OMIT-YEAR", "VALUE"))
    if version == "4.0":
        return (f"--{day[2:].replace('-', '')}" if day.startswith("--") else day.replace("-", "")), params
    if day.startswith("--"):
        return f"1604-{day[2:]}", (("X-APPLE-OMIT-YEAR", ("1604",)), *params)
    return day, params


def _preferences(params: Parameters, version: Version) -> Parameters:
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


def _written_media(prop: Property, params: Parameters, version: Version) -> tuple[str, Parameters]:
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
