"""Small calendars in memory, and a reader that checks the accounts."""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from nexalink.importers.calendar import IMPORTER
from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.sightings import InteractionSeen, Item, OwnerSeen, Skipped, Trouble

ME = "mailto:olivia@example.com"
OWNER = OwnerIdentity(frozenset({ME}), frozenset({"Olivia Owner"}), "Europe/Berlin")
UNTIL = int(datetime(2026, 11, 23, tzinfo=UTC).timestamp())
HOST = "ORGANIZER;CN=Olivia Owner:mailto:olivia@example.com"
BEN = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ben Okafor:mailto:ben@example.org"


@dataclass(frozen=True)
class Memory:
    """A file in memory."""

    path: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)

    @contextmanager
    def local(self) -> Iterator[Path]:
        raise AssertionError("calendars are not mapped into memory")

    def head(self, length: int = 65_536) -> bytes:
        return self.data[:length]


def event(*lines: str, uid: str = "one", start: str = "DTSTART:20200305T090000Z") -> str:
    named = [f"UID:{uid}"] if uid else []
    return "\n".join(["BEGIN:VEVENT", *named, *([start] if start else []), *lines, "END:VEVENT"])


def meeting(*lines: str, uid: str = "one", start: str = "DTSTART:20200305T090000Z") -> str:
    """Return an event of the owner with Ben."""
    return event(HOST, BEN, *lines, uid=uid, start=start)


def calendar(*parts: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])


def archive(*texts: str | bytes, names: Iterable[str] = (), title: str = "mine.ics") -> Archive:
    paths = [*names, *(f"{number}.ics" for number in range(len(texts)))]
    octets = [text.encode() if isinstance(text, str) else text for text in texts]
    return Archive(title, tuple(Memory(path, data) for path, data in zip(paths, octets, strict=False)), UNTIL)


def read(*texts: str | bytes, owner: OwnerIdentity = OWNER, names: Iterable[str] = ()) -> list[Item]:
    """Return the items of calendars; fail where not every event is counted once, or a key is used twice."""
    opened = archive(*texts, names=names)
    items = list(IMPORTER.read(opened, owner=owner))
    events = sum(len(re.findall(rb"(?im)^BEGIN:VEVENT", member.data)) for member in opened.members)  # type: ignore[attr-defined]
    counted = [item for item in items if getattr(item, "counts_row", True)]
    assert len(counted) == events, counted
    keys = [item.source_key for item in items if isinstance(item, InteractionSeen)]
    assert len(keys) == len(set(keys))
    return items


def meetings(items: Iterable[Item]) -> list[InteractionSeen]:
    return [item for item in items if isinstance(item, InteractionSeen)]


def reasons(items: Iterable[Item]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Skipped)]


def troubles(items: Iterable[Item]) -> list[Trouble]:
    return [item for item in items if isinstance(item, Trouble)]


def times(items: Iterable[Item]) -> list[str]:
    """Return when the meetings began, in UTC."""
    return [f"{datetime.fromtimestamp(item.at, UTC):%Y-%m-%d %H:%M}" for item in meetings(items)]


def people(items: Iterable[Item]) -> list[list[str]]:
    return [[handle.removeprefix("mailto:") for handle, _ in item.people] for item in meetings(items)]


def evidence(*texts: str | bytes, names: Iterable[str] = (), title: str = "mine.ics") -> list[OwnerSeen]:
    return list(IMPORTER.owner_evidence(archive(*texts, names=names, title=title)))
