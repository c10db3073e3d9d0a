"""The plan of a sample network: who there is, what happened, before any file is written."""

import math
import random
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from nexalink.samples.vocabulary import COMPANIES, FAMILY, GIVEN, MEETINGS, SENTENCES, SUBJECTS, TITLES

YEARS = 6
OWNER_NAME = "Mara Velden"
OWNER_SLUG = "mara-velden-example"
OWNER_MAIL = "mara.velden@example.com"
OWNER_ALIAS = "m.velden@work.example"
_CLOSE, _FRIENDS, _KNOWN = 5, 15, 50


@dataclass(slots=True)
class Planned:
    """One invented person and every contact with the owner."""

    given: str
    family: str
    slug: str
    mail: str
    phone: str
    company: str
    title: str
    connected: date | None
    rank: int
    shown_mail: bool = False
    in_mail: bool = False
    in_cards: bool = False
    card_mail: bool = True
    messages: list["Line"] = field(default_factory=list)
    mails: list["Line"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return the full name."""
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Line:
    """One message or mail: moment, whether the owner wrote it, subject, text, conversation."""

    at: datetime
    outgoing: bool
    subject: str
    text: str
    thread: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """One calendar event: first start (UTC), attendees, how often it repeats weekly, its kind."""

    start: datetime
    people: tuple[int, ...]
    title: str
    weeks: int = 0
    declined: bool = False
    cancelled: bool = False
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One invitation: whom, when (UTC), which way, its note, when accepted."""

    person: int
    sent: datetime
    outgoing: bool
    note: str
    accepted: date | None


@dataclass(slots=True)
class Plan:
    """Everything that the sample's files tell."""

    on: date
    seed: int
    people: list[Planned]
    meetings: list[Meeting]
    requests: list[Request]


def make_plan(*, seed: int, people: int, on: date) -> Plan:
    """Invent a network of ``people`` with six years of history before ``on``; the same arguments give the same plan.

    Most connections never write; about a tenth did, and contact falls with rank as in real accounts.
    """
    chance = random.Random(seed)
    found = _people(chance, people, on)
    for person in found:
        _contacts(chance, person, on)
    return Plan(on, seed, found, _meetings(chance, found, on), _requests(chance, found, on))


def _people(chance: random.Random, count: int, on: date) -> list[Planned]:
    found: list[Planned] = []
    slugs: set[str] = set()
    for index in range(count):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        if index and chance.random() < 0.006:
            given, family = found[-1].given, found[-1].family  # namesakes are normal
        slug = f"{given}-{family}-{chance.randrange(16**6):06x}".lower()
        while slug in slugs:
            slug += "x"
        slugs.add(slug)
        company, _industry = chance.choice(COMPANIES[:6] if chance.random() < 0.42 else COMPANIES)
        company, title = (company, chance.choice(TITLES)) if chance.random() > 0.06 else ("", "")
        spoken = index < max(12, int(count * 0.14))
        known = on - timedelta(days=chance.randrange(200, 365 * YEARS)) if spoken else _connected(chance, on)
        person = Planned(
            given, family, slug, f"{_ascii(given)}.{_ascii(family)}{index}@{_domain(company)}".lower(),
            f"+1 212 555 01{index % 100:02d}" if index % 3 else f"+44 20 7946 0{index % 1000:03d}",
            company, title, known if chance.random() > 0.04 else None, index,
        )  # fmt: skip
        person.shown_mail = chance.random() < 0.03
        person.in_mail = spoken and chance.random() < 0.55
        person.in_cards = (
            spoken and chance.random() < (0.85 if person.in_mail else 0.4)
        ) or chance.random() < 0.03
        person.card_mail = person.in_mail or chance.random() < 0.6
        found.append(person)
    return found


def _connected(chance: random.Random, on: date) -> date:
    return on - timedelta(days=int(chance.random() ** 1.4 * 365 * YEARS) + 1)


def _domain(company: str) -> str:
    word = "".join(letter for letter in _ascii(company).lower() if letter.isalnum())[:20]
    return f"{word}.example" if word else "example.org"


def _ascii(text: str) -> str:
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if letter.isascii() and (letter.isalnum() or letter in "- ")
    )


