"""Bring two people together: ask each side, make it with the consent of both, keep how it was received."""

from datetime import date

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.interactions.models import Exchange
from nexalink.introductions.errors import (
    AlreadyProposed,
    ConsentMissing,
    IntroductionMissing,
    SamePersonTwice,
    StepImpossible,
    WordsImpossible,
)
from nexalink.introductions.models import Introduction
from nexalink.kernel.dates import local_midday
from nexalink.people.errors import PersonMissing
from nexalink.people.models import Person

SIDES = ("first", "second")
OUTCOMES = ("good", "neutral", "bad")
_LONGEST_WHY = 1_000
_LONGEST_NOTE = 10_000


def propose(
    owner: Owner, *, first: int, second: int, on: date, by: str, why: str = "", key: str = ""
) -> Deed:
    """Note that two people should know each other; nobody is asked yet.

    Raises:
        SamePersonTwice: both are one person.
        PersonMissing: one of them is not in the owner's network.
        AlreadyProposed: an introduction of the two is open, or was made.
        WordsImpossible: the reason is too long.
    """
    if first == second:
        raise SamePersonTwice("Nobody can be introduced to themself.", advice="Choose two different people.")
    reason = _text(why, longest=_LONGEST_WHY, what="reason")
    with deed(owner, by=by, action="propose introduction", what="Introduction", key=key) as act:
        people = {
            row.pk: row for row in Person.objects.of(owner).filter(pk__in=(first, second), trashed_at=None)
        }
        if len(people) < 2:
            raise PersonMissing
        _refuse_twice(owner, first, second)
        act.add(
            Introduction(owner=owner, first=people[first], second=people[second], why=reason, proposed_on=on)
        )
        act.what = f"Proposed to introduce {_both(people[first], people[second])}"
    return act


def ask(owner: Owner, *, introduction: int, side: str, on: date, by: str, key: str = "") -> Deed:
    """Note that one side was asked for consent on day ``on``.

    Raises:
        IntroductionMissing: there is none of that number.
        StepImpossible: it was made or given up, or that side was asked before.
        WordsImpossible: ``side`` is neither first nor second.
    """
    _check_side(side)
    with deed(owner, by=by, action="ask for introduction", what="Asked", key=key) as act:
        found = _open(owner, introduction)
        if getattr(found, f"{side}_asked_on") is not None:
            raise StepImpossible(
                f"{getattr(found, side).name} was asked already.", advice="Note the answer when it comes."
            )
        act.change(found, **{f"{side}_asked_on": on})
        act.what = f"Asked {getattr(found, side).name} about meeting {_other(found, side).name}"
    return act


def answer(
    owner: Owner, *, introduction: int, side: str, agreed: bool, on: date, by: str, key: str = ""
) -> Deed:
    """Keep a side's yes or no; a no gives the introduction up. Whoever answers was asked, on that day at the latest.

    Raises:
        IntroductionMissing: there is none of that number.
        StepImpossible: it was made or given up.
        WordsImpossible: ``side`` is neither first nor second.
    """
    _check_side(side)
    with deed(owner, by=by, action="answer to introduction", what="Answer", key=key) as act:
        found = _open(owner, introduction)
        values: dict[str, date | bool | None] = {f"{side}_agreed": agreed}
        if getattr(found, f"{side}_asked_on") is None:
            values[f"{side}_asked_on"] = on
        if not agreed:
            values["dropped_on"] = on
        act.change(found, **values)
        said = "would like to meet" if agreed else "would rather not meet"
        act.what = f"{getattr(found, side).name} {said} {_other(found, side).name}"
    return act


def make(owner: Owner, *, introduction: int, on: date, by: str, key: str = "") -> Deed:
    """Note that the two were introduced: value given to both, one entry each in the ledger.

    Raises:
        IntroductionMissing: there is none of that number.
        StepImpossible: it was made or given up.
        ConsentMissing: not both sides said yes.
    """
    with deed(owner, by=by, action="make introduction", what="Introduced", key=key) as act:
        found = _open(owner, introduction)
        silent = [getattr(found, side).name for side in SIDES if not getattr(found, f"{side}_agreed")]
        if silent:
            raise ConsentMissing(
                f"No yes yet from {' and '.join(silent)}.", advice="Ask first, and note the answer."
            )
        act.change(found, made_on=on)
        for side in SIDES:
            act.add(_given(found, side, on=on))
        act.what = f"Introduced {_both(found.first, found.second)}"
    return act


