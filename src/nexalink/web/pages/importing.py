"""Bring files in: upload, preview, progress, record, accounting."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.accounts.queries import Owner
from nexalink.archives import uploads
from nexalink.archives.queries import ArchiveRow, newest_linkedin_export
from nexalink.audits.actions import run_audit
from nexalink.kernel.zones import local_zone
from nexalink.search.actions import bring_up_to_date
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.imports import accounting_of
from nexalink.web.pages.table_columns import answer_in, sentence_of, table_asked, table_read
from nexalink.web.words import counted

STAGES = {
    "hash": "reading the file",
    "owner": "finding out whose it is",
    "read": "reading rows",
    "settle": "joining and counting",
    "done": "done",
}
_ONE_ROW_A_PERSON = frozenset({"vcard", "contacts_csv"})
ANSWERS = {
    "previewing": "Looking at your files.",
    "previewed": "This is what would be recorded.",
    "recording": "Recording.",
    "done": "Recorded, and your network is measured anew.",
    "asks": "Which address or profile is yours?",
    "columns": "What do these columns hold?",
    "failed": "That did not work.",
    "stopped": "It was stopped in the middle.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def show_import(request: OwnedRequest) -> HttpResponse:
    """Show which files can be read and take them in; nothing is recorded before the preview was seen."""
    if request.method != "POST":
        return render(request, "web/importing/start.html")
    owner = _owner(request)
    chosen = request.FILES.getlist("files")
    token = uploads.receive(owner, [(file.name or "file", file.chunks()) for file in chosen])
    uploads.start(owner, token, on=_today(), preview=True)
    return HttpResponseRedirect(reverse("upload", args=[token]))


@require_safe
def show_upload(request: OwnedRequest, token: str) -> HttpResponse:
    """Show how far an upload is: progress, the preview's table, a question, or what was recorded."""
    owner = _owner(request)
    status = uploads.status_of(owner, token)
    now = datetime.now(UTC)
    lines = [
        (
            accounting_of(
                ArchiveRow(
                    result["archive"], result["name"], result["importer"], result["sha256"],
                    date.fromisoformat(result["taken_on"]) if result["taken_on"] else None, now, None,
                    result["rows_read"], result["outcomes"], result["skipped"], result["files"],
                ),
                owner,
            ),
            _examples(result),
            table_read(status, name=result["name"], importer=result["importer"]),
        )
        for result in status.results
    ]  # fmt: skip
    questions = sum(result["questions"] for result in status.results)
    troubles = [(name, 0, why) for name, why in status.left_out]
    troubles += [trouble for result in status.results for trouble in result["troubles"]]
    context = {
        "status": status,
        "sentence": sentence_of(status) if status.state == "columns" else status.sentence,
        "table": table_asked(status),
        "answer": ANSWERS.get(status.state, "Looking at your files."),
        "working": status.state in uploads.WORKING or status.state == "received",
        "lines": lines,
        "troubles": troubles,
        "questions": counted(questions, "question") if questions else "",
        "progress": _progress(status),
        "candidates": [
            (uri, uri.removeprefix("mailto:"), f"{share:.0%}") for uri, share in status.candidates
        ],
    }
    return render(request, "web/importing/upload.html", context)


@require_safe
def show_progress(request: OwnedRequest, token: str) -> JsonResponse:
    """Tell a page how far its upload is."""
    status = uploads.status_of(_owner(request), token)
    return JsonResponse(
        {"state": status.state, "working": status.state in uploads.WORKING, **_progress(status)}
    )


@require_POST
def record(request: OwnedRequest, token: str) -> HttpResponse:
    """Record what was previewed, then measure the network anew."""
    owner = _owner(request)
    uploads.start(owner, token, on=_today(), preview=False, then=_measure)
    return HttpResponseRedirect(reverse("upload", args=[token]))


@require_POST
def look_again(request: OwnedRequest, token: str) -> HttpResponse:
    """Preview again, with what the owner said: which handles are their own, what a table's columns hold."""
    owner = _owner(request)
    mine = [text.strip() for text in request.POST.getlist("me") if text.strip()]
    said = answer_in(request.POST, uploads.status_of(owner, token))
    uploads.start(owner, token, on=_today(), preview=True, me=mine, said=said)
    return HttpResponseRedirect(reverse("upload", args=[token]))


@require_POST
def discard(request: OwnedRequest, token: str) -> HttpResponse:
    """Remove the uploaded files."""
    uploads.discard(_owner(request), token)
    return HttpResponseRedirect(reverse("import"))


def _examples(result: dict[str, Any]) -> str:
    """Return the first new people by name, and how many more there are."""
    names = result.get("examples", ())
    more = result["outcomes"]["created"] - len(names) if result["importer"] in _ONE_ROW_A_PERSON else 0
    return ", ".join(names) + (f" and {more:,} more" if names and more > 0 else "")


def _owner(request: OwnedRequest) -> Owner:
    return request.owner or ensure_sole_owner(zone=local_zone())


def _today() -> date:
    return datetime.now().astimezone().date()


def _measure(owner: Owner) -> None:
    run_audit(owner, on=_today(), by="web", exported_on=newest_linkedin_export(owner))
    bring_up_to_date(owner)  # the first search need not wait


def _progress(status: uploads.Status) -> dict[str, object]:
    """Return the bar's numbers and its words: rows, rate, time left."""
    told = asdict(status)
    stage = STAGES.get(status.stage, "waiting")
    words = stage
    if status.stage == "read":
        words = f"{stage}: {status.done:,} of about {status.total:,}, {status.rate:,.0f} a second, {_left(status.left)}"
    return {"archive": told["archive"], "done": status.done, "total": max(status.total, 1), "words": words}


def _left(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(round(seconds), 1)} seconds left"
    return f"about {round(seconds / 60)} minutes left"
