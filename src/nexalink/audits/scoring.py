"""Every measure of one network, computed from its columns: pure, no database."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from nexalink.audits.columns import NetworkColumns
from nexalink.audits.labels import Labels, read_labels
from nexalink.measures import characteristics as five
from nexalink.measures.answers import answer_forecast
from nexalink.measures.bridges import circles_alone, weak_ties_that_matter
from nexalink.measures.capacity import Capacity, capacity
from nexalink.measures.closeness import TouchDays, closeness, touch_days
from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.counts import TieCounts, count_contacts, count_second_contacts, last_inbound_day
from nexalink.measures.diversity import Diversity, diversity
from nexalink.measures.exchanges import ExchangeKind, weigh_exchanges
from nexalink.measures.fade import Fade, fade_with_check
from nexalink.measures.fade_check import SelfCheck
from nexalink.measures.genuine import Genuine, genuine_ties
from nexalink.measures.layers import Layers, LayerSizes, rank_layers
from nexalink.measures.natural_breaks import NaturalBreaks, natural_breaks
from nexalink.measures.pareto import Pareto, pareto
from nexalink.measures.readings import TieReadings
from nexalink.measures.reciprocity import NetworkBalance, contact_reciprocity, network_balance, value_balance
from nexalink.measures.reconnect import Reconnect, dormant_ties
from nexalink.measures.requests import RequestOutcomes, request_outcomes
from nexalink.measures.responsiveness import (
    Answered,
    Responsiveness,
    answered_conversations,
    find_openings,
    responsiveness,
    waiting_since,
)
from nexalink.measures.sign import Sign
from nexalink.measures.signature import Signature, signature
from nexalink.measures.signs import SignEvidence, all_signs
from nexalink.measures.spectrum import Spectrum, spectrum
from nexalink.measures.steps import Step, StepEvidence, first_steps
from nexalink.measures.tiers import TierSuggestions, suggest_tiers
from nexalink.measures.viable import Viable, minimum_viable

HALF_LIFE_DAYS = 180.0
HORIZON_DAYS = 90
ATTRIBUTES = ("industry", "function", "stage", "place", "circle")
_YEAR = 365
_ACQUAINTANCES = 150
_LEAST_TO_BREAK = 30


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """What the owner may set that changes results."""

    layers: LayerSizes = field(default_factory=LayerSizes)
    seed: int = 150
    """Seed of the bootstrap behind the spectrum's range: the same network gives the same range."""


@dataclass(frozen=True, slots=True)
class Scores:
    """All readings of one network at one day; arrays have one entry per tie."""

    on: int
    counts: TieCounts
    touch_days: TouchDays
    closeness: FloatArray
    percentile: FloatArray
    closeness_a_year_ago: FloatArray
    layers: Layers
    genuine: Genuine
    fade: Fade
    self_check: SelfCheck
    contact: TieReadings
    balance: TieReadings
    answers: Responsiveness
    characteristics: dict[str, TieReadings]
    value: FloatArray
    labels: Labels
    spreads: dict[str, Diversity]
    network_balance: NetworkBalance
    requests: RequestOutcomes
    answered: Answered
    second_contacts: tuple[BoolArray, BoolArray]
    waiting: FloatArray
    pareto: Pareto
    viable: Viable
    capacity: Capacity
    spectrum: Spectrum
    signs: tuple[Sign, ...]
    steps: tuple[Step, ...]
    tiers: TierSuggestions
    reconnect: Reconnect
    bridge: TieReadings
    weak_ties: NDArray[np.int64]
    answer_forecast: TieReadings
    signature: Signature
    breaks: NaturalBreaks | None


