"""A person's timeline: what happened, by month, with direction and source in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from nexalink.interactions.queries import Entry, Timeline
from nexalink.web.markdown import markdown_html
from nexalink.web.pages.people import Pager
from nexalink.web.pages.people_filter import Choice
from nexalink.web.words import SOURCES, counted, day_of, day_text, month_text

KINDS = {
    "message": "Messages",
    "mail": "Mails",
    "meeting": "Meetings",
    "call": "Calls",
    "touch": "Touches",
    "group": "Group chats",
    "list": "Mailing lists",
    "exchange": "Given and received",
    "note": "Notes",
    "promise": "Promises",
}
_BLANK_LINES = re.compile(r"\s*\n\s*")
_WORDS = {
    ("message", "in"): "They wrote",
    ("message", "out"): "You wrote",
    ("mail", "in"): "They mailed",
    ("mail", "out"): "You mailed",
    ("touch", "in"): "They got in touch",
    ("touch", "out"): "You got in touch",
    ("touch", "mutual"): "You were in touch",
    ("call", "in"): "They called",
    ("call", "out"): "You called",
    ("call", "mutual"): "You talked",
    ("meeting", "mutual"): "You met",
    ("group", "in"): "They wrote to a group",
    ("group", "out"): "You wrote to a group",
    ("list", "in"): "They wrote to a list",
    ("list", "out"): "You wrote to a list",
    ("note", ""): "Note",
    ("promise", "in"): "They promised",
    ("promise", "out"): "You promised",
}
_ARROWS = {"in": "received", "out": "given", "mutual": "both"}
_UNCOUNTED = frozenset({"advice", "feedback", "help", "hospitality"})
_EXCHANGES = {"in": "You received", "out": "You gave"}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline. ``way`` is received, given, both or empty."""

    day: str
    machine: str
    way: str
    words: str
    source: str
    subject: str
    text: str
    html: str = ""
    """A note's text, read as Markdown; ``text`` is empty then."""
    touch: int = 0
    note: int = 0
    """Ids of a touch or a note that was written by hand and may be changed or removed."""


@dataclass(frozen=True, slots=True)
class Month:
    """The moments of one month, newest first."""

    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """The timeline as the page shows it."""

    answer: str
    months: tuple[Month, ...]
    kinds: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    pager: Pager
    narrowed: bool


def timeline_part(
    found: Timeline, *, zone: str, kind: str, source: str, sources: Sequence[str]
) -> TimelinePart:
    """Return the timeline with its filters; ``sources`` are those this person is known from."""
    months = []
    for _, entries in groupby(found.entries, key=lambda entry: day_of(entry.at, zone).replace(day=1)):
        moments = [(day_of(entry.at, zone), entry) for entry in entries]
        months.append(Month(month_text(moments[0][0]), tuple(_moment(entry, day) for day, entry in moments)))
    return TimelinePart(
        answer=_answer(found, narrowed=bool(kind or source)),
        months=tuple(months),
        kinds=_kinds(found, kind=kind, source=source),
        sources=_sources(sources, kind=kind, source=source),
        pager=Pager(
            found.number,
            found.pages,
            _address(kind, source, found.number - 1) if found.number > 1 else "",
            _address(kind, source, found.number + 1) if found.number < found.pages else "",
        ),
        narrowed=bool(kind or source),
    )


def _answer(found: Timeline, *, narrowed: bool) -> str:
    if not found.total:
        return (
            "Nothing of this kind."
            if narrowed
            else "Nothing happened between you yet that the sources know of."
        )
    return f"{counted(found.total, 'entry', 'entries')}{' of this kind' if narrowed else ''}, newest first."


def _moment(entry: Entry, day: date) -> Moment:
    is_note = entry.kind == "note"
    return Moment(
        day=day_text(day),
        machine=day.isoformat(),
        way=_ARROWS.get(entry.direction, ""),
        words=_words(entry),
        source=SOURCES.get(entry.source, entry.source),
        subject=entry.subject,
        text="" if is_note else _BLANK_LINES.sub("\n", entry.text.strip()),
        html=markdown_html(entry.text, entry.named) if is_note else "",
        touch=0 if is_note else entry.number,
        note=entry.number if is_note else 0,
    )


def _words(entry: Entry) -> str:
    if (entry.kind, entry.direction) in _WORDS:
        words = _WORDS[entry.kind, entry.direction]
        others = entry.size - 1
        return f"{words} with {counted(others, 'other')}" if entry.kind == "meeting" and others > 0 else words
    if entry.kind in KINDS:
        return entry.kind.capitalize()
    if entry.kind in _UNCOUNTED:
        return f"{_EXCHANGES.get(entry.direction, 'Exchanged')} {entry.kind}"
    article = "an" if entry.kind[:1] in "aeiou" else "a"
    return f"{_EXCHANGES.get(entry.direction, 'Exchanged')} {article} {entry.kind}"


def _kinds(found: Timeline, *, kind: str, source: str) -> tuple[Choice, ...]:
    choices = [Choice("Everything", _address("", source, 1), not kind)]
    choices += [
        Choice(f"{KINDS[name]} {count:,}", _address(name, source, 1), name == kind)
        for name, count in found.kinds
    ]
    choices += [
        Choice(KINDS[name], _address(name, source, 1), name == kind)
        for name in ("exchange", "note", "promise")
    ]
    return tuple(choices)


def _sources(sources: Sequence[str], *, kind: str, source: str) -> tuple[Choice, ...]:
    if len(sources) < 2:
        return ()
    choices = [Choice("All sources", _address(kind, "", 1), not source)]
    choices += [
        Choice(SOURCES[name], _address(kind, name, 1), name == source) for name in sources if name in SOURCES
    ]
    return tuple(choices)


def _address(kind: str, source: str, page: int) -> str:
    pairs = [("kind", kind), ("source", source), ("page", str(page) if page > 1 else "")]
    asked = "&".join(f"{name}={value}" for name, value in pairs if value)
    return f"?{asked}#timeline"
