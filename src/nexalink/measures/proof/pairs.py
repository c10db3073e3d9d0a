"""A log seen from each owner's side: every message once for its writer, once for its reader."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.proof.event_log import EventLog

DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Pairs:
    """The ties of all owners of a log, and their messages sorted by tie, then time.

    Attributes:
        nodes: number of nodes.
        owner, other: the two ends of each tie.
        tie: tie of each message, ascending, int32.
        at: seconds since the first event of the log, per message.
        out: True where the owner wrote.
        end: time of the log's last event.
    """

    nodes: int
    owner: NDArray[np.int32]
    other: NDArray[np.int32]
    tie: NDArray[np.int32]
    at: FloatArray
    out: BoolArray
    end: float

    @property
    def ties(self) -> int:
        """Give the number of ties."""
        return self.owner.size


def pairs_of(log: EventLog, *, owners: BoolArray | None = None) -> Pairs:
    """Return the ties of a log's owners.

    Args:
        log: the log.
        owners: mask over its nodes, all where left out; a message between two owners counts for both.
    """
    writer, reader = log.source, log.target
    if owners is None:
        owners = np.ones(len(log.nodes), dtype=np.bool_)
    sent, got = np.flatnonzero(owners[writer]), np.flatnonzero(owners[reader])
    nodes = np.int64(max(len(log.nodes), 1))
    code = np.concatenate(
        [
            writer[sent].astype(np.int64) * nodes + reader[sent],
            reader[got].astype(np.int64) * nodes + writer[got],
        ]
    )
    at = np.concatenate([log.at[sent], log.at[got]])
    out = np.concatenate([np.ones(sent.size, dtype=np.bool_), np.zeros(got.size, dtype=np.bool_)])
    order = np.lexsort((at, code))
    code = code[order]
    begins = np.concatenate([[True], code[1:] != code[:-1]]) if code.size else np.zeros(0, dtype=np.bool_)
    found = code[begins]
    return Pairs(
        nodes=int(nodes),
        owner=(found // nodes).astype(np.int32),
        other=(found % nodes).astype(np.int32),
        tie=(np.cumsum(begins) - 1).astype(np.int32),
        at=at[order],
        out=out[order],
        end=float(log.at[-1]) if log.at.size else 0.0,
    )
