"""Ask about playbooks: those there are, how far each person in them is, which steps are due."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q

from nexalink.accounts.models import Owner
from nexalink.kernel.texts import works_of
from nexalink.playbooks.balance import Balance, balances
from nexalink.playbooks.errors import PlaybookMissing
from nexalink.playbooks.models import Participant, Playbook, Step
from nexalink.playbooks.plans import KINDS, MOST_PEOPLE
from nexalink.ties.models import Tie

NEW_DAYS = 90
_FEW_NEW = 5
_DEEPENED = 0.5
_MOST = 200


@dataclass(frozen=True, slots=True)
class PlaybookLine:
    """One plan in the list: how many people, contacted, spoken with and with an outcome; the next open step."""

    number: int
    kind: str
    kind_words: str
    title: str
    started_on: date
    day: date | None
    closed_on: date | None
    people: int
    contacted: int
    conversations: int
    outcomes: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """One dated step. ``state`` is open, done or skipped."""

    number: int
    playbook: int
    playbook_title: str
    person: int | None
    name: str
    what: str
    kind: str
    due_on: date
    state: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class InPlan:
    """A person in a plan, how far it went, and the balance of value where the plan gives first."""

    number: int
    person: int
    name: str
    works: str
    because: tuple[str, ...]
    ask: str
    ask_kind: str
    draft: str
    contacted_on: date | None
    conversation_on: date | None
    outcome: str
    outcome_on: date | None
    thanked_on: date | None
    left_on: date | None
    balance: Balance | None
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class PlaybookShown:
    """One plan whole."""

    line: PlaybookLine
    space: str
    about: str
    review: str
    people: tuple[InPlan, ...]
    steps: tuple[StepLine, ...]
    """The steps that concern nobody in particular."""
    most: int


@dataclass(frozen=True, slots=True)
class Deepening:
    """Whether adding outruns deepening: new connections of 90 days, and those with a second contact."""

    added: int
    deepened: int
    warning: str


def playbooks(owner: Owner, *, most: int = _MOST) -> list[PlaybookLine]:
    """Return the owner's plans, open ones first, then the newest: two queries."""
    rows = Playbook.objects.of(owner).annotate(**_counts())
    plans = list(rows.order_by(F("closed_on").desc(nulls_first=True), "-started_on", "-id")[:most])
    steps = Step.objects.of(owner).filter(playbook__in=plans, done_on=None, skipped_on=None)
    due = dict(
        steps.order_by("-due_on").values_list("playbook_id", "due_on")
    )  # the earliest comes last and stays
    return [_line(plan, due.get(plan.pk)) for plan in plans]


def playbook(owner: Owner, *, number: int, on: date) -> PlaybookShown:
    """Return one plan with its people and steps: five queries.

    Raises:
        PlaybookMissing: there is none of that number.
    """
    plan = Playbook.objects.of(owner).annotate(**_counts()).filter(pk=number).first()
    if plan is None:
        raise PlaybookMissing("That playbook is not there.", advice="Reload the page.")
    people = list(
        Participant.objects.of(owner)
        .filter(playbook=plan)
        .select_related("person")
        .order_by(F("left_on").asc(nulls_first=True), "id")
    )
    rows = Step.objects.of(owner).filter(playbook=plan).select_related("playbook", "person")
    steps = [_step(row) for row in rows.order_by("due_on", "id")]
    gives = plan.kind in {"mentorship", "deepening"}
    since = plan.started_on
    worth = balances(owner, people=[row.person_id for row in people], since=since, on=on) if gives else {}
    open_days = [step.due_on for step in steps if step.state == "open"]
    return PlaybookShown(
        line=_line(plan, min(open_days, default=None)),
        space=str(plan.goal.get("space", "")),
        about=str(plan.goal.get("about", "")),
        review=plan.review,
        people=tuple(_in_plan(row, steps, worth.get(row.person_id)) for row in people),
        steps=tuple(step for step in steps if step.person is None),
        most=MOST_PEOPLE[plan.kind],
    )


def steps_due(owner: Owner, *, on: date, within_days: int = 0) -> list[StepLine]:
    """Return the open steps of open plans that are due on day ``on``, or in the days after it: one query."""
    rows = Step.objects.of(owner).filter(
        done_on=None, skipped_on=None, due_on__lte=on + timedelta(days=within_days), playbook__closed_on=None
    )
    return [_step(row) for row in rows.select_related("playbook", "person").order_by("due_on", "id")]


def deepening(owner: Owner, *, on: date) -> Deepening:
    """Return how many connections the last 90 days added, and with how many there was a second contact: one query."""
    new = Tie.objects.of(owner).filter(connected_on__gt=on - timedelta(days=NEW_DAYS), connected_on__lte=on)
    contacts = F("incoming") + F("outgoing") + F("mutual")
    counted = new.annotate(contacts=contacts).aggregate(
        added=Count("id"), deepened=Count("id", filter=Q(contacts__gte=2))
    )
    added, deepened = counted["added"], counted["deepened"]
    outruns = added >= _FEW_NEW and deepened < _DEEPENED * added
    warning = (
        f"Adding outruns deepening: {added} new connections in {NEW_DAYS} days, a second contact with {deepened}."
        if outruns
        else ""
    )
    return Deepening(added, deepened, warning)


def participation(owner: Owner, *, playbook: int, person: int) -> int:
    """Return the number of a person's place in a plan.

    Raises:
        PlaybookMissing: the person is not in it.
    """
    rows = Participant.objects.of(owner).filter(playbook=playbook, person=person)
    found = rows.values_list("pk", flat=True).first()
    if found is None:
        raise PlaybookMissing(
            "That person is not in this playbook.", advice="See who is: nexalink playbook show NUMBER."
        )
    return found


def _counts() -> dict[str, Count]:
    here = Q(participants__left_on=None)
    return {
        "people": Count("participants", filter=here),
        "contacted": Count("participants", filter=here & Q(participants__contacted_on__isnull=False)),
        "conversations": Count("participants", filter=here & Q(participants__conversation_on__isnull=False)),
        "outcomes": Count("participants", filter=here & ~Q(participants__outcome="")),
    }


def _line(plan: Playbook, due: date | None) -> PlaybookLine:
    counts = {name: int(getattr(plan, name)) for name in ("people", "contacted", "conversations", "outcomes")}
    return PlaybookLine(
        number=plan.pk, kind=plan.kind, kind_words=KINDS[plan.kind], title=plan.title, started_on=plan.started_on,
        day=plan.date, closed_on=plan.closed_on, next_due=due, **counts,
    )  # fmt: skip


def _step(row: Step) -> StepLine:
    state = "done" if row.done_on else "skipped" if row.skipped_on else "open"
    name = row.person.name if row.person is not None else ""
    return StepLine(
        row.pk, row.playbook_id, row.playbook.title, row.person_id, name, row.what, row.kind, row.due_on, state,
        row.done_on or row.skipped_on,
    )  # fmt: skip


def _in_plan(row: Participant, steps: list[StepLine], balance: Balance | None) -> InPlan:
    return InPlan(
        number=row.pk, person=row.person_id, name=row.person.name or "(no name)",
        works=works_of(row.person.title, row.person.company),
        because=tuple(row.because), ask=row.ask, ask_kind=row.ask_kind, draft=row.draft, contacted_on=row.contacted_on,
        conversation_on=row.conversation_on, outcome=row.outcome, outcome_on=row.outcome_on, thanked_on=row.thanked_on,
        left_on=row.left_on, balance=balance, steps=tuple(step for step in steps if step.person == row.person_id),
    )  # fmt: skip
