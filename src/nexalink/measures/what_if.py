"""Five years on at the present pace: how many ties would still go both ways, by the owner's own yearly rates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import FloatArray
from nexalink.measures.reasons import Reason
from nexalink.measures.years import LIVING, YEAR_DAYS, YearState, YearTable

STARTS = (YearState.LONG_SILENT, YearState.SILENT, YearState.NEW, YearState.LIGHT, YearState.DEEP)
"""The states a year begins in; what follows is one of three: silent, light, deep."""
_SILENT, _LIGHT, _DEEP = range(3)
SHARE = 0.8
"""The part of the futures within the range: 8 of 10."""
_NORMAL = 1.2816
_STUDENT = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372)
"""The 90th of 100 of Student's t with 1 … 10 degrees of freedom, and of the normal curve: 8 of 10 lie within both sides."""


@dataclass(frozen=True, slots=True)
class WhatIfRules:
    """What is looked at, and how little is too little.

    Attributes:
        years: how far ahead.
        runs: how many futures are drawn.
        least_years: changes from one year to the next that are needed before anything is said.
        least_ties: ties that must have gone both ways in those years, on average, before anything is said.
        prior: how many ties' worth of the all-years rate is mixed into the rate of one year.
        least_kept: tie-years with a cadence kept that are needed before "keep your cadences" is answered.
    """

    years: int = 5
    runs: int = 1_000
    least_years: int = 3
    least_ties: int = 10
    prior: float = 3.0
    least_kept: int = 20


@dataclass(frozen=True, slots=True)
class YearlyRates:
    """What became of ties from one year to the next, per year of the past.

    Attributes:
        counts: shape (changes, 5, 3): ties that began the year in each of ``STARTS`` and ended it silent, light or deep.
        arrivals: shape (changes, 2): ties that went both ways for the first time, light and deep.
    """

    counts: NDArray[np.int64]
    arrivals: NDArray[np.int64]

    @property
    def changes(self) -> int:
        """The number of changes from one year to the next."""
        return len(self.counts)


@dataclass(frozen=True, slots=True)
class Future:
    """Ties that go both ways, in each year ahead; the first entry is today.

    ``low`` and ``high`` are the 10th and 90th of 100 futures, set apart further for the few years they rest on
    (``few_years_factor``); ``deep`` is the median of those with six contact days a year or more.
    """

    middle: FloatArray
    low: FloatArray
    high: FloatArray
    deep: FloatArray

    def spread(self, factor: float) -> "Future":
        """Return the same with its range set ``factor`` times as far from the middle, never below 0."""
        low = np.maximum(self.middle - factor * (self.middle - self.low), 0.0)
        return Future(self.middle, low, self.middle + factor * (self.high - self.middle), self.deep)


@dataclass(frozen=True, slots=True)
class KeptCadence:
    """Ties with one cadence, and how such contact went in the past.

    Attributes:
        cadence_days: days between touches.
        ties: how many ties have it.
        own_days: days a year on which the owner would reach out.
        kept: earlier tie-years in which the owner did, on as many days or more.
        two_way: of those, how many went both ways.
    """

    cadence_days: int
    ties: int
    own_days: int
    kept: int
    two_way: int


