import csv
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.joining import JoinRules, join_records
from nexalink.measures.likeness import PersonRecord

MAIL = ("mailto:ana@example.com",)
PHONE = ("tel:+4930123456",)


def test_evidence_joins_and_a_name_asks() -> None:
    records = [
        PersonRecord(("Ana Bell",), MAIL),
        PersonRecord(("A. Bell",), MAIL),
        PersonRecord(("Ana Bell",), ("mailto:other@example.org",)),
        PersonRecord(("Ben Okafor",)),
    ]
    joined = join_records(records)
    assert joined.groups == ((0, 1),)
    assert [(question.one, question.other) for question in joined.questions] == [(0, 2), (1, 2)]
    assert joined.questions[0].because == ("same name", "name fits the address ana@…")


def test_a_switchboard_joins_nobody() -> None:
    records = [PersonRecord((name,), PHONE) for name in ("Ana Bell", "Ben Okafor", "Cleo Kent", "Ana Bell")]
    assert join_records(records).groups == ((0, 3),)


def test_a_nameless_record_belongs_to_one_of_two_names_not_to_both() -> None:
    records = [
        PersonRecord(("Ana Bell",), ("mailto:a@example.com",)),
        PersonRecord((), ("mailto:a@example.com", "mailto:b@example.com")),
        PersonRecord(("Ben Okafor",), ("mailto:b@example.com",)),
    ]
    joined = join_records(records)
    assert joined.groups == ((0, 1),)
    assert [(question.one, question.other) for question in joined.questions] == [(1, 2)]


def test_a_group_holds_no_contradiction() -> None:
    records = [
        PersonRecord(("Ana Bell",), ("mailto:a@example.com",)),
        PersonRecord(("A. Bell",), ("mailto:a@example.com", "mailto:b@example.com")),
        PersonRecord(("Ada Bell",), ("mailto:b@example.com",)),
    ]
    joined = join_records(records)
    assert joined.groups == ((0, 1),)
    assert joined.questions[-1].because == ("same evidence, but another record contradicts it",)


def test_a_birthday_joins_only_where_it_may() -> None:
    records = [
        PersonRecord(("Ana Bell",), birthday="1980-03-22"),
        PersonRecord(("Anna Bel",), birthday="1980-03-22", street="Street 1"),
        PersonRecord(("Bell Ana",), birthday="1980-03-22"),
        PersonRecord(("Ana Bell",), birthday="--03-22"),
    ]
    assert join_records(records).groups == ()
    assert join_records(records, rules=JoinRules(by_birthday=True)).groups == ((0, 1, 2),)


def test_name_and_street_join_where_the_birthday_is_a_slip() -> None:
    one = PersonRecord(("Ana Bell",), birthday="1980-03-22", street="Street 1 10115")
    slip = PersonRecord(("Ana Bell",), birthday="1980-03-23", street="Street 1 10115")
    mother = PersonRecord(("Ana Bell",), birthday="1951-11-02", street="Street 1 10115")
    assert join_records([one, slip, mother], rules=JoinRules(by_birthday=True)).groups == ((0, 1),)


def test_a_shared_number_of_a_person_joins_misspelled_names() -> None:
    records = [
        PersonRecord(("Ana Bell",), identifiers=("4711",)),
        PersonRecord(("Xnx Bill",), identifiers=("4711",)),
    ]
    assert join_records(records).groups == ((0, 1),)


def test_a_common_name_is_not_compared_with_everybody() -> None:
    records = [PersonRecord(("Ana Bell",), (f"mailto:a{number}@example.com",)) for number in range(200)]
    assert len(join_records(records).questions) <= 400


_RECORDS = st.lists(
    st.builds(
        PersonRecord,
        names=st.sampled_from([(), ("Ana Bell",), ("A. Bell",), ("Ben Okafor",)]),
        handles=st.sampled_from([(), MAIL, PHONE, ("mailto:info@example.com",)]),
        birthday=st.sampled_from(["", "1980-03-22", "1990-01-01"]),
    ),
    max_size=7,
)


@given(_RECORDS, st.booleans())
def test_groups_are_disjoint_and_questions_between_groups(
    records: list[PersonRecord], by_birthday: bool
) -> None:
    joined = join_records(records, rules=JoinRules(by_birthday=by_birthday))
    places = [place for group in joined.groups for place in group]
    assert len(places) == len(set(places))
    for question in joined.questions:
        assert not any(question.one in group and question.other in group for group in joined.groups)
        assert question.because


# ------------------------------------------------------------------------------------------ files nobody here wrote


def _records(file: Path, *, with_number: bool) -> tuple[list[PersonRecord], list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [{key.strip(): value.strip() for key, value in row.items()} for row in csv.DictReader(stream)]
    records = []
    for row in rows:
        day = row["date_of_birth"]
        street = f"{row['street_number']} {row['address_1']} {row['postcode']}" if row["address_1"] else ""
        records.append(
            PersonRecord(
                names=(f"{row['given_name']} {row['surname']}".strip(),),
                place=row["suburb"],
                street=street,
                birthday=f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else "",
                identifiers=(row["soc_sec_id"],) if with_number and row["soc_sec_id"] else (),
            )
        )
    return records, [row["rec_id"].split("-")[1] for row in rows]


@pytest.mark.parametrize("name", ["dataset1.csv", "dataset2.csv"])
@pytest.mark.parametrize(("with_number", "least_recall"), [(True, 0.98), (False, 0.85)])
def test_precision_comes_first(
    shared_folder: Path, name: str, with_number: bool, least_recall: float
) -> None:
    records, truth = _records(shared_folder / "data" / "corpora" / "febrl" / name, with_number=with_number)
    groups = join_records(records, rules=JoinRules(by_birthday=True)).groups
    found = [(truth[one], truth[other]) for group in groups for one, other in combinations(group, 2)]
    right = sum(one == other for one, other in found)
    pairs = sum(count * (count - 1) // 2 for count in Counter(truth).values())
    assert right >= 0.99 * len(found)
    assert right >= least_recall * pairs
