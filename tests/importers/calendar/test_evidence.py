"""Whose calendar it is."""

import pytest

from tests.importers.calendar.calendars import BEN, HOST, calendar, event, evidence, meeting

CY = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Cy:mailto:cy@example.org"
DI = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Di:mailto:di@example.org"


def emails(*texts: str, names: tuple[str, ...] = (), title: str = "x") -> dict[str, bool]:
    found = evidence(*texts, names=names, title=title)
    assert not any(seen.counts_row for seen in found)
    return {seen.value.removeprefix("mailto:"): seen.sure for seen in found if seen.kind == "email"}


def events(*groups: tuple[str, ...]) -> list[str]:
    return [event(HOST, *group, uid=str(number)) for number, group in enumerate(groups)]


@pytest.mark.parametrize("name", ["Olivia@Example.com", "olivia@example.com "])
def test_a_calendar_named_by_an_address_is_its_holders(name: str) -> None:
    assert emails(calendar(f"X-WR-CALNAME:{name}")) == {"olivia@example.com": True}


def test_a_file_named_by_an_address_is_its_holders() -> None:
    assert emails(calendar(), names=("Takeout/Calendar/olivia@example.com.ics",)) == {
        "olivia@example.com": True
    }


@pytest.mark.parametrize("name", ["x1@group.calendar.google.com", "Work", "Meet @ noon", ""])
def test_other_names_tell_nothing(name: str) -> None:
    assert emails(calendar(f"X-WR-CALNAME:{name}"), names=(f"{name}.ics",)) == {}


def test_who_takes_part_in_nearly_everything_is_the_owner() -> None:
    found = emails(calendar(*events((BEN,), (CY,), (DI,), (BEN,), (CY,))))
    assert found.pop("olivia@example.com")
    assert set(found.values()) == {False}


def test_four_events_are_too_few_and_a_rival_makes_it_doubtful() -> None:
    assert set(emails(calendar(*events((BEN,), (CY,), (DI,), (BEN,)))).values()) == {False}
    assert set(emails(calendar(*events((BEN,), (BEN,), (BEN,), (CY,), (DI,)))).values()) == {False}
    assert set(emails(calendar(*events((BEN, CY), (CY, DI), (DI,), (BEN,), ()))).values()) == {False}


def test_shares_tell_how_much_each_takes_part() -> None:
    found = evidence(calendar(*events((BEN,), (BEN,), (CY,), (DI,))))
    shares = {seen.value: seen.share for seen in found}
    assert (shares["mailto:olivia@example.com"], shares["mailto:ben@example.org"]) == (1.0, 0.5)


def test_an_event_in_two_calendars_tells_once_and_rooms_tell_nothing() -> None:
    room = "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:ash@example.com"
    text = calendar(*events((BEN, room), (CY, room)))
    found = evidence(text, text)
    assert "mailto:ash@example.com" not in {seen.value for seen in found}
    assert {seen.share for seen in found} == {1.0, 0.5}


def test_of_several_names_the_archives_own_is_the_owners() -> None:
    files = [
        calendar("X-WR-CALNAME:ben@example.org", meeting()),
        calendar("X-WR-CALNAME:olivia@example.com", meeting()),
    ]
    found = emails(*files, title="olivia@example.com.ical.zip")
    assert found == {"ben@example.org": False, "olivia@example.com": True}
    assert emails(*files, title="calendars") == {"ben@example.org": False, "olivia@example.com": False}


def test_of_several_names_the_one_that_takes_part_most_is_the_owners() -> None:
    mine = calendar("X-WR-CALNAME:olivia@example.com", *events((CY,), (DI,), (BEN,), (CY,)))
    assert emails(mine, calendar("X-WR-CALNAME:ben@example.org")) == {
        "olivia@example.com": True, "ben@example.org": False, "cy@example.org": False, "di@example.org": False,
    }  # fmt: skip


def test_two_names_of_one_person_are_both_the_owners() -> None:
    other = "ORGANIZER;CN=Olivia Owner:mailto:o@example.net"
    files = [
        calendar("X-WR-CALNAME:olivia@example.com", *events((CY,), (DI,))),
        calendar("X-WR-CALNAME:o@example.net", event(other, CY, uid="9"), event(other, DI, uid="8")),
    ]
    found = emails(*files)
    assert (found["olivia@example.com"], found["o@example.net"]) == (True, True)


def test_the_zone_is_that_of_the_fullest_calendar() -> None:
    small = calendar("X-WR-TIMEZONE:Asia/Tokyo", meeting())
    full = calendar("X-WR-TIMEZONE:Europe/Berlin", *events((BEN,), (CY,)))
    public = calendar("X-WR-CALNAME:Birthdays", "X-WR-TIMEZONE:Asia/Dubai", *events((BEN,), (CY,), (DI,)))
    found = [seen for seen in evidence(small, full, public) if seen.kind == "zone"]
    assert [(seen.value, seen.sure) for seen in found] == [("Europe/Berlin", True)]


@pytest.mark.parametrize("zone", ["Nowhere/City", "UTC", ""])
def test_a_zone_that_says_nothing_is_not_told(zone: str) -> None:
    assert not [
        seen for seen in evidence(calendar(f"X-WR-TIMEZONE:{zone}", meeting())) if seen.kind == "zone"
    ]


def test_a_calendar_without_people_tells_nothing() -> None:
    assert evidence(calendar(event(), event(uid="2"))) == []


def test_the_owner_under_an_alias_is_told_by_the_full_name() -> None:
    alias = event("ORGANIZER;CN=Olivia Owner:mailto:o@alias.example", CY, uid="9")
    text = calendar("X-WR-CALNAME:olivia@example.com", *events((BEN,), (CY,)), alias)
    found = emails(text)
    assert (found["olivia@example.com"], found["o@alias.example"], found["cy@example.org"]) == (
        True,
        True,
        False,
    )
    together = event(HOST, "ATTENDEE;PARTSTAT=ACCEPTED;CN=Olivia Owner:mailto:o@alias.example", uid="8")
    found = emails(calendar("X-WR-CALNAME:olivia@example.com", *events((BEN,), (CY,)), alias, together))
    assert (found["olivia@example.com"], found["o@alias.example"]) == (True, False)
