import pytest

from nexalink.accounts.models import JournalEntry
from nexalink.archives.actions import answer_question
from nexalink.archives.separating import separate_people
from nexalink.people.errors import MergeMissing
from nexalink.people.merging import merge_people
from nexalink.people.models import Merge, Person
from nexalink.ties.models import Tie
from tests.factories import make_cast

pytestmark = pytest.mark.django_db


def test_one_person_is_two_again_and_the_question_is_open() -> None:
    cast = make_cast()
    answer_question(cast.owner, question=cast.question.pk, same=True, by="test")
    separate_people(cast.owner, merge=Merge.objects.of(cast.owner).get().pk, by="test")
    cast.question.refresh_from_db()
    assert (cast.question.state, cast.question.answered_at) == ("open", None)
    counts = (
        Tie.objects.of(cast.owner).filter(person__in=(cast.friend.pk, cast.twin.pk)).order_by("person_id")
    )
    assert list(counts.values_list("incoming", "outgoing", "mutual")) == [(6, 6, 1), (1, 0, 0)]
    assert JournalEntry.objects.of(cast.owner).filter(action="separate").count() == 1


def test_a_merge_without_a_question_opens_none() -> None:
    cast = make_cast()
    merge = merge_people(cast.owner, kept=cast.weak.pk, gone=cast.stranger.pk, because=[], by="test")
    separate_people(cast.owner, merge=merge.pk, by="test")
    assert Person.objects.of(cast.owner).filter(pk=cast.stranger.pk).exists()


def test_a_merge_is_taken_back_once() -> None:
    cast = make_cast()
    merge = merge_people(cast.owner, kept=cast.weak.pk, gone=cast.stranger.pk, because=[], by="test")
    separate_people(cast.owner, merge=merge.pk, by="test")
    with pytest.raises(MergeMissing):
        separate_people(cast.owner, merge=merge.pk, by="test")
