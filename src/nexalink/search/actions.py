"""Keep the index true to the journal. It is derived: no act of the owner's, no journal line, nothing to undo."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from nexalink.accounts import journal
from nexalink.accounts.models import Owner
from nexalink.interactions.models import Interaction
from nexalink.search import words_table
from nexalink.search.following import Stale, newest_line, stale_since
from nexalink.search.gathered import playbooks_with, read_people, read_playbooks
from nexalink.search.models import Bookmark, Entry, Kind
from nexalink.search.queries import GROUP, PAGE, Found, KindPage, search, search_kind
from nexalink.search.sources import CHUNK, SOURCES, Document, Names, Source, chunks, names_of

VERSION = "2"
"""Rises when words are cut or kept in another way: the index is then made anew."""
_PATIENCE_MS = 300
"""So long a search waits for another writer, such as an import; then it answers from the index as it is."""
_SLOWLY_CHANGED = tuple(kind for kind in Kind if kind not in {Kind.PERSON, Kind.TOUCH})
Kept = dict[int, tuple[int, int, str, str, str]]


def bring_up_to_date(owner: Owner) -> bool:
    """Read what the journal tells of since the last time into the index; return whether it is up to date now.

    One transaction: rows and bookmark move together, so nothing is missed or read twice whatever is killed when.
    Where nothing changed it takes two queries.
    """
    held = Bookmark.objects.of(owner).first()
    if held is not None and held.version == VERSION and held.line == newest_line(owner):
        return True
    try:
        until = _settled_line(owner)
        with _patiently():
            _follow(owner, until)
    except OperationalError:  # somebody else is writing: an import may take minutes
        return False
    return True


def state_of_index(owner: Owner) -> tuple[bool, str]:
    """Tell whether the index is sound, in a sentence; it is made anew where it is not, for it holds nothing of its own."""
    if not Bookmark.objects.of(owner).filter(version=VERSION).exists():
        return True, "the search index is made with the first search"
    if words_table.is_sound():
        return True, f"the search index is sound: {Entry.objects.of(owner).count():,} entries"
    rebuild(owner)
    return False, "the search index was damaged and has been made anew: run doctor once more"


def rebuild(owner: Owner) -> int:
    """Make the owner's index anew from all rows; return how many entries it has."""
    until = _settled_line(owner)
    with transaction.atomic():
        return _make(owner, _bookmark(owner), until)


def _make(owner: Owner, held: Bookmark, until: int) -> int:
    words_table.clear(owner)
    count = words_table.add(owner, _all_documents(owner))
    held.version, held.line = VERSION, until
    held.save(update_fields=["version", "line"])
    return count


def _all_documents(owner: Owner) -> Iterator[Document]:
    names = names_of(owner)
    yield from read_people(owner)
    yield from read_playbooks(owner, names)
    for kind, source in SOURCES.items():
        if kind != Kind.TOUCH:
            yield from source.read(owner, names)
    yield from SOURCES[Kind.TOUCH].read(owner, names)


@contextmanager
def _patiently() -> Iterator[None]:
    """Be one transaction that waits only shortly for other writers."""
    if not words_table.is_sqlite():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {_PATIENCE_MS}")
            yield
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    try:
        with transaction.atomic():
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")


def _settled_line(owner: Owner) -> int:
    """Return the newest line before which no other can appear any more, waiting shortly for who is writing one.

    SQLite has one writer: its lines come in order, and there is nothing to wait for.
    """
    if words_table.is_sqlite():
        return newest_line(owner)
    with _patiently():
        journal.settle(owner)
        return newest_line(owner)


def _bookmark(owner: Owner) -> Bookmark:
    """Return the owner's bookmark, held until the transaction ends: one reader of the journal at a time."""
    Bookmark.objects.get_or_create(owner=owner, defaults={"version": "", "line": 0})
    return Bookmark.objects.of(owner).select_for_update().get()


def _follow(owner: Owner, until: int) -> None:
    held = _bookmark(owner)
    if held.version != VERSION:
        _make(owner, held, until)
        return
    stale = stale_since(owner, line=held.line, until=until)
    if stale.everything:
        _compare_all(owner)
    elif stale:
        _read_again(owner, stale)
    if held.line < until:
        held.line = until
        held.save(update_fields=["line"])


