"""Log touches, write down value given and received, keep promises."""

from datetime import date
from uuid import uuid4

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.errors import DayImpossible, EntryMissing, WordsMissing, WordUnknown
from nexalink.interactions.models import Commitment, Direction, Exchange, Interaction, Kind, Source, Touch
from nexalink.kernel.dates import local_midday
from nexalink.people.errors import PersonMissing
from nexalink.people.models import Person

TOUCH_KINDS = ("call", "meeting", "message", "mail", "touch")
DIRECTIONS = ("mutual", "out", "in")
EXCHANGE_KINDS = (
    "advice", "introduction", "referral", "opportunity", "resource", "feedback", "endorsement", "recommendation", "help",
    "hospitality",
)  # fmt: skip
SIZES = ("small", "medium", "large")
_OLDEST = date(1900, 1, 1)
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
    key: str = "",
) -> Deed:
    """Log a touch with a person on ``day``; the clock of the cadence runs from that day, whenever it is entered.

    Raises:
        DayImpossible: the day is in the future or before 1900.
        WordUnknown: kind, direction or depth is none of ours.
        PersonMissing: there is no such person.
    """
    _check_day(day, on=on)
    _check_word(kind, TOUCH_KINDS, "kind of touch")
    _check_word(direction, DIRECTIONS, "direction")
    _check_word(depth, Touch.labels, "depth")
    with deed(owner, by=by, action="log touch", what="Touch", key=key) as act:
        found = _person(owner, person)
        act.add(
            Interaction(
                owner=owner, person=found, at=local_midday(day, owner.zone), kind=Kind[kind.upper()],
                direction=Direction[direction.upper()], size=1, source=Source.MANUAL, source_key=uuid4().hex,
                touch=Touch.values[Touch.labels.index(depth)], subject=_clean(subject)[:_LONGEST],
                text=_clean(text)[:_LONGEST_TEXT],
            )
        )  # fmt: skip
        refresh_ties(owner, {person})
        words = {"touch": "touch", "mail": "mail", "message": "message"}.get(kind, kind)
        when = "today" if day == on else f"of {day.day} {day:%B %Y}"
        act.what = f"Logged a {words} with {found.name}, {when}"
    return act


def remove_touch(owner: Owner, *, touch: int, by: str, key: str = "") -> Deed:
    """Remove a touch that was logged by hand.

    Raises:
        EntryMissing: there is none, or a source brought it.
    """
    with deed(owner, by=by, action="remove touch", what="Touch", key=key) as act:
        found = (
            Interaction.objects.of(owner)
            .filter(pk=touch, source=Source.MANUAL)
            .select_related("person")
            .first()
        )
        if found is None:
            raise EntryMissing(
                "That touch is not there, or it came from an import.", advice="Reload the page."
            )
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
        DayImpossible: the day is in the future or before 1900.
        WordUnknown: direction, kind or size is none of ours.
        PersonMissing: there is no such person.
    """
    _check_day(day, on=on)
    _check_word(direction, ("given", "received"), "direction")
    _check_word(kind, EXCHANGE_KINDS, "kind of value")
    _check_word(size, SIZES, "size")
    with deed(owner, by=by, action="record exchange", what="Value", key=key) as act:
        found = _person(owner, person)
        act.add(
            Exchange(
                owner=owner, person=found, name=found.name, direction=direction, kind=kind, size=size,
                at=local_midday(day, owner.zone), asked=asked, note=_clean(note)[:_LONGEST_TEXT], source="manual",
                source_key=uuid4().hex,
            )
        )  # fmt: skip
        way = "given to" if direction == "given" else "received from"
        act.what = f"{kind.capitalize()} ({size}) {way} {found.name}"
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
        PersonMissing: there is no such person.
    """
    words = _clean(what)
    if not words or len(words) > _LONGEST:
        raise WordsMissing(
            f"A promise has 1 to {_LONGEST} characters.", advice="Say in a line what was promised."
        )
    with deed(owner, by=by, action="promise", what="Promise", key=key) as act:
        found = _person(owner, person)
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
        found = Commitment.objects.of(owner).filter(pk=commitment).select_related("person").first()
        if found is None:
            raise EntryMissing("That promise is not there any more.", advice="Reload the page.")
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
        found = Commitment.objects.of(owner).filter(pk=commitment).select_related("person").first()
        if found is None:
            raise EntryMissing("That promise is not there any more.", advice="Reload the page.")
        act.change(found, state="open", closed_on=None)
        act.what = f"Open again: {found.what[:80]} ({found.person.name})"
    return act


def _person(owner: Owner, person: int) -> Person:
    found = Person.objects.of(owner).filter(pk=person).first()
    if found is None:
        raise PersonMissing("That person is not in your network.", advice="Search for the name.")
    return found


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


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()
