"""A draft says what is known and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nexalink.archives.models import Change
from nexalink.interactions.actions import log_touch, promise
from nexalink.interactions.models import Direction, Kind, Source
from nexalink.people.actions import edit_knowledge
from nexalink.people.errors import PersonMissing
from nexalink.today.drafting import draft_for
from tests.factories import ON, Cast, make_cast, make_event, make_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def fill(cast: Cast) -> None:
    owner, person = cast.owner, cast.weak.pk
    promise(owner, person=person, what="send the plan.", on=ON, by="test")
    promise(owner, person=person, what="their own", on=ON, by="test", by_owner=False)
    edit_knowledge(
        owner, person=person, values={"goals": "a workshop of his own", "can_offer": "a bench"}, by="test"
    )
    log_touch(owner, person=person, day=ON - timedelta(days=9), on=ON, by="test", subject="the roof")
    after = {"title": "Master Carpenter", "company": "Elm & Daughters"}
    Change.objects.create(
        owner=owner, person=cast.weak, kind="job", after=after, seen_after=ON - timedelta(days=30)
    )


def test_a_draft_begins_with_the_promise_and_the_news(cast: Cast) -> None:
    fill(cast)
    with CaptureQueriesContext(connection) as counted:
        draft = draft_for(cast.owner, person=cast.weak.pk, on=ON)
    assert len(counted) <= 8
    assert (draft.address, draft.subject) == ("wim@example.org", "What I promised")
    assert draft.text == (
        "Hello Wim,\n\nI have not forgotten what I promised you: send the plan.\n\nI read that you are now Master "
        "Carpenter at Elm & Daughters. How are the first weeks?\n\nBest regards\nOlga"
    )
    assert [(reason.name, reason.chosen) for reason in draft.reasons] == [
        ("promise", True), ("news", True), ("goals", False), ("topic", False), ("offer", False),
    ]  # fmt: skip
    assert draft.last == "11 November 2026: the roof"


def test_the_owner_chooses_the_reasons(cast: Cast) -> None:
    fill(cast)
    draft = draft_for(cast.owner, person=cast.weak.pk, on=ON, chosen=["topic", "offer", "nonsense"])
    assert "The other day we spoke about “the roof”" in draft.text
    assert "I would gladly offer this: a bench." in draft.text
    assert "promised" not in draft.text
    assert (
        draft_for(cast.owner, person=cast.weak.pk, on=ON, chosen=[]).text
        == "Hello Wim,\n\nBest regards\nOlga"
    )


@pytest.mark.parametrize(
    ("days_ago", "later", "waits"),
    [(4, False, True), (4, True, False), (0, False, False), (40, False, False)],
)
def test_who_waits_for_an_answer_is_answered_first(
    cast: Cast, days_ago: int, later: bool, waits: bool
) -> None:
    fill(cast)
    make_event(
        cast.weak,
        days_ago=days_ago,
        direction=Direction.IN,
        kind=Kind.MAIL,
        source=Source.MAIL,
        subject="the beams",
    )
    if later:
        make_event(cast.weak, days_ago=days_ago - 1, direction=Direction.OUT, source=Source.LINKEDIN)
    draft = draft_for(cast.owner, person=cast.weak.pk, on=ON)
    names = [reason.name for reason in draft.reasons]
    assert ("answer" in names) == waits
    assert ("topic" in names) != waits
    if waits:
        assert draft.text.startswith(
            "Hello Wim,\n\nThank you for your message about “the beams”, and forgive the wait."
        )
        assert draft.subject == "Your message"
        assert draft.reasons[0].known == "They wait for your answer since 16 November 2026: “the beams”"


def test_old_news_is_none_and_nothing_known_is_nothing_said(cast: Cast) -> None:
    after = {"title": "Recruiter", "company": "Elm"}
    Change.objects.create(
        owner=cast.owner, person=cast.stranger, kind="job", after=after, seen_after=ON - timedelta(days=400)
    )
    draft = draft_for(cast.owner, person=cast.stranger.pk, on=ON)
    assert (draft.reasons, draft.personal, draft.last, draft.address) == ((), (), "", "")
    assert draft.subject == "How are you?"


def test_another_owners_person_is_nobody(cast: Cast) -> None:
    with pytest.raises(PersonMissing):
        draft_for(make_owner("Other"), person=cast.weak.pk, on=ON)
