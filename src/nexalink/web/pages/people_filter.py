"""What the people list is narrowed to: read from the address, said in words, offered as chips and fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from nexalink.ties.queries import LAYERS, ORDERS, PeopleFilter
from nexalink.web.typed import whole_number
from nexalink.web.words import SOURCES, counted

RINGS = {str(size): f"Ring of {size}" for size in LAYERS} | {"0": "Beyond"}
ORDER_NAMES = {
    "closest": "Closest",
    "recent": "Last contact",
    "connected": "Newest connection",
    "name": "Name",
}
TIERS = {"1": "Tier 1", "2": "Tier 2", "3": "Tier 3"}
WAYS = {"two": "Two-way", "one": "Not two-way"}
CONNECTIONS = {"yes": "Connected on LinkedIn", "no": "Not connected"}
CONTACTS = {
    "month": "In the last 30 days",
    "quarter": "In the last 90 days",
    "year": "In the last year",
    "quiet": "Not for a year",
    "silent": "Not for two years, or never",
}
_SINCE = {"month": 30, "quarter": 90, "year": 365}
_BEFORE = {"quiet": 365, "silent": 730}
_LONGEST_TEXT, _MOST_DIGITS = 200, 12

_NARROWING = ("tier", "tag", "circle", "source", "way", "linked", "contact")

Tags = Sequence[tuple[int, str]]
Circles = Sequence[tuple[int, str, str, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen, with the address that chooses it or the value that a form sends."""

    label: str
    value: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One select of the filter form."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chips:
    """Links above the list: one a ring, one an order. ``value`` is the address."""

    rings: tuple[Choice, ...]
    orders: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; only values that exist, everything else is left out."""

    text: str = ""
    ring: str = ""
    tier: str = ""
    tag: str = ""
    circle: str = ""
    source: str = ""
    way: str = ""
    linked: str = ""
    contact: str = ""
    order: str = "closest"
    page: int = 1

    @property
    def narrowed(self) -> int:
        """Count the filters of the form that are set."""
        return sum(bool(getattr(self, name)) for name in _NARROWING)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anybody is left out."""
        return bool(self.text or self.ring or self.narrowed)

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """Return what the form hands on unseen."""
        pairs = (("ring", self.ring), ("order", self.order if self.order != "closest" else ""))
        return tuple((name, value) for name, value in pairs if value)

    def address(self, **changed: Any) -> str:
        """Return the address of the same list with some of it changed; the first page unless a page is named."""
        then = replace(self, **{"page": 1, **changed})
        pairs = [("q", then.text)]
        pairs += [(name, getattr(then, name)) for name in ("ring", *_NARROWING)]
        pairs += [("order", then.order if then.order != "closest" else "")]
        pairs += [("page", str(then.page) if then.page > 1 else "")]
        asked = urlencode([(name, value) for name, value in pairs if value])
        return reverse("people") + (f"?{asked}" if asked else "")

    def chosen(self, today: date) -> PeopleFilter:
        """Return the filter that the query takes; spans of days end today."""
        return PeopleFilter(
            text=self.text,
            layer=int(self.ring) if self.ring else None,
            tier=int(self.tier) if self.tier else None,
            tag=int(self.tag) if self.tag else None,
            circle=int(self.circle) if self.circle else None,
            source=self.source,
            two_way={"two": True, "one": False}.get(self.way),
            connection={"yes": True, "no": False}.get(self.linked),
            contact_after=_days_before(today, _SINCE.get(self.contact)),
            contact_before=_days_before(today, _BEFORE.get(self.contact)),
            order=self.order,
        )


def _days_before(today: date, days: int | None) -> int | None:
    if days is None:
        return None
    start = today - timedelta(days=days)
    return int(datetime(start.year, start.month, start.day, tzinfo=UTC).timestamp())


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """Return what an address asks for."""
    return Wanted(
        text=asked.get("q", "").replace("\0", "").strip()[:_LONGEST_TEXT],
        ring=_one_of(asked.get("ring"), RINGS),
        tier=_one_of(asked.get("tier"), TIERS),
        tag=_number(asked.get("tag")),
        circle=_number(asked.get("circle")),
        source=_one_of(asked.get("source"), SOURCES),
        way=_one_of(asked.get("way"), WAYS),
        linked=_one_of(asked.get("linked"), CONNECTIONS),
        contact=_one_of(asked.get("contact"), CONTACTS),
        order=_one_of(asked.get("order"), ORDERS) or "closest",
        page=page_of(asked),
    )


