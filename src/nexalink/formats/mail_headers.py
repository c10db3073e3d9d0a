"""The headers of a mail that NexaLink needs: who, when, which thread, and whether a machine wrote it.

Ordinary headers take a fast path; everything odd (encoded words, groups, comments, broken dates) goes through the
standard library, so that both give the same fields.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_tz
from functools import lru_cache

_LONGEST_VALUE = 200_000
_MOST_ADDRESSES = 5_000
_FIELDS = re.compile(rb"\n(?![ \t])")
"""Parts fields; a folded line stays with its own."""
_SPACES = (b" ", b"\t")
_MOST_SPELLINGS = 4_096
_LONGEST_NAME = 80
_UNFOLD = re.compile(r"[ \t]*\r?\n[ \t]+")
_PLAIN_ADDRESS = re.compile(
    r'^[ \t]*(?:"([^"\\<>@]*)"|([^"<>@,;:()\[\]\\=]*?))[ \t]*<([^\s<>@,;:()\[\]"\\]+@[^\s<>@,;:()\[\]"\\]+)>[ \t]*$'
)
_BARE_ADDRESS = re.compile(r'^[ \t]*([^\s<>@,;:()\[\]"\\]+@[^\s<>@,;:()\[\]"\\]+)[ \t]*$')
_ONE_OF_SEVERAL = re.compile(
    r' ?(?:(?:"([^"\\<>@\']*)"|([^"<>@,;:()\[\]\\=\']*?)) ?<([^\s<>@,;:()\[\]"\\\']+@[^\s<>@,;:()\[\]"\\\']+)>|'
    r'([^\s<>@,;:()\[\]"\\\']+@[^\s<>@,;:()\[\]"\\\']+)) ?(?:,|$)'
)
_PLAIN_DATE = re.compile(
    r"^[ \t]*(?:[A-Z][a-z]{2},[ \t]+)?(\d{1,2} [A-Z][a-z]{2} \d{4}) (\d{2}):(\d{2})(?::(\d{2}))? ([+-])(\d{2})(\d{2})"
    r"(?:[ \t]+\([A-Za-z ]{1,40}\))?[ \t]*$"
)
_COMMENT = re.compile(r"\([^()]*\)")
_MONTHS = {
    name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
_MILITARY = {
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", 1)},
    "Z": 0,
}
"""RFC 822's one-letter zones as meant (RFC 1123 §5.2.14: its signs were printed wrong; east is A … M)."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Address = tuple[str, str]


class FieldNames(dict[bytes, str | None]):
    """Which fields are wanted, by every spelling met so far: looking one up again costs no change of case.

    ``wanted`` maps lower-case field names to the keys of the result; a field that is not wanted maps to None.
    """

    def __init__(self, wanted: Mapping[bytes, str]) -> None:
        super().__init__(wanted)
        self._wanted = wanted

    def __missing__(self, name: bytes) -> str | None:
        key = self._wanted.get(name.rstrip(b" \t").lower())
        if len(self) < _MOST_SPELLINGS and len(name) < _LONGEST_NAME:
            self[name] = key
        return key


def header_fields(block: bytes, wanted: "Mapping[bytes, str] | FieldNames") -> dict[str, list[bytes]]:
    """Return the wanted fields of a header block, each as a list of raw values, still folded.

    ``wanted`` maps lower-case field names to the keys of the result; fastest where it is a ``FieldNames``.
    """
    names = wanted if isinstance(wanted, FieldNames) else FieldNames(wanted)
    found: dict[str, list[bytes]] = {}
    lines = _FIELDS.split(block)
    for line in lines[1:] if block[:1] in _SPACES else lines:
        name, colon, value = line.partition(b":")
        key = names[name] if colon else None
        if key is None:
            continue
        if key in found:
            found[key].append(value[:_LONGEST_VALUE])
        else:
            found[key] = [value[:_LONGEST_VALUE]]
    return found


def text_of(raw: bytes) -> str:
    r"""Return a header value as text: unfolded, encoded words decoded, no line breaks.

    >>> text_of(b" =?utf-8?q?Gr=C3=BC=C3=9Fe?= aus\n Bonn\r")
    'Grüße aus Bonn'
    """
    text = unfolded(raw)
    if "=?" not in text:
        return text
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    decoded = "".join(_part(part, charset) for part, charset in parts)
    return " ".join(decoded.split("\n")).replace("\r", "").strip()


def unfolded(raw: bytes) -> str:
    """Return a raw value as one line, read as UTF-8 where it is, else as Latin-1."""
    try:
        text = raw.decode("ascii")
    except UnicodeDecodeError:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("latin-1")
    text = text.strip(" \t\r\n")
    return _UNFOLD.sub(" ", text).replace("\0", "") if "\n" in text or "\0" in text else text


