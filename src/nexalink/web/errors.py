"""Which status a fault has on the web, and its page: one sentence what happened, one what to do."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from nexalink.accounts.errors import AlreadyDone, ChangedSince, LineMissing, LineUndone, NotUndoable
from nexalink.accounts.owned import OwnerMissing
from nexalink.archives.errors import (
    AlreadyAnswered,
    AlreadyUndone,
    ArchiveEmpty,
    ArchiveMissing,
    OwnerUnknown,
)
from nexalink.audits.errors import NoAudit, NothingToAudit
from nexalink.gate.errors import NotJudged, RequestMissing
from nexalink.interactions.errors import BeforeKnown, DraftTooAlike, EntryMissing
from nexalink.introductions.errors import AlreadyProposed, IntroductionMissing, StepImpossible
from nexalink.kernel.errors import NexaLinkError
from nexalink.people.errors import MergeMissing, PersonKnown, PersonMissing, SamePerson
from nexalink.playbooks.errors import AlreadyInPlan, PlaybookClosed, PlaybookMissing
from nexalink.pruning.errors import AlreadyChosen, NobodyToReview, ReviewMissing, ReviewOpen, TieProtected
from nexalink.recall.errors import NotAsked
from nexalink.ties.errors import CircleDerived, CircleThere, NoteMissing
from nexalink.today.errors import NudgeMissing


class BadDay(NexaLinkError):
    """What was typed names no day."""


class NobodyMeant(NexaLinkError):
    """What was typed names nobody, or several people."""


class NotConfirmed(NexaLinkError):
    """Something that cannot be taken back was not confirmed."""


class NobodyChosen(NexaLinkError):
    """A form for several people named none."""


STATUS: dict[type[NexaLinkError], int] = {
    PersonMissing: 404,
    ArchiveMissing: 404,
    MergeMissing: 404,
    NoAudit: 404,
    IntroductionMissing: 404,
    PlaybookMissing: 404,
    OwnerMissing: 404,
    LineMissing: 404,
    NoteMissing: 404,
    RequestMissing: 404,
    ReviewMissing: 404,
    NotAsked: 404,
    EntryMissing: 404,
    NudgeMissing: 409,
    DraftTooAlike: 409,
    BeforeKnown: 409,
    AlreadyDone: 409,
    AlreadyProposed: 409,
    StepImpossible: 409,
    AlreadyChosen: 409,
    NotJudged: 409,
    NobodyToReview: 409,
    ReviewOpen: 409,
    TieProtected: 409,
    AlreadyInPlan: 409,
    PlaybookClosed: 409,
    ChangedSince: 409,
    LineUndone: 409,
    NotUndoable: 409,
    AlreadyAnswered: 409,
    AlreadyUndone: 409,
    NothingToAudit: 409,
    SamePerson: 409,
    PersonKnown: 409,
    CircleThere: 409,
    CircleDerived: 409,
    ArchiveEmpty: 400,
    OwnerUnknown: 400,
}
"""Fault → status; a fault that is not named here is the caller's (400)."""

TITLES = {
    400: "That did not work",
    403: "Not from here",
    404: "Not there",
    409: "That was done already",
    413: "Too large",
}


def status_of(fault: NexaLinkError) -> int:
    """Return the status of a fault by its class or the nearest class above it."""
    return next((STATUS[kind] for kind in type(fault).__mro__ if kind in STATUS), 400)


def fault_page(fault: NexaLinkError, *, status: int) -> HttpResponse:
    """Return the page of a fault; it asks no database, so that it can be shown whatever went wrong."""
    title = TITLES.get(status, TITLES[400])
    page = render_to_string(
        "web/errors/fault.html", {"title": title, "what": fault.what, "advice": fault.advice}
    )
    return HttpResponse(page, status=status)
