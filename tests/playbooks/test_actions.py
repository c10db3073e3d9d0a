"""Plans of few people: at most so many, one text each, give before asking; every act is taken back whole."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.deeds import Deed
from nexalink.accounts.errors import AlreadyDone, ChangedSince
from nexalink.accounts.models import Owner
from nexalink.archives.taking_back import take_back
from nexalink.interactions.actions import log_touch, record_exchange
from nexalink.interactions.models import Exchange, Interaction, Source
from nexalink.kernel.errors import NexaLinkError
from nexalink.people.errors import PersonMissing
from nexalink.people.merging import merge_people, unmerge_people
from nexalink.people.models import Person
from nexalink.playbooks import actions
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
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_cast, make_crowd, make_owner, make_person

BY = "test"
LATER = ON + timedelta(days=40)
DRAFT = "I read your note on kiln design and would like to hear how the second firing went."


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def rows(owner: Owner) -> list[Any]:
    found: list[Any] = []
    for model in (Playbook, Participant, Step, Exchange, Interaction, Tie):
        found += model._default_manager.filter(owner=owner).order_by("pk").values()
    return found


def start(cast: Cast, kind: str = "job_search", **more: Any) -> Playbook:
    actions.start_playbook(cast.owner, kind=kind, on=ON, by=BY, **more)
    return Playbook.objects.of(cast.owner).latest("pk")


def add(plan: Playbook, person: Person, **more: Any) -> Participant:
    actions.add_person(plan.owner, playbook=plan.pk, person=person.pk, on=ON, by=BY, **more)
    return Participant.objects.get(playbook=plan, person=person)


def steps(plan: Playbook, person: Person | None = None) -> list[tuple[str, str]]:
    found = Step.objects.filter(playbook=plan, person=person).order_by("due_on", "pk")
    return [(step.kind, step.due_on.isoformat()) for step in found]


def test_a_job_search_writes_to_one_person_a_working_day(cast: Cast) -> None:
    plan = start(cast, space="software")
    assert (plan.title, plan.goal) == ("Job search: software", {"space": "software"})
    for person in (cast.friend, cast.weak, cast.stranger):
        add(plan, person)
    due = [steps(plan, person)[0] for person in (cast.friend, cast.weak, cast.stranger)]
    assert due == [("touch", "2026-11-20"), ("touch", "2026-11-23"), ("touch", "2026-11-24")]
    assert steps(plan) == [("review", "2027-01-01")]


def test_the_twenty_first_is_refused_with_a_sentence(cast: Cast) -> None:
    plan = start(cast)
    crowd = make_crowd(cast.owner, people=21)
    for person in crowd[:20]:
        add(plan, person)
    with pytest.raises(TooManyPeople, match="at most 20 people, one by one"):
        add(plan, crowd[20])
    assert Participant.objects.filter(playbook=plan).count() == 20
    actions.remove_person(cast.owner, participant=Participant.objects.earliest("pk").pk, on=ON, by=BY)
    add(plan, crowd[20])
    with pytest.raises(TooManyPeople):
        start(cast, people=[person.pk for person in crowd])
    assert Playbook.objects.count() == 1


def test_a_person_is_in_a_plan_once_and_comes_back_to_what_was_kept(cast: Cast) -> None:
    plan = start(cast)
    found = add(plan, cast.friend, because=["Knows my work."])
    with pytest.raises(AlreadyInPlan):
        add(plan, cast.friend)
    actions.save_draft(cast.owner, participant=found.pk, draft=DRAFT, by=BY)
    actions.remove_person(cast.owner, participant=found.pk, on=ON, by=BY)
    assert Step.objects.filter(person=cast.friend, skipped_on=None).count() == 0
    with pytest.raises(AlreadyInPlan):
        actions.remove_person(cast.owner, participant=found.pk, on=ON, by=BY)
    again = add(plan, cast.friend)
    assert (again.pk, again.left_on, again.draft, again.because) == (
        found.pk,
        None,
        DRAFT,
        ["Knows my work."],
    )
    assert Step.objects.filter(person=cast.friend, skipped_on=None).count() == 1


def test_nearly_the_same_draft_to_two_people_is_refused_with_what_to_make_personal(cast: Cast) -> None:
    plan = start(cast)
    first, second = add(plan, cast.friend), add(plan, cast.weak)
    text = "Dear {}, I am looking for a new role in ceramics and wonder whether {} needs somebody."
    actions.save_draft(cast.owner, participant=first.pk, draft=text.format("Farah", "Lindgrün Labs"), by=BY)
    with pytest.raises(DraftTooAlike, match="nearly the text for Farah Friend") as fault:
        actions.save_draft(cast.owner, participant=second.pk, draft=text.format("Wim", "Oak & Sons"), by=BY)
    assert "what only Wim Weak would recognise" in fault.value.advice
    second.refresh_from_db()
    assert second.draft == ""
    actions.save_draft(cast.owner, participant=second.pk, draft=DRAFT, by=BY)
    actions.save_draft(
        cast.owner, participant=second.pk, draft=f"{DRAFT} Truly.", by=BY
    )  # one's own text may change


def test_contacted_is_a_touch_that_finishes_its_step_and_asks_once_more(cast: Cast) -> None:
    plan = start(cast)
    found = add(plan, cast.stranger)
    actions.mark_contacted(cast.owner, participant=found.pk, on=LATER, day=ON + timedelta(days=2), by=BY)
    found.refresh_from_db()
    assert found.contacted_on == ON + timedelta(days=2)
    logged = Interaction.objects.get(source=Source.MANUAL)
    assert (logged.person_id, Tie.objects.get(person=cast.stranger).outgoing) == (cast.stranger.pk, 1)
    assert [step.done_on for step in Step.objects.filter(person=cast.stranger).order_by("due_on")] == [
        ON + timedelta(days=2), None,
    ]  # fmt: skip
    with pytest.raises(AlreadyInPlan):
        actions.mark_contacted(cast.owner, participant=found.pk, on=LATER, by=BY)
    actions.mark_conversation(cast.owner, participant=found.pk, on=LATER, by=BY)
    assert not Step.objects.filter(person=cast.stranger, done_on=None).exists()
    actions.record_outcome(cast.owner, participant=found.pk, outcome="Will ask her team", on=LATER, by=BY)
    found.refresh_from_db()
    assert (found.conversation_on, found.outcome, found.outcome_on) == (LATER, "Will ask her team", LATER)


@pytest.mark.parametrize("day", [ON + timedelta(days=1), ON - timedelta(days=1)])
def test_contact_in_the_future_or_before_the_plan_is_refused(cast: Cast, day: date) -> None:
    found = add(start(cast), cast.friend)
    with pytest.raises(PlanImpossible):
        actions.mark_contacted(cast.owner, participant=found.pk, day=day, on=ON, by=BY)
    with pytest.raises(PlanImpossible):
        actions.mark_conversation(cast.owner, participant=found.pk, day=day, on=ON, by=BY)


def test_a_launch_asks_each_before_its_day_and_thanks_after(cast: Cast) -> None:
    day = ON + timedelta(days=60)
    plan = start(cast, "launch", title="Workshop opens", day=day)
    kinds = {"feedback": 28, "introduction": 14, "amplification": 5}
    people = (cast.friend, cast.weak, cast.stranger)
    for person, kind in zip(people, kinds, strict=True):
        add(plan, person, ask_kind=kind, ask="a look at it")
    for person, lead in zip(people, kinds.values(), strict=True):
        assert steps(plan, person) == [
            ("ask", (day - timedelta(days=lead)).isoformat()), ("thank", (day + timedelta(days=3)).isoformat()),
        ]  # fmt: skip
    found = Participant.objects.get(person=cast.friend)
    actions.set_ask(
        cast.owner, participant=found.pk, ask="pass it on", ask_kind="amplification", on=ON, by=BY
    )
    ask = Step.objects.get(person=cast.friend, kind="ask")
    assert (ask.what, ask.due_on) == ("Ask Farah Friend to pass it on", day - timedelta(days=5))
    actions.mark_thanked(cast.owner, participant=found.pk, on=day, by=BY)
    assert Step.objects.get(person=cast.friend, kind="thank").done_on == day
    with pytest.raises(AlreadyInPlan):
        actions.mark_thanked(cast.owner, participant=found.pk, on=day, by=BY)


@pytest.mark.parametrize("day", [None, ON, ON - timedelta(days=3), date(2099, 1, 1)])
def test_a_launch_needs_a_day_to_come(cast: Cast, day: date | None) -> None:
    with pytest.raises(PlanImpossible):
        start(cast, "launch", day=day)
    assert not Playbook.objects.exists()


def test_a_launch_tomorrow_still_asks_before_it_and_nobody_joins_afterwards(cast: Cast) -> None:
    day = ON + timedelta(days=1)
    plan = start(cast, "launch", day=day, people=[cast.friend.pk])
    assert steps(plan, cast.friend)[0] == ("ask", ON.isoformat())
    with pytest.raises(PlanImpossible, match="The launch was on"):
        actions.add_person(cast.owner, playbook=plan.pk, person=cast.weak.pk, on=day, by=BY)


def test_a_mentor_is_asked_for_nothing_before_it_is_earned(cast: Cast) -> None:
    plan = start(cast, "mentorship")
    with pytest.raises(AskTooEarly):
        add(plan, cast.friend, ask="a job")
    found = add(plan, cast.friend)
    ask = Step.objects.get(person=cast.friend, kind="ask")
    with pytest.raises(AskTooEarly, match="Given 0, received 0, 0 touches since the start"):
        actions.finish_step(cast.owner, step=ask.pk, on=LATER, by=BY)
    with pytest.raises(AskTooEarly):
        actions.set_ask(cast.owner, participant=found.pk, ask="a job", on=LATER, by=BY)
    for kind in ("touch", "give"):
        step = Step.objects.filter(person=cast.friend, kind=kind).earliest("due_on")
        actions.finish_step(cast.owner, step=step.pk, on=step.due_on, by=BY)
    actions.set_ask(cast.owner, participant=found.pk, ask="How did you begin?", on=LATER, by=BY)
    actions.finish_step(cast.owner, step=ask.pk, on=LATER, by=BY)
    ask.refresh_from_db()
    assert ask.done_on == LATER


def test_value_received_has_to_be_outweighed_before_the_ask(cast: Cast) -> None:
    plan = start(cast, "mentorship", people=[cast.friend.pk])
    found = Participant.objects.get(playbook=plan)
    for days in (1, 2, 3):
        day = ON + timedelta(days=days)
        log_touch(cast.owner, person=cast.friend.pk, day=day, on=day, by=BY)
    values = {"person": cast.friend.pk, "kind": "advice", "day": ON, "on": ON, "by": BY}
    record_exchange(cast.owner, direction="received", size="medium", **values)
    record_exchange(cast.owner, direction="given", size="medium", **values)
    with pytest.raises(AskTooEarly, match="Given 3, received 3, 3 touches"):
        actions.set_ask(cast.owner, participant=found.pk, ask="more", on=LATER, by=BY)
    record_exchange(cast.owner, direction="given", size="small", **values)
    actions.set_ask(cast.owner, participant=found.pk, ask="more", on=LATER, by=BY)


def test_a_gift_that_was_given_stands_in_the_ledger_once(cast: Cast) -> None:
    plan = start(cast, "deepening", people=[cast.weak.pk])
    assert plan.title == "Get to know Wim Weak"
    assert [kind for kind, _ in steps(plan, cast.weak)] == ["touch", "give", "touch", "give", "review"]
    give = Step.objects.filter(kind="give").earliest("due_on")
    before = rows(cast.owner)
    act = actions.finish_step(cast.owner, step=give.pk, on=ON, by=BY, key="k")
    with pytest.raises(AlreadyDone):
        actions.finish_step(cast.owner, step=give.pk, on=ON, by=BY, key="k")
    with pytest.raises(AlreadyInPlan):
        actions.skip_step(cast.owner, step=give.pk, on=ON, by=BY)
    (given_to,) = Exchange.objects.of(cast.owner)
    assert (given_to.person_id, given_to.direction, given_to.size) == (cast.weak.pk, "given", "small")
    take_back(cast.owner, entry=act.entry, by=BY)
    assert rows(cast.owner) == before


def test_joining_is_not_taken_back_under_a_step_that_was_done(cast: Cast) -> None:
    plan = start(cast, "deepening")
    act = actions.add_person(cast.owner, playbook=plan.pk, person=cast.weak.pk, on=ON, by=BY)
    give = Step.objects.filter(kind="give").earliest("due_on")
    done = actions.finish_step(cast.owner, step=give.pk, on=ON, by=BY)
    with pytest.raises(ChangedSince):
        take_back(cast.owner, entry=act.entry, by=BY)
    take_back(cast.owner, entry=done.entry, by=BY)
    take_back(cast.owner, entry=act.entry, by=BY)
    assert not Participant.objects.exists()


def test_a_closed_plan_is_left_alone(cast: Cast) -> None:
    plan = start(cast, people=[cast.friend.pk])
    found = Participant.objects.get(playbook=plan)
    step = Step.objects.filter(person=cast.friend).earliest("pk")
    act = actions.close_playbook(cast.owner, playbook=plan.pk, review="Two offers.", on=LATER, by=BY)
    plan.refresh_from_db()
    assert (plan.closed_on, plan.review) == (LATER, "Two offers.")
    tries: list[Callable[[], Deed]] = [
        lambda: actions.add_person(cast.owner, playbook=plan.pk, person=cast.weak.pk, on=ON, by=BY),
        lambda: actions.close_playbook(cast.owner, playbook=plan.pk, on=ON, by=BY),
        lambda: actions.mark_contacted(cast.owner, participant=found.pk, on=ON, by=BY),
        lambda: actions.save_draft(cast.owner, participant=found.pk, draft="x", by=BY),
        lambda: actions.finish_step(cast.owner, step=step.pk, on=ON, by=BY),
    ]
    for attempt in tries:
        with pytest.raises(PlaybookClosed):
            attempt()
    take_back(cast.owner, entry=act.entry, by=BY)
    tries[0]()


@pytest.mark.parametrize(
    "bad", [{"kind": "blast"}, {"title": "x" * 10_000}, {"space": "x" * 301}, {"about": "x" * 2_001}]
)
def test_plans_that_cannot_be_kept_are_refused(cast: Cast, bad: dict[str, str]) -> None:
    with pytest.raises(PlanImpossible):
        start(cast, **({"kind": "job_search"} | bad))
    assert not Playbook.objects.exists()


def test_words_that_cannot_be_kept_are_refused(cast: Cast) -> None:
    found = add(start(cast), cast.friend)
    values = {"participant": found.pk, "by": BY}
    with pytest.raises(PlanImpossible):
        actions.record_outcome(cast.owner, outcome=" \x00", on=ON, **values)
    with pytest.raises(PlanImpossible):
        actions.record_outcome(cast.owner, outcome="x" * 501, on=ON, **values)
    with pytest.raises(PlanImpossible):
        actions.save_draft(cast.owner, draft="x" * 20_001, **values)
    with pytest.raises(PlanImpossible):
        actions.set_ask(cast.owner, ask="x", ask_kind="money", on=ON, **values)


def test_another_owners_plans_people_and_steps_are_not_there(cast: Cast) -> None:
    plan = start(cast, people=[cast.friend.pk])
    found = Participant.objects.get(playbook=plan)
    step = Step.objects.filter(person=cast.friend).earliest("pk")
    other = make_owner("Other")
    theirs = make_person(other, "Theirs Only")
    before = rows(cast.owner)
    with pytest.raises(PersonMissing):
        add(plan, theirs)
    with pytest.raises(PersonMissing):
        start(cast, people=[theirs.pk])
    with pytest.raises(PlaybookMissing):
        actions.add_person(other, playbook=plan.pk, person=theirs.pk, on=ON, by=BY)
    with pytest.raises(PlaybookMissing):
        actions.close_playbook(other, playbook=plan.pk, on=ON, by=BY)
    for act in (
        actions.mark_contacted,
        actions.mark_conversation,
        actions.mark_thanked,
        actions.remove_person,
    ):
        with pytest.raises(PlaybookMissing):
            act(other, participant=found.pk, on=ON, by=BY)
    for act in (actions.finish_step, actions.skip_step):
        with pytest.raises(PlaybookMissing):
            act(other, step=step.pk, on=ON, by=BY)
    assert rows(cast.owner) == before


def test_merging_two_people_of_one_plan_loses_nothing(cast: Cast) -> None:
    plan = start(cast, people=[cast.friend.pk, cast.twin.pk])
    for number, person in enumerate((cast.friend, cast.twin)):
        found = Participant.objects.get(person=person)
        actions.record_outcome(cast.owner, participant=found.pk, outcome=f"outcome {number}", on=ON, by=BY)
    before = rows(cast.owner)
    merge = merge_people(cast.owner, kept=cast.friend.pk, gone=cast.twin.pk, because=[], by=BY)
    assert Participant.objects.get(playbook=plan).person_id == cast.friend.pk
    assert Step.objects.filter(playbook=plan, person=cast.friend).count() == 2
    unmerge_people(cast.owner, merge=merge.pk)
    assert rows(cast.owner) == before


def test_merging_moves_somebodys_place_in_the_plan(cast: Cast) -> None:
    plan = start(cast, people=[cast.twin.pk])
    merge = merge_people(cast.owner, kept=cast.friend.pk, gone=cast.twin.pk, because=[], by=BY)
    found = Participant.objects.get(playbook=plan)
    assert found.person_id == cast.friend.pk
    actions.mark_contacted(cast.owner, participant=found.pk, on=ON, by=BY)
    unmerge_people(cast.owner, merge=merge.pk)
    found.refresh_from_db()
    assert (found.person_id, found.contacted_on) == (cast.twin.pk, ON)


MOVES = ("add", "leave", "contacted", "talked", "thanked", "outcome", "step", "skip", "close", "undo")


class RandomHistories(TestCase):
    """Whatever is tried in whatever order, taking all back newest first gives what was there."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.sampled_from(["job_search", "launch", "mentorship", "deepening"]),
        st.lists(st.tuples(st.sampled_from(MOVES), st.booleans()), max_size=12),
    )
    def test_undoing_all_gives_the_beginning(self, kind: str, moves: list[tuple[str, bool]]) -> None:
        cast = make_cast()
        beginning = rows(cast.owner)
        plan = start(cast, kind, day=LATER)
        after = rows(cast.owner)
        done: list[int] = []
        for move, friend in moves:
            person = cast.friend if friend else cast.stranger
            if move == "undo":
                if done:
                    take_back(cast.owner, entry=done.pop(), by=BY)
            elif (entry := tried(plan, move, person)) is not None:
                done.append(entry)
            assert Participant.objects.filter(playbook=plan, person=person).count() <= 1
            doubled = Step.objects.exclude(done_on=None).exclude(skipped_on=None)
            assert not doubled.exists()
        for entry in reversed(done):
            take_back(cast.owner, entry=entry, by=BY)
        assert rows(cast.owner) == after
        plan.delete()
        assert rows(cast.owner) == beginning


