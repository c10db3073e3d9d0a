"""Who is known already: handles to people, while archives are recorded."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from nexalink.accounts.models import Owner
from nexalink.archives.models import Proposal
from nexalink.formats.handles import fold_name
from nexalink.measures.names import bare_name
from nexalink.people.models import Fact, Handle, Person, Position

PROFILE = "https://www.linkedin.com/"
STAND_INS = ("linkedin-name:", "linkedin-connection:")
_DRESSED = re.compile(
    r"[^\w\s'’.-]|\s-\s|^(?i:dr|prof|mr|mrs|ms|mag|dipl|ing|herr|frau|sir)\b|^[^\W\d_a-z]{3,}\s|\s[A-Z]{2,}\.?$"
)
"""Finds names that may hold more than a given and a family name in this order."""
NameVerdict = Callable[[str, str], bool]
"""Tells whether two names may be one person's."""


class Known:
    """The owner's people by handle and name, kept up to date while an import adds to them.

    Joining is a union-find: ``find`` gives the person that stands for all joined ones. Memory: a few hundred bytes a
    person.
    """

    def __init__(self, owner: Owner) -> None:
        """Read the owner's handles, names and positions: four queries."""
        self.by_handle: dict[str, int] = {}
        self.shared: set[str] = set()
        self.names: dict[int, str] = {}
        self.carded: set[int] = set()
        self.profiles: dict[int, str] = {}
        self.positions: dict[int, tuple[date, str, str]] = {}
        self.filed: set[tuple[int, str, str]] = set()
        """Person, company and title as address books state them."""
        self.jobs: dict[int, tuple[str, str]] = {}
        self.connected: dict[int, str] = {}
        self.parent: dict[int, int] = {}
        self.joined: list[tuple[int, int, str]] = []
        self.facts: set[tuple[int, str, str]] = set()
        self.held: set[tuple[str, int]] = set()
        self.renamed: dict[int, str] = {}
        """People whose shown name this import changed."""
        for pk, name, company, title in Person.objects.of(owner).values_list(
            "id", "name", "company", "title"
        ):
            self.names[pk] = name
            self.jobs[pk] = (company, title)
        for uri, person, shared, source in Handle.objects.of(owner).values_list(
            "uri", "person_id", "shared", "source"
        ):
            self._learn(uri, person, shared=shared)
            if source in {"linkedin", "contacts"}:
                self.carded.add(person)
        positions = Position.objects.of(owner).order_by("seen_on", "id")
        for person, seen_on, company, title, source in positions.values_list(
            "person_id", "seen_on", "company", "title", "source"
        ):
            if source == "linkedin":
                self.positions[person] = (seen_on, company, title)
            else:
                self.filed.add((person, company, title))
        for person, kind, value in Fact.objects.of(owner).values_list("person_id", "kind", "value"):
            self.facts.add((person, kind, value))
            if kind == "connection":
                self.connected[person] = value
                if folded := fold_name(self.names.get(person, "")):
                    self.by_handle.setdefault(f"linkedin-connection:{value}/{folded}", person)

    def _learn(self, uri: str, person: int, *, shared: bool) -> None:
        self.held.add((uri, person))
        if shared:
            self.shared.add(uri)
            self.by_handle.pop(uri, None)
        elif uri not in self.shared:
            self.by_handle[uri] = person
            if uri.startswith(PROFILE):
                self.profiles[person] = uri

    def find(self, person: int) -> int:
        """Return the person that ``person`` was joined to, itself where it was not."""
        parent = self.parent
        while person in parent:
            person = parent[person]
        return person

    def lookup(self, uri: str) -> int | None:
        """Return whom a handle identifies, or None: unknown, or shared by several."""
        person = self.by_handle.get(uri)
        return self.find(person) if person is not None else None

    def join(self, first: int, second: int, because: str) -> int:
        """Make two people one; the older record (lower id) stays. Return it."""
        first, second = self.find(first), self.find(second)
        if first == second:
            return first
        kept, gone = (first, second) if first < second else (second, first)
        self.parent[gone] = kept
        self.joined.append((kept, gone, because))
        if (self._standing(gone) > self._standing(kept) or not self.names.get(kept)) and self.names.get(gone):
            self.rename(kept, self.names[gone])
        if gone in self.profiles:
            self.profiles.setdefault(kept, self.profiles[gone])
        if gone in self.carded:
            self.carded.add(kept)
        for table in (self.positions, self.jobs, self.connected):
            if gone in table and kept not in table:
                table[kept] = table[gone]  # type: ignore[assignment]
        return kept

    def rename(self, person: int, name: str) -> None:
        """Show another name of a person from now on."""
        self.names[person] = self.renamed[person] = name

    def _standing(self, person: int) -> int:
        """Return how much a person's shown name is worth: a connection's own, a card's, one in a mail."""
        return 2 if person in self.connected else 1 if person in self.carded else 0

    def learn(self, uri: str, person: int, *, shared: bool = False) -> None:
        """Remember that ``person`` holds ``uri``."""
        self._learn(uri, person, shared=shared)

    def evidence(
        self, uris: Iterable[str], *, name: str, compatible: NameVerdict
    ) -> tuple[list[int], list[str]]:
        """Return the people whom ``uris`` surely identify for a card of ``name``, and the handles found to be shared.

        A profile URL or an address identifies; an address that cards of different names hold is shared; a phone
        number identifies only together with the name (counting rules, "People").
        """
        own_profile = next((uri for uri in uris if uri.startswith(PROFILE)), None)
        people: list[int] = []
        shared: list[str] = []
        for uri in uris:
            person = self.lookup(uri)
            if person is None:
                continue
            if uri.startswith(PROFILE):
                people.append(person)
                continue
            held = self.profiles.get(person)
            if own_profile and held and held != own_profile:
                continue  # two profiles are two people, whatever else they share
            if uri.startswith(STAND_INS):
                people.append(person)
            elif uri.startswith("tel:") and not (name and self.names.get(person)):
                continue
            elif compatible(name, self.names.get(person, "")):
                people.append(person)
            elif uri.startswith("tel:") or person in self.carded:
                shared.append(uri)
            else:
                people.append(person)
        return people, shared

    def by_folded_name(self) -> dict[str, list[int]]:
        """Return folded full name → people who stand for themselves, names of one word left out.

        Titles, credentials and a family name before a comma make no other name.
        """
        groups: dict[str, list[int]] = defaultdict(list)
        for person, name in self.names.items():
            folded = fold_name(bare_name(name) if _DRESSED.search(name) else name)
            if " " in folded and person not in self.parent:
                groups[folded].append(person)
        return groups


def asked_pairs(owner: Owner) -> set[tuple[int, int]]:
    """Return the pairs that were asked about before, whatever the answer."""
    return set(Proposal.objects.of(owner).values_list("first_id", "second_id"))
