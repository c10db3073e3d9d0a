import math

import pytest

from nexalink.audits.columns import network_columns
from nexalink.audits.labels import Labels, read_labels
from nexalink.people.models import Person
from tests.factories import ON, make_cast, make_owner, make_person

pytestmark = pytest.mark.django_db


def labelled(*people: dict[str, object]) -> Labels:
    owner = make_owner()
    for number, fields in enumerate(people):
        make_person(owner, f"Member {number}", profile=f"member-{number}", **fields)  # type: ignore[arg-type]
    from nexalink.interactions.counts import refresh_ties

    refresh_ties(owner)
    return read_labels(network_columns(owner, on=ON))


def test_titles_and_companies_become_labels_with_codes() -> None:
    found = labelled({"title": "Senior Software Engineer", "company": "Ostbank"}, {"title": "Storyteller"})
    assert found.texts["function"] == ["Engineering", ""]
    assert found.texts["stage"] == ["senior", ""]
    assert found.texts["industry"][0] == "Banking"
    assert found.codes["function"].tolist() == [list(found.names["function"]).index("Engineering"), -1]
    assert math.isnan(found.seniority[1])


def test_the_owners_own_label_wins_even_one_that_no_table_knows() -> None:
    found = labelled(
        {"title": "Nurse", "by_owner": {"function": "Sales"}},
        {"title": "Nurse", "by_owner": {"industry": "Beekeeping"}},
    )
    assert found.texts["function"] == ["Sales", "Medicine"]
    assert found.names["industry"][found.codes["industry"][1]] == "Beekeeping"


def test_without_a_position_of_the_owner_the_own_stage_is_unknown() -> None:
    cast = make_cast()
    assert math.isnan(read_labels(network_columns(cast.owner, on=ON)).own_seniority)
    assert Person.objects.of(cast.owner).count() == 4
