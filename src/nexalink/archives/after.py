"""What follows once all rows of an archive are recorded: joins, job changes, requests, removed people, questions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import combinations
from typing import NamedTuple

from django.db.models import F

from nexalink.accounts import bulk
from nexalink.accounts.models import Owner
from nexalink.archives.known import STAND_INS, Known, asked_pairs
from nexalink.archives.models import Archive, Change, Proposal
from nexalink.archives.recording import Recorder, clean, fingerprint, no_collecting, short_key
from nexalink.formats.handles import fold_name
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.counts import refresh_ties
from nexalink.measures.likeness import PersonRecord, likeness
from nexalink.people.merging import merge_people
from nexalink.people.models import NAME_BEFORE, Fact, Merge, Person, Position
from nexalink.people.shown import newest_jobs, stated_birthdays
from nexalink.ties.models import Tag, Tagging, Tie

MOST_NAMESAKES = 8
"""Groups of more people of one name raise no questions: the name tells nothing."""
_CHANGED = ("owner_id", "person_id", "kind", "before", "after", "seen_before", "seen_after", "imported_by")


class _Job(NamedTuple):
    """A job as an export of one day stated it."""

    seen_on: date
    company: str
    title: str


def finish(recorder: Recorder, archive: Archive) -> None:
    """Settle everything that needs the whole archive; the counts on ties are right afterwards."""
    with no_collecting():
        _settle(recorder, archive)


def _settle(recorder: Recorder, archive: Archive) -> None:
    _apply_joins(recorder)
    _apply_names(recorder)
    _apply_labels(recorder)
    _apply_job_changes(recorder)
    if recorder.late:
        _apply_earlier_jobs(recorder)
    if recorder.connections:
        _note_removed(recorder, archive)
    born = Fact.objects.of(recorder.owner).filter(kind="birthday", imported_by=archive.pk)
    refresh_people(
        recorder.owner,
        (recorder.touched - recorder.created) | set(born.values_list("person_id", flat=True)),
    )
    refresh_ties(recorder.owner, {recorder.known.find(person) for person in recorder.touched})
    settle_requests(recorder)
    ask_questions(recorder)


def _apply_joins(recorder: Recorder) -> None:
    for kept, gone, because in recorder.known.joined:
        merge_people(
            recorder.owner, kept=kept, gone=gone, because=[because], by="import", imported_by=recorder.archive
        )
        recorder.touched.add(kept)
        recorder.touched.discard(gone)
        recorder.created.discard(gone)
    if recorder.known.joined:  # evidence answered them; undoing the import opens them again
        Proposal.objects.of(recorder.owner).filter(state="open", first=F("second")).update(state="same")


def _apply_names(recorder: Recorder) -> None:
    rows = [
        (clean(name, 400), fold_name(name)[:400], recorder.known.find(person))
        for person, name in recorder.known.renamed.items()
        if person == recorder.known.find(person)
    ]
    by_owner = (
        set(Person.objects.of(recorder.owner).filter(by_owner__has_key="name").values_list("id", flat=True))
        if rows
        else set()
    )
    rows = [row for row in rows if row[2] not in by_owner]
    _keep_names_before(recorder, {person for *_, person in rows} - recorder.created)
    bulk.update(Person, ["name", "folded_name"], rows)


def _keep_names_before(recorder: Recorder, people: set[int]) -> None:
    ids = sorted(people)
    for start in range(0, len(ids), 800):
        shown = Person.objects.of(recorder.owner).filter(pk__in=ids[start : start + 800])
        Fact.objects.bulk_create(
            [
                Fact(
                    owner=recorder.owner, person_id=person, kind=NAME_BEFORE, value=name, source=recorder.source,
                    imported_by=recorder.archive,
                )
                for person, name in shown.values_list("id", "name")
            ],
            ignore_conflicts=True,
        )  # fmt: skip


def _apply_labels(recorder: Recorder) -> None:
    if not recorder.labels:
        return
    owner = recorder.owner
    names = {clean(label, 100) for _, label in recorder.labels}
    Tag.objects.bulk_create(
        [Tag(owner=owner, name=name, imported_by=recorder.archive) for name in sorted(names)],
        ignore_conflicts=True,
    )
    tags = dict(Tag.objects.of(owner).filter(name__in=names).values_list("name", "id"))
    rows = {(recorder.known.find(person), tags[clean(label, 100)]) for person, label in recorder.labels}
    given = Tagging.objects.of(owner).filter(tag__in=tags.values()).exclude(imported_by=recorder.archive)
    known = rows & set(given.values_list("person_id", "tag_id"))
    recorder.attested.update(fingerprint("label", person, tag) for person, tag in known)
    bulk.insert(
        Tagging,
        ("owner_id", "person_id", "tag_id", "imported_by"),
        [(owner.pk, *row, recorder.archive) for row in sorted(rows - known)],
        ignore_known=True,
    )


def _apply_job_changes(recorder: Recorder) -> None:
    Change.objects.bulk_create(
        _job_change(
            recorder, recorder.known.find(person), _Job(seen_before, *before), _Job(recorder.until, *after)
        )
        for person, before, after, seen_before in recorder.job_changes
        if any(before)
    )


def _apply_earlier_jobs(recorder: Recorder) -> None:
    """An older export arrives late: note the moves between its jobs and the ones that others state.

    A move between an older and a newer export that is known already stays as it is.
    """
    stated: defaultdict[int, list[_Job]] = defaultdict(list)
    positions = Position.objects.of(recorder.owner).filter(source="linkedin").order_by("seen_on", "id")
    for person, seen_on, company, title in positions.values_list("person_id", "seen_on", "company", "title"):
        stated[person].append(_Job(seen_on, company, title))
    changes = []
    for person in sorted({recorder.known.find(person) for person in recorder.connections}):
        jobs = stated[person]
        here = next((job for job in jobs if job.seen_on == recorder.until), None)
        older = next((job for job in reversed(jobs) if job.seen_on < recorder.until), None)
        newer = next((job for job in jobs if job.seen_on > recorder.until), None)
        if here is None or newer is None or (older is not None and older[1:] != newer[1:]):
            continue
        if here[1:] != newer[1:]:
            moves = [(here, newer)] if older is None else [(older, here), (here, newer)]
            changes += [_job_change(recorder, person, before, after) for before, after in moves]
    Change.objects.bulk_create(changes)


def _job_change(recorder: Recorder, person: int, before: _Job, after: _Job) -> Change:
    return Change(
        owner=recorder.owner, person_id=person, kind="job",
        before={"company": before.company, "title": before.title, "url": None},
        after={"company": after.company, "title": after.title, "url": None},
        seen_before=before.seen_on, seen_after=after.seen_on, imported_by=recorder.archive,
    )  # fmt: skip


def refresh_people(owner: Owner, people: Iterable[int]) -> None:
    """Show the newest job and the birthday of each of ``people`` as the sources state them; the owner's word wins."""
    ids = sorted(people)
    for start in range(0, len(ids), 800):
        chunk = ids[start : start + 800]
        jobs, birthdays = newest_jobs(owner, chunk), stated_birthdays(owner, chunk)
        shown = Person.objects.of(owner).filter(pk__in=chunk)
        rows = []
        for pk, company, title, birthday, by_owner in shown.values_list(
            "id", "company", "title", "birthday", "by_owner"
        ):
            job = jobs.get(pk, (company, title))
            wanted = (
                by_owner.get("company", job[0]),
                by_owner.get("title", job[1]),
                by_owner.get("birthday", birthdays.get(pk, "")),
            )
            if (company, title, birthday) != wanted:
                rows.append((*wanted, pk))
        bulk.update(Person, ["company", "title", "birthday"], rows)