def _read_again(owner: Owner, stale: Stale) -> None:
    """Replace the entries of what changed."""
    rows = {kind: set(found) for kind, found in stale.rows.items()}
    for kind, source in SOURCES.items():
        if stale.whole and source.people:
            about = source.about(owner, stale.whole)
            rows.setdefault(kind, set()).update(about, _indexed(owner, kind, stale.whole))
    if stale.whole:
        rows.setdefault(Kind.PLAYBOOK, set()).update(playbooks_with(owner, stale.whole))
    people = stale.people | stale.whole
    if people:
        words_table.remove(owner, kind=Kind.PERSON, objects=people)
        words_table.add(owner, read_people(owner, people))
    for kind, ids in rows.items():
        if ids:
            words_table.remove(owner, kind=kind, objects=ids)
            words_table.add(owner, _documents(owner, kind, ids))


def _indexed(owner: Owner, kind: Kind, people: Iterable[int]) -> set[int]:
    """Return the rows that the index holds under ``people``."""
    found: set[int] = set()
    for chunk in chunks(people):
        entries = Entry.objects.of(owner).filter(kind=kind, person__in=chunk)
        found.update(entries.values_list("object", flat=True))
    return found


def _documents(owner: Owner, kind: Kind, ids: set[int]) -> Iterator[Document]:
    names = _names_for(owner, kind, ids)
    if kind == Kind.PLAYBOOK:
        return read_playbooks(owner, names, ids)
    return SOURCES[kind].read(owner, names, ids)


def _names_for(owner: Owner, kind: Kind, ids: set[int]) -> Names:
    """Return the names of the people that these rows are about."""
    if kind == Kind.PLAYBOOK:
        return names_of(owner)
    source, people = SOURCES[kind], set[int]()
    for chunk in chunks(ids):
        rows = source.model._default_manager.filter(owner=owner, pk__in=chunk)
        for column in source.people:
            people.update(person for person in rows.values_list(f"{column}_id", flat=True) if person)
    return names_of(owner, people)


def _compare_all(owner: Owner) -> None:
    """Bring the index in line with all rows after an import or the like, writing only what differs."""
    names = names_of(owner)
    renamed = _compare(owner, Kind.PERSON, read_people(owner))
    for kind in _SLOWLY_CHANGED:
        source = SOURCES.get(kind)
        _compare(owner, kind, source.read(owner, names) if source else read_playbooks(owner, names))
    _compare_touches(owner, names, renamed)


def _compare(owner: Owner, kind: Kind, documents: Iterator[Document]) -> set[int]:
    """Make the entries of one kind what ``documents`` say; return the rows whose title changed."""
    columns = ("object", "person", "at", "title", "text", "who")
    entries = Entry.objects.of(owner).filter(kind=kind).values_list(*columns)
    kept: Kept = {row[0]: row[1:] for row in entries.iterator(2_000)}
    new: list[Document] = []
    changed, renamed = set[int](), set[int]()
    for document in documents:
        before = kept.pop(document.object, None)
        if before == document[2:]:
            continue
        new.append(document)
        if before is not None:
            changed.add(document.object)
            if before[2] != document.title:
                renamed.add(document.object)
    words_table.remove(owner, kind=kind, objects=changed | kept.keys())
    words_table.add(owner, new)
    return renamed | kept.keys()


def _compare_touches(owner: Owner, names: Names, renamed: set[int]) -> None:
    """As above for messages and meetings, of which there may be a million: told apart by their ids and people.

    What a message says never changes but by an act of its own, which the journal names.
    """
    held = dict(
        Entry.objects.of(owner).filter(kind=Kind.TOUCH).values_list("object", "person").iterator(5_000)
    )
    source = SOURCES[Kind.TOUCH]
    rows = Interaction.objects.of(owner).filter(source.only).values_list("pk", "person_id", "at")
    new: list[tuple[int, int]] = []
    moved: set[int] = set()
    for pk, person, at in rows.iterator(5_000):
        before = held.pop(pk, None)
        if before == person and person not in renamed:
            continue
        new.append((at, pk))
        if before is not None:
            moved.add(pk)
    words_table.remove(owner, kind=Kind.TOUCH, objects=moved | held.keys())
    new.sort()
    words_table.add(owner, _in_order(owner, source, names, [pk for _, pk in new]))


def _in_order(owner: Owner, source: Source, names: Names, ids: list[int]) -> Iterator[Document]:
    for start in range(0, len(ids), CHUNK):
        yield from source.read(owner, names, ids[start : start + CHUNK])


def find_everything(owner: Owner, text: str, *, each: int = GROUP) -> tuple[Found, bool]:
    """Bring the index up to date and search; False where somebody is writing and the newest may be missing."""
    current = bring_up_to_date(owner)
    return search(owner, text, each=each), current


def find_kind(
    owner: Owner, text: str, *, kind: Kind, number: int = 1, size: int = PAGE
) -> tuple[KindPage, bool]:
    """Bring the index up to date and return one page of one kind; False as above."""
    current = bring_up_to_date(owner)
    return search_kind(owner, text, kind=kind, number=number, size=size), current
