"""The people in an address field: names and addresses, as RFC 5322 has them and as programs write them."""

import re

from nexalink.formats.mail_headers import LONGEST_VALUE, decoded_words, one_line

MOST_ADDRESSES = 5_000
"""Of one field no more are read."""
_ATOM = r"[^\s\0<>@,;:()\[\]\"\\=?]+"
_PLAIN = re.compile(
    rf'[ \t]*+(?:"([^"\\<>@\0]*+)"[ \t]*+|([^"<>@,;:()\[\]\\=\0]*+))<({_ATOM}@{_ATOM})>[ \t\r]*+\Z'
)
_BARE = re.compile(rf"[ \t]*({_ATOM}@{_ATOM})[ \t\r]*\Z")
_ODD = re.compile(rb'["(:;\\\n]|=\?')
_WHOLE = re.compile(rb"[(:;\\]|<[^<>]*[,\"]")
"""Finds what may hold a comma that divides nothing, beside quotes: comments, groups, escapes, odd addresses."""
_QUOTED_PIECE = re.compile(rb'(?:[^",]++|"[^"]*+")++')
_TOKEN = re.compile(r'"((?:[^"\\]++|\\.)*+)("?)|<([^<>]*+)(>?)|([(),;:])|\s++|([^\s"<>(),;:]++)|([\s\S])')
_COMMENT_MARK = re.compile(r"\\.|[()]", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SIMPLE = re.compile(r"[^\s@<>]+@[^\s@<>]+\Z")
_ROUTE = re.compile(r"@[^:]{0,998}:")

Address = tuple[str, str]
"""Display name (empty where none is given) and address."""


def addresses(raw: bytes) -> tuple[Address, ...]:
    """Return (display name, address) of an address field, in its order; what has no address is left out.

    Groups are opened, comments join the name or stand for it, source routes are dropped, encoded words decoded.

    >>> addresses(b' "Okafor, Ben" <ben@example.com>, ana@example.org')
    (('Okafor, Ben', 'ben@example.com'), ('', 'ana@example.org'))
    """
    return tuple(address for piece in address_pieces(raw) for address in addresses_of_piece(piece))[
        :MOST_ADDRESSES
    ]


def address_pieces(raw: bytes) -> list[bytes]:
    """Return an address field cut at the commas that divide it; whole where a comma may mean something else.

    >>> address_pieces(b'"Okafor, Ben" <ben@example.com>, ana@example.org')
    [b'"Okafor, Ben" <ben@example.com>', b' ana@example.org']
    """
    if b"," not in raw:
        return [raw]
    if _ODD.search(raw) is None:
        return raw[:LONGEST_VALUE].split(b",", MOST_ADDRESSES)[:MOST_ADDRESSES]
    if _WHOLE.search(raw) is not None or raw.count(b'"') % 2 or len(raw) > LONGEST_VALUE:
        return [raw]
    return _QUOTED_PIECE.findall(raw)[:MOST_ADDRESSES]


def addresses_of_piece(raw: bytes) -> tuple[Address, ...]:
    """Return the address of a piece that most likely holds one."""
    text = raw.decode("utf-8", "replace").strip()
    if plain := _PLAIN.match(text):
        quoted = plain[1]
        if "=?" not in text:
            return ((" ".join(plain[2].split()) if quoted is None else one_line(quoted), plain[3]),)
    if bare := _BARE.match(text):
        return (("", bare[1]),)
    return _read(raw[:LONGEST_VALUE].decode("utf-8", "surrogateescape"))


class _Reader:
    """Collects the words, comments and the bracketed address of one mailbox at a time."""

    def __init__(self) -> None:
        self.found: list[Address] = []
        self._words: list[str] = []
        self._comments: list[str] = []
        self._angle: str | None = None

    def read(self, text: str) -> None:
        position = 0
        while position < len(text) and len(self.found) < MOST_ADDRESSES:
            token = _TOKEN.match(text, position)
            if token is None:
                return
            position = token.end()
            mark = token[5]
            if mark == "(":
                position = self._comment(text, position)
            elif mark == ":":
                self._words, self._comments = [], []  # a group's name
            elif mark in {",", ";"}:
                self._end()
            elif token[1] is not None:
                self._quoted(token[1], touching=text[position : position + 1] == "@")
            elif token[3] is not None and self._angle is None:
                self._angle, inside = _bracketed(token[3])
                self._comments += inside
            elif word := token[6]:
                self._word(word)
        self._end()

    def _word(self, word: str) -> None:
        if self._words and self._words[-1].endswith('"') and word.startswith("@"):
            self._words[-1] += word
        else:
            self._words.append(word)

    def _quoted(self, text: str, *, touching: bool) -> None:
        plain = _ESCAPED.sub(r"\1", text) if "\\" in text else text
        self._words.append(f'"{plain}"' if touching else plain)

    def _comment(self, text: str, position: int) -> int:
        """Keep a comment, nested ones with it; return where it ends."""
        start, depth = position, 1
        for mark in _COMMENT_MARK.finditer(text, position):
            depth += {"(": 1, ")": -1}.get(mark[0], 0)
            if depth == 0:
                self._comments.append(_ESCAPED.sub(r"\1", text[start : mark.start()]))
                return mark.end()
        return len(text)

    def _end(self) -> None:
        words, self._words = self._words, []
        comments, self._comments = self._comments, []
        angle, self._angle = self._angle, None
        address, words = (angle, words) if angle is not None else _spread(words)
        if address:
            self.found.append((_name(words, comments), address))


def _read(text: str) -> tuple[Address, ...]:
    reader = _Reader()
    reader.read(text)
    return tuple(reader.found)


def _bracketed(text: str) -> tuple[str, list[str]]:
    """Return the address between angle brackets without route, blanks and comments, and the comments."""
    comments: list[str] = []
    if "(" in text:
        pieces, position = [], 0
        for found in re.finditer(r"\(([^()]*)\)", text):
            pieces.append(text[position : found.start()])
            comments.append(found[1])
            position = found.end()
        text = "".join(pieces) + text[position:]
    text = text.strip()
    if route := _ROUTE.match(text):
        text = text[route.end() :]
    if text[:7].lower() == "mailto:":
        text = text[7:]
    text = "".join(text.split()) if not text.startswith('"') else text
    return (text, comments) if "@" in text else ("", comments)


def _spread(words: list[str]) -> tuple[str, list[str]]:
    """Return the address among words without brackets, and the other words: ``jdoe@test . example``, ``Ben b@x``."""
    if not any("@" in word for word in words):
        return "", words
    if len(words) > 1:
        simple = [index for index, word in enumerate(words) if _SIMPLE.match(word)]
        others = [word for index, word in enumerate(words) if index not in simple[-1:]]
        if simple and not any(word.strip(".") == "" or word.startswith((".", "@")) for word in others):
            return words[simple[-1]].strip("'"), others
    return "".join(words).strip("'"), []


def _name(words: list[str], comments: list[str]) -> str:
    """Return the display name that words and comments make."""
    name = decoded_words(" ".join(words))
    if comments:
        said = decoded_words(" ".join(comments))
        name = f"{name} ({said})" if name else said
    return one_line(name)