def _note_removed(recorder: Recorder, archive: Archive) -> None:
    """Note connections that a newer export no longer holds; ask where one seems to have changed its address."""
    owner, known = recorder.owner, recorder.known
    exports = Archive.objects.of(owner).filter(importer="linkedin", undone_at=None).exclude(pk=archive.pk)
    others = [(day, pk) for day, pk in exports.values_list("taken_on", "id") if day]
    here = {known.find(person) for person in recorder.connections}
    earlier = [day for day, _ in others if day < recorder.until]
    later = [day for day, _ in others if day > recorder.until]
    if later:
        _removed_since(recorder, here, by=min(later))
        return
    before = set(Tie.objects.of(owner).filter(is_connection=True).values_list("person_id", flat=True))
    missing = before - here
    if not missing or not earlier or len(missing) > len(before) / 2:
        return  # nothing to compare with, or this is a part of an export
    changes = _renamed_or_removed(known, missing, newcomers=here - before)
    _write_removed(recorder, changes, before=max(earlier), after=recorder.until)


def _renamed_or_removed(
    known: Known, missing: set[int], *, newcomers: set[int]
) -> list[tuple[str, int, int | None]]:
    """Tell of each missing connection whether one newcomer bears its name and day, or it is simply gone."""
    heirs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for person in newcomers:
        heirs[fold_name(known.names[person]), known.connected.get(person, "")].append(person)
    changes: list[tuple[str, int, int | None]] = []
    for person in sorted(missing):
        found = heirs.get((fold_name(known.names[person]), known.connected.get(person, "")), [])
        changes.append(("renamed", person, found[0]) if len(found) == 1 else ("removed", person, None))
    return changes


