"""Scores as the JSON contract says: plain values, null with a reason where the data is short."""

import math
from typing import Any

import numpy as np

from nexalink.audits.columns import NetworkColumns
from nexalink.audits.scoring import ATTRIBUTES, HORIZON_DAYS, Scores
from nexalink.audits.wording import sign_sentence, spectrum_words, step_words, tier_words, viable_words
from nexalink.kernel.dates import from_day_number, utc_text
from nexalink.measures.columns import Direction, FloatArray, Kind
from nexalink.measures.counts import contact_rows
from nexalink.measures.readings import TieReadings
from nexalink.measures.reasons import Reason

JSON = dict[str, Any]
_SOURCES = {"linkedin": 1, "mail": 2, "calendar": 4}


def network_document(columns: NetworkColumns, scores: Scores) -> JSON:
    """Return the audit's network part: figures, layers, diversity, spectrum, signs, what to do first."""
    counts, people = scores.counts, columns.people
    ids = people.ids
    return {
        "requests": _requests(scores),
        "network": {
            "figures": _figures(columns, scores),
            "people": len(ids),
            "connections": int(people.is_connection.sum()),
            "two_way": int(counts.two_way.sum()),
            "genuine": scores.genuine.count,
            "weak_but_genuine": int(scores.genuine.weak.sum()),
            "industries": _group_sizes(scores, "industry"),
            "functions": _group_sizes(scores, "function"),
            "stages": _group_sizes(scores, "stage"),
            "layers": {str(name): {"size": size} for name, size in scores.layers.sizes.items()},
            "pareto": _pareto(columns, scores),
            "diversity": {name: _diversity(scores, name) for name in ATTRIBUTES},
            "spectrum": _spectrum(scores),
            "minimum_viable": viable_words(scores.viable),
            "capacity": _capacity(scores),
            "fade_self_check": _self_check(scores),
            "reconnect": [int(ids[tie]) for tie in scores.reconnect.ties[:20]],
            "weak_ties_that_matter": [int(ids[tie]) for tie in scores.weak_ties[:20]],
            "signature": _signature(scores),
            "natural_breaks": _breaks(scores),
            "signs": [
                {
                    "id": str(sign.id),
                    "kind": str(sign.kind),
                    "state": str(sign.state),
                    "numerator": number(sign.numerator),
                    "denominator": number(sign.denominator),
                    "from": from_day_number(sign.from_day).isoformat(),
                    "to": from_day_number(sign.to_day).isoformat(),
                    "sentence": sign_sentence(sign),
                    "estimate": sign.estimate,
                    "people": [int(ids[tie]) for tie in sign.ties[:200]],
                }
                for sign in scores.signs
            ],
        },
        "first_steps": [
            {
                **step_words(step, [people.names[tie] for tie in step.ties]),
                "people": [int(ids[tie]) for tie in step.ties],
            }
            for step in scores.steps
        ],
    }


def number(value: float) -> float | int | None:
    """Return a plain number: None for NaN and infinities, whole numbers as integers."""
    value = float(value)
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else round(value, 4)


def numbers(values: FloatArray) -> list[float | int | None]:
    """Return the same of every entry of an array: one by one it would take six times as long."""
    rounded = np.round(values, 4)
    plain: list[float | int | None] = rounded.tolist()
    for index in np.flatnonzero(~np.isfinite(rounded)).tolist():
        plain[index] = None
    for index in np.flatnonzero(rounded == np.trunc(rounded)).tolist():
        if (whole := plain[index]) is not None:
            plain[index] = int(whole)
    return plain


def _fraction(numerator: int, denominator: int) -> JSON:
    return {"numerator": int(numerator), "denominator": int(denominator)}