def score_network(
    columns: NetworkColumns, *, on: int, request_day: int | None = None, settings: ScoreSettings | None = None
) -> Scores:
    """Compute every measure of a network at day ``on``.

    Args:
        columns: the network.
        on: day number of the audit, in the owner's time zone.
        request_day: day of the newest export with requests, whose window of 180 days they cover; ``on`` where there is
            none, or where it was taken later: an audit looks at nothing that came after its day.
        settings: what the owner may set.
    """
    settings = settings or ScoreSettings()
    exported = on if request_day is None else min(request_day, on)
    people, rows = columns.people, columns.interactions
    counts = count_contacts(rows, on=on)
    touched = touch_days(rows, until_day=on)
    strength = closeness(touched, on_day=on, half_life_days=HALF_LIFE_DAYS)
    layers = rank_layers(strength, last_day=counts.last_contact_day, sizes=settings.layers)
    genuine = genuine_ties(counts.two_way_recent, rank=layers.rank, marks=_marks(people.marked_genuine))
    faded, checked = fade_with_check(rows, on_day=on, horizon_days=HORIZON_DAYS)
    openings = find_openings(rows, on=on)
    answers = responsiveness(openings, ties=rows.ties, on=on)
    balance = value_balance(columns.exchanges, on=on)
    contact = contact_reciprocity(counts)
    labels = read_labels(columns)
    spreads = _spreads(columns, labels, genuine.genuine)
    requests = request_outcomes(columns.requests, on=exported)
    added, added_without = count_second_contacts(rows, connected_day=people.connected_day, on=on)
    load = capacity(touched.day, cadence_days=people.cadence, on=on)
    given, received = _values(columns)
    waiting = waiting_since(rows, on=on)
    network = network_balance(columns.exchanges, on=on)
    inbound = last_inbound_day(rows, on=on)
    one_sided = np.where(counts.one_sided_out, 1, np.where(counts.one_sided_in, -1, 0)).astype(np.int8)
    bridge = circles_alone(columns.member_tie, columns.member_circle, ties=rows.ties)
    signs = all_signs(
        SignEvidence(
            openings=openings,
            exchanges=columns.exchanges,
            balance=network,
            introductions=columns.practice.introductions,
            requests=requests,
            spreads=spreads,
            genuine=genuine.genuine,
            connection=people.is_connection,
            two_way=counts.two_way,
            noted=~np.isnan(people.note_day),
            active=on - counts.last_contact_day < _YEAR,
            one_sided=one_sided != 0,
            last_contact_day=counts.last_contact_day,
            inbound_day=inbound,
            comfortable=columns.practice.judged["comfortable"],
            seniority=labels.seniority,
            own_seniority=labels.own_seniority,
            added=added,
            added_without=added_without,
            recall_asked=columns.practice.recall_asked,
            recall_known=columns.practice.recall_known,
            first_day=int(rows.day.min()) if len(rows.day) else on,
        ),
        on=on,
    )
    steps = first_steps(
        StepEvidence(
            closeness=np.nan_to_num(strength),
            rank=layers.rank,
            fade=faded.p_silent,
            waiting_day=waiting,
            genuine=genuine.genuine,
            balance=balance.value,
            one_sided=one_sided,
            cadence_days=people.cadence,
            capacity=load,
            spreads=spreads,
        ),
        on=on,
    )
    return Scores(
        on=on,
        counts=counts,
        touch_days=touched,
        closeness=strength,
        percentile=_percentile(strength, counts.two_way),
        closeness_a_year_ago=closeness(
            touch_days(rows, until_day=on - _YEAR), on_day=on - _YEAR, half_life_days=HALF_LIFE_DAYS
        ),
        layers=layers,
        genuine=genuine,
        fade=faded,
        self_check=checked,
        contact=contact,
        balance=balance,
        answers=answers,
        characteristics=_characteristics(columns, touched, balance, contact, answers, on=on),
        value=given + received,
        labels=labels,
        spreads=spreads,
        network_balance=network,
        requests=requests,
        answered=answered_conversations(openings, on=exported),
        second_contacts=(added, added_without),
        waiting=waiting,
        pareto=pareto(
            received,
            _attention(touched, rows.ties, on=on),
            among=genuine.genuine,
            entries=int((~columns.exchanges.given).sum()),
        ),
        viable=_viable(columns, counts, touched, genuine, layers, spreads, on=on),
        capacity=load,
        spectrum=spectrum(rows.ties, genuine.count, generator=np.random.default_rng(settings.seed)),
        signs=signs,
        steps=steps,
        tiers=suggest_tiers(
            np.nan_to_num(strength),
            rank=layers.rank,
            genuine=genuine.genuine,
            value=given + received,
            fade=faded.p_silent,
        ),
        reconnect=dormant_ties(
            touched.tie,
            touched.day,
            touched.weight,
            ties=rows.ties,
            on=on,
            fade=faded.p_silent,
            novelty=bridge.value,
        ),
        bridge=bridge,
        weak_ties=weak_ties_that_matter(bridge, genuine=genuine.genuine, rank=layers.rank),
        answer_forecast=answer_forecast(rows, on_day=on),
        signature=signature(touched, on_day=on),
        breaks=_breaks(strength, settings),
    )


def _breaks(strength: FloatArray, settings: ScoreSettings) -> NaturalBreaks | None:
    """Return the natural breaks beside their null, None with too few ties to break."""
    if int((strength > 0).sum()) < _LEAST_TO_BREAK:
        return None
    return natural_breaks(strength, generator=np.random.default_rng(settings.seed))


def _marks(marked: list[bool | None]) -> NDArray[np.int8]:
    return np.array([0 if mark is None else 1 if mark else -1 for mark in marked], dtype=np.int8)


