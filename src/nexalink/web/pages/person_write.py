"""What the forms of a person's page start from: tier, what is known, promises, judgements."""

from dataclasses import dataclass
from datetime import date

from nexalink.accounts.queries import Owner
from nexalink.people.actions import KNOWLEDGE
from nexalink.people.queries import KnownPerson
from nexalink.ties.actions import QUESTIONS
from nexalink.ties.due import cadences
from nexalink.ties.queries import PersonRow, tie_of
from nexalink.web.pages.logging import LogPage, PromiseLine, log_page, promise_lines
from nexalink.web.words import day_text


@dataclass(frozen=True, slots=True)
class Judged:
    """One question of the owner's own judgement; ``answer`` is ``yes``, ``no`` or empty."""

    name: str
    sentence: str
    answer: str
    when: str


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
    log: LogPage
    promises: tuple[PromiseLine, ...]
    judged: tuple[Judged, ...]
    tags: tuple[str, ...]


def write_side(owner: Owner, known: KnownPerson, row: PersonRow, *, on: date) -> WriteSide:
    """Return what the forms show: two queries."""
    person = known.person
    tie = tie_of(owner, person.pk)
    usual = cadences(owner)
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
        known=tuple((name, words, str(person.by_owner.get(name) or "")) for name, words in KNOWLEDGE.items()),
        log=log_page(owner, person.pk, row.name),
        promises=promise_lines(owner, person.pk, on=on),
        judged=tuple(_judged(name, sentence, tie.judgements.get(name)) for name, sentence in QUESTIONS.items()),
        tags=row.tags,
    )  # fmt: skip


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
