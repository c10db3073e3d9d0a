"""Any history of acts and undos across all rooms: the invariants hold, and taking everything back leads to the start."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nexalink.accounts.errors import ChangedSince
from nexalink.accounts.models import JournalEntry, Owner
from nexalink.archives.actions import answer_question
from nexalink.archives.taking_back import take_back
from nexalink.gate.actions import add_request, judge_request, reconsider_request
from nexalink.gate.models import ConnectionRequest
from nexalink.gate.questions import QUESTIONS
from nexalink.interactions.actions import (
    close_commitment,
    edit_touch,
    log_touch,
    promise,
    record_exchange,
    remove_exchange,
    remove_touch,
)
from nexalink.interactions.models import Commitment, Exchange, Interaction, Source
from nexalink.introductions.actions import answer, ask, drop, make, propose
from nexalink.introductions.models import Introduction
from nexalink.kernel.dates import local_date
from nexalink.kernel.errors import NexaLinkError
from nexalink.people.actions import edit_knowledge
from nexalink.playbooks.actions.asking import mark_contacted, record_outcome
from nexalink.playbooks.actions.starting import close_playbook, start_playbook
from nexalink.playbooks.actions.starting import remove_person as leave_playbook
from nexalink.playbooks.models import Participant, Playbook
from nexalink.pruning.actions import choose, close_review, start_review
from nexalink.pruning.models import Candidate
from nexalink.recall.actions import answer_recall
from nexalink.ties.actions.circles import delete_circle, join_circle
from nexalink.ties.actions.labels import add_tag, remove_tag
from nexalink.ties.actions.notes import add_reminder, edit_note, remove_note, write_note
from nexalink.ties.actions.tiers import assign_tier, let_fade, set_cadence, set_tier_cadence
from nexalink.ties.due import cadences
from nexalink.ties.models import Circle, Note, Tie
from tests.factories import ON, Cast, make_cast, make_owner

BY = "test"
Act = Callable[[Cast, int, int], Any]
"""An act on a cast: ``one`` chooses whom or which row, ``number`` the rest."""


def _one(table: Any, owner: Owner, which: int) -> int:
    """Return the id of one of the owner's rows, 0 where there is none."""
    keys = list(table.objects.of(owner).order_by("pk").values_list("pk", flat=True))
    return int(keys[which % len(keys)]) if keys else 0


def _whom(cast: Cast, which: int) -> int:
    return (cast.friend, cast.weak, cast.stranger, cast.twin)[which % 4].pk


def _day(number: int) -> date:
    return ON - timedelta(days=number)


def _manual(owner: Owner, which: int) -> int:
    keys = list(
        Interaction.objects.of(owner).filter(source=Source.MANUAL).order_by("pk").values_list("pk", flat=True)
    )
    return int(keys[which % len(keys)]) if keys else 0


def _judge(cast: Cast, one: int, number: int) -> Any:
    request = _one(ConnectionRequest, cast.owner, one)
    answers = {name: bool(number >> place & 1) for place, name in enumerate(QUESTIONS)}
    return judge_request(cast.owner, request=request, answers=answers, accept=bool(number % 3), on=ON, by=BY)


def _exchange(cast: Cast, one: int, number: int) -> Any:
    direction, size = ("given", "received")[number % 2], ("small", "medium", "large")[number % 3]
    return record_exchange(
        cast.owner,
        person=_whom(cast, one),
        direction=direction,
        kind="advice",
        size=size,
        day=_day(number),
        on=ON,
        by=BY,
    )


