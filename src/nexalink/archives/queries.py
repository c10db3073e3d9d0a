"""Ask about archives: what was imported, which questions are open, what changed with a person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from nexalink.accounts.models import Owner
from nexalink.archives.models import Archive, Change, Proposal, TroubleRow
from nexalink.people.models import Handle, Person
from nexalink.people.queries import HIDDEN_HANDLES
from nexalink.ties.models import Tie

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """One import, newest first."""

    id: int
    name: str
    importer: str
    sha256: str
    taken_on: date | None
    imported_at: datetime
    undone_at: datetime | None
    rows_read: int
    outcomes: dict[str, int]
    skipped: dict[str, int]
    files: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records of a question."""

    person: int
    name: str
    company: str
    title: str
    handles: tuple[str, ...]
    interactions: int
    last_contact: int | None
    connected_on: date | None


@dataclass(frozen=True, slots=True)
class Question:
    """Are these two one person? With the reasons why they may be and may not."""

    id: int
    kind: str
    first: Side
    second: Side
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page of open questions, those with the most contact first."""

    questions: tuple[Question, ...]
    number: int
    pages: int
    total: int


def imports(owner: Owner) -> list[ArchiveRow]:
    """Return every import, newest first, also those taken back."""
    return [
        ArchiveRow(
            row.pk, row.name, row.importer, row.sha256, row.taken_on, row.imported_at, row.undone_at, row.rows_read,
            row.outcomes, row.skipped, row.files,
        )
        for row in Archive.objects.of(owner).defer("attested").order_by("-id")
    ]  # fmt: skip


def newest_linkedin_export(owner: Owner) -> date | None:
    """Return the day of the newest LinkedIn export, with which the window of requests ends."""
    exports = Archive.objects.of(owner).filter(importer="linkedin", undone_at=None)
    return exports.exclude(taken_on=None).order_by("-taken_on").values_list("taken_on", flat=True).first()


def troubles(
    owner: Owner, *, archive: int | None = None, most: int = 1_000
) -> list[tuple[str, str, int, str]]:
    """Return (archive, file, line, reason) of the rows that could not be read."""
    rows = TroubleRow.objects.of(owner).filter(archive__undone_at=None).order_by("id")
    if archive is not None:
        rows = rows.filter(archive=archive)
    return list(rows.values_list("archive__name", "file", "line", "reason")[:most])


def _open(owner: Owner) -> QuerySet[Proposal]:
    """Return the open questions; those about somebody in the trash wait there."""
    return Proposal.objects.of(owner).filter(state="open", first__trashed_at=None, second__trashed_at=None)


def open_questions(owner: Owner, *, number: int = 1, size: int = PAGE_SIZE) -> QuestionPage:
    """Return one page of open questions: four queries."""
    found = _open(owner).order_by("-weight", "id")
    total = found.count()
    pages = max(1, -(-total // size))
    number = min(max(number, 1), pages)
    proposals = list(found[(number - 1) * size : number * size])
    people = {pk for proposal in proposals for pk in (proposal.first_id, proposal.second_id)}
    sides = _sides(owner, people)
    questions = tuple(
        Question(row.pk, row.kind, sides[row.first_id], sides[row.second_id], tuple(row.because))
        for row in proposals
    )
    return QuestionPage(questions, number, pages, total)


def question(owner: Owner, number: int) -> Question | None:
    """Return one open question."""
    row = _open(owner).filter(pk=number).first()
    if row is None:
        return None
    sides = _sides(owner, {row.first_id, row.second_id})
    return Question(row.pk, row.kind, sides[row.first_id], sides[row.second_id], tuple(row.because))


def count_open_questions(owner: Owner) -> int:
    """Return how many questions are open."""
    return _open(owner).count()


def open_question_pairs(owner: Owner) -> list[tuple[int, int, list[str]]]:
    """Return every open question as (first person, second person, reasons)."""
    rows = _open(owner).order_by("-weight", "id")
    return list(rows.values_list("first_id", "second_id", "because"))


def _sides(owner: Owner, people: set[int]) -> dict[int, Side]:
    handles: dict[int, list[str]] = {}
    for person, uri in (
        Handle.objects.of(owner).filter(person__in=people).order_by("uri").values_list("person_id", "uri")
    ):
        if not uri.startswith(HIDDEN_HANDLES):
            handles.setdefault(person, []).append(uri)
    ties = {tie.person_id: tie for tie in Tie.objects.of(owner).filter(person__in=people)}
    sides = {}
    for found in Person.objects.of(owner).filter(pk__in=people):
        tie = ties.get(found.pk)
        sides[found.pk] = Side(
            found.pk, found.name, found.company, found.title, tuple(handles.get(found.pk, ())),
            tie.incoming + tie.outgoing + tie.mutual if tie else 0, tie.last_contact if tie else None,
            tie.connected_on if tie else None,
        )  # fmt: skip
    return sides


def changes(owner: Owner, *, person: int | None = None) -> list[Change]:
    """Return what changed between exports, newest first; of one person where given."""
    rows = Change.objects.of(owner).order_by("-seen_after", "id")
    return list(rows.filter(person=person) if person is not None else rows)
