"""What is asked of each person of a plan, one by one, and what came of it."""

from datetime import date

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.interactions.models import Direction, Touch
from nexalink.interactions.same_text import too_alike
from nexalink.playbooks.actions.chosen import known_ask_kind, open_steps, participant_of, words_in
from nexalink.playbooks.actions.steps import finish, follow_up, log_contact, refuse_early
from nexalink.playbooks.errors import AlreadyInPlan, DraftTooAlike, PlanImpossible
from nexalink.playbooks.models import Participant, Playbook
from nexalink.playbooks.plans import steps_with


def set_ask(
    owner: Owner, *, participant: int, ask: str, on: date, by: str, ask_kind: str = "", key: str = ""
) -> Deed:
    """Say what is asked of a person. A mentor is asked for nothing before it is earned.

    Raises:
        AskTooEarly: less was given than received, or there was hardly any contact; the balance is told.
        PlaybookMissing: nobody of that number is in a plan.
        PlaybookClosed: the plan was closed.
        PlanImpossible: the kind of ask is none of ours, or the text is too long.
    """
    words, wanted = words_in(ask, "ask"), known_ask_kind(ask_kind)
    with deed(owner, by=by, action="ask in playbook", what="Ask", key=key) as act:
        found = participant_of(owner, participant)
        if found.playbook.kind == "mentorship" and words:
            refuse_early(found.playbook, found.person, on=on)
        act.change(found, ask=words, ask_kind=wanted or found.ask_kind)
        _reschedule_ask(act, found, on=on)
        act.what = f"What to ask {found.person.name} for"
    return act


def save_draft(owner: Owner, *, participant: int, draft: str, by: str, key: str = "") -> Deed:
    """Keep the text for one person; nearly the same text for somebody else of the plan is refused.

    Raises:
        DraftTooAlike: another person has nearly the same text; what to make personal is said.
        PlaybookMissing: nobody of that number is in a plan.
        PlaybookClosed: the plan was closed.
        PlanImpossible: the text is too long.
    """
    words = words_in(draft, "draft")
    with deed(owner, by=by, action="draft in playbook", what="Draft", key=key) as act:
        found = participant_of(owner, participant)
        _refuse_alike(found, words)
        act.change(found, draft=words)
        act.what = f"Draft to {found.person.name}"
    return act


def mark_contacted(
    owner: Owner, *, participant: int, on: date, by: str, day: date | None = None, key: str = ""
) -> Deed:
    """Note that a person was written to on ``day`` (today without one): logged as a touch, its step done.

    Raises:
        PlaybookMissing: nobody of that number is in a plan.
        PlaybookClosed: the plan was closed.
        AlreadyInPlan: the person was contacted before.
        PlanImpossible: the day is in the future or before the plan.
        AskTooEarly: in a mentorship, an open ask that is not earned yet.
    """
    with deed(owner, by=by, action="contact in playbook", what="Contacted", key=key) as act:
        found = participant_of(owner, participant)
        if found.contacted_on is not None:
            raise AlreadyInPlan(
                f"{found.person.name} was contacted already.", advice="Note the conversation or the outcome."
            )
        when = _past(day or on, found.playbook, on=on)
        act.change(found, contacted_on=when)
        for step in open_steps(found, kinds=("touch", "ask"))[:1]:
            finish(act, step, on=when, today=on)
        if found.playbook.kind == "job_search":
            follow_up(act, found, when)
        log_contact(act, found.person, when, key=f"playbook-{found.pk}-contacted", direction=Direction.OUT)
        act.what = f"Contacted {found.person.name} for “{found.playbook.title}”"
    return act


