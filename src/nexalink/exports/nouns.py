"""Which file of an export holds which rows: one entry a noun, in the order they are restored.

Every line keeps the row's own id and the ids it points to; a restoration shifts them all by one number a table, so
that merges and the journal, which hold ids too, stay true.
"""

from dataclasses import dataclass, field

from django.db import models

from nexalink.accounts.models import JournalEntry, OwnerFact
from nexalink.archives.models import Archive, Change, Proposal, TroubleRow
from nexalink.audits.models import Audit, Finding, Reading
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.models import Commitment, Direction, Exchange, Interaction, Kind, Source, Touch
from nexalink.introductions.models import Introduction
from nexalink.people.models import Fact, Handle, Merge, Person, Position
from nexalink.playbooks.models import Participant, Playbook, Step
from nexalink.pruning.models import Candidate, Session
from nexalink.recall.models import Recollection
from nexalink.ties.models import Circle, Membership, Mention, Note, Reminder, SavedFilter, Tag, Tagging, Tie
from nexalink.today.models import Snooze


@dataclass(frozen=True, slots=True)
class Noun:
    """One file: its name, its table, columns renamed for people, numbers shown as words, seconds shown as times."""

    file: str
    model: type[models.Model]
    renamed: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[int, str]] = field(default_factory=dict)
    times: tuple[str, ...] = ()
    points: dict[str, type[models.Model]] = field(default_factory=dict)
    """Columns that hold ids without a foreign key → the table they point to."""


def _labels(choices: type[models.IntegerChoices]) -> dict[int, str]:
    return {choice.value: str(choice.label) for choice in choices}


_BROUGHT: dict[str, type[models.Model]] = {"imported_by": Archive}
_AT = ("at",)
NOUNS: tuple[Noun, ...] = (
    Noun("archives", Archive),
    Noun("troubles", TroubleRow),
    Noun("owner_facts", OwnerFact, points=_BROUGHT),
    Noun("people", Person, points=_BROUGHT),
    Noun("handles", Handle, renamed={"uri": "value"}, points=_BROUGHT),
    Noun("positions", Position, renamed={"started": "from", "finished": "to"}, points=_BROUGHT),
    Noun("statements", Fact, points=_BROUGHT),
    Noun("ties", Tie, times=("first_contact", "last_contact")),
    Noun("tags", Tag, points=_BROUGHT),
    Noun("taggings", Tagging, points=_BROUGHT),
    Noun("circles", Circle),
    Noun("memberships", Membership),
    Noun("notes", Note, times=_AT, points=_BROUGHT),
    Noun("mentions", Mention),
    Noun("reminders", Reminder),
    Noun("saved_filters", SavedFilter),
    Noun(
        "interactions",
        Interaction,
        words={
            "kind": _labels(Kind),
            "direction": _labels(Direction),
            "source": _labels(Source),
            "touch": _labels(Touch),
        },
        times=_AT,
        points=_BROUGHT,
    ),
    Noun("exchanges", Exchange, times=_AT, points=_BROUGHT),
    Noun("requests", ConnectionRequest, times=("sent_at", "decided_at", "judged_at"), points=_BROUGHT),
    Noun("commitments", Commitment),
    Noun("introductions", Introduction),
    Noun("playbooks", Playbook),
    Noun("participants", Participant),
    Noun("steps", Step),
    Noun("pruning_sessions", Session),
    Noun("pruning", Candidate),
    Noun("recall", Recollection),
    Noun("snoozes", Snooze, times=_AT),
    Noun("questions", Proposal, points=_BROUGHT),
    Noun("changes", Change, renamed={"before": "from", "after": "to"}, points=_BROUGHT),
    Noun("merges", Merge, points={"gone": Person, **_BROUGHT}),
    Noun("audits", Audit),
    Noun("findings", Finding),
    Noun("readings", Reading),
    Noun("journal", JournalEntry),
)
"""The tables of an export. ``people.jsonl`` lines carry their handles, positions, tags and circles as well."""
