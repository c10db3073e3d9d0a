"""Ids inside kept documents follow their people to where an export is restored."""

import pytest

from nexalink.audits.models import Finding
from nexalink.exports.shifting import shift_audit, shift_finding
from tests.factories import ON, make_audit, make_cast


def test_a_finding_keeps_its_people() -> None:
    assert shift_finding({"id": "a", "people": [1, 2]}, 10) == {"id": "a", "people": [11, 12]}
    assert shift_finding({"people": {"new": [3], "back": []}}, 5) == {"people": {"new": [8], "back": []}}
    assert shift_finding({"method": 1, "people": 1_200}, 5) == {"method": 1, "people": 1_200}


@pytest.mark.django_db
def test_everything_an_audit_says_of_people_is_shifted_there_and_back() -> None:
    cast = make_cast()
    audit = make_audit(cast.owner, on=ON)
    document = {
        **audit.document,
        "protected": {"bridges": [4], "once_close": {"7": 3}},
        "suggested": {"9": {"tier": 1}},
    }
    moved = shift_audit(document, 100)
    assert moved["protected"] == {"bridges": [104], "once_close": {"107": 3}}
    assert moved["suggested"] == {"109": {"tier": 1}}
    assert shift_audit(moved, -100) == document
    for finding in Finding.objects.of(cast.owner):
        assert shift_finding(shift_finding(finding.document, 100), -100) == finding.document
