"""The dated steps of a plan: done, left out, and what doing one writes down."""

from collections.abc import Sequence
from datetime import date

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.interactions.counts import count_in
from nexalink.interactions.models import Direction, Exchange, Interaction, Kind, Source, Touch
from nexalink.kernel.dates import local_midday
from nexalink.people.models import Person
from nexalink.playbooks.actions.chosen import step_of
from nexalink.playbooks.balance import TOUCHES_NEEDED, balances
from nexalink.playbooks.errors import AskTooEarly
from nexalink.playbooks.models import Participant, Playbook, Step
from nexalink.playbooks.plans import FOLLOW_UP_DAYS, PlannedStep


def finish_step(owner: Owner, *, step: int, on: date, by: str, key: str = "") -> Deed:
    """Do a step of a plan: a touch is logged, a gift is written into the ledger as value given, both as the step says.

    Raises:
        PlaybookMissing: there is no such step.
        PlaybookClosed: the plan was closed.
        AlreadyInPlan: it was done or skipped before.
        AskTooEarly: the ask of a mentor is not earned yet; the balance is told.
    """
    with deed(owner, by=by, action="finish step", what="Step", key=key) as act:
        found = step_of(owner, step)
        finish(act, found, on=on, today=on)
        if found.person is not None and found.kind in {"touch", "give", "ask", "thank"}:
            log_contact(act, found.person, on, key=f"step-{found.pk}", direction=Direction.OUT)
            _mark_by_step(act, found, on=on)
        act.what = f"Done: {found.what}"
    return act


def skip_step(owner: Owner, *, step: int, on: date, by: str, key: str = "") -> Deed:
    """Leave a step of a plan out.

    Raises:
        PlaybookMissing: there is no such step.
        PlaybookClosed: the plan was closed.
        AlreadyInPlan: it was done or skipped before.
    """
    with deed(owner, by=by, action="skip step", what="Step", key=key) as act:
        found = step_of(owner, step)
        act.change(found, skipped_on=on)
        act.what = f"Skipped: {found.what}"
    return act


def finish(act: Deed, step: Step, *, on: date, today: date) -> None:
    """Mark a step done; the ask of a mentor only when earned, a gift with its entry in the ledger."""
    if step.kind == "ask" and step.playbook.kind == "mentorship" and step.person is not None:
        refuse_early(step.playbook, step.person, on=today)
    act.change(step, done_on=on)
    if step.kind == "give" and step.person is not None:
        act.add(
            Exchange(
                owner=act.owner, person=step.person, name=step.person.name, direction="given", kind="resource",
                size="small", at=local_midday(on, act.owner.zone), asked=False, note=step.what, source="manual",
                source_key=f"step-{step.pk}",
            )
        )  # fmt: skip


def _mark_by_step(act: Deed, step: Step, *, on: date) -> None:
    """Bring the person's place in the plan in line with the step that was done."""
    found = Participant.objects.of(act.owner).filter(playbook=step.playbook, person=step.person).first()
    if found is None:
        return
    if step.kind == "thank" and found.thanked_on is None:
        act.change(found, thanked_on=on)
    elif step.kind in {"touch", "ask"} and found.contacted_on is None:
        act.change(found, contacted_on=on)
        if step.playbook.kind == "job_search":
            follow_up(act, found, on)


def follow_up(act: Deed, found: Participant, on: date) -> None:
    """Plan to ask once more, kindly, after ten days."""
    due = date.fromordinal(on.toordinal() + FOLLOW_UP_DAYS)
    step = PlannedStep(f"Ask {found.person.name} once more, kindly, if there is no answer yet", "touch", due)
    add_steps(act, found.playbook, found.person, [step])


def add_steps(act: Deed, plan: Playbook, person: Person | None, steps: Sequence[PlannedStep]) -> None:
    """Add planned steps to a plan, with a person or without."""
    for step in steps:
        act.add(
            Step(
                owner=act.owner, playbook=plan, person=person, what=step.what[:300], kind=step.kind, due_on=step.due_on
            )
        )  # fmt: skip


def log_contact(
    act: Deed, person: Person, day: date, *, key: str, direction: Direction, depth: Touch = Touch.PERSONAL
) -> None:
    """Write a touch with a person into the timeline, and bring their tie up to date."""
    touch = Interaction(
        owner=act.owner, person=person, at=local_midday(day, act.owner.zone), kind=Kind.TOUCH, direction=direction,
        size=1, source=Source.MANUAL, source_key=key, touch=depth,
    )  # fmt: skip
    count_in(act.add(touch))


def refuse_early(plan: Playbook, person: Person, *, on: date) -> None:
    """Refuse an ask that is not earned yet, with the balance.

    Raises:
        AskTooEarly: less was given than received, or there was hardly any contact.
    """
    found = balances(plan.owner, people=[person.pk], since=plan.started_on, on=on)[person.pk]
    if not found.earned:
        raise AskTooEarly(
            f"It is too early to ask {person.name}. {found.sentence}.",
            advice=f"Give more than you received, and be in touch at least {TOUCHES_NEEDED} times, before you ask.",
        )
