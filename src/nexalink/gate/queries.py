"""Ask who waits at the gate, what the data says of diversity, and what became of earlier verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from nexalink.accounts.models import Owner
from nexalink.gate.models import ConnectionRequest
from nexalink.gate.questions import QUESTIONS, yes_count
from nexalink.measures.words import read_industry, read_title
from nexalink.ties.models import Tie

SHOWN = 20
"""So many requests are shown to be judged at a time, the newest first."""
_LOGGED = 100
Present = dict[str, dict[str, int]]
"""``industry`` and ``function`` → label → how many genuine ties."""


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
    """A verdict and what became of it: ``real`` once the tie is genuine, or went both ways since the verdict."""

    request: int
    person: int | None
    name: str
    yes: int
    accepted: bool
    judged_at: int
    reply: str
    real: bool


@dataclass(frozen=True, slots=True)
class YesRow:
    """Later evidence: of the requests judged with so many yes, how many were accepted, and became real ties.

    ``yes`` is None for those accepted without the four questions.
    """

    yes: int | None
    judged: int
    accepted: int
    real: int


@dataclass(frozen=True, slots=True)
class Gate:
    """Everything the gate's page shows. ``total`` counts all who wait; ``waiting`` holds the newest twenty."""

    waiting: tuple[Waiting, ...]
    total: int
    judged: tuple[Judged, ...]
    evidence: tuple[YesRow, ...]


def _come(owner: Owner) -> QuerySet[ConnectionRequest]:
    """Return the incoming requests, but those of people whom the owner removed."""
    return ConnectionRequest.objects.of(owner).filter(direction="in", person__trashed_at=None)


def gate(owner: Owner) -> Gate:
    """Return who waits, newest first, the log of verdicts, and the evidence by number of yes: six queries."""
    come = _come(owner)
    pending = come.filter(judged_at=None, outcome="pending")
    waiting = list(pending.select_related("person").order_by("-sent_at", "-id")[:SHOWN])
    total = pending.count()
    judged = list(come.exclude(judged_at=None).order_by("-judged_at", "-id"))
    verdicts = [_verdict(row, last) for row, last in _with_ties(owner, judged)]
    present = _present(owner) if waiting else {}
    return Gate(
        tuple(_waiting(row, present) for row in waiting),
        total,
        tuple(verdicts[:_LOGGED]),
        (*_by_yes(verdicts), *_unasked(owner)),
    )


def waiting_request(owner: Owner, *, request: int) -> Waiting | None:
    """Return one request as it is to be judged, judged before or not; None where there is none."""
    rows = _come(owner).select_related("person")
    found = rows.filter(pk=request).first()
    return None if found is None else _waiting(found, _present(owner))


def _with_ties(
    owner: Owner, rows: Sequence[ConnectionRequest]
) -> list[tuple[ConnectionRequest, tuple[bool, int] | None]]:
    """Return each request with whether its tie is genuine and, where it goes both ways, its last contact (0 if not)."""
    people = [row.person_id for row in rows if row.person_id]
    ties = {
        person: (genuine, (last or 0) if two_way else 0)
        for person, genuine, two_way, last in Tie.objects.of(owner)
        .filter(person__in=people)
        .values_list("person_id", "genuine", "two_way", "last_contact")
    }
    return [(row, ties.get(row.person_id or 0)) for row in rows]


def _verdict(row: ConnectionRequest, tie: tuple[bool, int] | None) -> Judged:
    answers = {question: bool(kept.get("answer")) for question, kept in row.answers.items()}
    genuine, last = tie or (False, 0)
    judged_at = row.judged_at or 0
    return Judged(
        row.pk, row.person_id, row.name, yes_count(answers), row.outcome == "accepted", judged_at, row.reply,
        genuine or last > judged_at,
    )  # fmt: skip


def _by_yes(verdicts: Sequence[Judged]) -> list[YesRow]:
    return [
        YesRow(
            yes,
            len(some),
            sum(verdict.accepted for verdict in some),
            sum(verdict.accepted and verdict.real for verdict in some),
        )
        for yes in range(len(QUESTIONS) + 1)
        if (some := [verdict for verdict in verdicts if verdict.yes == yes])
    ]


def _unasked(owner: Owner) -> list[YesRow]:
    """Return what became of those who were accepted before anybody asked: what the gate is compared with."""
    real = Q(person__tie__genuine=True) | Q(person__tie__two_way=True)
    counts = (
        ConnectionRequest.objects.of(owner)
        .filter(direction="in", judged_at=None, outcome="accepted")
        .aggregate(all=Count("id"), real=Count("id", filter=real))
    )
    return [YesRow(None, counts["all"], counts["all"], counts["real"])] if counts["all"] else []


def _present(owner: Owner) -> Present:
    """Return industry → how many, and function → how many, among the owner's genuine ties."""
    rows = (
        Tie.objects.of(owner)
        .filter(genuine=True)
        .order_by()
        .values_list("person__industry", "person__function")
        .annotate(Count("id"))
    )
    counts: Present = {"industry": {}, "function": {}}
    for industry, function, number in rows:
        for kind, label in (("industry", industry), ("function", function)):
            if label:
                counts[kind][label] = counts[kind].get(label, 0) + number
    return counts


def title_and_company(works: str) -> tuple[str, str]:
    """Return what somebody does and where, as far as the words tell.

    >>> title_and_company("Nurse at City Clinic"), title_and_company("Nurse")
    (('Nurse', 'City Clinic'), ('Nurse', ''))
    """
    title, at, company = works.rpartition(" at ")
    return (title.strip(), company.strip()) if at else (works.strip(), "")


def _waiting(row: ConnectionRequest, present: Present) -> Waiting:
    title, company = title_and_company(row.works)
    person = row.person
    if person is not None:
        title, company = title or person.title, company or person.company
    industry = (person.industry if person else "") or read_industry(company or row.works).label or ""
    function = (person.function if person else "") or read_title(title).function or ""
    diverse, because = diversity_answer(industry, function, present)
    works = row.works or ", ".join(filter(None, (title, company)))
    answers = {question: bool(kept.get("answer")) for question, kept in row.answers.items()}
    return Waiting(
        row.pk, row.person_id, row.name, works, row.message, row.sent_at, diverse, because, answers
    )


def diversity_answer(industry: str, function: str, present: Present) -> tuple[bool | None, str]:
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
