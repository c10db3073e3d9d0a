"""A whole LinkedIn export of any era: its files as bytes, and how many rows of each say what."""

from collections import Counter
from dataclasses import replace
from datetime import date

from nexalink.samples import linkedin_rows as rows
from nexalink.samples.linkedin_messages import messages
from nexalink.samples.linkedin_own import activity_tables, comments_text, own_tables, shares_text
from nexalink.samples.linkedin_rows import Table
from nexalink.samples.network import Network
from nexalink.samples.packing import table_bytes
from nexalink.samples.truth import FileTruth

_BOM = b"\xef\xbb\xbf"


def export_name(on: date) -> str:
    """Return the name that LinkedIn gives the zip of a day.

    >>> export_name(date(2026, 3, 9))
    'Basic_LinkedInDataExport_03-09-2026.zip'
    """
    return f"Basic_LinkedInDataExport_{on:%m-%d-%Y}.zip"


def export_files(network: Network, *, resaved: bool = False) -> tuple[dict[str, bytes], list[FileTruth]]:
    """Return the export's files by name, and their accounts.

    ``resaved``: as a spreadsheet leaves Connections.csv and the messages when somebody opens and saves them.
    """
    files: dict[str, bytes] = {}
    accounts: list[FileTruth] = []
    for table in _tables(network):
        data = (
            _resaved(table)
            if resaved and table.name in {"Connections.csv", network.era.messages_file}
            else table_bytes(table)
        )
        files[table.name] = data
        skipped = {reason: count for reason, count in sorted(table.skipped.items()) if count}
        accounts.append(FileTruth(table.name, len(table.rows), skipped))
    for name, (text, count) in {
        "Comments.csv": comments_text(network),
        "Shares.csv": shares_text(network),
    }.items():
        files[name] = text.encode()
        accounts.append(FileTruth(name, count, {"no_person": count}))
    return dict(sorted(files.items())), sorted(accounts, key=lambda account: account.file)


def _tables(network: Network) -> list[Table]:
    tables = [
        rows.connections(network),
        messages(network),
        rows.invitations(network),
        *rows.recommendations(network),
        rows.uploads(network),
        *own_tables(network),
        *activity_tables(network),
    ]
    if network.era.endorsements:
        tables += rows.endorsements(network)
    if network.era.name == "2026":
        tables.append(rows.notes(network))
    return tables


def _resaved(table: Table) -> bytes:
    """Return a table as Excel saves it: BOM, CRLF, no preamble, ``4-Apr-21``, and a column that was in the way."""
    changed = replace(table, preamble="", crlf=True, quote_all=False, final_newline=True, skipped=Counter())
    if table.name == "Connections.csv":
        changed.rows = [(*row[:-1], _short_day(row[-1])) for row in table.rows]
        blank = [place for place, name in enumerate(table.header) if name == "Email Address"]
        if all(not row[place] for row in table.rows for place in blank):
            keep = [place for place in range(len(table.header)) if place not in blank]
            changed.header = [table.header[place] for place in keep]
            changed.rows = [[row[place] for place in keep] for row in changed.rows]
    return _BOM + table_bytes(changed)


def _short_day(text: str) -> str:
    """Return ``4-Apr-21`` for ``04 Apr 2021``; a date with a clock stays as it is."""
    day, month, year, *clock = (*text.split(" "), "", "")
    return text if clock[0] or "/" in text else f"{int(day)}-{month}-{year[2:]}"
