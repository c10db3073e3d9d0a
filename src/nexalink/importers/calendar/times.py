"""When events happen: date values, series and their exceptions, in local time first, then UTC."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

from dateutil.rrule import rrulestr

from nexalink.formats.calendar_components import Calendar, Component, Line
from nexalink.formats.calendar_zones import calendar_zone, named_zone

MOST_OCCURRENCES = 20_000
_MOST_STEPS = 60_000
_MOMENT = re.compile(
    r"^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$",
    re.IGNORECASE,
)
_EARLIEST, _LATEST = 1900, 2200


class BadDate(ValueError):
    """A value that is no date."""


@dataclass(frozen=True, slots=True)
class Start:
    """When an event begins: local time without its zone, the zone, and whether it lasts whole days."""

    local: datetime
    zone: tzinfo
    all_day: bool

    def seconds(self) -> int:
        """Return seconds since 1970-01-01 UTC."""
        return to_seconds(self.local, self.zone)


def to_seconds(local: datetime, zone: tzinfo) -> int:
    """Return a local time as seconds UTC; in the hour that is skipped in spring, as the clock shows afterwards."""
    return int(local.replace(tzinfo=zone).astimezone(UTC).timestamp())


def read_start(line: Line, calendar: Calendar, floating: tzinfo) -> Start:
    """Return the moment of a DTSTART, RECURRENCE-ID or EXDATE line.

    Raises:
        BadDate: the value is no date.
    """
    return moment(line.value, line.parameters, calendar, floating)


def moment(value: str, parameters: dict[str, str], calendar: Calendar, floating: tzinfo) -> Start:
    """Return a date or date-time value with its zone; what says nothing of a zone floats.

    Raises:
        BadDate: the value is no date.
    """
    found = _MOMENT.match(value.strip())
    if found is None:
        raise BadDate(value[:40])
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        local = datetime(  # noqa: DTZ001 - local time without its zone is what series are expanded in
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
        )
    except ValueError as fault:
        raise BadDate(value[:40]) from fault
    if not _EARLIEST <= local.year <= _LATEST:
        raise BadDate(value[:40])
    if zone:
        place: tzinfo = UTC if zone in "zZ" else (named_zone(f"UTC{zone}") or UTC)
    elif name := parameters.get("TZID"):
        place = calendar_zone(calendar, name) or floating
    else:
        place = floating
    all_day = hour is None or parameters.get("VALUE", "").upper() == "DATE"
    return Start(local, place, all_day)


def lasts_days(event: Component, start: Start) -> bool:
    """Tell whether an event fills whole days: a date, or midnight to midnight marked as such by Outlook."""
    if start.all_day:
        return True
    marked = event.text("X-MICROSOFT-CDO-ALLDAYEVENT").strip().upper() == "TRUE"
    return marked or event.text("X-FUNAMBOL-ALLDAY").strip() in {"1", "TRUE"}


def occurrences(
    event: Component, start: Start, calendar: Calendar, floating: tzinfo, *, until: int
) -> Iterator[tuple[datetime, int]]:
    """Yield (local start, seconds UTC) of every occurrence up to ``until``, rising, exceptions left out.

    A rule that cannot be read leaves the first occurrence; one without end stops at ``until`` or after 20,000.
    """
    left_out = {_local(line, value, calendar, floating, start) for line, value in _values(event, "EXDATE")}
    whole_days = {day.date() for day in left_out if day and day.time() == datetime.min.time()}
    added = sorted(
        place
        for line, value in _values(event, "RDATE")
        if (place := _local(line, value, calendar, floating, start))
    )
    seen: set[datetime] = set()
    horizon = datetime.fromtimestamp(until, UTC).replace(tzinfo=None) + timedelta(days=1)
    for local in (*_by_rules(event, start, horizon), *added):
        if local in seen or local in left_out or (local.date() in whole_days and _dates_only(event)):
            continue
        seen.add(local)
        at = to_seconds(local, start.zone)
        if at <= until:
            yield local, at
        if len(seen) >= MOST_OCCURRENCES:
            return


def _dates_only(event: Component) -> bool:
    return any("T" not in line.value.upper() for line in event.all("EXDATE"))


def _values(event: Component, name: str) -> Iterator[tuple[Line, str]]:
    for line in event.all(name):
        for value in re.split(r"[,;]", line.value):
            if value.strip():
                yield line, value.partition("/")[0]


def _local(line: Line, value: str, calendar: Calendar, floating: tzinfo, start: Start) -> datetime | None:
    """Return an exception's moment in the local time of the series, None where it is no date."""
    try:
        found = moment(value, line.parameters, calendar, floating)
    except BadDate:
        return None
    if found.all_day:
        return found.local
    return found.local.replace(tzinfo=found.zone).astimezone(start.zone).replace(tzinfo=None)


