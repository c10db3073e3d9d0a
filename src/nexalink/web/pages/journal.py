"""The journal: what was done, when and by whom, and taking it back."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.queries import JournalRow, journal_lines
from nexalink.archives.taking_back import take_back
from nexalink.web.acts import WITHOUT_LEAVING, own_path, owner_of, with_entry
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.people_filter import page_of
from nexalink.web.words import moment_text

_BY = {"web": "here", "import": "by an import", "command line": "in the terminal"}


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line as it is shown; ``entry`` 0 where nothing can be taken back."""

    moment: str
    what: str
    by: str
    undone: bool
    entry: int


@dataclass(frozen=True, slots=True)
class JournalPage:
    """One page of the journal."""

    lines: tuple[JournalLine, ...]
    number: int
    pages: int
    before: str
    after: str


@require_safe
def show_journal(request: OwnedRequest) -> HttpResponse:
    """Show what was done, newest first."""
    if request.owner is None:
        page = JournalPage((), 1, 1, "", "")
    else:
        number = page_of(request.GET)
        found, pages = journal_lines(request.owner, number=number)
        number = min(max(number, 1), pages)
        lines = tuple(_line(entry, zone=request.owner.zone) for entry in found)
        here = reverse("journal")
        page = JournalPage(
            lines, number, pages,
            f"{here}?page={number - 1}" if number > 1 else "",
            f"{here}?page={number + 1}" if number < pages else "",
        )  # fmt: skip
    return render(request, "web/journal/list.html", {"page": page})


@require_POST
def undo(request: OwnedRequest, entry: int) -> HttpResponse:
    """Take one line back and return to where the request came from."""
    line = take_back(owner_of(request), entry=entry, by="web")
    address = with_entry(own_path(request, reverse("journal")), line.pk)
    if request.headers.get(WITHOUT_LEAVING):
        return HttpResponse(status=204, headers={"X-Go": address})
    return HttpResponseRedirect(address)


def _line(row: JournalRow, *, zone: str) -> JournalLine:
    verb = "Took back: " if row.action == "undo" else ""
    return JournalLine(
        moment=moment_text(int(row.at.timestamp()), zone=zone),
        what=f"{verb}{row.what}" if row.what else row.action,
        by=_BY.get(row.by, row.by),
        undone=row.undone,
        entry=row.entry if row.undoable else 0,
    )
