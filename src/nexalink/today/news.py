"""The news page's lines: what changed with people, birthdays, years at work, and who waits for an answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Left, Lower, Right, Substr

from nexalink.accounts.models import Owner
from nexalink.archives.models import Change
from nexalink.interactions.models import Interaction
from nexalink.interactions.queries import at_moments
from nexalink.kernel.dates import local_date
from nexalink.kernel.texts import long_day, span, works_of
from nexalink.people.models import Fact, Person, Position
from nexalink.ties.models import UNRANKED, Tie
from nexalink.ties.tracked import TrackedTie, tracked_ties
from nexalink.today.happenings import (
    ANSWERED_TIERS,
    UNANSWERED_DAYS,
    Waiting,
    job_changes,
    job_words,
    waiting_for_answer,
)
from nexalink.today.models import Snooze
from nexalink.today.queries import birthday_in, rests, shortened
from nexalink.today.work_years import MONTHS, Beginning, anniversary, beginning

COMING_DAYS = 14
"""Birthdays and years at work so many days ahead are told."""
PAST_DAYS = 7
"""And those of so many days back."""
FOLDED = 20
"""Of the people in no tier at most so many lines are shown, the closest; the others are counted."""
BETWEEN_DAYS = 62
"""Two exports at most so far apart tell the month in which a job began well enough."""
_SEEN_DAYS = 365
_USED = {
    Tie: {"id", "owner", "person", "tier", "rank", "last_contact"},
    Person: {"id", "owner", "name", "company", "birthday", "by_owner"},
}
"""What a line says of a tie and a person: reading the other columns would take as long as all the rest."""
_NAMED = {
    "linkedin": "LinkedIn",
    "mail": "your mail",
    "calendar": "your calendar",
    "contacts": "your address book",
    "manual": "you",
}


class Sort(StrEnum):
    """What a line of the news is about."""

    UNANSWERED = "unanswered"
    JOB = "news"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    SINCE = "since"
    """Years at work too, where two exports show between which days the job began."""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One line: whom it is about, what, when, why it matters, and how it is known.

    ``key`` is that of today's list where the line stands there too: what is seen here is seen there. ``day`` is the
    day it happened or comes; ``exact`` is False where only its month is known. ``last_contact`` is in seconds UTC.
    ``touched`` tells that contact was made on that day or since.
    """

    key: str
    sort: Sort
    person: int
    name: str
    tier: int | None
    rank: int
    what: str
    day: date
    why: str
    source: str
    last_contact: int | None
    touched: bool
    exact: bool = True


@dataclass(frozen=True, slots=True)
class News:
    """The news: lines of the people in tiers, tier by tier and the closest first; the rest folded.

    ``others`` counts all lines of people in no tier, of which ``folded`` holds those of the closest.
    """

    lines: tuple[NewsLine, ...]
    folded: tuple[NewsLine, ...]
    others: int


