"""Which records of a table are one person's: groups that evidence joins, and questions for what only looks alike."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from nexalink.measures.likeness import (
    DEFAULT_WEIGHTS,
    LikenessWeights,
    PersonRecord,
    likeness,
    shared_evidence,
)
from nexalink.measures.name_verdicts import names_compatible
from nexalink.measures.names import fold_word, parse_name

MOST_IN_BLOCK = 60
"""Records that share a value and are compared pair by pair; more share a common name or a switchboard, and are not."""


@dataclass(frozen=True, slots=True)
class JoinRules:
    """What may join two records, and what is worth a question."""

    by_birthday: bool = False
    """A full birth date joins together with a name that fits, slips of the pen allowed; so do name and street. Off,
    only handles and identifiers join, which is the rule for address books and archives."""
    near: float = 0.92
    """Jaro-Winkler similarity from which two words are a slip of the pen."""
    question_from: float = 0.6
    """Total likeness from which a pair with fitting names is worth a question."""


class JoinQuestion(NamedTuple):
    """Two records (places in the input) that may be one person's, with the reasons for and against."""

    one: int
    other: int
    because: tuple[str, ...]


class Joined(NamedTuple):
    """Groups of two or more places in ascending order, and the pairs that were left in doubt."""

    groups: tuple[tuple[int, ...], ...]
    questions: tuple[JoinQuestion, ...]


def join_records(
    records: Sequence[PersonRecord],
    *,
    rules: JoinRules | None = None,
    weights: LikenessWeights = DEFAULT_WEIGHTS,
) -> Joined:
    """Return which records are one person's. A wrong join is worse than a missed one.

    Joined are pairs with evidence (``shared_evidence``: profile, address, number with a fitting name, identifier) and,
    where ``rules`` allow it, a birthday. A group never holds two records whose names or full birthdays contradict
    each other without a shared identifier: what would bring them together becomes a question. The order of the records
    changes nothing but the numbers.

    >>> ana = PersonRecord(("Ana Bell",), ("mailto:ana@example.com",))
    >>> join_records([ana, PersonRecord(("A. Bell",), ("mailto:ana@example.com",)), PersonRecord(("Ana Bell",))])[0]
    ((0, 1),)
    """
    rules = rules or JoinRules()
    sure: list[tuple[int, int]] = []
    doubtful: list[JoinQuestion] = []
    for one, other in sorted(set(_candidate_pairs(records))):
        if _is_sure(records[one], records[other], rules):
            sure.append((one, other))
        else:
            found = likeness(records[one], records[other], weights=weights)
            if found.name.fits and found.total >= rules.question_from:
                doubtful.append(JoinQuestion(one, other, found.reasons))
    groups = _Groups(records)
    for one, other in sorted(
        sure, key=lambda pair: not _shares_identifier(records[pair[0]], records[pair[1]])
    ):
        if not groups.join(one, other):
            doubtful.append(JoinQuestion(one, other, ("same evidence, but another record contradicts it",)))
    apart = (
        question for question in sorted(doubtful) if groups.root(question.one) != groups.root(question.other)
    )
    return Joined(groups.all(), tuple(apart))


class _Groups:
    """Disjoint sets of records that remember what may not come together."""

    def __init__(self, records: Sequence[PersonRecord]) -> None:
        self._records = records
        self._parent = list(range(len(records)))
        self._members: dict[int, list[int]] = {place: [place] for place in range(len(records))}

    def root(self, place: int) -> int:
        """Return the first record of the group that ``place`` is in."""
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, one: int, other: int) -> bool:
        """Bring two groups together unless one of their records contradicts one of the other's."""
        first, second = sorted((self.root(one), self.root(other)))
        if first == second:
            return True
        pairs = ((a, b) for a in self._members[first] for b in self._members[second])
        if any(_contradict(self._records[a], self._records[b]) for a, b in pairs):
            return False
        self._parent[second] = first
        self._members[first] += self._members.pop(second)
        return True

    def all(self) -> tuple[tuple[int, ...], ...]:
        """Return the groups of two or more."""
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values() if len(members) > 1))


