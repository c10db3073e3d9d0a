"""Put ties into tiers, set how often, let them fade, judge them."""

from collections.abc import Mapping, Sequence
from datetime import date

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.ties.actions.chosen import named, ties_of
from nexalink.ties.due import CADENCES, refresh_due
from nexalink.ties.errors import CadenceImpossible, NoteMissing, TierUnknown

LONGEST_CADENCE = 3_650
QUESTIONS = {
    "would_recommend": "I would recommend this person professionally",
    "would_recommend_me": "They would recommend me",
    "comfortable": "I feel comfortable reaching out",
}
"""The owner's own judgement of a tie: key → the sentence that is answered."""


def assign_tier(
    owner: Owner, *, people: Sequence[int], tier: int | None, on: date, by: str, key: str = ""
) -> Deed:
    """Put people into tier 1, 2 or 3, or take them out of all (None): then nothing reminds of them any more.

    Raises:
        TierUnknown: the tier is none of these.
        PersonMissing: one of them is not in the owner's network.
    """
    return assign_tiers(owner, tiers=dict.fromkeys(people, tier), on=on, by=by, key=key)


def assign_tiers(owner: Owner, *, tiers: Mapping[int, int | None], on: date, by: str, key: str = "") -> Deed:
    """Put each person into a tier of their own, in one act that can be taken back whole.

    Raises:
        TierUnknown: a tier is not 1, 2, 3 or None.
        PersonMissing: one of them is not in the owner's network.
    """
    if any(tier not in (None, 1, 2, 3) for tier in tiers.values()):
        raise TierUnknown("There are three tiers: 1, 2 and 3, or none.", advice="Choose one of them.")
    with deed(owner, by=by, action="assign tier", what="Tier", key=key) as act:
        ties = ties_of(owner, list(tiers))
        for tie in ties:
            tier = tiers[tie.person_id]
            since = on if tier is not None and tier != tie.tier else tie.tier_since if tier else None
            cadence = tie.cadence_days if tier else None
            act.change(
                tie,
                tier=tier,
                tracked=tier is not None,
                tier_since=since,
                cadence_days=cadence,
                faded_on=None,
            )
        wanted = set(tiers.values())
        where = (
            "no tier" if wanted == {None} else f"tier {wanted.pop()}" if len(wanted) == 1 else "their tiers"
        )
        act.what = f"{named(ties)}: {where}"
        refresh_due(owner, list(tiers))
    return act


def set_cadence(owner: Owner, *, person: int, days: int | None, on: date, by: str, key: str = "") -> Deed:
    """Set the days between touches of one tie, or leave it to its tier (None); an untracked tie becomes tier 3.

    Raises:
        CadenceImpossible: less than a day or more than ten years.
        PersonMissing: there is no such person.
    """
    if days is not None:
        _check_cadence(days)
    with deed(owner, by=by, action="set cadence", what="Cadence", key=key) as act:
        (tie,) = ties_of(owner, [person])
        tier = tie.tier or 3
        act.change(tie, cadence_days=days, tier=tier, tracked=True, tier_since=tie.tier_since or on)
        how = f"every {days} days" if days else "as often as the tier says"
        act.what = f"{named([tie])}: {how}"
        refresh_due(owner, [person])
    return act


def set_tier_cadence(owner: Owner, *, tier: int, days: int, by: str, key: str = "") -> Deed:
    """Set the days between touches of a whole tier; ties with a cadence of their own keep it.

    Raises:
        TierUnknown: the tier is not 1, 2 or 3.
        CadenceImpossible: less than a day or more than ten years.
    """
    if tier not in CADENCES:
        raise TierUnknown("There are three tiers: 1, 2 and 3.", advice="Choose one of them.")
    _check_cadence(days)
    with deed(
        owner, by=by, action="set tier cadence", what=f"Tier {tier}: every {days} days", key=key
    ) as act:
        row = Owner.objects.select_for_update().get(pk=owner.pk)
        own = {**row.settings.get("cadences", {}), str(tier): days}
        act.change(row, settings={**row.settings, "cadences": own})
        owner.settings = row.settings
        refresh_due(owner)
    return act


def _check_cadence(days: int) -> None:
    if not 1 <= days <= LONGEST_CADENCE:
        raise CadenceImpossible(
            f"A cadence of {days} days is not possible.", advice=f"Choose from 1 to {LONGEST_CADENCE:,} days."
        )


def let_fade(owner: Owner, *, person: int, on: date, by: str, key: str = "") -> Deed:
    """Stop keeping up with a person; everything known stays.

    Raises:
        PersonMissing: there is no such person.
    """
    with deed(owner, by=by, action="let fade", what="Let fade", key=key) as act:
        (tie,) = ties_of(owner, [person])
        act.change(tie, tier=None, tracked=False, tier_since=None, cadence_days=None, faded_on=on)
        act.what = f"Let {named([tie])} fade"
        refresh_due(owner, [person])
    return act


def judge_tie(
    owner: Owner, *, person: int, question: str, answer: bool | None, on: date, by: str, key: str = ""
) -> Deed:
    """Keep the owner's own judgement of a tie with its day; None forgets it.

    Raises:
        NoteMissing: there is no such question.
        PersonMissing: there is no such person.
    """
    if question not in QUESTIONS:
        raise NoteMissing("There is no such question.", advice="Reload the page.")
    with deed(owner, by=by, action="judge tie", what="Judgement", key=key) as act:
        (tie,) = ties_of(owner, [person])
        judgements = {name: kept for name, kept in tie.judgements.items() if name != question}
        if answer is not None:
            judgements[question] = {"answer": answer, "on": on.isoformat()}
        act.change(tie, judgements=judgements)
        said = "no answer" if answer is None else "yes" if answer else "no"
        act.what = f"{named([tie])}: “{QUESTIONS[question]}” – {said}"
    return act


def mark_genuine(owner: Owner, *, person: int, genuine: bool | None, by: str, key: str = "") -> Deed:
    """Say oneself whether a tie is genuine; None leaves it to the evidence. The next audit counts it so.

    Raises:
        PersonMissing: there is no such person.
    """
    with deed(owner, by=by, action="mark genuine", what="Genuine", key=key) as act:
        (tie,) = ties_of(owner, [person])
        act.change(tie, marked_genuine=genuine)
        said = {True: "a genuine tie", False: "no genuine tie", None: "as genuine as the evidence says"}[
            genuine
        ]
        act.what = f"{named([tie])}: {said}"
    return act
