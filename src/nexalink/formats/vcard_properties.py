"""One property of a card: its name, parameters and value, from a line and back into one."""

import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

Parameters = tuple[tuple[str, tuple[str, ...]], ...]

MEDIA = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
"""Properties whose value may be megabytes of binary data."""

LONGEST_HEAD = 65_536
"""Octets in which the colon after a quoted parameter is looked for."""

_HEAD = re.compile(r"(?:([\w.-]+)\.)?([\w-]+)\Z", re.ASCII)
_CUT_CHARACTER = 3
"""Octets of a character that lacks its last."""
_NAME = re.compile(r"[\w-]+\Z", re.ASCII)
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_ENCODINGS = {"QUOTED-PRINTABLE": "QUOTED-PRINTABLE", "BASE64": "B", "B": "B", "8BIT": "8BIT", "7BIT": "7BIT"}
_PLACES = {"INLINE": "uri", "URL": "uri", "CONTENT-ID": "uri", "CID": "uri"}


@dataclass(frozen=True, slots=True)
class Property:
    """A property: ``name`` in capitals, ``value`` with its escapes and without line ends, ``params``, ``group``.

    ``value`` stays as it was written, so that a property nobody knows goes out as it came in; ``text``, ``parts`` and
    ``components`` read it.
    """

    name: str
    value: str
    params: Parameters = ()
    group: str = ""

    @classmethod
    def of_text(cls, name: str, text: str, *, params: Parameters = (), group: str = "") -> "Property":
        """Return a property whose ``text`` is ``text``."""
        return cls(name, escape(text), params, group)

    @property
    def text(self) -> str:
        """The value as one text, escapes undone."""
        return unescape(self.value)

    @property
    def parts(self) -> tuple[str, ...]:
        """The value as a list: divided at commas that are not escaped."""
        return tuple(unescape(part).strip() for part in divide(self.value, ","))

    @property
    def components(self) -> tuple[str, ...]:
        """The value as a structure: divided at semicolons, each component one text with its commas as they are."""
        return tuple(unescape(part).strip() for part in divide(self.value, ";"))

    @property
    def types(self) -> frozenset[str]:
        """The TYPE parameters in lower case: ``home``, ``work``, ``cell``, ``pref``."""
        return frozenset(value.lower() for value in self.param("TYPE"))

    @property
    def preference(self) -> int:
        """How much it is preferred: 1 first … 100; 101 where nothing is said. 3.0's ``TYPE=pref`` is 1."""
        for value in self.param("PREF"):
            if value.isascii() and value.isdigit():
                return min(max(int(value[:4]), 1), 100)
        return 1 if "pref" in self.types or self.param("PREF") else 101

    def param(self, name: str) -> tuple[str, ...]:
        """Return the values of the parameter ``name`` (capitals), all its mentions together."""
        return tuple(value for key, values in self.params if key == name for value in values)


def escape(text: str) -> str:
    r"""Return ``text`` as a value: ``\\``, ``\,``, ``\;`` and ``\n`` escaped.

    >>> escape("Park 1; back\nBerlin, DE")
    'Park 1\\; back\\nBerlin\\, DE'
    """
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return _LINE_END.sub(r"\\n", text)


def unescape(value: str) -> str:
    r"""Return the text of a value; an escaped character that needs none (``http\://``) is itself.

    >>> unescape("http\\://a.example\\nx")
    'http://a.example\nx'
    """
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def divide(value: str, separator: str) -> list[str]:
    r"""Return the pieces of ``value`` between separators that no backslash escapes; pieces keep their escapes.

    >>> divide("Public\\;x;John", ";")
    ['Public\\;x', 'John']
    """
    if "\\" not in value:
        return value.split(separator)
    pieces, start, place = [], 0, 0
    while place < len(value):
        if value[place] == "\\":
            place += 1
        elif value[place] == separator:
            pieces.append(value[start:place])
            start = place + 1
        place += 1
    pieces.append(value[start:])
    return pieces


def read_property(line: bytes) -> Property | None:
    """Return the property that a joined line holds, or None where it is none.

    Bare 2.1 parameters (``TEL;WORK;VOICE``) become TYPE, ENCODING or VALUE; quoted-printable and base64 *texts* are
    decoded with their CHARSET (else UTF-8, else cp1252); binary values of ``MEDIA`` stay in base64.
    """
    colon = _unquoted(line, b":")
    if colon < 0:
        return None
    head, *bare = (decode(piece).strip() for piece in _split_unquoted(line[:colon], b";"))
    if not (found := _HEAD.match(head)):
        return None
    params = tuple(parameter for piece in bare if (parameter := _parameter(piece)))
    name = found[2].upper()
    value, params = _decoded(name, line[colon + 1 :], params)
    return Property(name, value, params, found[1] or "")


