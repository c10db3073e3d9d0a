"""Small words that every page uses: dates, spans, sources, tones."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zlib import crc32
from zoneinfo import ZoneInfo

from nexalink.reports.orbit import initials

TONES = 8
SOURCES = {
    "linkedin": "LinkedIn",
    "mail": "Mail",
    "calendar": "Calendar",
    "contacts": "Contacts",
    "manual": "By hand",
}
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LIKELY, _MAY = 0.6, 0.35
_TWO_MONTHS, _TWO_YEARS, _MONTH, _YEAR = 60, 730, 30.44, 365.25


@dataclass(frozen=True, slots=True)
class Face:
    """A person without a photo: initials on a quiet tone that always is the same for the same name."""

    initials: str
    tone: int


@dataclass(frozen=True, slots=True)
class When:
    """A day as people say it, and as machines do."""

    ago: str
    day: str
    machine: str


@dataclass(frozen=True, slots=True)
class Fade:
    """The forecast in words. ``tone`` names the shape: steady, quiet, fading, unknown."""

    tone: str
    word: str


_FADES = {
    "steady": Fade("steady", "steady"),
    "quiet": Fade("quiet-tie", "may fall silent"),
    "fading": Fade("fading", "likely to fall silent"),
    "unknown": Fade("unknown", "not enough data"),
}


@lru_cache(maxsize=8_192)
def face_of(name: str) -> Face:
    """Return a name's initials and tone."""
    return Face(initials(name)[:2] or "·", crc32(name.encode("utf-8", "replace")) % TONES)


def fade_of(share: float | None) -> Fade:
    """Return the forecast of silence in words; the same words as the orbit's.

    >>> fade_of(0.7).word, fade_of(None).word
    ('likely to fall silent', 'not enough data')
    """
    if share is None:
        return _FADES["unknown"]
    return _FADES["fading" if share >= _LIKELY else "quiet" if share >= _MAY else "steady"]


def day_text(day: date) -> str:
    """Return a day as it is read.

    >>> day_text(date(2026, 3, 9))
    '9 Mar 2026'
    """
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def month_text(day: date) -> str:
    """Return the month of a day.

    >>> month_text(date(2026, 3, 9))
    'March 2026'
    """
    return f"{_LONG_MONTHS[day.month]} {day.year}"


def ago_text(days: int) -> str:
    """Return a span of days in the unit that fits, as the past.

    >>> ago_text(0), ago_text(1), ago_text(45), ago_text(100), ago_text(800), ago_text(-3)
    ('today', 'yesterday', '45 days ago', '3 months ago', '2 years ago', 'in the future')
    """
    if days < 0:
        return "in the future"
    if days <= 1:
        return "yesterday" if days else "today"
    if days < _TWO_MONTHS:
        return f"{days} days ago"
    if days < _TWO_YEARS:
        return f"{round(days / _MONTH)} months ago"
    return f"{int(days / _YEAR)} years ago"


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its name."""
    return ZoneInfo(name)


def day_of(seconds: int, zone: str) -> date:
    """Return the day of a moment in a zone; the epoch where the moment is no date at all."""
    try:
        return datetime.fromtimestamp(seconds, zone_of(zone)).date()
    except (OverflowError, OSError, ValueError):
        return date(1970, 1, 1)


def moment_text(seconds: int, *, zone: str) -> str:
    """Say a moment as people do, in the owner's zone.

    >>> moment_text(0, zone="Europe/Berlin")
    '1 Jan 1970, 01:00'
    """
    moment = datetime.fromtimestamp(seconds, zone_of(zone))
    return f"{day_text(moment.date())}, {moment:%H:%M}"


def when(seconds: int | None, *, zone: str, today: date) -> When | None:
    """Return a moment as a day in the owner's zone, None for never."""
    if seconds is None:
        return None
    day = day_of(seconds, zone)
    return When(ago_text((today - day).days), day_text(day), day.isoformat())


def today_in(zone: str) -> date:
    """Return today's date where the owner is; doors are where the clock is read."""
    return datetime.now(UTC).astimezone(zone_of(zone)).date()


def now_in() -> int:
    """Return this moment in seconds UTC; the web is where the clock is read."""
    return int(datetime.now(UTC).timestamp())


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "person", "people"), counted(1204, "person", "people"), counted(2, "mail")
    ('1 person', '1,204 people', '2 mails')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
