"""The six positive signs, each from the data that speaks for it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, FloatArray, Kind
from nexalink.measures.exchanges import Asked, ExchangeColumns, ExchangeKind
from nexalink.measures.reasons import Reason
from nexalink.measures.requests import RequestOutcomes
from nexalink.measures.responsiveness import AnswerRules, Openings, answered_conversations
from nexalink.measures.sign import Sign, SignId, SignKind, SignThresholds, indices, reaches, state_of

_QUARTER_DAYS = 365 / 4
_IMPORTED = (ExchangeKind.ENDORSEMENT, ExchangeKind.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class IntroductionColumns:
    """Every introduction that the owner made, as equal-length arrays.

    Attributes:
        day: day number of the introduction.
        first_good, second_good: how either side received it: 1 well, 0 not well, NaN not known.
    """

    day: NDArray[np.int32]
    first_good: FloatArray
    second_good: FloatArray


def unsolicited_opportunities(exchanges: ExchangeColumns, *, on: int, limits: SignThresholds) -> Sign:
    """Tell whether opportunities or referrals came unasked in the last year: at least one a quarter.

    The denominator is the number of quarters looked at: four, or fewer where the ledger is younger. Not
    enough data while nothing of any kind was logged by hand in that year: a ledger that is not kept proves
    nothing, and imported endorsements and recommendations are no sign that it is kept.
    """
    start = on - limits.year_days
    past = exchanges.day <= on
    logged = past & ~np.isin(exchanges.kind, _IMPORTED)
    first = int(exchanges.day[logged].min()) if logged.any() else on
    quarters = max(1, min(4, int(np.ceil((on - first) / _QUARTER_DAYS))))
    sought = np.isin(exchanges.kind, (ExchangeKind.OPPORTUNITY, ExchangeKind.REFERRAL))
    got = logged & sought & ~exchanges.given & (exchanges.asked == Asked.NO) & (exchanges.day > start)
    count = int(got.sum())
    enough = bool((logged & (exchanges.day > start)).any())
    known = exchanges.tie[got]
    return Sign(
        SignId.UNSOLICITED_OPPORTUNITIES,
        SignKind.POSITIVE,
        state_of(present=count >= max(1.0, quarters * limits.opportunities_a_quarter), enough=enough),
        count,
        quarters,
        start + 1,
        on,
        why=Reason.KNOWN if enough else Reason.LEDGER_NOT_KEPT,
        ties=np.unique(known[known >= 0]).astype(np.int64),
    )


def asked_for_help(
    openings: Openings, exchanges: ExchangeColumns, *, genuine: BoolArray, on: int, limits: SignThresholds
) -> Sign:
    """Tell whether people turn to the owner: genuine ties that began a conversation or asked for help.

    In the last year, at least 10 % of the genuine ties. An invitation's note begins no conversation here.
    """
    start = on - limits.year_days
    began = (
        openings.begins & ~openings.by_owner & ~openings.note & (openings.day > start) & (openings.day <= on)
    )
    asked = exchanges.given & (exchanges.asked == Asked.YES) & (exchanges.day > start) & (exchanges.day <= on)
    turned = np.zeros(genuine.size, dtype=np.bool_)
    turned[openings.tie[began]] = True
    turned[exchanges.tie[asked & (exchanges.tie >= 0)]] = True
    turned &= genuine
    count, people = int(turned.sum()), int(genuine.sum())
    enough = people >= limits.least
    return Sign(
        SignId.ASKED_FOR_HELP,
        SignKind.POSITIVE,
        state_of(present=reaches(count, people, limits.help_share), enough=enough),
        count,
        people,
        start + 1,
        on,
        why=Reason.KNOWN if enough else Reason.FEW_TIES,
        ties=indices(turned),
    )


def requests_accepted(requests: RequestOutcomes, *, limits: SignThresholds) -> Sign:
    """Tell whether the owner's requests are accepted: at least half of 10 or more sent in the window."""
    sent, accepted = requests.outgoing.sent, requests.outgoing.accepted
    enough = sent >= limits.least
    return Sign(
        SignId.REQUESTS_ACCEPTED,
        SignKind.POSITIVE,
        state_of(present=reaches(accepted, sent, limits.accepted_share), enough=enough),
        accepted,
        sent,
        requests.from_day,
        requests.to_day,
        why=Reason.KNOWN if enough else Reason.FEW_REQUESTS,
    )


