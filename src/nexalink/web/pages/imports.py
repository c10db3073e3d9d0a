"""What was imported, with every row accounted for, and taking an import back."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nexalink.accounts.actions import mark_undone
from nexalink.accounts.queries import Owner, undoable
from nexalink.archives.queries import ArchiveRow, imports, troubles
from nexalink.archives.undo import undo_import
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import counted, day_text, zone_of

IMPORTERS = {
    "linkedin": "LinkedIn export",
    "mail": "Mail",
    "calendar": "Calendar",
    "vcard": "Address cards",
    "contacts_csv": "Contacts table",
}
OUTCOMES = {
    "created": "new",
    "updated": "updated",
    "unchanged": "known",
    "merged": "joined",
    "in_doubt": "in doubt",
    "skipped": "left out",
    "trouble": "in trouble",
}
REASONS = {
    "ghost": "closed or hidden profiles",
    "draft": "drafts",
    "sponsored": "sponsored messages",
    "robot": "robots and coaches",
    "spam": "spam",
    "automated": "written by machines",
    "list": "newsletters and lists",
    "duplicate": "the same twice",
    "self": "you to yourself",
    "no_person": "nobody named",
    "future": "not yet happened",
    "declined": "declined",
    "cancelled": "cancelled",
    "deleted_member": "deleted members",
    "group_card": "cards of groups or offices",
    "room": "rooms and resources",
    "all_day": "all-day entries",
    "not_attended": "not attended",
    "unconfirmed": "not confirmed",
    "undated": "without a date",
}
_MOST_TROUBLES = 200
_LOOK_BACK = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows became what; ``share`` in per cent of all rows."""

    name: str
    label: str
    count: int
    shown: str
    start: float
    share: float


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of an archive."""

    file: str
    rows: str
    left_out: str
    trouble: str


@dataclass(frozen=True, slots=True)
class Accounting:
    """One archive with its totals, which add up to ``rows``."""

    address: str
    undo_address: str
    name: str
    kind: str
    imported: str
    taken_on: str
    undone: str
    rows: int
    rows_shown: str
    outcomes: tuple[Outcome, ...]
    reasons: tuple[tuple[str, str], ...]
    files: tuple[FileLine, ...]


@require_safe
def list_imports(request: OwnedRequest) -> HttpResponse:
    """Show every import with its table, newest first."""
    owner = request.owner
    lines = tuple(accounting_of(row, owner) for row in imports(owner)) if owner else ()
    kept = [line for line in lines if not line.undone]
    context = {
        "lines": lines,
        "answer": f"{counted(len(kept), 'import')}, {counted(sum(line.rows for line in kept), 'row')} accounted for.",
        "undone": next(
            (line for line in lines if line.undone and line.address == request.GET.get("undone")), None
        ),
    }
    return render(request, "web/imports/list.html", context)


@require_safe
def show_accounting(request: OwnedRequest, number: int) -> HttpResponse:
    """Show what became of every row of one archive, file by file, with the rows in trouble."""
    owner, row = _archive(request, number)
    bad = troubles(owner, archive=number, most=_MOST_TROUBLES)
    context = {"line": accounting_of(row, owner), "troubles": [(file, at, why) for _, file, at, why in bad]}
    return render(request, "web/imports/accounting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: OwnedRequest, number: int) -> HttpResponse:
    """Ask before an import is taken back, and take it back when that is confirmed."""
    owner, row = _archive(request, number)
    if request.method != "POST":
        return render(request, "web/imports/undo.html", {"line": accounting_of(row, owner)})
    undo_import(owner, archive=number, by="web")
    for entry in undoable(owner, most=_LOOK_BACK):
        if entry.action == "import" and entry.after.get("archive") == number:
            mark_undone(entry)
    return HttpResponseRedirect(f"{reverse('imports')}?undone={reverse('import-accounting', args=[number])}")


def _archive(request: OwnedRequest, number: int) -> tuple[Owner, ArchiveRow]:
    owner = request.owner
    row = next((row for row in imports(owner) if row.id == number), None) if owner else None
    if owner is None or row is None:
        raise Http404
    return owner, row


def accounting_of(row: ArchiveRow, owner: Owner | None) -> Accounting:
    """Return the table of one archive: totals, reasons, files."""
    zone = zone_of(owner.zone if owner else "UTC")
    return Accounting(
        address=reverse("import-accounting", args=[row.id]),
        undo_address=reverse("import-undo", args=[row.id]),
        name=row.name,
        kind=IMPORTERS.get(row.importer, row.importer),
        imported=day_text(row.imported_at.astimezone(zone).date()),
        taken_on=day_text(row.taken_on) if row.taken_on else "",
        undone=day_text(row.undone_at.astimezone(zone).date()) if row.undone_at else "",
        rows=row.rows_read,
        rows_shown=f"{row.rows_read:,}",
        outcomes=_outcomes(row),
        reasons=tuple(
            (REASONS.get(name, name), f"{count:,}") for name, count in sorted(row.skipped.items()) if count
        ),
        files=tuple(
            FileLine(file["file"], f"{file['rows']:,}", _left_out(file["skipped"]), f"{file['trouble']:,}")
            for file in row.files
        ),
    )


def _outcomes(row: ArchiveRow) -> tuple[Outcome, ...]:
    found, start = [], 0.0
    for name, label in OUTCOMES.items():
        count = row.outcomes.get(name, 0)
        share = round(100 * count / row.rows_read, 2) if row.rows_read else 0.0
        found.append(Outcome(name, label, count, f"{count:,}", round(start, 2), share))
        start += share
    return tuple(found)


def _left_out(skipped: dict[str, int]) -> str:
    return ", ".join(
        f"{count:,} {REASONS.get(name, name)}" for name, count in sorted(skipped.items()) if count
    )