def _removed_since(recorder: Recorder, here: set[int], *, by: date) -> None:
    """An older export arrives late: whom only it holds was removed, or has a new address, by the newer one's day."""
    facts = Fact.objects.of(recorder.owner).filter(kind="connection").exclude(imported_by=recorder.archive)
    newer = set(facts.values_list("person_id", flat=True))
    missing = here - newer
    if len(missing) <= len(here) / 2:
        changes = _renamed_or_removed(recorder.known, missing, newcomers=newer - here)
        _write_removed(recorder, changes, before=recorder.until, after=by)


def _write_removed(
    recorder: Recorder, changes: list[tuple[str, int, int | None]], *, before: date, after: date
) -> None:
    owner, known = recorder.owner, recorder.known
    for kind, person, heir in changes:
        company, title = known.jobs.get(person, ("", ""))
        old = {"company": company, "title": title, "url": known.profiles.get(person)}
        new = {"company": None, "title": None, "url": known.profiles.get(heir) if heir else None}
        Change.objects.create(
            owner=owner, person_id=person, kind=kind, before=old, after=new, seen_before=before, seen_after=after,
            imported_by=recorder.archive,
        )  # fmt: skip
        if heir:
            _ask(recorder, person, heir, kind="renamed", because=[
                "same name", "connected on the same day", "the old profile address is gone from the newer export",
            ])  # fmt: skip
        Fact.objects.get_or_create(
            owner=owner, person_id=person, kind="removed", source="linkedin", value=after.isoformat(),
            defaults={"imported_by": recorder.archive},
        )  # fmt: skip
        recorder.touched.add(person)


def settle_requests(recorder: Recorder) -> None:
    """Record the archive's requests, then tell of every pending one whether it was accepted."""
    owner, known = recorder.owner, recorder.known
    keys = set(ConnectionRequest.objects.of(owner).values_list("source_key", flat=True))
    rows = []
    for seen in recorder.requests:
        key = short_key(seen.source_key)
        if key in keys:
            recorder.attested.add(fingerprint("request", key))
            recorder.accounting.row(seen.file, "unchanged")
            continue
        keys.add(key)
        rows.append(
            ConnectionRequest(
                owner=owner, person_id=known.lookup(seen.handle) if seen.handle else None, direction=seen.direction,
                name=clean(seen.name, 400), handle=clean(seen.handle, 700), sent_at=seen.sent_at,
                message=clean(seen.message, 10_000), source=recorder.source, source_key=key,
                imported_by=recorder.archive,
            )
        )  # fmt: skip
        recorder.accounting.row(seen.file, "created")
    ConnectionRequest.objects.bulk_create(rows, batch_size=500)
    decide_pending(owner, known)


def decide_pending(owner: Owner, known: Known) -> None:
    """A pending request is accepted once its person is a connection, connected on or after the day it was sent."""
    pending = ConnectionRequest.objects.of(owner).filter(outcome="pending")
    asked = list(pending.values_list("id", "person_id", "handle", "sent_at"))
    if not asked:
        return
    ties = dict(
        Tie.objects.of(owner).filter(connected_on__isnull=False).values_list("person_id", "connected_on")
    )
    changed: list[tuple[int, str, int | None, int]] = []
    for request, held, handle, sent_at in asked:
        person = held or (known.lookup(handle) if handle else None)
        if person is None:
            continue
        day = ties.get(person)
        if day and day >= datetime.fromtimestamp(sent_at, UTC).date():
            decided = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
            changed.append((person, "accepted", decided, request))
        elif held != person:
            changed.append((person, "pending", None, request))
    bulk.update(ConnectionRequest, ("person_id", "outcome", "decided_at"), changed)


