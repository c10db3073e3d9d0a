"""The words of titles in every language, read once from the tables and made ready for looking up."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from nexalink.measures.words.folding import SEPARATORS, Token, phrase_key
from nexalink.measures.words.forms import forms
from nexalink.measures.words.labels import FUNCTIONS, STAGES

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "nordic", "pl")
"""The languages there is a table for; where two know the same word, the earlier one decides."""

SHORTEST_STEM = 3
SHORTEST_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase says.

    ``kind``: *role* (a job with its function), *field* (a function, no person), *weak* (a person whose field stands
    beside it), *rank*, *weak rank* (a rank only beside a function), *unpaid*, *aide* (works for whoever follows), *void*
    (a title with it says nothing), *slogan* (nothing said up to the next bar), *past* (nothing said up to the next
    comma), *article* (words beside it are a sentence, unless they name a job), *filler*, *of*, *for* (ranks that follow
    are other people's), *at* (an employer follows).
    """

    kind: str
    function: str | None = None
    stage: str | None = None


@dataclass(slots=True)
class Branch:
    """A word on the way through a phrase: what the phrase says if it ends here, and the words that may follow."""

    sense: Sense | None = None
    following: dict[str, "Branch"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All phrases as a tree of words, and the ends and starts of compound words."""

    tree: dict[str, Branch]
    endings: dict[str, Sense]
    beginnings: dict[str, Sense]

    def phrase_at(self, words: list[Token], start: int) -> tuple[int, Sense] | None:
        """Return the length in words and the sense of the longest phrase that begins at ``start``."""
        branches = self.tree
        found = None
        for position in range(start, len(words)):
            branch = branches.get(words[position].key)
            if branch is None:
                return found
            if branch.sense is not None:
                found = position - start + 1, branch.sense
            branches = branch.following
        return found

    def add(self, phrase: str, sense: Sense) -> None:
        """Learn a phrase, given by its key, unless it is known already."""
        branches = self.tree
        branch = Branch()
        for word in phrase.split(" "):
            branch = branches.setdefault(word, Branch())
            branches = branch.following
        branch.sense = branch.sense or sense

    def compound(self, word: str) -> tuple[Sense | None, Sense] | None:
        """Return what the first part (None: nothing known) and the second part of a compound word say."""
        for cut in range(SHORTEST_STEM, len(word) - 2):
            ending = self.endings.get(word[cut:])
            if ending is not None:
                return self._beginning(word[:cut]), ending
        return None

    def _beginning(self, stem: str) -> Sense | None:
        for end in range(len(stem), SHORTEST_BEGINNING - 1, -1):
            sense = self.beginnings.get(stem[:end])
            if sense is not None:
                return sense
        return None


@cache
def vocabulary() -> Vocabulary:
    """Return the words of all tables."""
    made = Vocabulary({}, {}, {})
    for language in LANGUAGES:
        for phrase, sense in _entries(language):
            _add(made, phrase, sense, language)
    return made


@lru_cache(maxsize=65_536)
def compound(word: str) -> tuple[Sense | None, Sense] | None:
    """Return what both parts of a compound word say, remembered from one title to the next."""
    return vocabulary().compound(word)


def _add(made: Vocabulary, phrase: str, sense: Sense, language: str) -> None:
    for form in forms(phrase.strip("*"), language):
        key = phrase_key(form)
        if phrase.startswith("*"):
            made.endings.setdefault(key, sense)
        elif phrase.endswith("*"):
            made.beginnings.setdefault(key, sense)
            continue
        if key and key not in SEPARATORS:
            made.add(key, sense)


def _entries(language: str) -> Iterator[tuple[str, Sense]]:
    source = resources.files("nexalink.measures.words").joinpath("tables", f"{language}.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    for kind, phrases in table.get("words", {}).items():
        yield from ((phrase, Sense(kind)) for phrase in _split(phrases))
    for function, kinds in table.get("functions", {}).items():
        for kind, phrases in kinds.items():
            yield from ((phrase, _of_function(function, kind)) for phrase in _split(phrases))
    for stage, kinds in table.get("stages", {}).items():
        for kind, phrases in kinds.items():
            yield from ((phrase, _of_stage(stage, kind)) for phrase in _split(phrases))


def _of_function(function: str, kind: str) -> Sense:
    if function not in FUNCTIONS:
        raise ValueError(f"A table names the function {function!r}; use one of {', '.join(FUNCTIONS)}.")
    return Sense("role", function, kind) if kind in STAGES else Sense(kind, function)


def _of_stage(stage: str, kind: str) -> Sense:
    if stage not in STAGES:
        raise ValueError(f"A table names the stage {stage!r}; use one of {', '.join(STAGES)}.")
    return Sense(kind, None, stage)


def _split(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.replace("\n", ",").split(",") if phrase.strip()]
