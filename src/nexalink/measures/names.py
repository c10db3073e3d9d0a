"""People's names in their parts, whatever order, titles, credentials or alphabet they are written with."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from nameparser import HumanName

from nexalink.measures.name_words import CREDENTIALS, LEGAL_FORMS, PARTICLES, SURE_TITLES, TITLES

MOST_CHARACTERS = 200
"""Characters of a name that are read."""

_TWO_WORDS = re.compile(r"([A-Za-z][a-z]+(?:['-][A-Za-z]+)?) ([A-Za-z]['A-Za-z]*[a-z](?:-[A-Za-z]+)?)\Z")
_GENERATIONS = {
    **dict.fromkeys(("jr", "junior", "jun"), "jr"),
    **dict.fromkeys(("sr", "senior", "sen"), "sr"),
    **{number: number for number in ("ii", "iii", "iv")},
}
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ð": "d", "ß": "ss"}
)
_UMLAUT = re.compile("ae|oe|ue")
_BRACKETS = re.compile(
    r"[(\[{]([^)\]}]*)[)\]}]"
    r"|[\"“”„«»]([^\"“”„«»]+)[\"“”«»]"
    r"|(?<=\s)'([^']+)'(?=\s)|(?<=\s)‘([^’]+)’(?=\s)"
)
_ASIDE = re.compile(r"\s*[(\[{].*\Z", re.DOTALL)
_PRONOUNS = re.compile(
    r"(?:she|he|they|him|her|them|hers|his|theirs|er|ihn|sie|ihr|elle|il|ella|el)(?:\W+\w+){0,2}\Z",
    re.IGNORECASE,
)
_BORN_WORDS = frozenset({"nee", "née", "born", "geb", "geborene", "geborener", "geborenen", "ur"})
_BORN = re.compile(r"\b(?:n[ée]e|geb(?:\.|orene[rn]?)?|born|ur\.)\s+(.+)", re.IGNORECASE)
_CUT = re.compile(r"\s+[|•·–—/]\s+.*|\s+-\s+.*|\s*\|.*|\s+(?:bei|at|from|via|@)\s.*", re.DOTALL)
_HONORARY = re.compile(r"\b(?:h\.\s?c\.|e\.\s?h\.)", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S+")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_COMPOUND_FAMILIES = frozenset(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 皇甫 令狐 慕容 南宫 독고 남궁 황보 제갈 선우 사공".split()
)
_SHORTEST_UMLAUT = 5
_MOST_WORDS_ASIDE = 3
_SHORTEST_GIVEN = 2
_LONGEST_SINGLE_FAMILY = 3
"""Characters up to which an East Asian name without a blank has a family name of one."""


class ParsedName(NamedTuple):
    """A name in its parts, all folded: no case, no accents, no titles, no credentials.

    ``given`` is the first given name or its initial, ``middle`` the others, ``family`` the family name with its
    particles, words divided by blanks (a hyphen counts as one). A single word is in ``given``. ``others`` are words in
    brackets: a nickname or a former family name. ``generation`` is jr, sr, ii … or empty. ``text`` is as given.
    """

    text: str
    given: str = ""
    middle: tuple[str, ...] = ()
    family: str = ""
    generation: str = ""
    others: tuple[str, ...] = ()
    east_asian: bool = False

    @property
    def key(self) -> str:
        """The whole name folded, for blocking and for equality: ``ben adam okafor``; empty where there is none."""
        words = (self.given, *self.middle, self.family)
        return "".join(words) if self.east_asian else " ".join(word for word in words if word)


def fold_word(word: str) -> str:
    """Return a word of a name for comparing: lower case, no accents, no apostrophes.

    >>> fold_word("Müller"), fold_word("O’Neil"), fold_word("Søren")
    ('muller', 'oneil', 'soren')
    """
    word = word.lower()
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.translate(_SPECIAL))
        word = "".join(character for character in word if not unicodedata.combining(character))
    return word.replace("'", "").replace("’", "")


def spelled_alike(one: str, other: str) -> bool:
    """Tell whether two folded words are one: equal, or one writes an umlaut with an e (``mueller``, ``muller``).

    >>> spelled_alike("mueller", "muller"), spelled_alike("doe", "do")
    (True, False)
    """
    if one == other:
        return True
    if max(len(one), len(other)) < _SHORTEST_UMLAUT:
        return False
    return _UMLAUT.sub(_first_letter, one) == _UMLAUT.sub(_first_letter, other)


def _first_letter(found: re.Match[str]) -> str:
    return found[0][0]


@lru_cache(maxsize=131_072)
def parse_name(text: str) -> ParsedName:
    """Return the parts of a name as people write it.

    Read: ``Okafor, Ben``, titles, credentials behind a comma or in capitals, initials, particles, ``OKAFOR Ben``,
    brackets, a slogan behind ``|``, Chinese, Japanese and Korean order. Plain two-word names take a fast path.

    >>> parse_name("Dr. Okafor, Ben A., PhD")[1:4]
    ('ben', ('a',), 'okafor')
    """
    if (found := _TWO_WORDS.match(text)) and not _is_special(found[1], found[2]):
        return ParsedName(text, fold_word(found[1]), (), fold_word(found[2]).replace("-", " "))
    cleaned, others = _cleaned(text[:MOST_CHARACTERS])
    if _EAST_ASIAN.search(cleaned):
        return _east_asian(text, cleaned, others)
    words, generation = _ordered_words(cleaned)
    given, middle, family = _divided(words)
    return ParsedName(
        text,
        fold_word(given).strip("-"),
        tuple(fold_word(word) for word in middle if fold_word(word)),
        " ".join(fold_word(family).replace("-", " ").split()),
        generation,
        tuple(folded for word in others if (folded := " ".join(fold_word(word).split()))),
    )


def natural_name(text: str) -> str:
    """Return a name as it is spoken where the family name was written before a comma, else as it is.

    >>> natural_name("Okafor, Ben (Acme)"), natural_name("Ben Okafor, PhD"), natural_name("Acme, Inc.")
    ('Ben Okafor (Acme)', 'Ben Okafor, PhD', 'Acme, Inc.')
    """
    aside = _ASIDE.search(text)
    name, aside_words = (text[: aside.start()], aside[0]) if aside else (text, "")
    family, comma, given = name.partition(",")
    if not comma or "," in given or len(text) > MOST_CHARACTERS:
        return text
    words, _ = _ordered_words(name)
    firm = not LEGAL_FORMS.isdisjoint(map(fold_word, _bare_words(given)))
    turned = not firm and bool(words) and words[-1] == _NO_BREAK.join(_bare_words(family))
    return " ".join(f"{given} {family} {aside_words}".split()) if turned else text


def bare_name(text: str) -> str:
    """Return a name in its spoken order without titles, credentials, brackets and slogans, its letters as they are.

    >>> bare_name("Dr. Okafor, Ben (he/him)"), bare_name("Ben Okafor, PhD | Speaker")
    ('Ben Okafor', 'Ben Okafor')
    """
    cleaned, _ = _cleaned(text[:MOST_CHARACTERS])
    given, middle, family = _divided(_ordered_words(cleaned)[0])
    return " ".join(" ".join((given, *middle, family)).replace(_NO_BREAK, " ").split()) or text


def _is_special(first: str, second: str) -> bool:
    one, two = first.lower(), second.lower()
    return (
        one in TITLES
        or two in _GENERATIONS
        or two in CREDENTIALS
        or one in PARTICLES
        or one in _BORN_WORDS
        or (first.isupper() != second.isupper())
    )


def _cleaned(text: str) -> tuple[str, list[str]]:
    """Return the name without invisible marks, emoji, slogans and brackets, and what stood in the brackets."""
    text = _ADDRESS.sub(" ", unicodedata.normalize("NFKC", text)).replace("_", " ")
    text = _HONORARY.sub(" ", text).strip(" '\"“”„«»")
    text = "".join(
        " " if c.isspace() else c for c in text if unicodedata.category(c)[0] != "S" or c in "|`+="
    )
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cs", "Co", "Cn"))
    others = [next(filter(None, found), "").strip() for found in _BRACKETS.findall(text)]
    text = _BRACKETS.sub(" ", text)
    if born := _BORN.search(text):
        others.append(born[1])
        text = text[: born.start()]
    others = [_BORN.sub(r"\1", other) for other in others if other and not _PRONOUNS.match(other)]
    return " ".join(_CUT.sub("", text).split()), others


def _ordered_words(text: str) -> tuple[list[str], str]:
    """Return the words of a name in the order given … family, without titles and credentials; and the generation."""
    generation, titled = "", False
    pieces: list[list[str]] = []
    for piece in text.split(","):
        words = _bare_words(piece)
        untitled = _without_titles(words)
        titled = titled or (not pieces and len(untitled) < len(words))
        words, found = _without_generation(untitled, alone=bool(pieces))
        generation = generation or found
        if words := _without_credentials(words, alone=bool(pieces)):
            pieces.append(words)
    if _is_inverted(pieces, titled=titled):
        return [*pieces[1], _NO_BREAK.join(pieces[0])], generation
    return [word for piece in pieces[:2] for word in piece], generation


def _is_inverted(pieces: list[list[str]], *, titled: bool) -> bool:
    """Tell whether the family name stands before a comma: two short pieces, no title before a name of two words."""
    if not pieces[1:] or max(map(len, pieces[:2])) > _MOST_WORDS_ASIDE:
        return False
    return not (titled and pieces[0][1:])


def _bare_words(piece: str) -> list[str]:
    words = [word for word in piece.replace(".", ". ").split() if any(map(str.isalnum, word))]
    return [word.strip(".;:!?_*-") for word in _joined_credentials(piece, words)]


def _without_titles(words: list[str]) -> list[str]:
    while words[1:] and (word := words[0].lower()) in TITLES and (word in SURE_TITLES or words[2:]):
        words = words[1:]
    return words


def _without_generation(words: list[str], *, alone: bool) -> tuple[list[str], str]:
    if words and words[-1].lower() in _GENERATIONS and (words[2:] or alone):
        return words[:-1], _GENERATIONS[words[-1].lower()]
    return words, ""


_NO_BREAK = "\u00a0"
"""Holds the words of a family name together that stood before a comma."""


def _joined_credentials(piece: str, words: list[str]) -> list[str]:
    """Return the words with dotted ones (``Ph.D.``, ``M.B.A.``) whole where they are credentials."""
    whole = [word for word in piece.split() if any(map(str.isalnum, word))]
    if any(word.count(".") > 1 and word.replace(".", "").lower() in CREDENTIALS for word in whole):
        return [
            word.replace(".", "") if word.replace(".", "").lower() in CREDENTIALS else word for word in whole
        ]
    return words


def _without_credentials(words: list[str], *, alone: bool) -> list[str]:
    """Return the words without credentials at the end; ``alone``: the piece stands behind a comma."""
    kept = list(words)
    while kept and _is_credential(kept[-1], alone=alone) and (alone or kept[2:]):
        kept.pop()
    return kept


def _is_credential(word: str, *, alone: bool) -> bool:
    bare = word.replace(".", "").replace("-", "").replace("®", "").replace("™", "")
    if bare.lower() in CREDENTIALS:
        return alone or any(map(str.isupper, bare[1:])) or bare.lower() == "esq"
    letters = bare.isascii() and bare.isupper() and bool(bare[1:])
    return alone and letters and not any(vowel in bare for vowel in "AEIOUY")


def _divided(words: list[str]) -> tuple[str, list[str], str]:
    if not words:
        return "", [], ""
    if len(words) == 1:
        return words[0].replace(_NO_BREAK, " "), [], ""
    if _NO_BREAK in words[-1]:
        return words[0], words[1:-1], words[-1].replace(_NO_BREAK, " ")
    capitals = [word.isupper() and bool(word[2:]) for word in words]
    if capitals[0] and not any(capitals[1:]):  # OKAFOR Ben
        return words[1], words[2:], words[0]
    if not words[2:]:
        return words[0], [], words[1]
    return _divided_by_particles(words)


def _divided_by_particles(words: list[str]) -> tuple[str, list[str], str]:
    for index, word in enumerate(words[1:-1], 1):
        if word.lower() in PARTICLES:
            return words[0], words[1:index], " ".join(words[index:])
    parsed = HumanName(" ".join(words))
    if parsed.first and parsed.last and not parsed.title and not parsed.suffix:
        return str(parsed.first), str(parsed.middle).split(), str(parsed.last)
    return words[0], words[1:-1], words[-1]


def _east_asian(text: str, cleaned: str, others: list[str]) -> ParsedName:
    """Return a name in family-first order; without a blank the family name is the first character, or two."""
    words = [word for word in re.split(r"[\s,·・]+", cleaned) if _EAST_ASIAN.search(word)]
    folded_others = tuple(" ".join(fold_word(word).split()) for word in others)
    if words[1:]:
        return ParsedName(text, "".join(words[1:]), (), words[0], "", folded_others, east_asian=True)
    word = words[0] if words else ""
    cut = 2 if word[:2] in _COMPOUND_FAMILIES or len(word) > _LONGEST_SINGLE_FAMILY else 1
    return ParsedName(text, word[cut:], (), word[:cut], "", folded_others, east_asian=True)


def user_names(name: ParsedName) -> frozenset[str]:
    """Return what people make of a name for an address or an account, without dividers.

    >>> sorted(user_names(parse_name("Ana Bell")))
    ['abell', 'anab', 'anabell', 'bella', 'bellana']
    """
    given, family = name.given.replace("-", ""), name.family.replace(" ", "")
    if not given or not family:
        return frozenset()
    initials = "".join(word[0] for word in name.middle)
    firsts = {given, given[0], f"{given[0]}{initials}", f"{given}{initials}"}
    short = {f"{given}{family[0]}"} if given[_SHORTEST_GIVEN:] else set()
    return frozenset(
        {f"{first}{family}" for first in firsts} | {f"{family}{first}" for first in firsts} | short
    )