def ask_questions(recorder: Recorder) -> None:
    """Ask about people of one full name whom no evidence joins, where this archive brought one of them."""
    owner, known = recorder.owner, recorder.known
    fresh = {known.find(person) for person in recorder.created | set(recorder.known.renamed)}
    groups = [
        people
        for people in known.by_folded_name().values()
        if 1 < len(people) <= MOST_NAMESAKES and not fresh.isdisjoint(people)
    ]
    asked = asked_pairs(owner)
    apart = set(Merge.objects.of(owner).exclude(undone_at=None).values_list("kept_id", "gone"))
    doubtful: set[int] = set()
    records = _records(owner, known, {person for people in groups for person in people})
    for group in groups:
        for first, second in combinations(sorted(group), 2):
            if fresh.isdisjoint((first, second)) or (first, second) in asked or (first, second) in apart:
                continue
            if first in known.profiles and second in known.profiles:
                continue  # two profiles of one name are two people
            _ask(
                recorder, first, second, kind="same_person", because=_reasons(records[first], records[second])
            )
            doubtful |= {first, second}
    _close_answered(owner, known)
    _renew_reasons(recorder)
    _weigh(owner)
    for _file, person in recorder.person_rows.values():
        if person is not None and known.find(person) in doubtful and person in recorder.created:
            recorder.accounting.outcomes["created"] -= 1
            recorder.accounting.outcomes["in_doubt"] += 1


def _reasons(one: PersonRecord, other: PersonRecord) -> list[str]:
    return list(likeness(one, other).reasons) or ["same name"]


def _renew_reasons(recorder: Recorder) -> None:
    """Say of the open questions about people whom this archive told more of what speaks for and against them now."""
    owner, known = recorder.owner, recorder.known
    told = {known.find(person) for person in recorder.touched}
    proposals = [
        proposal
        for proposal in Proposal.objects.of(owner).filter(state="open", kind="same_person")
        if proposal.imported_by != recorder.archive
        and not told.isdisjoint((proposal.first_id, proposal.second_id))
    ]
    records = _records(
        owner, known, {person for proposal in proposals for person in (proposal.first_id, proposal.second_id)}
    )
    for proposal in proposals:
        proposal.because = _reasons(records[proposal.first_id], records[proposal.second_id])
    Proposal.objects.bulk_update(proposals, ["because"], batch_size=500)


def _records(owner: Owner, known: Known, people: set[int]) -> dict[int, PersonRecord]:
    """Return what is known of ``people``, for saying what speaks for and against one person."""
    handles: dict[int, list[str]] = {person: [] for person in people}
    for uri, person in known.held:
        if (holder := known.find(person)) in handles and not uri.startswith(STAND_INS):
            handles[holder].append(uri)
    records = {}
    ids = sorted(people)
    for start in range(0, len(ids), 800):
        shown = Person.objects.of(owner).filter(pk__in=ids[start : start + 800])
        for person, company, title in shown.values_list("id", "company", "title"):
            records[person] = PersonRecord(
                names=(known.names.get(person, ""),),
                handles=tuple(sorted(handles[person])),
                employers=(company,) if company else (),
                titles=(title,) if title else (),
            )
    return records


def _close_answered(owner: Owner, known: Known) -> None:
    """Drop open questions that evidence has answered since: two different profiles are two people."""
    for proposal in Proposal.objects.of(owner).filter(state="open", kind="same_person"):
        mine, theirs = known.profiles.get(proposal.first_id), known.profiles.get(proposal.second_id)
        if mine and theirs and mine != theirs:
            proposal.delete()


def _ask(recorder: Recorder, first: int, second: int, *, kind: str, because: list[str]) -> None:
    low, high = sorted((first, second))
    Proposal.objects.get_or_create(
        owner=recorder.owner, first_id=low, second_id=high,
        defaults={"kind": kind, "because": because, "imported_by": recorder.archive},
    )  # fmt: skip


def _weigh(owner: Owner) -> None:
    """Order the open questions by how much contact hangs on them."""
    contact = {
        person: incoming + outgoing + mutual
        for person, incoming, outgoing, mutual in Tie.objects.of(owner).values_list(
            "person_id", "incoming", "outgoing", "mutual"
        )
    }
    proposals = list(Proposal.objects.of(owner).filter(state="open"))
    for proposal in proposals:
        proposal.weight = contact.get(proposal.first_id, 0) + contact.get(proposal.second_id, 0)
    Proposal.objects.bulk_update(proposals, ["weight"], batch_size=500)
