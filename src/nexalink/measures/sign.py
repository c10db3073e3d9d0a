"""What a sign is: a state with its evidence; and the thresholds that make it present."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray
from nexalink.measures.reasons import Reason


class SignId(StrEnum):
    """The twelve signs of the article, six positive and six of warning."""

    UNSOLICITED_OPPORTUNITIES = "unsolicited_opportunities"
    ASKED_FOR_HELP = "asked_for_help"
    REQUESTS_ACCEPTED = "requests_accepted"
    MESSAGES_ANSWERED = "messages_answered"
    INTRODUCTIONS_WELL_RECEIVED = "introductions_well_received"
    SENIOR_PEOPLE_ENGAGE = "senior_people_engage"
    CANNOT_REMEMBER_HALF = "cannot_remember_half"
    OUTREACH_UNANSWERED = "outreach_unanswered"
    UNCOMFORTABLE_REACHING_OUT = "uncomfortable_reaching_out"
    HOMOGENEOUS = "homogeneous"
    ONE_WAY_VALUE = "one_way_value"
    ADDING_AS_HABIT = "adding_as_habit"


class SignKind(StrEnum):
    """Whether a present sign is good news."""

    POSITIVE = "positive"
    WARNING = "warning"


class SignState(StrEnum):
    """Whether the sign shows, or cannot be told."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class SignThresholds:
    """When each sign is present; every number can be set, the defaults are the product's reading of the article.

    Attributes:
        year_days: the period "last 365 days".
        least: the smallest number of cases for a share, where nothing else is said.
        opportunities_a_quarter: "You receive unsolicited opportunities": at least so many a quarter.
        help_share: "People reach out to you for help": share of the genuine ties.
        accepted_share: "Your connection requests get accepted at high rates".
        answered_share: "Your messages receive responses consistently".
        introductions: introductions with an outcome from both sides, at least.
        introductions_share: "Introductions you make are well-received by both parties".
        senior_people: "people more successful than you who still engage", at least so many.
        recall_asked: people asked about in recall checks, at least; fewer give an estimate from contacts.
        forgotten_share: "You can't remember half the people".
        unanswered_share: "Your outreach messages frequently go unanswered": answered below this share.
        uncomfortable_share: "You feel uncomfortable reaching out to most connections".
        judged: judgements needed for that, at least; fewer give an estimate from contacts.
        silent_days: 24 months without contact, for the estimate.
        balance: "always giving without receiving (or vice versa)": from this balance on.
        entries: entries in the ledger for that, at least.
        one_sided_share: share of the active ties that run one way only.
        habit_share: "Adding connections has become an empty habit": share without a second contact.
        homogeneous_attributes: the attributes that can make a network homogeneous, the first one named first.
    """

    year_days: int = 365
    least: int = 10
    opportunities_a_quarter: float = 1.0
    help_share: float = 0.10
    accepted_share: float = 0.50
    answered_share: float = 0.50
    introductions: int = 3
    introductions_share: float = 0.70
    senior_people: int = 5
    recall_asked: int = 20
    forgotten_share: float = 0.50
    unanswered_share: float = 0.30
    uncomfortable_share: float = 0.50
    judged: int = 20
    silent_days: int = 730
    balance: float = 0.6
    entries: int = 10
    one_sided_share: float = 0.50
    habit_share: float = 0.70
    homogeneous_attributes: tuple[str, ...] = ("industry", "function", "circle")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign with its evidence.

    Attributes:
        id, kind, state: which sign, whether it is good news, whether it shows.
        numerator, denominator: the counts behind it (for ``one_way_value`` the decayed sums).
        from_day, to_day: the period, as day numbers, both ends included.
        why: the reason where the state is "not enough data".
        basis: the evidence used where a sign knows several ("recall", "estimate", "industry" …), else empty.
        estimate: True where contacts stand in for a judgement that was not made.
        ties: indices of the ties counted in the numerator, where they are ties.
    """

    id: SignId
    kind: SignKind
    state: SignState
    numerator: float
    denominator: float
    from_day: int
    to_day: int
    why: Reason = Reason.KNOWN
    basis: str = ""
    estimate: bool = False
    ties: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @property
    def share(self) -> float:
        """Numerator over denominator; NaN where the denominator is 0."""
        return self.numerator / self.denominator if self.denominator else float("nan")


def reaches(numerator: float, denominator: float, share: float) -> bool:
    """Tell whether numerator over denominator is at least ``share``; never with nothing to divide by.

    The quotient is compared, not the product: 63 of 90 is exactly 70 %, but 0.7 · 90 falls short of 63.

    >>> reaches(63, 90, 0.7), exceeds(63, 90, 0.7)
    (True, False)
    """
    return denominator > 0 and numerator / denominator >= share


def exceeds(numerator: float, denominator: float, share: float) -> bool:
    """Tell whether numerator over denominator is above ``share``; never with nothing to divide by."""
    return denominator > 0 and numerator / denominator > share


def state_of(*, present: bool, enough: bool) -> SignState:
    """Return the state: present or absent where there is enough data, else not enough data."""
    if not enough:
        return SignState.NOT_ENOUGH_DATA
    return SignState.PRESENT if present else SignState.ABSENT


def indices(rows: BoolArray) -> NDArray[np.int64]:
    """Return the indices of the marked ties."""
    return np.flatnonzero(rows).astype(np.int64)
