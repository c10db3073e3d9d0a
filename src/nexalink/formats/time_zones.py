"""Time zones as calendars name them: IANA, Windows, Mozilla's and Outlook's own words, offsets, or defined in the file."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from nexalink.formats.calendar_text import Component
from nexalink.formats.zone_rules import defined_zone

_LONGEST_NAME = 200
_WINDOWS = {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}
_DISPLAYED = {
    "pacific time": "America/Los_Angeles", "mountain time": "America/Denver", "central time": "America/Chicago",
    "eastern time": "America/New_York", "atlantic time": "America/Halifax", "indiana": "America/Indiana/Indianapolis",
    "newfoundland": "America/St_Johns", "saskatchewan": "America/Regina", "arizona": "America/Phoenix",
    "alaska": "America/Anchorage", "hawaii": "Pacific/Honolulu", "central america": "America/Guatemala",
    "baja california": "America/Tijuana", "brasilia": "America/Sao_Paulo", "brasília": "America/Sao_Paulo",
    "greenland": "America/Nuuk", "cape verde is.": "Atlantic/Cape_Verde", "monrovia": "Africa/Monrovia",
    "west central africa": "Africa/Lagos", "jerusalem": "Asia/Jerusalem", "abu dhabi": "Asia/Dubai",
    "islamabad": "Asia/Karachi", "chennai": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "astana": "Asia/Almaty",
    "hanoi": "Asia/Bangkok", "beijing": "Asia/Shanghai", "osaka": "Asia/Tokyo", "sapporo": "Asia/Tokyo",
    "canberra": "Australia/Sydney", "solomon is.": "Pacific/Guadalcanal", "wellington": "Pacific/Auckland",
    "coordinated universal time": "UTC", "greenwich mean time": "Europe/London", "pretoria": "Africa/Johannesburg",
}  # fmt: skip
"""How Outlook shows zones to people, where neither a Windows name nor a city of the IANA list tells it."""
_SHORT = {
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "mdt": "America/Denver", "cst": "America/Chicago",
    "cdt": "America/Chicago", "edt": "America/New_York", "eastern": "America/New_York", "central": "America/Chicago",
    "mountain": "America/Denver", "pacific": "America/Los_Angeles", "bst": "Europe/London", "cest": "Europe/Berlin",
    "mez": "Europe/Berlin", "mesz": "Europe/Berlin", "jst": "Asia/Tokyo", "aest": "Australia/Sydney",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland", "msk": "Europe/Moscow", "z": "UTC", "utc": "UTC",
}  # fmt: skip
_PAIRS = {
    (-600, -540): "America/Adak", (-540, -480): "America/Anchorage", (-480, -420): "America/Los_Angeles",
    (-420, -360): "America/Denver", (-360, -300): "America/Chicago", (-300, -240): "America/New_York",
    (-240, -180): "America/Halifax", (-210, -150): "America/St_Johns", (-60, 0): "Atlantic/Azores",
    (0, 60): "Europe/London", (60, 120): "Europe/Berlin", (120, 180): "Europe/Helsinki",
    (570, 630): "Australia/Adelaide", (600, 660): "Australia/Sydney", (720, 780): "Pacific/Auckland",
}  # fmt: skip
"""Zones by their standard and daylight offsets in minutes, as Lotus Notes and Exchange name them."""

_SURE_LIKE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}")
_DISPLAY = re.compile(r"\((?:UTC|GMT)\s*([+\u2212-]\d{1,2}[:.]\d{2})?\)\s*(.+)", re.IGNORECASE)
_OFFSET = re.compile(r"(?:UTC|GMT|Z|\()?\s*([+\u2212-])\s*(\d{1,2})[:.]?(\d{2})?(?!\d)", re.IGNORECASE)
_REGION = re.compile(
    r"(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific|US)[_ ](?=[A-Za-z])", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _iana() -> dict[str, str]:
    """Return every IANA name by its lower case."""
    return {name.lower(): name for name in available_timezones() if name not in {"localtime", "Factory"}}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Return the zone of every city by its name in lower case."""
    return {
        name.rpartition("/")[2].replace("_", " "): zone
        for name, zone in sorted(_iana().items())
        if "/" in name
    }


