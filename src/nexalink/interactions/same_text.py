"""Tell a text written for one person from a text written for many: pure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

ALIKE = 85.0
"""From this likeness on (0 … 100, by edits of characters in order), two texts are one text for many."""
_SHORTEST = 20
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_GREETINGS = frozenset(
    "hi hello hey dear good morning afternoon evening greetings hallo hi liebe lieber guten tag morgen abend moin servus"
    " best regards kind warm cheers sincerely yours wishes viele beste herzliche liebe grüsse gruss mfg lg vg".split()
)
"""Words of greeting and goodbye, casefolded: they make no text a different one."""
_WISHES = re.compile(
    r"""\b(?:
    happy\s(?:belated\s)?(?:birthday|holidays|new\syear|easter|anniversary|work\sanniversary)|merry\schristmas
    |season['’]?s\sgreetings|(?:many\s)?congrat(?:s|ulations)(?:\s(?:on|for|to)(?:\s(?:the|your|a))?
       (?:\snew)?(?:\s(?:role|job|position|work\sanniversary|anniversary|promotion|milestone))?)?
    |(?:all\sthe\s)?best(?:\swishes)?|welcome(?:\sto\smy\snetwork)?|well\sdone|(?:many\s)?thanks?(?:\syou)?(?:\sso\smuch)?
    |(?:thanks?(?:\syou)?\s)?for\sconnecting(?:\swith\sme)?|(?:for\s)?the\sadd|(?:nice|great|good|glad|pleased|happy)\sto
       \s(?:connect|meet\syou|be\sconnected|e-?meet\syou|have\syou\sin\smy\snetwork)(?:\swith\syou)?
    |let['’]?s\s(?:stay|keep)\sin\stouch|(?:i\s)?hope\s(?:you\sare|you['’]re|this\sfinds\syou|all\sis)\s(?:doing\s)?well
    |how\sare\syou(?:\sdoing)?|have\sa\s(?:great|good|nice|wonderful)\s(?:day|week|weekend|year|one)
    |alles\s(?:gute|liebe)(?:\szum\s(?:geburtstag|jubiläum))?|(?:herzlichen?\s)?gl(?:ückwunsch|ückwünsche)(?:\szum\s(?:geburtstag
       |jubiläum)|\szur\sneuen\s(?:stelle|position|rolle))?|frohe\s(?:weihnachten|ostern|feiertage|festtage)
    |(?:einen\s)?guten\srutsch|(?:ein\s)?(?:frohes|gutes|gesundes)\sneues(?:\sjahr)?|danke(?:\sfür\sdie\svernetzung)?
    |(?:schön|gut)\sdass\swir\svernetzt\ssind|auf\sgute\s(?:vernetzung|zusammenarbeit)|wie\sgeht(?:['’]s|\ses\sdir|\ses\sihnen)
    |a|and|und|to|you|your|family|dir|ihnen|wünsche\s(?:ich|ihnen|dir)
    )\b""",
    re.VERBOSE,
)
"""Wishes, casefolded: to ignore case besides would double what a look costs."""
_LONGEST_WISH = 30
"""Words; a longer text says more than a wish, or costs more to look at than it may."""


def likeness(one: str, other: str, *, names: Sequence[str] = ()) -> float:
    """Return how alike two texts are, 0 … 100, when greetings, names, numbers and the spacing are left out.

    >>> likeness("Dear Ada, may I ask about your work at Umber?", "Hi Bo, may I ask about your work at Tally?",
    ...          names=["Ada", "Bo", "Umber", "Tally"])
    100.0
    """
    return float(fuzz.ratio(bare(one, names), bare(other, names)))


def too_alike(one: str, other: str, *, names: Sequence[str] = ()) -> bool:
    """Return whether two people would get nearly the same text; a few words alone prove nothing."""
    first, second = bare(one, names), bare(other, names)
    if min(len(first), len(second)) < _SHORTEST:
        return bare(one) == bare(other)
    return bool(fuzz.ratio(first, second, score_cutoff=ALIKE))


def bare(text: str, names: Iterable[str] = ()) -> str:
    """Return the words of a text in lower case without greetings, numbers and the words of ``names``.

    >>> bare("Hi Ada,  call me at 5: the PLAN stands!", ["Ada Brandt"])
    'call me at the plan stands'
    """
    left_out = _GREETINGS.union(*(_words(name) for name in names))
    return " ".join(
        word for word in _WORD.findall(text.casefold()) if word not in left_out and not word[0].isdigit()
    )


def is_greeting(text: str, *, name: str = "") -> bool:
    """Return whether a text greets, thanks, congratulates or wishes, and says nothing beyond.

    >>> is_greeting("Happy birthday, Ada! 🎉", name="Ada Brandt"), is_greeting("Congrats! How did the talk go?")
    (True, False)
    """
    words = _WORD.findall(text.casefold())
    if len(words) > _LONGEST_WISH:
        return False
    named = _words(name)
    left = _WISHES.sub(" ", " ".join(word for word in words if word not in named))
    return not any(word not in _GREETINGS for word in _WORD.findall(left))


@lru_cache(maxsize=4_096)
def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold()))
