"""Read a touch written as one line: what it was, with whom, when, and about what."""

import re
from dataclasses import dataclass
from datetime import date

from nexalink.kernel.natural_dates import is_no_day, read_day
from nexalink.today.errors import DayImpossible

_KINDS = {
    "call": ("call", "called", "phoned", "rang", "zoom", "video", "telefonat", "telefoniert", "angerufen", "anruf"),
    "meeting": (
        "meeting", "met", "lunch", "coffee", "dinner", "breakfast", "visit", "visited", "treffen", "getroffen",
        "mittagessen", "kaffee", "abendessen", "besuch", "besucht",
    ),
    "mail": ("mail", "mailed", "email", "emailed", "e-mail", "gemailt"),
    "message": ("message", "messaged", "wrote", "texted", "dm", "linkedin", "nachricht", "geschrieben"),
}  # fmt: skip
_OF_WORD = {word: kind for kind, words in _KINDS.items() for word in words}
_ABOUT = re.compile(r"\s+(?:about|on the subject of|re:|über|wegen)\s+|:\s+", re.IGNORECASE)
_LONGEST_DAY = 5
_FILLING = (
    "with",
    "to",
    "from",
    "and",
    "on",
    "a",
    "had",
    "i",
    "mit",
    "an",
    "von",
    "bei",
    "und",
    "ich",
    "habe",
    "zum",
)


@dataclass(frozen=True, slots=True)
class TouchLine:
    """What a line says. ``name`` is empty where it names nobody; ``day`` is the day handed in where it tells none.

    ``no_day`` is what is written like a day and is none, such as 31 February.
    """

    text: str
    kind: str
    name: str
    day: date
    about: str
    no_day: str = ""

    def check_day(self) -> None:
        """Refuse a line with an impossible day, which would be taken for a part of the name.

        Raises:
            DayImpossible: it has one.
        """
        if self.no_day:
            raise DayImpossible(
                f"“{self.no_day}” is no day that can be read.",
                advice="Write it as yesterday, 28 Feb or 2026-02-28.",
            )


def read_touch_line(text: str, *, on: date) -> TouchLine:
    """Return what a line tells of a touch, seen from day ``on``.

    >>> line = read_touch_line("call with Farah Friend yesterday about the grant", on=date(2026, 11, 23))
    >>> line.kind, line.name, str(line.day), line.about
    ('call', 'Farah Friend', '2026-11-22', 'the grant')
    """
    head, *about = _ABOUT.split(" ".join(text.split()), maxsplit=1)
    words = head.split()
    day, others = _take_day(words, on)
    kind, name = _kind_and_name(others)
    if not name:  # “call with Sun”: what looked like a day was the name
        day, (kind, name) = on, _kind_and_name(words)
    return TouchLine(text, kind, name, day, about[0] if about else "", _no_day(words))


def _kind_and_name(words: list[str]) -> tuple[str, str]:
    """Return the kind of touch and whom it was with; only the first word of a kind is one, a later one may be a name."""
    at = next((place for place, word in enumerate(words) if word.casefold() in _OF_WORD), None)
    kind = "touch" if at is None else _OF_WORD[words[at].casefold()]
    rest = [word for place, word in enumerate(words) if place != at]
    while rest and (rest[0].casefold() in _FILLING or rest[0].casefold() in _OF_WORD):
        rest.pop(0)
    while rest and (rest[-1].casefold() in _FILLING or rest[-1] in _OF_WORD):
        rest.pop()
    return kind, " ".join(rest).strip(",.")


def _no_day(words: list[str]) -> str:
    """Return the words at the end or the beginning of a line that are written like a day and are none."""
    for length in range(min(_LONGEST_DAY, len(words)), 0, -1):
        for start in (len(words) - length, 0):
            if is_no_day(run := " ".join(words[start : start + length]).strip(",")):
                return run.removeprefix("on ")
    return ""


def _take_day(words: list[str], on: date) -> tuple[date, list[str]]:
    """Take the longest run of words that names a day out of the line, from its end or its beginning."""
    for length in range(min(_LONGEST_DAY, len(words)), 0, -1):
        for start in (len(words) - length, 0):
            run = " ".join(words[start : start + length]).strip(",")
            found = read_day(run, on=on) or read_day(run.rstrip("."), on=on)
            if found is not None:
                return found, words[:start] + words[start + length :]
    return on, words
