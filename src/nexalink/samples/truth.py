"""The exact truth about a sample, counted from its plan and never from its files."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from nexalink.samples.cast import Character

MOST_DIRECT = 12
"""Mails and meetings of more people than this are no contact."""
MOST_TWO_WAY = 5
"""A meeting of up to so many others is two-way by itself."""


def utc(at: int) -> str:
    """Return a second as ISO 8601 in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(slots=True)
class PersonTruth:
    """What the files together prove about one person.

    ``counts`` has the keys linkedin_in, linkedin_out, group_in, group_out, mail_in, mail_out, via_list_in,
    via_list_out, mutual (meetings of any size). ``shared_handles`` are stated of several people and identify nobody.
    """

    number: int
    name: str
    names: list[str]
    role: str
    handles: list[str] = field(default_factory=list)
    shared_handles: list[str] = field(default_factory=list)
    company: str = ""
    title: str = ""
    connected_on: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    first_contact: str | None = None
    last_contact: str | None = None
    two_way: bool = False
    given: int = 0
    received: int = 0

    @property
    def incoming(self) -> int:
        """Return direct messages and mails from them."""
        return self.counts["linkedin_in"] + self.counts["mail_in"]

    @property
    def outgoing(self) -> int:
        """Return direct messages and mails to them."""
        return self.counts["linkedin_out"] + self.counts["mail_out"]

    def as_json(self) -> dict[str, Any]:
        """Return the person in the shape of the audit's JSON."""
        counts = self.counts
        return {
            "name": self.name,
            "names": self.names,
            "role": self.role,
            "handles": self.handles,
            "shared_handles": self.shared_handles,
            "connected_on": self.connected_on,
            "company": self.company,
            "title": self.title,
            "interactions": {
                "in": self.incoming,
                "out": self.outgoing,
                "mutual": counts["mutual"],
                "by_source": {
                    "linkedin": {
                        "in": counts["linkedin_in"], "out": counts["linkedin_out"],
                        "group_in": counts["group_in"], "group_out": counts["group_out"],
                    },
                    "mail": {
                        "in": counts["mail_in"], "out": counts["mail_out"],
                        "via_list_in": counts["via_list_in"], "via_list_out": counts["via_list_out"],
                    },
                    "calendar": {"mutual": counts["mutual"]},
                },
            },
            "first_contact": self.first_contact,
            "last_contact": self.last_contact,
            "two_way": self.two_way,
            "exchanges": {"given": self.given, "received": self.received},
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionTruth:
    """Two people of one name whom no evidence joins. ``same`` is the answer that their owner would give."""

    people: tuple[int, int]
    name: str
    same: bool


@dataclass(frozen=True, slots=True)
class RequestTruth:
    """A connection request of the export. ``handle`` is empty in the eras without URLs."""

    direction: str
    name: str
    handle: str
    sent_at: str
    in_window: bool
    accepted: bool
    person: int | None

    def as_json(self) -> dict[str, Any]:
        """Return the request as plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class ChangeTruth:
    """What a newer export changes about one person: job, renamed or removed; before and after as plain values."""

    kind: str
    person: int
    before: dict[str, str | None]
    after: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class FileTruth:
    """How many rows a file has, and how many of them are left out for which reason.

    ``no_contact`` are rows that may be recorded but count for nobody: posts of strangers to mailing lists (``list``),
    invitations to meetings that the calendar counts (``meeting_mail``).
    """

    file: str
    rows: int
    skipped: dict[str, int]
    no_contact: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class SampleTruth:
    """Everything that an import of the sample should find.

    ``figures`` hold (numerator, denominator) by the counting rules; ``maybe_known`` are people who wrote to mailing
    lists only: they may be known, but have no interactions.
    """

    on: date
    owner_name: str
    owner_handles: list[str]
    people: list[PersonTruth] = field(default_factory=list)
    connections: int = 0
    ghosts: int = 0
    requests: list[RequestTruth] = field(default_factory=list)
    questions: list[QuestionTruth] = field(default_factory=list)
    changes: list[ChangeTruth] = field(default_factory=list)
    files: list[FileTruth] = field(default_factory=list)
    figures: dict[str, tuple[int, int]] = field(default_factory=dict)
    always_giving: list[int] = field(default_factory=list)
    always_taking: list[int] = field(default_factory=list)
    maybe_known: list[tuple[str, str]] = field(default_factory=list)

    def person(self, number: int) -> PersonTruth:
        """Return the person of this number.

        Raises:
            KeyError: nobody has it.
        """
        for person in self.people:
            if person.number == number:
                return person
        raise KeyError(number)

    def as_json(self) -> dict[str, Any]:
        """Return the whole truth as plain values that JSON can hold."""
        return {
            "on": self.on.isoformat(),
            "owner": {"name": self.owner_name, "handles": self.owner_handles},
            "people": [{"number": person.number, **person.as_json()} for person in self.people],
            "connections": self.connections,
            "ghosts": self.ghosts,
            "requests": [request.as_json() for request in self.requests],
            "questions": [{"people": list(q.people), "name": q.name, "same": q.same} for q in self.questions],
            "changes": [
                {"kind": c.kind, "person": c.person, "from": c.before, "to": c.after} for c in self.changes
            ],
            "files": [
                {"file": f.file, "rows": f.rows, "skipped": f.skipped, "no_contact": f.no_contact}
                for f in self.files
            ],
            "figures": {name: {"numerator": n, "denominator": d} for name, (n, d) in self.figures.items()},
            "always_giving": self.always_giving,
            "always_taking": self.always_taking,
            "maybe_known": [list(pair) for pair in self.maybe_known],
        }


class Ledger:
    """Counts contacts person by person, by the counting rules."""

    def __init__(self, people: list[Character]) -> None:
        """Begin with people to whom nothing has happened."""
        self.people = {
            person.number: PersonTruth(person.number, person.name, [person.name], person.role)
            for person in people
        }
        self.days: dict[int, set[int]] = {person.number: set() for person in people}
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        self._small_meeting: set[int] = set()

    def count(self, person: int, kind: str, at: int, *, contact: bool = True) -> None:
        """Count one interaction of ``kind`` (a key of ``PersonTruth.counts``); ``contact`` moves first and last."""
        self.people[person].counts[kind] += 1
        if contact:
            self._first[person] = min(at, self._first.get(person, at))
            self._last[person] = max(at, self._last.get(person, at))
            self.days[person].add(at // 86_400)

    def meeting(self, people: list[int], at: int) -> None:
        """Count one occurrence of a meeting with these people besides the owner."""
        for person in people:
            self.count(person, "mutual", at, contact=len(people) <= MOST_DIRECT)
            if len(people) <= MOST_TWO_WAY:
                self._small_meeting.add(person)

    def state(self, person: int, *handles: str) -> None:
        """Note that files state these handles of a person."""
        held = self.people[person].handles
        held.extend(handle for handle in dict.fromkeys(handles) if handle not in held)

    def call(self, person: int, name: str) -> None:
        """Note a further spelling of a person's name."""
        if name not in self.people[person].names:
            self.people[person].names.append(name)

    def close(self) -> None:
        """Settle what follows from the counts."""
        for number, person in self.people.items():
            if number in self._first:
                person.first_contact, person.last_contact = utc(self._first[number]), utc(self._last[number])
            both = person.incoming > 0 and person.outgoing > 0
            person.two_way = both or number in self._small_meeting
            person.handles.sort()
