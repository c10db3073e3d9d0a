"""Days and seconds: UTC seconds to an owner's calendar days, and back."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

DAY = 86_400
EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Return days since 1970-01-01.

    >>> day_number(date(1970, 1, 3))
    2
    """
    return (day - EPOCH).days


def from_day_number(number: int) -> date:
    """Return the date of a day number.

    >>> from_day_number(2)
    datetime.date(1970, 1, 3)
    """
    return date.fromordinal(EPOCH.toordinal() + number)


def utc_text(seconds: int) -> str:
    """Return seconds since 1970-01-01 UTC as ISO 8601.

    >>> utc_text(86400)
    '1970-01-02T00:00:00Z'
    """
    return datetime.fromtimestamp(seconds, UTC).isoformat()[:19] + "Z"


def from_utc_text(text: str) -> int:
    """Return seconds since 1970-01-01 UTC of an ISO 8601 text; without a zone it is read as UTC.

    >>> from_utc_text("1970-01-02T00:00:00Z")
    86400
    """
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def local_date(seconds: int, zone: str) -> date:
    """Return the calendar day of a moment (seconds UTC) in ``zone``.

    >>> local_date(86_400 - 1_800, "Europe/Berlin")
    datetime.date(1970, 1, 2)
    """
    return datetime.fromtimestamp(seconds, ZoneInfo(zone)).date()


def local_midday(day: date, zone: str) -> int:
    """Return midday of a calendar day in ``zone``, in seconds UTC: a touch whose hour nobody said.

    >>> local_midday(date(1970, 1, 2), "Europe/Berlin")
    126000
    """
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).timestamp())


def local_days(at: NDArray[np.int64], zone: str) -> NDArray[np.int32]:
    """Return the day number in ``zone`` of each moment of ``at`` (seconds UTC).

    The zone's offset is looked up once per UTC day of the span, and once per moment only on the days it changes.

    >>> local_days(np.array([86_400 - 1_800]), "Europe/Berlin").tolist()
    [1]
    """
    if len(at) == 0:
        return np.zeros(0, dtype=np.int32)
    days = at // DAY
    first, last = int(days.min()), int(days.max())
    place = ZoneInfo(zone)
    offsets = np.array([_offset(place, day * DAY) for day in range(first, last + 2)], dtype=np.int64)
    index = days - first
    shift = offsets[index]
    for row in np.flatnonzero(shift != offsets[index + 1]):
        shift[row] = _offset(place, int(at[row]))
    local: NDArray[np.int32] = ((at + shift) // DAY).astype(np.int32)
    return local


def _offset(place: ZoneInfo, seconds: int) -> int:
    offset = datetime.fromtimestamp(seconds, place).utcoffset()
    return int(offset.total_seconds()) if offset else 0
