"""A draft to one person: begun from what is known, edited by the owner, sent by the owner's own program, logged when sent."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from nexalink.accounts.deeds import Deed
from nexalink.interactions.actions import log_draft_sent
from nexalink.interactions.errors import BeforeKnown, DraftTooAlike, WordsMissing
from nexalink.interactions.sending import refuse_alike
from nexalink.people.errors import PersonMissing
from nexalink.today.drafting import Draft, draft_for
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.anyway import ask_anyway, said_anyway
from nexalink.web.pages.logging import day_typed
from nexalink.web.words import today_in

CHANNELS = {"mail": "By mail", "message": "By message"}
LONGEST_LINK = 1_900
"""Mail programs cut longer links; a longer text is copied."""
_LONGEST_SUBJECT = 500


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The draft as it stands. ``ready`` once it was found to be this person's own; ``link`` opens it in the mail program."""

    person: int
    name: str
    back: str
    answer: str
    subject: str
    text: str
    address: str
    reasons: tuple[tuple[str, str, bool], ...]
    last: str
    ready: bool
    link: str
    fault: str
    advice: str
    channels: tuple[tuple[str, str], ...]


@require_http_methods(["GET", "HEAD", "POST"])
def show_draft(request: OwnedRequest, number: int) -> HttpResponse:
    """Show a draft with its reasons; what was edited (POST) is checked against what others got, and made ready."""
    owner = request.owner
    if owner is None:
        raise PersonMissing
    on = today_in(owner.zone)
    chosen = request.GET.getlist("reason") if "chosen" in request.GET else None
    draft = draft_for(owner, person=number, on=on, chosen=chosen)
    if request.method != "POST":
        return _page(request, draft, subject=draft.subject, text=draft.text)
    subject = " ".join(request.POST.get("subject", "").split())[:_LONGEST_SUBJECT]
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    try:
        refuse_alike(owner, person=number, text=text, on=on, personal=draft.personal)
    except (DraftTooAlike, WordsMissing) as fault:
        return _page(
            request, draft, subject=subject, text=text, fault=fault.what, advice=str(fault.advice or "")
        )
    return _page(request, draft, subject=subject, text=text, ready=True)


@require_POST
def sent(request: OwnedRequest, number: int) -> HttpResponse:
    """Log the text as sent."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    typed = request.POST
    day = day_typed(typed.get("day", ""), on=on)
    personal = draft_for(owner, person=number, on=on).personal

    def act(key: str) -> Deed:
        return log_draft_sent(
            owner, person=number, text=typed.get("text", ""), subject=typed.get("subject", ""), day=day, on=on, by="web",
            kind=typed.get("kind", "mail"), personal=personal, anyway=said_anyway(request), key=key,
        )  # fmt: skip

    try:
        return perform(request, act, back=reverse("person", args=[number]))
    except BeforeKnown as fault:
        return ask_anyway(request, fault, person=number)


def _page(
    request: OwnedRequest,
    draft: Draft,
    *,
    subject: str,
    text: str,
    ready: bool = False,
    fault: str = "",
    advice: str = "",
) -> HttpResponse:
    page = DraftPage(
        person=draft.person,
        name=draft.name or "(no name)",
        back=reverse("person", args=[draft.person]),
        answer=_answer(draft, ready=ready),
        subject=subject,
        text=text,
        address=draft.address,
        reasons=tuple((reason.name, reason.known, reason.chosen) for reason in draft.reasons),
        last=draft.last,
        ready=ready,
        link=mail_link(draft.address, subject, text) if ready else "",
        fault=fault,
        advice=advice,
        channels=tuple(CHANNELS.items()),
    )
    return render(request, "web/drafting/draft.html", {"page": page}, status=400 if fault else 200)


def _answer(draft: Draft, *, ready: bool) -> str:
    name = draft.name or "this person"
    if ready:
        return f"Ready for {name}: open it in your mail program, or copy it."
    if draft.reasons:
        return f"A text for {name} and nobody else."
    return f"Nothing is known yet that would give {name} a reason to read: begin with what you remember."


def mail_link(address: str, subject: str, text: str) -> str:
    r"""Return the link that opens a text in the owner's mail program, "" where it would be too long or goes nowhere.

    >>> mail_link("ana@example.com", "A & B", "Hello\nyou")
    'mailto:ana@example.com?subject=A%20%26%20B&body=Hello%0D%0Ayou'
    """
    if not address:
        return ""
    body = quote(text.replace("\n", "\r\n"), safe="")
    link = f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={body}"
    return link if len(link) <= LONGEST_LINK else ""