def _figures(columns: NetworkColumns, scores: Scores) -> JSON:
    counts, requests = scores.counts, scores.requests
    connection = columns.people.is_connection
    linkedin = _two_way_in(columns, "linkedin")
    added, without = scores.second_contacts
    answered = scores.answered
    ids = columns.people.ids
    return {
        "acceptance_out": _fraction(requests.outgoing.accepted, requests.outgoing.sent),
        "acceptance_in": _fraction(requests.incoming.accepted, requests.incoming.sent),
        "answered_14_days": _fraction(answered.answered, answered.openings),
        "two_way_connections_linkedin": _fraction(int((linkedin & connection).sum()), int(connection.sum())),
        "two_way_connections": _fraction(int((counts.two_way & connection).sum()), int(connection.sum())),
        "no_second_contact_90_days": _fraction(int(without.sum()), int(added.sum())),
        "always_giving": [int(pk) for pk in ids[counts.one_sided_out]],
        "always_taking": [int(pk) for pk in ids[counts.one_sided_in]],
    }


def _two_way_in(columns: NetworkColumns, source: str) -> Any:
    rows = columns.interactions
    here = (columns.source == _SOURCES[source]) & contact_rows(columns.interactions)
    inside = np.bincount(rows.tie[here & (rows.direction == Direction.IN)], minlength=rows.ties) > 0
    outside = np.bincount(rows.tie[here & (rows.direction == Direction.OUT)], minlength=rows.ties) > 0
    return inside & outside


def _requests(scores: Scores) -> JSON:
    found = scores.requests
    out, come = found.outgoing, found.incoming
    return {
        "window": {"from": from_day_number(found.from_day).isoformat(), "to": from_day_number(found.to_day).isoformat()},
        "out": {"sent": out.sent, "accepted": out.accepted, "pending": out.pending, "older_pending": out.older_pending},
        "in": {
            "received": come.sent, "accepted": come.accepted, "pending": come.pending,
            "older_pending": come.older_pending,
        },
    }  # fmt: skip


def _group_sizes(scores: Scores, attribute: str) -> dict[str, int]:
    """Return label → genuine ties, largest first."""
    groups = scores.spreads[attribute].groups
    sizes = {scores.labels.names[attribute][int(code)]: int(groups[code]) for code in np.flatnonzero(groups)}
    return dict(sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])))


def _diversity(scores: Scores, attribute: str) -> JSON:
    spread = scores.spreads[attribute]
    names = scores.labels.names.get(attribute)
    return {
        "effective": number(spread.effective),
        **({"why": spread.why.phrase} if spread.why else {}),
        "known": spread.known,
        "of": spread.people,
        "share_unknown": number(spread.share_unknown),
        "largest": names[spread.largest] if names and spread.largest >= 0 else None,
        "largest_share": number(spread.largest_share),
        "homogeneous": bool(spread.homogeneous),
        "absent": [names[code] for code in spread.absent] if names else [],
        "groups": _group_sizes(scores, attribute) if names else {},
    }


def _pareto(columns: NetworkColumns, scores: Scores) -> JSON:
    found, ids = scores.pareto, columns.people.ids
    return {
        "top20_value_share": number(found.value.top_share),
        "top20_value_why": found.value.why.phrase or None,
        "top20_attention_share": number(found.attention.top_share),
        "top20_attention_why": found.attention.why.phrase or None,
        "gini_attention": number(found.attention.gini),
        "agreement": number(found.agreement),
        "attention_curve": _curve(found.attention.people, found.attention.amount),
        "value_curve": _curve(found.value.people, found.value.amount),
        "top_attention": [int(ids[tie]) for tie in found.attention.top[:30]],
        "top_value": [int(ids[tie]) for tie in found.value.top[:30]],
        "attention_only": [int(ids[tie]) for tie in found.attention_only[:30]],
        "value_only": [int(ids[tie]) for tie in found.value_only[:30]],
    }


def _curve(across: FloatArray, up: FloatArray, *, points: int = 60) -> list[list[float]]:
    """Return at most so many points of a Lorenz curve."""
    if len(across) == 0:
        return []
    chosen = np.unique(np.linspace(0, len(across) - 1, min(points, len(across))).astype(int))
    return [[round(float(across[at]), 4), round(float(up[at]), 4)] for at in chosen]


