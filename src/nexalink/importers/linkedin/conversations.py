"""A cheap first look at messages: who took part in which conversation, for telling the owner and old eras' people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from nexalink.formats.delimited import Flaw, column_key
from nexalink.formats.handles import profile_handle
from nexalink.importers.linkedin.names import folded, is_deleted, shown
from nexalink.importers.linkedin.tables import Table, fit, kind_of, safe_records
from nexalink.importers.linkedin.urls import split_urls

SPONSORED = "sponsored conversation"
MESSAGE_COLUMNS = (
    "conversationid", "conversationtitle", "from", "senderprofileurl", "to", "recipientprofileurls", "date",
    "subject", "content", "folder", "ismessagedraft", "isconversationdraft", "direction",
)  # fmt: skip
DECISIVE = 0.9
FAR_BELOW = 0.5
FEWEST = 3
"""Conversations below which a name that stands everywhere decides nothing."""
FEWEST_COMPLETE = 2
"""The same where recipients' URLs are told: in one conversation both are present, in two only the owner."""
ENOUGH = 400
"""Conversations after which coverage will not change any more where every row names its recipients."""
_MOST_CANDIDATES = 5


@dataclass(slots=True)
class Talk:
    """One conversation: its senders by URL with their names, its recipients, and every (sender, To)."""

    senders: dict[str, str] = field(default_factory=dict)
    recipients: set[str] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)


class Candidate(NamedTuple):
    """Who the owner may be: profile URL, name (may be empty), share of the conversations, and whether it is sure."""

    url: str
    name: str
    share: float
    sure: bool


def picker(keys: tuple[str, ...]) -> Callable[[list[str]], tuple[str, ...]]:
    """Return what picks ``MESSAGE_COLUMNS`` from a row to whose end one blank cell has been added."""
    return itemgetter(*(keys.index(key) if key in keys else -1 for key in MESSAGE_COLUMNS))


def names_recipients(table: Table) -> bool:
    """Tell whether the file is of the years since mid 2023, in which every message names its recipients' URLs."""
    return "recipientprofileurls" in table.keys


def survey(tables: Iterable[Table], *, most: int = 0) -> dict[str, Talk]:
    """Return the conversations of the message files, at most the first ``most`` where that is not 0."""
    talks: defaultdict[str, Talk] = defaultdict(Talk)
    for table in tables:
        for cells in _cells(table):
            conversation, title, sender, url, to, recipients = cells
            if title.casefold() == SPONSORED:
                continue
            talk = talks[conversation or "\x1f".join(sorted((sender, to)))]
            if most and len(talks) > most:
                return talks
            handle = profile_handle(url) or ""
            if handle and handle not in talk.senders:
                talk.senders[handle] = sender
            if recipients:
                talk.recipients.update(split_urls(recipients))
            talk.told.add((handle or sender, to))
    return talks


def _cells(table: Table) -> Iterator[tuple[str, ...]]:
    keys = table.keys
    pick = picker(keys)
    for _, row in safe_records(table):
        if isinstance(row, Flaw):
            continue
        if row[0] == table.layout.header[0] and kind_of(row, table.stem) == table.kind:
            keys = tuple(map(column_key, row))
            pick = picker(keys)
        elif (fitted := fit(row, len(keys))) is not None:
            yield pick([*fitted, ""])[:6]


def owner_by_coverage(talks: dict[str, Talk], *, names: set[str]) -> list[Candidate]:
    """Return who the owner is by their presence in conversations: one sure candidate, or several that are not.

    ``names`` are the owner's folded names as Profile.csv gives them. With recipients' URLs, the owner is in all
    conversations and the next best in a few. Before, the owner's URL stands only where they wrote: the name decides.
    """
    present: Counter[str] = Counter()
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    total = 0
    for talk in talks.values():
        inside = talk.recipients.union(talk.senders)
        total += bool(inside)
        present.update(inside)
        for url, name in talk.senders.items():
            called[url][shown(name)] += 1
    if not total:
        return []
    ranked = [
        Candidate(url, _usual(called[url]), count / total, sure=False) for url, count in present.most_common()
    ]
    best = (
        _by_presence(ranked, total=total, complete=any(talk.recipients for talk in talks.values()))
        or _by_name(ranked, names)
        or _by_name(ranked, _name_everywhere(talks))
    )
    return [best._replace(sure=True)] if best else ranked[:_MOST_CANDIDATES]


def _usual(names: Counter[str]) -> str:
    return names.most_common(1)[0][0] if names else ""


def _by_presence(ranked: list[Candidate], *, total: int, complete: bool) -> Candidate | None:
    second = ranked[1].share if len(ranked) > 1 else 0.0
    decided = complete and total >= FEWEST_COMPLETE and ranked[0].share >= DECISIVE and second <= FAR_BELOW
    return ranked[0] if decided else None


def _by_name(ranked: list[Candidate], names: set[str]) -> Candidate | None:
    """Return the candidate of this name; of two that bear it, the one in at least twice as many conversations."""
    named = [candidate for candidate in ranked if candidate.name and folded(candidate.name) in names]
    if not named or (len(named) > 1 and named[0].share < 2 * named[1].share):
        return None
    return named[0]


def _name_everywhere(talks: dict[str, Talk]) -> set[str]:
    """Return the name that stands as sender or recipient in nearly all conversations, if one alone does."""
    present: Counter[str] = Counter()
    for talk in talks.values():
        senders = {folded(talk.senders.get(sender, sender)) for sender, _ in talk.told}
        present.update((senders | {folded(to) for _, to in talk.told}) - {""})
    ranked = present.most_common(2)
    if len(talks) < FEWEST or not ranked or ranked[0][1] < DECISIVE * len(talks):
        return set()
    if len(ranked) > 1 and ranked[1][1] > FAR_BELOW * len(talks):
        return set()
    return {ranked[0][0]}


def owner_name_by_direction(tables: Iterable[Table]) -> tuple[str, float]:
    """Return the owner's name as the messages of 2018 tell it (they have a direction, but no URL), and its share."""
    votes: Counter[str] = Counter()
    for table in tables:
        if "direction" not in table.keys or "conversationid" in table.keys:
            continue
        sender, to, direction = (table.keys.index(key) for key in ("from", "to", "direction"))
        for _, row in safe_records(table):
            if not isinstance(row, Flaw) and len(row) == len(table.keys):
                name = row[sender] if row[direction].strip().upper() == "OUTGOING" else row[to]
                votes[" ".join(name.split())] += not is_deleted(name)
    votes.pop("", None)
    if not votes:
        return "", 0.0
    name, count = votes.most_common(1)[0]
    return name, count / votes.total()