def messages_answered(openings: Openings, *, on: int, limits: SignThresholds) -> Sign:
    """Tell whether the owner's openings are answered: at least half of 10 or more in the last year.

    One-to-one conversations by message or mail that the owner began, old enough to be judged; answered
    within 14 days. The period ends 14 days before the audit.
    """
    answered, begun, start, end = year_of_openings(openings, on=on, limits=limits)
    enough = begun >= limits.least
    return Sign(
        SignId.MESSAGES_ANSWERED,
        SignKind.POSITIVE,
        state_of(present=reaches(answered, begun, limits.answered_share), enough=enough),
        answered,
        begun,
        start,
        end,
        why=Reason.KNOWN if enough else Reason.FEW_CONVERSATIONS,
    )


def introductions_well_received(
    introductions: IntroductionColumns, *, on: int, first_day: int, limits: SignThresholds
) -> Sign:
    """Tell whether introductions were received well by both sides: at least 70 % of 3 or more with an outcome."""
    known = ~np.isnan(introductions.first_good) & ~np.isnan(introductions.second_good)
    known &= introductions.day <= on
    good = known & (introductions.first_good > 0) & (introductions.second_good > 0)
    count, total = int(good.sum()), int(known.sum())
    enough = total >= limits.introductions
    return Sign(
        SignId.INTRODUCTIONS_WELL_RECEIVED,
        SignKind.POSITIVE,
        state_of(present=reaches(count, total, limits.introductions_share), enough=enough),
        count,
        total,
        first_day,
        on,
        why=Reason.KNOWN if enough else Reason.FEW_INTRODUCTIONS,
    )


def senior_people_engage(
    seniority: FloatArray,
    *,
    own: float,
    genuine: BoolArray,
    inbound_day: FloatArray,
    on: int,
    limits: SignThresholds,
) -> Sign:
    """Tell whether genuine ties at a higher career stage wrote or met in the last year: at least 5.

    Args:
        seniority: rank of the career stage per tie, from ``words.seniority``; NaN unknown or retired.
        own: the owner's; NaN unknown, then not enough data.
        genuine: which ties are genuine.
        inbound_day: last day with a contact from them or of both sides, from ``counts.last_inbound_day``.
        on: the day of the audit.
        limits: the thresholds.
    """
    start = on - limits.year_days
    higher = genuine & (seniority > own)
    engaged = higher & (inbound_day > start)
    stages_known = int((genuine & ~np.isnan(seniority)).sum())
    enough = not np.isnan(own) and stages_known >= limits.least
    count = int(engaged.sum())
    return Sign(
        SignId.SENIOR_PEOPLE_ENGAGE,
        SignKind.POSITIVE,
        state_of(present=count >= limits.senior_people, enough=enough),
        count,
        int(higher.sum()),
        start + 1,
        on,
        why=Reason.KNOWN if enough else Reason.STAGE_UNKNOWN,
        ties=indices(engaged),
    )


def year_of_openings(openings: Openings, *, on: int, limits: SignThresholds) -> tuple[int, int, int, int]:
    """Return how many conversations the owner began within the last year were answered in time.

    Returns:
        Answered, begun, and the first and last day of the period.
    """
    rules = AnswerRules()
    start = on - limits.year_days + 1
    counted = answered_conversations(
        openings, on=on, since=start, kinds=(Kind.MESSAGE, Kind.MAIL), rules=rules
    )
    return counted.answered, counted.openings, start, on - rules.within_days
