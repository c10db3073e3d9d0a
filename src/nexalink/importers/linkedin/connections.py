"""Connections.csv: one row a person, with the current employer and the UTC date of acceptance."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nexalink.formats.handles import email_handle, fold_name, profile_handle
from nexalink.importers.linkedin import names
from nexalink.importers.linkedin.context import Reading
from nexalink.importers.linkedin.dates import connected_on, slashes_day_first
from nexalink.importers.linkedin.tables import Cells, Table, rows
from nexalink.importers.sightings import Item, PersonSeen, Skipped, Trouble


class _Row(NamedTuple):
    file: str
    line: int
    name: str
    full: str
    given: str
    family: str
    folded: str
    url: str
    email: str
    company: str
    title: str
    since: date | None


def read_connections(tables: list[Table], reading: Reading) -> Iterator[Item]:
    """Yield one item per row of all the archive's connection files, and note names and dates in ``reading``.

    The files are held in memory (a member has at most 30,000 connections), because whether a name is unique, and
    which of two rows about one person is the newer, shows only at the end.
    """
    found: list[_Row] = []
    for table in tables:
        for item in _parsed(table):
            if isinstance(item, _Row):
                found.append(item)
            else:
                yield item
    older = _older_of_two(found)
    kept = [row for row in found if (row.file, row.line) not in older]
    for row in kept:
        reading.names.add_connection(row.folded, row.url)
    stand_ins = Counter((row.file, _stand_in(row)) for row in kept)
    anonymous: Counter[str] = Counter()
    for row in found:
        if (row.file, row.line) in older:
            yield Skipped(row.file, row.line, "duplicate")
        else:
            yield _person(row, reading, stand_ins, anonymous)


def _parsed(table: Table) -> Iterator[_Row | Item]:
    day_first: bool | None = None
    for item in rows(table):
        if isinstance(item, Trouble):
            yield item
            continue
        line, cells = item
        try:
            yield _row(table.file, line, cells, day_first=day_first)
        except ValueError as fault:
            if day_first is None and "/" in cells["connectedon"]:
                day_first = slashes_day_first(_dates(table))
            try:
                yield _row(table.file, line, cells, day_first=day_first)
            except ValueError:
                told = cells["connectedon"][:40]
                yield Trouble(table.file, line, f"Connected On {told!r} cannot be read: {fault}.")


def _dates(table: Table) -> set[str]:
    return {item[1]["connectedon"] for item in rows(table) if not isinstance(item, Trouble)}


def _row(file: str, line: int, cells: Cells, *, day_first: bool | None) -> _Row | Item:
    given, family, told = (
        names.clean(cells["firstname"]),
        names.clean(cells["lastname"]),
        cells["connectedon"].strip(),
    )
    url = profile_handle(cells.get("url", "")) or ""
    if not given and not family and not url:
        return Skipped(file, line, "ghost" if told else "no_person")
    if names.is_deleted(f"{given} {family}"):
        return Skipped(file, line, "deleted_member")
    since = connected_on(told, day_first=day_first) if told else None
    full = f"{given} {family}".strip() or url.rsplit("/", 1)[-1]
    family = names.family_without_titles(family)
    name = names.shown(f"{given} {family}".strip() or full)
    email = cells.get("emailaddress")
    return _Row(
        file, line, name, full, given, family, fold_name(name), url, (email_handle(email) or "") if email else "",
        names.clean(cells.get("company", "")), names.clean(cells.get("position", "")), since,
    )  # fmt: skip


def _stand_in(row: _Row) -> str:
    return f"linkedin-connection:{row.since}/{row.folded}" if row.since and row.folded else ""


def _older_of_two(found: list[_Row]) -> set[tuple[str, int]]:
    """Return where the rows stand that another row about the same person outdates.

    LinkedIn writes nobody twice, so a second row means that two exports were joined. The newer export holds the
    newest connection: if that stands behind the last first mention, the later rows are the newer ones.
    """
    several = len({row.file for row in found}) > 1
    if len({_identity(row, several=several) for row in found}) == len(found):
        return set()
    same: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(found):
        same[_identity(row, several=several)].append(index)
    twice = [indices for indices in same.values() if len(indices) > 1]
    newest = max(range(len(found)), key=lambda index: (found[index].since or date.min, -index))
    later_wins = newest > max(indices[0] for indices in twice)
    losers = [index for indices in twice for index in (indices[:-1] if later_wins else indices[1:])]
    return {(found[index].file, found[index].line) for index in losers}


def _identity(row: _Row, *, several: bool) -> tuple[str, ...]:
    """Return what makes two rows one: the URL; without it name, date and, inside one file, the employer too."""
    if row.url:
        return (row.url,)
    if several:
        return (row.folded, str(row.since))
    return (row.folded, str(row.since), row.company, row.title, row.email)


def _person(
    row: _Row, reading: Reading, stand_ins: Counter[tuple[str, str]], anonymous: Counter[str]
) -> PersonSeen:
    index = reading.names
    url, key = row.url or index.url(row.folded), row.url or _stand_in(row)
    together = _stand_in(row)
    if stand_ins[row.file, together] > 1:
        together = ""
    by_name = "" if row.url or not index.is_unique(row.folded) else names.stand_in(row.folded)
    if row.since:
        reading.connected.update((handle, row.since) for handle in (url, by_name) if handle)
    if not row.url:
        key = key or names.stand_in(row.folded) or f"linkedin-row:{row.full}"
        anonymous[key] += 1
        key = key if anonymous[key] == 1 else f"{key}/{anonymous[key]}"
    return PersonSeen(
        row.file, row.line, key, "connection", row.name, row.given, row.family,
        tuple(handle for handle in (url, row.email, together, by_name) if handle), row.company, row.title, row.since,
        is_connection=True, all_names=(row.name,) if row.name == row.full else (row.name, row.full),
    )  # fmt: skip
