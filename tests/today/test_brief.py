"""The brief tells what is known, and a reason to write even where little is."""

from datetime import timedelta

import pytest

from nexalink.archives.models import Change
from nexalink.interactions.actions import log_touch, promise
from nexalink.people.actions import edit_knowledge
from nexalink.people.errors import PersonMissing
from nexalink.ties.actions import assign_tier, join_circle, write_note
from nexalink.today.brief import brief
from tests.factories import ON, Cast, make_cast, make_owner, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_everything_known_stands_in_it(cast: Cast) -> None:
    owner, weak = cast.owner, cast.weak.pk
    promise(owner, person=weak, what="send the plan", on=ON, by="test")
    promise(owner, person=weak, what="call back", on=ON, by="test", by_owner=False, due=ON)
    edit_knowledge(owner, person=weak, values={"goals": "a workshop", "birthday": "25.11."}, by="test")
    write_note(owner, person=cast.friend.pk, text="Met @[Wim Weak] too", at=moment(2), by="test")
    join_circle(owner, people=[weak], circle="Choir", by="test")
    Change.objects.create(owner=owner, person=cast.weak, kind="job", before={"company": "Oak & Sons"},
                          after={"title": "Master", "company": "Elm"}, seen_after=ON)  # fmt: skip
    log_touch(
        owner, person=weak, day=ON - timedelta(days=3), on=ON, by="test", kind="call", subject="the roof"
    )
    found = brief(owner, person=weak, on=ON)
    assert (found.name, found.works) == ("Wim Weak", "Carpenter · Oak & Sons")
    assert found.reason == "You promised: send the plan"
    assert [row.what for row in found.mine + found.theirs] == ["send the plan", "call back"]
    assert found.known == (("goals", "Goals", "a workshop"),)
    assert [one.what for one in found.changed] == ["New job: Master · Elm"]
    assert found.last is not None
    assert (found.last.on, found.last.about) == (ON - timedelta(days=3), "the roof")
    assert found.birthday == ON.replace(day=25)
    assert found.circles == ("Choir",)
    assert [(name, text) for _, name, text in found.notes] == [("Farah Friend", "Met @[Wim Weak] too")]
    assert "wim@example.org" in found.reach


def test_where_nothing_is_known_the_calendar_gives_the_reason(cast: Cast) -> None:
    owner = cast.owner
    assert "not been in contact yet" in brief(owner, person=cast.stranger.pk, on=ON).reason
    assert brief(owner, person=cast.weak.pk, on=ON).reason.startswith(
        "Nothing presses: you spoke 3 months ago"
    )
    assign_tier(owner, people=[cast.weak.pk], tier=1, on=ON, by="test")
    assert brief(owner, person=cast.weak.pk, on=ON).reason == "Due: 3 months since you last spoke"
    edit_knowledge(owner, person=cast.weak.pk, values={"birthday": ON.isoformat()}, by="test")
    assert brief(owner, person=cast.weak.pk, on=ON).reason == "Birthday today"
    assert brief(owner, person=cast.weak.pk, on=ON).line == ""


def test_nobody_of_another_owner_is_told_of(cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    with pytest.raises(PersonMissing):
        brief(cast.owner, person=other.weak.pk, on=ON)
