"""What the orbit picture needs of every tie, as short columns kept with the audit."""

from typing import Any

import numpy as np

from nexalink.audits.columns import NetworkColumns
from nexalink.audits.document import number
from nexalink.audits.scoring import Scores

MOST_NAMED = 600
"""Ties drawn as dots of their own: the closest ones; the wide field beyond is drawn in one stroke."""


def picture_columns(columns: NetworkColumns, scores: Scores) -> dict[str, Any]:
    """Return the ties with contact, closest first: id, name, rank, closeness, a year ago, sector, value, fade.

    ``field`` counts the people beyond, by industry.
    """
    rank = scores.layers.rank
    order = np.argsort(np.where(rank > 0, rank, np.iinfo(np.int64).max), kind="stable")
    named = [int(tie) for tie in order[:MOST_NAMED] if rank[tie] > 0]
    before = _rank_of(scores.closeness_a_year_ago)
    people, labels = columns.people, scores.labels.texts
    rest = [int(tie) for tie in order[len(named) :]]
    bridges = set(scores.weak_ties.tolist())
    field: dict[str, int] = {}
    for tie in rest:
        field[labels["industry"][tie]] = field.get(labels["industry"][tie], 0) + 1
    return {
        "people": [
            {
                "id": int(people.ids[tie]),
                "name": people.names[tie],
                "rank": int(rank[tie]),
                "rank_a_year_ago": int(before[tie]) or None,
                "closeness": number(scores.closeness[tie]),
                "industry": labels["industry"][tie] or None,
                "company": people.companies[tie] or None,
                "value": number(scores.value[tie]),
                "fade": number(scores.fade.p_silent[tie]),
                "in": int(scores.counts.incoming[tie]),
                "out": int(scores.counts.outgoing[tie]),
                "mutual": int(scores.counts.mutual[tie]),
                "last_contact_day": number(scores.counts.last_contact_day[tie]),
                "genuine": bool(scores.genuine.genuine[tie]),
                "bridge": tie in bridges,
            }
            for tie in named
        ],
        "names": {
            str(int(people.ids[tie])): people.names[tie]
            for tie in {*scores.weak_ties[:20].tolist(), *scores.reconnect.ties[:20].tolist()}
        },
        "field": dict(sorted(field.items(), key=lambda pair: -pair[1])),
        "beyond": len(rest),
    }


def _rank_of(strength: Any) -> Any:
    """Return ranks from 1 by strength, 0 where there is none."""
    rank = np.zeros(len(strength), dtype=np.int64)
    order = np.argsort(-np.nan_to_num(strength), kind="stable")
    ranked = order[np.nan_to_num(strength)[order] > 0]
    rank[ranked] = np.arange(1, len(ranked) + 1)
    return rank
