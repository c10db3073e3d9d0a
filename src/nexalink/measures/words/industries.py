"""Read an industry out of the name of a company, and where that says nothing, out of an e-mail domain."""

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from nexalink.measures.words.folding import AND, SEPARATORS, Token, as_written, one_gender, phrase_key, tokens
from nexalink.measures.words.labels import INDUSTRIES, UNKNOWN_LABEL, LabelReading

LONGEST_NAME = 200
"""Letters read of a company's name."""

_STRENGTH = {"weak": 1, "plain": 2, "strong": 3}
_CONFIDENCE = {1: 0.5, 2: 0.7, 3: 0.9}
_COMPOUND_LOSS = 0.1
_DOMAIN_CONFIDENCE = 0.8
_SHORTEST_STEM = 3
_OF = frozenset("of for der des für fur de du des del della di do da dos for für van voor av för af".split())

# Domains that only one kind of employer can register.
_LAST_LABELS = {
    "edu": "Education",
    "gov": "Government",
    "mil": "Government",
    "gouv": "Government",
    "gob": "Government",
    "museum": "Arts and Entertainment",
    "aero": "Transport",
    "bank": "Banking",
    "insurance": "Insurance",
    "law": "Legal",
    "int": "Government",
    "pharmacy": "Pharma",
    "hospital": "Health Care",
    "university": "Education",
    "school": "Education",
    "coop": "Retail",
}
_SECOND_LABELS = {
    "ac": "Education",
    "edu": "Education",
    "sch": "Education",
    "k12": "Education",
    "gov": "Government",
    "gouv": "Government",
    "gob": "Government",
    "gub": "Government",
    "govt": "Government",
    "mil": "Government",
    "mod": "Government",
    "police": "Government",
    "nhs": "Health Care",
    "parliament": "Government",
    "europa": "Government",
    "go": "Government",
    "admin": "Government",
    "bund": "Government",
    "gv": "Government",
    "jus": "Government",
}
_ONLY_UNDER = {
    "ac": frozenset(
        {
            "uk",
            "jp",
            "nz",
            "za",
            "kr",
            "il",
            "in",
            "id",
            "th",
            "at",
            "be",
            "ir",
            "cn",
            "cr",
            "cy",
            "ke",
            "ug",
            "tz",
            "zm",
            "zw",
            "rs",
            "ae",
        }
    ),
    "go": frozenset({"jp", "kr", "th", "id", "ke", "tz", "ug", "cr"}),
    "gv": frozenset({"at"}),
    "bund": frozenset({"de"}),
    "admin": frozenset({"ch"}),
    "jus": frozenset({"br"}),
    "europa": frozenset({"eu"}),
    "nhs": frozenset({"uk"}),
    "police": frozenset({"uk"}),
    "mod": frozenset({"uk"}),
    "parliament": frozenset({"uk", "nz"}),
    "k12": frozenset({"us", "tr"}),
    "sch": frozenset({"uk", "id", "gr", "ae", "ng", "lk"}),
}


