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
    r"|(?P<soft>[,/():–—]|\s-+\s|\.\s)"
)

AND = "&"
SOFT = ","
HARD = "|"
EMPLOYER = "@"
SEPARATORS = frozenset({AND, SOFT, HARD, EMPLOYER})


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as it compares (``key``; separators are ``&``, ``,``, ``|`` and ``@``) and as it was written."""

    key: str
    text: str


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
    found = []
    for match in _TOKEN.finditer(text):
        written = match.group()
        match match.lastgroup:
            case "word":
                key = fold(written)
                found.append(Token(AND if key in _AND else key, written))
            case "hard":
                found.append(Token(HARD, written))
            case "employer":
                found.append(Token(EMPLOYER, written))
            case "joint":
                found.append(Token(AND, written))
            case _:
                found.append(Token(SOFT, written))
    return found


def phrase_key(phrase: str) -> str:
    """Return the key under which a phrase of a table is looked up: its folded words, joined by single spaces."""
    return " ".join(token.key for token in tokens(phrase))
