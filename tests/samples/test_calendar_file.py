"""The calendar, expanded by a library that knows nothing of the plan, tells the truth that was counted from it."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
import recurring_ical_events
from icalendar import Calendar

from nexalink.samples import SampleFiles, write_sample

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("sample"), seed=5, people=400, on=ON)


@pytest.fixture(scope="module")
def calendar(sample: SampleFiles) -> Calendar:
    return Calendar.from_ical(sample.paths[2].read_bytes())


def attendees(event: Any) -> dict[str, tuple[str, str]]:
    """Address → (answer, kind)."""
    found = event.get("ATTENDEE", [])
    listed = found if isinstance(found, list) else [found]
    return {
        str(who).lower().removeprefix("mailto:"): (who.params["PARTSTAT"], who.params["CUTYPE"])
        for who in listed
    }


def test_expanding_the_calendar_gives_the_meetings_of_the_truth(
    sample: SampleFiles, calendar: Calendar
) -> None:
    own = {handle.removeprefix("mailto:") for handle in sample.truth.owner_handles if "@" in handle}
    met: Counter[str] = Counter()
    for event in recurring_ical_events.of(calendar).between(ON - timedelta(days=8 * 365), ON):
        if not isinstance(event.start, datetime) or event.get("STATUS") == "CANCELLED":
            continue
        everybody = attendees(event)
        mine = [answer for address, (answer, _) in everybody.items() if address in own]
        if mine and mine[0] not in {"ACCEPTED", "TENTATIVE"}:
            continue
        met.update(
            address
            for address, (answer, kind) in everybody.items()
            if address not in own and kind == "INDIVIDUAL" and answer in {"ACCEPTED", "TENTATIVE"}
        )
    assert met.total() > 300
    for person in sample.truth.people:
        addresses = [handle.removeprefix("mailto:") for handle in person.handles]
        assert sum(met[address] for address in addresses) == person.counts["mutual"], person


def test_every_entry_is_accounted_for(sample: SampleFiles, calendar: Calendar) -> None:
    account = next(account for account in sample.truth.files if account.file.endswith(".ics"))
    events = calendar.walk("VEVENT")
    assert account.rows == len(events)
    assert account.skipped["cancelled"] == sum(event["STATUS"] == "CANCELLED" for event in events)
    assert account.skipped["future"] == sum(
        isinstance(event.start, datetime) and event.start.date() >= ON for event in events
    )
    whole_days = sum(not isinstance(event.start, datetime) and "ATTENDEE" in event for event in events)
    assert account.skipped["all_day"] == whole_days > 0


def test_the_quirks_of_calendars_are_there(sample: SampleFiles, calendar: Calendar) -> None:
    events = calendar.walk("VEVENT")
    text = sample.paths[2].read_bytes().decode("utf-8")
    assert {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")} == {"Europe/Berlin", "America/New_York"}
    assert any("RRULE" in event and "EXDATE" in event for event in events)
    assert any("RECURRENCE-ID" in event for event in events)
    assert ";UNTIL=" in text
    assert "FREQ=MONTHLY;COUNT=20;BYDAY=1TH" in text
    assert ":MAILTO:" in text.replace("\r\n ", "")
    assert "CUTYPE=RESOURCE" in text.replace("\r\n ", "")
    answers = {answer for event in events for answer, _ in attendees(event).values()}
    assert answers == {"ACCEPTED", "TENTATIVE", "DECLINED", "NEEDS-ACTION"}
    assert any(len(attendees(event)) > 13 for event in events)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    order = [(str(event["UID"]), "RECURRENCE-ID" in event) for event in events if event["UID"][0] in "wt"]
    assert any(one[0] == other[0] and one[1] and not other[1] for one, other in pairwise(order))


def test_no_meeting_has_a_size_on_which_a_rule_turns(calendar: Calendar) -> None:
    for event in calendar.walk("VEVENT"):
        others = [who for who, (_, kind) in attendees(event).items() if kind == "INDIVIDUAL"]
        assert len(others) not in {6, 7, 12, 13, 14}, event["SUMMARY"]
