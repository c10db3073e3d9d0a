"""Ask what happened with one person: the timeline; what was promised; the ledger's entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from nexalink.accounts.models import Owner
from nexalink.interactions.errors import EntryMissing
from nexalink.interactions.models import Commitment, Direction, Exchange, Interaction, Kind, Source
from nexalink.kernel.dates import local_midday
from nexalink.ties.models import Mention, Note

PAGE_SIZE = 50
_TEXT_SHOWN = 600
NOTE_SHOWN = 4_000
"""So much of a note stands on the timeline; the rest on its own page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline, newest first. ``at`` is in seconds UTC; ``direction`` in, out, mutual or empty.

    ``number`` is the id of a touch or note that was written by hand and may be changed, 0 for everything else.
    """

    at: int
    kind: str
    direction: str
    source: str
    subject: str
    text: str
    size: int = 1
    number: int = 0
    named: tuple[tuple[int, str], ...] = ()
    """Whom a note names with @: id and name."""


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
    """Return one page of what happened with ``person``, optionally of one kind or source only: six queries."""
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
        "at", "kind", "direction", "source", "subject", "text", "size", "id"
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


def _entry(row: tuple[int, int, int, int, str, str, int, int]) -> Entry:
    at, kind, direction, source, subject, text, size, number = row
    shown = text if len(text) <= _TEXT_SHOWN else text[:_TEXT_SHOWN] + "…"
    return Entry(
        at, Kind(kind).label, Direction(direction).label, Source(source).label, subject, shown, size,
        number if source == Source.MANUAL else 0,
    )  # fmt: skip


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
    """Return exchanges, notes and promises, of which a person has few."""
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
        entries += _notes(owner, person)
    if kind in {"", "promise"}:
        entries += _promises(owner, person)
    return [entry for entry in entries if not source or entry.source == source]


def _notes(owner: Owner, person: int) -> list[Entry]:
    """Return the notes on a person and those on others that name them with @."""
    about = Q(person=person) | Q(mentions__person=person)
    notes = Note.objects.of(owner).filter(about, person__trashed_at=None).distinct()
    rows = list(notes.values_list("pk", "at", "source", "text", "person_id", "person__name"))
    named = _named(owner, [pk for pk, _, _, text, _, _ in rows if "@" in text])
    return [
        Entry(
            at, "note", "", origin, "" if of == person else f"on {name}",
            text if len(text) <= NOTE_SHOWN else f"{text[:NOTE_SHOWN]}…",
            number=pk if origin == "manual" else 0, named=tuple(named.get(pk, ())),
        )
        for pk, at, origin, text, of, name in rows
    ]  # fmt: skip


def _named(owner: Owner, notes: list[int]) -> dict[int, list[tuple[int, str]]]:
    """Return note → whom it names with @."""
    found: dict[int, list[tuple[int, str]]] = {}
    if notes:
        rows = Mention.objects.of(owner).filter(note__in=notes).order_by("person_id")
        for note, person, name in rows.values_list("note_id", "person_id", "person__name"):
            found.setdefault(note, []).append((person, name))
    return found


def _promises(owner: Owner, person: int) -> list[Entry]:
    """Return promises at the day they were made, with what became of them."""
    return [
        Entry(
            local_midday(row.made_on, owner.zone), "promise", "out" if row.by_owner else "in", row.source, row.what,
            told_state(row),
        )
        for row in Commitment.objects.of(owner).filter(person=person)
    ]  # fmt: skip


def told_state(commitment: Commitment) -> str:
    """Say what became of a promise, with its day."""
    due = commitment.due_on
    if commitment.closed_on is None:
        return f"open, due {_told_day(due)}" if due else "open"
    late = commitment.state == "kept" and due is not None and commitment.closed_on > due
    said = {"kept": "kept late" if late else "kept", "broken": "not kept"}[commitment.state]
    return f"{said}, {_told_day(commitment.closed_on)}"


def _told_day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise. ``state`` is ``open``, ``late`` (open and past its day), ``kept``, ``kept late`` or ``broken``."""

    number: int
    person: int
    name: str
    by_owner: bool
    what: str
    made_on: date
    due_on: date | None
    state: str
    closed_on: date | None


def open_commitments(owner: Owner, *, on: date, person: int | None = None) -> list[Promised]:
    """Return the promises that stand on day ``on``, those due soonest first, those without a day last: one query."""
    rows = Commitment.objects.of(owner).filter(state="open", made_on__lte=on).select_related("person")
    if person is not None:
        rows = rows.filter(person=person)
    return [_promised(row, on=on) for row in rows.order_by(F("due_on").asc(nulls_last=True), "id")]


