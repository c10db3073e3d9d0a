"""Small networks of invented people for tests: an owner, a close friend, a weak tie, a stranger, a doubtful pair."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from nexalink.accounts.models import Owner
from nexalink.archives.models import Archive, Proposal
from nexalink.audits.actions import run_audit
from nexalink.audits.models import Audit
from nexalink.formats.handles import fold_name
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction, Interaction, Kind, Source
from nexalink.people.models import Fact, Handle, Person, Position

ON = date(2026, 11, 20)
_NUMBERS = count(1)
_MIDDAY = 12


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a small network."""

    owner: Owner
    friend: Person
    weak: Person
    stranger: Person
    twin: Person
    archive: Archive
    question: Proposal


def make_owner(name: str = "Olga Owner") -> Owner:
    """Add an owner."""
    return Owner.objects.create(name=name, zone="Europe/Berlin")


def make_person(owner: Owner, name: str, *, mail: str = "", profile: str = "", **fields: Any) -> Person:
    """Add a person with the handles that are given; a profile makes them a connection."""
    person = Person.objects.create(owner=owner, name=name, folded_name=fold_name(name)[:400], **fields)
    if mail:
        Handle.objects.create(owner=owner, person=person, uri=f"mailto:{mail}", source="mail")
    if profile:
        uri = f"https://www.linkedin.com/in/{profile}"
        Handle.objects.create(owner=owner, person=person, uri=uri, source="linkedin")
        Fact.objects.create(
            owner=owner, person=person, kind="connection", value="2021-05-04", source="linkedin"
        )
    if person.company:
        seen = {"company": person.company, "title": person.title, "seen_on": ON, "source": "linkedin"}
        Position.objects.create(owner=owner, person=person, **seen)
    return person


def moment(days_ago: int, *, on: date = ON) -> int:
    """Return midday so many days before, in seconds UTC."""
    day = on - timedelta(days=days_ago)
    return int(datetime(day.year, day.month, day.day, _MIDDAY, tzinfo=UTC).timestamp())


def make_event(
    person: Person,
    *,
    days_ago: int,
    kind: Kind = Kind.MESSAGE,
    direction: Direction = Direction.OUT,
    source: Source = Source.LINKEDIN,
    subject: str = "",
    text: str = "",
) -> Interaction:
    """Add one message, mail or meeting with a person."""
    number = next(_NUMBERS)
    return Interaction.objects.create(
        owner=person.owner,
        person=person,
        at=moment(days_ago) + number % 3_600,
        kind=kind,
        direction=direction,
        source=source,
        source_key=f"event-{number}",
        subject=subject,
        text=text,
    )


def make_conversation(person: Person, *, messages: int, every_days: int = 9, newest: int = 3) -> None:
    """Add messages that go back and forth, the newest so many days ago."""
    for number in range(messages):
        direction = Direction.OUT if number % 2 else Direction.IN
        make_event(person, days_ago=newest + number * every_days, direction=direction)


def make_archive(owner: Owner, *, name: str = "export.zip") -> Archive:
    """Add an import of ten rows whose outcomes add up."""
    outcomes = {
        "created": 4,
        "updated": 1,
        "unchanged": 0,
        "merged": 1,
        "in_doubt": 1,
        "skipped": 2,
        "trouble": 1,
    }
    files = [{"file": "Connections.csv", "rows": 10, "skipped": {"ghost": 2}, "trouble": 1}]
    return Archive.objects.create(
        owner=owner, name=name, importer="linkedin", version=1, sha256=f"{next(_NUMBERS):064x}", size=10,
        taken_on=ON, rows_read=10, outcomes=outcomes, skipped={"ghost": 2}, files=files,
    )  # fmt: skip


def make_question(first: Person, second: Person, **fields: Any) -> Proposal:
    """Ask whether two people are one."""
    because = fields.pop("because", ["same name", "no shared address"])
    return Proposal.objects.create(owner=first.owner, first=first, second=second, because=because, **fields)


def make_cast(owner: Owner | None = None) -> Cast:
    """Add an owner with a close friend, a weak tie, a stranger, and a second record of the friend in doubt."""
    owner = owner or make_owner()
    friend = make_person(owner, "Farah Friend", mail="farah@example.com", profile="farah", company="Lindgrün Labs",
                         title="Head of Research")  # fmt: skip
    weak = make_person(owner, "Wim Weak", mail="wim@example.org", company="Oak & Sons", title="Carpenter")
    stranger = make_person(
        owner, "Stella Stranger", profile="stella", company="Lindgrün Labs", title="Recruiter"
    )
    twin = make_person(owner, "Farah Friend", mail="ff@example.net")
    make_conversation(friend, messages=12)
    make_event(friend, days_ago=20, kind=Kind.MEETING, direction=Direction.MUTUAL, source=Source.CALENDAR,
               subject="Lunch")  # fmt: skip
    make_conversation(weak, messages=3, every_days=60, newest=100)
    make_event(twin, days_ago=40, kind=Kind.MAIL, direction=Direction.IN, source=Source.MAIL, subject="Hello")
    refresh_ties(owner)
    return Cast(owner, friend, weak, stranger, twin, make_archive(owner), make_question(friend, twin))


def make_audit(owner: Owner, *, on: date = ON) -> Audit:
    """Audit the owner's network."""
    return run_audit(owner, on=on, by="test")


def make_crowd(owner: Owner, *, people: int) -> list[Person]:
    """Add people with two messages each."""
    crowd = [
        make_person(owner, f"Member {number:03}", profile=f"member-{number}") for number in range(people)
    ]
    for person in crowd:
        make_conversation(person, messages=2)
    refresh_ties(owner)
    return crowd
