"""All twelve signs of the article at one date, in its order."""

from collections.abc import Mapping
from dataclasses import dataclass

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.diversity import Diversity
from nexalink.measures.exchanges import ExchangeColumns
from nexalink.measures.positive_signs import (
    IntroductionColumns,
    asked_for_help,
    introductions_well_received,
    messages_answered,
    requests_accepted,
    senior_people_engage,
    unsolicited_opportunities,
)
from nexalink.measures.reciprocity import NetworkBalance
from nexalink.measures.requests import RequestOutcomes
from nexalink.measures.responsiveness import Openings
from nexalink.measures.sign import Sign, SignThresholds
from nexalink.measures.warning_signs import (
    adding_as_habit,
    cannot_remember_half,
    homogeneous,
    one_way_value,
    outreach_unanswered,
    uncomfortable_reaching_out,
)


@dataclass(frozen=True, slots=True)
class SignEvidence:
    """Everything that the twelve signs rest on; arrays have one entry per tie unless said otherwise.

    Attributes:
        openings: from ``responsiveness.find_openings``.
        exchanges: the ledger of value.
        balance: the network's balance of value.
        introductions: the introductions made.
        requests: outcomes of connection requests.
        spreads: diversity by attribute name ("industry", "function", "stage", "place", "circle").
        genuine: genuine ties.
        connection: ties that are connections (of LinkedIn), for shares of connections.
        two_way: two-way at any time.
        noted: the owner wrote a note.
        active: a contact in the last 365 days.
        one_sided: from ``counts``.
        last_contact_day: NaN without contact.
        inbound_day: from ``counts.last_inbound_day``.
        comfortable: the owner's judgement 0 … 1; NaN not judged.
        seniority, own_seniority: ranks of career stages, NaN unknown.
        added, added_without: from ``counts.count_second_contacts``.
        recall_asked, recall_known: recall checks: people asked about, people known.
        first_day: the first day on record.
    """

    openings: Openings
    exchanges: ExchangeColumns
    balance: NetworkBalance
    introductions: IntroductionColumns
    requests: RequestOutcomes
    spreads: Mapping[str, Diversity]
    genuine: BoolArray
    connection: BoolArray
    two_way: BoolArray
    noted: BoolArray
    active: BoolArray
    one_sided: BoolArray
    last_contact_day: FloatArray
    inbound_day: FloatArray
    comfortable: FloatArray
    seniority: FloatArray
    own_seniority: float
    added: BoolArray
    added_without: BoolArray
    recall_asked: int
    recall_known: int
    first_day: int


def all_signs(
    evidence: SignEvidence, *, on: int, thresholds: SignThresholds | None = None
) -> tuple[Sign, ...]:
    """Return the six positive and the six warning signs with their evidence, in the article's order."""
    limits = thresholds or SignThresholds()
    return _positive(evidence, on=on, limits=limits) + _warning(evidence, on=on, limits=limits)


def _positive(evidence: SignEvidence, *, on: int, limits: SignThresholds) -> tuple[Sign, ...]:
    """Return the six positive signs."""
    return (
        unsolicited_opportunities(evidence.exchanges, on=on, limits=limits),
        asked_for_help(evidence.openings, evidence.exchanges, genuine=evidence.genuine, on=on, limits=limits),
        requests_accepted(evidence.requests, limits=limits),
        messages_answered(evidence.openings, on=on, limits=limits),
        introductions_well_received(
            evidence.introductions, on=on, first_day=evidence.first_day, limits=limits
        ),
        senior_people_engage(
            evidence.seniority,
            own=evidence.own_seniority,
            genuine=evidence.genuine,
            inbound_day=evidence.inbound_day,
            on=on,
            limits=limits,
        ),
    )


def _warning(evidence: SignEvidence, *, on: int, limits: SignThresholds) -> tuple[Sign, ...]:
    """Return the six warning signs."""
    first = evidence.first_day
    return (
        cannot_remember_half(
            recall_asked=evidence.recall_asked,
            recall_known=evidence.recall_known,
            connection=evidence.connection,
            two_way=evidence.two_way,
            noted=evidence.noted,
            first_day=first,
            on=on,
            limits=limits,
        ),
        outreach_unanswered(evidence.openings, on=on, limits=limits),
        uncomfortable_reaching_out(
            comfortable=evidence.comfortable,
            connection=evidence.connection,
            last_contact_day=evidence.last_contact_day,
            first_day=first,
            on=on,
            limits=limits,
        ),
        homogeneous(evidence.spreads, first_day=first, on=on, limits=limits),
        one_way_value(
            evidence.balance,
            active=evidence.active,
            one_sided=evidence.one_sided,
            first_day=first,
            on=on,
            limits=limits,
        ),
        adding_as_habit(evidence.added, evidence.added_without, on=on, limits=limits),
    )
