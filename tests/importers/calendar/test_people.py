"""Who was there: addresses in every spelling, answers, rooms and machines, the owner under any name."""

import pytest

from nexalink.importers.contract import OwnerIdentity
from tests.importers.calendar.calendars import (
    BEN,
    HOST,
    OWNER,
    calendar,
    event,
    meetings,
    people,
    read,
    reasons,
)

CY = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Cy Example:mailto:cy@example.org"


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Ben@Example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:Mailto:%20ben@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben%40example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto: ben@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:ben@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=ben@example.org:invalid:nomail",
        "ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=ben@example.org:",
        'ATTENDEE;PARTSTAT=ACCEPTED;EMAIL="ben@example.org":/o=Firm/ou=Group/cn=Recipients/cn=ben',
        "ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=ben@example.org:urn:uuid:1234",
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ben: CEO:mailto:ben@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:Ben Okafor <ben@example.org>",
        'ATTENDEE;PARTSTAT="ACCEPTED";CUTYPE="INDIVIDUAL":mailto:ben@example.org',
        'ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:helper@example.org":mailto:ben@example.org',
        "attendee;partstat=accepted:mailto:ben@example.org",
        "ATTENDEE;PARTSTAT=ACC\n EPTED:mailto:ben@exa\n mple.org",
    ],
)  # fmt: skip
def test_addresses_in_every_spelling(line: str) -> None:
    assert people(read(calendar(event(HOST, line)))) == [["ben@example.org"]]


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ("CN=Ben Okafor", "Ben Okafor"),
        ('CN="Okafor, Ben"', "Okafor, Ben"),
        ("CN='Ben Okafor'", "Ben Okafor"),
        ("CN=\"Ben ^'Benny^' Okafor\"", "Ben Benny Okafor"),
        ("CN=Okafor\\; Ben", None),
        ("CN=ben@example.org", ""),
        ("CN=Zoë  O’Example ", "Zoë O’Example"),
        ("ROLE=REQ-PARTICIPANT", ""),
    ],
)
def test_names(parameter: str, name: str | None) -> None:
    (found,) = meetings(
        read(calendar(event(HOST, f"ATTENDEE;PARTSTAT=ACCEPTED;{parameter}:mailto:ben@example.org")))
    )
    assert name is None or found.people == (("mailto:ben@example.org", name),)
    assert found.people[0][0] == "mailto:ben@example.org"


@pytest.mark.parametrize(
    ("answer", "counts"),
    [("ACCEPTED", True), ("TENTATIVE", True), ("accepted", True), ("DECLINED", False), ("NEEDS-ACTION", False),
     ("DELEGATED", False), ("X-MAYBE", False), ("", False)],
)  # fmt: skip
def test_answers(answer: str, counts: bool) -> None:
    told = f";PARTSTAT={answer}" if answer else ""
    items = read(calendar(event(HOST, CY, f"ATTENDEE{told}:mailto:ben@example.org")))
    assert (["cy@example.org", "ben@example.org"] in people(items)) == counts


