"""Log touches, write down value given and received, keep promises."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.interactions.counts import count_in, refresh_ties
from nexalink.interactions.errors import BeforeKnown, DayImpossible, EntryMissing, WordsMissing, WordUnknown
from nexalink.interactions.known_since import known_since, was_in_contact_by
from nexalink.interactions.models import Commitment, Direction, Exchange, Interaction, Kind, Source, Touch
from nexalink.interactions.queries import touch_by_hand
from nexalink.interactions.sending import refuse_alike
from nexalink.kernel.dates import local_date, local_midday
from nexalink.kernel.texts import long_day
from nexalink.people.models import Fact, Person
from nexalink.people.queries import person_here

TOUCH_KINDS = ("call", "meeting", "message", "mail", "touch")
DIRECTIONS = ("mutual", "out", "in")
EXCHANGE_KINDS = (
    "advice", "introduction", "referral", "opportunity", "resource", "feedback", "endorsement", "recommendation", "help",
    "hospitality",
)  # fmt: skip
SIZES = ("small", "medium", "large")
OF_ONE_SIZE = frozenset({"endorsement", "recommendation"})
"""Kinds of value that weigh the same whatever size is given."""
_OLDEST = date(1900, 1, 1)
_LATEST_DUE = timedelta(days=50 * 366)
_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 500
_LONGEST_TEXT = 100_000


def log_touch(
    owner: Owner,
    *,
    person: int,
    day: date,
    on: date,
    by: str,
    kind: str = "touch",
    direction: str = "mutual",
    depth: str = "conversation",
    subject: str = "",
    text: str = "",
    anyway: bool = False,
    key: str = "",
) -> Deed:
    """Log a touch with a person on ``day``; the clock of the cadence runs from that day, whenever it is entered.

    Raises:
        DayImpossible: the day is in the future, before 1900 or before the person was born.
        BeforeKnown: the sources know of nothing so early, and ``anyway`` was not said.
        WordUnknown: kind, direction or depth is none of ours.
        WordsMissing: more than 500 characters say what it was about, or the text is longer than 100,000.
        PersonMissing: there is no such person.
    """
    told = _touch_told(
        owner, day, on=on, kind=kind, direction=direction, depth=depth, subject=subject, text=text
    )
    with deed(owner, by=by, action="log touch", what="Touch", key=key) as act:
        found = person_here(owner, person)
        _check_birth(owner, found, day)
        if day != on and not anyway:
            _check_known(owner, found, day)
        touch = Interaction(
            owner=owner, person=found, size=1, source=Source.MANUAL, source_key=uuid4().hex, **told
        )
        count_in(act.add(touch))
        act.what = f"Logged a {kind} with {found.name}, {_when(day, on=on)}"
    return act


def log_draft_sent(
    owner: Owner,
    *,
    person: int,
    text: str,
    on: date,
    by: str,
    day: date | None = None,
    kind: str = "mail",
    subject: str = "",
    personal: tuple[str, ...] = (),
    anyway: bool = False,
    key: str = "",
) -> Deed:
    """Log a text that the owner sent to one person as a personal message, on ``day`` (``on`` where not given).

    Raises:
        WordsMissing: the text has no words, or too many.
        DraftTooAlike: another person got nearly the same in the last 90 days.
        DayImpossible, BeforeKnown, WordUnknown, PersonMissing: as for any touch.
    """
    refuse_alike(owner, person=person, text=text, on=on, personal=personal)
    return log_touch(
        owner, person=person, day=day or on, on=on, by=by, kind=kind, direction="out", depth="personal message",
        subject=subject, text=text, anyway=anyway, key=key,
    )  # fmt: skip


def edit_touch(
    owner: Owner,
    *,
    touch: int,
    day: date,
    on: date,
    by: str,
    kind: str = "touch",
    direction: str = "mutual",
    depth: str = "conversation",
    subject: str = "",
    text: str = "",
    anyway: bool = False,
    key: str = "",
) -> Deed:
    """Change a touch that was logged by hand; the clock of the cadence runs from its new day.

    Raises:
        EntryMissing: there is none, or a source brought it.
        DayImpossible, BeforeKnown, WordUnknown, WordsMissing: as when it was logged.
    """
    told = _touch_told(
        owner, day, on=on, kind=kind, direction=direction, depth=depth, subject=subject, text=text
    )
    with deed(owner, by=by, action="edit touch", what="Touch", key=key) as act:
        found = touch_by_hand(owner, touch)
        _check_birth(owner, found.person, day)
        if day != local_date(found.at, owner.zone) and not anyway:
            _check_known(owner, found.person, day, but=touch)
        act.change(found, **told)
        refresh_ties(owner, {found.person_id})
        act.what = f"Changed a {kind} with {found.person.name}, {_when(day, on=on)}"
    return act


def remove_touch(owner: Owner, *, touch: int, by: str, key: str = "") -> Deed:
    """Remove a touch that was logged by hand.

    Raises:
        EntryMissing: there is none, or a source brought it.
    """
    with deed(owner, by=by, action="remove touch", what="Touch", key=key) as act:
        found = touch_by_hand(owner, touch)
        person = found.person_id
        act.what = f"Removed a touch with {found.person.name}"
        act.remove(found)
        refresh_ties(owner, {person})
    return act


def record_exchange(
    owner: Owner,
    *,
    person: int,
    direction: str,
    kind: str,
    size: str,
    day: date,
    on: date,
    by: str,
    asked: bool | None = None,
    note: str = "",
    key: str = "",
) -> Deed:
    """Write down value given to or received from a person.

    Raises:
        DayImpossible: the day is in the future, before 1900 or before the person was born.
        WordUnknown: direction, kind or size is none of ours.
        WordsMissing: the note is longer than 100,000 characters.
        PersonMissing: there is no such person.
    """
    _check_day(day, on=on)
    words = _short(note, "A note", most=_LONGEST_TEXT)
    _check_word(direction, ("given", "received"), "direction")
    _check_word(kind, EXCHANGE_KINDS, "kind of value")
    _check_word(size, SIZES, "size")
    with deed(owner, by=by, action="record exchange", what="Value", key=key) as act:
        found = person_here(owner, person)
        _check_birth(owner, found, day)
        act.add(
            Exchange(
                owner=owner, person=found, name=found.name, direction=direction, kind=kind, size=size,
                at=local_midday(day, owner.zone), asked=asked, note=words, source="manual",
                source_key=uuid4().hex,
            )
        )  # fmt: skip
        way = "given to" if direction == "given" else "received from"
        told = "" if kind in OF_ONE_SIZE else f" ({size})"
        act.what = f"{kind.capitalize()}{told} {way} {found.name}"
    return act


def remove_exchange(owner: Owner, *, exchange: int, by: str, key: str = "") -> Deed:
    """Remove one entry of the ledger that was written by hand.

    Raises:
        EntryMissing: there is none, or a source brought it.
    """
    with deed(owner, by=by, action="remove exchange", what="Value", key=key) as act:
        found = Exchange.objects.of(owner).filter(pk=exchange, source="manual").first()
        if found is None:
            raise EntryMissing(
                "That entry is not there, or it came from an import.", advice="Reload the page."
            )
        act.what = f"Removed {found.kind} {found.direction} ({found.name})"
        act.remove(found)
    return act


def promise(
    owner: Owner,
    *,
    person: int,
    what: str,
    on: date,
    by: str,
    by_owner: bool = True,
    due: date | None = None,
    key: str = "",
) -> Deed:
    """Keep a promise of either side, with the day it is due where there is one.

    Raises:
        WordsMissing: the promise has no words, or more than 500 characters.
        DayImpossible: it is due before 1900 or more than fifty years from now.
        PersonMissing: there is no such person.
    """
    if due is not None and not _OLDEST <= due <= on + _LATEST_DUE:
        raise DayImpossible(f"A promise cannot be due on {due}.", advice="Check the year, or give no day.")
    words = _clean(what)
    if not words or len(words) > _LONGEST:
        raise WordsMissing(
            f"A promise has 1 to {_LONGEST} characters.", advice="Say in a line what was promised."
        )
    with deed(owner, by=by, action="promise", what="Promise", key=key) as act:
        found = person_here(owner, person)
        act.add(Commitment(owner=owner, person=found, by_owner=by_owner, what=words, made_on=on, due_on=due))
        who = f"You promised {found.name}" if by_owner else f"{found.name} promised"
        act.what = f"{who}: {words[:80]}"
    return act


def close_commitment(owner: Owner, *, commitment: int, kept: bool, on: date, by: str, key: str = "") -> Deed:
    """Close a promise as kept (late where the due day has passed) or broken.

    Raises:
        EntryMissing: there is no such promise.
    """
    with deed(owner, by=by, action="close promise", what="Promise", key=key) as act:
        found = _promised(owner, commitment)
        act.change(found, state="kept" if kept else "broken", closed_on=on)
        late = kept and found.due_on is not None and on > found.due_on
        act.what = f"{'Kept late' if late else 'Kept' if kept else 'Not kept'}: {found.what[:80]} ({found.person.name})"
    return act


def reopen_commitment(owner: Owner, *, commitment: int, by: str, key: str = "") -> Deed:
    """Open a closed promise again.

    Raises:
        EntryMissing: there is no such promise.
    """
    with deed(owner, by=by, action="reopen promise", what="Promise", key=key) as act:
        found = _promised(owner, commitment)
        act.change(found, state="open", closed_on=None)
        act.what = f"Open again: {found.what[:80]} ({found.person.name})"
    return act


def _promised(owner: Owner, commitment: int) -> Commitment:
    found = Commitment.objects.of(owner).filter(pk=commitment).select_related("person").first()
    if found is None:
        raise EntryMissing("That promise is not there any more.", advice="Reload the page.")
    return found


def _touch_told(
    owner: Owner, day: date, *, on: date, kind: str, direction: str, depth: str, subject: str, text: str
) -> dict[str, Any]:
    """Return the columns of a touch as it was told, checked."""
    _check_day(day, on=on)
    _check_word(kind, TOUCH_KINDS, "kind of touch")
    _check_word(direction, DIRECTIONS, "direction")
    _check_word(depth, Touch.labels, "depth")
    return {
        "at": local_midday(day, owner.zone), "kind": Kind[kind.upper()].value, "direction": Direction[direction.upper()].value,
        "touch": Touch.values[Touch.labels.index(depth)], "subject": _short(subject, "What it was about", most=_LONGEST),
        "text": _short(text, "A text", most=_LONGEST_TEXT),
    }  # fmt: skip


def _when(day: date, *, on: date) -> str:
    return "today" if day == on else f"of {long_day(day)}"


def _check_birth(owner: Owner, person: Person, day: date) -> None:
    """Refuse what lies before the person was born, where that is known with its year."""
    facts = Fact.objects.of(owner).filter(person=person, kind="birthday").values_list("value", flat=True)
    known = [person.birthday] if person.birthday else list(facts)
    born = min((text for text in known if _FULL_DAY.fullmatch(text)), default="")
    if born and day.isoformat() < born:
        raise DayImpossible(
            f"{day} is before {person.name} was born ({born}).", advice="Check the year, or the birthday."
        )


def _check_known(owner: Owner, person: Person, day: date, *, but: int | None = None) -> None:
    """Refuse, until it is confirmed, a day before anything that the sources know of the person."""
    if was_in_contact_by(owner, person=person.pk, day=day, but=but):
        return
    since = known_since(owner, person=person.pk, but=but)
    if since is not None and day < since:
        raise BeforeKnown(
            f"By your data you have known {person.name or 'this person'} since {long_day(since)}, not on "
            f"{long_day(day)}.",
            advice="Check the day, or say that it is right.",
        )


def _check_day(day: date, *, on: date) -> None:
    if day > on:
        raise DayImpossible(
            f"{day} is in the future.", advice="Log it when it has happened, or set a reminder."
        )
    if day < _OLDEST:
        raise DayImpossible(f"{day} is too long ago.", advice="Check the year.")


def _check_word(word: str, known: "tuple[str, ...] | list[str]", what: str) -> None:
    if word not in known:
        raise WordUnknown(f"“{word[:40]}” is no {what}.", advice=f"Choose one of: {', '.join(known)}.")


def _short(text: str, what: str, *, most: int) -> str:
    words = _clean(text)
    if len(words) > most:
        raise WordsMissing(f"{what} has at most {most:,} characters.", advice="Make it shorter.")
    return words


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()