def _percentile(strength: FloatArray, among: BoolArray) -> FloatArray:
    """Return closeness as percentile (0 … 100) within the owner's two-way ties; NaN without contact."""
    ordered = np.sort(strength[among & (strength > 0)])
    if ordered.size == 0:
        return np.full(strength.size, np.nan)
    share = 100.0 * np.searchsorted(ordered, strength, side="right") / ordered.size
    return np.where(strength > 0, share, np.nan)


def _spreads(columns: NetworkColumns, labels: Labels, genuine: BoolArray) -> dict[str, Diversity]:
    spreads = {
        name: diversity(labels.codes[name], among=genuine, groups=len(labels.names[name]))
        for name in ("industry", "function", "stage", "place")
    }
    sizes = np.bincount(columns.member_circle)
    shared = sizes[columns.member_circle] > 1  # an employer of one person is no circle of the network
    spreads["circle"] = diversity(
        columns.member_circle[shared], among=genuine, groups=len(sizes), tie=columns.member_tie[shared]
    )
    return spreads


def _values(columns: NetworkColumns) -> tuple[FloatArray, FloatArray]:
    """Return the weight of value given and received per tie, without any forgetting."""
    exchanges = columns.exchanges
    weight = weigh_exchanges(exchanges)
    known = exchanges.tie >= 0
    given, received = known & exchanges.given, known & ~exchanges.given
    return (
        np.bincount(exchanges.tie[given], weights=weight[given], minlength=exchanges.ties).astype(np.float64),
        np.bincount(exchanges.tie[received], weights=weight[received], minlength=exchanges.ties).astype(
            np.float64
        ),
    )


def _attention(touched: TouchDays, ties: int, *, on: int) -> FloatArray:
    """Return the touch days of the last 365 days per tie."""
    recent = touched.day > on - _YEAR
    return np.bincount(touched.tie[recent], minlength=ties).astype(np.float64)


def _characteristics(
    columns: NetworkColumns,
    touched: TouchDays,
    balance: TieReadings,
    contact: TieReadings,
    answers: Responsiveness,
    *,
    on: int,
) -> dict[str, TieReadings]:
    """Return the five characteristics of every tie."""
    people, ties = columns.people, columns.interactions.ties
    known = np.zeros((ties, len(five.Known)), dtype=np.bool_)
    for field_name in ("goals", "challenges", "strengths", "how_met", "can_offer", "could_offer_me"):
        column = five.Known[field_name.upper()]
        known[:, column] = [bool(values.get(field_name)) for values in people.by_owner]
    known[:, five.Known.RECENT_NOTE] = on - people.note_day <= _YEAR
    exchanges = columns.exchanges
    written = exchanges.tie[(exchanges.kind == ExchangeKind.RECOMMENDATION) & (exchanges.tie >= 0)]
    recommended = np.bincount(written, minlength=ties) > 0
    said = columns.practice
    trust = five.TrustEvidence(
        **said.judged,
        promises_kept=said.promises_kept,
        promises_broken=said.promises_broken,
        recommended=recommended,
    )
    return {
        "understanding": five.understanding(known),
        "reciprocity": five.reciprocity(balance, contact),
        "trust": five.trust(trust),
        "maintenance": five.maintenance(touched.tie, touched.day, cadence_days=people.cadence, on=on),
        "accessibility": five.accessibility(answers),
    }


def _viable(
    columns: NetworkColumns,
    counts: TieCounts,
    touched: TouchDays,
    genuine: Genuine,
    layers: Layers,
    spreads: dict[str, Diversity],
    *,
    on: int,
) -> Viable:
    tiered = columns.people.tier > 0
    close = (layers.rank > 0) & (layers.rank <= _ACQUAINTANCES) & genuine.genuine
    return minimum_viable(
        genuine,
        industry=spreads["industry"],
        function=spreads["function"],
        stage=spreads["stage"],
        days_since=on - counts.last_contact_day,
        cadence_days=np.where(np.isnan(columns.people.cadence), _mean_gap(touched), columns.people.cadence),
        above_acquaintance=tiered if tiered.any() else close,
    )


def _mean_gap(touched: TouchDays) -> FloatArray:
    """Return each tie's mean gap in days, with one pseudo-gap of 90 days; NaN without a touch."""
    count = np.bincount(touched.tie, minlength=touched.ties)
    first, last = np.full(touched.ties, np.inf), np.full(touched.ties, -np.inf)
    np.minimum.at(first, touched.tie, touched.day)
    np.maximum.at(last, touched.tie, touched.day)
    return np.where(count > 0, (last - first + HORIZON_DAYS) / np.maximum(count, 1), np.nan)
