"""Take a whole import back: what another archive states too stays, everything else that it brought goes."""

from array import array
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from nexalink.accounts import journal
from nexalink.accounts.models import Owner, OwnerFact
from nexalink.archives.after import refresh_people
from nexalink.archives.errors import AlreadyUndone, ArchiveMissing
from nexalink.archives.models import Archive, Change, Proposal
from nexalink.archives.recording import fingerprint
from nexalink.formats.handles import fold_name
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Exchange, Interaction
from nexalink.people.merging import tables_about_people, unmerge_people
from nexalink.people.models import NAME_BEFORE, Fact, Handle, Merge, Person, Position
from nexalink.ties.circles import EMPLOYER
from nexalink.ties.models import Membership, Note, Tag, Tagging, Tie

_CHUNK = 2_000
_PRINTS: tuple[tuple[type[models.Model], tuple[str, ...], str], ...] = (
    (Interaction, ("source", "source_key"), ""),
    (Handle, ("uri",), "handle"),
    (Fact, ("person_id", "kind", "value"), "fact"),
    (Exchange, ("source_key",), "exchange"),
    (Note, ("source_key",), "note"),
    (ConnectionRequest, ("source_key",), "request"),
    (Tagging, ("person_id", "tag_id"), "label"),
)
"""Table, the columns its fingerprint is made of, and the word it begins with."""


_DERIVED = frozenset(
    {
        "archives.Change", "archives.Proposal", "audits.Reading", "audits.TieScore", "people.Merge", "pruning.Candidate",
        "recall.Recollection", "ties.Membership", "ties.Tie", "today.Snooze",
    }
)  # fmt: skip
"""Tables about people that keep nobody: made from the rest, or of no worth without it."""


def undo_import(owner: Owner, *, archive: int, by: str) -> Archive:
    """Take an import back, in one transaction; people with notes, tags or a tier of the owner's stay.

    Raises:
        ArchiveMissing: there is no such import.
        AlreadyUndone: it was taken back before.
    """
    with transaction.atomic():
        found = Archive.objects.of(owner).filter(pk=archive).first()
        if found is None:
            raise ArchiveMissing("There is no such import.", advice="List them with: nexalink undo.")
        if found.undone_at:
            raise AlreadyUndone(f"The import of {found.name} was taken back already.")
        for merge in Merge.objects.of(owner).filter(imported_by=archive, undone_at=None).order_by("-id"):
            unmerge_people(owner, merge=merge.pk)
        answered_by_evidence = Proposal.objects.of(owner).filter(state="same", answered_at=None)
        answered_by_evidence.exclude(first=models.F("second")).update(state="open")
        touched = _touched(owner, archive)
        _give_names_back(owner, archive)
        others = _attested_elsewhere(owner, archive)
        for model, columns, word in _PRINTS:
            _hand_over_or_delete(owner, model, columns, word, archive, others)
        asked = Proposal.objects.of(owner).filter(imported_by=archive, state="open")
        asked.exclude(kind="same_person").delete()
        for model in (Position, Change, OwnerFact):
            model._default_manager.filter(owner=owner, imported_by=archive).delete()
        _remove_people(owner, archive)
        asked.update(imported_by=None)  # both are still there: the question is, too
        _remove_labels(owner, archive)
        touched &= set(Person.objects.of(owner).values_list("id", flat=True))
        refresh_people(owner, touched)
        refresh_ties(owner, touched)
        found.undone_at = timezone.now()
        found.attested = b""
        found.save(update_fields=["undone_at", "attested"])
        journal.write(
            owner,
            by=by,
            action="undo import",
            what=f"Took back the import of {found.name}",
            after={"archive": archive},
        )
        return found


def _touched(owner: Owner, archive: int) -> set[int]:
    people: set[int] = set()
    for model in (Handle, Position, Fact, Interaction, Note, Exchange, ConnectionRequest):
        rows: Any = model._default_manager.filter(owner=owner, imported_by=archive)
        people.update(rows.values_list("person_id", flat=True).distinct())
    people.discard(None)
    return people


def _give_names_back(owner: Owner, archive: int) -> None:
    """Call people as before the import named them; where a later one did so again, hand it the older name."""
    facts = Fact.objects.of(owner).filter(kind=NAME_BEFORE)
    for number, person, name in list(
        facts.filter(imported_by=archive).values_list("pk", "person_id", "value")
    ):
        facts.filter(pk=number).delete()
        later = facts.filter(person=person, pk__gt=number).exclude(imported_by=archive).order_by("pk").first()
        if later is None:
            _call(owner, person, name)
        elif facts.filter(person=person, source=later.source, value=name).exclude(pk=later.pk).exists():
            later.delete()
        else:
            later.value = name
            later.save(update_fields=["value"])


