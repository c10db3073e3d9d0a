"""Ask who waits at the gate, what the data says of diversity, and what became of earlier verdicts."""

from dataclasses import dataclass

from nexalink.accounts.models import Owner
from nexalink.gate.models import ConnectionRequest
from nexalink.gate.questions import QUESTIONS, yes_count
from nexalink.measures.words import read_industry, read_title
from nexalink.ties.models import Tie

_MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request to judge. ``diverse`` answers the question of diversity from the data, None where it cannot tell."""

    request: int
    person: int | None
    name: str
    works: str
    message: str
    sent_at: int
    diverse: bool | None
    because: str
    answers: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict and what became of it."""

    request: int
    name: str
    yes: int
    accepted: bool
    judged_at: int
    reply: str
    genuine: bool


@dataclass(frozen=True, slots=True)
class YesRow:
    """Later evidence: of the requests judged with so many yes, how many were accepted, and became genuine ties."""

    yes: int
    judged: int
    accepted: int
    genuine: int


@dataclass(frozen=True, slots=True)
class Gate:
    """Everything the gate's page shows."""

    waiting: tuple[Waiting, ...]
    judged: tuple[Judged, ...]
    evidence: tuple[YesRow, ...]


def gate(owner: Owner) -> Gate:
    """Return who waits, newest first, the log of verdicts, and the evidence by number of yes: four queries."""
    rows = list(
        ConnectionRequest.objects.of(owner)
        .filter(direction="in")
        .exclude(outcome__in=("accepted", "withdrawn"), judged_at=None)
        .select_related("person")
        .order_by("-sent_at", "-id")
    )
    waiting = [row for row in rows if row.judged_at is None and row.outcome == "pending"][:_MOST]
    judged = [row for row in rows if row.judged_at is not None]
    present = _present(owner) if waiting else {}
    genuine = set(
        Tie.objects.of(owner)
        .filter(genuine=True, person__in=[row.person_id for row in judged if row.person_id])
        .values_list("person_id", flat=True)
    )
    verdicts = [_verdict(row, genuine) for row in sorted(judged, key=lambda row: -(row.judged_at or 0))]
    evidence = [
        YesRow(
            yes,
            len(some),
            sum(verdict.accepted for verdict in some),
            sum(verdict.accepted and verdict.genuine for verdict in some),
        )
        for yes in range(len(QUESTIONS) + 1)
        if (some := [verdict for verdict in verdicts if verdict.yes == yes])
    ]
    return Gate(tuple(_waiting(row, present) for row in waiting), tuple(verdicts[:_MOST]), tuple(evidence))


def _present(owner: Owner) -> dict[str, dict[str, int]]:
    """Return industry → how many, and function → how many, among the owner's genuine ties."""
    counts: dict[str, dict[str, int]] = {"industry": {}, "function": {}}
    rows = Tie.objects.of(owner).filter(genuine=True).values_list("person__industry", "person__function")
    for industry, function in rows:
        for kind, label in (("industry", industry), ("function", function)):
            if label:
                counts[kind][label] = counts[kind].get(label, 0) + 1
    return counts


def _waiting(row: ConnectionRequest, present: dict[str, dict[str, int]]) -> Waiting:
    title, _, company = row.works.rpartition(" at ") if " at " in row.works else (row.works, "", row.works)
    person = row.person
    industry = (person.industry if person else "") or read_industry(company).label or ""
    function = (person.function if person else "") or read_title(title).function or ""
    diverse, because = diversity_answer(industry, function, present)
    works = row.works or (", ".join(filter(None, (person.title, person.company))) if person else "")
    answers = {question: bool(kept.get("answer")) for question, kept in row.answers.items()}
    return Waiting(
        row.pk, row.person_id, row.name, works, row.message, row.sent_at, diverse, because, answers
    )


def diversity_answer(
    industry: str, function: str, present: dict[str, dict[str, int]]
) -> tuple[bool | None, str]:
    """Answer the question of diversity from the industries and functions of the genuine ties, with the reason.

    >>> diversity_answer("Health Care", "", {"industry": {"Software": 9}, "function": {}})
    (True, 'No one among your genuine ties works in Health Care.')
    >>> diversity_answer("", "", {"industry": {}, "function": {}})
    (None, 'Nothing is known of their work, so you decide.')
    """
    for kind, label, words in (("industry", industry, "works in"), ("function", function, "does")):
        if label and not present.get(kind, {}).get(label):
            return True, f"No one among your genuine ties {words} {label}."
    said = [
        f"{present[kind][label]} of your genuine ties {'work in' if kind == 'industry' else 'do'} {label} already"
        for kind, label in (("industry", industry), ("function", function))
        if label
    ]
    if said:
        return False, f"{' and '.join(said)}."
    return None, "Nothing is known of their work, so you decide."


def _verdict(row: ConnectionRequest, genuine: set[int]) -> Judged:
    answers = {question: bool(kept.get("answer")) for question, kept in row.answers.items()}
    return Judged(
        row.pk, row.name, yes_count(answers), row.outcome == "accepted", row.judged_at or 0, row.reply,
        row.person_id in genuine,
    )  # fmt: skip
