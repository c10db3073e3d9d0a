"""Whether an archive says anything: one of which nothing comes is a fault, and no success with zeros."""

from nexalink.archives.accounting import Accounting
from nexalink.archives.errors import ArchiveEmpty

_AGAIN = "Nothing was recorded; export the file again, or open it and put that line right."
_NOBODY = {
    "calendar": (
        ("event", "is no meeting of yours with anybody", "is a meeting of yours with anybody", "no guest is named"),
        "Nothing was recorded; export your own calendar, with the guests of its events.",
    ),
    "vcard": (
        ("card", "names nobody", "names anybody", "no name, address or number is in it"),
        "Nothing was recorded; export the address book again, with all its fields.",
    ),
}  # fmt: skip
"""Per importer whose rows are about people: its row, what one and none of them is, why; and what to do."""


def check_says_something(name: str, importer: str, accounting: Accounting) -> None:
    """Refuse an archive of which not one row says anything: all are in trouble or, as the rest, about nobody.

    Asked of an archive that is imported alone: beside others it may well add nothing.

    Raises:
        ArchiveEmpty: with the first trouble, or what the rows lack.
    """
    rows, trouble = accounting.rows_read, accounting.outcomes["trouble"]
    if not rows:
        if importer == "calendar":
            raise ArchiveEmpty(
                f"There is no event in {name}.", advice="Nothing was recorded; export the calendar again."
            )
        return
    nobody = accounting.skipped["no_person"] if importer in _NOBODY else 0
    if trouble + nobody != rows:
        return
    raise _all_trouble(name, accounting, nobody) if trouble else _about_nobody(name, importer, rows)


def _all_trouble(name: str, accounting: Accounting, nobody: int) -> ArchiveEmpty:
    rows, trouble = accounting.rows_read, accounting.outcomes["trouble"]
    first = accounting.troubles[0]
    where = f"line {first.line}" if first.file == name else f"{first.file}, line {first.line}"
    because = f"({where}: {first.message.rstrip('.')})"
    if nobody:
        said = f"Nothing in {name} can be used: {trouble:,} of {rows:,} rows could not be read {because}, the rest name nobody."
    elif rows == 1:
        said = f"The only row of {name} could not be read {because}."
    else:
        said = f"None of the {rows:,} rows of {name} could be read {because}."
    return ArchiveEmpty(said, advice=_AGAIN)


def _about_nobody(name: str, importer: str, rows: int) -> ArchiveEmpty:
    (noun, one, none, why), advice = _NOBODY[importer]
    said = (
        f"The only {noun} in {name} {one}" if rows == 1 else f"None of the {rows:,} {noun}s in {name} {none}"
    )
    return ArchiveEmpty(f"{said}: {why}.", advice=advice)
