"""What lists show of a person follows the sources until the owner says otherwise."""

from datetime import date

import pytest

from nexalink.archives.after import refresh_people
from nexalink.people.actions import edit_knowledge
from nexalink.people.models import Fact, Person, Position
from nexalink.people.shown import newest_jobs, stated_birthdays
from tests.factories import make_owner, make_person

pytestmark = pytest.mark.django_db


def stated(person: Person, *, source: str, company: str, seen_on: date, finished: str = "") -> None:
    Position.objects.create(owner=person.owner, person=person, company=company, title="Clerk", source=source,
                            seen_on=seen_on, finished=finished)  # fmt: skip


def born(person: Person, value: str, source: str) -> None:
    Fact.objects.create(owner=person.owner, person=person, kind="birthday", value=value, source=source)


def test_linkedins_job_comes_before_an_address_books_and_an_ended_one_last() -> None:
    person = make_person(make_owner(), "Ana Example")
    stated(person, source="contacts", company="Card & Co", seen_on=date(2026, 5, 1))
    assert newest_jobs(person.owner, [person.pk]) == {person.pk: ("Card & Co", "Clerk")}
    stated(person, source="linkedin", company="Old Mill", seen_on=date(2026, 6, 1), finished="2025-01")
    stated(person, source="linkedin", company="New Mill", seen_on=date(2025, 6, 1))
    assert newest_jobs(person.owner, [person.pk]) == {person.pk: ("New Mill", "Clerk")}


def test_a_birthday_with_a_year_comes_before_one_without() -> None:
    person, other = (make_person(make_owner(), name) for name in ("Ana Example", "Ben Example"))
    born(person, "--03-22", "linkedin")
    born(person, "1980-03-22", "contacts")
    born(other, "some day", "contacts")
    assert stated_birthdays(person.owner, [person.pk, other.pk]) == {person.pk: "1980-03-22"}
    assert stated_birthdays(other.owner, [person.pk, other.pk]) == {}


def test_the_owners_word_stays_whatever_is_imported_later() -> None:
    person = make_person(make_owner(), "Ana Example")
    edit_knowledge(person.owner, person=person.pk, values={"company": "Elm", "birthday": "1.4."}, by="test")
    stated(person, source="linkedin", company="New Mill", seen_on=date(2026, 6, 1))
    born(person, "1980-03-22", "contacts")
    refresh_people(person.owner, [person.pk])
    person.refresh_from_db()
    assert (person.company, person.title, person.birthday) == ("Elm", "Clerk", "--04-01")
    edit_knowledge(person.owner, person=person.pk, values={"company": "", "birthday": ""}, by="test")
    person.refresh_from_db()
    assert (person.company, person.birthday) == ("New Mill", "1980-03-22")
