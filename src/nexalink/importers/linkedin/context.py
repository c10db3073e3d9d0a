"""What the parts of one reading share: the owner, the names, the notes that went with requests."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from nexalink.importers.contract import OwnerIdentity
from nexalink.importers.linkedin.names import NameIndex


@dataclass(slots=True)
class Reading:
    """The state of one reading of one archive; made anew for each ``read``.

    ``connected`` tells since when each handle is connected, ``asked`` of whom a request is known, ``notes`` the notes
    of requests by (handle, direction) as (sent at, text for comparing), ``seen`` the keys already yielded per kind of
    row.
    """

    owner: OwnerIdentity
    owner_names: frozenset[str]
    until: int
    names: NameIndex = field(default_factory=NameIndex)
    connected: dict[str, date] = field(default_factory=dict)
    notes: defaultdict[tuple[str, str], list[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    asked: set[str] = field(default_factory=set)
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def is_new(self, *key: str) -> bool:
        """Tell whether a row with this key is the first, and remember it."""
        if key in self.seen:
            return False
        self.seen.add(key)
        return True
