"""The five characteristics of a quality connection, each 0 to 100 with its parts, or not enough data."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.readings import TieReadings, mean_of_known, ratio, reasons
from nexalink.measures.reasons import Reason
from nexalink.measures.responsiveness import Responsiveness


class Known(IntEnum):
    """What the owner may know of a person: the columns of the table that ``understanding`` takes."""

    GOALS = 0
    CHALLENGES = 1
    STRENGTHS = 2
    HOW_MET = 3
    CAN_OFFER = 4
    COULD_OFFER_ME = 5
    RECENT_NOTE = 6


@dataclass(frozen=True, slots=True)
class TrustEvidence:
    """What speaks for trust, one entry per tie.

    Attributes:
        would_recommend, would_recommend_me, comfortable: the owner's judgements, 0 … 1; NaN not judged.
        promises_kept, promises_broken: commitments of either side that were kept or broken.
        recommended: a written recommendation exists, either way.
    """

    would_recommend: FloatArray
    would_recommend_me: FloatArray
    comfortable: FloatArray
    promises_kept: NDArray[np.int64]
    promises_broken: NDArray[np.int64]
    recommended: BoolArray


@dataclass(frozen=True, slots=True)
class MaintenanceRules:
    """How maintenance is judged.

    Attributes:
        window_days: the period looked at.
        touch_days: an untracked tie needs so many touch days to have a gap of its own.
        gap_days: the pseudo-gap in the mean gap ``(span + 90) / n``.
        gaps: an untracked tie is inside its rhythm for so many own mean gaps.
    """

    window_days: int = 365
    touch_days: int = 3
    gap_days: float = 90.0
    gaps: float = 2.0


def understanding(known: BoolArray) -> TieReadings:
    """Return the share of seven things the owner knows of each person, 0 … 100.

    Goals, challenges, strengths, how they met, what the person can offer, what the person could offer the
    owner, and a note within a year. NaN where nothing at all is noted: silence is not ignorance.

    Args:
        known: mask of shape (ties, 7), columns in the order of ``Known``.
    """
    count = known.sum(axis=1)
    value = np.where(count > 0, 100.0 * count / len(Known), np.nan)
    return TieReadings(
        value=value,
        why=reasons(value, Reason.NO_NOTES),
        parts={part.name.lower(): known[:, part].astype(np.float64) for part in Known},
        counts={"known": count.astype(np.int64)},
    )


def reciprocity(balance: TieReadings, contact: TieReadings) -> TieReadings:
    """Return how even the tie is, 0 … 100: ``1 − |balance of value|`` and reciprocity of contact, averaged.

    Where only one of the two is known it stands alone; where neither is, the value is NaN.
    """
    value_part = 1.0 - np.abs(balance.value)
    value = 100.0 * mean_of_known([value_part, contact.value])
    return TieReadings(
        value=value,
        why=reasons(value, Reason.FEW_MESSAGES),
        parts={"value": value_part, "contact": contact.value},
        counts={
            "entries": balance.counts["entries"],
            "messages": contact.counts["in"] + contact.counts["out"],
        },
    )


def trust(evidence: TrustEvidence) -> TieReadings:
    """Return what speaks for trust, 0 … 100: the mean of the parts that are known.

    Three judgements of the owner, the share of promises kept, and a written recommendation either way.
    No recommendation is no sign of mistrust: that part is 1 or unknown. NaN where nothing is known.
    """
    promises = evidence.promises_kept + evidence.promises_broken
    parts = {
        "would_recommend": evidence.would_recommend,
        "would_recommend_me": evidence.would_recommend_me,
        "comfortable": evidence.comfortable,
        "promises_kept": ratio(evidence.promises_kept, promises),
        "recommended": np.where(evidence.recommended, 1.0, np.nan),
    }
    value = 100.0 * mean_of_known(list(parts.values()))
    return TieReadings(
        value=value, why=reasons(value, Reason.NO_JUDGEMENT), parts=parts, counts={"promises": promises}
    )


def maintenance(
    tie: NDArray[np.int32],
    day: NDArray[np.int32],
    *,
    cadence_days: FloatArray,
    on: int,
    rules: MaintenanceRules | None = None,
) -> TieReadings:
    """Return the share of the last 365 days that lay inside the cadence, 0 … 100.

    A day is inside when a touch came at most one cadence before it. Ties without a cadence are held against
    twice their own mean gap ``(span + 90) / n``. A tie younger than a year is judged from its first touch on.
    NaN without any touch, and for untracked ties below 3 touch days.

    Args:
        tie: the tie of every touch day, one row per tie and day, sorted by tie, then day.
        day: the day of every touch day.
        cadence_days: days between touches per tie; NaN where untracked.
        on: the day of the audit.
        rules: the window and the stand-in for a cadence.
    """
    rules = rules or MaintenanceRules()
    ties = cadence_days.size
    past = day <= on
    tie, day = tie[past], day[past]
    count = np.bincount(tie, minlength=ties).astype(np.int64)
    first, last = _ends(day, count)
    own = rules.gaps * ratio(last - first + rules.gap_days, count)
    own[count < rules.touch_days] = np.nan
    allowed = np.where(np.isnan(cadence_days), own, cadence_days)
    start = np.fmax(on - rules.window_days, first)
    covered = _covered(tie, day, allowed=allowed, start=start, on=on)
    span = on - start
    value = 100.0 * np.where(span > 0, ratio(covered, span), np.where(span == 0, 1.0, np.nan))
    value[np.isnan(allowed) | (count == 0)] = np.nan
    why = np.where(count == 0, np.int8(Reason.NO_CONTACT), reasons(value, Reason.FEW_TOUCH_DAYS))
    return TieReadings(
        value=value,
        why=why.astype(np.int8),
        parts={"allowed_days": allowed, "covered_days": covered, "judged_days": span},
        counts={"touch_days": count},
    )


def accessibility(answers: Responsiveness) -> TieReadings:
    """Return how reliably both sides answer, 0 … 100: both answer rates and the speed of their answers.

    Speed is 1 when their median answer time is within the owner's norm (the median over all ties), and
    norm ÷ time beyond it. The mean of the known parts; NaN where neither rate is known.
    """
    times = answers.they_take_days.value
    timed = times[~np.isnan(times)]
    norm = float(np.median(timed)) if timed.size else np.nan
    speed = np.where(times <= norm, 1.0, ratio(np.full(times.size, norm), times))
    they, mine = answers.they_answer.value, answers.i_answer.value
    value = 100.0 * mean_of_known([they, mine, speed])
    value[np.isnan(they) & np.isnan(mine)] = np.nan
    return TieReadings(
        value=value,
        why=reasons(value, Reason.FEW_OPENINGS),
        parts={"they_answer": they, "i_answer": mine, "speed": speed},
        counts={
            "openings_mine": answers.they_answer.counts["openings"],
            "openings_theirs": answers.i_answer.counts["openings"],
        },
    )


def _ends(day: NDArray[np.int32], count: NDArray[np.int64]) -> tuple[FloatArray, FloatArray]:
    """Return the first and the last day of each tie's run of rows; NaN for ties without one."""
    stop = np.cumsum(count)
    some = count > 0
    first = np.full(count.size, np.nan)
    last = np.full(count.size, np.nan)
    first[some] = day[(stop - count)[some]]
    last[some] = day[stop[some] - 1]
    return first, last


def _covered(
    tie: NDArray[np.int32], day: NDArray[np.int32], *, allowed: FloatArray, start: FloatArray, on: int
) -> FloatArray:
    """Return the days from ``start`` to ``on`` that lie within ``allowed`` days after a touch, per tie."""
    until = np.full(day.size, on, dtype=np.int64)
    until[:-1] = np.where(tie[1:] == tie[:-1], day[1:], on)
    rows = np.flatnonzero(until > start[tie])
    tie, day, until = tie[rows], day[rows], until[rows]
    begin = np.maximum(day, start[tie])
    end = np.minimum(day + np.nan_to_num(allowed[tie], nan=0.0), until)
    return np.bincount(tie, weights=np.maximum(end - begin, 0.0), minlength=start.size).astype(np.float64)
