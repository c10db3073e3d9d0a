"""What would be lost with a tie: the only way into a circle, or a tie that once was close."""

from typing import Any

from nexalink.audits.columns import NetworkColumns
from nexalink.audits.scoring import Scores

ONCE_CLOSE_TOUCH_DAYS = 3.0
"""A tie was close when it was among the closest 50 with so many touch days (decayed): in a young network everybody with
any contact is among the closest 50."""


def protected_columns(columns: NetworkColumns, scores: Scores) -> dict[str, Any]:
    """Return the people whom a review of ties protects: ``bridges`` as ids, ``once_close`` as id → best rank then."""
    ids, woken = columns.people.ids, scores.reconnect
    strong = woken.former_closeness >= ONCE_CLOSE_TOUCH_DAYS
    return {
        "bridges": [int(ids[tie]) for tie in scores.weak_ties],
        "once_close": {
            str(int(ids[tie])): int(rank)
            for tie, rank in zip(woken.ties[strong], woken.best_rank[strong], strict=True)
        },
    }
