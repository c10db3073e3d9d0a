"""The header of a mail: which fields it has, and the text, addresses' carriers and identifiers in them.

Made for hundreds of thousands of headers: one compiled expression picks the wanted fields, plain values take a short
path, and only odd ones (encoded words, raw 8-bit text) are looked at closely. Every expression is linear in its input.
"""

import binascii
import re
from collections.abc import Iterable
from quopri import decodestring

LONGEST_VALUE = 200_000
"""A field's value is cut here, so that a header of megabytes costs no more than a long one."""
_MOST_SPELLINGS = 4_096
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*+(?:\?(?!=)[^?]*+){0,8}+)\?=")
_ORDINARY_WORD = re.compile(
    rb"[ \t]*=\?(?i:utf-8)\?[bB]\?((?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}[A-Za-z0-9+/=]=)?)\?=[ \t\r]*\Z"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ONE_IDENTIFIER = re.compile(rb"[ \t]*<([!-;=?-~]{1,998})>[ \t\r]*\Z")
_IDENTIFIER = re.compile(r"<([^<>]{1,998})>")
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-8-i": "iso-8859-8",
    "utf8mb4": "utf-8",
}
"""Character sets that mail programs announce when they mean a wider one."""


class FieldPicker:
    r"""Picks the fields of the given names out of header blocks; names are compared without case.

    A name that ends with ``*`` stands for all that begin so. ``joined`` names may stand several times: their values
    are joined by a comma. Of all others the first counts.

    >>> picker = FieldPicker(["from", "to"], joined=["to"])
    >>> picker.pick(b"From: ana@example.com\nTo: a@x\nX-Other: 1\nTO: b@y\n")
    {'from': b' ana@example.com', 'to': b' a@x, b@y'}
    """

    def __init__(self, names: Iterable[str], *, joined: Iterable[str] = ()) -> None:
        names = [name.lower() for name in names]
        self._joined = frozenset(joined)
        self._keys: dict[bytes, str] = {}
        groups: dict[str, list[str]] = {}
        for name in sorted(names):
            groups.setdefault(name[0], []).append(name[1:])
        # Both cases of the first letter are written out: a plain letter is ruled out without trying what follows it.
        tries = "|".join(
            f"{letter}(?i:{'|'.join(_pattern(rest) for rest in sorted(rests, key=len, reverse=True))})"
            for first, rests in groups.items()
            for letter in (first.upper(), first)
        )
        self._fields = re.compile(rf"\n({tries})[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)".encode())

    def pick(self, head: bytes) -> dict[str, bytes]:
        """Return name → raw value, still folded, of a header block that begins with its first field."""
        return self.pick_within(b"\n" + head)

    def pick_within(self, block: bytes) -> dict[str, bytes]:
        """Return name → raw value of a block in which a line end stands before the first field."""
        matches = self._fields.findall(block)
        keys = self._keys
        try:
            fields = {keys[raw]: value for raw, value in matches}
        except KeyError:  # spelled so for the first time
            return self._pick_with_care(matches)
        if len(fields) < len(matches) or len(block) >= LONGEST_VALUE:
            return self._pick_with_care(matches)
        return fields

    def _pick_with_care(self, matches: list[tuple[bytes, bytes]]) -> dict[str, bytes]:
        """Return the fields where some stand several times or are very long."""
        found: dict[str, list[bytes]] = {}
        lengths: dict[str, int] = {}
        for raw, value in matches:
            name = self._key(raw)
            length = lengths.get(name, 0)
            if not length or (name in self._joined and length < LONGEST_VALUE):
                found.setdefault(name, []).append(value[:LONGEST_VALUE])
                lengths[name] = length + len(value) + 1
        return {name: b",".join(values) for name, values in found.items()}

    def _key(self, raw: bytes) -> str:
        """Return the name that a spelling stands for."""
        name = self._keys.get(raw)
        if name is None:
            name = raw.decode("ascii", "replace").lower()
            if len(self._keys) < _MOST_SPELLINGS:
                self._keys[raw] = name
        return name


def _pattern(name: str) -> str:
    return re.escape(name.removesuffix("*")) + ("[!-9;-~]{0,60}" if name.endswith("*") else "")


def unfolded(raw: bytes) -> str:
    r"""Return a raw value as one line; bytes that are no UTF-8 become U+FFFD, as in the standard library.

    >>> unfolded(b" Lunch\r\n\ton Friday?\r")
    'Lunch on Friday?'
    """
    text = raw.decode("utf-8", "replace").strip()
    return text if text.isprintable() else one_line(text)


