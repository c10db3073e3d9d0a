"""Names as LinkedIn writes them: cleaned for showing, folded for comparing, and joined inside one archive."""

import re
from collections import defaultdict
from functools import lru_cache

from nexalink.formats.handles import fold_name

_UNSEEN = re.compile("[\u0000-\u001f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PRONOUNS = re.compile(
    r"\s*\((?:she|he|they|her|him|them|hers|his|sie|er|ella|elle|il)(?:[/ ]+\w+)*\)", re.IGNORECASE
)
_TITLES = frozenset(
    """
    phd dphil edd dba psyd mba emba msc bsc llm llb pmp cpa cfa cfp cissp cisa cism csm cspo acca fcca fca aca cma cia
    sphr phr shrmcp shrmscp pmiacp caia frm chrp bsn msn mph mpa pharmd dds dvm esq peng ceng miet frsa mbcs jr sr
    """.split()
)

DELETED = frozenset({"linkedin member", "linkedin user", "membro do linkedin", "mitglied von linkedin"})


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """Return a cell without marks that nobody sees and with single plain spaces."""
    if not text.isascii() or not text.isprintable():
        text = _UNSEEN.sub("", text.replace("\t", " ").replace("\n", " "))
    return " ".join(text.split())


def family_without_titles(family: str) -> str:
    """Return a last name without what follows its comma and without titles: ``Example, PhD, PMP`` → ``Example``."""
    if family.isalpha():
        return family
    head = family.partition(",")[0].strip() or family
    return _without_last_titles(_without_pronouns(head))


def _without_pronouns(name: str) -> str:
    return (_PRONOUNS.sub("", name).strip() or name) if "(" in name else name


def _without_last_titles(name: str, *, least: int = 1) -> str:
    tokens = name.split(" ")
    while len(tokens) > least and _is_title(tokens[-1]):
        tokens.pop()
    return " ".join(tokens)


def _is_title(token: str) -> bool:
    letters = token if token.isalnum() else "".join(filter(str.isalnum, token))
    return letters.lower() in _TITLES and (token[-1:] == "." or sum(map(str.isupper, letters)) > 1)


def shown(full: str) -> str:
    """Return a full name as it is shown: clean, and without titles where a first and a last name remain.

    >>> shown("Ana Example, PhD, PMP"), shown("Okafor, Ben"), shown("Ana  Example MBA")
    ('Ana Example', 'Okafor, Ben', 'Ana Example')
    """
    name = _without_pronouns(clean(full))
    head = name.partition(",")[0].strip()
    return _without_last_titles(head if " " in head else name, least=2)


@lru_cache(maxsize=65_536)
def folded(full: str) -> str:
    """Return a full name for comparing: no titles, marks, emoji, accents or case."""
    return fold_name(shown(full))


def is_deleted(name: str) -> bool:
    """Tell whether this is what LinkedIn writes for an account that is gone; never the same person twice."""
    return clean(name).casefold() in DELETED


def is_linkedin(name: str) -> bool:
    """Tell whether LinkedIn itself, not a member, speaks."""
    words = clean(name).casefold().split()
    return words[:1] == ["linkedin"] or words[:2] == ["the", "linkedin"]


class NameIndex:
    """Which names of one archive belong to one person only, so that rows without a profile URL can be joined.

    Inside one archive a full name that is unique joins its rows; a name that two connections bear, or two URLs,
    joins nothing.
    """

    def __init__(self) -> None:
        self.connections: dict[str, str | None] = {}
        self.urls: defaultdict[str, set[str]] = defaultdict(set)

    def add_connection(self, name: str, url: str) -> None:
        """Count one connection of this folded name; ``url`` may be empty. None marks a name of several."""
        self.connections[name] = None if name in self.connections else url

    def add_url(self, name: str, url: str) -> None:
        """Note that this profile bears this folded name."""
        if name:
            self.urls[name].add(url)

    def knows(self, name: str) -> bool:
        """Tell whether anybody in the archive bears this folded name."""
        return name in self.connections or name in self.urls

    def url(self, name: str) -> str:
        """Return the one profile URL that this folded name can mean, or the empty string."""
        return next(iter(self._urls_of(name)), "") if self.is_unique(name) else ""

    def is_unique(self, name: str) -> bool:
        """Tell whether this folded name means one person at most."""
        return bool(name) and self.connections.get(name, "") is not None and len(self._urls_of(name)) <= 1

    def _urls_of(self, name: str) -> set[str]:
        own = self.connections.get(name)
        return self.urls.get(name, set()) | ({own} if own else set())

    def handle(self, full: str) -> str:
        """Return the handle for somebody of whom only the name is told: a URL where it is sure, else the name."""
        name = folded(full)
        return self.url(name) or stand_in(name)

    def connection(self, full: str) -> str:
        """Return the handle of the only connection of this name, or the empty string."""
        name = folded(full)
        url = self.connections.get(name)
        if url is None:
            return ""
        return url or self.url(name) or (stand_in(name) if self.is_unique(name) else "")


def stand_in(name: str) -> str:
    """Return the handle that stands for a folded name inside one archive, or the empty string for no name."""
    return f"linkedin-name:{name}" if name else ""
