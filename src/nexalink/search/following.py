"""Read the journal as a feed of changes: which rows the index has to read again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nexalink.accounts.models import JournalEntry, Owner
from nexalink.archives.models import Proposal
from nexalink.people.models import Person
from nexalink.playbooks.models import Participant, Step
from nexalink.search.models import Kind
from nexalink.search.sources import SOURCES, chunks
from nexalink.ties.models import Circle, Membership

_DERIVED = frozenset({"audit"})
"""Lines that change no words, though they name no rows."""
_TWO_PEOPLE = frozenset({"answer", "reopen", "separate"})
_OF_A_PERSON = frozenset(
    {"people.Handle", "people.Position", "people.Fact", "ties.Tagging", "ties.Membership"}
)
_OF_A_PLAYBOOK = (Participant, Step)
_KINDS = {source.model._meta.label: kind for kind, source in SOURCES.items()}
_NAME = ("name", "trashed_at")
JSON = dict[str, Any]


@dataclass(slots=True)
class Stale:
    """What the index has to read again."""

    everything: bool = False
    people: set[int] = field(default_factory=set)
    """People whose own words changed."""
    whole: set[int] = field(default_factory=set)
    """People whose name, and with it every row about them, changed."""
    rows: dict[Kind, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __bool__(self) -> bool:
        """Tell whether anything has to be read."""
        return bool(self.everything or self.people or self.whole or any(self.rows.values()))


def newest_line(owner: Owner) -> int:
    """Return the owner's newest journal line, 0 without any."""
    return JournalEntry.objects.of(owner).order_by("-id").values_list("pk", flat=True).first() or 0


def stale_since(owner: Owner, *, line: int, until: int) -> Stale:
    """Return what the journal's lines after ``line`` up to ``until`` changed."""
    stale = Stale()
    lines = JournalEntry.objects.of(owner).filter(pk__gt=line, pk__lte=until).order_by("id")
    for action, after, changes in lines.values_list("action", "after", "changes").iterator(200):
        _take_line(owner, stale, action, after, changes)
        if stale.everything:
            break
    return stale


def _take_line(owner: Owner, stale: Stale, action: str, after: JSON, changes: list[JSON]) -> None:
    if changes:
        _take_changes(owner, stale, changes)
    elif action == "undo":
        undone = JournalEntry.objects.of(owner).filter(pk=after.get("entry", 0))
        _take_changes(owner, stale, undone.values_list("changes", flat=True).first() or [])
    elif action in _TWO_PEOPLE:
        pair = after.get("pair") or _asked_about(owner, after.get("question", 0))
        stale.whole.update(pair)
        stale.everything |= not pair
    elif (
        after and action not in _DERIVED
    ):  # an import, its undo, a restoration, or what a later room does in bulk
        stale.everything = True


def _asked_about(owner: Owner, question: int) -> Iterable[int]:
    return Proposal.objects.of(owner).filter(pk=question).values_list("first_id", "second_id").first() or ()


def _take_changes(owner: Owner, stale: Stale, changes: list[JSON]) -> None:
    labels: set[int] = set()
    for change in changes:
        table, number = change["table"], change["id"]
        if table == Person._meta.label:
            both = (change["before"], change["after"])
            renamed = None in both or any(name in side for side in both for name in _NAME)
            (stale.whole if renamed else stale.people).add(number)
        elif table in _OF_A_PERSON:
            stale.people.update(change["people"])
        elif table == "playbooks.Playbook":
            stale.rows[Kind.PLAYBOOK].add(number)
        elif kind := _KINDS.get(table):
            stale.rows[kind].add(number)
            if table == Circle._meta.label and change["before"] and change["after"]:
                labels.add(number)
    _take_playbooks(owner, stale, changes)
    for chunk in chunks(labels):  # a circle by another name: its members' words changed
        members = Membership.objects.of(owner).filter(circle__in=chunk)
        stale.people.update(members.values_list("person_id", flat=True))


def _take_playbooks(owner: Owner, stale: Stale, changes: list[JSON]) -> None:
    for model in _OF_A_PLAYBOOK:
        mine = [change for change in changes if change["table"] == model._meta.label]
        for change in mine:
            for side in (change["before"] or {}, change["after"] or {}):
                if "playbook" in side:
                    stale.rows[Kind.PLAYBOOK].add(side["playbook"])
        for chunk in chunks({change["id"] for change in mine}):
            rows = model._default_manager.filter(owner=owner, pk__in=chunk)
            stale.rows[Kind.PLAYBOOK].update(rows.values_list("playbook_id", flat=True))
