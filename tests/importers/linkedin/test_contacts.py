"""Address books that the member once uploaded: three headers, duplicates, several addresses in a cell."""

from nexalink.importers.sightings import PersonSeen
from tests.importers.linkedin.exports import read, table, url


def test_the_contacts_of_2018() -> None:
    row = [
        "Ana",
        "Example",
        "Acme",
        "Cook",
        "ana@example.com",
        "+49 30 901820",
        "1/2/18, 3:04 PM",
        *[""] * 5,
        "Berlin",
    ]
    person = read({"Imported Contacts.csv": table("contacts 2018", [row])}).people[0]
    assert person == PersonSeen(
        "Imported Contacts.csv", 2, person.source_key, "contact", "Ana Example", "Ana", "Example",
        ("mailto:ana@example.com", "tel:+4930901820"), "Acme", "Cook", facts=(("place", "Berlin"),),
    )  # fmt: skip
    assert not person.is_connection


def test_the_contacts_of_2022_and_2026() -> None:
    middle = [
        "GOOGLE_CONTACTS",
        "Ana",
        "Example",
        "",
        "",
        "ana@example.com,a.e@example.org",
        "",
        *[""] * 8,
        url("ana"),
    ]
    found = read({"Contacts.csv": table("contacts 2022", [middle])})
    assert [p.handles for p in found.people] == [
        ("mailto:ana@example.com", "mailto:a.e@example.org", url("ana"))
    ]
    late = [
        "Ana",
        "Maria",
        "Example",
        "",
        "Annie",
        "",
        "",
        "Cook",
        "ana@example.com",
        "030 901820",
        "",
        "",
        "DE",
        "BE",
    ]
    person = read({"ImportedContacts.csv": table("contacts 2026", [late])}).people[0]
    assert (person.name, person.title, person.handles) == (
        "Ana Maria Example",
        "Cook",
        ("mailto:ana@example.com", "tel:+4930901820"),
    )
    assert ("nickname", "Annie") in person.facts


def test_exact_duplicates_count_once_and_blank_rows_are_nobody() -> None:
    row = ["MOBILE_CONTACTS", "Ana", "Example", "", "", "ana@example.com"]
    found = read({"Contacts.csv": table("contacts 2022", [row, row, row, row, ["MOBILE_CONTACTS"]])})
    assert len(found.people) == 1
    assert found.skipped == {"duplicate": 3, "no_person": 1}
    assert found.rows == {"Contacts.csv": 5}


def test_a_contact_of_only_an_address_is_kept() -> None:
    found = read({"Contacts.csv": table("contacts 2022", [["", "", "", "", "", "ana@example.com"]])})
    assert [(p.name, p.handles) for p in found.people] == [("", ("mailto:ana@example.com",))]
