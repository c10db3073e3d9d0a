"""A folder of Parquet that holds what scoring reads, and nothing else: no names, no subjects, no texts.

``owners.parquet``        owner, zone, layers, interactions
``ties.parquet``          owner, person
``interactions.parquet``  owner, person, at, kind, direction, size

All are sorted by owner, so that a range of owners is found by the statistics of the row groups. Each may be a folder
of files as well, as other tools write them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from nexalink.audits.runs.rows import OwnerLine, OwnerRows, RowSource, packed, unpacked
from nexalink.kernel.errors import NexaLinkError

FILES: Final = ("owners", "ties", "interactions")
_ROWS_A_GROUP: Final = 250_000


class NoSuchParquet(NexaLinkError):
    """A folder does not hold what scoring reads, or Parquet cannot be read here."""


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """A folder of Parquet to read from; workers on other machines need it under the same path."""

    folder: str

    @property
    def shown(self) -> str:
        """Give the folder in words."""
        return f"Parquet in {Path(self.folder).name}"

    def owners(self, *, first: int, last: int) -> list[OwnerLine]:
        """Return the owners with ids from ``first`` to ``last``, ascending.

        Raises:
            NoSuchParquet: a file is missing or lacks a column, or pyarrow is not installed.
        """
        table = self._table("owners", ("owner", "zone", "layers", "interactions"), first=first, last=last)
        lines = [
            OwnerLine(row["owner"], row["zone"], tuple(row["layers"] or ()), row["interactions"] or 0)
            for row in table.to_pylist()
        ]
        return sorted(lines, key=lambda line: line.owner)

    def read(self, owners: Sequence[OwnerLine]) -> Iterator[OwnerRows]:
        """Yield the rows of each of ``owners``, which are neighbours: one read of each file."""
        first, last = owners[0].owner, owners[-1].owner
        ties = self._columns("ties", ("owner", "person"), first=first, last=last)
        names = ("owner", "person", "at", "kind", "direction", "size")
        rows = self._columns("interactions", names, first=first, last=last)
        what = packed(rows["kind"], rows["direction"], rows["size"])
        for line in owners:
            mine, theirs = _slice(ties["owner"], line.owner), _slice(rows["owner"], line.owner)
            people = np.unique(ties["person"][mine])
            yield OwnerRows(line, people, rows["person"][theirs], rows["at"][theirs], what[theirs])

    def _columns(
        self, name: str, columns: tuple[str, ...], *, first: int, last: int
    ) -> dict[str, NDArray[np.int64]]:
        """Return columns of whole numbers, in the order of their owner."""
        table = self._table(name, columns, first=first, last=last)
        found = {column: table[column].to_numpy().astype(np.int64) for column in columns}
        owner = found["owner"]
        if owner.size and (owner[1:] < owner[:-1]).any():
            order = np.argsort(owner, kind="stable")
            found = {column: values[order] for column, values in found.items()}
        return found

    def _table(self, name: str, columns: tuple[str, ...], *, first: int, last: int) -> Any:
        reader, fault = _pyarrow("parquet"), _pyarrow("lib").ArrowException
        path = _path_of(Path(self.folder), name)
        chosen = [("owner", ">=", first), ("owner", "<=", last)]
        try:
            return reader.read_table(path, columns=list(columns), filters=chosen, use_threads=False)
        except (fault, OSError, KeyError) as found:
            raise NoSuchParquet(
                f"{path.name} cannot be read: {str(found).splitlines()[0].rstrip('.')}.",
                advice="Write the folder anew with: nexalink score --all-owners --snapshot FOLDER",
            ) from found


def is_parquet(folder: Path) -> bool:
    """Tell whether a folder holds what scoring reads, as Parquet."""
    return any((folder / f"{name}.parquet").exists() for name in FILES)


def write_snapshot(
    source: RowSource, folder: Path, *, owners: Sequence[OwnerLine], progress: Callable[[int], None]
) -> int:
    """Write what scoring reads of ``owners`` to a folder of Parquet; return how many interactions.

    Args:
        source: where the rows are read from.
        folder: made where it is missing; files of an earlier snapshot are replaced at the end, all or none read.
        owners: whom to write, ascending.
        progress: told after each owner how many are written.

    Raises:
        NoSuchParquet: pyarrow is not installed.
    """
    _pyarrow("parquet")
    folder.mkdir(parents=True, exist_ok=True)
    parts = {name: folder / f"{name}.parquet.part" for name in FILES}
    try:
        count = _write(source, parts, owners, progress)
        for part in parts.values():
            part.replace(part.with_suffix(""))
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return count


def _write(
    source: RowSource,
    parts: dict[str, Path],
    owners: Sequence[OwnerLine],
    progress: Callable[[int], None],
) -> int:
    kinds = {"at": "int64", "kind": "int8", "direction": "int8", "size": "int32"}
    ids = {"owner": "int64", "person": "int64"}
    lines: list[tuple[int, str, list[int], int]] = []
    with _Table(parts["ties"], ids) as ties, _Table(parts["interactions"], ids | kinds) as interactions:
        for number, rows in enumerate(source.read(owners), start=1):
            owner = rows.line.owner
            ties.add(np.full(rows.people.size, owner), rows.people)
            interactions.add(np.full(rows.person.size, owner), rows.person, rows.at, *unpacked(rows.packed))
            lines.append((owner, rows.line.zone, list(rows.line.layers), rows.person.size))
            progress(number)
    _write_owners(parts["owners"], lines)
    return sum(line[3] for line in lines)


def _write_owners(path: Path, lines: list[tuple[int, str, list[int], int]]) -> None:
    arrow = _pyarrow("lib")
    kinds = (arrow.int64(), arrow.string(), arrow.list_(arrow.int32()), arrow.int64())
    columns = list(zip(*lines, strict=True)) or [()] * len(kinds)
    arrays = [arrow.array(values, type=kind) for values, kind in zip(columns, kinds, strict=True)]
    names = ["owner", "zone", "layers", "interactions"]
    _pyarrow("parquet").write_table(arrow.Table.from_arrays(arrays, names=names), path)


class _Table:
    """One Parquet file of whole numbers, written a row group at a time."""

    def __init__(self, path: Path, columns: dict[str, str]) -> None:
        arrow = _pyarrow("lib")
        self.columns = columns
        self.schema = arrow.schema([(name, getattr(arrow, kind)()) for name, kind in columns.items()])
        self.writer = _pyarrow("parquet").ParquetWriter(path, self.schema)
        self.waiting: list[tuple[NDArray[Any], ...]] = []
        self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()
        self.writer.close()

    def add(self, *columns: NDArray[Any]) -> None:
        """Take equal-length columns; written once there are enough for a row group."""
        self.waiting.append(columns)
        self.rows += columns[0].size
        if self.rows >= _ROWS_A_GROUP:
            self.flush()

    def flush(self) -> None:
        """Write what waits as a row group."""
        if not self.rows:
            return
        arrow = _pyarrow("lib")
        columns = [np.concatenate(parts) for parts in zip(*self.waiting, strict=True)]
        arrays = [
            arrow.array(values.astype(kind))
            for values, kind in zip(columns, self.columns.values(), strict=True)
        ]
        self.writer.write_table(arrow.Table.from_arrays(arrays, schema=self.schema), self.rows)
        self.waiting, self.rows = [], 0


def _slice(owners: NDArray[np.int64], owner: int) -> slice:
    begin, end = np.searchsorted(owners, [owner, owner + 1])
    return slice(int(begin), int(end))


def _path_of(folder: Path, name: str) -> Path:
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise NoSuchParquet(
            f"{folder} has no {path.name}.",
            advice="Write the folder with: nexalink score --all-owners --snapshot FOLDER",
        )
    return path


def _pyarrow(part: str) -> Any:
    try:
        from pyarrow import lib, parquet  # noqa: PLC0415 - an extra
    except ImportError as fault:
        raise NoSuchParquet(
            "Parquet needs pyarrow, which is not installed.",
            advice="Install it with: pip install 'nexalink[parquet]'",
        ) from fault
    return parquet if part == "parquet" else lib