@dataclass(slots=True)
class _Branch:
    """A word on the way through a phrase: the industry it names if it ends here ("" for a misleading phrase)."""

    industry: str | None = None
    strength: int = 0
    following: dict[str, "_Branch"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Companies:
    """All company words as a tree, and the ends and starts of compound words: industry and strength."""

    tree: dict[str, _Branch]
    endings: dict[str, tuple[str, int]]
    beginnings: dict[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Found:
    industry: str
    strength: int
    text: str
    loss: float
    group: int = 0

    @property
    def weight(self) -> tuple[int, int]:
        """The earlier of two noun phrases names the company: a University of Banking teaches."""
        return self.strength, -self.group


@lru_cache(maxsize=65_536)
def read_industry(company: str, *, email_domain: str | None = None) -> LabelReading:
    """Return the industry that the words of a company's name say, else the one its e-mail domain says.

    >>> read_industry("Musterstadt Versicherung AG").label
    'Insurance'
    >>> read_industry("", email_domain="chem.example.ac.uk").label
    'Education'
    """
    found = _words_of(company)
    if found:
        best = max(enumerate(found), key=lambda numbered: (numbered[1].weight, numbered[0]))[1]
        texts = tuple(dict.fromkeys(one.text for one in found if one.industry == best.industry))
        return LabelReading(best.industry, texts, round(_CONFIDENCE[best.strength] - best.loss, 2))
    return _of_domain(email_domain) if email_domain else UNKNOWN_LABEL


def _words_of(company: str) -> list[_Found]:
    """Return every phrase in a name that names an industry, in order."""
    text = one_gender(company[:LONGEST_NAME])
    words = tokens(text)
    found: list[_Found] = []
    position = group = 0
    while position < len(words):
        length, branch = _longest(words, position)
        taken = words[position : position + length]
        if branch is None:
            found += _compound(taken[0], group)
        elif branch.industry and not _is_pronoun(taken[0]):
            found.append(_Found(branch.industry, branch.strength, as_written(text, taken), 0.0, group))
        group += taken[-1].key in _OF
        position += length
    return found


def _is_pronoun(word: Token) -> bool:
    """Tell "it" from "IT"."""
    return word.key == "it" and word.text != "IT"


def _longest(words: list[Token], start: int) -> tuple[int, _Branch | None]:
    branches = _companies().tree
    best: tuple[int, _Branch | None] = (1, None)
    for position in range(start, len(words)):
        branch = branches.get(words[position].key)
        if branch is None:
            break
        if branch.industry is not None:
            best = position - start + 1, branch
        branches = branch.following
    return best


def _compound(word: Token, group: int) -> list[_Found]:
    if word.key in SEPARATORS:
        return []
    known = _companies()
    for cut in range(_SHORTEST_STEM, len(word.key) - 1):
        ending = known.endings.get(word.key[cut:])
        if ending is not None:
            return [_Found(*ending, word.text, _COMPOUND_LOSS, group)]
    for end in range(len(word.key) - 1, _SHORTEST_STEM - 1, -1):
        beginning = known.beginnings.get(word.key[:end])
        if beginning is not None:
            return [_Found(*beginning, word.text, _COMPOUND_LOSS, group)]
    return []


def _of_domain(domain: str) -> LabelReading:
    labels = domain.strip().strip(".").lower().split(".")
    last = _LAST_LABELS.get(labels[-1])
    if last is not None and len(labels) > 1:
        return LabelReading(last, ("." + labels[-1],), _DOMAIN_CONFIDENCE)
    country = labels[-1]
    for position, label in enumerate(labels[:-1]):
        industry = _SECOND_LABELS.get(label)
        if industry and country in _ONLY_UNDER.get(label, {country}) and _is_second(label, position, labels):
            return LabelReading(industry, ("." + ".".join(labels[position:]),), _DOMAIN_CONFIDENCE)
    return UNKNOWN_LABEL


def _is_second(label: str, position: int, labels: list[str]) -> bool:
    """Tell a country's own second level (example.gov.uk) from a name (police.example.de, gov.io)."""
    return label in _ONLY_UNDER or (0 < position == len(labels) - 2 and len(labels[-1]) == 2)


@cache
def _companies() -> _Companies:
    source = resources.files("nexalink.measures.words").joinpath("tables", "industries.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    made = _Companies({}, {}, {})
    for phrase in _split(table["none"]["phrases"]):
        _add(made, phrase, "", 0)
    for industry, classes in table.items():
        if industry == "none":
            continue
        if industry not in INDUSTRIES:
            raise ValueError(
                f"The table names the industry {industry!r}; use one of {', '.join(INDUSTRIES)}."
            )
        for strength, phrases in classes.items():
            for phrase in _split(phrases):
                _add(made, phrase, industry, _STRENGTH[strength])
    return made


def _add(made: _Companies, phrase: str, industry: str, strength: int) -> None:
    key = phrase_key(phrase.strip("*"))
    for spelled in {key, phrase_key(phrase.strip("*").translate(_SPELLED_OUT))}:
        if phrase.startswith("*"):
            made.endings.setdefault(spelled, (industry, strength))
        if phrase.endswith("*"):
            made.beginnings.setdefault(spelled, (industry, strength))
            continue
        if spelled.strip(AND + " "):
            _learn(made.tree, spelled, industry, strength)


_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def _learn(tree: dict[str, _Branch], phrase: str, industry: str, strength: int) -> None:
    branch = _Branch()
    for word in phrase.split(" "):
        branch = tree.setdefault(word, _Branch())
        tree = branch.following
    if branch.industry is None or strength > branch.strength > 0:
        branch.industry, branch.strength = industry, strength


def _split(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.replace("\n", ",").split(",") if phrase.strip()]
