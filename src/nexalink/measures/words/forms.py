"""The feminine forms and other spellings of a word in a table, so that a table lists each word once."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_FEMININE: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("teur", "trice"),
        ("eur", "euse"),
        ("eur", "eure"),
        ("er", "ère"),
        ("ien", "ienne"),
        ("é", "ée"),
        ("ant", "ante"),
        ("if", "ive"),
        ("el", "elle"),
        ("al", "ale"),
        ("ct", "cte"),
        ("chef", "cheffe"),
        ("tre", "tresse"),
        ("ent", "ente"),
        ("at", "ate"),
    ),
    "es": (("efe", "efa"), ("o", "a"), ("or", "ora"), ("ón", "ona"), ("és", "esa"), ("te", "ta")),
    "pt": (("o", "a"), ("or", "ora"), ("ês", "esa"), ("te", "ta")),
    "it": (("o", "a"), ("tore", "trice"), ("ore", "ora"), ("iere", "iera"), ("ore", "oressa"), ("e", "essa")),
    "pl": (
        ("k", "czka"),
        ("or", "orka"),
        ("er", "erka"),
        ("yk", "yczka"),
        ("ca", "czyni"),
        ("ista", "istka"),
        ("y", "a"),
    ),
}
_SHORTEST = 4


def forms(phrase: str, language: str) -> list[str]:
    """Return ``phrase`` and the other ways in which ``language`` writes it.

    >>> forms("director", "es")
    ['director', 'directora']
    >>> forms("prüfer", "de")
    ['prüfer', 'prüferin', 'pruefer', 'prueferin']
    """
    found = [phrase]
    if language == "de":
        found += _german(phrase)
    found += _romance(phrase, language)
    spelled = [
        form.replace("Ä", "Ae").replace("Ö", "Oe").replace("Ü", "Ue").translate(_UMLAUTS) for form in found
    ]
    return list(dict.fromkeys([*found, *spelled]))


def _german(phrase: str) -> list[str]:
    """Add -in to a word for a person; harmless where the word is none."""
    if len(phrase) < _SHORTEST or phrase[-1] in "aiouyäöü":
        return []
    stem = phrase.removesuffix("e")
    umlaut = {"arzt": "ärztin", "walt": "wältin", "koch": "köchin"}
    for ending, feminine in umlaut.items():
        if stem.endswith(ending):
            return [stem.removesuffix(ending) + feminine]
    return [stem + "in"]


def _romance(phrase: str, language: str) -> list[str]:
    """Make the first word feminine, the last, and both: "cheffe de projet", "aide-soignante", "ingénieure civile"."""
    first, *rest = phrase.split(" ")
    heads = [first, *_feminine(first, language)]
    tails = [rest, *([*rest[:-1], word] for word in (_feminine(rest[-1], language) if rest else []))]
    return [" ".join([head, *tail]) for head in heads for tail in tails][1:]


def _feminine(word: str, language: str) -> list[str]:
    rules = _FEMININE.get(language, ())
    if len(word) < _SHORTEST:
        return []
    return [word.removesuffix(ending) + feminine for ending, feminine in rules if word.endswith(ending)]