def _spectrum(scores: Scores) -> JSON:
    found = scores.spectrum
    return {
        "position": number(found.position),
        "low": number(found.low),
        "high": number(found.high),
        "label": str(found.label),
        **({"why": found.why.phrase} if found.why else {}),
        **spectrum_words(found),
    }


def _signature(scores: Scores) -> JSON:
    """Return how attention is spread now and in each half-year before."""
    found = scores.signature
    return {
        "days": [from_day_number(int(day)).isoformat() for day in found.day],
        "top5_share": [number(share) for share in found.top5],
        "top15_share": [number(share) for share in found.top15],
        "top15_turnover": [number(share) for share in found.turnover15],
        "distance_from_half_year_before": [number(away) for away in found.distance],
    }


def _breaks(scores: Scores) -> JSON:
    """Return the natural breaks beside what a smooth network shows too."""
    found = scores.breaks
    if found is None or not len(found.sizes):
        return {"sizes": None, "why": "too few ties to look for breaks"}
    return {
        "sizes": [int(size) for size in found.sizes],
        "smooth_network_sizes": [number(size) for size in found.null_sizes],
        "better_than_smooth": bool(found.real),
        "share_of_smooth_networks_as_good": number(found.chance),
    }


def _capacity(scores: Scores) -> JSON:
    load = scores.capacity
    return {
        "touches_per_month": number(load.made),
        "needed_per_month": number(load.needed),
        "over": number(load.over),
        "hours_per_month": number(load.hours_made),
        "hours_needed": number(load.hours_needed),
        **({"why": load.made_why.phrase} if load.made_why else {}),
        **({"needed_why": load.needed_why.phrase} if load.needed_why else {}),
    }


def _self_check(scores: Scores) -> JSON:
    check = scores.self_check
    return {
        "known": check.known,
        **({} if check.known else {"why": check.why.phrase}),
        "sentence": check.sentence,
        "on": from_day_number(check.on_day).isoformat(),
        "ties": check.ties,
        "named": check.named,
        "silent": check.silent,
        "calendar_silent": check.calendar_silent,
        "better_than_calendar": bool(check.better),
        "brier": number(check.brier),
        "calibrated": scores.fade.calibrated,
    }


def people_documents(columns: NetworkColumns, scores: Scores) -> list[JSON]:
    """Return every person's part of the audit, in the order of the ties; ids are added by whoever writes it out."""
    base = _contact_documents(columns, scores)
    readings = {name: _readings(found) for name, found in _reading_columns(scores).items()}
    labels, layers = scores.labels.texts, scores.layers.layer
    fade, tiers = scores.fade.p_silent, scores.tiers
    for tie, document in enumerate(base):
        document |= {name: labels[name][tie] or None for name in ("industry", "function", "stage", "place")}
        document["genuine"] = bool(scores.genuine.genuine[tie])
        document["layer"] = int(layers[tie]) or None
        document["readings"] = {name: reading[tie] for name, reading in readings.items()}
        p_silent = number(fade[tie])
        document["fade"] = {
            "p_silent": p_silent,
            "within_days": HORIZON_DAYS,
            "calibrated": scores.fade.calibrated,
        }
        if p_silent is None:
            document["fade"]["why"] = Reason(int(scores.fade.why[tie])).phrase
        else:
            document["fade"]["terms"] = [
                [term.feature, round(term.contribution, 3)] for term in scores.fade.terms(tie)
            ]
        tier = int(tiers.tier[tie])
        document["suggested_tier"] = {"tier": tier, "because": tier_words(tiers, tie)} if tier else None
    return base


