"""Tell whether two texts are the same text with another name in it: pure."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

ALIKE = 85.0
"""From this likeness on (0 … 100, by edits of words in order), two texts are one text for many."""
_SHORTEST = 20


def likeness(one: str, other: str, *, names: Sequence[str] = ()) -> float:
    """Return how alike two texts are, 0 … 100, when names, numbers and the spacing are left out.

    >>> likeness("Dear Ada, may I ask about your work at Umber?", "Dear Bo, may I ask about your work at Tally?",
    ...          names=["Ada", "Bo", "Umber", "Tally"])
    100.0
    """
    return float(fuzz.ratio(_bare(one, names), _bare(other, names)))


def too_alike(one: str, other: str, *, names: Sequence[str] = ()) -> bool:
    """Return whether two people would get nearly the same text; a few words alone prove nothing."""
    if min(len(_bare(one, names)), len(_bare(other, names))) < _SHORTEST:
        return _bare(one, ()) == _bare(other, ())
    return likeness(one, other, names=names) >= ALIKE


def _bare(text: str, names: Sequence[str]) -> str:
    words = {word.casefold() for name in names for word in re.findall(r"\w+", name)}
    kept = [word for word in re.findall(r"\w+", text.casefold()) if word not in words and not word.isdigit()]
    return " ".join(kept)