@lru_cache(maxsize=1_024)
def named_zone(name: str) -> tzinfo | None:
    """Return the zone that a name surely means: IANA's, Windows', or Outlook's with its city; else None.

    A prefix that makes an IANA name unique in the world (Mozilla, Evolution, Citadel) is passed over.

    >>> str(named_zone("/mozilla.org/20050126_1/Europe/Berlin"))
    'Europe/Berlin'
    """
    cleaned = name.replace("\\", "").strip().strip('"').strip()
    if not cleaned or len(cleaned) > _LONGEST_NAME:
        return None
    if windows := _WINDOWS.get(cleaned.lower()):
        return _zone(windows)
    if (displayed := _DISPLAY.fullmatch(cleaned)) and (
        zone := _displayed(displayed[1] or "+00:00", displayed[2])
    ):
        return zone
    for candidate in _candidates(cleaned):
        if found := _iana().get(candidate.lower().replace(" ", "_")):
            return _zone(found)
    return None


def _zone(name: str) -> tzinfo | None:
    try:
        return UTC if name in {"UTC", "Etc/UTC"} else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # the table is newer than this machine's list
        return None


def _candidates(name: str) -> list[str]:
    """Return what may be an IANA name in ``name``, the longest first."""
    if name.upper() in {"UTC", "GMT", "ETC/UTC", "ETC/GMT"}:
        return ["UTC"]
    parts = name.strip("/").split("/")
    found = ["/".join(parts[start:]) for start in range(len(parts))] if "/" in name else []
    found += [match[0] for match in _SURE_LIKE.finditer(name)]
    if "/" not in name and _REGION.match(name):
        found.append(_REGION.sub(r"\1/", name, count=1))
    return found


def _displayed(offset: str, words: str) -> tzinfo | None:
    """Return the zone that Outlook shows as ``(UTC+01:00) Amsterdam, Berlin``, checked against its offset."""
    plain = words.split("(", maxsplit=1)[0].strip().lower()
    pieces = [words.strip().lower(), plain, *re.split(r"\s*[,:/]\s*", plain)]
    minutes = _minutes(offset)
    for piece in pieces:
        zone_name = _DISPLAYED.get(piece) or _WINDOWS.get(f"{piece} standard time") or _cities().get(piece)
        zone = _zone(zone_name) if zone_name else None
        if zone and minutes in {_minutes_in(zone, month) for month in (1, 7)}:
            return zone
    return None


def _minutes_in(zone: tzinfo, month: int) -> int:
    offset = datetime(2024, month, 1, tzinfo=zone).utcoffset() or timedelta()
    return int(offset.total_seconds()) // 60


def _minutes(offset: str) -> int:
    found = _OFFSET.search(offset)
    if found is None:
        return 0
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return minutes if found[1] == "+" else -minutes


@lru_cache(maxsize=1_024)
def guessed_zone(name: str) -> tzinfo | None:
    """Return the zone that a name probably means: a short form, a city, an offset or a pair of offsets; else None.

    >>> str(guessed_zone("GMT -0500 (Standard) / GMT -0400 (Daylight)"))
    'America/New_York'
    """
    cleaned = name.strip().strip('"').strip()[:_LONGEST_NAME]
    folded = cleaned.lower()
    if known := _SHORT.get(folded) or _iana().get(folded) or _cities().get(folded):
        return _zone(known)
    for piece in (folded, *folded.split("/")):
        plain = piece.split("(")[0].strip().removesuffix(" time")
        for words in (plain, plain.removesuffix("an")):
            if windows := _WINDOWS.get(f"{words} standard time"):
                return _zone(windows)
    offsets = [match[0] for match in _OFFSET.finditer(cleaned)]
    if len(offsets) == 2 and (pair := _PAIRS.get((_minutes(offsets[0]), _minutes(offsets[1])))):
        return _zone(pair)
    if offsets and abs(_minutes(offsets[0])) <= 14 * 60:
        return timezone(timedelta(minutes=_minutes(offsets[0])))
    return None


class ZoneBook:
    """The zones that one file's names mean: known names first, then the file's definitions, then guesses.

    A name that everybody knows wins over a definition that contradicts it: programs write such definitions for one
    year, and wrongly; what the name means is not in doubt.
    """

    def __init__(self, definitions: dict[str, Component]) -> None:
        self._definitions = definitions
        self._found: dict[str, tzinfo | None] = {}

    def zone(self, name: str) -> tzinfo | None:
        """Return the zone of a TZID, None where nobody knows it."""
        if name not in self._found:
            self._found[name] = self._resolve(name)
        return self._found[name]

    def _resolve(self, name: str) -> tzinfo | None:
        if zone := named_zone(name):
            return zone
        definition = self._definitions.get(name)
        if definition is None:
            return guessed_zone(name)
        for hint in ("X-LIC-LOCATION", "X-MICROSOFT-CDO-TZID"):
            text = definition.text(hint)
            if zone := named_zone(text) if "/" in text else None:
                return zone
        return defined_zone(definition) or guessed_zone(name)
