"""Record sightings: who they are about, what is new, written in bulk inside one transaction."""

import gc
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from operator import itemgetter

from nexalink.accounts import bulk
from nexalink.accounts.models import Owner
from nexalink.archives.accounting import Accounting
from nexalink.archives.known import STAND_INS, Known, NameVerdict
from nexalink.formats.handles import fold_name
from nexalink.importers.contract import OwnerIdentity
from nexalink.importers.sightings import (
    ExchangeSeen,
    InteractionSeen,
    Item,
    NoteSeen,
    OwnerSeen,
    PersonSeen,
    RequestSeen,
    Skipped,
    Trouble,
)
from nexalink.interactions.models import Exchange, Interaction, Kind, Source
from nexalink.measures.names import natural_name
from nexalink.people.models import Fact, Handle, Person, Position
from nexalink.ties.models import Note

BATCH = 5_000
_ID_BLOCK = 2_000
_KINDS = {kind.label: kind.value for kind in Kind}
_DIRECTIONS = {"in": -1, "mutual": 0, "out": 1}
_CARDS = {"card", "contact"}
_ADDRESS_BOOK = "contacts"
"""Where cards and contacts are filed, also those that the LinkedIn export holds: they are no ties of LinkedIn."""
_LONGEST_KEY = 100
_MOST_THREADS = 200_000
_MINUTE = 60

PERSON_COLUMNS = (
    "id", "owner_id", "name", "folded_name", "company", "title", "place", "birthday",
    "industry", "function", "stage", "by_owner", "imported_by",
)  # fmt: skip
HANDLE_COLUMNS = ("owner_id", "person_id", "uri", "shared", "source", "imported_by")
POSITION_COLUMNS = (
    "owner_id", "person_id", "company", "title", "started", "finished", "seen_on", "source", "imported_by",
)  # fmt: skip
FACT_COLUMNS = ("owner_id", "person_id", "kind", "value", "source", "imported_by")
INTERACTION_COLUMNS = (
    "owner_id", "person_id", "at", "kind", "direction", "size", "source", "thread", "invitation_note", "source_key",
    "subject", "text", "imported_by",
)  # fmt: skip
_BY_KEY = itemgetter(INTERACTION_COLUMNS.index("source_key"))
NOTE_COLUMNS = ("owner_id", "person_id", "at", "text", "source", "source_key", "imported_by")
EXCHANGE_COLUMNS = (
    "owner_id", "person_id", "name", "direction", "kind", "size", "at", "asked", "note", "source", "source_key",
    "imported_by",
)  # fmt: skip


def fingerprint(*parts: object) -> int:
    """Return the first 63 bits of a hash of ``parts``: stable between runs and machines."""
    text = "\x1f".join(map(str, parts))
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def short_key(key: str) -> str:
    """Return a source's key as it is stored: long ones by their hash."""
    if len(key) <= _LONGEST_KEY:
        return key
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=24).hexdigest()


