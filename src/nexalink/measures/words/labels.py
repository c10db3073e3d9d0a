"""The labels that words can be read into, and what one reading holds."""

from dataclasses import dataclass

FUNCTIONS: tuple[str, ...] = (
    "Engineering",
    "Data",
    "Product",
    "Design",
    "Research",
    "Medicine",
    "Education",
    "Sales",
    "Marketing",
    "Customer Service",
    "Finance",
    "Human Resources",
    "Legal",
    "Operations",
    "Consulting",
    "General Management",
    "Administration",
    "Media",
    "Public Service",
    "Arts",
    "Trades",
)
"""What a person does at work."""

STAGES: tuple[str, ...] = (
    "student",
    "junior",
    "mid",
    "senior",
    "manager",
    "director",
    "vp",
    "c-level",
    "founder",
    "board",
    "retired",
)
"""How far a career has come, in rising order of rank."""

INDUSTRIES: tuple[str, ...] = (
    "Software",
    "Banking",
    "Insurance",
    "Health Care",
    "Education",
    "Logistics",
    "Energy",
    "Construction",
    "Retail",
    "Legal",
    "Consulting",
    "Media",
    "Manufacturing",
    "Hospitality",
    "Telecommunications",
    "Government",
    "Non-profit",
    "Agriculture",
    "Pharma",
    "Real Estate",
    "Transport",
    "Automotive",
    "Arts and Entertainment",
    "Research",
)
"""What an employer lives by."""

_SENIORITY: dict[str, float] = {stage: float(rank) for rank, stage in enumerate(STAGES, start=1)}
_UNRANKED = frozenset({"board", "retired"})


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a job title says: function and career stage (None: not said), the words that decided, confidence 0 … 1."""

    function: str | None
    stage: str | None
    words: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class LabelReading:
    """One label (None: not said), the words that decided, and a confidence of 0 … 1."""

    label: str | None
    words: tuple[str, ...]
    confidence: float


UNKNOWN_TITLE = TitleReading(None, None, (), 0.0)
UNKNOWN_LABEL = LabelReading(None, (), 0.0)


def seniority(stage: str) -> float | None:
    """Return how high a career stage stands, 1 (student) … 9 (founder), or None where rank does not compare.

    Board members and retired people may have held any rank, so neither is ranked; unknown stages are not either.

    >>> seniority("senior"), seniority("retired")
    (4.0, None)
    """
    return None if stage in _UNRANKED else _SENIORITY.get(stage)
