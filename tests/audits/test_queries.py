from datetime import timedelta

import pytest

from nexalink.audits.queries import audit_before, audit_days, latest_audit, reading_of, readings
from tests.factories import ON, make_audit, make_cast, make_owner

pytestmark = pytest.mark.django_db


def test_the_latest_is_the_newest_day_however_it_was_made() -> None:
    cast = make_cast()
    new = make_audit(cast.owner)
    old = make_audit(cast.owner, on=ON - timedelta(days=30))
    assert latest_audit(cast.owner) == new
    assert audit_before(cast.owner, new) == old
    assert audit_before(cast.owner, old) is None
    assert [pk for pk, _ in audit_days(cast.owner)] == [old.pk, new.pk]


def test_a_second_audit_of_a_day_takes_the_place_of_the_first() -> None:
    cast = make_cast()
    make_audit(cast.owner)
    second = make_audit(cast.owner)
    assert latest_audit(cast.owner) == second
    assert audit_before(cast.owner, second) is None


def test_readings_are_found_by_person_and_only_for_their_owner() -> None:
    cast, other = make_cast(), make_owner("Bela Other")
    audit = make_audit(cast.owner)
    found = reading_of(cast.owner, person=cast.friend.pk)
    assert found == (readings(cast.owner, audit)[cast.friend.pk], audit.on)
    assert reading_of(other, person=cast.friend.pk) is None
    assert latest_audit(other) is None
    assert reading_of(cast.owner, person=0) is None
