"""The reasons of a fade forecast in plain English, with the numbers behind them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from nexalink.measures.fade import Fade, Term

_CLOCKWORK: Final = -0.3
_BURSTY: Final = 0.3
_YEAR: Final = 365
_MONTH: Final = 30.4
_TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class FadeReason:
    """One reason: the model's term, how far it moves the log-odds of silence, and the fact behind it in words."""

    feature: str
    contribution: float
    words: str


def fade_reasons(fade: Fade, tie: int) -> tuple[FadeReason, ...]:
    """Return why a tie is more or less likely to fall silent than the owner's median tie, the largest first.

    Contributions add up exactly to the difference in log-odds. Empty where the question cannot be asked.
    """
    return tuple(
        FadeReason(term.feature, term.contribution, _words(fade, tie, term)) for term in fade.terms(tie)
    )


def chance_in_words(fade: Fade, tie: int) -> str:
    """Return the chance of silence as "about 3 in 10", only where it is proven on the owner's own past.

    Empty otherwise: then only the order of ties is to be shown.
    """
    if not fade.calibrated or np.isnan(fade.p_silent[tie]):
        return ""
    tenths = round(float(fade.p_silent[tie]) * _TENTHS)
    return {0: "less than 1 in 10", _TENTHS: "more than 9 in 10"}.get(tenths, f"about {tenths} in 10")


def _words(fade: Fade, tie: int, term: Term) -> str:
    evidence = fade.evidence
    if term.feature == "days_since":
        return _last_spoke(round(float(evidence.days_since[tie])))
    if term.feature == "closeness":
        recent, earlier = int(evidence.recent_days[tie]), int(evidence.earlier_days[tie])
        half = f"{_days(recent)} with contact in the last {round(2 * fade.horizon_days / _MONTH)} months"
        return half if recent == earlier else f"{half}, {earlier} in as many before"
    if term.feature == "span":
        return f"in touch for {_length(round(float(evidence.span_days[tie])))}"
    if term.feature == "burstiness":
        return _rhythm(float(evidence.burstiness[tie]))
    return "how much you wrote to everybody lately"


def _last_spoke(days: int) -> str:
    if days == 0:
        return "in touch today"
    return "in touch yesterday" if days == 1 else f"last in touch {days} days ago"


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _length(days: int) -> str:
    if days < 2 * _MONTH:
        return _days(days)
    if days < 2 * _YEAR:
        return f"{round(days / _MONTH)} months"
    return f"{round(days / _YEAR)} years"


def _rhythm(burstiness: float) -> str:
    if burstiness > _BURSTY:
        return "contact comes in bursts"
    return (
        "contact comes at a steady pace"
        if burstiness < _CLOCKWORK
        else "contact comes without a clear rhythm"
    )
