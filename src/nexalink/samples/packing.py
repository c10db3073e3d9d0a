"""Files in memory, written as a folder or as a zip that is the same byte for byte every time."""

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from nexalink.samples.linkedin_rows import Table


def table_bytes(table: Table) -> bytes:
    """Return a table as its file: UTF-8, line ends and quotation marks as the file usually has them."""
    text = io.StringIO(newline="")
    text.write(table.preamble)
    writer = csv.writer(
        text,
        quoting=csv.QUOTE_ALL if table.quote_all else csv.QUOTE_MINIMAL,
        lineterminator="\r\n" if table.crlf else "\n",
    )
    writer.writerow(table.header)
    writer.writerows(table.rows)
    whole = text.getvalue()
    return (whole if table.final_newline else whole.rstrip("\r\n")).encode()


def write_files(target: Path, files: Mapping[str, bytes], *, on: date) -> None:
    """Write ``files`` into ``target``: a zip where it ends in ``.zip``, else a folder.

    A zip's entries are dated ``on``, so that the same files give the same bytes.
    """
    if target.suffix.lower() != ".zip":
        for name, data in files.items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (on.year, on.month, on.day, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, data)
