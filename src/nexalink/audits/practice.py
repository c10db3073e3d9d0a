"""What the daily practice tells the measures, as arrays: introductions, recall, judgements, promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nexalink.accounts.models import Owner
from nexalink.interactions.models import Commitment
from nexalink.introductions.models import Introduction
from nexalink.kernel.dates import day_number
from nexalink.measures.columns import FloatArray
from nexalink.measures.positive_signs import IntroductionColumns
from nexalink.recall.queries import recall_result
from nexalink.ties.actions import QUESTIONS
from nexalink.ties.models import Tie

_RECEIVED = {"good": 1.0, "neutral": 0.0, "bad": 0.0}


@dataclass(frozen=True, slots=True)
class PracticeColumns:
    """What the owner recorded day by day, up to the day of the audit.

    ``judged`` holds the owner's judgements by question, one entry a tie: 1 yes, 0 no, NaN not judged. Promises are
    those of either side.
    """

    introductions: IntroductionColumns
    recall_asked: int
    recall_known: int
    judged: dict[str, FloatArray]
    promises_kept: NDArray[np.int64]
    promises_broken: NDArray[np.int64]


def practice_columns(owner: Owner, index: Mapping[int, int], *, on: date) -> PracticeColumns:
    """Return what was recorded up to day ``on``; ``index`` maps a person to the row of the tie: four queries."""
    recalled = recall_result(owner, on=on)
    kept, broken = (np.zeros(len(index), dtype=np.int64) for _ in range(2))
    closed = Commitment.objects.of(owner).filter(closed_on__lte=on).values_list("person_id", "state")
    for person, state in closed:
        if person in index:
            (kept if state == "kept" else broken)[index[person]] += 1
    return PracticeColumns(
        introductions=_introductions(owner, on=on),
        recall_asked=recalled.asked,
        recall_known=recalled.known,
        judged=_judged(owner, index, on=on),
        promises_kept=kept,
        promises_broken=broken,
    )


def _introductions(owner: Owner, *, on: date) -> IntroductionColumns:
    """Return every introduction made, and how each side received it: neutral is not well received, unasked not known."""
    rows = list(
        Introduction.objects.of(owner)
        .filter(made_on__lte=on)
        .order_by("made_on", "id")
        .values_list("made_on", "first_outcome", "second_outcome")
    )
    return IntroductionColumns(
        day=np.array([day_number(made) for made, _, _ in rows if made], dtype=np.int32),
        first_good=np.array([_RECEIVED.get(said, np.nan) for _, said, _ in rows], dtype=np.float64),
        second_good=np.array([_RECEIVED.get(said, np.nan) for _, _, said in rows], dtype=np.float64),
    )


def _judged(owner: Owner, index: Mapping[int, int], *, on: date) -> dict[str, FloatArray]:
    judged = {question: np.full(len(index), np.nan) for question in QUESTIONS}
    rows = Tie.objects.of(owner).exclude(judgements={}).values_list("person_id", "judgements")
    for person, answers in rows:
        for question, said in answers.items():
            known = person in index and question in judged and isinstance(said.get("answer"), bool)
            if known and str(said.get("on", "")) <= on.isoformat():
                judged[question][index[person]] = float(said["answer"])
    return judged
