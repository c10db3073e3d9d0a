"""Whom an audit proposes for which tier, beside the audit itself: a page asks for it without reading every tie."""

from typing import Any

from nexalink.audits.columns import NetworkColumns
from nexalink.audits.scoring import Scores
from nexalink.audits.wording import tier_words


def suggested_tiers(columns: NetworkColumns, scores: Scores) -> dict[str, dict[str, Any]]:
    """Return person → {``tier``: 1 to 3, ``because``: words} for everybody with a suggestion."""
    ids, tiers = columns.people.ids, scores.tiers
    return {
        str(int(ids[tie])): {"tier": int(tiers.tier[tie]), "because": list(tier_words(tiers, tie))}
        for tie in tiers.tier.nonzero()[0].tolist()
    }
