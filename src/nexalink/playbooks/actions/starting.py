"""Begin a plan, choose its people, let them leave, look back and close."""

from collections.abc import Sequence
from datetime import date

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.people.models import Person
from nexalink.playbooks.actions.chosen import (
    known_ask_kind,
    open_plan,
    open_steps,
    participant_of,
    people_named,
    words_in,
)
from nexalink.playbooks.actions.steps import add_steps, refuse_early
from nexalink.playbooks.errors import AlreadyInPlan, PlanImpossible, TooManyPeople
from nexalink.playbooks.models import Participant, Playbook, Step
from nexalink.playbooks.plans import KINDS, MOST_PEOPLE, plan_steps, steps_with

_REASONS = 6
_FURTHEST_YEARS = 5


def start_playbook(
    owner: Owner,
    *,
    kind: str,
    on: date,
    by: str,
    title: str = "",
    space: str = "",
    about: str = "",
    day: date | None = None,
    people: Sequence[int] = (),
    key: str = "",
) -> Deed:
    """Begin a plan of ``kind``: ``space`` names its field, ``day`` the launch; ``people`` are in it from the first day.

    Raises:
        PlanImpossible: the kind is none of ours, a text is too long, or the launch is no day to come.
        TooManyPeople: more people than a plan of this kind is for.
        PersonMissing: one of the people is not in the owner's network.
    """
    if kind not in KINDS:
        raise PlanImpossible(
            f"“{kind[:40]}” is no kind of playbook.", advice=f"Choose one of: {', '.join(KINDS)}."
        )
    words = {"title": title, "space": space, "about": about}
    words = {name: words_in(text, name) for name, text in words.items()}
    _check_launch(kind, day, on=on)
    named = list(dict.fromkeys(people))
    if len(named) > MOST_PEOPLE[kind]:
        raise _too_many(kind)
    with deed(owner, by=by, action="start playbook", what="Playbook", key=key) as act:
        chosen = people_named(owner, named)
        shown = words["title"] or _title(kind, words["space"], chosen)
        goal = {name: words[name] for name in ("space", "about") if words[name]}
        playbook = Playbook(
            owner=owner, kind=kind, title=shown[:200], goal=goal, started_on=on, date=day if kind == "launch" else None
        )  # fmt: skip
        act.add(playbook)
        add_steps(act, playbook, None, plan_steps(kind, on=on, day=day))
        for person in chosen:
            _join(act, playbook, person, on=on)
        act.what = f"Started the playbook “{playbook.title}”"
    return act


def add_person(
    owner: Owner,
    *,
    playbook: int,
    person: int,
    on: date,
    by: str,
    because: Sequence[str] = (),
    ask: str = "",
    ask_kind: str = "",
    key: str = "",
) -> Deed:
    """Take a person into a plan, with the reasons for it, what is asked of them, and the dated steps that follow.

    Raises:
        PlaybookMissing: there is no such plan.
        PlaybookClosed: it was closed.
        TooManyPeople: it has as many people as such a plan is for.
        AlreadyInPlan: the person is in it.
        PersonMissing: the person is not in the owner's network.
        PlanImpossible: the kind of ask is none of ours, or a text is too long.
    """
    words, wanted = words_in(ask, "ask"), known_ask_kind(ask_kind)
    with deed(owner, by=by, action="add to playbook", what="Playbook", key=key) as act:
        plan = open_plan(owner, playbook)
        found = people_named(owner, [person])[0]
        if plan.kind == "mentorship" and words:
            refuse_early(plan, found, on=on)
        _join(act, plan, found, on=on, because=because, ask=words, ask_kind=wanted)
        act.what = f"{found.name} is in “{plan.title}”"
    return act


