"""Delimited text: encodings, delimiters, preambles, physical lines, and files that are broken on purpose."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.delimited import (
    Flaw,
    Layout,
    clean_cell,
    column_key,
    decode,
    encoding_of,
    find_layout,
    guess_layout,
    records,
)


def opener(data: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(data)


def is_ab(cells: tuple[str, ...]) -> bool:
    return cells[:2] == ("A", "B")


def read(data: bytes) -> list[tuple[int, list[str] | Flaw]]:
    layout = find_layout(data[:65_536], is_ab)
    assert layout is not None
    return list(records(opener(data), layout))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_delimiter_gives_the_same_rows(
    encoding: str, delimiter: str, newline: str
) -> None:
    lines = ["A,B,C", "Zoë,über,1", "x,y,2"]
    text = newline.join(lines).replace(",", delimiter)
    assert read(text.encode(encoding)) == [(2, ["Zoë", "über", "1"]), (3, ["x", "y", "2"])]


def test_utf16_with_big_endian_mark() -> None:
    data = b"\xfe\xff" + "A\tB\nZoë\tx\n".encode("utf-16-be")
    assert encoding_of(data) == "utf-16"
    assert read(data) == [(2, ["Zoë", "x"])]


def test_an_accent_of_another_code_page_beyond_the_head_is_read() -> None:
    data = b"A,B\n" + b"plain,row\n" * 9_000 + "Zoë,x\n".encode("cp1252")
    assert read(data)[-1] == (9_002, ["Zoë", "x"])
    assert decode(b"\x81") == "�"


def test_the_header_is_found_by_content_and_lines_are_physical() -> None:
    data = b'Notes:\n"When exporting, two\nlines here"\n\nA,B\n1,"two\nlines"\n\n3,4'
    layout = find_layout(data, is_ab)
    assert layout == Layout("utf-8-sig", ",", 5, ("A", "B"))
    assert list(records(opener(data), layout)) == [(6, ["1", "two\nlines"]), (9, ["3", "4"])]


def test_no_header_no_layout() -> None:
    assert find_layout(b"x,y\n1,2\n", is_ab) is None
    assert find_layout(b"", is_ab) is None
    assert find_layout(b"\n" * 100 + b"A,B\n", is_ab) is None


def test_nul_bytes_are_taken_out_and_named() -> None:
    items = read(b"A,B\n1,2\nA\0na,x\n3,4\n")
    assert items[0] == (2, ["1", "2"])
    assert items[1] == (3, Flaw("NUL bytes were taken out of this row.", row_lost=False))
    assert items[2:] == [(3, ["Ana", "x"]), (4, ["3", "4"])]


@pytest.mark.parametrize("header", [b"A,B", b'"A","B"'])
def test_a_byte_order_mark_where_two_files_were_joined_is_no_part_of_a_cell(header: bytes) -> None:
    joined = b"\xef\xbb\xbf" + header + b"\n1,2\n" + b"\xef\xbb\xbf" + header + b"\n3,4\n"
    assert [row for _, row in read(joined)] == [["1", "2"], ["A", "B"], ["3", "4"]]


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    items = read(b'A,B\n1,2\n"open,x\n3,4\n5,6\n')
    assert [item for item in items if not isinstance(item[1], Flaw)] == [
        (2, ["1", "2"]),
        (4, ["3", "4"]),
        (5, ["5", "6"]),
    ]
    flaw = items[1]
    assert flaw[0] == 3
    assert isinstance(flaw[1], Flaw)
    assert flaw[1].row_lost


def test_two_stray_quotes_do_not_swallow_what_stands_between() -> None:
    items = read(b'A,B\n"open,x\n3,4\n5,6\n1,"open too\n7,8\n')
    assert [line for line, row in items if isinstance(row, list)] == [3, 4, 6]
    assert [line for line, row in items if isinstance(row, Flaw)] == [2, 5]


def test_a_file_cut_inside_a_quoted_field_says_so() -> None:
    items = read(b'A,B\n1,2\n3,"cut\nin the mid')
    assert items[0] == (2, ["1", "2"])
    assert items[1][0] == 3
    assert isinstance(items[1][1], Flaw)
    assert len(items) == 2


def test_a_last_row_with_line_breaks_that_is_closed_is_a_row() -> None:
    assert read(b'A,B\n1,"two\nlines"') == [(2, ["1", "two\nlines"])]
    assert read(b'A,B\n1,"two\nlines"\n') == [(2, ["1", "two\nlines"])]


def test_many_broken_rows_end_in_one_flaw() -> None:
    items = read(b"A,B\n" + b'"a\nb",c,d\n1,2\n' * 200 + b"5,6\n")
    assert len(items) < 100
    assert isinstance(items[-1][1], Flaw)


def test_a_field_of_ten_megabytes_is_a_field() -> None:
    items = read(b'A,B\n1,"' + b"x" * 10_000_000 + b'"\n3,4\n')
    assert isinstance(items[0][1], list)
    assert len(items[0][1][1]) == 10_000_000
    assert items[1] == (3, ["3", "4"])


def test_a_field_beyond_the_limit_is_a_flaw_and_the_rest_is_read() -> None:
    items = read(b'A,B\n1,"' + b"x\n" * 9_000_000 + b'"\n3,4\n')
    assert isinstance(items[0][1], Flaw)
    assert items[-1][1] == ["3", "4"]


def test_cells_for_comparing() -> None:
    assert clean_cell("﻿  First  Name ") == "First Name"
    assert column_key("First_Name") == column_key("FirstName") == column_key(" first name")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_an_unknown_table_is_guessed(delimiter: str) -> None:
    text = "Who,Address\nAna Example,Street 1\nBen Example,Street 2\n".replace(",", delimiter)
    assert guess_layout(text.encode()) == Layout("utf-8-sig", delimiter, 1, ("Who", "Address"))


def test_excels_hint_is_passed_over() -> None:
    assert guess_layout(b"sep=;\nWho;What\na;b\n") == Layout("utf-8-sig", ";", 2, ("Who", "What"))


PROSE = b"Dear all,\nthis is a\nletter, in which\nsome, many, commas\nstand\nx\ny\n"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"hello\nthere\n", PROSE])
def test_prose_is_no_table(data: bytes) -> None:
    assert guess_layout(data) is None


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r,;\"'"), max_size=12)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=20), st.sampled_from(["utf-8", "utf-16"]))
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]], encoding: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["A", "B", "C"])
    writer.writerows(rows)
    items = read(text.getvalue().encode(encoding))
    assert [row for _, row in items] == rows
    assert [line for line, _ in items] == sorted({line for line, _ in items})


@given(st.binary(max_size=200))
def test_no_bytes_crash(noise: bytes) -> None:
    assert all(line >= 2 for line, _ in read(b"A,B\n" + noise))


CHINESE = "A,B,公司,职位\n伟,王,北京大学,工程师\n敏,李,华为技术有限公司,产品经理\n"


def test_chinese_as_windows_writes_it_is_read() -> None:
    items = read(CHINESE.encode("gb18030"))
    assert [row for _, row in items] == [line.split(",") for line in CHINESE.splitlines()[1:]]


def test_cyrillic_as_windows_writes_it_is_read() -> None:
    items = read("A,B\nИван Петров,Банк\nАнна Смирнова,Завод\n".encode("cp1251"))
    assert [row for _, row in items] == [["Иван Петров", "Банк"], ["Анна Смирнова", "Завод"]]


def test_an_encoding_that_nobody_can_tell_is_a_trouble_and_no_false_name() -> None:
    items = read("A,B\nHélène,Lefèvre\nFrançois,Dupré\nZoë,Crête\n".encode("mac-roman"))
    assert len(items) == 1
    assert isinstance(items[0][1], Flaw)
    assert items[0][1].row_lost
    assert "UTF-8" in items[0][1].message


def test_csv_spectrum(shared_folder: Path) -> None:
    corpus = shared_folder / "data" / "corpora" / "csv-spectrum"
    files = sorted(corpus.glob("csvs/*.csv"))
    assert files
    for file in files:
        expected = json.loads((corpus / "json" / f"{file.stem}.json").read_text("utf-8"))
        data = file.read_bytes()
        layout = find_layout(data, lambda _: True)
        assert layout is not None, file
        found = [row for _, row in records(opener(data), layout) if isinstance(row, list)]
        assert found == [[cell.replace("\r\n", "\n") for cell in row.values()] for row in expected], file
        assert list(layout.header) == list(expected[0]), file
