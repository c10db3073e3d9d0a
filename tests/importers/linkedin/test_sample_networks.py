"""The importer against generated exports of every era, whose truth is counted from their plan and not from the files."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

import pytest

from nexalink.formats.handles import fold_name
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.linkedin import IMPORTER
from nexalink.importers.sightings import InteractionSeen, OwnerSeen
from nexalink.samples.counting import truth_of
from nexalink.samples.eras import ERAS
from nexalink.samples.linkedin_export import export_files, export_name
from nexalink.samples.network import Network, plan_network
from nexalink.samples.truth import FileTruth, PersonTruth
from tests.importers.linkedin.exports import MemoryMember, Read
from tests.importers.linkedin.exports import at as second_of

COUNTED = ("linkedin_in", "linkedin_out", "group_in", "group_out")


class Joined:
    """Who is who by shared handles, within one archive."""

    def __init__(self, found: Read) -> None:
        self.parent: dict[str, str] = {}
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for person in found.people:
            self.join(person.handles)
        for message in found.messages:
            for handle, _ in message.people:
                self.join((handle,))
        for message in found.messages:
            kind = "group" if message.kind == "group" else "linkedin"
            for handle, _ in message.people:
                self.counts[self.of(handle)][f"{kind}_{message.direction}"] += 1

    def of(self, handle: str) -> str:
        while self.parent[handle] != handle:
            handle = self.parent[handle]
        return handle

    def join(self, handles: Iterable[str]) -> None:
        handles = list(handles)
        for handle in handles:
            self.parent.setdefault(handle, handle)
            self.parent[self.of(handle)] = self.of(handles[0])

    def behind(self, person: PersonTruth) -> set[str]:
        """Return the people found who hold one of a person's own handles."""
        own = [handle for handle in person.handles if handle.startswith("https:")]
        names = [fold_name(name) for name in (person.name, *person.names)]
        own += [f"linkedin-connection:{person.connected_on}/{name}" for name in names]
        found = {self.of(handle) for handle in own if handle in self.parent}
        return found or {
            self.of(f"linkedin-name:{name}") for name in names if f"linkedin-name:{name}" in self.parent
        }


@cache
def network_of(era: str) -> Network:
    return plan_network(seed=11, people=150, on=ERAS[era].on, era=ERAS[era], linkedin_only=True)


def imported(network: Network, *, resaved: bool) -> tuple[Read, list[FileTruth], Archive]:
    files, accounts = export_files(network, resaved=resaved)
    members = tuple(MemoryMember(name, data) for name, data in files.items())
    for member in members:
        assert IMPORTER.accepts(member.head(), member.path), member.path
    archive = Archive(export_name(network.on), members, network.times.midnight + 86_399)
    sure = [seen for seen in IMPORTER.owner_evidence(archive) if seen.sure]
    owner = OwnerIdentity(
        frozenset(seen.value for seen in sure if seen.kind in {"profile", "email", "phone"}),
        frozenset(seen.value for seen in sure if seen.kind == "name"),
    )
    return Read(list(IMPORTER.read(archive, owner=owner))), accounts, archive


@pytest.mark.parametrize("era", sorted(ERAS))
@pytest.mark.parametrize("resaved", [False, True])
def test_every_row_message_and_request_of_an_era_is_read_exactly(era: str, resaved: bool) -> None:
    network = network_of(era)
    truth = truth_of(network)
    found, accounts, archive = imported(network, resaved=resaved)

    assert found.troubles == []
    assert IMPORTER.taken_on(archive) == network.on
    assert {account.file: account.rows for account in accounts} == dict(found.rows)
    assert found.skipped["ghost"] == truth.ghosts
    assert sum(person.is_connection for person in found.people) == truth.connections

    own = {seen.value for seen in found.of(OwnerSeen)}
    assert truth.owner_name in own

    joined = Joined(found)
    for person in truth.people:
        behind = joined.behind(person)
        assert len(behind) <= 1, person
        counts = joined.counts[behind.pop()] if behind else Counter()
        assert counts == Counter({kind: person.counts[kind] for kind in COUNTED if person.counts[kind]}), (
            person
        )

    requests = sorted((request.direction, request.sent_at) for request in found.requests)
    assert requests == sorted((r.direction, second_of(r.sent_at.rstrip("Z"))) for r in truth.requests)
    assert len(found.exchanges) == sum(person.given + person.received for person in truth.people)
    assert all(exchange.handle for exchange in found.exchanges)


@pytest.mark.parametrize(
    "era", [era for era in sorted(ERAS) if era != "2018"]
)  # no spam folder is known of 2018
def test_what_is_left_out_of_an_era_is_left_out_for_the_right_reason(era: str) -> None:
    network = network_of(era)
    found, accounts, _ = imported(network, resaved=False)
    assert sum((Counter(account.skipped) for account in accounts), Counter()) == found.skipped


@pytest.mark.parametrize("era", sorted(ERAS))
def test_nearly_all_notes_of_requests_are_told_from_messages(era: str) -> None:
    network = network_of(era)
    found, _, _ = imported(network, resaved=False)
    marked = {message.at for message in found.of(InteractionSeen) if message.invitation_note}
    notes = {message.at for message in network.story.messages if message.note}
    assert notes
    assert notes <= marked
    assert len(marked - notes) <= len(notes) // 10
