"""Find what holds every word somebody typed: by kind, best first, with the words marked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from nexalink.accounts.models import Owner
from nexalink.search.finding import Reach, Row, closest, find
from nexalink.search.folding import Piece, Wanted, wanted_words
from nexalink.search.models import Kind
from nexalink.search.showing import SHOWING

__all__ = [
    "GROUP",
    "MOST",
    "PAGE",
    "Found",
    "Group",
    "Hit",
    "Kind",
    "KindPage",
    "Piece",
    "search",
    "search_kind",
]
"""Doors name these without knowing the tables."""

MOST = 200
"""So many hits of one kind are weighed; of more, the latest."""
GROUP = 8
PAGE = 20
_TOGETHER = 300


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that holds every wanted word. ``person`` is whom it is about (0: nobody), ``query`` a kept view's."""

    kind: Kind
    number: int
    person: int
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    at: int
    """Seconds since 1970-01-01 UTC; 0 without a time."""
    detail: str = ""
    """What else tells where it belongs: a playbook's kind, a touch's direction and kind, a view's query."""


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind. ``total`` counts all that were found, at most ``MOST``; ``more`` tells there are more."""

    kind: Kind
    hits: tuple[Hit, ...]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; ``words`` is how many words were looked for, 0 where nothing typed can be searched."""

    words: int
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """Return how many hits there are in all groups."""
        return sum(group.total for group in self.groups)


@dataclass(frozen=True, slots=True)
class KindPage:
    """One page of one kind."""

    group: Group
    number: int
    pages: int
    words: int


def search(owner: Owner, text: str, *, each: int = GROUP) -> Found:
    """Return what holds every word of ``text``, at most ``each`` of a kind; a fixed number of queries.

    A single letter looks at names only.
    """
    wanted = wanted_words(text)
    if not wanted:
        return Found(0, ())
    named = _is_one_letter(wanted)
    rows = {Kind.PERSON: _people(owner, wanted)}
    together = find(owner, wanted, reach=Reach(None, named=named), most=_TOGETHER + 1)
    if len(together) > _TOGETHER:  # one kind may hide the others
        rows |= {
            kind: _of_kind(owner, wanted, kind) for kind in ORDER if kind not in {Kind.PERSON, Kind.TOUCH}
        }
    else:
        rows |= _by_kind(wanted, together)
    rows[Kind.TOUCH] = [] if named else _of_kind(owner, wanted, Kind.TOUCH)
    groups = (_group(owner, wanted, kind, rows.get(kind, []), start=0, size=each) for kind in ORDER)
    return Found(len(wanted), tuple(group for group in groups if group.total))


def search_kind(owner: Owner, text: str, *, kind: Kind, number: int = 1, size: int = PAGE) -> KindPage:
    """Return one page of the hits of one kind; a page that is not there is the nearest one."""
    wanted = wanted_words(text)
    rows: list[Row] = []
    if wanted:
        rows = _people(owner, wanted) if kind == Kind.PERSON else _of_kind(owner, wanted, kind)
    pages = max(1, -(-min(len(rows), MOST) // size))
    number = min(max(number, 1), pages)
    group = _group(owner, wanted, kind, rows, start=(number - 1) * size, size=size)
    return KindPage(group, number, pages, len(wanted))


ORDER = (
    Kind.PERSON, Kind.TAG, Kind.CIRCLE, Kind.VIEW, Kind.NOTE, Kind.PROMISE, Kind.REMINDER, Kind.PLAYBOOK, Kind.INTRODUCTION,
    Kind.REQUEST, Kind.EXCHANGE, Kind.RECALL, Kind.TOUCH,
)  # fmt: skip
"""Kinds as they are shown: people first, the many messages last."""


def _is_one_letter(wanted: Sequence[Wanted]) -> bool:
    return all(len(one.ways[0]) == 1 and one.ways[0].isascii() for one in wanted)


def _people(owner: Owner, wanted: Sequence[Wanted]) -> list[Row]:
    """Return people, those whose name is wanted first; among equals tracked and closer ones."""
    rows = [] if _is_one_letter(wanted) else find(owner, wanted, reach=Reach(Kind.PERSON), most=MOST + 1)
    if not rows or len(rows) > MOST:
        named = find(owner, wanted, reach=Reach(Kind.PERSON, named=True), most=MOST + 1)
        if len(named) > MOST:  # the closest must not be missed among so many
            rows, named = named, closest(owner, wanted)
        rows = list(dict.fromkeys((*named, *rows)))

    def place(row: Row) -> tuple[bool, bool, bool, int, int, str]:
        words = row.title.split()
        by_name = all(any(one.begins(word) for word in words) for one in wanted)
        whole = sum(any(way in words for way in one.ways) for one in wanted)
        return (not by_name, row.untracked, row.stranger, row.rank, -whole, row.title)

    return sorted(rows, key=place)


def _of_kind(owner: Owner, wanted: Sequence[Wanted], kind: Kind) -> list[Row]:
    named = _is_one_letter(wanted)
    return _by_kind(wanted, find(owner, wanted, reach=Reach(kind, named=named), most=MOST + 1)).get(kind, [])


def _by_kind(wanted: Sequence[Wanted], found: list[Row]) -> dict[Kind, list[Row]]:
    """Return entries by kind, best first: the most wanted words in the title, tracked people's, then the latest."""
    kinds: dict[Kind, list[Row]] = defaultdict(list)
    for row in found:
        kinds[Kind(row.kind)].append(row)

    def place(row: Row) -> tuple[int, bool, int, int]:
        words = row.title.split()
        in_title = sum(any(one.begins(word) for word in words) for one in wanted) if words else 0
        return (-in_title, row.untracked, -row.at, -row.object)

    return {kind: sorted(rows, key=place) for kind, rows in kinds.items()}


def _group(
    owner: Owner, wanted: list[Wanted], kind: Kind, rows: list[Row], *, start: int, size: int
) -> Group:
    shown = rows[:MOST][start : start + size]
    told = SHOWING[kind](owner, [row.object for row in shown], wanted) if shown else {}
    hits = tuple(
        Hit(kind, row.object, row.person, *told[row.object][:2], row.at, told[row.object][2])
        for row in shown
        if row.object in told
    )
    return Group(kind, hits, min(len(rows), MOST), len(rows) > MOST)
