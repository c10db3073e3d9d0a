"""Whether two names can be one person's: the same, compatible, or different."""

from typing import Literal, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from nexalink.measures.name_words import PARTICLES
from nexalink.measures.names import ParsedName, fold_word, parse_name, spelled_alike, user_names
from nexalink.measures.nicknames import forms

Grade = Literal["same", "compatible", "different", "unknown"]

_LONG_FAMILY = 5
_LONG_GIVEN = 7
_FORMS = {fold_word(name): numbers for name, numbers in forms().items()}
_NO_FORMS: frozenset[int] = frozenset()


class NameVerdict(NamedTuple):
    """How two names go together, and why, as a short phrase; false where the names are different."""

    grade: Grade
    reason: str

    def __bool__(self) -> bool:
        """Tell whether nothing in the names speaks against one person: a missing name does not."""
        return self.grade != "different"

    @property
    def fits(self) -> bool:
        """True where both can be one person's: same or compatible."""
        return self.grade in ("same", "compatible")


def names_compatible(one: str | ParsedName, other: str | ParsedName) -> NameVerdict:
    """Tell whether two names can be one person's: same, compatible, different, or unknown where one is missing.

    *Same*: equal after folding, in either written order with a comma. *Compatible*: an initial, a familiar form (Bob
    for Robert), a missing middle name or family name, a hyphenated or former family name, one letter off in a long
    name. Everything else is *different*; a given name one letter off is (Anna and Anne share many a telephone).

    >>> names_compatible("Okafor, Ben", "Ben Okafor").grade, names_compatible("Bob Bell", "Robert Bell").grade
    ('same', 'compatible')
    """
    a = parse_name(one) if isinstance(one, str) else one
    b = parse_name(other) if isinstance(other, str) else other
    if not a.key or not b.key:
        return NameVerdict("unknown", "no name")
    if a.generation and b.generation and a.generation != b.generation:
        return NameVerdict("different", "different generation")
    if _same_key(a, b):
        if a.generation != b.generation:
            return NameVerdict("compatible", f"same name, one is {a.generation or b.generation}")
        return NameVerdict("same", "same name")
    if _is_latin(a) != _is_latin(b):
        return NameVerdict("unknown", "names in different scripts")
    if a.east_asian or b.east_asian or _is_initials(a) or _is_initials(b):
        return NameVerdict("different", "different name")
    if not a.family or not b.family:
        return _with_single_word(a, b)
    return _with_families(a, b)


def names_may_be_one(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: False only where they are different.

    >>> [names_may_be_one("Ana Bell", other) for other in ("A. Bell", "", "Ben Bell")]
    [True, True, False]
    """
    return names_compatible(one, other).grade != "different"


def _is_latin(name: ParsedName) -> bool:
    return any("a" <= character <= "z" for character in name.key)


def _is_initials(name: ParsedName) -> bool:
    """Tell whether a name is nothing but single letters: they fit too many."""
    return not any(word[1:] for word in (name.given, *name.middle, name.family))


def _same_key(a: ParsedName, b: ParsedName) -> bool:
    if a.key == b.key:
        return True
    if a.east_asian and b.east_asian:
        return f"{b.family}{b.given}" == a.key or f"{a.family}{a.given}" == b.key
    one, two = a.key.replace("-", " ").split(), b.key.replace("-", " ").split()
    return len(one) == len(two) and all(map(spelled_alike, one, two))


def _with_single_word(a: ParsedName, b: ParsedName) -> NameVerdict:
    single, whole = (a, b) if not a.family else (b, a)
    word = single.given
    if not whole.family:
        if _given_match(word, whole.given) in ("familiar form", "initial"):
            return NameVerdict("compatible", "familiar form of the name")
        return NameVerdict("different", "different name")
    if word == whole.family or word in whole.family.split():
        return NameVerdict("compatible", "only a family name")
    if word in user_names(whole):
        return NameVerdict("compatible", "a user name made of the name")
    if word in whole.others or _given_match(word, whole.given) in ("same", "familiar form"):
        return NameVerdict("compatible", "only a first name")
    return NameVerdict("different", "different name")


def _with_families(a: ParsedName, b: ParsedName) -> NameVerdict:
    family = _family_match(a, b)
    given = _given_match(a.given, b.given) or _other_given(a, b)
    if family == "same" and given:
        return _with_middles(a, b, given)
    if family and given == "same":
        return NameVerdict("compatible", family)
    if family and given in ("familiar form", "initial") and family != "spelled a little differently":
        return NameVerdict("compatible", f"{family}, {given}")
    if a.given == b.family and b.given == a.family:
        return NameVerdict("compatible", "same name in the other order")
    return NameVerdict("different", "different name" if not family or not given else "only similar names")


def _with_middles(a: ParsedName, b: ParsedName, given: str) -> NameVerdict:
    if given == "same" and a.middle and b.middle:
        if a.middle == b.middle:
            return NameVerdict("same", "same name")
        if any(_given_match(x, y) in ("same", "initial") for x in a.middle for y in b.middle):
            return NameVerdict("compatible", "middle name shortened")
        return NameVerdict("different", "different middle name")
    if given == "same":
        return NameVerdict("compatible", "middle name missing" if a.middle or b.middle else "same name")
    if (
        given == "initial"
        and a.middle
        and b.middle
        and not any(x[0] == y[0] for x in a.middle for y in b.middle)
    ):
        return NameVerdict("different", "different initials")
    return NameVerdict("compatible", given)


def _given_match(a: str, b: str) -> str:
    """Return how two given names go together: same, initial, familiar form, spelled a little differently, or empty."""
    if spelled_alike(a.replace("-", ""), b.replace("-", "")):
        return "same"
    if not a or not b:
        return ""
    if (len(a) == 1 or len(b) == 1) and a[0] == b[0]:
        return "initial"
    if _FORMS.get(a, _NO_FORMS) & _FORMS.get(b, _NO_FORMS):
        return "familiar form"
    if "-" in a or "-" in b:
        return "part of a double name" if a.partition("-")[0] == b.partition("-")[0] else ""
    long_enough = min(len(a), len(b)) >= _LONG_GIVEN and a[-1] == b[-1]
    close = long_enough and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1
    return "spelled a little differently" if close else ""


def _other_given(a: ParsedName, b: ParsedName) -> str:
    """Return a match by a middle name or a bracketed nickname: ``J. Robert Bell`` and ``Robert Bell``."""
    if b.given in a.middle or a.given in b.middle:
        return "goes by the middle name" if len(a.given) > 1 or len(b.given) > 1 else ""
    if b.given in a.others or a.given in b.others:
        return "familiar form"
    return ""


def _family_match(a: ParsedName, b: ParsedName) -> str:
    one, two = a.family, b.family
    if spelled_alike(one.replace(" ", ""), two.replace(" ", "")):
        return "same"
    first, second = ([word for word in name.split() if word not in PARTICLES] for name in (one, two))
    if first and first == second:
        return "same"
    if set(first) < set(second) or set(second) < set(first):
        return "part of a double family name"
    if one in b.others or two in a.others:
        return "former family name"
    if (one in b.middle and len(one) > 1) or (two in a.middle and len(two) > 1):
        return "one family name more"
    if len(one) == 1 or len(two) == 1:
        return "initial of the family name" if one[0] == two[0] else ""
    if min(len(one), len(two)) >= _LONG_FAMILY and DamerauLevenshtein.distance(one, two, score_cutoff=1) <= 1:
        return "spelled a little differently"
    return ""
