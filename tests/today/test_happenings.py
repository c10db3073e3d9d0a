"""What an export showed to be new: the same for everybody, and for some people as plain rows."""

from datetime import timedelta
from random import Random

import pytest

from nexalink.archives.models import Change
from nexalink.today.happenings import NEWS_DAYS, job_changes, job_changes_of
from tests.factories import ON, make_crowd, make_owner

pytestmark = pytest.mark.django_db


def test_the_rows_for_some_people_are_those_for_everybody() -> None:
    owner, other = make_owner(), make_owner(name="Other")
    people = make_crowd(owner, people=12)
    strangers = make_crowd(other, people=2)
    rng = Random(3)
    for person in rng.choices([*people, *strangers], k=80):
        Change.objects.create(
            owner=person.owner, person=person, kind=rng.choice(["job", "job", "renamed"]), before={}, after={"title": "Head"},
            seen_before=ON - timedelta(days=300),
            seen_after=rng.choice([None, *(ON - timedelta(days=days) for days in (-1, 0, 1, 1, NEWS_DAYS, NEWS_DAYS + 1))]),
        )  # fmt: skip
    chosen = [person.pk for person in people[::2]]
    everybody = {(change.pk, change.person_id) for change in job_changes(owner, on=ON)}
    assert len(everybody) > len(chosen)
    some = job_changes_of(owner, chosen, on=ON)
    assert {(change.pk, change.person) for change in some} == {
        pair for pair in everybody if pair[1] in chosen
    }
    assert [change.seen_after for change in some] == sorted(
        (change.seen_after for change in some), reverse=True
    )
