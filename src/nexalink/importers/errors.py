"""Faults of telling what an input is."""

from typing import NamedTuple

from nexalink.kernel.errors import NexaLinkError


class UnknownInput(NexaLinkError):
    """No importer knows the file or folder."""


class TableColumn(NamedTuple):
    """A column of a table that no known program writes: header, first filled cells, and what its header suggests.

    ``target`` is one of the names that ``--map`` takes, empty where the header tells nothing.
    """

    header: str
    examples: tuple[str, ...]
    target: str


class ColumnsUnknown(UnknownInput):
    """A table could be read once somebody says what its columns hold.

    ``file`` is the table's path inside ``source``, the name of the input that was given.
    """

    def __init__(
        self, what: str, *, advice: str, source: str, file: str, columns: tuple[TableColumn, ...]
    ) -> None:
        """Keep what a form needs to ask for the meaning of each column."""
        super().__init__(what, advice=advice)
        self.source = source
        self.file = file
        self.columns = columns


class AmbiguousInput(NexaLinkError):
    """Two importers claim the same file."""
