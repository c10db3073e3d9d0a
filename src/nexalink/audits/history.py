"""What an audit keeps for the trends page: its figures in brief, and the years before it from the interactions."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nexalink.audits.columns import NetworkColumns
from nexalink.audits.scoring import ATTRIBUTES, Scores
from nexalink.kernel.dates import from_day_number
from nexalink.measures import compounding as helping
from nexalink.measures import years as yearly
from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.hidden_costs import hidden_costs
from nexalink.measures.reasons import Reason
from nexalink.measures.what_if import SHARE, Future, WhatIf, WhatIfRules, what_if

JSON = dict[str, Any]
METHOD = 1
"""Goes up whenever a figure below is counted differently: the trends page says so between two audits."""
SOURCES = {1: "LinkedIn", 2: "mail", 4: "calendar", 8: "address books", 16: "what you logged"}
_QUARTER = 90
_MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class GenericShare:
    """How many of the owner's own texts of the year were generic: of ``written`` with a known text."""

    generic: int
    written: int


def brief_figures(columns: NetworkColumns, scores: Scores) -> JSON:
    """Return an audit's figures in brief, so that many audits are read without their documents."""
    layers, tracked = scores.layers, ~np.isnan(columns.people.cadence)
    recent = scores.touch_days.day > scores.on - _QUARTER
    known = scores.contact.value[scores.genuine.genuine & scores.contact.known]
    return {
        "method": METHOD,
        "people": len(columns.people.ids),
        "connections": int(columns.people.is_connection.sum()),
        "two_way": int(scores.counts.two_way.sum()),
        "genuine": scores.genuine.count,
        "layers": _layer_means(scores.closeness, layers.rank),
        "reciprocity": plain(float(np.median(known))) if known.size else None,
        "reciprocity_of": int(known.size),
        "diversity": {name: plain(scores.spreads[name].effective) for name in ATTRIBUTES},
        "touches_made": plain(scores.capacity.made),
        "touches_asked": plain(scores.capacity.needed),
        "tracked": int(tracked.sum()),
        "touches_quarter": int(recent.sum()),
        "touches_quarter_tracked": int(tracked[scores.touch_days.tie[recent]].sum()),
        "signs": {str(sign.id): str(sign.state) for sign in scores.signs},
    }


def _layer_means(strength: FloatArray, rank: NDArray[np.int64]) -> JSON:
    """Return per rank layer how many ties lie in it and their mean closeness, in touch days."""
    found = {}
    for name, low, high in (("5", 0, 5), ("15", 5, 15), ("50", 15, 50), ("150", 50, 150)):
        inside = (rank > low) & (rank <= high)
        mean = float(strength[inside].mean()) if inside.any() else math.nan
        found[name] = {"ties": int(inside.sum()), "closeness": plain(mean)}
    return found


