"""Ask about reviews of ties: the open one with its ties, what waits for the next, and the history."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from nexalink.accounts.models import JournalEntry, Owner
from nexalink.kernel.texts import works_of
from nexalink.pruning.models import Candidate, Session
from nexalink.pruning.offering import MOST, count_offers
from nexalink.pruning.reasons import closeness_rank
from nexalink.ties.models import Tie

__all__ = ["MOST"]
CHOICES = {
    "keep": "Keep as it is",
    "lower": "Lower the tier",
    "fade": "Let fade",
    "reach_out": "Reach out",
}
"""What the owner may choose for a tie: key → the words on the button."""
_JOURNAL_LINES = 100
_SESSIONS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One tie of a review. ``number`` is its place in it, from 1; ``entry`` the journal line of the choice, 0 without.

    ``proposed`` is the choice that its reasons speak for; a tie with anything in ``lost`` is protected.
    """

    candidate: int
    number: int
    person: int
    name: str
    works: str
    tier: int | None
    rank: int | None
    last_contact: int | None
    because: tuple[str, ...]
    lost: tuple[str, ...]
    choice: str
    chosen_on: date | None
    proposed: str
    entry: int

    @property
    def protected(self) -> bool:
        """Return whether something would be lost with this tie."""
        return bool(self.lost)


@dataclass(frozen=True, slots=True)
class Review:
    """One sitting: when it was opened and closed, and its ties in their order."""

    session: int
    opened_on: date
    closed_on: date | None
    ties: tuple[Reviewed, ...]

    @property
    def waiting(self) -> tuple[Reviewed, ...]:
        """Return the ties that wait for a choice."""
        return tuple(tie for tie in self.ties if not tie.choice)

    @property
    def decided(self) -> tuple[Reviewed, ...]:
        """Return the ties that were decided on."""
        return tuple(tie for tie in self.ties if tie.choice)

    @property
    def counts(self) -> dict[str, int]:
        """Return choice → how many ties, in the order of the choices; those left open under an empty word."""
        found = Counter(tie.choice for tie in self.ties)
        return {choice: found[choice] for choice in (*CHOICES, "") if found[choice]}


@dataclass(frozen=True, slots=True)
class Reviews:
    """The open review if there is one, how many ties could be reviewed if there is none, and the closed ones."""

    open: Review | None
    could: int
    past: tuple[Review, ...]


def reviews(owner: Owner, *, on: date) -> Reviews:
    """Return everything the pruning page shows: six queries, or nine without an open review."""
    found = _sessions(owner)
    current = found[0] if found and found[0].closed_on is None else None
    entries = _entries(owner, current) if current else {}
    could = 0 if current else count_offers(owner, on=on)
    past = tuple(_review(row, {}) for row in found if row is not current)
    return Reviews(_review(current, entries) if current else None, could, past)


def open_review(owner: Owner) -> Review | None:
    """Return the review that is open, None without one: five queries."""
    session = open_session(owner)
    if session is None:
        return None
    (row,) = (row for row in _sessions(owner) if row.pk == session.pk)
    return _review(row, _entries(owner, row))


def open_session(owner: Owner) -> Session | None:
    """Return the newest review if it is open."""
    newest = Session.objects.of(owner).order_by("-id").first()
    return newest if newest is not None and newest.closed_on is None else None


def _sessions(owner: Owner) -> list[Session]:
    rows = Candidate.objects.of(owner).select_related("person__tie").order_by("id")
    sessions = Session.objects.of(owner).prefetch_related(Prefetch("candidates", queryset=rows))
    return list(sessions.order_by("-id")[:_SESSIONS_SHOWN])


def _review(session: Session, entries: dict[int, int]) -> Review:
    ties = tuple(
        _reviewed(row, number, entries.get(row.pk, 0))
        for number, row in enumerate(session.candidates.all(), start=1)
    )
    return Review(session.pk, session.opened_on, session.closed_on, ties)


def _reviewed(row: Candidate, number: int, entry: int) -> Reviewed:
    person, tie = row.person, row.person.tie
    return Reviewed(
        candidate=row.pk, number=number, person=person.pk, name=person.name,
        works=works_of(person.title, person.company),
        tier=tie.tier, rank=closeness_rank(tie), last_contact=tie.last_contact,
        because=tuple(row.because), lost=tuple(row.lost), choice=row.choice, chosen_on=row.chosen_on,
        proposed=_proposed(row, tie), entry=entry,
    )  # fmt: skip


def _proposed(row: Candidate, tie: Tie) -> str:
    """Return what the reasons speak for: waking what was strong, keeping what is needed, stepping down before fading."""
    if row.lost:
        return "reach_out" if any(said.startswith("Once strong") for said in row.lost) else "keep"
    return "lower" if tie.tier in {1, 2} else "fade"


def _entries(owner: Owner, session: Session) -> dict[int, int]:
    """Return candidate → the journal line of its choice, for taking single choices back."""
    wanted = {row.pk for row in session.candidates.all() if row.choice}
    if not wanted:
        return {}
    lines = JournalEntry.objects.of(owner).filter(action="prune", undone_at=None).order_by("-id")
    found: dict[int, int] = {}
    for entry, changes in lines.values_list("id", "changes")[:_JOURNAL_LINES]:
        for candidate in _candidates_in(changes) & wanted:
            found.setdefault(candidate, entry)
    return found


def _candidates_in(changes: list[dict[str, Any]]) -> set[int]:
    return {change["id"] for change in changes if change["table"] == Candidate._meta.label}
