"""Values of calendars: moments, lengths of time and offsets, as written and as programs write them wrongly."""

import re
from datetime import UTC as UTC_ZONE
from datetime import datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

_MOMENT = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})"
    r"(?:[T ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(?:[.,][0-9]+)?[ ]*(Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"([+-])?P(?:(-?[0-9]+)W)?(?:(-?[0-9]+)D)?(?:T(?:(-?[0-9]+)H)?(?:(-?[0-9]+)M)?(?:(-?[0-9]+)S)?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])?([0-9]{2}):?([0-9]{2}):?([0-9]{2})?")
_LONGEST = timedelta(days=366 * 200)


class BadValue(ValueError):
    """A value that cannot be read; its text is what it says."""


class Moment(NamedTuple):
    """A date or a time of day: local time without a zone, the zone where the value itself tells it, whole day or not."""

    local: datetime
    zone: tzinfo | None
    whole_day: bool


def parse_moment(text: str) -> Moment:
    """Return a DATE or DATE-TIME value; ISO 8601 with hyphens, colons, fractions and offsets is read as well.

    ``T240000`` is midnight of the next day, second 60 is 59. A date is a whole day, whatever its property says.

    Raises:
        BadValue: the text is no date.

    >>> parse_moment("20140409T093000Z").local
    datetime.datetime(2014, 4, 9, 9, 30)
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise BadValue(text.strip()[:60])
    year, month, day, hour, minute, second, zone = found.groups()
    late = hour == "24" and int(minute) == 0
    try:
        local = datetime(  # noqa: DTZ001 - local time without its zone is what series are expanded in
            int(year),
            int(month),
            int(day),
            0 if late else int(hour or 0),
            int(minute or 0),
            min(int(second or 0), 59),
        )
        if late:
            local += timedelta(days=1)
        return Moment(local, _zone(zone), hour is None)
    except (ValueError, OverflowError) as fault:
        raise BadValue(text.strip()[:60]) from fault


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    return UTC_ZONE if text in "zZ" else timezone(parse_offset(text))


def parse_duration(text: str) -> timedelta:
    """Return a DURATION value; signs may also stand inside it, as some programs write them.

    Raises:
        BadValue: the text is no duration, or one of centuries.

    >>> parse_duration("-PT15M")
    datetime.timedelta(days=-1, seconds=85500)
    """
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise BadValue(text.strip()[:60])
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    try:
        length = timedelta(days=days, weeks=weeks, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError as fault:
        raise BadValue(text.strip()[:60]) from fault
    if abs(length) > _LONGEST:
        raise BadValue(text.strip()[:60])
    return -length if found[1] == "-" else length


def parse_offset(text: str) -> timedelta:
    """Return a UTC-OFFSET value, east of Greenwich positive.

    Raises:
        BadValue: the text is no offset, or one of a day or more.

    >>> parse_offset("-0500")
    datetime.timedelta(days=-1, seconds=68400)
    """
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        raise BadValue(text.strip()[:60])
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if length >= timedelta(days=1):
        raise BadValue(text.strip()[:60])
    return -length if found[1] == "-" else length
