"""How varied a network is by one attribute, as an effective number of groups."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexalink.measures.columns import BoolArray, IntArray
from nexalink.measures.reasons import Reason


@dataclass(frozen=True, slots=True)
class DiversityRules:
    """When a network counts as homogeneous, and how many people must be known to say anything.

    Attributes:
        least_known: below so many known people there is no value.
        largest_share: homogeneous only when the largest group is above this share …
        effective: … and the effective number of groups is below this.
        notable_share: a group counts as represented from this share of the known.
    """

    least_known: int = 10
    largest_share: float = 0.6
    effective: float = 3.0
    notable_share: float = 0.05


@dataclass(frozen=True, slots=True)
class Diversity:
    """Diversity of the genuine ties by one attribute.

    Attributes:
        effective: effective number of groups, at least 1; NaN where too few are known.
        groups: people per group code, int64.
        known, people: how many of the people have a known group; how many people in all.
        share_unknown: share of the people without a known group; NaN without people.
        largest: code of the largest group, −1 where nothing is known.
        largest_share: its share of the known; NaN where nothing is known.
        represented: number of groups with at least 5 % of the known.
        absent: codes of the groups that nobody belongs to, the gaps.
        homogeneous: the largest group above 60 % and the effective number below 3.
        why: the reason for a missing value.
    """

    effective: float
    groups: NDArray[np.int64]
    known: int
    people: int
    share_unknown: float
    largest: int
    largest_share: float
    represented: int
    absent: tuple[int, ...]
    homogeneous: bool
    why: Reason


def chao_shen(groups: IntArray) -> float:
    """Return the Shannon entropy of a sample of groups, corrected for groups not seen (Chao & Shen 2003).

    With n people, coverage ``C = 1 − f1/n`` (f1 groups seen once; n − 1 of them where all are) and
    ``p̃ = C·count/n``: ``H = −Σ p̃ ln p̃ / (1 − (1 − p̃)^n)``, in nats; 0 for an empty sample.

    >>> round(chao_shen(np.array([10, 10])), 3)
    0.693
    """
    counts = groups[groups > 0].astype(np.float64)
    people = counts.sum()
    if people <= 1:
        return 0.0
    single = min(float((counts == 1).sum()), people - 1)
    share = (1 - single / people) * counts / people
    seen = 1 - np.power(1 - share, people)
    return float(-(share * np.log(share) / seen).sum())


def diversity(
    group: IntArray,
    *,
    among: BoolArray,
    groups: int,
    tie: IntArray | None = None,
    rules: DiversityRules | None = None,
) -> Diversity:
    """Return how many groups of equal size the ties ``among`` are worth: ``exp(H)``, the Hill number q = 1.

    Between 1 (all in one group) and somewhat above the number of groups seen: small samples are corrected
    upwards. NaN below 10 known people. A sentence about the network's range, never about a person.

    Args:
        group: group code per tie, or per membership where ``tie`` is given; −1 unknown.
        among: per tie, whether it counts (the genuine ones).
        groups: number of group codes.
        tie: for attributes with several values per tie (circles): the tie of each membership. Then shares
            are shares of memberships, and a tie is known when it has at least one.
        rules: the limits.
    """
    rules = rules or DiversityRules()
    owner = np.arange(among.size) if tie is None else tie
    rows = among[owner] & (group >= 0)
    counted = np.bincount(group[rows], minlength=groups).astype(np.int64)
    people = int(among.sum())
    known = int(np.unique(owner[rows]).size)
    total = int(counted.sum())
    largest = int(np.argmax(counted)) if total else -1
    largest_share = float(counted[largest] / total) if total else np.nan
    enough = known >= rules.least_known
    effective = float(np.exp(chao_shen(counted))) if enough else np.nan
    return Diversity(
        effective=effective,
        groups=counted,
        known=known,
        people=people,
        share_unknown=1 - known / people if people else np.nan,
        largest=largest,
        largest_share=largest_share,
        represented=int((counted >= max(rules.notable_share * total, 1)).sum()),
        absent=tuple(int(code) for code in np.flatnonzero(counted == 0)),
        homogeneous=enough and largest_share > rules.largest_share and effective < rules.effective,
        why=Reason.KNOWN if enough else Reason.FEW_KNOWN,
    )
