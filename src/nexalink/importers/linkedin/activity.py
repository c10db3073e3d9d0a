"""Files that are understood but name nobody who could be a contact: reactions, comments, shares, talk with robots."""

from collections.abc import Iterator

from nexalink.formats.delimited import Flaw
from nexalink.importers.linkedin.tables import ROBOTS, Table, fit, safe_records
from nexalink.importers.sightings import Item, Skipped, Trouble


def read_nobody(table: Table) -> Iterator[Item]:
    """Yield a skipped item per row: ``robot`` for talk with LinkedIn's assistants, else ``no_person``.

    Where a comment holds a line break, LinkedIn writes it without quotation marks: the rest of the comment then stands
    on short rows of its own, which belong to the row above and are none themselves.
    """
    reason = "robot" if table.kind == ROBOTS else "no_person"
    dated = table.keys[0] == "date"
    for line, row in safe_records(table):
        if isinstance(row, Flaw):
            yield Trouble(table.file, line, row.message, row.row_lost)
        elif not dated or (row[0][:2].isdigit() and fit(row, len(table.keys)) is not None):
            yield Skipped(table.file, line, reason)