def page_of(asked: Mapping[str, str]) -> int:
    """Return the page an address asks for, the first for anything that is no number."""
    return max(int(_number(asked.get("page")) or 1), 1)


def _one_of(value: str | None, known: Iterable[str]) -> str:
    return value if value and value in known else ""


def _number(value: str | None) -> str:
    return value if value and whole_number(value, digits=_MOST_DIGITS) is not None else ""


def chips_of(wanted: Wanted) -> Chips:
    """Return the links that choose a ring or an order."""
    rings = {"": "Everybody", **RINGS}
    return Chips(
        rings=tuple(
            Choice(label, wanted.address(ring=ring), ring == wanted.ring) for ring, label in rings.items()
        ),
        orders=tuple(
            Choice(label, wanted.address(order=order), order == wanted.order)
            for order, label in ORDER_NAMES.items()
        ),
    )


def fields_of(wanted: Wanted, *, tags: Tags, circles: Circles) -> tuple[Field, ...]:
    """Return the selects of the filter form; tags and circles only where there are any."""
    fields = [
        _field("contact", "Last contact", "At any time", CONTACTS, wanted.contact),
        _field("way", "Direction", "Any", WAYS, wanted.way),
        _field("source", "Known from", "Anywhere", SOURCES, wanted.source),
        _field("linked", "LinkedIn", "Connected or not", CONNECTIONS, wanted.linked),
        _field("tier", "Tier", "Any", TIERS, wanted.tier),
    ]
    if tags:
        fields.append(_field("tag", "Tag", "Any", {str(pk): name for pk, name in tags}, wanted.tag))
    if circles:
        names = {str(pk): f"{name} ({size:,})" for pk, _kind, name, size in circles}
        fields.append(_field("circle", "Circle", "Any", names, wanted.circle))
    return tuple(fields)


def _field(name: str, label: str, nothing: str, choices: Mapping[str, str], chosen: str) -> Field:
    offered = {"": nothing, **choices}
    return Field(name, label, tuple(Choice(text, value, value == chosen) for value, text in offered.items()))


_FIT = {0: "fits", 1: "who fits"}


def sentence_of(wanted: Wanted, total: int, *, tags: Tags, circles: Circles) -> str:
    """Say how many people there are and what they have in common.

    >>> sentence_of(Wanted(ring="15", way="two"), 10, tags=(), circles=())
    '10 people in the ring of 15, two-way.'
    >>> sentence_of(Wanted(text="zzz"), 0, tags=(), circles=())
    'Nobody fits “zzz”.'
    """
    said = []
    if wanted.text:
        said.append(f"{_FIT.get(total, 'who fit')} “{wanted.text}”")
    if wanted.ring:
        said.append("beyond the rings" if wanted.ring == "0" else f"in the ring of {wanted.ring}")
    said += _narrowed_words(wanted, tags=tags, circles=circles)
    people = counted(total, "person", "people") if total else "Nobody"
    if not said:
        return f"{people} in your network."
    return f"{people} {', '.join(said)}."


def _narrowed_words(wanted: Wanted, *, tags: Tags, circles: Circles) -> list[str]:
    contact = {
        "month": "in touch in the last 30 days",
        "quarter": "in touch in the last 90 days",
        "year": "in touch in the last year",
        "quiet": "out of touch for a year",
        "silent": "out of touch for two years or always",
    }
    words = [
        contact.get(wanted.contact, ""),
        {"two": "two-way", "one": "not two-way"}.get(wanted.way, ""),
        f"known from {SOURCES[wanted.source]}" if wanted.source else "",
        {"yes": "connected on LinkedIn", "no": "not connected on LinkedIn"}.get(wanted.linked, ""),
        f"in tier {wanted.tier}" if wanted.tier else "",
        f"tagged {_name_of(tags, wanted.tag)}" if wanted.tag else "",
        f"of the circle {_name_of([(pk, name) for pk, _, name, _ in circles], wanted.circle)}"
        if wanted.circle
        else "",
    ]
    return [word for word in words if word]


def _name_of(named: Tags, number: str) -> str:
    return next((name for pk, name in named if str(pk) == number), "that is not there")
