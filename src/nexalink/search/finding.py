"""Find entries by the beginnings of their words, on both databases, without reading more than is shown.

SQLite finds a whole word at once and stops after the latest hits, but reads every row of a beginning. So messages and
meetings are found by whole words, looked up among the words that begin so; all else is small and has an index of
beginnings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from nexalink.accounts.models import Owner
from nexalink.search.folding import Wanted
from nexalink.search.models import Kind
from nexalink.search.words_table import MAIN, TOUCHES, is_sqlite
from nexalink.ties.models import UNRANKED

_EXPANDED = 200
"""A beginning that more words share is read from the table itself."""
_SHORT = 2
_LOOKED_THROUGH = 500
_CLOSEST = 300


class Row(NamedTuple):
    """An entry that was found, as far as its place among the others hangs on it, and how close its person is."""

    kind: int
    object: int
    person: int
    at: int
    title: str
    untracked: bool
    stranger: bool
    """Known, but not of the network."""
    rank: int
    text: str
    who: str
    """Both only where two-letter words still have to be looked for in them."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where to look: ``kind`` None is everything but people and touches; ``named`` looks at names only."""

    kind: Kind | None
    named: bool = False


def find(owner: Owner, wanted: Sequence[Wanted], *, reach: Reach, most: int) -> list[Row]:
    """Return at most so many entries that hold every wanted word, latest first: one query, one more a word of touches.

    At least one of the words must be the entry's own: a message is not found by the name of its person alone.
    """
    if not wanted:
        return []
    if not is_sqlite():
        return _find_postgresql(owner, wanted, reach, most)
    if reach.kind == Kind.TOUCH:
        return _find_touches(owner, wanted, most)
    scope = f"o{owner.pk}" + ("t" if reach.kind is None else f"k{reach.kind.value}")
    every = [_beginning(one) for one in wanted]
    return _match(owner, MAIN, _expression(scope, every, named=reach.named), most=most)


def _beginning(wanted: Wanted) -> str:
    return " OR ".join(f'"{way}"*' for way in wanted.ways)


def _expression(scope: str, every: list[str], *, named: bool) -> str:
    """Return what FTS5 is asked for; words are letters and digits alone, so that none of them is read as syntax."""
    own = "title" if named else "{title text}"
    if named or len(every) == 1:
        return " AND ".join([f'scope : "{scope}"', *(f"{own} : ({one})" for one in every)])
    terms = [f'scope : "{scope}"', *(f"{{title text who}} : ({one})" for one in every)]
    return " AND ".join([*terms, f"{own} : ({' OR '.join(every)})"])


_ROWS = (
    "SELECT e.kind, e.object, e.person, e.at, e.title, NOT coalesce(t.tracked, false), "
    f"NOT coalesce(t.in_network, false), coalesce(t.rank, {UNRANKED}), "
)
_ENTRIES = (
    "search_entry e ON e.id = f.entry "
    "LEFT JOIN ties_tie t ON t.person_id = e.person AND t.owner_id = e.owner_id WHERE e.owner_id = %s"
)


def _match(owner: Owner, table: str, expression: str, *, most: int, words: bool = False) -> list[Row]:
    also = "e.text, e.who" if words else "'', ''"
    inner = f"SELECT rowid AS entry FROM {table} WHERE {table} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        # CROSS JOIN: what was found is looked up, the entries are never walked through.
        cursor.execute(f"{_ROWS}{also} FROM ({inner}) f CROSS JOIN {_ENTRIES}", [expression, most, owner.pk])
        return [Row(*row) for row in cursor.fetchall()]