def mark_conversation(
    owner: Owner, *, participant: int, on: date, by: str, day: date | None = None, key: str = ""
) -> Deed:
    """Note that a conversation took place on ``day``: logged as a touch.

    Raises:
        PlaybookMissing: nobody of that number is in a plan.
        PlaybookClosed: the plan was closed.
        AlreadyInPlan: a conversation is noted already.
        PlanImpossible: the day is in the future or before the plan.
    """
    with deed(owner, by=by, action="conversation in playbook", what="Conversation", key=key) as act:
        found = participant_of(owner, participant)
        if found.conversation_on is not None:
            raise AlreadyInPlan(
                f"A conversation with {found.person.name} is noted.", advice="Note the outcome."
            )
        when = _past(day or on, found.playbook, on=on)
        act.change(found, conversation_on=when, contacted_on=found.contacted_on or when)
        if found.playbook.kind == "job_search":
            for step in open_steps(found, kinds=("touch",)):
                act.change(step, done_on=when)
        log_contact(
            act, found.person, when, key=f"playbook-{found.pk}-conversation", direction=Direction.MUTUAL,
            depth=Touch.CONVERSATION,
        )  # fmt: skip
        act.what = f"Talked with {found.person.name} for “{found.playbook.title}”"
    return act


def record_outcome(owner: Owner, *, participant: int, outcome: str, on: date, by: str, key: str = "") -> Deed:
    """Keep what came of asking a person.

    Raises:
        PlaybookMissing: nobody of that number is in a plan.
        PlaybookClosed: the plan was closed.
        PlanImpossible: the outcome has no words, or too many.
    """
    words = words_in(outcome, "outcome")
    if not words:
        raise PlanImpossible("An outcome needs words.", advice="Say in a line what came of it.")
    with deed(owner, by=by, action="outcome in playbook", what="Outcome", key=key) as act:
        found = participant_of(owner, participant)
        act.change(found, outcome=words, outcome_on=on)
        act.what = f"Outcome with {found.person.name}: {words[:80]}"
    return act


def mark_thanked(owner: Owner, *, participant: int, on: date, by: str, key: str = "") -> Deed:
    """Note that a person was thanked: logged as a touch, the step of thanks done.

    Raises:
        PlaybookMissing: nobody of that number is in a plan.
        PlaybookClosed: the plan was closed.
        AlreadyInPlan: the person was thanked before.
    """
    with deed(owner, by=by, action="thank in playbook", what="Thanked", key=key) as act:
        found = participant_of(owner, participant)
        if found.thanked_on is not None:
            raise AlreadyInPlan(f"{found.person.name} was thanked already.", advice="Reload the page.")
        act.change(found, thanked_on=on)
        for step in open_steps(found, kinds=("thank",)):
            act.change(step, done_on=on)
        log_contact(act, found.person, on, key=f"playbook-{found.pk}-thanked", direction=Direction.OUT)
        act.what = f"Thanked {found.person.name}"
    return act


def _reschedule_ask(act: Deed, found: Participant, *, on: date) -> None:
    """A launch asks for each kind of help at its own time before the day."""
    plan = found.playbook
    if plan.kind != "launch":
        return
    wanted = steps_with("launch", name=found.person.name, on=on, ask_kind=found.ask_kind, day=plan.date)[0]
    for step in open_steps(found, kinds=("ask",)):
        act.change(step, what=wanted.what[:300], due_on=wanted.due_on)


def _refuse_alike(found: Participant, draft: str) -> None:
    if not draft:
        return
    others = (
        Participant.objects.of(found.owner)
        .filter(playbook__closed_on=None, left_on=None)
        .exclude(person=found.person_id)
        .exclude(draft="")
        .select_related("person")
    )
    mine = found.person
    for other in others:
        names = (mine.name, mine.company, other.person.name, other.person.company)
        if too_alike(draft, other.draft, names=names):
            raise DraftTooAlike(
                f"That is nearly the text for {other.person.name}.",
                advice=f"Make it personal: say what only {mine.name} would recognise – what you last spoke about, "
                "what they work on, why you ask them.",
            )


def _past(day: date, plan: Playbook, *, on: date) -> date:
    if day > on:
        raise PlanImpossible(f"{day} is in the future.", advice="Note it when it has happened.")
    if day < plan.started_on:
        raise PlanImpossible(
            f"{day} is before the plan began ({plan.started_on}).", advice="Log it as a touch instead."
        )
    return day
