"""Time zones that a calendar defines itself: VTIMEZONE with its standard and daylight times."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from nexalink.formats.calendar_text import Component
from nexalink.formats.calendar_values import BadValue, parse_moment, parse_offset
from nexalink.formats.recurrence import Budget, OverBudget, expand
from nexalink.formats.recurrence_rules import BadRule, Rule, parse_rule

_EARLIEST = 1960
"""Outlook's rules begin in 1601; for endless ones the years before this are passed over."""
_LAST = datetime(2060, 1, 1)  # noqa: DTZ001 - local, as all onsets
_STEPS = 60_000


class _Change(NamedTuple):
    """When the clock is set: in UTC, and the first local time that follows the new offset."""

    utc: datetime
    local: datetime
    before: timedelta
    after: timedelta


class DefinedZone(tzinfo):
    """A zone by its own rules.

    Times that the clock skips or repeats are read with the offset before the change, with ``fold`` after it (PEP 495).
    """

    def __init__(self, name: str, changes: list[_Change]) -> None:
        self._name = name
        self._utc = [change.utc for change in changes]
        self._local = [change.local for change in changes]
        self._offsets = [changes[0].before, *(change.after for change in changes)]

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Return the offset at a local time."""
        if when is None:
            return None
        local = when.replace(tzinfo=None)
        number = bisect_right(self._local, local)
        before = self._offsets[number]
        if when.fold and number < len(self._local):  # the second of two hours of one name
            after = self._offsets[number + 1]
            return after if local >= self._local[number] - abs(before - after) else before
        return before

    def fromutc(self, when: datetime) -> datetime:
        """Return the local time of a UTC time."""
        return when + self._offsets[bisect_right(self._utc, when.replace(tzinfo=None))]

    def dst(self, _when: datetime | None) -> timedelta | None:
        """Return None: the rules tell offsets, not which of them is summer's."""
        return None

    def tzname(self, _when: datetime | None) -> str:
        """Return the name that the calendar gives it."""
        return self._name


def defined_zone(definition: Component) -> DefinedZone | None:
    """Return the zone that a VTIMEZONE defines, None where it holds no rule that can be read."""
    changes: list[_Change] = []
    for part in definition.parts:
        if part.name in {"STANDARD", "DAYLIGHT"}:
            changes.extend(_changes(part))
    if not changes:
        return None
    return DefinedZone(definition.text("TZID"), sorted(changes))


def _changes(part: Component) -> list[_Change]:
    """Return every change to one of a zone's times, none where its offsets or its start cannot be read."""
    try:
        before, after = parse_offset(part.text("TZOFFSETFROM")), parse_offset(part.text("TZOFFSETTO"))
        start = parse_moment(part.text("DTSTART")).local
    except BadValue:
        return []
    skipped = max(after - before, timedelta(0))
    onsets = sorted({start, *_listed(part), *_by_rules(part, start, before)})
    return [_Change(onset - before, onset + skipped, before, after) for onset in onsets if onset.year > 1]


def _listed(part: Component) -> Iterator[datetime]:
    for line in part.all("RDATE"):
        for value in line.value.split(","):
            try:
                yield parse_moment(value.partition("/")[0]).local
            except BadValue:
                continue


def _by_rules(part: Component, start: datetime, before: timedelta) -> Iterator[datetime]:
    for line in part.all("RRULE"):
        try:
            rule = parse_rule(line.value)
            first = _advanced(start, rule)
            yield from expand(rule, first, last=_last(rule, before), budget=Budget(_STEPS))
        except (BadRule, OverBudget):
            continue


def _advanced(start: datetime, rule: Rule) -> datetime:
    """Return a later start from which an endless yearly rule goes on alike."""
    plain = rule.frequency == "YEARLY" and rule.interval == 1 and rule.count is None
    return start.replace(year=_EARLIEST) if plain and start.year < _EARLIEST else start  # a leap year


def _last(rule: Rule, before: timedelta) -> datetime:
    if rule.until is None:
        return _LAST
    until = rule.until.local + before if rule.until.zone is UTC else rule.until.local
    return min(until + timedelta(days=1) if rule.until.whole_day else until, _LAST)


def old_zone(calendar: Component) -> tzinfo | None:
    """Return the zone of a vCalendar 1.0: its ``TZ`` and its ``DAYLIGHT`` lines; None where it names none."""
    try:
        standard = parse_offset(_padded(calendar.text("TZ")))
    except BadValue:
        return None
    changes: list[_Change] = []
    for line in calendar.all("DAYLIGHT"):
        told, offset, begins, ends, *_ = (*(piece.strip() for piece in line.value.split(";")), "", "", "", "")
        try:
            summer = parse_offset(_padded(offset))
            first, last = parse_moment(begins).local, parse_moment(ends).local
        except BadValue:
            continue
        if told.upper() == "TRUE":
            changes.append(_Change(first - standard, first + (summer - standard), standard, summer))
            changes.append(_Change(last - summer, last, summer, standard))
    return DefinedZone("local", sorted(changes)) if changes else timezone(standard)


def _padded(offset: str) -> str:
    """Return ``-5`` or ``-05`` as ``-05:00``."""
    found = re.fullmatch(r"([+-]?)([0-9]{1,2})", offset.strip())
    return f"{found[1]}{int(found[2]):02d}:00" if found else offset