ACTS: dict[str, Act] = {
    "log": lambda c, i, n: log_touch(c.owner, person=_whom(c, i), day=_day(n), on=ON, by=BY, anyway=True),
    "edit touch": lambda c, i, n: edit_touch(
        c.owner, touch=_manual(c.owner, i), day=_day(n), on=ON, by=BY, direction="out", anyway=True
    ),
    "remove touch": lambda c, i, _: remove_touch(c.owner, touch=_manual(c.owner, i), by=BY),
    "exchange": _exchange,
    "remove exchange": lambda c, i, _: remove_exchange(c.owner, exchange=_one(Exchange, c.owner, i), by=BY),
    "promise": lambda c, i, n: promise(c.owner, person=_whom(c, i), what="a plan", on=ON, by=BY, by_owner=bool(n % 2)),
    "keep": lambda c, i, n: close_commitment(
        c.owner, commitment=_one(Commitment, c.owner, i), kept=bool(n % 2), on=ON, by=BY
    ),
    "tier": lambda c, i, n: assign_tier(c.owner, people=[_whom(c, i)], tier=(None, 1, 2, 3)[n % 4], on=ON, by=BY),
    "cadence": lambda c, i, n: set_cadence(c.owner, person=_whom(c, i), days=n + 1, on=ON, by=BY),
    "tier cadence": lambda c, i, n: set_tier_cadence(c.owner, tier=i % 3 + 1, days=n + 1, by=BY),
    "fade": lambda c, i, _: let_fade(c.owner, person=_whom(c, i), on=ON, by=BY),
    "note": lambda c, i, n: write_note(c.owner, person=_whom(c, i), text="with @[Wim Weak]", at=n, by=BY),
    "edit note": lambda c, i, n: edit_note(c.owner, note=_one(Note, c.owner, i), text=f"number {n}", by=BY),
    "remove note": lambda c, i, _: remove_note(c.owner, note=_one(Note, c.owner, i), by=BY),
    "remind": lambda c, i, _: add_reminder(c.owner, person=_whom(c, i), text="call", day=ON, yearly=False, by=BY),
    "tag": lambda c, i, n: add_tag(c.owner, people=[_whom(c, i)], tag=f"tag {n % 2}", by=BY),
    "untag": lambda c, i, n: remove_tag(c.owner, people=[_whom(c, i)], tag=f"tag {n % 2}", by=BY),
    "join": lambda c, i, n: join_circle(c.owner, people=[_whom(c, i)], circle=f"Choir {n % 2}", by=BY),
    "delete circle": lambda c, i, _: delete_circle(c.owner, circle=_one(Circle, c.owner, i), by=BY),
    "know": lambda c, i, n: edit_knowledge(c.owner, person=_whom(c, i), values={"goals": f"goal {n}"}, by=BY),
    "request": lambda c, _, n: add_request(c.owner, name=f"Nora {n}", on=ON, by=BY),
    "judge": _judge,
    "reconsider": lambda c, i, _: reconsider_request(c.owner, request=_one(ConnectionRequest, c.owner, i), by=BY),
    "introduce": lambda c, i, n: propose(c.owner, first=_whom(c, i), second=_whom(c, i + n), on=ON, by=BY),
    "ask": lambda c, i, n: ask(
        c.owner, introduction=_one(Introduction, c.owner, i), side=("first", "second")[n % 2], on=ON, by=BY
    ),
    "consent": lambda c, i, n: answer(
        c.owner, introduction=_one(Introduction, c.owner, i), side=("first", "second")[n % 2], agreed=n % 5 > 0, on=ON, by=BY
    ),
    "make": lambda c, i, _: make(c.owner, introduction=_one(Introduction, c.owner, i), on=ON, by=BY),
    "drop": lambda c, i, _: drop(c.owner, introduction=_one(Introduction, c.owner, i), on=ON, by=BY),
    "plan": lambda c, i, n: start_playbook(
        c.owner, kind="deepening", title=f"plan {n}", people=[_whom(c, i)], on=ON, by=BY
    ),
    "contacted": lambda c, i, _: mark_contacted(c.owner, participant=_one(Participant, c.owner, i), on=ON, by=BY),
    "outcome": lambda c, i, n: record_outcome(
        c.owner, participant=_one(Participant, c.owner, i), outcome=f"outcome {n}", on=ON, by=BY
    ),
    "leave plan": lambda c, i, _: leave_playbook(c.owner, participant=_one(Participant, c.owner, i), on=ON, by=BY),
    "close plan": lambda c, i, _: close_playbook(c.owner, playbook=_one(Playbook, c.owner, i), on=ON, by=BY),
    "choose": lambda c, i, n: choose(
        c.owner, candidate=_one(Candidate, c.owner, i), choice=("keep", "lower", "fade", "reach_out")[n % 4], on=ON, by=BY,
        anyway=True,
    ),
    "close review": lambda c, *_: close_review(c.owner, on=ON, by=BY),
    "recall": lambda c, i, n: answer_recall(
        c.owner, person=_whom(c, i), result=("known", "half", "unknown")[n % 3], on=ON, by=BY
    ),
}  # fmt: skip
HISTORIES = st.lists(
    st.tuples(st.sampled_from([*ACTS, *["undo"] * 4, "merge"]), st.integers(0, 7), st.integers(0, 300)),
    min_size=6,
    max_size=24,
)
LEFT_OUT = {"accounts.JournalEntry", "people.Merge", "archives.Proposal"}
"""The journal grows with every undo, and a merge that was taken back is remembered."""


