"""Ask about introductions: those there are, how far each is, and for whom the owner would vouch without evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from nexalink.accounts.models import Owner
from nexalink.introductions.errors import IntroductionMissing
from nexalink.introductions.models import Introduction
from nexalink.introductions.wording import asking_text, making_text
from nexalink.kernel.texts import works_of
from nexalink.ties.models import Tie

FEW_CONTACTS = 3
"""Fewer messages and meetings than this, or only one way, are no evidence of trust."""
_MOST = 200
_AFTER_DAYS = 14


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an introduction: who, asked and answered when, how it was received, and why vouching may be a risk."""

    side: str
    person: int
    name: str
    works: str
    asked_on: date | None
    agreed: bool | None
    outcome: str
    warnings: tuple[str, ...]
    ask: str
    """A text to copy that asks this side."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """One introduction. ``state`` is proposed, asked, agreed, made or dropped; ``next`` says what to do."""

    number: int
    first: Side
    second: Side
    why: str
    state: str
    next: str
    proposed_on: date
    made_on: date | None
    dropped_on: date | None
    outcome_on: date | None
    note: str
    text: str
    """A text to copy that introduces both."""

    @property
    def sides(self) -> tuple[Side, Side]:
        """Return both sides."""
        return self.first, self.second


def introductions(owner: Owner, *, on: date, most: int = _MOST) -> list[Introduced]:
    """Return the owner's introductions, open ones first, then the newest: three queries."""
    rows = list(
        Introduction.objects.of(owner)
        .select_related("first", "second")
        .order_by("-proposed_on", "-id")[:most]
    )
    warnings = vouching_warnings(owner, {person for row in rows for person in (row.first_id, row.second_id)})
    found = [_shown(row, warnings, on=on) for row in rows]
    return sorted(found, key=lambda one: one.state in {"made", "dropped"})


def introduction(owner: Owner, *, number: int, on: date) -> Introduced:
    """Return one introduction.

    Raises:
        IntroductionMissing: there is none of that number.
    """
    row = Introduction.objects.of(owner).select_related("first", "second").filter(pk=number).first()
    if row is None:
        raise IntroductionMissing("That introduction is not there.", advice="Reload the page.")
    return _shown(row, vouching_warnings(owner, {row.first_id, row.second_id}), on=on)


def vouching_warnings(owner: Owner, people: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return for each person why vouching for them is a risk; nobody without a reason: two queries.

    No evidence of trust: the owner did not say they would recommend them, and there is little two-way contact. Or an
    earlier introduction of theirs was badly received by the other side.
    """
    wanted = list(people)
    ties = {
        tie.person_id: tie
        for tie in Tie.objects.of(owner)
        .filter(person__in=wanted)
        .only("person_id", "judgements", "incoming", "outgoing", "mutual", "two_way")
    }
    bad = _badly_received(owner, wanted)
    found = {person: (*_no_evidence(ties.get(person)), *bad.get(person, ())) for person in wanted}
    return {person: reasons for person, reasons in found.items() if reasons}


def _badly_received(owner: Owner, people: list[int]) -> dict[int, tuple[str, ...]]:
    """Return what the *other* side said badly of meeting each person."""
    rows = Introduction.objects.of(owner).filter(Q(first_outcome="bad") | Q(second_outcome="bad"))
    rows = rows.filter(Q(first__in=people) | Q(second__in=people)).select_related("first", "second")
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        for person, other, outcome in (
            (row.first, row.second, row.second_outcome),
            (row.second, row.first, row.first_outcome),
        ):
            if outcome == "bad":
                told = f"{other.name} was not happy with the introduction of {row.made_on}."
                found[person.pk] = (*found.get(person.pk, ()), told)
    return found


def _no_evidence(tie: Tie | None) -> tuple[str, ...]:
    if tie is None:
        return ("You have no contact with them on record.",)
    would = tie.judgements.get("would_recommend")
    if would is not None:
        return () if would.get("answer") else ("You said you would not recommend them.",)
    contacts = tie.incoming + tie.outgoing + tie.mutual
    if tie.two_way and contacts >= FEW_CONTACTS:
        return ()
    if not contacts:
        how = "no message or meeting is on record"
    elif not tie.two_way:
        how = "contact went only one way"
    else:
        how = f"only {contacts} messages and meetings"
    return (f"Little evidence of trust: {how}, and you have not said that you would recommend them.",)


def _shown(row: Introduction, warnings: dict[int, tuple[str, ...]], *, on: date) -> Introduced:
    first, second = (
        Side(
            side=side, person=person.pk, name=person.name or "(no name)", works=works_of(person.title, person.company),
            asked_on=getattr(row, f"{side}_asked_on"), agreed=getattr(row, f"{side}_agreed"),
            outcome=getattr(row, f"{side}_outcome"), warnings=warnings.get(person.pk, ()),
            ask=asking_text(name=person.name, other=other.name, other_works=works_of(other.title, other.company), why=row.why),
        )
        for side, person, other in (("first", row.first, row.second), ("second", row.second, row.first))
    )  # fmt: skip
    state = _state(row)
    return Introduced(
        number=row.pk, first=first, second=second, why=row.why, state=state,
        next=_next(row, state, first, second, on=on), proposed_on=row.proposed_on, made_on=row.made_on,
        dropped_on=row.dropped_on, outcome_on=row.outcome_on, note=row.note,
        text=making_text(first=first.name, second=second.name, first_works=first.works, second_works=second.works,
                         why=row.why),
    )  # fmt: skip


def _state(row: Introduction) -> str:
    if row.made_on:
        return "made"
    if row.dropped_on:
        return "dropped"
    if row.first_agreed and row.second_agreed:
        return "agreed"
    return "asked" if row.first_asked_on or row.second_asked_on else "proposed"


def _next(row: Introduction, state: str, first: Side, second: Side, *, on: date) -> str:
    if state == "dropped":
        declined = [side.name for side in (first, second) if side.agreed is False]
        return f"{declined[0]} would rather not." if declined else "Given up."
    if state == "made":
        silent = [side.name for side in (first, second) if not side.outcome]
        if not silent:
            return "Done: both told you how it went."
        days = (on - row.made_on).days if row.made_on else 0
        when = "" if days >= _AFTER_DAYS else f" in {_AFTER_DAYS - days} days"
        return f"Ask {' and '.join(silent)}{when} how it went."
    if state == "agreed":
        return "Both said yes: introduce them."
    for side in (first, second):
        if side.agreed is None:
            return f"Wait for {side.name}’s answer." if side.asked_on else f"Ask {side.name} first."
    return "Ask both."
