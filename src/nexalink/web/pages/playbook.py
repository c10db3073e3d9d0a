"""One playbook: its people one by one, its steps, who else belongs into it, and the look back."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.deeds import Deed
from nexalink.accounts.queries import Owner
from nexalink.playbooks import actions
from nexalink.playbooks.candidates import Candidate, shortlist
from nexalink.playbooks.errors import PlanImpossible
from nexalink.playbooks.plans import ASK_KINDS
from nexalink.playbooks.queries import InPlan, PlaybookShown, StepLine, playbook
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.choosing import person_in
from nexalink.web.words import Face, counted, day_text, face_of, today_in

_SHORTLIST = 12


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person of the plan as shown."""

    one: InPlan
    face: Face
    address: str
    progress: str
    balance: str
    earned: bool
    has_balance: bool


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step as shown: its day, and whether it is late."""

    step: StepLine
    day: str
    late: bool
    address: str


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """Somebody who fits, as shown."""

    one: Candidate
    face: Face
    address: str


@dataclass(frozen=True, slots=True)
class PlaybookPage:
    """One plan."""

    plan: PlaybookShown
    open: bool
    answer: str
    started: str
    day: str
    closed: str
    due: tuple[StepCard, ...]
    later: tuple[StepCard, ...]
    done: tuple[StepCard, ...]
    people: tuple[PersonCard, ...]
    gone: tuple[PersonCard, ...]
    candidates: tuple[CandidateCard, ...]
    ask_kinds: tuple[str, ...]
    asks: bool
    drafts: bool


@require_safe
def show_playbook(request: OwnedRequest, number: int) -> HttpResponse:
    """Show one plan."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    plan = playbook(owner, number=number, on=on)
    is_open = plan.line.closed_on is None
    everybody = [*plan.steps, *(step for one in plan.people for step in one.steps)]
    steps = sorted((_step(one, on=on) for one in everybody), key=lambda card: card.step.due_on)
    waiting = [card for card in steps if card.step.state == "open"]
    found = shortlist(owner, playbook=number, on=on, most=_SHORTLIST) if is_open else ()
    page = PlaybookPage(
        plan=plan,
        open=is_open,
        answer=_answer(plan),
        started=day_text(plan.line.started_on),
        day=day_text(plan.line.day) if plan.line.day else "",
        closed=day_text(plan.line.closed_on) if plan.line.closed_on else "",
        due=tuple(card for card in waiting if card.step.due_on <= on),
        later=tuple(card for card in waiting if card.step.due_on > on),
        done=tuple(card for card in steps if card.step.state != "open"),
        people=tuple(_person(one) for one in plan.people if one.left_on is None),
        gone=tuple(_person(one) for one in plan.people if one.left_on is not None),
        candidates=tuple(
            CandidateCard(one, face_of(one.name), reverse("person", args=[one.person])) for one in found
        ),
        ask_kinds=ASK_KINDS,
        asks=plan.line.kind in {"launch", "mentorship"},
        drafts=plan.line.kind in {"job_search", "launch"},
    )
    return render(request, "web/playbooks/playbook.html", {"page": page})


@require_POST
def add(request: OwnedRequest, number: int) -> HttpResponse:
    """Take a person into the plan, with the reasons of the shortlist where they are on it."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    person = person_in(request, owner, "person")
    typed = request.POST
    known = next((one for one in shortlist(owner, playbook=number, on=on) if one.person == person), None)
    return perform(
        request,
        lambda key: actions.add_person(
            owner, playbook=number, person=person, because=known.reasons if known else (), ask=typed.get("ask", ""),
            ask_kind=typed.get("ask_kind") or (known.ask_kind if known else ""), on=on, by="web", key=key,
        ),
        back=reverse("playbook", args=[number]),
    )  # fmt: skip


@require_POST
def close(request: OwnedRequest, number: int) -> HttpResponse:
    """Close the plan with a look back."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    review = request.POST.get("review", "")
    return perform(
        request,
        lambda key: actions.close_playbook(owner, playbook=number, review=review, on=on, by="web", key=key),
        back=reverse("playbook", args=[number]),
    )


@require_POST
def act_with(request: OwnedRequest, number: int) -> HttpResponse:
    """Keep a draft, an ask, a contact, a conversation, an outcome or thanks; or let the person leave."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    return perform(
        request, lambda key: _done(request, owner, number, on=on, key=key), back=reverse("playbooks")
    )


@require_POST
def act_on_step(request: OwnedRequest, number: int) -> HttpResponse:
    """Do a step, or leave it out."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    act = actions.skip_step if request.POST.get("act") == "skip" else actions.finish_step
    return perform(
        request, lambda key: act(owner, step=number, on=on, by="web", key=key), back=reverse("playbooks")
    )


def _done(request: HttpRequest, owner: Owner, number: int, *, on: date, key: str) -> Deed:
    """Do with one person of a plan what the pressed button names."""
    typed = request.POST
    plain = {
        "contacted": actions.mark_contacted,
        "conversation": actions.mark_conversation,
        "thanked": actions.mark_thanked,
        "leave": actions.remove_person,
    }
    act = typed.get("act", "")
    if act in plain:
        return plain[act](owner, participant=number, on=on, by="web", key=key)
    if act == "draft":
        return actions.save_draft(owner, participant=number, draft=typed.get("draft", ""), by="web", key=key)
    if act == "ask":
        return actions.set_ask(
            owner, participant=number, ask=typed.get("ask", ""), ask_kind=typed.get("ask_kind", ""), on=on, by="web",
            key=key,
        )  # fmt: skip
    if act == "outcome":
        return actions.record_outcome(
            owner, participant=number, outcome=typed.get("outcome", ""), on=on, by="web", key=key
        )
    raise PlanImpossible("That is nothing that can be done here.", advice="Reload the page.")


def _answer(plan: PlaybookShown) -> str:
    line = plan.line
    if line.closed_on:
        return f"{line.title} – closed with {counted(line.outcomes, 'outcome')}."
    if not line.people:
        return f"{line.title} – choose the first people."
    people = counted(line.people, "person", "people")
    return f"{line.title} – {people}, {line.contacted} contacted, {line.conversations} spoken with."


def _step(step: StepLine, *, on: date) -> StepCard:
    late = step.state == "open" and step.due_on < on
    address = reverse("person", args=[step.person]) if step.person else ""
    return StepCard(step, day_text(step.closed_on or step.due_on), late, address)


def _person(one: InPlan) -> PersonCard:
    marks = (
        ("contacted", one.contacted_on),
        ("spoken with", one.conversation_on),
        ("outcome", one.outcome_on),
        ("thanked", one.thanked_on),
    )
    progress = ", ".join(f"{words} {day_text(day)}" for words, day in marks if day)
    return PersonCard(
        one=one,
        face=face_of(one.name),
        address=reverse("person", args=[one.person]),
        progress=progress or "not contacted yet",
        balance=one.balance.sentence if one.balance else "",
        earned=one.balance.earned if one.balance else True,
        has_balance=one.balance is not None,
    )
