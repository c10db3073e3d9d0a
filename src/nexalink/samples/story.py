"""What happened between the owner and everybody: messages, mails and meetings, day by day over the years."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from nexalink.samples import phrases
from nexalink.samples.cast import Cast, Character
from nexalink.samples.drawing import DAY, Seconds, by_day, soon_after, stream
from nexalink.samples.relations import Relation, Times

OWNER = -1
"""Stands for the owner where a person's number is expected."""
_YEAR = 365 * DAY
_SMALL_GROUP, _LARGE_GROUP = (2, 3, 4), (8, 9)
"""How many others meet: never 5 or 12, on which the counting rules turn."""


@dataclass(slots=True)
class Message:
    """One LinkedIn message between the owner and a person; ``note`` for the note of a connection request."""

    person: int
    at: int
    out: bool
    text: str
    subject: str = ""
    note: bool = False


@dataclass(slots=True)
class Mail:
    """One mail between people. ``sender`` is a person's number or ``OWNER``; recipients likewise.

    ``earlier`` are the message numbers of the thread before this one.
    """

    number: int
    at: int
    sender: int
    to: tuple[int, ...]
    cc: tuple[int, ...]
    subject: str
    text: str
    thread: int
    earlier: tuple[int, ...] = ()
    bcc: tuple[int, ...] = ()
    via_list: str = ""


class Meeting(NamedTuple):
    """One meeting that took place: its people besides the owner."""

    at: int
    minutes: int
    people: tuple[int, ...]
    subject: str


@dataclass(slots=True)
class Story:
    """Everything that happened, in no particular order."""

    messages: list[Message] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    threads: int = 0


