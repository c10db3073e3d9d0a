"""Whether a network meets the article's minimum viable network, and what is missing."""

from dataclasses import dataclass
from enum import StrEnum

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.diversity import Diversity
from nexalink.measures.genuine import Genuine


class Requirement(StrEnum):
    """One line of the minimum viable network."""

    GENUINE = "genuine"
    INDUSTRIES = "industries"
    FUNCTIONS = "functions"
    STAGES = "stages"
    CLOSE = "close"
    WEAK = "weak"
    MAINTAINED = "maintained"


@dataclass(frozen=True, slots=True)
class ViableRules:
    """The article's guidelines as numbers.

    Attributes:
        genuine: genuine ties at least.
        industries, functions, stages: groups with at least 5 % of the known.
        close, weak: genuine ties among the closest 50, and beyond them.
        maintained: share of the ties above acquaintance touched within ``cadences`` times their cadence.
        cadences: how many cadences may pass.
    """

    genuine: int = 100
    industries: int = 4
    functions: int = 4
    stages: int = 3
    close: int = 20
    weak: int = 20
    maintained: float = 0.8
    cadences: float = 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement with its numbers.

    Attributes:
        requirement: which one.
        have: what the network has (a count, or a share for ``MAINTAINED``).
        need: what the guideline asks for.
        of: how many people ``have`` rests on.
        met: whether it is met.
        known: False where too few people are known to say; then it is not met.
    """

    requirement: Requirement
    have: float
    need: float
    of: int
    met: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Viable:
    """The verdict and all its lines, in the order of ``Requirement``."""

    met: bool
    lines: tuple[Line, ...]

    @property
    def missing(self) -> tuple[Line, ...]:
        """The requirements that are not met."""
        return tuple(line for line in self.lines if not line.met)


def minimum_viable(
    genuine: Genuine,
    *,
    industry: Diversity,
    function: Diversity,
    stage: Diversity,
    days_since: FloatArray,
    cadence_days: FloatArray,
    above_acquaintance: BoolArray,
    rules: ViableRules | None = None,
) -> Viable:
    """Hold a network against the seven guidelines: met, or the list of what is missing with its numbers.

    Args:
        genuine: which ties are genuine and weak.
        industry: diversity of the genuine ties by industry.
        function: the same by function.
        stage: the same by career stage.
        days_since: days since the last contact per tie; NaN without one.
        cadence_days: the tie's cadence, or its own mean gap where untracked; NaN where neither is known.
        above_acquaintance: ties with a tier, or within the closest 150 where no tier is set.
        rules: the numbers.
    """
    rules = rules or ViableRules()
    judged = above_acquaintance & (cadence_days > 0)
    kept = judged & (days_since <= rules.cadences * cadence_days)
    held = int(judged.sum())
    share = int(kept.sum()) / held if held else 0.0
    lines = (
        _count(Requirement.GENUINE, genuine.count, rules.genuine, of=int(genuine.genuine.size)),
        _groups(Requirement.INDUSTRIES, industry, rules.industries),
        _groups(Requirement.FUNCTIONS, function, rules.functions),
        _groups(Requirement.STAGES, stage, rules.stages),
        _count(Requirement.CLOSE, int(genuine.close.sum()), rules.close, of=genuine.count),
        _count(Requirement.WEAK, int(genuine.weak.sum()), rules.weak, of=genuine.count),
        Line(Requirement.MAINTAINED, share, rules.maintained, held, share >= rules.maintained, held > 0),
    )
    return Viable(met=all(line.met for line in lines), lines=lines)


def _count(requirement: Requirement, have: int, need: int, *, of: int) -> Line:
    """Hold a count against what is needed."""
    return Line(requirement, have, need, of, have >= need, known=True)


def _groups(requirement: Requirement, spread: Diversity, need: int) -> Line:
    """Hold the number of represented groups against what is needed; unknown where too few are known."""
    enough = spread.effective >= 1
    return Line(
        requirement, spread.represented, need, spread.known, enough and spread.represented >= need, enough
    )