def test_a_calendar_that_keeps_no_answers_counts_everybody() -> None:
    outlook = ["PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "METHOD:PUBLISH"]
    invited = event(HOST, "ATTENDEE;CN=Ben;RSVP=TRUE:mailto:ben@example.org")
    assert people(read(calendar(*outlook, invited))) == [["ben@example.org"]]
    asked = calendar("METHOD:REQUEST", invited)
    assert reasons(read(asked)) == ["no_person"]
    answered = event(HOST, CY, uid="2", start="DTSTART:20200306T090000Z")
    assert people(read(calendar(invited, answered))) == [["cy@example.org"]]
    assert people(read(calendar(invited), calendar(answered))) == [["cy@example.org"]]


def test_the_organiser_takes_part_unless_they_say_no() -> None:
    mine = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:olivia@example.com"
    host = "ORGANIZER;CN=Ben Okafor:mailto:ben@example.org"
    assert people(read(calendar(event(host, mine)))) == [["ben@example.org"]]
    for answer, found in (("NEEDS-ACTION", [["ben@example.org"]]), ("DECLINED", [])):
        listed = f"ATTENDEE;PARTSTAT={answer}:mailto:ben@example.org"
        assert people(read(calendar(event(host, mine, listed)))) == found


def test_the_owner_who_organises_need_not_answer_but_may_decline() -> None:
    for answer, found in (("NEEDS-ACTION", []), ("ACCEPTED", []), ("DECLINED", ["declined"])):
        listed = f"ATTENDEE;PARTSTAT={answer}:mailto:olivia@example.com"
        assert reasons(read(calendar(event(HOST, BEN, listed)))) == found


def test_a_chair_organises_where_nobody_else_does() -> None:
    assert people(read(calendar(event("ATTENDEE;ROLE=CHAIR:mailto:ben@example.org", CY)))) == [
        ["ben@example.org", "cy@example.org"]
    ]


def test_the_owner_under_two_addresses_came_if_either_did() -> None:
    owner = OwnerIdentity(frozenset({"mailto:olivia@example.com", "mailto:o@example.net"}))
    lines = [
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:olivia@example.com",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:o@example.net",
    ]
    assert people(read(calendar(event(BEN, *lines)), owner=owner)) == [["ben@example.org"]]


@pytest.mark.parametrize("name", ["Olivia Owner", "Owner, Olivia", "OLIVIA  OWNER"])
def test_the_owner_under_an_alias_is_told_by_the_full_name(name: str) -> None:
    alias = f'ATTENDEE;PARTSTAT=ACCEPTED;CN="{name}":mailto:oo@alias.example'
    (found,) = meetings(read(calendar(event(BEN, alias))))
    assert (found.people, found.size) == ((("mailto:ben@example.org", "Ben Okafor"),), 1)
    declined = alias.replace("ACCEPTED", "DECLINED")
    assert reasons(read(calendar(event(BEN, declined)))) == ["declined"]


def test_one_name_alone_is_no_alias() -> None:
    owner = OwnerIdentity(OWNER.handles, frozenset({"Olivia"}))
    alias = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Olivia:mailto:olivia@other.example"
    assert people(read(calendar(event(HOST, alias)), owner=owner)) == [["olivia@other.example"]]


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=ACCEPTED;CN=Beamer:mailto:beamer@example.com",
        "ATTENDEE;CUTYPE=room;PARTSTAT=ACCEPTED;CN=Ash:mailto:ash@example.com",
        "ATTENDEE;CUTYPE=GROUP;PARTSTAT=ACCEPTED;CN=Everybody:mailto:all@example.com",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:example.com_1a@resource.calendar.google.com",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:x1@group.calendar.google.com",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:unknownorganizer@calendar.google.com",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:no-reply@example.com",
        "ORGANIZER;CN=Unknown Organizer:mailto:unknownorganizer@calendar.google.com",
        "ORGANIZER;CN=Team:mailto:x1@group.calendar.google.com",
    ],
)
def test_rooms_lists_calendars_and_machines_are_nobody(line: str) -> None:
    mine = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:olivia@example.com"
    (found,) = meetings(read(calendar(event(line, BEN, mine))))
    assert (found.people, found.size) == ((("mailto:ben@example.org", "Ben Okafor"),), 1)
    assert reasons(read(calendar(event(line, mine)))) == ["no_person"]


def test_who_has_no_address_is_counted_but_not_named() -> None:
    nameless = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Di Example:invalid:nomail"
    wrapped = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ed:mailto:IMCEAEX-_o=firm_cn=ed@example.com"
    neither = "ATTENDEE;PARTSTAT=ACCEPTED:invalid:nomail"
    (found,) = meetings(read(calendar(event(HOST, BEN, nameless, wrapped, neither))))
    assert (len(found.people), found.size) == (1, 3)
    assert reasons(read(calendar(event(HOST, nameless)))) == ["no_person"]


def test_somebody_listed_twice_is_one() -> None:
    again = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:BEN@example.org"
    (found,) = meetings(read(calendar(event(HOST, again, BEN, again))))
    assert (found.people, found.size) == ((("mailto:ben@example.org", "Ben Okafor"),), 1)


def test_guests_that_somebody_brings_are_counted() -> None:
    bringing = "ATTENDEE;PARTSTAT=ACCEPTED;X-NUM-GUESTS=3:mailto:ben@example.org"
    none = "ATTENDEE;PARTSTAT=ACCEPTED;X-NUM-GUESTS=0:mailto:cy@example.org"
    odd = "ATTENDEE;PARTSTAT=ACCEPTED;X-NUM-GUESTS=many:mailto:di@example.org"
    (found,) = meetings(read(calendar(event(HOST, bringing, none, odd))))
    assert (len(found.people), found.size) == (3, 6)


def test_size_counts_those_who_came() -> None:
    crowd = [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:p{number}@example.org" for number in range(14)]
    absent = [f"ATTENDEE;PARTSTAT=DECLINED:mailto:q{number}@example.org" for number in range(9)]
    (found,) = meetings(read(calendar(event(HOST, *crowd, *absent))))
    assert found.size == len(found.people) == 14
