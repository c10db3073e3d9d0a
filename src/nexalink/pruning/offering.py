"""Find the ties worth a second look: at most fifteen, those that cost attention first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from nexalink.accounts.models import Owner
from nexalink.audits.queries import ReviewEvidence, review_evidence
from nexalink.interactions.balance import ledger
from nexalink.interactions.models import Commitment
from nexalink.kernel.dates import local_midday
from nexalink.pruning.models import Candidate
from nexalink.pruning.reasons import DORMANT_DAYS, ONE_WAY, beyond_capacity, losses_of, reasons_of
from nexalink.ties.due import cadences
from nexalink.ties.models import Tie

MOST = 15
FADED_REST_DAYS = 365
"""Whom the owner let fade is not offered again for a year."""
DECIDED_REST_DAYS = 180
"""Nor is whom the owner decided on otherwise, for half a year."""
_PROTECTED = 5
_LOOKED_AT = 60
_ONE_SIDED = Q(mutual=0, incoming=0, outgoing__gte=ONE_WAY) | Q(mutual=0, outgoing=0, incoming__gte=ONE_WAY)


@dataclass(frozen=True, slots=True)
class Offer:
    """A tie that comes up for review: why, and what would be lost."""

    person: int
    because: tuple[str, ...]
    lost: tuple[str, ...]


def find_offers(owner: Owner, *, on: date, most: int = MOST) -> tuple[Offer, ...]:
    """Return at most ``most`` ties for review: eight queries, whatever the size.

    Tracked ties that are dormant, one-directional or outside capacity come first, since they cost reminders; then
    untracked ones that run one way; then the longest silent; then connections without any contact. At most five of
    them are protected ones.
    """
    evidence = review_evidence(owner)
    first = _tracked(
        owner, evidence, on=on, balance={tie.person: tie.state for tie in ledger(owner, on=on).ties}
    )
    pools = (
        pool.exclude(person__in=_rested(owner, on=on)).select_related("person")[:_LOOKED_AT]
        for pool in _untracked(owner, on=on)
    )
    second = [
        (tie, reasons_of(tie, cadence=0, outside="", balance="", zone=owner.zone, on=on))
        for tie in (tie for pool in pools for tie in pool)
        if tie.person.trashed_at is None
    ]
    found = [(tie, because) for tie, because in (*first, *second) if because]
    promises = _promises(owner, [tie.person_id for tie, _ in found])
    offers = (
        Offer(
            tie.person_id,
            because,
            losses_of(
                tie, bridge=tie.person_id in evidence.bridges, once_rank=evidence.once_close.get(tie.person_id),
                promises=promises.get(tie.person_id, 0),
            ),
        )
        for tie, because in found
    )  # fmt: skip
    return tuple(_chosen(offers, most))


def count_offers(owner: Owner, *, on: date) -> int:
    """Return how many ties could be reviewed: five queries."""
    tracked = _tracked(owner, review_evidence(owner), on=on, balance={})
    lots = _lots(owner.zone, on=on)
    scope = _scope(owner, on=on).exclude(person__in=_rested(owner, on=on))
    counts = scope.aggregate(**{name: Count("id", filter=lot) for name, lot in lots.items()})
    return len(tracked) + int(sum(counts.values()))


Reasoned = tuple[Tie, tuple[str, ...]]
"""A tie and why it comes up."""


def _tracked(
    owner: Owner, evidence: ReviewEvidence, *, on: date, balance: Mapping[int, str]
) -> list[Reasoned]:
    """Return the ties in a tier that come up, those with most reasons first, then the least close."""
    usual = cadences(owner)
    ties = list(Tie.objects.of(owner).filter(tier__isnull=False).select_related("person"))
    outside = beyond_capacity(ties, cadences=usual, made=evidence.made)
    rested = set(_rested(owner, on=on)) if ties else set()
    found = [
        (
            tie,
            reasons_of(
                tie, cadence=tie.cadence_days or usual[tie.tier or 3], outside=outside.get(tie.person_id, ""),
                balance=balance.get(tie.person_id, ""), zone=owner.zone, on=on,
            ),
        )
        for tie in ties
        if tie.person_id not in rested and tie.person.trashed_at is None
    ]  # fmt: skip
    return sorted(
        (pair for pair in found if pair[1]),
        key=lambda pair: (-len(pair[1]), -pair[0].rank, pair[0].person_id),
    )


def _rested(owner: Owner, *, on: date) -> QuerySet[Candidate, int]:
    """Return the people on whom the owner decided within half a year."""
    decided = Candidate.objects.of(owner).filter(chosen_on__gt=on - timedelta(days=DECIDED_REST_DAYS))
    return decided.exclude(choice="").values_list("person_id", flat=True)


def _scope(owner: Owner, *, on: date) -> QuerySet[Tie]:
    """Return the untracked ties that may come up: nobody who was let fade within a year."""
    faded_long_ago = Q(faded_on=None) | Q(faded_on__lte=on - timedelta(days=FADED_REST_DAYS))
    # "in (true)" where plain truth would do: only so SQLite sees a column equal to a value, and reads the index.
    return Tie.objects.of(owner).filter(faded_long_ago, in_network__in=[True], tier=None)


def _lots(zone: str, *, on: date) -> dict[str, Q]:
    """Return the three lots of untracked ties, without overlap."""
    long_ago = on - timedelta(days=DORMANT_DAYS)
    return {
        "one_way": _ONE_SIDED & Q(last_contact__isnull=False),
        "silent": Q(last_contact__lt=local_midday(long_ago, zone)) & ~_ONE_SIDED,
        "no_contact": Q(last_contact=None, connected_on__lte=long_ago),
    }


def _untracked(owner: Owner, *, on: date) -> tuple[QuerySet[Tie], ...]:
    """Return the untracked ties worth a look, each lot in the order of an index."""
    scope, lots = _scope(owner, on=on), _lots(owner.zone, on=on)
    return (
        scope.filter(lots["one_way"]).order_by("-last_contact", "id"),
        scope.filter(lots["silent"]).order_by("last_contact", "-id"),
        scope.filter(lots["no_contact"]).order_by("connected_on", "-id"),
    )


def _promises(owner: Owner, people: Iterable[int]) -> dict[int, int]:
    rows = Commitment.objects.of(owner).filter(state="open", person__in=list(people))
    return dict(rows.order_by().values_list("person_id").annotate(Count("id")))


def _chosen(ordered: Iterable[Offer], most: int) -> list[Offer]:
    """Return the first ``most`` offers, of which at most five are protected."""
    chosen: list[Offer] = []
    protected = 0
    for offer in ordered:
        if len(chosen) == most:
            break
        if offer.lost and protected == _PROTECTED:
            continue
        protected += bool(offer.lost)
        chosen.append(offer)
    return chosen