def history(
    columns: NetworkColumns,
    scores: Scores,
    *,
    usual: Mapping[int, int],
    generic: GenericShare,
    seed: int = 150,
) -> JSON:
    """Return the years before the audit, what help returned, five years on, and what the network costs.

    Args:
        columns: the network.
        scores: its measures.
        usual: days between touches of each tier.
        generic: how many of the owner's texts were generic.
        seed: of the futures that are drawn.
    """
    rows, on = columns.interactions, scores.on
    begins = yearly.record_begins(rows, columns.source, on=on)
    whole = yearly.whole_years(rows, on=on)
    since = max((first for first, _ in begins.values()), default=on)
    steady = yearly.whole_years(rows, on=on, since=since)
    table = yearly.year_table(rows, on=on, years=whole)
    recent = yearly.year_table(rows, on=on, years=steady)
    states = yearly.year_states(recent)
    looking = what_if(recent, states, cadence_days=columns.people.cadence, seed=seed)
    first_day = np.where(np.isnan(scores.counts.first_contact), np.nan, scores.counts.first_contact // 86_400)
    costs = hidden_costs(
        rows,
        cadence_days=columns.people.cadence,
        suggested_days=np.array([usual.get(int(tier), np.nan) for tier in scores.tiers.tier]),
        genuine=scores.genuine.genuine,
        first_contact_day=first_day,
        on=on,
    )
    return {
        "method": METHOD,
        "steady_years": steady,
        "sources": _sources(begins, on=on),
        "years": _years(columns, table),
        "people": _people(columns, table),
        "decay": _decay(yearly.decay(recent)),
        "what_if": _what_if(looking, recent),
        "compounding": _compounding(columns, table),
        "costs": {**asdict(costs), "generic": generic.generic, "written": generic.written},
    }


def _sources(begins: Mapping[int, tuple[int, int]], *, on: int) -> list[JSON]:
    return [
        {
            "name": SOURCES.get(source, "another source"),
            "from": _day(first),
            "to": _day(last),
            "ago": on - last,
        }
        for source, (first, last) in sorted(begins.items(), key=lambda pair: pair[1])
    ]


def _years(columns: NetworkColumns, table: yearly.YearTable) -> list[JSON]:
    counts, added = yearly.count_years(table), _added(columns, table)
    return [
        {
            "from": _day(table.last_day(year) - yearly.YEAR_DAYS + 1),
            "to": _day(table.last_day(year)),
            "two_way": int(counts.two_way[year]),
            "kept": int(counts.kept[year]),
            "new": int(counts.new[year]),
            "back": int(counts.back[year]),
            "silent": int(counts.silent[year]),
            "deep": int(counts.deep[year]),
            "added": added[year][0],
            "added_real": added[year][1],
        }
        for year in range(table.years)
    ]


def _added(columns: NetworkColumns, table: yearly.YearTable) -> list[tuple[int, int]]:
    """Return per year the connections added, and how many of them went both ways in that year or the next."""
    day = columns.people.connected_day
    found = []
    for year in range(table.years):
        last = table.last_day(year)
        added = (day > last - yearly.YEAR_DAYS) & (day <= last)
        real = added & table.two_way[:, year : year + 2].any(axis=1)
        found.append((int(added.sum()), int(real.sum())))
    return found


def _people(columns: NetworkColumns, table: yearly.YearTable) -> JSON:
    """Return who is new, back and silent in the last year, by id."""
    if table.years < 2:
        return {}
    now, before = table.two_way[:, -1], table.two_way[:, -2]
    ever = table.two_way[:, :-1].any(axis=1)
    return {
        "new": _ids(columns, now & ~ever),
        "back": _ids(columns, now & ever & ~before),
        "silent": _ids(columns, before & ~now),
    }


def _ids(columns: NetworkColumns, chosen: BoolArray) -> list[int]:
    return [int(pk) for pk in columns.people.ids[chosen][:_MOST_NAMED]]


def _decay(found: yearly.Decay) -> JSON:
    return {
        "after": found.after.tolist(),
        "ties": found.ties.tolist(),
        "living": found.living.tolist(),
        "left_alone": [found.left_alone_living, found.left_alone],
        "looked_after": [found.looked_after_living, found.looked_after],
    }


def _what_if(found: WhatIf, table: yearly.YearTable) -> JSON:
    rules = WhatIfRules()
    said: JSON = {
        "why": found.why.phrase,
        "changes": found.rates.changes,
        "least_changes": rules.least_years,
        "runs": rules.runs,
        "share": SHARE,
        "rates": _rates(found),
        "cadences": [
            {"every": one.cadence_days, "ties": one.ties, "days": one.own_days, "kept": one.kept, "two_way": one.two_way}
            for one in found.cadences
        ],
        "least_kept": rules.least_kept,
        "wider": round(found.wider, 3),
    }  # fmt: skip
    for name in ("present", "no_deepening", "cadences_kept"):
        said[name] = _future(getattr(found, name))
    said["look_back"] = [
        {
            "ahead": one.years_ahead,
            "from": _day(table.last_day(one.from_year)),
            "to": _day(table.last_day(one.from_year + one.years_ahead)),
            "low": one.low,
            "middle": one.middle,
            "high": one.high,
            "came": one.came,
            "held": one.held,
        }
        for one in found.look_back
    ]
    return said


def _rates(found: WhatIf) -> JSON:
    """Return the rates as counts: of those so many a year, so many went both ways the year after."""
    counts = found.rates.counts.sum(axis=0)
    names = ("long_silent", "silent", "new", "light", "deep")
    return {
        "new_a_year": [int(number) for number in found.rates.arrivals.sum(axis=1)],
        **{name: [int(row[1:].sum()), int(row.sum())] for name, row in zip(names, counts, strict=True)},
    }


def _future(found: Future | None) -> JSON | None:
    if found is None:
        return None
    return {
        name: [float(number) for number in getattr(found, name)] for name in ("low", "middle", "high", "deep")
    }


def _compounding(columns: NetworkColumns, table: yearly.YearTable) -> JSON:
    rules = helping.CompoundingRules()
    return {
        "least": rules.least,
        "after": [
            {
                "months": one.months,
                "helped": _share(one.helped),
                "compared": _share(one.compared),
                "people": one.people,
                "unmatched": one.unmatched,
                "why": one.why.phrase,
                "so_far": one.people if one.why is Reason.NO_COMPARISON else plain(one.helped.of),
            }
            for one in helping.compounding(table, columns.exchanges, rules=rules)
        ],
        "years": [
            {"to": _day(table.last_day(one.year)), "helped": one.helped, "returned": one.returned, "over": one.over}
            for one in helping.helped_by_year(table, columns.exchanges)
            if one.helped
        ],
    }  # fmt: skip


def _share(found: helping.Share) -> JSON:
    return {
        "number": plain(found.number),
        "of": plain(found.of),
        "value": plain(found.value),
        "low": plain(found.low),
        "high": plain(found.high),
    }


def plain(value: float) -> float | None:
    """Return a number for JSON, None where it is missing."""
    return round(value, 4) if math.isfinite(value) else None


def _day(number: int) -> str:
    return from_day_number(number).isoformat()