def decode(data: bytes, charset: str = "") -> str:
    """Return the text of ``data`` in ``charset`` where that fits, else in UTF-8, else in cp1252; never fails.

    UTF-8 that is cut inside a character (old phones do it) loses only that character.
    """
    for codec in (charset, "utf-8"):
        try:
            if codec:
                return data.decode(codec).replace("\0", "")
        except (LookupError, ValueError):  # unknown, or does not fit: UnicodeError is a ValueError
            continue
    sound = data.decode("utf-8", "ignore")
    cut = not sound.isascii() and len(data) - len(sound.encode()) <= _CUT_CHARACTER
    return (sound if cut else data.decode("cp1252", "replace")).replace("\0", "")


def _decoded(name: str, data: bytes, params: Parameters) -> tuple[str, Parameters]:
    encodings = {value.upper() for key, values in params if key == "ENCODING" for value in values}
    charset = next((values[0] for key, values in params if key == "CHARSET" and values), "")
    binary = name in MEDIA or name.startswith("X-")
    if "QUOTED-PRINTABLE" in encodings:
        data = _HEX.sub(lambda found: bytes.fromhex(found[1].decode()), data)
        params = _without(params, "ENCODING", "CHARSET")
    elif "B" in encodings and binary:
        return decode(b"".join(data.split())), params
    elif "B" in encodings:
        data = _from_base64(data)
        params = _without(params, "ENCODING", "CHARSET")
    elif charset:
        params = _without(params, "CHARSET")
    text = decode(data, charset)
    if not text.isprintable():
        text = _CONTROL.sub("", _LINE_END.sub(r"\\n", text))
    return text.strip(" \t"), params


def _from_base64(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        return data


def _without(params: Parameters, *names: str) -> Parameters:
    return tuple(pair for pair in params if pair[0] not in names)


def _parameter(piece: str) -> tuple[str, tuple[str, ...]] | None:
    key, equals, value = piece.partition("=")
    if not equals:
        return _bare_parameter(piece.strip()) if piece.strip() else None
    key = key.strip().upper()
    if not key or not _NAME.match(key):
        return None
    values = [part.strip() for part in _split_values(_CONTROL.sub("", value))]
    if key == "TYPE":  # TYPE="HOME,VOICE" is a list too
        values = [part.strip() for value in values for part in value.split(",")]
    if key == "ENCODING":
        values = [_ENCODINGS.get(value.upper(), value) for value in values]
    return key, tuple(_CARET.sub(lambda found: _CARETS[found[1]], value) for value in values if value)


def _bare_parameter(word: str) -> tuple[str, tuple[str, ...]]:
    upper = word.upper()
    if upper in _ENCODINGS:
        return "ENCODING", (_ENCODINGS[upper],)
    if upper in _PLACES:
        return "VALUE", (_PLACES[upper],)
    return "TYPE", tuple(part.strip() for part in word.strip('"').split(",") if part.strip())


def _split_values(value: str) -> list[str]:
    if '"' not in value:
        return value.split(",")
    return [piece.decode().strip().strip('"') for piece in _split_unquoted(value.encode(), b",")]


def _unquoted(line: bytes, mark: bytes) -> int:
    """Return where ``mark`` first stands outside quotation marks, or −1; a mark never closed quotes nothing."""
    place = line.find(mark)
    quote = line.find(b'"')
    if quote < 0 or place < 0 or place < quote:
        return place
    quoted = False
    for index in range(min(len(line), LONGEST_HEAD)):
        character = line[index : index + 1]
        if character == b'"':
            quoted = not quoted
        elif character == mark and not quoted:
            return index
    return place


def _split_unquoted(data: bytes, mark: bytes) -> list[bytes]:
    if b'"' not in data:
        return data.split(mark)
    pieces: list[bytes] = []
    for piece in data.split(mark):
        if pieces and pieces[-1].count(b'"') % 2:
            pieces[-1] += mark + piece
        else:
            pieces.append(piece)
    return pieces


def write_property(prop: Property) -> str:
    """Return the property as one unfolded line, without its end.

    Raises:
        ValueError: the name, the group or a parameter's name could not be read back.
    """
    names = [prop.name, *(key for key, _ in prop.params)]
    if not all(map(_NAME.match, names)) or (prop.group and not _HEAD.match(f"{prop.group}.X")):
        raise ValueError(f"{prop.group}.{prop.name} is no name that a vCard can hold")
    head = f"{prop.group}.{prop.name}" if prop.group else prop.name
    written = "".join(f";{key}={_written(values)}" for key, values in prop.params if values)
    value = _CONTROL.sub("", _LINE_END.sub(r"\\n", prop.value))
    return f"{head}{written}:{value}"


def _written(values: Iterable[str]) -> str:
    return ",".join(_quoted(_CONTROL.sub("", value)) for value in values)


def _quoted(value: str) -> str:
    value = _LINE_END.sub("^n", value.replace("^", "^^")).replace('"', "^'")
    return f'"{value}"' if any(mark in value for mark in ",;:= ") else value
