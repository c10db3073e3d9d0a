"""Ask what happened with one person: the timeline."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, QuerySet, When

from nexalink.accounts.models import Owner
from nexalink.interactions.models import Commitment, Direction, Exchange, Interaction, Kind, Source
from nexalink.ties.models import Note

PAGE_SIZE = 50
_TEXT_SHOWN = 600


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline, newest first. ``at`` is in seconds UTC; ``direction`` in, out, mutual or empty."""

    at: int
    kind: str
    direction: str
    source: str
    subject: str
    text: str
    size: int = 1


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of a person's timeline; ``kinds`` counts every kind there is."""

    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int
    kinds: tuple[tuple[str, int], ...]


def timeline(
    owner: Owner, person: int, *, number: int = 1, kind: str = "", source: str = "", size: int = PAGE_SIZE
) -> Timeline:
    """Return one page of what happened with ``person``, optionally of one kind or source only: four queries."""
    found = Interaction.objects.of(owner).filter(person=person)
    counts = _counts(owner, person)
    if kind in Kind.labels:
        found = found.filter(kind=Kind[kind.upper()])
    elif kind:
        found = found.none()  # an exchange or a note: those stand beside
    if source in Source.labels:
        found = found.filter(source=Source[source.upper()])
    beside = _beside(owner, person, kind=kind, source=source)
    total = len(beside) + sum(
        count
        for (of_kind, of_source), count in counts.items()
        if kind in {"", of_kind} and source in {"", of_source}
    )
    pages = max(1, -(-total // size))
    number = min(max(number, 1), pages)
    start = (number - 1) * size
    entries = _merged(found, beside, start=start, size=size)
    return Timeline(tuple(entries), number, pages, total, _kinds(counts))


def _merged(found: QuerySet[Interaction], beside: list[Entry], *, start: int, size: int) -> list[Entry]:
    """Return entries ``start`` … ``start + size`` of interactions and the few other entries, newest first."""
    first = max(0, start - len(beside))
    rows = found.order_by("-at", "-id").values_list(
        "at", "kind", "direction", "source", "subject", "text", "size"
    )
    window = [_entry(row) for row in rows[first : start + size]]
    entries = sorted([*window, *beside], key=lambda entry: -entry.at)
    return (
        entries[start - first : start - first + size]
        if first == 0
        else _tail(window, beside, start - first, size)
    )


def _tail(window: list[Entry], beside: list[Entry], skip: int, size: int) -> list[Entry]:
    """Return a later page: entries newer than the window were on the pages before."""
    newest = window[0].at if window else 0
    later = [entry for entry in beside if entry.at <= newest]
    skipped = skip - (len(beside) - len(later))
    entries = sorted([*window, *later], key=lambda entry: -entry.at)
    return entries[max(skipped, 0) : max(skipped, 0) + size]


def _entry(row: tuple[int, int, int, int, str, str, int]) -> Entry:
    at, kind, direction, source, subject, text, size = row
    shown = text if len(text) <= _TEXT_SHOWN else text[:_TEXT_SHOWN] + "…"
    return Entry(at, Kind(kind).label, Direction(direction).label, Source(source).label, subject, shown, size)


def _counts(owner: Owner, person: int) -> dict[tuple[str, str], int]:
    """Return (kind, source) → how many; grouped by both so that the index by person answers, not one of the owner's."""
    rows = (
        Interaction.objects.of(owner)
        .filter(person=person)
        .values_list("kind", "source")
        .annotate(Count("id"))
    )
    return {(Kind(kind).label, Source(source).label): count for kind, source, count in rows.order_by()}


def _kinds(counts: dict[tuple[str, str], int]) -> tuple[tuple[str, int], ...]:
    kinds = {of_kind: 0 for of_kind, _ in sorted(counts, key=lambda pair: Kind[pair[0].upper()])}
    for (of_kind, _), count in counts.items():
        kinds[of_kind] += count
    return tuple(kinds.items())


def _beside(owner: Owner, person: int, *, kind: str, source: str) -> list[Entry]:
    """Return exchanges and notes, of which a person has few."""
    entries = []
    if kind in {"", "exchange"}:
        exchanges = Exchange.objects.of(owner).filter(person=person)
        for at, name, direction, origin, note in exchanges.values_list(
            "at", "kind", "direction", "source", "note"
        ):
            entries.append(
                Entry(at, name, "out" if direction == "given" else "in", origin, "", note[:_TEXT_SHOWN])
            )
    if kind in {"", "note"}:
        notes = Note.objects.of(owner).filter(person=person).values_list("at", "source", "text")
        entries += [Entry(at, "note", "", origin, "", text[:_TEXT_SHOWN]) for at, origin, text in notes]
    return [entry for entry in entries if not source or entry.source == source]


def commitments(owner: Owner, *, person: int | None = None, most: int = 200) -> list[Commitment]:
    """Return promises, open ones first, those due soonest first; of one person where given."""
    rows = Commitment.objects.of(owner).select_related("person")
    if person is not None:
        rows = rows.filter(person=person)
    is_closed = Case(When(state="open", then=0), default=1)
    return list(rows.order_by(is_closed, F("due_on").asc(nulls_last=True), "-id")[:most])


def exchanges(owner: Owner, *, person: int | None = None, most: int = 200) -> list[Exchange]:
    """Return the ledger's entries, newest first; of one person where given."""
    rows = Exchange.objects.of(owner).select_related("person")
    return list((rows if person is None else rows.filter(person=person)).order_by("-at", "-id")[:most])
