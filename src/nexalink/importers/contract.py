"""What every importer promises, and what it is given."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from nexalink.formats.containers import Member
from nexalink.importers.sightings import Item, OwnerSeen


@dataclass(frozen=True, slots=True)
class OwnerIdentity:
    """Who the owner is, as far as all archives of one import tell: canonical handles and names."""

    handles: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    zone: str = "UTC"
    """The owner's IANA time zone, for floating times."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened input: the members of one file, folder or zip that one importer claimed.

    ``name`` is what the owner calls it (the file's or folder's name). ``until`` is the end of what may count as
    past, in seconds UTC: a meeting after it is a plan, a mail after it is dated wrongly. ``mapping`` names the columns
    of a CSV that no dialect fits (target field → column header).
    """

    name: str
    members: tuple[Member, ...]
    until: int
    mapping: dict[str, str] = field(default_factory=dict)


class Importer(Protocol):
    """A reader of one kind of archive. Implementations are frozen dataclasses without state.

    Attributes:
        name: short and stable, used in the database: ``linkedin``, ``mail``, ``calendar``, ``vcard``, ``contacts_csv``.
        source: what its interactions are filed under: ``linkedin``, ``mail``, ``calendar``, ``contacts``.
        title: for people: ``LinkedIn data export``.
        version: raised when the same bytes would give other sightings.
    """

    @property
    def name(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def version(self) -> int: ...

    def accepts(self, head: bytes, filename: str) -> bool:
        """Tell whether a member (its first 64 KiB and its path inside the archive) is this importer's."""

    def taken_on(self, archive: Archive) -> date | None:
        """Return the day the archive was made, where its name or content tells."""

    def owner_evidence(self, archive: Archive) -> Iterator[OwnerSeen]:
        """Yield what the archive tells of its owner; read before ``read``, so that directions can be told."""

    def read(self, archive: Archive, *, owner: OwnerIdentity) -> Iterator[Item]:
        """Yield one counted item per row, lazily; a bad row never stops the rest."""
