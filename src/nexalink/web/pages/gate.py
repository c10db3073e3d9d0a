"""The gate: who wants in, four questions each, a verdict, and what became of earlier ones."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.gate.actions import add_request, judge_request, reconsider_request
from nexalink.gate.queries import Judged, Waiting, YesRow
from nexalink.gate.queries import gate as ask_gate
from nexalink.gate.questions import ENOUGH, QUESTIONS, polite_reply, proposes_accepting, yes_count
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.words import Face, counted, day_of, day_text, face_of, today_in


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One of the four questions; ``answer`` is ``yes``, ``no`` or empty."""

    name: str
    sentence: str
    answer: str
    because: str


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request that waits."""

    number: int
    name: str
    face: Face
    address: str
    works: str
    message: str
    sent: str
    questions: tuple[QuestionLine, ...]
    proposal: str
    reply: str


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A verdict in the log."""

    number: int
    name: str
    address: str
    words: str
    day: str
    reply: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What became of the requests with so many yes."""

    yes: str
    judged: str
    accepted: str
    real: str


@dataclass(frozen=True, slots=True)
class GatePage:
    """The gate."""

    answer: str
    more: int
    cards: tuple[RequestCard, ...]
    verdicts: tuple[VerdictLine, ...]
    evidence: tuple[EvidenceLine, ...]
    enough: int


@require_safe
def show_gate(request: OwnedRequest) -> HttpResponse:
    """Show who waits, the log, and the evidence."""
    owner = request.owner
    if owner is None:
        return render(request, "web/today/empty.html")
    found = ask_gate(owner)
    waiting = found.total
    page = GatePage(
        answer=f"{counted(waiting, 'request waits', 'requests wait')} for your four answers."
        if waiting
        else "Nobody waits at the gate.",
        more=waiting - len(found.waiting),
        cards=tuple(_card(one, owner.zone) for one in found.waiting),
        verdicts=tuple(_verdict(one, owner.zone) for one in found.judged),
        evidence=tuple(_evidence(row) for row in found.evidence),
        enough=ENOUGH,
    )
    return render(request, "web/gate/gate.html", {"page": page})


def _card(one: Waiting, zone: str) -> RequestCard:
    known = dict(one.answers)
    if "diversity" not in known and one.diverse is not None:
        known["diversity"] = one.diverse
    return RequestCard(
        number=one.request,
        name=one.name or "Somebody",
        face=face_of(one.name),
        address=reverse("person", args=[one.person]) if one.person else "",
        works=one.works,
        message=one.message[:1_000],
        sent=day_text(day_of(one.sent_at, zone)),
        questions=tuple(
            QuestionLine(
                name, sentence, {True: "yes", False: "no"}.get(known[name], "") if name in known else "",
                one.because if name == "diversity" else "",
            )
            for name, sentence in QUESTIONS.items()
        ),
        proposal=_proposal(known),
        reply=polite_reply(one.name),
    )  # fmt: skip


def _proposal(known: dict[str, bool]) -> str:
    """Say what the answers propose, once there are four."""
    if len(known) < len(QUESTIONS):
        return f"{ENOUGH} yes or more propose to accept, fewer to decline."
    return f"{yes_count(known)} of 4 yes: the answers propose to {'accept' if proposes_accepting(known) else 'decline'}."


def _evidence(row: YesRow) -> EvidenceLine:
    real = f"{row.real} of {row.accepted}" if row.accepted else "–"
    if row.yes is None:
        return EvidenceLine("not asked", "–", f"{row.accepted}", real)
    return EvidenceLine(f"{row.yes} of 4", f"{row.judged}", f"{row.accepted}", real)


def _verdict(one: Judged, zone: str) -> VerdictLine:
    words = f"{'accepted' if one.accepted else 'declined'} with {one.yes} of 4 yes"
    if one.accepted:
        words += "; a real tie since" if one.real else "; not a real tie yet"
    return VerdictLine(
        one.request, one.name or "Somebody", reverse("person", args=[one.person]) if one.person else "", words,
        day_text(day_of(one.judged_at, zone)), one.reply,
    )  # fmt: skip


@require_POST
def judge(request: OwnedRequest, number: int) -> HttpResponse:
    """Keep the answers and the verdict of the pressed button, or the one that the answers propose."""
    owner, typed = owner_of(request), request.POST
    answers = {name: typed[name] == "yes" for name in QUESTIONS if typed.get(name) in {"yes", "no"}}
    on = today_in(owner.zone)
    proposed = typed.get("verdict") == "propose"
    accept = proposes_accepting(answers) if proposed else typed.get("verdict") == "accept"
    return perform(
        request,
        lambda key: judge_request(
            owner, request=number, answers=answers, accept=accept, on=on, by="web", reply=typed.get("reply", ""),
            key=key,
        ),
        back=reverse("gate"),
    )  # fmt: skip


@require_POST
def reconsider(request: OwnedRequest, number: int) -> HttpResponse:
    """Put a judged request back."""
    owner = owner_of(request)
    return perform(
        request,
        lambda key: reconsider_request(owner, request=number, by="web", key=key),
        back=reverse("gate"),
    )


@require_POST
def add(request: OwnedRequest) -> HttpResponse:
    """Write a request down by hand."""
    owner, typed = owner_of(request), request.POST
    on = today_in(owner.zone)
    return perform(
        request,
        lambda key: add_request(
            owner, name=typed.get("name", ""), address=typed.get("handle", ""), works=typed.get("works", ""),
            message=typed.get("message", ""), on=on, by="web", key=key,
        ),
        back=reverse("gate"),
    )  # fmt: skip