def one_line(text: str) -> str:
    r"""Return ``text`` without line breaks and the blanks around them, and without NULs.

    >>> one_line("Lunch\n  on Friday")
    'Lunch on Friday'
    """
    if "\n" in text:
        text = " ".join(filter(None, (line.strip() for line in text.split("\n"))))
    return text.replace("\0", "").replace("\r", " ") if "\0" in text or "\r" in text else text


def text_of(raw: bytes) -> str:
    r"""Return a header value as text: unfolded, encoded words decoded (RFC 2047), no line breaks.

    >>> text_of(b" =?utf-8?q?Gr=C3=BC=C3=9Fe?= aus\n Bonn\r")
    'Grüße aus Bonn'
    """
    if b"=?" not in raw:
        return unfolded(raw)
    text = _one_word(raw) or decoded_words(raw.decode("utf-8", "surrogateescape").strip())
    return " ".join(one_line(text).splitlines()).strip()


def _one_word(raw: bytes) -> str:
    """Return the text of a value that is one faultless word of UTF-8 in base64, as most are; else nothing."""
    found = _ORDINARY_WORD.match(raw)
    if found is None:
        return ""
    try:
        return binascii.a2b_base64(found[1]).decode()
    except ValueError:  # odd base64, or no UTF-8
        return ""


def decoded_words(text: str) -> str:
    """Return ``text`` with its encoded words decoded; the space between two of them is none.

    Raw bytes that ``text`` holds as lone surrogates count inside a word, and are U+FFFD outside of it.

    Words of one character set that touch are joined before they are decoded, for some programs split them inside a
    character. Between a word and text that touches it a space is set, as the standard library does.

    >>> decoded_words("=?iso-8859-1?q?a?= =?iso-8859-1?q?b?= c")
    'ab c'
    """
    if "=?" not in text:
        return _legible(text)
    pieces: list[str] = []
    held, charset, position = b"", "", 0
    for found in _WORD.finditer(text):
        between = text[position : found.start()]
        position = found.end()
        if between.strip():
            pieces += (_decoded(held, charset), _spaced(between, before=bool(pieces or held), after=True))
            held, charset = b"", ""
        here = found[1].partition("*")[0].lower()
        if charset and here != charset:
            pieces.append(_decoded(held, charset))
            held = b""
        charset = here
        held += _payload(found[2], found[3])
    pieces.append(_decoded(held, charset))
    rest = text[position:]
    pieces.append(_spaced(rest, before=position > 0, after=False) if rest else "")
    return _legible("".join(pieces))


def _legible(text: str) -> str:
    """Return ``text`` with U+FFFD for each lone surrogate."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _spaced(text: str, *, before: bool, after: bool) -> str:
    text = _between(text)
    lead = " " if before and not text[:1].isspace() else ""
    return f"{lead}{text}{' ' if after and not text[-1:].isspace() else ''}"


def _between(text: str) -> str:
    """Return text that stands between two words, with one space for each fold in it."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    inner = [line.strip() for line in lines]
    inner[0], inner[-1] = lines[0].rstrip(), lines[-1].lstrip()
    return " ".join(inner)


def _payload(encoding: str, text: str) -> bytes:
    """Return the bytes of one encoded word; what is not encoded rightly stays as it stands."""
    if "\n" in text:
        text = "".join(line.strip() for line in text.split("\n"))
    raw = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return decodestring(raw, header=True)
    packed = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    try:
        return binascii.a2b_base64(packed[: len(packed) - (len(packed) % 4 == 1)] + b"=" * (-len(packed) % 4))
    except binascii.Error:
        return raw


def _decoded(held: bytes, charset: str) -> str:
    if not held:
        return ""
    for name in (_WIDER.get(charset, charset), "utf-8"):
        try:
            return held.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return held.decode("ascii" if charset in {"us-ascii", "utf-8"} else "latin-1", "replace")


def identifiers(raw: bytes) -> tuple[str, ...]:
    """Return the message identifiers of a Message-ID, In-Reply-To or References field, without their brackets.

    >>> identifiers(b" <a@x> <b@y>"), identifiers(b" bare@x"), identifiers(b" <>")
    (('a@x', 'b@y'), ('bare@x',), ())
    """
    if one := _ONE_IDENTIFIER.match(raw):  # nearly always
        return (one[1].decode(),)
    text = unfolded(raw)
    if found := _IDENTIFIER.findall(text):
        return tuple(found)
    return tuple(word for word in (part.strip("<>") for part in text.split()) if word)
