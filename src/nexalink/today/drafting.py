"""A first text to one person, made from what is known: a promise, news, their goals, the last topic, something to give."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nexalink.accounts.models import Owner
from nexalink.archives.models import Change
from nexalink.archives.queries import changes
from nexalink.interactions.queries import LastWords, Promised, last_words, open_commitments
from nexalink.kernel.dates import local_date
from nexalink.kernel.texts import long_day, works_of
from nexalink.people.queries import KnownPerson, known_person
from nexalink.today.happenings import UNANSWERED_DAYS
from nexalink.today.queries import shortened

NEWS_DAYS = 200
"""Older news is none."""
START_WITH = 2
"""So many reasons make the first draft; the owner adds others."""
_OTHER_DAY = 14
_MAIL = "mailto:"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to write: its name, what is known (for the owner), and the sentence for the text."""

    name: str
    known: str
    line: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to begin with, the reasons it may name, and the address it may go to ("" where none is known).

    ``personal`` tells in a few words what only this person would recognise.
    """

    person: int
    name: str
    address: str
    subject: str
    text: str
    reasons: tuple[Reason, ...]
    personal: tuple[str, ...]
    last: str


@dataclass(frozen=True, slots=True)
class Background:
    """What brief and draft are made from: the person, open promises, what changed, the last words."""

    known: KnownPerson
    promises: tuple[Promised, ...]
    changes: tuple[Change, ...]
    last: LastWords | None


def background(owner: Owner, person: int, *, on: date) -> Background:
    """Return what is known before writing to a person on day ``on``: eight queries.

    Raises:
        PersonMissing: there is no such person.
    """
    return Background(
        known=known_person(owner, person),
        promises=tuple(open_commitments(owner, on=on, person=person)),
        changes=tuple(changes(owner, person=person)),
        last=last_words(owner, person=person),
    )


def draft_for(owner: Owner, *, person: int, on: date, chosen: Sequence[str] | None = None) -> Draft:
    """Return a draft with the ``chosen`` reasons, or with the first two where none were chosen: eight queries.

    Raises:
        PersonMissing: there is no such person.
    """
    return draft_from(background(owner, person, on=on), owner, on=on, chosen=chosen)


def draft_from(told: Background, owner: Owner, *, on: date, chosen: Sequence[str] | None = None) -> Draft:
    """Return the same from what was read before: no query.

    What waits for an answer comes first, then the promise, news, goals, the last topic and what the owner could give;
    nothing is made up.
    """
    known, last = told.known, told.last
    found = [*_promises(told.promises), *_news(told.changes, on=on), *_knowledge(known)]
    if last and _waits(last, zone=owner.zone, on=on):
        day, about = long_day(local_date(last.at, owner.zone)), shortened(_topic(last.subject) or last.text)
        thanks = (
            f"Thank you for your message about “{about}”" if last.subject else "Thank you for your message"
        )
        found.append(
            (
                "answer",
                f"They wait for your answer since {day}: “{about}”",
                f"{thanks}, and forgive the wait.",
            )
        )
    elif last and last.subject:
        about, spoken = shortened(_topic(last.subject)), _when(local_date(last.at, owner.zone), on=on)
        line = f"{spoken} we spoke about “{about}”. What became of it?"
        found.append(("topic", f"You last spoke about “{about}”", line))
    found.sort(key=lambda reason: _ORDER.index(reason[0]))
    wanted = {name for name, _, _ in found[:START_WITH]} if chosen is None else set(chosen)
    reasons = tuple(Reason(name, said, line, name in wanted) for name, said, line in found)
    return Draft(
        person=known.person.pk,
        name=known.person.name,
        address=next((uri.removeprefix(_MAIL) for uri, shared, _ in known.handles if uri.startswith(_MAIL) and not shared), ""),
        subject=_subject(reasons),
        text=_text(known.person.name, owner.name, [reason.line for reason in reasons if reason.chosen]),
        reasons=reasons,
        personal=tuple(reason.known for reason in reasons),
        last=_last(last.at, owner.zone, last.subject or last.text) if last else "",
    )  # fmt: skip


_MARKS = re.compile(r"(?:\s*(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)


def _topic(subject: str) -> str:
    """Return a subject without the marks of answers and forwards before it, which nobody speaks.

    >>> _topic("Re: AW: the roof")
    'the roof'
    """
    found = _MARKS.match(subject)
    return subject[found.end() :] if found else subject


def _waits(last: LastWords, *, zone: str, on: date) -> bool:
    """Tell whether the last contact was a message of theirs, a day to a month ago, and nothing came since."""
    days = (on - local_date(last.at, zone)).days
    written = last.kind in {"message", "mail"} and last.direction == "in"
    return written and last.is_newest and 1 <= days <= UNANSWERED_DAYS


_ORDER = ("answer", "promise", "news", "goals", "challenges", "topic", "offer")


def _promises(promises: Iterable[Promised]) -> Iterator[tuple[str, str, str]]:
    mine = [row for row in promises if row.by_owner]
    if mine:
        what = mine[0].what.rstrip(".")
        yield "promise", f"You promised: {what}", f"I have not forgotten what I promised you: {what}."


def _news(changed: Iterable[Change], *, on: date) -> Iterator[tuple[str, str, str]]:
    for change in changed:
        is_new = change.seen_after is not None and change.seen_after >= on - timedelta(days=NEWS_DAYS)
        title, company = change.after.get("title") or "", change.after.get("company") or ""
        if change.kind == "job" and is_new and (title or company):
            works = works_of(title, company, between=" at ")
            what = f"you are now {works}" if title else f"you are now at {company}"
            yield "news", f"New job: {works}", f"I read that {what}. How are the first weeks?"
            return


def _knowledge(known: KnownPerson) -> Iterator[tuple[str, str, str]]:
    sentences = {
        "goals": ("Their goal: {}", "You told me of your goal: {}. How far have you come?"),
        "challenges": ("What is hard for them: {}", "I thought of what is hard at the moment: {}. Has it become easier?"),
        "can_offer": ("You could offer: {}", "If it helps you, I would gladly offer this: {}."),
    }  # fmt: skip
    for name, (said, line) in sentences.items():
        text = shortened(str(known.person.by_owner.get(name) or "")).rstrip(".")
        if text:
            yield "offer" if name == "can_offer" else name, said.format(text), line.format(text)


def _subject(reasons: Sequence[Reason]) -> str:
    named = {
        "answer": "Your message", "promise": "What I promised", "news": "Your new job", "goals": "Your plans",
        "challenges": "How are things?", "topic": "Our last conversation", "offer": "Something that may help",
    }  # fmt: skip
    return next((named[reason.name] for reason in reasons if reason.chosen), "How are you?")


def _text(name: str, own_name: str, lines: Sequence[str]) -> str:
    first = name.split(maxsplit=1)[0] if name.split() else ""
    own = own_name.split(maxsplit=1)[0] if own_name.split() else ""
    body = "\n\n".join(lines)
    return "\n\n".join(
        part for part in (f"Hello {first},".replace(" ,", ","), body, f"Best regards\n{own}".strip()) if part
    )


def _when(day: date, *, on: date) -> str:
    """Say roughly when something was, as it begins a sentence."""
    if (on - day).days <= _OTHER_DAY:
        return "The other day"
    return f"In {day:%B}" if day.year == on.year else f"In {day:%B %Y}"


def _last(at: int, zone: str, about: str) -> str:
    day = local_date(at, zone)
    return f"{long_day(day)}: {shortened(about)}"
