import gzip
from pathlib import Path

import pytest

from nexalink.measures.proof.event_log import LogUnreadable, find_log, read_log


def test_rows_are_put_in_order_and_counted_from_the_first(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text("src,dst,seconds,recipients\nana,ben,500,1\nben,ana,100,1\nana,cem,300.5,2\n", "utf-8")
    log = read_log(path)
    assert log.name == "talk"
    assert [log.nodes[one] for one in log.source] == ["ben", "ana", "ana"]
    assert log.at.tolist() == [0.0, 200.5, 400.0]
    assert log.rows == 3


@pytest.mark.parametrize(
    "text",
    [
        "1,2,10\n2,1,20\n",
        "dst,seconds,src\n2,10,1\n1,20,2\n",
        "\ufeffsrc,dst,seconds\r\n1,2,10\r\n2,1,20\r\n",
    ],
)
def test_headers_are_recognised_and_not_needed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(text.encode()))
    log = read_log(path)
    assert log.name == "log"
    assert [log.nodes[one] for one in log.source] == ["1", "2"]
    assert log.at.tolist() == [0.0, 10.0]


def test_rows_that_cannot_be_used_are_counted_by_reason(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("a,b,1\na,a,2\na,,3\na,b\na,b,soon\na,b,inf\n\nb,a,4\n", "utf-8")
    log = read_log(path)
    assert log.at.tolist() == [0.0, 3.0]
    assert dict(log.left_out) == {
        "written to oneself": 1,
        "a side is missing": 1,
        "too few columns": 1,
        "the time is no number": 2,
    }


def test_a_cut_off_file_gives_what_came(tmp_path: Path) -> None:
    whole = gzip.compress("".join(f"{k},{k + 1},{k}\n" for k in range(20_000)).encode())
    path = tmp_path / "log.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    log = read_log(path)
    assert 0 < log.at.size < 20_000
    assert log.left_out["cut off at the end of the file"] == 1


def test_a_file_that_is_no_gzip_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_text("src,dst,seconds\n", "utf-8")
    with pytest.raises(LogUnreadable, match="cannot be read"):
        read_log(path)
    with pytest.raises(LogUnreadable, match="cannot be read"):
        read_log(tmp_path / "none.csv")


def test_a_header_without_time_is_refused_unless_no_time_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "graph.csv"
    path.write_text("src,dst\na,b\nb,c\n", "utf-8")
    assert read_log(path, timed=False).source.size == 2
    with pytest.raises(LogUnreadable, match="seconds"):
        read_log(path)


def test_logs_are_found_plain_or_compressed(tmp_path: Path) -> None:
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b""))
    assert find_log(tmp_path, "b") == tmp_path / "b.csv.gz"
    assert find_log(tmp_path, "c") is None


def test_an_empty_log_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("", "utf-8")
    assert read_log(tmp_path / "a.csv").at.size == 0