def record_outcome(
    owner: Owner,
    *,
    introduction: int,
    side: str,
    outcome: str,
    on: date,
    by: str,
    note: str = "",
    key: str = "",
) -> Deed:
    """Keep how one side received the introduction: good, neutral or bad.

    Raises:
        IntroductionMissing: there is none of that number.
        StepImpossible: it was not made.
        WordsImpossible: the side or the outcome is none of ours, or the note is too long.
    """
    _check_side(side)
    if outcome not in OUTCOMES:
        raise WordsImpossible(
            f"“{outcome[:40]}” is no outcome.", advice=f"Choose one of: {', '.join(OUTCOMES)}."
        )
    words = _text(note, longest=_LONGEST_NOTE, what="note")
    with deed(owner, by=by, action="outcome of introduction", what="Outcome", key=key) as act:
        found = _row(owner, introduction)
        if found.made_on is None:
            raise StepImpossible(
                "That introduction was not made.", advice="The outcome is asked for afterwards."
            )
        values: dict[str, object] = {f"{side}_outcome": outcome, "outcome_on": on}
        if words:
            values["note"] = "\n".join(part for part in (found.note, words) if part)
        act.change(found, **values)
        act.what = f"{getattr(found, side).name} on meeting {_other(found, side).name}: {outcome}"
    return act


def drop(owner: Owner, *, introduction: int, on: date, by: str, key: str = "") -> Deed:
    """Give an introduction up before it is made.

    Raises:
        IntroductionMissing: there is none of that number.
        StepImpossible: it was made or given up.
    """
    with deed(owner, by=by, action="drop introduction", what="Given up", key=key) as act:
        found = _open(owner, introduction)
        act.change(found, dropped_on=on)
        act.what = f"Gave up introducing {_both(found.first, found.second)}"
    return act


def _row(owner: Owner, number: int) -> Introduction:
    rows = Introduction.objects.of(owner).select_for_update(of=("self",)).select_related("first", "second")
    found = rows.filter(pk=number).first()
    if found is None:
        raise IntroductionMissing("That introduction is not there.", advice="Reload the page.")
    return found


def _open(owner: Owner, number: int) -> Introduction:
    found = _row(owner, number)
    if found.made_on is not None:
        raise StepImpossible("The two were introduced already.", advice="Note how it was received.")
    if found.dropped_on is not None:
        raise StepImpossible(
            "That introduction was given up.", advice="Propose it again, if both sides would like it now."
        )
    return found


def _refuse_twice(owner: Owner, first: int, second: int) -> None:
    rows = Introduction.objects.of(owner).filter(dropped_on=None)
    pair = (first, second)
    found = rows.filter(first__in=pair, second__in=pair).first()
    if found is not None and found.made_on is not None:
        raise AlreadyProposed("The two were introduced before.", advice="Ask them how it went.")
    if found is not None:
        raise AlreadyProposed("An introduction of the two is open.", advice="Go on with that one.")


def _given(found: Introduction, side: str, *, on: date) -> Exchange:
    person, other = getattr(found, side), _other(found, side)
    return Exchange(
        owner=found.owner, person=person, name=person.name, direction="given", kind="introduction", size="medium",
        at=local_midday(on, found.owner.zone), asked=False, note=f"Introduced to {other.name}", source="manual",
        source_key=f"introduction-{found.pk}-{side}",
    )  # fmt: skip


def _other(found: Introduction, side: str) -> Person:
    return found.second if side == "first" else found.first


def _both(first: Person, second: Person) -> str:
    return f"{first.name} and {second.name}"


def _check_side(side: str) -> None:
    if side not in SIDES:
        raise WordsImpossible(f"“{side[:40]}” is no side.", advice="Say first or second.")


def _text(text: str, *, longest: int, what: str) -> str:
    words = text.replace("\x00", "").strip()
    if len(words) > longest:
        raise WordsImpossible(
            f"That {what} is longer than {longest:,} characters.", advice="Say it in a few sentences."
        )
    return words