def _find_touches(owner: Owner, wanted: Sequence[Wanted], most: int) -> list[Row]:
    """Find messages and meetings by whole words, looked up first; one or two letters only narrow the newest."""
    every: list[str] = []
    own: list[str] = []
    loose: list[Wanted] = []
    for one in wanted:
        words = dict(word for way in one.ways for word in _words_beginning(owner, way))
        if not words:
            return []
        many = len(words) > _EXPANDED
        if many and len(one.ways[0]) <= _SHORT:
            loose.append(one)
            continue
        every.append(_beginning(one) if many else _any_of(words))
        if said := [word for word, is_own in words.items() if is_own]:
            own.append(_beginning(one) if many else _any_of(said))
    if not every or not (own or loose):
        return []
    terms = [f'scope : "o{owner.pk}"', *(f"{{text who}} : ({one})" for one in every)]
    if not loose:
        terms = [*(terms if len(every) > 1 else terms[:1]), f"text : ({' OR '.join(own)})"]
        return _match(owner, TOUCHES, " AND ".join(terms), most=most)
    found = _match(owner, TOUCHES, " AND ".join(terms), most=_LOOKED_THROUGH, words=True)
    return [row for row in found if _holds(row, wanted, loose)][:most]


def _any_of(words: Iterable[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)


def _holds(row: Row, wanted: Sequence[Wanted], loose: Sequence[Wanted]) -> bool:
    own = row.text.split()
    words = own + row.who.split()
    every = all(any(one.begins(word) for word in words) for one in loose)
    return every and any(one.begins(word) for one in wanted for word in own)


def _words_beginning(owner: Owner, way: str) -> list[tuple[str, bool]]:
    """Return the words that begin so, one more than are looked up one by one at the most, and whether a text has them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, max(own) FROM search_word WHERE owner_id = %s AND word >= %s AND word < %s "
            "GROUP BY word ORDER BY word LIMIT %s",
            [owner.pk, way, way + chr(0x10FFFF), _EXPANDED + 1],
        )
        return [(word, bool(own)) for word, own in cursor.fetchall()]


def _find_postgresql(owner: Owner, wanted: Sequence[Wanted], reach: Reach, most: int) -> list[Row]:
    every = [" | ".join(f"'{way}':*" for way in one.ways) for one in wanted]
    scope = f"'#{owner.pk}'" if reach.kind is None else f"'#{owner.pk}.{reach.kind.value}'"
    together = " & ".join((scope, *(f"({one})" for one in every)))
    own = f"{scope} & ({' | '.join(every)})"
    kinds = [reach.kind] if reach.kind else [kind for kind in Kind if kind not in {Kind.PERSON, Kind.TOUCH}]
    column = "named" if reach.named else "words"
    places = ", ".join(["%s"] * len(kinds))
    inner = (
        f"SELECT id AS entry FROM search_entry WHERE owner_id = %s AND kind IN ({places}) "  # noqa: S608
        f"AND {column} @@ %s::tsquery AND own @@ %s::tsquery ORDER BY id DESC LIMIT %s"
    )
    values: list[int | str] = [owner.pk, *(kind.value for kind in kinds), together, own, most, owner.pk]
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROWS}'', '' FROM ({inner}) f JOIN {_ENTRIES}", values)
        return [Row(*row) for row in cursor.fetchall()]


def closest(owner: Owner, wanted: Sequence[Wanted]) -> list[Row]:
    """Return those of the closest people of the network, and of the tracked ones, whose name holds every wanted word."""
    found: dict[int, Row] = {}
    for condition in ("in_network = true", "tracked"):
        inner = (
            "SELECT person_id, tracked, in_network, rank FROM ties_tie "  # noqa: S608
            f"WHERE owner_id = %s AND {condition} ORDER BY rank, id LIMIT {_CLOSEST}"
        )
        statement = (
            "SELECT e.kind, e.object, e.person, e.at, e.title, NOT t.tracked, NOT t.in_network, t.rank, '', '' "  # noqa: S608
            f"FROM ({inner}) t {'CROSS JOIN' if is_sqlite() else 'JOIN'} search_entry e "
            f"ON e.owner_id = %s AND e.kind = {Kind.PERSON} AND e.object = t.person_id"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [owner.pk, owner.pk])
            found.update((row[1], Row(*row)) for row in cursor.fetchall())
    return [
        row
        for row in found.values()
        if all(any(one.begins(word) for word in row.title.split()) for one in wanted)
    ]
