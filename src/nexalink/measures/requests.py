"""How connection requests were received, both ways, in the window before an export."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray


@dataclass(frozen=True, slots=True)
class RequestColumns:
    """Every connection request of one owner as equal-length arrays, in any order.

    Attributes:
        sent_day: UTC day number of sending, int32.
        outgoing: True where the owner sent it.
        connected_day: UTC day number on which that person became a connection; NaN where not connected.
    """

    sent_day: NDArray[np.int32]
    outgoing: BoolArray
    connected_day: FloatArray


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Requests of one direction: ``sent = accepted + pending`` inside the window.

    Attributes:
        sent: requests sent within the window.
        accepted: those whose person is connected, on or after the day of sending.
        pending: the others.
        older_pending: pending requests from before the window, which no rate counts.
    """

    sent: int
    accepted: int
    pending: int
    older_pending: int


@dataclass(frozen=True, slots=True)
class RequestOutcomes:
    """Both directions and the window, as day numbers with both ends included."""

    from_day: int
    to_day: int
    outgoing: Acceptance
    incoming: Acceptance


def request_outcomes(requests: RequestColumns, *, on: int, window_days: int = 180) -> RequestOutcomes:
    """Count the requests sent within 180 days before ``on`` and those accepted, per direction.

    Args:
        requests: the requests.
        on: the day of the export (or of the audit, where there is no export).
        window_days: length of the window.
    """
    start = on - window_days
    return RequestOutcomes(
        from_day=start,
        to_day=on,
        outgoing=_count(requests, requests.outgoing, start=start, on=on),
        incoming=_count(requests, ~requests.outgoing, start=start, on=on),
    )


def _count(requests: RequestColumns, rows: BoolArray, *, start: int, on: int) -> Acceptance:
    """Count one direction."""
    accepted = requests.connected_day >= requests.sent_day
    inside = rows & (requests.sent_day >= start) & (requests.sent_day <= on)
    sent = int(inside.sum())
    taken = int((inside & accepted).sum())
    older = rows & (requests.sent_day < start) & ~accepted
    return Acceptance(sent=sent, accepted=taken, pending=sent - taken, older_pending=int(older.sum()))