def tried(plan: Playbook, move: str, person: Person) -> int | None:
    """Do one move with a person of the plan; None where it is refused or changes nothing."""
    owner = plan.owner
    found = Participant.objects.filter(playbook=plan, person=person).first()
    step = Step.objects.filter(playbook=plan, person=person, done_on=None).order_by("due_on").first()
    who, which = (found.pk if found else 0), (step.pk if step else 0)
    acts: dict[str, Callable[[], Deed]] = {
        "add": lambda: actions.add_person(owner, playbook=plan.pk, person=person.pk, on=ON, by=BY),
        "leave": lambda: actions.remove_person(owner, participant=who, on=ON, by=BY),
        "contacted": lambda: actions.mark_contacted(owner, participant=who, on=ON, by=BY),
        "talked": lambda: actions.mark_conversation(owner, participant=who, on=ON, by=BY),
        "thanked": lambda: actions.mark_thanked(owner, participant=who, on=ON, by=BY),
        "outcome": lambda: actions.record_outcome(owner, participant=who, outcome="x", on=ON, by=BY),
        "step": lambda: actions.finish_step(owner, step=which, on=ON, by=BY),
        "skip": lambda: actions.skip_step(owner, step=which, on=ON, by=BY),
        "close": lambda: actions.close_playbook(owner, playbook=plan.pk, on=ON, by=BY),
    }
    try:
        act = acts[move]()
    except NexaLinkError:
        return None
    return act.entry if act.changes else None
