"""The brief: everything worth knowing before writing to one person, on one screen."""

from dataclasses import dataclass
from datetime import date, timedelta

from nexalink.accounts.models import Owner
from nexalink.interactions.balance import TieBalance, tie_balance
from nexalink.interactions.queries import LastWords, Promised
from nexalink.kernel.dates import local_date
from nexalink.kernel.texts import span, works_of
from nexalink.people.actions import KNOWLEDGE
from nexalink.ties.models import UNRANKED, Tie
from nexalink.ties.queries import circles_of, newest_notes, tie_of
from nexalink.today.drafting import background, draft_from
from nexalink.today.queries import birthday_in, shortened

NOTES = 3
CIRCLES = 5
CHANGES = 3
BIRTHDAY_DAYS = 30
_MAIL, _PHONE, _PROFILE = "mailto:", "tel:", "https://"


@dataclass(frozen=True, slots=True)
class LastContact:
    """The last contact: its day, and the newest topic that a source tells of, with the day of that."""

    on: date
    about: str
    about_on: date | None
    by_owner: bool | None
    """Who spoke last about it: the owner, the other, or None where both or unknown."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed with a person between two exports."""

    what: str
    before: str
    seen: date | None


@dataclass(frozen=True, slots=True)
class Brief:
    """One person before one writes to them.

    ``reason`` is the suggested reason to write in a sentence, ``line`` how a text could begin with it ("" where there is
    none but the calendar). ``known`` holds what the owner knows as (key, words, text), goals first.
    """

    person: int
    name: str
    works: str
    place: str
    reason: str
    line: str
    standing: str
    last: LastContact | None
    due: date | None
    mine: tuple[Promised, ...]
    theirs: tuple[Promised, ...]
    known: tuple[tuple[str, str, str], ...]
    changed: tuple[Changed, ...]
    balance: TieBalance | None
    birthday: date | None
    circles: tuple[str, ...]
    notes: tuple[tuple[date, str, str], ...]
    """Day, on whom where it is on somebody else, text."""
    reach: tuple[str, ...]


def brief(owner: Owner, *, person: int, on: date) -> Brief:
    """Return what is worth knowing on day ``on`` before writing to ``person``: a fixed number of queries.

    Raises:
        PersonMissing: there is no such person.
    """
    told, tie = background(owner, person, on=on), tie_of(owner, person)
    draft = draft_from(told, owner, on=on)
    found, line = next(((reason.known, reason.line) for reason in draft.reasons), ("", ""))
    known, shown = told.known, told.known.person
    birthday = birthday_in(shown.birthday, on, on + timedelta(days=365))
    return Brief(
        person=person,
        name=shown.name,
        works=works_of(shown.title, shown.company, between=" · "),
        place=shown.place or next((value for kind, value, _ in known.facts if kind == "place"), ""),
        reason=found or _reason(tie, birthday, zone=owner.zone, on=on),
        line=line,
        standing=_standing(tie),
        last=_last(tie, told.last, zone=owner.zone),
        due=tie.next_touch_due,
        mine=tuple(row for row in told.promises if row.by_owner),
        theirs=tuple(row for row in told.promises if not row.by_owner),
        known=tuple(
            (key, words, text)
            for key, words in KNOWLEDGE.items()
            if (text := str(shown.by_owner.get(key) or ""))
        ),
        changed=tuple(
            _changed(row.kind, row.before, row.after, row.seen_after) for row in told.changes[:CHANGES]
        ),
        balance=tie_balance(owner, person=person, on=on),
        birthday=birthday if birthday and (birthday - on).days <= BIRTHDAY_DAYS else None,
        circles=tuple(name for _, _, name, _ in circles_of(owner, person))[:CIRCLES],
        notes=tuple(
            (local_date(at, owner.zone), "" if name == shown.name else name, text)
            for _, at, name, text in newest_notes(owner, person, most=NOTES)
        ),
        reach=_reach([uri for uri, is_shared, _ in known.handles if not is_shared]),
    )


def _standing(tie: Tie) -> str:
    parts = [
        f"tier {tie.tier}" if tie.tier else "in no tier",
        f"number {tie.rank:,} by closeness" if tie.rank != UNRANKED else "",
        f"{tie.incoming:,} in, {tie.outgoing:,} out" if tie.incoming or tie.outgoing else "",
        f"met {tie.mutual:,}×" if tie.mutual else "",
    ]
    return ", ".join(part for part in parts if part)


def _last(tie: Tie, words: LastWords | None, *, zone: str) -> LastContact | None:
    if tie.last_contact is None:
        return None
    if words is None:
        return LastContact(local_date(tie.last_contact, zone), "", None, None)
    return LastContact(
        on=local_date(tie.last_contact, zone),
        about=shortened(words.subject or words.text),
        about_on=local_date(words.at, zone),
        by_owner={"out": True, "in": False}.get(words.direction),
    )


def _reason(tie: Tie, birthday: date | None, *, zone: str, on: date) -> str:
    """Return a reason from the calendar where nothing is known to write about."""
    if birthday is not None and (days := (birthday - on).days) <= BIRTHDAY_DAYS:
        return "Birthday today" if not days else f"Birthday in {span(days)}"
    if tie.last_contact is None:
        return "You have not been in contact yet: say how you know each other, and ask what they work on"
    days = (on - local_date(tie.last_contact, zone)).days
    if tie.next_touch_due is not None and tie.next_touch_due <= on:
        return f"Due: {span(days)} since you last spoke"
    return f"Nothing presses: you spoke {span(days)} ago. Ask what they work on, and write it down"


def _changed(kind: str, before: dict[str, str], after: dict[str, str], seen: date | None) -> Changed:
    works = {side: _works(state) for side, state in (("before", before), ("after", after))}
    what = {
        "job": f"New job: {works['after']}",
        "removed": "No longer a connection on LinkedIn",
        "renamed": "New profile address",
    }.get(kind, kind.capitalize())
    return Changed(what, works["before"] if kind == "job" else "", seen)


def _works(state: dict[str, str]) -> str:
    return works_of(state.get("title"), state.get("company"), between=" · ")


def _reach(handles: list[str]) -> tuple[str, ...]:
    """Return the first address, number and profile."""
    firsts = (
        next((uri for uri in handles if uri.startswith(kind)), "") for kind in (_MAIL, _PHONE, _PROFILE)
    )
    return tuple(uri.removeprefix(_MAIL).removeprefix(_PHONE) for uri in firsts if uri)
