"""Ask whom this week's recall check is about, what is known of them, and how earlier checks went."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from nexalink.accounts.models import Owner
from nexalink.interactions.models import Interaction, Kind
from nexalink.kernel.texts import long_day, one_line, works_of
from nexalink.people.actions import KNOWLEDGE
from nexalink.people.models import Person
from nexalink.recall.choosing import ASKED_A_WEEK, REST_DAYS, choose_people, week_of
from nexalink.recall.models import Recollection
from nexalink.ties.models import Membership, Note, Tie
from nexalink.ties.queries import tie_of

RESULTS = {
    "known": "I knew",
    "partly": "Half of it",
    "unknown": "Not really",
    "skipped": "Skip",
}
"""How well the owner remembered: key → the words on the button."""
LONGEST = 500
_WEEKS_SHOWN = 12
_LONGEST_SHOWN = 160
_DRAWN = 3 * ASKED_A_WEEK
"""So many are drawn, for some may have no name."""
_GATHERINGS = (Kind.GROUP, Kind.LIST)


@dataclass(frozen=True, slots=True)
class RecallResult:
    """How many people were asked about within a year, and how many of them the owner knew.

    A person asked about twice counts once, by the newest answer; skipped ones do not count. Two who were half
    remembered count as one known.
    """

    asked: int
    known: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person: who they are, how the owner knows them, and details worth remembering."""

    who: tuple[str, ...]
    how: tuple[str, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the week's people; ``result`` is empty while it waits for an answer."""

    person: int
    name: str
    result: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One earlier week: its Monday, and how many of the people asked about were known, partly, unknown or skipped."""

    week: date
    known: int
    partly: int
    unknown: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Recall:
    """This week's check. ``next`` is whom to ask about now, None when done; ``revealed`` what is known of them."""

    week: date
    people: tuple[Asked, ...]
    next: Asked | None
    revealed: Known | None
    connected: int
    result: RecallResult
    weeks: tuple[WeekRow, ...]

    @property
    def answered(self) -> int:
        """Return how many of the week's people were answered or skipped."""
        return sum(bool(one.result) for one in self.people)


def recall_result(owner: Owner, *, on: date) -> RecallResult:
    """Return how the recall checks of the 365 days up to ``on`` went: one query."""
    rows = (
        Recollection.objects.of(owner)
        .filter(asked_on__gt=on - timedelta(days=365), asked_on__lte=on)
        .exclude(result__in=("", "skipped"))
        .order_by("asked_on", "id")
        .values_list("person_id", "result")
    )
    counts = Counter(dict(rows).values())
    return RecallResult(asked=counts.total(), known=counts["known"] + counts["partly"] // 2)


def recall(owner: Owner, *, on: date) -> Recall:
    """Return the check of the week of ``on``: at most ten connections, the same all week; ten queries."""
    past, connected = _answers(owner), _connected(owner)
    people = tuple(_weeks_people(owner, connected, past, on=on))
    waiting = next((one for one in people if not one.result), None)
    return Recall(
        week=week_of(on),
        people=people,
        next=waiting,
        revealed=what_is_known(owner, person=waiting.person) if waiting else None,
        connected=len(connected),
        result=recall_result(owner, on=on),
        weeks=tuple(_by_week(past)[:_WEEKS_SHOWN]),
    )


def people_of_the_week(owner: Owner, *, on: date) -> tuple[Asked, ...]:
    """Return the people whom the week of ``on`` asks about: three queries."""
    return tuple(_weeks_people(owner, _connected(owner), _answers(owner), on=on))


def what_is_known(owner: Owner, *, person: int) -> Known:
    """Return what is known of a person, to be compared with what the owner remembered: five queries.

    Raises:
        PersonMissing: there is no such person.
    """
    tie = tie_of(owner, person)
    written, who = tie.person.by_owner, tie.person
    last = (
        Interaction.objects.of(owner)
        .filter(person=person)
        .exclude(kind__in=_GATHERINGS)
        .exclude(subject="", text="")
        .order_by("-at")
        .values_list("subject", "text")
        .first()
    )
    notes = Note.objects.of(owner).filter(person=person).order_by("-at").values_list("text", flat=True)[:2]
    circles = (
        Membership.objects.of(owner).filter(person=person, circle__size__gt=1).order_by("circle__size")[:3]
    )
    together = [
        f"One of {size} people you know from {name}"
        for name, size in circles.values_list("circle__name", "circle__size")
    ]
    met = [f"{KNOWLEDGE[key]}: {written[key]}" for key in ("how_met", "introduced_by") if written.get(key)]
    since = [f"Connected since {long_day(tie.connected_on)}"] if tie.connected_on else []
    told = [
        f"{KNOWLEDGE[key]}: {written[key]}" for key in ("facts", "goals", "strengths") if written.get(key)
    ]
    about = [f"Last about: {last[0] or last[1]}"] if last else []
    return Known(
        who=tuple(filter(None, (works_of(who.title, who.company), who.place))),
        how=tuple(
            one_line(line, longest=_LONGEST_SHOWN) for line in (*met, *since, *together, *_contacts(tie))
        ),
        details=tuple(
            one_line(line, longest=_LONGEST_SHOWN)
            for line in (*told, *about, *(f"Note: {text}" for text in notes))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    person: int
    name: str
    day: date
    result: str


def _answers(owner: Owner) -> list[_Answer]:
    rows = Recollection.objects.of(owner).exclude(result="").order_by("asked_on", "id")
    return [_Answer(*row) for row in rows.values_list("person_id", "person__name", "asked_on", "result")]


def _connected(owner: Owner) -> list[int]:
    """Return the people whom the owner sees in the feed: those connected."""
    rows = Tie.objects.of(owner).filter(is_connection=True, removed_on=None)
    return list(rows.values_list("person_id", flat=True))


def _weeks_people(owner: Owner, connected: list[int], past: list[_Answer], *, on: date) -> Iterable[Asked]:
    """Yield the week's people; who was answered stays even when no longer connected."""
    week = week_of(on)
    now = {one.person: one for one in past if week_of(one.day) == week}
    rested = {one.person for one in past if 0 < (week - one.day).days <= REST_DAYS} - set(now)
    drawn = choose_people(connected, week=week, seed=owner.pk, rested=rested, most=_DRAWN)
    people = Person.objects.of(owner).filter(pk__in=drawn, trashed_at=None).exclude(name="")
    names = dict(people.values_list("id", "name"))
    chosen = [person for person in drawn if person in names]
    for person in [*(one for one in now if one not in chosen), *chosen][:ASKED_A_WEEK]:
        answer = now.get(person)
        yield Asked(
            person, names.get(person) or (answer.name if answer else ""), answer.result if answer else ""
        )


def _by_week(past: list[_Answer]) -> list[WeekRow]:
    weeks: dict[date, Counter[str]] = {}
    for one in past:
        weeks.setdefault(week_of(one.day), Counter())[one.result] += 1
    return [
        WeekRow(week, *(counts[result] for result in RESULTS))
        for week, counts in sorted(weeks.items(), reverse=True)
    ]


def _contacts(tie: Tie) -> list[str]:
    direct, met = tie.incoming + tie.outgoing, tie.mutual
    if not direct + met:
        return ["No message and no meeting on record"]
    said = [f"{direct} message{'s' if direct != 1 else ''}"] if direct else []
    return [
        " and ".join([*said, *([f"{met} meeting{'s' if met != 1 else ''}"] if met else [])]) + " on record"
    ]