@contextmanager
def no_collecting() -> Iterator[None]:
    """Hold the cycle collector: a million small tuples hold no cycles, and looking for some costs a tenth of it all."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def clean(text: str, longest: int) -> str:
    """Return ``text`` fit for a column: no NUL bytes (PostgreSQL refuses them), no lone surrogates, cut to length."""
    if text.isascii() and "\0" not in text:
        return text if len(text) <= longest else text[:longest]
    text = text[: longest + 16]
    if "\0" in text:
        text = text.replace("\0", "")
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text[:longest]


@dataclass(slots=True)
class Recorder:
    """Records the items of one archive. Buffers rows and writes them every ``BATCH`` items.

    ``touched`` are the people whose counts or display must be derived again afterwards; ``attested`` the fingerprints
    of what this archive states too, though it was known. ``late`` says that a newer export of the same source is known:
    what this one states is history.
    """

    owner: Owner
    archive: int
    source: str
    until: date
    known: Known
    identity: OwnerIdentity
    compatible: NameVerdict
    late: bool = False
    accounting: Accounting = field(default_factory=Accounting)
    touched: set[int] = field(default_factory=set)
    created: set[int] = field(default_factory=set)
    attested: set[int] = field(default_factory=set)
    requests: list[RequestSeen] = field(default_factory=list)
    connections: dict[int, PersonSeen] = field(default_factory=dict)
    job_changes: list[tuple[int, tuple[str, str], tuple[str, str], date]] = field(default_factory=list)
    person_rows: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    labels: list[tuple[int, str]] = field(default_factory=list)
    _people: list[tuple[object, ...]] = field(default_factory=list)
    _handles: list[tuple[object, ...]] = field(default_factory=list)
    _positions: list[tuple[object, ...]] = field(default_factory=list)
    _facts: list[tuple[object, ...]] = field(default_factory=list)
    _events: list[InteractionSeen] = field(default_factory=list)
    _notes: list[NoteSeen] = field(default_factory=list)
    _exchanges: list[ExchangeSeen] = field(default_factory=list)
    _pending: list[tuple[object, ...]] = field(default_factory=list)
    _note_people: dict[int, int] = field(default_factory=dict)
    _ids: list[int] = field(default_factory=list)
    _has_history: bool | None = None
    _seen_keys: set[int] = field(default_factory=set)
    _threads: dict[str, int] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    def record(self, items: Iterable[Item], *, progress: Callable[[int], None]) -> None:
        """Take every item; ``progress`` is called with the number of rows so far after each batch."""
        takers: dict[type, Callable[..., None]] = {
            InteractionSeen: self._events.append,
            PersonSeen: self._person,
            Skipped: self._skipped,
            Trouble: self.accounting.trouble,
            RequestSeen: self.requests.append,
            ExchangeSeen: self._exchanges.append,
            NoteSeen: self._notes.append,
            OwnerSeen: self._owner,
        }
        with no_collecting():
            count = self._take_all(items, takers, progress)
        self._write_exchanges()
        self._write_notes()
        progress(count)

    def _take_all(
        self, items: Iterable[Item], takers: dict[type, Callable[..., None]], progress: Callable[[int], None]
    ) -> int:
        count = 0
        for item in items:
            takers[type(item)](item)
            count += 1
            if count % BATCH == 0:
                self.flush()
                progress(count)
        self.flush()
        return count

    def flush(self) -> None:
        """Write what is buffered."""
        self._write_events()
        for model, columns, rows in (
            (Person, PERSON_COLUMNS, self._people),
            (Handle, HANDLE_COLUMNS, self._handles),
            (Position, POSITION_COLUMNS, self._positions),
            (Fact, FACT_COLUMNS, self._facts),
        ):
            if rows:
                bulk.insert(model, columns, rows, ignore_known=model is not Person)
                rows.clear()
        if self._pending:
            self._pending.sort(key=_BY_KEY)  # neighbours in the index are written together
            bulk.insert(Interaction, INTERACTION_COLUMNS, self._pending, ignore_known=True)
            self._pending.clear()

    # ------------------------------------------------------------------ people

    def _skipped(self, item: Skipped) -> None:
        self.accounting.skip(item.file, item.reason)

    def _owner(self, item: OwnerSeen) -> None:
        if item.counts_row:
            self.accounting.row(item.file, "unchanged")

    def new_person(self, name: str, *, company: str = "", title: str = "") -> int:
        """Add a person and return the id."""
        if not self._ids:
            self._ids = list(reversed(bulk.reserve_ids(Person, _ID_BLOCK)))
        person = self._ids.pop()
        name = clean(name, 400)
        self._people.append(
            (
                person, self.owner.pk, name, fold_name(name)[:400], clean(company, 400), clean(title, 400), "", "",
                "", "", "", "{}", self.archive,
            )
        )  # fmt: skip
        self.known.names[person] = name
        self.known.jobs[person] = (company, title)
        self.created.add(person)
        self.touched.add(person)
        return person

    def new_names(self) -> Iterator[str]:
        """Yield the names of the people that this archive added, in its order."""
        for person in sorted(self.created):
            if name := self.known.names.get(person):
                yield name

    def _hold(self, person: int, uri: str, *, shared: bool = False) -> bool:
        """Note that ``person`` holds ``uri``; tell whether that is new."""
        if len(uri) > 700 or "\0" in uri:
            return False
        if (uri, person) in self.known.held:
            self.attested.add(fingerprint("handle", uri))
            return False
        shared = shared or uri in self.known.shared
        self.known.learn(uri, person, shared=shared)
        self._handles.append((self.owner.pk, person, uri, shared, self.source, self.archive))
        return True

    def _share(self, uri: str) -> None:
        """Mark a handle that cards of different names hold: it identifies nobody any more."""
        self.known.shared.add(uri)
        self.known.by_handle.pop(uri, None)
        self.flush_handles()
        Handle.objects.of(self.owner).filter(uri=uri).update(shared=True)

    def flush_handles(self) -> None:
        """Write the buffered people and handles."""
        if self._people:
            bulk.insert(Person, PERSON_COLUMNS, self._people)
            self._people.clear()
        if self._handles:
            bulk.insert(Handle, HANDLE_COLUMNS, self._handles, ignore_known=True)
            self._handles.clear()

    def _person(self, item: PersonSeen) -> None:
        own = self.identity.handles
        if own and any(uri in own for uri in item.handles):
            self.accounting.skip(item.file, "self")
            return
        if item.kind != "connection":
            item = item._replace(name=natural_name(item.name))
        known = self.known
        people, shared = known.evidence(item.handles, name=item.name, compatible=self.compatible)
        for uri in shared:
            self._share(uri)
        if not people:
            person = self.new_person(item.name, company=item.company, title=item.title)
            outcome = "created"
        else:
            person = known.find(people[0])
            for other in people[1:]:
                names = known.names.get(person, ""), known.names.get(known.find(other), "")
                person = known.join(person, other, "same handle on one record")
                for name in names:
                    if name and name != known.names[person]:
                        self._fact(person, "name", name)
            outcome = "unchanged" if self._knew(person, item) else "merged"
        changed = self._facts_of(person, item)
        known.carded.add(person)
        if changed and outcome == "unchanged":
            outcome = "updated"
        self.person_rows[len(self.person_rows)] = (
            item.file,
            person if outcome in {"created", "merged"} else None,
        )
        self.accounting.row(item.file, outcome)

    def _knew(self, person: int, item: PersonSeen) -> bool:
        """Tell whether this source brought the person before (else two sources meet: merged)."""
        if item.kind == "connection":
            return person in self.known.connected or person in self.known.positions
        return (person, "source", _ADDRESS_BOOK) in self.known.facts

    def _facts_of(self, person: int, item: PersonSeen) -> bool:
        """Record what the item says; tell whether anything was new."""
        changed = False
        for uri in item.handles:
            if uri.startswith(STAND_INS) and person in self.known.profiles:
                self.known.by_handle.setdefault(
                    uri, person
                )  # for this archive's messages, which know no profile
            else:
                changed |= self._hold(person, uri)
        changed |= self._name_of(person, item)
        if item.company or item.title:
            changed |= self._position(person, item)
        for kind, value in self._statements(person, item):
            changed |= self._fact(person, kind, value)
        self._beside(person, item)
        if changed:
            self.touched.add(person)
        return changed

    def _statements(self, person: int, item: PersonSeen) -> list[tuple[str, str]]:
        """Return the item's facts, and that it is a connection or stands in an address book."""
        facts = list(item.facts)
        if item.is_connection:
            facts.append(("connection", item.connected_on.isoformat() if item.connected_on else ""))
            self.connections[person] = item
        elif item.kind in _CARDS:
            facts.append(("source", _ADDRESS_BOOK))
        return facts

    def _beside(self, person: int, item: PersonSeen) -> None:
        """Keep what changes nothing about who the person is: former jobs, labels, the card's note."""
        for company, title, started, finished in item.positions:
            self._positions.append(
                (self.owner.pk, person, clean(company, 400), clean(title, 400), started[:10], finished[:10],
                 self.until, self.source, self.archive)
            )  # fmt: skip
        self.labels.extend((person, label) for label in item.labels)
        if item.note:
            self._note_people[len(self._notes)] = person
            self._notes.append(
                NoteSeen(item.file, item.line, "card:" + item.source_key, "", item.name, item.note, 0)
            )

    def _name_of(self, person: int, item: PersonSeen) -> bool:
        """Keep every name; a connection's own name is shown before an address book's, that before a mail's.

        What a newer export calls a connection stands.
        """
        changed = False
        known = self.known
        shown = known.names.get(person, "")
        own = item.kind == "connection" and not (self.late and person in known.connected)
        for name in (item.name, *item.all_names):
            if name and name != shown:
                changed |= self._fact(person, "name", name)
        if item.name and item.name != shown and (not shown or own or person not in known.carded):
            if shown:
                self._fact(person, "name", shown)
            known.rename(person, item.name)
        return changed

    def _fact(self, person: int, kind: str, value: str) -> bool:
        value = clean(value, 2000)
        entry = (person, kind[:60], value)
        if entry in self.known.facts:
            self.attested.add(fingerprint("fact", person, kind[:60], value))
            return False
        self.known.facts.add(entry)
        if kind == "connection":
            self.known.connected[person] = value
        self._facts.append((self.owner.pk, person, kind[:60], value, self.source, self.archive))
        return True

    def _position(self, person: int, item: PersonSeen) -> bool:
        company, title = clean(item.company, 400), clean(item.title, 400)
        source = self.source if item.kind == "connection" else _ADDRESS_BOOK
        self._positions.append(
            (self.owner.pk, person, company, title, "", "", self.until, source, self.archive)
        )
        known = self.known
        before = known.positions.get(person)
        if item.kind != "connection":
            is_new = (person, company, title) not in known.filed
            known.filed.add((person, company, title))
            return is_new and (before is None or before[1:] != (company, title))
        if before is None or person in self.created:
            known.positions.setdefault(person, (self.until, company, title))
            return True
        if before[1:] == (company, title):
            return False
        if self.until > before[0]:
            self.job_changes.append((person, before[1:], (company, title), before[0]))
            known.positions[person] = (self.until, company, title)
        return True

    # ------------------------------------------------------------ interactions

    def _who(self, uri: str, name: str) -> int:
        """Return the person behind a handle, adding one where it is unknown or shared."""
        known = self.known
        person = known.by_handle.get(uri)
        if person is not None:
            if known.parent:
                person = known.find(person)
            if name and not known.names.get(person):
                known.rename(person, natural_name(name))
            return person
        if uri in known.shared:
            for holder_uri, holder in known.held:
                if holder_uri == uri and self.compatible(name, known.names.get(holder, "")):
                    return known.find(holder)
        person = self.new_person(natural_name(name) if "@" not in name else "")
        self._hold(person, uri)
        return person

    def _write_events(self) -> None:
        if not self._events:
            return
        events, self._events[:] = list(self._events), []
        known_keys = self._known_keys(events)
        own = self.identity.handles
        owner, archive, source = self.owner.pk, self.archive, Source[self.source.upper()].value
        row, append, touched = self.accounting.row, self._pending.append, self.touched
        threads = self._threads
        seen = self._seen_keys
        created: Counter[str] = Counter()
        for event in events:
            file, _, key, at, kind, direction, met, size, name, subject, text, is_note, counts_row = event
            if len(key) > _LONGEST_KEY:
                key = short_key(key)
            mark = hash(key)
            if mark in seen or key in known_keys:
                self.attested.add(fingerprint(source, key))
                if counts_row:
                    row(file, "unchanged" if key in known_keys else "merged")
                continue
            seen.add(mark)
            people = self._whom(met, own)
            thread = threads.get(name) or self._thread(name)
            way, what = _DIRECTIONS[direction], _KINDS[kind]
            if subject:
                subject = clean(subject, 500)
            if text:
                text = clean(text, 20_000)
            for person in people:
                append(
                    (owner, person, at, what, way, size, source, thread, is_note, key, subject, text, archive)
                )
            touched.update(people)
            if counts_row:
                created[file] += 1
        self.accounting.many(created, "created")

    def _thread(self, name: str) -> int:
        """Return the number of a conversation; 0 where the source names none."""
        if not name:
            return 0
        number = fingerprint("thread", name) or 1
        if len(self._threads) < _MOST_THREADS:
            self._threads[name] = number
        return number

    def _whom(self, people: tuple[tuple[str, str], ...], own: frozenset[str]) -> Collection[int]:
        """Return the people an event counts for, each once; nearly always one, known, never joined to another."""
        known = self.known
        for uri, _ in people:
            if uri not in self._met:  # an address that was known is stated by this archive, too
                self._met.add(uri)
                self.attested.add(fingerprint("handle", uri))
        if len(people) == 1 and not known.parent:
            found = known.by_handle.get(people[0][0])
            if found is not None and known.names.get(found):
                return (found,)
        return {self._who(uri, name) for uri, name in people if uri not in own}

    def _known_keys(self, events: list[InteractionSeen]) -> set[str]:
        """Return which of the events' keys were recorded by an earlier archive: one query a batch."""
        source = Source[self.source.upper()].value
        recorded = Interaction.objects.of(self.owner).filter(source=source)
        if self._has_history is None:
            self._has_history = recorded.exclude(imported_by=self.archive).exists()
        if not self._has_history:
            return set()
        keys = [short_key(event.source_key) for event in events]
        found: set[str] = set()
        for start in range(0, len(keys), 900):
            some = recorded.filter(source_key__in=keys[start : start + 900])
            found.update(some.exclude(imported_by=self.archive).values_list("source_key", flat=True))
        return found | self._told_to_the_minute(events, found) if self.source == "linkedin" else found

    def _told_to_the_minute(self, events: list[InteractionSeen], known_keys: set[str]) -> set[str]:
        """Return the keys of messages that another export told of, one of both to the minute only, as those of 2018 do.

        Of one person, in one direction, in the same minute. What was told first stays and is attested by this archive.
        """
        about: dict[str, tuple[int, int, int]] = {}
        for event in events:
            key = short_key(event.source_key)
            person = self.known.lookup(event.people[0][0]) if len(event.people) == 1 else None
            if person is not None and key not in known_keys:
                about[key] = person, _DIRECTIONS[event.direction], event.at
        if not about:
            return set()
        told: defaultdict[tuple[int, int, int], list[tuple[int, str]]] = defaultdict(list)
        people = sorted({person for person, _, _ in about.values()})
        times = [at for _, _, at in about.values()]
        recorded = Interaction.objects.of(self.owner).filter(
            source=Source.LINKEDIN, at__range=(min(times) - _MINUTE, max(times) + _MINUTE)
        )
        for start in range(0, len(people), 900):
            rows = recorded.filter(person__in=people[start : start + 900]).exclude(imported_by=self.archive)
            for person, way, at, key in rows.values_list("person_id", "direction", "at", "source_key"):
                told[person, way, at // _MINUTE].append((at % _MINUTE, key))
        found = set()
        for key, (person, way, at) in about.items():
            twins = told.get((person, way, at // _MINUTE), [])
            if twins and (at % _MINUTE == 0 or any(second == 0 for second, _ in twins)):
                found.add(key)
                self.attested.update(fingerprint(Source.LINKEDIN.value, twin) for _, twin in twins)
        return found

    # ------------------------------------------------------- value and notes

    def _write_exchanges(self) -> None:
        keys = set(
            Exchange.objects.of(self.owner).filter(source=self.source).values_list("source_key", flat=True)
        )
        rows = []
        for seen in self._exchanges:
            key = short_key(seen.source_key)
            if key in keys:
                self.attested.add(fingerprint("exchange", key))
                self.accounting.row(seen.file, "unchanged")
                continue
            keys.add(key)
            person = self.known.lookup(seen.handle) if seen.handle else None
            if person is not None:
                self.touched.add(person)
            rows.append(
                (self.owner.pk, person, clean(seen.name, 400), seen.direction, seen.kind, "small", seen.at, None,
                 clean(seen.note, 20_000), self.source, key, self.archive)
            )  # fmt: skip
            self.accounting.row(seen.file, "created")
        bulk.insert(Exchange, EXCHANGE_COLUMNS, rows)

    def _write_notes(self) -> None:
        keys = set(
            Note.objects.of(self.owner).filter(source=self.source).values_list("source_key", flat=True)
        )
        rows = []
        for index, seen in enumerate(self._notes):
            key = short_key(seen.source_key)
            of_card = index in self._note_people
            if key in keys:
                self.attested.add(fingerprint("note", key))
                if not of_card:
                    self.accounting.row(seen.file, "unchanged")
                continue
            keys.add(key)
            person = self._note_people[index] if of_card else self._who(seen.handle, seen.name)
            at = seen.at or int(
                datetime(self.until.year, self.until.month, self.until.day, tzinfo=UTC).timestamp()
            )
            rows.append(
                (
                    self.owner.pk,
                    self.known.find(person),
                    at,
                    clean(seen.text, 100_000),
                    self.source,
                    key,
                    self.archive,
                )
            )
            self.touched.add(person)
            if not of_card:
                self.accounting.row(seen.file, "created")
        self.flush()
        bulk.insert(Note, NOTE_COLUMNS, rows, ignore_known=True)
