"""What an act is about: the plan, person or step that is named, and words that can be kept."""

from collections.abc import Sequence

from nexalink.accounts.models import Owner
from nexalink.people.errors import PersonMissing
from nexalink.people.models import Person
from nexalink.playbooks.errors import AlreadyInPlan, PlanImpossible, PlaybookClosed, PlaybookMissing
from nexalink.playbooks.models import Participant, Playbook, Step
from nexalink.playbooks.plans import ASK_KINDS

_LONGEST = {"title": 200, "about": 2_000, "space": 300, "ask": 1_000, "outcome": 500, "draft": 20_000,
            "review": 20_000}  # fmt: skip


def open_plan(owner: Owner, number: int) -> Playbook:
    """Return an open plan, locked until the act is done.

    Raises:
        PlaybookMissing: there is none of that number.
        PlaybookClosed: it was closed.
    """
    found = Playbook.objects.of(owner).select_for_update().filter(pk=number).first()
    if found is None:
        raise PlaybookMissing("That playbook is not there.", advice="Reload the page.")
    return _still_open(found)


def _still_open(plan: Playbook) -> Playbook:
    if plan.closed_on is not None:
        raise PlaybookClosed(f"“{plan.title}” was closed.", advice="Take the closing back, or start anew.")
    return plan


def participant_of(owner: Owner, number: int) -> Participant:
    """Return a person's place in an open plan, locked until the act is done.

    Raises:
        PlaybookMissing: there is none of that number.
        PlaybookClosed: the plan was closed.
    """
    rows = Participant.objects.of(owner).select_for_update(of=("self",))
    found = rows.select_related("playbook", "person").filter(pk=number).first()
    if found is None:
        raise PlaybookMissing("That person is not in a playbook.", advice="Reload the page.")
    _still_open(found.playbook)
    return found


def step_of(owner: Owner, number: int) -> Step:
    """Return an open step of an open plan, locked until the act is done.

    Raises:
        PlaybookMissing: there is none of that number.
        PlaybookClosed: the plan was closed.
        AlreadyInPlan: it was done or skipped before.
    """
    rows = Step.objects.of(owner).select_for_update(of=("self",)).select_related("playbook", "person")
    found = rows.filter(pk=number).first()
    if found is None:
        raise PlaybookMissing("That step is not there.", advice="Reload the page.")
    _still_open(found.playbook)
    if found.done_on or found.skipped_on:
        raise AlreadyInPlan("That step was done or skipped already.", advice="Reload the page.")
    return found


def open_steps(found: Participant, *, kinds: Sequence[str] = ()) -> list[Step]:
    """Return the open steps with a person, the next first."""
    rows = Step.objects.of(found.owner).filter(
        playbook=found.playbook, person=found.person, done_on=None, skipped_on=None
    )
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return list(rows.select_related("playbook", "person").order_by("due_on", "id"))


def people_named(owner: Owner, wanted: Sequence[int]) -> list[Person]:
    """Return people in the order named.

    Raises:
        PersonMissing: one of them is not in the owner's network.
    """
    rows = {row.pk: row for row in Person.objects.of(owner).filter(pk__in=wanted, trashed_at=None)}
    if len(rows) < len(wanted):
        raise PersonMissing
    return [rows[pk] for pk in wanted]


def known_ask_kind(kind: str) -> str:
    """Return a kind of ask if it is one of ours.

    Raises:
        PlanImpossible: it is not.
    """
    if kind and kind not in ASK_KINDS:
        raise PlanImpossible(
            f"“{kind[:40]}” is no kind of ask.", advice=f"Choose one of: {', '.join(ASK_KINDS)}."
        )
    return kind


def words_in(text: str, name: str) -> str:
    """Return a text without what cannot be stored.

    Raises:
        PlanImpossible: it is longer than the field ``name`` holds.
    """
    words = text.replace("\x00", "").strip()
    if len(words) > _LONGEST[name]:
        raise PlanImpossible(
            f"The {name} is longer than {_LONGEST[name]:,} characters.", advice="Make it shorter."
        )
    return words