def closed_commitments(owner: Owner, *, on: date, most: int = 100) -> list[Promised]:
    """Return the promises that were kept or not, the latest first: one query."""
    rows = Commitment.objects.of(owner).exclude(state="open").select_related("person")
    return [_promised(row, on=on) for row in rows.order_by("-closed_on", "-id")[:most]]


def _promised(row: Commitment, *, on: date) -> Promised:
    due, state = row.due_on, row.state
    if due is not None and state == "open" and due < on:
        state = "late"
    elif due is not None and state == "kept" and row.closed_on is not None and row.closed_on > due:
        state = "kept late"
    return Promised(
        row.pk, row.person_id, row.person.name, row.by_owner, row.what, row.made_on, due, state, row.closed_on
    )


@dataclass(frozen=True, slots=True)
class KeptPromises:
    """How one side kept its promises."""

    open: int
    overdue: int
    kept: int
    late: int
    broken: int


def kept_promises(owner: Owner, *, on: date) -> tuple[KeptPromises, KeptPromises]:
    """Return how the owner kept their promises, and how the others kept theirs: one query."""
    late = Q(state="kept", due_on__isnull=False, closed_on__gt=F("due_on"))
    rows = Commitment.objects.of(owner).values("by_owner").annotate(
        is_open=Count("id", filter=Q(state="open")), overdue=Count("id", filter=Q(state="open", due_on__lt=on)),
        kept=Count("id", filter=Q(state="kept") & ~late), late=Count("id", filter=late),
        broken=Count("id", filter=Q(state="broken")),
    ).order_by()  # fmt: skip
    sides = {
        row["by_owner"]: KeptPromises(row["is_open"], row["overdue"], row["kept"], row["late"], row["broken"])
        for row in rows
    }
    nothing = KeptPromises(0, 0, 0, 0, 0)
    return sides.get(True, nothing), sides.get(False, nothing)


@dataclass(frozen=True, slots=True)
class LastWords:
    """What the newest contact with words was about; ``at`` in seconds UTC.

    ``is_newest`` is False where a contact without words came later.
    """

    at: int
    kind: str
    direction: str
    subject: str
    text: str
    is_newest: bool


def last_words(owner: Owner, *, person: int) -> LastWords | None:
    """Return the newest contact with a person that has a subject or a text, None where no source tells: one query."""
    rows = Interaction.objects.of(owner).filter(person=person).exclude(kind__in=(Kind.GROUP, Kind.LIST))
    row = (
        rows.exclude(subject="", text="")
        .annotate(later=Exists(rows.filter(at__gt=OuterRef("at"))))
        .order_by("-at", "-id")
        .values_list("at", "kind", "direction", "subject", "text", "later")
        .first()
    )
    if row is None:
        return None
    at, kind, direction, subject, text, later = row
    return LastWords(at, Kind(kind).label, Direction(direction).label, subject, text, not later)


_MOST_PAIRS = 400


def at_moments(owner: Owner, moments: Mapping[int, int]) -> Iterator[QuerySet[Interaction]]:
    """Yield what happened with each person at one moment (person → seconds UTC), by as many looks into the index.

    Asked for as two lists, SQLite reads every row of these people; and it takes no more than 1,000 pairs in a query.
    """
    pairs = [Q(person=person, at=at) for person, at in moments.items()]
    for start in range(0, len(pairs), _MOST_PAIRS):
        yield Interaction.objects.of(owner).filter(reduce(or_, pairs[start : start + _MOST_PAIRS]))


def touch_by_hand(owner: Owner, touch: int) -> Interaction:
    """Return a touch that was logged by hand, with its person.

    Raises:
        EntryMissing: there is none, or a source brought it.
    """
    rows = Interaction.objects.of(owner).filter(pk=touch, source=Source.MANUAL)
    found = rows.select_related("person").first()
    if found is None:
        raise EntryMissing("That touch is not there, or it came from an import.", advice="Reload the page.")
    return found


def commitments(owner: Owner, *, person: int) -> list[Commitment]:
    """Return the promises to and of one person, open ones first, those due soonest first: one query."""
    rows = Commitment.objects.of(owner).filter(person=person)
    return sorted(rows, key=lambda row: (row.state != "open", row.due_on or date.max, -row.pk))


def exchanges(owner: Owner, *, person: int | None = None, most: int = 200) -> list[Exchange]:
    """Return the ledger's entries, newest first; of one person where given."""
    rows = Exchange.objects.of(owner).filter(person__trashed_at=None).select_related("person")
    return list((rows if person is None else rows.filter(person=person)).order_by("-at", "-id")[:most])
