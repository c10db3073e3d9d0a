"""Cut text into words that compare equal whatever the accents, the case and the way of writing both genders."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)
_AND = frozenset({"and", "und", "et", "y", "e", "och", "og", "oraz", "i", "sowie", "ja", "plus"})

# "(m/w/d)" and its like say nothing about the job.
_ANY_GENDER = re.compile(
    r"\(\s*[mwfdhxvikn](?:\s*[/|,]\s*[mwfdhxvikna*]){1,3}\s*\)|(?<!\w)[mwfhvk](?:/[mwfdhxvik]){1,3}(?!\w)",
    re.IGNORECASE,
)
# "Entwickler*in", "Ingénieur·e", "Director/a", "Enfermeiro(a)": the second ending goes.
_SECOND_ENDING = re.compile(
    r"(?<=[^\W\d_]{3})(?:[*:_·•](?:innen|in|r|e|ne|euse|rice|trice|a)|/-?(?:in|a|e|o|ne|euse|trice|rice)|\(-?(?:in|a|e|o|ne|euse|trice|rice|ra)\))(?!\w)"
)
_TOKEN = re.compile(
    r"(?P<word>[^\W_]+)"
    r"|(?P<hard>//|[|•·●▪■◆★☆►▶➤→⇒;!?\n\r\u2190-\u2bff\U0001f000-\U0001faff])"
    r"|(?P<employer>@)"
    r"|(?P<joint>[&+])"
    r"|(?P<soft>[,/():–—]|\s-+\s|(?<=\w{6})\.\s)"
)

AND = "&"
SOFT = ","
HARD = "|"
EMPLOYER = "@"
SEPARATORS = frozenset({AND, SOFT, HARD, EMPLOYER})
_SEPARATOR = {"hard": HARD, "employer": EMPLOYER, "joint": AND, "soft": SOFT}


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as it compares (``key``; separators are ``&``, ``,``, ``|``, ``@``), as written, and where it starts."""

    key: str
    text: str
    start: int = 0


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return ``text`` in lower case and without accents.

    >>> fold("Geschäftsführer Łódź Straße")
    'geschaftsfuhrer lodz strasse'
    """
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFKD", lowered.translate(_UNDECOMPOSED))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def one_gender(text: str) -> str:
    """Return ``text`` with double endings and "(m/w/d)" taken away.

    >>> one_gender("Entwickler*in (m/w/d)")
    'Entwickler '
    """
    return _SECOND_ENDING.sub("", _ANY_GENDER.sub("", text))


def tokens(text: str) -> list[Token]:
    """Return the words and separators of ``text``; every word for "and" becomes the separator ``&``."""
    return [Token(_key(match), match.group(), match.start()) for match in _TOKEN.finditer(text)]


def as_written(text: str, words: list[Token]) -> str:
    """Return the piece of ``text`` that these neighbouring words, in order, were cut from."""
    return text[words[0].start : words[-1].start + len(words[-1].text)]


def _key(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    return _word_key(match.group()) if kind == "word" else _SEPARATOR[kind]


def _word_key(word: str) -> str:
    folded = fold(word)
    return AND if folded in _AND else folded


def phrase_key(phrase: str) -> str:
    """Return the key under which a phrase of a table is looked up: its folded words, joined by single spaces."""
    words = phrase.split(" ")
    if all(map(str.isalnum, words)):  # nearly always: nothing to cut
        return " ".join(map(_word_key, words))
    return " ".join(token.key for token in tokens(phrase))
