"""What one row of an address book says about its person."""

import re
from collections.abc import Iterator, Sequence

from nexalink.formats.partial_dates import partial_date
from nexalink.importers.contact_records import ContactDraft
from nexalink.importers.contacts_csv.columns import Column

Cells = dict[tuple[str, str], list[str]]
"""(target, group) → the values found."""

_PROTECTED = re.compile(r"'(?=[=+\-@\t\r])")
_AS_TEXT = re.compile(r'="([^"]*)"\Z')
_DAMAGED = re.compile(r"\+?\d(?:[.,]\d+)?E\+?\d+\Z", re.IGNORECASE)
_SEVERAL = " ::: "
_LABEL_DIVIDER = re.compile(r" ::: |[;,]")
_GENERATION = re.compile(r"(?:jr|sr|jun|sen|i{1,3}|iv|v)\.?\Z", re.IGNORECASE)
_WORK = re.compile(
    r"work|business|office|arbeit|gesch[aä]ft|beruf|bureau|travail|trabajo|lavoro|werk", re.IGNORECASE
)
_NUMBER_DIVIDER = re.compile(r"[;|\n]| / ")
_PLACE_TARGETS = ("street", "postal", "city", "region", "country", "address")
_SPLIT_TARGETS = frozenset({"email", "phone", "url", "profile", "company", "title", "department", "address"})


def clean(cell: str) -> str:
    """Return a cell without the quote that protects a formula, Excel's ``="…"`` and blanks around it.

    >>> clean("'+49 30 901820"), clean('="0123"'), clean(" 'tis ")
    ('+49 30 901820', '0123', "'tis")
    """
    cell = cell.strip()
    if cell[:1] == "'":
        cell = _PROTECTED.sub("", cell, count=1).strip()
    elif cell[:2] == '="' and (found := _AS_TEXT.match(cell)):
        cell = found[1].strip()
    return cell


def is_damaged_number(cell: str) -> bool:
    """Tell whether a spreadsheet has made a phone number a rounded one (``4,91512E+11``): its digits are lost."""
    return bool(_DAMAGED.match(cell.strip()))


def cells_of(row: Sequence[str], plan: Sequence[Column]) -> Cells:
    """Return the values of a row by what they are; blank ones left out, joined ones (`` ::: ``) divided."""
    cells: Cells = {}
    for index, target, group in plan:
        if index >= len(row) or not (value := clean(row[index])):
            continue
        values = value.split(_SEVERAL) if _SEVERAL in value and target in _SPLIT_TARGETS else [value]
        kept = [part for part in map(str.strip, values) if part]
        cells.setdefault((target, group), []).extend(kept)
    return cells


def draft_of(cells: Cells, *, day_first: bool | None = None) -> ContactDraft:
    """Return the draft of a row. ``day_first`` tells how ``3/4/1980`` is meant, None where nothing does."""
    return _Row(cells, day_first=day_first).draft()