def _reading_columns(scores: Scores) -> dict[str, TieReadings]:
    counts = scores.counts
    closeness = TieReadings(
        value=scores.percentile,
        why=np.where(np.isnan(scores.percentile), np.int8(Reason.NO_CONTACT), np.int8(Reason.KNOWN)),
        parts={"touch_days": scores.closeness, "rank": scores.layers.rank.astype(np.float64)},
        counts={"incoming": counts.incoming, "outgoing": counts.outgoing, "mutual": counts.mutual},
    )
    return {
        "closeness": closeness,
        "reciprocity": scores.contact,
        "they_answer": scores.answers.they_answer,
        "i_answer": scores.answers.i_answer,
        "they_take_days": scores.answers.they_take_days,
        "value_balance": scores.balance,
        "answer_forecast": scores.answer_forecast,
        "bridge": scores.bridge,
        **{name: found for name, found in scores.characteristics.items() if name != "reciprocity"},
        "reciprocal_value": scores.characteristics["reciprocity"],
    }


def _readings(found: TieReadings) -> list[JSON]:
    """Return one measure of every tie. Arrays become lists first: picking from an array makes an object each time."""
    values = numbers(found.value)
    parts = {name: numbers(part) for name, part in found.parts.items()}
    counts = {name: count.astype(np.int64).tolist() for name, count in found.counts.items()}
    return [
        {"value": None, "why": found.phrase(tie)}
        if value is None
        else {
            "value": value,
            "parts": {name: plain for name, part in parts.items() if (plain := part[tie]) is not None},
            "counts": {name: count[tie] for name, count in counts.items()},
        }
        for tie, value in enumerate(values)
    ]


def _contact_documents(columns: NetworkColumns, scores: Scores) -> list[JSON]:
    """Return contacts per person: in, out, mutual, by source; first and last; exchanges."""
    rows, counts, ties = columns.interactions, scores.counts, columns.interactions.ties
    by_source = {
        source: {name: table.tolist() for name, table in tables.items()}
        for source, tables in _by_source(columns).items()
    }
    exchanges = columns.exchanges
    known = exchanges.tie >= 0
    given = np.bincount(exchanges.tie[known & exchanges.given], minlength=ties).tolist()
    received = np.bincount(exchanges.tie[known & ~exchanges.given], minlength=ties).tolist()
    groups = np.bincount(rows.tie[rows.kind == Kind.GROUP], minlength=ties).tolist()
    incoming, outgoing, mutual = counts.incoming.tolist(), counts.outgoing.tolist(), counts.mutual.tolist()
    first, last, two_way = (
        counts.first_contact.tolist(),
        counts.last_contact.tolist(),
        counts.two_way.tolist(),
    )
    return [
        {
            "interactions": {
                "in": incoming[tie],
                "out": outgoing[tie],
                "mutual": mutual[tie],
                "group": groups[tie],
                "by_source": {
                    source: {name: table[tie] for name, table in tables.items()}
                    for source, tables in by_source.items()
                },
            },
            "first_contact": _moment(first[tie]),
            "last_contact": _moment(last[tie]),
            "two_way": two_way[tie],
            "exchanges": {"given": given[tie], "received": received[tie]},
        }
        for tie in range(ties)
    ]


def _by_source(columns: NetworkColumns) -> dict[str, dict[str, Any]]:
    rows = columns.interactions

    def table(marked: Any) -> Any:
        return np.bincount(rows.tie[marked], minlength=rows.ties)

    def split(source: str, kinds: Any) -> dict[str, Any]:
        here = (columns.source == _SOURCES[source]) & kinds
        return {
            "in": table(here & (rows.direction == Direction.IN)),
            "out": table(here & (rows.direction == Direction.OUT)),
        }

    lists = (rows.kind == Kind.LIST) & (columns.source == _SOURCES["mail"])
    return {
        "linkedin": split("linkedin", rows.kind == Kind.MESSAGE),
        "mail": {
            **split("mail", rows.kind == Kind.MAIL),
            "via_list_in": table(lists & (rows.direction == Direction.IN)),
            "via_list_out": table(lists & (rows.direction == Direction.OUT)),
        },
        "calendar": {"mutual": table((columns.source == _SOURCES["calendar"]) & (rows.kind == Kind.MEETING))},
    }


def _moment(seconds: float) -> str | None:
    return None if math.isnan(seconds) else utc_text(int(seconds))
