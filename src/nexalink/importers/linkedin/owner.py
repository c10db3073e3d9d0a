"""What an export says of its owner: profile, positions, schools, skills, addresses, and the URL it never states."""

from collections import Counter
from collections.abc import Iterator

from nexalink.formats.handles import email_handle, phone_handle, profile_handle
from nexalink.importers.linkedin.conversations import (
    DECISIVE,
    ENOUGH,
    Candidate,
    names_recipients,
    owner_by_coverage,
    owner_name_by_direction,
    survey,
)
from nexalink.importers.linkedin.names import clean, folded, shown
from nexalink.importers.linkedin.tables import Cells, Table, rows
from nexalink.importers.sightings import Item, OwnerSeen, Skipped, Trouble

OWNER_TABLES = frozenset({"profile", "positions", "education", "skills", "emails", "phones"})
_YES = frozenset({"yes", "true", "1"})
_OWN_SIDES = {"OUTGOING": ("inviter", "from"), "INCOMING": ("invitee", "to")}


def read_owner_table(table: Table, seen: set[tuple[str, ...]]) -> Iterator[Item]:
    """Yield the facts of one of the owner's own files; every row counts once, also one that says nothing.

    ``seen`` holds the rows of files of the same kind read before: a row of theirs is a ``duplicate``.
    """
    before = frozenset(seen)
    for item in rows(table):
        if isinstance(item, Trouble):
            yield item
            continue
        line, cells = item
        key = (table.kind, *(f"{name}={value}" for name, value in sorted(cells.items()) if value))
        seen.add(key)
        if key in before:
            yield Skipped(table.file, line, "duplicate")
            continue
        facts = [fact for fact in _FACTS[table.kind](cells) if fact.value]
        for index, fact in enumerate(facts):
            yield fact._replace(file=table.file, line=line, counts_row=index == 0)
        if not facts:
            yield Skipped(table.file, line, "no_person")


def _fact(kind: str, value: str, *, sure: bool = True) -> OwnerSeen:
    return OwnerSeen("", 0, kind, clean(value), sure)


def _profile(cells: Cells) -> list[OwnerSeen]:
    place = cells.get("geolocation", "") or cells.get("country", "")
    return [
        _fact("name", f"{cells['firstname']} {cells['lastname']}"),
        _fact("headline", cells["headline"]),
        _fact("industry", cells["industry"]),
        _fact("place", place),
    ]


def _position(cells: Cells) -> list[OwnerSeen]:
    return [_spell("position", cells["companyname"], cells["title"], cells["startedon"], cells["finishedon"])]


def _education(cells: Cells) -> list[OwnerSeen]:
    return [
        _spell("education", cells["schoolname"], cells["degreename"], cells["startdate"], cells["enddate"])
    ]


def _spell(kind: str, where: str, title: str, started: str, finished: str) -> OwnerSeen:
    return _fact(kind, where)._replace(title=clean(title), started=clean(started), finished=clean(finished))


def _skill(cells: Cells) -> list[OwnerSeen]:
    return [_fact("skill", cells["name"])]


def _email(cells: Cells) -> list[OwnerSeen]:
    confirmed = cells["confirmed"].strip().lower() in _YES
    return [_fact("email", email_handle(cells["emailaddress"]) or "", sure=confirmed)]


def _phone(cells: Cells) -> list[OwnerSeen]:
    number, prefix = cells["number"].strip(), cells["extension"].strip()
    if prefix.startswith("+") and not number.startswith("+"):
        number = prefix + number
    return [_fact("phone", phone_handle(number) or "")]


_FACTS = {
    "profile": _profile,
    "positions": _position,
    "education": _education,
    "skills": _skill,
    "emails": _email,
    "phones": _phone,
}


def owner_evidence(tables: list[Table]) -> Iterator[OwnerSeen]:
    """Yield what the export says of its owner, then the profile URL that its requests and messages prove."""
    seen: set[tuple[str, ...]] = set()
    names: set[str] = set()
    for table in tables:
        if table.kind in OWNER_TABLES:
            for item in read_owner_table(table, seen):
                if isinstance(item, OwnerSeen):
                    yield item
                    if item.kind == "name":
                        names.add(folded(item.value))
    told: set[str] = set()
    for table in tables:
        if table.kind == "invitations":
            for fact in _owner_of_invitations(table, named=bool(names)):
                told.update((fact.value,) if fact.sure else ())
                names.update((folded(fact.value),) if fact.kind == "name" else ())
                yield fact
    if not any(value.startswith("https:") for value in told):
        yield from _owner_of_messages([table for table in tables if table.kind == "messages"], names)


def _owner_of_invitations(table: Table, *, named: bool) -> Iterator[OwnerSeen]:
    """Yield who stands on the owner's side of all requests: the inviter of outgoing, the invitee of incoming ones.

    The name is yielded too unless the owner is ``named`` already.
    """
    urls: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for item in rows(table):
        if isinstance(item, Trouble):
            continue
        cells = item[1]
        role, who = _OWN_SIDES.get(cells["direction"].strip().upper(), ("", ""))
        url = profile_handle(cells.get(f"{role}profileurl", "") or cells.get(f"{role}profileurn", ""))
        urls.update((url,) if url else ())
        names.update((shown(cells[who]),) if who and cells[who].strip() else ())
    for kind, votes in (("profile", urls), ("name", Counter() if named else names)):
        for index, (value, count) in enumerate(votes.most_common(2)):
            share = count / votes.total()
            if kind == "profile" or share >= DECISIVE:
                sure = share >= DECISIVE and index == 0
                yield OwnerSeen(table.file, 0, kind, value, sure, share, counts_row=False)


def _owner_of_messages(tables: list[Table], names: set[str]) -> Iterator[OwnerSeen]:
    if not tables:
        return
    file, named = tables[0].file, bool(names)
    told, share = owner_name_by_direction(tables)
    if told:
        yield OwnerSeen(file, 0, "name", told, share >= DECISIVE, share, counts_row=False)
    for candidate in owner_candidates(tables, names | ({folded(told)} if share >= DECISIVE else set())):
        yield OwnerSeen(file, 0, "profile", candidate.url, candidate.sure, candidate.share, counts_row=False)
        if candidate.sure and candidate.name and not named:
            yield OwnerSeen(file, 0, "name", candidate.name, counts_row=False)


def owner_candidates(tables: list[Table], names: set[str]) -> list[Candidate]:
    """Return who the messages say the owner is; where recipients are named, a part of the file is enough to tell."""
    some = ENOUGH if all(map(names_recipients, tables)) else 0
    return owner_by_coverage(survey(tables, most=some), names=names)