def _candidate_pairs(records: Sequence[PersonRecord]) -> Iterator[tuple[int, int]]:
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in _block_keys(record):
            blocks[key].append(place)
    for places in blocks.values():
        if len(places) <= MOST_IN_BLOCK:
            yield from combinations(places, 2)
        else:
            yield from pairwise(places)


def _block_keys(record: PersonRecord) -> set[str]:
    """Return the values by which records meet: handles, identifiers, birthday, street, two spellings of the name."""
    keys = {f"=:{value}" for value in (*record.handles, *record.identifiers)}
    if len(record.birthday) == len("1980-03-22"):
        keys.add(f"b:{record.birthday}")
    if record.street:
        keys.add(f"s:{fold_word(record.street)}")
    for name in record.names:
        parsed = parse_name(name)
        if parsed.family:
            keys.add(f"n:{parsed.family} {parsed.given[:1]}")
            keys.add(f"k:{''.join(sorted((parsed.given, parsed.family)))}")
    return keys


def _is_sure(one: PersonRecord, other: PersonRecord, rules: JoinRules) -> bool:
    if any(found.joins for found in shared_evidence(one, other)):
        return True
    return rules.by_birthday and _joined_by_birthday(one, other, rules.near)


def _joined_by_birthday(one: PersonRecord, other: PersonRecord, near: float) -> bool:
    """Tell whether birthday, name and street agree in two of three, the third not speaking against it."""
    names = max((_name_nearness(a, b, near) for a in one.names for b in other.names), default=0)
    same_day = len(one.birthday) == len("1980-03-22") and one.birthday == other.birthday
    same_street = bool(one.street) and _near(fold_word(one.street), fold_word(other.street), near)
    if same_day:
        return names == _BOTH_NAMES or (names == _ONE_NAME and same_street)
    known = bool(one.birthday and other.birthday)
    slip = known and _digits_off(one.birthday, other.birthday) <= _MOST_DIGITS_OFF
    return names == _BOTH_NAMES and same_street and (slip or not known)


_BOTH_NAMES, _ONE_NAME = 2, 1
_MOST_DIGITS_OFF = 2


def _name_nearness(one: str, other: str, near: float) -> int:
    """Return how many of given and family name agree, slips of the pen and swapped fields allowed: 0, 1 or 2."""
    if names_compatible(one, other).grade == "same":
        return _BOTH_NAMES
    a, b = parse_name(one), parse_name(other)
    straight = _near(a.given, b.given, near) + _near(a.family, b.family, near)
    swapped = _near(a.given, b.family, near) + _near(a.family, b.given, near)
    return max(straight, swapped)


def _near(one: str, other: str, near: float) -> bool:
    return bool(one) and bool(other) and (one == other or JaroWinkler.similarity(one, other) >= near)


def _digits_off(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))


def _shares_identifier(one: PersonRecord, other: PersonRecord) -> bool:
    return not frozenset(one.identifiers).isdisjoint(other.identifiers)


def _contradict(one: PersonRecord, other: PersonRecord) -> bool:
    """Tell whether two records cannot be one person's: no name fits and nothing of theirs alone is shared."""
    if _shares_identifier(one, other) or not frozenset(_profiles(one)).isdisjoint(_profiles(other)):
        return False
    if not one.names or not other.names or (one.birthday and one.birthday == other.birthday):
        return False
    return not any(_may_be_one(a, b) for a in one.names for b in other.names)


def _may_be_one(one: str, other: str) -> bool:
    return (
        names_compatible(one, other).grade != "different" or _name_nearness(one, other, _SLIP) == _BOTH_NAMES
    )


_SLIP = 0.85


def _profiles(record: PersonRecord) -> Iterator[str]:
    return (handle for handle in record.handles if handle.startswith("https:"))