def _contacts(chance: random.Random, person: Planned, on: date) -> None:
    """Give a person conversations: by rank many or few, going on, fading or long over, even or one-sided."""
    share = _pace(person.rank)
    if share <= 0 or (person.connected is None and not person.in_mail):
        return
    begin = datetime.combine(
        person.connected or on - timedelta(days=900), datetime.min.time(), UTC
    ) + timedelta(days=1)
    end = datetime.combine(on, datetime.min.time(), UTC) - timedelta(hours=2)
    manner = chance.random()
    lasting = 1.0 if person.rank < _FRIENDS else chance.choice((1.0, 1.0, 0.75, 0.5, 0.3))
    stop = begin + (end - begin) * lasting
    mine = 0.5 if person.rank < _KNOWN else (1.0 if manner < 0.32 else 0.0 if manner < 0.4 else 0.5)
    at, thread = begin + timedelta(days=chance.expovariate(share)), 0
    while at < stop:
        thread += 1
        opener = chance.random() < mine
        at = _talk(
            chance,
            person,
            at,
            stop,
            opener=opener,
            answered=mine == 0.5 and chance.random() < 0.8,
            thread=thread,
        )
        at += timedelta(days=chance.expovariate(share))


def _pace(rank: int) -> float:
    """Return conversations a day by rank: a few close people, then fewer and fewer."""
    if rank < _CLOSE:
        return 1 / 8
    if rank < _FRIENDS:
        return 1 / 25
    if rank < _KNOWN:
        return 1 / 75
    return 1 / 330 if rank < 170 else 0.0


def _talk(
    chance: random.Random,
    person: Planned,
    at: datetime,
    stop: datetime,
    *,
    opener: bool,
    answered: bool,
    thread: int,
) -> datetime:
    by_mail = person.in_mail and chance.random() < 0.55
    lines = person.mails if by_mail or person.connected is None else person.messages
    subject = chance.choice(SUBJECTS)
    turns = 1 + (math.ceil(chance.expovariate(0.7)) if answered else 0)
    outgoing = opener
    for turn in range(turns):
        text = chance.choice(SENTENCES)
        lines.append(Line(at, outgoing, subject if turn == 0 else f"Re: {subject}", text, thread))
        at += timedelta(minutes=chance.randrange(20, 60 * 50))
        if at >= stop:
            break
        outgoing = not outgoing
    return at


def _meetings(chance: random.Random, people: list[Planned], on: date) -> list[Meeting]:
    """Meetings of two, of a few and of many; weekly ones, declined ones, cancelled ones, whole days."""
    end = datetime.combine(on, datetime.min.time(), UTC)
    found = []
    close = range(min(_KNOWN, len(people)))
    for _ in range(min(260, 3 * len(people))):
        start = end - timedelta(days=chance.randrange(2, 900), hours=chance.randrange(6, 14) - 24)
        size = chance.choices((1, 2, 4, 9, 25), (60, 20, 12, 5, 3))[0]
        guests = tuple(sorted(chance.sample(range(min(len(people), 160)), min(size, len(people)))))
        if size == 1:
            guests = (min(int(chance.expovariate(1 / 12)), len(close) - 1),)
        found.append(
            Meeting(
                start,
                guests,
                chance.choice(MEETINGS),
                weeks=chance.choice((0,) * 12 + (6, 10)),
                declined=chance.random() < 0.05,
                cancelled=chance.random() < 0.05,
                all_day=chance.random() < 0.03,
            )
        )
    return found


def _requests(chance: random.Random, people: list[Planned], on: date) -> list[Request]:
    """Invitations of the last 180 days: accepted ones of those connected since, and pending ones."""
    found = []
    for index, person in enumerate(people):
        if person.connected and (on - person.connected).days < 170:
            sent = datetime.combine(person.connected, datetime.min.time(), UTC) - timedelta(
                days=chance.randrange(1, 9), hours=3
            )
            note = chance.choice(SENTENCES) if chance.random() < 0.2 else ""
            found.append(Request(index, sent, chance.random() < 0.55, note, person.connected))
    for _ in range(max(4, len(people) // 60)):
        sent = datetime.combine(on, datetime.min.time(), UTC) - timedelta(
            days=chance.randrange(3, 170), hours=5
        )
        found.append(Request(-1 - chance.randrange(10_000), sent, chance.random() < 0.6, "", None))
    return sorted(found, key=lambda request: request.sent, reverse=True)
