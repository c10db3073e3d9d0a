"""The forecast's back-test on the owner's own past: would it have named the right people?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import FloatArray
from nexalink.measures.fade_history import PastWindow, refit
from nexalink.measures.fade_model import FadeModel, sigmoid
from nexalink.measures.reasons import Reason

LEAST_OUTCOMES: Final = 200
NAMED: Final = 20
_BINS: Final = 5
_NAMED_SHARE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Reliability:
    """What was forecast against what happened, over all closed windows, in five equal bins of the chance.

    Attributes:
        edge: lower edge of each bin.
        forecast: mean chance of silence in the bin; NaN where it is empty.
        silent: share that fell silent; NaN where it is empty.
        ties: outcomes in the bin.
    """

    edge: FloatArray
    forecast: FloatArray
    silent: FloatArray
    ties: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """How the forecast would have done on the owner's last closed window.

    Attributes:
        known: False where there are too few past outcomes to tell; the counts are given all the same.
        why: ``Reason.FEW_PAST_WINDOWS`` where not known.
        on_day: the day the last closed window began; −1 without any.
        ties: ties it could ask about then.
        fell_silent: how many of those fell silent.
        named: how many it would have named, the most likely to fall silent first.
        silent: how many of the named fell silent.
        calendar_silent: how many fell silent of as many named by days since the last contact.
        outcomes: ties times windows, over all closed windows; 200 are needed.
        brier: mean squared error of the chance over all closed windows; NaN without any.
        reliability: forecast against outcome over all closed windows.
    """

    known: bool
    why: Reason
    on_day: int
    ties: int
    fell_silent: int
    named: int
    silent: int
    calendar_silent: int
    outcomes: int
    brier: float
    reliability: Reliability

    @property
    def better(self) -> bool:
        """Tell whether more of those it named fell silent than of those that the calendar names."""
        return self.known and self.silent > self.calendar_silent

    @property
    def sentence(self) -> str:
        """Say the result in English, as plainly as it is."""
        if not self.known:
            return (
                f"Too early to tell whether the forecast holds for you: {self.outcomes} past outcomes, "
                f"{LEAST_OUTCOMES} are needed."
            )
        found = (
            f"Of the {self.named} people it would have named, {self.silent} went silent; "
            f"the calendar rule found {self.calendar_silent}."
        )
        return found if self.better else f"{found} That is no better than the calendar on your data."


def check_windows(windows: Sequence[PastWindow], *, model: FadeModel) -> SelfCheck:
    """Back-test a model on closed windows, oldest first.

    Named are a quarter of the ties asked about in the last one, 20 at most, by the forecast and, for
    comparison, by days since the last contact. Chances are those that would have been shown: refitted with
    what was known before the window began, where a refit was adopted then.

    Args:
        windows: closed windows, oldest first.
        model: the model as shipped.
    """
    outcomes = sum(window.kept.size for window in windows)
    chances = [_chance(windows, place, model=model) for place in range(len(windows))]
    silent = [~window.kept for window in windows]
    joined = np.concatenate([np.zeros(0), *chances])
    happened = np.concatenate([np.zeros(0, dtype=np.bool_), *silent])
    known = outcomes >= LEAST_OUTCOMES
    last = windows[-1] if windows else None
    ties = last.kept.size if last else 0
    named = min(NAMED, max(int(ties * _NAMED_SHARE), 1)) if ties else 0
    return SelfCheck(
        known=known,
        why=Reason.KNOWN if known else Reason.FEW_PAST_WINDOWS,
        on_day=last.on_day if last else -1,
        ties=ties,
        fell_silent=int(silent[-1].sum()) if last else 0,
        named=named,
        silent=_hits(chances[-1], last, named) if last else 0,
        calendar_silent=_hits(last.days_since, last, named) if last else 0,
        outcomes=outcomes,
        brier=float(np.mean((joined - happened) ** 2)) if outcomes else float("nan"),
        reliability=_reliability(joined, happened),
    )


def _chance(windows: Sequence[PastWindow], place: int, *, model: FadeModel) -> FloatArray:
    """Return the chance of silence that would have been shown when one of the windows began."""
    window = windows[place]
    before = [one for one in windows[:place] if one.until_day <= window.on_day]
    return sigmoid(-refit(before, model=model).apply(model.log_odds(window.features)))


def _hits(score: FloatArray, window: PastWindow, named: int) -> int:
    """Count how many of the ``named`` ties of highest score fell silent; equal scores go by tie number."""
    order = np.lexsort((window.tie, -score))
    return int((~window.kept)[order[:named]].sum())


def _reliability(chance: FloatArray, happened: NDArray[np.bool_]) -> Reliability:
    place = np.clip((chance * _BINS).astype(np.int64), 0, _BINS - 1)
    ties = np.bincount(place, minlength=_BINS)
    empty = np.where(ties > 0, np.maximum(ties, 1), np.nan)
    return Reliability(
        edge=np.arange(_BINS) / _BINS,
        forecast=np.bincount(place, weights=chance, minlength=_BINS) / empty,
        silent=np.bincount(place, weights=happened, minlength=_BINS) / empty,
        ties=ties,
    )