def everything(owner: Owner) -> dict[str, list[Any]]:
    """Return every row of an owner."""
    tables = [table for table in apps.get_models() if table._meta.label.startswith(ROOMS)]
    found: dict[str, list[Any]] = {"owner": list(Owner.objects.filter(pk=owner.pk).values())}
    for table in tables:
        names = {field.name for field in table._meta.get_fields()}
        if "owner" in names and table._meta.label not in LEFT_OUT:
            found[table._meta.label] = list(
                table._default_manager.filter(owner=owner).order_by("pk").values()
            )
    return found


ROOMS = tuple(
    f"{room}."
    for room in "accounts people ties interactions introductions gate audits archives playbooks pruning recall today".split()
)


class RandomHistories(TestCase):
    """Acts of every room by one owner, beside another owner whom they must not reach."""

    @settings(max_examples=60, deadline=None)
    @given(HISTORIES)
    def test_invariants_hold_and_all_can_be_taken_back(self, history: list[tuple[str, int, int]]) -> None:
        cast, other = make_cast(), make_cast(make_owner("Otto Other"))
        start_review(cast.owner, on=ON, by=BY)
        beginning, of_other = everything(cast.owner), everything(other.owner)
        standing: list[int] = []
        for what, one, number in history:
            done(cast, standing, what, one, number)
            cast.owner.refresh_from_db()
            check(cast.owner)
        for entry in reversed(standing):
            take_back(cast.owner, entry=entry, by=BY)
            cast.owner.refresh_from_db()
            check(cast.owner)
        assert everything(cast.owner) == beginning
        assert everything(other.owner) == of_other


def done(cast: Cast, standing: list[int], what: str, one: int, number: int) -> None:
    """Do one thing, or be refused, and keep the lines that can be taken back, oldest first."""
    if what == "undo":
        if not standing:
            return
        entry = standing[number % len(standing)]  # any of them, not only the newest
        try:
            take_back(cast.owner, entry=entry, by=BY)
        except ChangedSince:
            return
        standing.remove(entry)
        return
    try:
        if what == "merge":
            answer_question(cast.owner, question=cast.question.pk, same=bool(number % 2), by=BY)
            standing.append(JournalEntry.objects.of(cast.owner).latest("pk").pk)
            return
        act = ACTS[what](cast, one, number)
    except NexaLinkError:
        return
    if act.changes:
        standing.append(act.entry)


def check(owner: Owner) -> None:
    """Hold every tie of the owner against what its rows say."""
    usual = cadences(owner)
    events: dict[int, list[Interaction]] = {}
    for event in Interaction.objects.of(owner):
        if event.person_id is not None:
            events.setdefault(event.person_id, []).append(event)
    for tie in Tie.objects.of(owner):
        mine = events.get(tie.person_id, [])
        assert tie.incoming + tie.outgoing + tie.mutual == len(mine)
        assert tie.last_contact == max((event.at for event in mine), default=None)
        assert tie.tracked == (tie.tier is not None)
        if not tie.tracked:
            assert tie.next_touch_due is None
            continue
        cadence = timedelta(days=tie.cadence_days or usual[tie.tier or 3])
        if tie.last_contact is not None:
            assert tie.next_touch_due == local_date(tie.last_contact, owner.zone) + cadence
        else:
            assert tie.tier_since is not None
            assert tie.next_touch_due == tie.tier_since + cadence
    assert Tie.objects.of(owner).count() == len(
        set(Tie.objects.of(owner).values_list("person_id", flat=True))
    )