def remove_person(owner: Owner, *, participant: int, on: date, by: str, key: str = "") -> Deed:
    """Let a person leave a plan; what happened stays, what was planned with them is skipped.

    Raises:
        PlaybookMissing: nobody of that number is in a plan.
        PlaybookClosed: the plan was closed.
        AlreadyInPlan: the person left before.
    """
    with deed(owner, by=by, action="leave playbook", what="Playbook", key=key) as act:
        found = participant_of(owner, participant)
        if found.left_on is not None:
            raise AlreadyInPlan(f"{found.person.name} left this plan before.", advice="Reload the page.")
        act.change(found, left_on=on)
        for step in open_steps(found):
            act.change(step, skipped_on=on)
        act.what = f"{found.person.name} left “{found.playbook.title}”"
    return act


def close_playbook(
    owner: Owner, *, playbook: int, on: date, by: str, review: str = "", key: str = ""
) -> Deed:
    """Close a plan with a look back; its open steps are no longer asked for.

    Raises:
        PlaybookMissing: there is no such plan.
        PlaybookClosed: it was closed before.
        PlanImpossible: the review is too long.
    """
    words = words_in(review, "review")
    with deed(owner, by=by, action="close playbook", what="Playbook", key=key) as act:
        found = open_plan(owner, playbook)
        act.change(found, closed_on=on, review=words)
        act.what = f"Closed the playbook “{found.title}”"
    return act


def _join(
    act: Deed,
    plan: Playbook,
    person: Person,
    *,
    on: date,
    because: Sequence[str] = (),
    ask: str = "",
    ask_kind: str = "",
) -> None:
    """Add a person and the steps with them; somebody who left comes back to the row that stands."""
    before = Participant.objects.of(act.owner).filter(playbook=plan, person=person).first()
    if before is not None and before.left_on is None:
        raise AlreadyInPlan(f"{person.name} is in this plan already.", advice="Choose somebody else.")
    count = Participant.objects.of(act.owner).filter(playbook=plan, left_on=None).count()
    if count >= MOST_PEOPLE[plan.kind]:
        raise _too_many(plan.kind)
    if plan.kind == "launch" and plan.date is not None and on >= plan.date:
        raise PlanImpossible(
            f"The launch was on {plan.date}.", advice="Thank those who helped, and close the plan."
        )
    reasons = [str(reason)[:500] for reason in because][:_REASONS]
    if before is not None:
        act.change(
            before, left_on=None, because=reasons or before.because, ask=ask or before.ask,
            ask_kind=ask_kind or before.ask_kind,
        )  # fmt: skip
    else:
        act.add(
            Participant(
                owner=act.owner, playbook=plan, person=person, because=reasons, ask=ask, ask_kind=ask_kind
            )
        )
    taken = Step.objects.of(act.owner).filter(playbook=plan, kind="touch", person__isnull=False)
    steps = steps_with(
        plan.kind, name=person.name or "this person", on=on, ask_kind=ask_kind, day=plan.date,
        taken=list(taken.values_list("due_on", flat=True)) if plan.kind == "job_search" else (),
    )  # fmt: skip
    add_steps(act, plan, person, steps)


def _check_launch(kind: str, day: date | None, *, on: date) -> None:
    if kind != "launch":
        return
    if day is None or day <= on:
        raise PlanImpossible("A launch needs a day to come.", advice="Say on which day it is.")
    if day.year > on.year + _FURTHEST_YEARS:
        raise PlanImpossible(f"{day} is too far away.", advice="Check the year.")


def _too_many(kind: str) -> TooManyPeople:
    most = MOST_PEOPLE[kind]
    return TooManyPeople(
        f"A {KINDS[kind].lower()} plan is for at most {most} people, one by one.",
        advice="Let somebody leave it first, or choose the few who matter most.",
    )


def _title(kind: str, space: str, people: Sequence[Person]) -> str:
    if kind == "deepening" and people:
        others = f" and {len(people) - 1} more" if len(people) > 1 else ""
        return f"Get to know {people[0].name}{others}"
    return f"{KINDS[kind]}: {space}" if space else KINDS[kind]
