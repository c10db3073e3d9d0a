"""Cut text into words that compare equal whatever the accents, the case and the script's own width."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_WORD = 64
LONGEST_TEXT = 100_000
"""So many characters of words are kept of one row."""
LONGEST_QUERY = 200
MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+")
# Scripts written without spaces: any two neighbouring letters are a word, so that the middle of a sentence is found.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_UNDECOMPOSED = {
    "ø": "o",
    "ł": "l",
    "æ": "ae",
    "œ": "oe",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "\u0131": "i",
    "ħ": "h",
}
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_SHORTENED = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
_PHONE = re.compile(r"[+(]?[\d\s()/.+-]{6,}")
_SHORTEST_NUMBER = 6


class _Folding(dict[int, str]):
    """Letter → its folded form, worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).casefold()
        parts = unicodedata.normalize("NFKD", letter).casefold()
        kept = (part for part in parts if unicodedata.category(part) != "Mn")
        self[code] = "".join(_UNDECOMPOSED.get(part, part) for part in kept)
        return self[code]


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word that somebody looks for: each way it may be written. Every word beginning so is meant."""

    ways: tuple[str, ...]

    def begins(self, word: str) -> bool:
        """Tell whether ``word`` begins so."""
        return word.startswith(self.ways)


def fold(text: str) -> str:
    """Return ``text`` without case and accents.

    >>> fold("Łódź Straße ŞİŞLİ"), fold("ﬁne")
    ('lodz strasse sisli', 'fine')
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def words_of(*texts: str) -> Iterator[str]:
    r"""Yield the words of ``texts`` as they are kept, repeated ones too.

    >>> list(words_of("Zoë O’Hara", "東京都")), list(words_of("_ * \x00"))
    (['zoe', 'o', 'hara', '東京', '京都', '都'], [])
    """
    for text in texts:
        for found in _WORD.findall(fold(text)):
            if found.isascii():
                yield found[:LONGEST_WORD]
            else:
                yield from _pieces(found, ending=True)


def joined(words: Iterable[str]) -> str:
    """Return each word once, parted by spaces, no longer than ``LONGEST_TEXT``."""
    text = " ".join(dict.fromkeys(words))
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rpartition(" ")[0]


def number_words(digits: str) -> list[str]:
    """Return the endings of a telephone number: it is found with its country and area, or without.

    >>> number_words("4930123456")
    ['4930123456', '930123456', '30123456', '0123456', '123456']
    """
    return [digits[start:][:LONGEST_WORD] for start in range(max(1, len(digits) - _SHORTEST_NUMBER + 1))]


def wanted_words(text: str) -> list[Wanted]:
    """Return the words somebody looks for, at most eight; a telephone number is one word.

    >>> [wanted.ways for wanted in wanted_words("Müller, lunch!")], wanted_words('"*" -- ()')
    ([('muller', 'mueller'), ('lunch',)], [])
    >>> [wanted.ways for wanted in wanted_words("030 123-456")]
    [('30123456',)]
    """
    text = text[:LONGEST_QUERY].strip()
    if _PHONE.fullmatch(text):
        digits = "".join(letter for letter in text if letter.isdigit()).lstrip("0")
        if len(digits) >= _SHORTEST_NUMBER:
            return [Wanted((fold(digits)[:LONGEST_WORD],))]
    plain = _looked_up(fold(text))
    composed = unicodedata.normalize("NFC", text).casefold()
    written_out = _looked_up(fold(composed.translate(_WRITTEN_OUT)))
    if len(written_out) != len(plain):
        written_out = plain
    found: dict[str, Wanted] = {}
    for word, other in zip(plain, written_out, strict=True):
        found.setdefault(word, Wanted(tuple(dict.fromkeys((word, *_other_ways(word), other)))))
    return list(found.values())[:MOST_WORDS]


def _looked_up(folded: str) -> list[str]:
    return [piece for run in _WORD.findall(folded) for piece in _pieces(run, ending=False)]


def name_words(*names: str) -> list[str]:
    """Return the words of names, those with written-out dots without them too: “Juergen” is found as “jurgen”.

    >>> name_words("Juergen Vo")
    ['juergen', 'vo', 'jurgen']
    """
    words = list(words_of(*names))
    return [*words, *(shorter for word in words for shorter in _other_ways(word))]


def _other_ways(word: str) -> list[str]:
    """Return “muller” for “mueller”: a name may be kept with its dots though it is typed without."""
    shorter = word
    for pair, letter in _SHORTENED:
        shorter = shorter.replace(pair, letter)
    return [shorter] if shorter != word and len(shorter) > 2 else []


def _pieces(run: str, *, ending: bool) -> Iterator[str]:
    """Yield a run of letters as words; with ``ending`` the last letter of an unspaced script too, alone."""
    at = 0
    for match in _UNSPACED.finditer(run):
        if match.start() > at:
            yield run[at : match.start()][:LONGEST_WORD]
        letters = match.group()
        yield from (letters[start : start + 2] for start in range(len(letters) - 1))
        if ending or len(letters) == 1:
            yield letters[-1]
        at = match.end()
    if at < len(run):
        yield run[at:][:LONGEST_WORD]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, marked where it is what somebody looked for."""

    text: str
    marked: bool = False


def marked(text: str, wanted: list[Wanted]) -> tuple[Piece, ...]:
    """Return ``text`` in pieces, the beginnings of words that are wanted marked; together they are ``text``.

    >>> [(piece.text, piece.marked) for piece in marked("Ring Zoë.", wanted_words("zo"))]
    [('Ring ', False), ('Zo', True), ('ë.', False)]
    """
    spans = _spans(text, wanted)
    pieces: list[Piece] = []
    at = 0
    for start, end in spans:
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], marked=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


def around(text: str, wanted: list[Wanted], *, longest: int = 160) -> tuple[Piece, ...]:
    """Return the part of ``text`` around the first wanted word, marked, on one line."""
    text = " ".join(text[:_LOOKED_THROUGH].split())
    spans = _spans(text, wanted) if len(text) > longest else []
    start = max(0, spans[0][0] - longest // 3) if spans else 0
    if start:
        start = text.find(" ", start) + 1 or start
    cut = text[start : start + longest]
    before, after = "… " if start else "", " …" if start + longest < len(text) else ""
    return tuple(piece for piece in (Piece(before), *marked(cut, wanted), Piece(after)) if piece.text)


_LOOKED_THROUGH = 5_000


def _spans(text: str, wanted: list[Wanted]) -> list[tuple[int, int]]:
    """Return where wanted words begin, and how much of each was typed, as places in ``text``, without overlaps."""
    if not wanted or not text:
        return []
    ways = sorted({way for one in wanted for way in one.ways}, key=len, reverse=True)
    looked_for = re.compile("|".join(rf"(?<![^\W_]){re.escape(way)}|{_inside(way)}" for way in ways))
    places: list[int] = []
    folded = text.lower() if text.isascii() else ""
    if not folded:
        parts = [fold(letter) for letter in text]
        folded = "".join(parts)
        places = [place for place, part in enumerate(parts) for _ in part]
    found = (match.span() for match in looked_for.finditer(folded) if match.end() > match.start())
    if not places:
        return list(found)
    spans: list[tuple[int, int]] = []
    for first, last in found:
        start, end = places[first], places[last - 1] + 1
        while end < len(text) and not fold(text[end]) and text[end] != " ":
            end += 1  # the accents of the last letter
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _inside(way: str) -> str:
    """Return a pattern for a word of an unspaced script, which may begin anywhere, else one that never fits."""
    return re.escape(way) if _UNSPACED.fullmatch(way) else r"(?!)"
