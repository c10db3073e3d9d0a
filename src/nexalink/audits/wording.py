"""Findings in words: short, concrete, never claiming more than the data."""

import math
from typing import Any

from nexalink.measures.sign import Sign, SignId, SignState, SignThresholds
from nexalink.measures.spectrum import Spectrum, SpectrumLabel
from nexalink.measures.steps import Step, StepKind
from nexalink.measures.tiers import TierSuggestions
from nexalink.measures.viable import Line, Requirement, Viable

JSON = dict[str, Any]

SIGN_TITLES = {
    SignId.UNSOLICITED_OPPORTUNITIES: "Opportunities come unasked",
    SignId.ASKED_FOR_HELP: "People ask you for help",
    SignId.REQUESTS_ACCEPTED: "Your requests are accepted",
    SignId.MESSAGES_ANSWERED: "Your messages are answered",
    SignId.INTRODUCTIONS_WELL_RECEIVED: "Your introductions are well received",
    SignId.SENIOR_PEOPLE_ENGAGE: "People ahead of you still engage",
    SignId.CANNOT_REMEMBER_HALF: "Half of the people are strangers",
    SignId.OUTREACH_UNANSWERED: "Your outreach goes unanswered",
    SignId.UNCOMFORTABLE_REACHING_OUT: "Reaching out to most would feel odd",
    SignId.HOMOGENEOUS: "Your network is of one kind",
    SignId.ONE_WAY_VALUE: "Value runs one way",
    SignId.ADDING_AS_HABIT: "Adding has become a habit",
}
"""The article's signs as short headings."""

_EVIDENCE = {
    SignId.UNSOLICITED_OPPORTUNITIES: "{n} opportunities or referrals came unasked in the last year.",
    SignId.ASKED_FOR_HELP: "{n} of {d} genuine ties opened a conversation with you or asked for help in the last year.",
    SignId.REQUESTS_ACCEPTED: "{n} of the {d} requests you sent in the window were accepted.",
    SignId.MESSAGES_ANSWERED: "{n} of the {d} conversations you began in the last year were answered within 14 days.",
    SignId.INTRODUCTIONS_WELL_RECEIVED: "{n} of {d} introductions were well received by both sides.",
    SignId.SENIOR_PEOPLE_ENGAGE: "{n} people further on in their careers wrote to you in the last year ({d} such ties).",
    SignId.CANNOT_REMEMBER_HALF: "{n} of {d} people were not recognised in your recall checks.",
    SignId.OUTREACH_UNANSWERED: "{n} of the {d} conversations you began in the last year got an answer within 14 days.",
    SignId.UNCOMFORTABLE_REACHING_OUT: "You said so of {n} of the {d} people you judged.",
    SignId.HOMOGENEOUS: "{n} of {d} genuine ties whose {basis} is known are of the same kind.",
    SignId.ONE_WAY_VALUE: "{n} of {d} active ties run one way only.",
    SignId.ADDING_AS_HABIT: "{n} of {d} new connections had no second contact with you within 90 days.",
}
_ESTIMATES = {
    SignId.CANNOT_REMEMBER_HALF: "An estimate: {n} of {d} connections have neither two-way contact nor a note.",
    SignId.UNCOMFORTABLE_REACHING_OUT: "An estimate: {n} of {d} connections had no contact in 24 months.",
}
_LIMITS = SignThresholds()
_SHOWS = {
    SignId.ASKED_FOR_HELP: ("from", _LIMITS.help_share),
    SignId.REQUESTS_ACCEPTED: ("from", _LIMITS.accepted_share),
    SignId.MESSAGES_ANSWERED: ("from", _LIMITS.answered_share),
    SignId.INTRODUCTIONS_WELL_RECEIVED: ("from", _LIMITS.introductions_share),
    SignId.CANNOT_REMEMBER_HALF: ("above", _LIMITS.forgotten_share),
    SignId.OUTREACH_UNANSWERED: ("below", _LIMITS.unanswered_share),
    SignId.UNCOMFORTABLE_REACHING_OUT: ("above", _LIMITS.uncomfortable_share),
    SignId.ONE_WAY_VALUE: ("above", _LIMITS.one_sided_share),
    SignId.ADDING_AS_HABIT: ("above", _LIMITS.habit_share),
}
"""At which share a sign shows, for those that one share decides: from it on, only above it, or below it."""


def sign_sentence(sign: Sign) -> str:
    """Say what a sign rests on and at which share it shows, or that there is not enough data and why."""
    if sign.state == SignState.NOT_ENOUGH_DATA:
        why = sign.why.phrase
        return f"Not enough data yet: {why}." if why else "Not enough data yet."
    if sign.id == SignId.ONE_WAY_VALUE and sign.basis == "value":
        return f"Of the value in your ledger, {share(sign.numerator, sign.denominator)} net runs one way."
    text = _ESTIMATES.get(sign.id) if sign.estimate else None
    said = (text or _EVIDENCE[sign.id]).format(
        n=plain(sign.numerator), d=plain(sign.denominator), basis=sign.basis or "industry"
    )
    return said + _measured_against(sign)


def _measured_against(sign: Sign) -> str:
    """Set a sign's share beside the one that decides: two signs on one share may both not show."""
    if sign.id not in _SHOWS or not sign.denominator:
        return ""
    side, limit = _SHOWS[sign.id]
    shown, edge = share(sign.numerator, sign.denominator), f"{limit:.0%}"
    if shown == edge and sign.share != limit:
        shown = f"just {'under' if sign.share < limit else 'over'} {edge}"
    return f" That is {shown}; the sign shows {side} {edge}."


