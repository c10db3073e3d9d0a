"""Which words of one person's goals meet another's strengths: pure text, the rarer the word the more it tells."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from nexalink.formats.handles import fold_name

_STOP = frozenset(
    """about after again against also always another because become been before being better both build building can
    could develop doing each even every find first for from get getting give good great grow growing have having help
    helping here into just know learn learning like long look looking make making many more most move much need needs
    next new not now off one only open other our out over people person plan start starting some soon still take than
    that the their them then there these they thing things this through time two under until up very want wants well
    what when where which while who will with within work working works would year years you your and are but has its
    was were all any how too use using via than become role roles team teams company companies job someone somebody
    und oder der die das den dem ein eine einen einer fur mit von zum zur auf aus bei nach uber unter als auch mehr
    neue neuen neuer noch sich sind wird werden wie ich""".split()
)
_SHORTEST = 3
_ENDINGS = ("ies", "ing", "ers", "er", "es", "s")
_STEM = 4
_FEW, _COMMON, _MANY = 10.0, 0.3, 50.0
"""A word of this many people always tells something; one of this share, or of this many, never."""
_TERMS_OF_TWO = frozenset({"ai", "ml", "hr", "pr", "ux", "ui", "it", "vc", "iot", "b2b", "seo"})


@dataclass(frozen=True, slots=True)
class Match:
    """One person's wish that another can serve. ``words`` as the seeker wrote them, rarest first; ``weight`` above 0."""

    seeker: int
    giver: int
    words: tuple[str, ...]
    weight: float


def word_stems(text: str) -> dict[str, str]:
    """Return stem → word as written, for the words of a text that say something.

    >>> sorted(word_stems("Hiring nurses for a new clinic"))
    ['clinic', 'hir', 'nurs']
    """
    return dict(_stems(text))


@lru_cache(maxsize=4_096)  # the same notes are read at every visit
def _stems(text: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for written in re.findall(r"[^\W_]+", text):
        word = fold_name(written)
        if word in _TERMS_OF_TWO or (len(word) >= _SHORTEST and word not in _STOP and not word.isdigit()):
            found.setdefault(_stem(word), written.casefold())
    return tuple(found.items())


def match_wishes(
    wishes: Mapping[int, str], gifts: Mapping[int, str], *, most: int | None = None
) -> list[Match]:
    """Return the pairs whose wish meets a gift, strongest first, at most ``most``.

    A word weighs the logarithm of how rare it is among the givers (inverse document frequency); a word of more than
    30 % of them, or of more than 50, tells nothing.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for giver, text in gifts.items():
        for stem, _ in _stems(text):
            holders[stem].append(giver)
    common = min(max(_FEW, _COMMON * len(gifts)), _MANY)
    weights = {
        stem: math.log(1 + len(gifts) / len(having))
        for stem, having in holders.items()
        if len(having) <= common
    }
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for seeker, text in wishes.items():
        for stem, _ in _stems(text):
            for giver in holders[stem] if stem in weights else ():
                if giver != seeker:
                    shared[seeker, giver] += weights[stem]
    chosen = sorted(shared, key=lambda pair: (-round(shared[pair], 9), pair))[:most]
    return [
        Match(seeker, giver, _words(wishes[seeker], gifts[giver], weights), shared[seeker, giver])
        for seeker, giver in chosen
    ]


def _words(wish: str, gift: str, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the words of a wish that a gift has too, rarest first."""
    given = dict(_stems(gift))
    found = [(-weights[stem], word) for stem, word in _stems(wish) if stem in given and stem in weights]
    return tuple(word for _, word in sorted(found))


def text_of(values: Mapping[str, object], *names: str) -> str:
    """Return what the owner wrote under ``names``, as one text; lists are read as lines.

    >>> text_of({"goals": ["a", "b"], "strengths": "c"}, "goals", "strengths", "other")
    'a. b. c'
    """
    parts: list[str] = []
    for name in names:
        value = values.get(name)
        lines = value if isinstance(value, list) else [value]
        parts += [str(line) for line in lines if line]
    return ". ".join(parts)


def _stem(word: str) -> str:
    """Cut common endings, so that "nurse" and "nurses", "hire" and "hiring" meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e") if len(word) > _STEM - 1 else word
