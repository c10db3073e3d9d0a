"""Begin a plan, choose its people, write to them one by one, keep what came of it, look back."""

from collections.abc import Sequence
from datetime import date

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction, Exchange, Interaction, Kind, Source, Touch
from nexalink.kernel.dates import local_midday
from nexalink.people.errors import PersonMissing
from nexalink.people.models import Person
from nexalink.playbooks.balance import TOUCHES_NEEDED, balances
from nexalink.playbooks.drafts import too_alike
from nexalink.playbooks.errors import (
    AlreadyInPlan,
    AskTooEarly,
    DraftTooAlike,
    PlanImpossible,
    PlaybookClosed,
    PlaybookMissing,
    TooManyPeople,
)
from nexalink.playbooks.models import Participant, Playbook, Step
from nexalink.playbooks.plans import (
    ASK_KINDS,
    FOLLOW_UP_DAYS,
    KINDS,
    MOST_PEOPLE,
    PlannedStep,
    plan_steps,
    steps_with,
)

_LONGEST = {"title": 200, "about": 2_000, "space": 300, "ask": 1_000, "outcome": 500, "draft": 20_000,
            "review": 20_000}  # fmt: skip
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
    words = {name: _text(text, name) for name, text in words.items()}
    _check_launch(kind, day, on=on)
    named = list(dict.fromkeys(people))
    if len(named) > MOST_PEOPLE[kind]:
        raise _too_many(kind)
    with deed(owner, by=by, action="start playbook", what="Playbook", key=key) as act:
        chosen = _people(owner, named)
        shown = words["title"] or _title(kind, words["space"], chosen)
        goal = {name: words[name] for name in ("space", "about") if words[name]}
        playbook = Playbook(
            owner=owner, kind=kind, title=shown[:200], goal=goal, started_on=on, date=day if kind == "launch" else None
        )  # fmt: skip
        act.add(playbook)
        _add_steps(act, playbook, None, plan_steps(kind, on=on, day=day))
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
    words, wanted = _text(ask, "ask"), _ask_kind(ask_kind)
    with deed(owner, by=by, action="add to playbook", what="Playbook", key=key) as act:
        plan = _open(owner, playbook)
        found = _people(owner, [person])[0]
        if plan.kind == "mentorship" and words:
            _refuse_early(plan, found, on=on)
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
        found = _participant(owner, participant)
        if found.left_on is not None:
            raise AlreadyInPlan(f"{found.person.name} left this plan before.", advice="Reload the page.")
        act.change(found, left_on=on)
        for step in _open_steps(found):
            act.change(step, skipped_on=on)
        act.what = f"{found.person.name} left “{found.playbook.title}”"
    return act


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
    words, wanted = _text(ask, "ask"), _ask_kind(ask_kind)
    with deed(owner, by=by, action="ask in playbook", what="Ask", key=key) as act:
        found = _participant(owner, participant)
        if found.playbook.kind == "mentorship" and words:
            _refuse_early(found.playbook, found.person, on=on)
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
    words = _text(draft, "draft")
    with deed(owner, by=by, action="draft in playbook", what="Draft", key=key) as act:
        found = _participant(owner, participant)
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
        found = _participant(owner, participant)
        if found.contacted_on is not None:
            raise AlreadyInPlan(
                f"{found.person.name} was contacted already.", advice="Note the conversation or the outcome."
            )
        when = _past(day or on, found.playbook, on=on)
        act.change(found, contacted_on=when)
        for step in _open_steps(found, kinds=("touch", "ask"))[:1]:
            _finish(act, step, on=when, today=on)
        if found.playbook.kind == "job_search":
            _follow_up(act, found, when)
        _log(act, found.person, when, key=f"playbook-{found.pk}-contacted", direction=Direction.OUT)
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
        found = _participant(owner, participant)
        if found.conversation_on is not None:
            raise AlreadyInPlan(
                f"A conversation with {found.person.name} is noted.", advice="Note the outcome."
            )
        when = _past(day or on, found.playbook, on=on)
        act.change(found, conversation_on=when, contacted_on=found.contacted_on or when)
        if found.playbook.kind == "job_search":
            for step in _open_steps(found, kinds=("touch",)):
                act.change(step, done_on=when)
        _log(
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
    words = _text(outcome, "outcome")
    if not words:
        raise PlanImpossible("An outcome needs words.", advice="Say in a line what came of it.")
    with deed(owner, by=by, action="outcome in playbook", what="Outcome", key=key) as act:
        found = _participant(owner, participant)
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
        found = _participant(owner, participant)
        if found.thanked_on is not None:
            raise AlreadyInPlan(f"{found.person.name} was thanked already.", advice="Reload the page.")
        act.change(found, thanked_on=on)
        for step in _open_steps(found, kinds=("thank",)):
            act.change(step, done_on=on)
        _log(act, found.person, on, key=f"playbook-{found.pk}-thanked", direction=Direction.OUT)
        act.what = f"Thanked {found.person.name}"
    return act


def finish_step(owner: Owner, *, step: int, on: date, by: str, key: str = "") -> Deed:
    """Do a step of a plan: a touch is logged, a gift is written into the ledger as value given, both as the step says.

    Raises:
        PlaybookMissing: there is no such step.
        PlaybookClosed: the plan was closed.
        AlreadyInPlan: it was done or skipped before.
        AskTooEarly: the ask of a mentor is not earned yet; the balance is told.
    """
    with deed(owner, by=by, action="finish step", what="Step", key=key) as act:
        found = _step(owner, step)
        _finish(act, found, on=on, today=on)
        if found.person is not None and found.kind in {"touch", "give", "ask", "thank"}:
            _log(act, found.person, on, key=f"step-{found.pk}", direction=Direction.OUT)
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
        found = _step(owner, step)
        act.change(found, skipped_on=on)
        act.what = f"Skipped: {found.what}"
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
    words = _text(review, "review")
    with deed(owner, by=by, action="close playbook", what="Playbook", key=key) as act:
        found = _open(owner, playbook)
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
    if before is not None:
        act.change(before, left_on=None)
    else:
        reasons = [str(reason)[:500] for reason in because][:_REASONS]
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
    _add_steps(act, plan, person, steps)


def _add_steps(act: Deed, plan: Playbook, person: Person | None, steps: Sequence[PlannedStep]) -> None:
    for step in steps:
        act.add(
            Step(
                owner=act.owner, playbook=plan, person=person, what=step.what[:300], kind=step.kind, due_on=step.due_on
            )
        )  # fmt: skip


def _finish(act: Deed, step: Step, *, on: date, today: date) -> None:
    """Mark a step done; the ask of a mentor only when earned, a gift with its entry in the ledger."""
    if step.kind == "ask" and step.playbook.kind == "mentorship" and step.person is not None:
        _refuse_early(step.playbook, step.person, on=today)
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
            _follow_up(act, found, on)


def _follow_up(act: Deed, found: Participant, on: date) -> None:
    due = date.fromordinal(on.toordinal() + FOLLOW_UP_DAYS)
    step = PlannedStep(f"Ask {found.person.name} once more, kindly, if there is no answer yet", "touch", due)
    _add_steps(act, found.playbook, found.person, [step])


def _reschedule_ask(act: Deed, found: Participant, *, on: date) -> None:
    """A launch asks for each kind of help at its own time before the day."""
    plan = found.playbook
    if plan.kind != "launch":
        return
    wanted = steps_with("launch", name=found.person.name, on=on, ask_kind=found.ask_kind, day=plan.date)[0]
    for step in _open_steps(found, kinds=("ask",)):
        act.change(step, what=wanted.what[:300], due_on=wanted.due_on)


def _log(
    act: Deed, person: Person, day: date, *, key: str, direction: Direction, depth: Touch = Touch.PERSONAL
) -> None:
    act.add(
        Interaction(
            owner=act.owner, person=person, at=local_midday(day, act.owner.zone), kind=Kind.TOUCH, direction=direction,
            size=1, source=Source.MANUAL, source_key=key, touch=depth,
        )
    )  # fmt: skip
    refresh_ties(act.owner, {person.pk})


def _refuse_early(plan: Playbook, person: Person, *, on: date) -> None:
    found = balances(plan.owner, people=[person.pk], since=plan.started_on, on=on)[person.pk]
    if not found.earned:
        raise AskTooEarly(
            f"It is too early to ask {person.name}. {found.sentence}.",
            advice=f"Give more than you received, and be in touch at least {TOUCHES_NEEDED} times, before you ask.",
        )


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


def _open(owner: Owner, number: int) -> Playbook:
    found = Playbook.objects.of(owner).select_for_update().filter(pk=number).first()
    if found is None:
        raise PlaybookMissing("That playbook is not there.", advice="Reload the page.")
    return _still_open(found)


def _still_open(plan: Playbook) -> Playbook:
    if plan.closed_on is not None:
        raise PlaybookClosed(f"“{plan.title}” was closed.", advice="Take the closing back, or start anew.")
    return plan


def _participant(owner: Owner, number: int) -> Participant:
    rows = Participant.objects.of(owner).select_for_update(of=("self",))
    found = rows.select_related("playbook", "person").filter(pk=number).first()
    if found is None:
        raise PlaybookMissing("That person is not in a playbook.", advice="Reload the page.")
    _still_open(found.playbook)
    return found


def _step(owner: Owner, number: int) -> Step:
    rows = Step.objects.of(owner).select_for_update(of=("self",)).select_related("playbook", "person")
    found = rows.filter(pk=number).first()
    if found is None:
        raise PlaybookMissing("That step is not there.", advice="Reload the page.")
    _still_open(found.playbook)
    if found.done_on or found.skipped_on:
        raise AlreadyInPlan("That step was done or skipped already.", advice="Reload the page.")
    return found


def _open_steps(found: Participant, *, kinds: Sequence[str] = ()) -> list[Step]:
    rows = Step.objects.of(found.owner).filter(
        playbook=found.playbook, person=found.person, done_on=None, skipped_on=None
    )
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return list(rows.select_related("playbook", "person").order_by("due_on", "id"))


def _people(owner: Owner, wanted: Sequence[int]) -> list[Person]:
    rows = {row.pk: row for row in Person.objects.of(owner).filter(pk__in=wanted)}
    if len(rows) < len(wanted):
        raise PersonMissing("That person is not in your network.", advice="Search for the name.")
    return [rows[pk] for pk in wanted]


def _past(day: date, plan: Playbook, *, on: date) -> date:
    if day > on:
        raise PlanImpossible(f"{day} is in the future.", advice="Note it when it has happened.")
    if day < plan.started_on:
        raise PlanImpossible(
            f"{day} is before the plan began ({plan.started_on}).", advice="Log it as a touch instead."
        )
    return day


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


def _ask_kind(kind: str) -> str:
    if kind and kind not in ASK_KINDS:
        raise PlanImpossible(
            f"“{kind[:40]}” is no kind of ask.", advice=f"Choose one of: {', '.join(ASK_KINDS)}."
        )
    return kind


def _text(text: str, name: str) -> str:
    words = text.replace("\x00", "").strip()
    if len(words) > _LONGEST[name]:
        raise PlanImpossible(
            f"The {name} is longer than {_LONGEST[name]:,} characters.", advice="Make it shorter."
        )
    return words
