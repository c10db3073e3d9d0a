"""The ledger of value as figures: who gives, who takes, tie by tie and year by year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import QuerySet

from nexalink.accounts.models import Owner
from nexalink.interactions.models import Exchange
from nexalink.kernel.dates import day_number, local_date, local_midday
from nexalink.measures.exchanges import Asked, ExchangeColumns, ExchangeKind, ExchangeSize, weigh_exchanges
from nexalink.measures.reciprocity import Balance, name_balance, value_balance

_WORDS = {
    Balance.YOUNG: "young",
    Balance.BALANCED: "balanced",
    Balance.ALWAYS_GIVING: "giving",
    Balance.ALWAYS_TAKING: "taking",
}

SAID = {
    "giving": "always giving",
    "taking": "always taking",
    "balanced": "balanced",
    "young": "young: not enough data yet",
}
_TOLD = {
    "giving": "always giving: you get little back",
    "taking": "always taking: you give little back",
    "young": "not enough data for a judgement (it takes three entries over half a year)",
}
LEANING = 0.3
"""Half of what is called always giving or always taking."""
LEANS_GIVING, LEANS_TAKING = "you give more", "you receive more"
"""What is said from there on."""


@dataclass(frozen=True, slots=True)
class TieBalance:
    """One tie's ledger.

    ``given`` and ``received`` are weighted (small 1, medium 3, large 9); ``balance`` runs from −1 to +1, None while young;
    ``state`` says it in a word: ``giving``, ``taking``, ``balanced`` or ``young``.
    """

    person: int
    name: str
    given: float
    received: float
    entries: int
    balance: float | None
    state: str
    years: tuple[tuple[int, float, float], ...] = ()
    """Year, given and received in it, for every year with an entry."""

    @property
    def words(self) -> str:
        """Say the balance as people do: what is neither always giving nor always taking may still lean to a side."""
        leaning = self.balance or 0.0
        if (
            not self.given or not self.received
        ):  # old entries weigh little in the balance, but only one side gave
            leaning = self.given - self.received
        if self.state == "balanced" and abs(leaning) > LEANING:
            return LEANS_GIVING if leaning > 0 else LEANS_TAKING
        return SAID[self.state]

    @property
    def sentence(self) -> str:
        """Say what went either way, and how that stands, with what it takes to say so."""
        return f"{self.given:g} given, {self.received:g} received; {_TOLD.get(self.state, self.words)}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every tie with entries, the largest first, and the sums of each year."""

    ties: tuple[TieBalance, ...]
    years: tuple[tuple[int, float, float], ...]
    entries: int


def ledger(owner: Owner, *, on: date) -> Ledger:
    """Return the balance of every tie with entries up to ``on``, and given and received by year: one query."""
    return _weighed(
        owner, Exchange.objects.of(owner).filter(person__isnull=False, person__trashed_at=None), on=on
    )


def tie_balance(owner: Owner, *, person: int, on: date) -> TieBalance | None:
    """Return the balance of one tie, None where nothing is written down: one query."""
    return next(iter(_weighed(owner, Exchange.objects.of(owner).filter(person=person), on=on).ties), None)


def _weighed(owner: Owner, entries: QuerySet[Exchange], *, on: date) -> Ledger:
    rows = list(
        entries.filter(at__lt=local_midday(on + timedelta(days=1), owner.zone))
        .order_by("person_id", "at")
        .values_list("person_id", "person__name", "at", "direction", "kind", "size", "asked")
    )
    if not rows:  # nearly every tie
        return Ledger((), (), 0)
    people = sorted({row[0] for row in rows})
    index = {person: number for number, person in enumerate(people)}
    days = [local_date(row[2], owner.zone) for row in rows]
    asked = {None: Asked.UNKNOWN, False: Asked.NO, True: Asked.YES}
    columns = ExchangeColumns(
        ties=len(people),
        tie=np.array([index[row[0]] for row in rows], dtype=np.int32),
        day=np.array([day_number(day) for day in days], dtype=np.int32),
        given=np.array([row[3] == "given" for row in rows], dtype=np.bool_),
        kind=np.array([ExchangeKind[row[4].upper()] for row in rows], dtype=np.int8),
        size=np.array([ExchangeSize[row[5].upper()] for row in rows], dtype=np.int8),
        asked=np.array([asked[row[6]] for row in rows], dtype=np.int8),
    )
    weights = weigh_exchanges(columns)
    balance = value_balance(columns, on=day_number(on))
    given = np.bincount(columns.tie, weights=weights * columns.given, minlength=len(people))
    received = np.bincount(columns.tie, weights=weights * ~columns.given, minlength=len(people))
    counts = np.bincount(columns.tie, minlength=len(people))
    names = {row[0]: row[1] for row in rows}
    by_year = _by_year(zip(columns.tie, days, weights, columns.given, strict=True))
    states = [_WORDS[Balance(int(state))] for state in name_balance(balance.value)]
    ties = [
        TieBalance(
            person, names[person], float(given[number]), float(received[number]), int(counts[number]),
            None if np.isnan(balance.value[number]) else float(balance.value[number]), states[number],
            by_year[number],
        )
        for person, number in index.items()
    ]  # fmt: skip
    whole = _by_year((0, day, *rest) for day, *rest in zip(days, weights, columns.given, strict=True))
    return Ledger(
        tuple(sorted(ties, key=lambda tie: (-(tie.given + tie.received), tie.person))),
        whole.get(0, ()),
        len(rows),
    )


def _by_year(entries: Iterable[Any]) -> dict[int, tuple[tuple[int, float, float], ...]]:
    """Return tie → its years with the weights given and received; an entry is tie, day, weight, whether given."""
    sums: dict[int, dict[int, list[float]]] = defaultdict(dict)
    for tie, day, weight, is_given in entries:
        sums[int(tie)].setdefault(day.year, [0.0, 0.0])[0 if is_given else 1] += float(weight)
    return {
        tie: tuple((year, given, received) for year, (given, received) in sorted(years.items()))
        for tie, years in sums.items()
    }
