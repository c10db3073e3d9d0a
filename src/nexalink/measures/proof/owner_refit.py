"""The refit as owners would have had it: each owner's chances brought to the owner's own past."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nexalink.measures.columns import FloatArray
from nexalink.measures.fade_history import LEAST_OUTCOMES, level
from nexalink.measures.fade_model import FadeModel, sigmoid
from nexalink.measures.proof.questions import Questions

_LEAST_WINDOWS: Final = 3


@dataclass(frozen=True, slots=True)
class LogRefit:
    """Shift and slope of every owner of a log, ``keep' = σ(a + b·logit keep)``.

    Attributes:
        shift, slope: a and b per node; 0 and 1 where the forecast stays as shipped.
        own: owners who adopted a refit on 60 or more outcomes of their own.
        shared: whether owners with fewer share one refit on the log's past.
    """

    shift: FloatArray
    slope: FloatArray
    own: int
    shared: bool

    def chance_of_silence(self, asked: Questions, *, model: FadeModel) -> FloatArray:
        """Return the chance of silence after the refit."""
        odds = model.log_odds(asked.features)
        return sigmoid(-(self.shift[asked.owner] + self.slope[asked.owner] * odds))


def refit_log(training: Sequence[Questions], *, model: FadeModel, nodes: int, share: bool = True) -> LogRefit:
    """Fit the refit of every owner on the training windows, never on a test window.

    An owner with 60 or more outcomes before the last training window has a refit of their own, adopted where
    it lowers the Brier score on that window. Owners with fewer share one, adopted by the same test: many
    owners on one installation can do that; one person alone cannot, and keeps the forecast as shipped.

    Args:
        training: questions at the training cuts, in the order of time.
        model: the model as shipped.
        nodes: number of nodes of the log.
        share: whether owners with few outcomes share a refit.
    """
    shift, slope = np.zeros(nodes), np.ones(nodes)
    if len(training) < _LEAST_WINDOWS:
        return LogRefit(shift, slope, own=0, shared=False)
    # Cuts lie H/2 apart: all but the last two windows had ended when the last one began.
    before, last = Questions.joined(list(training[:-2])), training[-1]
    shared = _adopted(before, last, model=model) if share else None
    if shared:
        shift[:], slope[:] = shared
    own = 0
    counts = np.bincount(before.owner, minlength=nodes)
    for owner in np.flatnonzero(counts >= LEAST_OUTCOMES).tolist():
        found = _adopted(_of_owner(before, owner), _of_owner(last, owner), model=model)
        if found:
            shift[owner], slope[owner] = found
            own += 1
    return LogRefit(shift, slope, own=own, shared=shared is not None)


def _of_owner(asked: Questions, owner: int) -> Questions:
    return asked.where(asked.owner == owner)


def _adopted(before: Questions, last: Questions, *, model: FadeModel) -> tuple[float, float] | None:
    """Return a and b where they lower the Brier score on the last window, fitted with it included."""
    if before.kept.size < LEAST_OUTCOMES or last.kept.size == 0:
        return None
    odds, final = model.log_odds(before.features), model.log_odds(last.features)
    shift, slope = level(odds, before.kept)
    refitted = float(np.mean((sigmoid(shift + slope * final) - last.kept) ** 2))
    if refitted >= float(np.mean((sigmoid(final) - last.kept) ** 2)):
        return None
    return level(np.concatenate([odds, final]), np.concatenate([before.kept, last.kept]))
