"""The importer against generated exports of every era, whose truth is counted from their plan and not from the files."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from nexalink.formats.handles import fold_name
from nexalink.importers.contract import OwnerIdentity
from nexalink.importers.linkedin import IMPORTER
from nexalink.importers.registry import identify
from nexalink.importers.sightings import OwnerSeen
from nexalink.samples import write_linkedin, write_newer_export, write_sample
from nexalink.samples.eras import ERAS
from nexalink.samples.linkedin_export import export_name
from nexalink.samples.network import plan_network
from nexalink.samples.truth import PersonTruth
from tests.importers.linkedin.exports import Read
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


def imported(path: Path, on: date) -> Read:
    """Read an export as an import does: claimed by the registry, its owner told by itself."""
    ((importer, archive),) = identify(path, until=second_of(f"{on}T23:59:59"))
    assert importer is IMPORTER
    sure = [seen for seen in IMPORTER.owner_evidence(archive) if seen.sure]
    owner = OwnerIdentity(
        frozenset(seen.value for seen in sure if seen.kind in {"profile", "email", "phone"}),
        frozenset(seen.value for seen in sure if seen.kind == "name"),
    )
    assert IMPORTER.taken_on(archive) == on
    return Read(list(IMPORTER.read(archive, owner=owner)))


@pytest.mark.parametrize("era", sorted(ERAS))
@pytest.mark.parametrize("resaved", [False, True])
def test_every_row_message_and_request_of_an_era_is_read_exactly(
    era: str, resaved: bool, tmp_path: Path
) -> None:
    target = tmp_path / export_name(ERAS[era].on)
    truth = write_linkedin(target, era=era, seed=11, people=150, resaved=resaved).truth
    found = imported(target, truth.on)

    assert found.troubles == []
    assert {account.file: account.rows for account in truth.files} == dict(found.rows)
    assert sum((Counter(account.skipped) for account in truth.files), Counter()) == found.skipped
    assert sum(person.is_connection for person in found.people) == truth.connections
    assert truth.owner_name in {seen.value for seen in found.of(OwnerSeen)}

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


@pytest.mark.parametrize("era", ["2020", "2026"])
def test_nearly_all_notes_of_requests_are_told_from_messages(era: str, tmp_path: Path) -> None:
    network = plan_network(seed=13, people=300, on=ERAS[era].on, era=ERAS[era], linkedin_only=True)
    target = tmp_path / export_name(network.on)
    write_linkedin(target, era=era, seed=13, people=300)
    marked = {message.at for message in imported(target, network.on).messages if message.invitation_note}
    notes = {message.at for message in network.story.messages if message.note}
    assert notes
    assert notes <= marked
    assert len(marked - notes) <= len(notes) // 10


def test_a_newer_export_holds_every_key_of_the_older(tmp_path: Path) -> None:
    on = ERAS["2026"].on
    older = imported(write_sample(tmp_path, seed=5, people=120, on=on).paths[0], on)
    newer = write_newer_export(tmp_path / "later", seed=5, people=120, on=on)
    later = imported(newer.paths[0], newer.truth.on)
    assert {m.source_key for m in older.messages} < {m.source_key for m in later.messages}
    assert {e.source_key for e in older.exchanges} <= {e.source_key for e in later.exchanges}
    kept = {m.source_key: m.people for m in later.messages}
    assert all(kept[message.source_key] == message.people for message in older.messages)
