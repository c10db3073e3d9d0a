import pytest

from nexalink.importers.contacts_csv import TARGETS, suggest_mapping
from nexalink.importers.contacts_csv.columns import SYNONYMS, Column, header_key, plan_from, plan_of


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("First Name", "given"),
        ("Vorname", "given"),
        ("Prénom", "given"),
        ("Nombre", "given"),
        ("Apellidos", "family"),
        ("Nachname", "family"),
        ("Cognome", "family"),
        ("Full Name", "name"),
        ("E-mail Address", "email"),
        ("E-Mail-Adresse", "email"),
        ("Courriel", "email"),
        ("Correo electrónico", "email"),
        ("Société", "company"),
        ("Firma", "company"),
        ("Puesto", "title"),
        ("Position", "title"),
        ("Geburtstag", "birthday"),
        ("Notizen", "note"),
        ("Kategorien", "label"),
        ("LinkedIn URL", "profile"),
        ("Ort", "city"),
        ("Land", "country"),
        ("Record ID", "uid"),
    ],
)
def test_headers_are_known_in_several_languages(header: str, target: str) -> None:
    assert plan_of([header]) == (Column(0, target),)


def test_google_s_numbers_belong_together() -> None:
    header = [
        "E-mail 1 - Label",
        "E-mail 1 - Value",
        "Address 2 - City",
        "Relation 1 - Label",
        "Relation 1 - Value",
    ]
    assert plan_of(header) == (
        Column(0, "label_of", "email1"),
        Column(1, "email", "email1"),
        Column(2, "city", "address2"),
        Column(3, "label_of", "relation1"),
        Column(4, "value_of", "relation1"),
    )


def test_title_is_a_form_of_address_beside_a_job_title() -> None:
    assert plan_of(["Title", "Job Title"]) == (Column(1, "title"),)
    assert plan_of(["Title", "Company"])[0] == Column(0, "title")


def test_thunderbird_s_birth_day_is_a_third_of_a_date() -> None:
    assert [column.target for column in plan_of(["Birth Year", "Birth Month", "Birth Day"])] == [
        "birth_year", "birth_month", "birth_day",
    ]  # fmt: skip
    assert plan_of(["Birth Day"]) == (Column(0, "birthday"),)


def test_work_and_home_are_groups() -> None:
    assert plan_of(["Business Phone", "Home City", "Mobile Phone"]) == (
        Column(0, "phone", "work"),
        Column(1, "city", "home"),
        Column(2, "phone", "home"),
    )


def test_the_header_says_what_a_relation_is() -> None:
    assert plan_of(["Manager's Name", "Spouse", "Hobby"]) == (
        Column(0, "related", "manager"),
        Column(1, "related", "spouse"),
        Column(2, "custom", "Hobby"),
    )


def test_suggestions_can_be_handed_back_as_a_mapping() -> None:
    header = ["Name", "Mail", "E-mail 2", "Business Phone", "Home Phone", "Firma", "Shoe size"]
    suggested = suggest_mapping(header)
    assert suggested == {
        "name": "Name",
        "email": "Mail",
        "email_2": "E-mail 2",
        "work_phone": "Business Phone",
        "home_phone": "Home Phone",
        "company": "Firma",
    }
    plan, missing = plan_from(header, suggested)
    assert plan == plan_of(header)
    assert missing == ()


def test_a_mapping_goes_by_headers_however_they_are_written() -> None:
    plan, missing = plan_from(
        ["Who", "Where to write"], {"name": "who", "email": "WHERE_TO_WRITE|Other", "junk": "Who"}
    )
    assert plan == (Column(0, "name"), Column(1, "email"))
    assert missing == ("Other",)


def test_every_word_means_one_thing_that_can_be_read() -> None:
    kept = {*TARGETS, "display", "birth_year", "birth_month", "birth_day"}
    for word, target in SYNONYMS.items():
        assert word == header_key(word)
        assert plan_of([word]) == () or plan_of([word])[0].target in kept, (word, target)
