"""The importer over files that nobody here wrote, beside what other libraries make of them."""

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from nexalink.formats.containers import members_of
from nexalink.importers.calendar import IMPORTER
from nexalink.importers.calendar.series import Limits
from nexalink.importers.calendar.sheets import read_sheets
from nexalink.importers.calendar.versions import Versions
from nexalink.importers.contract import Archive
from nexalink.importers.sightings import InteractionSeen, Item, Trouble
from tests.importers.calendar.calendars import OWNER, UNTIL

FAMILIES = ("ical4j-valid", "khal", "icalendar", "allenporter-ical", "ical-js")
OTHERWISE = {
    "friday13-NOT.ics": "EXRULE is followed here",
    "blalor.ics": "a changed occurrence that is excepted as well is a row, so it takes place",
    "tz_windows_format.ics": "the zone's name wins over a definition that contradicts it",
    "event_dt_mixed_awareness.ics": "a time in UTC is in UTC, whatever zone it names",
    "event_dtr_no_tz_exdatez.ics": "exceptions in UTC meet starts in an unknown zone",
    "event_dtr_notz_untilz.ics": "a pair of offsets names a zone",
    "invalid_duration.ics": "a meeting is when it begins",
    "issue_1081_invalid_rrule_freq.ics": "a rule that cannot be read leaves the first meeting",
    "issue_165_missing_event.ics": "blanks in a rule are passed over",
    "issue_1633_rdate_with_dates.ics": "a mere date of a timed series is at its time",
    "issue_1633_rdate_with_dates_and_tzid.ics": "a mere date of a timed series is at its time",
    "rfc_7529.ics": "rules by other calendars leave the first meeting",
}
"""Files of which the two libraries think otherwise, and why they are not followed."""


def files(shared: Path, *families: str) -> Iterator[Path]:
    for family in families:
        yield from sorted((shared / "data" / "corpora" / family).rglob("*.ics"))


def read(path: Path) -> list[Item]:
    return list(IMPORTER.read(Archive(path.name, members_of(path), UNTIL), owner=OWNER))


def claimed(path: Path) -> bool:
    return IMPORTER.accepts(path.read_bytes()[:65_536], path.name)


def counted(items: list[Item]) -> list[Item]:
    return [item for item in items if getattr(item, "counts_row", True)]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_event_ends_in_one_counted_item(shared_folder: Path, family: str) -> None:
    seen = 0
    for path in filter(claimed, files(shared_folder, family)):
        items = counted(read(path))
        events = len(re.findall(rb"(?im)^BEGIN:[ \t]*VEVENT", path.read_bytes()))
        alone = len(items) == 1 and isinstance(items[0], Trouble)  # a file without events that makes no sense
        assert len(items) == events or (events == 0 and alone), path.name
        seen += 1
    assert seen


def test_only_what_is_no_calendar_at_all_is_not_claimed(shared_folder: Path) -> None:
    others = [path.name for path in files(shared_folder, *FAMILIES) if not claimed(path)]
    assert others == ["invalid.ics"]


def test_valid_calendars_have_no_troubles(shared_folder: Path) -> None:
    events = 0
    for path in files(shared_folder, "ical4j-valid", "allenporter-ical/valid"):
        items = read(path)
        assert not [item for item in items if isinstance(item, Trouble)], path.name
        events += len(counted(items)) if path.parent.name == "ical4j-valid" else 0
    assert events >= 3_465


def test_invalid_calendars_are_named_troubles(shared_folder: Path) -> None:
    for path in filter(claimed, files(shared_folder, "allenporter-ical/invalid")):
        (trouble,) = read(path)
        assert isinstance(trouble, Trouble), path.name
        assert trouble.counts_row
        assert trouble.line > 0


def test_occurrences_are_finite_sane_and_in_the_past(shared_folder: Path) -> None:
    for path in filter(claimed, files(shared_folder, *FAMILIES)):
        found = [item for item in read(path) if isinstance(item, InteractionSeen)]
        assert len(found) < 1_000, path.name
        assert all(item.at <= UNTIL and item.people and item.size >= len(item.people) for item in found), (
            path.name
        )


def ours(path: Path) -> Counter[tuple[str, int]]:
    sheets, _ = read_sheets(members_of(path)[0], zone="Europe/Berlin")
    events = [event for sheet in sheets for event in sheet.events]
    versions, limits = Versions(events), Limits()
    found: Counter[tuple[str, int]] = Counter()
    for event in events:
        if not versions.outdated(event):
            moments = versions.occurrences(event, until=UNTIL, limits=limits).moments
            found.update((event.part.text("UID"), at) for _, at in moments)
    return found


def theirs(path: Path, zone: ZoneInfo) -> Counter[tuple[str, int]] | None:
    """Return the occurrences by the libraries, None where they refuse the file."""
    data = path.read_bytes()
    if b"BEGIN:VCALENDAR" not in data:
        data = b"BEGIN:VCALENDAR\r\n" + data.strip() + b"\r\nEND:VCALENDAR\r\n"
    found: Counter[tuple[str, int]] = Counter()
    try:
        (parsed,) = icalendar.Calendar.from_ical(data, multiple=True)
        last = datetime.fromtimestamp(UNTIL, UTC) + timedelta(days=2)
        events = list(
            recurring_ical_events.of(parsed, skip_bad_series=True).between(
                datetime(1900, 1, 1, tzinfo=UTC), last
            )
        )
    except Exception:  # noqa: BLE001 - they raise whatever happens to go wrong
        return None
    for event in events:
        start = event["DTSTART"].dt
        if not isinstance(start, datetime):
            start = datetime.combine(start, datetime.min.time())
        at = int((start if start.tzinfo else start.replace(tzinfo=zone)).timestamp())
        if at <= UNTIL:
            found[str(event.get("UID", "")).strip(), at] += 1
    return found


def test_occurrences_equal_the_libraries_where_these_can_read(shared_folder: Path) -> None:
    compared = 0
    for path in filter(
        claimed, files(shared_folder, "ical4j-valid", "khal", "icalendar", "allenporter-ical/valid")
    ):
        named = re.search(rb"X-WR-TIMEZONE[^:\r\n]*:([\w/]+)", path.read_bytes())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = theirs(path, ZoneInfo(named[1].decode()) if named else ZoneInfo("Europe/Berlin"))
        if expected is None or path.name in OTHERWISE:
            continue
        assert set(ours(path)) == set(expected), path.name
        compared += 1
    assert compared >= 200
