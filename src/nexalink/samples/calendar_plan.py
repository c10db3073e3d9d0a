"""What a calendar holds beside the meetings that took place: series, refusals, plans, whole days, rooms."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from nexalink.samples import phrases
from nexalink.samples.cast import Cast, Character
from nexalink.samples.drawing import DAY, by_day, stream
from nexalink.samples.relations import Relation, Times
from nexalink.samples.story import Story

ROOMS = ("Room Aspen", "Room Birch")


class Guest(NamedTuple):
    """Somebody invited: the person's number and the answer as iCalendar writes it."""

    person: int
    answer: str = "ACCEPTED"


@dataclass(frozen=True, slots=True)
class Change:
    """One occurrence of a series that is not like the others: cancelled, moved by so many minutes, or refused."""

    index: int
    cancelled: bool = False
    moved_minutes: int = 0
    refused_by: int = -1


@dataclass(slots=True)
class Event:
    """One entry of the calendar. ``left_out`` is why no occurrence of it is a meeting with anybody; else empty.

    ``start`` is the local time in ``zone``; ``rule`` the RRULE of a series whose occurrences start at ``starts``
    (all of them, those of ``skipped`` and ``changes`` included).
    """

    uid: str
    start: datetime
    minutes: int
    zone: str
    subject: str
    guests: tuple[Guest, ...]
    owner_answer: str = "ACCEPTED"
    organiser: int = -1
    rule: str = ""
    starts: tuple[datetime, ...] = ()
    skipped: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    status: str = "CONFIRMED"
    whole_days: int = 0
    room: str = ""
    left_out: str = ""
    listed: bool = True
    """Whether the owner stands among the attendees, or only as the organiser."""


@dataclass(slots=True)
class CalendarPlan:
    """All entries, in the order in which they were invented."""

    events: list[Event] = field(default_factory=list)


def plan_calendar(cast: Cast, relations: list[Relation], story: Story, times: Times) -> CalendarPlan:
    """Return the plan of one calendar: the story's meetings, series with colleagues, and what comes to nothing."""
    rng = stream(cast.seed, "calendar")
    plan = CalendarPlan()
    for index, meeting in enumerate(story.meetings):
        plan.events.append(
            _single(index, meeting.at, meeting.minutes, meeting.people, meeting.subject, cast, rng)
        )
    able = [r.person for r in relations if "calendar" in r.person.channels and r.style == "layer"]
    colleagues = cast.of("calendar")
    _weekly(plan, able, colleagues, times, cast.owner.zone, rng)
    _everybody(plan, able, colleagues, times, cast.owner.zone)
    _nothing(plan, able, times, cast.owner.zone, rng)
    return plan


def event_uid(place: int) -> str:
    """Return the identifier of the event of the story's meeting at ``place``, without its host."""
    return f"m{place:05d}"


def _single(
    index: int, at: int, minutes: int, people: tuple[int, ...], subject: str, cast: Cast, rng: Random
) -> Event:
    """Return a meeting that took place. Each zone and answer that counts occurs."""
    zone = rng.choices((cast.owner.zone, "America/New_York", "UTC"), (85, 8, 7))[0]
    start = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))
    answers = rng.choices(("ACCEPTED", "TENTATIVE"), (93, 7), k=len(people))
    guests = tuple(Guest(person, answer) for person, answer in zip(people, answers, strict=True))
    organiser = -1 if rng.random() < 0.5 else people[0]
    return Event(
        event_uid(index), start, minutes, zone, subject, guests,
        owner_answer="TENTATIVE" if organiser >= 0 and rng.random() < 0.05 else "ACCEPTED",
        organiser=organiser,
        room=rng.choice(ROOMS) if rng.random() < 0.1 else "",
        listed=organiser >= 0 or index % 9 != 0,
    )  # fmt: skip


def _weekly(
    plan: CalendarPlan,
    able: list[Character],
    colleagues: list[Character],
    times: Times,
    zone: str,
    rng: Random,
) -> None:
    """Add weekly talks with one colleague and a weekly round of a few, through summer time and winter time."""
    partners = [person.number for person in (able[:1] + colleagues[:2])]
    for index, person in enumerate(partners):
        first = times.on - timedelta(days=699 - 147 * index)  # never on the day of the export
        plan.events.append(
            _series(
                f"w{index}",
                _clock(first, 8 + 2 * index, zone),
                f"1:1 {index + 1}",
                (Guest(person),),
                times,
                rng,
            )
        )
    team = [person.number for person in (colleagues[:3] + able[1:2])]
    if len(team) == 4:
        first = times.on - timedelta(days=900)
        guests = tuple(Guest(number) for number in team)
        plan.events.append(
            _series("team", _clock(first, 13, zone), "Product round", guests, times, rng, ends=380)
        )


