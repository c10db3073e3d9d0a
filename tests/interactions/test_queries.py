"""The timeline with everything on it, and promises as they stand."""

from datetime import timedelta

import pytest

from nexalink.interactions.actions import close_commitment, log_touch, promise
from nexalink.interactions.errors import EntryMissing
from nexalink.interactions.models import Interaction
from nexalink.interactions.queries import (
    KeptPromises,
    closed_commitments,
    kept_promises,
    open_commitments,
    timeline,
    touch_by_hand,
)
from nexalink.ties.actions import write_note
from tests.factories import ON, Cast, make_cast, make_owner, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def promised(cast: Cast, what: str, *, due: int | None = None, by_owner: bool = True) -> int:
    day = ON + timedelta(days=due) if due is not None else None
    act = promise(cast.owner, person=cast.weak.pk, what=what, on=ON, due=day, by_owner=by_owner, by="test")
    number: int = act.changes[0]["id"]
    return number


def test_promises_and_mentions_stand_on_the_timeline(cast: Cast) -> None:
    number = promised(cast, "send the plan", due=3)
    write_note(
        cast.owner, person=cast.friend.pk, text="Knows @[Wim Weak] from school", at=moment(0), by="test"
    )
    on_his = timeline(cast.owner, cast.weak.pk)
    (first,) = timeline(cast.owner, cast.weak.pk, kind="promise").entries
    assert (first.kind, first.direction, first.subject, first.text) == (
        "promise",
        "out",
        "send the plan",
        "open, due 23 Nov 2026",
    )
    (note,) = timeline(cast.owner, cast.weak.pk, kind="note").entries
    assert (note.subject, note.text) == ("on Farah Friend", "Knows @[Wim Weak] from school")
    assert on_his.total == 5
    assert len(on_his.entries) == 5
    close_commitment(cast.owner, commitment=number, kept=True, on=ON + timedelta(days=4), by="test")
    (first,) = timeline(cast.owner, cast.weak.pk, kind="promise", source="manual").entries
    assert first.text == "kept late, 24 Nov 2026"
    assert not timeline(cast.owner, cast.weak.pk, kind="promise", source="linkedin").entries


def test_pages_of_a_timeline_hold_every_entry_once(cast: Cast) -> None:
    for number in range(7):
        promised(cast, f"promise {number}")
        log_touch(cast.owner, person=cast.weak.pk, day=ON - timedelta(days=30 * number), on=ON, by="test")
    first = timeline(cast.owner, cast.weak.pk, size=4)
    found = [
        entry
        for page in range(1, first.pages + 1)
        for entry in timeline(cast.owner, cast.weak.pk, number=page, size=4).entries
    ]
    assert len(found) == first.total == 17
    assert [entry.at for entry in found] == sorted((entry.at for entry in found), reverse=True)
    assert len({(entry.at, entry.kind, entry.subject) for entry in found}) == 17


def test_promises_by_day_and_by_side(cast: Cast) -> None:
    late, free, theirs = (
        promised(cast, "late", due=-2),
        promised(cast, "free"),
        promised(cast, "theirs", by_owner=False),
    )
    soon = promised(cast, "soon", due=1)
    assert [row.number for row in open_commitments(cast.owner, on=ON)] == [late, soon, free, theirs]
    assert open_commitments(cast.owner, on=ON, person=cast.friend.pk) == []
    assert [row.state for row in open_commitments(cast.owner, on=ON)] == ["late", "open", "open", "open"]
    close_commitment(cast.owner, commitment=late, kept=True, on=ON, by="test")
    close_commitment(cast.owner, commitment=free, kept=True, on=ON, by="test")
    close_commitment(cast.owner, commitment=theirs, kept=False, on=ON, by="test")
    assert kept_promises(cast.owner, on=ON + timedelta(days=2)) == (
        KeptPromises(open=1, overdue=1, kept=1, late=1, broken=0),
        KeptPromises(open=0, overdue=0, kept=0, late=0, broken=1),
    )
    closed = [(row.number, row.state) for row in closed_commitments(cast.owner, on=ON)]
    assert closed == [(theirs, "broken"), (free, "kept"), (late, "kept late")]
    other = make_owner("Other")
    assert open_commitments(other, on=ON) == closed_commitments(other, on=ON) == []
    assert kept_promises(other, on=ON)[0] == KeptPromises(0, 0, 0, 0, 0)


def test_only_a_touch_by_hand_can_be_opened(cast: Cast) -> None:
    act = log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test")
    assert touch_by_hand(cast.owner, act.changes[0]["id"]).person == cast.weak
    with pytest.raises(EntryMissing):
        touch_by_hand(make_owner("Other"), act.changes[0]["id"])
    with pytest.raises(EntryMissing):
        touch_by_hand(cast.owner, Interaction.objects.filter(source=1)[0].pk)