def plain(value: float) -> str:
    """Return a count with thousands separators.

    >>> plain(1234.0)
    '1,234'
    """
    if math.isnan(value):
        return "unknown"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def share(numerator: float, denominator: float) -> str:
    """Return a share as a whole per cent."""
    return f"{numerator / denominator:.0%}" if denominator else "nothing"


_PLACES = {
    SpectrumLabel.QUANTITY: "Far at the quantity end: many contacts, few of them genuine.",
    SpectrumLabel.LEANS_QUANTITY: "Leans to quantity: the genuine ties are a small part of the contacts.",
    SpectrumLabel.OPTIMAL: "In the range the article calls best: enough genuine ties for variety, few enough to keep.",
    SpectrumLabel.BETWEEN: "Small and mixed: neither broad nor deep yet.",
    SpectrumLabel.LEANS_DEEP: "Leans to small and deep: genuine, with little breadth.",
    SpectrumLabel.DEEP: "Small and deep: genuine ties, few circles.",
    SpectrumLabel.UNKNOWN: "Not enough data yet to place this network.",
}


_JUST_BELOW = "Just below the range the article calls best: nearly enough genuine ties for variety."


def spectrum_words(found: Spectrum) -> JSON:
    """Say where the network stands and what would move it."""
    moves = []
    if found.moves.genuine_missing:
        moves.append(f"{found.moves.genuine_missing:,} more genuine ties would reach the middle range.")
    if found.moves.genuine_above:
        moves.append(f"{found.moves.genuine_above:,} genuine ties are above the middle range.")
    return {
        "sentence": _JUST_BELOW
        if found.label == SpectrumLabel.OPTIMAL and found.moves.genuine_missing
        else _PLACES[found.label],
        "people": found.people,
        "genuine": found.genuine,
        "moves": moves,
    }


_REQUIREMENTS = {
    Requirement.GENUINE: ("genuine ties", "{have} genuine ties of at least {need}"),
    Requirement.INDUSTRIES: ("industries", "{have} industries with at least 5 % each, of {need}"),
    Requirement.FUNCTIONS: ("functions", "{have} functions with at least 5 % each, of {need}"),
    Requirement.STAGES: ("career stages", "{have} career stages with at least 5 % each, of {need}"),
    Requirement.CLOSE: ("close ties", "{have} close genuine ties of at least {need}"),
    Requirement.WEAK: ("weak but genuine ties", "{have} weak but genuine ties of at least {need}"),
    Requirement.MAINTAINED: (
        "kept in touch",
        "{have} of the ties above acquaintance kept in touch, of {need}",
    ),
}


def viable_words(found: Viable) -> JSON:
    """Return the minimum viable network line by line: met, or what is missing."""
    return {
        "met": found.met,
        "missing": [_line_words(line) for line in found.missing],
        "lines": [
            {
                "id": str(line.requirement), "title": _REQUIREMENTS[line.requirement][0], "sentence": _line_words(line),
                "met": line.met, "known": line.known,
            }
            for line in found.lines
        ],
    }  # fmt: skip


def _line_words(line: Line) -> str:
    if not line.known:
        return f"{_REQUIREMENTS[line.requirement][0]}: not enough is known to say"
    as_share = line.requirement == Requirement.MAINTAINED
    have, need = (f"{value:.0%}" if as_share else plain(value) for value in (line.have, line.need))
    return _REQUIREMENTS[line.requirement][1].format(have=have, need=need)


def step_words(step: Step, names: list[str]) -> JSON:
    """Say what to do first and why, naming at most three people."""
    who = listed(names[:3], more=max(int(step.numbers.get("count", len(names))) - 3, 0))
    numbers = step.numbers
    if step.kind == StepKind.RESCUE:
        sentence = f"Reach out to {who}."
        because = f"Close ties that are likely to stay silent for the next 90 days ({plain(numbers['count'])} in all)."
    elif step.kind == StepKind.ANSWER:
        sentence = f"Answer {who}."
        days = plain(numbers["longest_wait_days"])
        because = (
            f"The last message is theirs, the oldest of them {days} days old; a closing word needs no answer."
        )
    elif step.kind == StepKind.EVEN_OUT:
        sentence = f"Give something back to {who}."
        because = "The tie has run one way for long: they write or give, you have not."
    elif step.kind == StepKind.FILL:
        sentence = f"Look beyond one {step.attribute}."
        because = f"{numbers['largest_share']:.0%} of the genuine ties whose {step.attribute} is known are of one kind."
    else:
        sentence = f"Lower the cadence of {who}."
        because = (
            f"Your tiers ask for {plain(numbers['over_per_month'])} touches a month more than you make "
            f"({plain(numbers['needed'])} against {plain(numbers['made'])})."
        )
    return {"kind": str(step.kind), "sentence": sentence, "because": because}


def listed(names: list[str], *, more: int = 0) -> str:
    """Return names as an English list.

    >>> listed(["Ana", "Ben"], more=2)
    'Ana, Ben and 2 more'
    """
    parts = [*names, f"{more} more"] if more else list(names)
    if len(parts) < 2:
        return parts[0] if parts else "nobody"
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


_TIER_REASONS = {
    "closest": "among your closest 15",
    "close": "among your closest 50",
    "valuable": "in the top fifth of value exchanged",
    "exchanged": "value is on record between you",
    "fading": "close and likely to fall silent",
    "weak_but_genuine": "genuine, and outside your closest 50",
    "not_genuine": "no two-way contact in 24 months",
    "room": "no room left in the three tiers",
}


def tier_words(tiers: TierSuggestions, tie: int) -> list[str]:
    """Return why a tier is suggested for a tie."""
    return [_TIER_REASONS[reason] for reason in tiers.reasons(tie) if reason in _TIER_REASONS]
