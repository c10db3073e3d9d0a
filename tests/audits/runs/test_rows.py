import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nexalink.audits.runs.ranges import MOST_OWNERS, ranges
from nexalink.audits.runs.rows import OwnerLine, OwnerRows, packed, unpacked

_ROW = st.tuples(
    st.integers(1, 6), st.integers(0, 2_000_000_000), st.integers(0, 6), st.integers(-1, 1), st.integers(0, 2**31 - 1)
)  # fmt: skip


def rows_of(rows: list[tuple[int, int, int, int, int]], people: tuple[int, ...]) -> OwnerRows:
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    what = packed(table[:, 2], table[:, 3], table[:, 4])
    return OwnerRows(
        OwnerLine(1, "Asia/Tokyo"), np.array(people, dtype=np.int64), table[:, 0], table[:, 1], what
    )


@given(st.lists(_ROW, max_size=40), st.randoms())
def test_the_order_of_rows_makes_no_difference(
    rows: list[tuple[int, int, int, int, int]], chance: object
) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    first, second = rows_of(rows, (2, 3, 5)).columns(), rows_of(mixed, (2, 3, 5)).columns()
    for name in ("tie", "at", "day", "direction", "kind", "size"):
        assert getattr(first, name).tolist() == getattr(second, name).tolist()
    assert first.tie.size == sum(row[0] in {2, 3, 5} for row in rows)
    assert (np.diff(first.tie) >= 0).all()


@given(st.lists(_ROW, min_size=1, max_size=20))
def test_what_is_packed_comes_out_again(rows: list[tuple[int, int, int, int, int]]) -> None:
    table = np.array(rows, dtype=np.int64)
    for found, column in zip(unpacked(packed(table[:, 2], table[:, 3], table[:, 4])), (2, 3, 4), strict=True):
        assert found.tolist() == table[:, column].tolist()


def test_an_owner_with_nobody_has_no_columns() -> None:
    found = rows_of([(1, 5, 0, 1, 1)], ()).columns()
    assert found.ties == found.tie.size == 0


@given(st.lists(st.integers(0, 900_000), max_size=120), st.integers(1, 40))
def test_ranges_hold_every_owner_once_and_stay_small(weights: list[int], pieces: int) -> None:
    lines = [OwnerLine(number, "UTC", (), weight) for number, weight in enumerate(weights)]
    parts = list(ranges(lines, pieces=pieces))
    assert [line for part in parts for line in part] == lines
    assert all(len(part) <= MOST_OWNERS for part in parts)
    assert all(len(part) == 1 or sum(line.interactions for line in part) <= 1_000_000 for part in parts)