def _by_rules(event: Component, start: Start, horizon: datetime) -> Iterator[datetime]:
    rules = [line.value.strip() for line in event.all("RRULE") if line.value.strip()]
    yield start.local
    for rule in rules:
        yield from _by_rule(rule, start, horizon)


def _by_rule(rule: str, start: Start, horizon: datetime) -> Iterator[datetime]:
    cleaned = _cleaned(rule, start)
    if cleaned is None:
        return
    try:
        found = iter(rrulestr(cleaned, dtstart=start.local, ignoretz=True, cache=False))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        return
    try:
        for local in islice(found, _MOST_STEPS):
            if local > horizon:
                return
            if isinstance(local, datetime):
                yield local
    except (ValueError, OverflowError):
        return


def _cleaned(rule: str, start: Start) -> str | None:
    """Return a rule that the library reads: UNTIL in local time, no empty or unknown parts; None for hostile ones."""
    parts: dict[str, str] = {}
    for part in rule.upper().removeprefix("RRULE:").split(";"):
        key, equals, value = part.partition("=")
        if equals and key.strip() in _PARTS and value.strip():
            parts.setdefault(key.strip(), value.strip())
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES or parts.get("INTERVAL", "1").lstrip("0") == "":
        return None
    if _never(parts):
        return None
    if "UNTIL" in parts:
        until = _until(parts["UNTIL"], start)
        if until is None:
            parts.pop("UNTIL")
        else:
            parts["UNTIL"] = until
            parts.pop("COUNT", None)
    return ";".join(f"{key}={value}" for key, value in parts.items())


_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"})
"""Nobody meets every minute: finer rules are left with their first occurrence."""
_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYSETPOS", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY",
     "BYHOUR", "BYMINUTE"}
)  # fmt: skip
_LONG = {
    "1": 31,
    "2": 29,
    "3": 31,
    "4": 30,
    "5": 31,
    "6": 30,
    "7": 31,
    "8": 31,
    "9": 30,
    "10": 31,
    "11": 30,
    "12": 31,
}


def _never(parts: dict[str, str]) -> bool:
    """Tell whether month and day can never meet (30 February), which would search for ever."""
    months, days = parts.get("BYMONTH", "").split(","), parts.get("BYMONTHDAY", "").split(",")
    if months == [""] or days == [""]:
        return False
    return not any(
        day.lstrip("+-").isdigit() and int(day.lstrip("+-")) <= _LONG.get(month.lstrip("0"), 0)
        for month in months
        for day in days
    )


def _until(value: str, start: Start) -> str | None:
    found = _MOMENT.match(value)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        if hour is None:
            last = datetime(int(year), int(month), int(day), 23, 59, 59)  # noqa: DTZ001 - local, as the series
        else:
            last = datetime(  # noqa: DTZ001 - local
                int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59)
            )
            if zone:
                last = last.replace(tzinfo=UTC).astimezone(start.zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return last.strftime("%Y%m%dT%H%M%S")
