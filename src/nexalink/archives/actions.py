"""Bring archives in: preview, record, answer questions."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils import timezone

from nexalink.accounts import bulk, journal
from nexalink.accounts.models import Owner
from nexalink.archives.accounting import Accounting
from nexalink.archives.after import decide_pending, finish
from nexalink.archives.digests import digest_of, hashed
from nexalink.archives.errors import AlreadyAnswered, ArchiveMissing
from nexalink.archives.known import Known
from nexalink.archives.models import Archive, Proposal, TroubleRow
from nexalink.archives.owner_finding import find_owner, known_identity, record_me, record_owner
from nexalink.archives.progress import Listener, Progress, estimate_rows, silent
from nexalink.archives.recording import Recorder
from nexalink.archives.saying import check_says_something
from nexalink.importers import contract, registry
from nexalink.importers.contract import Importer, OwnerIdentity
from nexalink.importers.errors import ColumnsUnknown
from nexalink.importers.sightings import OwnerSeen
from nexalink.interactions.counts import refresh_ties
from nexalink.kernel.errors import NexaLinkError
from nexalink.measures.likeness import names_may_be_one
from nexalink.people.merging import merge_people, unmerge_people
from nexalink.people.models import Fact, Merge

_ORDER = ("linkedin", "vcard", "contacts_csv", "mail", "calendar")
"""Records with the most evidence first: fewer questions, the same people."""
_EXAMPLES = 5
_NO_MAPPINGS: Mapping[str, dict[str, str]] = MappingProxyType({})


@dataclass(slots=True)
class Imported:
    """What one archive became, or would become: the table of its outcomes."""

    archive: Archive
    outcomes: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)
    troubles: list[tuple[str, int, str]] = field(default_factory=list)
    questions: int = 0
    joined: int = 0
    examples: tuple[str, ...] = ()
    """Names of the first people that are new."""
    known_before: bool = False
    """The same bytes were imported before: nothing was read again."""

    @property
    def rows_read(self) -> int:
        """Return the number of rows, the sum of all outcomes."""
        return sum(self.outcomes.values())


def import_paths(
    owner: Owner,
    paths: Sequence[Path],
    *,
    on: date,
    by: str,
    me: Iterable[str] = (),
    mapping: dict[str, str] | None = None,
    mapping_of: Mapping[str, dict[str, str]] = _NO_MAPPINGS,
    preview: bool = False,
    listener: Listener = silent,
) -> list[Imported]:
    """Record every archive in ``paths``, or tell what would be recorded when ``preview`` is set.

    ``mapping`` says what the columns of unknown tables hold (meaning → header), ``mapping_of`` the same for single
    inputs by their name; what it says goes before ``mapping``.

    Each archive is one transaction: it is recorded whole or not at all, so an import that was killed is simply run
    again. A preview records everything and takes it back, so its table is the table of the real run.

    Raises:
        NexaLinkError: a path cannot be opened or understood, or its owner cannot be told; nothing is recorded then.
    """
    me = tuple(me)
    until = _end_of(on)
    inputs = [
        (importer, hashed(archive))
        for path in paths
        for importer, archive in registry.identify(
            path, until=until, mapping={**(mapping or {}), **mapping_of.get(path.name, {})}
        )
    ]
    inputs.sort(key=lambda pair: _turn(*pair))
    for _importer, archive in inputs:
        listener(Progress(archive.name, "owner", 0, 1))
    identity, sure = find_owner(inputs, known=known_identity(owner), me=me)
    results: list[Imported] = []
    run = _Run(owner, identity, sure, me, on, by, listener, alone=len(inputs) == 1)
    try:
        with transaction.atomic() if preview else nullcontext():
            for index, (importer, archive) in enumerate(inputs):
                results.append(_import_one(run, index, importer, archive))
            for result in results:  # a later archive may have answered what an earlier one asked
                asked = Proposal.objects.of(owner).filter(imported_by=result.archive.pk, state="open")
                result.questions = asked.count()
            if preview:
                transaction.set_rollback(True)
    finally:
        if preview:
            owner.refresh_from_db()
    if not preview:
        bulk.renew_statistics()
    return results


def unreadable(
    paths: Sequence[Path], *, on: date, mapping_of: Mapping[str, dict[str, str]] = _NO_MAPPINGS
) -> dict[Path, str]:
    """Return the inputs that no importer reads, each with the sentence that says so; nothing is read but beginnings.

    Raises:
        ColumnsUnknown: one is a table that can be read once somebody says what its columns hold.
    """
    found: dict[Path, str] = {}
    for path in paths:
        try:
            registry.identify(path, until=_end_of(on), mapping=mapping_of.get(path.name))
        except ColumnsUnknown:
            raise
        except NexaLinkError as fault:
            found[path] = str(fault)
    return found


def _turn(importer: Importer, archive: contract.Archive) -> tuple[int, date]:
    """Return when an archive is recorded: the source with the most evidence first, of one source the oldest."""
    place = _ORDER.index(importer.name) if importer.name in _ORDER else len(_ORDER)
    return place, importer.taken_on(archive) or date.max


def _end_of(day: date) -> int:
    """Return the last second of a day, UTC."""
    return int((datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)).timestamp()) - 1


@dataclass(frozen=True, slots=True)
class _Run:
    """What all archives of one import share."""

    owner: Owner
    identity: OwnerIdentity
    sure: list[tuple[int, OwnerSeen]]
    me: tuple[str, ...]
    on: date
    by: str
    listener: Listener
    alone: bool


def _import_one(run: _Run, index: int, importer: Importer, opened: contract.Archive) -> Imported:
    owner, listener = run.owner, run.listener
    listener(Progress(opened.name, "hash", 0, 1))
    digest, size = digest_of(opened)
    with transaction.atomic():
        before = (
            Archive.objects.of(owner).filter(importer=importer.name, sha256=digest, undone_at=None).first()
        )
        if before and before.version == importer.version:
            return _same_again(before)
        record_me(owner, run.me)
        taken_on = importer.taken_on(opened)
        archive = before or Archive(owner=owner, importer=importer.name, sha256=digest)
        archive.name, archive.version, archive.size = opened.name[:400], importer.version, size
        archive.taken_on = taken_on
        archive.save()
        record_owner(owner, run.sure, imported_by=archive.pk, index=index)
        recorder = Recorder(
            owner=owner, archive=archive.pk, source=importer.source, until=min(taken_on or run.on, run.on), known=Known(owner),
            identity=run.identity, compatible=names_may_be_one, late=_is_late(archive),
        )  # fmt: skip
        total = estimate_rows(importer.name, opened)
        items = importer.read(opened, owner=run.identity)
        recorder.record(
            items, progress=lambda done: listener(Progress(opened.name, "read", done, max(done, total)))
        )
        listener(
            Progress(opened.name, "settle", recorder.accounting.rows_read, recorder.accounting.rows_read)
        )
        if run.alone:
            check_says_something(opened.name, importer.name, recorder.accounting)
        finish(recorder, archive)
        result = _keep_accounting(owner, archive, recorder)
        journal.write(
            owner, by=run.by, action="import", what=f"{archive.name} ({importer.title})",
            after={"archive": archive.pk, "outcomes": result.outcomes},
        )  # fmt: skip
    listener(Progress(opened.name, "done", result.rows_read, result.rows_read))
    return result


def _is_late(archive: Archive) -> bool:
    """Tell whether a newer export of the same source was imported before."""
    if archive.taken_on is None:
        return False
    imported = Archive.objects.of(archive.owner).filter(importer=archive.importer, undone_at=None)
    return imported.filter(taken_on__gt=archive.taken_on).exists()


def _same_again(archive: Archive) -> Imported:
    outcomes = dict.fromkeys(archive.outcomes, 0)
    outcomes["unchanged"] = archive.rows_read - archive.outcomes["skipped"] - archive.outcomes["trouble"]
    outcomes["skipped"], outcomes["trouble"] = archive.outcomes["skipped"], archive.outcomes["trouble"]
    troubles = list(archive.troubles.values_list("file", "line", "reason"))
    return Imported(archive, outcomes, archive.skipped, archive.files, troubles, known_before=True)


def _keep_accounting(owner: Owner, archive: Archive, recorder: Recorder) -> Imported:
    accounting: Accounting = recorder.accounting
    archive.rows_read = accounting.rows_read
    archive.outcomes = accounting.totals()
    archive.skipped = dict(accounting.skipped)
    archive.files = accounting.files()
    archive.attested = array("Q", sorted(recorder.attested)).tobytes()
    archive.save()
    TroubleRow.objects.bulk_create(
        [
            TroubleRow(
                owner=owner, archive=archive, file=item.file[:400], line=item.line, reason=item.message[:500]
            )
            for item in accounting.troubles
        ],
        batch_size=1_000,
    )
    return Imported(
        archive, archive.outcomes, archive.skipped, archive.files,
        [(item.file, item.line, item.message) for item in accounting.troubles],
        joined=len(recorder.known.joined), examples=tuple(islice(recorder.new_names(), _EXAMPLES)),
    )  # fmt: skip


def answer_question(owner: Owner, *, question: int, same: bool, by: str) -> Proposal:
    """Answer whether two records are one person; yes merges them, which can be taken back.

    Raises:
        ArchiveMissing: there is no such question.
        AlreadyAnswered: it was answered before.
    """
    with transaction.atomic():
        proposal = Proposal.objects.of(owner).filter(pk=question).first()
        if proposal is None:
            raise ArchiveMissing("That question is not there any more.", advice="Reload the page.")
        if proposal.state != "open":
            raise AlreadyAnswered("That question was answered already.", advice="Reload the page.")
        proposal.state = "same" if same else "different"
        proposal.answered_at = timezone.now()
        proposal.save(update_fields=["state", "answered_at"])
        names = (
            f"{proposal.first.name} = {proposal.second.name}"
            if same
            else f"{proposal.first.name}: two people"
        )
        after: dict[str, Any] = {"question": proposal.pk, "state": proposal.state}
        if same:
            kept, gone = _which_stays(proposal)
            pair = (proposal.first_id, proposal.second_id)
            merge = merge_people(owner, kept=kept, gone=gone, because=list(proposal.because), by=by)
            after |= {"merge": merge.pk, "pair": pair}
            Proposal.objects.of(owner).filter(first=kept, second=kept, state="open").delete()
            if proposal.kind == "renamed":  # the connection went on under the new address
                Fact.objects.of(owner).filter(person=kept, kind="removed").update(kind="renamed")
            refresh_ties(owner, [kept])
            decide_pending(owner, Known(owner))
        journal.write(owner, by=by, action="answer", what=names, after=after)
        return proposal


def _which_stays(proposal: Proposal) -> tuple[int, int]:
    """The record with the profile stays, else the older one; a renamed profile keeps the newer address."""
    if proposal.kind == "renamed":
        return proposal.second_id, proposal.first_id
    return proposal.first_id, proposal.second_id


def reopen_question(owner: Owner, *, question: int, by: str) -> None:
    """Take an answer back: the records are two again where they were merged, and the question is open."""
    with transaction.atomic():
        proposal = Proposal.objects.of(owner).filter(pk=question).exclude(state="open").first()
        if proposal is None:
            raise ArchiveMissing("That question is open or not there any more.", advice="Reload the page.")
        if proposal.state == "same":
            merge = (
                Merge.objects.of(owner).filter(kept=proposal.first_id, undone_at=None).order_by("-id").first()
            )
            if merge:
                unmerge_people(owner, merge=merge.pk)
                both = (merge.kept_id, merge.gone)
                Fact.objects.of(owner).filter(person__in=both, kind="renamed").update(kind="removed")
                refresh_ties(owner, [merge.kept_id, merge.gone])
            proposal.refresh_from_db()
        proposal.state, proposal.answered_at = "open", None
        proposal.save(update_fields=["state", "answered_at"])
        journal.write(owner, by=by, action="reopen", what="question", after={"question": proposal.pk})