def _clock(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone))


def _series(
    name: str,
    first: datetime,
    subject: str,
    guests: tuple[Guest, ...],
    times: Times,
    rng: Random,
    *,
    ends: int = 0,
) -> Event:
    """Return a weekly series: some dates dropped, one cancelled, one moved, one refused by its first guest."""
    start, starts = first, []
    while start.date() < times.on and (not ends or (start - first).days <= ends):
        starts.append(start)
        start += timedelta(days=7)  # the same time on the clock, whatever happened to the clock
    rule = "FREQ=WEEKLY"
    if ends:
        until = starts[-1].astimezone(UTC)
        rule += f";UNTIL={until:%Y%m%dT%H%M%SZ}"
    odd = sorted(rng.sample(range(2, len(starts) - 2), 5))
    changes = (
        Change(odd[2], cancelled=True),
        Change(odd[3], moved_minutes=26 * 60),
        Change(odd[4], refused_by=guests[0].person),
    )
    return Event(
        name, first, 30, str(first.tzinfo), subject, guests, rule=rule, starts=tuple(starts), skipped=tuple(odd[:2]),
        changes=changes,
    )  # fmt: skip


def _everybody(
    plan: CalendarPlan, able: list[Character], colleagues: list[Character], times: Times, zone: str
) -> None:
    """Add a monthly meeting of a crowd: all were there, and nobody met."""
    crowd = [person.number for person in (colleagues + able)][: max(22, len(colleagues))]
    if len(crowd) < 16:
        return
    starts = []
    for back in range(20, 0, -1):
        month = times.on.year * 12 + times.on.month - 1 - back
        first = date(month // 12, month % 12 + 1, 1)
        thursday = first + timedelta(days=(3 - first.weekday()) % 7)
        starts.append(_clock(thursday, 16, zone))
    guests = tuple(Guest(number, "ACCEPTED") for number in crowd)
    rule = f"FREQ=MONTHLY;COUNT={len(starts)};BYDAY=1TH"
    plan.events.append(
        Event(
            "all",
            starts[0],
            60,
            zone,
            "All hands",
            guests,
            organiser=crowd[0],
            rule=rule,
            starts=tuple(starts),
        )
    )


def _nothing(plan: CalendarPlan, able: list[Character], times: Times, zone: str, rng: Random) -> None:
    """Add what is no meeting: refused, cancelled, unanswered, planned, alone, whole days."""
    numbers = [person.number for person in able] or [-1]
    cases = (
        ("declined", 4), ("cancelled", 4), ("not_attended", 3), ("guest_refused", 4), ("future", 4), ("no_person", 6),
        ("all_day", 6),
    )  # fmt: skip
    for reason, count in cases:
        for index in range(count):
            at = by_day(rng, times.end - rng.randrange(10, 1_200) * DAY)
            if reason == "future":
                at = by_day(rng, times.end + rng.randrange(5, 80) * DAY)
            person = rng.choice(numbers)
            if person >= 0 or reason in {"no_person", "all_day"}:
                plan.events.append(_idle(reason, index, at // 900 * 900, person, zone, rng))


def _idle(reason: str, index: int, at: int, person: int, zone: str, rng: Random) -> Event:
    start = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))
    subject = phrases.topic(rng)
    event = Event(
        f"{reason.replace('_', '-')}{index}", start, 45, zone, subject[0].upper() + subject[1:], (Guest(person),),
        organiser=person, left_out=reason,
    )  # fmt: skip
    if reason == "declined":
        event.owner_answer = "DECLINED"
    elif reason == "cancelled":
        event.status = "CANCELLED"
    elif reason == "not_attended":
        event.owner_answer = "NEEDS-ACTION"
    elif reason == "guest_refused":
        event.organiser, event.left_out = -1, "no_person"
        event.guests = (Guest(person, ("DECLINED", "NEEDS-ACTION")[index % 2]),)
    elif reason == "no_person":
        event.subject, event.guests, event.organiser = ("Dentist", (), -1)
    elif reason == "all_day":
        event.subject, event.whole_days = ("Holiday", 1 + index)
        event.guests, event.organiser = ((Guest(person),) if index % 2 and person >= 0 else ()), -1
        event.left_out = "all_day" if event.guests else "no_person"
    return event
