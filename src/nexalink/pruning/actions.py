"""Review ties: open a sitting of at most fifteen, decide on each, close it. Nobody is ever deleted."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.pruning.errors import (
    AlreadyChosen,
    ChoiceUnknown,
    NobodyToReview,
    NoTierToLower,
    ReviewMissing,
    ReviewOpen,
    TieProtected,
)
from nexalink.pruning.models import Candidate, Session
from nexalink.pruning.offering import find_offers
from nexalink.pruning.queries import CHOICES, open_session
from nexalink.ties.actions import ties_of
from nexalink.ties.due import refresh_due
from nexalink.ties.models import Reminder, Tie

_LOWEST = 3
_SAID = {
    "keep": "Keep {name} as it is",
    "fade": "Let {name} fade",
    "reach_out": "Reach out to {name}: on the list of {day}",
}


def start_review(owner: Owner, *, on: date, by: str, key: str = "") -> Deed:
    """Open a review of at most fifteen ties; one that is open but decided on throughout is closed first.

    Opening changes no tie, so there is nothing to take back; a review is closed instead.

    Raises:
        ReviewOpen: a review waits for choices still.
        NobodyToReview: no tie is dormant, one-directional or outside capacity.
    """
    with deed(owner, by=by, action="start review", what="Review of ties", key=key) as act:
        current = open_session(owner)
        if current is not None:
            if current.candidates.filter(choice="").exists():
                raise ReviewOpen(
                    "A review is open already.", advice="Decide on its ties, or close it as it is."
                )
            current.closed_on = on
            current.save(update_fields=["closed_on"])
        offers = find_offers(owner, on=on)
        if not offers:
            raise NobodyToReview(
                "No tie needs a review: nobody is dormant, one-directional or outside your capacity.",
                advice="Come back in a few months.",
            )
        session = Session.objects.create(owner=owner, opened_on=on)
        Candidate.objects.bulk_create(
            Candidate(
                owner=owner, session=session, person_id=offer.person, because=list(offer.because),
                lost=list(offer.lost),
            )
            for offer in offers
        )  # fmt: skip
        act.what = f"Opened a review of {len(offers)} ties"
    return act


def choose(
    owner: Owner,
    *,
    candidate: int,
    choice: str,
    on: date,
    by: str,
    anyway: bool = False,
    key: str = "",
) -> Deed:
    """Decide on one tie of the open review; nothing known of the person is lost by any choice.

    ``keep`` changes nothing; ``lower`` moves the tie one tier down, from tier 3 into none; ``fade`` ends reminders and
    suggestions; ``reach_out`` puts the person on tomorrow's list. ``anyway`` lets a protected tie fade all the same.

    Raises:
        ChoiceUnknown: the choice is none of the four.
        ReviewMissing: there is no such tie in an open review.
        AlreadyChosen: it was decided on before.
        TieProtected: something would be lost, and ``anyway`` was not said.
        NoTierToLower: the tie is in no tier.
    """
    if choice not in CHOICES:
        raise ChoiceUnknown(f"There is no choice {choice!r}.", advice=f"There are {', '.join(CHOICES)}.")
    with deed(owner, by=by, action="prune", what="Review", key=key) as act:
        row = _open_candidate(owner, candidate)
        (tie,) = ties_of(owner, [row.person_id])
        if choice == "fade" and row.lost and not anyway:
            raise TieProtected(
                f"{tie.person.name} is protected. {' '.join(row.lost)}",
                advice="Say that you want it all the same, or keep the tie.",
            )
        act.what = _carry_out(act, tie, choice, on=on)
        act.change(row, choice=choice, chosen_on=on)
        refresh_due(owner, [tie.person_id])
    return act


def choose_all(
    owner: Owner, *, choices: Mapping[int, str], on: date, by: str, anyway: bool = False
) -> list[Deed]:
    """Decide on several ties (candidate → choice), all or none; each is an act of its own.

    Raises:
        NexaLinkError: whatever ``choose`` raises for one of them; then none is decided.
    """
    with transaction.atomic():
        return [
            choose(owner, candidate=candidate, choice=choice, on=on, by=by, anyway=anyway)
            for candidate, choice in choices.items()
        ]


def close_review(owner: Owner, *, on: date, by: str, key: str = "") -> Deed:
    """Close the open review; ties that were not decided on may come up again.

    Raises:
        ReviewMissing: no review is open.
    """
    with deed(owner, by=by, action="close review", what="Closed the review", key=key) as act:
        session = open_session(owner)
        if session is None:
            raise ReviewMissing("No review is open.", advice="Open one first.")
        act.change(session, closed_on=on)
        decided = session.candidates.exclude(choice="").count()
        act.what = f"Closed the review: {decided} of {session.candidates.count()} ties decided"
    return act


def _open_candidate(owner: Owner, candidate: int) -> Candidate:
    row = (
        Candidate.objects.of(owner)
        .select_for_update(of=("self",))
        .filter(pk=candidate, session__closed_on=None)
        .first()
    )
    if row is None:
        raise ReviewMissing("That tie is not in an open review.", advice="Reload the page.")
    if row.choice:
        raise AlreadyChosen("You decided on this tie already.", advice="Take that back first.")
    return row


def _carry_out(act: Deed, tie: Tie, choice: str, *, on: date) -> str:
    """Change the tie as chosen; return the words for the journal."""
    name = tie.person.name or "(no name)"
    day = on + timedelta(days=1)
    if choice == "lower":
        return _lower(act, tie, name, on=on)
    if choice == "fade":
        act.change(tie, tier=None, tracked=False, tier_since=None, cadence_days=None, faded_on=on)
    if choice == "reach_out":
        text = "Reach out, as you decided in your review"
        act.add(Reminder(owner=act.owner, person=tie.person, on=day, text=text))
    return _SAID[choice].format(name=name, day=f"{day.day} {day:%B}")


def _lower(act: Deed, tie: Tie, name: str, *, on: date) -> str:
    if tie.tier is None:
        raise NoTierToLower(f"{name} is in no tier.", advice="Keep the tie, or let it fade.")
    if tie.tier == _LOWEST:
        act.change(tie, tier=None, tracked=False, tier_since=None, cadence_days=None)
        return f"{name}: out of all tiers"
    act.change(tie, tier=tie.tier + 1, tier_since=on, cadence_days=None)
    return f"{name}: to tier {tie.tier}"