@dataclass(frozen=True, slots=True)
class LookBack:
    """What would have been said some years ago, from what was known then, beside what came."""

    years_ahead: int
    from_year: int
    low: float
    middle: float
    high: float
    came: int

    @property
    def off(self) -> float:
        """Return how far what came lies from the middle, in widths of the range on that side: above 1 outside it."""
        side = self.high - self.middle if self.came > self.middle else self.middle - self.low
        return abs(self.came - self.middle) / max(side, 1.0)

    @property
    def held(self) -> bool:
        """Tell whether what came lies within the range."""
        return self.low <= self.came <= self.high


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The network in five years, with its alternatives and its proof on the owner's own past.

    Attributes:
        why: why there is no answer; ``Reason.KNOWN`` where there is.
        rates: the yearly rates it rests on.
        present: as at present, in all that was measured.
        no_deepening: the same, but no tie becomes deep that is not.
        cadences_kept: the same, but every tie with a cadence gets it; None where that cannot be told.
        cadences: what ``cadences_kept`` rests on.
        look_back: what the same method would have said in earlier years.
        wider: how much further apart the ranges were set because of that, 1 or more.
    """

    why: Reason
    rates: YearlyRates
    present: Future | None = None
    no_deepening: Future | None = None
    cadences_kept: Future | None = None
    cadences: tuple[KeptCadence, ...] = ()
    look_back: tuple[LookBack, ...] = ()
    wider: float = 1.0


def what_if(
    table: YearTable,
    states: NDArray[np.int8],
    *,
    cadence_days: FloatArray,
    seed: int,
    rules: WhatIfRules | None = None,
) -> WhatIf:
    """Return the network in the years ahead at the present pace, two alternatives, and how far off it would have been.

    Every future is drawn year by year: each year ahead goes as one of the owner's own past years, drawn at random out
    of a bootstrap sample of them, and each tie's fate within it falls by that year's rates. So the range holds both the
    difference between years and the chance of single ties; it holds nothing that never happened in those years.

    Args:
        table: every tie in every year, from ``years.year_table``; whole years of record only.
        states: its states, from ``years.year_states``.
        cadence_days: days between touches per tie, NaN where the owner set none.
        seed: of the random numbers: the same network gives the same futures.
        rules: what is looked at.
    """
    rules = rules or WhatIfRules()
    rates = yearly_rates(states)
    why = why_not(rates, rules)
    if why:
        return WhatIf(why, rates)
    start = np.bincount(states[:, -1], minlength=len(YearState))[list(STARTS)]
    cadences = kept_cadences(table, states, cadence_days=cadence_days)
    known = bool(cadences) and all(one.kept >= rules.least_kept for one in cadences)
    untracked = np.bincount(states[np.isnan(cadence_days), -1], minlength=len(YearState))[list(STARTS)]
    looked = look_back(states, seed=seed, rules=rules)
    wider = own_past_factor(looked)
    kept = None
    if known:
        now = (int(start[2:].sum()), int(start[4]))
        kept = draw(
            untracked, rates, generator=np.random.default_rng(seed), rules=rules, beside=cadences, today=now
        ).spread(wider)
    present, plain = (
        draw(start, rates, generator=np.random.default_rng(seed), rules=rules, deepening=deepening).spread(
            wider
        )
        for deepening in (True, False)
    )
    return WhatIf(
        why=why,
        rates=rates,
        present=present,
        no_deepening=plain,
        cadences_kept=kept,
        cadences=cadences,
        look_back=looked,
        wider=wider,
    )


def yearly_rates(states: NDArray[np.int8]) -> YearlyRates:
    """Count what became of ties from each year to the next."""
    changes = max(states.shape[1] - 1, 0)
    counts = np.zeros((changes, len(STARTS), 3), dtype=np.int64)
    arrivals = np.zeros((changes, 2), dtype=np.int64)
    for year in range(changes):
        before, after = states[:, year], states[:, year + 1]
        end = np.where(after < LIVING, _SILENT, np.where(after == YearState.DEEP, _DEEP, _LIGHT))
        known = before != YearState.NEVER
        code = (before[known] - STARTS[0]).astype(np.int64) * 3 + end[known]
        counts[year] = np.bincount(code, minlength=len(STARTS) * 3).reshape(len(STARTS), 3)
        arrivals[year] = np.bincount(end[~known], minlength=3)[[_LIGHT, _DEEP]]
    return YearlyRates(counts, arrivals)


def why_not(rates: YearlyRates, rules: WhatIfRules) -> Reason:
    """Return why rates are too few to look ahead with, ``Reason.KNOWN`` where they are enough."""
    if rates.changes < rules.least_years:
        return Reason.FEW_YEARS
    living = rates.counts[:, 2:].sum()
    return Reason.FEW_TIES if living < rules.least_ties * rates.changes else Reason.KNOWN


def shares(rates: YearlyRates, *, prior: float) -> FloatArray:
    """Return the rates of each year, shape (changes, 5, 3): its own counts with ``prior`` ties' worth of all years.

    A state that nobody ever was in stays silent.
    """
    pooled = rates.counts.sum(axis=0).astype(np.float64)
    total = pooled.sum(axis=1, keepdims=True)
    nobody = np.array([1.0, 0.0, 0.0])
    pooled = np.where(total > 0, pooled / np.maximum(total, 1), nobody)
    mixed: FloatArray = (rates.counts + prior * pooled) / (rates.counts.sum(axis=2, keepdims=True) + prior)
    return mixed


def fair_arrivals(rates: YearlyRates) -> NDArray[np.int64]:
    """Return the arrivals of each year, those of the first at most the median of the later ones.

    The record begins somewhere: who had long been there and only came up again in its second year looks new.
    """
    arrivals = rates.arrivals.copy()
    if rates.changes > 1:
        arrivals[0] = np.minimum(arrivals[0], np.median(arrivals[1:], axis=0).astype(np.int64))
    return arrivals


def draw(
    start: NDArray[np.int64],
    rates: YearlyRates,
    *,
    generator: np.random.Generator,
    rules: WhatIfRules,
    deepening: bool = True,
    beside: tuple[KeptCadence, ...] = (),
    today: tuple[int, int] | None = None,
) -> Future:
    """Draw futures from ``start`` (ties in each of ``STARTS``) and return their middle and range per year.

    Args:
        start: ties in each of ``STARTS`` today.
        rates: the owner's yearly rates.
        generator: of random numbers.
        rules: how many futures, how far, how wide a range.
        deepening: False: whatever would become deep without having been deep becomes light.
        beside: ties that get their cadence instead of following the rates.
        today: living and deep ties as they stand, where ``start`` leaves those ``beside`` out.
    """
    chances, arrivals = shares(rates, prior=rules.prior), fair_arrivals(rates)
    if not deepening:
        chances, arrivals = (
            _without_deepening(chances),
            np.column_stack((arrivals.sum(axis=1), 0 * arrivals[:, 1])),
        )
    own_years = generator.integers(rates.changes, size=(rules.runs, rates.changes))
    steady = _cadence_chances(beside, generator, rules.runs)
    ties = np.tile(start, (rules.runs, 1))
    now = today or (int(start[2:].sum()), int(start[4]))
    living, deep = [np.full(rules.runs, now[0])], [np.full(rules.runs, now[1])]
    for _ in range(rules.years):
        drawn = own_years[np.arange(rules.runs), generator.integers(rates.changes, size=rules.runs)]
        ties = _one_year(ties, chances[drawn], arrivals[drawn], generator)
        kept, kept_deep = _kept(beside, steady, generator, rules.runs)
        living.append(ties[:, 2:].sum(axis=1) + kept)
        deep.append(ties[:, 4] + kept_deep)
    low, middle, high = np.quantile(np.array(living), (0.1, 0.5, 0.9), axis=1)
    futures = Future(middle, low, high, np.median(np.array(deep), axis=1))
    return futures.spread(few_years_factor(rates.changes))


def few_years_factor(years: int) -> float:
    """Return how much wider a range must be because it rests on so few years: above 1, falling to it.

    A draw from n observed years varies by ``s²·(n − 1)/n``, a new year by ``s²·(n + 1)/n``, and its quantiles are those
    of Student's t with n − 1 degrees of freedom: the prediction interval of a mean (Student 1908).

    >>> round(few_years_factor(3), 2), round(few_years_factor(11), 2)
    (2.08, 1.17)
    """
    freedom = min(years - 1, len(_STUDENT))
    return _STUDENT[freedom - 1] / _NORMAL * float(np.sqrt((years + 1) / (years - 1)))


def _one_year(
    ties: NDArray[np.int64], chances: FloatArray, arrivals: NDArray[np.int64], generator: np.random.Generator
) -> NDArray[np.int64]:
    """Return how many ties end the year in each of ``STARTS``, one row a future."""
    ends = generator.multinomial(ties, chances)
    silent = ends[:, :, _SILENT]
    return np.column_stack(
        (
            silent[:, 0] + silent[:, 1],
            silent[:, 2:].sum(axis=1),
            arrivals[:, 0],
            ends[:, :, _LIGHT].sum(axis=1),
            ends[:, :, _DEEP].sum(axis=1) + arrivals[:, 1],
        )
    )


def _without_deepening(chances: FloatArray) -> FloatArray:
    """Return rates by which only a deep tie is deep the year after."""
    held = chances.copy()
    held[:, :4, _LIGHT] += held[:, :4, _DEEP]
    held[:, :4, _DEEP] = 0.0
    return held


def kept_cadences(
    table: YearTable, states: NDArray[np.int8], *, cadence_days: FloatArray
) -> tuple[KeptCadence, ...]:
    """Return each cadence in use with how ties fared in the years in which the owner reached out as often.

    Looked at are ties that had gone both ways in an earlier year, in each later year with at least ``365 / cadence``
    days on which the owner wrote, called or met.
    """
    known = states[:, :-1] != YearState.NEVER
    own, answered = table.own_days[:, 1:], table.two_way[:, 1:]
    found = []
    for days, ties in zip(*np.unique(cadence_days[~np.isnan(cadence_days)], return_counts=True), strict=True):
        least = max(1, int(YEAR_DAYS // days))
        often = known & (own >= least)
        found.append(
            KeptCadence(int(days), int(ties), least, int(often.sum()), int((often & answered).sum()))
        )
    return tuple(found)


def _cadence_chances(
    beside: tuple[KeptCadence, ...], generator: np.random.Generator, runs: int
) -> list[FloatArray]:
    """Draw each cadence's chance of going both ways, with the doubt of its own counts (Jeffreys' interval)."""
    return [generator.beta(one.two_way + 0.5, one.kept - one.two_way + 0.5, size=runs) for one in beside]


def _kept(
    beside: tuple[KeptCadence, ...], chances: list[FloatArray], generator: np.random.Generator, runs: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many ties with their cadence kept go both ways in a year, and how many of those are deep."""
    living = deep = np.zeros(runs, dtype=np.int64)
    for one, chance in zip(beside, chances, strict=True):
        kept = generator.binomial(one.ties, chance)
        living = living + kept
        deep = deep + kept * (one.own_days >= 6)
    return living, deep