class _Row:
    """One row's values, asked for by target."""

    def __init__(self, cells: Cells, *, day_first: bool | None) -> None:
        self._cells = cells
        self._day_first = day_first

    def _all(self, target: str) -> Iterator[tuple[str, str]]:
        for (name, group), values in self._cells.items():
            if name == target:
                yield from ((group, value) for value in values)

    def _values(self, target: str) -> list[str]:
        return [value for _, value in self._all(target)]

    def _first(self, target: str) -> str:
        return next(iter(self._values(target)), "")

    def draft(self) -> ContactDraft:
        """Return everything the row says."""
        draft = ContactDraft(
            name=self._first("name"),
            given=self._first("given"),
            family=self._first("family"),
            middle=self._first("middle"),
        )
        if not draft.name and _GENERATION.match(suffix := self._first("suffix")):
            draft.name = f"{draft.given} {draft.middle} {draft.family} {suffix}"
        if not (draft.name or draft.given or draft.family):
            draft.name = self._first("display") or self._first("nickname")
        elif display := self._first("display"):
            draft.other_names.append(display)
        draft.uid = f"record:{uid}" if (uid := self._first("uid")) else ""
        draft.other_names += [f"{draft.given} {maiden}".strip() for maiden in self._values("maiden")]
        draft.emails = self._values("email")
        draft.phones = [(number, self._kind(group)) for group, number in self._phones()]
        draft.links = [*self._values("profile"), *self._values("url")]
        draft.jobs = list(self._jobs())
        draft.countries = {
            self._kind(group): country for group, country in reversed(list(self._all("country")))
        }
        draft.labels = [label for cell in self._values("label") for label in _LABEL_DIVIDER.split(cell)]
        draft.notes = self._values("note")
        draft.facts = [*self._days(), *self._places(), *self._plain(), *self._labelled()]
        return draft

    def _kind(self, group: str) -> str:
        label = " ".join(self._cells.get(("label_of", group), ()))
        return "work" if group == "work" or _WORK.search(label) else "home"

    def _phones(self) -> Iterator[tuple[str, str]]:
        for group, cell in self._all("phone"):
            numbers = (number.strip() for number in _NUMBER_DIVIDER.split(cell))
            yield from ((group, number) for number in numbers if number and not is_damaged_number(number))

    def _jobs(self) -> Iterator[tuple[str, str]]:
        groups = dict.fromkeys(group for (name, group) in self._cells if name in ("company", "title"))
        roles = [] if self._values("title") else self._values("role")[:1]
        for group in groups or ("",):
            companies, titles = (
                self._cells.get(("company", group), []),
                self._cells.get(("title", group), roles),
            )
            for index in range(max(len(companies), len(titles))):
                yield _at(companies, index), _at(titles, index)

    def _days(self) -> Iterator[tuple[str, str]]:
        birthdays = [partial_date(value, day_first=self._day_first) for value in self._values("birthday")]
        if birthday := next(filter(None, [*birthdays, self._birthday_in_parts()]), ""):
            yield "birthday", birthday
        for value in self._values("anniversary"):
            if day := partial_date(value, day_first=self._day_first):
                yield "anniversary", day

    def _birthday_in_parts(self) -> str:
        """Return the birthday of Thunderbird's three columns."""
        year, month, day = (self._first(f"birth_{part}") for part in ("year", "month", "day"))
        if not (month.isdecimal() and day.isdecimal()):
            return ""
        return partial_date(f"{year}-{month}-{day}" if len(year) == 4 else f"--{int(month):02}-{int(day):02}")

    def _places(self) -> Iterator[tuple[str, str]]:
        groups = dict.fromkeys(group for (name, group) in self._cells if name in _PLACE_TARGETS)
        places = list(self._values("place"))
        for group in groups:
            part = {name: " ".join(self._cells.get((name, group), ())) for name in _PLACE_TARGETS[:-1]}
            places.append(
                ", ".join(word for word in (part["city"], part["country"] or part["region"]) if word)
            )
            whole = ", ".join(" ".join(word.split()) for word in part.values() if word)
            if whole := whole or " ".join(" ".join(self._cells.get(("address", group), ())).split()):
                yield "address", whole
        if place := next(filter(None, places), ""):
            yield "place", place

    def _plain(self) -> Iterator[tuple[str, str]]:
        for target in ("nickname", "department", "role"):
            yield from ((target, value) for value in self._values(target))
        for target in ("custom", "related"):
            yield from (
                (target, f"{group}: {value}" if group else value) for group, value in self._all(target)
            )
        yield from (
            ("url", value) for value in self._values("url") if "linkedin.com/in/" not in value.lower()
        )

    def _labelled(self) -> Iterator[tuple[str, str]]:
        """Yield Google's relations, events and own fields: a label and a value each."""
        for group, value in self._all("value_of"):
            label = " ".join(self._cells.get(("label_of", group), ())).removeprefix("* ").strip()
            if group.startswith("event"):
                yield from self._event(label, value)
                continue
            name = {"relation": "related", "im": "profile"}.get(group.rstrip("0123456789"), "custom")
            yield name, f"{label.lower() if name == 'related' else label}: {value}" if label else value

    def _event(self, label: str, value: str) -> Iterator[tuple[str, str]]:
        if day := partial_date(value, day_first=self._day_first):
            anniversary = label.lower() == "anniversary"
            yield ("anniversary", day) if anniversary else ("date", f"{label}: {day}" if label else day)


def _at(values: Sequence[str], index: int) -> str:
    return values[index] if index < len(values) else ""


def tells_day_first(value: str) -> bool | None:
    """Tell the order of a date with slashes that only one order makes possible, None for every other.

    >>> tells_day_first("22/3/1980"), tells_day_first("3/22/1980"), tells_day_first("3/4/1980")
    (True, False, None)
    """
    found = re.match(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}", value)
    if not found or not 0 < min(int(found[1]), int(found[2])) <= 12 < max(int(found[1]), int(found[2])) <= 31:
        return None
    return int(found[1]) > 12
