"""The six warning signs, each from the data that speaks for it."""

from collections.abc import Mapping

import numpy as np

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.diversity import Diversity
from nexalink.measures.positive_signs import year_of_openings
from nexalink.measures.reasons import Reason
from nexalink.measures.reciprocity import NetworkBalance
from nexalink.measures.responsiveness import Openings
from nexalink.measures.sign import Sign, SignId, SignKind, SignThresholds, exceeds, indices, reaches, state_of


def cannot_remember_half(
    *,
    recall_asked: int,
    recall_known: int,
    connection: BoolArray,
    two_way: BoolArray,
    noted: BoolArray,
    first_day: int,
    on: int,
    limits: SignThresholds,
) -> Sign:
    """Tell whether the owner cannot place half of the people.

    From recall checks where at least 20 people were asked about (the numerator counts those not known);
    otherwise estimated: connections with neither two-way contact nor a note.
    """
    if recall_asked >= limits.recall_asked:
        forgotten, people, basis = recall_asked - recall_known, recall_asked, "recall"
        blank = np.zeros(connection.size, dtype=np.bool_)
    else:
        blank = connection & ~two_way & ~noted
        forgotten, people, basis = int(blank.sum()), int(connection.sum()), "estimate"
    enough = people >= limits.least
    return Sign(
        SignId.CANNOT_REMEMBER_HALF,
        SignKind.WARNING,
        state_of(present=exceeds(forgotten, people, limits.forgotten_share), enough=enough),
        forgotten,
        people,
        first_day,
        on,
        why=Reason.KNOWN if enough else Reason.FEW_TIES,
        basis=basis,
        estimate=basis == "estimate",
        ties=indices(blank),
    )


def outreach_unanswered(openings: Openings, *, on: int, limits: SignThresholds) -> Sign:
    """Tell whether the owner's openings mostly go unanswered: below 30 % answered of 10 or more in a year.

    The numerator counts the answered ones, as in the positive sign ``messages_answered``.
    """
    answered, begun, start, end = year_of_openings(openings, on=on, limits=limits)
    enough = begun >= limits.least
    return Sign(
        SignId.OUTREACH_UNANSWERED,
        SignKind.WARNING,
        state_of(present=not reaches(answered, begun, limits.unanswered_share), enough=enough),
        answered,
        begun,
        start,
        end,
        why=Reason.KNOWN if enough else Reason.FEW_CONVERSATIONS,
    )


def uncomfortable_reaching_out(
    *,
    comfortable: FloatArray,
    connection: BoolArray,
    last_contact_day: FloatArray,
    first_day: int,
    on: int,
    limits: SignThresholds,
) -> Sign:
    """Tell whether reaching out to most connections would be uncomfortable.

    From the owner's judgements where at least 20 were made (the numerator counts "not comfortable");
    otherwise estimated: connections without any contact in 24 months.
    """
    judged = ~np.isnan(comfortable)
    if int(judged.sum()) >= limits.judged:
        counted, base, basis, start = judged & (comfortable < 0.5), judged, "judged", first_day
    else:
        start = on - limits.silent_days + 1
        counted, base, basis = connection & ~(last_contact_day >= start), connection, "estimate"
    count, people = int(counted.sum()), int(base.sum())
    enough = people >= limits.least
    return Sign(
        SignId.UNCOMFORTABLE_REACHING_OUT,
        SignKind.WARNING,
        state_of(present=exceeds(count, people, limits.uncomfortable_share), enough=enough),
        count,
        people,
        start,
        on,
        why=Reason.KNOWN if enough else Reason.FEW_TIES,
        basis=basis,
        estimate=basis == "estimate",
        ties=indices(counted),
    )


def homogeneous(spreads: Mapping[str, Diversity], *, first_day: int, on: int, limits: SignThresholds) -> Sign:
    """Tell whether the genuine ties are all of a kind in any attribute that counts here.

    Numerator and denominator are the largest group and the known of the attribute named in ``basis``: the
    first homogeneous one, else the one whose largest group has the largest share. Place is left out by default:
    most networks live in one country.
    """
    judged = [
        name for name in limits.homogeneous_attributes if name in spreads and spreads[name].effective >= 1
    ]
    if not judged:
        nothing = state_of(present=False, enough=False)
        return Sign(SignId.HOMOGENEOUS, SignKind.WARNING, nothing, 0, 0, first_day, on, why=Reason.FEW_KNOWN)
    alike = [name for name in judged if spreads[name].homogeneous]
    basis = alike[0] if alike else max(judged, key=lambda name: spreads[name].largest_share)
    spread = spreads[basis]
    return Sign(
        SignId.HOMOGENEOUS,
        SignKind.WARNING,
        state_of(present=bool(alike), enough=True),
        int(spread.groups[spread.largest]),
        int(spread.groups.sum()),
        first_day,
        on,
        basis=basis,
    )


def one_way_value(
    balance: NetworkBalance,
    *,
    active: BoolArray,
    one_sided: BoolArray,
    first_day: int,
    on: int,
    limits: SignThresholds,
) -> Sign:
    """Tell whether value or contact runs one way only.

    Present when the network's balance of value is beyond ±0.6 with 10 entries or more (numerator |G − R|,
    denominator G + R + 3), or when more than half of the active ties are one-sided.

    Args:
        balance: the network's balance of value.
        active: ties with a contact in the last 365 days.
        one_sided: ties with five or more direct messages, all one way, and no meeting.
        first_day: the first day on record.
        on: the day of the audit.
        limits: the thresholds.
    """
    has_ledger = balance.entries >= limits.entries and not np.isnan(balance.value)
    tilted = has_ledger and abs(balance.value) > limits.balance
    sided = active & one_sided
    count, people = int(sided.sum()), int(active.sum())
    has_ties = people >= limits.least
    most = has_ties and exceeds(count, people, limits.one_sided_share)
    if tilted or (has_ledger and not has_ties):
        gap = abs(balance.given - balance.received)
        state = state_of(present=tilted, enough=True)
        whole = gap / abs(balance.value) if balance.value else balance.given + balance.received
        return Sign(SignId.ONE_WAY_VALUE, SignKind.WARNING, state, gap, whole, first_day, on, basis="value")
    return Sign(
        SignId.ONE_WAY_VALUE,
        SignKind.WARNING,
        state_of(present=most, enough=has_ties),
        count,
        people,
        on - limits.year_days + 1,
        on,
        why=Reason.KNOWN if has_ties else Reason.FEW_TIES,
        basis="contact",
        ties=indices(sided),
    )


def adding_as_habit(
    judged: BoolArray, without: BoolArray, *, on: int, limits: SignThresholds, wait_days: int = 90
) -> Sign:
    """Tell whether connections are added and never spoken to again: above 70 % of 10 or more in a year.

    Args:
        judged: connected in the last 365 days and at least 90 days ago, from ``counts.count_second_contacts``.
        without: those of them without a second contact within 90 days.
        on: the day of the audit.
        limits: the thresholds.
        wait_days: the age from which a connection is judged.
    """
    count, people = int(without.sum()), int(judged.sum())
    enough = people >= limits.least
    return Sign(
        SignId.ADDING_AS_HABIT,
        SignKind.WARNING,
        state_of(present=exceeds(count, people, limits.habit_share), enough=enough),
        count,
        people,
        on - limits.year_days,
        on - wait_days,
        why=Reason.KNOWN if enough else Reason.FEW_RECENT_CONNECTIONS,
        ties=indices(without),
    )