class _Happened(NamedTuple):
    """What a line tells: the id of what it is about, what, when, how it is known, and what it is good for."""

    about: int
    what: str
    day: date
    source: str
    moral: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose news, of which day, and what rests."""

    owner: Owner
    on: date
    off: dict[str, Snooze]

    @property
    def first(self) -> date:
        return self.on - timedelta(days=PAST_DAYS)

    @property
    def last(self) -> date:
        return self.on + timedelta(days=COMING_DAYS)

    def resting(self, group: str) -> list[int]:
        """Return the ids of what was seen or put off of one sort."""
        return [
            int(key.partition(":")[2])
            for key, row in self.off.items()
            if key.startswith(f"{group}:") and row.until > self.on
        ]


def news(owner: Owner, *, on: date) -> News:
    """Return the news of day ``on`` (the owner's), by tier, then by closeness: 13 queries for any network."""
    asked = _Asked(owner, on, {row.nudge: row for row in Snooze.objects.of(owner)})
    found: list[NewsLine] = []
    others = 0
    for lines, outside in (
        _unanswered(asked),
        _jobs(asked),
        _birthdays(asked),
        _anniversaries(asked),
        _since(asked),
    ):
        found += lines
        others += outside
    found.sort(key=lambda line: (line.tier or 4, line.rank, line.day, line.key))
    return News(
        tuple(line for line in found if line.tier),
        tuple(line for line in found if not line.tier)[:FOLDED],
        others,
    )


def seen_until(line: NewsLine, *, on: date) -> date:
    """Return the day until which a line rests once it was seen: a birthday comes again on its day, and next year."""
    if line.sort is Sort.BIRTHDAY:
        return line.day if line.day > on else line.day + timedelta(days=PAST_DAYS + 1)
    if line.sort in (Sort.ANNIVERSARY, Sort.SINCE):
        return on + timedelta(days=PAST_DAYS + COMING_DAYS + 31)
    return on + timedelta(days=UNANSWERED_DAYS if line.sort is Sort.UNANSWERED else _SEEN_DAYS)


_Found = tuple[list[NewsLine], int]
"""Lines of one sort, and how many there are of people in no tier."""


def _unanswered(asked: _Asked) -> _Found:
    """Return whom of tier 1 and 2 the owner owes an answer: three queries."""
    near = {tie.person_id: tie for tie in tracked_ties(asked.owner) if tie.tier in ANSWERED_TIERS}
    waiting = [
        one
        for one in waiting_for_answer(asked.owner, near.values(), on=asked.on)
        if not rests(
            asked.off.get(f"{Sort.UNANSWERED}:{one.person}"), on=asked.on, since=one.at, zone=asked.owner.zone
        )
    ]
    moments = {one.person: one.at for one in waiting}
    words = {row.person_id: row for rows in at_moments(asked.owner, moments) for row in rows}
    return [_waits(asked, near[one.person], one, words[one.person]) for one in waiting], 0


def _waits(asked: _Asked, tie: TrackedTie, one: Waiting, message: Interaction) -> NewsLine:
    about = shortened(message.subject or message.text)
    day = local_date(one.at, asked.owner.zone)
    kind = message.get_kind_display().capitalize()
    source = f"{kind} of {long_day(day)}, from {_NAMED[message.get_source_display()]}"
    if about:
        source = f"{source}, about “{about}”"
    what, moral = "Wrote to you and has no answer yet", "the last word is theirs"
    happened = _Happened(tie.person_id, what, day, source, moral)
    return _line(asked, tie, tie.name, Sort.UNANSWERED, happened)


def _jobs(asked: _Asked) -> _Found:
    rows = job_changes(asked.owner, on=asked.on).exclude(pk__in=asked.resting(Sort.JOB))
    lines = []
    found, others = _nearest(asked, rows)
    for row, tie in found:
        still = (
            f"; that of {long_day(row.seen_before)} still said {_works(row.before)}"
            if row.seen_before
            else ""
        )
        source = f"LinkedIn export of {long_day(row.seen_after)}{still}"
        moral = "a good reason to write" if _works(row.after) else "a reason to ask how they are"
        happened = _Happened(row.pk, job_words(row.before, row.after), row.seen_after, source, moral)
        lines.append(_line(asked, tie, tie.person.name, Sort.JOB, happened))
    return lines, others


def _birthdays(asked: _Asked) -> _Found:
    days = {asked.first + timedelta(days=number) for number in range(PAST_DAYS + COMING_DAYS + 1)}
    written = {f"{day:%m-%d}" for day in days}
    if "02-28" in written:
        written.add("02-29")  # kept on the 28th in other years
    ties = Tie.objects.of(asked.owner).filter(person__birthday__gt="", person__trashed_at=None)
    rows = ties.annotate(told=Right("person__birthday", 5)).filter(told__in=sorted(written))
    rows = rows.exclude(person__in=asked.resting(Sort.BIRTHDAY))
    found, others = _nearest(asked, rows)
    sources = _birthday_sources(asked.owner, [tie.person_id for _, tie in found])
    lines = []
    for _, tie in found:
        day = birthday_in(tie.person.birthday, asked.first, asked.last)
        if day is None:  # it looks like a day of these, and is none
            others -= tie.tier is None
            continue
        stated = None if "birthday" in tie.person.by_owner else sources.get(tie.person_id)
        source = f"The day is known from {stated}" if stated else "You wrote the day down"
        moral = "not too late for a line" if day < asked.on else "a good day to write"
        what = "Birthday today" if day == asked.on else "Birthday"
        lines.append(
            _line(
                asked, tie, tie.person.name, Sort.BIRTHDAY, _Happened(tie.person_id, what, day, source, moral)
            )
        )
    return lines, others


def _birthday_sources(owner: Owner, people: Collection[int]) -> dict[int, str]:
    facts = Fact.objects.of(owner).filter(kind="birthday", person__in=people)
    return {person: _NAMED.get(source, source) for person, source in facts.values_list("person_id", "source")}


def _anniversaries(asked: _Asked) -> _Found:
    """Return who has been in the present job for whole years, where its beginning is known to the month."""
    months = sorted({asked.first.month, asked.last.month})
    wanted = Q(in_iso__in=[f"-{month:02}" for month in months])
    wanted |= Q(in_words__in=[MONTHS[month - 1] for month in months])
    rows = (
        Position.objects.of(asked.owner)
        .annotate(in_iso=Substr("started", 5, 3), in_words=Lower(Left("started", 3)))
        .filter(wanted, started__gt="", finished="", person__trashed_at=None)
        .exclude(started__contains=str(asked.last.year))
        .filter(company__iexact=F("person__company"))
        .exclude(company="", title="")
        .exclude(pk__in=asked.resting(Sort.ANNIVERSARY))
    )
    lines = []
    found, others = _nearest(asked, rows)
    for row, tie in found:
        begun = beginning(row.started)
        day = anniversary(begun, first=asked.first, last=asked.last) if begun else None
        if begun is None or day is None:
            others -= tie.tier is None
            continue
        years = day.year - begun.year
        what = f"{years} {'year' if years == 1 else 'years'} {_at_work(row)}"
        source = (
            f"There since {begun}, as {_NAMED.get(row.source, row.source)} said on {long_day(row.seen_on)}"
        )
        happened = _Happened(row.pk, what, day, source, "a good reason to write", exact=bool(begun.day))
        lines.append(_line(asked, tie, tie.person.name, Sort.ANNIVERSARY, happened))
    return lines, others


def _since(asked: _Asked) -> _Found:
    """Return who began at the present employer in a month like this, some years ago, as two exports show.

    Connections.csv tells no day on which a job began. Where the export before named another employer and lies at most
    ``BETWEEN_DAYS`` back, the job began between the two, and the month of the later one is near enough.
    """
    months = sorted({asked.first.month, asked.last.month})
    jobs = Change.objects.of(asked.owner).filter(kind="job")
    later = jobs.filter(person=OuterRef("person"), seen_after__gt=OuterRef("seen_after"))
    rows = (
        jobs.filter(
            seen_after__month__in=months, seen_after__year__lt=asked.last.year, person__trashed_at=None
        )
        .filter(seen_before__gte=F("seen_after") - timedelta(days=BETWEEN_DAYS))
        .filter(~Exists(later))
        .exclude(pk__in=asked.resting(Sort.SINCE))
    )
    lines = []
    found, others = _nearest(asked, rows)
    for row, tie in found:
        begun, company = row.seen_after, row.after.get("company") or ""
        moved = company and company != (row.before.get("company") or "")
        day = anniversary(Beginning(begun.year, begun.month, 0), first=asked.first, last=asked.last)
        if day is None or not moved or company.casefold() != tie.person.company.casefold():
            others -= tie.tier is None
            continue
        years = day.year - begun.year
        what = f"About {years} {'year' if years == 1 else 'years'} at {company}"
        source = f"LinkedIn export of {long_day(begun)}; that of {long_day(row.seen_before)} still said {_works(row.before)}"
        happened = _Happened(row.pk, what, day, source, "a good reason to write", exact=False)
        lines.append(_line(asked, tie, tie.person.name, Sort.SINCE, happened))
    return lines, others


def _at_work(row: Position) -> str:
    return f"at {row.company}" if row.company else f"as {row.title}"


def _nearest(asked: _Asked, rows: QuerySet[Any]) -> tuple[list[tuple[Any, Tie]], int]:
    """Return rows with their person's tie, and how many there are of people in no tier: two queries.

    Returned are all rows of people in tiers, and those of the closest others; a person comes once. Only ids and ranks
    are read of the rest.
    """
    is_tie = rows.model is Tie
    way = "" if is_tie else "person__tie__"
    found = rows.order_by().values_list(f"{way}tier", f"{way}rank", "pk", f"{way}person_id")
    tiers = {person: (tier, pk) for tier, _, pk, person in sorted(found, key=_closest_first, reverse=True)}
    others = [pk for tier, pk in tiers.values() if tier is None]
    wanted = [pk for tier, pk in tiers.values() if tier] + others[-FOLDED:]
    shown = rows.model._default_manager.of(asked.owner).filter(pk__in=wanted)
    if is_tie:
        people = shown.select_related("person").defer(*_unused(Tie, ""), *_unused(Person, "person__"))
    else:
        unused = (*_unused(Person, "person__"), *_unused(Tie, "person__tie__"))
        people = shown.select_related("person__tie").defer(*unused)
    return [(row, row if is_tie else row.person.tie) for row in people], len(others)


def _unused(model: type[Tie | Person], way: str) -> list[str]:
    return [
        f"{way}{column.name}" for column in model._meta.concrete_fields if column.name not in _USED[model]
    ]


def _closest_first(row: tuple[Any, ...]) -> tuple[int, ...]:
    return row[0] or 4, row[1], row[2]


def _line(asked: _Asked, tie: Tie | TrackedTie, name: str, sort: Sort, happened: _Happened) -> NewsLine:
    last = local_date(tie.last_contact, asked.owner.zone) if tie.last_contact else None
    standing = f"Tier {tie.tier}" if tie.tier else "In no tier"
    place = f", number {tie.rank:,} by closeness" if tie.rank != UNRANKED else ""
    spoke = "" if sort is Sort.UNANSWERED else f"; {_spoke(last, asked.on)}"
    return NewsLine(
        key=f"{sort}:{happened.about}",
        sort=sort,
        person=tie.person_id,
        name=name,
        tier=tie.tier,
        rank=tie.rank,
        what=happened.what,
        day=happened.day,
        why=f"{standing}{place}{spoke}: {happened.moral}.",
        source=happened.source,
        last_contact=tie.last_contact,
        touched=sort is not Sort.UNANSWERED and last is not None and happened.day <= last <= asked.on,
        exact=happened.exact,
    )


def _spoke(last: date | None, on: date) -> str:
    if last is None:
        return "no contact yet"
    days = (on - last).days
    return f"last contact {span(days)} ago" if days > 0 else "in contact today"


def _works(job: Mapping[str, Any]) -> str:
    return works_of(job.get("title"), job.get("company"))