def look_back(states: NDArray[np.int8], *, seed: int, rules: WhatIfRules) -> tuple[LookBack, ...]:
    """Return what the method would have said in earlier years for the years up to the last, the shortest look first.

    From each earlier year with enough changes before it, only what was known then is used, and each year from then to
    the last is told.
    """
    found = []
    years = states.shape[1]
    for last in range(rules.least_years, years - 1):
        then = states[:, : last + 1]
        rates = yearly_rates(then)
        if why_not(rates, rules):
            continue
        start = np.bincount(then[:, -1], minlength=len(YearState))[list(STARTS)]
        future = draw(start, rates, generator=np.random.default_rng(seed), rules=rules)
        for ahead in range(1, min(rules.years, years - 1 - last) + 1):
            came = int((states[:, last + ahead] >= LIVING).sum())
            found.append(
                LookBack(
                    ahead,
                    last,
                    float(future.low[ahead]),
                    float(future.middle[ahead]),
                    float(future.high[ahead]),
                    came,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.years_ahead, one.from_year)))


def own_past_factor(looked: tuple[LookBack, ...]) -> float:
    """Return how much wider ranges must be so that 8 of 10 of the owner's own look-backs lie within; at least 1.

    With fewer than five look-backs all of them must.
    """
    ratios = sorted(one.off for one in looked)
    if not ratios:
        return 1.0
    return max(1.0, ratios[min(int(np.ceil(SHARE * (len(ratios) + 1))), len(ratios)) - 1])
