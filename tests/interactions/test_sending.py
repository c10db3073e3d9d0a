"""A text for one person: logged when sent, refused when others got it."""

from datetime import timedelta

import pytest

from nexalink.archives.taking_back import take_back
from nexalink.interactions.actions import log_draft_sent, log_touch
from nexalink.interactions.errors import DraftTooAlike, WordsMissing
from nexalink.interactions.models import Interaction, Source, Touch
from nexalink.interactions.sending import DAYS_COMPARED, refuse_alike, sent_alike
from nexalink.people.errors import PersonMissing
from tests.factories import ON, Cast, make_cast, make_owner

pytestmark = pytest.mark.django_db
LETTER = "Dear {}, could we talk about the timber trade next week? I would like to hear how you see it."


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_a_text_is_logged_when_it_was_sent(cast: Cast) -> None:
    act = log_draft_sent(
        cast.owner, person=cast.weak.pk, text=LETTER.format("Wim"), on=ON, by="test", subject="Timber"
    )
    touch = Interaction.objects.get(source=Source.MANUAL)
    assert (touch.touch, touch.subject, touch.text) == (Touch.PERSONAL, "Timber", LETTER.format("Wim"))
    assert act.what == "Logged a mail with Wim Weak, today"
    take_back(cast.owner, entry=act.entry, by="test")
    assert not Interaction.objects.filter(source=Source.MANUAL).exists()


def test_the_same_text_for_somebody_else_is_refused_with_what_to_write(cast: Cast) -> None:
    log_draft_sent(cast.owner, person=cast.weak.pk, text=LETTER.format("Wim"), on=ON, by="test")
    with pytest.raises(DraftTooAlike) as refused:
        log_draft_sent(
            cast.owner,
            person=cast.friend.pk,
            text=LETTER.format("Farah"),
            on=ON,
            by="test",
            personal=("the grant",),
        )
    assert "Wim Weak got nearly the same text" in refused.value.what
    assert "the grant" in str(refused.value.advice)
    assert Interaction.objects.filter(source=Source.MANUAL).count() == 1
    log_draft_sent(
        cast.owner, person=cast.weak.pk, text=LETTER.format("Wim"), on=ON, by="test"
    )  # once more to him
    personal = (
        "How did the roof of the old mill hold in the storm? I thought of what you said about slate in March."
    )
    log_draft_sent(cast.owner, person=cast.friend.pk, text=personal, on=ON, by="test")
    assert Interaction.objects.filter(source=Source.MANUAL).count() == 3


def test_what_is_old_or_not_by_hand_does_not_count(cast: Cast) -> None:
    old = ON - timedelta(days=DAYS_COMPARED + 1)
    log_touch(
        cast.owner, person=cast.weak.pk, day=old, on=ON, by="test", direction="out", text=LETTER.format("Wim")
    )
    assert sent_alike(cast.owner, person=cast.friend.pk, text=LETTER.format("Farah"), on=ON) is None


def test_no_words_nobody_and_nobody_of_others(cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    log_draft_sent(other.owner, person=other.weak.pk, text=LETTER.format("Wim"), on=ON, by="test")
    refuse_alike(cast.owner, person=cast.friend.pk, text=LETTER.format("Farah"), on=ON)
    with pytest.raises(WordsMissing):
        refuse_alike(cast.owner, person=cast.friend.pk, text=" \n", on=ON)
    with pytest.raises(PersonMissing):
        log_draft_sent(cast.owner, person=other.weak.pk, text="Hello there", on=ON, by="test")
