"""The words of titles in every language, read once from the tables and made ready for looking up."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nexalink.measures.words.folding import Token, phrase_key
from nexalink.measures.words.forms import forms
from nexalink.measures.words.labels import FUNCTIONS, STAGES

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "nordic", "pl")
"""The languages there is a table for; where two know the same word, the earlier one decides."""

SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase says.

    ``kind``: *role* (a job with its function), *field* (a function, no person), *weak* (a person whose field stands
    beside it), *rank*, *weak rank* (a rank only beside a function), *unpaid*, *aide* (works for whoever follows), *void*
    (a title with it says nothing), *slogan* (nothing said up to the next bar), *past* (nothing said up to the next
    comma), *filler*, *of*, *for* (ranks that follow are other people's), *at* (an employer follows).
    """

    kind: str
    function: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All phrases: ``exact`` by key, ``longest`` phrase in words by its first word, ends and starts of compounds."""

    exact: dict[str, Sense]
    longest: dict[str, int]
    endings: dict[str, Sense]
    beginnings: dict[str, Sense]

    def phrase_at(self, words: list[Token], start: int) -> tuple[int, Sense] | None:
        """Return the length in words and the sense of the longest phrase that begins at ``start``."""
        longest = self.longest.get(words[start].key, 0)
        for length in range(min(longest, len(words) - start), 0, -1):
            sense = self.exact.get(" ".join(token.key for token in words[start : start + length]))
            if sense is not None:
                return length, sense
        return None

    def compound(self, word: str) -> tuple[Sense | None, Sense] | None:
        """Return what the first part (None: nothing known) and the second part of a compound word say."""
        for cut in range(SHORTEST_STEM, len(word) - 2):
            ending = self.endings.get(word[cut:])
            if ending is not None:
                return self._beginning(word[:cut]), ending
        return None

    def _beginning(self, stem: str) -> Sense | None:
        for end in range(len(stem), SHORTEST_STEM - 2, -1):
            sense = self.beginnings.get(stem[:end])
            if sense is not None:
                return sense
        return None


@cache
def vocabulary() -> Vocabulary:
    """Return the words of all tables."""
    made = Vocabulary({}, {}, {}, {})
    for language in LANGUAGES:
        for phrase, sense in _entries(language):
            _add(made, phrase, sense, language)
    return made


def _add(made: Vocabulary, phrase: str, sense: Sense, language: str) -> None:
    for form in forms(phrase.strip("*"), language):
        key = phrase_key(form)
        if phrase.startswith("*"):
            made.endings.setdefault(key, sense)
        elif phrase.endswith("*"):
            made.beginnings.setdefault(key, sense)
            continue
        made.exact.setdefault(key, sense)
        first, _, rest = key.partition(" ")
        made.longest[first] = max(made.longest.get(first, 0), 1 + len(rest.split()))


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
