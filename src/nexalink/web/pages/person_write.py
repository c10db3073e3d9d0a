"""What the forms of a person's page start from: tier, what is known, promises, judgements."""

from dataclasses import dataclass
from datetime import date

from nexalink.accounts.queries import Owner
from nexalink.interactions.balance import tie_balance
from nexalink.measures.words.labels import FUNCTIONS, INDUSTRIES, STAGES
from nexalink.people.actions import KNOWLEDGE, LONGEST, SHOWN
from nexalink.people.queries import KnownPerson
from nexalink.ties.actions import KINDS, QUESTIONS
from nexalink.ties.due import cadences
from nexalink.ties.queries import TieInFull, circles_of, open_reminders
from nexalink.web.pages.logging import LogPage, PromiseLine, log_page, promise_lines
from nexalink.web.pages.value_years import YearsPicture, years_picture
from nexalink.web.words import day_text


@dataclass(frozen=True, slots=True)
class Judged:
    """One question of the owner's own judgement; ``answer`` is ``yes``, ``no`` or empty."""

    name: str
    sentence: str
    answer: str
    when: str


@dataclass(frozen=True, slots=True)
class ShownField:
    """One thing that lists show of a person, as it can be changed; ``choices`` are proposals."""

    name: str
    words: str
    text: str
    most: int
    choices: tuple[str, ...]
    placeholder: str


@dataclass(frozen=True, slots=True)
class CircleLine:
    """A circle the person belongs to; who is in an employer's follows from the sources."""

    number: int
    name: str
    kind: str
    own: bool


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A reminder that stands."""

    number: int
    text: str
    day: str


@dataclass(frozen=True, slots=True)
class WriteSide:
    """What can be changed on a person's page, and how it stands."""

    person: int
    tier: str
    tiers: tuple[tuple[str, str], ...]
    cadence: str
    usual: str
    due: str
    known: tuple[tuple[str, str, str], ...]
    """Key, words and text of what the owner knows."""
    has_known: bool
    log: LogPage
    promises: tuple[PromiseLine, ...]
    judged: tuple[Judged, ...]
    tags: tuple[str, ...]
    balance: str
    balance_years: YearsPicture | None
    shown: tuple[ShownField, ...]
    circles: tuple[CircleLine, ...]
    kinds: tuple[tuple[str, str], ...]
    reminders: tuple[ReminderLine, ...]
    genuine: str
    """The owner's own word on whether the tie is genuine: ``yes``, ``no`` or empty."""


def write_side(owner: Owner, known: KnownPerson, held: TieInFull, *, on: date) -> WriteSide:
    """Return what the forms show: four queries."""
    person, (tie, row) = known.person, held
    worth = tie_balance(owner, person=person.pk, on=on)
    usual = cadences(owner)
    known_texts = tuple(
        (name, words, str(person.by_owner.get(name) or "")) for name, words in KNOWLEDGE.items()
    )
    return WriteSide(
        person=person.pk,
        tier=str(tie.tier or ""),
        tiers=(
            ("1", f"Tier 1 – every {usual[1]} days"), ("2", f"Tier 2 – every {usual[2]} days"),
            ("3", f"Tier 3 – every {usual[3]} days"), ("", "None – no reminders"),
        ),
        cadence=str(tie.cadence_days or ""),
        usual=str(usual[tie.tier or 3]),
        due=_due(tie.next_touch_due, on=on),
        known=known_texts,
        has_known=any(text for _, _, text in known_texts),
        log=log_page(owner, person.pk, row.name),
        promises=promise_lines(owner, person.pk, on=on),
        judged=tuple(_judged(name, sentence, tie.judgements.get(name)) for name, sentence in QUESTIONS.items()),
        tags=row.tags,
        balance=f"Value: {worth.sentence}." if worth else "",
        balance_years=years_picture(worth.years, until=on.year) if worth else None,
        shown=tuple(_shown(known, name, words) for name, words in SHOWN.items()),
        circles=tuple(
            CircleLine(number, name, KINDS.get(kind, "Employer"), kind in KINDS)
            for number, kind, name, _ in circles_of(owner, person.pk)
        ),
        kinds=tuple(KINDS.items()),
        reminders=tuple(_reminder(*row) for row in open_reminders(owner, person.pk)),
        genuine={True: "yes", False: "no", None: ""}[tie.marked_genuine],
    )  # fmt: skip


_CHOICES = {"industry": INDUSTRIES, "function": FUNCTIONS, "stage": STAGES}


def _shown(known: KnownPerson, name: str, words: str) -> ShownField:
    placeholder = "22 March 1980, or 22 March" if name == "birthday" else ""
    return ShownField(
        name, words, getattr(known.person, name), LONGEST[name], _CHOICES.get(name, ()), placeholder
    )


def _reminder(number: int, text: str, day: date, is_yearly: bool) -> ReminderLine:  # noqa: FBT001 - a row's column
    return ReminderLine(
        number, text, f"every year on {day.day} {day:%B}" if is_yearly else f"on {day_text(day)}"
    )


def _due(day: date | None, *, on: date) -> str:
    if day is None:
        return ""
    return f"Next touch due {day_text(day)}." if day > on else f"A touch is due since {day_text(day)}."


def _judged(name: str, sentence: str, kept: dict[str, object] | None) -> Judged:
    if not kept:
        return Judged(name, sentence, "", "")
    return Judged(
        name, sentence, "yes" if kept["answer"] else "no", day_text(date.fromisoformat(str(kept["on"])))
    )