def _part(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    for name in (charset or "ascii", "utf-8"):
        try:
            return part.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return part.decode("latin-1")


@lru_cache(maxsize=65_536)
def addresses(raw: bytes) -> tuple[Address, ...]:
    """Return (display name, address) of an address field, in its order; what has no ``@`` is left out.

    >>> addresses(b' "Okafor, Ben" <ben@example.com>, ana@example.org')
    (('Okafor, Ben', 'ben@example.com'), ('', 'ana@example.org'))
    """
    text = unfolded(raw)
    plain = _PLAIN_ADDRESS.match(text)
    if plain and "=?" not in text:
        return (((plain[1] if plain[1] is not None else plain[2]).strip(), plain[3]),)
    bare = _BARE_ADDRESS.match(text)
    if bare:
        return (("", bare[1]),)
    several = _several(text)
    if several is not None:
        return several
    found = []
    for name, address in getaddresses([text], strict=False) if _STRICT else getaddresses([text]):
        cleaned = address.strip().strip("<>'\"")
        if "@" in cleaned and " " not in cleaned:
            found.append((_name(name), cleaned))
        if len(found) >= _MOST_ADDRESSES:
            break
    return tuple(found)


def _several(text: str) -> tuple[Address, ...] | None:
    """Return the addresses of an ordinary list (``Ana <a@x.org>, "Okafor, Ben" <b@y.org>, c@z.org``), else None."""
    if "=?" in text or "  " in text or "\t" in text or text.count("@") > _MOST_ADDRESSES:
        return None
    found, place = [], 0
    while place < len(text):
        one = _ONE_OF_SEVERAL.match(text, place)
        if one is None:
            return None
        place = one.end()
        quoted, name, address, bare = one.groups()
        found.append(((quoted or name or "").strip(), address or bare))
    return tuple(found)


_STRICT = "strict" in (getaddresses.__kwdefaults__ or {})
"""Newer standard libraries refuse a whole field for one odd address unless told not to."""


def _name(name: str) -> str:
    decoded = text_of(name.encode("utf-8", "surrogateescape")) if "=?" in name else name
    return decoded.strip().strip("\"'").strip()


@lru_cache(maxsize=4_096)
def _day(text: str) -> int | None:
    """Return the seconds at which a day such as ``16 Sep 2016`` begins, in UTC."""
    day, month, year = text.split(" ")
    try:
        return int((datetime(int(year), _MONTHS[month], int(day), tzinfo=UTC) - _EPOCH).total_seconds())
    except (KeyError, ValueError):
        return None


def seconds_of(raw: bytes) -> int | None:
    """Return a Date field as seconds since 1970-01-01 UTC, None where it is no date.

    ``-0000`` and a missing zone are read as UTC; two-digit years as RFC 5322 says; named and military zones are known.

    >>> seconds_of(b"Thu, 1 Jan 1970 01:00:00 +0100")
    0
    """
    text = unfolded(raw)
    plain = _PLAIN_DATE.match(text)
    if plain and (begin := _day(plain[1])) is not None:
        zone = int(plain[6]) * 3_600 + int(plain[7]) * 60
        local = begin + int(plain[2]) * 3_600 + int(plain[3]) * 60 + int(plain[4] or 0)
        return local - zone if plain[5] == "+" else local + zone
    return _odd_seconds(text)


def _odd_seconds(text: str) -> int | None:
    text = _COMMENT.sub(" ", text[:1_000])
    words = text.split()
    military = _MILITARY.get(words[-1].upper()) if words and len(words[-1]) == 1 else None
    if military is not None:
        text = " ".join([*words[:-1], f"{'+' if military >= 0 else '-'}{abs(military):02d}00"])
    try:
        found = parsedate_tz(text[:200])
        if found is None:
            return None
        year, month, day, hour, minute, second = found[:6]
        moment = datetime(year, month, day, tzinfo=UTC) + timedelta(
            hours=hour, minutes=minute, seconds=min(second, 60)
        )
        return int((moment - _EPOCH).total_seconds()) - (found[9] or 0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


_IDENTIFIER = re.compile(r"<([^<>\s]{1,900})>")


def identifiers(raw: bytes) -> tuple[str, ...]:
    """Return the message identifiers in a Message-ID, In-Reply-To or References field, without brackets.

    >>> identifiers(b" <a@x> <b@y>")
    ('a@x', 'b@y')
    """
    text = unfolded(raw)
    found = _IDENTIFIER.findall(text)
    if found:
        return tuple(found)
    return tuple(word for word in text.split() if "@" in word)