class Teller:
    """Tells the story of each relation; what it needs to keep moments and threads apart lives here."""

    def __init__(self, cast: Cast, times: Times, *, story: Story | None = None, chapter: str = "") -> None:
        """Begin with nothing told, or with a further ``chapter`` of a story."""
        self.cast = cast
        self.times = times
        self.story = story or Story()
        self._chapter = chapter
        self._seconds = Seconds()
        self._companions: list[int] = []

    def tell(self, relations: list[Relation]) -> Story:
        """Return the story of all relations."""
        self._companions = [
            relation.person.number
            for relation in relations
            if relation.person.layer in {1, 2, 3} and "mail" in relation.person.channels
        ]
        for relation in relations:
            rng = stream(self.cast.seed, f"story {relation.person.number}{self._chapter}")
            if relation.per_year and relation.style in {"layer", "dormant"}:
                self._long(rng, relation)
            else:
                self._short(rng, relation)
        return self.story

    def note(self, rng: Random, person: Character, *, out: bool) -> Message:
        """Add the note of a connection request, dated at acceptance, and return it."""
        name = person.given if out else self.cast.owner.given
        text = phrases.note(rng, name=name)
        message = Message(person.number, self._seconds.free(person.connected_at), out, text, note=True)
        self.story.messages.append(message)
        return message

    # ------------------------------------------------------------- long and short relations

    def _long(self, rng: Random, relation: Relation) -> None:
        moments = list(_bursts(rng, relation.start, relation.end, relation.per_year))
        if not moments:
            moments = [relation.start + (relation.end - relation.start) // 2]
        channels = sorted(relation.person.channels - {"calendar"})
        meets = "calendar" in relation.person.channels
        for index, moment in enumerate(moments):
            dice = rng.random()
            at = self._moment(rng, relation, moment)
            if meets and dice < 0.25 and index:
                self._meet(rng, relation.person, at)
            elif "mail" in channels and ("linkedin" not in channels or dice < 0.7):
                self._correspond(rng, relation, at, answered=index == 0)
            else:
                self._chat(rng, relation, at, answered=index == 0)
        if relation.waiting:
            at = self._moment(rng, relation, self.times.end - rng.randrange(4, 12) * DAY)
            channel = self._correspond if "mail" in channels else self._chat
            channel(rng, relation, at, answered=False, only=False)

    def _short(self, rng: Random, relation: Relation) -> None:
        writes = self._chat if relation.person.role in {"connection", "writer"} else self._correspond
        at = self._moment(rng, relation, relation.start)
        if relation.style == "weak":
            writes(rng, relation, at, answered=True)
            return
        out = relation.style == "out_only"
        times = 6 if relation.per_year else rng.choice((1, 1, 2))
        for index in range(times):
            later = by_day(rng, at + index * 40 * DAY)
            if index == 0 or later < self.times.end:
                writes(rng, relation, later if index else at, answered=False, only=out)

    def _moment(self, rng: Random, relation: Relation, around: int) -> int:
        """Return when somebody writes on that day: before the export, and after the day of the connection.

        On that day itself nobody could tell a first message from the note of a request.
        """
        latest = self.times.end - DAY // 2
        next_morning = (relation.person.connected_at // DAY + 1) * DAY + rng.randrange(7 * 3600, 9 * 3600)
        return max(min(by_day(rng, around), latest), next_morning if relation.person.connected_at else 0)

    # ---------------------------------------------------------------------------- LinkedIn

    def _chat(
        self, rng: Random, relation: Relation, at: int, *, answered: bool, only: bool | None = None
    ) -> None:
        """Add a conversation; ``only`` says who writes a single message (True: the owner)."""
        person = relation.person
        out = rng.random() < relation.initiative if only is None else only
        about = phrases.topic(rng)
        length = 1 if only is not None else _length(rng, least=2 if answered else 1)
        for index in range(length):
            text = self._words(rng, person, out=out, first=index == 0, about=about, single=only is not None)
            self.story.messages.append(Message(person.number, self._seconds.free(at), out, text))
            at = soon_after(rng, at, most_days=9)
            if at >= self.times.end:
                break
            out = not out if index == 0 or rng.random() < 0.85 else out

    def _words(
        self, rng: Random, person: Character, *, out: bool, first: bool, about: str, single: bool
    ) -> str:
        name = person.given if out else self.cast.owner.given
        if single and out and rng.random() < 0.6:
            return phrases.generic(rng)
        if single and not out:
            return phrases.approach(rng, name=name)
        if first:
            return phrases.opening(rng, name=name, about=about)
        return phrases.reply(rng, name=name, about=about)

    # -------------------------------------------------------------------------------- mail

    def _correspond(
        self, rng: Random, relation: Relation, at: int, *, answered: bool, only: bool | None = None
    ) -> None:
        person = relation.person.number
        out = rng.random() < relation.initiative if only is None else only
        about = phrases.topic(rng)
        subject = phrases.subject(rng, about)
        length = 1 if only is not None else _length(rng, least=2 if answered else 1)
        copied = self._some_companions(rng, person, (1, 2, 3)) if length > 1 and rng.random() < 0.08 else ()
        thread = self._new_thread()
        earlier: tuple[int, ...] = ()
        for index in range(length):
            name = relation.person.given if out else self.cast.owner.given
            words = phrases.opening if index == 0 else phrases.reply
            sides = (OWNER, (person,)) if out else (person, (OWNER,))
            mail = self.mail(
                at, sides, copied, f"Re: {subject}" if index else subject, words(rng, name=name, about=about),
                thread=thread, earlier=earlier,
            )  # fmt: skip
            earlier = (*earlier, mail.number)
            at = soon_after(rng, at, most_days=9)
            if at >= self.times.end:
                break
            out = not out

    def mail(
        self,
        at: int,
        sides: tuple[int, tuple[int, ...]],
        cc: tuple[int, ...],
        subject: str,
        text: str,
        *,
        thread: int = 0,
        earlier: tuple[int, ...] = (),
    ) -> Mail:
        """Add one mail, ``sides`` being its sender and its recipients, and return it."""
        thread = thread or self._new_thread()
        mail = Mail(len(self.story.mails), at, sides[0], sides[1], cc, subject, text, thread, earlier)
        self.story.mails.append(mail)
        return mail

    def _new_thread(self) -> int:
        self.story.threads += 1
        return self.story.threads

    # ---------------------------------------------------------------------------- meetings

    def _meet(self, rng: Random, person: Character, at: int) -> None:
        at = at // 900 * 900
        dice = rng.random()
        sizes = _LARGE_GROUP if dice > 0.96 else _SMALL_GROUP if dice > 0.75 else ()
        others = self._some_companions(rng, person.number, tuple(size - 1 for size in sizes)) if sizes else ()
        subject = phrases.topic(rng)
        people = tuple(sorted({person.number, *others}))
        self.story.meetings.append(
            Meeting(at, rng.choice((30, 45, 60)), people, subject[0].upper() + subject[1:])
        )

    def _some_companions(self, rng: Random, person: int, sizes: tuple[int, ...]) -> tuple[int, ...]:
        wanted = rng.choice(sizes)
        others = [number for number in self._companions if number != person]
        return tuple(rng.sample(others, wanted)) if len(others) >= wanted + 2 else ()


def _bursts(rng: Random, start: int, end: int, per_year: float) -> Iterator[int]:
    """Yield the moments at which something happens: irregular, with quiet times between busy ones."""
    at = start + rng.random() * _YEAR / per_year
    while at < end - DAY:
        yield int(at)
        at += rng.expovariate(per_year / _YEAR) * rng.lognormvariate(-0.2, 0.6) + DAY / 2


def _length(rng: Random, *, least: int) -> int:
    length = least
    while length < 7 and rng.random() < 0.52:
        length += 1
    return length