def _call(owner: Owner, person: int, name: str) -> None:
    found = Person.objects.of(owner).get(pk=person)
    if "name" not in found.by_owner:
        found.name, found.folded_name = name, fold_name(name)[:400]
        found.save(update_fields=["name", "folded_name"])


def _attested_elsewhere(owner: Owner, archive: int) -> dict[int, int]:
    """Return fingerprint → an archive that states it too; the latest one wins."""
    others: dict[int, int] = {}
    archives = Archive.objects.of(owner).filter(undone_at=None).exclude(pk=archive).order_by("id")
    for pk, blob in archives.values_list("id", "attested"):
        prints = array("Q")
        prints.frombytes(bytes(blob))
        others.update(dict.fromkeys(prints, pk))
    return others


def _hand_over_or_delete(
    owner: Owner,
    model: type[models.Model],
    columns: tuple[str, ...],
    word: str,
    archive: int,
    others: dict[int, int],
) -> None:
    rows: Any = model._default_manager.filter(owner=owner, imported_by=archive)
    given: dict[int, list[int]] = {}
    if others:
        joined = _joined(owner) if "person_id" in columns else {}
        for pk, *values in rows.values_list("pk", *columns).iterator(_CHUNK):
            heir = next(
                (others[mark] for mark in _prints(word, columns, values, joined) if mark in others), None
            )
            if heir:
                given.setdefault(heir, []).append(pk)
    for heir, keys in given.items():
        for start in range(0, len(keys), _CHUNK):
            model._default_manager.filter(pk__in=keys[start : start + _CHUNK]).update(imported_by=heir)
    rows._raw_delete(rows.db)  # noqa: SLF001 - nothing points to these rows: no need to load them


def _prints(
    word: str, columns: tuple[str, ...], values: list[Any], joined: dict[int, set[int]]
) -> Iterator[int]:
    """Yield the fingerprints that a row may have been attested under: as it is, and under whom its person was before."""
    yield fingerprint(*([word] if word else []), *values)
    if "person_id" in columns:
        place = columns.index("person_id")
        before, after = values[:place], values[place + 1 :]
        for person in sorted(joined.get(values[place], ())):
            yield fingerprint(word, *before, person, *after)
        if word == "fact":  # as imports before November 2026 attested it, whomever it was said of
            yield fingerprint(word, *before, *after)


def _joined(owner: Owner) -> dict[int, set[int]]:
    """Return person → the records that were merged with them, also where that was taken back."""
    joined: dict[int, set[int]] = {}
    for kept, gone in Merge.objects.of(owner).values_list("kept_id", "gone"):
        joined.setdefault(kept, set()).add(gone)
        joined.setdefault(gone, set()).add(kept)
    return joined


def _remove_labels(owner: Owner, archive: int) -> None:
    """Remove the labels that only this archive brought; one that somebody still bears passes to who gave it."""
    brought = Tag.objects.of(owner).filter(imported_by=archive)
    brought.filter(tagging=None).delete()
    left = Tagging.objects.of(owner).filter(tag=models.OuterRef("pk"))
    giver = left.order_by(models.F("imported_by").asc(nulls_first=True)).values("imported_by")[:1]
    brought.update(imported_by=models.Subquery(giver))


def _remove_people(owner: Owner, archive: int) -> None:
    """Remove the people whom only this archive knew; whoever the owner wrote anything about stays."""
    people = Person.objects.of(owner).filter(imported_by=archive)
    kept_by = [
        models.Exists(model._default_manager.filter(owner=owner, **{name: models.OuterRef("pk")}))
        for model, name in tables_about_people()
        if model._meta.label not in _DERIVED
    ]
    by_hand = models.Exists(
        Tie.objects.of(owner)
        .filter(person=models.OuterRef("pk"))
        .exclude(tier=None, tracked=False, marked_genuine=None, judgements={})
    )
    own_circle = models.Exists(
        Membership.objects.of(owner).filter(person=models.OuterRef("pk")).exclude(circle__kind=EMPLOYER)
    )
    gone = people.filter(by_owner={}, trashed_at=None).exclude(by_hand).exclude(own_circle)
    for condition in kept_by:
        gone = gone.exclude(condition)
    keys = list(gone.values_list("id", flat=True))
    for start in range(0, len(keys), _CHUNK):
        Person.objects.of(owner).filter(pk__in=keys[start : start + _CHUNK]).delete()
    for table in (Handle, Interaction, Position, Fact):  # who stays was known to another archive too
        rows = table.objects.of(owner).filter(person=models.OuterRef("pk")).exclude(imported_by=None)
        heir = models.Subquery(rows.order_by("imported_by").values("imported_by")[:1])
        people.annotate(heir=heir).filter(heir__isnull=False).update(imported_by=models.F("heir"))
    people.update(imported_by=None)
