"""Time zones as calendars name them: IANA, Windows, Mozilla's and Outlook's own, or defined in the file."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from nexalink.formats.calendar_components import Calendar, Component

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*([+-\u2212])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_LIKE_IANA = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}")
_WINDOWS = {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}
_UTC_NAMES = {"utc", "z", "gmt", "zulu", "etc/utc", "etc/gmt", "utc/gmt"}


@lru_cache(maxsize=1_024)
def named_zone(name: str) -> tzinfo | None:
    """Return the zone of a name, None where nobody knows it.

    >>> str(named_zone("/mozilla.org/20050126_1/Europe/Berlin"))
    'Europe/Berlin'
    """
    cleaned = name.strip().strip('"').strip()
    if cleaned.lower() in _UTC_NAMES:
        return UTC
    for candidate in _candidates(cleaned):
        try:
            return ZoneInfo(candidate)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return _fixed(cleaned)


def _candidates(name: str) -> list[str]:
    found = [name.strip("/")] if "/" in name or name.isalpha() else []
    parts = name.strip("/").split("/")
    found += ["/".join(parts[start:]) for start in range(1, len(parts))]
    found += [match[0] for match in _LIKE_IANA.finditer(name)]
    if windows := _WINDOWS.get(name.lower()):
        found.insert(0, windows)
    city = re.sub(r"^\([^)]*\)\s*", "", name).lower()
    plain = city.split(" (")[0].removesuffix(" time")
    if windows := _WINDOWS.get(city) or _WINDOWS.get(f"{plain} standard time"):
        found.append(windows)
    if name.startswith("("):
        found += [_cities()[place] for place in plain.split(", ") if place in _cities()]
    return [candidate for candidate in found if candidate and len(candidate) < 80 and ".." not in candidate]


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Return the city of every zone in lower case: Outlook lists cities behind an offset."""
    return {
        zone.rpartition("/")[2].replace("_", " ").lower(): zone
        for zone in available_timezones()
        if "/" in zone
    }


def _fixed(name: str) -> tzinfo | None:
    """Return the zone of names that only tell an offset, such as ``(UTC-05:00) Somewhere``."""
    found = _OFFSET.search(name)
    if found is None or int(found[2]) > 14:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(away if found[1] == "+" else -away)


def calendar_zone(calendar: Calendar, name: str) -> tzinfo | None:
    """Return the zone of a TZID in its calendar: a known name first, else the definition in the file."""
    known = named_zone(name)
    if known is not None:
        return known
    definition = calendar.zones.get(name)
    if definition is None:
        return None
    if (line := definition.first("X-LIC-LOCATION")) and (located := named_zone(line.value)):
        return located
    return _defined(calendar.zone_parts.get(name, []))


def _defined(parts: list[Component]) -> tzinfo | None:
    """Return a zone by the rules in the file: standard and daylight offsets with the months they begin in."""
    rules = []
    for part in parts:
        offset = utc_offset(part.text("TZOFFSETTO"))
        if offset is None:
            continue
        month = re.search(r"BYMONTH=(\d{1,2})", part.text("RRULE"))
        start = re.match(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})", part.text("DTSTART").strip())
        number = int(month[1]) if month else int(start[2]) if start else 1
        day = re.search(r"BYDAY=(-?\d)[A-Z]{2}", part.text("RRULE"))
        rules.append((number, int(day[1]) if day else 1, offset))
    if not rules:
        return None
    return _TwoRules(tuple(sorted(rules)))


class _TwoRules(tzinfo):
    """A zone of its own definition: each rule holds from its Sunday of its month on, at two in the morning."""

    def __init__(self, rules: tuple[tuple[int, int, timedelta], ...]) -> None:
        self._rules = rules

    def utcoffset(self, when: datetime | None) -> timedelta:
        if when is None or len(self._rules) == 1:
            return self._rules[-1][2]
        offset = self._rules[-1][2]
        for month, week, away in self._rules:
            if (when.month, when.day) >= (month, _sunday(when.year, month, week)):
                offset = away
        return offset

    def dst(self, _when: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, _when: datetime | None) -> str:
        return "local"


def _sunday(year: int, month: int, week: int) -> int:
    """Return the day of the week-th Sunday of a month; −1 is the last."""
    days = [day for day in range(1, 32) if _is_sunday(year, month, day)]
    return (
        days[week - 1]
        if week > 0 and week <= len(days)
        else days[week]
        if -len(days) <= week < 0
        else days[0]
    )


def _is_sunday(year: int, month: int, day: int) -> bool:
    try:
        return datetime(year, month, day, tzinfo=UTC).weekday() == 6
    except ValueError:
        return False


def utc_offset(text: str) -> timedelta | None:
    """Return ``+0130`` as a time span, None where it is none.

    >>> utc_offset("-0500")
    datetime.timedelta(days=-1, seconds=68400)
    """
    found = re.fullmatch(r"([+-])(\d{2})(\d{2})(\d{2})?", text.strip())
    if found is None:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return away if found[1] == "+" else -away
