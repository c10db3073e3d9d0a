"""Since when somebody is in a job, and how many whole years that makes; dates may lack their day."""

import re
from datetime import date
from typing import NamedTuple

from nexalink.today.queries import birthday_in

MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())


class Beginning(NamedTuple):
    """When a job began; ``day`` is 0 where only the month is known."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        """Return it as it is read."""
        return f"{self.day or ''} {date(self.year, self.month, 1):%B %Y}".strip()


def beginning(text: str) -> Beginning | None:
    """Return the beginning of a job as a source writes it; None where no month is told.

    >>> beginning("2020-03-09"), beginning("Mar 2020")
    (Beginning(year=2020, month=3, day=9), Beginning(year=2020, month=3, day=0))
    >>> beginning("2020"), beginning("--03-09"), beginning("2020-13")
    (None, None, None)
    """
    if named := re.fullmatch(r"([A-Za-z]{3})[a-z]*\.? (\d{4})", text.strip()):
        year, month = int(named[2]), named[1].lower()
        return Beginning(year, MONTHS.index(month) + 1, 0) if month in MONTHS and year else None
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text.strip())
    if not found or not 1 <= int(found[2]) <= 12 or not int(found[1]):
        return None
    return Beginning(int(found[1]), int(found[2]), int(found[3] or 0))


def anniversary(begun: Beginning, *, first: date, last: date) -> date | None:
    """Return the day between two days that completes a whole year, at least one; None where there is none.

    Where only the month is known it is the first of the month, and counts for the whole month.

    >>> anniversary(Beginning(2020, 3, 9), first=date(2026, 3, 1), last=date(2026, 3, 20))
    datetime.date(2026, 3, 9)
    >>> anniversary(Beginning(2020, 3, 0), first=date(2026, 3, 9), last=date(2026, 3, 20))
    datetime.date(2026, 3, 1)
    >>> anniversary(Beginning(2026, 3, 9), first=date(2026, 3, 1), last=date(2026, 3, 20))
    """
    if begun.day:
        there = birthday_in(f"{begun.year:04}-{begun.month:02}-{begun.day:02}", first, last)
        return there if there and there.year > begun.year else None
    months = sorted({(day.year, day.month) for day in (first, last)})
    return next((date(*one, 1) for one in months if one[1] == begun.month and one[0] > begun.year), None)
