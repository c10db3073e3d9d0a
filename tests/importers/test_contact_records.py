import pytest

from nexalink.importers.contact_records import (
    ContactDraft,
    Contacts,
    clean_labels,
    emails_in,
    handles_of,
    person_name,
)
from nexalink.importers.contract import OwnerIdentity
from nexalink.importers.sightings import PersonSeen, Skipped


def judged(draft: ContactDraft, owner: OwnerIdentity | None = None) -> PersonSeen | Skipped:
    return Contacts(kind="card", owner=owner or OwnerIdentity()).judge(draft, file="a.vcf", line=7)


def person(draft: ContactDraft) -> PersonSeen:
    found = judged(draft)
    assert isinstance(found, PersonSeen)
    return found


def test_addresses_in_any_dress() -> None:
    assert emails_in("Ana Bell <Ana@Example.com>") == ("mailto:ana@example.com",)
    assert emails_in("a@x.example; b@x.example") == ("mailto:a@x.example", "mailto:b@x.example")
    assert emails_in("no address") == ()


def test_numbers_take_the_country_of_their_own_address() -> None:
    draft = ContactDraft(
        phones=[("030 5550123", "work"), ("(212) 555-0123", "home")],
        countries={"work": "Germany", "home": "USA"},
    )
    assert handles_of(draft) == ("tel:+49305550123", "tel:+12125550123")


def test_numbers_without_a_country_keep_their_digits() -> None:
    assert handles_of(ContactDraft(phones=[("905-555-0134", "home"), ("BusinessPhone", "work")])) == (
        "tel:9055550134",
    )


def test_a_number_with_two_zeros_is_international() -> None:
    assert handles_of(ContactDraft(phones=[("0049 30 5550123", "home")])) == ("tel:+49305550123",)


def test_a_name_that_is_an_address_is_none() -> None:
    assert person_name(ContactDraft(name="ana@example.com")) == ""
    assert person_name(ContactDraft(name="+49 30 123456")) == ""
    assert person_name(ContactDraft(name="ana@example.com", given="Ana", family="Bell")) == "Ana Bell"


def test_a_name_is_made_of_its_parts() -> None:
    assert person_name(ContactDraft(given=" Ana ", middle="M.", family="Bell")) == "Ana M. Bell"


def test_labels_lose_marks_and_system_groups() -> None:
    assert clean_labels(["* myContacts", "* Friends", " Navy ", "Navy", ""]) == ("Friends", "Navy")


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (ContactDraft(), "no_person"),
        (ContactDraft(notes=["only a note"]), "no_person"),
        (ContactDraft(name="Sailing", organisation=True), "group_card"),
        (ContactDraft(jobs=[("Acme", "")], phones=[("+49 30 123456", "work")]), "group_card"),
        (ContactDraft(name="Acme", family="Acme", jobs=[("ACME", "")]), "group_card"),
        (ContactDraft(name="Orbit Freight GmbH"), "group_card"),
        (ContactDraft(name="info@acme.example", emails=["info@acme.example"]), "group_card"),
        (ContactDraft(name="Shop", emails=["no-reply@shop.example"]), "robot"),
    ],
)
def test_what_is_no_person(draft: ContactDraft, reason: str) -> None:
    assert judged(draft) == Skipped("a.vcf", 7, reason)


def test_one_person_firms_are_people() -> None:
    draft = ContactDraft(name="Ana Bell", given="Ana", family="Bell", jobs=[("Ana Bell", "Coach")])
    assert person(draft).company == "Ana Bell"


def test_a_personal_address_at_a_firm_is_a_person() -> None:
    draft = ContactDraft(jobs=[("Acme", "")], emails=["dora.lind@acme.example"])
    assert person(draft).handles == ("mailto:dora.lind@acme.example",)


def test_the_owner_is_left_out() -> None:
    owner = OwnerIdentity(
        handles=frozenset({"mailto:ana@example.com", "tel:+4930123456"}), names=frozenset({"Ana Bell"})
    )
    assert judged(ContactDraft(name="Ana", emails=["ana@example.com"]), owner) == Skipped("a.vcf", 7, "self")
    assert judged(ContactDraft(name="Ana Bell", phones=[("+49 30 123456", "")]), owner) == Skipped(
        "a.vcf", 7, "self"
    )
    colleague = judged(ContactDraft(name="Ben Okafor", phones=[("+49 30 123456", "")]), owner)
    assert isinstance(colleague, PersonSeen)


def test_keys_are_stable_and_copies_count_once() -> None:
    contacts = Contacts(kind="contact", owner=OwnerIdentity())

    def draft(**more: list[str]) -> ContactDraft:
        return ContactDraft(name="Ana Bell", emails=["ana@example.com", "b@example.com"], **more)  # type: ignore[arg-type]

    first = contacts.judge(draft(), file="a.csv", line=2)
    again = contacts.judge(draft(), file="b.csv", line=9)
    richer = contacts.judge(draft(notes=["likes tea"]), file="a.csv", line=3)
    assert isinstance(first, PersonSeen)
    assert isinstance(richer, PersonSeen)
    assert again == Skipped("b.csv", 9, "duplicate")
    assert richer.source_key.startswith(f"{first.source_key}#")
    turned = person(ContactDraft(name="ANA  BELL", emails=["b@example.com", "ana@example.com"]))
    assert turned.source_key == first.source_key


def test_a_uid_is_the_key() -> None:
    assert person(ContactDraft(name="Ana Bell", uid="abc")).source_key == "uid:abc"


def test_further_jobs_are_positions() -> None:
    found = person(ContactDraft(name="Ana Bell", jobs=[("Acme", "Buyer"), ("Orbit", "")]))
    assert (found.company, found.title, found.positions) == ("Acme", "Buyer", (("Orbit", "", "", ""),))


def test_a_layout_is_no_fact() -> None:
    found = person(ContactDraft(name="Ana Bell", facts=[("x-design", "x" * 5_000), ("nickname", "Annie")]))
    assert found.facts == (("nickname", "Annie"),)
